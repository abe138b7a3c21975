"""What a complaint costs each part, with two of each on PostgreSQL and Redis: for sizing.

Processor time, and not the clock on the wall, so that what else the machine does changes little.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.figures import ROOT, Figure, keep
from bench.talkers import OurTalk, Texts, answered, free_port, started
from launch.place import environment

KEPT = ROOT / "docs" / "benchmarks" / "cluster.md"
COMPLAINTS = 10
WARMING = 2
"""Complaints before the first that counts: both of each have answered by then."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "backends (gateway, API)": ("backend-1", "backend-2"),
    "language servers": ("rasa-1", "rasa-2"),
    "workers": ("worker-1", "worker-2"),
    "PostgreSQL": ("postgres",),
    "Redis": ("redis",),
    "front (a proxy's place)": ("front",),
}


def main() -> int:
    """Measure, print and keep."""
    how = (
        f"the mean of {COMPLAINTS} complaints made one after the other through the front, from the first "
        "word to the receipt, no text twice; memory afterwards, what is shared counted in parts"
    )
    keep("What a complaint costs each part", how, list(measured()), KEPT)
    return 0


def measured() -> Iterator[Figure]:
    """Milliseconds a message and megabytes of each part, and of all."""
    with tempfile.TemporaryDirectory(prefix="heard") as folder:
        home, port, texts = Path(folder), free_port(), Texts()
        env = environment(HEARD_HOME=folder, HEARD_PORT=str(port), HEARD_LIMITS="off")
        with started([str(ROOT / "heard"), "up", "--cluster"], env, ROOT, home / "up.log"):
            answered(port, lambda texts: OurTalk(port, texts), within=600)
            for _ in range(WARMING):
                _complain(port, texts)
            before = {part: _spent(home, names) for part, names in PARTS.items()}
            messages = sum(_complain(port, texts) for _ in range(COMPLAINTS))
            all_spent = 0.0
            for part, names in PARTS.items():
                spent = _spent(home, names) - before[part]
                all_spent += spent
                memory = sum(_megabytes(one) for one in _processes(home, names)) / len(names)
                yield _figure(part, spent, messages, f"{memory:.0f} MB each")
            yield _figure("all", all_spent, messages, f"{messages / COMPLAINTS:.0f} messages a complaint")


def _figure(part: str, spent: float, messages: int, beside: str) -> Figure:
    a_complaint = f"{spent / COMPLAINTS:.0f} ms a complaint"
    return Figure(part, f"{spent / messages:.1f} ms a message, {a_complaint}", beside, "", None)


def _complain(port: int, texts: Texts) -> int:
    """A whole complaint; gives how many messages it took."""
    talk = OurTalk(port, texts)
    talk.begin()
    while talk.answer():
        pass
    return len(talk.client.took)


def _processes(home: Path, names: tuple[str, ...]) -> list[int]:
    found = [int((home / "logs" / f"{name}.pid").read_text()) for name in names]
    if names == ("postgres",):
        server = int((home / "postgres" / "postmaster.pid").read_text().split()[0])
        found = [server, *(pid for pid in _all() if _stat(pid)[1] == str(server))]
    return found


def _spent(home: Path, names: tuple[str, ...]) -> float:
    """Milliseconds of processor time until now, of those that ended under them too."""
    ticks = 0
    for pid in _processes(home, names):
        fields = _stat(pid)
        # Its own, and for the database's server that of the processes it had.
        ticks += sum(int(field) for field in fields[11 : 15 if names == ("postgres",) else 13])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def _all() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return ["", *["0"] * 20]


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(main())

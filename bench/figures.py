"""What every benchmark keeps: figures in a table, with when, on what and of which commit."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REACHED = {True: "yes", False: "**no**", None: ""}


@dataclass(frozen=True)
class Figure:
    """One line of the table; `wanted` is the least that will do."""

    what: str
    ours: str
    reference: str
    wanted: str
    reached: bool | None
    """None where there is no goal."""


def report(
    title: str,
    how: str,
    figures: Sequence[Figure],
    command: str = "./heard bench",
    reference: str = "Reference, same run",
) -> str:
    """The table, with when, on what, by which command and of which commit; `how` says what is measured."""
    rows = "\n".join(
        f"| {one.what} | {one.ours} | {one.reference} | {one.wanted} | {REACHED[one.reached]} |"
        for one in figures
    )
    return (
        f"# {title}\n\n"
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `{command}`, commit {_commit()}, on {_machine()}, "
        f"Python {platform.python_version()}; {how}.\n\n"
        f"| What | Ours | {reference} | Goal | Reached |\n|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def keep(
    title: str,
    how: str,
    figures: Sequence[Figure],
    file: Path,
    command: str = "./heard bench",
    reference: str = "Reference, same run",
) -> None:
    """Print the table and keep it in `file`."""
    told = report(title, how, figures, command, reference)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(told, encoding="utf-8")
    print(told)


def _machine() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    return f"{model or platform.machine()}, {os.cpu_count()} cores"


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "unknown"

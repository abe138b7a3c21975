"""Where things are, how a command is run, and how trouble is said: one sentence, no traceback."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
LOGS = CACHE / "logs"


class Trouble(Exception):
    """Something a person can act on; the message says what."""


def say(line: str) -> None:
    """One line of progress."""
    print(line, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """A step that takes a while: one line when it begins, the seconds when it ends."""
    print(f"  {what} ...", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def home() -> Path:
    """HEARD_HOME: what one running installation writes."""
    return Path(os.environ.get("HEARD_HOME") or ROOT / "var").resolve()


def environment(**more: str) -> dict[str, str]:
    """This process's variables without what would lead uv or Python astray, and `more`."""
    kept = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")}
    return {**kept, **more}


def quietly(
    command: Sequence[str], log: str, trouble: str, env: Mapping[str, str] | None = None, cwd: Path = ROOT
) -> None:
    """Run a command with its output in a log; if it fails, show the log's end and say `trouble`."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("wb") as out:
        done = subprocess.run(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=dict(env or environment()),
            cwd=cwd,
            check=False,
        )
    if done.returncode != 0:
        show_end(path)
        raise Trouble(f"{trouble} The whole output is in {path.relative_to(ROOT)}.")


def show_end(path: Path, since: int = 0, lines: int = 20) -> None:
    """The last lines of what a log holds beyond its first `since` bytes, on standard error."""
    if path.exists():
        for line in path.read_bytes()[since:].decode(errors="replace").splitlines()[-lines:]:
            print(f"    {line}", file=sys.stderr)


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Twelve hex digits of the contents of files and folders, and of `more`."""
    digest = hashlib.sha256("\n".join(more).encode())
    for path in sorted(_files(paths)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        else:
            yield path


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Two set-ups side by side would write over each other; the second waits."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

"""One process of an installation: started, watched, asked, ended."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from launch.place import say

FIRST_WAIT, LONGEST_WAIT = 0.5, 20.0


@dataclass
class Part:
    """One process of the installation, started again if it ends by itself."""

    name: str
    command: list[str]
    env: dict[str, str]
    cwd: Path
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    again_at: float = 0.0
    wait: float = FIRST_WAIT
    logged_before: int = 0
    """Bytes its log held when it was last started."""
    ready_at: str | None = None
    """What says 200 once it does its work, where it can be asked."""

    def start(self) -> None:
        """Start it in a session of its own, its output in its log."""
        self.log.touch(mode=0o600)
        with self.log.open("ab") as out:
            self.logged_before = out.tell()
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**self.env, **moved_on(self.env.get("HEARD_NOW"), time.monotonic() - _began())},
                cwd=self.cwd,
                start_new_session=True,
                # What it writes is for whoever runs it alone, as its log is.
                umask=0o077,
                preexec_fn=_die_with_parent,
            )
        self.started = time.monotonic()
        (self.log.parent / f"{self.log.stem}.pid").write_text(str(self.process.pid))

    def watch(self) -> None:
        """If it ended, start it again, waiting longer each time it does not last a minute."""
        if self.process is None or self.process.poll() is None:
            return
        now = time.monotonic()
        if not self.again_at:
            self.wait = FIRST_WAIT if now - self.started > 60 else min(self.wait * 2, LONGEST_WAIT)
            self.again_at = now + self.wait
            say(f"{self.name} ended with {self.process.returncode}; starting it again.")
        elif now >= self.again_at:
            self.again_at = 0.0
            self.start()

    def ended(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def ready(self) -> bool:
        """Whether it does its work, as far as it can be asked."""
        return self.ready_at is None or status(self.ready_at) == 200

    def end(self, how: int) -> None:
        """Signal the whole group."""
        if self.process is not None and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)


@cache
def _began() -> float:
    """When the first part started."""
    return time.monotonic()


def moved_on(now: str | None, seconds: float) -> dict[str, str]:
    """The calendar as it stands so long after it began: all parts keep one, whenever each was started.

    What is no moment is left to the backend, which says so.
    """
    try:
        begun = datetime.fromisoformat(now or "")
    except ValueError:
        return {}
    return {"HEARD_NOW": (begun + timedelta(seconds=seconds)).isoformat()}


def free_ports(count: int) -> list[int]:
    """So many ports of loopback that nobody listens on."""
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def status(url: str) -> int:
    """What an address answers JSON with; 0 where it does not."""
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:
            json.load(answer)
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, ValueError):
        return 0


def _die_with_parent() -> None:
    # If this process is killed outright, its parts are told to end (Linux alone has a way).
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)

"""The whole of Heard, as `./heard up` runs it, on a port and in a folder of the test's own."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import psycopg

ROOT = Path(__file__).resolve().parents[2]


class Running:
    """One `./heard up`. Everything it writes is in `home`."""

    def __init__(self, home: Path, several: bool = False, **environment: str) -> None:
        self.home, self.port, self.several = home, free_port(), several
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("HEARD_")},
            "HEARD_HOME": str(home),
            "HEARD_PORT": str(self.port),
            # Leaving quickly must not reach for the world outside.
            "HEARD_NEUTRAL_ADDRESS": f"http://127.0.0.1:{self.port}/api/health/live",
            **environment,
        }
        self.process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def up(self) -> None:
        """Start it and wait until it says that it answers."""
        self.process = subprocess.Popen(
            [str(ROOT / "heard"), "up", *(["--cluster"] if self.several else [])],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )
        said = []
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said.append(line)
            if "Heard answers at" in line:
                return
        raise AssertionError("heard up ended: " + "".join(said))

    def down(self, how: int = signal.SIGTERM) -> int:
        """Tell it to stop; gives its exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(30)

    def pid(self, part: str) -> int:
        """The process of a part: "rasa" or "backend"; of a cluster "rasa-1", "backend-2", "redis"."""
        return int((self.home / "logs" / f"{part}.pid").read_text())

    def kill(self, *parts: str) -> None:
        """End parts at once, without a word to them."""
        for part in parts:
            os.kill(self.pid(part), signal.SIGKILL)

    def kill_everything(self) -> None:
        """The launcher first, so that nothing is started again; then its parts."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        for part in (self.home / "logs").glob("*.pid"):
            try:
                os.kill(self.pid(part.stem), signal.SIGKILL)
            except ProcessLookupError:
                continue
        wait_for(lambda: not listening(self.port))

    @property
    def where(self) -> dict[str, str]:
        """What another command of `./heard` finds the same installation by."""
        home = {"HEARD_HOME": str(self.home)}
        if not self.several:
            return home
        return {**home, "HEARD_DATABASE_URL": (self.home / "postgres.address").read_text().split()[0]}

    def count(self, table: str) -> int:
        """How many rows a table of its database has."""
        if self.several:
            address = (self.home / "postgres.address").read_text().split()[0]
            with psycopg.connect(address) as server:
                row = server.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[arg-type]  # noqa: S608
                return int(row[0]) if row else 0
        with closing(sqlite3.connect(f"file:{self.home / 'heard.db'}?mode=ro", uri=True)) as database:
            return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    def ready(self) -> bool:
        """Whether a message would be answered."""
        try:
            return httpx.get(f"{self.address}/api/health/ready", timeout=3).status_code == 200
        except httpx.HTTPError:
            return False


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listening(port: int) -> bool:
    """Whether somebody listens on a loopback port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(what: Callable[[], bool], seconds: float = 60.0) -> None:
    """Return once `what()` is true."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return
        time.sleep(0.05)
    raise AssertionError(f"still not after {seconds} s")

"""Runs every part on this machine: starts them, waits until they answer, keeps them, ends them all."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

from launch import environments
from launch.place import ROOT, Trouble, environment, home, say, show_end, step

READY_WITHIN = 120.0
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

    def start(self) -> None:
        """Start it in a session of its own, its output in its log."""
        with self.log.open("ab") as out:
            self.logged_before = out.tell()
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=self.env,
                cwd=self.cwd,
                start_new_session=True,
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
            self._move_the_clock_on(now - self.started)
            self.start()

    def _move_the_clock_on(self, seconds: float) -> None:
        """A set clock ran on with the part: begun at the same moment again, it would stand before that."""
        if moment := self.env.get("HEARD_NOW"):
            later = datetime.fromisoformat(moment) + timedelta(seconds=seconds)
            self.env["HEARD_NOW"] = later.isoformat()

    def end(self, how: int) -> None:
        """Signal the whole group."""
        if self.process is not None and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, how)


@dataclass
class Installation:
    """The parts of one `up`."""

    host: str
    port: int
    parts: list[Part] = field(default_factory=list)
    stopping: bool = False

    @property
    def address(self) -> str:
        """What people open."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    def start(self) -> None:
        """Start every part."""
        for part in self.parts:
            part.start()

    def wait_until_ready(self) -> None:
        """Return once a chat message would be answered."""
        deadline = time.monotonic() + READY_WITHIN
        while not self.stopping and time.monotonic() < deadline:
            if _status(f"{self.address}/api/health/ready") == 200:
                return
            for part in self.parts:
                if part.process is not None and part.process.poll() is not None:
                    show_end(part.log, part.logged_before)
                    raise Trouble(f"{part.name} could not start. Its log is {part.log}.")
            time.sleep(0.1)
        if not self.stopping:
            raise Trouble(f"Not ready after {READY_WITHIN:.0f} s. The logs are in {home() / 'logs'}.")

    def keep(self) -> None:
        """Until told to stop: start again what ends by itself."""
        while not self.stopping:
            for part in self.parts:
                part.watch()
            time.sleep(0.2)

    def stop(self) -> None:
        """End every part and wait; what does not end in ten seconds is killed."""
        for part in reversed(self.parts):
            part.end(signal.SIGTERM)
        deadline = time.monotonic() + 10
        for part in self.parts:
            if part.process is None:
                continue
            with suppress(subprocess.TimeoutExpired):
                part.process.wait(max(0.1, deadline - time.monotonic()))
            part.end(signal.SIGKILL)
            part.process.wait()


def up(council: str | None) -> int:
    """`./heard up`: set up what is missing, serve, and stay until told to stop."""
    installation = _here()
    # A process started with `&` has SIGINT ignored, so both are set here, whatever was inherited.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda _n, _f: _told_to_stop(installation))
    with _serving(installation, council):
        if not installation.stopping:
            say(f"Heard answers at {installation.address}/   (Ctrl-C stops it)")
            installation.keep()
    return 0


@contextmanager
def answering(council: str | None) -> Iterator[str]:
    """The address of a Heard that answers: the one that is up here, or one started for this while."""
    installation = _here()
    if _status(f"{installation.address}/api/health/ready") == 200:
        yield installation.address
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda _n, _f: sys.exit(143))
    with _serving(installation, council):
        Thread(target=installation.keep, daemon=True).start()
        yield installation.address


def _here() -> Installation:
    return Installation(os.environ.get("HEARD_HOST") or "127.0.0.1", _port())


@contextmanager
def _serving(installation: Installation, council: str | None) -> Iterator[None]:
    """Set up what is missing and start every part; at the end they are ended."""
    say("Setting up Heard")
    _require_free(installation)
    with _alone(home()):
        python, rasa = environments.modern(), environments.rasas()
        model = environments.model()
        installation.parts = _parts(installation, python, rasa, model, council)
        try:
            with step("starting"):
                installation.start()
                installation.wait_until_ready()
            yield
        finally:
            installation.stopping = True
            installation.stop()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One installation writes in a HEARD_HOME; a second is told so."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / "running.lock").open("w")
    except OSError as error:
        raise Trouble(f"HEARD_HOME is {folder}, where nothing can be written: {error.strerror}.") from None
    with lock as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble(
                f"Another Heard runs in {folder}. Stop it, or give this one a folder of its own: HEARD_HOME"
            ) from None
        yield


def _told_to_stop(installation: Installation) -> None:
    if not installation.parts:
        sys.exit(130)
    installation.stopping = True


def _parts(
    installation: Installation, python: Path, rasa: Path, model: Path, council: str | None
) -> list[Part]:
    rasa_port, inner_port = _free_ports(2)
    logs = home() / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(32)
    shared = {
        "HEARD_HOME": str(home()),
        "HEARD_HOST": installation.host,
        "HEARD_PORT": str(installation.port),
        "HEARD_INNER_SECRET": secret,
        "HEARD_INNER_PORT": str(inner_port),
        "HEARD_RASA_URL": f"http://127.0.0.1:{rasa_port}",
        "PYTHONUNBUFFERED": "1",
    }
    if council:
        shared["HEARD_COUNCIL"] = council
    rasa_env = {
        **environments.RASA_ENV,
        "HEARD_INNER_SECRET": secret,
        "HEARD_ACTIONS_URL": f"http://127.0.0.1:{inner_port}/webhook",
        "HEARD_RASA_STORE": f"sqlite:///{home() / 'rasa.db'}",
        "PYTHONUNBUFFERED": "1",
    }
    return [
        Part(
            "The language server",
            [str(rasa), "-m", "heard_rasa", "run", "--model", str(model), "--port", str(rasa_port)],
            environment(**rasa_env),
            environments.BOT,
            logs / "rasa.log",
        ),
        Part(
            "The backend", [str(python), "-m", "backend"], environment(**shared), ROOT, logs / "backend.log"
        ),
    ]


def _port() -> int:
    given = os.environ.get("HEARD_PORT") or "8080"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Trouble(f"HEARD_PORT is {given!r}; it must be a number from 1 to 65535.")
    return int(given)


def _require_free(installation: Installation) -> None:
    with socket.socket(socket.AF_INET6 if ":" in installation.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((installation.host, installation.port))
        except PermissionError:
            raise Trouble(
                f"Port {installation.port} is not for every user: choose one from 1024 on with HEARD_PORT."
            ) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise Trouble(
                    f"HEARD_HOST is {installation.host!r}, which is no address of this machine."
                ) from None
            raise Trouble(
                f"Port {installation.port} on {installation.host} is taken. Stop what uses it, or choose "
                f"another: HEARD_PORT={installation.port + 1} ./heard up"
            ) from None


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()


def _status(url: str) -> int:
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

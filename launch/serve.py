"""Runs every part on this machine: starts them, waits until they answer, keeps them, ends them all."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from launch import cluster, environments
from launch.parts import Part, free_ports, status
from launch.place import ROOT, Trouble, environment, home, say, show_end, step

READY_WITHIN = 120.0


@dataclass
class Installation:
    """The parts of one `up`."""

    host: str
    port: int
    parts: list[Part] = field(default_factory=list)
    beneath: tuple[Part, ...] = ()
    """What those stand on: there before them, ended after them."""
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
            if status(f"{self.address}/api/health/ready") == 200 and all(p.ready() for p in self.parts):
                return
            for part in self.parts:
                if part.ended():
                    show_end(part.log, part.logged_before)
                    raise Trouble(f"{part.name} could not start. Its log is {part.log}.")
            time.sleep(0.1)
        if not self.stopping:
            raise Trouble(f"Not ready after {READY_WITHIN:.0f} s. The logs are in {home() / 'logs'}.")

    def keep(self) -> None:
        """Until told to stop: start again what ends by itself."""
        while not self.stopping:
            for part in (*self.beneath, *self.parts):
                part.watch()
            time.sleep(0.2)

    def stop(self) -> None:
        """End every part and wait; what does not end in ten seconds is killed."""
        for together in (self.parts, self.beneath):
            for part in reversed(together):
                part.end(signal.SIGTERM)
            deadline = time.monotonic() + 10
            for part in together:
                if part.process is None:
                    continue
                with suppress(subprocess.TimeoutExpired):
                    part.process.wait(max(0.1, deadline - time.monotonic()))
                part.end(signal.SIGKILL)
                part.process.wait()


def up(council: str | None, several: bool = False) -> int:
    """`./heard up`: set up what is missing, serve, and stay until told to stop.

    `several` is two of each part on PostgreSQL and Redis (`launch.cluster`).
    """
    installation = _here()
    if several and installation.host != "127.0.0.1":
        raise Trouble("A cluster on one machine is for that machine: leave HEARD_HOST out.")
    # A process started with `&` has SIGINT ignored, so both are set here, whatever was inherited.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda _n, _f: _told_to_stop(installation))
    with _serving(installation, council, several):
        if not installation.stopping:
            say(f"Heard answers at {installation.address}/   (Ctrl-C stops it)")
            installation.keep()
    return 0


@contextmanager
def answering(council: str | None) -> Iterator[str]:
    """The address of a Heard that answers: the one that is up here, or one started for this while."""
    installation = _here()
    if status(f"{installation.address}/api/health/ready") == 200:
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
def _serving(installation: Installation, council: str | None, several: bool = False) -> Iterator[None]:
    """Set up what is missing and start every part; at the end they are ended."""
    say("Setting up Heard")
    _require_free(installation)
    with _alone(home()):
        python, rasa = environments.modern(tests=several), environments.rasas()
        model = environments.model()
        settings, logs = _settings(installation, council), _logs()
        try:
            if several:
                shared = cluster.shared(python, logs)
                installation.beneath = shared.parts
                installation.parts = cluster.parts(
                    python, rasa, model, logs, shared, settings, installation.port
                )
            else:
                installation.parts = _one_of_each(python, rasa, model, logs, settings)
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


def _logs() -> Path:
    logs = home() / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    return logs


def _settings(installation: Installation, council: str | None) -> dict[str, str]:
    """What every process of the backend is told."""
    settings = {
        "HEARD_HOME": str(home()),
        "HEARD_HOST": installation.host,
        "HEARD_PORT": str(installation.port),
        "HEARD_INNER_SECRET": secrets.token_urlsafe(32),
        "PYTHONUNBUFFERED": "1",
    }
    return {**settings, "HEARD_COUNCIL": council} if council else settings


def _one_of_each(python: Path, rasa: Path, model: Path, logs: Path, settings: dict[str, str]) -> list[Part]:
    rasa_port, inner_port = free_ports(2)
    rasa_env = environment(
        **environments.RASA_ENV,
        HEARD_INNER_SECRET=settings["HEARD_INNER_SECRET"],
        HEARD_ACTIONS_URL=f"http://127.0.0.1:{inner_port}/webhook",
        HEARD_RASA_STORE=f"sqlite:///{home() / 'rasa.db'}",
        PYTHONUNBUFFERED="1",
    )
    backend_env = environment(
        **settings, HEARD_INNER_PORT=str(inner_port), HEARD_RASA_URL=f"http://127.0.0.1:{rasa_port}"
    )
    return [
        Part(
            "The language server",
            [str(rasa), "-m", "heard_rasa", "run", "--model", str(model), "--port", str(rasa_port)],
            rasa_env,
            environments.BOT,
            logs / "rasa.log",
        ),
        Part("The backend", [str(python), "-m", "backend"], backend_env, ROOT, logs / "backend.log"),
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

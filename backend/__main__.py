"""The backend's processes.

python -m backend            the public application and the inner one, on two ports, and the worker
python -m backend serve      the same without the worker; in any number where the database is a server
python -m backend work       the worker alone, in any number; HEARD_PORT answers for its health
python -m backend migrate    bring the database up to date, and end
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import uvicorn
import uvloop
from fastapi import FastAPI

from backend import telemetry
from backend.app import create_apps, create_worker_app, install
from backend.logs import configure
from backend.procedures import ProcedureMistake
from backend.settings import Settings, SettingsMistake, read_settings
from backend.store import StoreError
from backend.wording import CatalogueMistake


class _Server(uvicorn.Server):
    """A server whose signals are handled once, for both."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the process's signals alone."""
        yield


async def serve(settings: Settings, works: bool) -> None:
    """Serve both applications until SIGTERM or SIGINT."""
    apps = create_apps(settings, install(settings), works=works)
    await _until_told(
        _Server(_config(apps.inner, settings.inner_host, settings.inner_port, lifespan="off")),
        # h11 gives up a head that does not end; the quicker reader that comes with another dependency keeps
        # whatever it is sent until there is no memory left.
        _Server(_config(apps.public, settings.host, settings.port, http="h11")),
    )


async def work(settings: Settings) -> None:
    """Do what falls due until SIGTERM or SIGINT."""
    app = create_worker_app(settings, install(settings))
    await _until_told(_Server(_config(app, settings.host, settings.port, http="h11")))


def prepare(settings: Settings) -> None:
    """Bring the database up to date, check all that a start checks, and end."""
    install(settings).store.close()


def _config(app: FastAPI, host: str, port: int, **more: Any) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host,
        port,
        log_config=None,
        access_log=False,
        server_header=False,
        # Whose request it is, a proxy may say, but only one the operator named: anybody could otherwise
        # have a count of tries of their own for each request.
        proxy_headers=bool(os.environ.get("FORWARDED_ALLOW_IPS")),
        timeout_graceful_shutdown=5,
        **more,
    )


async def _until_told(*servers: _Server) -> None:
    def stop() -> None:
        for server in servers:
            server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await asyncio.gather(*(server.serve() for server in servers))


def main(arguments: Sequence[str]) -> int:
    """Start, or say in a sentence why not."""
    parser = argparse.ArgumentParser(prog="python -m backend")
    parser.add_argument("part", nargs="?", choices=("serve", "work", "migrate"))
    part = parser.parse_args(arguments).part
    configure()
    try:
        settings = read_settings()
        if settings.traces_url:
            telemetry.send_traces(settings.traces_url)
        if part == "migrate":
            prepare(settings)
        elif part == "work":
            uvloop.run(work(settings))
        else:
            uvloop.run(serve(settings, works=part is None))
    except (SettingsMistake, ProcedureMistake, CatalogueMistake, StoreError, OSError) as mistake:
        sys.stderr.write(f"Heard cannot start: {mistake}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The backend's process: the public application and the inner one, on two ports of one event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from backend.app import create_apps, install
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


async def serve(settings: Settings) -> None:
    """Serve both applications until SIGTERM or SIGINT."""
    apps = create_apps(settings, install(settings))
    common: dict[str, Any] = {
        "log_config": None,
        "access_log": False,
        "server_header": False,
        # Whose request it is, a proxy may say, but only one the operator named: anybody could otherwise
        # have a count of tries of their own for each request.
        "proxy_headers": bool(os.environ.get("FORWARDED_ALLOW_IPS")),
        "timeout_graceful_shutdown": 5,
    }
    # h11 gives up a head that does not end; the quicker reader that comes with another dependency keeps
    # whatever it is sent until there is no memory left.
    public = _Server(uvicorn.Config(apps.public, settings.host, settings.port, http="h11", **common))
    inner = _Server(uvicorn.Config(apps.inner, "127.0.0.1", settings.inner_port, lifespan="off", **common))

    def stop() -> None:
        public.should_exit = inner.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await asyncio.gather(inner.serve(), public.serve())


def main() -> int:
    """Start, or say in a sentence why not."""
    configure()
    try:
        asyncio.run(serve(read_settings()))
    except (SettingsMistake, ProcedureMistake, CatalogueMistake, StoreError, OSError) as mistake:
        sys.stderr.write(f"Heard cannot start: {mistake}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

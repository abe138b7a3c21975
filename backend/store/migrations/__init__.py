"""The schema's history, one file a step under `versions/`, run by Alembic.

A new step: copy the last file, name it by the next number, and let `tests/store` compare the result
with `backend.store.tables`.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import InterfaceError, OperationalError

from backend.store.database import engine_of
from backend.store.errors import Unavailable

_ONE_AT_A_TIME = 0x48454152
"""The key of PostgreSQL's advisory lock for migrations: any number, always the same."""


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema, in one transaction.

    Does nothing when it is there already. Several processes may call it at once: one works, the
    others wait. Raises `UnknownDatabase` or `Unavailable`.
    """
    engine = engine_of(url)
    try:
        with engine.connect().execution_options(access="write") as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_AT_A_TIME})
            command.upgrade(_config(connection), "head")
    except (OperationalError, InterfaceError) as failed:
        raise Unavailable("the database cannot be migrated: it is locked, full or gone") from failed
    finally:
        engine.dispose()


def is_newest(connection: Connection) -> bool:
    """Whether the database has the newest schema."""
    newest = ScriptDirectory.from_config(_config(connection)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config

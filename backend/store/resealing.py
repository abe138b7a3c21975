"""A new secret takes over: what a former one sealed is sealed again, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, tuple_, update

from backend.store import tables
from backend.store.mapping import Record, place, sealed_columns
from backend.store.sealing import Seal

_AT_ONCE = 500

TABLES = (
    *(
        table
        for table in tables.metadata.sorted_tables
        if sealed_columns(table) and table is not tables.installation
    ),
    tables.stream_key,
    tables.installation,
)
"""What holds anything sealed. The canary comes last: until then the former secret is still asked for."""


def reseal_page(
    connection: Connection, table: Table, after: Sequence[Any] | None, seal: Seal
) -> tuple[int, Sequence[Any] | None]:
    """Reseal the rows that follow the one with the key `after`.

    Returns how many were changed and the key to go on from; None at the table's end.
    """
    key = tuple_(*table.primary_key)
    query = select(table).order_by(*table.primary_key).limit(_AT_ONCE).with_for_update()
    found = connection.execute(query if after is None else query.where(key > after)).mappings().all()
    changed = 0
    for record in found:
        if fresh := _resealed(table, record, seal):
            same = [column == record[column.name] for column in table.primary_key]
            connection.execute(update(table).where(*same).values(fresh))
            changed += 1
    at_the_end = len(found) < _AT_ONCE
    return changed, None if at_the_end else [found[-1][column.name] for column in table.primary_key]


def _resealed(table: Table, record: Record, seal: Seal) -> dict[str, bytes]:
    """The columns of `record` that a former secret sealed, sealed by the present one."""
    if table is tables.stream_key:
        if seal.is_current(record["wrapped"]):
            return {}
        return {"wrapped": seal.wrap(seal.unwrap(record["stream"], record["wrapped"]))}
    fresh = {}
    for name in sealed_columns(table):
        if record[name] is not None and not seal.is_current(record[name]):
            here = place(table, name, record)
            fresh[name] = seal.seal(seal.open(record[name], here), here)
    return fresh

"""How many gave which answer about themselves, by council and year: numbers that belong to nobody."""

from __future__ import annotations

from sqlalchemy import Connection, select

from backend.store import tables
from backend.store.repository import insert_of

_counts = tables.equality_count.c


class Equality:
    """Counts, each of one answer. No row, moment or order tells one person's answers from another's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def count(self, council: str, year: int, question: str, answer: str) -> None:
        """One more person gave this answer in the financial year that began in `year`."""
        first = insert_of(self._connection, tables.equality_count).values(
            council=council, year=year, question=question, answer=answer, number=1
        )
        self._connection.execute(
            first.on_conflict_do_update(
                index_elements=list(tables.equality_count.primary_key), set_={"number": _counts.number + 1}
            )
        )

    def of(self, council: str, year: int) -> dict[tuple[str, str], int]:
        """How many gave each answer, by question and answer."""
        found = self._connection.execute(
            select(_counts.question, _counts.answer, _counts.number).where(
                _counts.council == council, _counts.year == year
            )
        )
        return {(question, answer): number for question, answer, number in found}

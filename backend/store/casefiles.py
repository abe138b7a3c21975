"""Cases as lists search them, and who may look at one for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Records, Repository, findable, put
from backend.store.rows import Access, CasePage, CaseRow

_cases = tables.case_file.c
_accesses = tables.access.c


class Cases(Repository[CaseRow]):
    """Cases, unique by id, by reference and by the draft they were opened from."""

    layout = Layout(CaseRow, tables.case_file)

    def get(self, case_id: str) -> CaseRow | None:
        """The case with this id."""
        return self._one(_cases.id == case_id)

    def by_reference(self, reference: str) -> CaseRow | None:
        """The case with exactly this reference."""
        return self._one(_cases.reference == reference) if findable(reference) else None

    def opened_from(self, draft_id: str) -> CaseRow | None:
        """The case that this draft became."""
        return self._one(_cases.opened_from == draft_id)

    def page(
        self,
        council_in: Collection[str] | None = None,
        status: str | None = None,
        stage: int | None = None,
        due_before: date | None = None,
        late_on: date | None = None,
        due_from: date | None = None,
        reference_begins: str | None = None,
        with_event: str | None = None,
        seen_by: str | None = None,
        page: int = 1,
        size: int = 25,
    ) -> CasePage:
        """The cases of these councils that fit every condition given, the earliest due first.

        `due_before` and `late_on` both mean: something runs, and is due before that day;
        `due_from`: nothing is due before it. `with_event`
        keeps the cases to which an event of that kind happened; `seen_by`: that are not kept from that
        colleague.
        """
        conditions: list[ColumnElement[bool]] = []
        if council_in is not None:
            conditions.append(_cases.council.in_(council_in))
        if status is not None:
            conditions.append(_cases.status == status)
        if stage is not None:
            conditions.append(_cases.stage == stage)
        conditions += [_cases.next_due < day for day in (due_before, late_on) if day is not None]
        if due_from is not None:
            conditions.append(_cases.next_due >= due_from)
        if reference_begins is not None:
            if not findable(reference_begins):
                return CasePage((), 0, page, 0)
            conditions.append(_cases.reference.startswith(reference_begins, autoescape=True))
        if with_event is not None:
            happened = (tables.event.c.stream == _cases.id) & (tables.event.c.kind == with_event)
            conditions.append(exists().where(happened))
        if seen_by is not None:
            kept = tables.kept_apart.c
            conditions.append(~exists().where((kept.case_id == _cases.id) & (kept.staff_id == seen_by)))
        counted = select(func.count()).select_from(tables.case_file).where(*conditions)
        total = self._connection.execute(counted).scalar_one()
        cases = self._many(
            select(tables.case_file)
            .where(*conditions)
            .order_by(_cases.next_due, _cases.reference)
            .limit(size)
            .offset((page - 1) * size)
        )
        return CasePage(cases, total, page, pages=-(-total // size))


class Accesses(Records[Access]):
    """Short-lived access to a case, unique by the hash of its token."""

    layout = Layout(Access, tables.access)

    def add(self, token_hash: str, case_id: str, viewer: str, expires_at: datetime) -> None:
        """Let the holder of a token see a case. Raises `AlreadyThere`, or `NotThere` without the case."""
        row = Access(token_hash, case_id, viewer, expires_at)
        put(self._connection, tables.access, self.layout.values(row, self._seal))

    def get(self, token_hash: str) -> Access | None:
        """What the token opens, expired or not."""
        return self._one(_accesses.token_hash == token_hash)

    def move(self, token_hash: str, expires_at: datetime) -> None:
        """Let the access end at another moment."""
        self._connection.execute(
            update(tables.access).where(_accesses.token_hash == token_hash).values(expires_at=expires_at)
        )

    def forget_ended(self, before: datetime) -> int:
        """Forget every access that ended before a moment; gives how many."""
        return self._connection.execute(delete(tables.access).where(_accesses.expires_at < before)).rowcount

    def delete_of(self, case_id: str) -> None:
        """End every access to the case."""
        self._connection.execute(delete(tables.access).where(_accesses.case_id == case_id))

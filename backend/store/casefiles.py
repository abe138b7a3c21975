"""Cases as lists search them, the keys others have to one, and who may look at it for a while."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Records, Repository, findable, put
from backend.store.rows import Access, CaseKey, CasePage, CaseRow, FileAddress

_cases = tables.case_file.c
_accesses = tables.access.c
_keys = tables.case_key.c
_addresses = tables.file_address.c


COUNTED = 500
"""Cases that are counted beyond a page: a list costs the same however many there are."""


class Cases(Repository[CaseRow]):
    """Cases, unique by id, by reference and by the draft they were opened from."""

    layout = Layout(CaseRow, tables.case_file)

    def get(self, case_id: str) -> CaseRow | None:
        """The case with this id."""
        return self._one(id=case_id)

    def by_reference(self, reference: str) -> CaseRow | None:
        """The case with exactly this reference."""
        return self._one(reference=reference) if findable(reference) else None

    def opened_from(self, draft_id: str) -> CaseRow | None:
        """The case that this draft became."""
        return self._one(opened_from=draft_id)

    def ids(self) -> tuple[str, ...]:
        """The id of every case, the earliest due first."""
        query = select(_cases.id).order_by(_cases.next_due, _cases.reference)
        return tuple(self._connection.execute(query).scalars())

    def unerased(self, council: str, received_before: date) -> tuple[CaseRow, ...]:
        """Every case this council received before a day whose words are still there, the oldest first."""
        of = (_cases.council == council, _cases.received_on < received_before, _cases.erased_on.is_(None))
        return self._many(select(tables.case_file).where(*of).order_by(_cases.received_on, _cases.reference))

    def received(self, council: str, first: date, last: date) -> tuple[CaseRow, ...]:
        """Every case this council received from the first to the last day, both included."""
        return self._many(
            select(tables.case_file)
            .where(_cases.council == council, _cases.received_on.between(first, last))
            .order_by(_cases.received_on, _cases.reference)
        )

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
        last_among: tuple[Collection[str], Collection[str]] | None = None,
        seen_by: str | None = None,
        page: int = 1,
        size: int = 25,
    ) -> CasePage:
        """The cases of these councils that fit every condition given, the earliest due first.

        `due_before` and `late_on` both mean: something runs, and is due before that day;
        `due_from`: nothing is due before it. `with_event`
        keeps the cases to which an event of that kind happened; `last_among`: those whose last event of the
        second kinds is of one of the first; `seen_by`: that are not kept from that
        colleague. Counted are the cases up to the next multiple of `COUNTED` after the page, and
        whether there are more.
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
                return CasePage((), 0, page, 0, more=False)
            conditions.append(_cases.reference.startswith(reference_begins, autoescape=True))
        if with_event is not None:
            happened = (tables.event.c.stream == _cases.id) & (tables.event.c.kind == with_event)
            conditions.append(exists().where(happened))
        if last_among is not None:
            last, among = tables.event.alias(), tables.event.alias()
            later = exists().where(
                among.c.stream == last.c.stream,
                among.c.kind.in_(last_among[1]),
                among.c.position > last.c.position,
            )
            is_last = (last.c.stream == _cases.id) & last.c.kind.in_(last_among[0]) & ~later
            conditions.append(exists().where(is_last))
        if seen_by is not None:
            # By the reference, which the queue's index holds: nothing else need be read to count.
            case, kept = tables.case_file.alias(), tables.kept_apart.c
            apart = select(case.c.reference).where(case.c.id == kept.case_id).scalar_subquery()
            conditions.append(_cases.reference.not_in(select(apart).where(kept.staff_id == seen_by)))
        most = (page * size // COUNTED + 1) * COUNTED
        some = select(_cases.reference).where(*conditions).limit(most + 1).subquery()
        counted = self._connection.execute(select(func.count()).select_from(some)).scalar_one()
        total = min(counted, most)
        cases = self._many(
            select(tables.case_file)
            .where(*conditions)
            .order_by(_cases.next_due, _cases.reference)
            .limit(size)
            .offset((page - 1) * size)
        )
        return CasePage(cases, total, page, pages=-(-total // size), more=counted > most)

    def late(self, on: date) -> Mapping[str, int]:
        """How many cases of each council have a running date that was due before a day."""
        counted = select(_cases.council, func.count()).where(_cases.next_due < on).group_by(_cases.council)
        return {str(council): int(count) for council, count in self._connection.execute(counted)}


class Accesses(Records[Access]):
    """Short-lived access to a case, unique by the hash of its token."""

    layout = Layout(Access, tables.access)

    def add(self, token_hash: str, case_id: str, expires_at: datetime, key_id: str | None = None) -> None:
        """Let the holder of a token see a case. Raises `AlreadyThere`, or `NotThere` without the case."""
        row = Access(token_hash, case_id, expires_at, key_id)
        put(self._connection, tables.access, self.layout.values(row, self._seal))

    def get(self, token_hash: str) -> Access | None:
        """What the token opens, expired or not."""
        return self._one(token_hash=token_hash)

    def move(self, token_hash: str, expires_at: datetime) -> None:
        """Let the access end at another moment."""
        self._connection.execute(
            update(tables.access).where(_accesses.token_hash == token_hash).values(expires_at=expires_at)
        )

    def delete(self, token_hash: str) -> None:
        """End the access of a token at once; nothing where there is none."""
        self._connection.execute(delete(tables.access).where(_accesses.token_hash == token_hash))

    def forget_ended(self, before: datetime) -> int:
        """Forget every access that ended before a moment; gives how many."""
        return self._connection.execute(delete(tables.access).where(_accesses.expires_at < before)).rowcount

    def delete_of(self, case_id: str, key_id: str | None = None, but: str | None = None) -> None:
        """End every access to the case got by this key, or by the complainant's own; `but` lives on."""
        got_so = (_accesses.case_id == case_id) & (_accesses.key_id == key_id)
        self._connection.execute(delete(tables.access).where(got_so, _accesses.token_hash != (but or "")))

    def delete_all_of(self, case_id: str) -> None:
        """End every access to the case, by whichever key."""
        self._connection.execute(delete(tables.access).where(_accesses.case_id == case_id))


class CaseKeys(Repository[CaseKey]):
    """The keys of a case beside the complainant's own, unique by id; those that ended stay."""

    layout = Layout(CaseKey, tables.case_key)

    def get(self, key_id: str) -> CaseKey | None:
        """The key with this id, ended or not."""
        return self._one(id=key_id) if findable(key_id) else None

    def of(self, case_id: str) -> tuple[CaseKey, ...]:
        """Every key of the case, the oldest first."""
        query = select(tables.case_key).where(_keys.case_id == case_id)
        return self._many(query.order_by(_keys.given_at, _keys.id))

    def delete_of(self, case_id: str) -> None:
        """Delete every key of the case, the ended ones too."""
        self._connection.execute(delete(tables.case_key).where(_keys.case_id == case_id))


class FileAddresses(Records[FileAddress]):
    """One-time addresses of files, unique by the hash of the token in them."""

    layout = Layout(FileAddress, tables.file_address)

    def add(self, row: FileAddress) -> None:
        """Let a file be fetched once. Raises `AlreadyThere`, or `NotThere` without the case."""
        put(self._connection, tables.file_address, self.layout.values(row, self._seal))

    def take(self, token_hash: str) -> FileAddress | None:
        """What the address stands for, expired or not; it is used up by this."""
        found = self._one(token_hash=token_hash)
        self._connection.execute(delete(tables.file_address).where(_addresses.token_hash == token_hash))
        return found

    def delete_of(self, case_id: str) -> None:
        """End every address of the case's files."""
        self._connection.execute(delete(tables.file_address).where(_addresses.case_id == case_id))

    def forget_ended(self, before: datetime) -> int:
        """Forget every address that ended before a moment; gives how many."""
        return self._connection.execute(
            delete(tables.file_address).where(_addresses.expires_at < before)
        ).rowcount

"""The chain of events: append, read, verify."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from backend.store import chain, tables
from backend.store.chain import Head
from backend.store.errors import ChainBroken, ExportSpoilt
from backend.store.mapping import Record
from backend.store.rows import FirstBad, StoredEvent, Verdict, Why
from backend.store.sealing import Seal, canonical

_events = tables.event.c
_head = tables.event_head.c
_AT_ONCE = 2_000
_log = logging.getLogger(__name__)


class Events:
    """Events by stream, in one sequence over the whole installation. There is no way to change one.

    Appending holds the head of the chain until the transaction ends, so append last and end soon.
    """

    def __init__(self, connection: Connection, seal: Seal, writes: bool, outside: Head | None) -> None:
        self._connection = connection
        self._seal = seal
        self._writes = writes
        self._outside = outside
        self.appended: Head | None = None
        """The head after the events this transaction appended."""

    def append(
        self, stream: str, kind: str, on: date, data: Mapping[str, object], actor: str, at: datetime
    ) -> StoredEvent:
        """Add one event to the end of its stream and of the chain. Raises `ChainBroken`."""
        head = self.head()
        if head is None:
            raise ChainBroken("the head of the chain of events is missing")
        event: dict[str, Any] = {
            "seq": head.seq + 1,
            "stream": stream,
            "position": self._length(stream) + 1,
            "kind": kind,
            "on": on.isoformat(),
            "data": canonical(data),
            "recorded_at": at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor": actor,
        }
        event["mac"] = chain.link(event, head.mac, self._seal)
        try:
            self._connection.execute(insert(tables.event).values(event))
        except IntegrityError:
            raise ChainBroken("the head of the chain does not fit the events") from None
        self._move_head(head, event["seq"], event["mac"])
        return _stored(event)

    def of(self, stream: str) -> tuple[StoredEvent, ...]:
        """The events of a stream, in order."""
        found = self._connection.execute(
            select(tables.event).where(_events.stream == stream).order_by(_events.position)
        )
        return tuple(_stored(event) for event in found.mappings())

    def last(self) -> StoredEvent | None:
        """The newest event of all."""
        found = self._connection.execute(select(tables.event).order_by(_events.seq.desc()).limit(1))
        event = found.mappings().first()
        return None if event is None else _stored(event)

    def head(self) -> Head | None:
        """The stored head of the chain; None if somebody took it away."""
        query = select(_head.seq, _head.mac, _head.sealed_by)
        found = self._connection.execute(query.with_for_update() if self._writes else query).first()
        return None if found is None else Head(*found)

    def holds(self, head: Head) -> bool:
        """Whether `head` is of our making and the event it names is stored with that mac."""
        if head.seq == 0:
            return head.is_ours(self._seal)
        mac = self._connection.execute(select(_events.mac).where(_events.seq == head.seq)).scalar()
        return mac == head.mac and head.is_ours(self._seal)

    def verify(self) -> Verdict:
        """Recompute the whole chain and name the first event that is not what was written.

        Also compares the end with the stored head and with the one kept outside the database. It
        reads every event: use it in a read transaction.
        """
        head = self.head()
        first_bad = self._first_bad_event(head) or self._bad_end(head)
        events = self._connection.execute(select(func.count()).select_from(tables.event)).scalar_one()
        return Verdict(first_bad is None, events, first_bad)

    def in_order(self) -> Iterator[Record]:
        """Every event as it is stored, mac and all, a page at a time: millions need no more memory."""
        after: int | None = None
        while True:
            query = select(tables.event).order_by(_events.seq).limit(_AT_ONCE)
            page = self._connection.execute(query if after is None else query.where(_events.seq > after))
            events = page.mappings().all()
            yield from events
            if len(events) < _AT_ONCE:
                return
            after = events[-1]["seq"]

    def differs_from(self, earlier: Iterable[Record], head: Head) -> FirstBad | None:
        """The first event of an earlier export that is not stored any more as it was then.

        An export shows what the chain alone cannot: a database and a head file that were both put back
        to an older state. `head` is the one the export ended with. Raises `ExportSpoilt` where the
        export itself is not what was written.
        """
        stored, now = self.in_order(), None
        previous, seq = chain.BEFORE_THE_FIRST, 0
        first_bad: FirstBad | None = None
        for then in earlier:
            seq += 1
            if not chain.is_event(then) or then["seq"] != seq or not chain.links(then, previous, self._seal):
                raise ExportSpoilt(f"the export is not what was written, from its event {seq} on")
            previous = then["mac"]
            while (now is None or now["seq"] < seq) and (now := next(stored, None)) is not None:
                pass
            if first_bad is None and (now is None or now["seq"] != seq or now["mac"] != then["mac"]):
                why: Why = "changed" if now is not None and now["seq"] == seq else "missing"
                first_bad = FirstBad(seq, then["stream"], then["position"], why)
        if (seq, previous) != (head.seq, head.mac) or not head.is_ours(self._seal):
            raise ExportSpoilt("the export does not end where its head says")
        return first_bad

    def _length(self, stream: str) -> int:
        longest = select(func.max(_events.position)).where(_events.stream == stream)
        return self._connection.execute(longest).scalar() or 0

    def _move_head(self, old: Head, seq: int, mac: str) -> None:
        new = Head.of(seq, mac, self._seal)
        if not old.is_ours(self._seal):
            # Somebody changed the head. The event must not be lost, and the trace must not be healed.
            _log.error("the head of the chain of events was changed outside the application")
            new = replace(new, sealed_by="")
        self._connection.execute(
            update(tables.event_head).values(seq=new.seq, mac=new.mac, sealed_by=new.sealed_by)
        )
        self.appended = new

    def _first_bad_event(self, head: Head | None) -> FirstBad | None:
        previous = chain.BEFORE_THE_FIRST
        for expected, event in enumerate(self.in_order(), start=1):
            if event["seq"] > expected:
                return self._missing(expected)
            fits = chain.links(event, previous, self._seal)
            if not fits:
                added = head is not None and head.is_ours(self._seal) and event["seq"] > head.seq
                return FirstBad(
                    event["seq"],
                    event["stream"],
                    event["position"],
                    "key_unknown" if fits is None else "added" if added else "changed",
                )
            previous = event["mac"]
        return None

    def _bad_end(self, head: Head | None) -> FirstBad | None:
        last = self.last()
        seq = last.seq if last else 0
        if max(head.seq if head else 0, self._outside.seq if self._outside else 0) > seq:
            return self._missing(seq + 1)
        if head is None:
            return FirstBad(seq, None, None, "head_missing")
        if not head.is_ours(self._seal) or head.seq < seq or not self.holds(head):
            return FirstBad(seq, None, None, "head_changed")
        if self._outside is None or self.holds(self._outside):
            return None
        if not self._outside.is_ours(self._seal):
            return FirstBad(seq, None, None, "head_file")
        return self._changed_since(self._outside)

    def _changed_since(self, outside: Head) -> FirstBad:
        found = self._connection.execute(
            select(_events.stream, _events.position).where(_events.seq == outside.seq)
        ).one()
        return FirstBad(outside.seq, *found, "changed")

    def _missing(self, seq: int) -> FirstBad:
        """Event `seq` is gone. Whose it was shows where its stream has a gap, or a case no event."""
        gap = self._connection.execute(
            select(_events.stream, func.count(), func.max(_events.position))
            .group_by(_events.stream)
            .having(func.max(_events.position) > func.count())
            .order_by(func.min(_events.seq))
            .limit(1)
        ).first()
        if gap is not None:
            return FirstBad(seq, gap[0], None, "missing")
        none_left = select(tables.case_file.c.id).where(
            ~exists().where(_events.stream == tables.case_file.c.id)
        )
        return FirstBad(seq, self._connection.execute(none_left.limit(1)).scalar(), None, "missing")


def _stored(event: Record) -> StoredEvent:
    return StoredEvent(
        **{
            **event,
            "on": date.fromisoformat(event["on"]),
            "data": json.loads(event["data"]),
            "recorded_at": datetime.fromisoformat(event["recorded_at"]),
        }
    )

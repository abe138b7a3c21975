"""The chain of events: append, read, verify."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Select, exists, func, insert, select, update
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
_OPENS = ("received", "alert_raised")
"""The kinds of event that begin a case or an alert, each of which has a row."""
_ALERT = "alert:"
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

    def lost(self, erases: Collection[str], takes_back: str) -> FirstBad | None:
        """The first event of a whole chain whose case, alert or words are gone, though it stands.

        `erases` are the kinds of event after which the words of their stream may be gone, `takes_back` the
        one that takes away the alert of a stream that it ends. What is on a case's file (`file:<case>`) has
        its words with the case's.
        """
        found = self._connection.execute(select(_events.stream).where(_events.kind.in_(erases)))
        erased = {_words_of(stream) for stream in found.scalars()}
        for page in self._pages():
            streams = {_words_of(event["stream"]) for event in page}
            there = self._there(streams) | self._ended_by(takes_back, streams)
            with_key = tables.words.join(tables.stream_key)
            kept = select(tables.words.c.digest).select_from(with_key)
            words = self._all(kept.where(tables.words.c.stream.in_(streams)))
            for event in page:
                stream = _words_of(event["stream"])
                why: Why | None = None
                if event["kind"] in _OPENS and stream not in there:
                    why = "case_missing"
                elif stream not in erased and not _digests(event) <= words:
                    why = "words_missing"
                if why is not None:
                    return FirstBad(event["seq"], event["stream"], event["position"], why)
        return None

    def _there(self, streams: Collection[str]) -> set[str]:
        """Which of these streams have the row they are about: cases and alerts."""
        case, alert = tables.case_file.c.id, tables.alert.c.id
        alerts = [stream.removeprefix(_ALERT) for stream in streams if stream.startswith(_ALERT)]
        named = self._all(select(alert).where(alert.in_(alerts)))
        return self._all(select(case).where(case.in_(streams))) | {f"{_ALERT}{id}" for id in named}

    def _ended_by(self, kind: str, streams: Collection[str]) -> set[str]:
        """Those of these streams whose last event is of this kind."""
        later = tables.event.alias("later").c
        follows = exists().where(later.stream == _events.stream, later.position > _events.position)
        ended = select(_events.stream).where(_events.kind == kind, _events.stream.in_(streams), ~follows)
        return self._all(ended)

    def _all(self, query: Select[Any]) -> set[str]:
        return set(self._connection.execute(query).scalars())

    def in_order(self) -> Iterator[Record]:
        """Every event as it is stored, mac and all, a page at a time: millions need no more memory."""
        for page in self._pages():
            yield from page

    def _pages(self) -> Iterator[Sequence[Record]]:
        after: int | None = None
        while True:
            query = select(tables.event).order_by(_events.seq).limit(_AT_ONCE)
            found = self._connection.execute(query if after is None else query.where(_events.seq > after))
            page = found.mappings().all()
            yield page
            if len(page) < _AT_ONCE:
                return
            after = page[-1]["seq"]

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


def _words_of(stream: str) -> str:
    return stream.removeprefix("file:")


def _digests(event: Record) -> set[str]:
    words = json.loads(event["data"]).get("words")
    return set(words.values()) if isinstance(words, dict) else set()


def _stored(event: Record) -> StoredEvent:
    return StoredEvent(
        **{
            **event,
            "on": date.fromisoformat(event["on"]),
            "data": json.loads(event["data"]),
            "recorded_at": datetime.fromisoformat(event["recorded_at"]),
        }
    )

"""Where Rasa's side of a conversation is kept: what was understood and done, not what was said.

An append-only log of events, one row each, in a file or schema of its own, never the case database. The
text of a message and everything the assistant said are dropped before a row is written; what stays lets
the conversation go on after a kill in the middle of the form.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    deserialise_events,
)
from rasa.shared.core.trackers import DialogueStateTracker

LONGEST_TAIL = 40
"""Events read back at most, give or take one turn: some six turns of the form."""

BUSY_SECONDS = 5

ONE_AT_A_TIME = 0x52415341
"""The key of PostgreSQL's advisory lock while the table is made: any number, always the same."""

_tables = sa.MetaData()
_log = sa.Table(
    "rasa_event",
    _tables,
    sa.Column("sender", sa.String(32), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("is_head", sa.Boolean, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)


class HeardTrackerStore(TrackerStore):
    """The log behind `url` (SQLite or PostgreSQL).

    A row is one event, or a *head*: the slots and the form restated, from which reading starts, so that the
    five-hundredth message costs what the tenth did. Two writers of one conversation collide on the primary
    key and the later turn fails, to be sent again.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str = "sqlite://",
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._engine = _engine(host)
        with self._engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                # Of several Rasas that start at once one makes the table.
                connection.execute(sa.select([sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)]))
            _tables.create_all(connection)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it stands, from its latest head on; None if there is none."""
        head = sa.select([sa.func.coalesce(sa.func.max(_log.c.number), 0)]).where(
            _log.c.sender == sender_id, _log.c.is_head
        )
        tail = (
            sa.select([_log.c.number, _log.c.body])
            .where(_log.c.sender == sender_id, _log.c.number >= head.scalar_subquery())
            .order_by(_log.c.number)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(tail).all()
        if not rows:
            return None
        tracker = self.init_tracker(sender_id)
        events = deserialise_events([event for row in rows for event in json.loads(row.body)])
        tracker.events.extend(events)
        tracker.replay_events()
        _remember(tracker, next_number=rows[-1].number + 1)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what happened since the conversation was read; all of it or nothing."""
        stored, number = getattr(tracker, "heard_place", (0, 0))
        events = list(tracker.events)
        bodies = [(False, [event]) for event in events[stored:]]
        if len(events) > LONGEST_TAIL:
            bodies.append((True, _head(tracker)))
        if not bodies:
            return
        rows = [
            {
                "sender": tracker.sender_id,
                "number": number + place,
                "is_head": is_head,
                "body": json.dumps([without_words(event.as_dict()) for event in batch]),
            }
            for place, (is_head, batch) in enumerate(bodies)
        ]
        with self._engine.begin() as connection:
            connection.execute(_log.insert(), rows)
        _remember(tracker, next_number=number + len(rows))

    async def forget(self, sender_id: str) -> None:
        """Drop everything of a conversation, from the file as well."""
        with self._engine.begin() as connection:
            connection.execute(_log.delete().where(_log.c.sender == sender_id))
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    async def keys(self) -> Iterable[str]:
        """Every sender there is."""
        with self._engine.connect() as connection:
            return [row.sender for row in connection.execute(sa.select([_log.c.sender]).distinct())]


def without_words(event: dict[str, Any]) -> dict[str, Any]:
    """An event as it may be kept: no text of a message, no value found in it, nothing the assistant said."""
    kind = event["event"]
    if kind == "user":
        parsed = event.get("parse_data") or {}
        kept = {name: parsed[name] for name in ("intent", "intent_ranking") if name in parsed}
        return {**event, "text": "", "parse_data": {"text": "", "entities": [], **kept}}
    if kind == "bot":
        return {**event, "text": None, "data": {}, "metadata": {}}
    if kind == "entities":
        return {**event, "entities": []}
    return event


def _head(tracker: DialogueStateTracker) -> list[Event]:
    """The few events that lead to where the conversation stands at the end of a turn."""
    slots = [
        SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value != slot.initial_value
    ]
    loop = [ActiveLoop(tracker.active_loop_name)] if tracker.active_loop_name else []
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *slots,
        *loop,
        ActionExecuted(ACTION_LISTEN_NAME),
    ]


def _remember(tracker: DialogueStateTracker, next_number: int) -> None:
    """Note on the tracker in hand how much of it the log holds, and where the log goes on."""
    tracker.heard_place = (len(tracker.events), next_number)  # type: ignore[attr-defined]


def _engine(url: str) -> sa.engine.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url.replace("postgres://", "postgresql://", 1),
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": BUSY_SECONDS,
                "options": f"-c statement_timeout={BUSY_SECONDS}s -c lock_timeout={BUSY_SECONDS}s",
            },
        )
    # One connection, kept: closing the last one folds the write-ahead log in, which would cost each message a
    # wait for the disk.
    engine = sa.create_engine(
        url,
        poolclass=sa.pool.QueuePool,
        pool_size=1,
        max_overflow=0,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @sa.event.listens_for(engine, "connect")
    def _write_ahead(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        # What is forgotten is overwritten, not only let go of.
        connection.execute("PRAGMA secure_delete=ON")

    return engine

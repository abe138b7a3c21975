"""Conversations at the gateway: their sessions, turns and drafts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from backend.store import tables
from backend.store.mapping import Layout, Record
from backend.store.repository import Limits, Repository, findable, insert_of, past
from backend.store.rows import ChatSession, DraftRow, Turn
from backend.store.sealing import Seal

_sessions = tables.chat_session.c
_turns = tables.turn.c
_drafts = tables.draft.c
_about = tables.chat_about.c


_OWN = ""
"""How the key of whoever complained stands beside those given to others."""


class Sessions(Repository[ChatSession]):
    """Chat sessions, unique by id, token hash and sender."""

    layout = Layout(ChatSession, tables.chat_session)

    def __init__(self, connection: Connection, seal: Seal, writes: bool) -> None:
        super().__init__(connection, seal, writes)
        self._known: set[tuple[str, str, str]] = set()
        """What is written already of the sessions that were looked up: a message seldom changes it."""

    def add(self, row: ChatSession) -> None:
        """Store a new session, and what it is about."""
        super().add(row)
        self._remember(row)

    def save(self, row: ChatSession) -> None:
        """Store a changed session; what it was about before it stays about. Raises `NotThere`."""
        super().save(row)
        self._remember(row)

    def _row(self, record: Record) -> ChatSession:
        row = super()._row(record)
        self._known |= _about_of(row)
        return row

    def _remember(self, row: ChatSession) -> None:
        fresh = [dict(zip(_about.keys(), one, strict=True)) for one in _about_of(row) - self._known]
        if fresh:
            once = insert_of(self._connection, tables.chat_about).on_conflict_do_nothing()
            self._connection.execute(once.values(fresh))

    def by_token(self, token_hash: str) -> ChatSession | None:
        """The session whose token has this hash, expired or not."""
        return self._one(token_hash=token_hash)

    def by_sender(self, sender: str) -> ChatSession | None:
        """The session of Rasa's sender id."""
        return self._one(sender=sender)

    def delete(self, session_id: str) -> None:
        """Delete the session and its turns, if it is there."""
        self._connection.execute(delete(tables.chat_session).where(_sessions.id == session_id))

    def ended(self, before: Limits, most: int) -> tuple[ChatSession, ...]:
        """At most so many sessions that ended before their council's moment, the longest ended first."""
        query = select(tables.chat_session).where(past(_sessions.council, _sessions.expires_at, before))
        return self._many(query.order_by(_sessions.expires_at, _sessions.id).limit(most))

    def count_ended(self, before: Limits) -> int:
        """How many sessions ended before their council's moment."""
        counted = select(func.count()).select_from(tables.chat_session)
        return self._connection.execute(
            counted.where(past(_sessions.council, _sessions.expires_at, before))
        ).scalar_one()

    def about(self, case_id: str, draft_id: str | None) -> tuple[ChatSession, ...]:
        """The sessions in which a case was ever open, or the draft it came from, the oldest first."""
        whose = select(_about.session_id).where(_about.about.in_({case_id, draft_id} - {None}))
        query = select(tables.chat_session).where(_sessions.id.in_(whose))
        return self._many(query.order_by(_sessions.opened_at, _sessions.id))

    def is_by_one_key(self, session_id: str, key_id: str | None) -> bool:
        """Whether whatever was open in a session was opened by this key alone (None: one's own)."""
        keys = select(_about.key_id).where(_about.session_id == session_id)
        return set(self._connection.execute(keys).scalars()) <= {key_id or _OWN}

    def claim(self, session_id: str, message_id: str, now: datetime, until: datetime) -> bool:
        """Take the session for one message until `until`; False while another message holds it."""
        free = or_(_sessions.claimed_until.is_(None), _sessions.claimed_until <= now)
        taken = (
            update(tables.chat_session)
            .where(_sessions.id == session_id, free)
            .values(claimed_by=message_id, claimed_until=until)
        )
        return self._connection.execute(taken).rowcount == 1

    def renew(self, session_id: str, message_id: str, until: datetime) -> None:
        """Let the claim last until `until`, if that message still holds it."""
        held = (_sessions.id == session_id, _sessions.claimed_by == message_id)
        self._connection.execute(update(tables.chat_session).where(*held).values(claimed_until=until))

    def release(self, session_id: str, message_id: str) -> None:
        """Set the session free, if that message still holds it."""
        held = (_sessions.id == session_id, _sessions.claimed_by == message_id)
        self._connection.execute(
            update(tables.chat_session).where(*held).values(claimed_by=None, claimed_until=None)
        )

    def release_all(self) -> int:
        """Set every session free; gives how many were held. For whoever knows that nobody holds one."""
        held = update(tables.chat_session).where(_sessions.claimed_by.is_not(None))
        return self._connection.execute(held.values(claimed_by=None, claimed_until=None)).rowcount


def _about_of(row: ChatSession) -> set[tuple[str, str, str]]:
    """The session, what is open in it, and by whose key."""
    return {(row.id, about, row.key_id or _OWN) for about in (row.draft_id, row.case_id) if about is not None}


class Turns(Repository[Turn]):
    """The turns of sessions, unique by session and message id."""

    layout = Layout(Turn, tables.turn)

    def get(self, session_id: str, message_id: str) -> Turn | None:
        """The turn of one message."""
        return self._one(session_id=session_id, message_id=message_id)

    def count(self, session_id: str) -> int:
        """How many turns a session has."""
        counted = select(func.count()).select_from(tables.turn).where(_turns.session_id == session_id)
        return self._connection.execute(counted).scalar_one()

    def of(self, session_id: str) -> tuple[Turn, ...]:
        """All turns of a session, in order."""
        return self._many(
            select(tables.turn).where(_turns.session_id == session_id).order_by(_turns.position, _turns.at)
        )


class Drafts(Repository[DraftRow]):
    """Journeys under way, unique by id and, once they have one, by reference."""

    layout = Layout(DraftRow, tables.draft)

    def get(self, draft_id: str) -> DraftRow | None:
        """The draft with this id."""
        return self._one(id=draft_id)

    def by_reference(self, reference: str) -> DraftRow | None:
        """The draft with exactly this reference."""
        return self._one(reference=reference) if findable(reference) else None

    def forget_unsent(self, before: Limits) -> int:
        """Delete the drafts, sent nowhere, that nobody touched since their council's moment; how many."""
        return self._connection.execute(delete(tables.draft).where(*_unsent(before))).rowcount

    def unsent(self, before: Limits) -> int:
        """How many `forget_unsent` would delete."""
        counted = select(func.count()).select_from(tables.draft).where(*_unsent(before))
        return self._connection.execute(counted).scalar_one()

    def delete_of(self, case_id: str) -> None:
        """Delete the drafts that became this case, or were about it."""
        self._connection.execute(delete(tables.draft).where(_drafts.case_id == case_id))

    def delete(self, draft_id: str) -> None:
        """Delete the draft, if it is there."""
        self._connection.execute(delete(tables.draft).where(_drafts.id == draft_id))


def _unsent(before: Limits) -> tuple[ColumnElement[bool], ...]:
    return _drafts.case_id.is_(None), past(_drafts.council, _drafts.updated_at, before)

"""Conversations at the gateway: their sessions, turns and drafts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Repository, findable
from backend.store.rows import ChatSession, DraftRow, Turn

_sessions = tables.chat_session.c
_turns = tables.turn.c
_drafts = tables.draft.c


class Sessions(Repository[ChatSession]):
    """Chat sessions, unique by id, token hash and sender."""

    layout = Layout(ChatSession, tables.chat_session)

    def by_token(self, token_hash: str) -> ChatSession | None:
        """The session whose token has this hash, expired or not."""
        return self._one(_sessions.token_hash == token_hash)

    def by_sender(self, sender: str) -> ChatSession | None:
        """The session of Rasa's sender id."""
        return self._one(_sessions.sender == sender)

    def delete(self, session_id: str) -> None:
        """Delete the session and its turns, if it is there."""
        self._connection.execute(delete(tables.chat_session).where(_sessions.id == session_id))

    def ended(self, before: datetime, most: int) -> tuple[ChatSession, ...]:
        """At most so many sessions that ended before a moment, the longest ended first."""
        query = select(tables.chat_session).where(_sessions.expires_at < before)
        return self._many(query.order_by(_sessions.expires_at, _sessions.id).limit(most))

    def claim(self, session_id: str, message_id: str, now: datetime, until: datetime) -> bool:
        """Take the session for one message until `until`; False while another message holds it."""
        free = or_(_sessions.claimed_until.is_(None), _sessions.claimed_until <= now)
        taken = (
            update(tables.chat_session)
            .where(_sessions.id == session_id, free)
            .values(claimed_by=message_id, claimed_until=until)
        )
        return self._connection.execute(taken).rowcount == 1

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


class Turns(Repository[Turn]):
    """The turns of sessions, unique by session and message id."""

    layout = Layout(Turn, tables.turn)

    def get(self, session_id: str, message_id: str) -> Turn | None:
        """The turn of one message."""
        return self._one(_turns.session_id == session_id, _turns.message_id == message_id)

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
        return self._one(_drafts.id == draft_id)

    def by_reference(self, reference: str) -> DraftRow | None:
        """The draft with exactly this reference."""
        return self._one(_drafts.reference == reference) if findable(reference) else None

    def forget_unkept(self, before: datetime) -> int:
        """Delete the drafts without a receipt or a case that nobody has touched since; gives how many."""
        unkept = (_drafts.reference.is_(None), _drafts.case_id.is_(None), _drafts.updated_at < before)
        return self._connection.execute(delete(tables.draft).where(*unkept)).rowcount

    def delete(self, draft_id: str) -> None:
        """Delete the draft, if it is there."""
        self._connection.execute(delete(tables.draft).where(_drafts.id == draft_id))

"""What is told, as contract.md's messages: answers with live choices, the question again, an apology."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from backend.chat.voice import Offered, Voice, offer
from backend.journeys import says
from backend.say import Say, as_json, choice_from_json, choice_json, from_json
from backend.services.facts import people
from backend.services.installation import Installation
from backend.store.rows import ChatSession

DEFAULT_LOCALE, DEFAULT_BAND = "en", "teen"
"""The voice until somebody chose one (contract.md, section 1)."""


@dataclass(frozen=True)
class Told:
    """An answer as it goes out, the session that remembers it, and the receipt in it, if there is one."""

    session: ChatSession
    messages: list[dict[str, Any]]
    receipt: Mapping[str, str] | None


def voice_of(inst: Installation, session: ChatSession) -> Voice:
    """How this person is spoken to now."""
    return Voice(inst.wording, session.locale, session.age_band, bool(session.state.get("grown_up")))


def tell(
    inst: Installation,
    session: ChatSession,
    message_id: str,
    told: Sequence[Say],
    now: datetime,
    key: str | None = None,
) -> Told:
    """The says as messages; only the last one's choices are live. `key` is shown in a receipt."""
    voice = voice_of(inst, session)
    offered = offer(told[-1].choices) if told else ()
    messages, receipt = [], None
    for n, say in enumerate(told):
        live = offered if n == len(told) - 1 else ()
        messages.append(voice.assistant(say, f"{message_id}.{n}", now, live, key))
        receipt = say.receipt or receipt
    state = {
        **session.state,
        "offered": [{"id": one.id, **choice_json(one.choice)} for one in offered],
        "last": as_json(told[-1]) if told else session.state.get("last"),
    }
    return Told(replace(session, state=state), messages, receipt)


def offered_now(session: ChatSession) -> tuple[Offered, ...]:
    """The live choices: those of the latest message."""
    return tuple(Offered(one["id"], choice_from_json(one)) for one in session.state.get("offered", ()))


def last_question(inst: Installation, session: ChatSession) -> list[dict[str, Any]]:
    """The latest message once more, its choices still the live ones."""
    if (last := session.state.get("last")) is None:
        return []
    say = replace(from_json(last), receipt=None)
    now = inst.clock.now()
    return [voice_of(inst, session).assistant(say, _passing("again"), now, offered_now(session))]


def aside(inst: Installation, voice: Voice, told: Sequence[Say]) -> list[dict[str, Any]]:
    """Words beside the conversation: they are not kept, and change nothing of what is asked."""
    now = inst.clock.now()
    return [voice.assistant(say, _passing("aside"), now) for say in told]


def apology(
    inst: Installation, session: ChatSession | None, tier: str, kept: bool = False
) -> list[dict[str, Any]]:
    """True words when nothing can answer, in this session's voice; help first where harm was heard.

    `kept`: what was written is known to be stored.
    """
    voice = voice_of(inst, session) if session else Voice(inst.wording, DEFAULT_LOCALE, DEFAULT_BAND)
    facts = people(inst, session.council if session else inst.only_council)
    # It is not known here how far the message got.
    help_first = says.safety(tier, facts, Say("safety.told.unsure")) if tier != "none" else ()
    return aside(inst, voice, [*help_first, *says.no_answer(facts, kept)])


def answer(messages: list[dict[str, Any]], session: ChatSession) -> dict[str, Any]:
    """The body of every 200 of the chat."""
    return {
        "messages": messages,
        "expires_at": session.expires_at.isoformat(timespec="seconds"),
        "locale": session.locale,
        "age_band": session.age_band,
    }


def _passing(what: str) -> str:
    """An id for a message that is not kept."""
    return f"{what}-{uuid4().hex[:8]}"

"""In every state of every journey harm gets help in the same turn, an alert, and the draft stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from backend.chat.cleaning import PRIVATE_QUESTIONS
from backend.chat.tokens import token_hash
from backend.journeys.draft import Draft
from backend.journeys.path import JOURNEYS
from backend.store.rows import ChatSession, DraftRow
from tests.chat.conftest import Door
from tests.chat.talking import Person
from tests.journeys.test_walk import _walk
from tests.journeys.worlds import AT_RUTLAND

pytestmark = pytest.mark.anyio

URGENT = "he has got a knife and he is outside my door right now"
CONCERN = "my foster dad hits me when he is drunk"
UNSPOKEN = "it all goes dark when he is home"
"""Words of harm that only the language model hears."""


def everywhere(journey: str) -> Iterator[Draft]:
    """A draft for each question of a journey, as it is first come to and as it is come back to."""
    met = set()
    for draft, _, _ in _walk(journey, AT_RUTLAND):
        place = (draft.asking, draft.asking in draft.answers)
        if place not in met:
            met.add(place)
            yield draft


async def standing_at(door: Door, draft: Draft) -> Person:
    """Somebody whose chat has come to where this draft stands."""
    person = door.person()
    await person.arrive(council="rutland")
    with door.inst.store.begin() as tx:
        row = DraftRow(uuid4().hex, draft.journey, draft.to_json(), None, door.inst.clock.now())
        tx.drafts.add(row)
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        tx.sessions.save(replace(session, draft_id=row.id))
    return person


def now_holds(door: Door, person: Person, journey: str) -> tuple[ChatSession, Draft]:
    """The chat and the draft of this journey in it, as they are stored."""
    with door.inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        left = session.state.get("left") or []
        names = [session.draft_id, *(left if isinstance(left, list) else [left])]
        rows = [tx.drafts.get(str(name)) for name in names if name]
    (found,) = [Draft.from_json(row.data) for row in rows if row is not None and row.journey == journey]
    return session, found


def alerts(door: Door) -> list[tuple[str, str]]:
    with door.inst.store.read() as tx:
        return [(alert.tier, alert.words) for alert in tx.alerts.open()]


@pytest.mark.parametrize("journey", sorted(JOURNEYS))
async def test_urgent_words_are_met_with_help_and_change_no_answer(door: Door, journey: str) -> None:
    places = list(everywhere(journey))
    for draft in places:
        person = await standing_at(door, draft)
        await person.type(URGENT)
        assert person.said()[0] == "safety.urgent", draft.asking
        assert person.asks == "safe_now", draft.asking
        session, after = now_holds(door, person, journey)
        assert (after.answers, session.case_id) == (draft.answers, None), draft.asking
        await person.type("yes")
        await person.press("Go on")
        assert person.asks not in (None, "safe_now"), draft.asking
    assert alerts(door) == [("urgent", URGENT)] * len(places)


@pytest.mark.parametrize("journey", ["complaint"])
async def test_words_only_the_model_hears_are_met_with_help_and_change_no_answer(
    door: Door, journey: str
) -> None:
    door.rasa.means[UNSPOKEN] = "self_harm_or_suicide"
    places = [draft for draft in everywhere(journey) if draft.asking not in PRIVATE_QUESTIONS]
    for draft in places:
        person = await standing_at(door, draft)
        await person.type(UNSPOKEN)
        assert person.said()[0] == "safety.urgent", draft.asking
        assert person.asks == "safe_now", draft.asking
        session, after = now_holds(door, person, journey)
        assert (after.answers, session.case_id) == (draft.answers, None), draft.asking
    assert alerts(door) == [("urgent", UNSPOKEN)] * len(places)


@pytest.mark.parametrize("journey", ["complaint"])
async def test_words_of_concern_are_met_with_help_and_send_nothing(door: Door, journey: str) -> None:
    places = list(everywhere(journey))
    for draft in places:
        person = await standing_at(door, draft)
        await person.type(CONCERN)
        assert person.said()[0] == "safety.concern", draft.asking
        assert person.asks == "safe_now", draft.asking
        session, after = now_holds(door, person, journey)
        assert session.case_id is None, draft.asking
        changed = {name for name, told in draft.answers.items() if after.answers.get(name) != told}
        kept = str(draft.answers.get("what_happened", ""))
        if draft.asking != "what_happened":
            # The words may become part of the story; nothing that was told before is gone from it.
            assert kept in str(after.answers.get("what_happened", "")), (draft.asking, draft)
            changed -= {"what_happened"}
        assert changed <= {draft.asking}, draft.asking
    assert alerts(door) == [("concern", CONCERN)] * len(places)

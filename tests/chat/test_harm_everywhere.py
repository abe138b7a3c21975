"""In every state of every journey harm gets help in the same turn, an alert, and the draft stays whole.

The states are found by machine. SQLite walks them all; what PostgreSQL does otherwise is tested with the
store, so it walks one journey.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from uuid import uuid4

import pytest

from backend.chat.cleaning import PRIVATE_QUESTIONS
from backend.chat.tokens import token_hash
from backend.journeys import plan
from backend.journeys.draft import Draft, World
from backend.services import complaints, conversation, viewing
from backend.services.complaints import OpenCase
from backend.store.rows import ChatSession, DraftRow
from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to
from tests.journeys.test_walk import _walk
from tests.journeys.worlds import A_LONG_STORY, AT_RUTLAND, typed, wished

pytestmark = pytest.mark.anyio

URGENT = "he has got a knife and he is outside my door right now"
CONCERN = "my foster dad hits me when he is drunk"
UNSPOKEN = "it all goes dark when he is home"
"""Words of harm that only the language model hears."""

ON_THE_WAY = (
    typed("yes", "affirm"),
    typed("no", "deny"),
    typed("3 March 2021"),
    typed("sam@example.org or 07700 900123"),
    typed("ABCD-EF23"),
    typed("apple river stone"),
    typed(A_LONG_STORY, "say_what_happened"),
    typed("in Surrey, and I cannot see her any more"),
    typed("they must not move me", "ask_to_pause_decision"),
    *(wished(move) for move in ("go_back", "skip", "stop_or_cancel", "correct_previous_answer")),
)
"""What leads, with every button, to each question and back to it."""
ON_A_CASE = {name for name, journey in plan.JOURNEYS.items() if journey.enter is not None}
ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
LIVES = (
    (),
    ("stage1_responded",),
    ("stage1_responded", "stage2_requested", "stage2_responded"),
    ("stage1_responded", "stage2_requested", "stage2_responded", "stage3_requested"),
    ("withdrawn",),
)
"""What happened to a complaint since it was sent: between them they open every journey on a case."""
TWO_POINTS = (("a", "They moved me."), ("b", "My bus money stopped."))


def places(journey: str, world: World) -> Iterator[Draft]:
    """A draft for each question of a journey, as it is first come to and as it is come back to."""
    met = set()
    for draft, _, _ in _walk(journey, world, ON_THE_WAY):
        place = (draft.asking, draft.asking in draft.answers)
        if place not in met:
            met.add(place)
            yield draft


@cache
def everywhere(journey: str) -> tuple[Draft, ...]:
    """The same for somebody on a council's page who has no case open."""
    return tuple(places(journey, AT_RUTLAND))


async def standing_at(door: Door, draft: Draft, case_id: str | None = None) -> Person:
    """Somebody whose chat has come to where this draft stands, with this case open."""
    person = door.person()
    await person.arrive(council="rutland")
    with door.inst.store.begin() as tx:
        row = DraftRow(uuid4().hex, draft.journey, draft.to_json(), None, door.inst.clock.now())
        tx.drafts.add(row)
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        tx.sessions.save(replace(session, draft_id=row.id, case_id=case_id))
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


async def sent(door: Door, *since: str) -> tuple[OpenCase, World]:
    """A complaint that was sent, and to which this happened since, with what a journey on it may know."""
    door.rasa.means["i want to complain"] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    await up_to(person, None)
    assert person.receipt is not None
    with door.inst.store.begin() as tx:
        row = tx.cases.by_reference(person.receipt["reference"])
        session = tx.sessions.by_token(token_hash(person.token))
        assert row is not None
        assert session is not None
        for kind in since:
            tx.events.append(row.id, kind, door.inst.today(), {}, "staff:1", door.inst.clock.now())
        complaints.project(door.inst, tx, row)
        case = viewing.read(door.inst, tx, row.id, None)
        assert case is not None
    return case, conversation.world(door.inst, session, None, case)


async def meets_urgent_words_with_help(door: Door, draft: Draft, case_id: str | None = None) -> Person:
    """Says urgent words where this draft stands: help comes, and no answer changes."""
    person = await standing_at(door, draft, case_id)
    await person.type(URGENT)
    assert person.said()[0] == "safety.urgent", draft.asking
    assert person.asks == "safe_now", draft.asking
    session, after = now_holds(door, person, draft.journey)
    assert (after.answers, session.case_id) == (draft.answers, case_id), draft.asking
    return person


@pytest.mark.parametrize(
    ("url", "journey"),
    [*(("sqlite", journey) for journey in sorted(plan.JOURNEYS)), ("postgresql", "comment")],
    indirect=["url"],
)
async def test_urgent_words_are_met_with_help_and_change_no_answer(door: Door, journey: str) -> None:
    for draft in everywhere(journey):
        person = await meets_urgent_words_with_help(door, draft)
        await person.type("yes")
        await person.press("Go on")
        assert person.asks not in (None, "safe_now"), draft.asking
    assert alerts(door) == [("urgent", URGENT)] * len(everywhere(journey))


def test_every_question_of_a_journey_without_a_case_is_among_the_states() -> None:
    for journey in plan.JOURNEYS.keys() - ON_A_CASE:
        asked = {question.id for question in plan.JOURNEYS[journey].questions}
        assert asked <= {draft.asking for draft in everywhere(journey)}, journey


@ON_SQLITE
async def test_urgent_words_said_about_a_case_are_met_with_help_and_do_nothing_to_it(door: Door) -> None:
    met = set()
    for since in LIVES:
        case, world = await sent(door, *since)
        assert world.case is not None
        divided = replace(world, case=replace(world.case, points=TWO_POINTS, advocate="asked"))
        for journey, known in itertools.product(sorted(ON_A_CASE), (world, divided)):
            for draft in places(journey, known):
                if (journey, draft.asking) not in met:
                    met.add((journey, draft.asking))
                    await meets_urgent_words_with_help(door, draft, case.row.id)
        with door.inst.store.read() as tx:
            events = [event.kind for event in tx.events.of(case.row.id)]
        assert events[len(case.events) :] == [], since
    asked = {(name, question.id) for name in ON_A_CASE for question in plan.JOURNEYS[name].questions}
    before_it_is_open = {(name, draft.asking) for name in ON_A_CASE for draft in everywhere(name)}
    assert asked - met - before_it_is_open == set()
    assert alerts(door) == [("urgent", URGENT)] * len(met)


@ON_SQLITE
async def test_words_only_the_model_hears_are_met_with_help_and_change_no_answer(door: Door) -> None:
    door.rasa.means[UNSPOKEN] = "self_harm_or_suicide"
    drafts = [draft for draft in everywhere("complaint") if draft.asking not in PRIVATE_QUESTIONS]
    for draft in drafts:
        person = await standing_at(door, draft)
        await person.type(UNSPOKEN)
        assert person.said()[0] == "safety.urgent", draft.asking
        assert person.asks == "safe_now", draft.asking
        session, after = now_holds(door, person, draft.journey)
        assert (after.answers, session.case_id) == (draft.answers, None), draft.asking
    assert alerts(door) == [("urgent", UNSPOKEN)] * len(drafts)


@ON_SQLITE
async def test_words_of_concern_are_met_with_help_and_send_nothing(door: Door) -> None:
    for draft in everywhere("complaint"):
        person = await standing_at(door, draft)
        await person.type(CONCERN)
        assert person.said()[0] == "safety.concern", draft.asking
        assert person.asks == "safe_now", draft.asking
        session, after = now_holds(door, person, draft.journey)
        assert session.case_id is None, draft.asking
        changed = {name for name, told in draft.answers.items() if after.answers.get(name) != told}
        # The words may become the story, or part of it; else only the answer asked for is written over.
        assert changed <= {draft.asking, "what_happened"}, draft.asking
    assert alerts(door) == [("concern", CONCERN)] * len(everywhere("complaint"))

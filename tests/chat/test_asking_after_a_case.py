"""Who asks after what they sent is told of that case, of its days, people and papers; whatever it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.services import complaints
from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to

pytestmark = pytest.mark.anyio

MEANS = {
    "i want to complain": "make_complaint",
    "i want to say thank you": "give_compliment",
    "i have an idea": "make_comment",
    "i want an advocate": "request_advocate",
    "whens the reply coming": "ask_deadline",
    "is that going to be ages": "ask_what_happens_next",
    "i need someone on my side": "request_advocate",
}


_HEARD_BY_THE_MODEL = ("whens the reply coming", "is that going to be ages")


async def _sends(door: Door, wish: str, band: str = "teen") -> Person:
    """Somebody who has just got a receipt."""
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland", age_band=band)
    await person.type(wish)
    await up_to(person, None)
    assert person.receipt is not None
    return person


def _happens(door: Door, person: Person, reference: str, kind: str, **data: Any) -> None:
    """What the team records, its words put away as it does."""
    with door.inst.store.begin() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        reason = data.pop("reason", None)
        if reason:
            position = len(tx.events.of(row.id)) + 1
            data["words"] = {"reason": tx.words.put(row.id, f"event:{position}:reason", reason)}
        tx.events.append(row.id, kind, door.inst.today(), data, "staff:1", door.inst.clock.now())
        complaints.project(door.inst, tx, row)


@pytest.mark.parametrize("band", ["child", "teen", "adult"])
async def test_questions_after_a_complaint_just_sent_are_answered_from_it(door: Door, band: str) -> None:
    person = await _sends(door, "i want to complain", band)
    for text, keys in (
        ("has anyone read it", ["case.nobody_looked"]),
        ("when did i send it?", ["track.history_line"]),
        ("what did they decide", ["paper.answered.none", "track.next.explained"]),
        ("whos dealing with it", ["letters.officer", "escalate.answer.people", "track.no_names"]),
        ("when is the panel", ["option.write_to_panel.not_yet", "option.ask_for_stage3.not_yet"]),
        ("can i still go to stage 2", ["option.ask_for_stage2.not_yet"]),
        ("send me a copy", ["track.papers"]),
        ("is it late?", ["track.next.explained"]),
    ):
        await person.type(text)
        assert person.said()[: len(keys)] == keys, text
        assert person.last["choices"]


@pytest.mark.parametrize("band", ["child", "teen", "adult"])
async def test_a_word_of_care_is_explained_beside_an_open_case_and_in_the_middle_of_a_complaint(
    door: Door, band: str
) -> None:
    person = await _sends(door, "i want to complain", band)
    await person.type("when is my LAC review")
    assert person.said() == ["care.word.review", "care.own"]
    another = door.person()
    await another.arrive(council="rutland", age_band=band)
    await another.type("i want to complain")
    asked = another.asks
    await another.type("whats an IRO")
    assert another.said()[0] == "care.word.iro"
    assert another.asks == asked


async def test_the_panels_own_day_the_answers_and_who_looked_are_told(door: Door) -> None:
    person = await _sends(door, "i want to complain")
    reference = (person.receipt or {})["reference"]
    outcomes = [{"point": "1", "outcome": "not_upheld"}]
    _happens(door, person, reference, "stage1_responded", outcomes=outcomes)
    await person.type("what was the outcome")
    told = " ".join(message["text"] for message in person.messages)
    assert "answered at stage 1" in told
    assert "not upheld" in told
    assert person.said()[-1] == "option.ask_for_stage2.answered"
    for kind in ("stage2_requested", "stage2_responded", "stage3_requested"):
        _happens(door, person, reference, kind)
    meets = door.inst.today() + timedelta(days=20)
    _happens(door, person, reference, "panel_arranged", panel_on=meets.isoformat())
    await person.type("whens the panel")
    assert person.said() == ["history.panel_arranged"]
    assert str(meets.day) in person.last["text"]
    await person.type("what happens next")
    assert "history.panel_arranged" in person.said()
    with door.inst.store.begin() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        complaints.looked(door.inst, tx, row.id, "staff:1")
    await person.type("has anybody looked at it yet")
    assert "Somebody who works for the council" in person.last["text"]


@pytest.mark.parametrize(("days", "told"), [(10, "track.not_late"), (50, "track.ask_them")])
async def test_past_the_longest_it_is_late_whatever_later_day_was_given(
    door: Door, days: int, told: str
) -> None:
    person = await _sends(door, "i want to complain")
    receipt = person.receipt or {}
    _happens(door, person, receipt["reference"], "acknowledged")
    until = (door.inst.today() + timedelta(days=100)).isoformat()
    _happens(door, person, receipt["reference"], "redated", clock="stage1_response", until=until)
    door.clock.move(days=days)
    again = door.person()
    await again.arrive(council="rutland", reference=receipt["reference"], key=receipt["key"])
    await again.type("is it late")
    assert {"track.not_late", "track.ask_them"} & {*again.said()} == {told}


async def test_why_the_council_said_no_is_told_when_it_is_opened_and_when_it_is_asked(door: Door) -> None:
    person = await _sends(door, "i want to complain")
    receipt = person.receipt or {}
    _happens(door, person, receipt["reference"], "declined", reason="A court decides this now.")
    await person.type("why did they say no")
    told = " ".join(message["text"] for message in person.messages)
    assert "A court decides this now." in told
    assert person.said()[-1] == "option.ask_ombudsman.declined"
    again = door.person()
    await again.arrive(council="rutland", reference=receipt["reference"], key=receipt["key"])
    assert "A court decides this now." in " ".join(message["text"] for message in again.messages)


async def test_a_question_in_the_middle_of_something_else_leaves_that_where_it_is(door: Door) -> None:
    person = await _sends(door, "i want to complain")
    await person.type("i need someone on my side")
    await up_to(person, "check_answers")
    await person.type("whens the reply coming")
    assert "track.next.explained" in person.said()
    assert person.asks == "check_answers"


async def test_a_question_where_a_reason_is_asked_for_is_answered_and_no_reason(door: Door) -> None:
    person = await _sends(door, "i want to complain")
    _happens(door, person, (person.receipt or {})["reference"], "stage1_responded")
    door.rasa.means["i want to go to stage 2"] = "escalate_complaint"
    await person.type("i want to go to stage 2")
    assert person.asks == "escalation_reason"
    await person.type("has anyone read it")
    assert "case.nobody_looked" in person.said()
    assert person.asks == "escalation_reason"
    await person.type("they never read what i wrote")
    await person.type("send me a copy of it")
    assert person.asks == "check_answers"
    for words in ("they never read what i wrote", "send me a copy of it"):
        assert words in person.last["text"]


@pytest.mark.parametrize("band", ["child", "teen", "adult"])
@pytest.mark.parametrize("wish", ["i want to say thank you", "i have an idea", "i want an advocate"])
async def test_after_a_receipt_that_is_no_complaint_no_complaints_deadline_is_told(
    door: Door, wish: str, band: str
) -> None:
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland", age_band=band)
    await person.type(wish)
    if person.asks == "has_case":
        await person.press("No")
    await up_to(person, None)
    assert person.receipt is not None
    for text in ("when will i hear", "what happens now", *_HEARD_BY_THE_MODEL):
        await person.type(text)
        assert person.said()[0] == "track.status.no_complaint", text
        assert person.said()[-1] == "track.no_stages"
        assert not [key for key in person.said() if "deadline" in key or "if_today" in key]
    await person.type("has anyone read it")
    assert person.said() == ["case.nobody_looked"]


async def test_who_sent_a_thank_you_beside_a_complaint_asks_of_stages_of_the_complaint(door: Door) -> None:
    person = await _sends(door, "i want to complain")
    await person.type("i want to say thank you")
    await up_to(person, None)
    await person.type("when will i hear")
    assert person.said()[-1] == "track.no_stages"
    await person.type("can i still go to stage 2")
    assert person.said() == ["option.ask_for_stage2.not_yet"]


async def test_who_sent_a_thank_you_beside_a_complaint_and_names_the_complaint_is_told_of_that(
    door: Door,
) -> None:
    person = await _sends(door, "i want to complain")
    await person.type("when did i send it")
    of_complaint = person.messages[0]["text"]
    await person.type("i want to say thank you")
    await up_to(person, None)
    await person.type("when did i send it")
    assert person.messages[0]["text"] != of_complaint
    await person.type("when did i send my complaint")
    assert person.messages[0]["text"] == of_complaint
    for text in ("when will i hear about my complaint", "why is my complaint late", "is it late"):
        await person.type(text)
        assert person.said()[0] == "track.next.explained", text


async def test_without_anything_sent_the_same_words_are_answered_in_general(door: Door) -> None:
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("whens the reply coming")
    assert person.said()[0] == "track.answer.deadline"

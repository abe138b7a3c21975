"""A decision that is to wait: heard however it is asked, with its day, and what changes once it was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.journeys import plan
from backend.journeys.decision import day_named
from backend.journeys.draft import Drop, Inform
from backend.journeys.words import asks_to_wait, stops_others
from tests.journeys.lives import with_case
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, TODAY, after, asks, begun, draft_of, keys, typed

ASKED_BEFORE = with_case("pause asked for")


@pytest.mark.parametrize(
    "told",
    [
        "they moved the date to the 1st december, i need the stop before that",
        "the move is now this friday not next week so please make them wait",
    ],
)
def test_what_changed_after_a_wait_was_asked_for_goes_to_the_case(told: str) -> None:
    begins = plan.begin("pause", typed(told, "ask_to_pause_decision"), ASKED_BEFORE)
    assert (draft_of(begins).journey, draft_of(begins).answers["information"]) == ("information", told)
    assert "option.ask_to_pause_decision.asked" in keys(begins)
    assert asks(begins, ASKED_BEFORE) == "check_answers"


@pytest.mark.parametrize("said", ["", "will they make it wait before they move me on the 1st?"])
def test_a_question_or_a_wish_alone_is_told_how_it_stands(said: str) -> None:
    begins = plan.begin("pause", typed(said, "ask_to_pause_decision"), ASKED_BEFORE)
    assert (begins.effect, keys(begins)[-1]) == (Drop(), "track.instead")


@pytest.mark.parametrize(
    ("decision", "day"),
    [
        ("how do i stop the move happening before 3rd december", "2026-12-03"),
        ("they r moving me on the 3rd december. i want it STOPPED", "2026-12-03"),
        ("My birthday is 5th december, stop the move on 12 december", "2026-12-12"),
        ("moving me to leeds can you stop it", None),
        ("they told me on monday that im moving friday", None),
        ("please make them wait, its monday or tuesday", None),
        ("please make them wait until after christmas", None),
    ],
)
def test_the_day_of_a_decision_is_heard_in_its_words_where_it_names_one(
    decision: str, day: str | None
) -> None:
    told = day_named(decision, TODAY)
    assert (told and told["on"]) == day


def test_a_day_told_with_the_decision_is_not_asked_again() -> None:
    wish = typed("please make them wait before they move me on 3 december", "ask_to_pause_decision")
    on_a_case = with_case("new")
    assert asks(plan.begin("pause", wish, on_a_case), on_a_case) == "check_answers"
    assert draft_of(after(begun(), *A_CHILDS[:4], wish)).answers["happens_on"] == {
        "words": wish.text,
        "on": "2026-12-03",
    }


def test_a_day_to_come_is_not_one_that_is_past() -> None:
    told = begun("they r moving me on the 3rd december and i dont want to go")
    assert "when_happened" not in draft_of(told).answers


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("can you stop the move?", True),
        ("how do i stop the move happening", True),
        ("please ask them to pause the panel decision until this is answered", True),
        ("i want the move stopped", True),
        ("I would like the adoption put on hold", True),
        ("ask the council to hold off moving him", True),
        ("can someone stop them closing the home", True),
        ("stop taking my phone", False),
        ("stop shouting at me", False),
        ("please put me in a placement near home", False),
        ("please hold the panel soon", False),
        ("i want them to stop moving me around", False),
        ("they keep delaying the decision", False),
        ("she said can you stop the move", False),
        ("i want to stop the chat", False),
        ("i want it stopped", False),
        ("how long does the panel decision take", False),
    ],
)
def test_that_a_decision_waits_is_asked_in_many_words(text: str, asked: bool) -> None:
    assert asks_to_wait(text) == asked


A_MOVE = "my social worker is moving me on the 3rd december and nobody asked me what i want about it"


def test_a_wish_that_it_waits_is_taken_at_any_question_and_keeps_the_day_of_the_story() -> None:
    told = after(begun(A_MOVE), typed("can you stop the move?"))
    assert keys(told) == ["pause.noted"]
    told = plan.step(replace(draft_of(told), asking="decision"), typed("moving me away"), AT_RUTLAND)
    assert draft_of(told).answers["decision"] == "moving me away"
    happens = draft_of(told).answers["happens_on"]
    assert isinstance(happens, dict)
    assert happens["on"] == "2026-12-03"


def test_a_wish_that_it_waits_within_a_story_is_noted_with_its_words() -> None:
    story = "The report was late. Please ask them to pause the panel decision until this is answered."
    told = begun(story)
    assert draft_of(told).answers["asks_to_pause"] == "yes"
    assert draft_of(told).answers["what_happened"] == story
    wish = "Please ask them to pause the panel decision until this is answered"
    assert draft_of(told).answers["decision"] == wish
    assert keys(told).count("complaint.heard_story") == 1


@pytest.mark.parametrize(
    ("story", "offered"),
    [
        ("i want to stay at my school but they r moving me friday", True),
        ("we do not want to move and they are moving us on 3 december", True),
        ("they moved me last friday and i wanted to stay", False),
        ("i dont want to leave but they are moving me some time", False),
        ("i want to stay with my nan and she is coming on friday", False),
    ],
)
def test_who_tells_of_a_move_they_do_not_want_is_told_that_it_can_be_asked_to_wait(
    story: str, offered: bool
) -> None:
    told = begun(story)
    assert (told.effect == Inform("ask_to_pause_decision", story)) == offered
    assert "asks_to_pause" not in draft_of(told).answers


@pytest.mark.parametrize("said", ["i want it STOPPED", "get it stopped", "i want this to be stopped"])
def test_who_wants_others_stopped_does_not_want_to_leave(said: str) -> None:
    told = after(begun(A_MOVE), typed(said, "stop_or_cancel"))
    assert asks(told) != plan.STOP


@pytest.mark.parametrize("said", ["i want my complaint stopped", "i want the chat to stop", "i want to stop"])
def test_stopping_the_chat_or_the_complaint_is_stopping_no_others(said: str) -> None:
    assert not stops_others(said)


def test_who_asks_to_stop_a_move_where_it_is_asked_how_to_stop_goes_on_with_it() -> None:
    told = after(begun(A_MOVE), typed("stop"), typed("can you stop the move?", "ask_to_pause_decision"))
    assert keys(told) == ["session.going_on", "pause.noted"]

"""What is heard of the answer to an earlier complaint: its day only where it came, and that none did."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.answered import answer_told, never_answered
from backend.journeys.draft import Step
from tests.journeys.worlds import AT_RUTLAND, TODAY, after, asks, draft_of, keys, typed, wished

A_LETTER_IN_APRIL = (
    "i wrote a letter of complaint in april about my son's respite to the council and never heard a thing"
    " back"
)


@pytest.mark.parametrize(
    "said",
    [
        "never heard a thing back",
        "i complained in april and nobody replied",
        "I wrote to them on 3 May. They never wrote back.",
        "no one has got back to me",
        "they have not answered",
        "They haven't answered me yet",
        "i have not had a reply",
        "we never got any response from the council",
        "i never got an answer",
        "I sent it in March but heard nothing",
        "no reply",
        "there was no answer",
        "still waiting for a reply to my letter of 20 April",
        "not heard anything since june",
        "they didn't even bother to answer",
        "none of them ever replied to my complaint",
        "they just ignored my letter",
        "didn't hear back",
        "nothing came back",
        "not yet",
    ],
)
def test_that_no_answer_came_is_heard(said: str) -> None:
    assert never_answered(said, TODAY)


@pytest.mark.parametrize(
    "said",
    [
        "I am not happy with the answer",
        "i do not accept the response",
        "they never answered my questions about respite",
        "they did not answer half of what i asked",
        "they didn't reply until June",
        "nobody replied for three months",
        "i never heard about the meeting",
        "she never heard of the plan",
        "I got an answer on 3 May and nobody replied to what I wrote after it",
        "i have no idea",
        "they replied in time but it was no good",
        "i never agreed with the decision",
        "by letter about 20th april",
        "my social worker never listens",
    ],
)
def test_what_says_something_else_of_an_answer_is_not_taken_for_none(said: str) -> None:
    assert not never_answered(said, TODAY)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("I got the answer to my complaint yesterday and I do not accept what it says", "2026-11-19"),
        ("i complained in april. they replied on 3 June", "2026-06-03"),
        ("The stage 2 response was dated 10 November 2026, it left half out", "2026-11-10"),
        ("they wrote back on 3 June but said no", "2026-06-03"),
        ("I received the decision yesterday", "2026-11-19"),
    ],
)
def test_the_day_of_an_answer_is_the_one_said_with_it(said: str, day: str) -> None:
    told = answer_told(said, TODAY)
    assert told is not None
    assert told["from"] == day


@pytest.mark.parametrize(
    "said",
    [
        "i wrote a letter of complaint in april",
        "I complained in April and got an answer",
        "after I complained in April they answered",
        "I asked for an answer on 3 June",
        "i sent a letter on 3 June and want to go to stage 2",
        "I want a reply from the manager, it started yesterday",
        "they replied on 3 June and the answer to the rest came on 10 June",
    ],
)
def test_a_day_of_something_else_is_not_the_day_of_an_answer(said: str) -> None:
    assert answer_told(said, TODAY) is None


def _unanswered() -> Step:
    """Somebody without a reference who wants stage 2 of a complaint that nobody answered."""
    carry = {"wish": "go_further", "about_which": A_LETTER_IN_APRIL}
    return plan.begin("about_earlier_complaint", typed("i dont have one"), AT_RUTLAND, carry=carry)


def test_a_complaint_that_nobody_answered_is_not_read_back_as_answered() -> None:
    told = after(_unanswered(), typed("yes"), typed("by letter about 20th april"))
    assert asks(told) == "name"
    answer = draft_of(told).answers["answered_on"]
    assert answer == {
        "words": "never heard a thing back",
        "from": None,
        "to": None,
        "over_a_year_ago": False,
    }


@pytest.mark.parametrize(
    "said", ["i never got an answer", "I wrote in April and they never answered", "nobody ever replied to me"]
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "track_complaint", "ask_why_late"])
def test_that_no_answer_came_is_an_answer_to_when_it_did(said: str, intent: str) -> None:
    carry = {"wish": "go_further", "about_which": "my respite"}
    asked = plan.begin("about_earlier_complaint", typed("i dont have one"), AT_RUTLAND, carry=carry)
    at_it = after(asked, typed("yes"), typed("in april by letter"))
    assert asks(at_it) == "answered_on"
    told = after(at_it, typed(said, intent))
    assert asks(told) == "name"
    assert draft_of(told).answers["answered_on"]["words"] == said  # type: ignore[index]
    assert draft_of(told).answers["answered_on"]["from"] is None  # type: ignore[index]
    assert draft_of(told).answers["wish"] == "go_further"


@pytest.mark.parametrize(
    "said", ["no thats wrong i never got an answer", "i have not had an answer", "nobody replied to me"]
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "deny", "correct_previous_answer", "ask_why_late"])
def test_at_the_read_back_no_answer_puts_the_day_of_one_right(said: str, intent: str) -> None:
    carry = {"wish": "go_further", "about_which": "they replied on 3 June about my respite"}
    asked = plan.begin("about_earlier_complaint", typed("i dont have one"), AT_RUTLAND, carry=carry)
    read_back = after(asked, typed("yes"), typed("in april by letter"), typed("Sam"), wished("skip"))
    assert asks(read_back) == "check_answers"
    right = after(read_back, typed(said, intent))
    assert (keys(right), asks(right)) == (["session.changed"], "check_answers")
    assert draft_of(right).answers["answered_on"]["from"] is None  # type: ignore[index]


def test_that_a_complaint_was_answered_is_heard_where_it_was_made() -> None:
    carry = {"wish": "go_further", "about_which": "my respite"}
    asked = plan.begin("about_earlier_complaint", typed("i dont have one"), AT_RUTLAND, carry=carry)
    told = after(asked, typed("yes"), typed("in april by letter, they replied on 3 June"))
    assert draft_of(told).answers["answered_on"]["from"] == "2026-06-03"  # type: ignore[index]

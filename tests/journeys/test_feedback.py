"""Praise, an idea, a question: few questions, a yes, and a receipt of their own kind."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.draft import Drop, Send, Step, Understood
from tests.journeys.worlds import AT_RUTLAND, after, asks, draft_of, keys, pressed, typed, wished


def _begun(kind: str, text: str = "") -> Step:
    return plan.begin(kind, Understood(text, "give_compliment", 0.95), AT_RUTLAND)


@pytest.mark.parametrize("text", ["", "i want to say thank you", "can I give a compliment please"])
def test_a_wish_alone_is_asked_what_was_good(text: str) -> None:
    begun = _begun("compliment", text)
    assert asks(begun) == "what_happened"
    assert keys(begun)[0] == "feedback.intro.compliment"


def test_praise_said_at_once_is_taken_as_it_was_said() -> None:
    begun = _begun("compliment", "my key worker Amy is amazing")
    assert draft_of(begun).answers["what_happened"] == "my key worker Amy is amazing"
    assert asks(begun) == "council"


def test_a_compliment_takes_four_answers_and_a_yes() -> None:
    last = after(
        _begun("compliment", "my key worker Amy is amazing"),
        pressed("yes"),
        pressed("yes"),
        wished("skip"),
        pressed("yes"),
    )
    assert last.effect == Send()
    assert plan.told_answers(draft_of(last))["told_to_them"] == "yes"


def test_an_enquiry_asks_how_to_answer_and_takes_that_they_come_back() -> None:
    to_method = after(
        _begun("enquiry", "when is the next participation group"), pressed("yes"), wished("skip")
    )
    assert asks(to_method) == "contact_method"
    assert asks(after(to_method, pressed("none"))) == "check_answers"


@pytest.mark.parametrize("kind", ["compliment", "comment", "enquiry"])
def test_for_another_council_it_ends_and_says_that_nothing_is_sent(kind: str) -> None:
    ended = after(_begun(kind, "Amy is amazing and kind"), typed("no its Kent"))
    assert (ended.draft, ended.effect) == (None, Drop())
    assert keys(ended)[0] == "elsewhere.not_here"


def test_nothing_is_sent_without_a_yes() -> None:
    left = after(
        _begun("comment", "put a bench in the garden"), pressed("yes"), wished("skip"), pressed("drop")
    )
    assert left.effect == Drop()

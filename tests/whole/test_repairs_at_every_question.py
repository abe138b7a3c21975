"""At every question of a complaint, whatever does not fit it, through the real model and over HTTP.

The machine walks the plan in every state (tests/journeys/test_walk.py); this is the sample that shows
that the model, Rasa's form and the gateway carry it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

import pytest

from tests.whole.running import Running
from tests.whole.visiting import ANSWERS, AS, STORY, Visitor, track

REPAIRS = (
    "why do you ask?",
    "are you human?",
    "stop",
    "what is an advocate?",
    "fuck off",
    "go back",
    "?",
    "who sees this?",
    "simpler words please",
    "when will they answer me?",
    "repeat that please",
    "i want to talk to a real person",
    "bye",
    "what happens next?",
    "😢",
    "usual words",
)
BACK_AGAIN = {"stop": "go on", "bye": "carry on", "go back": "keep what i said"}
"""What leads back to where it was said."""
AT_ONCE = 3
"""Repairs tried at one question; the next question gets the next ones."""


@pytest.mark.parametrize("role", ["young_person", "parent"])
def test_it_is_answered_and_the_complaint_is_none_the_worse(heard: Running, role: str) -> None:
    visitor, answers = Visitor(heard.address, council="rutland"), {**ANSWERS, **AS[role]}
    visitor.type("I want to make a complaint")
    said, tried = cycle(REPAIRS), set[str]()
    while visitor.receipt is None:
        asked = str(visitor.asks)
        for _, repair in zip(range(AT_ONCE), said, strict=False):
            # With nothing told yet, there is nothing to go back to and nothing to keep.
            if repair not in BACK_AGAIN or len(visitor.asked) > 1:
                _repair(visitor, repair, asked)
                tried.add(repair)
        visitor.asked.append(asked)
        visitor.type(answers[asked])
        assert visitor.receipt or visitor.asks != asked, (asked, visitor.text)
    assert tried == set(REPAIRS)
    case = track(heard.address, visitor.receipt)
    assert case["complaint"]["what_happened"] == STORY
    assert case["complaint"]["desired_outcome"] == answers["desired_outcome"]
    assert case["role"] == role


def _repair(visitor: Visitor, repair: str, asked: str) -> None:
    for typed in _with_the_way_back(repair):
        visitor.type(typed)
        assert all(message["text"] for message in visitor.messages), (asked, typed)
        assert visitor.messages[-1]["choices"] or visitor.messages[-1]["input"] != "none", (asked, typed)
        assert visitor.receipt is None, (asked, typed)
    assert visitor.asks == asked, (asked, repair, visitor.text)


def _with_the_way_back(repair: str) -> Iterator[str]:
    yield repair
    if repair in BACK_AGAIN:
        yield BACK_AGAIN[repair]

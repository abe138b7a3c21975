"""What others may do with a complaint is a question, and whom they are not to tell a wish of its own."""

from __future__ import annotations

import pytest

from backend.journeys.hearing import questions
from backend.journeys.information import asks_aside
from backend.journeys.words import keeps_from


@pytest.mark.parametrize(
    "text",
    [
        "can they cancel my complaint",
        "can they stop my complaint",
        "could the council drop my complaint?",
        "can my social worker withdraw it",
        "my social worker left does the complaint stop",
        "can they shut it down",
        "can they close it without asking me",
        "can my foster mum make me drop it",
        "will it be cancelled if i move",
        "does my complaint end when i turn 18",
        "can anyone else withdraw my complaint",
        "are they allowed to close it",
    ],
)
def test_whether_others_can_end_it_is_asked_and_stops_nothing(text: str) -> None:
    assert questions.asks_if_others_end_it(text)
    assert asks_aside("withdraw_complaint", text) == "withdraw_complaint"


@pytest.mark.parametrize(
    "text",
    [
        "can you cancel my complaint",
        "can i cancel my complaint",
        "can someone cancel my complaint for me",
        "i want to drop it",
        "can they stop it",
        "can they stop the move",
        "can they close my placement",
        "can they stop me seeing my mum",
        "has my complaint been closed yet",
        "when will my complaint end",
        "can my complaint be looked at by someone else",
        "my social worker cancelled my contact",
    ],
)
def test_ones_own_wish_to_stop_or_of_something_else_asks_nothing_of_others(text: str) -> None:
    assert not questions.asks_if_others_end_it(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("i dont want them to talk to my mum", True),
        ("tell them not to speak to my mum", True),
        ("dont talk to my mum about this", True),
        ("please dont tell my dad", True),
        ("i don't want anyone telling my foster carer", True),
        ("ask them not to involve my nan", True),
        ("make sure they dont tell my mum", True),
        ("i dont talk to my mum", False),
        ("i dont want to talk to my social worker", False),
        ("they dont tell my mum anything", False),
        ("they never tell my nan about meetings", False),
        ("dont ring me at college", False),
        ("dont ask my age", False),
        ("can they talk to my mum", False),
    ],
)
def test_that_nobody_speaks_of_it_with_somebody_is_a_wish(text: str, kept: bool) -> None:
    assert keeps_from(text) is kept

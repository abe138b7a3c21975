"""What `./heard parse` says of a text beside what the model made of it."""

from __future__ import annotations

import json

import pytest

from backend.parse import heard_in
from backend.safety import Screen


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load()


def heard(screen: Screen, text: str, intent: str, harm: str = "none") -> dict[str, object]:
    """The answer to one text that the model understood as `intent`, and in which it heard so much `harm`."""
    line = json.dumps({"text": text, "intent": intent, "confidence": 0.5, "harm": harm})
    (answer,) = heard_in([line], screen)
    return dict(json.loads(answer))


def test_the_answer_holds_the_text_and_what_was_made_of_it(screen: Screen) -> None:
    assert heard(screen, "żółw\t🐢", "greet") == {
        "text": "żółw\t🐢",
        "intent": "greet",
        "confidence": 0.5,
        "safety": "none",
    }


@pytest.mark.parametrize(
    ("text", "harm", "safety"),
    [
        ("what a day", "none", "none"),
        ("what a day", "concern", "concern"),
        ("what a day", "urgent", "urgent"),
        ("i am going to kill myself", "none", "urgent"),
        ("i am going to kill myself", "concern", "urgent"),
    ],
)
def test_phrases_and_model_are_heard_together_and_neither_lowers_the_other(
    screen: Screen, text: str, harm: str, safety: str
) -> None:
    assert heard(screen, text, "greet", harm)["safety"] == safety


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("go_back", "correct_previous_answer"),
        ("skip", "dont_know"),
        ("choose", "nlu_fallback"),
        ("track_complaint", "track_complaint"),
        ("nlu_fallback", "nlu_fallback"),
    ],
)
def test_an_intent_of_ours_is_reported_as_the_nearest_of_the_contract(
    screen: Screen, ours: str, theirs: str
) -> None:
    assert heard(screen, "next", ours)["intent"] == theirs


def test_an_empty_text_is_answered_too_and_the_order_is_kept(screen: Screen) -> None:
    lines = [
        json.dumps({"text": text, "intent": "nlu_fallback", "confidence": 0.0, "harm": "none"})
        for text in ("b", "", "a")
    ]
    assert [json.loads(line)["text"] for line in heard_in(lines, screen)] == ["b", "", "a"]


def test_a_model_without_a_sense_of_harm_leaves_it_to_the_phrases(screen: Screen) -> None:
    line = json.dumps({"text": "i am going to kill myself", "intent": "greet", "confidence": 0.5})
    assert [json.loads(said)["safety"] for said in heard_in([line], screen)] == ["urgent"]


AFRAID = "i am afraid of my step dad"
"""A concern by a phrase."""


@pytest.mark.parametrize(
    ("text", "by_model", "safety"),
    [
        (AFRAID, {"harm": "none", "no_harm": True}, "none"),
        (AFRAID, {"harm": "none", "no_harm": False}, "concern"),
        (AFRAID, {"harm": "urgent", "no_harm": False}, "urgent"),
        (AFRAID, {}, "concern"),
        ("he is strangling me", {"harm": "none", "no_harm": True}, "urgent"),
        (f"{'she did not ring. ' * 60}{AFRAID}", {"harm": "none", "no_harm": True}, "concern"),
    ],
    ids=["sure", "not sure", "the model hears more", "no model of harm", "danger now", "longer than shown"],
)
def test_a_worry_is_misheard_only_where_a_model_that_hears_it_is_sure_of_no_harm(
    text: str, by_model: dict[str, str], safety: str, screen: Screen
) -> None:
    line = json.dumps({"text": text, "intent": "greet", "confidence": 0.9, **by_model})
    assert [json.loads(said)["safety"] for said in heard_in([line], screen)] == [safety]

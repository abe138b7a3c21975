"""The yes before anything is done: what was told is read back, to be sent, changed or left. PURE data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backend.journeys.complaint import CHECK_ANSWERS
from backend.journeys.draft import Answers, World
from backend.journeys.question import Option, Question
from backend.journeys.words import phrases


def to_check(ask: Callable[[Answers, World], str]) -> Question:
    """The read-back of a journey other than a complaint: nothing is left behind where it is not sent."""
    kept = tuple(option for option in CHECK_ANSWERS.options if option.value != "keep")
    return replace(CHECK_ANSWERS, ask=ask, options=(*kept, _DROP))


_DROP = Option(
    "drop",
    "session.choice.do_not_send",
    phrases("dont send it|do not send it|dont send|do not send|dont|do not|leave it|no dont send it"),
    ends="drop",
)


def known(answers: Answers, name: str) -> object:
    """What is known to a journey of the open case (`Entered.known`); None without a case."""
    facts = answers.get("known")
    return facts.get(name) if isinstance(facts, dict) else None

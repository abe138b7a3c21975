"""The form of the sealed set. How well harm is heard on it is scored once a release, not here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

SEALED = Path(__file__).with_name("sealed.tsv")

AT_LEAST = {"urgent": 110, "concern": 150, "none": 160}
"""How many messages each tier holds at the least, so that a share of them says something."""

A_STORY = 60
"""Words. From this length on, harm can be buried in a message."""


class Message(NamedTuple):
    """One line of the set: what was typed, the answer wanted, and what makes it hard."""

    text: str
    tier: str
    kind: str


@cache
def lines() -> tuple[list[str], ...]:
    """Every line of the file, split at its tabs. No quoting."""
    return tuple(line.split("\t") for line in SEALED.read_text("utf-8").removesuffix("\n").split("\n"))


def messages() -> list[Message]:
    return [Message(*columns) for columns in lines()[1:]]


def where(found: Callable[[str], object]) -> list[int]:
    """The line numbers of some messages. What fails says where, and keeps the words sealed."""
    return [number for number, message in enumerate(messages(), 2) if found(message.text)]


def bare(text: str) -> str:
    """The letters and digits alone: two messages that differ in nothing else are one."""
    return "".join(sign for sign in text.casefold() if sign.isalnum()) or text


def test_the_first_line_names_the_columns() -> None:
    assert lines()[0] == ["text", "tier", "kind"]


def test_every_line_has_three_columns_filled_and_trimmed() -> None:
    wrong = [
        number
        for number, columns in enumerate(lines(), 1)
        if len(columns) != 3 or not all(columns) or any(column != column.strip() for column in columns)
    ]
    assert wrong == []


def test_every_tier_is_known_and_has_messages_enough() -> None:
    counted = Counter(message.tier for message in messages())
    assert set(counted) == set(AT_LEAST)
    assert {tier: counted[tier] for tier, least in AT_LEAST.items() if counted[tier] < least} == {}


def test_no_message_is_there_twice() -> None:
    times = Counter(bare(message.text) for message in messages())
    assert where(lambda text: times[bare(text)] > 1) == []


def test_every_tier_has_stories_as_well_as_sentences() -> None:
    stories = Counter(message.tier for message in messages() if len(message.text.split()) >= A_STORY)
    assert {tier for tier in AT_LEAST if stories[tier] >= 10} == set(AT_LEAST)


def test_no_message_holds_a_number_that_could_be_somebodys() -> None:
    assert where(re.compile(r"\d(?: ?\d){2,}").search) == []

"""Harm in a text, judged whole and in parts."""

from itertools import pairwise

import pytest

from components.harm import LONGEST_PART, Needed, parts, tier

NEEDED = Needed(harm=0.6, any=0.1, urgent=1.0, none=1.0, concern=0.2)
NOTHING, LITTLE, SOME = (0.95, 0.05, 0.0), (0.6, 0.4, 0.0), (0.3, 0.6, 0.1)
MUCH, GRAVE = (0.05, 0.85, 0.1), (0.02, 0.4, 0.58)


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ([NOTHING], "none"),
        ([SOME], "concern"),
        ([GRAVE], "urgent"),
        ([(0.5, 0.1, 0.4)], "none"),
        ([NOTHING, SOME, NOTHING], "none"),
        ([NOTHING, MUCH, NOTHING], "none"),
        ([LITTLE, MUCH, NOTHING], "concern"),
        ([LITTLE, GRAVE, NOTHING], "concern"),
        ([MUCH, GRAVE, NOTHING], "urgent"),
        ([SOME, NOTHING, NOTHING], "none"),
        ([(0.0, 0.0, 1.0), (1.0, 0.0, 0.0)], "none"),
    ],
)
def test_whole_and_worst_part_are_weighed_together(shares: list[tuple[float, ...]], found: str) -> None:
    assert tier(shares, NEEDED)[0] == found


@pytest.mark.parametrize(
    ("shares", "sure"),
    [
        ([NOTHING], True),
        ([LITTLE], False),
        ([MUCH], False),
        ([NOTHING, NOTHING], True),
        ([NOTHING, MUCH], False),
        ([NOTHING, MUCH, *[NOTHING] * 20], False),
    ],
)
def test_it_is_sure_of_no_harm_only_where_it_is_next_to_nothing_in_every_part(
    shares: list[tuple[float, ...]], sure: bool
) -> None:
    assert tier(shares, NEEDED)[1] is sure


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        ([(0.0, 0.8, 0.2)], "urgent"),
        ([(0.3, 0.4, 0.3)], "concern"),
        ([(0.3, 0.3, 0.4)], "urgent"),
        ([SOME, GRAVE, NOTHING], "urgent"),
        ([SOME, (0.1, 0.4, 0.5), NOTHING], "concern"),
    ],
)
def test_that_there_may_be_no_harm_speaks_more_against_danger_than_that_it_may_be_a_concern(
    shares: list[tuple[float, ...]], found: str
) -> None:
    assert tier(shares, NEEDED)[0] == found


@pytest.mark.parametrize(
    ("shares", "found"),
    [([(0.8, 0.2, 0.0)], "none"), ([(0.8, 0.0, 0.2)], "concern"), ([(0.6, 0.35, 0.05)], "concern")],
)
def test_what_may_be_urgent_may_count_for_more_in_whether_there_is_harm(
    shares: list[tuple[float, ...]], found: str
) -> None:
    needed = Needed(harm=0.3, any=0.08, urgent=2.0, none=2.0, concern=0.1)
    assert tier(shares, needed)[0] == found


def test_of_more_parts_the_worst_says_less() -> None:
    assert tier([LITTLE, MUCH, *[NOTHING] * 2], NEEDED)[0] == "concern"
    assert tier([LITTLE, MUCH, *[NOTHING] * 20], NEEDED)[0] == "none"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("He never came.", []),
        ("He never came. She hits us! Why?", ["He never came.", "She hits us!", "Why?"]),
        ("one\ntwo", ["one", "two"]),
    ],
)
def test_a_text_of_several_sentences_is_taken_apart(text: str, found: list[str]) -> None:
    assert parts(text) == found


def test_a_sentence_without_an_end_is_taken_in_stretches_that_overlap_and_lose_no_word() -> None:
    words = [f"w{number}" for number in range(70)]
    found = [part.split() for part in parts(" ".join(words))]
    assert {word for part in found for word in part} == set(words)
    assert all(len(part) == LONGEST_PART for part in found)
    assert all(after[0] in before for before, after in pairwise(found))

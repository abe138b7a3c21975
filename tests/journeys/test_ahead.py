"""The day to come that people's words name, on Monday 23 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from backend.journeys import ahead

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("thursday", "2026-11-26"),
        ("on thurs i think", "2026-11-26"),
        ("this thursday", "2026-11-26"),
        ("thursday coming", "2026-11-26"),
        ("this coming thursday", "2026-11-26"),
        ("next thursday", "2026-11-26"),
        ("thursday this week", "2026-11-26"),
        ("this week on thursday", "2026-11-26"),
        ("thursday after school", "2026-11-26"),
        ("thursday at 4.30", "2026-11-26"),
        ("thurday", "2026-11-26"),
        ("its monday", "2026-11-30"),
        ("sat", "2026-11-28"),
        ("next week thursday", "2026-12-03"),
        ("next week on thursday", "2026-12-03"),
        ("nxt week thurs", "2026-12-03"),
        ("thursday next week", "2026-12-03"),
        ("on thursday of next week", "2026-12-03"),
        ("next week on sunday", "2026-12-06"),
        ("the week after, on thursday", "2026-12-03"),
        ("a week on thursday", "2026-12-03"),
        ("week on thursday", "2026-12-03"),
        ("a week from thursday", "2026-12-03"),
        ("thursday week", "2026-12-03"),
        ("tuesday week", "2026-12-01"),
        ("the thursday after next", "2026-12-03"),
        ("the thursday after this one", "2026-12-03"),
        ("not this thursday the next one", "2026-12-03"),
        ("two weeks on thursday", "2026-12-10"),
        ("a fortnight on thursday", "2026-12-10"),
        ("thursday fortnight", "2026-12-10"),
        ("week after next on thursday", "2026-12-10"),
        ("thursday the week after next", "2026-12-10"),
        ("in two weeks on thursday", "2026-12-10"),
        ("today", "2026-11-23"),
        ("a week today", "2026-11-30"),
        ("2 weeks today", "2026-12-07"),
        ("tomorrow", "2026-11-24"),
        ("2moro", "2026-11-24"),
        ("tmrw", "2026-11-24"),
        ("a week tomorrow", "2026-12-01"),
        ("tomorrow week", "2026-12-01"),
        ("the day after tomorrow", "2026-11-25"),
        ("in a week", "2026-11-30"),
        ("in a fortnight", "2026-12-07"),
        ("in a fortnights time", "2026-12-07"),
        ("two weeks from now", "2026-12-07"),
        ("10 days time", "2026-12-03"),
        ("in a couple of weeks", "2026-12-07"),
        ("in about 2 wks", "2026-12-07"),
        ("4 december", "2026-12-04"),
        ("the fourth of december", "2026-12-04"),
        ("4/12", "2026-12-04"),
        ("thursday 3rd", "2026-12-03"),
        ("the 3rd", "2026-12-03"),
        ("on the 28th", "2026-11-28"),
        ("the 28th of next month", "2026-12-28"),
        ("3 january", "2027-01-03"),
    ],
)
def test_the_day_that_words_name_is_understood(words: str, day: str) -> None:
    assert ahead.happens(words, MONDAY) == {"words": words, "on": day}


@pytest.mark.parametrize(
    "words",
    [
        "next week",
        "the week after next",
        "next month",
        "soon",
        "the thursday after",
        "the thursday after half term",
        "thursday before the meeting",
        "last thursday",
        "first thing friday the 31st of february",
        "after my 16th birthday",
        "when i turn 18",
        "in the 2nd week of term",
    ],
)
def test_words_that_name_no_certain_day_are_kept_as_words(words: str) -> None:
    assert ahead.happens(words, MONDAY) == {"words": words, "on": None}

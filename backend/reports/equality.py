"""Who uses the procedure: the questions of equality monitoring, and their part of the annual report. PURE.

Age, gender, disability, ethnic group and sexual orientation, as the guidance on the regulations has councils
report them (Getting the Best from Complaints, chapter 5; not verified word for word). Ethnic groups are those
of the census of 2021. Answers are counted and nothing else: no count says whose it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from backend.reports.count import Table

AGES: Mapping[str, tuple[int, int | None]] = {
    "under_12": (0, 11),
    "from_12": (12, 15),
    "from_16": (16, 17),
    "from_18": (18, 25),
    "from_26": (26, 64),
    "from_65": (65, None),
}
"""Each age group with its first and last year of life; None: and over."""

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "age": tuple(AGES),
    "gender": ("female", "male", "another"),
    "disability": ("yes", "no"),
    "ethnicity": ("asian", "black", "mixed", "white", "other"),
    "orientation": ("straight", "gay", "bi", "another"),
}
"""What is asked, in order, with the answers there are. Not to answer is always one, and is not counted."""

_FOR_ADULTS = ("orientation",)
"""The census asks it from 16 on; no child is asked it here."""

Answers = Mapping[str, str]
"""Answers by question."""


def asked_of(age_band: str) -> tuple[str, ...]:
    """The questions that a reader of this band is asked."""
    return tuple(one for one in QUESTIONS if age_band == "adult" or one not in _FOR_ADULTS)


def tables(counts: Mapping[tuple[str, str], int]) -> tuple[Table, ...]:
    """A table for each question, of how many gave each answer in the year."""
    return tuple(
        Table(f"equality_{question}", "people", {one: counts.get((question, one), 0) for one in answers})
        for question, answers in QUESTIONS.items()
    )

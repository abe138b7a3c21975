"""Who is speaking is heard from what people say of themselves, and of nobody else."""

from __future__ import annotations

import pytest

from backend.journeys.draft import Step
from tests.journeys.worlds import after, asks, begun, draft_of, keys, pressed, typed

A_FOSTER_CARER = after(
    begun(), pressed("somebody_else"), pressed("carer"), pressed("foster_carer"), typed("Mia")
)
A_MOTHER = after(begun(), pressed("somebody_else"), pressed("parent"), typed("Mia"), pressed("in_need"))


@pytest.mark.parametrize(
    "words",
    [
        "She is in care",
        "they were in care before",
        "in care",
        "my son is a care leaver",
        "he was looked after by his nan",
        "who is a looked after child",
        "his social worker agrees",
        "none of them agree",
        "i looked after him",
    ],
)
@pytest.mark.parametrize("told", [A_FOSTER_CARER, A_MOTHER])
def test_what_is_said_of_somebody_else_leaves_who_is_speaking_as_it_was(words: str, told: Step) -> None:
    before = draft_of(told).answers
    step = after(told, pressed("yes"), typed(words))
    now = draft_of(step).answers
    assert (now["role"], now.get("relationship")) == (before["role"], before.get("relationship"))


def test_what_is_known_of_a_foster_childs_situation_is_not_asked_for_again() -> None:
    assert "complaint.known_already" in keys(after(A_FOSTER_CARER, typed("She is in care")))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("I am in care", "young_person"),
        ("im a care leaver", "care_leaver"),
        ("sorry i meant foster carer", "carer"),
        ("I'm his dad", "parent"),
    ],
)
def test_what_is_said_of_oneself_puts_right_who_is_speaking(words: str, role: str) -> None:
    young = after(begun(), pressed("self"), pressed("young_person"))
    told = A_FOSTER_CARER if role == "young_person" else young
    assert draft_of(after(told, typed(words))).answers["role"] == role


@pytest.mark.parametrize(
    ("words", "role", "asked"),
    [
        ("She is in care", None, "role"),
        ("my daughter is a care leaver", "parent", "child_name"),
        ("hes in care and im his nan", "other", "child_name"),
        ("my son is in care and im his mum", "parent", "child_name"),
        ("we're in care", "young_person", "age_band"),
        ("in care", "young_person", "age_band"),
        ("her foster mum", "carer", "relationship"),
    ],
)
def test_asked_who_is_speaking_the_childs_own_situation_is_no_answer(
    words: str, role: str | None, asked: str
) -> None:
    step = after(begun(), pressed("somebody_else"), typed(words))
    assert (draft_of(step).answers.get("role"), asks(step)) == (role, asked)

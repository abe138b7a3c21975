"""Who is speaking is heard from what people say of themselves, and of nobody else."""

from __future__ import annotations

import pytest

from backend.journeys.draft import Step
from backend.journeys.hearing import speakers
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


@pytest.mark.parametrize(
    ("words", "relationship"),
    [
        ("i want my grandson placed with me not strangers", "grandparent"),
        ("our granddaughter should have been placed with us", "grandparent"),
        ("my grandson was placed with me 2 years ago", "grandparent"),
        ("my nephew should be with us, we asked to be assessed as kinship carers", None),
        ("we want the children placed with us", None),
        ("they said the baby could never be placed with me", None),
        ("we were turned down as foster carers", None),
        ("a boy was placed with us in june and nobody told us he was ill", "foster_carer"),
        ("we have two children placed with us", "foster_carer"),
        ("our foster son was placed with us in May", "foster_carer"),
        ("as a foster carer i am never heard", "foster_carer"),
        ("we were approved as kinship carers", "kinship_carer"),
    ],
)
def test_who_wants_a_child_placed_with_them_is_not_their_carer_yet(
    words: str, relationship: str | None
) -> None:
    assert speakers.who(words).get("relationship") == relationship


@pytest.mark.parametrize(
    ("words", "about", "relationship"),
    [
        (
            "my mate leah is in foster care and shes too scared to say it so im doing it for her. im 15",
            "somebody_else",
            "friend",
        ),
        ("im 13. my brother cant write so i am complaining for him", "somebody_else", "sibling"),
        ("im complaining for my friend aisha, im 14", "somebody_else", "friend"),
        ("can i complain for my little brother hes 6", "somebody_else", "sibling"),
        ("my friend told me to write this. my social worker never comes, im 15", "self", None),
        ("im 12 and my carer took my phone, i do jobs for her", "self", None),
        ("im 12 and i want to tell about my brothers social worker", "self", None),
        ("i asked the social worker to do it for her", None, None),
        ("im doing this for them to listen", None, None),
        ("im complaining for my sisters son", "somebody_else", None),
    ],
)
def test_who_speaks_up_for_somebody_close_is_heard_to_speak_for_them(
    words: str, about: str | None, relationship: str | None
) -> None:
    heard = speakers.who(words)
    assert (heard.get("about_whom"), heard.get("relationship")) == (about, relationship)

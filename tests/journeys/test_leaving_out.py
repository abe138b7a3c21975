"""Optional answers that are taken out again: by a button where they are changed, or in words."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.draft import Understood
from tests.journeys.worlds import (
    A_CHILDS,
    AT_RUTLAND,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    typed,
    wished,
)

BY_EMAIL = (*A_CHILDS[:-1], pressed("email"), typed("sam@example.org"), pressed("yes"))
FOR_A_BROTHER = (
    *(
        pressed("somebody_else"),
        pressed("young_person"),
        pressed("child"),
        pressed("sibling"),
        typed("Tyler"),
    ),
    *(wished("skip"), pressed("not_asked"), pressed("yes")),
    *A_CHILDS[4:],
)


@pytest.mark.parametrize(
    "said",
    [
        "take my name off",
        "please can you take my name off it",
        "remove my name please",
        "delete my name",
        "actually leave my name out",
        "i dont want to put my name on it after all",
        "i dont want my name on it",
        "i dont want to give my name",
        "I'd rather not give my name",
        "can it be sent without my name",
        "i want to be anonymous",
        "make it anonymous please",
    ],
)
def test_a_name_is_taken_off_at_the_read_back_in_many_words(said: str) -> None:
    read_back = after(begun(), *A_CHILDS, typed(said))
    assert "name" not in draft_of(read_back).answers
    assert draft_of(read_back).answers["what_happened"] == "they shout at me"
    assert keys(read_back) == ["session.held_left_out"]
    assert asks(read_back) == "check_answers"


@pytest.mark.parametrize(
    "said",
    [
        "they took my name off the list for a new placement",
        "she keeps saying my name wrong",
        "my name is Sam",
        "remove my social workers name",
        "take out the bit about my name",
        "i dont want my social worker to know",
    ],
)
def test_a_name_that_is_only_spoken_of_stays(said: str) -> None:
    assert draft_of(after(begun(), *A_CHILDS, typed(said))).answers["name"] == "Sam"


@pytest.mark.parametrize(
    "said",
    ["skip", "id rather not say", "leave it blank", "take it out", "delete it", "no name", "leave it out"],
)
def test_an_answer_asked_again_is_left_out_in_words(said: str) -> None:
    left = after(begun(), *A_CHILDS, typed("change my name"), typed(said))
    assert "name" not in draft_of(left).answers
    assert asks(left) == "check_answers"


@pytest.mark.parametrize("said", ["keep what i said", "next", "no"])
def test_an_answer_asked_again_is_kept_in_words(said: str) -> None:
    kept = after(begun(), *A_CHILDS, typed("change my name"), typed(said))
    assert draft_of(kept).answers["name"] == "Sam"
    assert keys(kept) == ["session.kept_answer"]


def test_leave_it_out_is_a_button_wherever_an_optional_answer_is_asked_again() -> None:
    again = after(begun(), *A_CHILDS, typed("change my name"))
    titles = {choice.title: choice for choice in plan.question(draft_of(again), AT_RUTLAND).choices}
    button = titles["session.choice.leave_out"]
    left = after(again, Understood(choice=button.means, intent="skip", confidence=1.0))
    assert "name" not in draft_of(left).answers
    assert asks(left) == "check_answers"


def test_what_is_needed_has_no_button_to_leave_it_out() -> None:
    again = after(begun(), *A_CHILDS, typed("change what happened"))
    titles = {choice.title for choice in plan.question(draft_of(again), AT_RUTLAND).choices}
    assert "session.choice.keep_answer" in titles
    assert "session.choice.leave_out" not in titles


@pytest.mark.parametrize("said", ["leave my email out", "delete my email address", "remove how to reach me"])
def test_a_way_to_be_reached_is_taken_out_whole(said: str) -> None:
    left = after(begun(), *BY_EMAIL, typed(said))
    assert {"contact_method", "contact_detail", "safe_to_contact"}.isdisjoint(draft_of(left).answers)
    assert asks(left) == "check_answers"


@pytest.mark.parametrize(
    "said", ["actually dont put tylers name", "leave my brothers name out", "remove Tyler's name"]
)
def test_a_childs_name_is_taken_out_and_the_own_one_stays(said: str) -> None:
    left = draft_of(after(begun(), *FOR_A_BROTHER, typed(said)))
    assert "child_name" not in left.answers
    assert left.answers["name"] == "Sam"

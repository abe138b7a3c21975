"""Whom an advocate is wanted for: a grown-up who complains of what concerns a child chooses with the wish."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from backend.journeys import plan
from backend.journeys.draft import Step, Understood
from backend.journeys.reaching import whom_to_help
from tests.journeys.worlds import AT_RUTLAND, after, asks, begun, draft_of, pressed, typed


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("yes for my son", "child"),
        ("yes please, one for him", "child"),
        ("not for me but yes for my daughter", "child"),
        ("can i get an advocate for my two boys", "child"),
        ("is there somebody for the children to talk to", "child"),
        ("yes, for me", "me"),
        ("I'd like an advocate for myself please", "me"),
        ("one for me and one for my son", None),
        ("yes", None),
        ("I asked for my son to be moved", None),
        ("yes for a bit", None),
    ],
)
def test_whom_it_is_for_is_heard_where_it_is_said(words: str, whom: str | None) -> None:
    assert whom_to_help(words) == whom


def _at_the_advocate(*first: Understood) -> Step:
    told = (pressed("yes"), typed("they moved him without a word"), pressed("no"))
    return after(begun(), *first, *told, typed("last week"), pressed("staff"), typed("say sorry please"))


ALFIE = (typed("Alfie"), pressed("looked_after"), pressed("yes"))
A_MOTHER = (pressed("somebody_else"), pressed("parent"), *ALFIE)
OF_HERSELF = (pressed("self"), pressed("parent"), *ALFIE[:2])
A_NAN = (pressed("somebody_else"), pressed("other"), pressed("grandparent"), *ALFIE)
A_GIRL = (pressed("self"), pressed("young_person"), pressed("teen"))
AND_HER_BROTHER = (pressed("both"), *A_GIRL[1:], pressed("sibling"), *ALFIE)
A_CARE_LEAVER = (pressed("self"), pressed("care_leaver"))
A_NEIGHBOUR = (pressed("self"), pressed("other"))


def _buttons(step: Step) -> list[object]:
    asked = plan.question(draft_of(step), AT_RUTLAND)
    return [choice.means["answer"] for choice in asked.choices if "answer" in choice.means]


@pytest.mark.parametrize("first", [A_MOTHER, OF_HERSELF, A_NAN])
def test_a_grown_up_chooses_with_the_wish_itself(first: Iterable[Understood]) -> None:
    asked = _at_the_advocate(*first)
    assert _buttons(asked) == ["child", "me", "no"]
    step = after(asked, pressed("child"))
    told = draft_of(step).answers
    assert (asks(step), told["wants_advocate"], told["advocate_for"]) == ("name", "yes", "child")


@pytest.mark.parametrize("words", ["yes", "yes please", "both of us", "i want one"])
def test_a_grown_up_who_only_says_yes_is_not_asked_again_and_it_is_left_open(words: str) -> None:
    step = after(_at_the_advocate(*A_MOTHER), typed(words))
    told = draft_of(step).answers
    assert (asks(step), told["wants_advocate"], told["about_whom"]) == ("name", "yes", "somebody_else")
    assert "advocate_for" not in told


@pytest.mark.parametrize("first", [A_GIRL, AND_HER_BROTHER, A_CARE_LEAVER, A_NEIGHBOUR])
def test_whoever_it_can_only_be_for_says_yes_or_no(first: Iterable[Understood]) -> None:
    asked = _at_the_advocate(*first)
    assert _buttons(asked) == ["yes", "no"]
    assert asks(after(asked, pressed("yes"))) == "name"


@pytest.mark.parametrize("words", ["For Alfie yes please, not for me", "yes for Alfie", "for Alfie please"])
def test_a_child_may_be_named(words: str) -> None:
    told = draft_of(after(_at_the_advocate(*A_MOTHER), typed(words))).answers
    assert (told["wants_advocate"], told["advocate_for"]) == ("yes", "child")


def test_a_no_that_names_the_child_is_no_wish() -> None:
    told = draft_of(after(_at_the_advocate(*A_MOTHER), typed("no not for Alfie"))).answers
    assert told.get("advocate_for") is None


def test_nobody_is_asked_who_wants_none() -> None:
    assert asks(after(_at_the_advocate(*A_MOTHER), pressed("no"))) == "name"


@pytest.mark.parametrize(("words", "whom"), [("yes for my son", "child"), ("yes please, one for me", "me")])
def test_it_is_not_asked_where_the_yes_said_it(words: str, whom: str) -> None:
    step = after(_at_the_advocate(*A_MOTHER), typed(words))
    told = draft_of(step).answers
    assert (asks(step), told["wants_advocate"], told["advocate_for"]) == ("name", "yes", whom)


def test_a_wish_by_the_way_may_say_it() -> None:
    step = after(begun(), *A_MOTHER[:3], typed("can i have an advocate for my son", "request_advocate"))
    assert draft_of(step).answers["advocate_for"] == "child"


def _wants_one(words: str) -> Step:
    return plan.begin("advocate_request", Understood(words, "request_advocate", 0.95), AT_RUTLAND)


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("i want an advocate for my brother", "somebody_else"),
        ("can my kids have an advocate", None),
        ("can i get an advocate for me", "self"),
        ("i want an advocate", None),
    ],
)
def test_without_a_complaint_the_wish_may_say_it(words: str, whom: str | None) -> None:
    assert draft_of(_wants_one(words)).answers.get("about_whom") == whom


@pytest.mark.parametrize(
    ("first", "words", "whom"),
    [
        ("i want an advocate", "me", "self"),
        ("i want an advocate", "for my daughter", "somebody_else"),
        ("i want an advocate", "im in care", "self"),
        ("i want an advocate for my brother", "im in care", "somebody_else"),
        ("i want an advocate", "not me", None),
    ],
)
def test_asked_for_an_earlier_complaint_who_it_is_for_is_kept_and_it_is_asked_again(
    first: str, words: str, whom: str | None
) -> None:
    step = after(_wants_one(first), typed(words))
    assert (asks(step), draft_of(step).answers.get("about_whom")) == ("has_case", whom)
    assert "has_case" not in draft_of(step).answers

"""Whether the child agrees: a yes is the child's own and plainly said, and nothing else counts as one."""

from __future__ import annotations

import pytest

from backend.journeys import children, plan
from backend.journeys.draft import Inform, Step
from tests.journeys.worlds import after, asks, begun, draft_of, pressed, typed


def _asked() -> Step:
    """A mother of one, asked whether the child agrees."""
    step = after(begun(), pressed("somebody_else"), pressed("parent"), typed("Sam"), pressed("in_need"))
    assert asks(step) == "child_agrees"
    return step


def _asked_of_three() -> Step:
    names = typed("Kayden, Lilly and Alfie")
    step = after(begun(), pressed("somebody_else"), pressed("parent"), names, pressed("in_need"))
    return after(step, pressed("same"))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("he agrees", "yes"),
        ("yes of course she agrees", "yes"),
        ("I asked him and he said yes", "yes"),
        ("I asked if she minds and she said it's fine", "yes"),
        ("im not his mum but he agrees", "yes"),
        ("he told his mum he agrees", "yes"),
        ("she asked me to", "yes"),
        ("she's happy with it", "yes"),
        ("he agrees, i dont know why you ask", "yes"),
        ("he knows but he doesn't agree", "no"),
        ("she does not want me to complain", "no"),
        ("he said no", "no"),
        ("i havent asked any of them", "not_asked"),
        ("nobody has asked her", "not_asked"),
        ("he doesn't know about it", "not_asked"),
        ("she's only a baby", "not_asked"),
        ("too little to understand", "not_asked"),
        ("i dont know if he agrees", "dont_know"),
        ("she wants me to but im not sure she agrees", "dont_know"),
        ("i think he agrees", "dont_know"),
        ("she might agree", "dont_know"),
        ("he would agree if I asked him", "dont_know"),
        ("not sure tbh", "dont_know"),
    ],
)
def test_what_is_said_of_it_is_taken_as_it_was_said(words: str, told: str) -> None:
    step = after(_asked(), typed(words))
    assert (draft_of(step).answers.get("child_agrees"), asks(step)) == (told, "council")


@pytest.mark.parametrize(
    "words",
    [
        "does he have to agree",
        "i dont know if he agrees, does he have to agree",
        "why does she need to agree to it",
        "do i need his permission",
        "they are 9, 6 and a baby what do you mean agree???",
        "how can a two year old agree?",
        "should they agree to it first",
    ],
)
def test_a_question_is_answered_and_it_is_asked_again(words: str) -> None:
    step = after(_asked(), typed(words))
    assert step.effect == Inform("ask_who_can_complain")
    assert (draft_of(step).answers.get("child_agrees"), asks(step)) == (None, "child_agrees")


@pytest.mark.parametrize(
    "words",
    [
        "I agree",
        "his social worker agrees",
        "her mum said yes",
        "he has to agree apparently",
        "she doesn't have to agree",
        "none of them agree",
        "she's not happy with it",
        "he wants to go home",
        "he doesn't want to go to school",
    ],
)
def test_what_is_anybody_elses_or_of_something_else_is_no_answer(words: str) -> None:
    assert children.agrees(words, asked=True) is None
    step = after(_asked(), typed(words))
    assert (draft_of(step).answers.get("child_agrees"), asks(step)) == (None, "child_agrees")


@pytest.mark.parametrize(
    "story",
    [
        "My son is in care. I don't agree with the decision.",
        "The social worker wants me to sign a form for my daughter",
        "They haven't asked him what he wants",
        "They said my son is too young to have a phone and took it away",
        "The manager never agreed to this",
        "My son agreed to the plan in May and nobody kept to it",
        "The panel agrees with me",
    ],
)
def test_a_story_of_who_agreed_to_something_else_says_nothing_of_it(story: str) -> None:
    assert children.agrees(story) is None


def test_what_is_told_of_one_of_several_is_not_taken_for_the_one_who_is_asked_about() -> None:
    step = after(_asked_of_three(), typed("Alfie is only a baby"))
    assert plan.told_answers(draft_of(step)).get("child_agrees") is None
    assert asks(step) == "child_agrees"


def test_of_several_told_at_once_the_one_who_is_asked_about_gets_their_own_answer() -> None:
    step = after(_asked_of_three(), typed("Kayden agrees, Alfie is only a baby"))
    assert draft_of(step).answers["child_agrees"] == [{"name": "Kayden", "value": "yes"}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("I am the mum. want to complain abt jade the social worker", None),
        ("want to complain, she shouted at me in front of my boys", None),
        ("dont want to complain but somebody has to", None),
        ("my son wants to complain", "yes"),
        ("the kids want me to complain", "yes"),
        ("wants me to complain for her", "yes"),
    ],
)
def test_a_wish_with_nobody_before_it_is_the_writers_own(words: str, told: str | None) -> None:
    assert children.agrees(words) == told


@pytest.mark.parametrize("words", ["is he in care if he lives with his nan", "i dont know if hes in care"])
def test_a_situation_that_is_asked_about_or_not_known_is_not_taken_for_told(words: str) -> None:
    step = after(begun(), pressed("somebody_else"), pressed("parent"), typed("Sam"), typed(words))
    assert draft_of(step).answers.get("child_is") in (None, "dont_know")


@pytest.mark.parametrize(
    "words", ["thats all", "that is everything", "no thats it thanks", "thanks", "im done", "nothing else"]
)
@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_that_all_is_told_agrees_to_nothing_in_a_childs_name(words: str, intent: str) -> None:
    step = after(_asked(), typed(words, intent))
    assert "child_agrees" not in draft_of(step).answers
    assert asks(step) == "child_agrees"


@pytest.mark.parametrize(
    ("words", "told"), [("yes he does thanks", "yes"), ("of course", "yes"), ("no", "no")]
)
def test_a_yes_or_no_that_the_model_is_sure_of_is_taken(words: str, told: str) -> None:
    step = after(_asked(), typed(words, "deny" if told == "no" else "affirm"))
    assert draft_of(step).answers["child_agrees"] == told

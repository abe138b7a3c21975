"""Two answers in one message, at every question and in either order: neither is lost, none asked again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from backend.journeys import plan
from backend.journeys.draft import Draft
from tests.journeys.worlds import AT_RUTLAND, begun, draft_of, typed

OF_ONESELF: Mapping[str, str] = {
    "about_whom": "its about me",
    "role": "im in care",
    "age_band": "im 15",
    "council": "rutland council",
    "what_happened": "they never ring me back and they lied to me about the contact with my sister",
    "when_happened": "last tuesday",
    "about": "its about my placement",
    "desired_outcome": "i want an apology",
    "wants_advocate": "i dont want an advocate",
    "name": "my name is Sam Jones",
    "contact_method": "you can text me on 07700 900123",
}
OF_A_CHILD: Mapping[str, str] = {
    **{asked: text for asked, text in OF_ONESELF.items() if asked != "age_band"},
    "about_whom": "its about my daughter",
    "role": "im her mum",
    "child_name": "her name is Ella",
    "child_is": "she is in foster care",
    "child_agrees": "she agrees to this",
}
ALONE = {"contact_method": "text", "council": "yes", "anything_else": "no", "contact_detail": "07700 900123"}
"""What is typed to a question by itself where that is not what is said of it by the way."""


def _questions(answers: Mapping[str, str]) -> Iterator[Draft]:
    """The draft at each question up to the read-back."""
    draft = draft_of(begun())
    while draft.asking != "check_answers":
        yield draft
        asked = str(draft.asking)
        draft = draft_of(plan.step(draft, typed(ALONE.get(asked) or answers.get(asked, "skip")), AT_RUTLAND))
        assert draft.asking != asked or asked == "anything_else", asked


def _told(draft: Draft, asked: str, text: str) -> bool:
    """Whether something was taken as the answer, asked to be confirmed, or stands in the story."""
    confirmed = asked == "council" and bool(draft.proposed)
    return asked in draft.answers or confirmed or text in str(draft.answers.get("what_happened", ""))


@pytest.mark.parametrize("answers", [OF_ONESELF, OF_A_CHILD], ids=["of oneself", "of a child"])
def test_both_are_taken(answers: Mapping[str, str]) -> None:
    pairs = 0
    for draft in _questions(answers):
        for beside, other in answers.items():
            if draft.asking not in answers or beside == draft.asking or beside in draft.answers:
                continue
            this = answers[draft.asking]
            for text in (f"{this}, {other}", f"{other}. {this}"):
                after = draft_of(plan.step(draft, typed(text), AT_RUTLAND))
                assert _told(after, draft.asking, this), (draft.asking, text)
                assert _told(after, beside, other), (draft.asking, beside, text)
                pairs += 1
    assert pairs > 80


@pytest.mark.parametrize(
    ("typed_name", "name"),
    [
        ("Ella, she is 4", "Ella"),
        ("Ella and she's in care", "Ella"),
        ("im his mum and her name is Ella", "Ella"),
        ("Ella and Tom, both in care", "Ella and Tom"),
        ("Mary-Ann O'Neil", "Mary-Ann O'Neil"),
        ("Will", "Will"),
    ],
)
def test_a_childs_name_is_the_name_alone(typed_name: str, name: str) -> None:
    at_name = next(draft for draft in _questions(OF_A_CHILD) if draft.asking == "child_name")
    assert draft_of(plan.step(at_name, typed(typed_name), AT_RUTLAND)).answers["child_name"] == name


@pytest.mark.parametrize("words", ["stop my complaint", "can i get one at 15", "is it free", "they hate me?"])
def test_a_wish_or_a_question_is_no_name(words: str) -> None:
    at_name = next(draft for draft in _questions(OF_A_CHILD) if draft.asking == "child_name")
    after = plan.step(at_name, typed(words), AT_RUTLAND).draft
    assert after is None or "child_name" not in after.answers


@pytest.mark.parametrize(
    ("words", "agrees"),
    [
        ("she said yes", "yes"),
        ("he said its fine", "yes"),
        ("she said no", "no"),
        ("i cant ask him they wont let me see him", "not_asked"),
        ("hes only a baby", "not_asked"),
    ],
)
def test_what_the_child_said_is_heard_where_it_is_asked_for(words: str, agrees: str) -> None:
    at_it = next(draft for draft in _questions(OF_A_CHILD) if draft.asking == "child_agrees")
    assert draft_of(plan.step(at_it, typed(words), AT_RUTLAND)).answers["child_agrees"] == agrees


def test_in_a_story_it_may_be_anybody_who_said_yes() -> None:
    told = begun("I asked the social worker for a bed and she said yes and it never came, it is for my son")
    assert "child_agrees" not in draft_of(told).answers

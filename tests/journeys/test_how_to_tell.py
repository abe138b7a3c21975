"""A question about the chat itself is answered, or said to have no answer here; it is never an answer."""

from __future__ import annotations

import pytest

from backend.journeys import how_to_tell, plan
from backend.journeys.draft import Inform, Step
from tests.journeys.worlds import AT_RUTLAND, after, asks, begun, draft_of, pressed, typed

ASKED = (
    "how much do i have to write",
    "can i swear",
    "is it ok if my spelling is bad",
    "do i have to say her name",
    "do i have to say the social workers name",
    "can i send a video",
    "can i upload photos or letters",
    "can i add a photo",
    "can my advocate write it",
    "can i do it later",
    "what can i ask for",
    "what do people normally ask for",
    "how many more questions are there",
    "does it matter what i put",
    "what can the council actually do",
    "do you mean when it started",
    "what can i not put in here",
    "what do you mean safe",
    "who else sees the number",
    "will the foster child know ive complained",
    "do i have to prove it",
    "does it need to be in date order",
    "can i name more than one worker",
    "how much detail do you want",
    "can i just send you the letter i already wrote",
    "can i pick two",
    "what if its more than one of those",
    "what if i cant remember",
    "will the child be asked about it",
    "will they phone me at school",
    "what is a foster carer",
    "what does special guardian mean",
    "what is my number for",
    "can they sack her",
)
TOLD = (
    "why did they move me",
    "why cant i see my mum",
    "how can they do that to a child",
    "can they just move me like that?",
    "who gave them the right to read my diary",
    "is that fair?",
    "can i see my sister",
    "can i see my sister more",
    "can you stop the move",
    "can i get a new social worker",
    "can i have my phone back",
    "can i go home",
    "what am i supposed to do when she never rings",
    "when am i going to see my kids",
    "are they allowed to search my room",
    "can i change schools",
    "can i choose where i live",
    "do i have to say sorry to her",
    "what if they lie again, who stops them",
    "they never say what it means",
    "she said she would write to me",
    "will he ever come home",
    "I dont know where they moved him",
)


@pytest.mark.parametrize("text", ASKED)
def test_it_is_heard(text: str) -> None:
    assert how_to_tell.asks_of_the_chat(text)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_or_wished_in_a_question_is_none(text: str) -> None:
    assert not how_to_tell.asks_of_the_chat(text)


@pytest.mark.parametrize(
    "text",
    ["where do i start", "what do i write", "im not sure what to write, can you help", "idk how to say it",
     "i dont know what to say", "what do i put here"],
)  # fmt: skip
def test_who_does_not_know_how_to_begin_is_helped_as_who_does_not_know(text: str) -> None:
    assert how_to_tell.asks_how_to_begin(text)
    before = _at("what_happened")
    step, unsure = after(before, typed(text)), after(before, typed("idk"))
    assert isinstance(step.effect, Inform) or [say.key for say in step.says] == [
        say.key for say in unsure.says
    ]
    assert draft_of(step).answers == draft_of(before).answers


@pytest.mark.parametrize("text", ["i dont know what to say to her", "she didnt know where to start looking"])
def test_other_doubts_are_told(text: str) -> None:
    assert not how_to_tell.asks_how_to_begin(text)


def _at(question: str) -> Step:
    """A young person's complaint at one of its questions."""
    step = begun()
    for said in (
        pressed("self"),
        pressed("young_person"),
        pressed("teen"),
        pressed("yes"),
        typed("they moved my things without asking me"),
        pressed("no"),
        typed("last week"),
        pressed("staff"),
        typed("say sorry please"),
    ):
        if asks(step) == question:
            return step
        step = after(step, said)
    assert asks(step) == question
    return step


@pytest.mark.parametrize("text", ["can i swear", "how many more questions are there", "can i send a video"])
@pytest.mark.parametrize("question", ["what_happened", "desired_outcome"])
def test_at_an_open_question_it_is_no_answer_unless_they_say_so(question: str, text: str) -> None:
    before = _at(question)
    step = after(before, typed(text))
    draft = draft_of(step)
    assert draft.answers == draft_of(before).answers
    if not isinstance(step.effect, Inform):
        assert [say.key for say in step.says] == ["session.no_answer_to_that"]
        assert draft.held == text
        used = after(step, pressed("use"))
        assert text in str(draft_of(used).answers[question])


@pytest.mark.parametrize(("question", "text"), [
    ("role", "what does special guardian mean"),
    ("when_happened", "what if i cant remember"),
    ("when_happened", "do you mean when it started"),
    ("about", "can i pick two"),
    ("about_whom", "what if its more than one of those"),
])  # fmt: skip
def test_at_a_closed_question_it_is_asked_again(question: str, text: str) -> None:
    before = _at(question)
    step = after(before, typed(text))
    assert (asks(step), draft_of(step).answers) == (question, draft_of(before).answers)
    assert isinstance(step.effect, Inform) or step.says[0].key == "session.no_answer_to_that"


def test_where_questions_are_wanted_it_is_one() -> None:
    step = plan.begin("enquiry", typed("how much detail do you want"), AT_RUTLAND)
    assert draft_of(step).answers["what_happened"] == "how much detail do you want"

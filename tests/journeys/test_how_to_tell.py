"""A question about the chat itself is answered, or said to have no answer here; it is never an answer."""

from __future__ import annotations

import pytest

from backend.journeys import how_to_tell, plan
from backend.journeys.draft import Inform, Keep, Step
from backend.journeys.hearing import questions
from backend.journeys.words import move
from tests.journeys.worlds import AT_RUTLAND, after, asks, begun, draft_of, keys, pressed, typed

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


MERE_QUESTIONS = (
    "can i swear",
    "can i send a video",
    "do i have to say who did it",
    "can i just say a bit",
    "do i have to name her",
    "is that enough",
    "are you still there",
    "can you write it for me",
    "whats the difference between a complaint and a allegation",
    "how do i know you wont twist my words",
    "what happens to my allowance if i complain",
    "can they kick me out if i complain?",
    "will my mum get told, shes not supposed to know where i live",
    "can i use a made up name",
)


@pytest.mark.parametrize("text", MERE_QUESTIONS)
@pytest.mark.parametrize("question", ["what_happened", "anything_else", "desired_outcome"])
def test_at_an_open_question_it_is_no_answer_and_no_words_to_be_used(question: str, text: str) -> None:
    before = _at(question)
    step = after(before, typed(text))
    draft = draft_of(step)
    assert (asks(step), draft.answers, draft.held) == (question, draft_of(before).answers, None)
    assert isinstance(step.effect, Inform) or keys(step) == ["session.no_answer_to_that"]


def test_what_may_be_told_all_the_same_waits_to_be_used() -> None:
    text = "what if i tell you they hit me"
    step = after(_at("desired_outcome"), typed(text))
    assert draft_of(step).held == text
    assert draft_of(after(step, pressed("use"))).answers["desired_outcome"] == text


@pytest.mark.parametrize(
    "text",
    ["why did nobody ask me", "do you know what they did to me", "is that fair?",
     "are they allowed to take my phone",
     "can i complain about my social worker shouting at me", "how do i know he is ok there",
     "is it right that they lie", "why did they ignore my complaint"],
)  # fmt: skip
@pytest.mark.parametrize("question", ["what_happened", "anything_else"])
def test_a_story_told_in_a_question_is_kept(question: str, text: str) -> None:
    step = after(_at(question), typed(text))
    assert text in str(draft_of(step).answers["what_happened"])


@pytest.mark.parametrize(
    ("text", "intent"),
    [("do they check the cctv?", "nlu_fallback"), ("can you help me write it?", "nlu_fallback"),
     ("when do you mean", "nlu_fallback"), ("who is my advocate?", "ask_about_advocate"),
     ("will somebody ring me today", "nlu_fallback"), ("what happens next", "ask_what_happens_next")],
)  # fmt: skip
def test_a_question_is_no_day(text: str, intent: str) -> None:
    before = _at("when_happened")
    step = after(before, typed(text, intent))
    assert (asks(step), draft_of(step).answers) == ("when_happened", draft_of(before).answers)


@pytest.mark.parametrize(
    "text", ["when i was 9", "was it the 4th of may?", "how about last tuesday",
     "when we lived in leeds", "could be march"]
)  # fmt: skip
def test_a_day_may_be_told_however_it_sounds(text: str) -> None:
    assert "when_happened" in draft_of(after(_at("when_happened"), typed(text))).answers


@pytest.mark.parametrize(
    "text", ["what do other kids say", "do i get what i want", "do they check the cctv?",
     "how do i know if its safe?",
             "will you make them do it", "do i have to say something", "who is my advocate", "what is an iro"]
)  # fmt: skip
def test_a_question_is_not_what_would_make_it_better(text: str) -> None:
    before = _at("desired_outcome")
    step = after(before, typed(text))
    assert (asks(step), draft_of(step).answers) == ("desired_outcome", draft_of(before).answers)


@pytest.mark.parametrize(
    "text", ["can they say sorry", "is it possible to get a different PA", "can i see my brother more",
     "do the report again",
             "what i want is a new worker", "when can i go home", "have someone ring me",
              "am i allowed to go back to my school"]
)  # fmt: skip
def test_a_wish_may_be_asked_for(text: str) -> None:
    step = after(_at("desired_outcome"), typed(text))
    assert draft_of(step).answers["desired_outcome"] == text


@pytest.mark.parametrize("question", ["role", "what_happened", "when_happened", "desired_outcome"])
@pytest.mark.parametrize(
    "text", ["how many more questions", "how many questions are there left", "are we nearly done",
     "is there many more",
             "how many more", "is there a lot more questions", "is this the last one",
              "how much more is there"]
)  # fmt: skip
def test_who_asks_how_much_is_left_is_told_and_ends_nothing(question: str, text: str) -> None:
    before = _at(question)
    step = after(before, typed(text, "stop_or_cancel"))
    assert (keys(step), asks(step)) == (["session.how_much_is_left"], question)
    assert draft_of(step).answers == draft_of(before).answers
    place = plan.question(draft_of(step), AT_RUTLAND).progress
    assert place == (step.says[0].facts["step"], step.says[0].facts["of"])


@pytest.mark.parametrize(
    "text", ["how many times do i have to say it", "is there more to life than this",
     "are they nearly there with my move"]
)  # fmt: skip
def test_other_words_ask_nothing_of_the_form(text: str) -> None:
    assert not questions.asks_how_much_is_left(text)


@pytest.mark.parametrize(
    "text", ["do i have to answer", "do i have to answer this", "must i say", "do we have to tell you"]
)
def test_who_asks_whether_they_must_has_left_nothing_out(text: str) -> None:
    before = _at("desired_outcome")
    step = after(before, typed(text, "skip"))
    assert keys(step) == ["complaint.why.desired_outcome", "session.who_sees_this"]
    assert (asks(step), draft_of(step).skipped) == ("desired_outcome", draft_of(before).skipped)


@pytest.mark.parametrize(
    "text", ["do i have to live there", "do i have to say sorry to her", "must she come", "should i go"]
)
def test_what_one_must_do_elsewhere_is_another_question(text: str) -> None:
    assert not questions.asks_if_one_must(text)


@pytest.mark.parametrize(
    "text", ["can we do this another day", "can i stop and do it later", "i need to go for tea", "gotta go"]
)
@pytest.mark.parametrize("question", ["when_happened", "desired_outcome", "what_happened"])
def test_who_has_to_go_is_asked_whether_to_keep_it(question: str, text: str) -> None:
    text = text.replace("gotta", "i gotta")
    step = after(_at(question), typed(text, "stop_or_cancel"))
    assert asks(step) == plan.STOP
    assert isinstance(after(step, typed("keep it")).effect, Keep)


@pytest.mark.parametrize("text", ["i need to go home", "i have to go to a different school", "i want to go"])
def test_where_somebody_needs_to_go_is_a_wish(text: str) -> None:
    assert move(text) is None or text == "i want to go"


@pytest.mark.parametrize("text", ["keep it", "save it", "keep it please"])
@pytest.mark.parametrize("question", ["when_happened", "what_happened", "anything_else", "desired_outcome"])
def test_what_is_to_be_kept_is_kept_and_no_answer(question: str, text: str) -> None:
    step = after(_at(question), typed(text))
    if question not in draft_of(_at(question)).answers:
        assert isinstance(step.effect, Keep)


def test_whether_it_can_be_changed_later_is_answered() -> None:
    before = _at("desired_outcome")
    step = after(before, typed("can i change it later", "correct_previous_answer"))
    assert (keys(step), draft_of(step).answers) == (["complaint.heard"], draft_of(before).answers)


def test_which_council_is_asked_is_no_part_of_the_story() -> None:
    step = after(begun(), pressed("self"), pressed("young_person"), pressed("teen"))
    assert asks(step) == "council"
    told = after(step, typed("who is my council if i live in a hotel"))
    assert (keys(told), asks(told)) == (["rights.answer.which_council"], "council")
    assert "what_happened" not in draft_of(told).answers
    assert keys(after(step, typed("will the police come"))) == ["session.no_answer_to_that"]


@pytest.mark.parametrize(
    "text", ["is it ok to say my nickname", "can you not say my name", "how will they find me if i move"]
)
def test_a_question_is_no_name(text: str) -> None:
    step = after(_at("desired_outcome"), typed("say sorry"), pressed("no"))
    assert asks(step) == "name"
    told = after(step, typed(text))
    assert asks(told) == "name"
    answered = ("complaint.why.name", "session.no_answer_to_that")
    assert isinstance(told.effect, Inform) or keys(told)[0] in answered


@pytest.mark.parametrize(("question", "text"), [
    ("role", "what does special guardian mean"),
    ("when_happened", "what if i cant remember"),
    ("when_happened", "do you mean when it started"),
    ("about", "can i pick two"),
    ("role", "what is left care"),
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

"""What the model heard asked of the chat is answered, where the words are no answer and tell nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.journeys import plan
from backend.journeys.asked_of_case import heard_of_a_case
from backend.journeys.draft import Draft, Inform, Send, Step, Understood
from backend.journeys.information import answer, asked_as_taught, meant, topics
from tests.journeys.test_information import COUNCILS
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, after, begun, draft_of, keys

AT = {
    "what_happened": A_CHILDS[:4],
    "when_happened": A_CHILDS[:6],
    "about": A_CHILDS[:7],
    "desired_outcome": A_CHILDS[:8],
    "wants_advocate": A_CHILDS[:9],
    "contact_method": A_CHILDS[:11],
    "check_answers": A_CHILDS,
}
"""Questions of every kind: told, a day, one of several, a wish, buttons, the read-back."""


def asked(question: str, text: str, asks: str, intent: str = "nlu_fallback") -> Step:
    """The step of a text typed to a question of a child's complaint, heard to ask this."""
    return plan.step(at(question), Understood(text, intent, 0.4, wants_to_know=asks), AT_RUTLAND)


def at(question: str) -> Draft:
    """The draft that waits for the answer to a question."""
    draft = draft_of(after(begun(), *AT[question]))
    waiting = plan.asked_now(draft).id
    assert waiting == question, waiting
    return draft


@pytest.mark.parametrize("question", AT)
@pytest.mark.parametrize(
    ("text", "asks", "about"),
    [
        ("does the copper bit come round then", "must_tell", "ask_confidentiality"),
        ("who pays for all this like", "cost", "ask_who_can_complain"),
        ("would me nan be let", "relatives", "ask_who_can_complain"),
        ("what if ive gone from here by then", "moving", "ask_what_happens_next"),
        ("who built you", "who_runs", "ask_are_you_human"),
    ],
)
def test_a_question_is_answered_wherever_it_is_asked_and_the_open_one_stays(
    question: str, text: str, asks: str, about: str
) -> None:
    step = asked(question, text, asks)
    assert step.effect == Inform(about)
    assert draft_of(step).answers == at(question).answers
    assert plan.asked_now(draft_of(step)).id == question


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("can i get a different worker", "another_worker"),
        ("am i allowed out after eight", "entitled"),
        ("why did they move me", "why_decided"),
    ],
)
def test_what_may_be_a_part_of_the_story_is_kept_and_answered(text: str, asks: str) -> None:
    step = asked("what_happened", text, asks)
    assert text in str(draft_of(step).answers["what_happened"])
    assert step.effect == Inform(step.effect.intent if isinstance(step.effect, Inform) else "", text)


@pytest.mark.parametrize(
    ("question", "text", "asks"),
    [
        ("desired_outcome", "can i have a different worker", "another_worker"),
        ("desired_outcome", "can i see my brother more", "entitled"),
        ("desired_outcome", "tell me before they move me. why do they get away with it?", "why_decided"),
        ("what_happened", "she slapped me will she get told off", "worker_fate"),
        ("what_happened", "they took my phone off me is that allowed", "entitled"),
    ],
)
def test_what_is_wished_for_or_told_is_an_answer_whatever_was_heard(
    question: str, text: str, asks: str
) -> None:
    assert text in str(draft_of(asked(question, text, asks)).answers[question])


@pytest.mark.parametrize(
    "text", ["who knows what shed do", "how they talk to me", "will not let me ring my nan"]
)
def test_words_that_surely_ask_nothing_are_an_answer_though_they_begin_as_a_question(text: str) -> None:
    assert text in str(draft_of(asked("what_happened", text, "none")).answers["what_happened"])


@pytest.mark.parametrize("question", ["what_happened", "desired_outcome", "about"])
def test_a_question_that_nothing_here_answers_is_said_to_have_no_answer(question: str) -> None:
    step = asked(question, "whats the capital of peru", "unknown")
    assert "session.no_answer_to_that" in keys(step)
    assert draft_of(step).answers == at(question).answers


@pytest.mark.parametrize(("asks", "key"), [("must_answer", "why"), ("questions_left", "how_much_is_left")])
def test_what_is_asked_about_the_question_at_hand_is_answered_of_it(asks: str, key: str) -> None:
    step = asked("about", "gotta do this one?", asks)
    assert any(key in said for said in keys(step))


def test_each_answer_is_the_one_of_the_name_that_was_heard() -> None:
    for intent, some in topics().items():
        for topic in some:
            for name in topic.taught:
                heard = Understood("hm", "out_of_scope", 0.3, wants_to_know=name)
                assert asked_as_taught(heard) == meant(heard) == intent
                said, *_ = answer(replace(heard, intent=intent), COUNCILS[0])
                assert said.key in {topic.key, topic.without}


def test_of_a_case_words_come_before_what_the_model_heard() -> None:
    assert heard_of_a_case(Understood("who is dealing with it", wants_to_know="case_days")) == "who"
    assert heard_of_a_case(Understood("and my page then", wants_to_know="case_words")) == "copy"
    assert heard_of_a_case(Understood("hows mine getting on", wants_to_know="none")) is None


@pytest.mark.parametrize(
    ("text", "intent", "asks"),
    [
        ("complaint about how you treat my son", "make_complaint", "chat_bad"),
        ("my key worker was brilliant, i want to thank her", "give_compliment", "other_things"),
        ("i dont want an advocate", "deny", "advocate_other"),
        ("i have a new number", "change_contact_details", "change_contact"),
        ("can i get an advocate", "request_advocate", "advocate"),
        ("its been ages", "ask_why_late", "time_limit"),
    ],
)
def test_a_wish_asks_nothing_whatever_was_heard(text: str, intent: str, asks: str) -> None:
    assert asked_as_taught(Understood(text, intent, 0.9, wants_to_know=asks)) is None


def test_where_words_wait_a_question_is_answered_and_they_wait_on() -> None:
    waiting = replace(at("what_happened"), held="she shouts at us")
    step = plan.step(waiting, Understood("can i send pics", wants_to_know="proof"), AT_RUTLAND)
    assert step.effect == Inform("ask_what_can_complain_about")
    assert draft_of(step).held == "she shouts at us"


@pytest.mark.parametrize("text", ["whats my reference number", "what is the key", "which code is mine"])
def test_a_reference_is_no_paper_of_the_case(text: str) -> None:
    assert heard_of_a_case(Understood(text, wants_to_know="case_words")) is None


@pytest.mark.parametrize("question", AT)
@pytest.mark.parametrize("text", ["can i stop this now", "could we stop here please", "ok can i stop now"])
def test_whoever_asks_whether_they_may_stop_is_let_and_no_answer_is_written(question: str, text: str) -> None:
    stopped = draft_of(asked(question, text, "none"))
    assert stopped.asking == "stop"
    assert stopped.answers == at(question).answers


def test_what_it_is_mostly_about_is_what_was_heard_and_not_something_else() -> None:
    step = asked("about", "why nobody tells us anything", "none")
    assert draft_of(step).answers["about"] != "other"
    assert "session.changed" not in keys(step)


@pytest.mark.parametrize(
    "text",
    [
        "should i send it",
        "shall i send it",
        "maybe send it",
        "perhaps send it",
        "hmm send it?",
        "could send it",
    ],
)
def test_who_wavers_at_the_read_back_has_sent_nothing(text: str) -> None:
    step = plan.step(at("check_answers"), Understood(text, "affirm", 0.99), AT_RUTLAND)
    assert not isinstance(step.effect, Send)
    assert plan.asked_now(draft_of(step)).id == "check_answers"


def test_a_yes_at_the_read_back_is_one() -> None:
    step = plan.step(at("check_answers"), Understood("yeah go for it", "affirm", 0.99), AT_RUTLAND)
    assert isinstance(step.effect, Send)


def test_how_a_case_is_stopped_is_answered_where_it_is_asked_and_not_where_it_is_wished_for() -> None:
    assert heard_of_a_case(Understood("can i pull it later on", wants_to_know="withdraw")) == "stopping"
    assert heard_of_a_case(Understood("i want it all pulled", wants_to_know="withdraw")) is None

"""The real model, the real rules, the real channel: what a conversation does."""

from __future__ import annotations

import signal
import sqlite3

import pytest

from tests.bot.conftest import QUESTIONS, Conversation, PlanOfThree, Rasa

START = {"intent": "make_complaint"}
ANSWER = {"intent": "choose"}
SECRET_WORDS = "purple rhinoceros teapot"

COMMANDS = [
    "/restart",
    " /restart",
    "\u00a0/restart",
    "\u2003/restart",
    "\n/restart",
    "\x1c/restart",
    "/restart@1.0",
    "/back",
    "/session_start",
    '/goodbye{"x": "y"}',
    '/inform{"question": "mine"}',
    "\uff0frestart",
    "\u2215restart",
    "\u2044restart",
    "\ufeff/restart",
    "\u200b/restart",
    "//restart",
    "/safeguarding_disclosure",
]


def asked(messages: list[dict[str, object]]) -> object:
    """The question asked last, None if the last message asks nothing."""
    return messages[-1].get("ask")


def test_a_complaint_is_walked_from_the_first_question_to_the_receipt(
    person: Conversation, plan: PlanOfThree
) -> None:
    assert person.says(**START) == [{"say": "begun"}, {"ask": "council"}]
    assert person.says(**ANSWER) == [{"ask": "what_happened"}]
    assert person.says(text="she cancelled every visit since june") == [{"ask": "check_answers"}]
    assert person.says(**ANSWER) == [{"say": "receipt"}]
    assert plan.kinds() == ["begin", "step", "step", "step"]


def test_after_the_receipt_the_form_is_over(person: Conversation) -> None:
    for body in (START, ANSWER, ANSWER, ANSWER):
        person.says(**body)
    assert person.says(**ANSWER) == [{"say": "unsure.choose"}]
    assert person.says(**START) == [{"say": "begun"}, {"ask": "council"}]


def test_an_action_gets_the_message_id_and_what_was_understood(
    person: Conversation, plan: PlanOfThree
) -> None:
    person.says(**START, metadata={"message_id": "0123456789abcdef"})
    (_, turn), *_ = plan.moves
    assert (turn.sender, turn.message_id, turn.intent) == (
        person.sender,
        "0123456789abcdef",
        "make_complaint",
    )
    assert turn.confidence == 1.0


@pytest.mark.parametrize("place", range(len(QUESTIONS)))
def test_information_in_mid_form_is_answered_and_the_open_question_comes_again(
    person: Conversation, place: int
) -> None:
    person.says(**START)
    for _ in range(place):
        person.says(**ANSWER)
    messages = person.says(intent="ask_about_advocate")
    assert messages == [{"say": "answer.ask_about_advocate"}, {"ask": QUESTIONS[place]}]


@pytest.mark.parametrize("place", range(len(QUESTIONS)))
@pytest.mark.parametrize("intent", ["safeguarding_disclosure", "self_harm_or_suicide"])
def test_harm_leaves_the_form_without_asking_anything(
    person: Conversation, plan: PlanOfThree, intent: str, place: int
) -> None:
    person.says(**START)
    for _ in range(place):
        person.says(**ANSWER)
    plan.moves.clear()
    assert person.says(intent=intent) == [{"say": "safety.model"}]
    assert plan.moves == []
    assert person.says(**ANSWER) == [{"say": "unsure.choose"}]


def test_harm_is_answered_while_the_actions_fail(person: Conversation, plan: PlanOfThree) -> None:
    person.says(**START)
    plan.failing = True
    assert person.says(intent="self_harm_or_suicide") == [{"say": "safety.model"}]


def test_what_the_gateway_has_answered_is_taken_as_the_answer(person: Conversation) -> None:
    person.says(**START)
    messages = person.says(intent="safeguarding_disclosure", metadata={"take_as_answer": True})
    assert messages == [{"ask": "what_happened"}]


def test_a_loose_word_outside_the_form_is_met_with_ways_on(person: Conversation) -> None:
    for intent in ("affirm", "deny", "dont_know", "choose", "go_back", "skip", "ask_why", "out_of_scope"):
        assert person.says(intent=intent) == [{"say": f"unsure.{intent}"}]


def test_nonsense_is_not_understood_and_still_answered(person: Conversation) -> None:
    answer = person.send(text="xqzt vvv kjhkjh").json()
    assert answer["understood"]["intent"] in ("nlu_fallback", "out_of_scope")
    assert answer["messages"] == [{"say": f"unsure.{answer['understood']['intent']}"}]


def test_blanks_are_not_understood_and_still_answered(person: Conversation) -> None:
    answer = person.send(text=" \n ").json()
    assert answer["messages"] == [{"say": "unsure.nlu_fallback"}]
    assert answer["understood"] == {
        "intent": "nlu_fallback",
        "confidence": 0.0,
        "harm": "none",
        "no_harm": False,
        "ranking": [],
    }


@pytest.mark.parametrize(("text", "sure"), [("hello", True), ("my foster dad hits me with a belt", False)])
def test_the_gateway_is_told_where_the_model_is_sure_that_there_is_no_harm(
    person: Conversation, text: str, sure: bool
) -> None:
    assert person.send(text=text).json()["understood"]["no_harm"] is sure


def test_a_start_inside_the_form_goes_to_the_plan(person: Conversation, plan: PlanOfThree) -> None:
    person.says(**START)
    assert person.says(intent="track_complaint") == [{"ask": "what_happened"}]
    assert plan.kinds() == ["begin", "step"]


def test_a_beginning_that_is_done_at_once_asks_nothing(person: Conversation) -> None:
    assert person.says(intent="resume") == [{"say": "nothing.kept"}]
    assert person.says(**ANSWER) == [{"say": "unsure.choose"}]


def test_the_answer_says_what_was_understood(person: Conversation) -> None:
    understood = person.send(text="i want to make a complaint about my social worker").json()["understood"]
    assert understood["intent"] == "make_complaint"
    assert understood["ranking"][0]["name"] == "make_complaint"
    assert len(understood["ranking"]) == 3
    assert understood["confidence"] == understood["ranking"][0]["confidence"]


@pytest.mark.parametrize("text", COMMANDS)
def test_text_is_never_a_command(
    person: Conversation, plan: PlanOfThree, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "information", frozenset())  # whatever it is understood as
    person.says(**START)
    person.says(**ANSWER)
    messages = person.says(text=text, metadata={"typed": True, "take_as_answer": True})
    assert plan.kinds()[-1] == "step", "the text did not reach the form"
    assert messages == [{"ask": "check_answers"}]


def test_a_question_that_rasa_has_forgotten_is_taken_up_again(
    person: Conversation, plan: PlanOfThree, rasa: Rasa
) -> None:
    person.says(**START)
    assert rasa.post("forget", {"sender": person.sender}).json() == {"forgotten": True}
    person.asks = "council"
    assert person.says(text="Surrey", metadata={"take_as_answer": True}) == [{"ask": "what_happened"}]
    person.asks = "what_happened"
    assert person.says(**ANSWER) == [{"ask": "check_answers"}]
    person.asks = "check_answers"
    assert person.says(**ANSWER) == [{"say": "receipt"}]
    person.asks = None
    assert person.says(**ANSWER) == [{"say": "unsure.choose"}]


def test_information_is_answered_though_the_loop_was_lost(person: Conversation) -> None:
    person.asks = "council"
    assert person.says(intent="ask_ombudsman")[0] == {"say": "answer.ask_ombudsman"}


def test_the_last_answer_may_end_a_form_that_was_taken_up_again(
    person: Conversation, plan: PlanOfThree
) -> None:
    plan.place[person.sender] = 2
    person.asks = "check_answers"
    assert person.says(**ANSWER) == [{"say": "receipt"}]
    person.asks = None
    assert person.says(intent="thanks") == [{"say": "answer.thanks"}]


def test_a_failing_action_is_a_failure_and_the_message_can_be_sent_again(
    person: Conversation, plan: PlanOfThree
) -> None:
    person.says(**START)
    plan.failing = True
    failed = person.send(**ANSWER)
    assert (failed.status_code, failed.json()) == (502, {"error": "actions"})
    plan.failing = False
    assert person.says(**ANSWER) == [{"ask": "what_happened"}]


def test_a_failing_beginning_leaves_nothing_half_begun(person: Conversation, plan: PlanOfThree) -> None:
    plan.failing = True
    assert person.send(**START).status_code == 502
    assert person.send(intent="thanks").status_code == 502
    plan.failing = False
    assert person.says(**START) == [{"say": "begun"}, {"ask": "council"}]


def test_a_lost_answer_in_mid_form_is_a_failure_and_not_the_question_alone(
    person: Conversation, plan: PlanOfThree
) -> None:
    person.says(**START)
    plan.failing = True
    assert person.send(intent="ask_about_advocate").status_code == 502


def test_a_long_conversation_goes_on_where_it_is(person: Conversation) -> None:
    person.says(**START)
    for _ in range(30):
        assert asked(person.says(intent="ask_about_advocate")) == "council"
    assert person.says(**ANSWER) == [{"ask": "what_happened"}]


def test_nothing_anybody_said_is_stored_or_logged(person: Conversation, rasa: Rasa) -> None:
    person.says(**START)
    person.says(text=f"my {SECRET_WORDS} is gone", metadata={"take_as_answer": True})
    kept = sqlite3.connect(rasa.store)
    rows = kept.execute("select body from rasa_event where sender = ?", [person.sender]).fetchall()
    kept.close()
    assert any("make_complaint" in body for (body,) in rows)
    everything = rasa.log.read_bytes() + b"".join(path.read_bytes() for path in rasa.home.glob("rasa.db*"))
    for word in SECRET_WORDS.split():
        assert word.encode() not in everything


def test_forgetting_leaves_nothing_of_a_conversation(person: Conversation, rasa: Rasa) -> None:
    person.says(**START)
    assert rasa.post("forget", {"sender": person.sender}).json() == {"forgotten": True}
    kept = sqlite3.connect(rasa.store)
    assert kept.execute("select 1 from rasa_event where sender = ?", [person.sender]).fetchall() == []
    kept.close()
    assert person.says(**ANSWER) == [{"say": "unsure.choose"}]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_restart_in_mid_form_loses_nothing(
    person: Conversation, rasa: Rasa, plan: PlanOfThree, how: signal.Signals
) -> None:
    person.says(**START)
    person.says(**ANSWER)
    rasa.end(how)
    rasa.start()
    assert person.says(intent="ask_about_advocate") == [
        {"say": "answer.ask_about_advocate"},
        {"ask": "what_happened"},
    ]
    assert person.says(**ANSWER) == [{"ask": "check_answers"}]

"""Questions for information: each answered as it was asked, with this council's figures, in every band."""

from __future__ import annotations

from datetime import date

import pytest

from backend.journeys import information
from backend.journeys.draft import Understood
from backend.journeys.information import INFORMATION, Topic
from backend.say import Say
from backend.wording import BANDS
from tests.journeys.test_says import FEWEST, PEOPLE, rendered
from tests.journeys.worlds import typed

DUE = date(2026, 12, 7)
FIGURES = {
    "ombudsman_phone": "0300 000 000",
    "stage1_days": 10,
    "stage1_longest": 20,
    "stage2_ask_days": 20,
    "stage2_days": 25,
    "stage2_longest": 65,
    "stage3_ask_days": 20,
    "stage3_days": 30,
    "report_days": 5,
    "last_answer_days": 15,
    "panel_size": 3,
    "panel_companions": 2,
    "months": 12,
    "chat_days": 7,
    "languages": {"english": "en", "polish": "pl", "polski": "pl"},
    "spoken": ["english", "polski"],
}
FROM_TODAY = {
    "if_today": {"acknowledgement": None, "stage1_response": DUE, "stage1_latest": date(2026, 12, 21)},
    "explained": Say("timeline.rule.stage1_response", {"count": 10}),
    "since": date(2025, 11, 20),
}
TITLES = {"stage1_by": "team manager", "investigator": "investigating officer", "adjudicator": "director"}
COUNCILS = [{**people, **FIGURES} for people in PEOPLE]
COUNCILS += [{**people, **FIGURES, **FROM_TODAY} for people in PEOPLE]
COUNCILS += [{**FEWEST, **FIGURES, **FROM_TODAY, **TITLES}]

TOPICS = [(intent, topic) for intent, topics in information.topics().items() for topic in topics]
every_topic = pytest.mark.parametrize(("intent", "topic"), TOPICS, ids=lambda one: getattr(one, "key", one))


def button(intent: str, topic: Topic) -> Understood:
    return Understood(intent=intent, confidence=1.0, choice={"intent": intent, "about": topic.name})


@every_topic
def test_whatever_is_known_it_is_answered_in_every_band(intent: str, topic: Topic) -> None:
    for facts in COUNCILS:
        for band in BANDS:
            assert rendered([information.answer(button(intent, topic), facts)], band)


@every_topic
def test_an_answer_offers_a_way_on_unless_a_question_follows(intent: str, topic: Topic) -> None:
    facts = COUNCILS[-1]
    assert information.answer(button(intent, topic), facts).key == topic.key
    assert information.answer(button(intent, topic), facts, in_journey=True).choices == ()
    if intent != "goodbye":
        assert information.answer(button(intent, topic), facts).choices


@every_topic
def test_every_button_leads_to_another_answer_than_this(intent: str, topic: Topic) -> None:
    for way in topic.ways:
        if str(way.means["intent"]) in INFORMATION:
            pressed = Understood(intent=str(way.means["intent"]), choice=way.means)
            there = information.answer(pressed, COUNCILS[-1]).key
            assert there != topic.key
            assert way.means.get("about") in (None, there.rpartition(".")[2])


@pytest.mark.parametrize(
    ("intent", "text", "name"),
    [
        ("ask_confidentiality", "who sees this", "confidentiality"),
        ("ask_confidentiality", "will my foster carer find out", "carer"),
        ("ask_confidentiality", "will u tell my mum??", "carer"),
        ("ask_confidentiality", "does my social worker get told", "worker"),
        ("ask_confidentiality", "will i get in trouble with my carer", "trouble"),
        ("ask_confidentiality", "are you gonna tell the police", "must_tell"),
        ("ask_confidentiality", "will my school know", "school"),
        ("ask_confidentiality", "can i stay anonymous", "no_name"),
        ("ask_stage_explained", "how does it work", "stages"),
        ("ask_stage_explained", "what happens at stage 2", "stage2"),
        ("ask_stage_explained", "what's a panel", "stage3"),
        ("ask_stage_explained", "who is the independent person", "people"),
        ("ask_stage_explained", "can we go straight to stage 2", "straight"),
        ("ask_deadline", "when will they answer", "deadline"),
        ("ask_deadline", "do weekends count", "working_day"),
        ("ask_deadline", "how long have I got to ask for stage 2", "time_to_go_on"),
        ("ask_deadline", "how long does stage two take", "stage2_time"),
        ("ask_deadline", "when does the panel meet", "stage3_time"),
        ("ask_who_can_complain", "can I complain im only 9", "any_age"),
        ("ask_who_can_complain", "can my nan complain for me", "relatives"),
        ("ask_who_can_complain", "am i allowed as a parent", "parents"),
        ("ask_who_can_complain", "can care leavers complain", "care_leavers"),
        ("ask_who_can_complain", "can someone do it on my behalf", "for_somebody"),
        ("ask_what_can_complain_about", "what can i complain about", "what_about"),
        ("ask_what_can_complain_about", "can I complain about the court", "elsewhere"),
        ("ask_what_can_complain_about", "is it too small to complain about", "not_too_small"),
        ("ask_time_limit", "is there a time limit", "time_limit"),
        ("ask_time_limit", "it was three years ago", "long_ago"),
        ("ask_about_advocate", "what is an advocate", "about"),
        ("ask_about_advocate", "do advocates cost money", "cost"),
        ("ask_about_advocate", "do they work for the council", "on_your_side"),
        ("ask_about_advocate", "can a parent have an advocate", "adults"),
        ("ask_my_data", "delete my data", "this_chat"),
        ("ask_my_data", "can i see my file", "my_data"),
        ("ask_my_data", "my file is full of lies", "mistakes"),
        ("ask_my_data", "what do you do with this chat", "this_chat"),
    ],
)
def test_what_was_typed_finds_its_own_answer(intent: str, text: str, name: str) -> None:
    assert information.answer(typed(text, intent), COUNCILS[-1]).key.rpartition(".")[2] == name


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how long do they have to answer me?", "ask_deadline"),
        ("what happens at stage 2", "ask_stage_explained"),
        ("can they retaliate?", "ask_confidentiality"),
        ("who sees my name?", "ask_confidentiality"),
        ("are you a robot?", "ask_are_you_human"),
        ("is it too late?", "ask_time_limit"),
        ("whats this", "ask_are_you_human"),
        ("what is a complaint", "ask_what_can_complain_about"),
        ("Sam?", None),
        ("Robot", None),
        ("how about a story of how long I waited and waited and nobody ever came to see me", None),
    ],
)
def test_a_question_the_model_never_saw_is_known_by_its_words(text: str, intent: str | None) -> None:
    assert information.asked_plainly(text) == intent
    assert intent is None or intent in INFORMATION


def case(state: str | None, **options: Say) -> dict[str, object]:
    """A case whose next date is running or missed, or that waits for none."""
    following = {"clock": "stage1_response", "due": DUE, "binds": "council", "state": state, "who": None}
    return {
        **COUNCILS[-1],
        "reference": "ABCD-EF23",
        "status": "open",
        "stage": 1,
        "next": following if state else None,
        "options": options,
    }


@pytest.mark.parametrize("state", ["running", "missed", None])
@pytest.mark.parametrize("intent", ["ask_deadline", "ask_what_happens_next", "ask_why_late", "ask_ombudsman"])
def test_a_case_answers_with_its_own_dates_and_what_can_be_asked_for(intent: str, state: str | None) -> None:
    stage2 = Say("option.ask_for_stage2.no_answer", {"due": DUE})
    ombudsman = Say("option.ask_ombudsman.council_first")
    told = information.of_a_case(intent, case(state, ask_for_stage2=stage2, ask_ombudsman=ombudsman))
    assert [say.key for say in told].count("option.ask_for_stage2.no_answer") == (intent != "ask_ombudsman")
    assert told[-1].choices
    for band in BANDS:
        words = rendered(told, band)
        assert ("Monday 7 December 2026" in words) is (intent != "ask_ombudsman")


def test_who_asks_when_they_answer_hears_that_day_though_something_else_comes_first() -> None:
    answer = Say("option.ask_for_stage2.no_answer", {"due": DUE})
    first, then = information.of_a_case("ask_deadline", {**case("running"), "answer": answer})
    assert first.key.startswith("track.next.")
    assert (then.key, then.facts) == (answer.key, answer.facts)


def test_a_date_that_has_not_come_is_not_called_late() -> None:
    keys = [say.key for say in information.of_a_case("ask_why_late", case("running"))]
    assert "track.not_late" in keys
    assert "track.ask_them" in [say.key for say in information.of_a_case("ask_why_late", case("missed"))]


@pytest.mark.parametrize(
    ("intent", "text", "own"),
    [
        ("ask_deadline", "when will i hear", True),
        ("ask_deadline", "how long have i got to ask for stage 2", True),
        ("ask_deadline", "do weekends count", False),
        ("ask_why_late", "why is it taking so long", True),
        ("ask_confidentiality", "who sees this", False),
        ("make_complaint", "i want to complain", False),
    ],
)
def test_what_is_asked_of_ones_own_case(intent: str, text: str, own: bool) -> None:
    assert information.asks_of_a_case(typed(text, intent)) is own

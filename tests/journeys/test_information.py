"""Questions for information: each answered as it was asked, with this council's figures, in every band."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backend.journeys import information
from backend.journeys.draft import Understood
from backend.journeys.hearing import questions, stages
from backend.journeys.information import INFORMATION, Topic
from backend.journeys.words import move
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
    "team_post": "The Team, Town Hall",
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
            assert rendered(information.answer(button(intent, topic), facts), band)


@every_topic
def test_an_answer_offers_a_way_on_unless_a_question_follows(intent: str, topic: Topic) -> None:
    facts = COUNCILS[-1]
    assert information.answer(button(intent, topic), facts)[0].key == topic.key
    assert information.answer(button(intent, topic), facts, in_journey=True)[-1].choices == ()
    if intent != "goodbye":
        assert information.answer(button(intent, topic), facts)[-1].choices


@every_topic
def test_every_button_leads_to_another_answer_than_this(intent: str, topic: Topic) -> None:
    for way in topic.ways:
        if str(way.means["intent"]) in INFORMATION:
            pressed = Understood(intent=str(way.means["intent"]), choice=way.means)
            there = information.answer(pressed, COUNCILS[-1])[0].key
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
    assert information.answer(typed(text, intent), COUNCILS[-1])[0].key.rpartition(".")[2] == name


def told(text: str, intent: str) -> list[str]:
    """The keys of what is answered to a text that the model takes for an intent."""
    asked = typed(text, intent)
    meant = replace(asked, intent=information.meant(asked))
    return [say.key.rpartition(".")[2] for say in information.answer(meant, COUNCILS[-1])]


@pytest.mark.parametrize(
    ("text", "intent", "keys"),
    [
        ("how long does stage 2 take and the panel", "ask_deadline", ["stage2_time", "stage3_time"]),
        ("how long do stages 2 and 3 take", "ask_deadline", ["stage2_time", "stage3_time"]),
        ("how long is stage one then stage two", "ask_deadline", ["stage1", "stage2_time"]),
        (
            "whats the longest it can take all together",
            "ask_deadline",
            ["stage1", "stage2_time", "stage3_time"],
        ),
        ("how long does the whole thing take", "ask_deadline", ["stage1", "stage2_time", "stage3_time"]),
        ("how long does stage 2 take", "ask_deadline", ["stage2_time"]),
        ("how long does stage 1 take", "ask_deadline", ["stage1"]),
        ("is stage 2 3 weeks long", "ask_deadline", ["stage2_time"]),
        ("how long does it take", "ask_deadline", ["deadline"]),
        ("what happens at stage 2 and at the panel", "ask_stage_explained", ["stage2", "stage3"]),
        ("how do all three stages work", "ask_stage_explained", ["stages"]),
    ],
)
def test_every_stage_that_a_question_names_is_answered(text: str, intent: str, keys: list[str]) -> None:
    assert told(text, intent) == keys


@pytest.mark.parametrize("intent", ["ask_stage_explained", "escalate_complaint", "ask_what_happens_next"])
@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("what if they say no", ["escalate"]),
        ("what if i dont agree with stage 1", ["escalate"]),
        ("what if stage 2 says no as well", ["stage3", "ombudsman"]),
        ("what happens if stage two goes against me", ["stage3", "ombudsman"]),
        ("what if the panel says no too", ["ombudsman"]),
        ("what happens if im not happy after stage 3", ["ombudsman"]),
    ],
)
def test_who_asks_what_follows_an_answer_hears_of_the_stage_after_that_one(
    text: str, keys: list[str], intent: str
) -> None:
    assert told(text, intent) == keys


@pytest.mark.parametrize(
    "text",
    [
        "will they take my kids if i complain",
        "will they take my kids away",
        "can they take my children because i complained",
        "could they take my two boys off me for complaining",
        "will i lose my kids over this",
        "will my children be taken into care if i say this",
        "are they going to take my baby",
        "im scared they will take my kids",
        "can they take her off me",
        "will i have to go into care",
    ],
)
def test_who_fears_for_their_children_hears_that_complaining_is_a_right(text: str) -> None:
    assert told(text, "ask_confidentiality") == ["trouble"]
    if questions.is_a_question(text):
        assert information.asked_plainly(text) == "ask_confidentiality"


@pytest.mark.parametrize(
    "text",
    [
        "can they take my kids swimming without asking",
        "who will take my son to school",
        "how can i get my daughter help",
        "can they take my childs phone",
        "they took my kids",
    ],
)
def test_not_all_that_is_taken_is_a_child_taken_away(text: str) -> None:
    assert not questions.fears_for_children(text)


@pytest.mark.parametrize(
    ("text", "intent", "keys"),
    [
        ("who reads it", "ask_what_happens_next", ["confidentiality"]),
        ("who decides", "ask_what_happens_next", ["people"]),
        ("will my husband find out", "ask_confidentiality", ["carer"]),
        ("does my ex get told", "ask_confidentiality", ["carer"]),
        ("will my boyfriend know i complained", "ask_confidentiality", ["carer"]),
        ("will my social worker find out", "ask_confidentiality", ["worker"]),
        ("is it free", "ask_about_advocate", ["cost", "about"]),
        ("is it free to complain", "ask_who_can_complain", ["cost", "about"]),
        ("how much does it cost", "out_of_scope", ["cost", "about"]),
        ("how long have i got to complain", "ask_deadline", ["time_limit"]),
        ("How many months do I have to make a complaint?", "ask_deadline", ["time_limit"]),
        ("until when am i allowed to put in a complaint", "ask_deadline", ["time_limit"]),
        ("how long does it take to make a complaint", "ask_deadline", ["deadline"]),
        ("how long have i got to complain to the ombudsman", "ask_deadline", ["ombudsman"]),
        ("do i have to pay", "ask_about_advocate", ["cost", "about"]),
        ("what about court", "ask_what_can_complain_about", ["advice"]),
        ("can i complain if theres court", "ask_who_can_complain", ["advice"]),
        ("will this be in front of the judge", "ask_confidentiality", ["advice"]),
        ("can i complain about the judge", "ask_what_can_complain_about", ["elsewhere"]),
        ("is there a panel hearing", "ask_stage_explained", ["stage3"]),
    ],
)
def test_a_question_is_answered_by_what_its_words_name(text: str, intent: str, keys: list[str]) -> None:
    assert told(text, intent) == keys


@pytest.mark.parametrize(
    "text",
    [
        "are advocates free",
        "do they cost money",
        "is he free on tuesday",
        "do they have to pay my allowance",
        "how much does my social worker cost them",
    ],
)
def test_what_somebody_else_costs_is_not_what_complaining_costs(text: str) -> None:
    assert not questions.asks_what_it_costs(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Court on 3 December", True),
        ("there is a hearing on 3 december", True),
        ("we are in court next week", True),
        ("they lied in court", False),
        ("he is hard of hearing", False),
        ("she needs a hearing aid", False),
    ],
)
def test_a_few_words_of_a_court_case_are_answered_though_they_ask_nothing(text: str, heard: bool) -> None:
    assert (information.spoken_of(text) is not None) is heard


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("who reads my complaint", "ask_confidentiality"),
        ("who sees my complaint", "ask_confidentiality"),
        ("where is my complaint", None),
        ("who do i complain to", None),
    ],
)
def test_who_asks_who_wishes_for_nothing(text: str, about: str | None) -> None:
    assert information.asks_aside("track_complaint", text) == about


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
        "late": state == "missed",
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
    past_the_longest = {**case("running"), "late": True}
    keys = [say.key for say in information.of_a_case("ask_why_late", past_the_longest)]
    assert "track.ask_them" in keys
    assert "track.not_late" not in keys


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


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("they wont say sorry, can i bring my sister to the panel", "can i bring my sister to the panel"),
        ("no. and also how long does stage 2 take", "how long does stage 2 take"),
        ("yes and what happens about court", "what happens about court"),
        ("It was bad. What is that anyway?", "What is that anyway?"),
        ("can i bring my sister to the panel", None),
        ("what they did was wrong", None),
        ("she asked how long i had been there", None),
        ("i want to know what they can do", None),
    ],
)
def test_a_question_at_the_end_of_something_else_is_heard(text: str, asked: str | None) -> None:
    assert questions.asked_last(text) == asked


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("I got the stage 1 answer last Tuesday and I dont agree. I want to go to stage 2", True),
        ("they answered at stage one and it was rubbish", True),
        ("i want to take it to stage 2", True),
        ("i got the stage 1 answer in may and the stage 2 answer last week", False),
        ("the stage 2 letter came and i want the panel", False),
        ("it was about my bus money", False),
    ],
)
def test_which_stage_was_answered_is_heard(text: str, first: bool) -> None:
    assert stages.after_stage1(text) is first


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("too many words", "simpler"),
        ("thats too many big words for me", "simpler"),
        ("too much to read", "simpler"),
        ("sorry i cant read all that", "simpler"),
        ("she uses too many words", None),
        ("they wrote big words in my report", None),
        ("it took too long", None),
    ],
)
def test_what_is_too_much_to_read_is_said_simpler(text: str, meant: str | None) -> None:
    assert move(text) == meant


ASKED_OF_HERE = (
    ("they moved me twice and nobody told me why. how long does this take?", "ask_deadline"),
    ("they moved me twice and nobody told me why and how long does this take", "ask_deadline"),
    ("he never rings. How long do they have to answer? thanks", "ask_deadline"),
    ("they moved me. when will i hear?", "ask_deadline"),
    ("my social worker did not come for six weeks who will see this", "ask_confidentiality"),
    ("she shouted at me. will she find out i said this", "ask_confidentiality"),
    ("they moved me. will they move me again if i complain?", "ask_confidentiality"),
    ("they lost my life story book. can i get an advocate?", "ask_about_advocate"),
    ("they lost my book, what is an advocate", "ask_about_advocate"),
    ("they lost my life story book and i cried. is it free?", "ask_who_can_complain"),
    ("they lost my life story book. what happens next?", "ask_what_happens_next"),
    ("they lost my book. what happens after i send this", "ask_what_happens_next"),
    ("nobody listened. are you a robot", "ask_are_you_human"),
)
TOLD_AS_A_QUESTION = (
    "they cancelled contact four times. how is that fair?",
    "they cancelled contact four times. how long do they think a child can wait?",
    "they cancelled contact again. what am i supposed to tell her?",
    "they never rang. why do they get away with it?",
    "they gave us a bin bag for our clothes. what is this?",
    "what kind of person does that?",
    "they moved him. can they do that?",
    "they moved her. how long will she be there?",
    "nobody came. where was my advocate?",
    "there was no panel. why was there no panel?",
    "she said how long does it take to tidy a room",
    "i asked how long will it take",
    "i asked my social worker how long does this take",
    "he goes are you a robot",
    "what happens to kids like me?",
    "they took him. what happens to him now?",
)


@pytest.mark.parametrize(("text", "about"), ASKED_OF_HERE)
def test_a_question_of_complaining_is_heard_at_the_end_of_a_story(text: str, about: str) -> None:
    asked = information.asked_at_the_end(text)
    assert asked is not None
    assert asked[0] == about
    assert asked[1] in text


@pytest.mark.parametrize("text", TOLD_AS_A_QUESTION)
def test_a_question_in_anger_of_others_or_by_others_is_told_and_not_asked(text: str) -> None:
    assert information.asked_at_the_end(text) is None


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("does complaining stop the court case", "ask_what_can_complain_about"),
        ("how do i stop it", "withdraw_complaint"),
        ("can i go on and do the complaint bit now", "withdraw_complaint"),
        ("can i withdraw it", None),
        ("can you stop my complaint please", None),
        ("can i stop it now please", None),
        ("i want to stop it", None),
        ("please withdraw my complaint", None),
    ],
)
def test_a_question_that_sounds_of_stopping_is_answered_and_only_a_wish_begins_it(
    text: str, about: str | None
) -> None:
    assert information.asks_aside("withdraw_complaint", text) == about


@pytest.mark.parametrize("text", ["how do i stop my complaint", "what if i withdraw it", "how do i withdraw"])
def test_how_a_complaint_is_stopped_is_a_sure_question_wherever_it_is_asked(text: str) -> None:
    assert information.asked_surely(text) == "withdraw_complaint"


@pytest.mark.parametrize("text", ["how do i stop this", "what if i want to stop", "how can i stop it"])
def test_what_may_be_meant_of_something_else_is_no_sure_question_of_a_complaint(text: str) -> None:
    assert information.asked_surely(text) is None

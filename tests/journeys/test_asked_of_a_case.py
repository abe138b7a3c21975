"""What is asked of a case that is open, in whatever words, is answered from it; other questions are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backend.journeys import information
from backend.journeys.asked_of_case import (
    QUESTIONS,
    asked_of_a_case,
    is_of_a_complaint,
    told_of_a_case,
)
from backend.say import Say
from tests.journeys.lives import case_in

DUE = date(2026, 12, 7)
ASKED = {
    "panel": (
        "when is the panel",
        "whens the panel",
        "What date is the panel?",
        "when will the panel meet",
        "is there a date for the panel yet",
        "has the panel been arranged",
        "when is my panel hearing",
        "do you know when the panel is",
        "what day is the panel meeting on",
        "whats the date of the panel",
        "what date is the panel on",
    ),
    "window": (
        "can i still go to stage 2",
        "is it too late to ask for the panel?",
        "how long have i got to ask for stage 3",
        "am i too late to go further",
        "how many days do i have to appeal",
        "whats the last day to ask for stage 2",
        "can I still take it further?",
        "what is the deadline for me to ask for stage 3",
        "can i still go to the ombudsman",
        "have i missed the deadline for the panel",
        "how long do i have to go to stage 2",
        "when do i have to ask for stage 2 by",
        "is there a time limit on going to stage 2",
        "how long have i got to go to the ombudsman",
    ),
    "stopping": (
        "if i withdraw can i start again",
        "how do i withdraw it",
        "how do i stop the complaint",
        "how can i stop this",
        "if i stop it now can i start again later",
        "what if i want to stop later",
        "what happens if i stop it",
        "so what happens when i withdraw my complaint",
        "will they be angry if i drop it",
        "what happens if my complaint is withdrawn",
    ),
    "longest": (
        "can they make it longer",
        "can they take more time than 10 days",
        "are they allowed to take longer",
        "can the council extend it",
    ),
    "outcome": (
        "what did they decide",
        "what was the outcome",
        "whats the outcome of my complaint",
        "have they decided yet",
        "did they answer",
        "what did the council say about it",
        "why did they say no",
        "why wont they look into it",
        "why was my complaint rejected",
        "did i win",
        "was it upheld",
        "what did they say",
        "what did the panel decide",
        "can i see the answer",
        "what was the stage 1 answer",
        "have they replied yet",
        "why did they refuse it",
        "what is the decision",
    ),
    "read": (
        "has anyone read it",
        "Has anybody looked at my complaint yet?",
        "have they read what i wrote",
        "has my social worker seen it",
        "who has read it",
        "did anyone read it",
        "is anyone reading this",
        "have they seen my complaint",
        "who looked at it",
        "hasnt anyone read it yet",
    ),
    "sent": (
        "when did i send it",
        "what day did i send my complaint",
        "when was it sent",
        "when did they get it",
        "did you get it",
        "did they get my complaint",
        "has it been sent",
        "is it really sent",
        "has it actually gone through",
        "when did i complain",
        "did it go through",
        "when did I make my complaint?",
        "how long ago did i send it",
        "have they received it yet",
    ),
    "copy": (
        "can i see the letter",
        "send me a copy",
        "Can you send me a copy of my complaint?",
        "i want a copy",
        "can i have a copy of what i sent",
        "where is the letter",
        "can i print it",
        "show me the letter they sent",
        "how do i get a copy",
        "can i see what i wrote",
        "have they sent me a letter",
        "can i get it as a pdf",
        "email me a copy please",
        "can I download the papers",
    ),
    "who": (
        "whos dealing with it",
        "who is dealing with my complaint",
        "who is looking into my complaint",
        "who is the investigator",
        "who's in charge of it",
        "who will answer me",
        "who has it now",
        "who is on the panel",
        "what is the name of the person dealing with it",
        "who decides",
        "who is handling it at the moment",
        "who is my investigating officer",
        "who got my complaint",
    ),
    "stage": (
        "what stage is it at",
        "which stage am i on",
        "what stage are we at now",
        "what stage is my complaint at",
    ),
    "ask_why_late": (
        "is it late?",
        "why is it late",
        "are they late",
        "why is it taking so long",
        "why havent they answered me",
        "shouldnt they have replied by now",
        "is my answer overdue",
        "how come its so late",
        "why are they taking so long",
        "why is it taking them so long",
    ),
    "ask_deadline": (
        "when will i hear",
        "when will I hear back",
        "how long will it take",
        "when do i get an answer",
        "when will they get back to me",
        "how long do i have to wait",
        "when is it due",
        "when will i know",
        "how long does it take",
        "when will they reply",
        "when will someone answer me",
        "when should i hear from them",
    ),
    "ask_what_happens_next": (
        "what happens next",
        "what happens now",
        "whats next",
        "what now",
        "now what",
        "so what happens now?",
        "what will happen next",
        "what do they do next",
    ),
    "advocate": (
        "have they found me an advocate",
        "do i have an advocate yet",
        "who is my advocate",
        "when will i get my advocate",
    ),
}
OF_SOMETHING_ELSE = (
    "who is dealing with my sister",
    "has anyone read my diary",
    "when did i send my son to school",
    "can i have a copy of my file",
    "send me a copy of my care plan",
    "what did they decide about my brother",
    "why did they say no to me living with nan",
    "when is my review",
    "how long does stage 2 take",
    "who can see it",
    "who will read it",
    "will my mum see it",
    "can i see my mum",
    "can i see the letters my mum sent",
    "what stage 2 means",
    "when the panel met they laughed at me",
    "is it late for school",
    "who answers at stage 2",
    "what is the panel",
    "what if they say no",
    "when will i see my brother",
    "what happens at stage 2",
    "what happens if nobody answers",
    "they never read it",
    "nobody has read it and i am angry",
    "i got the letter and i am not happy with it",
    "the letter says i have to move",
    "do i have to have an advocate",
    "can i get an advocate",
    "i want to go to stage 2",
    "can i go to stage 2",
    "when will i move",
    "what did they say at school",
    "why did they refuse to let me see my brother",
    "he read my diary",
    "did you see what he did to me",
    "when did they last visit",
    "is the social worker late",
    "why is my social worker always late",
    "my worker is late",
    "who is my social worker",
    "how long do i have to wait to see my dad",
    "what happens to my brother now",
    "i want a letter to my school",
    "how long will the panel take to report",
    "why are you late to school",
    "why do they delay seeing my son",
    "how do i stop them moving me",
    "how can i stop this happening again",
    "what if i want to stop seeing my dad",
    "what happens if they stop it",
    "can i withdraw my complaint",
    "if i drop him off late will they tell",
)


@pytest.mark.parametrize(("asked", "text"), [(asked, text) for asked in ASKED for text in ASKED[asked]])
def test_a_question_of_the_case_is_known_in_whatever_words(asked: str, text: str) -> None:
    assert asked_of_a_case(text) == asked


@pytest.mark.parametrize("text", OF_SOMETHING_ELSE)
def test_what_is_asked_or_told_of_something_else_is_no_question_of_the_case(text: str) -> None:
    assert asked_of_a_case(text) is None


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("when will i hear about my complaint", True),
        ("why is my complaint late", True),
        ("when did i send my complaint", True),
        ("has anyone read my complaint", True),
        ("when did i complain", True),
        ("Has anybody looked at the complaint yet?", True),
        ("why is it taking so long", True),
        ("is it late", True),
        ("what day will i hear", True),
        ("when is my answer due", True),
        ("can i still go to stage 2", True),
        ("when will i hear", False),
        ("what happens now", False),
        ("has anyone read it", False),
        ("when did i send my comment", False),
        ("what day did i send it", False),
        ("have they got my message", False),
        ("whos dealing with it", False),
        ("when do i get my advocate", False),
    ],
)
def test_a_question_that_names_a_complaint_or_asks_of_days_is_of_no_thank_you(text: str, alone: bool) -> None:
    assert is_of_a_complaint(asked_of_a_case(text) or "", text) is alone


def test_every_question_has_its_answer() -> None:
    assert {*ASKED} == {*QUESTIONS, "ask_why_late", "ask_deadline", "ask_what_happens_next"}
    assert {*ASKED} - {*QUESTIONS} <= information.INFORMATION


def facts(**more: object) -> dict[str, object]:
    """What is known of a case that is looked into."""
    people = {"childline": "0800 1111", "team": "complaints team", "panel_size": 3}
    received = {"on": date(2026, 11, 2), "what": Say("history.received")}
    stands = {"reference": "ABCD-EF23", "kind": "complaint", "status": "open", "stage": 1, "next": None}
    return {**people, **stands, "history": [received], **more}


def told(asked: str, life: str, text: str = "", **more: object) -> list[str]:
    """The keys of the answer, for a case in a state."""
    return [say.key for say in told_of_a_case(asked, text, facts(**more), case_in(life))]


def test_the_panels_own_day_is_told_and_where_there_is_none_what_leads_to_it() -> None:
    arranged = Say("history.panel_arranged", {"panel_on": DUE})
    assert told("panel", "stage 3", panel=arranged) == ["history.panel_arranged"]
    none_yet = ["option.write_to_panel.not_yet", "option.ask_for_stage3.not_yet"]
    assert told("panel", "new", panel=None) == none_yet


# what is asked, of a case in which state, and the reason told of which step
WINDOWS = [
    ("can i still go to stage 2", "stage 1 answered", "option.ask_for_stage2.answered"),
    ("is it too late for me to go to stage 2", "stage 1 answered long ago", "option.ask_for_stage2.late"),
    ("can i still go further", "stage 1 answered", "option.ask_for_stage2.answered"),
    ("can i still go further", "stage 2 answered", "option.ask_for_stage3.answered"),
    ("how long have i got to ask for the panel", "stage 2 answered", "option.ask_for_stage3.answered"),
    ("can i still ask for stage 2", "stage 2", "option.ask_for_stage2.already"),
    ("am i too late for stage 3", "stage 2 answered long ago", "option.ask_for_stage3.late"),
    ("can i still go to the ombudsman", "declined", "option.ask_ombudsman.declined"),
]


@pytest.mark.parametrize(
    ("text", "life", "keys"),
    [
        (
            "how long have i got to ask for stage 2",
            "new",
            ["option.ask_for_stage2.not_yet", "track.answer.time_to_go_on"],
        ),
        (
            "when do i have to ask for stage 3 by",
            "stage 2",
            ["option.ask_for_stage3.not_yet", "track.answer.time_to_go_on"],
        ),
        (
            "how long have i got to go to the ombudsman",
            "new",
            ["escalate.answer.ombudsman", "option.ask_ombudsman.council_first"],
        ),
        (
            "how long have i got to go to the ombudsman",
            "declined",
            ["escalate.answer.ombudsman", "option.ask_ombudsman.declined"],
        ),
        ("can i still ask for stage 2", "new", ["option.ask_for_stage2.not_yet"]),
    ],
)
def test_how_long_there_is_for_a_step_with_no_day_of_its_own_is_told_by_the_rule(
    text: str, life: str, keys: list[str]
) -> None:
    assert told("window", life, text, stage2_ask_days=20, stage3_ask_days=20) == keys


@pytest.mark.parametrize(
    ("life", "key"),
    [("new", "escalate.answer.stage1"), ("stage 2", "track.answer.stage2_time")],
)
def test_whether_it_can_take_longer_is_told_by_the_longest_of_its_stage(life: str, key: str) -> None:
    assert key in told("longest", life, "can they make it longer")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ive heard nothing since september. when is it late?", "ask_why_late"),
        ("still no reply, when is it late", "ask_why_late"),
        ("when will the answer be late", "ask_why_late"),
        ("i was late for contact. when is it", None),
    ],
)
def test_who_waits_and_asks_when_it_is_late_asks_of_the_case(text: str, asked: str | None) -> None:
    assert asked_of_a_case(text) == asked


@pytest.mark.parametrize(("text", "life", "key"), WINDOWS)
def test_whether_a_step_is_still_open_is_told_of_the_step_that_is_named(
    text: str, life: str, key: str
) -> None:
    assert asked_of_a_case(text) == "window"
    assert told("window", life, text) == [key]


def test_what_was_decided_is_told_with_where_its_words_are_and_what_may_follow() -> None:
    answered = Say("paper.answered.on", {"day": DUE, "what": Say("history.stage1_responded")})
    found = (answered, Say("reply.outcome.not_upheld"))
    keys = [say.key for say in found]
    onward = "option.ask_for_stage2.answered"
    here = told("outcome", "stage 1 answered", answers=found, written_here=True)
    assert here == [*keys, "track.words_on_page", onward]
    elsewhere = told("outcome", "stage 1 answered", answers=found, written_here=False)
    assert elsewhere == [*keys, "track.words_elsewhere", onward]


def test_where_nothing_was_answered_that_is_said() -> None:
    assert told("outcome", "new", answers=()) == ["paper.answered.none"]


def test_a_no_is_told_with_its_reason_and_who_can_be_asked_to_check_it() -> None:
    declined = Say(
        "paper.answered.on", {"day": DUE, "what": Say("history.declined.because", {"reason": "A"})}
    )
    says = told_of_a_case(
        "outcome",
        "",
        facts(status="declined", answers=(declined,), ombudsman_phone="0300 061 0614"),
        case_in("declined"),
    )
    assert [say.key for say in says] == ["paper.answered.on", "option.ask_ombudsman.declined"]
    assert [link.href for link in says[-1].links] == ["tel:03000610614"]


def test_who_read_it_is_told_by_day_or_that_nobody_did() -> None:
    by_staff = [{"on": DUE, "what": Say("history.looked.by_staff")}]
    assert told("read", "new", looked=by_staff) == ["track.looked"]
    assert told("read", "new", looked=[]) == ["case.nobody_looked"]


def test_who_deals_with_it_is_told_by_role_and_by_the_name_that_was_told() -> None:
    chosen = {"on": DUE, "what": Say("history.investigator_appointed")}
    says = told_of_a_case(
        "who", "", facts(officer="Ada Example", history=[chosen], investigator="a title"), case_in("stage 2")
    )
    assert [say.key for say in says] == [
        "letters.officer",
        "escalate.answer.people",
        "track.history_line",
        "track.no_names",
    ]
    assert says[0].facts["who"] == "Ada Example"
    lines = says[1].facts["lines"]
    assert isinstance(lines, list)
    assert [line.key for line in lines] == [
        "escalate.people.investigator.titled",
        "escalate.people.independent_person",
        "escalate.people.adjudicator",
    ]
    nameless = told_of_a_case("who", "", facts(), case_in("new"))
    assert nameless[0].facts["who"] == Say("contact.team.named", facts())


def test_when_it_was_sent_and_which_papers_there_are() -> None:
    assert told("sent", "new") == ["track.history_line"]
    assert told("copy", "new", papers=[Say("history.file.summary")]) == ["track.papers"]


@pytest.mark.parametrize("life", ["new", "stage 1 answered", "stage 3", "declined", "withdrawn", "closed"])
@pytest.mark.parametrize("asked", QUESTIONS)
def test_every_question_is_answered_in_every_state_with_ways_on(asked: str, life: str) -> None:
    says = told_of_a_case(asked, "", facts(papers=[], looked=[], answers=()), case_in(life))
    assert says[-1].choices


@pytest.mark.parametrize("asked", ["panel", "window", "outcome", "stage"])
def test_what_is_no_complaint_has_no_stages_to_tell_of(asked: str) -> None:
    comment = replace(case_in("new"), kind="comment")
    says = told_of_a_case(asked, "", facts(kind="comment"), comment)
    assert [say.key for say in says] == ["track.status.no_complaint", "track.no_stages"]

"""What the rules say while a complaint is made: said once, where it matters, and never in the way."""

from __future__ import annotations

import pytest

from backend.eligibility.rules import SUBJECTS
from backend.journeys import plan, subjects
from backend.journeys.draft import Draft, Send, Step, Understood
from backend.say import Say
from tests.journeys.worlds import A_CHILDS, ADVISED, asks, draft_of, pressed, typed, wished


def _begun(text: str = "") -> Step:
    return plan.begin("complaint", Understood(text, "make_complaint", 0.95), ADVISED)


def _after(first: Step, *messages: Understood) -> Step:
    last = first
    for message in messages:
        last = plan.step(draft_of(last), message, ADVISED)
    return last


def _advice(step: Step) -> list[str]:
    lines: list[str] = []
    for say in step.says:
        if say.key in ("complaint.advice", "complaint.advice_for_a_part"):
            told = say.facts["lines"]
            assert isinstance(told, list)
            lines += [line.key.removeprefix("eligibility.") for line in told]
    return lines


SEND = "next.send_and_council_decides"
FOR_A_FRIEND = (pressed("somebody_else"), pressed("other"), pressed("friend"), wished("skip"), wished("skip"))
FOR_A_CHILD = (pressed("somebody_else"), pressed("advocate"), wished("skip"), pressed("looked_after"))
A_PARENT = (pressed("somebody_else"), pressed("parent"), wished("skip"), pressed("looked_after"))


def test_a_child_who_complains_for_themselves_hears_of_no_rule() -> None:
    step = _begun()
    for message in A_CHILDS:
        step = plan.step(draft_of(step), message, ADVISED)
        assert _advice(step) == []


@pytest.mark.parametrize(
    ("who", "agrees", "rules"),
    [
        (FOR_A_CHILD, "yes", []),
        (FOR_A_CHILD, "not_asked", ["reason.E09", "next.ask_the_child"]),
        (
            FOR_A_CHILD,
            "no",
            [
                "reason.E09",
                "next.ask_the_child",
                "next.send_and_council_decides",
                "next.refusal_in_writing",
            ],
        ),
        (
            FOR_A_FRIEND,
            "dont_know",
            ["reason.E10", "next.send_and_council_decides", "next.refusal_in_writing"],
        ),
        (A_PARENT, "yes", []),
        (A_PARENT, "no", ["reason.E04.child_objects"]),
        (A_PARENT, "not_asked", []),
    ],
)
def test_what_follows_from_what_the_child_wants(
    who: tuple[Understood, ...], agrees: str, rules: list[str]
) -> None:
    assert _advice(_after(_begun(), *who, pressed(agrees))) == rules


def test_a_parent_who_has_not_asked_hears_that_the_child_may_be() -> None:
    assert Say("complaint.child_may_be_asked") in _after(_begun(), *A_PARENT, pressed("not_asked")).says


def test_whoever_complains_for_a_child_who_has_died_is_met_first() -> None:
    told = _begun("my daughter died in March and nobody has rung us since")
    assert told.says[0].key == "complaint.sorry"
    assert _advice(told) == [SEND, "next.refusal_in_writing"]


def test_it_is_said_once() -> None:
    told = _after(_begun(), *FOR_A_CHILD, pressed("not_asked"))
    assert _advice(_after(told, pressed("yes"))) == []


def test_a_part_that_belongs_elsewhere_is_told_where_and_the_rest_goes_on() -> None:
    story = "im his mum. they wont tell me when I can see my son. and the ehcp is wrong"
    told = _after(_begun(story), wished("skip"), wished("skip"), pressed("yes"))
    assert [say.key for say in told.says][-1] == "complaint.advice_for_a_part"
    assert _advice(told) == ["reason.S06", "next.send_tribunal", "next.social_care_part_here", SEND]
    assert asks(told) == "council"


def test_what_is_all_for_another_body_can_be_sent_all_the_same() -> None:
    to_subject = _after(_begun(), *A_CHILDS[:7])
    told = _after(to_subject, typed("my ehcp"))
    assert _advice(told) == ["reason.S06", "next.send_tribunal", "next.social_care_part_here", SEND]
    sent = _after(told, *A_CHILDS[8:], pressed("yes"))
    assert sent.effect == Send()


def test_what_was_said_of_one_complaint_is_said_of_the_next() -> None:
    told = _after(_begun(), *FOR_A_CHILD, pressed("not_asked"))
    again = plan.begin("complaint", Understood(), ADVISED, told=draft_of(told).told)
    assert _advice(_after(again, *FOR_A_CHILD, pressed("not_asked"))) != []


def test_the_subjects_heard_that_go_elsewhere_are_those_of_the_decision_table() -> None:
    elsewhere = {about for row in SUBJECTS if row.route != "statutory" for about in row.about}
    assert set(subjects.ELSEWHERE) <= elsewhere
    heard = {about for about, _ in subjects.PATTERNS}
    assert heard & elsewhere == set(subjects.ELSEWHERE)


@pytest.mark.parametrize(
    ("story", "about"),
    [
        ("im not allowed to see my little brother", "family_contact"),
        ("nobody rings me back", "communication"),
        ("my social worker was really rude to me", "staff"),
        ("they want me to move again", "move"),
        ("my pocket money never came", "money"),
        ("we have been waiting since march", "delay"),
        ("they said we dont meet the threshold", "support_refused"),
        ("THE REPORT IS FULL OF LIES", "report_accuracy"),
        ("our respite was taken away", "short_breaks"),
        ("they sent our address to my ex", "data"),
        ("the ehcp is wrong", "ehcp"),
        ("still waiting for the ehcp", "delay"),
        ("my social worker never comes", None),
        ("they lost my stuff", None),
        ("nobody tells me when I can see my mum", None),
        ("my stuff was moved in bin bags", None),
    ],
)
def test_what_a_story_is_about_is_taken_where_it_is_sure(story: str, about: str | None) -> None:
    assert subjects.main(story) == about


@pytest.mark.parametrize(
    ("story", "wish"),
    [
        ("They moved me with no warning. I want an apology.", "I want an apology."),
        ("she never came\nI just want a new social worker", "I just want a new social worker"),
        ("I want a new social worker", "I want a new social worker"),
        ("They never came. I want to complain about it.", None),
        ("I want to see my brother. I want to see my mum.", None),
        ("nobody cares. I want to die now", None),
    ],
)
def test_what_somebody_wants_to_come_of_it_is_heard_in_their_words(story: str, wish: str | None) -> None:
    draft = draft_of(plan.begin("complaint", Understood(story, "say_what_happened", 0.95), ADVISED))
    assert draft.answers.get("desired_outcome") == wish


def test_a_draft_with_advice_told_survives_being_stored() -> None:
    draft = draft_of(_after(_begun(), *FOR_A_CHILD, pressed("not_asked")))
    assert Draft.from_json(draft.to_json()) == draft

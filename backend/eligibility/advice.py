"""Which route a complaint takes and what to do next: advice, never a refusal. PURE.

The tests of a complaint, in order: is somebody at risk; what is it about; who complains; has it been
through every stage; is it in time; are there proceedings. Whatever the council has to decide is asked
of the council; whoever is sent elsewhere is told where, and what can still be said here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from backend.deadlines.calendar import england_and_wales
from backend.deadlines.period import Period
from backend.deadlines.reckon import reckon
from backend.eligibility.question import About, Facts
from backend.eligibility.rules import PEOPLE, SOURCES, STATED_AS, SUBJECTS, Person, Route, Subject
from backend.say import Say
from backend.source import Source

Outcome = Literal["accept", "accept_with_consent", "ask_council", "redirect", "safeguarding_first"]

WORDING: Mapping[str, Mapping[str, str]] = {
    **{f"eligibility.reason.{rule}": {} for rule in SOURCES},
    "eligibility.reason.T01": {"limit": "date, the last day in time"},
    "eligibility.reason.T02": {"limit": "date, the last day in time"},
    "eligibility.reason.P02": {"until": "date, a year after the proceedings ended"},
    **{
        f"eligibility.next.{step}": {}
        for step in (
            "get_help_now",
            "make_complaint",
            "ask_for_advocate",
            "ask_the_child",
            "ask_the_adult",
            "send_and_council_decides",
            "refusal_in_writing",
            "say_why_late",
            "say_what_proceedings",
            "say_who_you_are",
            "ombudsman",
            "court_for_its_own_decision",
            "workers_conduct_here",
            "conference_appeal",
            "court_or_solicitor",
            "send_tribunal",
            "social_care_part_here",
            "corporate_complaint",
            "independent_review",
            "about_the_child_here",
            "designated_officer",
            "emergency_numbers",
            "data_protection_officer",
            "information_commissioner",
            "providers_procedure",
            "council_duties_here",
            "ofsted",
            "grievance",
            "school_or_corporate",
            "joint_complaint",
            "partnership_escalation",
        )
    },
}
"""Every wording key this package speaks in, with the facts each gets."""


class Limit(Protocol):
    """What is asked of a clock here: how long it is, if anybody says."""

    @property
    def period(self) -> Period | None:
        """The length, or None."""


class Procedure(Protocol):
    """What is asked of a council's terms here: the time limit among its clocks, and its sources."""

    @property
    def clocks(self) -> Mapping[str, Limit]:
        """Its clocks by name."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """Where each fact it states comes from, by the fact's name."""


_YEAR = Period(12, "months")


@dataclass(frozen=True)
class Reason:
    """Why: the rule's number, what to say, and where it is written."""

    rule: str
    say: Say
    source: Source


@dataclass(frozen=True)
class Advice:
    """The route, what we expect to happen, why, and what to do next; at least one of each."""

    route: Route
    outcome: Outcome
    reasons: tuple[Reason, ...]
    next_steps: tuple[Say, ...]
    advocacy_right: bool


def advise(question: Facts, terms: Procedure, today: date) -> Advice:
    """What this person may do about one subject, in this council, today."""
    subject, person = subject_of(question), person_of(question)
    advice = _elsewhere(question, subject, person, terms) or _here(question, subject, person, terms, today)
    if not question.risk_of_harm:
        return advice
    return replace(
        advice,
        outcome="safeguarding_first",
        reasons=(_reason("E00", terms), *advice.reasons),
        next_steps=(_step("get_help_now"), *advice.next_steps),
    )


def advise_each(question: Facts, about: Sequence[About], terms: Procedure, today: date) -> tuple[Advice, ...]:
    """The same for each of several subjects: a mixed complaint is split, and nothing of it is lost."""
    return tuple(advise(replace(question, about=subject), terms, today) for subject in about)


def person_of(question: Facts) -> Person:
    """The one row of `PEOPLE` that fits."""
    return next(row for row in PEOPLE if row.fits(question))


def subject_of(question: Facts) -> Subject:
    """The one row of `SUBJECTS` that fits."""
    return next(row for row in SUBJECTS if question.about in row.about)


def _elsewhere(question: Facts, subject: Subject, person: Person, terms: Procedure) -> Advice | None:
    """Advice where another body or procedure is the way, or None."""
    route: Route = "outside"
    if subject.route != "statutory":
        rule, route, steps = subject.rule, subject.route, subject.next_steps
    elif person.standing == "elsewhere":
        rule, steps = person.rule, ("partnership_escalation", "emergency_numbers")
    elif question.already_exhausted:
        rule, steps = "X01", ("ombudsman",)
    else:
        return None
    return Advice(route, "redirect", (_reason(rule, terms),), tuple(map(_step, steps)), False)


def _here(question: Facts, subject: Subject, person: Person, terms: Procedure, today: date) -> Advice:
    """Advice where this procedure is the way."""
    reasons = [_reason(person.rule, terms), _reason(subject.rule, terms)]
    steps = list(subject.next_steps)
    ask = subject.council_decides or person.standing == "council_decides"
    if question.anonymous:
        ask = True
        reasons.append(_reason("E14", terms))
        steps.append("say_who_you_are")
    if person.standing == "own_right" and question.child_agrees == "no" and not person.advocate:
        reasons.append(_reason("E04.child_objects", terms))
    if (late := _late(question, terms, today)) is not None:
        reasons.append(late)
        if late.rule != "P02":
            ask = True
            steps.append("say_why_late")
    if any(one.ongoing and one.same_matter != "no" for one in question.proceedings):
        ask = True
        reasons.append(_reason("P01", terms))
        steps.append("say_what_proceedings")
    outcome: Outcome = "accept"
    if person.standing == "for_somebody" and question.child_agrees != "yes":
        outcome = "accept_with_consent"
        steps.insert(0, "ask_the_adult" if person.rule == "E11" else "ask_the_child")
        ask = ask or question.child_agrees == "no"
    if ask:
        outcome = "ask_council"
        steps += ["send_and_council_decides", "refusal_in_writing", "ombudsman"]
    elif outcome == "accept":
        steps.insert(0, "make_complaint")
    if person.advocate:
        steps.append("ask_for_advocate")
    return Advice("statutory", outcome, tuple(reasons), tuple(map(_step, steps)), person.advocate)


def _late(question: Facts, terms: Procedure, today: date) -> Reason | None:
    """Why a complaint past the time limit may still be taken, or None while it is in time.

    T02: the person knew of it later, within the limit from then. P02: proceedings about it ended less
    than a year ago. T01: any other; there is a presumption in favour of taking it all the same.
    """
    since = question.happened_on or question.knew_on
    clock = terms.clocks.get("time_limit")
    period = clock.period if clock and clock.period else _YEAR
    if since is None or (limit := _after(since, period)) >= today:
        return None
    ended = [one.ended_on for one in question.proceedings if one.ended_on and one.same_matter != "no"]
    if ended and (until := _after(max(ended), _YEAR)) >= today:
        return _reason("P02", terms, until=until)
    knew_later = question.knew_on is not None and _after(question.knew_on, period) >= today
    return _reason("T02" if knew_later else "T01", terms, limit=limit)


def _after(day: date, period: Period) -> date:
    return reckon(period, day, england_and_wales()).due


def _reason(rule: str, terms: Procedure, **facts: object) -> Reason:
    source = terms.sources.get(STATED_AS.get(rule, ""), SOURCES[rule])
    return Reason(rule, Say(f"eligibility.reason.{rule}", facts), source)


def _step(name: str) -> Say:
    return Say(f"eligibility.next.{name}")

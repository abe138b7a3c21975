"""Talking it over: mediation, led by somebody who takes no side, or a meeting about the answer. PURE data.

`talk_kind` "mediation" | "meeting"; `talk_about`: verbatim.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.checking import known, to_check
from backend.journeys.draft import Answers, CaseNow, Switch, World
from backend.journeys.question import Entered, Journey, Option, Question, Turned
from backend.journeys.track import CASE_KEY, HAS_CASE, REFERENCE
from backend.journeys.ways import instead_of
from backend.journeys.words import phrases


def talk_kind(answers: Answers) -> str:
    """What is asked for: the one chosen, or the one that is open."""
    return str(answers.get("talk_kind") or known(answers, "only") or "mediation")


TALK_KIND = Question(
    id="talk_kind",
    ask=lambda answers, world: "talk.ask.talk_kind",
    why="talk.why.talk_kind",
    line="talk.line.talk_kind",
    title="talk.title.talk_kind",
    called=("what kind of talk", "which kind"),
    when=lambda answers: known(answers, "only") is None,
    options=(
        Option(
            "meeting", "talk.kind.meeting", phrases("meeting|a meeting|meet|meet them|sit down with them")
        ),
        Option(
            "mediation",
            "talk.kind.mediation",
            phrases("mediation|somebody in the middle|someone in the middle"),
        ),
    ),
    input="choice",
    lost="talk.lost.talk_kind",
)

TALK_ABOUT = Question(
    id="talk_about",
    ask=lambda answers, world: "talk.ask.talk_about",
    why="talk.why.talk_about",
    line="talk.line.talk_about",
    title="talk.title.talk_about",
    called=("what to talk about", "what i want to talk about"),
    optional=True,
    story=True,
)


def _ask_check(answers: Answers, world: World) -> str:
    return "talk.ask.check_meeting" if talk_kind(answers) == "meeting" else "talk.ask.check_mediation"


def enter(case: CaseNow) -> Entered | Turned:
    """Either, where both are open; neither takes a right away (GTBFC)."""
    mediation, meeting = case.options["ask_for_mediation"], case.options["ask_for_meeting"]
    if not mediation.available and not meeting.available:
        return Turned((mediation.why, instead_of(case, "talk")))
    if mediation.available and meeting.available:
        return Entered({}, (mediation.why, meeting.why))
    open_one = mediation if mediation.available else meeting
    return Entered({"only": "mediation" if mediation.available else "meeting"}, (open_one.why,))


_ASKS_THE_TEAM = Switch("enquiry", instead=True)
"""Without a complaint there is nothing to mediate; who wants to meet somebody asks the team for it."""

TALK = Journey(
    "talk",
    (
        replace(HAS_CASE, options=(HAS_CASE.options[0], replace(HAS_CASE.options[1], leads=_ASKS_THE_TEAM))),
        REFERENCE,
        CASE_KEY,
        TALK_KIND,
        TALK_ABOUT,
        to_check(_ask_check),
    ),
    words="talk_about",
    enter=enter,
    intro="talk.intro",
)

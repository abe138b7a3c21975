"""Writing to a case: more about it, a message, a statement to the panel, that it got worse. PURE data.

Each has one question whose words are the act, verbatim, named as the journey is.
"""

from __future__ import annotations

from backend.journeys.checking import to_check
from backend.journeys.draft import CaseNow, OptionNow
from backend.journeys.hearing import stories
from backend.journeys.question import Entered, Journey, Option, Question, Turned
from backend.journeys.reaching import may_have_one
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.journeys.ways import instead_of
from backend.journeys.words import phrases, repeats_since, says_what
from backend.say import Say

INFORMATION_ADDED = Question(
    id="information",
    ask=lambda answers, world: "write.ask.information",
    why="write.why.information",
    line="write.line.information",
    title="write.title.information",
    called=("what i wrote", "my words", "the information"),
    story=True,
    lost="write.lost.information",
)


def _enter_information(case: CaseNow) -> Entered | Turned:
    return _if_open(case, case.options["add_information"], "information")


def _if_open(case: CaseNow, option: OptionNow, journey: str) -> Entered | Turned:
    if not option.available:
        return Turned((option.why, instead_of(case, journey)))
    return Entered({}, (option.why,))


ADDING = Journey(
    "information",
    (REFERENCE, CASE_KEY, INFORMATION_ADDED, to_check(lambda answers, world: "write.ask.check_information")),
    words="information",
    enter=_enter_information,
    told_by=lambda text: stories.tells_a_story(text) or repeats_since(text),
)

MESSAGE_SENT = Question(
    id="message",
    ask=lambda answers, world: "write.ask.message",
    why="write.why.message",
    line="write.line.message",
    title="write.title.message",
    called=("what i wrote", "my words", "my message", "the message"),
    story=True,
    lost="write.lost.message",
)

MESSAGE = Journey(
    "message",
    (REFERENCE, CASE_KEY, MESSAGE_SENT, to_check(lambda answers, world: "write.ask.check_message")),
    words="message",
    enter=lambda case: Entered({}),
)

PANEL_STATEMENT = Question(
    id="panel_statement",
    ask=lambda answers, world: "write.ask.panel_statement",
    why="write.why.panel_statement",
    sees="write.sees.panel_statement",
    line="write.line.panel_statement",
    title="write.title.panel_statement",
    called=("what i wrote", "my words", "my statement"),
    story=True,
    lost="write.lost.panel_statement",
)

PANEL = Journey(
    "panel_statement",
    (
        REFERENCE,
        CASE_KEY,
        PANEL_STATEMENT,
        to_check(lambda answers, world: "write.ask.check_panel_statement"),
    ),
    words="panel_statement",
    enter=lambda case: _if_open(case, case.options["write_to_panel"], "panel_statement"),
)

GOT_WORSE = Question(
    id="got_worse",
    ask=lambda answers, world: "write.ask.got_worse",
    why="write.why.got_worse",
    sees="write.sees.got_worse",
    line="write.line.got_worse",
    title="write.title.got_worse",
    called=("what i wrote", "my words", "what got worse"),
    story=True,
    lost="write.lost.got_worse",
)

ADVOCATE_TOO = Question(
    id="wants_advocate",
    ask=lambda answers, world: "write.ask.wants_advocate",
    why="complaint.why.wants_advocate",
    sees="complaint.sees.advocate",
    line="complaint.line.wants_advocate",
    title="complaint.title.wants_advocate",
    called=("the advocate", "advocate", "an advocate"),
    options=(
        Option(
            "yes",
            "complaint.wants_advocate.yes",
            phrases("i want one|i would like one|id like one"),
            told_in=may_have_one,
        ),
        Option(
            "no",
            "complaint.wants_advocate.no",
            phrases("not now|i already have one|i dont want one"),
        ),
    ),
    optional=True,
    input="choice",
)

WORSE = Journey(
    "got_worse",
    (
        REFERENCE,
        CASE_KEY,
        GOT_WORSE,
        ADVOCATE_TOO,
        to_check(lambda answers, world: "write.ask.check_got_worse"),
    ),
    words="got_worse",
    enter=lambda case: Entered({}, (Say("write.no_reprisal"),)),
    told_by=says_what,
)

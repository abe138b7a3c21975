"""Going further: to stage 2, to a panel, or past stage 1 where the council agrees. PURE data.

`which_points` "all" or numbers of the points as listed; `escalation_reason`, `desired_outcome`: verbatim;
`go_straight` "yes".
"""

from __future__ import annotations

import re
from dataclasses import replace

from backend.journeys.checking import known, to_check
from backend.journeys.draft import Answers, CaseNow, World
from backend.journeys.hearing import stories
from backend.journeys.points import points_known, which_points
from backend.journeys.question import Entered, Journey, Option, Question, Turned
from backend.journeys.story import DESIRED_OUTCOME
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.journeys.ways import instead_of
from backend.journeys.words import phrases, plain
from backend.say import Say


def _step_to(answers: Answers) -> str:
    """What is asked for: "stage2", "late" (stage 2, without the answer), "stage3" or "straight"."""
    return str(known(answers, "step") or "stage2")


def _ask_reason(answers: Answers, world: World) -> str:
    match _step_to(answers):
        case "stage3":
            return "escalate.ask.reason_stage3"
        case "straight":
            return "escalate.ask.reason_straight"
        case "late":
            return "escalate.ask.reason_late"
    return "escalate.ask.reason_stage2"


def _ask_check(answers: Answers, world: World) -> str:
    match _step_to(answers):
        case "stage3":
            return "escalate.ask.check_stage3"
        case "straight":
            return "escalate.ask.check_straight"
    return "escalate.ask.check_stage2"


GO_STRAIGHT = Question(
    id="go_straight",
    ask=lambda answers, world: "escalate.ask.go_straight",
    why="escalate.why.go_straight",
    line="escalate.line.go_straight",
    title="escalate.title.go_straight",
    when=lambda answers: _step_to(answers) == "straight",
    options=(
        Option(
            "yes",
            "escalate.go_straight.yes",
            phrases("ask them|go straight|skip stage 1|straight to stage 2"),
        ),
        Option(
            "no",
            "escalate.go_straight.no",
            phrases("wait|ill wait|i will wait|i can wait|not yet"),
            ends="drop",
        ),
    ),
    input="choice",
    lost="escalate.lost.go_straight",
)

ESCALATION_REASON = Question(
    id="escalation_reason",
    ask=_ask_reason,
    why="escalate.why.escalation_reason",
    line="escalate.line.escalation_reason",
    title="escalate.title.escalation_reason",
    called=("why", "the reason", "my reason", "what was wrong with it"),
    optional=True,
    story=True,
)


def enter(case: CaseNow) -> Entered | Turned:
    """The furthest step that is open now; else why none is, and what can be asked for instead."""
    options, points = case.options, points_known(case)
    if options["ask_for_stage3"].available:
        return Entered(
            {"step": "stage3", "points": points},
            (options["ask_for_stage3"].why, Say("escalate.stage3_is", case.facts)),
        )
    if options["ask_for_stage2"].available:
        late = options["ask_for_stage2"].why.key == "option.ask_for_stage2.no_answer"
        return Entered(
            {"step": "late" if late else "stage2", "points": points},
            (options["ask_for_stage2"].why, Say("escalate.stage2_is", case.facts)),
        )
    if options["go_straight_to_stage2"].available:
        return Entered({"step": "straight", "points": points}, (options["ask_for_stage2"].why,))
    nearest = "ask_for_stage3" if case.stage > 1 else "ask_for_stage2"
    return Turned((options[nearest].why, instead_of(case, "escalate")))


_NO_REASON = re.compile(
    r"\b(?:they|the council|council) (?:have |has |ve )?(?:answered|replied|responded|wrote back)\b"
    r"|\b(?:im |i am |were |we are )?(?:not|isnt|wasnt) (?:\w+ )?(?:happy|satisfied|pleased)\b|\bunhappy\b"
)
"""That there was an answer, and that they are not happy with it."""


def says_why(text: str) -> bool:
    """Whether words that wish to go further tell what was wrong, beyond that the answer was."""
    return stories.tells_of_deeds(_NO_REASON.sub(" ", plain(text)))


_OFF = (
    r"(?:forget|leave|cancel|scrap|drop) (?:it|that|this|about it|(?:the )?(?:stage \d|panel)(?: thing)?)"
    r"(?: (?:out|for now|as it is))?|never ?mind|(?:dont|do not) (?:send|do|ask|request)"
    r"(?: (?:it|that|this|them|for (?:it|that|stage \d)|(?:for )?(?:the )?panel))*|not (?:that|now|yet)"
    r"|(?:we|i|id|wed|ill|well) (?:(?:will|would|can|rather|just) )*wait(?: for (?:the|their|an) answer)?"
    r"|(?:we|i) (?:(?:dont|do not) want|never asked for|didnt ask for|did not ask for)"
    r" (?:it|that|this|(?:to )?(?:go|skip|ask)(?: \w+){0,4}|(?:the )?(?:stage \d|panel))"
    r"|(?:ive |i have |we have |weve |i |we )?changed (?:my|our) mind"
)
_BESIDE = (
    "no|actually|sorry|ok|oh|well|and|so|but|yes|i said|we said|i mean|thanks|thank you|please|wait|just|then"
    "|now|anymore|any more|after all"
)
_CALLED_OFF = re.compile(rf"(?:(?:{_BESIDE}) )*(?:{_OFF})(?: (?:{_BESIDE}|{_OFF}))*")
_LONGEST = 25


def calls_it_off(text: str) -> bool:
    """Whether words say only that nobody goes further after all: "forget stage 2, we will wait"."""
    said = plain(text)
    return len(said.split()) <= _LONGEST and _CALLED_OFF.fullmatch(said) is not None


ESCALATE = Journey(
    "escalate",
    (
        REFERENCE,
        CASE_KEY,
        GO_STRAIGHT,
        which_points("escalate.ask.points"),
        ESCALATION_REASON,
        replace(DESIRED_OUTCOME, when=lambda answers: _step_to(answers) != "straight"),
        to_check(_ask_check),
    ),
    words="escalation_reason",
    enter=enter,
    intro="escalate.intro",
    told_by=says_why,
)

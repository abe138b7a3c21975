"""Stopping a complaint, or a part of it, and taking that back. PURE data.

`which_points` "all" or numbers; `withdraw_reason`: verbatim; `asked_to_stop` "yes" | "no"; `confirm_withdraw`
"yes" stops it, "no" goes on with the complaint; `confirm_reinstate` "yes" takes it back.
"""

from __future__ import annotations

from datetime import date

from backend.journeys.checking import known
from backend.journeys.draft import Answers, CaseNow, World
from backend.journeys.hearing import tells_of_hurt
from backend.journeys.points import chosen, points_known, which_points
from backend.journeys.question import Entered, Journey, Option, Question, Turned
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.journeys.ways import instead_of
from backend.journeys.words import phrases, plain
from backend.say import Say


def _undo_until(answers: Answers) -> dict[str, object]:
    return {"until": date.fromisoformat(str(known(answers, "undo_until")))}


def _ask_confirm(answers: Answers, world: World) -> str:
    if answers.get("asked_to_stop") == "yes":
        return "withdraw.ask.confirm_pressed"
    return "withdraw.ask.confirm_part" if chosen(answers) else "withdraw.ask.confirm"


WITHDRAW_REASON = Question(
    id="withdraw_reason",
    ask=lambda answers, world: "withdraw.ask.withdraw_reason",
    why="withdraw.why.withdraw_reason",
    line="withdraw.line.withdraw_reason",
    title="withdraw.title.withdraw_reason",
    called=("why", "the reason", "my reason"),
    optional=True,
    story=True,
)

ASKED_TO_STOP = Question(
    id="asked_to_stop",
    ask=lambda answers, world: "withdraw.ask.asked_to_stop",
    why="withdraw.why.asked_to_stop",
    line="withdraw.line.asked_to_stop",
    title="withdraw.title.asked_to_stop",
    called=("who asked me", "whether somebody asked me"),
    options=(
        Option(
            "no",
            "withdraw.asked_to_stop.no",
            phrases("nobody|no one|noone|no nobody|its my own idea|my own idea|my choice|just me|i decided"),
        ),
        Option(
            "yes",
            "withdraw.asked_to_stop.yes",
            phrases(
                "someone did|somebody did|yes someone did|they told me to|they made me|he told me to"
                "|she told me to|my mum told me to|my dad told me to|my social worker told me to"
                "|my foster carer told me to|my carer told me to|they said i should"
            ),
        ),
    ),
    optional=True,
    input="choice",
)

CONFIRM_WITHDRAW = Question(
    id="confirm_withdraw",
    ask=_ask_confirm,
    why="withdraw.why.confirm_withdraw",
    line="withdraw.line.confirm_withdraw",
    title="withdraw.title.confirm_withdraw",
    options=(
        Option(
            "no",
            "withdraw.confirm.go_on",
            phrases(
                "go on|go on with it|carry on|dont stop it|do not stop it|keep it going|keep going|dont stop"
            ),
            ends="drop",
            farewell="withdraw.going_on",
        ),
        Option(
            "yes",
            "withdraw.confirm.stop",
            phrases("stop it|stop|yes stop it|withdraw it|yes withdraw it|withdraw"),
            ends="send",
        ),
    ),
    facts=_undo_until,
    input="choice",
    lost="withdraw.lost.confirm_withdraw",
)


def enter(case: CaseNow) -> Entered | Turned:
    """Open at any time before the last answer (GTBFC; contract, Option `withdraw`)."""
    option = case.options["withdraw"]
    if not option.available or case.undo_until is None:
        return Turned((option.why, instead_of(case, "withdraw")))
    known = {"points": points_known(case), "undo_until": case.undo_until.isoformat()}
    return Entered(known, (Say("withdraw.your_choice"),))


_BECAUSE = phrases("because|cos|coz|cause|cuz|bc|since")


def says_why(text: str) -> bool:
    """Whether words that wish to stop say why, or tell of hurt, which may be why."""
    return not _BECAUSE.isdisjoint(plain(text).split()) or tells_of_hurt(text)


WITHDRAW = Journey(
    "withdraw",
    (
        REFERENCE,
        CASE_KEY,
        which_points("withdraw.ask.points"),
        WITHDRAW_REASON,
        ASKED_TO_STOP,
        CONFIRM_WITHDRAW,
    ),
    words="withdraw_reason",
    enter=enter,
    intro="withdraw.intro",
    told_by=says_why,
)

CONFIRM_REINSTATE = Question(
    id="confirm_reinstate",
    ask=lambda answers, world: "withdraw.ask.confirm_reinstate",
    why="withdraw.why.confirm_reinstate",
    line="withdraw.line.confirm_reinstate",
    title="withdraw.title.confirm_reinstate",
    options=(
        Option(
            "yes",
            "withdraw.reinstate.yes",
            phrases("start it again|start again|take it back|go on with it|yes start it again|undo|undo it"),
            ends="send",
        ),
        Option(
            "no",
            "withdraw.reinstate.no",
            phrases("leave it|leave it stopped|leave it as it is"),
            ends="drop",
            farewell="withdraw.left_stopped",
        ),
    ),
    input="choice",
    lost="withdraw.lost.confirm_reinstate",
)


def enter_again(case: CaseNow) -> Entered | Turned:
    """Within the days we give to take it back, and after that if the council agrees."""
    option = case.options["reinstate"]
    if not option.available:
        return Turned((option.why, instead_of(case, "reinstate")))
    return Entered({}, (option.why,))


REINSTATE = Journey("reinstate", (REFERENCE, CASE_KEY, CONFIRM_REINSTATE), enter=enter_again)

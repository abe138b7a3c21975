"""Asking that a decision waits: a move, a change of plan. PURE data.

On a case it is an act; without one it goes into a complaint, which carries it: with `asks_to_pause` the
complaint asks for `backend.journeys.decision`'s answers too.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.checking import to_check
from backend.journeys.decision import DECISION, HAPPENS_ON
from backend.journeys.draft import CaseNow, Switch
from backend.journeys.question import Entered, Journey, Turned
from backend.journeys.track import CASE_KEY, HAS_CASE, REFERENCE
from backend.journeys.ways import instead_of
from backend.journeys.words import says_what

_INTO_A_COMPLAINT = Switch("complaint", instead=True, carry={"asks_to_pause": "yes"})


def enter(case: CaseNow) -> Entered | Turned:
    """While the complaint is under way and no answer to an earlier wish is out."""
    option = case.options["ask_to_pause_decision"]
    if not option.available:
        return Turned((option.why, instead_of(case, "pause")))
    return Entered({}, (option.why,))


PAUSE = Journey(
    "pause",
    (
        replace(
            HAS_CASE,
            options=(HAS_CASE.options[0], replace(HAS_CASE.options[1], leads=_INTO_A_COMPLAINT)),
        ),
        REFERENCE,
        CASE_KEY,
        DECISION,
        HAPPENS_ON,
        to_check(lambda answers, world: "pause.ask.check"),
    ),
    words="decision",
    enter=enter,
    intro="pause.intro",
    told_by=says_what,
)

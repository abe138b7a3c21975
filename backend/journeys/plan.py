"""The plan of a guided conversation: which question comes next and what a message does to it. PURE.

Every journey is data (`backend.journeys.complaint`, `.track`); the moves that hold everywhere (back,
skip, don't know, why, again, correct, stop) are here once.
"""

from __future__ import annotations

from backend.journeys.draft import Draft, Step, Understood, World
from backend.say import Say

INFORMATION = frozenset(
    {
        "ask_what_happens_next",
        "ask_deadline",
        "ask_why_late",
        "escalate_complaint",
        "ask_ombudsman",
        "ask_stage_explained",
        "ask_for_mediation",
        "ask_to_pause_decision",
        "request_advocate",
        "ask_about_advocate",
        "ask_who_can_complain",
        "ask_what_can_complain_about",
        "ask_time_limit",
        "ask_confidentiality",
        "ask_my_data",
        "give_compliment",
        "make_comment",
        "ask_contact_human",
        "change_contact_details",
        "withdraw_complaint",
        "greet",
        "goodbye",
        "thanks",
        "ask_are_you_human",
        "change_language",
    }
)
"""Intents that `step` leaves to a rule (`Step.handled` is False): it answers, then the question returns."""


def begin(
    journey: str, understood: Understood, world: World, told: tuple[str, ...] = (), left: str | None = None
) -> Step:
    """Start `journey` ("complaint" or "track"), hearing in the first message whatever it already answers.

    `told` names the notices given in this chat (`Draft.told` of an earlier draft), `left` the journey
    that was left for this one, if any.
    """
    raise NotImplementedError


def step(draft: Draft, understood: Understood, world: World) -> Step:
    """What one message does to a draft."""
    raise NotImplementedError


def question(draft: Draft, world: World) -> Say:
    """The question asked now, with its choices and progress."""
    raise NotImplementedError


def pick_up(draft: Draft, world: World) -> Step:
    """Go on with a draft that was kept: says so; the question follows."""
    raise NotImplementedError


def hold(draft: Draft, text: str) -> Draft:
    """Keep words that safety did not let through, so that nothing has to be told twice (design 13)."""
    raise NotImplementedError


def not_opened(draft: Draft, reason: str) -> Step:
    """After `Open` failed: ask again, kindly. `reason` is "not_found" or "slowed"."""
    raise NotImplementedError


def voice(draft: Draft) -> str | None:
    """The age band that the answers choose or imply (parent: adult), None while they say nothing."""
    raise NotImplementedError


def receiving_council(draft: Draft, world: World) -> str | None:
    """The council a complaint goes to: the one confirmed, or the page's, which passes it on, or none."""
    raise NotImplementedError


def told_answers(draft: Draft) -> dict[str, object]:
    """The answers that count: of questions on this path alone, with `relationship` filled in."""
    raise NotImplementedError

"""What a person may do with a case of theirs, and which Option each needs. PURE.

An act is a wish as it was told, with the person's own words in it; `backend.services.acts` carries it
out. `needed` names the Option (contract.md) that has to be open for it, None for what nobody can be
refused: a message, another way to be reached, the word that it got worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from backend.cases.options import Name


@dataclass(frozen=True, slots=True)
class Escalate:
    """Go on to stage 2 or 3. `points` are ids; none named means all. `skip_stage1`: without an answer."""

    stage: Literal[2, 3]
    reason: str | None = None
    desired_outcome: str | None = None
    points: tuple[str, ...] = ()
    skip_stage1: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop it, or the named points of it. `pressed_by_somebody`: what they said when asked."""

    reason: str | None = None
    points: tuple[str, ...] = ()
    pressed_by_somebody: bool | None = None


@dataclass(frozen=True, slots=True)
class Reinstate:
    """Take a withdrawal back, as if it had not been."""


@dataclass(frozen=True, slots=True)
class AskForAdvocate:
    """Ask for somebody on the person's side, for another one, or for none any more."""

    ask: Literal["request", "change", "stop"] = "request"
    whom: Literal["me", "child"] = "me"
    wishes: str | None = None
    """Language, the same gender, somebody who signs: in their own words."""


@dataclass(frozen=True, slots=True)
class AddInformation:
    """Something more about what the complaint is about."""

    text: str


ContactMethod = Literal["none", "email", "text", "phone", "post", "other"]
Print = Literal["usual", "large", "easy"]
"""How letters are printed: as usual, in large print, or in an easy layout and simpler words."""


@dataclass(frozen=True, slots=True)
class ChangeContact:
    """How to be reached from now on, and how not."""

    method: ContactMethod
    detail: str | None = None
    when: str | None = None
    not_to: tuple[str, ...] = ()
    neutral: bool = False
    """Nothing on the outside may show what it is about."""
    letters: Print | None = None
    """None where that stays as it was."""


@dataclass(frozen=True, slots=True)
class AskToPause:
    """Ask that a decision waits; `happens_on` is the day it would take effect, where known."""

    decision: str
    happens_on: date | None = None


@dataclass(frozen=True, slots=True)
class AskForMediation:
    """Ask for somebody to help both sides talk, or to meet the council."""

    kind: Literal["mediation", "meeting"] = "mediation"
    text: str | None = None


@dataclass(frozen=True, slots=True)
class WriteToPanel:
    """What the review panel is to read."""

    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """Words to the complaints team."""

    text: str


@dataclass(frozen=True, slots=True)
class GotWorse:
    """Things got worse since the complaint: for somebody outside the line complained of, and kept apart."""

    text: str


Act = (
    Escalate
    | Withdraw
    | Reinstate
    | AskForAdvocate
    | AddInformation
    | ChangeContact
    | AskToPause
    | AskForMediation
    | WriteToPanel
    | Message
    | GotWorse
)


def needed(act: Act) -> Name | None:
    """The Option that must be open for an act; None where it is always taken.

    Leaving stage 1 out needs no agreement once its answer is there or late: `backend.services.acts`
    then takes it as an ordinary request.
    """
    match act:
        case Escalate(stage=3):
            return "ask_for_stage3"
        case Escalate(skip_stage1=True):
            return "go_straight_to_stage2"
        case Escalate():
            return "ask_for_stage2"
        case AskForMediation(kind="meeting"):
            return "ask_for_meeting"
    return _NEEDS[type(act)]


_NEEDS: dict[type[Act], Name | None] = {
    Withdraw: "withdraw",
    Reinstate: "reinstate",
    AskForAdvocate: "request_advocate",
    AddInformation: "add_information",
    ChangeContact: None,
    AskToPause: "ask_to_pause_decision",
    AskForMediation: "ask_for_mediation",
    WriteToPanel: "write_to_panel",
    Message: None,
    GotWorse: None,
}


def told(act: Act) -> dict[str, str]:
    """The person's own words in an act, by the name they are kept under; those left out are not there."""
    match act:
        case Escalate():
            named = {"reason": act.reason, "desired_outcome": act.desired_outcome}
        case Withdraw():
            named = {"reason": act.reason}
        case AskForAdvocate():
            named = {"wishes": act.wishes}
        case ChangeContact():
            named = {
                "contact_detail": act.detail,
                "when": act.when,
                **{f"not_to:{number}": place for number, place in enumerate(act.not_to, start=1)},
            }
        case AskToPause():
            named = {"decision": act.decision}
        case Reinstate():
            named = {}
        case _:
            named = {"text": act.text}
    return {name: words for name, words in named.items() if words}

"""The fields of an event as a form shows them, and what was filled in as the event's data.

Which fields a kind has is `backend.cases.events`' to say; here stands only how each is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from backend.cases.events import (
    CLOCKS,
    CONTACT_METHODS,
    EXTENSION_REASONS,
    HOLD_REASONS,
    KINDS,
    LEADS,
    OUTCOMES,
    ROUTES,
)

Asked = Literal["day", "line", "text", "one_of", "yes", "points", "outcomes"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "stage1": ("accepted", "acknowledged", "stage1_extended", "stage1_responded", "mediation_held"),
    "stage2": (
        "stage2_requested",
        "stage2_acknowledged",
        "statement_agreed",
        "investigator_appointed",
        "independent_person_appointed",
        "stage2_extended",
        "stage2_reported",
        "stage2_responded",
    ),
    "stage3": (
        "stage3_requested",
        "stage3_acknowledged",
        "panel_arranged",
        "panel_papers_sent",
        "stage3_extended",
        "panel_held",
        "panel_reported",
        "stage3_responded",
    ),
    "person": (
        "consent_recorded",
        "information_added",
        "contact_changed",
        "advocate_requested",
        "advocate_appointed",
        "advocate_declined",
        "advocate_changed",
        "mediation_requested",
        "decision_pause_requested",
        "decision_paused",
        "decision_pause_refused",
    ),
    "after": ("action_promised", "action_done", "referred_to_ombudsman"),
    "course": (
        "put_on_hold",
        "resumed",
        "proceedings_ended",
        "rerouted",
        "linked",
        "lead_agreed",
        "declined",
        "withdrawn",
        "reinstated",
        "redated",
        "closed",
    ),
}
"""Where on the page each kind stands; `tests/staff_pages` sees that none is forgotten."""

_SHORT = ("who", "to", "version", "body", "contact_detail", "when")
_DAYS = ("until", "told", "panel_on")
_YES = ("external", "oral", "signed", "skip_stage1", "neutral")
_CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("rerouted", "route"): ROUTES,
    ("redated", "clock"): CLOCKS,
    ("put_on_hold", "reason"): HOLD_REASONS,
    ("lead_agreed", "lead"): LEADS,
    ("contact_changed", "contact_method"): CONTACT_METHODS,
    **{(kind, "reason"): EXTENSION_REASONS for kind in KINDS if kind.endswith("_extended")},
}
_CHOICE_WORDS = {"route": "route", "clock": "clock", "lead": "lead", "contact_method": "method"}


@dataclass(frozen=True)
class Field:
    """One thing a form asks for. `options` are values; `words` names the wording they are shown by."""

    name: str
    asked: Asked
    needed: bool
    options: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Form:
    """The form of one kind of event."""

    kind: str
    fields: tuple[Field, ...]


def form_of(kind: str) -> Form:
    """What recording this kind asks for, the needed fields first, a note last."""
    carries = KINDS[kind]
    named = [*((name, True) for name in carries.needs), *((name, False) for name in carries.may_have)]
    return Form(kind, tuple(_field(kind, name, needed) for name, needed in [*named, ("note", False)]))


def _field(kind: str, name: str, needed: bool) -> Field:
    if (options := _CHOICES.get((kind, name))) is not None:
        words = _CHOICE_WORDS.get(name, "hold_reason" if kind == "put_on_hold" else "extension_reason")
        return Field(name, "one_of", needed, options, words)
    if name in _DAYS:
        return Field(name, "day", needed)
    if name in _YES:
        return Field(name, "yes", needed)
    if name == "points":
        return Field(name, "points", needed)
    if name == "outcomes":
        return Field(name, "outcomes", needed, OUTCOMES, "outcome")
    return Field(name, "line" if name in _SHORT else "text", needed)


def data_of(form: Form, filled: Mapping[str, str], points: tuple[str, ...]) -> dict[str, Any]:
    """The event's data out of what was filled in; an empty field was not given."""
    data: dict[str, Any] = {}
    for field in form.fields:
        value = filled.get(field.name, "").strip()
        if field.asked == "yes":
            if value:
                data[field.name] = True
        elif field.asked == "points":
            if chosen := [point for point in points if filled.get(f"points.{point}")]:
                data["points"] = chosen
        elif field.asked == "outcomes":
            if outcomes := [_outcome(filled, point) for point in points if filled.get(f"outcome.{point}")]:
                data["outcomes"] = outcomes
        elif value:
            data[field.name] = value
    return data


def _outcome(filled: Mapping[str, str], point: str) -> dict[str, str]:
    action = filled.get(f"action.{point}", "").strip()
    return {
        "point": point,
        "outcome": filled[f"outcome.{point}"],
        **({"action": action} if action else {}),
    }

"""What happened to a case, as it is told to the people in it. PURE."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from backend.cases.events import Event, as_day
from backend.cases.lifecycle import in_order
from backend.say import Say

NOT_TOLD = frozenset({"alert_raised", "alert_acknowledged"})
"""A safeguarding alert is nobody's news but the duty role's: a shared screen must not show it."""

REFUSALS = frozenset({"declined", "decision_pause_refused"})
"""What the council says no to: whoever asked is owed its reason, in the words it wrote."""

_DAYS = {
    "stage1_extended": "until",
    "stage2_extended": "until",
    "stage3_extended": "until",
    "redated": "until",
    "panel_arranged": "panel_on",
}


class Happened(NamedTuple):
    """One line of a case's history: the day, and what to say."""

    on: date
    what: Say


def history(events: Iterable[Event], kind: str = "complaint") -> tuple[Happened, ...]:
    """The events of a case of this kind by day, each with its wording key and the facts of `said.WORDING`."""
    return tuple(
        Happened(event.on, _what(event, kind)) for event in in_order(events) if event.kind not in NOT_TOLD
    )


def _what(event: Event, kind: str) -> Say:
    facts: dict[str, object] = {}
    if (named := _DAYS.get(event.kind)) is not None:
        facts[named] = as_day(event.data[named])
        if _told_as(event, kind) == "redated":
            facts["what"] = Say(f"track.clock.{event.data['clock']}")
    elif event.kind == "put_on_hold":
        facts["reason"] = Say(f"timeline.hold.{event.data['reason']}")
    elif event.kind == "lead_agreed" and _told_as(event, kind).endswith(".until"):
        facts["until"] = as_day(event.data["until"])
    elif event.kind == "rerouted":
        facts["route"] = Say(f"history.route.{event.data['route']}")
    elif event.kind in REFUSALS and "reason" in event.data:
        facts["reason"] = event.data["reason"]
    return Say(f"history.{_told_as(event, kind)}", facts)


def _told_as(event: Event, kind: str) -> str:
    """The sentence for an event: that of its kind, or another for what it carries."""
    data = event.data
    match event.kind:
        case "lead_agreed":
            by_then = ".until" if data["lead"] == "other" and "until" in data else ""
            return f"{event.kind}.{data['lead']}{by_then}"
        case "put_on_hold" if data.get("points"):
            return "part_put_on_hold"
        case "received" if kind != "complaint":
            return f"received.{kind}"
        case "acknowledged" if kind != "complaint":
            return f"{event.kind}.other"
        case refused if refused in REFUSALS and "reason" in data:
            return f"{refused}.because"
        case "withdrawn" | "reinstated" if data.get("points"):
            return f"{event.kind}.points"
        case "advocate_requested" if data.get("ask") == "change":
            return f"{event.kind}.another"
        case "information_added" if data.get("for") == "panel":
            return f"{event.kind}.panel"
        case "mediation_requested" if data.get("asked_for") == "meeting":
            return f"{event.kind}.meeting"
        case "redated" if data.get("told") == data["until"]:
            return f"{event.kind}.promise_stands"
    return event.kind

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


def history(events: Iterable[Event]) -> tuple[Happened, ...]:
    """The events by day, each with its wording key and the facts of `said.WORDING`."""
    return tuple(Happened(event.on, _what(event)) for event in in_order(events) if event.kind not in NOT_TOLD)


def _what(event: Event) -> Say:
    facts: dict[str, object] = {}
    key = event.kind
    if (named := _DAYS.get(event.kind)) is not None:
        facts[named] = as_day(event.data[named])
    elif event.kind == "put_on_hold":
        facts["reason"] = Say(f"timeline.hold.{event.data['reason']}")
        key = "part_put_on_hold" if event.data.get("points") else key
    elif event.kind == "rerouted":
        facts["route"] = Say(f"history.route.{event.data['route']}")
    if key == "redated" and event.data.get("told") == event.data["until"]:
        key = "promise_stands"
    return Say(f"history.{key}", facts)

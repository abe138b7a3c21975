"""The points of a complaint: which there are, and how each stands after what has happened. PURE.

A complaint told as one story has one point. An id is opaque: it says nothing of how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from backend.cases.events import OUTCOMES, Event, awaits_agreement
from backend.cases.lifecycle import in_order

THE_WHOLE = "1"
"""The one point of a complaint that was not told in points."""

Standing = Literal["open", "on_hold", "withdrawn", "answered"]


class Point(NamedTuple):
    """One point: its id, how it stands, and the newest outcome it was given (one of `OUTCOMES`)."""

    id: str
    status: Standing
    outcome: str | None


def points(events: Iterable[Event]) -> tuple[Point, ...]:
    """Every point in the order it was told. What happens to the whole case is the case's status, not theirs.

    One that goes on to the next stage is open again, with the outcome it had.
    """
    found: dict[str, Point] = {}
    for event in in_order(events):
        named = [str(point) for point in event.data.get("points", ())]
        match event.kind:
            case "received":
                found = {id: Point(id, "open", None) for id in named or [THE_WHOLE]}
            case "withdrawn" if named:
                _move(found, named, "withdrawn")
            case "reinstated":
                _move(
                    found,
                    [id for id in named or found if id in found and found[id].status == "withdrawn"],
                    "open",
                )
            case "put_on_hold" if named:
                _move(found, named, "on_hold")
            case "resumed":
                _move(found, [id for id, point in found.items() if point.status == "on_hold"], "open")
            case "stage2_requested" | "stage3_requested" if not awaits_agreement(event):
                going_on = named or [id for id, point in found.items() if point.status == "answered"]
                _move(found, going_on, "open")
            case "stage1_responded" | "stage2_responded" | "stage3_responded":
                for one in event.data.get("outcomes", ()):
                    if (point := found.get(str(one["point"]))) is not None and one["outcome"] in OUTCOMES:
                        found[point.id] = Point(point.id, "answered", one["outcome"])
    return tuple(found.values())


def _move(found: dict[str, Point], ids: Iterable[str], status: Standing) -> None:
    for id in ids:
        if id in found:
            found[id] = found[id]._replace(status=status)

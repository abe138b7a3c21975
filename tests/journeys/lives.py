"""Cases in every state a person may come back to, with the Options the real timeline gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from backend.cases.events import Event
from backend.cases.options import last_day_to_undo
from backend.cases.timeline import timeline
from backend.deadlines.calendar import WorkingCalendar, england_and_wales
from backend.journeys.draft import CaseNow, OptionNow, World
from backend.procedures import Procedures, load
from tests.journeys.worlds import AT_RUTLAND, TODAY

FACTS: Mapping[str, object] = {
    "stage1_days": 10,
    "stage2_days": 25,
    "stage2_longest": 65,
    "stage3_days": 30,
    "panel_size": 3,
}

LIVES: Mapping[str, str] = {
    "new": "2026-11-16 received",
    "answer late": "2026-09-01 received",
    "stage 1 answered": "2026-11-02 received; 2026-11-12 stage1_responded",
    "stage 1 answered long ago": "2026-03-02 received; 2026-03-12 stage1_responded",
    "on hold": "2026-11-02 received; 2026-11-09 put_on_hold",
    "pause asked for": "2026-11-16 received; 2026-11-17 decision_pause_requested",
    "stage 2": "2026-09-01 received; 2026-09-14 stage1_responded; 2026-09-21 stage2_requested",
    "stage 2 answered": (
        "2026-07-01 received; 2026-07-14 stage1_responded; 2026-07-21 stage2_requested;"
        "2026-11-10 stage2_responded"
    ),
    "stage 2 answered long ago": (
        "2026-02-02 received; 2026-02-16 stage1_responded; 2026-02-20 stage2_requested;"
        "2026-06-01 stage2_responded"
    ),
    "stage 3": (
        "2026-07-01 received; 2026-07-14 stage1_responded; 2026-07-21 stage2_requested;"
        "2026-10-26 stage2_responded; 2026-11-02 stage3_requested"
    ),
    "stage 3 answered": (
        "2026-05-01 received; 2026-05-14 stage1_responded; 2026-05-21 stage2_requested;"
        "2026-08-03 stage2_responded; 2026-08-10 stage3_requested; 2026-09-14 panel_arranged;"
        "2026-09-15 panel_held; 2026-09-18 panel_reported; 2026-10-05 stage3_responded"
    ),
    "withdrawn": "2026-11-02 received; 2026-11-18 withdrawn",
    "withdrawn long ago": "2026-08-03 received; 2026-08-10 withdrawn",
    "declined": "2026-11-02 received; 2026-11-09 declined",
    "closed": "2026-08-03 received; 2026-08-12 stage1_responded; 2026-10-12 closed",
}
"""What happened to each, up to `TODAY`."""

_NEEDED: Mapping[str, Mapping[str, object]] = {
    "put_on_hold": {"reason": "other"},
    "declined": {"reason": "other"},
    "closed": {"reason": "other"},
    "panel_arranged": {"panel_on": date(2026, 9, 15)},
}


@cache
def _law() -> tuple[Procedures, WorkingCalendar]:
    return load(), england_and_wales()


def case_in(life: str, route: str = "statutory") -> CaseNow:
    """The case of that state, as a journey on it sees it today."""
    procedures, calendar = _law()
    told = (line.strip().split(" ") for line in LIVES[life].split(";"))
    events = [Event(kind, date.fromisoformat(day), _NEEDED.get(kind, {})) for day, kind in told]
    terms = procedures.in_force("rutland", route, events[0].on)
    stands = timeline(events, terms, calendar, TODAY)
    return CaseNow(
        reference="ABCD-EF23",
        council="rutland",
        stage=stands.stage,
        options={o.option: OptionNow(o.available, o.until, o.why) for o in stands.options},
        undo_until=last_day_to_undo(TODAY, terms, calendar),
        role="young_person",
        facts=FACTS,
    )


def with_case(life: str, world: World = AT_RUTLAND, **known: object) -> World:
    """A world in which that case is open; `known` changes what is known of it."""
    return replace(world, case=replace(case_in(life), **known))  # type: ignore[arg-type]

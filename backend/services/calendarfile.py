"""A case's dates as an iCalendar file (RFC 5545), for the calendar of a phone that others may pick up.

The title says nothing of what it is about. A date's UID stays the same for as long as the case lives and
tells nothing to who does not know it; SEQUENCE is the case's version, so that whatever moved a date
replaces it; a date that nobody waits for any more is CANCELLED rather than left out, so that it goes
from calendars that have it. That holds for each date there ever was, also where the case has none of the
kind any more: it went another way, and whoever took the file before still has the day.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from icalendar import Calendar, Event

from backend.cases.timeline import Deadline
from backend.services import complaints
from backend.services.complaints import OpenCase
from backend.services.installation import Installation

_BEFORE_THE_CASE = ("time_limit",)
"""Its day is about complaining at all, and the complaint is made."""


def calendar_file(inst: Installation, case: OpenCase, locale: str, age_band: str, *, full: bool) -> bytes:
    """The file. `full` adds to each date what it is, for who asks for that."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heard//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    title = inst.wording.render("calendar.title", {}, locale, age_band).text
    now = {one.clock: one for one in case.timeline.deadlines if one.due is not None}
    for clock, due in (_ever_told(inst, case) | {clock: one.due for clock, one in now.items()}).items():
        if due is None or clock in _BEFORE_THE_CASE:
            continue
        deadline = now.get(clock)
        entry = _entry(case, clock, due, title, stands=deadline is not None and _stands(deadline))
        if full and deadline is not None:
            said = deadline.explanation
            entry.add("description", inst.wording.render(said.key, said.facts, locale, age_band).text)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _ever_told(inst: Installation, case: OpenCase) -> dict[str, date | None]:
    """Each date the case had after any of its events, as it was told last."""
    told: dict[str, date | None] = {}
    for events in range(1, len(case.events)):
        stood = complaints.timeline_of(inst, case.row, case.events[:events])
        told |= {one.clock: one.due for one in stood.deadlines if one.due is not None}
    return told


def _stands(deadline: Deadline) -> bool:
    """Whether somebody still waits for it: not done, not overtaken, not on hold until nobody knows when."""
    return deadline.over_on is None and deadline.state not in ("stopped", "paused")


def _entry(case: OpenCase, clock: str, due: date, title: str, *, stands: bool) -> Event:
    entry = Event()
    entry.add("uid", _uid(case.row.id, clock))
    entry.add("dtstamp", case.events[-1].recorded_at)
    entry.add("sequence", len(case.events))
    entry.add("dtstart", due)
    entry.add("dtend", due + timedelta(days=1))
    entry.add("summary", title)
    entry.add("status", "CONFIRMED" if stands else "CANCELLED")
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _uid(case_id: str, clock: str) -> str:
    """From the case's id, which is random and which nobody outside is told; no secret, for secrets change."""
    return hashlib.sha256(f"calendar:{case_id}:{clock}".encode()).hexdigest()[:32]

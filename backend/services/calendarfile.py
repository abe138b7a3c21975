"""A case's dates as an iCalendar file (RFC 5545), for the calendar of a phone that others may pick up.

The title says nothing of what it is about. A date's UID stays the same for as long as the case lives and
tells nothing to who does not know it; SEQUENCE is the case's version, so that whatever moved a date
replaces it; a date that nobody waits for any more is CANCELLED rather than left out, so that it goes
from calendars that have it. That holds for each date there ever was, also where the case has none of the
kind any more: it went another way, and whoever took the file before still has the day. Until the council
begins to count stage 2 its date is the Ombudsman's.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from icalendar import Calendar, Event

from backend.cases.timeline import Deadline, Timeline
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
    now = {one.clock: one for one in case.timeline.deadlines}
    for clock, day in (_ever_told(inst, case) | _days(case.timeline)).items():
        if clock in _BEFORE_THE_CASE:
            continue
        deadline = now.get(clock)
        entry = _entry(
            case, clock, day, title, stands=deadline is not None and _stands(deadline, case.timeline)
        )
        if full and deadline is not None:
            said = deadline.explanation
            entry.add("description", inst.wording.render(said.key, said.facts, locale, age_band).text)
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _ever_told(inst: Installation, case: OpenCase) -> dict[str, date]:
    """Each date the case had after any of its events, as it was told last."""
    told: dict[str, date] = {}
    for events in range(1, len(case.events)):
        told |= _days(complaints.timeline_of(inst, case.row, case.events[:events]))
    return told


def _days(stood: Timeline) -> dict[str, date]:
    """The day of each clock: the Ombudsman's as long as there is no other."""
    days = {one.clock: one.due or one.ombudsman_expects for one in stood.deadlines}
    return {clock: day for clock, day in days.items() if day is not None}


def _stands(deadline: Deadline, timeline: Timeline) -> bool:
    """Whether somebody still waits for it: not done, not overtaken, not on hold until nobody knows when."""
    on_hold = deadline.state == "paused" or (deadline.state == "not_started" and timeline.status == "on_hold")
    return deadline.over_on is None and deadline.state != "stopped" and not on_hold


def _entry(case: OpenCase, clock: str, day: date, title: str, *, stands: bool) -> Event:
    entry = Event()
    entry.add("uid", _uid(case.row.id, clock))
    entry.add("dtstamp", case.events[-1].recorded_at)
    entry.add("sequence", len(case.events))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("summary", title)
    entry.add("status", "CONFIRMED" if stands else "CANCELLED")
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _uid(case_id: str, clock: str) -> str:
    """From the case's id, which is random and which nobody outside is told; no secret, for secrets change."""
    return hashlib.sha256(f"calendar:{case_id}:{clock}".encode()).hexdigest()[:32]

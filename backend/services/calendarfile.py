"""A case's dates as an iCalendar file (RFC 5545), for the calendar of a phone that others may pick up.

The title says nothing of what it is about. A date's UID stays the same for as long as the case lives and
tells nothing to who does not know it; SEQUENCE is the case's version, so that whatever moved a date
replaces it; a date that nobody waits for any more is CANCELLED rather than left out, so that it goes
from calendars that have it.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from icalendar import Calendar, Event

from backend.cases.timeline import Deadline
from backend.services.complaints import OpenCase
from backend.services.installation import Installation

_OVER = ("stopped", "paused")
"""The states of a date that does not stand: done with, or on hold until nobody knows when."""

_BEFORE_THE_CASE = ("time_limit",)
"""Its day is about complaining at all, and the complaint is made."""


def calendar_file(inst: Installation, case: OpenCase, locale: str, age_band: str, *, full: bool) -> bytes:
    """The file. `full` adds to each date what it is, for who asks for that."""
    calendar = Calendar()
    calendar.add("prodid", "-//Heard//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    title = inst.wording.render("calendar.title", {}, locale, age_band).text
    for deadline in case.timeline.deadlines:
        if deadline.due is not None and deadline.clock not in _BEFORE_THE_CASE:
            entry = _entry(case, deadline, deadline.due, title)
            if full:
                said = deadline.explanation
                entry.add("description", inst.wording.render(said.key, said.facts, locale, age_band).text)
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(case: OpenCase, deadline: Deadline, due: date, title: str) -> Event:
    entry = Event()
    entry.add("uid", _uid(case.row.id, deadline.clock))
    entry.add("dtstamp", case.events[-1].recorded_at)
    entry.add("sequence", len(case.events))
    entry.add("dtstart", due)
    entry.add("dtend", due + timedelta(days=1))
    entry.add("summary", title)
    entry.add("status", "CANCELLED" if deadline.state in _OVER else "CONFIRMED")
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    return entry


def _uid(case_id: str, clock: str) -> str:
    """From the case's id, which is random and which nobody outside is told; no secret, for secrets change."""
    return hashlib.sha256(f"calendar:{case_id}:{clock}".encode()).hexdigest()[:32]

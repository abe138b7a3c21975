"""Who is on duty when harm is heard, and what may truly be said of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import get_args

from backend.clock import LONDON
from backend.notify import Way
from backend.say import Say
from backend.services import opening
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.opening import Contact, Day, Hours
from backend.store import Transaction

_DAYS: tuple[Day, ...] = get_args(Day)
_AHEAD = 15
"""Days looked ahead for somebody on duty: two weeks hold every day of a rota, holidays or not."""


@dataclass(frozen=True)
class Reach:
    """One way to one person."""

    way: Way
    to: str


def closed(inst: Installation, council: str | None) -> bool:
    """Whether this council's chat stays closed: beyond loopback, until its duty number is verified.

    Without a council a person may name any of them, so every one of them has to be reachable.
    """
    if not inst.beyond_loopback:
        return False
    named = [council] if council else [one.id for one in inst.procedures.councils()]
    return any("duty_phone" not in people(inst, one) for one in named)


def ways(inst: Installation, contact: Contact, tier: str) -> tuple[Reach, ...]:
    """The ways somebody is told: of an urgent alert by every one they have, of a concern by one.

    A concern goes by e-mail where that can be: nobody is woken by it.
    """
    found: list[Reach] = []
    if contact.email and inst.post.can("email"):
        found.append(Reach("email", contact.email))
    if contact.text and inst.post.can("text"):
        found.append(Reach("text", contact.text))
    return tuple(found if tier == "urgent" else found[:1])


def may_be_told(inst: Installation, named: Iterable[Contact], *, apart: bool) -> tuple[Contact, ...]:
    """Who of these can be reached; where staff or a carer are named, only who stands apart from them."""
    return tuple(one for one in named if (one.apart or not apart) and ways(inst, one, "urgent"))


def on_duty(inst: Installation, named: Iterable[Contact], at: datetime) -> tuple[Contact, ...]:
    """Who of these is on duty at a moment."""
    return tuple(one for one in named if _works(inst, one, at.astimezone(LONDON)))


def next_on_duty(inst: Installation, named: Sequence[Contact], after: datetime) -> datetime | None:
    """When the first of these comes on duty, or None where none does within two weeks."""
    local = after.astimezone(LONDON)
    starts = {
        datetime.combine(local.date() + timedelta(days=ahead), hours.start, LONDON)
        for one in named
        for hours in one.hours
        for ahead in range(_AHEAD)
    }
    return min((at for at in starts if at > local and on_duty(inst, named, at)), default=None)


def promise(inst: Installation, tx: Transaction, council: str | None, *, apart: bool) -> Say:
    """What is true of who is told, to be put into the words for somebody who may not be safe.

    A person is being told now; or from a moment on; or nobody is, which is said as plainly.
    """
    settings, now = opening.of(tx, council), inst.clock.now()
    named = may_be_told(inst, (*settings.duty, *settings.cover), apart=apart)
    if on_duty(inst, named, now):
        return Say("safety.told.now")
    if (at := next_on_duty(inst, named, now)) is not None:
        return Say("safety.told.later", {"on": at.date(), "at": at})
    return Say("safety.told.nobody")


def _works(inst: Installation, contact: Contact, at: datetime) -> bool:
    if not contact.hours:
        return True
    return any(
        datetime.combine(day, hours.start, LONDON) <= at < _end(hours, day)
        for hours in contact.hours
        for day in (at.date() - timedelta(days=1), at.date())
        if _holds(inst, hours, day)
    )


def _end(hours: Hours, day: date) -> datetime:
    """When hours that begin on a day end: on the next one where they go through the night."""
    ends_on = day if hours.end > hours.start else day + timedelta(days=1)
    return datetime.combine(ends_on, hours.end, LONDON)


def _holds(inst: Installation, hours: Hours, day: date) -> bool:
    """Whether these hours begin on this day."""
    if _DAYS[day.weekday()] not in hours.days:
        return False
    return hours.bank_holidays or day not in inst.calendar("england_and_wales").days_off

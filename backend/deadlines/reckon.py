"""From a trigger to a due date, with every day passed over on the way. PURE.

The day after the trigger is day 1 (the Ombudsman's own count in case 25 005 179: a request on
29 August 2024 and 65 working days end on 28 November 2024). Months end on the same day of the month,
or on its last day where there is none; that day is still in time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from backend.deadlines.calendar import OutsideCalendar, Skipped, WorkingCalendar
from backend.deadlines.period import Period

FIRST_FOR_MONTHS = date(1940, 1, 1)
"""The earliest trigger of a clock in months: the grounds of a complaint may lie far back."""

ON_HOLD = "on hold"
"""Why a working day was passed over when no holiday is the reason."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A clock on hold: put on hold on `since`, resumed on `until`.

    As with any trigger, the day after `since` is the first that does not count and `until` the last,
    so a clock put on hold and resumed on one day does not move.
    """

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"a pause cannot end ({self.until}) before it begins ({self.since})")


class Reckoning(NamedTuple):
    """When a clock ends, its first counted day, and the days it passed over.

    `skipped` lists each weekday passed over, with the holiday's name or `ON_HOLD`, in order;
    `skipped_weekends` is the number of Saturdays and Sundays. Days counted, days skipped and
    weekends together span from the trigger to `due`. A count of months passes over nothing.
    """

    due: date
    first_day: date
    skipped: tuple[Skipped, ...]
    skipped_weekends: int


def reckon(
    period: Period, trigger: date, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()
) -> Reckoning:
    """Count `period` from `trigger`.

    A pause that begins no later than the due day moves it by as many working days as it lasted; it
    bears on working days counted forwards alone, since months and papers are fixed by their dates.
    Raises `OutsideCalendar` for a trigger before the first day the calendar (for months, the year
    1940) or after the last, and for a count of working days that ends after the last.
    """
    earliest = FIRST_FOR_MONTHS if period.unit == "months" else calendar.first
    if not earliest <= trigger <= calendar.last:
        raise OutsideCalendar(trigger, earliest, calendar.last)
    if period.unit == "months":
        return _months(period, trigger)
    if period.direction == "before":
        return _before(period.count, trigger, calendar)
    if period.trigger_on_day_off == "moves_on" and calendar.why_not_working(trigger):
        trigger = calendar.working_day(calendar.number(trigger) + 1)
    if pauses:
        return _after_with(pauses, period.count, trigger, calendar)
    return _after(period.count, trigger, calendar)


def _after(count: int, trigger: date, calendar: WorkingCalendar) -> Reckoning:
    number = calendar.number(trigger)
    due = calendar.working_day(number + count)
    off = calendar.weekdays_off(trigger, due)
    weekends = due.toordinal() - trigger.toordinal() - count - len(off)
    return Reckoning(due, calendar.working_day(number + 1), off, weekends)


def _after_with(pauses: Iterable[Pause], count: int, trigger: date, calendar: WorkingCalendar) -> Reckoning:
    start = calendar.number(trigger)
    first, end = start + 1, start + count
    held: list[int] = []
    for since, until in _merged(pauses):
        if since > calendar.working_day(end):
            break
        held_from = calendar.number(max(since, trigger)) + 1
        held_to = calendar.number(max(until, trigger)) + 1
        if held_from <= first:
            first += held_to - held_from
        end += held_to - held_from
        held += range(held_from, held_to)
    due = calendar.working_day(end)
    off = calendar.weekdays_off(trigger, due)
    weekends = due.toordinal() - trigger.toordinal() - (end - start) - len(off)
    on_hold = (Skipped(calendar.working_day(number), ON_HOLD) for number in held)
    skipped = tuple(sorted((*off, *on_hold), key=lambda day: day.date))
    return Reckoning(due, calendar.working_day(first), skipped, weekends)


def _before(count: int, trigger: date, calendar: WorkingCalendar) -> Reckoning:
    eve = trigger - _DAY
    number = calendar.number(eve)
    due = calendar.working_day(number - count + 1)
    off = calendar.weekdays_off(due, eve)
    weekends = trigger.toordinal() - due.toordinal() - count - len(off)
    return Reckoning(due, calendar.working_day(number), off, weekends)


def _months(period: Period, trigger: date) -> Reckoning:
    forwards = period.direction == "after"
    month = trigger.year * 12 + trigger.month - 1 + (period.count if forwards else -period.count)
    year, month = divmod(month, 12)
    day = min(trigger.day, monthrange(year, month + 1)[1])
    return Reckoning(date(year, month + 1, day), trigger + (_DAY if forwards else -_DAY), (), 0)


def _merged(pauses: Iterable[Pause]) -> list[tuple[date, date]]:
    """The pauses in order, those that overlap made one, so that no day is held twice."""
    merged: list[tuple[date, date]] = []
    for pause in sorted(pauses, key=lambda pause: pause.since):
        if merged and pause.since <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], pause.until)
        else:
            merged.append((pause.since, pause.until))
    return merged


_DAY = timedelta(days=1)

"""From a trigger to a due date, with every day passed over on the way. PURE.

The day after the trigger is day 1 (the Ombudsman's own count in case 25 005 179: a request on
29 August 2024 and 65 working days end on 28 November 2024). Months end on the same day of the month,
or on its last day where there is none; that day is still in time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from backend.deadlines.calendar import OutsideCalendar, Skipped, WorkingCalendar
from backend.deadlines.period import Period

FIRST_FOR_MONTHS = date(1940, 1, 1)
"""The earliest trigger of a clock in months: the grounds of a complaint may lie far back."""


class Reckoning(NamedTuple):
    """When a clock ends, its first counted day, and the days it passed over.

    `skipped` lists each weekday passed over, with the holiday's name, in order; `skipped_weekends` is
    the number of Saturdays and Sundays. Days counted, days skipped and weekends together span from
    the trigger to `due`. A count of months passes over nothing.
    """

    due: date
    first_day: date
    skipped: tuple[Skipped, ...]
    skipped_weekends: int


def reckon(period: Period, trigger: date, calendar: WorkingCalendar) -> Reckoning:
    """Count `period` from `trigger`.

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
        trigger = calendar.later(trigger, 1)
    return _after(period.count, trigger, calendar)


def stood_still(since: date, until: date, start: date, calendar: WorkingCalendar) -> int:
    """How many working days a clock that started on `start` lost to a hold: it ends so many later.

    As with any trigger, the day after `since` is the first that does not count and `until`, the day it
    was resumed, the last; so a clock put on hold and resumed on one day does not move.
    """
    return calendar.number(max(until, start)) - calendar.number(max(since, start))


def passed_over(
    after: date, until: date, calendar: WorkingCalendar, holds: Iterable[tuple[date, date]] = ()
) -> tuple[tuple[Skipped, ...], int]:
    """The weekdays after `after`, up to and with `until`, that do not count, in order; the weekend days.

    Those are the holidays, by name, and the days lost to `holds`, each given as (since, until), one
    after the other.
    """
    skipped: tuple[Skipped, ...] = ()
    told = after
    for since, resumed in holds:
        if resumed > told and since < until:
            begin, end = max(since, told), min(resumed, until)
            skipped += calendar.weekdays_off(told, begin) + calendar.weekdays_on_hold(begin, end)
            told = end
    weekends = (until - after).days - (calendar.weekday(until) - calendar.weekday(after))
    return skipped + calendar.weekdays_off(told, until), weekends


def _after(count: int, trigger: date, calendar: WorkingCalendar) -> Reckoning:
    number = calendar.number(trigger)
    due = calendar.working_day(number + count)
    off = calendar.weekdays_off(trigger, due)
    weekends = due.toordinal() - trigger.toordinal() - count - len(off)
    return Reckoning(due, calendar.working_day(number + 1), off, weekends)


def _before(count: int, trigger: date, calendar: WorkingCalendar) -> Reckoning:
    eve = trigger - _DAY
    due = calendar.later(eve, 1 - count)
    return Reckoning(due, calendar.later(eve, 0), *passed_over(due, eve, calendar))


def _months(period: Period, trigger: date) -> Reckoning:
    forwards = period.direction == "after"
    month = trigger.year * 12 + trigger.month - 1 + (period.count if forwards else -period.count)
    year, month = divmod(month, 12)
    day = min(trigger.day, monthrange(year, month + 1)[1])
    return Reckoning(date(year, month + 1, day), trigger + (_DAY if forwards else -_DAY), (), 0)


_DAY = timedelta(days=1)

"""Which days are working days, and why a day is not one. PURE.

Regulation 2 of SI 2006/1738: a working day is "a day which is not a Saturday, Sunday, Christmas Day,
Boxing Day, Good Friday or a bank holiday under the Banking and Financial Dealings Act 1971". The text
does not say where in the United Kingdom; a procedure therefore names its calendar, `england_and_wales`
(our choice) or `united_kingdom` (every bank holiday of any of its parts). Days on which a council's
own offices are shut, and school holidays, are working days.

Two sources: gov.uk's list, stored beside this module, for the years it covers; before those, the
`holidays` library, which computes the same days. Tests hold the two to each other where they overlap.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, TypedDict

import holidays

IN_FORCE = date(2006, 9, 1)
"""The day SI 2006/1738 came into force: no working-day clock starts before it."""

ON_HOLD = "on hold"
"""Why a working day was passed over when no holiday is the reason."""

GOV_UK = "gov.uk/bank-holidays"
COMPUTED = f"holidays {version('holidays')}"

_SNAPSHOT = Path(__file__).with_name("bank_holidays.json")
_WEEKEND = {5: "Saturday", 6: "Sunday"}
_SUBDIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
_BEFORE_FIRST = timedelta(days=120)
"""How far the table reaches back before the first trigger, so that counts back from it find days."""


class OutsideCalendar(ValueError):
    """A day, or the end of a count, lies outside the days a calendar knows."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"{day} is outside the days this calendar knows, {first} to {last}")
        self.day, self.first, self.last = day, first, last


class UnknownCalendar(LookupError):
    """A calendar was asked for by a name that there is not."""


class Skipped(NamedTuple):
    """A weekday that was passed over, and the name of the reason."""

    date: date
    why: str


class WorkingCalendar:
    """The working days from `first` to `last`, numbered, so that counting is looking up.

    `days_off` names each day that is not a working day for another reason than being a weekend.
    A working day's number is its place in the row of all of them; a day that is not one bears the
    number of the working day before it. Numbers of one calendar mean nothing to another.
    """

    def __init__(self, name: str, first: date, last: date, days_off: Mapping[date, str]) -> None:
        if last < first:
            raise ValueError(f"a calendar cannot end ({last}) before it begins ({first})")
        self.name, self.first, self.last, self.days_off = name, first, last, dict(days_off)
        begin = first - _BEFORE_FIRST
        self._numbers: dict[date, int] = {}
        self._working: list[date] = []
        weekdays_off: list[Skipped] = []
        self._off_until: dict[date, int] = {}
        self._weekday: dict[date, int] = {}
        for day in (begin + timedelta(days=n) for n in range((last - begin).days + 1)):
            if self.why_not_working(day) is None:
                self._working.append(day)
            elif day.weekday() < 5:
                weekdays_off.append(Skipped(day, self.days_off[day]))
            self._numbers[day] = len(self._working) - 1
            self._off_until[day] = len(weekdays_off)
            self._weekday[day] = len(self._working) + len(weekdays_off)
        self._weekdays_off = tuple(weekdays_off)

    def why_not_working(self, day: date) -> str | None:
        """The holiday's name, "Saturday" or "Sunday"; None for a working day."""
        return _WEEKEND.get(day.weekday()) or self.days_off.get(day)

    def number(self, day: date) -> int:
        """The number of this working day, or of the last one before it. Raises `OutsideCalendar`."""
        try:
            return self._numbers[day]
        except KeyError:
            raise OutsideCalendar(day, self.first, self.last) from None

    def working_day(self, number: int) -> date:
        """The working day of that number. Raises `OutsideCalendar`, naming the end it ran past."""
        if number < 0:
            raise OutsideCalendar(self.first - _BEFORE_FIRST, self.first, self.last)
        if number >= len(self._working):
            raise OutsideCalendar(self.last + timedelta(days=1), self.first, self.last)
        return self._working[number]

    def later(self, day: date, working_days: int) -> date:
        """So many working days after `day`, the one after it being the first. Raises `OutsideCalendar`."""
        return self.working_day(self.number(day) + working_days)

    def weekdays_off(self, after: date, until: date) -> tuple[Skipped, ...]:
        """The weekdays after `after`, up to and with `until`, that are not working days.

        Raises `OutsideCalendar`.
        """
        try:
            return self._weekdays_off[self._off_until[after] : self._off_until[until]]
        except KeyError as unknown:
            raise OutsideCalendar(unknown.args[0], self.first, self.last) from None

    def weekdays_on_hold(self, after: date, until: date) -> tuple[Skipped, ...]:
        """The same of a time in which nothing counts: every weekday. Raises `OutsideCalendar`."""
        return self._weekdays[self.weekday(after) : self.weekday(until)]

    def weekday(self, day: date) -> int:
        """How many days the row of all weekdays has up to and with this one. Raises `OutsideCalendar`."""
        try:
            return self._weekday[day]
        except KeyError:
            raise OutsideCalendar(day, self.first, self.last) from None

    @cached_property
    def _weekdays(self) -> tuple[Skipped, ...]:
        return tuple(sorted([*self._weekdays_off, *(Skipped(day, ON_HOLD) for day in self._working)]))

    def with_day_off(self, day: date, why: str) -> WorkingCalendar:
        """The same calendar with one more holiday, as after a proclamation."""
        return WorkingCalendar(self.name, self.first, self.last, {**self.days_off, day: why})


@lru_cache(maxsize=1)
def england_and_wales() -> WorkingCalendar:
    """Working days by the bank holidays of England and Wales."""
    return _calendar("england_and_wales", "england-and-wales")


@lru_cache(maxsize=1)
def united_kingdom() -> WorkingCalendar:
    """Working days by the bank holidays of every part of the United Kingdom together."""
    return _calendar("united_kingdom", "england-and-wales", "scotland", "northern-ireland")


CALENDARS = {"england_and_wales": england_and_wales, "united_kingdom": united_kingdom}


def calendar_named(name: str) -> WorkingCalendar:
    """The calendar a procedure names. Raises `UnknownCalendar`."""
    if name not in CALENDARS:
        raise UnknownCalendar(f"there is no calendar {name!r}, only {' and '.join(sorted(CALENDARS))}")
    return CALENDARS[name]()


def source_for(day: date) -> str:
    """Which of the two sources says whether this day is a bank holiday."""
    begin, _ = snapshot_covers()
    return COMPUTED if day < begin else GOV_UK


def snapshot_covers() -> tuple[date, date]:
    """The first and the last day that the stored copy of gov.uk's list speaks for."""
    snapshot = _snapshot()
    return date.fromisoformat(snapshot["covers_from"]), date.fromisoformat(snapshot["covers_to"])


def listed(division: str) -> dict[date, str]:
    """gov.uk's bank holidays of one part of the United Kingdom, as stored."""
    return {
        date.fromisoformat(event["date"]): f"{event['title']} ({event['notes'].lower()})".removesuffix(" ()")
        for event in _snapshot()["divisions"][division]
    }


def computed(division: str, begin: date, end: date) -> dict[date, str]:
    """The same as the library computes them, from `begin` to `end`, substitutes named as gov.uk does."""
    found = holidays.country_holidays(
        "GB", subdiv=_SUBDIVISIONS[division], years=range(begin.year, end.year + 1)
    )
    return {
        day: name.replace("(observed)", "(substitute day)")
        for day, name in found.items()
        if begin <= day <= end
    }


def _calendar(name: str, *divisions: str) -> WorkingCalendar:
    stored_from, last = snapshot_covers()
    days_off: dict[date, str] = {}
    for division in reversed(divisions):
        days_off |= computed(division, IN_FORCE - _BEFORE_FIRST, stored_from - timedelta(days=1))
        days_off |= listed(division)
    return WorkingCalendar(name, IN_FORCE, last, days_off)


class _Snapshot(TypedDict):
    covers_from: str
    covers_to: str
    divisions: dict[str, list[dict[str, str]]]


@lru_cache(maxsize=1)
def _snapshot() -> _Snapshot:
    stored: _Snapshot = json.loads(_SNAPSHOT.read_text(encoding="utf-8"))
    return stored

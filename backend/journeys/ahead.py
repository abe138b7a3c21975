"""The day to come that a person's words name: when a decision is to happen. PURE.

English only, and modest: words that name no certain day are kept as words. `backend.journeys.days` hears
days that are past.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SHORT = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple of": 2}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_COUNT = r"\d{1,2}|a couple of|" + "|".join(_NUMBERS)
_TODAY = re.compile(r"\b(?:today|tonight|now|right now|this (?:morning|afternoon|evening))\b")
_TOMORROW = re.compile(r"\b(day after )?(?:tomorrow|tomoz|tmrw|tmr)\b")
_IN = re.compile(rf"\bin (?:about )?({_COUNT}) (day|week)s?\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b")
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?:,? (\d{{4}}))?")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?")
_WEEKDAY = re.compile(r"\b(" + "|".join((*_DAYS, *_SHORT)) + r")\b")


def happens(text: str, today: date) -> dict[str, object]:
    """The words of an answer to "when will it happen?", beside the day understood: `{"words", "on"}`.

    `on` is an ISO day, today or later, or None. A weekday is the next one that comes ("next Friday" too:
    the nearer day is the safer guess, and it is said back); a day and month without a year is the next
    that comes round.
    """
    said = " ".join(text.lower().replace("’", "'").split())
    day = _named(said, today)
    return {"words": text.strip(), "on": day.isoformat() if day is not None and day >= today else None}


def _named(said: str, today: date) -> date | None:
    if match := _ISO.search(said):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.search(said):
        return _coming(int(match[2]), int(match[1]), match[3], today)
    if match := _DAY_MONTH.search(said):
        return _coming(_MONTHS[match[2]], int(match[1]), match[3], today)
    if match := _MONTH_DAY.search(said):
        return _coming(_MONTHS[match[1]], int(match[2]), match[3], today)
    if match := _TOMORROW.search(said):
        return today + timedelta(days=2 if match[1] else 1)
    if match := _WEEKDAY.search(said):
        wanted = _DAYS.get(match[1], _SHORT.get(match[1], 0))
        return today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    if match := _IN.search(said):
        count = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1].removeprefix("a "), 1)
        return today + timedelta(days=count * (7 if match[2] == "week" else 1))
    return today if _TODAY.search(said) else None


def _coming(month: int, day: int, year: str | None, today: date) -> date | None:
    """That day of the year said, else the next one from today on."""
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = (today.year, today.year + 1)
    return next((found for y in years if (found := _day(y, month, day)) and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

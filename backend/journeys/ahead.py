"""The day to come that a person's words name: when a decision is to happen. PURE.

English only, and modest: words that name no certain day are kept as words. `backend.journeys.days` hears
days that are past.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from backend.journeys.days import COUNT, MONTHS, WEEKDAYS, how_many, in_plain_words

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_OF_WEEK = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_TODAY = re.compile(r"\b(?:today|tonight|now|right now|this (?:morning|afternoon|evening))\b")
_TOMORROW = re.compile(r"\b(day after )?tomorrow\b")
_IN = re.compile(
    rf"\bin (?:about )?({COUNT}) (day|week)s?\b|\b({COUNT}) (day|week)s?'? (?:from (?:now|today)|time)\b"
)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_FIGURES = re.compile(r"(?<!at )\b(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\b(?! ?[ap]m\b)")
"""Not "at 4.30", which is a time of day."""
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b(?:,? (\d{{4}}))?")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?")
_DAY_ALONE = re.compile(
    rf"(?:^|\b(?:the|on|{_DAY_OF_WEEK}) )(\d{{1,2}})(?:st|nd|rd|th)"
    r"(?: of (this|next|the) month\b"
    r"|(?=$|[^\w ]| (?:at|in|around|about|and|or|i|but|if|its|they|so|because)\b))"
)
_WEEKDAY = re.compile(rf"\b({_DAY_OF_WEEK})\b")
_WEEKS_MORE = re.compile(
    rf"(?:^|\b({COUNT}) )weeks?(?: from| on| this| next| coming)* (?:{_DAY_OF_WEEK}|today|tomorrow)\b"
    rf"|\b(?:{_DAY_OF_WEEK}|today|tomorrow) (?:({COUNT}) )?weeks?\b"
)
"""How many weeks after the day that is named: "a week on Thursday", "Thursday week", "two weeks today"."""
_THE_ONE_AFTER = re.compile(
    rf"\b(?:{_DAY_OF_WEEK}) after (?:next|this|that)\b"
    rf"|\bnot (?:this|the|this coming|the coming) (?:{_DAY_OF_WEEK}),?"
    r"(?: but)?(?: the)? (?:next|one after|following)\b"
)
_AFTER_NEXT = re.compile(r"\bweek after next\b")
_NEXT_WEEK = re.compile(
    rf"\bnext week\b|\bthe (?:following week|week after)(?=$|[^\w ]| on\b| (?:{_DAY_OF_WEEK})\b)"
)
_OF_ANOTHER_TIME = re.compile(
    rf"\blast (?:{_DAY_OF_WEEK})\b"
    rf"|\b(?:{_DAY_OF_WEEK}) (?:after|before)\b"
    r"(?! (?:next|this|that|school|college|work|lunch|dinner|tea|noon|midday|half past|about|around|\d))"
)
"""A weekday that is past, or that counts from something whose day nobody said; "after school" is a time."""


def happens(text: str, today: date) -> dict[str, object]:
    """The words of an answer to "when will it happen?", beside the day understood: `{"words", "on"}`.

    `on` is an ISO day, today or later, or None. A weekday is the next one that comes ("next Friday" too:
    the nearer day is the safer guess, and it is said back), unless words around it name another week; a
    day and month without a year is the next that comes round.
    """
    day = _named(in_plain_words(text), today)
    return {"words": text.strip(), "on": day.isoformat() if day is not None and day >= today else None}


def _named(said: str, today: date) -> date | None:
    if match := _ISO.search(said):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.search(said):
        return _coming(int(match[2]), int(match[1]), match[3], today)
    if match := _DAY_MONTH.search(said):
        return _coming(MONTHS[match[2]], int(match[1]), match[3], today)
    if match := _MONTH_DAY.search(said):
        return _coming(MONTHS[match[1]], int(match[2]), match[3], today)
    if match := _DAY_ALONE.search(said):
        return _of_a_month(int(match[1]), match[2] == "next", today)
    if match := _TOMORROW.search(said):
        return today + timedelta(days=2 if match[1] else 1, weeks=_weeks_more(said))
    if match := _WEEKDAY.search(said):
        return None if _OF_ANOTHER_TIME.search(said) else _weekday(WEEKDAYS[match[1]], said, today)
    if match := _IN.search(said):
        count, unit = how_many(match[1] or match[3]), match[2] or match[4]
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    return today + timedelta(weeks=_weeks_more(said)) if _TODAY.search(said) else None


def _weekday(wanted: int, said: str, today: date) -> date:
    """A day of the week: the next that comes, so many weeks after that, or that of a week to come."""
    monday = today - timedelta(days=today.weekday())
    if weeks := _weeks_ahead(said):
        return monday + timedelta(weeks=weeks, days=wanted)
    coming = today + timedelta(days=(wanted - today.weekday()) % 7 or 7)
    return coming + timedelta(weeks=_weeks_more(said))


def _weeks_ahead(said: str) -> int:
    """How many weeks after this one a text names: "next week", "the week after next", "in two weeks"."""
    if _AFTER_NEXT.search(said):
        return 2
    if _NEXT_WEEK.search(said):
        return 1
    match = _IN.search(said)
    return how_many(match[1] or match[3]) if match and (match[2] or match[4]) == "week" else 0


def _weeks_more(said: str) -> int:
    if match := _WEEKS_MORE.search(said):
        return how_many(match[1] or match[2] or "one")
    return 1 if _THE_ONE_AFTER.search(said) else 0


def _coming(month: int, day: int, year: str | None, today: date) -> date | None:
    """That day of the year said, else the next one from today on."""
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    years = (today.year, today.year + 1)
    return next((found for y in years if (found := _day(y, month, day)) and found >= today), None)


def _of_a_month(day: int, of_the_next: bool, today: date) -> date | None:
    """That day of this month or the next that has it; `of_the_next`: of no month before the next."""
    months = (divmod(today.year * 12 + today.month - 1 + on, 12) for on in range(of_the_next, 3))
    found = (_day(year, month + 1, day) for year, month in months)
    return next((one for one in found if one and one >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

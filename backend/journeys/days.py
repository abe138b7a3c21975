"""The days that a person's words name, reckoned from the day in London they are said on. PURE.

English only, and modest: words that name no certain day are kept as words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of days, first and last included."""

    start: date
    end: date


_Read = Callable[[re.Match[str], date], Span | None]
"""What a pattern's match means on a given day; None if there is no such day."""


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple of": 2, "a couple of": 2, "a couple": 2,
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
"""First and last month; winter ends in the February after (months 13 and 14)."""
_FEASTS = {
    "christmas": (12, 25),
    "xmas": (12, 25),
    "new year": (1, 1),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
}

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_COUNT = r"\d{1,2}|a couple of|couple of|a couple|" + "|".join(w for w in _NUMBERS if "couple" not in w)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_DAY_MONTH = re.compile(rf"\b{_DAY}(?: of)? ({_MONTH})(?:,? (\d{{4}}))?\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (?:the )?{_DAY}\b(?:,? (\d{{4}})\b)?")
_MONTH_ALONE = re.compile(
    rf"\b(?:(in|since|during|around|about|last|early|late|end of|of|from|back in|before|after) )?({_MONTH})"
    r"(?: (\d{4}))?\b"
)
_YEAR = re.compile(r"\b(?:in|since|during|of|back in|from) (19\d\d|20\d\d)\b")
_YEAR_ALONE = re.compile(r"^(19\d\d|20\d\d)$")
_AGO = re.compile(rf"\b({_COUNT}) (day|week|month|year)s? (?:ago|back|before)\b")
_FEW_AGO = re.compile(r"\b(?:a )?few (day|week|month|year)s ago\b")
_FOR = re.compile(rf"\b(?:for|over|in) (?:the )?(?:last |past )?({_COUNT}) (day|week|month|year)s?\b")
_LAST_UNIT = re.compile(r"\b(last|this) (week|month|year)\b")
_LAST_SEASON = re.compile(
    r"\b(?:(last|this|in the|over the|since|during the|the) )?(spring|summer|autumn|winter)(?: (\d{4}))?\b"
)
_FEAST = re.compile(r"\b(christmas day|christmas|xmas|new year|halloween|bonfire night)(?: (\d{4}))?\b")
_WEEKDAY = re.compile(r"\b(?:(?:last|on|this|since) )(" + "|".join(_WEEKDAYS) + r")\b")
_WEEKDAY_ALONE = re.compile(r"^(" + "|".join(_WEEKDAYS) + r")$")
_NEAR = (
    (re.compile(r"\bday before yesterday\b"), 2),
    (re.compile(r"\b(?:yesterday|last night)\b"), 1),
    (re.compile(r"\b(?:today|this morning|this afternoon|this evening|tonight|just now)\b"), 0),
)
_FEW = {"day": (2, 6), "week": (2, 5), "month": (2, 6), "year": (2, 5)}
"""What "a few ... ago" covers, from the nearest to the farthest; ours, and said back with the words."""
_SINCE = re.compile(r"\b(?:since|ever since)\b")


def when(text: str, today: date) -> dict[str, object]:
    """The words of an answer to "when?", beside the days understood in them.

    `{"words": text, "from": ISO day or None, "to": ISO day or None, "over_a_year_ago": bool}`. Days to
    come are not understood. A complaint is late more than a year after it ended (SI 2006/1738, reg 9).
    """
    heard = spans(text, today)
    if not heard:
        return {"words": text.strip(), "from": None, "to": None, "over_a_year_ago": False}
    start, end = min(span.start for span in heard), max(span.end for span in heard)
    if _SINCE.search(text.lower()):
        end = today
    return {
        "words": text.strip(),
        "from": start.isoformat(),
        "to": end.isoformat(),
        "over_a_year_ago": end < a_year_before(today),
    }


def spans(text: str, today: date) -> list[Span]:
    """Every day or stretch of days that a text names, none of which begins after today."""
    return [span for span, _ in _spans(text, today)]


def words_of_days(text: str, today: date) -> str:
    """The words in a text that name its days, in the order they were understood."""
    return ", ".join(words for _, words in _spans(text, today))


def _spans(text: str, today: date) -> list[tuple[Span, str]]:
    said = re.sub(r"\s+", " ", text.lower().replace("’", "'"))
    found: list[tuple[Span, str]] = []
    for pattern, read in _READERS:
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(said):
            span = read(match, today)
            if span is not None and span.start <= today:
                found.append((Span(span.start, min(span.end, today)), match.group().strip()))
                taken.append(match.span())
        for start, end in taken:
            said = said[:start] + " " * (end - start) + said[end:]
    return found


def a_year_before(day: date) -> date:
    """The same day a calendar year earlier; 28 February for 29 February."""
    return _months_before(day, 12)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(day: date | None) -> Span | None:
    return Span(day, day) if day else None


def _month(year: int, month: int) -> Span:
    return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def _iso(match: re.Match[str], today: date) -> Span | None:
    return _one(_day(int(match[1]), int(match[2]), int(match[3])))


def _figures(match: re.Match[str], today: date) -> Span | None:
    year = int(match[3])
    if year < 100:
        year += 2000 if year <= today.year % 100 else 1900
    return _one(_day(year, int(match[2]), int(match[1])))


def _latest(month: int, day: int, year: str | None, today: date) -> Span | None:
    """A day and a month; without a year, the last time that day came round."""
    if year:
        return _one(_day(int(year), month, day))
    return next(
        (
            Span(found, found)
            for back in range(5)
            if (found := _day(today.year - back, month, day)) and found <= today
        ),
        None,
    )


def _day_month(match: re.Match[str], today: date) -> Span | None:
    return _latest(_MONTHS[match[2]], int(match[1]), match[3], today)


def _month_day(match: re.Match[str], today: date) -> Span | None:
    return _latest(_MONTHS[match[1]], int(match[2]), match[3], today)


def _month_alone(match: re.Match[str], today: date) -> Span | None:
    before, name, year = match[1], match[2], match[3]
    if name == "may" and not (before or year):
        return None
    month = _MONTHS[name]
    if year:
        return _month(int(year), month)
    return _month(today.year if month <= today.month else today.year - 1, month)


def _year(match: re.Match[str], today: date) -> Span | None:
    return Span(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))


def _how_many(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words]


def _ago(match: re.Match[str], today: date) -> Span | None:
    count = _how_many(match[1])
    match match[2]:
        case "day":
            return _one(today - timedelta(days=count))
        case "week":
            monday = today - timedelta(days=today.weekday() + 7 * count)
            return Span(monday, monday + timedelta(days=6))
        case "month":
            there = _months_before(today, count)
            return _month(there.year, there.month)
    there = _months_before(today, 12 * count)
    return Span(_months_before(there, 6), min(_months_before(there, -6), today))


def _back(count: int, unit: str, today: date) -> date:
    match unit:
        case "day":
            return today - timedelta(days=count)
        case "week":
            return today - timedelta(weeks=count)
        case "month":
            return _months_before(today, count)
    return _months_before(today, 12 * count)


def _few_ago(match: re.Match[str], today: date) -> Span | None:
    near, far = _FEW[match[1]]
    return Span(_back(far, match[1], today), _back(near, match[1], today))


def _for(match: re.Match[str], today: date) -> Span | None:
    return Span(_back(_how_many(match[1]), match[2], today), today)


def _last_unit(match: re.Match[str], today: date) -> Span | None:
    last = match[1] == "last"
    match match[2]:
        case "week":
            monday = today - timedelta(days=today.weekday() + (7 if last else 0))
            return Span(monday, monday + timedelta(days=6))
        case "month":
            there = _months_before(today, 1 if last else 0)
            return _month(there.year, there.month)
    year = today.year - (1 if last else 0)
    return Span(date(year, 1, 1), date(year, 12, 31))


def _season(match: re.Match[str], today: date) -> Span | None:
    before, name, year = match[1], match[2], match[3]
    if not (before or year):
        return None
    first, last = _SEASONS[name]
    years = [int(year)] if year else [today.year, today.year - 1, today.year - 2]
    for candidate in years:
        over = last > 12
        span = Span(date(candidate, first, 1), _month(candidate + over, last - 12 * over).end)
        if span.start <= today and not (before == "last" and span.end >= today):
            return span
    return None


def _feast(match: re.Match[str], today: date) -> Span | None:
    month, day = _FEASTS[match[1].removesuffix(" day")]
    return _latest(month, day, match[2], today)


def _weekday(match: re.Match[str], today: date) -> Span | None:
    back = (today.weekday() - _WEEKDAYS[match[1]]) % 7 or 7
    return _one(today - timedelta(days=back))


def _near(days: int) -> _Read:
    return lambda match, today: _one(today - timedelta(days=days))


_READERS = (
    (_ISO, _iso),
    (_FIGURES, _figures),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_MONTH_ALONE, _month_alone),
    (_YEAR, _year),
    (_YEAR_ALONE, _year),
    (_AGO, _ago),
    (_FEW_AGO, _few_ago),
    (_FOR, _for),
    (_LAST_UNIT, _last_unit),
    (_LAST_SEASON, _season),
    (_FEAST, _feast),
    (_WEEKDAY, _weekday),
    (_WEEKDAY_ALONE, _weekday),
    *((pattern, _near(days)) for pattern, days in _NEAR),
)
"""In this order; what one has read the next does not see."""

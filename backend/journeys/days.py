"""The days that a person's words name, reckoned from the day in London they are said on. PURE.

English only, and modest: words that name no certain day are kept as words.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from rapidfuzz import fuzz, process

from backend.journeys.words import SMALL_WORDS, phrases, plain


class Span(NamedTuple):
    """A stretch of days, first and last included."""

    start: date
    end: date


_Read = Callable[[re.Match[str], date], Span | None]
"""What a pattern's match means on a given day; None if there is no such day."""


MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
MONTHS["sept"] = 9
"""Months by what they are called, and their numbers."""
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)} | {
    short: number
    for number, names in enumerate(
        (("mon",), ("tue", "tues"), ("wed", "weds"), ("thu", "thur", "thurs"), ("fri",), ("sat",), ("sun",))
    )
    for short in names
}
"""Days of the week by what they are called, and their numbers from Monday, which is 0."""
_UNITS = {"wk": "week", "mth": "month", "yr": "year"}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple of": 2, "a couple of": 2, "a couple": 2,
    "couple": 2,
}  # fmt: skip
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 14)}
"""First and last month; winter ends in the February after (months 13 and 14)."""
_FEASTS = {
    "christmas eve": (12, 24),
    "xmas eve": (12, 24),
    "new years eve": (12, 31),
    "new year's eve": (12, 31),
    "christmas": (12, 25),
    "xmas": (12, 25),
    "boxing day": (12, 26),
    "new year": (1, 1),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
}

_TEXT_SPEAK = {
    "nite": "night", "tonite": "tonight", "mornin": "morning", "avo": "afternoon",
    "yday": "yesterday", "wk": "week", "wks": "weeks", "wknd": "weekend", "wkend": "weekend", "mnth": "month",
    "mnths": "months", "fortnight": "2 weeks", "fortnights": "2 weeks", "min": "minute", "mins": "minutes",
    "hr": "hour", "hrs": "hours", "nxt": "next", "tmrw": "tomorrow", "tmr": "tomorrow", "tmoz": "tomorrow",
    "tomoz": "tomorrow", "tomoro": "tomorrow", "tomorro": "tomorrow", "r": "are",
}  # fmt: skip
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th",
    "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th",
    "twelfth": "12th", "twentieth": "20th", "thirtieth": "30th",
}  # fmt: skip
_SHORTEST = 5
_SPELT = tuple(name for name in (*MONTHS, *WEEKDAYS, "yesterday") if len(name) >= _SHORTEST)
"""Names of days and months that are long enough to be known in another spelling."""
_NEARLY = 84.0
"""How alike (of 100) a word and such a name must be: "febuary" and "wensday" are, "money" is not."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
COUNT = r"\d{1,2}|a couple of|couple of|a couple|couple|" + "|".join(w for w in _NUMBERS if "couple" not in w)
"""A count as people write it; `how_many` reads it."""
_UNIT = r"(day|week|wk|month|mth|year|yr)s?"
_YEARS_BACK = rf"(?:{COUNT}) (?:year|yr)s? (?:ago|back)"
_OF_YEAR = rf"(?:,? (?:of |in )?(\d{{4}}|(?:last|this) year|{_YEARS_BACK}))?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(r"\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b")
_FIGURES = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_FIGURES_ALONE = re.compile(r"^(?!24/7$)(?:on |on the |the )?(\d{1,2})/(\d{1,2})$")
_DAY_MONTH = re.compile(rf"\b{_DAY}(?: of)? ({_MONTH}){_OF_YEAR}\b")
_MONTH_DAY = re.compile(rf"\b({_MONTH}) (?:the )?{_DAY}\b{_OF_YEAR}")
_MONTH_ALONE = re.compile(
    rf"\b(?:(in|since|during|around|about|last|early|late|end of|of|from|back in|before|after) )?({_MONTH})"
    rf"{_OF_YEAR}\b"
)
_YEAR = re.compile(r"\b(?:in|since|during|of|back in|from) (19\d\d|20\d\d)\b")
_YEAR_ALONE = re.compile(r"^(19\d\d|20\d\d)$")
_BETWEEN_AGO = re.compile(rf"\b({COUNT}) (?:or|to|maybe) ({COUNT}) {_UNIT} (?:ago|back|before)\b")
_HALF_A_YEAR_AGO = re.compile(r"\bhalf a year (?:ago|back)\b")
_SINCE_MIDNIGHT = re.compile(rf"\b(?:{COUNT}|few|some|half an) (?:minute|hour)s? (?:ago|back)\b")
_DAY_ALONE = re.compile(r"^(?:on |it was |since )*(?:the )?(\d{1,2})(?:st|nd|rd|th)$")
_DAYS_OF_MONTH = re.compile(rf"\b{_DAY} ?(?:and|to|or|until|till|-|–) ?{_DAY}(?: of)? ({_MONTH}){_OF_YEAR}\b")
_OVER_AGO = re.compile(rf"\b(?:more than|over|at least) ({COUNT}) (year|yr)s? (?:ago|back)\b")
_AGO = re.compile(rf"\b({COUNT}) {_UNIT} (?:ago|back|before)\b")
_FEW_AGO = re.compile(rf"\b(?:a )?few {_UNIT} (?:ago|back)\b")
_FOR = re.compile(
    rf"\b(?:for|over|(?:in )?(?:the )?(?:last|past)) (?:the )?(?:last |past )?({COUNT}) {_UNIT}\b"
    r"(?! olds?\b| (?:an?|per|each|every|in an?|in every|of (?:the|each|every))"
    r" (?:day|week|fortnight|month|year|night)\b)"
)
"""Not "in two weeks", which is to come, nor an age ("for a 6 month old"), nor a habit ("3 days a week")."""
_UP_TO_NOW = re.compile(
    r"\b(?:(?:the|this) (?:whole |entire )?last|(?:(?:the|this) (?:whole |entire )?)?past"
    r"|(?:over|within|throughout) last)"
    r" (?:few (day|week|wk|month|mth|year|yr)s?|(week|wk|month|mth|year|yr))\b(?! (?:of|before)\b)"
)
"""So long up to today: "over the last year". "Last year" alone is the one in the calendar."""
_LAST_UNIT = re.compile(r"\b(last|this) (week|month|year)\b")
_LAST_SEASON = re.compile(
    r"\b(?:(last|this|in the|over the|since|during the|the) )?(spring|summer|autumn|winter)"
    rf"{_OF_YEAR}\b"
)
_FEAST = re.compile(
    r"\b(?:(at|on|last|since|over|before|after|around|until|till|by|it was) )?"
    rf"({'|'.join(sorted((*_FEASTS, 'christmas day'), key=len, reverse=True))}){_OF_YEAR}\b"
)
_YEAR_FIRST = re.compile(
    rf"\b(?:in )?(\d{{4}}|(?:last|this) year|{_YEARS_BACK}),? ((?:in|at|on|during|over) (?:the )?"
    rf"(?:{_MONTH}|{'|'.join((*_SEASONS, *_FEASTS))}))\b(?!{_OF_YEAR[:-1]})"
)
"""A year before its season or month: "two years ago in the summer"."""
_WEEKEND = re.compile(r"\b(last|this|the|at the|over the) weekend\b")
_WEEKDAY = re.compile(r"\b(?:(?:last|on|this|since|was) )(" + "|".join(WEEKDAYS) + r")\b")
_A_WEEK_BEFORE = re.compile(r"\ba week (?:last|ago last|ago on|ago) (" + "|".join(WEEKDAYS) + r")\b")
_WEEKDAY_ALONE = re.compile(r"^(" + "|".join(WEEKDAYS) + r")$")
_NEAR = (
    (re.compile(r"\bday before yesterday\b"), 2),
    (re.compile(r"\b(?:yesterday|last night)\b"), 1),
    (re.compile(r"\b(?:today|this morning|this afternoon|this evening|tonight|just now)\b"), 0),
)
_FEW = {"day": (2, 6), "week": (2, 5), "month": (2, 6), "year": (2, 5)}
"""What "a few ... ago" covers, from the nearest to the farthest; ours, and said back with the words."""
_UNTIL_NOW = re.compile(
    r"\bsince\b|\b(?:until|till?|to) (?:now|today)\b|\bstill (?:is|going|happening|now)\b|\bongoing\b"
)
_YEARS_AGO = re.compile(r"\byears (?:ago|back)\b")
"""How many years, nobody said: no days, but more than one year."""


def when(text: str, today: date) -> dict[str, object]:
    """The words of an answer to "when?", beside the days understood in them.

    `{"words": text, "from": ISO day or None, "to": ISO day or None, "over_a_year_ago": bool}`. Days to
    come are not understood. A complaint is late more than a year after it ended (SI 2006/1738, reg 9).
    """
    heard = spans(text, today)
    if not heard:
        long_ago = _YEARS_AGO.search(text.lower()) is not None
        return {"words": text.strip(), "from": None, "to": None, "over_a_year_ago": long_ago}
    start, end = min(span.start for span in heard), max(span.end for span in heard)
    if _UNTIL_NOW.search(text.lower()):
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


_A_LEAP_YEAR = 2024


def impossible(text: str) -> bool:
    """Whether a text names a day that no calendar has: "31/02", "30 february"."""
    said = in_plain_words(text)
    named = [(int(m[1]), int(m[2]), int(m[3])) for m in _ISO.finditer(said)]
    named += [(_full_year(int(m[3])), int(m[2]), int(m[1])) for m in _FIGURES.finditer(said)]
    named += [(_A_LEAP_YEAR, int(m[2]), int(m[1])) for m in _FIGURES_ALONE.finditer(said)]
    for pattern, month, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for m in pattern.finditer(said):
            year = int(m[3]) if m[3] and m[3].isdigit() else _A_LEAP_YEAR
            named.append((year, MONTHS[m[month]], int(m[day])))
    return any(_day(*one) is None for one in named)


_WHEN_AGED = re.compile(r"\bwhen i was (?:about |only |like |around |just )?(\d{1,2})\b")
_WHEN_YOUNG = re.compile(
    r"\bwhen i was (?:a (?:kid|child|baby|toddler|teenager)|little|young|small|at primary)\b"
)


def over_a_year_since_aged(text: str, youngest: int) -> bool:
    """Whether "when I was 9" is more than a year ago for somebody who is at least `youngest`."""
    said = text.lower()
    if _WHEN_YOUNG.search(said):
        return youngest >= _GROWN_UP
    aged = _WHEN_AGED.search(said)
    return aged is not None and youngest - (int(aged[1]) + 1) >= 1


_GROWN_UP = 18


_BIRTHDAY = re.compile(
    r"\b(?:(?:turn(?:s|ed|ing)?|became|becoming) (?:\d{1,2}|eighteen|sixteen|twenty one)"
    r"|(?:i|he|she|they|we|im|was|were) (?:was |were )?born|(?:birth|b)day(?: (?:was|is)|'?s))\b"
)


def without_birthdays(text: str) -> str:
    """A text without the parts that tell when somebody was born or turned so old: not when it happened."""
    said = in_plain_words(text)
    while birth := _BIRTHDAY.search(said):
        ends = _PART_ENDS.search(said, birth.end())
        said = f"{said[: birth.start()]} {said[ends.start() :] if ends else ''}"
    return said


_FINDING_OUT = re.compile(
    r"(?:^|\b(?:i|we|i've|ive|we've|weve|only|just|first) (?:(?!was\b|were\b)\w+ ){0,2}?)"
    r"(?:f(?:ou?nd|ind|inding) out|(?:realis|realiz|discover)(?:ed|e|ing)|(?:learned|learnt)(?! (?:how|to))"
    r"|(?:became|become|made) aware|heard (?:about|of) (?:it|this|that))\b"
    r"|\bcame to light\b|\bdid(?:n't|nt| not) (?:even )?(?:know|realise)(?: about)?(?: (?:it|this|that))?"
    r"(?= (?:until|till?)\b)"
)


def happened(text: str, today: date) -> dict[str, object]:
    """`when`, for an answer to when something happened: a day somebody found out is no such day."""
    return {**when(without_finding_out(text), today), "words": text.strip()}


def without_finding_out(text: str) -> str:
    """A text without the days somebody found out on; what was found out stays, and its day with it.

    "I found out in May that they lied in March" is of March.
    """
    said = in_plain_words(text)
    while found := _FINDING_OUT.search(said):
        starts = max((end.end() for end in _PART_ENDS.finditer(said, 0, found.start())), default=0)
        ends = _FOUND_ENDS.search(said, found.end())
        end = ends.start() if ends else len(said)
        start = found.start() if speaks_of_days(said[found.end() : end]) else starts
        said = f"{said[:start]} {said[end:]}"
    return said


def words_of_days(text: str, today: date) -> str:
    """The words in a text that name its days, in the order they were understood."""
    return ", ".join(words for _, words in _spans(text, today))


_A_DAY = re.compile(r"\b(?:" + "|".join((*MONTHS, *WEEKDAYS)) + r"|days?|weeks?|months?|years?|weekend)\b")


def speaks_of_days(text: str) -> bool:
    """Whether a text has words for days in it, be they understood or not: "the Thursday before"."""
    return _A_DAY.search(in_plain_words(text)) is not None


def is_all(text: str, today: date) -> bool:
    """Whether a text names days and says nothing else."""
    found, left = _read(text, today)
    return bool(found) and not set(plain(left).split()) - SMALL_WORDS - _AROUND_DAYS


_AROUND_DAYS = phrases("since|from|until|till|around|before|after|happened|started|began|was|ago|so|now")


def _spans(text: str, today: date) -> list[tuple[Span, str]]:
    return _read(text, today)[0]


def _read(text: str, today: date) -> tuple[list[tuple[Span, str]], str]:
    """The days of a text, each with the words that name it, and what is left of the text beside them."""
    said = _YEAR_FIRST.sub(r"\2 \1", in_plain_words(text))
    found: list[tuple[Span, str]] = []
    for pattern, read in _READERS:
        taken: list[tuple[int, int]] = []
        for match in pattern.finditer(said):
            span = read(match, today)
            if span is None and pattern in (_DAY_MONTH, _MONTH_DAY):
                # "30 february" is no day, and not all of February.
                taken.append(match.span())
            if span is not None and pattern in _BARE and _to_come(said, match, span, today):
                taken.append(match.span())
            elif span is not None and span.start <= today:
                found.append((Span(span.start, min(span.end, today)), match.group().strip()))
                taken.append(match.span())
        for start, end in taken:
            said = said[:start] + " " * (end - start) + said[end:]
    return found, said


_MOVING = (
    r"(?:coming|moving|leaving|going|getting|taking|sending|ending|starting|finishing|closing|stopping|changing"
    r"|happening|having|visiting|meeting|seeing|putting|placing|returning|bringing|picking|kicking|evicting"
    r"|turning|splitting|staying|being)"
)
_TO_MOVE = (
    r"to (?:move|take|send|put|come|go|leave|close|stop|end|start|happen|change|split|evict|kick|be|get|visit"
    r"|see|meet)"
)
_ARE = r"(?:am|is|are|im|hes|shes|its|theyre|youre|\w+'(?:m|s|re))"
_NOT_TO_COME = re.compile(
    rf"\b(?:was|were|wasnt|werent|wasn't|weren't|been) (?:\w+ )?(?:{_MOVING}|gonna|about to|due"
    r"|(?:planned|booked|scheduled|arranged) for)\b"
    r"|\b(?:going to|gonna|will|i'll|want to|like to|need to) (?:\w+ )?"
    r"(?:complain|tell|report|say|explain|write|talk)\b"
)
"""What was to come once, or went on then ("they were going to move me"), and what is said here and now."""
_TO_COME = re.compile(
    r"\b(?:will|wont|won't|shall|next|tomorrow|(?<!as )soon|gonna|about to|due (?:on|in|for))\b|\w'll\b"
    r"|\b(?:they|it|that|you)ll\b|\b(?:planned|booked|scheduled|arranged|set) for\b"
    rf"|\b(?:{_ARE}|i|he|she|we|they|it) (?:not |now |still )?{_MOVING}\b|\bgoing to be\b"
    rf"|\b{_ARE} (?:supposed|meant) to\b"
    r"|\b(?:due|want|wants|wanting|plan|plans|planning|try|trying|hope|hoping|has|have|need|needs)"
    rf" {_TO_MOVE}\b"
    r"|\b(?:starts|ends|begins|finishes|expires|runs out|closes|comes|leaves|moves|arrives|happens"
    r"|takes place)\b"
)
"""Words of what is to come: a day beside them that nobody gave a year is none that is past."""
_IS = re.compile(
    r"\b(?:is|are|its|it's|thats|that's|until|till|til|by)(?: (?:on|in|at|for|from|the|this|by))*$"
)
_AT_PRESENT = re.compile(
    r"\b(?:is|are|am|its|it's|im|i'm|isnt|arent|can|cant|need|needs|want|wants|have to|has to"
    r"|birthday|before (?:my|the|his|her|our|their|a))\b"
)
_WENT = re.compile(
    r"(?<!is )(?<!are )(?<!its )(?<!it's )(?<!been )(?<!isnt )\b(?!need|indeed)\w{2,}ed\b"
    r"|\b(?:was|were|wasnt|werent|did|didnt|had|hadnt|went|came|got|took|never|left|rang|told|said|put|broke"
    r"|lost|gave|made|about|ago)\b"
)
"""Words of what a part of a text tells that stands in the present, and of what is past."""
_PAST = re.compile(r"\b(?:last|since|was|back in|\d{4}|this year)\b")
"""How a day itself says that it is past, or names its year."""
_PART_ENDS = re.compile(
    r"[,;!?:]|\.(?!\d)| - |\b(?:said|told \w+|promised)\b"
    r"|\b(?:and|but|then|because|cos|so|though|although|when|where|which)\b"
    rf"(?! (?:(?:on|the|then|from|until|till) )*(?:\d|{_MONTH}|{'|'.join(WEEKDAYS)}))"
)
"""Where a part of a text ends that may speak of another time; "on Friday and Saturday" is one."""

_FOUND_ENDS = re.compile(
    rf"{_PART_ENDS.pattern}|\b(?:that|they|he|she|we|i|my|our|his|her|their|how|what|why|who)\b"
)
"""Where what somebody found out begins."""


def _to_come(said: str, match: re.Match[str], span: Span, today: date) -> bool:
    """Whether the words beside a day without a year speak of one to come.

    "The eviction is 4 December" and "before my review on the 4th December" do where that is nearer to come
    than it is past.
    """
    if _PAST.search(match.group()):
        return False
    start = max((end.end() for end in _PART_ENDS.finditer(said, 0, match.start())), default=0)
    end = _PART_ENDS.search(said, match.end())
    before, after = said[start : match.start()], said[match.end() : end.start() if end else len(said)]
    if _TO_COME.search(_NOT_TO_COME.sub(" ", f"{before}{match.group()}{after}")):
        return True
    nearer = (today - span.end).days > _HALF_A_YEAR or match.re is _WEEKDAY
    part = f"{before} {after}"
    at_present = match.re is not _WEEKDAY and _AT_PRESENT.search(part) and not _WENT.search(part)
    return nearer and (_IS.search(before.rstrip()) is not None or bool(at_present))


_HALF_A_YEAR = 182


def in_plain_words(text: str) -> str:
    """Small letters and single spaces; text-speak, ordinals, days and months spelt as they should be."""
    said = re.sub(r"\bb4\b", "before", text.lower().replace("’", "'"))
    said = re.sub(r"\b2(?=(?:day|nite|moro|morro|morrow)\b)", "to", said)
    said = re.sub(r"(?<=\d)(?=(?:day|week|wk|month|mnth|year|yr)s?\b)", " ", said)
    words = (
        _TEXT_SPEAK.get(word) or _ORDINALS.get(word) or _spelt(word)
        for word in re.findall(r"[a-z]+|[^a-z\s]+|\s", said)
    )
    spaced = re.sub(r"\s+", " ", "".join(words)).strip()
    return re.sub(r"\ba (?=\d)", "", spaced)


def _spelt(word: str) -> str:
    """A word of letters as the day or month it nearly is; Marc is no March, "sundays" stay sundays."""
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    near = process.extractOne(word, _SPELT, scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return near[0] if near and not word.startswith(near[0]) else word


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
    return _one(_day(_full_year(int(match[3]), today.year % 100), int(match[2]), int(match[1])))


def _full_year(year: int, now: int = 99) -> int:
    """A year of two figures in full: this century's up to now, else the one before."""
    return year if year >= 100 else year + (2000 if year <= now else 1900)


def _figures_alone(match: re.Match[str], today: date) -> Span | None:
    """A day and a month in figures, if that is the whole answer: in a story "9/10" may be many a thing."""
    return _latest(int(match[2]), int(match[1]), None, today)


def _year_said(said: str | None, today: date) -> int | None:
    """The year of "2025", "last year", "this year" or "two years ago"; None where none was said."""
    if said is None:
        return None
    if ago := _AGO.fullmatch(said):
        return today.year - how_many(ago[1])
    return int(said) if said.isdigit() else today.year - said.startswith("last")


def _latest(month: int, day: int, said: str | None, today: date) -> Span | None:
    """A day and a month; without a year, the last time that day came round."""
    if year := _year_said(said, today):
        return _one(_day(year, month, day))
    return next(
        (
            Span(found, found)
            for back in range(5)
            if (found := _day(today.year - back, month, day)) and found <= today
        ),
        None,
    )


def _day_month(match: re.Match[str], today: date) -> Span | None:
    return _latest(MONTHS[match[2]], int(match[1]), match[3], today)


def _month_day(match: re.Match[str], today: date) -> Span | None:
    return _latest(MONTHS[match[1]], int(match[2]), match[3], today)


def _month_alone(match: re.Match[str], today: date) -> Span | None:
    before, name, year = match[1], match[2], _year_said(match[3], today)
    if name == "may" and not (before or year or match.string.strip() in ("may", "it was may")):
        return None
    month = MONTHS[name]
    if year:
        return _month(year, month)
    gone = month < today.month or (month == today.month and before != "last")
    return _month(today.year if gone else today.year - 1, month)


def _year(match: re.Match[str], today: date) -> Span | None:
    return Span(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))


def _unit(said: str) -> str:
    return _UNITS.get(said, said)


def how_many(words: str) -> int:
    """The number that a count's words say."""
    return int(words) if words.isdigit() else _NUMBERS[words]


def _ago(match: re.Match[str], today: date) -> Span | None:
    return _ended(how_many(match[1]), match[2], today)


def _ended(count: int, unit: str, today: date) -> Span:
    """So many days, weeks, months or years ago, as widely as that is meant."""
    match _unit(unit):
        case "day":
            day = today - timedelta(days=count)
            return Span(day, day)
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


def _between_ago(match: re.Match[str], today: date) -> Span | None:
    near, far = (_ended(how_many(match[group]), match[3], today) for group in (1, 2))
    return Span(min(near.start, far.start), max(near.end, far.end))


def _months_ago(months: int) -> _Read:
    def read(match: re.Match[str], today: date) -> Span | None:
        there = _months_before(today, months)
        return _month(there.year, there.month)

    return read


def _day_alone(match: re.Match[str], today: date) -> Span | None:
    """ "The 3rd", if that is the whole answer: the last day of that number."""
    number = int(match[1])
    months = ((today.year * 12 + today.month - 1 - back) for back in range(3))
    found = (_day(month // 12, month % 12 + 1, number) for month in months)
    return _one(next((day for day in found if day and day <= today), None))


def _few_ago(match: re.Match[str], today: date) -> Span | None:
    unit = _unit(match[1])
    near, far = _FEW[unit]
    return Span(_back(far, unit, today), _back(near, unit, today))


def _over_ago(match: re.Match[str], today: date) -> Span | None:
    there = _months_before(today, 12 * how_many(match[1]))
    return Span(_months_before(there, 6), there - timedelta(days=1))


def _weekend(match: re.Match[str], today: date) -> Span | None:
    """The weekend we are in, unless it is called the last one; else the one before."""
    now = today.weekday() >= calendar.SATURDAY and match[1] != "last"
    saturday = today - timedelta(days=today.weekday() - calendar.SATURDAY + (0 if now else 7))
    return Span(saturday, saturday + timedelta(days=1))


def _for(match: re.Match[str], today: date) -> Span | None:
    return Span(_back(how_many(match[1]), _unit(match[2]), today), today)


def _up_to_now(match: re.Match[str], today: date) -> Span | None:
    unit = _unit(match[1] or match[2])
    return Span(_back(_FEW[unit][1] if match[1] else 1, unit, today), today)


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
    before, name, year = match[1], match[2], _year_said(match[3], today)
    if not (before or year):
        return None
    first, last = _SEASONS[name]
    years = [year] if year else [today.year, today.year - 1, today.year - 2]
    for candidate in years:
        over = last > 12
        span = Span(date(candidate, first, 1), _month(candidate + over, last - 12 * over).end)
        if span.start <= today and not (before == "last" and span.end >= today):
            return span
    return None


def _feast(match: re.Match[str], today: date) -> Span | None:
    """A feast, where words say that it is a day: "my christmas money" is none."""
    if not (match[1] or match[3] or match.string.strip() == match.group()):
        return None
    month, day = _FEASTS[match[2].replace("christmas day", "christmas")]
    return _latest(month, day, match[3], today)


def _weekday(match: re.Match[str], today: date) -> Span | None:
    """The last such day; "this Friday" is of this week, or not past yet."""
    back = (today.weekday() - WEEKDAYS[match[1]]) % 7 or 7
    to_come = match.group().startswith("this") and back > today.weekday()
    return None if to_come else _one(today - timedelta(days=back))


def _days_of_month(match: re.Match[str], today: date) -> Span | None:
    """From a day to a day of one month; the last time that was over or under way."""
    start = _latest(MONTHS[match[3]], int(match[1]), match[4], today)
    last = _day(start.start.year, start.start.month, int(match[2])) if start else None
    return Span(start.start, last) if start and last and last >= start.start else None


def _a_week_before(match: re.Match[str], today: date) -> Span | None:
    return _one(today - timedelta(days=7 + ((today.weekday() - WEEKDAYS[match[1]]) % 7 or 7)))


def _near(days: int) -> _Read:
    return lambda match, today: _one(today - timedelta(days=days))


_READERS = (
    (_ISO, _iso),
    (_FIGURES, _figures),
    (_FIGURES_ALONE, _figures_alone),
    (_DAYS_OF_MONTH, _days_of_month),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_MONTH_ALONE, _month_alone),
    (_LAST_SEASON, _season),
    (_FEAST, _feast),
    (_YEAR, _year),
    (_YEAR_ALONE, _year),
    (_OVER_AGO, _over_ago),
    (_BETWEEN_AGO, _between_ago),
    (_HALF_A_YEAR_AGO, _months_ago(6)),
    (_AGO, _ago),
    (_FEW_AGO, _few_ago),
    (_FOR, _for),
    (_UP_TO_NOW, _up_to_now),
    (_LAST_UNIT, _last_unit),
    (_WEEKEND, _weekend),
    (_A_WEEK_BEFORE, _a_week_before),
    (_WEEKDAY, _weekday),
    (_WEEKDAY_ALONE, _weekday),
    (_DAY_ALONE, _day_alone),
    (_SINCE_MIDNIGHT, _near(0)),
    *((pattern, _near(days)) for pattern, days in _NEAR),
)
"""In this order; what one has read the next does not see."""

_BARE = (
    _DAYS_OF_MONTH,
    _DAY_MONTH,
    _MONTH_DAY,
    _MONTH_ALONE,
    _FEAST,
    _LAST_UNIT,
    _LAST_SEASON,
    _WEEKEND,
    _WEEKDAY,
)
"""Readers of days without a year: the last time that such a day came round, unless it is one to come."""

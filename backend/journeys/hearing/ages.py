"""How old somebody says they are, and the age band of it. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.words import holds, plain

_AGE = re.compile(
    r"\b(?:im|i am|i m|iam|aged|age|me)\s+(?:only |just |nearly |almost )?(\d{1,2})\b"
    r"(?!\s*(?:days?|weeks?|months?|hours?|minutes?|mins?|times?|st|nd|rd|th|am|pm|k|percent))"
    r"|\b(\d{1,2}) (?:years old|year old|yrs old|yr old|yo)\b"
)
_NUMBER_ALONE = re.compile(r"^(?:im |i am |age |aged )?(\d{1,3})(?: ?(?:years old|yrs old|years|yrs|yo))?$")
_NOT_YET = re.compile(r"\b(?:nearly|almost|not yet|turning|not quite) (\d{1,2})\b")
_AGE_FIRST = re.compile(
    r"^(?:(?:i|im|am|just|turned|about|around|maybe|like|only) )*(\d{1,3})(?:yo|yrs)?"
    r"(?= (?:(?:and|n)(?! \d+(?! (?:months?|weeks?|days?)\b))|going|nearly|almost|turning|in|on|next|but|soon"
    r"|this|last|half)\b| (?:1 2|1 4|3 4)$|$)"
)
"""An age with something after it that belongs to it: "10 and a half", "17 going on 18", "14 on saturday"."""
_SPOKEN_AGES = {
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}
ADULT_FROM = 18
"""The age from which somebody is an adult (contract.md, section 1)."""


def band(age: int) -> str:
    """The age band of an age in years (contract.md: up to 11, 12 to 17, 18 and over)."""
    return "child" if age <= 11 else "teen" if age <= 17 else "adult"


def age_band(text: str) -> str | None:
    """The band of an age typed as an answer: "15", "im 15", "fifteen", "10 and a half", "nearly 12"."""
    said = _in_figures(text)
    early = _NOT_YET.search(said)
    if early and not _AGE_FIRST.match(said[: early.start()].strip()):
        return band(int(early[1]) - 1)
    if match := _NUMBER_ALONE.match(said) or _AGE.search(said) or _AGE_FIRST.match(said):
        age = int(next(group for group in match.groups() if group))
        return band(age) if 3 <= age <= 110 else None
    if holds(said, "under 12") or holds(said, "11 or under"):
        return "child"
    if holds(said, "over 18") or holds(said, "18 or over") or holds(said, "adult"):
        return "adult"
    return "teen" if holds(said, "12 to 17") or holds(said, "teenager") else None


def own_band(text: str) -> str | None:
    """The band of the age that somebody says they are, whatever was asked: "im 16 not 11"; else None."""
    age = own_age(_in_figures(text))
    return None if age is None else band(age)


_OWN_AGE_ALONE = re.compile(
    r"(?:(?:no|nah|but|and|sorry|actually|wait|oh|well|i said) )*(?:im|i am|iam|my age is) "
    r"((?:only |just |nearly |almost )?\d{1,2})(?: (?:years old|yrs old|yo))?(?: not \d{1,2})?"
    r"(?: (?:not|and not) (?:11 or under|under 12|12 to 17|a kid|a child|a teenager|an adult|over 18))?"
)


def own_band_alone(text: str) -> str | None:
    """The band of an age that is all somebody says, and says is theirs: "no im 16 not 11"; else None."""
    found = _OWN_AGE_ALONE.fullmatch(_in_figures(text))
    return own_band(f"im {found[1]}") if found else None


def age_alone(text: str) -> int | None:
    """An age that is all a text says: "10", "ten", "im 10 years old"; None for anything else."""
    match = _NUMBER_ALONE.match(_in_figures(text))
    return int(match[1]) if match and 3 <= int(match[1]) <= 110 else None


def _in_figures(text: str) -> str:
    return " ".join(str(_SPOKEN_AGES.get(word, word)) for word in plain(text).split())


_OWN_AGE = re.compile(
    r"\b(?:im|i am|iam) (?:only |just |(nearly |almost ))?(\d{1,2})\b"
    r"(?! (?:days?|weeks?|months?|hours?|minutes?|mins?|times?|percent))"
)


def own_age(said: str) -> int | None:
    """The age in years that a plain text gives as its writer's own ("im 16", "16"), or None."""
    match = _OWN_AGE.search(said)
    age = int(match[2]) - bool(match[1]) if match else age_alone(said)
    return age if age is not None and 5 <= age <= 99 else None

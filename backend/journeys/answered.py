"""What somebody's words say of the answer to a complaint: the day it came, or that none ever did. PURE.

English only, and modest: an answer that came late, or left something out, or stands beside the day on which
somebody complained says neither, and the day is asked for.
"""

from __future__ import annotations

import re
from datetime import date

from backend.journeys import days
from backend.journeys.hearing import clauses
from backend.journeys.words import plain

_REPLY = r"(?:answer|reply|response|acknowledgement)s?"
_REPLIED = r"(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?)"
_WROTE_BACK = r"(?:(?:got|get|gotten|came|come|wrote|written|rang|called|phoned|emailed) back)"
_IN_PART_OR_LATE = (
    r"(?! (?:to |on )?(?:half|most|all|any|each|every|everything|what|properly|fully|in full|in time|on time"
    r"|until|till|for|within|before|by)\b"
    r"| (?:to )?(?:my|our|the|those|these) (?:\w+ )?(?:questions?|points?|concerns?|issues?|things?"
    r"|parts?)\b)"
)
"""What an answer left out, or how long it took, says nothing of whether one came."""
_NO_ANSWER = re.compile(
    r"\b(?:never|not|didnt|hasnt|havent|hadnt|did not|nobody|no one|noone|none|nothing)"
    r" (?:(?:of|them|you|they|even|ever|yet|actually|once|bother|bothered|to|have|has|had|got|get|getting"
    r"|gotten|received?|been|given|sent|seen|us|me|a|an|any|one|single|their|your|came|come) )*"
    rf"(?:{_REPLIED}{_IN_PART_OR_LATE}|{_REPLY}{_IN_PART_OR_LATE}|{_WROTE_BACK}{_IN_PART_OR_LATE}"
    r"|(?:heard|hear) (?:back|(?:a |any)?(?:thing|word|peep)|nothing|since|again|from)|(?:heard|hear)$)\b"
    rf"|\b(?:no|without (?:an|any)) (?:{_REPLY}|word){_IN_PART_OR_LATE}\b"
    rf"|\bwaiting (?:\w+ )?(?:for|on) (?:an?|any|the|their|your|my) {_REPLY}\b"
    r"|\bheard (?:absolutely )?nothing\b|\bnothing (?:came )?back\b|\bstill (?:nothing|waiting)$"
    r"|\bignored (?:it|my (?:letter|complaint|emails?))\b|^not yet$"
)


def _says_none(part: str) -> bool:
    """Whether a part of a text says that no answer ever came: "never heard a thing back"."""
    return _NO_ANSWER.search(plain(part)) is not None


_AN_ANSWER = re.compile(
    rf"\b{_REPLY}\b|\b(?:answered|replied|responded)\b|\b(?:wrote|written|got|came) back\b"
    r"|\bletter (?:from|back|saying)\b|\btheir letter\b"
    r"|\b(?:got|had|received|sent|gave) (?:me |us )?(?:a|the|their|your) (?:\w+ )?"
    r"(?:letter|decision|outcome)\b"
)
_NOT_ONE_THAT_CAME = re.compile(
    r"\b(?:no|not|never|nobody|noone|none|nothing|without|didnt|hasnt|havent|hadnt|wont|waiting"
    r"|until|till|want|need|should|must|if|when)\b"
    r"|\bi (?:have |had |first |already )?(?:complained|asked|wrote(?! back)|sent|made|put|emailed|rang"
    r"|called)\b"
)
"""An answer that is waited or wished for, or that stands beside the day somebody complained."""


def _says_one_came(part: str) -> bool:
    """Whether a part of a text says that an answer came, and nothing of when it was asked for."""
    said = plain(part)
    return _AN_ANSWER.search(said) is not None and _NOT_ONE_THAT_CAME.search(said) is None


_AND = re.compile(r"\b(?:and|but|then|so)\b", re.IGNORECASE)


def answer_told(text: str, today: date) -> dict[str, object] | None:
    """The day an answer came, of the shape of `days.when`, or the words that none did; None for neither.

    Only a day that stands with the answer is its day.
    """
    parts = [part.strip() for clause in clauses.parts(text) for part in _AND.split(clause) if plain(part)]
    came = [part for part in parts if _says_one_came(part)]
    none = [part for part in parts if _says_none(part)]
    if none and not came:
        return {"words": none[-1], "from": None, "to": None, "over_a_year_ago": False}
    told = [part for part in came if len(days.spans(part, today)) == 1]
    if none or len(told) != 1 or len(came) != 1:
        return None
    return days.when(days.words_of_days(told[0], today), today)


def never_answered(text: str, today: date) -> bool:
    """Whether a text says that no answer ever came."""
    told = answer_told(text, today)
    return told is not None and told["from"] is None

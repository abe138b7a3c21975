"""A story as the points it may hold, each in the person's own words, verbatim. PURE.

A suggestion, never forced: the person joins, leaves out, or keeps it one. No word is made up, changed or
moved; what is suggested, put together again, is the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from backend.journeys import hearing, subjects
from backend.journeys.words import phrases, plain

FEWEST_WORDS = 50
"""A shorter story is one thing, whatever it touches, unless it is plainly a list."""
MOST_POINTS = 6
_FEWEST_IN_A_LIST = 3
"""Two things in a few words may be one, and what came of it."""
_FEWEST_IN_A_POINT = 5

_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_WHO = r"(?:i|ive|we|weve|he|she|they|theyve|my|our|his|her|their|nobody|no one|noone|the)"
_CLAUSE = re.compile(
    rf"[,;.!?][\"'”’)]*\s+|\n+|\s(?=(?:and|but|also|plus)\s+(?:also\s+)?{_WHO}\b)", re.IGNORECASE
)
_AND = re.compile(r"^(?:(?:and|but|also|plus|\d{1,2}|[b-h]) )+")
_OF_ITS_OWN = re.compile(rf"{_WHO} ")
"""How a clause begins that may be a thing of its own; "which", "so" or "now" tells more of the one before."""
_ONLY_BESIDE = re.compile(
    rf"{_WHO} (?:\w+ ){{0,3}}(?:tells?|told|asks?|asked|warns?|warned|explains?|explained)\b"
    r"|(?:i|we|he|she|they) (?:just )?moved\b(?! (?:me|us|him|her|them|my|our|his|their)\b)"
)
"""That nobody said so beforehand, or that somebody lives elsewhere now, is no thing of its own."""
_ALL_ONE = re.compile(
    r"\bbecause (?:of )?(?:it|this|that|i|we)\b|\bas (?:a )?(?:punishment|result)\b|\ball one thing\b"
)
"""That one came of another."""
_NUMBER = re.compile(r"\s*\(?(?:\d{1,2}|[a-h])[.)]\s*\Z")
_LISTED = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.):]|\(?[a-h][.)])\s+\S")
_ANOTHER = phrases(
    "also|another thing|another problem|and another thing|the other thing|as well as that|on top of that"
    "|on top of this|in addition|additionally|furthermore|moreover|secondly|second|thirdly|third|fourthly"
    "|finally|lastly|and then theres|then theres|my second|my third|the second|the third|next|besides that"
    "|apart from that|plus|to make matters worse|not only that|point two|point three|point 2|point 3"
)


# A step looks at its story many times; nobody's words stay here once a few others have told theirs.
@lru_cache(maxsize=8)
def suggest(story: str) -> tuple[str, ...]:
    """The points of a story: runs of its sentences, of a short one its clauses; it alone where it is one."""
    long = len(story.split()) >= FEWEST_WORDS
    groups = _joined(list(_groups(story))) if long else _list_of(story)
    return tuple(group.strip() for group in groups) if len(groups) > 1 else (story,)


def _list_of(story: str) -> list[str]:
    """The clauses of a few words that list several things, what only goes with one put to it; else none.

    Each thing has to be a whole clause with a subject that no other has; one that is unclear, and it is no
    list.
    """
    groups: list[str] = []
    things: list[str] = []
    begun = ""
    for clause in _parts(story, _CLAUSE):
        about = subjects.main(clause)
        beside = not _is_whole(clause) or (about is not None and hearing.says_little(clause))
        if beside and groups:
            groups[-1] += clause
        elif beside and about is None:
            begun += clause
        elif beside or about is None:
            return []
        else:
            groups.append(begun + clause)
            things.append(about)
            begun = ""
    several = _FEWEST_IN_A_LIST <= len(things) <= MOST_POINTS and len(set(things)) == len(things)
    several = several and not _ALL_ONE.search(plain(story))
    return groups if several else []


def _is_whole(clause: str) -> bool:
    """Whether a clause may tell a thing of its own: no wish, and nothing that only goes with another."""
    said = _AND.sub("", plain(clause))
    return bool(_OF_ITS_OWN.match(said)) and not (_ONLY_BESIDE.match(said) or hearing.is_a_wish(clause))


def _parts(story: str, end_of_one: re.Pattern[str]) -> Iterator[str]:
    """The parts with what stands between them; the number of a list stays with what it numbers."""
    start = 0
    for end in end_of_one.finditer(story):
        if not _NUMBER.match(story[start : end.end()]):
            yield story[start : end.end()]
            start = end.end()
    if start < len(story):
        yield story[start:]


def _groups(story: str) -> Iterator[str]:
    """Runs of sentences; a new one where the person begins anew, or where the subject changes."""
    group, subject = "", None
    for sentence in _parts(story, _END):
        about = subjects.main(sentence)
        changes = about is not None and subject is not None and about != subject
        if group.strip() and (_begins_anew(sentence, group) or changes):
            yield group
            group, subject = "", None
        group += sentence
        subject = subject or about
    if group:
        yield group


def _begins_anew(sentence: str, before: str) -> bool:
    said = f"{plain(sentence)} "
    paragraph = re.search(r"\n\s*\n\s*\Z", before) is not None
    return (
        paragraph
        or _LISTED.match(sentence) is not None
        or any(said.startswith(f"{mark} ") for mark in _ANOTHER)
    )


def _joined(groups: list[str]) -> list[str]:
    """The groups, with what is too short to be a point put to its neighbour, and no more than fit."""
    joined: list[str] = []
    for group in groups:
        short = len(group.split()) < _FEWEST_IN_A_POINT
        opening = len(joined) == 1 and len(joined[0].split()) < _FEWEST_IN_A_POINT
        if joined and (short or opening):
            joined[-1] += group
        else:
            joined.append(group)
    while len(joined) > MOST_POINTS:
        at = min(range(len(joined) - 1), key=lambda at: len(joined[at]) + len(joined[at + 1]))
        joined[at : at + 2] = [joined[at] + joined[at + 1]]
    return joined

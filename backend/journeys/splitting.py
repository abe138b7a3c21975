"""A long story as the points it may hold, each in the person's own sentences, verbatim. PURE.

A suggestion, never forced: the person joins, leaves out, or keeps it one. No word is made up, changed or
moved; what is suggested, put together again, is the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from backend.journeys import subjects
from backend.journeys.words import phrases, plain

FEWEST_WORDS = 50
"""A shorter story is one thing, whatever it touches."""
MOST_POINTS = 6
_FEWEST_IN_A_POINT = 5

_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
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
    """The points of a story, each a run of its sentences; one alone where it is short or is one thing."""
    if len(story.split()) < FEWEST_WORDS:
        return (story,)
    groups = _joined(list(_groups(story)))
    return tuple(group.strip() for group in groups) if len(groups) > 1 else (story,)


def _groups(story: str) -> Iterator[str]:
    """Runs of sentences; a new one where the person begins anew, or where the subject changes."""
    group, subject = "", None
    for sentence in _sentences(story):
        about = subjects.main(sentence)
        changes = about is not None and subject is not None and about != subject
        if group.strip() and (_begins_anew(sentence, group) or changes):
            yield group
            group, subject = "", None
        group += sentence
        subject = subject or about
    if group:
        yield group


def _sentences(story: str) -> Iterator[str]:
    """The sentences with the space after them; the number of a list stays with what it numbers."""
    start = 0
    for end in _END.finditer(story):
        if not _NUMBER.match(story[start : end.end()]):
            yield story[start : end.end()]
            start = end.end()
    if start < len(story):
        yield story[start:]


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

"""A story as the points it may hold, each in the person's own words, verbatim. PURE.

A suggestion, never forced: the person joins, leaves out, or keeps it one. No word is made up, changed or
moved; what is suggested, put together again, is the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from backend.journeys import children, subjects
from backend.journeys.hearing import stories
from backend.journeys.whether_safe import read_safe_now
from backend.journeys.words import holds, move, plain

FEWEST_WORDS = 50
"""A shorter story is one thing, whatever it touches, unless it is plainly a list."""
MOST_POINTS = 6
_FEWEST_IN_A_LIST = 3
"""Two things in a few words may be one, and what came of it."""
_FEWEST_IN_A_POINT = 5

_WHO = r"(?:i|ive|we|weve|he|she|they|theyve|my|our|his|her|their|nobody|no one|noone|the)"
_ORDINAL = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|2nd|3rd|[4-9]th|10th)"
_END = re.compile(
    r"(?<=[.!?])[\"'”’)]*\s+|\n+"
    rf"|(?<!\band)(?<!\bbut)[,;]?\s+(?=(?:and |but )?(?:{_ORDINAL}ly|lastly)\b)"
    rf"|[,;]\s+(?=(?:and )?{_ORDINAL},? {_WHO}\b)",
    re.IGNORECASE,
)
"""Where a sentence ends; who counts what went wrong may put no full stop between."""
_PARAGRAPH = re.compile(r"\n\s*\n\s*")
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
_THING = r"(?:thing|problem|issue|point|complaint|concern|matter|reason|one)"
_COUNTED = re.compile(
    rf"(?:(?:and|but|then) )?(?:{_ORDINAL}ly|lastly|(?:the |my |our )?(?:{_ORDINAL}|last|next|final|other)"
    rf" (?:{_THING}|of all)|{_ORDINAL}(?= {_WHO}\b)|(?:{_THING}|number|no) (?:two|three"
    r"|four|five|six|\d{1,2}))\b"
)
_COUNTED_ALONE = re.compile(rf"\W*(?:and\s)?(?:{_ORDINAL}|last|next)\s*[,:;–-]", re.IGNORECASE)
"""How a sentence begins that is the next of a list of somebody's own: "third, ...", "my second complaint"."""
_ANOTHER = re.compile(
    rf"(?:(?:and|but) )?(?:also|(?:yet )?another {_THING}|as well as (?:that|this)|on top of (?:that|this|it)"
    r"|in addition|additionally|furthermore|moreover|finally|(?:and )?then theres|besides that"
    r"|apart from that|plus|to make matters worse|not only that)\b"
)
_HEADING = re.compile(r"[^.!?\n]{1,60}:\s*\Z")
_ABOUT_A_CHILD = (
    r"(?:(?:and|but|also|now|then|so|as|lastly|finally) )*"
    r"(?:(?:for|about|regarding|concerning|re|in respect of) )?"
)
_OF_THE_CHAT = re.compile(
    r"\b(?:what|which|where|how)(?: \w+){0,6} (?:press|click|tap|type|choose|pick)\b"
    r"|\b(?:pressed|clicked|tapped|picked) (?:on )?(?:the wrong|it|that|send|the button)\b"
    r"|\bthis (?:chat|form|website|app|bot|robot|computer|button)\b"
    r"|\b(?:cant|cannot|bad at|not good at) (?:type|typing|spell|spelling)\b"
)
_MOST_IN_AN_ASIDE = 20
_AN_ANSWER = re.compile(r"\s*(?:both|yes|yeah|no|nope|neither|me|us)\s*[.,!;:\n]", re.IGNORECASE)


# A step looks at its story many times; nobody's words stay here once a few others have told theirs.
@lru_cache(maxsize=8)
def suggest(story: str, children: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The points of a story: runs of its sentences, of a short one its clauses; it alone where it is one.

    `children` are the names of those it is about, where they are several.
    """
    long = len(story.split()) >= FEWEST_WORDS
    groups = _joined(list(_groups(story, children))) if long else _list_of(story)
    return tuple(group.strip() for group in groups) if len(groups) > 1 else (story,)


def apart(point: str) -> tuple[str, ...]:
    """A point as its sentences or, of one sentence, its clauses; it alone where there is nothing to split."""
    sentences = list(_parts(point, _END))
    parts = sentences if len(sentences) > 1 else list(_parts(point, _CLAUSE))
    return tuple(part.strip() for part in _joined(parts))


@lru_cache(maxsize=8)
def without_asides(story: str, wishes: tuple[str, ...] = ()) -> str:
    """A story without the messages in it that were said to the assistant and tell nothing that happened.

    `wishes` are messages that were taken for what is wanted.
    """
    told = [part for part in _PARAGRAPH.split(story) if part not in wishes and not _is_aside(part)]
    return "\n\n".join(told) or story


def _is_aside(message: str) -> bool:
    if stories.says_all_told(message) or move(message) is not None:
        return True
    said = plain(message)
    if (_AN_ANSWER.match(message) and not _tells(message)) or _only_answers(message):
        return True
    of_the_chat = len(said.split()) <= _MOST_IN_AN_ASIDE and _OF_THE_CHAT.search(said) is not None
    return of_the_chat and not subjects.heard(message) and not stories.tells_of_hurt(message)


def _only_answers(message: str) -> bool:
    """Whether a few words only say what a child is, or thinks of it, or that nobody is in danger."""
    said = plain(message)
    if len(said.split()) > _MOST_IN_AN_ANSWER or subjects.heard(message) or stories.tells_of_hurt(message):
        return False
    if _AS_THEY_ARE.fullmatch(said) is not None or read_safe_now(message, "safe_now") == "safe":
        return True
    return children.agrees(message, asked=True) is not None and _OF_COMPLAINING.search(said) is not None


_MOST_IN_AN_ANSWER = 12
_OF_COMPLAINING = re.compile(
    r"^(?!.*\b(?:because|cos|but|since|until)\b).*\b"
    r"(?:(?:asked|wants?|told|knows?|agreed|agrees|happy|fine|ok|said)(?: \w+)? (?:me|i|this|it)"
    r"|(?:i|we|ive|weve)(?: have)? (?:not|havent|didnt|never)(?: yet)? ask(?:ed)? (?:him|her|them))\b"
)
"""What a child agrees to: that this is told, and not what was done."""
_AS_THEY_ARE = re.compile(
    r"(?:(?:yes|yeah|no|nope|well|um|er) )*(?:he|she|they|both)(?: ?s|re| is| are) (?:both |all |still )?"
    r"(?:looked after|in (?:foster |long term )?care|fostered|adopted|at home|a child in need"
    r"|(?:only )?\w+ years old)"
    r"(?:(?! (?:but|and|never|not|because|who|until|since|when)\b) \w+)*"
)


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
        beside = not _is_whole(clause) or (about is not None and stories.says_little(clause))
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
    return bool(_OF_ITS_OWN.match(said)) and not (_ONLY_BESIDE.match(said) or stories.is_a_wish(clause))


def _parts(story: str, end_of_one: re.Pattern[str]) -> Iterator[str]:
    """The parts with what stands between them; the number of a list stays with what it numbers."""
    start = 0
    for end in end_of_one.finditer(story):
        if not _NUMBER.match(story[start : end.end()]):
            yield story[start : end.end()]
            start = end.end()
    if start < len(story):
        yield story[start:]


def _groups(story: str, children: tuple[str, ...]) -> Iterator[str]:
    """Runs of sentences; a new one where the person begins anew, or where the subject or the child changes.

    A wish belongs to what it follows, and who counts what went wrong has said where each begins.
    """
    counted = sum(1 for sentence in _parts(story, _END) if _is_counted(sentence)) >= _FEWEST_IN_A_LIST
    group, subject, child, headed, begun = "", None, None, False, False
    for paragraph in _parts(story, _PARAGRAPH):
        tells = _tells(paragraph)
        for at, sentence in enumerate(_parts(paragraph, _END)):
            about, of = subjects.main(sentence), _child_led_with(sentence, children)
            heading = _HEADING.fullmatch(sentence) is not None or of == plain(sentence)
            changes = not counted and about is not None and subject is not None and about != subject
            another = of is not None and child is not None and of != child
            anew = (at == 0 and tells) or heading or changes or another or _begins_anew(sentence)
            if begun and anew and not headed and not _wishes(sentence, children):
                yield group
                group, subject, child = "", None, None
            group += sentence
            subject, child, headed = subject or about, of or child, heading
            # Who begins with who they are has begun with no point yet.
            begun = begun or _is_counted(sentence) or (_tells(sentence) and not _introduces(sentence))
    if group:
        yield group


def _tells(paragraph: str) -> bool:
    """Whether a paragraph tells of anything done or left undone."""
    sentences = _parts(paragraph, _END)
    return bool(subjects.heard(paragraph)) or any(stories.tells_of_deeds(sentence) for sentence in sentences)


def _introduces(sentence: str) -> bool:
    """Whether a sentence says who is writing and why, and nothing that went wrong."""
    return not subjects.heard(sentence) and _WHO_WRITES.match(plain(sentence)) is not None


_WHO_WRITES = re.compile(
    r"(?:(?:hi|hello|dear \w+) )*(?:i am|im|we are|were|my name is|i write|we write"
    r"|this is (?:a|my) complaint)\b"
)


def _is_counted(sentence: str) -> bool:
    """Whether a sentence begins as the next of a list."""
    return bool(_LISTED.match(sentence) or _COUNTED.match(plain(sentence)) or _COUNTED_ALONE.match(sentence))


def _begins_anew(sentence: str) -> bool:
    return _is_counted(sentence) or _ANOTHER.match(plain(sentence)) is not None


def _child_led_with(sentence: str, children: tuple[str, ...]) -> str | None:
    """The one child whom a sentence begins with, in plain letters: "For Ella, ...", "Ella's ..."."""
    said = plain(sentence)
    for name in map(plain, children):
        led = re.match(rf"{_ABOUT_A_CHILD}{re.escape(name)}s?\b", said)
        if led and not any(holds(said[led.end() :][:_NEXT_NAME], plain(other)) for other in children):
            return name
    return None


_NEXT_NAME = 40
"""So many letters behind a name another one stands with it: "Ella and her brother Tom were moved"."""


def _wishes(sentence: str, children: tuple[str, ...]) -> bool:
    """Whether a sentence says what is wanted, whatever it begins with and for whichever child."""
    said = plain(sentence)
    for begins in (_COUNTED, _ANOTHER):
        said = said[begun.end() :].strip() if (begun := begins.match(said)) else said
    for name in map(plain, children):
        if led := re.match(rf"{_ABOUT_A_CHILD}{re.escape(name)}\b", said):
            said = _WANTS.sub("i want", said[led.end() :].strip())
    return stories.is_a_wish(said)


_WANTS = re.compile(r"^(?:wants|would like|needs)\b")


def _joined(groups: list[str]) -> list[str]:
    """The groups, with what is too short to be a point put to its neighbour, and no more than fit."""
    joined: list[str] = []
    for group in groups:
        short = len(group.split()) < _FEWEST_IN_A_POINT and not _is_counted(group)
        opening = len(joined) == 1 and len(joined[0].split()) < _FEWEST_IN_A_POINT
        if joined and (short or opening):
            joined[-1] += group
        else:
            joined.append(group)
    while len(joined) > MOST_POINTS:
        at = min(range(len(joined) - 1), key=lambda at: len(joined[at]) + len(joined[at + 1]))
        joined[at : at + 2] = [joined[at] + joined[at + 1]]
    return joined

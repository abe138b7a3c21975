"""Which council a person means: by name, by place, or by a likely misspelling. PURE."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz

from backend.journeys.draft import CouncilNames
from backend.journeys.words import holds, plain

_CLOSE = 82.0
"""How alike (of 100) a word and a name must be to be proposed; both are then asked to be confirmed."""
_SHORTEST = 5
_MOST_WORDS = 60
_WHAT_THEY_ALL_ARE = ("county council", "borough council", "city council", "london borough of", "council")
"""What is in the name of most councils, and makes none like another."""
_THERE = ("in", "from", "near", "at", "under", "council", "by")


def named(text: str, known: Sequence[CouncilNames]) -> tuple[str, ...]:
    """The councils that an answer may mean: by name, former name, place, or a likely misspelling."""
    said = plain(text)
    exact = tuple(c.id for c in known if any(holds(said, name) for name in _names(c)))
    if exact:
        return exact
    words = without(said, _WHAT_THEY_ALL_ARE).split()[:_MOST_WORDS]
    best = {
        c.id: max((_likeness(words, without(name, _WHAT_THEY_ALL_ARE)) for name in _names(c)), default=0.0)
        for c in known
    }
    top = max(best.values(), default=0.0)
    return tuple(id for id, score in best.items() if score >= _CLOSE and score >= top - 2)


def elsewhere(text: str, known: Mapping[str, str]) -> str | None:
    """The country of a council that is not served here, or of a country, named in a text; None if none is."""
    name = elsewhere_named(text, known)
    return None if name is None else known[name]


def elsewhere_named(text: str, known: Mapping[str, str]) -> str | None:
    """The name of a council that is not served here, or of a country, that a text holds, or None."""
    said = plain(text)
    return next((name for name in known if holds(said, name)), None)


def elsewhere_told(text: str, known: Mapping[str, str]) -> str | None:
    """The name of a council that is not served here, where a story says that it is the one, or None."""
    said = plain(text)
    return next((name for name in known if holds(said, name) and _is_the_council(said, name)), None)


_BEFORE_THE_COUNCIL = (
    r"(?:social worker|sw|worker|care|assessed|council|services)(?: \w+)? (?:in|from|at|by|of|with|under) "
)
_AFTER_THE_COUNCIL = (
    r" (?:county |city |borough |metropolitan )?(?:council|social services|childrens services|social care)"
)


def _is_the_council(said: str, name: str) -> bool:
    return re.search(rf"\b(?:{_BEFORE_THE_COUNCIL}{name}|{name}{_AFTER_THE_COUNCIL})\b", said) is not None


_OF_THE_COUNCIL = re.compile(r"\b(?:social worker|sw|workers?|councils?|services|authority|team)\b")
_WHERE_SOMEBODY_IS = (
    r"\b(?:im|i am|i was|ive been|we are|live[sd]?|living|stay(?:s|ed|ing)?|placed|placements?|moved?|moving"
    r"|sent|born|grew up|(?:foster )?carers?|school|college|home|house|flat|hostel|unit|mums?|dads?|mother"
    r"|father|parents|family|nan|grandparents)(?: \w+){0,4}?"
    r" (?:in|into|to|at|near|from|out of|outside|outside of|away from|around) (?:\w+ )?"
)
_ANOTHER_PLACE = (
    r"(?:a different|another|a new) (?:place|area|county|city|town|part)|(?:a |the )?countryside|out of area"
)


def tells_where_somebody_is(text: str, known: Sequence[CouncilNames], away: Mapping[str, str]) -> bool:
    """Whether a text says where somebody lives, goes or went, and not which council a social worker is of."""
    said = plain(text)
    if _OF_THE_COUNCIL.search(said):
        return False
    named = (name for names in (away, *map(_names, known)) for name in names if holds(said, name))
    return any(
        re.search(rf"{_WHERE_SOMEBODY_IS}(?:{place})\b", said)
        for place in (_ANOTHER_PLACE, *map(re.escape, named))
    )


def without(text: str, names: Iterable[str]) -> str:
    """A plain text without names in which another council's stands: a county's north may have its own."""
    said = f" {plain(text)} "
    for name in names:
        said = said.replace(f" {name} ", " ")
    return said.strip()


def councils_told(text: str, known: Sequence[CouncilNames]) -> tuple[str, ...]:
    """The councils named in a story: the name itself, or a place after "in", "from" and the like."""
    said = plain(text)
    return tuple(
        c.id
        for c in known
        if any(holds(said, name) for name in _names(c)[:2])
        or any(holds(said, f"{where} {name}") for name in _names(c)[2:] for where in _THERE)
    )


@cache
def _names(council: CouncilNames) -> tuple[str, ...]:
    return tuple(plain(name) for name in (council.id, council.name, *council.also))


def _likeness(words: Sequence[str], name: str) -> float:
    if len(name) < _SHORTEST:
        return 0.0
    size = len(name.split())
    runs = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    return max((fuzz.ratio(run, name) for run in runs if len(run) >= _SHORTEST - 1), default=0.0)


_MOST_LATIN = 0.5


def in_another_script(text: str) -> bool:
    """Whether most letters of a text are of another script than English is written in."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(1 for character in letters if "LATIN" in unicodedata.name(character, ""))
    return bool(letters) and latin < _MOST_LATIN * len(letters)

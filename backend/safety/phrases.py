"""Reads `phrases.yml` and compares its phrases with words.

How a phrase is written, one line each:

    hit|hits me        one word or the other, then the next
    <hurts> ~2 me      a word of the list `hurts`, up to two words of any kind, then "me"
    my? dad            a word that may be missing
    . help me .        the sentence begins, or ends, here

A phrase never reaches from one sentence into the next. Lists are single words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import yaml

from backend.safety.words import PAUSE, STOP, Reader

Tier = Literal["urgent", "concern", "none"]

FILE = Path(__file__).with_name("phrases.yml")

_ANSWERED = (("reported", "disowned"), ("written", "explained"), ("asked", "answered"))
"""Somebody else's words, and how it is told that they are not so."""

_WIDEST = 6
"""No gap is wider: what stands further apart was not said in one breath."""


class PhraseMistake(ValueError):
    """A mistake in the file: where, what was found, what to write."""


@dataclass(frozen=True, slots=True)
class Line:
    """One way of saying something: steps of words, each optional or not, with a gap before it.

    `opens` and `closes`: the sentence has to begin, or to end, with it.
    """

    steps: tuple[tuple[frozenset[str], bool, int], ...]
    words: frozenset[str]
    opens: bool = False
    closes: bool = False

    def ends(self, words: Sequence[str], begin: int) -> int | None:
        """Where the line ends if it begins at `begin` (its first word is known to fit), or None."""
        if self.opens and begin and words[begin - 1] != STOP:
            return None
        places = {begin + 1}
        for allowed, optional, gap in self.steps[1:]:
            reached = set(places) if optional else set()
            for place in places:
                left = gap
                while place < len(words):
                    word = words[place]
                    if word in allowed:
                        reached.add(place + 1)
                    if word == STOP or (word != PAUSE and not left):
                        break
                    left -= word != PAUSE
                    place += 1
            if not reached:
                return None
            places = reached
        if self.closes:
            places = {place for place in places if place == len(words) or words[place] == STOP}
        return min(places, default=None)


@dataclass(frozen=True)
class Phrase:
    """Something to listen for. `if_now` is its tier where the same sentence says that it is now.

    `beside_the_model` is its tier where the language model hears the same words: what is urgent may be a
    concern there, which the model raises.
    """

    id: str
    tier: Tier
    why: str
    lines: tuple[Line, ...]
    hears: tuple[str, ...]
    lets_pass: tuple[str, ...]
    if_now: Tier
    even_denied: bool
    by_staff: bool
    beside_the_model: Tier


@dataclass(frozen=True)
class PassedOver:
    """A turn of phrase that only sounds like harm."""

    id: str
    why: str
    lines: tuple[Line, ...]
    examples: tuple[str, ...]


class Index:
    """Lines by the words that give them away, so that most text is compared with few lines."""

    def __init__(self, owners: Sequence[Phrase | PassedOver], common: frozenset[str]) -> None:
        self._by_word: dict[str, list[tuple[Line, Any]]] = {}
        for owner in owners:
            for line in owner.lines:
                for word in _rarest(line, common):
                    self._by_word.setdefault(word, []).append((line, owner))

    def matches(self, words: Sequence[str], begin: int, end: int) -> Iterator[tuple[int, int, Line, Any]]:
        """Each line that fits within `words[begin:end]`: where it begins and ends, and whose it is."""
        places: dict[str, list[int]] = {}
        for place in range(begin, end):
            places.setdefault(words[place], []).append(place)
        met: set[int] = set()
        for word in places:
            for line, owner in self._by_word.get(word, ()):
                if id(line) in met:
                    continue
                met.add(id(line))
                for first in line.steps[0][0] & places.keys():
                    for place in places[first]:
                        if (last := line.ends(words, place)) is not None:
                            yield place, last, line, owner


def _rarest(line: Line, common: frozenset[str]) -> frozenset[str]:
    """The step of a line whose words are least often met."""
    must = [allowed for allowed, optional, _ in line.steps if not optional]
    return min(must, key=lambda allowed: len(allowed & common) * 50 + len(allowed))


@dataclass(frozen=True)
class Phrases:
    """The whole file, read and checked."""

    reader: Reader
    phrases: tuple[Phrase, ...]
    passed_over: tuple[PassedOver, ...]
    lists: Mapping[str, frozenset[str]]
    listening: Index
    passing: Index
    now: Index
    told: Index
    answered: tuple[tuple[Index, Index], ...]
    upheld: Index
    excepted: Index


def read(file: Path = FILE) -> Phrases:
    """The phrases of a file. Raises `PhraseMistake`."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=OneOfEach)  # noqa: S506
    except yaml.YAMLError as mistake:
        raise PhraseMistake(f"{file.name} is not YAML: {mistake}") from None
    lists = {name: frozenset(str(words).split()) for name, words in data["lists"].items()}
    phrases = tuple(
        phrase(given, partial(line, lists=lists, owner=given.get("id", ""))) for given in data["phrases"]
    )
    passed_over = tuple(_passed_over(given, lists) for given in data["passes_over"])
    names = ("now", "told_to_staff", "upheld", "excepted", *(name for pair in _ANSWERED for name in pair))
    about = {name: _passed_over({**data[name], "id": name}, lists) for name in names}
    everything: list[Phrase | PassedOver] = [*phrases, *passed_over, *about.values()]
    _refuse_twins([one.id for one in everything])
    known = {word for one in everything for line in one.lines for word in line.words}
    reader = Reader(
        {str(written): str(meant) for written, meant in data["also_written"].items()},
        known.union(*lists.values()),
        data["often_misspelt"].split(),
        data["real_words"].split(),
    )
    indexes = {name: Index((one,), lists["in_every_text"]) for name, one in about.items()}
    return Phrases(
        reader,
        phrases,
        passed_over,
        lists,
        Index(phrases, lists["in_every_text"]),
        Index(passed_over, lists["in_every_text"]),
        indexes["now"],
        indexes["told_to_staff"],
        tuple((indexes[source], indexes[answer]) for source, answer in _ANSWERED),
        indexes["upheld"],
        indexes["excepted"],
    )


class OneOfEach(yaml.CSafeLoader):
    """Refuses a key that stands twice, of which YAML would keep the last without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, if its keys are all different."""
        keys = [self.construct_object(key) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise PhraseMistake(f"{key!r} stands twice, near line {node.start_mark.line + 1}; keep one")
        return super().construct_mapping(node, deep)


def _refuse_twins(ids: Sequence[str]) -> None:
    for one in ids:
        if ids.count(one) > 1:
            raise PhraseMistake(f"two phrases are called {one!r}; give one of them another id")


def phrase(given: Mapping[str, Any], line_of: Callable[[str], Line]) -> Phrase:
    """A phrase of a file, whose lines `line_of` reads. Raises `PhraseMistake`."""
    _needs(given, ("id", "tier", "why", "says", "hears"))
    for name in ("tier", "if_now"):
        if given.get(name, "urgent") not in ("urgent", "concern"):
            raise PhraseMistake(f"{given['id']}: {name} is urgent or concern")
    if given.get("beside_the_model", "concern") != "concern":
        raise PhraseMistake(f"{given['id']}: beside_the_model is concern, where its tier is urgent")
    return Phrase(
        given["id"],
        given["tier"],
        given["why"],
        tuple(map(line_of, given["says"])),
        tuple(given["hears"]),
        tuple(given.get("lets_pass", ())),
        given.get("if_now", given["tier"]),
        bool(given.get("even_denied", False)),
        bool(given.get("by_staff", False)),
        given.get("beside_the_model", given["tier"]),
    )


def _passed_over(given: Mapping[str, Any], lists: Mapping[str, frozenset[str]]) -> PassedOver:
    _needs(given, ("id", "why", "says"))
    lines = tuple(line(text, lists, given["id"]) for text in given["says"])
    return PassedOver(given["id"], given["why"], lines, tuple(given.get("examples", ())))


def _needs(given: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in names:
        if not given.get(name):
            raise PhraseMistake(f"{given.get('id', 'a phrase without an id')}: write its {name}")


def line(text: str, lists: Mapping[str, frozenset[str]], owner: str) -> Line:
    """One line of the file, ready to be compared. Raises `PhraseMistake`."""
    steps: list[tuple[frozenset[str], bool, int]] = []
    gap = 0
    parts = text.split()
    opens, closes = parts[:1] == [STOP], parts[-1:] == [STOP]
    for part in parts[opens : len(parts) - closes]:
        if part.startswith("~"):
            if not part[1:].isdigit() or not 1 <= int(part[1:]) <= _WIDEST or not steps or gap:
                raise PhraseMistake(f"{owner}: {text!r}: write ~1 to ~{_WIDEST}, between two words")
            gap = int(part[1:])
            continue
        optional = part.endswith("?")
        allowed: set[str] = set()
        for word in part.removesuffix("?").split("|"):
            if word.startswith("<"):
                if (named := lists.get(word[1:-1])) is None:
                    raise PhraseMistake(f"{owner}: there is no list {word}; write it under lists")
                allowed |= named
            else:
                allowed.add(word)
        if optional and not steps:
            raise PhraseMistake(f"{owner}: {text!r}: the first word cannot be missing")
        steps.append((frozenset(allowed), optional, gap))
        gap = 0
    if not steps or gap:
        raise PhraseMistake(f"{owner}: {text!r} has to end with a word")
    words = frozenset(word for allowed, _, _ in steps for word in allowed)
    return Line(tuple(steps), words, opens, closes)

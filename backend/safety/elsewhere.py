"""Hears harm told in another language than English, by phrases of the same form as `phrases.yml`.

`languages/ideas.yml` says what is listened for, how grave it is and why; a file per language how it is
said there. Languages bend their words, so a phrase may give a stem:

    bij*        every word that begins so
    +bij*       the same, also behind one of the language's beginnings (`begins`: pobije, zbije)

Every language is listened for in every text, whatever language the chat is in. Accents, hyphens and doubled
letters are read away on both sides ("boję się" is "boje sie"), since they are left out on a telephone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from backend.safety.phrases import Index, Line, OneOfEach, PassedOver, Phrase, PhraseMistake, line
from backend.safety.phrases import phrase as read_phrase
from backend.safety.words import PAUSE, STOP, UNSEEN, sentences

FOLDER = Path(__file__).with_name("languages")
IDEAS = "ideas.yml"

_NOTHING = "_"
"""Stands for every word that no phrase of any language knows."""

_SHORT = 3
"""Words of so many letters are too often met to find a phrase by, where it has a longer one."""

_SHORTEST = 2
"""Letters of a stem, at the least."""

_ENDS, _PAUSES = ".!?;\u061f\u06d4\u0964\u2026", ",\n:()[]\u2013\u2014\u060c\u061b\u00ab\u00bb\u201e"
_JOINED = "'\u2019\u2018`\u00b4\u02bc\u02bb-\u2010\u2011*\u0640\u0621\"\u201c\u201d"
"""What stands within a word, or around it, and says nothing here: "m-a", "б'є"."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_ENDS, f" {STOP} "),
        **dict.fromkeys(_PAUSES, f" {PAUSE} "),
        **dict.fromkeys(_JOINED, None),
    }
)
_DOUBLED = re.compile(r"(.)\1+")
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ı": "i",
        "đ": "d",
        "ø": "o",
        "ß": "s",
        "ґ": "г",
        # One letter in two alphabets of one script, and what is written for another out of habit.
        "ى": "ي",
        "ی": "ي",
        "ے": "ي",
        "ک": "ك",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ة": "ه",
        "ں": "ن",
        # Marks that Sorani has on letters, and that are left out on a telephone.
        "ێ": "ي",
        "ۆ": "و",
        "ڕ": "ر",
        "ڵ": "ل",
    }
)


def folded(text: str) -> list[str]:
    """The words of a text without case, accents and joining signs, and the ends between.

    Doubled letters are drawn into one but in the shortest words, which would be others ("ее", "її").
    """
    plain = unicodedata.normalize("NFKC", text.translate(UNSEEN)).lower().translate(_SIGNS)
    letters = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    words = "".join(letter for letter in letters if not unicodedata.combining(letter)).split()
    return [word if len(word) <= _SHORT else _DOUBLED.sub(r"\1", word) for word in words]


@dataclass(frozen=True)
class Language:
    """How one language says it. `checked_by`: who that speaks it has read the file; None: nobody."""

    tag: str
    name: str
    checked_by: str | None
    phrases: tuple[Phrase, ...]
    denies: frozenset[str]
    denies_behind: frozenset[str]
    between: frozenset[str]
    staff: frozenset[str]
    now: PassedOver

    @property
    def symbols(self) -> frozenset[str]:
        """Each word and stem that it knows."""
        owners: list[Phrase | PassedOver] = [*self.phrases, self.now]
        lines = [one for owner in owners for one in owner.lines]
        return frozenset(word for one in lines for word in one.words).union(
            self.denies, self.denies_behind, self.between, self.staff
        )


class Languages:
    """Every other language that is listened for."""

    def __init__(self, languages: Iterable[Language]) -> None:
        spoken = tuple(languages)
        known = frozenset(word for one in spoken for word in one.symbols)
        self.words = frozenset(word.removesuffix("*") for word in known)
        """Every word and stem that is listened for, for whoever tries the screen."""
        self._exact = frozenset(word for word in known if not word.endswith("*"))
        self._stems = frozenset(word[:-1] for word in known - self._exact)
        self._lengths = sorted({len(stem) for stem in self._stems}, reverse=True)
        inside = _Inside(known)
        self.all = tuple(_grown(one, inside) for one in spoken)
        common = frozenset(word for word in known if len(word.removesuffix("*")) <= _SHORT)
        self._of = {phrase.id: one for one in self.all for phrase in one.phrases}
        self._listening = Index([phrase for one in self.all for phrase in one.phrases], common)
        self._now = {one.tag: Index((one.now,), common) for one in self.all}

    def read(self, text: str) -> list[str]:
        """Each word as the longest stem, or the whole word, by which some language knows it."""
        met: dict[str, str] = {STOP: STOP, PAUSE: PAUSE}
        words = folded(text)
        for word in words:
            if word not in met:
                met[word] = self._symbol(word)
        return [met[word] for word in words]

    def _symbol(self, word: str) -> str:
        if word in self._exact:
            return word
        return next((f"{word[:n]}*" for n in self._lengths if word[:n] in self._stems), _NOTHING)

    def heard(self, words: Sequence[str]) -> Iterable[tuple[Phrase, Language, bool, bool]]:
        """Each phrase in words that were `read`: whose it is, whether it is said to be now, and of staff."""
        parts = sentences(words)
        for number, (begin, end) in enumerate(parts):
            near = range(parts[max(0, number - 1)][0], parts[min(len(parts) - 1, number + 1)][1])
            for phrase in self._in_sentence(words, begin, end):
                language = self._of[phrase.id]
                now = next(self._now[language.tag].matches(words, begin, end), None) is not None
                yield phrase, language, now, any(words[place] in language.staff for place in near)

    def _in_sentence(self, words: Sequence[str], begin: int, end: int) -> Iterable[Phrase]:
        found: dict[str, Phrase] = {}
        for first, last, one, phrase in self._listening.matches(words, begin, end):
            if phrase.id not in found and not _denied(words, begin, first, last, one, self._of[phrase.id]):
                found[phrase.id] = phrase
        return found.values()

    def names_staff(self, words: Sequence[str]) -> bool:
        """Whether staff or a carer are named, in any language, in words that were `read`."""
        return any(not one.staff.isdisjoint(words) for one in self.all)


def _denied(words: Sequence[str], begin: int, first: int, last: int, one: Line, language: Language) -> bool:
    """Whether it is said not to be: the "not" stands within it, or right before it or behind."""
    if any(word in language.denies and word not in one.words for word in words[first:last]):
        return True
    if last < len(words) and words[last] in language.denies_behind:
        return True
    before = first - 1
    while before >= begin and words[before] in language.between:
        before -= 1
    return before >= begin and words[before] in language.denies and words[before] not in one.words


_LAST = chr(0x10FFFF)
"""Sorts behind every letter."""


class _Inside:
    """Which of the known words and stems a stem takes in."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = sorted(known)

    def of(self, allowed: Iterable[str]) -> frozenset[str]:
        """The words of a step, with every longer one that begins as one of its stems does."""
        grown = set(allowed)
        for stem in [word[:-1] for word in grown if word.endswith("*")]:
            begin = bisect_left(self._known, stem)
            grown.update(self._known[begin : bisect_left(self._known, stem + _LAST)])
        return frozenset(grown)


def _grown(language: Language, inside: _Inside) -> Language:
    """A language whose steps hold all that their stems take in."""

    def longer(one: Line) -> Line:
        steps = tuple((inside.of(allowed), optional, gap) for allowed, optional, gap in one.steps)
        return replace(one, steps=steps, words=frozenset(word for step in steps for word in step[0]))

    phrases = tuple(replace(one, lines=tuple(map(longer, one.lines))) for one in language.phrases)
    now = replace(language.now, lines=tuple(map(longer, language.now.lines)))
    return replace(language, phrases=phrases, now=now, staff=inside.of(language.staff))


@dataclass(frozen=True)
class _Spelling:
    """How the words of one file are written: behind which beginnings, and how in Latin letters."""

    begins: Sequence[str]
    in_latin: Mapping[str, Sequence[str]]
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, word: str) -> frozenset[str]:
        """Every way in which a word or stem of the file may stand in a text, folded."""
        if word not in self._known:
            self._known[word] = self._ways(word)
        return self._known[word]

    def _ways(self, word: str) -> frozenset[str]:
        starts = ("", *self.begins) if word.startswith("+") else ("",)
        star = "*" * word.endswith("*")
        bare = word.removeprefix("+").removesuffix("*")
        if star and len(bare) < _SHORTEST:
            raise PhraseMistake(f"{word!r} takes in too much: write {_SHORTEST} letters or more before the *")
        found = set()
        for start in starts:
            written = "".join(folded(start + bare))
            ways = product(*(self.in_latin.get(letter, ()) for letter in written))
            for one in (written, *("".join(folded("".join(way))) for way in ways)):
                found.add(_DOUBLED.sub(r"\1", one) + star if star else one)
        return frozenset(found)

    def line(self, text: str, lists: Mapping[str, frozenset[str]], owner: str) -> Line:
        """A line of the file, each word in every way it may be written."""
        raw = line(text, lists, owner)
        steps = tuple((self.all(allowed), optional, gap) for allowed, optional, gap in raw.steps)
        return Line(steps, frozenset(word for step in steps for word in step[0]), raw.opens, raw.closes)

    def all(self, words: Iterable[str]) -> frozenset[str]:
        """Every way in which some words may be written."""
        return frozenset(way for word in words for way in self.of(word))


def read(folder: Path = FOLDER) -> Languages:
    """Every language of a folder. Raises `PhraseMistake`."""
    ideas = _data(folder / IDEAS)
    files = sorted(file for file in folder.glob("*.yml") if file.name != IDEAS)
    return Languages(_language(file.stem, _data(file), ideas) for file in files)


def _data(file: Path) -> Any:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=OneOfEach)  # noqa: S506
    except yaml.YAMLError as mistake:
        raise PhraseMistake(f"{file.name} is not YAML: {mistake}") from None


def _language(tag: str, given: Mapping[str, Any], ideas: Mapping[str, Any]) -> Language:
    latin = {sign: str(ways).split() for sign, ways in given.get("in_latin", {}).items()}
    spelling = _Spelling(str(given.get("begins", "")).split(), latin)
    lists = {name: frozenset(str(words).split()) for name, words in given.get("lists", {}).items()}

    def listed(name: str) -> frozenset[str]:
        return spelling.all(str(given.get(name, "")).split())

    def said(idea: str, how: Mapping[str, Any]) -> Phrase:
        if idea not in ideas:
            raise PhraseMistake(f"{tag}: there is no idea {idea!r} in {IDEAS}; write it there")
        about = {**ideas[idea], **how, "id": f"{tag}:{idea}"}
        return read_phrase(about, lambda text: spelling.line(text, lists, about["id"]))

    now = PassedOver(tag, "", tuple(spelling.line(text, lists, tag) for text in given.get("now", ())), ())
    return Language(
        tag,
        given["language"],
        given.get("checked_by"),
        tuple(said(idea, how) for idea, how in given["phrases"].items()),
        listed("denies"),
        listed("denies_behind"),
        listed("between"),
        listed("staff"),
        now,
    )

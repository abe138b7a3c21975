"""Hears harm in what a person typed: two tiers, by phrases that a safeguarding lead can read.

It errs towards speaking: a false alarm costs somebody one kind message, a silence may cost a child.
If anything fails inside, the exception goes to the caller, who shows help. The trained model is a
second voter elsewhere: it raises what is heard here, and lets a concern pass that it is sure is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backend.safety import elsewhere
from backend.safety.elsewhere import Languages
from backend.safety.phrases import FILE, Line, Phrase, Phrases, Tier, read
from backend.safety.words import PAUSE, QUOTE, sentences

_NOTHING = "_"
"""Stands where a turn of phrase was passed over."""

GRAVITY: tuple[Tier, ...] = ("none", "concern", "urgent")
"""The tiers, the graver the later."""

_REPORTED_WITHIN = 12
"""So many words before a phrase, "the report says" is about it."""

_EXCEPTED_WITHIN = 6
"""So many words after a denial, "except my uncle" takes it back."""

_ANSWERED_WITHIN = 60
"""So many words after it, "that is not true" is about it."""


@dataclass(frozen=True)
class Heard:
    """What was heard: the highest tier, the ids of the phrases, whether staff or a carer are named.

    `language`: the tag of another language than English that some of it was heard in, which the language
    model does not know.
    """

    tier: Tier
    phrases: tuple[str, ...] = ()
    names_staff_or_carer: bool = False
    language: str | None = None


NOTHING = Heard("none")

NO_OTHER = Languages(())
"""English alone is listened for."""


def graver(one: Heard, other: Heard) -> Heard:
    """Whichever is of the higher tier; `other` where they are alike."""
    return one if GRAVITY.index(one.tier) > GRAVITY.index(other.tier) else other


class Screen:
    """Listens to text by the phrases it was given, English ones and those of other languages."""

    def __init__(self, phrases: Phrases, languages: Languages = NO_OTHER) -> None:
        self._phrases = phrases
        self._languages = languages
        lists = phrases.lists
        self._denies, self._between = lists["denies"], lists["between_denial_and_deed"]
        self._joins, self._turns = lists["joins_denials"], lists["turns"]
        self._staff = lists["staff"]

    @classmethod
    def load(cls, file: Path = FILE) -> Screen:
        """The screen by the phrases of a file and of every other language. Raises `PhraseMistake`."""
        return cls(read(file), elsewhere.read())

    def vocabulary(self) -> frozenset[str]:
        """Every word that some phrase listens for."""
        english = (word for one in self._phrases.phrases for line in one.lines for word in line.words)
        return self._languages.words.union(english)

    def hear(self, text: str, beside_the_model: bool = False) -> Heard:
        """What is heard in `text`, of any length, in time that grows with its length alone.

        `beside_the_model`: the language model hears the same words, and can raise what is a concern there.
        """
        words = self._phrases.reader.read(text)
        self._pass_over(words)
        parts = sentences(words)
        found: dict[str, Tier] = {}
        staff = False
        for number, (begin, end) in enumerate(parts):
            heard = self._in_sentence(words, begin, end)
            if not heard:
                continue
            now = next(self._phrases.now.matches(words, begin, end), None) is not None
            for phrase in heard:
                tier = phrase.beside_the_model if beside_the_model else phrase.tier
                tier = max(tier, phrase.if_now if now else "none", key=GRAVITY.index)
                found[phrase.id] = max(found.get(phrase.id, "none"), tier, key=GRAVITY.index)
            near = parts[max(0, number - 1) : number + 2]
            staff = staff or any(phrase.by_staff for phrase in heard) or self._names_staff(words, near)
        language = None
        for phrase, spoken, now, of_staff in self._languages.heard(self._languages.read(text)):
            tier = max(phrase.tier, phrase.if_now if now else "none", key=GRAVITY.index)
            found[phrase.id] = max(found.get(phrase.id, "none"), tier, key=GRAVITY.index)
            staff = staff or of_staff
            language = language or spoken.tag
        staff = staff or (language is not None and self._names_staff(words, parts))
        tier = max(found.values(), default="none", key=GRAVITY.index)
        return Heard(tier, tuple(found), staff, language)

    def names_staff_or_carer(self, text: str) -> bool:
        """Whether staff or a carer are named in `text`, harm or not: for what the model alone hears."""
        words = self._phrases.reader.read(text)
        others = self._languages.names_staff(self._languages.read(text))
        return others or self._names_staff(words, sentences(words))

    def _pass_over(self, words: list[str]) -> None:
        """Take out the turns of phrase that only sound like harm."""
        for begin, end in sentences(words):
            found = list(self._phrases.passing.matches(words, begin, end))
            for first, last, _line, _owner in found:
                if not self._denies.isdisjoint(words[first:last]) and self._excepted(words, last, end):
                    continue
                words[first:last] = [_NOTHING] * (last - first)

    def _in_sentence(self, words: Sequence[str], begin: int, end: int) -> list[Phrase]:
        heard: dict[str, Phrase] = {}
        for first, last, line, phrase in self._phrases.listening.matches(words, begin, end):
            if phrase.id in heard or (
                not phrase.even_denied
                and self._denied(words, begin, first, last, line)
                and not self._excepted(words, last, end)
            ):
                continue
            if not self._disowned(words, begin, first, last, end):
                heard[phrase.id] = phrase
        return list(heard.values())

    def _denied(self, words: Sequence[str], begin: int, first: int, last: int, line: Line) -> bool:
        """Whether it is said not to be: "he has never hit me", but not "don't let him hit me"."""
        if any(word in self._denies and word not in line.words for word in words[first:last]):
            return True
        joined = False
        for place in range(first - 1, begin - 1, -1):
            word = words[place]
            if word in self._denies:
                return True
            joined = word in self._joins or (joined and word != PAUSE)
            if not joined and word not in self._between:
                return False
        return False

    def _excepted(self, words: Sequence[str], last: int, end: int) -> bool:
        """Whether a denial is taken back right after it: "nobody hits me except my uncle"."""
        end = min(end, last + _EXCEPTED_WITHIN)
        return next(self._phrases.excepted.matches(words, last, end), None) is not None

    def _disowned(self, words: Sequence[str], begin: int, first: int, last: int, end: int) -> bool:
        """Whether somebody else said, wrote or asked it, and the person says that it is not so.

        Nobody disowns what they stand by ("they say I lie, but he does"), and what people said
        themselves and take back is heard: they may have been made to.
        """
        begin = max(begin, first - _REPORTED_WITHIN)
        for place in range(begin, first):
            if words[place] in self._turns:
                begin = place + 1
        told = end if first and words[first - 1] == QUOTE else last
        answers = [
            answer
            for source, answer in self._phrases.answered
            if any(words[place - 1] != "i" for place, *_ in source.matches(words, begin, told))
        ]
        beyond = min(len(words), last + _ANSWERED_WITHIN)
        if not answers or any(self._phrases.upheld.matches(words, begin, beyond)):
            return False
        return any(
            place < first or place >= last
            for answer in answers
            for place, *_ in answer.matches(words, begin, beyond)
        )

    def _names_staff(self, words: Sequence[str], parts: Sequence[tuple[int, int]]) -> bool:
        """Whether staff or a carer are named there, other than as the one who was told."""
        for begin, end in parts:
            told = {
                place
                for first, last, _line, _owner in self._phrases.told.matches(words, begin, end)
                for place in range(first, last)
            }
            if any(words[place] in self._staff and place not in told for place in range(begin, end)):
                return True
        return False

"""Turns a wording key and facts into the words of one language and age band."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from backend.say import Say
from backend.wording.catalogue import BANDS, Entry, Placeholder, Template, placeholders, read
from backend.wording.translated import Translation
from backend.wording.translated import read as read_translation

HOME = "en"
"""The language every key exists in. Falling back to it never changes the age band."""

CHECKED_BESIDE = (
    "about.privacy.sees",
    "about.safe.history",
    "about.safe.key",
    "about.safe.leave",
    "about.safe.other_device",
    "about.safe.private",
    "about.safe.reach",
    "care.word.",
    "case.help",
    "complaint.how_we_treat",
    "complaint.next.",
    "complaint.sees.",
    "elsewhere.sees",
    "escalate.answer.stage1",
    "escalate.answer.stage2",
    "escalate.answer.stage3",
    "escalate.answer.stages",
    "escalate.stage2_is",
    "escalate.stage3_is",
    "feedback.sees.",
    "letters.can_do",
    "letters.late",
    "letters.machine_made",
    "letters.news",
    "letters.procedure",
    "rights.answer.",
    "safety.concern",
    "safety.duty",
    "safety.is_not_safe",
    "safety.is_not_saying",
    "safety.is_safe",
    "safety.safe_now",
    "safety.talk",
    "safety.urgent",
    "safety.why_safe_now",
    "safety.written",
    "session.machine_made",
    "session.welcome",
    "session.who_sees_this",
    "timeline.",
    "track.answer.",
    "track.if_today.",
    "track.missed.",
    "track.next.",
    "track.sees.",
    "widget.help_childline",
    "widget.help_danger",
    "widget.help_duty",
    "widget.help_limits",
    "widget.help_police",
    "widget.leave_note",
    "write.done_got_worse",
    "write.sees.",
)
"""How the keys begin of what nobody may misunderstand: safety, who sees what is said, and dates.

As long as a translation of them is a draft, the English, which was checked, is said beside it.
"""

_TELEPHONE = re.compile(r"[+(]?\d+(?:[ ()-]+\d+)+")
_ISOLATE, _END = "\u2066", "\u2069"
"""What stands between these runs from the left, whatever runs around it (Unicode, annex 9)."""

_REGIONS = {"en": "en-GB"}
"""Which region's habits a language's dates and lists follow."""


class WordingError(LookupError):
    """Something that cannot be put into words: a fault in the program, never of the person."""


class UnknownKey(WordingError):
    """No sentence has this key."""


class MissingFact(WordingError):
    """A sentence needs a fact it was not given, or cannot write it in the way it asks for."""


class UnknownVoice(WordingError):
    """No such age band."""


class UnknownLocale(LookupError):
    """No catalogue is near this language; `available` names those there are."""

    def __init__(self, locale: str, available: Sequence[str]) -> None:
        super().__init__(f"No words for that language. There are: {', '.join(available)}.")
        self.locale = locale
        self.available = tuple(available)


@dataclass(frozen=True)
class Words:
    """A rendered sentence, its language (BCP 47) and its direction ("ltr" or "rtl").

    `draft`: it was translated by a machine, and no person has checked it. `english`: what `text` ends with
    where the checked English is said below such a draft.
    """

    text: str
    lang: str
    dir: str
    draft: bool = False
    english: str | None = None

    @property
    def own(self) -> str:
        """`text` without the English that stands below it."""
        return self.text.removesuffix(self.english).rstrip() if self.english else self.text


class Wording:
    """The catalogues of all languages: English is read at once, each other when it is first asked for.

    A visit needs one language; all of them would make every start a second longer.
    """

    def __init__(self, home: Mapping[str, Entry], others: Mapping[str, Path]) -> None:
        self._home, self._files = home, others
        self._read: dict[str, Translation] = {}
        self._takes: dict[str, frozenset[str]] = {}
        tags = (HOME, *others)
        self._babel = {tag: Locale.parse(_REGIONS.get(tag, tag), sep="-") for tag in tags}

    @classmethod
    def load(cls, folder: Path | None = None) -> Wording:
        """The English under `folder` (by default this package) and every language's file beside it.

        Raises `CatalogueMistake` for the English; for another language, whatever first reads it does.
        """
        place = folder or Path(__file__).parent
        return cls(read(place / HOME), {path.stem: path for path in sorted(place.glob("*.po"))})

    def entries(self) -> Mapping[str, Entry]:
        """The original: every key's sentences in English."""
        return self._home

    def languages(self) -> Mapping[str, str]:
        """The languages there are, by tag, each as its own speakers call it."""
        return {tag: str(self._babel[tag].language_name) for tag in self.locales()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The tag of each language by what people call it: first in English, then in its own words."""
        english = self._babel[HOME]
        return {
            str(name): tag
            for tag, own in ((tag, self._babel[tag]) for tag in self.locales())
            for name in (own.get_language_name(english), own.language_name)
        }

    def is_draft(self, locale: str) -> bool:
        """Whether any sentence of a language was never checked by a person."""
        other = self._other(locale)
        return other is not None and bool(other.drafts)

    def has_all(self, locale: str, topics: Collection[str]) -> bool:
        """Whether a language says every sentence of these topics."""
        other = self._other(locale)
        return other is None or all(
            key in other.entries for key in self._home if key.partition(".")[0] in topics
        )

    def checked(self, locale: str) -> tuple[int, int]:
        """Of a language: how many keys it says, and how many of them a person has checked.

        Raises `CatalogueMistake` if its file has one.
        """
        if (other := self._other(locale)) is None:
            return len(self._home), len(self._home)
        return len(other.entries), len(other.entries) - len(other.drafts)

    def keys(self) -> frozenset[str]:
        """Every key there is."""
        return frozenset(self._home)

    def facts(self, key: str) -> frozenset[Placeholder]:
        """The facts a key's sentences take, with how each is written. Raises `UnknownKey`."""
        return placeholders(self._english(key))

    def quoted(self, say: Say) -> Say:
        """A say with those facts alone that its sentence, its buttons and its links put into words.

        Raises `UnknownKey`.
        """
        return replace(
            say,
            facts=self._quoted(say.key, say.facts),
            choices=tuple(replace(one, facts=self._quoted(one.title, one.facts)) for one in say.choices),
            links=tuple(replace(one, facts=self._quoted(one.title, one.facts)) for one in say.links),
        )

    def _quoted(self, key: str, facts: Mapping[str, object]) -> Mapping[str, object]:
        if not facts:
            return facts
        if key not in self._takes:
            self._takes[key] = frozenset({"count"} | {place.fact for place in self.facts(key)})
        return {name: self._inside(value) for name, value in facts.items() if name in self._takes[key]}

    def _inside(self, value: object) -> object:
        if isinstance(value, list | tuple):
            return [self._inside(item) for item in value]
        return self.quoted(value) if isinstance(value, Say) else value

    def locales(self) -> tuple[str, ...]:
        """The languages there are, English first."""
        return (HOME, *sorted(self._files))

    def match(self, locale: str) -> str:
        """The catalogue nearest to a BCP 47 tag: `en-GB` is served by `en`. Raises `UnknownLocale`."""
        asked = locale.replace("_", "-").lower().split("-")
        while asked:
            for known in self.locales():
                if known.lower() == "-".join(asked):
                    return known
            asked.pop()
        raise UnknownLocale(locale, self.locales())

    def render(self, key: str, facts: Mapping[str, object], locale: str, age_band: str) -> Words:
        """The words of `key` for one language and band.

        What a language lacks, be it a part of it, is said in English as a whole, in the same band, so
        that no sentence is half in one and half in the other. Raises `UnknownKey`, `MissingFact`,
        `UnknownVoice` or `UnknownLocale`; extra facts are ignored.
        """
        if age_band not in BANDS:
            raise UnknownVoice(f"{age_band!r} is no age band; there are {', '.join(BANDS)}.")
        english = self._english(key)
        lang = self.match(locale)
        other = self._other(lang)
        said = frozenset() if other is None else frozenset(self._keys(key, facts))
        if other is None or not said <= other.entries.keys():
            text = self._say(key, english, facts, HOME, age_band)
            return Words(text, HOME, self._babel[HOME].text_direction)
        text = self._say(key, other.entries[key], facts, lang, age_band)
        direction = self._babel[lang].text_direction
        if direction == "rtl":
            # Between words that run from the right, the groups of a number would change places.
            text = _TELEPHONE.sub(rf"{_ISOLATE}\g<0>{_END}", text)
        draft = not said.isdisjoint(other.drafts)
        if not (draft and key.startswith(CHECKED_BESIDE)):
            return Words(text, lang, direction, draft)
        beside = self._say(key, english, facts, HOME, age_band)
        return Words(f"{text}\n\n{beside}", lang, direction, draft, beside)

    def inner(self, say: Say, locale: str, age_band: str) -> str:
        """A sentence within another, in a language that has it."""
        other = self._other(locale)
        entry = other.entries[say.key] if other else self._english(say.key)
        return self._say(say.key, entry, say.facts, locale, age_band)

    def _other(self, locale: str) -> Translation | None:
        """What another language says; None for the original."""
        if locale == HOME:
            return None
        if locale not in self._read:
            self._read[locale] = read_translation(self._files[locale], self._home)
        return self._read[locale]

    def _say(self, key: str, entry: Entry, facts: Mapping[str, object], lang: str, band: str) -> str:
        return _Speaker(self, key, facts, lang, band, self._babel[lang]).say(entry)

    def _keys(self, key: str, facts: Mapping[str, object]) -> Iterator[str]:
        """A key, and those of the sentences that its facts put into it."""
        yield key
        for place in placeholders(self._english(key)):
            value = facts.get(place.fact)
            for inner in value if isinstance(value, list | tuple) else (value,):
                if isinstance(inner, Say):
                    yield from self._keys(inner.key, inner.facts)

    def _english(self, key: str) -> Entry:
        if (entry := self._home.get(key)) is None:
            raise UnknownKey(f"No sentence has the key {key!r}.")
        return entry


@dataclass(frozen=True)
class _Speaker:
    """One sentence being said: everything its placeholders need."""

    wording: Wording
    key: str
    facts: Mapping[str, object]
    lang: str
    band: str
    babel: Locale

    def say(self, entry: Entry) -> str:
        forms = entry[self.band]
        return "".join(
            part if isinstance(part, str) else self._write(part) for part in self._form(forms)
        ).strip()

    def _form(self, forms: Mapping[str, Template]) -> Template:
        if len(forms) == 1:
            return forms["other"]
        count = self.facts.get("count")
        if not isinstance(count, int):
            raise MissingFact(f"{self.key} comes in plural forms and needs a number named 'count'.")
        return forms.get(self.babel.plural_form(count), forms["other"])

    def _write(self, place: Placeholder) -> str:
        if (value := self.facts.get(place.fact)) is None:
            raise MissingFact(f"{self.key} needs the fact {place.fact!r}.")
        match place.format, value:
            case "lines", list() | tuple():
                return "\n".join(f"• {self._plain(place, item)}" for item in value)
            case "list" | "", list() | tuple():
                return format_list([self._plain(place, item) for item in value], locale=self.babel)
            case "time", datetime():
                return format_time(value, format="short", locale=self.babel)
            case "date", date():
                return self._date(value)
            case "number", int() | float() if not isinstance(value, bool):
                return format_decimal(value, locale=self.babel)
            case "", _:
                return self._plain(place, value)
        raise MissingFact(f"{self.key} cannot write the fact {place.fact!r} as {place.format}.")

    def _plain(self, place: Placeholder, value: object) -> str:
        match value:
            case str():
                return value
            case Say():
                return self.wording.inner(value, self.lang, self.band)
            case date():
                return self._date(value)
            case int() if not isinstance(value, bool):
                return format_decimal(value, locale=self.babel)
        raise MissingFact(f"{self.key} cannot write the fact {place.fact!r} as words.")

    def _date(self, value: date) -> str:
        return format_date(value, "EEEE d MMMM y", locale=self.babel)

"""Turns a wording key and facts into the words of one language and age band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from backend.say import Say
from backend.wording.catalogue import BANDS, Entry, Placeholder, Template, placeholders, read

HOME = "en"
"""The language every key exists in. Falling back to it never changes the age band."""

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
    """A rendered sentence, its language (BCP 47) and its direction ("ltr" or "rtl")."""

    text: str
    lang: str
    dir: str


class Wording:
    """The catalogues of all languages, checked when loaded."""

    def __init__(self, catalogues: Mapping[str, Mapping[str, Entry]]) -> None:
        self._catalogues = catalogues
        self._babel = {tag: Locale.parse(_REGIONS.get(tag, tag), sep="-") for tag in catalogues}

    @classmethod
    def load(cls, folder: Path | None = None) -> Wording:
        """Every locale's folder under `folder` (by default this package). Raises `CatalogueMistake`."""
        home = folder or Path(__file__).parent
        found = {path.name: read(path) for path in sorted(home.iterdir()) if any(path.glob("*.yml"))}
        return cls(found)

    def keys(self) -> frozenset[str]:
        """Every key there is."""
        return frozenset(self._catalogues[HOME])

    def facts(self, key: str) -> frozenset[Placeholder]:
        """The facts a key's sentences take, with how each is written. Raises `UnknownKey`."""
        return placeholders(self._entry(key, HOME)[0])

    def locales(self) -> tuple[str, ...]:
        """The languages there are, English first."""
        return (HOME, *sorted(set(self._catalogues) - {HOME}))

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

        A key that a language lacks is said in English, in the same band. Raises `UnknownKey`,
        `MissingFact`, `UnknownVoice` or `UnknownLocale`; extra facts are ignored.
        """
        if age_band not in BANDS:
            raise UnknownVoice(f"{age_band!r} is no age band; there are {', '.join(BANDS)}.")
        entry, lang = self._entry(key, self.match(locale))
        speaker = _Speaker(self, key, facts, lang, age_band, self._babel[lang])
        return Words(speaker.say(entry), lang, self._babel[lang].text_direction)

    def _entry(self, key: str, locale: str) -> tuple[Entry, str]:
        for tag in (locale, HOME):
            if (entry := self._catalogues[tag].get(key)) is not None:
                return entry, tag
        raise UnknownKey(f"No sentence has the key {key!r}.")


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
                return self.wording.render(value.key, value.facts, self.lang, self.band).text
            case date():
                return self._date(value)
            case int() if not isinstance(value, bool):
                return format_decimal(value, locale=self.babel)
        raise MissingFact(f"{self.key} cannot write the fact {place.fact!r} as words.")

    def _date(self, value: date) -> str:
        return format_date(value, "EEEE d MMMM y", locale=self.babel)

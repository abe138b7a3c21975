"""Another language's sentences: a gettext `.po` file, which any translator's tool opens.

English is written in YAML and is the original. `<language>.po` holds, for each sentence of it, the
English as `msgid` and its place as `msgctxt`: `complaint.ask.council#child`, `#few` behind it where a
language has more plural forms. An entry marked *fuzzy* is a draft: nobody has checked it yet. A sentence
whose English has changed or gone since is not said any more; neither is one that lacks a band.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from backend.wording.catalogue import BANDS, CatalogueMistake, Entry, Placeholder, Template, template

FUZZY = "fuzzy"


@dataclass(frozen=True)
class Translation:
    """What one language says: its sentences by key, and the keys that nobody has checked."""

    entries: Mapping[str, Entry]
    drafts: frozenset[str]


@dataclass(frozen=True)
class Place:
    """One sentence of the original that is translated by itself."""

    key: str
    band: str | None
    """None where one sentence does for all bands."""
    form: str
    original: str

    def context(self, plural: bool) -> str:
        """Its place as it stands in the file."""
        return "#".join(filter(None, (self.key, self.band, self.form if plural else "")))


def places(home: Mapping[str, Entry], language: str) -> Iterator[tuple[str, Place]]:
    """Every sentence of the original with its context, in the plural forms of a language."""
    forms = (*sorted(language_named(language).plural_form.tags), "other")
    for key, entry in sorted(home.items()):
        same = len({id(entry[band]) for band in BANDS}) == 1
        for band in (None,) if same else BANDS:
            told = entry[band or BANDS[0]]
            plural = len(told) > 1
            for form in forms if plural else ("other",):
                place = Place(key, band, form, as_written(told.get(form, told["other"])))
                yield place.context(plural), place


def read(path: Path, home: Mapping[str, Entry]) -> Translation:
    """A language's sentences. Raises `CatalogueMistake` with the file, the place and what to write."""
    language = path.stem
    written = {str(m.context): m for m in _messages(path, language) if m.context and m.string}
    known = dict(places(home, language))
    entries: dict[str, dict[str, dict[str, Template]]] = {}
    drafts, lacking = set[str](), set[str]()
    for context, place in known.items():
        message = written.get(context)
        if message is None or message.id != place.original:
            lacking.add(place.key)
            continue
        found = template(f"{context}", message.string, path)
        if _facts(found) != _facts(template(context, place.original, path)):
            raise CatalogueMistake(f"{path.name}, {context}: it must name the same facts as the English.")
        for band in BANDS if place.band is None else (place.band,):
            entries.setdefault(place.key, {}).setdefault(band, {})[place.form] = found
        if message.fuzzy:
            drafts.add(place.key)
    whole = {key: entry for key, entry in entries.items() if key not in lacking}
    return Translation(whole, frozenset(drafts & whole.keys()))


def write(home: Mapping[str, Entry], language: str, known: Iterable[Message], everything: bool) -> bytes:
    """The file of a language: what is translated, and, for a translator, everything that is not yet.

    A translation whose English has changed is kept, marked as a draft.
    """
    by_place = {str(message.context): message for message in known if message.context}
    catalog = Catalog(locale=language_named(language), fuzzy=False)
    for context, place in places(home, language):
        before = by_place.get(context)
        if before is None or not before.string:
            if everything:
                catalog.add(place.original, "", context=context)
            continue
        stale = before.id != place.original
        if stale and not everything:
            continue
        flags = {FUZZY} if before.fuzzy or stale else set()
        catalog.add(place.original, before.string, context=context, flags=flags)
    out = BytesIO()
    write_po(out, catalog, width=0, omit_header=True)
    return out.getvalue()


def messages(path: Path) -> list[Message]:
    """Every entry of a file. Raises `CatalogueMistake` if it is not readable."""
    return _messages(path, path.stem) if path.exists() else []


def language_named(tag: str) -> Locale:
    """What Babel knows of a language. Raises `CatalogueMistake`."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise CatalogueMistake(f"{tag}: no language has this tag; write one such as pl.") from error


def as_written(parts: Template) -> str:
    """A sentence as it stands in a file, its facts in braces."""
    return "".join(part if isinstance(part, str) else _in_braces(part) for part in parts)


def _in_braces(place: Placeholder) -> str:
    return f"{{{place.fact}:{place.format}}}" if place.format else f"{{{place.fact}}}"


def _facts(parts: Template) -> set[Placeholder]:
    return {part for part in parts if isinstance(part, Placeholder)}


def _messages(path: Path, language: str) -> list[Message]:
    try:
        with path.open("rb") as file:
            return list(read_po(file, locale=language_named(language), abort_invalid=True))
    except (PoFileError, UnicodeDecodeError) as error:
        raise CatalogueMistake(f"{path.name}: not readable as a .po file: {error}.") from error

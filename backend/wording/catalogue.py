"""Reads the wording files, and refuses a mistake with its file, its key and what to write.

A file `<locale>/<topic>.yml` holds the keys of one topic, without the topic itself:

    ask:
      council:
        child: Who is your social worker with?
        teen: ...
        adult: ...
    choice:
      yes_please: Yes please.        # the same for all three bands

A name may have dots in it (`ask.council.again`), where a key is also the beginning of another.
A sentence may come in plural forms, chosen by the fact `count`: `{one: ..., other: ...}`. What stands
in braces is a fact: `{team}`, `{due:date}`, `{at:time}`, `{n:number}`, `{days:list}`, `{answers:lines}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

BANDS = ("child", "teen", "adult")
PLURALS = ("zero", "one", "two", "few", "many", "other")
FORMATS = ("", "date", "time", "number", "list", "lines")

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


class CatalogueMistake(ValueError):
    """A mistake in a wording file: where it is, what was found, what to write."""


@dataclass(frozen=True)
class Placeholder:
    """A fact's place in a sentence, and how the fact is to be written."""

    fact: str
    format: str


Template = tuple[str | Placeholder, ...]
"""A sentence cut at its placeholders."""

Forms = Mapping[str, Template]
"""A sentence by plural form; `other` alone where number does not matter."""

Entry = Mapping[str, Forms]
"""A key's sentences by age band."""


def read(folder: Path) -> dict[str, Entry]:
    """All keys of one locale's folder. Raises `CatalogueMistake`."""
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yml")):
        for key, value in _leaves(_load(path), (path.stem,), path):
            if key in entries:
                raise CatalogueMistake(f"{path.name}, {key}: stands twice; keep one.")
            entries[key] = _entry(key, value, path)
    return entries


def placeholders(entry: Entry) -> frozenset[Placeholder]:
    """Every placeholder of a key, in whatever band or form."""
    return frozenset(
        part
        for forms in entry.values()
        for template in forms.values()
        for part in template
        if isinstance(part, Placeholder)
    )


class _OnceLoader(yaml.CSafeLoader):
    """YAML in which a key may stand only once, and every plain word is a word (`no` is not False)."""


def _mapping_once(loader: _OnceLoader, node: yaml.MappingNode) -> dict[str, object]:
    found: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in found:
            raise CatalogueMistake(f"line {key_node.start_mark.line + 1}: '{key}' stands twice; keep one.")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_OnceLoader.add_constructor("tag:yaml.org,2002:map", _mapping_once)
_OnceLoader.yaml_implicit_resolvers = {}


def _load(path: Path) -> object:
    try:
        # A SafeLoader of our own: it builds mappings, lists and strings, nothing else.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_OnceLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise CatalogueMistake(f"{path.name}: not readable as YAML: {error}") from error
    except CatalogueMistake as error:
        raise CatalogueMistake(f"{path.name}, {error}") from error


def _leaves(value: object, names: tuple[str, ...], path: Path) -> Iterator[tuple[str, object]]:
    """The keys under a node; a node is a sentence if it is text or is split by band or plural form."""
    key = ".".join(names)
    if isinstance(value, str) or (isinstance(value, dict) and (set(value) & set(BANDS) or _plural(value))):
        yield key, value
        return
    if not isinstance(value, dict) or not value:
        raise CatalogueMistake(
            f"{path.name}, {key}: found no sentence; write text, or child, teen and adult."
        )
    for name, inner in value.items():
        if not _NAME.fullmatch(name):
            raise CatalogueMistake(f"{path.name}, {key}: '{name}' is no name; use letters, 0-9 and _.")
        yield from _leaves(inner, (*names, name), path)


def _plural(value: Mapping[str, object]) -> bool:
    return "other" in value and set(value) <= set(PLURALS)


def _entry(key: str, value: object, path: Path) -> Entry:
    if isinstance(value, dict) and set(value) & set(BANDS):
        if set(value) != set(BANDS):
            odd = sorted(set(value) ^ set(BANDS))
            raise CatalogueMistake(
                f"{path.name}, {key}: {odd} missing or unknown; write child, teen and adult."
            )
        entry = {band: _forms(key, value[band], path) for band in BANDS}
    else:
        forms = _forms(key, value, path)
        entry = dict.fromkeys(BANDS, forms)
    everywhere = placeholders(entry)
    for band, forms in entry.items():
        if lacking := sorted(place.fact for place in everywhere - placeholders({band: forms})):
            raise CatalogueMistake(
                f"{path.name}, {key}: {band} lacks {lacking}; the three bands must name the same facts."
            )
    return entry


def _forms(key: str, value: object, path: Path) -> Forms:
    if isinstance(value, str):
        return {"other": template(key, value, path)}
    if isinstance(value, dict) and _plural(value):
        return {form: template(key, text, path) for form, text in value.items()}
    raise CatalogueMistake(f"{path.name}, {key}: write a sentence, or one and other for singular and plural.")


def template(key: str, text: object, path: Path) -> Template:
    """A sentence cut at its placeholders. Raises `CatalogueMistake`."""
    if not isinstance(text, str) or not text.strip():
        raise CatalogueMistake(f"{path.name}, {key}: found no text.")
    parts: list[str | Placeholder] = []
    at = 0
    for match in _PLACEHOLDER.finditer(text):
        parts.append(text[at : match.start()])
        fact, style = match.group(1), match.group(2) or ""
        if style not in FORMATS:
            raise CatalogueMistake(f"{path.name}, {key}: '{style}' is no format; use one of {FORMATS[1:]}.")
        parts.append(Placeholder(fact, style))
        at = match.end()
    parts.append(text[at:])
    if any(mark in part for part in parts if isinstance(part, str) for mark in "{}"):
        raise CatalogueMistake(
            f"{path.name}, {key}: a brace is open; write a fact as {{name}} or {{name:date}}."
        )
    return tuple(part for part in parts if part)

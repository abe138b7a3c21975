"""YAML as a tree in which everything knows its place, so that a mistake can be pointed at.

Every value is read as the characters that stand in the file: `no` stays the word no, `010` stays 010,
a date stays text until a date is asked for. Two equal keys, anchors and aliases are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import yaml

from backend.deadlines.period import Direction, Period, Unit
from backend.procedures.mistake import ProcedureMistake

_PERIOD = re.compile(r"([1-9][0-9]{0,3}) (working day|month)s?( before)?")
_UNITS: dict[str, Unit] = {"working day": "working_days", "month": "months"}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Takes every value as its characters; the one written in C where PyYAML was built with it."""


@dataclass(frozen=True)
class Entry:
    """One value of a procedure file with its place. What it should be is asked of it by name.

    Each method answers with the value, or raises `ProcedureMistake`.
    """

    file: str
    place: tuple[str, ...]
    line: int
    value: str | dict[str, Entry] | list[Entry]

    def mistake(self, found: str, write: str) -> ProcedureMistake:
        """What is wrong here, ready to be raised."""
        return ProcedureMistake(self.file, " > ".join(self.place), self.line, found, write)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Entry]:
        """The named values below this one: all of `required`, some of `optional`, nothing else."""
        named = self.named()
        known = (*required, *optional)
        for name, entry in named.items():
            if name not in known:
                raise entry.mistake(f"the unknown name {name!r}", _one_of(known, name))
        for name in required:
            if name not in named:
                raise self.mistake(f"no {name!r}", f"write a line beginning with '{name}:' here")
        return named

    def named(self) -> dict[str, Entry]:
        """The named values below this one, whatever their names."""
        if not isinstance(self.value, dict):
            raise self.mistake(self._shown(), "write lines of the form 'name: value' here")
        return self.value

    def each(self) -> list[Entry]:
        """The values of a list, at least one; a single one may stand without its dash."""
        if self.value == []:
            raise self.mistake("an empty list", "write at least one value, or take the line out")
        return self.value if isinstance(self.value, list) else [self]

    def listed(self) -> list[Entry]:
        """The values of a list that must be written as one."""
        if not isinstance(self.value, list):
            raise self.mistake(self._shown(), "write a list here, each item on a line that begins with '- '")
        return self.value

    def text(self) -> str:
        """Words, at least one."""
        if not isinstance(self.value, str):
            raise self.mistake(self._shown(), "write some words here")
        if not self.value.strip():
            raise self.mistake("nothing", "write some words here, or take the line out")
        return self.value.strip()

    def texts(self) -> tuple[str, ...]:
        """A list of words."""
        return tuple(entry.text() for entry in self.listed())

    def flag(self) -> bool:
        """true or false."""
        if self.value not in ("true", "false"):
            raise self.mistake(self._shown(), "write true or false, without quotation marks")
        return self.value == "true"

    def number(self) -> int:
        """A whole number above nought."""
        if not isinstance(self.value, str) or not re.fullmatch(r"[1-9][0-9]{0,3}", self.value):
            raise self.mistake(self._shown(), "write a whole number in figures, like 20")
        return int(self.value)

    def day(self) -> date:
        """A date."""
        try:
            if isinstance(self.value, str) and _DAY.fullmatch(self.value):
                return date.fromisoformat(self.value)
        except ValueError:
            pass
        raise self.mistake(self._shown(), "write a date as year, month, day, like 2026-04-01")

    def period(self) -> Period:
        """A length of time with its unit, `10 working days` or `12 months`, with `before` if counted back."""
        match = _PERIOD.fullmatch(self.value) if isinstance(self.value, str) else None
        if match is None:
            raise self.mistake(
                self._shown(),
                "write a number and a unit, like '10 working days', '12 months' or '10 working days before'",
            )
        direction: Direction = "before" if match[3] else "after"
        return Period(int(match[1]), _UNITS[match[2]], direction)

    def one_of(self, words: Collection[str]) -> str:
        """One of the given words."""
        if not isinstance(self.value, str) or self.value not in words:
            raise self.mistake(self._shown(), _one_of(words, str(self.value)))
        return self.value

    def some_of(self, words: Collection[str]) -> tuple[str, ...]:
        """A list of the given words, each at most once."""
        found: list[str] = []
        for entry in self.listed():
            word = entry.one_of(words)
            if word in found:
                raise entry.mistake(f"{word!r} a second time", "take one of the two out")
            found.append(word)
        return tuple(found)

    def _shown(self) -> str:
        if isinstance(self.value, str):
            return repr(self.value) if self.value else "nothing"
        return "a list" if isinstance(self.value, list) else "lines of the form 'name: value'"


def read(path: Path) -> Entry:
    """The whole of a file. Raises `ProcedureMistake` where it is not YAML we accept."""

    def at(line: int) -> Entry:
        return Entry(path.name, (), line, "")

    try:
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            if re.match(r" *\t", line):
                raise at(number).mistake("a tab at the beginning of the line", "move it in with spaces")
        for event in yaml.parse(text, Loader=_LOADER):
            if getattr(event, "anchor", None) and event.start_mark:
                found = "an anchor or alias (& or *)"
                raise at(event.start_mark.line + 1).mistake(found, "write the value out in each place")
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise at(1).mistake("bytes that are not UTF-8", "save the file as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise at(mark.line + 1 if mark else 1).mistake(
            f"something that is not YAML ({error.problem})",
            "mend the indentation, colons or quotation marks here or just above",
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise at(1).mistake(
            "something that is not YAML", "write lines of the form 'name: value' as the other files do"
        ) from error
    if node is None:
        raise at(1).mistake("an empty file", "begin with a line like 'id: leafshire'")
    return _entry(path.name, (), node)


def _entry(file: str, place: tuple[str, ...], node: yaml.Node, line: int | None = None) -> Entry:
    line = line or node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Entry(file, place, line, node.value)
    if isinstance(node, yaml.SequenceNode):
        items = [_entry(file, (*place, str(n)), item) for n, item in enumerate(node.value, start=1)]
        return Entry(file, place, line, items)
    named: dict[str, Entry] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        below = _entry(file, (*place, name), value, key.start_mark.line + 1)
        if not name:
            raise below.mistake("a name that is not a word", "write lines of the form 'name: value'")
        if name in named:
            raise below.mistake(
                f"{name!r} a second time", f"keep one; the first is on line {named[name].line}"
            )
        named[name] = below
    return Entry(file, place, line, named)


def _one_of(words: Collection[str], written: str) -> str:
    """What to write: the word that was probably meant, or all there are."""
    near = get_close_matches(written, words, 1, cutoff=0.75)
    return f"write {near[0]!r}" if near else f"write one of {', '.join(words)}"

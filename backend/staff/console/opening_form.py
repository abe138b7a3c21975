"""A council's settings as the fields of a form, and back. PURE.

A field's name is its place in the settings: `duty.0.hours.1.start`. What may stand in it is
`backend.services.opening`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from backend.services.opening import Day

DAYS: tuple[str, ...] = get_args(Day)
MOST = 20
"""Rows of a list that a form may have."""

_NAMED = ("duty", "cover")
_PLAIN = ("urgent_minutes", "concern_hours", "team", "chase_days", "quiet_from", "quiet_until")
_ABOUT = ("name", "email", "text")
_RETENTION = ("years", "basis", "alert_years")
_NOTICES = (("privacy", "officer", "ground"), ("access", "told", "reviewed_on"))
"""What stands on the pages for people: each with a field of lines, and one of a line."""
_OF_LINES = ("letterhead.lines", *(f"{name}.{lines}" for name, lines, _ in _NOTICES))


@dataclass(frozen=True)
class Row:
    """The fields of one person: where their names begin, and where those of their hours do."""

    begins: str
    hours: tuple[str, ...]


def fields(settings: Mapping[str, Any]) -> dict[str, str]:
    """Settings (as JSON has them) as what stands in the fields."""
    return dict(_fields(settings, ""))


def settings(filled: Mapping[str, str]) -> dict[str, Any]:
    """The settings that were filled in; an empty field, and an empty row, was not given."""
    given = {name: text.strip() for name, text in filled.items() if text.strip()}
    value: dict[str, Any] = {name: given[name] for name in _PLAIN if name in given}
    for name in _NAMED:
        if people := [person for row in _numbers(given, name) if (person := _person(given, row))]:
            value[name] = people
    if lines := _lines(given, "letterhead.lines"):
        value["letterhead"] = {"lines": lines}
    if reply_to := given.get("letterhead.reply_to"):
        value["letterhead"] = {"lines": [], **value.get("letterhead", {}), "reply_to": reply_to}
    if retention := {name: given[f"retention.{name}"] for name in _RETENTION if f"retention.{name}" in given}:
        value["retention"] = retention
    for name, of_lines, line in _NOTICES:
        if lines := _lines(given, f"{name}.{of_lines}"):
            value[name] = {of_lines: lines}
        if told := given.get(f"{name}.{line}"):
            value[name] = {**value.get(name, {}), line: told}
    return value


def rows(shown: Mapping[str, str], name: str) -> tuple[Row, ...]:
    """The people a form has fields for: those there are, and one more."""
    last = _after(shown, name)
    return tuple(
        Row(begins, tuple(f"{begins}.hours.{hours}" for hours in range(_after(shown, f"{begins}.hours") + 1)))
        for begins in (f"{name}.{number}" for number in range(last + 1))
    )


def _lines(given: Mapping[str, str], name: str) -> list[str]:
    return [line.strip() for line in given.get(name, "").splitlines() if line.strip()]


def _person(given: Mapping[str, str], begins: str) -> dict[str, Any]:
    about: dict[str, Any] = {
        name: given[f"{begins}.{name}"] for name in _ABOUT if f"{begins}.{name}" in given
    }
    if f"{begins}.apart" in given:
        about["apart"] = True
    hours = [hours for row in _numbers(given, f"{begins}.hours") if (hours := _hours(given, row))]
    return {**about, "hours": hours} if hours else about


def _hours(given: Mapping[str, str], begins: str) -> dict[str, Any]:
    hours: dict[str, Any] = {
        name: given[f"{begins}.{name}"] for name in ("start", "end") if f"{begins}.{name}" in given
    }
    if days := [day for day in DAYS if f"{begins}.days.{day}" in given]:
        hours["days"] = days
    if f"{begins}.bank_holidays" in given:
        hours["bank_holidays"] = True
    return hours


def _numbers(given: Mapping[str, str], name: str) -> Iterator[str]:
    """Where the rows of a list begin, in order."""
    yield from (f"{name}.{number}" for number in range(_after(given, name)))


def _after(given: Mapping[str, str], name: str) -> int:
    """The number after the last row of a list that has anything in it."""
    found = re.compile(rf"{re.escape(name)}\.(\d{{1,2}})\.")
    numbers = [int(match[1]) for field in given if given[field] and (match := found.match(field))]
    return min(max(numbers, default=-1) + 1, MOST)


def _fields(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _fields(inner, f"{name}.{part}" if name else str(part))
    elif name in _OF_LINES and isinstance(value, list):
        yield name, "\n".join(value)
    elif name.endswith(".days") and isinstance(value, list):
        yield from ((f"{name}.{day}", "1") for day in value)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _fields(inner, f"{name}.{number}")
    elif isinstance(value, bool):
        yield from ([(name, "1")] if value else [])
    elif value is not None:
        text = str(value)
        yield name, text[:5] if name.endswith((".start", ".end", "quiet_from", "quiet_until")) else text

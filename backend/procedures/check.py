"""What the operator should know of the procedure files: what is missing, and what nobody has checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from backend.procedures.council import Contact, Line
from backend.procedures.loading import NATIONAL, Sheet

WantedContacts = ("phone", "email", "post", "web")
"""The ways to reach a complaints team that a person should have."""


class _Loaded(Protocol):
    @property
    def sheets(self) -> Mapping[str, Sheet]: ...


@dataclass(frozen=True)
class Finding:
    """One thing to look into: whose file, whether missing or unverified, and a sentence that says it."""

    council: str
    kind: Literal["missing", "unverified"]
    sentence: str


def check(procedures: _Loaded) -> list[Finding]:
    """Everything missing or unverified, council by council, the baseline first.

    Mistakes are not found here: a file with one does not load.
    """
    sheets = procedures.sheets
    names = sorted(sheets, key=lambda name: (name != NATIONAL, name))
    return [finding for name in names for finding in _of_sheet(name, sheets)]


def _of_sheet(name: str, sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    sheet, national, file = sheets[name], sheets[NATIONAL], f"{name}.yml"
    if name != NATIONAL:
        for sentence in _missing(sheet):
            yield Finding(name, "missing", f"{file}: {sentence}")
    for sentence in _unverified(sheet, () if name == NATIONAL else national.council.helplines):
        yield Finding(name, "unverified", f"{file}, {sentence}")


def _missing(sheet: Sheet) -> Iterator[str]:
    council = sheet.council
    for way in WantedContacts:
        if way not in council.contacts:
            yield f"there is no {way} for the complaints team; no source gives one"
    if council.advocacy.provider is None:
        yield "no advocacy provider is named; people are told of the national right and to ask the council"
    if not any(line.shown for line in council.emergency):
        yield "there is no verified emergency number; people are told 999, 101 and Childline alone"
    if "corporate" not in sheet.routes:
        yield "there are no figures for the corporate route; it is not offered"


def _unverified(sheet: Sheet, inherited: Collection[Line]) -> Iterator[str]:
    for route, part in sheet.routes.items():
        for name, figures in part.clocks.items():
            for figure in figures:
                if not figure.source.verified:
                    period = figure.period
                    length = f"{period.count} {period.unit.replace('_', ' ')}" if period else "no figure"
                    yield (
                        f"line {figure.entry.line}: the clock {name} ({route}), {length}, "
                        f"is unverified: {figure.source.citation}"
                    )
    for facts in (sheet.facts, *(part.facts for part in sheet.routes.values())):
        for name, values in facts.items():
            for stated in values:
                if not stated.source.verified:
                    yield f"line {stated.entry.line}: the fact {name} is unverified: {stated.source.citation}"
    council = sheet.council
    if not council.advocacy.source.verified:
        yield "the advocacy entry is unverified"
    for line in (*council.emergency, *(line for line in council.helplines if line not in inherited)):
        for way, contact in line.contacts.items():
            if not contact.verified:
                yield f"the {way} of {line.name} ({line.id}), {_shown(contact)}, is unverified and not shown"
    for way, contact in council.contacts.items():
        if not contact.verified:
            yield f"the {way} of the complaints team, {_shown(contact)}, is unverified and not shown"


def _shown(contact: Contact) -> str:
    return f"{contact.value} ({contact.source.citation})"

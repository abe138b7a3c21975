"""From one procedure file to a checked sheet: what it states, dated and sourced, and where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, cast

from backend.cases.events import CLOCKS, EVENT_KINDS
from backend.cases.terms import Binds, Nature
from backend.deadlines.calendar import CALENDARS, IN_FORCE
from backend.deadlines.period import DayOff, Period
from backend.procedures.council import (
    ABOUT,
    ADVOCACY_HOW,
    WHO_FOR,
    Advocacy,
    Contact,
    ContactKind,
    Council,
    Line,
    Note,
    When,
)
from backend.procedures.facts import FACTS, Kind
from backend.procedures.reading import Entry, read
from backend.source import Source

NATIONAL = "england"
ROUTES_WITH_CLOCKS = ("statutory", "corporate")

NO_FIGURE = "none given"
"""Written where nobody gives a figure: the clock is known, and is not counted."""

STAGE2_START = "stage2_start"
"""Stands in a clock's `starts_with` for the event from which the council counts stage 2."""

_CONTACT_KINDS: tuple[ContactKind, ...] = ("phone", "email", "post", "web", "text", "app")
_BINDS: tuple[Binds, ...] = ("council", "complainant", "panel")
_NATURES: tuple[Nature, ...] = ("statutory", "recommended", "local", "ours", "none")
_DAYS_OFF: tuple[DayOff, ...] = ("stands", "moves_on")
_QUOTE_AT_MOST = 200
_CORPORATE_ALONE = ("meeting_request",)


@dataclass(frozen=True)
class Figure:
    """How long a clock is from one day on. `period` is None where nobody gives a figure."""

    begins: date
    period: Period | None
    source: Source
    entry: Entry


@dataclass(frozen=True)
class Stated:
    """What a fact is from one day on."""

    begins: date
    value: object
    source: Source
    entry: Entry


@dataclass(frozen=True)
class Shape:
    """What a clock is, apart from its length: the same for every council."""

    stage: Literal[0, 1, 2, 3]
    starts_with: tuple[str, ...]
    ends_with: tuple[str, ...]
    binds: Binds
    nature: Nature
    acts: str | None
    longest: str | None


@dataclass(frozen=True)
class Route:
    """One route of one file: figures of clocks and facts by name, each in order of its days.

    `shapes` is filled in the national file alone.
    """

    clocks: Mapping[str, tuple[Figure, ...]]
    facts: Mapping[str, tuple[Stated, ...]]
    shapes: Mapping[str, Shape]


@dataclass(frozen=True)
class Counting:
    """How days are counted: the calendar's name, and what a trigger on a day off does."""

    calendar: str
    trigger_on_day_off: DayOff
    source: Source


@dataclass(frozen=True)
class Sheet:
    """One file, checked. `facts` hold on every route."""

    council: Council
    facts: Mapping[str, tuple[Stated, ...]]
    routes: Mapping[str, Route]
    counting: Counting | None
    entry: Entry


def load_sheet(path: Path, baseline: Council | None = None) -> Sheet:
    """Read and check one file by itself. Raises `ProcedureMistake`.

    Without a `baseline` it is the national file. A council has the baseline's advocacy where its own
    document is silent, and the baseline's helplines after its own.
    """
    entry = read(path)
    national = baseline is None
    required = ["id", "name", "sources", "statutory"]
    optional = ["advocacy", "contacts", "emergency", "helplines", "notes", "facts", "corporate"]
    if national:
        required += ["counting", "advocacy"]
    else:
        required += ["extends", "places", "known_as"]
        optional += ["former_names", "counting"]
    fields = entry.fields(required, optional)
    if fields["id"].text() != path.stem:
        raise fields["id"].mistake(
            repr(fields["id"].text()), f"write {path.stem!r}, the file's name without .yml"
        )
    if not national and fields["extends"].text() != NATIONAL:
        raise fields["extends"].mistake(repr(fields["extends"].text()), f"write {NATIONAL!r}")
    sources = _documents(fields["sources"])
    common = _facts(fields.get("facts"), sources, national)
    routes = {
        name: _route(fields[name], sources, common, national) for name in ROUTES_WITH_CLOCKS if name in fields
    }
    if national:
        _refuse_incomplete(entry, common, routes["statutory"])
    counting = _counting(fields["counting"], sources) if "counting" in fields else None
    team = common.get("team")
    if team is None and not national:
        raise entry.mistake("no fact 'team'", "write the complaints team's name as 'team' under 'facts'")
    council = Council(
        id=path.stem,
        name=fields["name"].text(),
        team=str(team[-1].value) if team else None,
        contacts=_contacts(fields.get("contacts"), sources),
        advocacy=_advocacy(fields.get("advocacy"), sources, baseline),
        places=fields["places"].texts() if "places" in fields else (),
        known_as=fields["known_as"].texts() if "known_as" in fields else (),
        former_names=fields["former_names"].texts() if "former_names" in fields else (),
        emergency=_lines(fields.get("emergency"), sources),
        helplines=(*_lines(fields.get("helplines"), sources), *(baseline.helplines if baseline else ())),
        notes=_notes(fields.get("notes"), sources),
    )
    return Sheet(council, common, routes, counting, entry)


def _refuse_incomplete(entry: Entry, common: Mapping[str, object], statutory: Route) -> None:
    """The national file must state every right, what is kept how long, and every clock there is."""
    for name, fact in FACTS.items():
        if fact.right and name not in common and name not in statutory.facts:
            raise entry.mistake(f"no fact {name!r}, which is a national right", "state it under 'facts'")
    for name in ("chat_kept_days", "draft_kept_days", "case_kept_years"):
        if name not in common:
            raise entry.mistake(f"no fact {name!r}", "say under 'facts' how long it is kept, and why")
    for name in CLOCKS:
        if name not in statutory.shapes and name not in _CORPORATE_ALONE:
            raise entry.mistake(f"no clock {name!r}", "describe it under 'statutory > clocks'")


@dataclass(frozen=True)
class _Document:
    """A document that figures cite by a short name."""

    title: str
    href: str | None
    checked_on: date | None


def _documents(entry: Entry) -> dict[str, _Document]:
    documents = {}
    for name, document in entry.named().items():
        fields = document.fields(["title"], ["href", "checked_on"])
        href = fields["href"].text() if "href" in fields else None
        if href is not None and not href.startswith("https://"):
            raise fields["href"].mistake(repr(href), "write an address that begins with https://")
        checked_on = fields["checked_on"].day() if "checked_on" in fields else None
        documents[name] = _Document(fields["title"].text(), href, checked_on)
    return documents


def _source(entry: Entry, documents: Mapping[str, _Document]) -> Source:
    fields = entry.fields(["document", "verified"], ["at", "quote", "note", "checked_on"])
    name = fields["document"].text()
    if name not in documents:
        raise fields["document"].mistake(
            f"the document {name!r}, which is not among the sources", f"write one of {', '.join(documents)}"
        )
    document = documents[name]
    quote = fields["quote"].text() if "quote" in fields else None
    if quote is not None and len(quote) > _QUOTE_AT_MOST:
        raise fields["quote"].mistake(
            f"a quote of {len(quote)} characters", f"keep the few words that say it, at most {_QUOTE_AT_MOST}"
        )
    verified = fields["verified"].flag()
    checked_on = fields["checked_on"].day() if "checked_on" in fields else document.checked_on
    if verified and checked_on is None:
        raise fields["verified"].mistake(
            "verified: true without a day", "add 'checked_on' with the day somebody read it, or write false"
        )
    return Source(
        citation=", ".join([document.title, *([fields["at"].text()] if "at" in fields else [])]),
        quote=quote,
        verified=verified,
        checked_on=checked_on if verified else None,
        href=document.href,
        note=fields["note"].text() if "note" in fields else None,
    )


def _counting(entry: Entry, documents: Mapping[str, _Document]) -> Counting:
    fields = entry.fields(["calendar", "trigger_on_day_off", "source"])
    return Counting(
        fields["calendar"].one_of(tuple(CALENDARS)),
        cast(DayOff, fields["trigger_on_day_off"].one_of(_DAYS_OFF)),
        _source(fields["source"], documents),
    )


def _route(
    entry: Entry,
    documents: Mapping[str, _Document],
    common: Mapping[str, tuple[Stated, ...]],
    national: bool,
) -> Route:
    fields = entry.fields([], ["clocks", "facts"])
    figures: dict[str, tuple[Figure, ...]] = {}
    shapes: dict[str, Shape] = {}
    clocks = fields["clocks"].named() if "clocks" in fields else {}
    for name, clock in clocks.items():
        if name not in CLOCKS:
            fields["clocks"].fields([], CLOCKS)
        if national:
            shapes[name], values = _shape(clock, tuple(clocks))
            if values is not None:
                figures[name] = _figures(values, documents)
        else:
            figures[name] = _figures(clock, documents)
    facts = _facts(fields.get("facts"), documents, national)
    for name in facts:
        if name in common:
            raise facts[name][0].entry.mistake(
                f"{name!r}, which the facts of all routes state as well", "keep one of the two"
            )
    return Route(figures, facts, shapes)


def _shape(entry: Entry, clocks: tuple[str, ...]) -> tuple[Shape, Entry | None]:
    fields = entry.fields(
        ["stage", "starts_with", "ends_with", "binds", "nature"], ["acts", "longest", "values"]
    )
    starts = (*EVENT_KINDS, STAGE2_START, "grounds")
    titles = [fact.name for fact in FACTS.values() if fact.kind == "text"]
    shape = Shape(
        stage=cast(Literal[0, 1, 2, 3], int(fields["stage"].one_of(("0", "1", "2", "3")))),
        starts_with=fields["starts_with"].some_of(starts),
        ends_with=fields["ends_with"].some_of(tuple(EVENT_KINDS)),
        binds=cast(Binds, fields["binds"].one_of(_BINDS)),
        nature=cast(Nature, fields["nature"].one_of(_NATURES)),
        acts=fields["acts"].one_of(titles) if "acts" in fields else None,
        longest=fields["longest"].one_of(clocks) if "longest" in fields else None,
    )
    return shape, fields.get("values")


def _figures(entry: Entry, documents: Mapping[str, _Document]) -> tuple[Figure, ...]:
    figures = []
    for value in entry.each():
        fields = value.fields(["from", "within", "source"])
        within = fields["within"]
        period = None if within.value == NO_FIGURE else within.period()
        figures.append(Figure(_begins(fields["from"]), period, _source(fields["source"], documents), value))
    _in_order(figures)
    return tuple(figures)


def _facts(
    entry: Entry | None, documents: Mapping[str, _Document], national: bool
) -> dict[str, tuple[Stated, ...]]:
    if entry is None:
        return {}
    named = entry.fields([], tuple(FACTS))
    facts = {}
    for name, fact in named.items():
        if FACTS[name].right and not national:
            raise fact.mistake(
                f"{name!r}, which is a national right",
                "take it out; if the document says otherwise, say so in a note",
            )
        stated = []
        for value in fact.each():
            fields = value.fields(["from", "value", "source"])
            stated.append(
                Stated(
                    _begins(fields["from"]),
                    _value(fields["value"], FACTS[name].kind, FACTS[name].words),
                    _source(fields["source"], documents),
                    value,
                )
            )
        _in_order(stated)
        facts[name] = tuple(stated)
    return facts


def _value(entry: Entry, kind: Kind, words: tuple[str, ...]) -> object:
    match kind:
        case "text":
            return entry.text()
        case "texts":
            return entry.texts()
        case "number":
            return entry.number()
        case "flag":
            return entry.flag()
        case "word":
            return entry.one_of(words)
        case "words":
            return entry.some_of(words)


def _begins(entry: Entry) -> date:
    day = entry.day()
    if day < IN_FORCE:
        raise entry.mistake(str(day), f"write {IN_FORCE} or later; the regulations began then")
    return day


def _in_order(values: list[Any]) -> None:
    for earlier, later in pairwise(values):
        if later.begins <= earlier.begins:
            raise later.entry.mistake(
                f"a value from {later.begins} below one from {earlier.begins}",
                "put the values in order of their 'from', each day once",
            )


def _contacts(entry: Entry | None, documents: Mapping[str, _Document]) -> dict[ContactKind, Contact]:
    if entry is None:
        return {}
    contacts: dict[ContactKind, Contact] = {}
    for kind, contact in entry.fields([], _CONTACT_KINDS).items():
        fields = contact.fields(["value", "source"])
        _check_contact(kind, fields["value"])
        contacts[cast(ContactKind, kind)] = Contact(
            fields["value"].text(), _source(fields["source"], documents)
        )
    return contacts


def _check_contact(kind: str, entry: Entry) -> None:
    value = entry.text()
    if kind in ("phone", "text"):
        digits = value.replace(" ", "")
        if not digits.isdecimal() or not digits.isascii() or not 3 <= len(digits) <= 11:
            raise entry.mistake(repr(value), "write the number as it is rung, in figures and spaces")
    elif kind == "email" and (value.count("@") != 1 or " " in value):
        raise entry.mistake(repr(value), "write an address like name@council.gov.uk")
    elif kind == "web" and not value.startswith("https://"):
        raise entry.mistake(repr(value), "write an address that begins with https://")


def _advocacy(entry: Entry | None, documents: Mapping[str, _Document], baseline: Council | None) -> Advocacy:
    if entry is None:
        assert baseline is not None, "the national file must have it"  # noqa: S101
        return baseline.advocacy
    fields = entry.fields(["how", "source"], ["provider", "contacts"])
    return Advocacy(
        provider=fields["provider"].text() if "provider" in fields else None,
        how=fields["how"].some_of(ADVOCACY_HOW),
        contacts=_contacts(fields.get("contacts"), documents),
        source=_source(fields["source"], documents),
    )


def _lines(entry: Entry | None, documents: Mapping[str, _Document]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for line in entry.listed() if entry else ():
        fields = line.fields(["id", "name", "contacts"], ["when", "who_for", "about", "free"])
        identity = fields["id"].text()
        if any(identity == other.id for other in lines):
            raise fields["id"].mistake(f"{identity!r} a second time", "give each line an id of its own")
        lines.append(
            Line(
                id=identity,
                name=fields["name"].text(),
                contacts=_contacts(fields["contacts"], documents),
                when=cast(When, fields["when"].one_of(("any_time", "day", "out_of_hours")))
                if "when" in fields
                else "any_time",
                who_for=fields["who_for"].some_of(WHO_FOR) if "who_for" in fields else (),
                about=fields["about"].some_of(ABOUT) if "about" in fields else (),
                free=fields["free"].flag() if "free" in fields else False,
            )
        )
    return tuple(lines)


def _notes(entry: Entry | None, documents: Mapping[str, _Document]) -> tuple[Note, ...]:
    notes = []
    for note in entry.listed() if entry else ():
        fields = note.fields(["topic", "says", "settled"], ["settles", "source"])
        notes.append(
            Note(
                topic=fields["topic"].text(),
                says=fields["says"].text(),
                settled=fields["settled"].text(),
                settles=fields["settles"].texts() if "settles" in fields else (),
                source=_source(fields["source"], documents) if "source" in fields else None,
            )
        )
    return tuple(notes)

"""All procedures together: which terms are in force for which council, on which route, on which day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar, cast

from backend.cases.events import CLOCKS, ROUTES
from backend.cases.terms import Clock, Nature, Terms
from backend.deadlines.calendar import IN_FORCE
from backend.deadlines.period import Period
from backend.procedures.check import check
from backend.procedures.council import Council
from backend.procedures.loading import (
    NATIONAL,
    ROUTES_WITH_CLOCKS,
    STAGE2_START,
    Counting,
    Figure,
    Shape,
    Sheet,
    Stated,
    load_sheet,
)
from backend.procedures.mistake import ProcedureMistake
from backend.procedures.reading import Entry

FOLDER = Path(__file__).parent

_STAGE2_STARTS = {
    "request": ("stage2_requested",),
    "agreed_statement": ("statement_agreed",),
    "signed_statement": ("statement_agreed",),
    "reports": ("stage2_reported",),
}
Dated = TypeVar("Dated", Figure, Stated)
Stage2Starts = Literal["request", "agreed_statement", "signed_statement", "reports"]


class UnknownCouncil(LookupError):
    """No procedure file bears this id."""


class UnknownRoute(LookupError):
    """There is no such route."""


class NoFigures(LookupError):
    """The council's documents give no figures for this route, and the national rules have none either."""


@dataclass(frozen=True)
class Procedures:
    """The councils' procedures, loaded and checked. Build it with `load`."""

    sheets: Mapping[str, Sheet]
    terms: Mapping[tuple[str, str], tuple[tuple[date, Terms], ...]]

    def councils(self) -> tuple[Council, ...]:
        """Every council that can be complained to, by name; England, the baseline, is not one."""
        found = (sheet.council for id, sheet in self.sheets.items() if id != NATIONAL)
        return tuple(sorted(found, key=lambda council: council.name))

    def council(self, id: str) -> Council:
        """One council, or the baseline by the id `england`. Raises `UnknownCouncil`."""
        if id not in self.sheets:
            raise UnknownCouncil(f"no council has this id; there are {', '.join(sorted(self.sheets))}")
        return self.sheets[id].council

    def in_force(self, council: str, route: str, on: date) -> Terms:
        """The terms in force on a day; for a day before the regulations, the first there were.

        The routes without stages (`representation`, `service_request`, `outside`) have no clocks.
        Raises `UnknownCouncil`, `UnknownRoute`, and `NoFigures` for the corporate route of a council
        whose documents give none.
        """
        self.council(council)
        if route not in ROUTES:
            raise UnknownRoute(f"there is no such route; there are {', '.join(ROUTES)}")
        if (council, route) not in self.terms:
            raise NoFigures(f"{self.council(council).name} gives no figures for the {route} route")
        dated = self.terms[council, route]
        return dated[bisect_right(dated, max(on, IN_FORCE), key=lambda item: item[0]) - 1][1]

    def unverified(self) -> tuple[str, ...]:
        """A sentence for each thing that is missing or that nobody has checked, for the operator."""
        return tuple(finding.sentence for finding in check(self))


def load(folder: Path | None = None) -> Procedures:
    """Read every procedure file of a folder. Raises `ProcedureMistake` at the first mistake."""
    folder = folder or FOLDER
    paths = {path.stem: path for path in sorted(folder.glob("*.yml"))}
    if NATIONAL not in paths:
        raise ProcedureMistake(
            f"{NATIONAL}.yml", "", 1, "no such file", f"put the national rules there, in {folder.name}/"
        )
    _refuse_misnamed(folder)
    national = load_sheet(paths.pop(NATIONAL))
    sheets = {NATIONAL: national}
    sheets |= {id: load_sheet(path, national.council) for id, path in paths.items()}
    _refuse_shared_names(sheets)
    terms: dict[tuple[str, str], tuple[tuple[date, Terms], ...]] = {}
    for id, sheet in sheets.items():
        _refuse_less(national, sheet)
        terms |= {(id, route): _dated(national, sheet, route) for route in _routes(sheet)}
    return Procedures(sheets, terms)


def _routes(sheet: Sheet) -> tuple[str, ...]:
    """The routes there are terms for; the national file only shapes the corporate one."""

    def given(route: str) -> bool:
        if route not in ROUTES_WITH_CLOCKS:
            return True
        return route in sheet.routes and (route == "statutory" or sheet.council.id != NATIONAL)

    return tuple(filter(given, ROUTES))


def _dated(national: Sheet, sheet: Sheet, route: str) -> tuple[tuple[date, Terms], ...]:
    """The terms of one route from each day on which something in them begins."""
    others = [other for other in ROUTES_WITH_CLOCKS if other != route and other in _routes(sheet)]
    begins = {IN_FORCE}.union(*(_days(part, name) for part in (sheet, national) for name in (route, *others)))

    def on(day: date) -> Terms:
        beside = {other: _terms(national, sheet, other, day) for other in others}
        return replace(_terms(national, sheet, route, day), other_routes=beside)

    return tuple((day, on(day)) for day in sorted(begins))


def _terms(national: Sheet, sheet: Sheet, route: str, on: date) -> Terms:
    facts = _facts(national, route, on) | _facts(sheet, route, on)
    counting = sheet.counting or national.counting
    if counting is None:
        raise national.entry.mistake("no 'counting'", "say there how days are counted")
    starts = facts["stage2_starts"].value if "stage2_starts" in facts else "request"
    clocks = dict(_clocks(national, sheet, route, on, facts, counting))
    return Terms(
        council=sheet.council.id,
        name=sheet.council.name,
        route=route,
        clocks=clocks,
        national={
            name: clock
            for name, clock in _clocks(national, national, route, on, facts, counting)
            if clock.period
            and (clock.period, clock.starts_with) != (clocks[name].period, clocks[name].starts_with)
        },
        stage2_starts=cast(Stage2Starts, starts),
        facts={name: stated.value for name, stated in facts.items()},
        sources={name: stated.source for name, stated in facts.items()} | {"calendar": counting.source},
        calendar=counting.calendar,
    )


def _facts(sheet: Sheet, route: str, on: date) -> dict[str, Stated]:
    of_route = sheet.routes[route].facts if route in sheet.routes else {}
    found = {name: _at(stated, on) for name, stated in (*sheet.facts.items(), *of_route.items())}
    return {name: stated for name, stated in found.items() if stated is not None}


def _clocks(
    national: Sheet, sheet: Sheet, route: str, on: date, facts: Mapping[str, Stated], counting: Counting
) -> Iterator[tuple[str, Clock]]:
    """The clocks of `sheet` on one day, in the order a person meets them.

    Where `sheet` is the national one, stage 2 counts from the request, as the Ombudsman counts it.
    """
    if route not in ROUTES_WITH_CLOCKS:
        return
    shapes = national.routes[route].shapes
    starts = facts["stage2_starts"].value if sheet is not national and "stage2_starts" in facts else "request"
    for name in sorted(shapes, key=CLOCKS.index):
        figure = _figure(national, sheet, route, name, on)
        if figure is None:
            continue
        shape = shapes[name]
        longest = _figure(national, sheet, route, shape.longest, on) if shape.longest else None
        title = facts[shape.acts].value if shape.acts and shape.acts in facts else None
        events = _STAGE2_STARTS[str(starts)] if STAGE2_START in shape.starts_with else shape.starts_with
        yield (
            name,
            Clock(
                clock=name,
                period=_counted(figure.period, counting),
                starts_with=events,
                ends_with=shape.ends_with,
                binds=shape.binds,
                nature=_nature(figure, _figure(national, national, route, name, on), shape, events),
                source=figure.source,
                longest=_counted(longest.period, counting) if longest else None,
                longest_source=longest.source if longest else None,
                acts=str(title) if title else None,
                stage=shape.stage,
            ),
        )


def _figure(national: Sheet, sheet: Sheet, route: str, name: str, on: date) -> Figure | None:
    for source in (sheet, national):
        if route in source.routes and (figure := _at(source.routes[route].clocks.get(name, ()), on)):
            return figure
    return None


def _nature(figure: Figure, nationally: Figure | None, shape: Shape, events: tuple[str, ...]) -> Nature:
    """As the national rule, where the clock is the national one; else the council's own."""
    if figure.period is None:
        return "none"
    national_start = STAGE2_START not in shape.starts_with or events == _STAGE2_STARTS["request"]
    same = nationally is not None and nationally.period == figure.period and national_start
    return shape.nature if same else "local"


def _counted(period: Period | None, counting: Counting) -> Period | None:
    if period is None or period.unit == "months":
        return period
    return replace(period, trigger_on_day_off=counting.trigger_on_day_off)


def _at(values: tuple[Dated, ...], on: date) -> Dated | None:
    """The last value that began by that day."""
    begun = [value for value in values if value.begins <= on]
    return begun[-1] if begun else None


def _days(sheet: Sheet, route: str) -> Iterator[date]:
    part = sheet.routes.get(route)
    for dated in (sheet.facts, *((part.clocks, part.facts) if part else ())):
        for values in dated.values():
            yield from (value.begins for value in values)


def _refuse_misnamed(folder: Path) -> None:
    """A procedure file that would be passed over in silence, or whose council nobody could name."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.suffix != ".yml" or not re.fullmatch(r"[a-z][a-z0-9-]*", path.stem):
            raise ProcedureMistake(
                path.name,
                "",
                1,
                "a file of this name",
                "name it in lower case letters, ending in .yml: leafshire.yml",
            )


def _refuse_shared_names(sheets: Mapping[str, Sheet]) -> None:
    """Two councils found by one name could not be told apart."""
    owners: dict[str, Entry] = {}
    for sheet in sheets.values():
        fields = sheet.entry.named()
        for field in ("name", "known_as", "former_names", "places"):
            for entry in fields[field].each() if field in fields else ():
                owner = owners.setdefault(entry.text().casefold(), entry)
                if owner is not entry:
                    raise entry.mistake(
                        f"the name {entry.text()!r}, which {owner.file} has on line {owner.line}",
                        "keep it in one place",
                    )


def _refuse_less(national: Sheet, sheet: Sheet) -> None:
    """A council may promise more than the national rule gives, never less: refuse a figure that is less."""
    for name, route in sheet.routes.items():
        shapes = national.routes[name].shapes
        for clock, figures in route.clocks.items():
            if clock not in shapes:
                raise figures[0].entry.mistake(
                    f"{clock!r}, which the {name} route does not have", f"write one of {', '.join(shapes)}"
                )
            for figure in figures:
                nationally = _figure(national, national, name, clock, figure.begins)
                if nationally and nationally.period:
                    _refuse_less_than(nationally.period, figure, shapes[clock])


def _refuse_less_than(national: Period, figure: Figure, shape: Shape) -> None:
    period, within = figure.period, figure.entry.named()["within"]
    mend = "take the figure out and say in a note what the document says; the national right stands"
    if period is None:
        raise within.mistake("no figure where there is a national one", mend)
    if (period.unit, period.direction) != (national.unit, national.direction):
        raise within.mistake(
            f"{period.count} {period.unit.replace('_', ' ')} {period.direction} it",
            f"write {national.unit.replace('_', ' ')} {national.direction} it, as the national rule does",
        )
    more_is_kinder = shape.binds == "complainant" or period.direction == "before"
    if period.count != national.count and (period.count > national.count) != more_is_kinder:
        raise within.mistake(
            f"{period.count}, which gives the person less than the national {national.count}", mend
        )

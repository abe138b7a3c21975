"""Whole lives of complaints, council by council, written as a caseworker would: `lives/*.txt`.

A line that begins with a day tells what happened on it, or only looks ("20 Apr look"); all days are in
2026 unless a year is given. Lines under it say how things stand that day, after all that has happened:

    stage1_response 25 Mar running, first 16 Mar, ombudsman 11 May
    stands stage 1, open
    may ask_for_stage2 until 22 Apr
    may not ask_for_stage3
    without acknowledgement
    owed stage1_response, stage1_latest
    ombudsman council_first

`owed` are the clocks of which the council or the panel still has to do something, late or not.
`first` is the date a clock had before it was moved; both it and `ombudsman` are checked to be absent
where the line does not name them. A title after "==" begins another life. Each was counted by hand from
the council's own document and gov.uk's bank holidays: Good Friday 3 April, Easter Monday 6 April, 4 and
25 May, 31 August.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.cases.events import Event
from backend.cases.timeline import Timeline, timeline
from backend.deadlines.calendar import calendar_named

from ..installed import procedures
from .building import day, told

FOLDER = Path(__file__).with_name("lives")
MATTER = day("20 Feb")
"""When it happened, and when the person knew, unless a life says otherwise."""

OMBUDSMAN = ("council_first", "late", "late_by_their_count", "finished", "declined")
"""Why the Ombudsman may be asked, as a line may name it; with the day, where there is one."""

DAY = r"\d{1,2} [A-Z][a-z]{2}|\d{4}-\d\d-\d\d"


@dataclass(frozen=True)
class Look:
    """A day of a life: what has happened by then, and what is said of it."""

    at: str
    on: str
    events: tuple[Event, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Life:
    """One life in a council's table."""

    council: str
    title: str
    route: str
    looks: tuple[Look, ...]

    def timeline(self, look: Look) -> Timeline:
        terms = procedures().in_force(self.council, self.route, day("2 Mar"))
        return timeline(look.events, terms, calendar_named(terms.calendar), day(look.on), MATTER, MATTER)


def lives(council: str) -> Iterator[Life]:
    """The lives in one council's file."""
    text = (FOLDER / f"{council}.txt").read_text(encoding="utf-8")
    for part in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        title, *lines = part.splitlines()
        events: list[Event] = []
        looks: list[Look] = []
        for line in filter(str.strip, lines):
            if line.startswith(" "):
                last = looks[-1]
                looks[-1] = Look(last.at, last.on, last.events, (*last.said, line.strip()))
                continue
            on, what = re.fullmatch(rf"({DAY})\s+(.*)", line).groups()  # type: ignore[union-attr]
            if what != "look":
                events += told(f"{on} {what}")
            looks.append(Look(line, on, tuple(events), ()))
        route = "corporate" if "corporate route" in title else "statutory"
        yield Life(council, title, route, tuple(looks))


COUNCILS = sorted(path.stem for path in FOLDER.glob("*.txt"))
ALL = [life for council in COUNCILS for life in lives(council)]


def holds(said: str, found: Timeline) -> bool:
    """Whether a line of a table is what was found."""
    clocks = {deadline.clock: deadline for deadline in found.deadlines}
    match said.split(maxsplit=1):
        case ["stands", rest]:
            return rest == f"stage {found.stage}, {found.status}"
        case ["owed", rest]:
            return rest == (", ".join(dict.fromkeys(one.clock for one in found.owed)) or "nothing")
        case ["ombudsman", rest] if rest.split()[0] in OMBUDSMAN:
            why = next(one.why for one in found.options if one.option == "ask_ombudsman")
            told = " ".join((why.key.rsplit(".", 1)[1], *(f"{on:%-d %b}" for on in why.facts.values())))  # type: ignore[misc]
            return rest == told
        case ["without", clock]:
            return clock not in clocks
        case ["may", rest]:
            name, *until = rest.removeprefix("not ").split(" until ")
            option = next(one for one in found.options if one.option == name)
            wanted = day(until[0]) if until else None
            return (option.available, option.until) == (not rest.startswith("not "), wanted)
        case [clock, rest]:
            told, *more = rest.split(", ")
            due, state = told.rsplit(" ", 1)
            also = dict(one.split(" ", 1) for one in more)
            deadline = clocks[clock]
            return (deadline.due, deadline.state, deadline.extended_from, deadline.ombudsman_expects) == (
                None if due == "-" else day(due),
                state,
                day(also["first"]) if "first" in also else None,
                day(also["ombudsman"]) if "ombudsman" in also else None,
            )
    raise AssertionError(f"nobody understands {said!r}")


@pytest.mark.parametrize("life", ALL, ids=lambda life: f"{life.council}: {life.title}")
def test_a_life_goes_as_its_table_says(life: Life) -> None:
    wrong = []
    for look in life.looks:
        found = life.timeline(look)
        wrong += [f"{look.at}: {said}" for said in look.said if not holds(said, found)]
    assert wrong == []


def test_every_council_has_its_table() -> None:
    assert sorted(council.id for council in procedures().councils()) == COUNCILS


@pytest.mark.parametrize("council", COUNCILS)
def test_every_clock_of_a_procedure_is_in_its_councils_table(council: str) -> None:
    terms = procedures().in_force(council, "statutory", day("2 Mar"))
    told = {said.split()[0] for life in lives(council) for look in life.looks for said in look.said}
    assert {name for name, clock in terms.clocks.items() if clock.period} <= told

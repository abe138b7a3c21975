"""`./heard deadlines` and `./heard timeline`: the clocks of a procedure, for staff, in a terminal.

A file for `timeline` is YAML with the fields of `POST /api/timeline`:

    council: england
    as_of: 2026-04-20            # today, if left out
    events:
      - {kind: received, on: 2026-03-31}
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from backend import clock
from backend.cases.events import Event, EventMistake, as_day, checked
from backend.cases.lifecycle import NotYetPossible
from backend.cases.terms import Terms
from backend.cases.timeline import Deadline, Timeline, UnknownClock, deadline_from, timeline
from backend.deadlines.calendar import ON_HOLD, OutsideCalendar, calendar_named
from backend.procedures import NoFigures, UnknownCouncil, UnknownRoute, load
from backend.settings import Settings
from backend.timeline_picture import picture, stages
from backend.wording import Wording

FIELDS = ("council", "route", "events", "as_of", "happened_on", "knew_on")


class Unreadable(ValueError):
    """What was asked makes no sense; the message says what to mend."""


@dataclass(frozen=True)
class Story:
    """What a file tells."""

    terms: Terms
    events: tuple[Event, ...]
    as_of: date
    happened_on: date | None
    knew_on: date | None

    def timeline(self) -> Timeline:
        """Where it stands."""
        calendar = calendar_named(self.terms.calendar)
        if not calendar.first <= self.as_of <= calendar.last:
            raise OutsideCalendar(self.as_of, calendar.first, calendar.last)
        return timeline(self.events, self.terms, calendar, self.as_of, self.happened_on, self.knew_on)


def read_story(told: object, today: date) -> Story:
    """A story from what the YAML holds. Raises `Unreadable`, and what the law's own parts raise."""
    if not isinstance(told, Mapping) or not isinstance(told.get("events", []), list):
        raise Unreadable(f"the file needs {', '.join(FIELDS[:3])}; 'events' is a list")
    if unknown := [name for name in told if name not in FIELDS]:
        raise Unreadable(f"{unknown[0]!r} is not a field; there are {', '.join(FIELDS)}")
    as_of = _day(told, "as_of") or today
    events = tuple(sorted((_event(one, as_of) for one in told.get("events", [])), key=lambda one: one.on))
    received = next((event.on for event in events if event.kind == "received"), as_of)
    terms = load().in_force(str(told.get("council")), str(told.get("route", "statutory")), received)
    return Story(terms, events, as_of, _day(told, "happened_on"), _day(told, "knew_on"))


def table(deadlines: Iterable[Deadline]) -> str:
    """One line a clock: when, how it stands, how long, from when, what was passed over, and by what rule."""
    rows = [("clock", "due", "state", "length", "from", "passed over", "source")]
    for one in deadlines:
        beside = [("first", one.extended_from), ("Ombudsman", one.ombudsman_expects)]
        also = ", ".join(f"{who} {day}" for who, day in beside if day)
        due = str(one.due or "-") + (f" ({also})" if also else "")
        length = f"{one.length} {one.unit.replace('_', ' ')}" if one.length else "none given"
        holidays = [day for day in one.skipped if day.why != ON_HOLD]
        passed = ", ".join(f"{day.date:%d %b} {day.why}" for day in holidays)
        held = f"{len(one.skipped) - len(holidays)} days on hold" if len(one.skipped) > len(holidays) else ""
        weekends = f"{one.skipped_weekends} weekend days" if one.skipped_weekends else ""
        checked_by = "" if one.source.verified else " (unverified)"
        rows.append(
            (
                one.clock,
                due,
                one.state.replace("_", " "),
                length,
                str(one.started_on or "-"),
                "; ".join(filter(None, (passed, held, weekends))) or "-",
                one.source.citation + checked_by,
            )
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)), row[-1]])
        for row in rows
    )


def one_clock(council: str, name: str, start: str, route: str, extended: bool) -> str:
    """The table of one clock, and what it means in words."""
    try:
        begins = as_day(start)
    except ValueError:
        raise Unreadable("START is a day written like 2026-03-31") from None
    terms = load().in_force(council, route, begins)
    try:
        found = deadline_from(name, begins, terms, calendar_named(terms.calendar), extended=extended)
    except UnknownClock:
        known = ", ".join(terms.clocks) or "none"
        raise Unreadable(f"this route has no such clock; there are {known}") from None
    say = found.explanation
    words = Wording.load().render(say.key, say.facts, "en", "adult").text
    return f"{table([found])}\n\n{words}"


def whole_timeline(story: Story) -> str:
    """Stage and status, the clocks, and what may be asked for."""
    found, wording = story.timeline(), Wording.load()
    asked_for = [
        f"{'yes' if one.available else 'no':4}{one.option.replace('_', ' '):24}"
        + wording.render(one.why.key, one.why.facts, "en", "adult").text
        for one in found.options
    ]
    head = f"{story.terms.name}, {story.terms.route}, on {story.as_of}: stage {found.stage}, {found.status}"
    return "\n".join(
        [head.replace("_", " "), "", table(found.deadlines), "", "May be asked for:", *asked_for]
    )


def main(arguments: Sequence[str]) -> int:
    """Print a table; a mistake is one sentence and a failing exit."""
    parser = argparse.ArgumentParser(prog="./heard")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("deadlines")
    one.add_argument("council")
    one.add_argument("clock")
    one.add_argument("start")
    one.add_argument("--route", default="statutory")
    one.add_argument("--extended", action="store_true")
    whole = commands.add_parser("timeline")
    whole.add_argument("file", type=Path)
    whole.add_argument("--svg", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.command == "deadlines":
            print(one_clock(given.council, given.clock, given.start, given.route, given.extended))  # noqa: T201
            return 0
        today = clock.today(clock.started_at(Settings().now))
        story = read_story(yaml.safe_load(given.file.read_text(encoding="utf-8")), today)
        print(whole_timeline(story))  # noqa: T201
        if given.svg:
            title = f"{story.terms.name}: a complaint's stages and clocks"
            given.svg.write_text(
                picture(title, stages(story.events, story.as_of), story.timeline(), story.as_of),
                encoding="utf-8",
            )
    except (Unreadable, EventMistake, NotYetPossible, UnknownCouncil, UnknownRoute, NoFigures) as mistake:
        return _fail(str(mistake.args[0]))
    except OutsideCalendar as outside:
        return _fail(str(outside))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}")
    except yaml.YAMLError:
        return _fail(f"{given.file}: is not YAML")
    return 0


def _fail(sentence: str) -> int:
    print(f"heard: {sentence}", file=sys.stderr)  # noqa: T201
    return 1


def _event(told: Any, as_of: date) -> Event:
    if not isinstance(told, Mapping):
        raise Unreadable("an event is written {kind: received, on: 2026-03-31}")
    # YAML 1.1 reads a bare `on` as yes.
    fields = {"on" if name is True else str(name): value for name, value in told.items()}
    return checked(fields.pop("kind", None), fields.pop("on", None), fields, not_after=as_of)


def _day(told: Mapping[str, Any], field: str) -> date | None:
    if (value := told.get(field)) is None:
        return None
    try:
        return as_day(value)
    except ValueError:
        raise Unreadable(f"{field}: is a day written like 2026-03-31") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

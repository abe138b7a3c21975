"""Which clocks run, when each ends, and what the person may ask for now. PURE.

The meaning of every field is the contract's, under Deadline and Option. `backend.cases.said` lists
the wording keys used here with the facts that each gets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

from backend.cases import said
from backend.cases.events import Event
from backend.cases.lifecycle import Hold, Life, Moved, Stage, Status, replay, status
from backend.cases.options import Option, options
from backend.cases.terms import Binds, Clock, Nature, Terms
from backend.deadlines.calendar import Skipped, WorkingCalendar
from backend.deadlines.period import Direction, Unit
from backend.deadlines.reckon import ON_HOLD, reckon
from backend.say import Say
from backend.source import Source

State = Literal["running", "met", "missed", "paused", "stopped", "not_started"]

_DAY = timedelta(days=1)


class UnknownClock(LookupError):
    """The procedure asked has no clock of this name."""


class Deadline(NamedTuple):
    """One clock of one case, as it stands on a day: the contract's Deadline.

    `rule` is the clock it follows; what the contract names beside the dates is read off it.
    `extended_from` is the date it had before it was extended, held or dated anew.
    """

    rule: Clock
    state: State
    due: date | None = None
    started_on: date | None = None
    started_by: str | None = None
    met_on: date | None = None
    extended_from: date | None = None
    skipped: tuple[Skipped, ...] = ()
    skipped_weekends: int = 0
    ombudsman_expects: date | None = None
    held: Hold | None = None
    """The hold that makes it `paused`."""

    @property
    def clock(self) -> str:
        """The clock's name."""
        return self.rule.clock

    @property
    def length(self) -> int | None:
        """How many working days or months; None where nobody gives a figure."""
        return self.rule.period.count if self.rule.period else None

    @property
    def unit(self) -> Unit:
        """What `length` counts."""
        return self.rule.period.unit if self.rule.period else "working_days"

    @property
    def direction(self) -> Direction:
        """Whether it is counted on from its start or back from it."""
        return self.rule.period.direction if self.rule.period else "after"

    @property
    def binds(self) -> Binds:
        """Who has to act by it."""
        return self.rule.binds

    @property
    def nature(self) -> Nature:
        """Whether it is law, the council's own, advice, ours, or no figure at all."""
        return self.rule.nature

    @property
    def source(self) -> Source:
        """Where the figure comes from."""
        return self.rule.source

    @property
    def explanation(self) -> Say:
        """What to say about it, put together when asked for."""
        return said.explained(self)


class Timeline(NamedTuple):
    """A case on one day: where it stands, its clocks, and what can be asked for."""

    stage: Stage
    status: Status
    deadlines: tuple[Deadline, ...]
    options: tuple[Option, ...]


def timeline(
    events: Sequence[Event],
    terms: Terms,
    calendar: WorkingCalendar,
    as_of: date,
    happened_on: date | None = None,
    knew_on: date | None = None,
) -> Timeline:
    """The case these events make, as it stands on `as_of`; no event may be later than that.

    `happened_on` is when the matter happened and `knew_on` when the person first knew: the council's
    time limit runs from the first, the Ombudsman's from the second, either standing in for the other.
    Raises `NotYetPossible` for an impossible order and `OutsideCalendar` beyond the calendar's days.
    """
    life = replay(events, terms)
    case = _Case(life, terms, calendar, as_of, happened_on, knew_on)
    found = case.deadlines()
    by_name = {deadline.rule.clock: deadline for deadline in found}
    limit = by_name.get("time_limit")
    late = limit is not None and limit.state == "missed"
    return Timeline(
        life.stage,
        status(life, late=late),
        tuple(found),
        options(life, case.present, by_name, calendar, as_of),
    )


def deadline_from(
    clock: str, start: date, terms: Terms, calendar: WorkingCalendar, *, extended: bool = False
) -> Deadline:
    """One clock counted from a bare date, as running; for papers `start` is the day of the panel.

    `extended` gives the longest the procedure allows. Raises `UnknownClock`, `OutsideCalendar`.
    """
    if (rule := terms.clocks.get(clock)) is None:
        raise UnknownClock(clock)
    started_by = rule.starts_with[0] if rule.starts_with else None
    if rule.period is None:
        return Deadline(rule, "running", None, start, started_by)
    counted = reckon(rule.period, start, calendar)
    first_due = None
    if extended and rule.longest is not None:
        first_due, counted = counted.due, reckon(rule.longest, start, calendar)
    return Deadline(
        rule,
        "running",
        counted.due,
        start,
        started_by,
        extended_from=first_due,
        skipped=counted.skipped,
        skipped_weekends=counted.skipped_weekends,
    )


_TWO_READINGS = ("stage2_response", "stage2_latest")
_AT_STAGE_3 = ("panel_hearing", "panel_report", "stage3_response")
_LATEST = {"stage1_response": "stage1_latest", "stage2_response": "stage2_latest"}
_OVERTAKEN_BY = {1: "stage2_requested", 2: "stage3_requested"}


class _Case:
    """One working-out: the life, the terms it is under, and the day it is looked at."""

    def __init__(
        self,
        life: Life,
        terms: Terms,
        calendar: WorkingCalendar,
        as_of: date,
        happened_on: date | None,
        knew_on: date | None,
    ) -> None:
        self.life, self.terms, self.calendar, self.as_of = life, terms, calendar, as_of
        self.present = terms if life.route == terms.route else terms.other_routes.get(life.route)
        self.grounds = {"time_limit": happened_on or knew_on, "ombudsman": knew_on or happened_on}
        self.holds = [hold for hold in life.holds if hold.whole]
        self.days = days = life.first
        if terms.stage2_starts == "signed_statement" and "statement_agreed" in days:
            self.days = days = {**days}
            del days["statement_agreed"]
            if life.signed_on is not None:
                days["statement_agreed"] = life.signed_on

    def deadlines(self) -> list[Deadline]:
        """Every clock that has started, and those of the present stage that wait for a trigger."""
        present: Mapping[str, Clock] = self.present.clocks if self.present else {}
        found = [made for rule in present.values() if (made := self.deadline(rule)) is not None]
        if self.present is not self.terms:
            found += [
                made
                for name, rule in self.terms.clocks.items()
                if name not in present and (made := self.left_behind(rule)) is not None
            ]
        return found

    def left_behind(self, rule: Clock) -> Deadline | None:
        """A clock of the route the case has left: it had to have started there, and stops."""
        start, _ = self.start(rule)
        left_on = self.life.rerouted_on
        if start is None or left_on is None:
            return None
        if "grounds" in rule.starts_with:
            return self.deadline(rule)
        return self.deadline(rule, left_on) if start <= left_on or rule.stage == 0 else None

    def start(self, rule: Clock) -> tuple[date | None, str | None]:
        """The day a clock starts and the kind of event that started it."""
        for kind in rule.starts_with:
            if kind == "grounds":
                day = self.grounds.get(rule.clock)
            elif kind == "panel_arranged":
                day = self.life.panel_on
            else:
                day = self.days.get(kind)
            if day is not None:
                return day, kind
        return None, None

    def deadline(self, rule: Clock, left_on: date | None = None) -> Deadline | None:
        """The clock as it stands, or None where it is not to be listed."""
        if rule.period is None:
            return None
        start, started_by = self.start(rule)
        expects = self.ombudsman_expects(rule, start) if rule.clock in _TWO_READINGS else None
        if start is None:
            waits = rule.stage == self.life.stage and not self.life.ended and left_on is None
            return Deadline(rule, "not_started", ombudsman_expects=expects) if waits or expects else None
        done_on, stopped_on = self.done(rule), self.stopped(rule, left_on)
        if done_on is not None and done_on < start and rule.period.direction == "after":
            return None
        due, _first_day, skipped, weekends = reckon(rule.period, start, self.calendar)
        over_on = min(filter(None, (done_on, stopped_on)), default=None)
        moved_to, held = self.moved(due, self.changes(rule), self.longest(rule, start), start, over_on)
        first_due = None
        if moved_to != due:
            first_due, due = due, moved_to
            skipped, weekends = self.passed_over(rule, start, due)
        if expects is not None and expects >= due:
            expects = None
        state: State
        if (over_on or self.as_of) > due:
            state = "missed"
        elif over_on is not None:
            state = "met" if over_on == done_on else "stopped"
        else:
            state = "paused" if held is not None else "running"
        return Deadline(
            rule, state, due, start, started_by, done_on, first_due, skipped, weekends, expects, held
        )

    def done(self, rule: Clock) -> date | None:
        """The day on which what the clock asks for was done."""
        days = self.days
        return min((days[kind] for kind in rule.ends_with if kind in days), default=None)

    def stopped(self, rule: Clock, left_on: date | None) -> date | None:
        """The day from which nobody waits for it: the case ended, moved on, or left this route."""
        if "grounds" in rule.starts_with:
            return None
        stage = rule.stage or 1
        days = self.life.first
        ends = [self.life.ended_on, left_on, days.get(_OVERTAKEN_BY.get(stage, ""))]
        if rule.binds == "council":
            ends.append(days.get(f"stage{stage}_responded"))
        return min(filter(None, ends), default=None)

    def changes(self, rule: Clock) -> list[Hold | _Extension | Moved]:
        """What moves this clock's date, by day: holds, extensions, and dates given anew."""
        life = self.life
        found: list[Hold | _Extension | Moved] = []
        if self.holds and _can_pause(rule):
            found += self.holds
        if life.extended:
            found += [_Extension(moved.on, moved.until) for moved in self.extensions(rule.clock)]
        if life.redated:
            found += life.redated.get(rule.clock, ())
        return sorted(found, key=_day_of) if len(found) > 1 else found

    def extensions(self, clock: str) -> Sequence[Moved]:
        """The extensions of one clock; at stage 3, of whatever the panel was then waiting for."""
        extended = self.life.extended
        if clock == "stage1_response":
            return extended.get(1, ())
        if clock == "stage2_response":
            return extended.get(2, ())
        if clock not in _AT_STAGE_3 or 3 not in extended:
            return ()
        days = self.life.first
        reached = [days.get("panel_held"), days.get("panel_reported")]
        return [
            moved
            for moved in extended[3]
            if _AT_STAGE_3[sum(day is not None and day <= moved.on for day in reached)] == clock
        ]

    def longest(self, rule: Clock, start: date) -> date | None:
        """The day beyond which no extension reaches."""
        if not self.life.extended:
            return None
        longest = rule.longest
        if longest is None and self.present is not None and rule.clock in _LATEST:
            latest = self.present.clocks.get(_LATEST[rule.clock])
            longest = latest.period if latest else None
        return reckon(longest, start, self.calendar).due if longest else None

    def moved(
        self,
        due: date,
        changes: Sequence[Hold | _Extension | Moved],
        longest: date | None,
        start: date,
        over_on: date | None,
    ) -> tuple[date, Hold | None]:
        """The date after all changes, and the hold it is on now.

        A change that comes after the date has passed, or when the matter is over, changes nothing:
        what was missed stays missed.
        """
        number, working_day = self.calendar.number, self.calendar.working_day
        held = None
        for change in changes:
            if _day_of(change) > (due if over_on is None else min(due, over_on)):
                break
            if isinstance(change, Hold):
                until = min(filter(None, (change.until, over_on)), default=self.as_of)
                days = number(max(until, start)) - number(max(change.since, start))
                if days:
                    due = working_day(number(due) + days)
                    longest = longest and working_day(number(longest) + days)
                held = change if change.until is None else None
            elif isinstance(change, _Extension):
                due = max(due, min(change.until, longest or change.until))
            else:
                due = change.until
        return due, held

    def ombudsman_expects(self, rule: Clock, start: date | None) -> date | None:
        """The Ombudsman's date for stage 2: counted from the request, paused for proceedings alone."""
        asked_on = self.life.first.get("stage2_requested")
        national = self.terms.national.get(rule.clock, rule)
        if asked_on is None or national.period is None or self.life.route != "statutory":
            return None
        if start == asked_on and not self.holds and national is rule:
            return None
        due = reckon(national.period, asked_on, self.calendar).due
        longest = reckon(national.longest, asked_on, self.calendar).due if national.longest else None
        changes = [
            change
            for change in self.changes(rule)
            if not isinstance(change, Hold) or change.reason == "proceedings"
        ]
        return self.moved(due, changes, longest, asked_on, None)[0]

    def passed_over(self, rule: Clock, start: date, due: date) -> tuple[tuple[Skipped, ...], int]:
        """The weekdays passed over on the way to a date that was moved, and the weekend days."""
        skipped = list(self.calendar.weekdays_off(start + _DAY, due))
        if _can_pause(rule):
            for hold in self.holds:
                first = self.calendar.number(max(hold.since, start)) + 1
                last = self.calendar.number(min(hold.until or self.as_of, due))
                days = (self.calendar.working_day(number) for number in range(first, last + 1))
                skipped += [Skipped(day, ON_HOLD) for day in days]
        weeks, rest = divmod((due - start).days, 7)
        weekends = 2 * weeks + sum((start.weekday() + day) % 7 >= 5 for day in range(1, rest + 1))
        return tuple(sorted(skipped, key=lambda day: day.date)), weekends


class _Extension(NamedTuple):
    """A new date the council gave, which the longest the procedure allows may cut short."""

    on: date
    until: date


def _day_of(change: Hold | _Extension | Moved) -> date:
    return change.since if isinstance(change, Hold) else change.on


def _can_pause(rule: Clock) -> bool:
    """A hold stops what the council or the panel has to do; it takes no day from the person."""
    period = rule.period
    return (
        rule.binds != "complainant"
        and period is not None
        and period.unit == "working_days"
        and period.direction == "after"
    )

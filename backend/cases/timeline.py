"""Which clocks run, when each ends, and what the person may ask for now. PURE.

The meaning of every field is the contract's, under Deadline and Option. `backend.cases.said` lists
the wording keys used here with the facts that each gets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from operator import itemgetter
from typing import Literal, NamedTuple

from backend.cases import said
from backend.cases.events import Event, as_day
from backend.cases.lifecycle import (
    STAGE_EXTENDED,
    Extended,
    Hold,
    Life,
    Redated,
    Stage,
    Status,
    replay,
    status,
)
from backend.cases.options import Option, options
from backend.cases.terms import Binds, Clock, Nature, Terms
from backend.deadlines.calendar import OutsideCalendar, Skipped, WorkingCalendar
from backend.deadlines.period import Direction, Period, Unit
from backend.deadlines.reckon import Reckoning, passed_over, reckon, stood_still
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
    over_on: date | None = None
    """From when nobody waits for it any more, done or not."""
    past_ombudsman: bool = False
    """Somebody waits for it, and the Ombudsman's date has passed."""
    past_longest: date | None = None
    """The longest that the procedure allows, where the date it was given lies later."""

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


class Owed(NamedTuple):
    """A date by which the council or the panel still has to do something; they sort by the day."""

    due: date
    clock: str
    state: Literal["running", "missed"]
    deadline: Deadline
    """The clock whose date it is."""

    @property
    def by_ombudsman(self) -> bool:
        """Whether it is the Ombudsman's date for it, not the council's own."""
        return self.due == self.deadline.ombudsman_expects


class Timeline(NamedTuple):
    """A case on one day, `as_of`: where it stands, its clocks, and what can be asked for."""

    stage: Stage
    status: Status
    deadlines: tuple[Deadline, ...]
    options: tuple[Option, ...]
    as_of: date
    route: str
    """The route it is on now: the one it began on, or the last it was moved to."""

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What the council or the panel still has to do by a date, late or not, the earliest first.

        The Ombudsman's date for stage 2, counted from the request, is one beside the council's own, which
        begins later or stood still. Nothing while the case is on hold, answered or at an end.
        """
        if self.status not in ("open", "awaiting_decision", "with_ombudsman"):
            return ()
        return tuple(sorted(one for deadline in self.deadlines for one in _owed(deadline)))

    @property
    def next_owed(self) -> Owed | None:
        """The earliest of them."""
        return next(iter(self.owed), None)


def _owed(deadline: Deadline) -> Iterator[Owed]:
    if deadline.over_on is not None or deadline.rule.binds == "complainant":
        return
    if (expects := deadline.ombudsman_expects) is not None:
        state: Literal["running", "missed"] = "missed" if deadline.past_ombudsman else "running"
        yield Owed(expects, deadline.clock, state, deadline)
    if deadline.due is not None and (deadline.state == "running" or deadline.state == "missed"):
        yield Owed(deadline.due, deadline.clock, deadline.state, deadline)


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
    limit = found.get("time_limit")
    return Timeline(
        life.stage,
        status(life, late=limit is not None and limit.state == "missed"),
        tuple(found.values()),
        options(life, case.present, found, calendar, as_of),
        as_of,
        life.route,
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
        if not calendar.first <= start <= calendar.last:
            raise OutsideCalendar(start, calendar.first, calendar.last)
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
        None,
        first_due,
        counted.skipped,
        counted.skipped_weekends,
    )


class _Count(dict[date, Reckoning]):
    """A period's plain count from each day asked for, kept: most cases of a council start on the same few."""

    __slots__ = ("calendar", "period")

    def __init__(self, period: Period, calendar: WorkingCalendar) -> None:
        self.period, self.calendar = period, calendar

    def __missing__(self, start: date) -> Reckoning:
        if len(self) > _MANY:
            self.clear()
        found = self[start] = reckon(self.period, start, self.calendar)
        return found


def _over_by(rule: Clock, stage: Stage) -> tuple[str, ...]:
    """What ends the waiting for a clock besides what it asks for.

    The next stage asked for; the stage's reply, for whatever the council still owed at it; and the
    panel's meeting, before which it had to be arranged and its papers sent.
    """
    if "grounds" in rule.starts_with:
        return ()
    reply = (f"stage{stage}_responded",) if rule.binds == "council" else ()
    return (*_OVERTAKEN_BY.get(stage, ()), *reply, *_PREPARES.get(rule.clock, ()))


class _Clock:
    """A clock of one procedure made ready for work: what does not depend on the case, worked out once."""

    __slots__ = (
        "count",
        "counted_as_national",
        "counts_back",
        "ends",
        "grounds",
        "in_months",
        "limit",
        "longest",
        "name",
        "national",
        "national_longest",
        "over_by",
        "pausable",
        "rule",
        "stage",
        "starts",
        "two_readings",
    )

    def __init__(self, rule: Clock, period: Period, terms: Terms, calendar: WorkingCalendar) -> None:
        self.rule, self.name, self.stage = rule, rule.clock, rule.stage
        self.starts, self.ends = rule.starts_with, rule.ends_with
        self.grounds = "grounds" in rule.starts_with
        self.counts_back = period.direction == "before"
        self.in_months = period.unit == "months"
        self.pausable = rule.binds != "complainant" and not self.in_months and not self.counts_back
        self.over_by = _over_by(rule, rule.stage)
        latest = terms.clocks.get(_LATEST.get(rule.clock, ""))
        national = terms.national.get(rule.clock, rule)
        longest = rule.longest or (latest.period if latest else None)
        self.count = _Count(period, calendar)
        self.longest = _Count(longest, calendar) if longest else None
        firm = rule.nature == "statutory" and rule.clock not in _OR_SOON_AFTER
        own = self.count if self.pausable and firm else None
        self.limit = own if self.longest is None else self.longest
        self.two_readings = rule.clock in _TWO_READINGS and terms.route == "statutory"
        self.national = _Count(national.period, calendar) if national.period else None
        self.national_longest = _Count(national.longest, calendar) if national.longest else self.longest
        self.counted_as_national = (national.period, national.longest or longest) == (period, longest)


_TWO_READINGS = ("stage2_response", "stage2_latest")
_OR_SOON_AFTER = ("panel_report", "stage3_response")
"""Where their days cannot be kept, the law says as soon as is reasonably practicable (reg 20)."""
_AT_STAGE_3 = ("panel_hearing", "panel_report", "stage3_response")
_EXTENDED: dict[Stage, str] = {1: "stage1_response", 2: "stage2_response"}
_LATEST = {"stage1_response": "stage1_latest", "stage2_response": "stage2_latest"}
_OVERTAKEN_BY = {1: ("stage2_requested",), 2: ("stage3_requested",)}
_PREPARES = dict.fromkeys(("panel_arrangements", "panel_papers"), ("panel_held",))
_MANY = 10_000

_ready: dict[tuple[int, int], tuple[Terms, WorkingCalendar, tuple[_Clock, ...]]] = {}


def _clocks_of(terms: Terms, calendar: WorkingCalendar) -> tuple[_Clock, ...]:
    """The clocks of a procedure that have a period, made ready; kept for as long as the terms are."""
    key = (id(terms), id(calendar))
    if (kept := _ready.get(key)) is None:
        if len(_ready) > _MANY:
            _ready.clear()
        clocks = tuple(
            _Clock(rule, rule.period, terms, calendar) for rule in terms.clocks.values() if rule.period
        )
        # The terms and the calendar are kept with them, so that their ids cannot come to mean others.
        kept = _ready[key] = (terms, calendar, clocks)
    return kept[2]


_Change = tuple[date, str, Hold | Redated | Extended]
"""What may move dates: its day, the clock it is for ("" for a hold, which is for all), and what it is."""


class _Changes(NamedTuple):
    """All that may move dates in a life, by day.

    `national` are those the Ombudsman reckons with: of the holds, for proceedings alone. `clocks` are
    the clocks given a new date; `holds` are when the whole case was on hold, each as (since, until),
    until now where it still is, `held_since` and `held_until` the first and the last day of them all.
    """

    every: Sequence[_Change] = ()
    national: Sequence[_Change] = ()
    clocks: Collection[str] = ()
    holds: Sequence[tuple[date, date]] = ()
    held_since: date = date.max
    held_until: date = date.min


_NO_CHANGES = _Changes()


def _changes(life: Life, as_of: date) -> _Changes:
    """What may move this life's dates, as seen on a day."""
    if not (life.holds or life.extended or life.redated):
        return _NO_CHANGES
    every: list[_Change] = [(one.on, _extends(one, life), one) for one in life.extended]
    every += [(one.on, one.clock, one) for one in life.redated]
    clocks = {name for _, name, _ in every}
    holds = [hold for hold in life.holds if hold.whole]
    if not holds:
        every.sort(key=itemgetter(0))
        return _Changes(every, every, clocks)
    every += [(hold.since, "", hold) for hold in holds]
    every.sort(key=itemgetter(0))
    return _Changes(
        every,
        [one for one in every if not isinstance(one[2], Hold) or one[2].reason == "proceedings"],
        clocks,
        [(hold.since, hold.until or as_of) for hold in holds],
        holds[0].since,
        holds[-1].until or as_of,
    )


def moves(event: Event, life: Life) -> str | None:
    """The clock for which an event of this life gives another date, if it gives one."""
    if event.kind == "redated":
        return str(event.data["clock"])
    if (stage := STAGE_EXTENDED.get(event.kind)) is None:
        return None
    return _extends(Extended(event.on, stage, as_day(event.data["until"])), life)


def _extends(given: Extended, life: Life) -> str:
    """The clock an extension is for; at stage 3, that of whatever the panel was then waiting for."""
    if given.stage != 3:
        return _EXTENDED[given.stage]
    reached = (life.first.get("panel_held"), life.first.get("panel_reported"))
    return _AT_STAGE_3[sum(day is not None and day <= given.on for day in reached)]


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
        self.changes = _changes(life, as_of)
        self.began = began = dict(life.first)
        if life.panel_on is not None:
            began["panel_arranged"] = life.panel_on
        if terms.stage2_starts == "signed_statement" and "statement_agreed" in began:
            del began["statement_agreed"]
            if life.signed_on is not None:
                began["statement_agreed"] = life.signed_on

    def deadlines(self) -> dict[str, Deadline]:
        """Every clock that has started, and those of the present stage that wait for a trigger."""
        found: dict[str, Deadline] = {}
        if self.present is not None:
            self.look_at(self.present, None, found)
        if self.present is not self.terms:
            self.look_at(self.terms, self.life.rerouted_on, found)
        return found

    def look_at(self, terms: Terms, left_on: date | None, found: dict[str, Deadline]) -> None:
        """Add the clocks of one route that are to be listed and are not yet; `left_on` it was left."""
        ended_on = self.life.ended_on
        gone_on = left_on if ended_on is None or (left_on is not None and left_on < ended_on) else ended_on
        for clock in _clocks_of(terms, self.calendar):
            if clock.name not in found and (made := self.deadline(clock, left_on, gone_on)) is not None:
                found[clock.name] = made

    def deadline(self, clock: _Clock, left_on: date | None, gone_on: date | None) -> Deadline | None:
        """The clock as it stands, or None where it is not to be listed.

        `left_on` is the day on which the case left the route this clock belongs to, `gone_on` that day
        or the one on which the case ended, whichever came first.
        """
        days, done_on, start, started_by = self.life.first, None, None, None
        for kind in clock.ends:
            if kind in days and (done_on is None or days[kind] < done_on):
                done_on = days[kind]
        # From `over_on` nobody waits for it any more: done, overtaken, or the case gone. What is grounded
        # in the matter itself, only its being done ends.
        over_on = done_on
        if clock.grounds:
            start, started_by = self.grounds.get(clock.name), "grounds"
        else:
            for kind in clock.starts:
                if kind in self.began:
                    start, started_by = self.began[kind], kind
                    break
            for kind in clock.over_by:
                if kind in days and (over_on is None or days[kind] < over_on):
                    over_on = days[kind]
            if gone_on is not None and (over_on is None or gone_on < over_on):
                over_on = gone_on
        expects = self.ombudsman_expects(clock, start, over_on) if clock.two_readings else None
        promised = self.promised(clock, start)
        if promised is not None:
            start, started_by = promised.on, f"stage{promised.stage}_extended"
        if start is None:
            return self.waiting(clock, expects, done_on, over_on) if left_on is None else None
        if left_on is not None and start > left_on and not clock.grounds:
            return None
        if done_on is not None and done_on < start and not clock.counts_back:
            return None
        due, _, skipped, weekends = clock.count[start]
        if promised is not None:
            due = promised.until
            skipped, weekends = self.passed_over(clock, start, due)
        first_due = held = past_longest = None
        changes = self.changes
        if clock.name in changes.clocks or (
            clock.pausable
            and start <= changes.held_until
            and (over_on is None or changes.held_since <= over_on)
        ):
            moved_to, held, stood = self.moved(clock, due, changes.every, clock.longest, start, over_on)
            if moved_to != due:
                past_longest = self.past_longest(clock, start, moved_to, stood) if promised is None else None
                first_due, due = due, moved_to
                skipped, weekends = self.passed_over(clock, start, due)
        state: State
        if held is not None and over_on is None:
            state = "paused"
        elif (over_on or self.as_of) > due:
            state = "missed"
        elif over_on is not None:
            state = "met" if over_on == done_on else "stopped"
        else:
            state = "running"
        if expects is not None and expects >= due:
            expects = None
        # Made as the tuple it is: three times as fast as by its fields, and they are all given.
        return tuple.__new__(
            Deadline,
            (
                clock.rule,
                state,
                due,
                start,
                started_by,
                done_on,
                first_due,
                skipped,
                weekends,
                expects,
                held,
                over_on,
                expects is not None and over_on is None and self.as_of > expects,
                past_longest,
            ),
        )

    def promised(self, clock: _Clock, start: date | None) -> Extended | None:
        """The first date that was given for a clock before it began, unless its own count ends sooner.

        A date told to a person is a promise: what begins to count later gives no more time than it did.
        """
        for given in self.life.extended if clock.name in self.changes.clocks else ():
            if _extends(given, self.life) == clock.name:
                if start is None or (given.on < start and given.until < clock.count[start].due):
                    return given
                return None
        return None

    def waiting(
        self, clock: _Clock, expects: date | None, done_on: date | None, over_on: date | None
    ) -> Deadline | None:
        """A clock that has not started, where it still may at this stage or the Ombudsman's has."""
        if expects is None and (over_on is not None or clock.stage != self.life.stage):
            return None
        state: State = "not_started" if over_on is None else "stopped"
        return Deadline(
            clock.rule,
            state,
            met_on=done_on,
            ombudsman_expects=expects,
            over_on=over_on,
            past_ombudsman=expects is not None and over_on is None and self.as_of > expects,
        )

    def moved(
        self,
        clock: _Clock,
        due: date,
        changes: Sequence[_Change],
        longest: _Count | None,
        start: date,
        over_on: date | None,
    ) -> tuple[date, Hold | None, int]:
        """The date after all changes that are for this clock, the hold it is on now, and for how many days it
        stood still.

        No extension reaches beyond `longest`, which stands still with its clock. A change that comes
        after the date has passed, or when the matter is over, changes nothing: what was missed stays
        missed.
        """
        calendar, held, stood = self.calendar, None, 0
        for on, name, change in changes:
            if name and name != clock.name:
                continue
            if on > due or (over_on is not None and on > over_on):
                break
            if isinstance(change, Hold):
                if not clock.pausable:
                    continue
                until = change.until or self.as_of
                if over_on is not None and over_on < until:
                    until = over_on
                if days := stood_still(on, until, start, calendar):
                    due = calendar.later(due, days)
                    stood += days
                held = change if change.until is None else None
            elif isinstance(change, Redated):
                if on >= start or clock.counts_back:
                    due = change.until
            elif longest is None:
                due = max(due, change.until)
            else:
                latest = calendar.later(longest[start].due, stood)
                due = max(due, min(change.until, latest))
        return due, held, stood

    def past_longest(self, clock: _Clock, start: date, due: date, stood: int) -> date | None:
        """The longest that the procedure allows, which stands still with its clock; None where `due`, a date
        that was given, keeps to it.
        """
        if clock.limit is None or clock.name not in self.changes.clocks:
            return None
        limit = self.calendar.later(clock.limit[start].due, stood)
        return limit if due > limit else None

    def ombudsman_expects(self, clock: _Clock, start: date | None, over_on: date | None) -> date | None:
        """The Ombudsman's date for stage 2: counted from the request, paused for proceedings alone.

        None where that is the council's own count.
        """
        asked_on = self.life.first.get("stage2_requested")
        if asked_on is None or clock.national is None or self.life.route != "statutory":
            return None
        changes = self.changes.national
        if start == asked_on and clock.counted_as_national and len(changes) == len(self.changes.every):
            return None
        due = clock.national[asked_on].due
        return self.moved(clock, due, changes, clock.national_longest, asked_on, over_on)[0]

    def passed_over(self, clock: _Clock, start: date, due: date) -> tuple[tuple[Skipped, ...], int]:
        """The weekdays passed over on the way to a date that was moved, and the weekend days.

        None for months, which pass over nothing, nor for a date moved to before its start.
        """
        after, until = (due, start - _DAY) if clock.counts_back else (start, due)
        if clock.in_months or until <= after:
            return (), 0
        return passed_over(after, until, self.calendar, self.changes.holds if clock.pausable else ())

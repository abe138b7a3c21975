"""How fast the law is worked out: due dates beside the `holidays` library, and whole timelines.

Prints a table and keeps it in docs/benchmarks/law.md. A goal that is missed is said to be missed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import holidays

from backend.cases.events import Event
from backend.cases.timeline import timeline
from backend.deadlines.calendar import england_and_wales
from backend.deadlines.period import Period
from backend.deadlines.reckon import reckon
from backend.procedures import load
from bench.figures import Figure, keep

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "benchmarks" / "law.md"
ROUNDS = 200

STARTS = tuple(date(2019, 1, 1) + timedelta(days=7 * week + week % 7) for week in range(400))
LENGTHS = (10, 25, 65)
WANTED_TIMES_FASTER = 20
WANTED_TIMELINES = 20_000

LIFE = tuple(
    Event(kind, date.fromisoformat(f"2026-{on}"), data)
    for on, kind, data in (
        ("03-02", "received", {}),
        ("03-03", "acknowledged", {}),
        ("03-03", "accepted", {}),
        ("03-04", "advocate_requested", {}),
        ("03-04", "consent_recorded", {}),
        ("03-09", "advocate_appointed", {}),
        ("03-10", "information_added", {}),
        ("03-12", "stage1_extended", {"reason": "complex", "until": date(2026, 3, 25)}),
        ("03-16", "contact_changed", {}),
        ("03-23", "stage1_responded", {}),
        ("04-01", "stage2_requested", {}),
        ("04-02", "stage2_acknowledged", {}),
        ("04-08", "investigator_appointed", {}),
        ("04-08", "independent_person_appointed", {}),
        ("04-14", "statement_agreed", {"signed": True}),
        ("04-20", "put_on_hold", {"reason": "proceedings"}),
        ("04-27", "resumed", {}),
        ("04-28", "stage2_extended", {"reason": "complex", "until": date(2026, 6, 15)}),
        ("05-15", "stage2_reported", {}),
        ("06-05", "stage2_responded", {}),
        ("06-15", "stage3_requested", {}),
        ("06-16", "stage3_acknowledged", {}),
        ("06-22", "panel_arranged", {"panel_on": date(2026, 7, 21)}),
        ("06-29", "information_added", {}),
        ("07-06", "panel_papers_sent", {}),
        ("07-21", "panel_held", {}),
        ("07-27", "panel_reported", {}),
        ("08-10", "action_promised", {}),
        ("08-14", "stage3_responded", {}),
        ("09-01", "referred_to_ombudsman", {}),
    )
)
"""Thirty events through every stage, with an extension at two of them and a hold: a hard case."""

MOVES_DATES = {"stage1_extended", "stage2_extended", "put_on_hold", "resumed"}
ON_TIME = tuple(Event("information_added", one.on) if one.kind in MOVES_DATES else one for one in LIFE)
"""The same thirty days without anything that moves a date."""


def a_second(*works: Callable[[], int]) -> list[float]:
    """How many of what each of `works` counts are done in a second of one core's time.

    The best of many short rounds, in turn, so that a machine busy with something else, which can only
    slow a round down, disturbs neither the figure nor what it is compared with.
    """
    best = [0.0] * len(works)
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            began = time.process_time()
            done = work()
            best[at] = max(best[at], done / (time.process_time() - began))
    return best


def due_dates() -> Figure:
    """Due dates a second beside `holidays.get_nth_working_day`, which must come to the same days."""
    calendar = england_and_wales()
    library = holidays.country_holidays("GB", subdiv="ENG", years=range(2018, 2029))
    asked = [(Period(length), start) for start in STARTS for length in LENGTHS]
    for period, start in asked:
        if reckon(period, start, calendar).due != library.get_nth_working_day(start, period.count):
            raise AssertionError(f"{period.count} working days from {start} end on two different days")

    def ours() -> int:
        for period, start in asked:
            reckon(period, start, calendar)
        return len(asked)

    def theirs() -> int:
        for period, start in asked[::10]:
            library.get_nth_working_day(start, period.count)
        return len(asked[::10])

    fast, slow = a_second(ours, theirs)
    times = fast / slow
    return Figure(
        "due dates a second, with the days passed over (10, 25 and 65 working days)",
        f"{fast:,.0f} ({times:,.0f} times as many)",
        f"{slow:,.0f}, `holidays` {holidays.__version__}, `get_nth_working_day`, the date alone",
        f"{WANTED_TIMES_FASTER} times as many",
        times >= WANTED_TIMES_FASTER,
    )


def timelines(life: Sequence[Event], told: str) -> Figure:
    """Timelines of a life a second, over the councils in turn, beside the library's bare dates."""
    calendar = england_and_wales()
    library = holidays.country_holidays("GB", subdiv="ENG", years=range(2018, 2029))
    procedures = load()
    first, last = life[0].on, life[-1].on + timedelta(days=1)
    terms = [procedures.in_force(council.id, "statutory", first) for council in procedures.councils()]
    dated = [
        (one.started_on, one.length)
        for one in timeline(life, terms[0], calendar, last).deadlines
        if one.started_on and one.length and one.unit == "working_days" and one.direction == "after"
    ]

    def ours() -> int:
        for _ in range(20):
            for one in terms:
                timeline(life, one, calendar, last, first, first)
        return 20 * len(terms)

    def theirs() -> int:
        for _ in range(20):
            for start, length in dated:
                library.get_nth_working_day(start, length)
        return 20

    fast, slow = a_second(ours, theirs)
    return Figure(
        f"timelines of {len(life)} events a second, {told}, {len(terms)} councils in turn",
        f"{fast:,.0f}",
        f"{slow:,.0f} times the {len(dated)} bare dates of one, by `get_nth_working_day`",
        f"{WANTED_TIMELINES:,}",
        fast >= WANTED_TIMELINES,
    )


def main() -> int:
    """Measure, print and keep."""
    keep(
        "How fast the law is worked out",
        f"seconds of one core's time, the best of {ROUNDS} short rounds",
        [
            due_dates(),
            timelines(ON_TIME, "every date kept"),
            timelines(LIFE, "two extensions and a hold"),
        ],
        KEPT,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Counting, held to a counter written apart from it, and to what must be true of any count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.deadlines.calendar import OutsideCalendar, england_and_wales
from backend.deadlines.period import Period
from backend.deadlines.reckon import FIRST_FOR_MONTHS, ON_HOLD, Pause, Reckoning, reckon
from tests.deadlines.counter import walk
from tests.deadlines.test_golden_dates import COUNTS

CALENDAR = england_and_wales()
FIRST, LAST = CALENDAR.first, CALENDAR.last
EVERY_START = [
    date(2019, 1, 1) + timedelta(days=n) for n in range((date(2028, 1, 1) - date(2019, 1, 1)).days)
]

starts = st.dates(date(2007, 1, 1), date(2028, 6, 30))
counts = st.integers(1, 65)
holds = st.integers(0, 40)


@pytest.mark.parametrize("count", COUNTS)
def test_for_every_start_from_2019_to_2027_two_counters_agree(count: int) -> None:
    for start in EVERY_START:
        ours = reckon(Period(count), start, CALENDAR)
        assert (ours.due, [day.date for day in ours.skipped], ours.skipped_weekends) == walk(start, count)


def test_for_every_panel_day_from_2019_to_2027_two_counters_agree_on_the_papers() -> None:
    for panel in EVERY_START:
        ours = reckon(Period(10, direction="before"), panel, CALENDAR)
        assert (ours.due, [day.date for day in ours.skipped], ours.skipped_weekends) == walk(panel, 10, -1)


@given(starts, counts)
def test_a_due_date_is_a_working_day(start: date, count: int) -> None:
    for direction in ("after", "before"):
        due = reckon(Period(count, direction=direction), start, CALENDAR).due
        assert CALENDAR.why_not_working(due) is None


@given(starts, counts)
def test_days_counted_and_days_passed_over_make_the_whole_span(start: date, count: int) -> None:
    for direction in ("after", "before"):
        counted = reckon(Period(count, direction=direction), start, CALENDAR)
        assert count + len(counted.skipped) + counted.skipped_weekends == abs((counted.due - start).days)


@given(starts, counts, st.integers(1, 30))
def test_a_later_start_never_ends_earlier(start: date, count: int, later: int) -> None:
    for direction in ("after", "before"):
        period = Period(count, direction=direction)
        first, second = (reckon(period, start + timedelta(days=n), CALENDAR).due for n in (0, later))
        assert first <= second


@given(starts, counts)
def test_one_day_more_ends_on_the_next_working_day(start: date, count: int) -> None:
    shorter, longer = (reckon(Period(n), start, CALENDAR).due for n in (count, count + 1))
    assert CALENDAR.number(longer) == CALENDAR.number(shorter) + 1


@given(starts, counts, st.integers(0, 120))
def test_another_holiday_never_brings_a_date_closer(start: date, count: int, ahead: int) -> None:
    holiday = CALENDAR.with_day_off(start + timedelta(days=ahead), "A new bank holiday")
    for direction in ("after", "before"):
        period = Period(count, direction=direction)
        before, after = reckon(period, start, CALENDAR).due, reckon(period, start, holiday).due
        assert after >= before if direction == "after" else after <= before


@given(starts, st.integers(1, 24), st.integers(0, 400))
def test_months_are_monotone_and_keep_the_day_where_the_month_has_it(
    start: date, months: int, later: int
) -> None:
    period = Period(months, "months")
    due = reckon(period, start, CALENDAR).due
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == months
    assert due.day == start.day or (due + timedelta(days=1)).day == 1
    after = start + timedelta(days=later)
    if after <= LAST:
        assert due <= reckon(period, after, CALENDAR).due


@given(starts, counts, st.integers(0, 64), holds)
def test_a_pause_of_n_working_days_moves_the_date_by_n(
    start: date, count: int, begins: int, held: int
) -> None:
    plain = reckon(Period(count), start, CALENDAR)
    at = CALENDAR.number(start) + min(begins, count)
    since, until = (CALENDAR.working_day(number) for number in (at, at + held))
    paused = reckon(Period(count), start, CALENDAR, [Pause(since, until)])
    assert CALENDAR.number(paused.due) - CALENDAR.number(plain.due) == held
    assert [day.why for day in paused.skipped].count(ON_HOLD) == held


@given(starts, counts, st.lists(st.tuples(st.integers(-30, 90), st.integers(0, 40)), max_size=4))
def test_pauses_of_every_kind_keep_the_span_whole_and_the_days_in_order(
    start: date, count: int, holds: list[tuple[int, int]]
) -> None:
    pauses = [
        Pause(start + timedelta(days=since), start + timedelta(days=since + length))
        for since, length in holds
    ]
    paused = reckon(Period(count), start, CALENDAR, pauses)
    assert count + len(paused.skipped) + paused.skipped_weekends == (paused.due - start).days
    days = [day.date for day in paused.skipped]
    assert days == sorted(set(days))
    assert paused.due >= reckon(Period(count), start, CALENDAR).due
    assert paused == reckon(Period(count), start, CALENDAR, pauses[::-1])


TEN = Period(10)
START = date(2026, 6, 1)
DUE = date(2026, 6, 15)


def _paused(*pauses: tuple[str, str]) -> Reckoning:
    return reckon(TEN, START, CALENDAR, [Pause(*map(date.fromisoformat, pause)) for pause in pauses])


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], "2026-06-15"),
        # Put on hold on the day it came in, resumed a week later.
        ([("2026-06-01", "2026-06-08")], "2026-06-22"),
        ([("2026-06-03", "2026-06-10")], "2026-06-22"),
        # On and off on one day.
        ([("2026-06-03", "2026-06-03")], "2026-06-15"),
        # Over a weekend, Friday to Sunday: no working day was lost.
        ([("2026-06-05", "2026-06-07")], "2026-06-15"),
        # On the due day itself.
        ([("2026-06-15", "2026-06-17")], "2026-06-17"),
        # After the due day: too late to move it.
        ([("2026-06-16", "2026-06-18")], "2026-06-15"),
        # Before the trigger and over before it, and reaching into it.
        ([("2026-05-20", "2026-05-28")], "2026-06-15"),
        ([("2026-05-20", "2026-06-03")], "2026-06-17"),
        # Two, and two that overlap and count once.
        ([("2026-06-02", "2026-06-03"), ("2026-06-08", "2026-06-10")], "2026-06-18"),
        ([("2026-06-02", "2026-06-05"), ("2026-06-04", "2026-06-08")], "2026-06-19"),
        # The second only begins in time because the first moved the date.
        ([("2026-06-02", "2026-06-05"), ("2026-06-17", "2026-06-18")], "2026-06-19"),
    ],
)
def test_a_clock_on_hold_ends_later_by_the_working_days_it_stood_still(
    pauses: list[tuple[str, str]], due: str
) -> None:
    assert _paused(*pauses).due.isoformat() == due


def test_the_first_day_that_counts_comes_after_a_hold_from_the_start() -> None:
    assert _paused(("2026-06-01", "2026-06-04")).first_day == date(2026, 6, 5)
    assert _paused(("2026-06-01", "2026-06-04"), ("2026-06-04", "2026-06-05")).first_day == date(2026, 6, 8)
    assert _paused(("2026-06-02", "2026-06-04")).first_day == date(2026, 6, 2)


def test_days_on_hold_stand_among_the_days_passed_over() -> None:
    held = _paused(("2026-06-03", "2026-06-05"))
    assert [(day.date.isoformat(), day.why) for day in held.skipped] == [
        ("2026-06-04", ON_HOLD),
        ("2026-06-05", ON_HOLD),
    ]


def test_a_pause_moves_neither_months_nor_papers() -> None:
    pause = [Pause(date(2026, 5, 1), date(2026, 7, 1))]
    for period in (Period(12, "months"), Period(10, direction="before")):
        assert reckon(period, START, CALENDAR, pause) == reckon(period, START, CALENDAR)


def test_a_pause_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Pause(date(2026, 6, 2), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        (TEN, FIRST - timedelta(days=1)),
        (TEN, LAST + timedelta(days=1)),
        (TEN, date(1066, 10, 14)),
        (TEN, date(9999, 12, 31)),
        # The trigger is known; the end would not be.
        (Period(65), LAST - timedelta(days=30)),
        (Period(10, direction="before"), FIRST - timedelta(days=1)),
        (Period(500, direction="before"), FIRST),
        (Period(12, "months"), FIRST_FOR_MONTHS - timedelta(days=1)),
        (Period(12, "months"), LAST + timedelta(days=1)),
    ],
    ids=str,
)
def test_what_lies_outside_the_calendar_is_refused_with_its_bounds(period: Period, day: date) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        reckon(period, day, CALENDAR)
    assert refused.value.last == LAST
    assert str(LAST) in str(refused.value)


def test_the_first_and_the_last_day_are_inside() -> None:
    assert reckon(TEN, FIRST, CALENDAR).due == date(2006, 9, 15)
    assert reckon(Period(10, direction="before"), FIRST, CALENDAR).due == date(2006, 8, 17)
    assert reckon(Period(10, direction="before"), LAST, CALENDAR).due < LAST
    assert reckon(Period(12, "months"), FIRST_FOR_MONTHS, CALENDAR).due == date(1941, 1, 1)
    assert reckon(Period(12, "months"), LAST, CALENDAR).due.year == LAST.year + 1

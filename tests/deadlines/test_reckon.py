"""Counting, held to a counter written apart from it, and to what must be true of any count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.deadlines.calendar import ON_HOLD, OutsideCalendar, england_and_wales
from backend.deadlines.period import Period
from backend.deadlines.reckon import FIRST_FOR_MONTHS, passed_over, reckon, stood_still
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
def test_a_hold_of_n_working_days_loses_a_running_clock_n_days(
    start: date, count: int, begins: int, held: int
) -> None:
    due = reckon(Period(count), start, CALENDAR).due
    at = CALENDAR.number(start) + min(begins, count)
    since, until = (CALENDAR.working_day(number) for number in (at, at + held))
    assert stood_still(since, until, start, CALENDAR) == held
    later = CALENDAR.later(due, held)
    assert CALENDAR.number(later) - CALENDAR.number(due) == held
    skipped, weekends = passed_over(start, later, CALENDAR, [(since, until)])
    assert [day.why for day in skipped].count(ON_HOLD) == held
    assert [day.date for day in skipped] == sorted({day.date for day in skipped})
    assert count + len(skipped) + weekends == (later - start).days


@given(starts, st.integers(0, 400))
def test_what_is_passed_over_and_what_counts_make_the_whole_span(start: date, length: int) -> None:
    until = min(start + timedelta(days=length), LAST)
    every = [start + timedelta(days=n) for n in range(1, (until - start).days + 1)]
    skipped, weekends = passed_over(start, until, CALENDAR)
    assert [day.date for day in skipped] == [
        day for day in every if day.weekday() < 5 and CALENDAR.why_not_working(day)
    ]
    assert weekends == sum(day.weekday() > 4 for day in every)


TEN = Period(10)
START = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("since", "until", "lost"),
    [
        # Put on hold on the day it came in, resumed a week later; and in between.
        ("2026-06-01", "2026-06-08", 5),
        ("2026-06-03", "2026-06-10", 5),
        # On and off on one day; over a weekend, Friday to Sunday.
        ("2026-06-03", "2026-06-03", 0),
        ("2026-06-05", "2026-06-07", 0),
        # Before the start and over before it, and reaching into it.
        ("2026-05-20", "2026-05-28", 0),
        ("2026-05-20", "2026-06-01", 0),
        ("2026-05-20", "2026-06-03", 2),
        # Over a bank holiday, which would not have counted anyway.
        ("2026-08-28", "2026-09-01", 1),
    ],
)
def test_a_hold_loses_the_working_days_from_the_one_after_it_began(since: str, until: str, lost: int) -> None:
    assert stood_still(date.fromisoformat(since), date.fromisoformat(until), START, CALENDAR) == lost


@pytest.mark.parametrize(
    ("after", "until", "weekdays", "weekends"),
    [
        # All of it, a part from inside, its first day alone, and one before and one after it.
        ("26", "8", "28 hold, 31 Summer bank holiday, 1 hold, 4 hold, 7 hold", 4),
        ("28", "4", "31 Summer bank holiday, 1 hold, 4 hold", 2),
        ("27", "28", "28 hold", 0),
        ("26", "27", "", 0),
        ("1", "3", "", 0),
        ("7", "8", "", 0),
    ],
)
def test_days_on_hold_stand_in_order_among_the_holidays_passed_over(
    after: str, until: str, weekdays: str, weekends: int
) -> None:
    def day(number: str) -> date:
        return date(2026, 8 if int(number) > 20 else 9, int(number))

    holds = [(day("27"), day("1")), (day("3"), day("7"))]
    skipped, weekend_days = passed_over(day(after), day(until), CALENDAR, holds)
    told = ", ".join(f"{one.date.day} {one.why.removeprefix('on ')}" for one in skipped)
    assert (told, weekend_days) == (weekdays, weekends)
    assert all((one.why == ON_HOLD) is (CALENDAR.why_not_working(one.date) is None) for one in skipped)


def test_where_nothing_was_on_hold_only_holidays_are_passed_over() -> None:
    assert [day.why for day in passed_over(date(2026, 4, 2), date(2026, 4, 7), CALENDAR)[0]] == [
        "Good Friday",
        "Easter Monday",
    ]


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

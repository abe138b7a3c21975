"""Dates that a person worked out from gov.uk's list; one of them is the Ombudsman's own."""

from __future__ import annotations

from datetime import date

import pytest

from backend.deadlines.calendar import england_and_wales
from backend.deadlines.period import Period
from backend.deadlines.reckon import reckon

COUNTS = (1, 2, 3, 5, 10, 15, 20, 25, 30, 65)

FORWARDS = {
    # The Jubilee of 2022: two days off in one week.
    "2022-05-27": "05-30 05-31 06-01 06-07 06-14 06-21 06-28 07-05 07-12 08-31",
    # The funeral of Queen Elizabeth II, proclaimed ten days before.
    "2022-09-15": "09-16 09-20 09-21 09-23 09-30 10-07 10-14 10-21 10-28 12-16",
    # The coronation of 2023.
    "2023-04-28": "05-02 05-03 05-04 05-09 05-16 05-23 05-31 06-07 06-14 08-02",
    # Easter of 2024.
    "2024-03-27": "03-28 04-02 04-03 04-05 04-12 04-19 04-26 05-03 05-13 07-02",
    # The Ombudsman's example, Cornwall 25 005 179: 65 working days end on 28 November 2024.
    "2024-08-29": "08-30 09-02 09-03 09-05 09-12 09-19 09-26 10-03 10-10 11-28",
    "2024-12-20": "12-23 12-24 12-27 12-31 2025-01-08 01-15 01-22 01-29 02-05 03-26",
    "2025-04-16": "04-17 04-22 04-23 04-25 05-02 05-12 05-19 05-27 06-03 07-22",
    "2026-03-31": "04-01 04-02 04-07 04-09 04-16 04-23 04-30 05-08 05-15 07-06",
    # A Saturday before a bank holiday Monday.
    "2026-08-29": "09-01 09-02 09-03 09-07 09-14 09-21 09-28 10-05 10-12 11-30",
    # Christmases whose days fall on a weekend.
    "2026-12-23": "12-24 12-29 12-30 2027-01-04 01-11 01-18 01-25 02-01 02-08 03-31",
    "2027-12-23": "12-24 12-29 12-30 2028-01-04 01-11 01-18 01-25 02-01 02-08 03-28",
}


def _rows() -> list[tuple[date, int, date]]:
    rows = []
    for trigger, dues in FORWARDS.items():
        year = trigger[:4]
        for count, due in zip(COUNTS, dues.split(), strict=True):
            year = due[:4] if len(due) == 10 else year
            rows.append((date.fromisoformat(trigger), count, date.fromisoformat(f"{year}-{due[-5:]}")))
    return rows


@pytest.mark.parametrize(("trigger", "count", "due"), _rows(), ids=str)
def test_the_day_after_the_trigger_is_day_one(trigger: date, count: int, due: date) -> None:
    assert reckon(Period(count), trigger, england_and_wales()).due == due


@pytest.mark.parametrize(
    ("panel", "papers"),
    [
        ("2026-04-20", "2026-04-02"),
        ("2026-01-12", "2025-12-24"),
        ("2027-01-11", "2026-12-23"),
        ("2025-05-09", "2025-04-24"),
    ],
)
def test_papers_go_ten_working_days_before_the_panel(panel: str, papers: str) -> None:
    ten_before = Period(10, direction="before")
    assert reckon(ten_before, date.fromisoformat(panel), england_and_wales()).due.isoformat() == papers


@pytest.mark.parametrize(
    ("grounds", "months", "due"),
    [
        ("2025-03-03", 12, "2026-03-03"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2025-08-31", 1, "2025-09-30"),
        ("2025-10-31", 4, "2026-02-28"),
        ("2025-12-31", 12, "2026-12-31"),
        ("1940-01-01", 12, "1941-01-01"),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last(grounds: str, months: int, due: str) -> None:
    reckoning = reckon(Period(months, "months"), date.fromisoformat(grounds), england_and_wales())
    assert reckoning.due.isoformat() == due
    assert (reckoning.skipped, reckoning.skipped_weekends) == ((), 0)


def test_months_can_be_counted_back() -> None:
    back = reckon(Period(12, "months", "before"), date(2025, 3, 31), england_and_wales())
    assert back.due == date(2024, 3, 31)
    assert back.first_day == date(2025, 3, 30)


def test_every_day_passed_over_comes_with_its_name() -> None:
    reckoning = reckon(Period(10), date(2026, 3, 31), england_and_wales())
    assert [(day.date.isoformat(), day.why) for day in reckoning.skipped] == [
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
    ]
    assert reckoning.skipped_weekends == 4
    assert reckoning.first_day == date(2026, 4, 1)


def test_days_passed_over_on_the_way_back_come_in_the_order_of_the_calendar() -> None:
    reckoning = reckon(Period(10, direction="before"), date(2026, 4, 20), england_and_wales())
    assert [day.why for day in reckoning.skipped] == ["Good Friday", "Easter Monday"]
    assert reckoning.first_day == date(2026, 4, 17)
    assert reckoning.skipped_weekends == 6


def test_what_comes_in_on_a_sunday_counts_from_that_day_unless_the_procedure_says_otherwise() -> None:
    sunday = date(2026, 6, 7)
    stands = reckon(Period(1), sunday, england_and_wales())
    moves_on = reckon(Period(1, trigger_on_day_off="moves_on"), sunday, england_and_wales())
    assert (stands.due, moves_on.due) == (date(2026, 6, 8), date(2026, 6, 9))


def test_what_comes_in_on_a_working_day_is_the_same_under_either_rule() -> None:
    monday = date(2026, 6, 8)
    assert reckon(Period(3, trigger_on_day_off="moves_on"), monday, england_and_wales()) == reckon(
        Period(3), monday, england_and_wales()
    )


def test_a_period_is_at_least_one_long() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Period(0)

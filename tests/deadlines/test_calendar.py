"""Two sources of bank holidays that must agree, and an alarm before the stored one runs out."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest

from backend.deadlines import calendar
from backend.deadlines.calendar import (
    IN_FORCE,
    OutsideCalendar,
    Skipped,
    UnknownCalendar,
    WorkingCalendar,
    calendar_named,
    england_and_wales,
    united_kingdom,
)
from tests.deadlines.counter import STORED

A_YEAR = timedelta(days=365)


@pytest.mark.parametrize("division", ["england-and-wales", "scotland", "northern-ireland"])
def test_gov_uk_and_the_library_agree_on_every_weekday_both_know(division: str) -> None:
    begin, end = calendar.snapshot_covers()
    listed = {day for day in calendar.listed(division) if day.weekday() < 5}
    computed = {day for day in calendar.computed(division, begin, end) if day.weekday() < 5}
    assert sorted(listed ^ computed) == []


def test_the_stored_list_is_renewed_a_year_before_it_ends() -> None:
    _, end = calendar.snapshot_covers()
    assert date.today() <= end - A_YEAR, (
        f"the bank holidays in {STORED.name} end on {end}, less than a year from now: fetch "
        "https://www.gov.uk/bank-holidays.json, add the years that are new to each division (keep the old "
        "ones), set taken_on and covers_to, and run ./heard test"
    )


def test_the_stored_list_keeps_its_licence_and_says_whence_and_when_it_came() -> None:
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert "Open Government Licence" in stored["notice"]
    assert "gov.uk" in stored["source"]
    assert date.fromisoformat(stored["taken_on"]) >= date(2026, 11, 21)


def test_the_stored_list_covers_whole_years_without_a_gap() -> None:
    begin, end = calendar.snapshot_covers()
    assert (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31)
    for division in ("england-and-wales", "scotland", "northern-ireland"):
        years = {day.year for day in calendar.listed(division)}
        assert years == set(range(begin.year, end.year + 1))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-04-03", "Good Friday"),
        ("2026-04-04", "Saturday"),
        ("2026-04-05", "Sunday"),
        ("2026-04-06", "Easter Monday"),
        ("2022-06-03", "Platinum Jubilee bank holiday"),
        ("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II"),
        ("2023-05-08", "Bank holiday for the coronation of King Charles III"),
        ("2027-12-27", "Christmas Day (substitute day)"),
        ("2006-12-25", "Christmas Day"),
        ("2006-08-28", "Late Summer Bank Holiday"),
        ("2010-12-27", "Christmas Day (substitute day)"),
        ("2011-04-29", "Wedding of William and Catherine"),
        # A council's office may be shut; the law counts the day all the same.
        ("2026-12-29", None),
        # The second of January is a holiday in Scotland alone.
        ("2026-01-02", None),
    ],
)
def test_a_day_that_does_not_count_says_why(day: str, why: str | None) -> None:
    assert england_and_wales().why_not_working(date.fromisoformat(day)) == why


def test_the_whole_kingdom_has_every_part_s_holidays_under_the_english_name_where_there_is_one() -> None:
    kingdom = united_kingdom()
    assert kingdom.why_not_working(date(2026, 1, 2)) == "2nd January"
    assert kingdom.why_not_working(date(2026, 3, 17)) == "St Patrick’s Day"
    assert kingdom.why_not_working(date(2026, 4, 6)) == "Easter Monday"
    assert england_and_wales().days_off.items() <= kingdom.days_off.items()


def test_a_calendar_is_had_by_the_name_a_procedure_gives_it() -> None:
    assert calendar_named("england_and_wales") is england_and_wales()
    assert calendar_named("united_kingdom") is united_kingdom()
    with pytest.raises(UnknownCalendar, match="england_and_wales and united_kingdom"):
        calendar_named("wales")


@pytest.mark.parametrize(
    ("day", "source"),
    [("2006-09-01", calendar.COMPUTED), ("2011-12-31", calendar.COMPUTED), ("2012-01-01", calendar.GOV_UK)],
)
def test_the_source_that_speaks_for_a_day_is_named(day: str, source: str) -> None:
    assert calendar.source_for(date.fromisoformat(day)) == source


def test_the_calendar_begins_with_the_regulations_and_ends_with_the_stored_list() -> None:
    assert england_and_wales().first == IN_FORCE == date(2006, 9, 1)
    assert england_and_wales().last == calendar.snapshot_covers()[1]


def test_a_holiday_can_be_added_as_after_a_proclamation() -> None:
    proclaimed = england_and_wales().with_day_off(date(2026, 11, 30), "A new bank holiday")
    assert proclaimed.why_not_working(date(2026, 11, 30)) == "A new bank holiday"
    assert england_and_wales().why_not_working(date(2026, 11, 30)) is None
    assert proclaimed.weekdays_off(date(2026, 11, 27), date(2026, 11, 30)) == (
        Skipped(date(2026, 11, 30), "A new bank holiday"),
    )


def test_a_holiday_on_a_weekend_is_a_weekend_first() -> None:
    assert england_and_wales().with_day_off(date(2026, 11, 29), "Feast").why_not_working(
        date(2026, 11, 29)
    ) == ("Sunday")


def test_a_calendar_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        WorkingCalendar("none", date(2026, 1, 2), date(2026, 1, 1), {})


@pytest.mark.parametrize("day", [date(1066, 10, 14), date(9999, 12, 31), date(2005, 1, 3)])
def test_a_day_the_calendar_does_not_know_has_no_number(day: date) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        england_and_wales().number(day)
    assert refused.value.day == day


@pytest.mark.parametrize("number", [-1, 10**6])
def test_a_number_no_working_day_bears_is_refused(number: int) -> None:
    with pytest.raises(OutsideCalendar):
        england_and_wales().working_day(number)


def test_the_table_knows_exactly_its_days() -> None:
    known = england_and_wales()
    earliest = IN_FORCE - timedelta(days=120)
    assert known.number(earliest) == 0
    assert known.working_day(0) == earliest
    latest = known.number(known.last)
    assert known.working_day(latest) == date(2028, 12, 29)
    for day in (earliest - timedelta(days=1), known.last + timedelta(days=1)):
        with pytest.raises(OutsideCalendar):
            known.number(day)
    with pytest.raises(OutsideCalendar) as too_late:
        known.working_day(latest + 1)
    assert too_late.value.day == known.last + timedelta(days=1)
    with pytest.raises(OutsideCalendar) as too_early:
        known.working_day(-1)
    assert too_early.value.day == earliest


def test_a_calendar_may_be_one_day_long() -> None:
    monday = date(2026, 6, 1)
    assert WorkingCalendar("one", monday, monday, {}).why_not_working(monday) is None


def test_each_source_speaks_for_its_own_years_alone() -> None:
    christmas = calendar.computed("england-and-wales", date(2010, 12, 25), date(2010, 12, 27))
    assert sorted(christmas) == [date(2010, 12, 25), date(2010, 12, 26), date(2010, 12, 27)]
    boxing_day = calendar.computed("england-and-wales", date(2010, 12, 26), date(2010, 12, 26))
    assert list(boxing_day) == [date(2010, 12, 26)]
    # gov.uk lists the substitute alone; the library would name the Sunday as well.
    assert date(2012, 1, 1) not in england_and_wales().days_off
    assert date(2011, 12, 27) in england_and_wales().days_off


def test_counting_days_brings_in_no_web_database_yaml_pydantic_or_babel() -> None:
    program = (
        "import sys, backend.deadlines.reckon, backend.deadlines.period;"
        "print({'yaml','pydantic','babel','sqlalchemy','fastapi','httpx'} & set(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "set()"


def test_what_lies_between_is_not_told_of_days_beyond_the_calendar() -> None:
    known = england_and_wales()
    for after, until in ((date(1066, 10, 14), known.last), (known.last, date(9999, 12, 31))):
        with pytest.raises(OutsideCalendar):
            known.weekdays_off(after, until)

"""Dates that people were told: in their own calendar, and after a bank holiday nobody knew of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from backend.deadlines.calendar import WorkingCalendar, calendar_named
from backend.services.redating import redate
from tests.staff.office import Colleague, Office

CORONATION = date(2026, 4, 9)


def calendar_of(office: Office, receipt: dict[str, str], **query: str) -> dict[str, icalendar.Event]:
    """The person's calendar file, read back: each date by its UID."""
    pair = {"reference": receipt["reference"], "key": receipt["key"]}
    token = office.http.post("/api/cases/track", json=pair).json()["access_token"]
    answer = office.http.get(
        "/api/cases/calendar.ics", params=query, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/calendar")
    read = icalendar.Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


def test_the_calendar_holds_each_date_and_tells_nobody_what_it_is_about(quick_office: Office) -> None:
    officer = quick_office.colleague()
    receipt = officer.takes()["receipt"]
    dates = calendar_of(quick_office, receipt)
    shown = officer.get(f"/cases/{receipt['reference']}").json()["deadlines"]
    due = sorted(one["due"] for one in shown if one["due"] and one["clock"] != "time_limit")
    assert sorted(event["dtstart"].dt.isoformat() for event in dates.values()) == due
    told = " ".join(event.to_ical().decode() for event in dates.values()).lower()
    for word in ("council", "complain", "child", "rutland", "stage", receipt["reference"].lower()):
        assert word not in told
    assert {str(event["summary"]) for event in dates.values()} == {"A date to remember"}


def test_who_asks_for_it_gets_the_meaning_of_each_date(quick_office: Office) -> None:
    receipt = quick_office.colleague().takes()["receipt"]
    dates = calendar_of(quick_office, receipt, details="full")
    assert any("10 working days" in str(event["description"]) for event in dates.values())


def test_a_date_that_moves_keeps_its_uid_and_raises_its_sequence(quick_office: Office) -> None:
    officer = quick_office.colleague()
    receipt = officer.takes()["receipt"]
    before = calendar_of(quick_office, receipt)
    [uid] = [uid for uid, event in before.items() if event["dtstart"].dt == date(2026, 4, 16)]
    officer.records(receipt["reference"], "stage1_extended", reason="complex", until="2026-04-24")
    moved = calendar_of(quick_office, receipt)[uid]
    assert moved["dtstart"].dt == date(2026, 4, 24)
    assert moved["sequence"] > before[uid]["sequence"]


def test_withdrawing_cancels_the_dates_and_taking_it_up_again_puts_them_back(quick_office: Office) -> None:
    officer = quick_office.colleague()
    receipt = officer.takes()["receipt"]
    before = calendar_of(quick_office, receipt)
    officer.records(receipt["reference"], "withdrawn")
    gone = calendar_of(quick_office, receipt)
    [uid] = [uid for uid, event in before.items() if event["dtstart"].dt == date(2026, 4, 16)]
    assert (before[uid]["status"], gone[uid]["status"]) == ("CONFIRMED", "CANCELLED")
    officer.records(receipt["reference"], "reinstated")
    back = calendar_of(quick_office, receipt)[uid]
    assert (back["status"], back["sequence"] > gone[uid]["sequence"]) == ("CONFIRMED", True)


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer nobody"}])
def test_no_calendar_without_the_cases_key(quick_office: Office, headers: dict[str, str]) -> None:
    assert quick_office.http.get("/api/cases/calendar.ics", headers=headers).status_code == 401


def with_a_day_off(office: Office) -> None:
    """From now on the installation knows of one more bank holiday."""

    def calendar(name: str) -> WorkingCalendar:
        return calendar_named(name).with_day_off(CORONATION, "Coronation Day")

    office.inst = replace(office.inst, calendar=calendar)


def dates_of(officer: Colleague, reference: str) -> dict[str, str]:
    shown = officer.get(f"/cases/{reference}").json()
    return {one["clock"]: one["due"] for one in shown["deadlines"]}


def test_a_new_bank_holiday_takes_no_promise_back_and_no_time_away(office: Office) -> None:
    officer = office.colleague()
    waiting = officer.takes()["receipt"]["reference"]
    answered = officer.takes()["receipt"]["reference"]
    officer.records(answered, "stage1_responded")
    before, window = dates_of(officer, waiting), dates_of(officer, answered)["stage2_request"]
    with_a_day_off(office)
    settled = {(one.reference, one.clock): (one.told, one.until) for one in redate(office.inst)}
    assert settled[waiting, "stage1_response"] == (date(2026, 4, 16), date(2026, 4, 16))
    told, until = settled[answered, "stage2_request"]
    assert (told.isoformat(), until) == (window, date(2026, 5, 1))
    assert told < until, "the person has a day more"
    with office.inst.store.read() as tx:
        row = tx.cases.by_reference(waiting)
        assert row is not None
        redated = [event for event in tx.events.of(row.id) if event.kind == "redated"]
    told = {
        "clock": "stage1_response",
        "told": "2026-04-16",
        "until": "2026-04-16",
        "reason": "bank_holiday",
    }
    assert told in [dict(event.data) for event in redated]
    assert dates_of(officer, waiting)["stage1_response"] == before["stage1_response"]


def test_settling_the_dates_twice_does_nothing_twice(office: Office) -> None:
    office.colleague().takes()
    with_a_day_off(office)
    assert redate(office.inst) != ()
    assert redate(office.inst) == ()


def test_without_a_new_bank_holiday_there_is_nothing_to_settle(quick_office: Office) -> None:
    officer = quick_office.colleague()
    held, extended, ended = (officer.takes()["receipt"]["reference"] for _ in range(3))
    officer.records(held, "put_on_hold", reason="proceedings")
    officer.records(extended, "stage1_extended", reason="complex", until="2026-04-24")
    officer.records(ended, "withdrawn")
    quick_office.go_to("2026-04-10")
    assert redate(quick_office.inst) == ()
    officer.records(held, "resumed")
    assert redate(quick_office.inst) == ()


def test_dates_that_passed_before_the_news_stay_as_they_were(quick_office: Office) -> None:
    officer = quick_office.colleague()
    reference = officer.takes(received_on="2026-03-02")["receipt"]["reference"]
    before = dates_of(officer, reference)["stage1_response"]
    with_a_day_off(quick_office)
    redate(quick_office.inst)
    assert dates_of(officer, reference)["stage1_response"] == before

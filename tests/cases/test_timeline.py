"""What a caseworker would say about a life, line by line.

Dates are in 2026: Good Friday is 3 April, Easter Monday 6 April, the May holidays 4 and 25 May.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from backend.cases.lifecycle import NotYetPossible
from backend.cases.timeline import Deadline, Timeline, UnknownClock, deadline_from, timeline
from backend.deadlines.calendar import OutsideCalendar, england_and_wales
from backend.deadlines.period import Period

from .building import CORPORATE, ENGLAND, REPORTS, SIGNED, clock, day, told

CALENDAR = england_and_wales()


def seen(story: str, on: str, terms: Any = ENGLAND, **more: Any) -> Timeline:
    """The case told as "2 Mar received; 9 Mar acknowledged", looked at on a day."""
    lines = [line.strip() for line in story.split(";")]
    return timeline(told(*lines), terms, CALENDAR, day(on), **more)


def the(name: str, found: Timeline) -> Deadline:
    return next(deadline for deadline in found.deadlines if deadline.clock == name)


STAGE_1 = "31 Mar received"
STAGE_2 = "2 Mar received; 10 Mar stage1_responded; 12 Mar stage2_requested"
STAGE_3 = f"{STAGE_2}; 13 Apr stage2_responded; 15 Apr stage3_requested"

# the story, looked at on, the clock, its state, its date, the date it had first
TOLD = [
    ("31 Mar received", "16 Apr", "stage1_response", "running", "16 Apr", None),
    ("31 Mar received", "17 Apr", "stage1_response", "missed", "16 Apr", None),
    ("31 Mar received", "16 Apr", "stage1_latest", "running", "30 Apr", None),
    ("31 Mar received; 16 Apr stage1_responded", "1 Jun", "stage1_response", "met", "16 Apr", None),
    ("31 Mar received; 17 Apr stage1_responded", "1 Jun", "stage1_response", "missed", "16 Apr", None),
    ("31 Mar received", "8 Apr", "acknowledgement", "missed", "7 Apr", None),
    ("31 Mar received; 1 Apr acknowledged", "8 Apr", "acknowledgement", "met", "7 Apr", None),
    ("31 Mar received; 1 Apr accepted", "8 Apr", "stage1_response", "running", "16 Apr", None),
    # An answer without an acknowledgement: nobody waits for the acknowledgement any more.
    ("31 Mar received; 2 Apr stage1_responded", "8 Apr", "acknowledgement", "stopped", "7 Apr", None),
    # Extensions: a new date, but never beyond the longest, nor earlier than before, nor once it is late.
    (
        "31 Mar received; 10 Apr stage1_extended complex 24 Apr",
        "24 Apr",
        "stage1_response",
        "running",
        "24 Apr",
        "16 Apr",
    ),
    (
        "31 Mar received; 10 Apr stage1_extended complex 30 Jun",
        "24 Apr",
        "stage1_response",
        "running",
        "30 Apr",
        "16 Apr",
    ),
    (
        "31 Mar received; 1 Apr stage1_extended other 2 Apr",
        "3 Apr",
        "stage1_response",
        "running",
        "16 Apr",
        None,
    ),
    (
        "31 Mar received; 16 Apr stage1_extended complex 24 Apr",
        "17 Apr",
        "stage1_response",
        "running",
        "24 Apr",
        "16 Apr",
    ),
    (
        "31 Mar received; 17 Apr stage1_extended complex 24 Apr",
        "17 Apr",
        "stage1_response",
        "missed",
        "16 Apr",
        None,
    ),
    (
        "31 Mar received; 2 Apr stage1_extended complex 20 Apr; 15 Apr stage1_extended agreed 24 Apr",
        "21 Apr",
        "stage1_response",
        "running",
        "24 Apr",
        "16 Apr",
    ),
    # Holds: working days on hold are not counted; the person's own days go on.
    (
        "31 Mar received; 8 Apr put_on_hold advocate; 10 Apr resumed",
        "20 Apr",
        "stage1_response",
        "running",
        "20 Apr",
        "16 Apr",
    ),
    (
        "31 Mar received; 8 Apr put_on_hold advocate; 10 Apr resumed",
        "21 Apr",
        "stage1_response",
        "missed",
        "20 Apr",
        "16 Apr",
    ),
    (
        "31 Mar received; 16 Apr put_on_hold safeguarding",
        "30 Apr",
        "stage1_response",
        "paused",
        "30 Apr",
        "16 Apr",
    ),
    ("31 Mar received; 17 Apr put_on_hold other", "30 Apr", "stage1_response", "missed", "16 Apr", None),
    (
        "31 Mar received; 8 Apr put_on_hold other; 8 Apr resumed",
        "9 Apr",
        "stage1_response",
        "running",
        "16 Apr",
        None,
    ),
    (
        "31 Mar received; 14 Apr stage1_responded; 15 Apr put_on_hold other",
        "12 May",
        "stage2_request",
        "running",
        "13 May",
        None,
    ),
    (
        "31 Mar received; 14 Apr stage1_responded; 15 Apr put_on_hold other",
        "12 May",
        "stage1_response",
        "met",
        "16 Apr",
        None,
    ),
    # A hold moves the longest day as well, and an extension given before it.
    (
        "31 Mar received; 8 Apr put_on_hold other; 10 Apr resumed",
        "10 Apr",
        "stage1_latest",
        "running",
        "5 May",
        "30 Apr",
    ),
    (
        "31 Mar received; 8 Apr stage1_extended complex 24 Apr; 20 Apr put_on_hold other; 22 Apr resumed",
        "22 Apr",
        "stage1_response",
        "running",
        "28 Apr",
        "16 Apr",
    ),
    # Withdrawn, reinstated, closed, declined.
    ("31 Mar received; 10 Apr withdrawn", "1 Jun", "stage1_response", "stopped", "16 Apr", None),
    ("31 Mar received; 20 Apr withdrawn", "1 Jun", "stage1_response", "missed", "16 Apr", None),
    (
        "31 Mar received; 10 Apr withdrawn; 13 Apr reinstated",
        "16 Apr",
        "stage1_response",
        "running",
        "16 Apr",
        None,
    ),
    ("31 Mar received; 10 Apr closed", "1 Jun", "stage1_response", "stopped", "16 Apr", None),
    ("31 Mar received; 10 Apr declined", "1 Jun", "stage1_response", "stopped", "16 Apr", None),
    (
        "31 Mar received; 10 Apr declined; 14 Apr accepted",
        "15 Apr",
        "stage1_response",
        "running",
        "16 Apr",
        None,
    ),
    ("31 Mar received; 10 Apr rerouted outside", "1 Jun", "stage1_response", "stopped", "16 Apr", None),
    # Dated anew.
    (
        "31 Mar received; 8 Apr redated stage1_response 17 Apr",
        "17 Apr",
        "stage1_response",
        "running",
        "17 Apr",
        "16 Apr",
    ),
    (
        "31 Mar received; 17 Apr redated stage1_response 24 Apr",
        "17 Apr",
        "stage1_response",
        "missed",
        "16 Apr",
        None,
    ),
    # Straight to stage 2: stage 1 is overtaken. A late answer to it changes nothing.
    ("31 Mar received; 2 Apr stage2_requested", "1 Jun", "stage1_response", "stopped", "16 Apr", None),
    ("31 Mar received; 20 Apr stage2_requested", "1 Jun", "stage1_response", "missed", "16 Apr", None),
    (
        "31 Mar received; 2 Apr stage2_requested; 8 Apr stage1_responded",
        "1 Jun",
        "stage1_response",
        "stopped",
        "16 Apr",
        None,
    ),
    # Stage 2.
    (STAGE_2, "12 Mar", "stage2_request", "met", "9 Apr", None),
    (STAGE_2, "12 Mar", "stage2_acknowledgement", "running", "16 Mar", None),
    (STAGE_2, "12 Mar", "stage2_response", "running", "20 Apr", None),
    (STAGE_2, "12 Mar", "stage2_latest", "running", "17 Jun", None),
    (
        f"{STAGE_2}; 1 Apr stage2_extended complex 29 May",
        "20 May",
        "stage2_response",
        "running",
        "29 May",
        "20 Apr",
    ),
    (
        f"{STAGE_2}; 1 Apr stage2_extended complex 30 Sep",
        "20 May",
        "stage2_response",
        "running",
        "17 Jun",
        "20 Apr",
    ),
    # Stage 3.
    (f"{STAGE_2}; 13 Apr stage2_responded", "13 Apr", "stage3_request", "running", "12 May", None),
    (STAGE_3, "15 Apr", "stage3_acknowledgement", "running", "17 Apr", None),
    (STAGE_3, "15 Apr", "panel_arrangements", "running", "29 Apr", None),
    (STAGE_3, "15 Apr", "panel_hearing", "running", "29 May", None),
    (STAGE_3, "15 Apr", "panel_papers", "not_started", None, None),
    (STAGE_3, "15 Apr", "panel_report", "not_started", None, None),
    (f"{STAGE_3}; 20 Apr panel_arranged 20 May", "21 Apr", "panel_papers", "running", "6 May", None),
    (f"{STAGE_3}; 20 Apr panel_arranged 20 May", "21 Apr", "panel_arrangements", "met", "29 Apr", None),
    (
        f"{STAGE_3}; 20 Apr panel_arranged 20 May; 7 May panel_papers_sent",
        "7 May",
        "panel_papers",
        "missed",
        "6 May",
        None,
    ),
    (
        f"{STAGE_3}; 1 May stage3_extended agreed 5 Jun",
        "1 Jun",
        "panel_hearing",
        "running",
        "5 Jun",
        "29 May",
    ),
    (f"{STAGE_3}; 20 May panel_held", "20 May", "panel_report", "running", "28 May", None),
    (
        f"{STAGE_3}; 20 May panel_held; 22 May stage3_extended other 4 Jun",
        "1 Jun",
        "panel_report",
        "running",
        "4 Jun",
        "28 May",
    ),
    (
        f"{STAGE_3}; 20 May panel_held; 22 May panel_reported",
        "22 May",
        "stage3_response",
        "running",
        "15 Jun",
        None,
    ),
]


@pytest.mark.parametrize(("story", "on", "name", "state", "due", "first"), TOLD)
def test_a_clock_stands_as_the_caseworker_says(
    story: str, on: str, name: str, state: str, due: str | None, first: str | None
) -> None:
    found = the(name, seen(story, on))
    assert (found.state, found.due, found.extended_from) == (
        state,
        day(due) if due else None,
        day(first) if first else None,
    )


# the story, looked at on, the stage, the status
STANDS = [
    ("31 Mar received", "31 Mar", 1, "open"),
    ("31 Mar received; 1 Apr accepted; 1 Apr acknowledged", "1 Apr", 1, "open"),
    ("31 Mar received; 1 Apr declined", "1 Apr", 1, "declined"),
    ("31 Mar received; 9 Apr stage1_responded", "1 Jun", 1, "answered"),
    (STAGE_2, "12 Mar", 2, "open"),
    (f"{STAGE_2}; 13 Apr stage2_responded", "14 Apr", 2, "answered"),
    (STAGE_3, "15 Apr", 3, "open"),
    (
        f"{STAGE_3}; 1 May panel_held; 5 May panel_reported; 8 May stage3_responded",
        "9 May",
        3,
        "answered",
    ),
    ("31 Mar received; 8 Apr put_on_hold other", "9 Apr", 1, "on_hold"),
    ("31 Mar received; 8 Apr put_on_hold other; 9 Apr resumed", "9 Apr", 1, "open"),
    ("31 Mar received; 8 Apr withdrawn", "9 Apr", 1, "withdrawn"),
    ("31 Mar received; 8 Apr withdrawn; 9 Apr reinstated", "9 Apr", 1, "open"),
    ("31 Mar received; 8 Apr referred_to_ombudsman", "9 Apr", 1, "with_ombudsman"),
    ("31 Mar received; 8 Apr referred_to_ombudsman; 9 Apr stage1_responded", "9 Apr", 1, "answered"),
    ("31 Mar received; 9 Apr stage1_responded; 10 Apr closed", "10 Apr", 1, "closed"),
    ("31 Mar received; 9 Apr stage1_responded; 10 Apr closed; 30 Jun stage2_requested", "1 Jul", 2, "open"),
    ("31 Mar received; 1 Apr rerouted service_request", "2 Apr", 0, "open"),
]


@pytest.mark.parametrize(("story", "on", "stage", "status"), STANDS)
def test_a_case_stands_where_its_events_leave_it(story: str, on: str, stage: int, status: str) -> None:
    found = seen(story, on)
    assert (found.stage, found.status) == (stage, status)


def test_before_anything_happened_there_is_a_draft_and_nothing_runs() -> None:
    found = timeline([], ENGLAND, CALENDAR, day("1 Apr"))
    assert (found.stage, found.status) == (0, "draft")
    assert {deadline.state for deadline in found.deadlines} == {"not_started"}


def test_withdrawing_some_points_leaves_the_others_running() -> None:
    events = told("31 Mar received", "8 Apr withdrawn", data={"withdrawn": {"points": ["p1"]}})
    found = timeline(events, ENGLAND, CALENDAR, day("9 Apr"))
    assert found.status == "open"
    assert the("stage1_response", found).state == "running"


def test_holding_some_points_stops_no_clock() -> None:
    events = told("31 Mar received", "8 Apr put_on_hold safeguarding")
    events[1].data["points"] = ["p1"]  # type: ignore[index]
    found = timeline(events, ENGLAND, CALENDAR, day("10 Apr"))
    assert found.status == "open"
    assert the("stage1_response", found).due == day("16 Apr")
    resumed = timeline([*events, *told("13 Apr resumed")], ENGLAND, CALENDAR, day("13 Apr"))
    assert the("stage1_response", resumed).due == day("16 Apr")


def test_a_complaint_that_needs_a_decision_awaits_it_until_it_is_taken_up() -> None:
    ask = {"received": {"outcome": "ask_council"}}
    waiting = timeline(told("31 Mar received", data=ask), ENGLAND, CALENDAR, day("1 Apr"))
    taken = timeline(told("31 Mar received", "1 Apr accepted", data=ask), ENGLAND, CALENDAR, day("1 Apr"))
    assert (waiting.status, taken.status) == ("awaiting_decision", "open")
    assert the("stage1_response", waiting).state == "running"


def test_a_complaint_past_the_time_limit_awaits_a_decision_and_its_clock_runs_all_the_same() -> None:
    found = seen("31 Mar received", "31 Mar", happened_on=date(2025, 3, 30))
    assert the("time_limit", found).state == "missed"
    assert found.status == "awaiting_decision"
    assert the("stage1_response", found).state == "running"


def test_the_last_day_of_the_time_limit_is_still_in_time() -> None:
    found = seen("31 Mar received", "31 Mar", happened_on=date(2025, 3, 31))
    assert the("time_limit", found).state == "met"
    assert found.status == "open"


def test_the_councils_limit_runs_from_the_matter_and_the_ombudsmans_from_knowing_of_it() -> None:
    found = seen("31 Mar received", "31 Mar", happened_on=date(2025, 9, 1), knew_on=date(2025, 12, 1))
    assert the("time_limit", found).due == date(2026, 9, 1)
    assert the("ombudsman", found).due == date(2026, 12, 1)
    assert the("ombudsman", found).state == "running"
    assert the("ombudsman", found).started_by == "grounds"


def test_one_of_the_two_days_stands_in_for_the_other() -> None:
    only_knew = seen("31 Mar received", "31 Mar", knew_on=date(2025, 12, 1))
    only_happened = seen("31 Mar received", "31 Mar", happened_on=date(2025, 12, 1))
    assert the("time_limit", only_knew).due == date(2026, 12, 1)
    assert the("ombudsman", only_happened).due == date(2026, 12, 1)


def test_a_withdrawn_complaint_does_not_stop_the_ombudsmans_year() -> None:
    found = seen("31 Mar received; 8 Apr withdrawn", "9 Apr", happened_on=date(2025, 12, 1))
    assert the("ombudsman", found).state == "running"


def test_the_clock_says_what_started_it_what_ended_it_and_what_it_passed_over() -> None:
    found = the("stage1_response", seen("31 Mar received; 9 Apr stage1_responded", "1 Jun"))
    assert (found.started_on, found.started_by, found.met_on) == (day("31 Mar"), "received", day("9 Apr"))
    assert [(skip.date, skip.why) for skip in found.skipped] == [
        (day("3 Apr"), "Good Friday"),
        (day("6 Apr"), "Easter Monday"),
    ]
    assert found.skipped_weekends == 4
    assert (found.length, found.unit, found.direction) == (10, "working_days", "after")
    assert (found.binds, found.nature) == ("council", "statutory")
    assert found.source.citation == "SI 2006/1738"


def test_the_days_on_hold_are_named_among_those_passed_over() -> None:
    found = the("stage1_response", seen("31 Mar received; 8 Apr put_on_hold other; 10 Apr resumed", "10 Apr"))
    assert [skip.date for skip in found.skipped] == [
        day("3 Apr"),
        day("6 Apr"),
        day("9 Apr"),
        day("10 Apr"),
    ]
    assert found.skipped[-1].why == "on hold"
    assert found.skipped_weekends == 6


def test_the_papers_count_back_from_the_panel_and_a_new_panel_day_counts_anew() -> None:
    story = f"{STAGE_3}; 20 Apr panel_arranged 20 May; 11 May panel_arranged 29 May"
    found = the("panel_papers", seen(story, "12 May"))
    assert (found.started_on, found.due, found.direction) == (day("29 May"), day("14 May"), "before")


def test_the_extensions_of_stage_3_belong_to_whatever_was_being_waited_for() -> None:
    story = f"{STAGE_3}; 20 May panel_held; 22 May panel_reported; 1 Jun stage3_extended other 30 Jun"
    found = seen(story, "10 Jun")
    assert the("stage3_response", found).due == day("30 Jun")
    assert the("panel_report", found).due == day("28 May")
    assert the("panel_hearing", found).due == day("29 May")


def test_the_order_in_which_events_are_listed_is_by_day() -> None:
    events = told("31 Mar received", "9 Apr stage1_responded")
    assert timeline(events[::-1], ENGLAND, CALENDAR, day("1 Jun")) == timeline(
        events, ENGLAND, CALENDAR, day("1 Jun")
    )


# what happened after 15 Apr, the clock, its state, and whether anybody waits for it
PREPARED = [
    ("20 Apr panel_arranged 20 May", "panel_papers", "missed", True),
    ("20 Apr panel_arranged 20 May; 7 May panel_papers_sent", "panel_papers", "missed", False),
    ("20 Apr panel_arranged 20 May; 20 May panel_held", "panel_papers", "missed", False),
    ("20 Apr panel_arranged 20 May; 5 May panel_held", "panel_papers", "stopped", False),
    ("16 Apr information_added", "panel_arrangements", "missed", True),
    ("20 May panel_held", "panel_arrangements", "missed", False),
    ("29 Apr panel_held", "panel_arrangements", "stopped", False),
    ("20 May panel_held", "stage3_acknowledgement", "missed", True),
]


@pytest.mark.parametrize(("more", "name", "state", "waited_for"), PREPARED)
def test_a_panel_that_has_met_waits_neither_for_its_papers_nor_to_be_arranged(
    more: str, name: str, state: str, waited_for: bool
) -> None:
    found = the(name, seen(f"{STAGE_3}; {more}", "21 May"))
    assert (found.state, found.over_on is None) == (state, waited_for)


def test_a_date_missed_at_a_stage_that_is_over_is_no_reason_to_go_to_the_ombudsman() -> None:
    def why(story: str) -> str:
        options = seen(story, "20 Apr").options
        return next(one.why.key for one in options if one.option == "ask_ombudsman")

    assert why("31 Mar received") == "option.ask_ombudsman.late"
    assert why("31 Mar received; 20 Apr stage2_requested") == "option.ask_ombudsman.council_first"


# --- both readings of stage 2 ----------------------------------------------------------------------


def test_before_the_statement_is_signed_only_the_ombudsmans_dates_are_known() -> None:
    found = seen(STAGE_2, "12 Mar", SIGNED)
    for name, expects in (("stage2_response", "20 Apr"), ("stage2_latest", "17 Jun")):
        assert the(name, found).state == "not_started"
        assert the(name, found).due is None
        assert the(name, found).ombudsman_expects == day(expects)


def test_once_it_is_signed_both_dates_stand_side_by_side() -> None:
    found = seen(f"{STAGE_2}; 26 Mar statement_agreed", "27 Mar", SIGNED)
    response = the("stage2_response", found)
    assert (response.due, response.ombudsman_expects) == (day("5 May"), day("20 Apr"))
    assert response.started_by == "statement_agreed"
    assert the("stage2_latest", found).ombudsman_expects == day("17 Jun")


def test_a_statement_agreed_but_not_signed_starts_nothing_where_the_council_counts_from_signing() -> None:
    agreed = {"statement_agreed": {"signed": False}}
    events = told(*STAGE_2.split("; "), "26 Mar statement_agreed", data=agreed)
    assert the("stage2_response", timeline(events, SIGNED, CALENDAR, day("27 Mar"))).state == "not_started"
    signed = [*events, *told("2 Apr statement_agreed", data={"statement_agreed": {"signed": True}})]
    found = the("stage2_response", timeline(signed, SIGNED, CALENDAR, day("2 Apr")))
    assert found.started_on == day("2 Apr")


def test_where_the_council_counts_from_the_reports_the_ombudsmans_dates_stand_from_the_request() -> None:
    waiting = the("stage2_response", seen(STAGE_2, "30 Apr", REPORTS))
    assert (waiting.state, waiting.ombudsman_expects) == ("not_started", day("20 Apr"))
    reported = the("stage2_response", seen(f"{STAGE_2}; 1 May stage2_reported", "1 May", REPORTS))
    assert (reported.due, reported.ombudsman_expects) == (day("9 Jun"), day("20 Apr"))


PROMISED = f"{STAGE_2}; 8 Apr stage2_extended complex 15 May"
PROMISED_LATER = f"{STAGE_2}; 8 Apr stage2_extended complex 29 May"
BEGUN_LATER = f"{PROMISED}; 12 May stage2_reported"
GIVEN_AT_ONCE = f"{STAGE_2}; 12 May stage2_reported; 12 May stage2_extended complex 30 Jun"

# the story where stage 2 is counted from the reports, looked at on, the answer's state, date and date before
PROMISED_BEFORE_THE_COUNT = [
    (PROMISED, "9 Apr", "running", "15 May", None),
    (PROMISED, "18 May", "missed", "15 May", None),
    (BEGUN_LATER, "13 May", "running", "15 May", None),
    (BEGUN_LATER, "18 May", "missed", "15 May", None),
    (f"{PROMISED}; 19 May stage2_reported", "20 May", "missed", "15 May", None),
    (f"{BEGUN_LATER}; 15 May stage2_responded", "1 Jul", "met", "15 May", None),
    (f"{PROMISED}; 13 May stage2_extended complex 29 May", "14 May", "running", "29 May", "15 May"),
    (f"{BEGUN_LATER}; 13 May stage2_extended complex 29 May", "14 May", "running", "29 May", "15 May"),
    # Where the council's own count ends sooner than what it promised, that is what it was before.
    (f"{PROMISED_LATER}; 10 Apr stage2_reported", "13 Apr", "running", "29 May", "18 May"),
    # What is told on the day it begins is more time, as ever.
    (GIVEN_AT_ONCE, "13 May", "running", "30 Jun", "17 Jun"),
]


@pytest.mark.parametrize(("story", "on", "state", "due", "was"), PROMISED_BEFORE_THE_COUNT)
def test_a_date_promised_before_the_council_begins_to_count_is_kept_as_promised(
    story: str, on: str, state: str, due: str, was: str | None
) -> None:
    found = the("stage2_response", seen(story, on, REPORTS))
    assert (found.state, found.due, found.extended_from) == (state, day(due), day(was) if was else None)
    assert found.explanation


def test_where_the_council_counts_from_the_request_there_is_one_date() -> None:
    assert the("stage2_response", seen(STAGE_2, "12 Mar")).ombudsman_expects is None


def test_a_hold_for_proceedings_moves_the_ombudsmans_date_and_any_other_does_not() -> None:
    for reason, expects in (("proceedings", None), ("safeguarding", day("20 Apr"))):
        story = f"{STAGE_2}; 16 Mar put_on_hold {reason}; 18 Mar resumed"
        found = the("stage2_response", seen(story, "18 Mar"))
        assert (found.due, found.ombudsman_expects) == (day("22 Apr"), expects)


def test_an_extension_moves_the_ombudsmans_date_no_further_than_65_days_from_the_request() -> None:
    story = f"{STAGE_2}; 26 Mar statement_agreed; 1 Apr stage2_extended complex 30 Jun"
    found = the("stage2_response", seen(story, "2 Apr", SIGNED))
    assert (found.due, found.ombudsman_expects) == (day("30 Jun"), day("17 Jun"))


# --- other routes ----------------------------------------------------------------------------------


def test_on_the_corporate_route_stage_2_has_the_corporate_length() -> None:
    story = "2 Mar received; 10 Mar stage1_responded; 12 Mar stage2_requested"
    found = the("stage2_response", seen(story, "12 Mar", CORPORATE))
    assert (found.length, found.due) == (20, day("13 Apr"))


def test_a_complaint_rerouted_to_a_route_that_has_the_clock_keeps_it_from_the_day_received() -> None:
    terms = replace(ENGLAND, other_routes={"corporate": CORPORATE})
    found = seen("31 Mar received; 10 Apr rerouted corporate", "13 Apr", terms)
    response = the("stage1_response", found)
    assert (response.state, response.started_on, response.due) == ("running", day("31 Mar"), day("16 Apr"))
    assert the("stage1_latest", found).state == "stopped"
    assert found.route == "corporate"


def test_a_clock_of_the_left_route_that_had_not_started_is_not_listed() -> None:
    found = seen("31 Mar received; 10 Apr rerouted outside; 13 Apr acknowledged", "13 Apr")
    assert {deadline.clock for deadline in found.deadlines} == {
        "acknowledgement",
        "stage1_response",
        "stage1_latest",
    }


# --- one clock from a bare date --------------------------------------------------------------------


def test_a_clock_can_be_counted_from_a_bare_date() -> None:
    found = deadline_from("stage1_response", day("31 Mar"), ENGLAND, CALENDAR)
    assert (found.state, found.due, found.started_by) == ("running", day("16 Apr"), "received")


def test_extended_gives_the_longest_the_procedure_allows() -> None:
    found = deadline_from("stage2_response", day("12 Mar"), ENGLAND, CALENDAR, extended=True)
    assert (found.due, found.extended_from) == (day("17 Jun"), day("20 Apr"))


def test_the_papers_are_counted_back_from_the_day_of_the_panel() -> None:
    assert deadline_from("panel_papers", day("20 Apr"), ENGLAND, CALENDAR).due == day("2 Apr")


def test_a_clock_without_a_figure_says_so() -> None:
    none = clock("acknowledgement", None, "received", "acknowledged", nature="none", stage=1)
    terms = replace(ENGLAND, clocks={**ENGLAND.clocks, "acknowledgement": none})
    found = deadline_from("acknowledgement", day("31 Mar"), terms, CALENDAR)
    assert (found.due, found.length, found.nature, found.state) == (None, None, "none", "running")
    assert found.explanation.key == "timeline.no_period"
    listed = timeline(told("31 Mar received"), terms, CALENDAR, day("31 Mar"))
    assert "acknowledgement" not in {deadline.clock for deadline in listed.deadlines}


def test_a_clock_nobody_has_is_unknown() -> None:
    with pytest.raises(UnknownClock):
        deadline_from("tea_break", day("31 Mar"), ENGLAND, CALENDAR)


def test_a_day_beyond_the_calendar_is_refused_not_guessed() -> None:
    with pytest.raises(OutsideCalendar):
        deadline_from("stage1_response", date(1999, 1, 4), ENGLAND, CALENDAR)


def test_an_impossible_order_is_refused_with_its_place() -> None:
    with pytest.raises(NotYetPossible) as refused:
        seen("31 Mar received; 1 Apr stage2_responded", "2 Apr")
    assert (refused.value.refusal, refused.value.position) == ("stage2_not_asked_for", 1)


def test_a_council_may_have_no_longest_day() -> None:
    clocks = {name: rule for name, rule in ENGLAND.clocks.items() if name != "stage1_latest"}
    clocks["stage1_response"] = replace(clocks["stage1_response"], longest=None)
    story = "31 Mar received; 1 Apr stage1_extended other 30 Jun"
    assert the("stage1_response", seen(story, "2 Apr", replace(ENGLAND, clocks=clocks))).due == day("30 Jun")
    clocks["stage1_latest"] = replace(ENGLAND.clocks["stage1_latest"], period=Period(20))
    assert the("stage1_response", seen(story, "2 Apr", replace(ENGLAND, clocks=clocks))).due == day("30 Apr")


def test_an_extended_clock_names_a_holiday_on_the_very_day_after_its_start() -> None:
    found = the("stage1_response", seen("2 Apr received; 13 Apr stage1_extended complex 27 Apr", "14 Apr"))
    assert [passed.date for passed in found.skipped] == [day("3 Apr"), day("6 Apr")]
    assert (found.due, found.skipped_weekends) == (day("27 Apr"), 8)


def test_papers_dated_anew_tell_what_lies_between_them_and_the_panel() -> None:
    story = f"{STAGE_3}; 16 Apr panel_arranged 12 May; 17 Apr redated panel_papers 24 Apr"
    found = the("panel_papers", seen(story, "20 Apr"))
    assert (found.due, found.skipped_weekends) == (day("24 Apr"), 6)
    assert [passed.date for passed in found.skipped] == [day("4 May")]


def test_a_limit_in_months_passes_over_nothing_though_it_is_dated_anew() -> None:
    story = "2 Mar received; 3 Mar redated ombudsman 30 Jun"
    found = the("ombudsman", seen(story, "4 Mar", happened_on=day("2025-05-01")))
    assert (found.due, found.skipped, found.skipped_weekends) == (day("30 Jun"), (), 0)


def test_a_date_given_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        seen("2 Mar received; 3 Mar redated stage1_response 2030-01-01", "4 Mar")


def test_a_clock_without_a_period_starts_inside_the_calendar_all_the_same() -> None:
    for start in ("1066-10-14", "9999-12-31"):
        with pytest.raises(OutsideCalendar):
            deadline_from("stage3_acknowledgement", day(start), NO_FIGURE, CALENDAR)


NO_FIGURE = replace(
    ENGLAND, clocks={"stage3_acknowledgement": clock("stage3_acknowledgement", None, "x", "")}
)


def test_more_time_for_the_panel_to_meet_is_no_more_time_for_its_report() -> None:
    found = seen(f"{STAGE_3}; 20 Apr stage3_extended agreed 30 Jun; 5 Jun panel_held", "8 Jun")
    assert the("panel_hearing", found).due == day("30 Jun")
    report = the("panel_report", found)
    assert (report.due, report.extended_from) == (day("12 Jun"), None)


def test_a_clock_that_starts_on_a_case_on_hold_is_paused_from_its_first_day() -> None:
    found = seen("2 Mar received; 2 Mar put_on_hold other", "2 Mar")
    assert (the("stage1_response", found).state, the("stage1_response", found).due) == (
        "paused",
        day("16 Mar"),
    )


def test_what_happens_after_the_answer_does_not_move_the_ombudsmans_date() -> None:
    story = f"{STAGE_2}; 26 Mar statement_agreed; 1 Apr stage2_responded; 2 Apr put_on_hold proceedings"
    assert the("stage2_response", seen(story, "10 Apr", SIGNED)).ombudsman_expects == day("20 Apr")


def test_what_is_done_on_the_day_it_was_asked_for_is_met() -> None:
    found = the("acknowledgement", seen("31 Mar received; 31 Mar acknowledged", "31 Mar"))
    assert (found.state, found.met_on) == ("met", day("31 Mar"))


def test_more_time_given_on_the_day_the_panel_met_is_for_its_report() -> None:
    story = f"{STAGE_3}; 20 May panel_held; 20 May stage3_extended agreed 30 Jun"
    found = seen(story, "21 May")
    assert the("panel_report", found).due == day("30 Jun")
    assert the("panel_hearing", found).extended_from is None


def test_a_clock_that_started_on_the_day_its_route_was_left_is_listed_as_stopped() -> None:
    found = seen("31 Mar received; 31 Mar rerouted outside", "1 Apr")
    assert the("stage1_response", found).state == "stopped"


def test_the_ombudsmans_date_is_not_repeated_where_it_is_the_councils_own() -> None:
    # Asked for on a Saturday and signed on the Sunday: both counts begin on the Monday.
    story = "2 Mar received; 16 Mar stage1_responded; 21 Mar stage2_requested; 22 Mar statement_agreed"
    found = the("stage2_response", seen(story, "23 Mar", SIGNED))
    assert found.started_on == day("22 Mar")
    assert found.ombudsman_expects is None


def test_a_clock_without_a_period_may_start_on_the_calendars_first_and_last_day() -> None:
    for start in (CALENDAR.first, CALENDAR.last):
        assert deadline_from("stage3_acknowledgement", start, NO_FIGURE, CALENDAR).due is None


def test_more_time_given_on_the_day_of_the_answer_still_moves_the_date() -> None:
    story = "31 Mar received; 9 Apr stage1_extended complex 30 Apr; 9 Apr stage1_responded"
    found = the("stage1_response", seen(story, "10 Apr"))
    assert (found.state, found.due, found.extended_from) == ("met", day("30 Apr"), day("16 Apr"))


def test_a_clock_dated_anew_on_the_day_it_started_has_the_new_date() -> None:
    story = "31 Mar received; 31 Mar redated stage1_response 20 Apr"
    assert the("stage1_response", seen(story, "1 Apr")).due == day("20 Apr")


def test_papers_dated_anew_pass_over_nothing_after_the_day_before_the_panel() -> None:
    story = f"{STAGE_3}; 16 Apr panel_arranged 8 May; 17 Apr redated panel_papers 24 Apr"
    found = the("panel_papers", seen(story, "20 Apr"))
    assert (found.due, found.skipped_weekends) == (day("24 Apr"), 4)


def test_a_panel_still_to_come_is_of_no_account_once_its_route_is_left() -> None:
    story = f"{STAGE_3}; 16 Apr panel_arranged 20 May; 17 Apr rerouted outside"
    assert "panel_papers" not in {deadline.clock for deadline in seen(story, "20 Apr").deadlines}


def test_papers_dated_anew_pass_over_the_weekend_right_before_the_panel() -> None:
    story = f"{STAGE_3}; 16 Apr panel_arranged 11 May; 17 Apr redated panel_papers 23 Apr"
    found = the("panel_papers", seen(story, "20 Apr"))
    assert (found.due, found.skipped_weekends) == (day("23 Apr"), 6)
    assert [passed.date for passed in found.skipped] == [day("4 May")]


def test_only_what_this_stage_still_waits_for_is_listed_beside_what_runs() -> None:
    waiting = [one for one in seen("31 Mar received", "1 Apr").deadlines if one.state == "not_started"]
    assert [(one.clock, one.due, one.skipped, one.skipped_weekends) for one in waiting] == [
        ("stage2_request", None, (), 0)
    ]


def test_on_the_ombudsmans_own_day_the_council_is_not_late_yet() -> None:
    for on, state in (("20 Apr", "running"), ("21 Apr", "missed")):
        owed = {one.clock: one for one in seen(STAGE_2, on, SIGNED).owed}
        assert (owed["stage2_response"].due, owed["stage2_response"].state) == (day("20 Apr"), state)


BEGUN = f"{STAGE_2}; 26 Mar statement_agreed"
HELD_FOR = f"{STAGE_2}; 16 Mar put_on_hold {{}}; 18 Mar resumed"

# how the council counts, the story, looked at on, what is owed: the Ombudsman's date, and the council's own
OWED_AT_STAGE_2 = [
    (SIGNED, BEGUN, "20 Apr", ["20 Apr theirs running", "5 May own running"]),
    (SIGNED, BEGUN, "21 Apr", ["20 Apr theirs missed", "5 May own running"]),
    (SIGNED, BEGUN, "6 May", ["20 Apr theirs missed", "5 May own missed"]),
    (REPORTS, STAGE_2, "30 Apr", ["20 Apr theirs missed"]),
    (REPORTS, f"{STAGE_2}; 1 May stage2_reported", "4 May", ["20 Apr theirs missed", "9 Jun own running"]),
    (ENGLAND, STAGE_2, "21 Apr", ["20 Apr own missed"]),
    (ENGLAND, HELD_FOR.format("advocate"), "21 Apr", ["20 Apr theirs missed", "22 Apr own running"]),
    (ENGLAND, HELD_FOR.format("proceedings"), "21 Apr", ["22 Apr own running"]),
    (SIGNED, f"{BEGUN}; 30 Mar put_on_hold other", "21 Apr", []),
    (SIGNED, f"{BEGUN}; 30 Apr stage2_responded", "1 May", []),
]


@pytest.mark.parametrize(("terms", "story", "on", "wanted"), OWED_AT_STAGE_2)
def test_the_ombudsmans_day_is_owed_beside_the_councils_own_whenever_that_began(
    terms: Any, story: str, on: str, wanted: list[str]
) -> None:
    assert [
        f"{one.due:%-d %b} {'theirs' if one.by_ombudsman else 'own'} {one.state}"
        for one in seen(story, on, terms).owed
        if one.clock == "stage2_response"
    ] == wanted


def test_a_longer_stage_2_of_the_councils_own_stands_beside_the_ombudsmans_date() -> None:
    own = {**ENGLAND.clocks, "stage2_response": replace(ENGLAND.clocks["stage2_response"], period=Period(30))}
    longer = replace(ENGLAND, clocks=own, national=ENGLAND.clocks)
    found = the("stage2_response", seen(STAGE_2, "16 Mar", longer))
    assert (found.due, found.ombudsman_expects) == (day("27 Apr"), day("20 Apr"))


def test_more_time_given_after_a_new_count_of_the_days_is_the_last_word() -> None:
    story = "31 Mar received; 1 Apr redated stage1_response 17 Apr; 9 Apr stage1_extended complex 30 Apr"
    assert the("stage1_response", seen(story, "10 Apr")).due == day("30 Apr")
    story = "31 Mar received; 9 Apr stage1_extended complex 24 Apr; 10 Apr redated stage1_response 27 Apr"
    assert the("stage1_response", seen(story, "13 Apr")).due == day("27 Apr")


# the story, looked at on, the clock, and the longest that is passed, if one is
PAST_THE_LONGEST = [
    ("31 Mar received; 1 Apr redated stage1_response 30 Apr", "1 Apr", "stage1_response", None),
    ("31 Mar received; 1 Apr redated stage1_response 1 May", "1 Apr", "stage1_response", "30 Apr"),
    ("31 Mar received; 1 Apr redated stage1_latest 1 May", "1 Apr", "stage1_latest", "30 Apr"),
    ("31 Mar received; 9 Apr stage1_extended complex 1 Jun", "9 Apr", "stage1_response", None),
    (
        "31 Mar received; 1 Apr redated stage1_response 8 May; 9 Apr put_on_hold advocate; 17 Apr resumed",
        "17 Apr",
        "stage1_response",
        "11 May",
    ),
    ("31 Mar received; 9 Apr put_on_hold advocate; 17 Apr resumed", "17 Apr", "stage1_response", None),
    ("31 Mar received; 1 Apr redated acknowledgement 1 May", "1 Apr", "acknowledgement", None),
    (
        "31 Mar received; 20 Apr stage1_responded; 20 Apr redated stage2_request 1 Dec",
        "20 Apr",
        "stage2_request",
        None,
    ),
    (f"{STAGE_2}; 16 Mar redated stage2_response 18 Jun", "16 Mar", "stage2_response", "17 Jun"),
    (f"{STAGE_3}; 17 Apr redated panel_hearing 1 Dec", "17 Apr", "panel_hearing", "29 May"),
    (f"{STAGE_3}; 17 Apr stage3_extended other 1 Dec", "17 Apr", "panel_hearing", "29 May"),
    # As soon as is reasonably practicable: the law leaves it to them.
    (f"{STAGE_3}; 17 Apr panel_held; 17 Apr redated panel_report 1 Dec", "17 Apr", "panel_report", None),
    (
        f"{STAGE_3}; 17 Apr panel_held; 17 Apr panel_reported; 17 Apr redated stage3_response 1 Dec",
        "17 Apr",
        "stage3_response",
        None,
    ),
]


@pytest.mark.parametrize(("story", "on", "clock", "longest"), PAST_THE_LONGEST)
def test_a_date_given_past_the_longest_says_so(story: str, on: str, clock: str, longest: str | None) -> None:
    found = the(clock, seen(story, on))
    assert found.past_longest == (day(longest) if longest else None)


def test_a_date_past_the_longest_keeps_nobody_from_stage_2_or_from_the_ombudsmans_ear() -> None:
    story = "31 Mar received; 1 Apr redated stage1_response 29 May"
    for on, open_now, why in (("30 Apr", False, "council_first"), ("1 May", True, "late")):
        options = {one.option: one for one in seen(story, on).options}
        assert options["ask_for_stage2"].available is open_now
        assert options["ask_ombudsman"].why.key == f"option.ask_ombudsman.{why}"

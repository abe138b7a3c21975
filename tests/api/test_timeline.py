"""`POST /api/timeline`: where a complaint stands, from its events alone.

Good Friday is 3 April 2026, Easter Monday 6 April, the May holidays 4 and 25 May.
"""

from __future__ import annotations

from typing import Any

import pytest

from backend.cases.events import CLOCKS
from tests.api.conftest import Law
from tests.api.test_deadlines import FIELDS

OPTIONS = [
    "add_information",
    "ask_for_stage2",
    "ask_for_stage3",
    "go_straight_to_stage2",
    "ask_for_mediation",
    "ask_for_meeting",
    "ask_to_pause_decision",
    "write_to_panel",
    "request_advocate",
    "withdraw",
    "reinstate",
    "ask_ombudsman",
]
STAGE_2 = ["2026-03-02 received", "2026-03-10 stage1_responded", "2026-03-12 stage2_requested"]


def asked(council: str, as_of: str, *lines: str, **more: Any) -> dict[str, Any]:
    """A question; an event is written "2026-03-02 received" or is given whole."""
    events = []
    for line in lines:
        on, kind = line.split()
        events.append({"kind": kind, "on": on})
    return {"council": council, "route": "statutory", "events": events, "as_of": as_of, **more}


def clocks(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {deadline["clock"]: deadline for deadline in found["deadlines"]}


def option(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["options"] if one["option"] == name)


def test_a_parent_can_ask_what_happens_if_they_complain_today(law: Law) -> None:
    found = law.ask("/api/timeline", asked("rutland", "2026-03-31", "2026-03-31 received"))
    assert set(found) == {"stage", "status", "deadlines", "options"}
    assert (found["stage"], found["status"]) == (1, "open")
    assert all(set(deadline) == FIELDS for deadline in found["deadlines"])
    running = {name: one["due"] for name, one in clocks(found).items() if one["state"] == "running"}
    assert running == {
        "acknowledgement": "2026-04-01",
        "stage1_response": "2026-04-16",
        "stage1_latest": "2026-04-30",
    }
    assert clocks(found)["stage2_request"]["state"] == "not_started"
    assert clocks(found)["stage2_request"]["due"] is None
    assert [one["option"] for one in found["options"]] == OPTIONS
    for one in found["options"]:
        assert set(one) == {"option", "available", "until", "why"}
        assert one["why"]
    assert option(found, "ask_ombudsman")["available"] is True


@pytest.mark.parametrize("council", ["england", "somerset", "surrey"])
def test_a_clock_without_a_period_is_left_out(law: Law, council: str) -> None:
    found = law.ask("/api/timeline", asked(council, "2026-03-31", "2026-03-31 received"))
    assert "acknowledgement" not in clocks(found)
    assert "stage1_response" in clocks(found)


def test_surrey_has_the_ombudsmans_date_before_the_statement_is_signed(law: Law) -> None:
    found = clocks(law.ask("/api/timeline", asked("surrey", "2026-03-13", *STAGE_2)))
    for name, expects in (("stage2_response", "2026-04-20"), ("stage2_latest", "2026-06-17")):
        assert (found[name]["state"], found[name]["due"]) == ("not_started", None)
        assert found[name]["ombudsman_expects"] == expects
    signed = asked("surrey", "2026-04-01", *STAGE_2, "2026-03-26 statement_agreed")
    signed["events"][-1]["signed"] = True
    found = clocks(law.ask("/api/timeline", signed))
    assert (found["stage2_response"]["due"], found["stage2_response"]["state"]) == ("2026-05-05", "running")
    assert found["stage2_response"]["ombudsman_expects"] == "2026-04-20"
    assert found["stage2_latest"]["ombudsman_expects"] == "2026-06-17"


def test_bexley_has_the_ombudsmans_date_before_the_reports(law: Law) -> None:
    found = clocks(law.ask("/api/timeline", asked("bexley", "2026-03-13", *STAGE_2)))
    assert (found["stage2_response"]["state"], found["stage2_response"]["due"]) == ("not_started", None)
    assert found["stage2_response"]["ombudsman_expects"] == "2026-04-20"
    assert found["stage2_latest"]["ombudsman_expects"] == "2026-06-17"
    reported = clocks(
        law.ask("/api/timeline", asked("bexley", "2026-04-20", *STAGE_2, "2026-04-17 stage2_reported"))
    )
    assert reported["stage2_response"]["due"] == "2026-05-26"
    assert reported["stage2_response"]["ombudsman_expects"] == "2026-04-20"


@pytest.mark.parametrize("council", ["england", "sefton", "rutland"])
def test_where_the_council_counts_from_the_request_there_is_one_date(law: Law, council: str) -> None:
    found = clocks(law.ask("/api/timeline", asked(council, "2026-03-13", *STAGE_2)))
    assert (found["stage2_response"]["due"], found["stage2_response"]["ombudsman_expects"]) == (
        "2026-04-20",
        None,
    )


@pytest.mark.parametrize(
    ("as_of", "available"), [("2026-04-16", False), ("2026-04-17", True), ("2027-03-31", True)]
)
def test_stage_2_opens_on_the_working_day_after_the_answer_was_due(
    law: Law, as_of: str, available: bool
) -> None:
    found = law.ask("/api/timeline", asked("sefton", as_of, "2026-03-31 received"))
    assert option(found, "ask_for_stage2")["available"] is available


def test_a_missed_day_is_missed_whether_it_was_done_since_or_not(law: Law) -> None:
    late = asked("sefton", "2026-05-01", "2026-03-31 received")
    assert clocks(law.ask("/api/timeline", late))["stage1_response"]["state"] == "missed"
    done = law.ask(
        "/api/timeline", asked("sefton", "2026-05-01", "2026-03-31 received", "2026-04-20 stage1_responded")
    )
    assert (clocks(done)["stage1_response"]["state"], clocks(done)["stage1_response"]["met_on"]) == (
        "missed",
        "2026-04-20",
    )


def test_accepted_moves_no_date_and_declined_or_withdrawn_stops_it(law: Law) -> None:
    for kind, state in (("accepted", "running"), ("declined", "stopped"), ("withdrawn", "stopped")):
        body = asked("sefton", "2026-04-08", "2026-03-31 received", f"2026-04-07 {kind}")
        body["events"][-1]["reason"] = "said in a letter"
        answer = clocks(law.ask("/api/timeline", body))["stage1_response"]
        assert (answer["state"], answer["due"]) == (state, "2026-04-16")


def test_a_hold_pauses_and_says_so(law: Law) -> None:
    body = asked("sefton", "2026-04-08", "2026-03-31 received", "2026-04-07 put_on_hold")
    body["events"][-1]["reason"] = "proceedings"
    found = law.ask("/api/timeline", body)
    assert found["status"] == "on_hold"
    assert clocks(found)["stage1_response"]["state"] == "paused"


def test_the_councils_limit_runs_from_the_matter_and_the_ombudsmans_from_knowing_of_it(law: Law) -> None:
    body = asked(
        "rutland", "2026-03-31", "2026-03-31 received", happened_on="2025-03-31", knew_on="2025-06-02"
    )
    found = clocks(law.ask("/api/timeline", body))
    assert (found["time_limit"]["due"], found["time_limit"]["state"]) == ("2026-03-31", "met")
    assert found["ombudsman"]["due"] == "2026-06-02"


def test_a_late_complaint_awaits_a_decision(law: Law) -> None:
    body = asked("rutland", "2026-03-31", "2026-03-31 received", happened_on="2025-03-30")
    assert law.ask("/api/timeline", body)["status"] == "awaiting_decision"


def test_before_anything_has_happened_it_is_a_draft(law: Law) -> None:
    found = law.ask("/api/timeline", asked("rutland", "2026-03-31"))
    assert (found["stage"], found["status"]) == (0, "draft")


def test_a_course_of_events_that_cannot_be_is_told_where_it_breaks(law: Law) -> None:
    body = asked("rutland", "2026-03-31", "2026-03-02 received", "2026-03-12 stage3_requested")
    assert "number 2" in law.refusal("/api/timeline", body)
    body = asked("rutland", "2026-03-31", "2026-03-12 stage1_responded")
    assert "not received yet" in law.refusal("/api/timeline", body)
    body = asked("rutland", "2026-03-31", "2026-03-02 received", "2026-03-01 stage1_responded")
    assert "not received yet" in law.refusal("/api/timeline", body)


@pytest.mark.parametrize(
    ("event", "named"),
    [
        ({"kind": "wizard", "on": "2026-03-03"}, "unknown kind"),
        ({"on": "2026-03-03"}, "unknown kind"),
        ({"kind": ["received"], "on": "2026-03-03"}, "unknown kind"),
        ({"kind": "acknowledged"}, "on: not a day"),
        ({"kind": "acknowledged", "on": 0}, "on: not a day"),
        ({"kind": "acknowledged", "on": "1066-10-14"}, "on: too early"),
        ({"kind": "acknowledged", "on": "2026-04-01"}, "on: in the future"),
        ({"kind": "stage1_extended", "on": "2026-03-03"}, "reason: missing"),
        ({"kind": "stage1_extended", "on": "2026-03-03", "reason": "complex"}, "until: missing"),
        ({"kind": "stage1_extended", "on": "2026-03-03", "reason": "wizard"}, "reason: not one of"),
        ({"kind": "put_on_hold", "on": "2026-03-03"}, "reason: missing"),
        (
            {
                "kind": "redated",
                "on": "2026-03-03",
                "clock": "stage1_response",
                "until": "2030-01-01",
                "reason": "wizard",
            },
            "2028-12-31",
        ),
        (7, "events.1"),
    ],
)
def test_an_event_nobody_could_record_is_told_what_is_wrong(law: Law, event: Any, named: str) -> None:
    body = asked("rutland", "2026-03-31", "2026-03-02 received")
    body["events"].append(event)
    detail = law.refusal("/api/timeline", body)
    assert named in detail
    assert "wizard" not in detail


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"council": "atlantis"}, "council:"),
        ({"route": "wizard"}, "route:"),
        ({"route": "corporate"}, "gives no figures"),
        ({"as_of": "1066-10-14", "events": []}, "2006-09-01"),
        ({"as_of": "9999-12-31"}, "2028-12-31"),
        ({"as_of": "soon"}, "as_of"),
        ({"happened_on": "1066-10-14"}, "1940-01-01"),
        ({"knew_on": "9999-12-31"}, "2028-12-31"),
        ({"events": None}, "events"),
        ({"events": [{"kind": "information_added", "on": "2026-03-02"}] * 501}, "events"),
    ],
)
def test_a_question_nobody_can_answer_is_a_sentence(law: Law, wrong: dict[str, Any], named: str) -> None:
    detail = law.refusal("/api/timeline", {**asked("rutland", "2026-03-31", "2026-03-02 received"), **wrong})
    assert named in detail
    assert "wizard" not in detail


def test_on_the_corporate_route_of_somerset_there_are_two_stages(law: Law) -> None:
    body = asked("somerset", "2026-03-13", *STAGE_2, route="corporate")
    found = law.ask("/api/timeline", body)
    assert clocks(found)["stage2_response"]["due"] == "2026-04-13"
    assert not any(name.startswith(("stage3", "panel")) for name in clocks(found))
    assert option(found, "ask_for_stage3")["available"] is False


def test_clocks_come_in_the_order_a_person_meets_them(law: Law) -> None:
    names = list(clocks(law.ask("/api/timeline", asked("rutland", "2026-03-13", *STAGE_2))))
    assert names == [name for name in CLOCKS if name in names]

"""What the person may ask for, from which day, until when, and why or why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from backend.cases.options import Option
from backend.cases.timeline import timeline
from backend.deadlines.calendar import england_and_wales

from .building import CORPORATE, ENGLAND, day, told

CALENDAR = england_and_wales()
R = "31 Mar received"
ANSWERED = f"{R}; 9 Apr stage1_responded"
STAGE_2 = "2 Mar received; 10 Mar stage1_responded; 12 Mar stage2_requested"
ANSWERED_2 = f"{STAGE_2}; 13 Apr stage2_responded"
STAGE_3 = f"{ANSWERED_2}; 15 Apr stage3_requested"
PANEL = f"{STAGE_3}; 20 Apr panel_arranged 20 May"
FINISHED = f"{STAGE_3}; 1 May panel_held; 5 May panel_reported; 8 May stage3_responded"


def offered(name: str, story: str, on: str, terms: Any = ENGLAND, **more: Any) -> Option:
    lines = [line.strip() for line in story.split(";") if line.strip()]
    found = timeline(told(*lines), terms, CALENDAR, day(on), **more)
    return next(option for option in found.options if option.option == name)


# option, the story, looked at on, whether it is open, until, why (its key without "option.")
TOLD = [
    # Stage 2 opens with an answer, or on the working day after it should have come. It never closes.
    ("ask_for_stage2", "", "1 Apr", False, None, "not_received_yet"),
    ("ask_for_stage2", R, "31 Mar", False, "17 Apr", "ask_for_stage2.not_yet"),
    ("ask_for_stage2", R, "16 Apr", False, "17 Apr", "ask_for_stage2.not_yet"),
    ("ask_for_stage2", R, "17 Apr", True, None, "ask_for_stage2.no_answer"),
    # Due on a Friday: not on the Saturday, but on the Monday.
    ("ask_for_stage2", "1 Apr received", "18 Apr", False, "20 Apr", "ask_for_stage2.not_yet"),
    ("ask_for_stage2", "1 Apr received", "20 Apr", True, None, "ask_for_stage2.no_answer"),
    (
        "ask_for_stage2",
        f"{R}; 10 Apr stage1_extended complex 24 Apr",
        "24 Apr",
        False,
        "27 Apr",
        "ask_for_stage2.not_yet",
    ),
    (
        "ask_for_stage2",
        f"{R}; 10 Apr stage1_extended complex 24 Apr",
        "27 Apr",
        True,
        None,
        "ask_for_stage2.no_answer",
    ),
    # However long the extension, after the longest day it opens.
    (
        "ask_for_stage2",
        f"{R}; 10 Apr stage1_extended complex 30 Jun",
        "1 May",
        True,
        None,
        "ask_for_stage2.no_answer",
    ),
    # An extension given when it was late already takes nothing away.
    (
        "ask_for_stage2",
        f"{R}; 17 Apr stage1_extended complex 24 Apr",
        "20 Apr",
        True,
        None,
        "ask_for_stage2.no_answer",
    ),
    (
        "ask_for_stage2",
        ANSWERED,
        "9 Apr",
        True,
        "8 May",
        "ask_for_stage2.answered",
    ),
    (
        "ask_for_stage2",
        ANSWERED,
        "8 May",
        True,
        "8 May",
        "ask_for_stage2.answered",
    ),
    ("ask_for_stage2", ANSWERED, "9 May", True, None, "ask_for_stage2.late"),
    (
        "ask_for_stage2",
        f"{ANSWERED}; 10 Apr closed",
        "9 May",
        True,
        None,
        "ask_for_stage2.late",
    ),
    (
        "ask_for_stage2",
        f"{R}; 9 Apr put_on_hold other",
        "1 Jun",
        False,
        None,
        "ask_for_stage2.on_hold",
    ),
    ("ask_for_stage2", f"{R}; 9 Apr withdrawn", "1 Jun", False, None, "withdrawn"),
    ("ask_for_stage2", f"{R}; 9 Apr declined", "1 Jun", False, None, "declined"),
    ("ask_for_stage2", f"{R}; 9 Apr rerouted outside", "1 Jun", False, None, "no_such_stage"),
    ("ask_for_stage2", STAGE_2, "13 Mar", False, None, "ask_for_stage2.already"),
    # Stage 3: within its working days, and afterwards at the council's discretion.
    ("ask_for_stage3", R, "1 Jun", False, None, "ask_for_stage3.not_yet"),
    (
        "ask_for_stage3",
        ANSWERED_2,
        "12 May",
        True,
        "12 May",
        "ask_for_stage3.answered",
    ),
    ("ask_for_stage3", ANSWERED_2, "13 May", True, None, "ask_for_stage3.late"),
    ("ask_for_stage3", STAGE_3, "16 Apr", False, None, "ask_for_stage3.already"),
    # Straight to stage 2, if both agree.
    ("go_straight_to_stage2", R, "31 Mar", True, None, "go_straight_to_stage2"),
    (
        "go_straight_to_stage2",
        ANSWERED,
        "9 Apr",
        False,
        None,
        "go_straight_to_stage2.not_needed",
    ),
    ("go_straight_to_stage2", STAGE_2, "13 Mar", False, None, "go_straight_to_stage2.already"),
    ("go_straight_to_stage2", f"{R}; 9 Apr withdrawn", "9 Apr", False, None, "withdrawn"),
    # More to say.
    ("add_information", "", "1 Apr", False, None, "not_received_yet"),
    ("add_information", R, "1 Apr", True, None, "add_information"),
    ("add_information", f"{R}; 9 Apr closed", "10 Apr", False, None, "closed"),
    # Mediation and meetings stand beside the stages.
    ("ask_for_mediation", R, "1 Apr", True, None, "ask_for_mediation"),
    ("ask_for_mediation", FINISHED, "11 May", False, None, "ask_for_mediation.over"),
    ("ask_for_mediation", f"{R}; 9 Apr rerouted outside", "9 Apr", False, None, "no_such_stage"),
    ("ask_for_mediation", f"{R}; 9 Apr closed", "9 Apr", False, None, "closed"),
    ("ask_for_meeting", R, "1 Apr", False, None, "ask_for_meeting.not_yet"),
    ("ask_for_meeting", ANSWERED, "9 Apr", True, None, "ask_for_meeting"),
    ("ask_for_meeting", ANSWERED_2, "14 Apr", True, None, "ask_for_meeting"),
    ("ask_for_meeting", STAGE_3, "16 Apr", False, None, "ask_for_meeting.over"),
    ("ask_for_meeting", f"{R}; 9 Apr withdrawn", "9 Apr", False, None, "withdrawn"),
    ("ask_for_meeting", f"{R}; 9 Apr rerouted outside", "9 Apr", False, None, "no_such_stage"),
    # A decision put off.
    ("ask_to_pause_decision", R, "1 Apr", True, None, "ask_to_pause_decision"),
    (
        "ask_to_pause_decision",
        f"{R}; 1 Apr decision_pause_requested",
        "1 Apr",
        False,
        None,
        "ask_to_pause_decision.asked",
    ),
    (
        "ask_to_pause_decision",
        f"{R}; 1 Apr decision_paused",
        "1 Apr",
        False,
        None,
        "ask_to_pause_decision.paused",
    ),
    (
        "ask_to_pause_decision",
        f"{R}; 1 Apr decision_pause_requested; 2 Apr decision_pause_refused",
        "2 Apr",
        True,
        None,
        "ask_to_pause_decision.refused",
    ),
    ("ask_to_pause_decision", FINISHED, "11 May", False, None, "ask_to_pause_decision.over"),
    ("ask_to_pause_decision", f"{R}; 1 Apr closed", "2 Apr", False, None, "closed"),
    (
        "ask_to_pause_decision",
        f"{R}; 1 Apr rerouted outside",
        "2 Apr",
        False,
        None,
        "no_such_stage",
    ),
    # Writing to the panel, until its papers go.
    ("write_to_panel", R, "1 Apr", False, None, "write_to_panel.not_yet"),
    ("write_to_panel", STAGE_3, "16 Apr", True, None, "write_to_panel"),
    (
        "write_to_panel",
        PANEL,
        "6 May",
        True,
        "6 May",
        "write_to_panel.until",
    ),
    ("write_to_panel", PANEL, "7 May", True, None, "write_to_panel"),
    (
        "write_to_panel",
        f"{PANEL}; 5 May panel_papers_sent",
        "5 May",
        False,
        None,
        "write_to_panel.papers_sent",
    ),
    ("write_to_panel", f"{STAGE_3}; 20 May panel_held", "20 May", False, None, "write_to_panel.over"),
    ("write_to_panel", FINISHED, "11 May", False, None, "write_to_panel.over"),
    ("write_to_panel", f"{STAGE_3}; 20 Apr withdrawn", "20 Apr", False, None, "withdrawn"),
    # An advocate: always, before a complaint as well.
    ("request_advocate", "", "1 Apr", True, None, "request_advocate"),
    (
        "request_advocate",
        f"{R}; 1 Apr advocate_requested",
        "1 Apr",
        True,
        None,
        "request_advocate.asked",
    ),
    (
        "request_advocate",
        f"{R}; 1 Apr advocate_requested; 2 Apr advocate_appointed",
        "2 Apr",
        True,
        None,
        "request_advocate.appointed",
    ),
    # Stopping, and starting again.
    ("withdraw", "", "1 Apr", False, None, "not_received_yet"),
    ("withdraw", R, "1 Apr", True, None, "withdraw"),
    ("withdraw", f"{R}; 1 Apr put_on_hold other", "1 Apr", True, None, "withdraw"),
    ("withdraw", f"{R}; 1 Apr withdrawn", "1 Apr", False, None, "withdrawn"),
    ("withdraw", FINISHED, "11 May", False, None, "withdraw.over"),
    ("reinstate", R, "1 Apr", False, None, "reinstate.not_withdrawn"),
    ("reinstate", f"{R}; 1 Apr closed", "1 Apr", False, None, "reinstate.not_withdrawn"),
    ("reinstate", f"{R}; 1 Apr withdrawn", "10 Apr", True, "10 Apr", "reinstate"),
    ("reinstate", f"{R}; 1 Apr withdrawn", "11 Apr", False, None, "reinstate.late"),
    # The Ombudsman: always.
    ("ask_ombudsman", "", "1 Apr", True, None, "ask_ombudsman.council_first"),
    ("ask_ombudsman", R, "16 Apr", True, None, "ask_ombudsman.council_first"),
    ("ask_ombudsman", R, "17 Apr", True, None, "ask_ombudsman.late"),
    (
        "ask_ombudsman",
        f"{R}; 20 Apr stage1_responded",
        "20 Apr",
        True,
        None,
        "ask_ombudsman.council_first",
    ),
    ("ask_ombudsman", f"{R}; 1 Apr declined", "1 Apr", True, None, "ask_ombudsman.declined"),
    ("ask_ombudsman", FINISHED, "11 May", True, None, "ask_ombudsman.finished"),
]


@pytest.mark.parametrize(("name", "story", "on", "is_open", "until", "why"), TOLD)
def test_what_may_be_asked_for(
    name: str, story: str, on: str, is_open: bool, until: str | None, why: str
) -> None:
    terms = replace(ENGLAND, facts={"undo_withdrawal_days": 5})
    option = offered(name, story, on, terms)
    assert (option.available, option.until, option.why.key) == (
        is_open,
        day(until) if until else None,
        f"option.{why}",
    )


def test_every_option_of_the_contract_is_answered_every_time() -> None:
    names = [
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
    for story in (R, STAGE_2, STAGE_3, FINISHED):
        found = timeline(told(*story.split("; ")), ENGLAND, CALENDAR, day("1 Jul"))
        assert [option.option for option in found.options] == names


def test_the_ombudsmans_own_limit_is_shown_and_once_past_is_theirs_to_waive() -> None:
    more = {"happened_on": date(2025, 6, 1)}
    inside = offered("ask_ombudsman", R, "1 Jun", **more)
    beyond = offered("ask_ombudsman", R, "2 Jun", **more)
    assert (inside.until, beyond.until) == (date(2026, 6, 1), None)
    assert beyond.available
    assert beyond.why.key == "option.ask_ombudsman.past_their_limit"


def test_on_the_corporate_route_the_meeting_has_its_days_and_there_is_no_panel() -> None:
    asked = {"terms": CORPORATE}
    early = offered("ask_for_meeting", "2 Mar received; 10 Mar stage1_responded", "11 Mar", **asked)
    assert not early.available
    inside = offered("ask_for_meeting", ANSWERED_2, "12 May", **asked)
    late = offered("ask_for_meeting", ANSWERED_2, "13 May", **asked)
    assert (inside.until, inside.why.key) == (day("12 May"), "option.ask_for_meeting.until")
    assert (late.available, late.until, late.why.key) == (True, None, "option.ask_for_meeting.late")
    for name in ("ask_for_stage3", "write_to_panel"):
        assert offered(name, ANSWERED_2, "14 Apr", **asked).why.key == "option.no_such_stage"
    assert (
        offered("go_straight_to_stage2", "2 Mar received", "3 Mar", **asked).why.key == "option.no_such_stage"
    )
    assert offered("ask_ombudsman", ANSWERED_2, "14 Apr", **asked).why.key == "option.ask_ombudsman.finished"


def test_where_nobody_names_a_day_to_ask_by_asking_has_none() -> None:
    clocks = {
        name: rule
        for name, rule in ENGLAND.clocks.items()
        if name not in ("stage2_request", "stage3_request")
    }
    terms = replace(ENGLAND, clocks=clocks)
    second = offered("ask_for_stage2", ANSWERED, "1 Dec", terms)
    third = offered("ask_for_stage3", ANSWERED_2, "1 Dec", terms)
    assert (second.available, second.until) == (True, None)
    assert (third.available, third.until) == (True, None)


def test_without_a_figure_of_ours_undoing_a_withdrawal_is_the_councils() -> None:
    assert offered("reinstate", f"{R}; 1 Apr withdrawn", "1 Apr").why.key == "option.reinstate.late"


def test_what_a_route_does_not_have_is_not_open() -> None:
    assert not offered("go_straight_to_stage2", R, "1 Apr", CORPORATE).available
    assert not offered("write_to_panel", ANSWERED_2, "14 Apr", CORPORATE).available


def test_without_a_clock_for_the_answer_stage_2_waits_for_the_answer() -> None:
    terms = replace(
        ENGLAND, clocks={name: rule for name, rule in ENGLAND.clocks.items() if name != "stage1_response"}
    )
    waiting = offered("ask_for_stage2", R, "1 Dec", terms)
    assert (waiting.available, waiting.why.key) == (False, "option.no_such_stage")

"""What is said of harm waits, the rest goes on, and no date moves; a colleague lets it go on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from backend.cases.history import history
from backend.services import complaints
from backend.services.complaints import OpenCase, as_event
from tests.staff.office import Colleague
from tests.telling.night import Night
from tests.telling.test_the_person_is_told import SAFE, an_officer, makes_a_complaint, on_file

HARM, LATE = "My foster dad hits me when he is drunk.", "My social worker never rings back."


@pytest.fixture
def officer(quick: Night) -> Colleague:
    return an_officer(quick)


def as_it_stands(night: Night, reference: str) -> OpenCase:
    with night.inst.store.read() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        return complaints.require(night.inst, tx, row.id)


def standing(case: OpenCase) -> list[str]:
    return [point.status for point in complaints.points(case)]


def test_only_the_point_about_harm_waits_and_every_clock_runs(quick: Night) -> None:
    told: Any = [{"words": LATE}, {"words": HARM}]
    case = as_it_stands(quick, makes_a_complaint(quick, points=told, what_happened=f"{LATE}\n\n{HARM}"))
    plain = as_it_stands(quick, makes_a_complaint(quick))
    assert standing(case) == ["open", "on_hold"]
    assert case.timeline.status == "open"
    assert [(one.clock, one.due, one.state) for one in case.timeline.deadlines] == [
        (one.clock, one.due, one.state) for one in plain.timeline.deadlines
    ]
    assert [line.what.key for line in history(map(as_event, case.events))] == [
        "history.received",
        "history.part_put_on_hold",
    ]


def test_a_story_in_one_piece_waits_too_and_its_clocks_run(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, what_happened=HARM)
    assert standing(as_it_stands(quick, reference)) == ["on_hold"]
    officer.records(reference, "acknowledged")
    quick.go_to("2026-04-17T10:00")
    quick.work()
    assert as_it_stands(quick, reference).timeline.status == "open"


def test_what_is_told_as_the_wish_waits_with_its_point(quick: Night) -> None:
    told: Any = [{"words": LATE, "desired_outcome": HARM}, {"words": LATE}]
    reference = makes_a_complaint(quick, points=told, what_happened=LATE)
    assert standing(as_it_stands(quick, reference)) == ["on_hold", "open"]
    whole = makes_a_complaint(quick, what_happened=LATE, desired_outcome=HARM)
    assert standing(as_it_stands(quick, whole)) == ["on_hold"]


def test_words_that_raised_an_alert_wait_though_no_phrase_is_heard_in_them(
    quick: Night,
) -> None:
    quiet = "It all goes dark when he is home."
    assert quick.inst.screen.hear(quiet).tier == "none"
    alert = quick.hear("concern")
    with quick.inst.store.begin() as tx:
        tx.alerts.save(replace(alert, words=quiet, draft_id="d1"))
        case = complaints.open_case(
            quick.inst,
            tx,
            {"role": "young_person", "what_happened": f"{LATE}\n\n{quiet}"},
            "rutland",
            quick.inst.today(),
            by="chat",
            actor="person",
            opened_from="d1",
        )
        assert standing(complaints.require(quick.inst, tx, case.id)) == ["on_hold"]


def test_a_colleague_lets_it_go_on_and_both_days_stay(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, what_happened=HARM)
    quick.go_to("2026-04-08T10:00")
    officer.records(reference, "resumed")
    case = as_it_stands(quick, reference)
    assert standing(case) == ["open"]
    assert [(one.kind, one.on.isoformat()) for one in case.events[1:]] == [
        ("put_on_hold", "2026-03-31"),
        ("resumed", "2026-04-08"),
    ]


def test_after_having_looked_the_whole_may_be_put_on_hold_and_then_the_clocks_stop(
    quick: Night, officer: Colleague
) -> None:
    reference = makes_a_complaint(quick, what_happened=HARM)
    officer.records(reference, "put_on_hold", reason="safeguarding")
    assert as_it_stands(quick, reference).timeline.status == "on_hold"


def test_nobody_is_written_to_about_it(quick: Night, officer: Colleague) -> None:
    makes_a_complaint(quick, **SAFE, what_happened=HARM)
    reference = makes_a_complaint(quick, **SAFE, what_happened=HARM)
    officer.records(reference, "put_on_hold", reason="safeguarding")
    officer.records(reference, "resumed")
    quick.work()
    assert quick.got() == {}
    assert set(on_file(quick, reference)) == {("notice_waits", "about_safety")}


def test_a_complaint_without_harm_has_no_hold(quick: Night) -> None:
    case = as_it_stands(quick, makes_a_complaint(quick, what_happened=LATE))
    assert [event.kind for event in case.events] == ["received"]

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


QUIET = "It all goes dark when he is home"


def held_after(night: Night, heard: dict[str, str], *points: str) -> list[str]:
    """Which of these points wait, after these words were heard in the chat, each by a phrase or the model."""
    for words, phrase in heard.items():
        night.clock.move(seconds=1)
        alert = night.hear("urgent" if phrase == "said:not_safe" else "concern")
        with night.inst.store.begin() as tx:
            tx.alerts.save(replace(alert, words=words, phrases=(phrase,), draft_id="d1"))
    told = {"role": "young_person", "what_happened": LATE, "points": [{"words": each} for each in points]}
    with night.inst.store.begin() as tx:
        inst, today = night.inst, night.inst.today()
        case = complaints.open_case(
            inst, tx, told, "rutland", today, by="chat", actor="person", opened_from="d1"
        )
        stands = standing(complaints.require(inst, tx, case.id))
    return [point for point, status in zip(points, stands, strict=True) if status == "on_hold"]


@pytest.mark.parametrize("point", [QUIET, f"{QUIET}.", f"{LATE} {QUIET}. Nobody asks.", f"{LATE}\n\n{QUIET}"])
@pytest.mark.parametrize("heard", [QUIET, f"{QUIET}.", f" {QUIET}!\n"])
def test_words_that_raised_an_alert_wait_though_no_phrase_is_heard_in_them(
    quick: Night, heard: str, point: str
) -> None:
    assert quick.inst.screen.hear(point).tier == "none"
    assert held_after(quick, {heard: "model:concern"}, LATE, point) == [point]


@pytest.mark.parametrize(
    ("heard", "point"),
    [
        ("no", "Nobody rings me back and I know nothing"),
        ("no", "No. Nobody rings me back"),
        ("my brother", "I want to see my brother more"),
        ("he is home", "It is fine when he is home at nine"),
    ],
)
def test_a_few_words_that_raised_an_alert_do_not_hold_whatever_they_stand_in(
    quick: Night, heard: str, point: str
) -> None:
    assert held_after(quick, {heard: "model:concern"}, LATE, point) == []


@pytest.mark.parametrize(
    ("heard", "phrase", "waits"),
    [
        ("he is only nine", "model:concern", False),
        ("no he is here", "said:not_safe", True),
        ("my dad hits me", "hit-1", True),
    ],
)
def test_what_was_told_beside_the_question_whether_they_are_safe_waits_where_harm_was_told(
    quick: Night, heard: str, phrase: str, waits: bool
) -> None:
    beside = "It was about three weeks ago they moved him"
    held = held_after(quick, {heard: phrase, beside: "said:more"}, beside)
    assert held == ([beside] if waits else [])


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

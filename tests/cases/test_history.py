"""The history of a case says what happened, by day, and keeps alerts to itself."""

from __future__ import annotations

import pytest

from backend.cases import said
from backend.cases.events import EVENT_KINDS, KINDS_OF_CASE, Event
from backend.cases.history import NOT_TOLD, history
from backend.say import Say

from .building import day, told


def test_events_are_told_by_day_with_the_days_they_carry() -> None:
    events = told("9 Mar stage1_extended complex 30 Mar", "2 Mar received", "3 Mar put_on_hold other")
    lines = history(events)
    assert [(line.on, line.what.key) for line in lines] == [
        (day("2 Mar"), "history.received"),
        (day("3 Mar"), "history.put_on_hold"),
        (day("9 Mar"), "history.stage1_extended"),
    ]
    assert lines[2].what.facts == {"until": day("30 Mar")}
    assert lines[1].what.facts == {"reason": Say("timeline.hold.other")}


def test_nothing_in_it_hints_at_a_safeguarding_alert() -> None:
    assert history(told("2 Mar alert_raised", "2 Mar received", "2 Mar alert_acknowledged")) == history(
        told("2 Mar received")
    )


def test_every_kind_of_event_has_its_words() -> None:
    data = {"until": "2026-03-30", "panel_on": "2026-03-30", "reason": "other", "route": "outside"}
    data |= {"lead": "council", "body": "A hospital", "clock": "stage1_response"}
    for kind in EVENT_KINDS:
        for line in history([Event(kind, day("2 Mar"), data)]):
            assert set(line.what.facts) == set(said.WORDING[line.what.key])
            assert kind not in NOT_TOLD


def test_an_event_is_told_with_the_facts_its_sentence_needs() -> None:
    events = [
        Event("put_on_hold", day("5 Mar"), {"reason": "proceedings"}),
        Event("rerouted", day("6 Mar"), {"route": "outside"}),
        Event("stage1_extended", day("7 Mar"), {"reason": "complex", "until": "2026-03-25"}),
    ]
    assert [line.what.facts for line in history(events)] == [
        {"reason": Say("timeline.hold.proceedings")},
        {"route": Say("history.route.outside")},
        {"until": day("25 Mar")},
    ]


def test_days_counted_anew_tell_a_new_date_or_that_the_promise_stands() -> None:
    kept = {"clock": "stage1_response", "told": "2026-03-16", "until": "2026-03-16", "reason": "bank_holiday"}
    later = {**kept, "until": "2026-03-17"}
    by_hand = {name: value for name, value in later.items() if name != "told"}
    events = [Event("redated", day("3 Mar"), data) for data in (kept, later, by_hand)]
    moved = {"until": day("17 Mar"), "what": Say("track.clock.stage1_response")}
    assert [line.what for line in history(events)] == [
        Say("history.redated.promise_stands", {"until": day("16 Mar")}),
        Say("history.redated", moved),
        Say("history.redated", moved),
    ]


# an event and the kind of case, and how it is told
TOLD_AS = [
    (Event("received", day("2 Mar")), "complaint", "received"),
    (Event("received", day("2 Mar")), "compliment", "received.compliment"),
    (Event("acknowledged", day("2 Mar")), "complaint", "acknowledged"),
    (Event("acknowledged", day("2 Mar")), "comment", "acknowledged.other"),
    (Event("withdrawn", day("2 Mar"), {"points": ["a"]}), "complaint", "withdrawn.points"),
    (Event("reinstated", day("2 Mar"), {}), "complaint", "reinstated"),
    (
        Event("put_on_hold", day("2 Mar"), {"reason": "other", "points": ["a"]}),
        "complaint",
        "part_put_on_hold",
    ),
    (Event("advocate_requested", day("2 Mar"), {"ask": "change"}), "complaint", "advocate_requested.another"),
    (Event("advocate_requested", day("2 Mar"), {"ask": "request"}), "complaint", "advocate_requested"),
    (Event("information_added", day("2 Mar"), {"for": "panel"}), "complaint", "information_added.panel"),
    (Event("information_added", day("2 Mar"), {}), "complaint", "information_added"),
    (
        Event("mediation_requested", day("2 Mar"), {"asked_for": "meeting"}),
        "complaint",
        "mediation_requested.meeting",
    ),
    (
        Event("mediation_requested", day("2 Mar"), {"asked_for": "mediation"}),
        "complaint",
        "mediation_requested",
    ),
]


@pytest.mark.parametrize("kind", ["declined", "decision_pause_refused"])
def test_a_no_is_told_with_the_councils_reason_where_that_is_for_whoever_reads(kind: str) -> None:
    (line,) = history([Event(kind, day("2 Mar"), {"reason": "A court decides this now."})])
    assert line.what == Say(f"history.{kind}.because", {"reason": "A court decides this now."})
    (line,) = history([Event(kind, day("2 Mar"), {})])
    assert line.what == Say(f"history.{kind}")


def test_the_reason_of_anything_else_is_not_told() -> None:
    (line,) = history([Event("closed", day("2 Mar"), {"reason": "Answered."})])
    assert line.what == Say("history.closed")


@pytest.mark.parametrize(("event", "kind", "key"), TOLD_AS)
def test_an_event_is_told_by_what_it_carries(event: Event, kind: str, key: str) -> None:
    (line,) = history([event], kind)
    assert line.what.key == f"history.{key}"
    assert line.what.key in said.WORDING


def test_the_writers_list_has_a_sentence_for_each_kind_of_case_and_no_other() -> None:
    listed = {key.rpartition(".")[2] for key in said.WORDING if key.startswith("history.received.")}
    assert listed == {kind for kind in KINDS_OF_CASE if kind != "complaint"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"lead": "council"}, Say("history.lead_agreed.council")),
        ({"lead": "council", "until": "2026-03-30"}, Say("history.lead_agreed.council")),
        ({"lead": "other"}, Say("history.lead_agreed.other")),
        (
            {"lead": "other", "until": "2026-03-30"},
            Say("history.lead_agreed.other.until", {"until": day("30 Mar")}),
        ),
    ],
)
def test_of_a_joint_matter_it_is_told_who_writes_the_one_answer(data: dict[str, str], told: Say) -> None:
    (line,) = history([Event("lead_agreed", day("5 Mar"), {**data, "body": "A hospital"})])
    assert line.what == told

"""The history of a case says what happened, by day, and keeps alerts to itself."""

from __future__ import annotations

from backend.cases import said
from backend.cases.events import EVENT_KINDS, Event
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
    assert [line.what for line in history(events)] == [
        Say("history.redated.promise_stands", {"until": day("16 Mar")}),
        Say("history.redated", {"until": day("17 Mar")}),
        Say("history.redated", {"until": day("17 Mar")}),
    ]

"""An event is taken in as it was meant, or refused with the field and what is wrong with it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from backend.cases.events import (
    EVENT_KINDS,
    KINDS,
    Event,
    EventMistake,
    as_data,
    as_day,
    checked,
    needs,
)

TODAY = date(2026, 4, 1)


def test_every_kind_of_the_contract_is_known() -> None:
    assert len(EVENT_KINDS) == 49
    assert EVENT_KINDS[0] == "received"
    assert EVENT_KINDS[-1] == "closed"


def test_days_come_as_days_or_as_iso_dates() -> None:
    event = checked(
        "stage1_extended", "2026-03-31", {"reason": "complex", "until": "2026-04-20"}, not_after=TODAY
    )
    assert event == Event(
        "stage1_extended", date(2026, 3, 31), {"reason": "complex", "until": date(2026, 4, 20)}
    )
    assert as_data(event) == {"reason": "complex", "until": "2026-04-20"}


def test_what_an_event_carries_beyond_its_kind_is_kept() -> None:
    event = checked("received", TODAY, {"words": {"story": "d1"}, "note": None}, not_after=TODAY)
    assert event.data == {"words": {"story": "d1"}}


def test_a_kind_says_what_it_needs() -> None:
    assert needs("stage1_extended") == ("reason", "until")
    assert needs("received") == ()
    assert {kind for kind in EVENT_KINDS if needs(kind)} == {
        "declined",
        "rerouted",
        "linked",
        "lead_agreed",
        "decision_pause_refused",
        "stage1_extended",
        "stage2_extended",
        "stage3_extended",
        "panel_arranged",
        "put_on_hold",
        "redated",
        "closed",
    }


# kind, on, data, the field, what is wrong
MISTAKES: list[tuple[Any, Any, dict[str, Any], str, str]] = [
    ("exploded", TODAY, {}, "kind", "unknown_kind"),
    (None, TODAY, {}, "kind", "unknown_kind"),
    (["received"], TODAY, {}, "kind", "unknown_kind"),
    ("received", date(2026, 4, 2), {}, "on", "in_the_future"),
    ("received", "9999-01-01", {}, "on", "in_the_future"),
    ("received", date(2006, 8, 31), {}, "on", "too_early"),
    ("received", "1066-10-14", {}, "on", "too_early"),
    ("received", "2026-02-30", {}, "on", "not_a_day"),
    ("received", "20260401", {}, "on", "not_a_day"),
    ("received", "2026-W14-3", {}, "on", "not_a_day"),
    ("received", 20260401, {}, "on", "not_a_day"),
    ("received", None, {}, "on", "not_a_day"),
    ("received", TODAY, {"note": " "}, "note", "not_text"),
    ("stage1_extended", TODAY, {"until": TODAY}, "reason", "missing"),
    ("stage1_extended", TODAY, {"reason": "complex"}, "until", "missing"),
    ("stage1_extended", TODAY, {"reason": "complex", "until": None}, "until", "missing"),
    ("stage1_extended", TODAY, {"reason": "tired", "until": TODAY}, "reason", "not_one_of"),
    ("stage1_extended", TODAY, {"reason": "complex", "until": "soon"}, "until", "not_a_day"),
    (
        "stage1_extended",
        TODAY,
        {"reason": "complex", "until": "2026-03-31"},
        "until",
        "before_the_event",
    ),
    ("stage1_extended", TODAY, {"reason": "complex", "until": "9999-01-01"}, "until", "too_far_ahead"),
    ("put_on_hold", TODAY, {}, "reason", "missing"),
    ("put_on_hold", TODAY, {"reason": {}}, "reason", "not_one_of"),
    ("declined", TODAY, {"reason": 7}, "reason", "not_text"),
    ("rerouted", TODAY, {"route": "elsewhere"}, "route", "not_one_of"),
    ("linked", TODAY, {}, "to", "missing"),
    ("panel_arranged", TODAY, {}, "panel_on", "missing"),
    ("redated", TODAY, {"clock": "tea", "until": TODAY, "reason": "x"}, "clock", "not_one_of"),
    ("redated", TODAY, {"clock": "ombudsman", "until": "1066-10-14", "reason": "x"}, "until", "too_early"),
    (
        "redated",
        TODAY,
        {"clock": "ombudsman", "until": "2066-10-14", "reason": "x"},
        "until",
        "too_far_ahead",
    ),
    ("redated", TODAY, {"clock": "ombudsman", "until": [], "reason": "x"}, "until", "not_a_day"),
    ("stage2_requested", TODAY, {"skip_stage1": "yes"}, "skip_stage1", "not_yes_or_no"),
    ("stage2_requested", TODAY, {"points": "p1"}, "points", "not_a_list"),
    ("stage2_requested", TODAY, {"points": [{}]}, "points", "not_a_list"),
    ("statement_agreed", TODAY, {"version": []}, "version", "not_text"),
    ("stage1_responded", TODAY, {"outcomes": "upheld"}, "outcomes", "not_a_list"),
    ("stage1_responded", TODAY, {"outcomes": [{"outcome": "upheld"}]}, "outcomes", "missing"),
    ("stage1_responded", TODAY, {"outcomes": [{"point": 1, "outcome": "won"}]}, "outcomes", "not_one_of"),
]


@pytest.mark.parametrize(("kind", "on", "data", "field", "why"), MISTAKES)
def test_a_malformed_event_is_refused_naming_the_field(
    kind: Any, on: Any, data: dict[str, Any], field: str, why: str
) -> None:
    with pytest.raises(EventMistake) as mistake:
        checked(kind, on, data, not_after=TODAY)
    assert (mistake.value.field, mistake.value.why) == (field, why)


def test_a_refusal_names_what_would_have_been_right_and_never_what_was_sent() -> None:
    with pytest.raises(EventMistake) as mistake:
        checked("put_on_hold", TODAY, {"reason": "my secret words"}, not_after=TODAY)
    assert "safeguarding, proceedings, advocate, other" in str(mistake.value)
    assert "secret" not in str(mistake.value)


# kind, data that is right
RIGHT: list[tuple[str, dict[str, Any]]] = [
    ("put_on_hold", {"reason": "safeguarding", "points": ["p1"]}),
    ("panel_arranged", {"panel_on": TODAY}),
    ("redated", {"clock": "stage1_response", "until": date(2026, 3, 1), "reason": "bank holiday"}),
    ("statement_agreed", {"signed": True, "version": 2}),
    ("stage2_requested", {"points": ["p1", 2], "oral": True, "skip_stage1": False, "reason": "late"}),
    ("stage1_responded", {"outcomes": [{"point": 1, "outcome": "partly_upheld", "action": "training"}]}),
    ("rerouted", {"route": "corporate"}),
]


@pytest.mark.parametrize(("kind", "data"), RIGHT)
def test_an_event_as_the_contract_has_it_is_taken_in_whole(kind: str, data: dict[str, Any]) -> None:
    assert checked(kind, TODAY, data, not_after=TODAY).data == data


def test_a_day_up_to_five_years_ahead_can_be_promised() -> None:
    for days, fine in ((5 * 366, True), (5 * 366 + 1, False)):
        until = date.fromordinal(TODAY.toordinal() + days)
        data = {"reason": "complex", "until": until}
        if fine:
            assert checked("stage1_extended", TODAY, data, not_after=TODAY).data["until"] == until
        else:
            with pytest.raises(EventMistake):
                checked("stage1_extended", TODAY, data, not_after=TODAY)


def test_only_a_plain_day_counts_as_one() -> None:
    assert as_day(TODAY) == TODAY
    with pytest.raises(ValueError, match="not a day"):
        as_day(3)


def test_every_kind_checks_only_fields_it_names() -> None:
    for kind, carries in KINDS.items():
        assert not set(carries.needs) & set(carries.may_have), kind


def test_a_mistake_names_the_kind_of_event_it_is_in() -> None:
    assert str(EventMistake("received", "on", "not_a_day")) == "received: on: not a day"
    assert str(EventMistake(None, "kind", "unknown_kind")) == "event: kind: unknown kind"


def test_the_first_day_of_the_regulations_and_the_furthest_promise_are_inside() -> None:
    first = date(2006, 9, 1)
    assert checked("received", first, not_after=TODAY).on == first
    far = first + timedelta(days=5 * 366)
    redated = {"clock": "stage1_response", "reason": "bank holiday"}
    for until in (first, far):
        assert checked("redated", first, {**redated, "until": until}, not_after=TODAY).data["until"] == until
    for until, why in ((first - timedelta(days=1), "too_early"), (far + timedelta(days=1), "too_far_ahead")):
        with pytest.raises(EventMistake) as refused:
            checked("redated", first, {**redated, "until": until}, not_after=TODAY)
        assert refused.value.why == why
    with pytest.raises(EventMistake) as early:
        checked("received", first - timedelta(days=1), not_after=TODAY)
    assert early.value.why == "too_early"

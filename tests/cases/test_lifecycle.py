"""Every event, in every state a case can be in, may happen or is refused with a reason."""

from __future__ import annotations

import pytest

from backend.cases.events import EVENT_KINDS, Event
from backend.cases.lifecycle import (
    PHASES,
    REFUSALS,
    Life,
    NotYetPossible,
    Phase,
    Possible,
    happen,
    may_happen,
    refusal,
    replay,
)

from .building import CORPORATE, ENGLAND, day, told

TO_PHASE: dict[Phase, str] = {
    "nothing": "",
    "stage1": "2 Mar received",
    "stage1_answered": "2 Mar received; 3 Mar stage1_responded",
    "stage2": "2 Mar received; 3 Mar stage1_responded; 4 Mar stage2_requested",
    "stage2_answered": "2 Mar received; 3 Mar stage2_requested; 4 Mar stage2_responded",
    "stage3": "2 Mar received; 3 Mar stage2_requested; 4 Mar stage2_responded; 5 Mar stage3_requested",
    "stage3_answered": (
        "2 Mar received; 3 Mar stage2_requested; 4 Mar stage2_responded; 5 Mar stage3_requested; "
        "6 Mar panel_held; 7 Mar panel_reported; 8 Mar stage3_responded"
    ),
}
OVERLAYS = {
    "open": "",
    "on hold": "9 Mar put_on_hold other",
    "withdrawn": "9 Mar withdrawn",
    "closed": "9 Mar closed",
    "declined": "9 Mar declined",
}


def after(story: str, route: str = "statutory") -> Life:
    events = told(*(line.strip() for line in story.split(";") if line.strip()))
    return replay(events, ENGLAND if route == "statutory" else CORPORATE)


def states() -> list[tuple[str, Life]]:
    found = []
    for phase, story in TO_PHASE.items():
        for overlay, event in OVERLAYS.items():
            if (phase == "nothing" and event) or (overlay == "declined" and phase != "stage1"):
                continue
            found.append((f"{phase}, {overlay}", after(f"{story}; {event}")))
    return found


STATES = states()


@pytest.mark.parametrize(("name", "life"), STATES, ids=[name for name, _ in STATES])
def test_every_event_is_answered_in_every_state(name: str, life: Life) -> None:
    for kind in EVENT_KINDS:
        why = refusal(life, kind)
        assert why is None or why in REFUSALS, (name, kind)


def test_no_refusal_is_listed_that_is_never_given() -> None:
    given = {refusal(life, kind) for _, life in STATES for kind in EVENT_KINDS}
    given |= {refusal(after("2 Mar received", "corporate"), kind) for kind in EVENT_KINDS}
    given |= {refusal(after(f"{TO_PHASE['stage3']}; 6 Mar panel_held"), kind) for kind in EVENT_KINDS}
    given |= {
        refusal(after(f"{TO_PHASE['stage3']}; 6 Mar panel_arranged 20 Apr; 7 Mar panel_held"), kind)
        for kind in EVENT_KINDS
    }
    assert given - {None} == set(REFUSALS)


def test_something_may_happen_in_every_state() -> None:
    for name, life in STATES:
        assert may_happen(life, day("10 Mar")), name


# the story, what may happen next, why it may not
ALLOWED_OR_NOT = [
    ("", "received", None),
    ("", "acknowledged", "not_received_yet"),
    ("", "alert_raised", None),
    ("", "alert_acknowledged", "no_alert_raised"),
    ("2 Mar alert_raised", "alert_acknowledged", None),
    ("2 Mar received", "received", "already_received"),
    ("2 Mar received; 3 Mar withdrawn", "received", "already_received"),
    ("2 Mar received", "acknowledged", None),
    ("2 Mar received; 3 Mar acknowledged", "acknowledged", "already_recorded"),
    ("2 Mar received; 3 Mar accepted", "accepted", "already_recorded"),
    ("2 Mar received; 3 Mar accepted; 4 Mar declined", "accepted", None),
    ("2 Mar received; 3 Mar stage1_responded", "stage1_responded", "already_recorded"),
    ("2 Mar received; 3 Mar stage1_responded", "stage1_extended", "stage1_is_over"),
    ("2 Mar received; 3 Mar stage1_responded", "declined", "stage1_is_over"),
    # Stage 1 may be left out, and its answer may still come late.
    ("2 Mar received", "stage2_requested", None),
    ("2 Mar received; 3 Mar stage2_requested", "stage1_responded", None),
    ("2 Mar received; 3 Mar stage2_requested", "stage2_requested", "stage2_already_asked_for"),
    ("2 Mar received", "stage2_acknowledged", "stage2_not_asked_for"),
    ("2 Mar received", "stage2_responded", "stage2_not_asked_for"),
    ("2 Mar received", "stage3_requested", "stage2_not_asked_for"),
    ("2 Mar received; 3 Mar stage2_requested", "stage3_requested", "stage2_not_answered"),
    ("2 Mar received; 3 Mar stage2_requested", "panel_held", "stage3_not_asked_for"),
    # A statement may be agreed in several versions, and several people appointed.
    ("2 Mar received; 3 Mar stage2_requested; 4 Mar statement_agreed", "statement_agreed", None),
    (f"{TO_PHASE['stage2']}; 5 Mar investigator_appointed", "investigator_appointed", None),
    (TO_PHASE["stage2_answered"], "statement_agreed", "stage2_is_over"),
    (TO_PHASE["stage2_answered"], "stage3_requested", None),
    # A panel meets, then reports, then the council answers.
    (TO_PHASE["stage3"], "panel_papers_sent", "no_panel_arranged"),
    (TO_PHASE["stage3"], "panel_held", None),
    (TO_PHASE["stage3"], "panel_reported", "panel_not_held"),
    (TO_PHASE["stage3"], "stage3_responded", "panel_not_reported"),
    (f"{TO_PHASE['stage3']}; 6 Mar panel_arranged 20 Apr", "panel_arranged", None),
    (f"{TO_PHASE['stage3']}; 6 Mar panel_arranged 20 Apr", "panel_papers_sent", None),
    (f"{TO_PHASE['stage3']}; 6 Mar panel_held", "panel_arranged", "panel_already_held"),
    (TO_PHASE["stage3_answered"], "panel_held", "stage3_is_over"),
    (TO_PHASE["stage3_answered"], "referred_to_ombudsman", None),
    (TO_PHASE["stage3_answered"], "action_promised", None),
    ("2 Mar received", "action_done", "no_action_promised"),
    # Holds.
    ("2 Mar received", "resumed", "not_on_hold"),
    ("2 Mar received; 3 Mar put_on_hold other", "put_on_hold", "on_hold_already"),
    ("2 Mar received; 3 Mar put_on_hold other", "stage1_responded", None),
    ("2 Mar received; 3 Mar put_on_hold other; 4 Mar resumed", "put_on_hold", None),
    # Withdrawn, declined, closed.
    ("2 Mar received; 3 Mar withdrawn", "withdrawn", "is_withdrawn"),
    ("2 Mar received; 3 Mar withdrawn", "stage1_responded", "is_withdrawn"),
    ("2 Mar received; 3 Mar withdrawn", "reinstated", None),
    ("2 Mar received; 3 Mar withdrawn", "advocate_requested", None),
    ("2 Mar received", "reinstated", "not_withdrawn"),
    ("2 Mar received; 3 Mar declined", "reinstated", "is_declined"),
    ("2 Mar received; 3 Mar declined", "information_added", None),
    ("2 Mar received; 3 Mar declined", "stage2_requested", "is_declined"),
    ("2 Mar received; 3 Mar closed", "stage1_responded", "is_closed"),
    ("2 Mar received; 3 Mar closed", "referred_to_ombudsman", None),
    # Closing the file takes the next stage from nobody.
    ("2 Mar received; 3 Mar closed", "stage2_requested", None),
    ("2 Mar received; 3 Mar stage1_responded; 4 Mar closed", "stage2_requested", None),
    (f"{TO_PHASE['stage2_answered']}; 5 Mar closed", "stage3_requested", None),
    (f"{TO_PHASE['stage2']}; 5 Mar closed", "stage3_requested", "is_closed"),
    # Advocates and decisions.
    ("2 Mar received", "advocate_changed", "no_advocate_appointed"),
    ("2 Mar received; 3 Mar advocate_appointed", "advocate_changed", None),
    ("2 Mar received", "decision_paused", None),
    ("2 Mar received", "decision_pause_refused", "no_pause_asked_for"),
    ("2 Mar received; 3 Mar decision_pause_requested", "decision_pause_refused", None),
]


@pytest.mark.parametrize(("story", "kind", "why"), ALLOWED_OR_NOT)
def test_an_event_may_follow_or_is_refused(story: str, kind: str, why: str | None) -> None:
    assert refusal(after(story), kind) == why


def test_a_route_with_two_stages_has_no_panel() -> None:
    life = after("2 Mar received; 3 Mar stage2_requested; 4 Mar stage2_responded", "corporate")
    assert refusal(life, "stage3_requested") == "no_such_stage"
    assert refusal(life, "panel_held") == "no_such_stage"


def test_whoever_investigates_stage_2_may_be_named_on_a_route_with_two_stages() -> None:
    life = after("2 Mar received; 3 Mar stage2_requested", "corporate")
    assert refusal(life, "investigator_appointed") is None


def test_a_route_without_stages_has_none_to_answer() -> None:
    life = after("2 Mar received; 3 Mar rerouted representation")
    assert {
        kind: refusal(life, kind) for kind in ("stage1_responded", "stage1_extended", "statement_agreed")
    } == {
        "stage1_responded": "no_such_stage",
        "stage1_extended": "no_such_stage",
        "statement_agreed": "no_such_stage",
    }
    assert refusal(life, "closed") is None


def test_what_may_happen_names_what_is_needed_for_it() -> None:
    possible = may_happen(after("2 Mar received"), day("3 Mar"))
    assert Possible("stage1_extended", ("reason", "until")) in possible
    assert Possible("acknowledged", ()) in possible
    assert "resumed" not in {one.kind for one in possible}


def test_nothing_may_happen_before_the_day_the_complaint_came() -> None:
    life = after("2 Mar received")
    assert may_happen(life, day("1 Mar")) == ()
    assert may_happen(life, day("2 Mar"))


def test_events_happen_by_day_whatever_the_order_they_are_given_in() -> None:
    events = told("2 Mar received", "3 Mar stage1_responded", "4 Mar stage2_requested")
    assert replay(events[::-1], ENGLAND) == replay(events, ENGLAND)


def test_the_refusal_names_the_event_and_its_place() -> None:
    with pytest.raises(NotYetPossible, match="resumed on 2026-03-03") as refused:
        replay(told("2 Mar received", "3 Mar resumed"), ENGLAND)
    assert refused.value.event.kind == "resumed"
    assert refused.value.position == 1


def test_days_stored_as_text_are_read_as_days() -> None:
    life = after("2 Mar received")
    happen(life, Event("stage1_extended", day("3 Mar"), {"reason": "complex", "until": "2026-03-30"}))
    assert life.extended[0].until == day("30 Mar")


def test_the_first_and_the_last_day_of_each_kind_are_kept() -> None:
    life = after("2 Mar received; 4 Mar information_added; 9 Mar information_added")
    assert life.first["information_added"] == day("4 Mar")
    assert life.last["information_added"] == day("9 Mar")


def test_a_life_passes_through_the_phases_in_their_order() -> None:
    reached = [after(story).phase for story in TO_PHASE.values()]
    assert reached == list(PHASES)
    assert [after(story).stage for story in TO_PHASE.values()] == [0, 1, 1, 2, 2, 3, 3]


def test_points_taken_out_come_back_one_by_one_or_all_together() -> None:
    out = Event("withdrawn", day("3 Mar"), {"points": ["p1", "p2"]})
    one = after("2 Mar received")
    for event in (out, Event("reinstated", day("4 Mar"), {"points": ["p1"]})):
        happen(one, event)
    assert one.points_withdrawn == {"p2": day("3 Mar")}
    every = after("2 Mar received")
    for event in (out, Event("reinstated", day("4 Mar"))):
        happen(every, event)
    assert every.points_withdrawn == {}


def test_while_some_points_are_on_hold_the_whole_may_be_put_there_too() -> None:
    life = Life("statutory")
    for kind, data in (
        ("received", {}),
        ("put_on_hold", {"reason": "safeguarding", "points": ["p1"]}),
        ("put_on_hold", {"reason": "safeguarding"}),
    ):
        assert refusal(life, kind) is None
        happen(life, Event(kind, day("2 Mar"), data))
    assert refusal(life, "put_on_hold") == "on_hold_already"
    assert refusal(life, "resumed") is None

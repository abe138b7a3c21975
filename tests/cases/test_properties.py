"""What holds for every life, made up by machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.cases import said
from backend.cases.events import CLOCKS, EVENT_KINDS, Event
from backend.cases.lifecycle import Life, NotYetPossible, happen, may_happen, replay
from backend.cases.terms import Terms
from backend.cases.timeline import timeline
from backend.deadlines.calendar import england_and_wales
from backend.say import Say
from tests.examples import examples

from .building import ENGLAND, REPORTS, SIGNED

FEW = examples(60)
CALENDAR = england_and_wales()
FIRST = date(2026, 1, 5)


def needed(draw: Any, kind: str, on: date) -> dict[str, Any]:
    later = on + timedelta(days=draw(st.integers(0, 60)))
    return {
        "stage1_extended": {"reason": "complex", "until": later},
        "stage2_extended": {"reason": "complex", "until": later},
        "stage3_extended": {"reason": "agreed", "until": later},
        "panel_arranged": {"panel_on": later},
        "put_on_hold": {"reason": draw(st.sampled_from(("safeguarding", "proceedings")))},
        "redated": {"clock": draw(st.sampled_from(CLOCKS)), "until": later},
        "rerouted": {"route": draw(st.sampled_from(("statutory", "outside")))},
        "statement_agreed": {"signed": draw(st.booleans())},
    }.get(kind, {})


@st.composite
def lives(draw: Any, terms: Terms = ENGLAND) -> list[Event]:
    """A life of up to twenty events, each of them possible when it happens."""
    on, events = FIRST, [Event("received", FIRST, {})]
    life = Life(terms.route)
    happen(life, events[0])
    for _ in range(draw(st.integers(0, 19))):
        on += timedelta(days=draw(st.integers(0, 12)))
        kind = draw(st.sampled_from([one.kind for one in may_happen(life, on)]))
        event = Event(kind, on, needed(draw, kind, on))
        happen(life, event)
        events.append(event)
    return events


def looked_at(events: Sequence[Event], as_of: date, terms: Terms = ENGLAND) -> Any:
    """The timeline on a day, knowing only what had happened by then."""
    known = [event for event in events if event.on <= as_of]
    return timeline(known, terms, CALENDAR, as_of, happened_on=date(2025, 6, 1))


@given(lives(), st.integers(0, 250), st.integers(0, 40))
@FEW
def test_what_was_missed_stays_missed(events: list[Event], day: int, more: int) -> None:
    before = looked_at(events, FIRST + timedelta(days=day))
    after = looked_at(events, FIRST + timedelta(days=day + more))
    later = {(one.clock, one.started_on): one for one in after.deadlines}
    for one in before.deadlines:
        if one.state == "missed" and (one.clock, one.started_on) in later:
            assert later[one.clock, one.started_on].state == "missed"


@given(lives(), st.integers(0, 250))
@FEW
def test_a_state_agrees_with_its_dates(events: list[Event], day: int) -> None:
    as_of = FIRST + timedelta(days=day)
    for one in looked_at(events, as_of).deadlines:
        match one.state:
            case "running":
                assert one.due >= as_of
                assert one.met_on is None
            case "missed":
                assert one.due < as_of
            case "met":
                assert one.met_on <= one.due
            case "not_started":
                assert one.due is None
                assert one.started_on is None
        assert one.extended_from is None or one.extended_from != one.due
        assert one.ombudsman_expects is None or one.due is None or one.ombudsman_expects < one.due


@given(lives())
@FEW
def test_a_moved_date_still_spans_its_days(events: list[Event]) -> None:
    for one in looked_at(events, FIRST + timedelta(days=300)).deadlines:
        if one.due is None or one.unit != "working_days" or one.direction != "after":
            continue
        span = [one.started_on + timedelta(days=n) for n in range(1, (one.due - one.started_on).days + 1)]
        passed = {skip.date for skip in one.skipped}
        counted = [day for day in span if CALENDAR.why_not_working(day) is None and day not in passed]
        at_the_end = CALENDAR.why_not_working(one.due) is not None and one.due.weekday() < 5
        assert len(counted) + len(passed) + one.skipped_weekends + at_the_end == len(span)
        if one.extended_from is None:
            assert len(counted) == one.length


@given(lives(), st.randoms())
@FEW
def test_the_order_in_which_the_days_are_recorded_does_not_matter(events: list[Event], chance: Any) -> None:
    by_day = {event.on: [one for one in events if one.on == event.on] for event in events}
    days = list(by_day)
    chance.shuffle(days)
    shuffled = [event for day in days for event in by_day[day]]
    assert looked_at(shuffled, FIRST + timedelta(days=300)) == looked_at(events, FIRST + timedelta(days=300))


ENDING = {"closed", "withdrawn", "declined"}
TOGGLES = {"put_on_hold", "resumed", "reinstated", "accepted", "rerouted", "redated", "panel_arranged"}
TOGGLES |= {"stage2_requested", "stage3_requested"}


@given(lives(), st.randoms())
@FEW
def test_events_of_one_day_give_the_same_dates_in_any_order_they_can_happen_in(
    events: list[Event], chance: Any
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)
    as_of = FIRST + timedelta(days=300)
    try:
        found = looked_at(shuffled, as_of)
    except NotYetPossible:
        return
    for on in {event.on for event in events}:
        kinds = [event.kind for event in events if event.on == on]
        if set(kinds) & ENDING or sum(kind in TOGGLES for kind in kinds) > 1:
            return
    assert found.deadlines == looked_at(events, as_of).deadlines


@given(st.data(), st.sampled_from((ENGLAND, SIGNED, REPORTS)), st.integers(0, 300))
@FEW
def test_everything_said_is_in_the_list_for_the_writer_with_the_facts_it_names(
    data: st.DataObject, terms: Terms, day: int
) -> None:
    found = looked_at(data.draw(lives(terms)), FIRST + timedelta(days=day), terms)
    for one in (
        *(deadline.explanation for deadline in found.deadlines),
        *(option.why for option in found.options),
    ):
        check(one)


def check(say: Say) -> None:
    assert set(say.facts) == set(said.WORDING[say.key]), say.key
    for fact in say.facts.values():
        assert fact is not None
        if isinstance(fact, Say):
            check(fact)


@given(lives())
@FEW
def test_telling_a_life_twice_gives_the_same_life(events: list[Event]) -> None:
    assert replay(events, ENGLAND) == replay(events, ENGLAND)


def test_each_kind_of_event_is_reached_by_some_made_up_life() -> None:
    reached: set[str] = set()

    @given(lives())
    @examples(150)
    def walk(events: list[Event]) -> None:
        reached.update(event.kind for event in events)

    walk()
    assert len(reached) > len(EVENT_KINDS) * 0.6

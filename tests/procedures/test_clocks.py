"""Each council's clocks, written as a caseworker would say them."""

from __future__ import annotations

from datetime import date

import pytest

from backend.cases.terms import Clock
from backend.procedures import Procedures
from tests.deadlines.test_golden_dates import COUNTS

NATIONAL = {
    "time_limit": "the person has 12 months after grounds",
    "acknowledgement": "no figure",
    "stage1_response": "the council has 10 working days after received, 20 at most",
    "stage1_latest": "the council has 20 working days after received",
    "stage2_request": "the person has 20 working days after stage1_responded, a recommendation",
    "stage2_acknowledgement": "no figure",
    "stage2_response": "the council has 25 working days after stage2_requested, 65 at most",
    "stage2_latest": "the council has 65 working days after stage2_requested",
    "stage3_request": "the person has 20 working days after stage2_responded",
    "stage3_acknowledgement": "the council has 2 working days after stage3_requested, a recommendation",
    "panel_arrangements": "the council has 10 working days after stage3_requested, a recommendation",
    "panel_papers": "the council has 10 working days before panel_arranged, a recommendation",
    "panel_hearing": "the council has 30 working days after stage3_requested",
    "panel_report": "the panel has 5 working days after panel_held",
    "stage3_response": "the council has 15 working days after panel_reported",
    "ombudsman": "the person has 12 months after grounds",
}

OWN: dict[str, dict[str, str]] = {
    "england": {},
    "somerset": {
        "stage2_response": "the council has 25 working days after statement_agreed, 65 at most, its own",
        "stage2_latest": "the council has 65 working days after statement_agreed, its own",
    },
    "surrey": {
        "stage2_response": "the council has 25 working days after statement_agreed, 65 at most, its own",
        "stage2_latest": "the council has 65 working days after statement_agreed, its own",
    },
    "bexley": {
        "acknowledgement": "the council has 2 working days after received, its own",
        "stage2_acknowledgement": "the council has 2 working days after stage2_requested, its own",
        "stage2_response": "the council has 25 working days after stage2_reported, 65 at most, its own",
        "stage2_latest": "the council has 65 working days after stage2_reported, its own",
    },
    "sefton": {
        "acknowledgement": "the council has 3 working days after received, its own",
    },
    "rutland": {
        "acknowledgement": "the council has 1 working day after received, its own",
    },
}

SOMERSET_CORPORATE = {
    "time_limit": "the person has 12 months after grounds, its own",
    "acknowledgement": "no figure",
    "stage1_response": "the council has 10 working days after received, its own",
    "stage2_response": "the council has 20 working days after stage2_requested, its own",
    "meeting_request": "the person has 20 working days after stage2_responded, its own",
    "ombudsman": "the person has 12 months after grounds",
}

WHO_ACTS = {
    "somerset": {
        "stage1_response": "a manager from the service",
        "stage2_response": "Deputy Director, Children and Families",
        "panel_hearing": "Customer Experience Team",
        "stage3_response": "Director, Children and Families",
    },
    "surrey": {
        "stage1_response": "team manager",
        "stage2_response": "Assistant Director",
        "panel_hearing": "Customer Relations Team",
        "stage3_response": "Director",
    },
    "bexley": {
        "stage1_response": "Service Manager or Head of Service",
        "stage2_response": "Deputy Director of Children’s Services",
        "panel_hearing": None,
        "stage3_response": "Director of Children’s Services",
    },
    "sefton": {
        "stage1_response": "Complaints Officer",
        "stage2_response": "senior Children’s Social Care Manager",
        "panel_hearing": "Complaints Officer",
        "stage3_response": "senior Council Officer",
    },
    "rutland": {
        "stage1_response": "frontline manager",
        "stage2_response": "Head of Service",
        "panel_hearing": None,
        "stage3_response": "Director for People",
    },
    "england": {
        "stage1_response": None,
        "stage2_response": None,
        "panel_hearing": None,
        "stage3_response": None,
    },
}

ON = date(2026, 3, 31)


def said(clock: Clock) -> str:
    """The clock as a sentence."""
    if clock.period is None:
        return "no figure"
    who = {"council": "the council", "complainant": "the person", "panel": "the panel"}[clock.binds]
    count, unit = clock.period.count, clock.period.unit.replace("_", " ")
    length = f"{count} {unit[:-1] if count == 1 else unit}"
    longest = f", {clock.longest.count} at most" if clock.longest else ""
    nature = {"recommended": ", a recommendation", "local": ", its own", "statutory": ""}[clock.nature]
    return f"{who} has {length} {clock.period.direction} {' or '.join(clock.starts_with)}{longest}{nature}"


@pytest.mark.parametrize("council", OWN)
def test_a_council_s_whole_set_of_clocks(procedures: Procedures, council: str) -> None:
    clocks = procedures.in_force(council, "statutory", ON).clocks
    assert {name: said(clock) for name, clock in clocks.items()} == NATIONAL | OWN[council]


def test_the_clocks_come_in_the_order_a_person_meets_them(procedures: Procedures) -> None:
    assert list(procedures.in_force("rutland", "statutory", ON).clocks) == list(NATIONAL)


@pytest.mark.parametrize("council", OWN)
def test_wherever_a_council_counts_otherwise_the_national_clock_stands_beside(
    procedures: Procedures, council: str
) -> None:
    terms = procedures.in_force(council, "statutory", ON)
    beside = {name: said(clock) for name, clock in terms.national.items()}
    assert beside == {name: NATIONAL[name] for name in OWN[council] if NATIONAL[name] != "no figure"}


@pytest.mark.parametrize("council", WHO_ACTS)
def test_who_acts_bears_the_title_that_council_uses(procedures: Procedures, council: str) -> None:
    clocks = procedures.in_force(council, "statutory", ON).clocks
    assert {name: clocks[name].acts for name in WHO_ACTS[council]} == WHO_ACTS[council]


def test_somerset_s_corporate_route_has_lengths_of_its_own(procedures: Procedures) -> None:
    terms = procedures.in_force("somerset", "corporate", ON)
    assert {name: said(clock) for name, clock in terms.clocks.items()} == SOMERSET_CORPORATE
    assert terms.facts["meeting_with"] == "Service Director"
    for statutory in ("panel_size", "independent_person", "stage2_starts"):
        assert statutory not in terms.facts


@pytest.mark.parametrize("council", OWN)
def test_every_clock_belongs_to_its_stage(procedures: Procedures, council: str) -> None:
    stages: dict[int, list[str]] = {0: [], 1: [], 2: [], 3: []}
    for name, clock in procedures.in_force(council, "statutory", ON).clocks.items():
        stages[clock.stage].append(name)
    assert stages == {
        0: ["time_limit", "ombudsman"],
        1: ["acknowledgement", "stage1_response", "stage1_latest", "stage2_request"],
        2: ["stage2_acknowledgement", "stage2_response", "stage2_latest", "stage3_request"],
        3: [
            "stage3_acknowledgement",
            "panel_arrangements",
            "panel_papers",
            "panel_hearing",
            "panel_report",
            "stage3_response",
        ],
    }


ENDS = {
    "time_limit": "received",
    "acknowledgement": "acknowledged",
    "stage1_response": "stage1_responded",
    "stage1_latest": "stage1_responded",
    "stage2_request": "stage2_requested",
    "stage2_acknowledgement": "stage2_acknowledged",
    "stage2_response": "stage2_responded",
    "stage2_latest": "stage2_responded",
    "stage3_request": "stage3_requested",
    "stage3_acknowledgement": "stage3_acknowledged",
    "panel_arrangements": "panel_arranged",
    "panel_papers": "panel_papers_sent",
    "panel_hearing": "panel_held",
    "panel_report": "panel_reported",
    "stage3_response": "stage3_responded",
    "ombudsman": "referred_to_ombudsman",
}


@pytest.mark.parametrize("council", OWN)
def test_every_clock_ends_with_its_event(procedures: Procedures, council: str) -> None:
    clocks = procedures.in_force(council, "statutory", ON).clocks
    assert {name: clock.ends_with for name, clock in clocks.items()} == {
        name: (event,) for name, event in ENDS.items()
    }


STAGE2_STARTS = {
    "england": "request",
    "somerset": "agreed_statement",
    "surrey": "signed_statement",
    "bexley": "reports",
    "sefton": "request",
    "rutland": "request",
}


@pytest.mark.parametrize(("council", "start"), STAGE2_STARTS.items())
def test_from_what_each_council_counts_stage_2(procedures: Procedures, council: str, start: str) -> None:
    terms = procedures.in_force(council, "statutory", ON)
    assert terms.stage2_starts == terms.facts["stage2_starts"] == start


@pytest.mark.parametrize("council", OWN)
def test_every_figure_says_where_it_comes_from(procedures: Procedures, council: str) -> None:
    terms = procedures.in_force(council, "statutory", ON)
    sources = [clock.source for clock in terms.clocks.values()]
    sources += [clock.longest_source for clock in terms.clocks.values() if clock.longest_source]
    sources += [terms.sources[name] for name in terms.facts]
    assert len(sources) > 40
    for source in sources:
        assert source.citation
        assert (source.checked_on is not None) == source.verified


def test_days_are_counted_by_england_and_wales_and_the_choice_is_cited(procedures: Procedures) -> None:
    terms = procedures.in_force("rutland", "statutory", ON)
    assert terms.calendar == "england_and_wales"
    assert "regulation 2" in terms.sources["calendar"].citation
    assert terms.sources["calendar"].verified


def test_every_length_in_working_days_is_one_that_the_second_counter_walked(procedures: Procedures) -> None:
    terms = [procedures.in_force(council, "statutory", ON) for council in OWN]
    terms.append(procedures.in_force("somerset", "corporate", ON))
    periods = {
        period
        for term in terms
        for clock in (*term.clocks.values(), *term.national.values())
        for period in (clock.period, clock.longest)
        if period is not None and period.unit == "working_days"
    }
    assert {period.count for period in periods if period.direction == "after"} <= set(COUNTS)
    assert {period.count for period in periods if period.direction == "before"} == {10}

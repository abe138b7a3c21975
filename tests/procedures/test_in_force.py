"""Which procedure holds on which day, on which route."""

from __future__ import annotations

from datetime import date

import pytest

from backend.deadlines.period import Period
from backend.procedures import NoFigures, Procedures, UnknownCouncil, UnknownRoute, load
from tests.procedures.planting import Files

ON = date(2026, 3, 31)

FASTER_FROM_APRIL = """
      - from: 2006-09-01
        within: 10 working days
        source: {document: policy, at: "11.1", verified: false}
      - from: 2026-04-01
        within: 8 working days
        source: {document: policy, at: "11.1", verified: false}
    stage1_latest:
      from: 2026-04-01
      within: 15 working days
      source: {document: policy, at: "11.1", verified: false}
"""


def _with_faster_stage1(files: Files) -> Procedures:
    text = (files.folder / "rutland.yml").read_text(encoding="utf-8")
    start = text.index("    stage1_response:\n") + len("    stage1_response:")
    end = text.index("    stage2_request:\n")
    changed = text[:start] + FASTER_FROM_APRIL + text[end:]
    (files.folder / "rutland.yml").write_text(changed, encoding="utf-8")
    return load(files.folder)


@pytest.mark.parametrize(
    ("received", "days", "longest"),
    [("2019-01-01", 10, 20), ("2026-03-31", 10, 20), ("2026-04-01", 8, 15), ("2028-01-01", 8, 15)],
)
def test_a_case_keeps_the_figures_of_the_day_it_was_received(
    files: Files, received: str, days: int, longest: int
) -> None:
    procedures = _with_faster_stage1(files)
    clocks = procedures.in_force("rutland", "statutory", date.fromisoformat(received)).clocks
    assert clocks["stage1_response"].period == Period(days)
    assert clocks["stage1_response"].longest == Period(longest)


def test_a_council_s_better_promise_is_its_own_and_the_national_rule_stands_beside_it(files: Files) -> None:
    terms = _with_faster_stage1(files).in_force("rutland", "statutory", date(2026, 4, 1))
    assert terms.clocks["stage1_response"].nature == "local"
    assert terms.national["stage1_response"].period == Period(10)
    assert terms.national["stage1_response"].nature == "statutory"


def test_a_day_before_the_regulations_gets_the_first_procedure_there_was(procedures: Procedures) -> None:
    first = procedures.in_force("sefton", "statutory", date(2006, 9, 1))
    assert procedures.in_force("sefton", "statutory", date(1940, 1, 1)) == first


@pytest.mark.parametrize("route", ["representation", "service_request", "outside"])
def test_a_route_without_stages_has_no_clocks_and_keeps_the_titles(
    procedures: Procedures, route: str
) -> None:
    terms = procedures.in_force("surrey", route, ON)
    assert terms.clocks == {}
    assert terms.facts["team"] == "Customer Relations Team"
    assert terms.stage2_starts == "request"
    assert list(terms.other_routes) == ["statutory"]


def test_a_case_that_is_rerouted_finds_the_terms_of_the_other_route(procedures: Procedures) -> None:
    terms = procedures.in_force("somerset", "statutory", ON)
    assert terms.other_routes["corporate"].clocks["stage2_response"].period == Period(20)
    back = procedures.in_force("somerset", "corporate", ON).other_routes["statutory"]
    assert back.clocks["stage2_response"].period == Period(25)
    assert procedures.in_force("rutland", "statutory", ON).other_routes == {}


@pytest.mark.parametrize("council", ["england", "surrey", "bexley", "sefton", "rutland"])
def test_a_council_that_gives_no_corporate_figures_says_so(procedures: Procedures, council: str) -> None:
    with pytest.raises(NoFigures, match="corporate"):
        procedures.in_force(council, "corporate", ON)


def test_an_unknown_council_or_route_is_refused_with_those_there_are(procedures: Procedures) -> None:
    with pytest.raises(UnknownCouncil, match="bexley, england, rutland, sefton, somerset, surrey"):
        procedures.in_force("atlantis", "statutory", ON)
    with pytest.raises(UnknownCouncil):
        procedures.council("atlantis")
    with pytest.raises(UnknownRoute, match="statutory, corporate"):
        procedures.in_force("rutland", "informal", ON)


def test_the_other_calendar_and_the_other_rule_for_days_off_reach_every_clock(files: Files) -> None:
    files.plant("england.yml", "calendar: england_and_wales", "calendar: united_kingdom")
    files.plant("england.yml", "trigger_on_day_off: stands", "trigger_on_day_off: moves_on")
    terms = load(files.folder).in_force("surrey", "statutory", ON)
    assert terms.calendar == "united_kingdom"
    assert terms.clocks["stage1_response"].period == Period(10, trigger_on_day_off="moves_on")
    assert terms.clocks["stage1_response"].longest == Period(20, trigger_on_day_off="moves_on")
    assert terms.clocks["ombudsman"].period == Period(12, "months")


def test_a_council_may_count_by_a_calendar_of_its_own(files: Files) -> None:
    counting = (
        "counting:\n  calendar: united_kingdom\n  trigger_on_day_off: stands\n"
        "  source: {document: policy, verified: false}\n"
    )
    files.plant("rutland.yml", "contacts:\n", counting + "contacts:\n")
    procedures = load(files.folder)
    assert procedures.in_force("rutland", "statutory", ON).calendar == "united_kingdom"
    assert procedures.in_force("sefton", "statutory", ON).calendar == "england_and_wales"

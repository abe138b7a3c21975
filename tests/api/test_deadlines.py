"""`POST /api/deadlines`: one clock from a bare date, for every council.

Good Friday is 3 April 2026, Easter Monday 6 April, the May holidays 4 and 25 May.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from backend.deadlines.calendar import COMPUTED, GOV_UK
from tests.api.conftest import Law

FIELDS = {
    "clock",
    "due",
    "started_on",
    "started_by",
    "length",
    "unit",
    "direction",
    "binds",
    "nature",
    "state",
    "met_on",
    "extended_from",
    "past_longest",
    "skipped",
    "holidays_from",
    "skipped_weekends",
    "ombudsman_expects",
    "source",
    "explanation",
}
COUNCILS = ("england", "somerset", "surrey", "bexley", "sefton", "rutland")
EASTER = [{"date": "2026-04-03", "why": "Good Friday"}, {"date": "2026-04-06", "why": "Easter Monday"}]


def asked(council: str, clock: str, start: str, **more: Any) -> dict[str, Any]:
    return {"council": council, "clock": clock, "start": start, **more}


def test_a_deadline_has_every_field_of_the_contract_and_says_what_it_passed_over(law: Law) -> None:
    found = law.ask("/api/deadlines", asked("rutland", "stage1_response", "2026-04-02"))
    assert set(found) == FIELDS
    explanation, source = found.pop("explanation"), found.pop("source")
    assert found == {
        "clock": "stage1_response",
        "due": "2026-04-20",
        "started_on": "2026-04-02",
        "started_by": "received",
        "length": 10,
        "unit": "working_days",
        "direction": "after",
        "binds": "council",
        "nature": "statutory",
        "state": "running",
        "met_on": None,
        "extended_from": None,
        "past_longest": None,
        "skipped": EASTER,
        "skipped_weekends": 6,
        "holidays_from": ["gov.uk/bank-holidays"],
        "ombudsman_expects": None,
    }
    assert set(source) == {"citation", "quote", "verified"}
    assert source["verified"] is True
    assert "Good Friday and Easter Monday" in explanation
    assert "Monday 20 April 2026" in explanation


@pytest.mark.parametrize("council", ["england", "somerset", "surrey"])
def test_an_acknowledgement_nobody_gives_a_period_for_is_answered_without_a_date(
    law: Law, council: str
) -> None:
    found = law.ask("/api/deadlines", asked(council, "acknowledgement", "2026-04-02"))
    assert (found["due"], found["length"], found["nature"]) == (None, None, "none")
    assert (found["state"], found["started_on"]) == ("running", "2026-04-02")
    assert found["explanation"]


@pytest.mark.parametrize(
    ("council", "days", "due"), [("rutland", 1, "07"), ("bexley", 2, "08"), ("sefton", 3, "09")]
)
def test_an_acknowledgement_is_as_long_as_the_council_says(
    law: Law, council: str, days: int, due: str
) -> None:
    found = law.ask("/api/deadlines", asked(council, "acknowledgement", "2026-04-02"))
    assert (found["length"], found["due"], found["nature"]) == (days, f"2026-04-{due}", "local")


def test_papers_are_counted_back_from_the_day_of_the_panel(law: Law) -> None:
    found = law.ask("/api/deadlines", asked("surrey", "panel_papers", "2026-04-20"))
    assert (found["due"], found["direction"]) == ("2026-04-02", "before")
    assert (found["skipped"], found["skipped_weekends"]) == (EASTER, 6)


@pytest.mark.parametrize("council", COUNCILS)
def test_extended_gives_the_longest_the_procedure_allows(law: Law, council: str) -> None:
    first = law.ask("/api/deadlines", asked(council, "stage1_response", "2026-03-31", extended=True))
    assert (first["due"], first["extended_from"], first["length"]) == ("2026-04-30", "2026-04-16", 10)
    second = law.ask("/api/deadlines", asked(council, "stage2_response", "2024-08-29", extended=True))
    assert (second["due"], second["extended_from"]) == ("2024-11-28", "2024-10-03")
    latest = law.ask("/api/deadlines", asked(council, "stage2_latest", "2024-08-29"))
    assert latest["due"] == "2024-11-28"


def test_somersets_corporate_clocks_have_corporate_lengths(law: Law) -> None:
    found = law.ask("/api/deadlines", asked("somerset", "stage2_response", "2026-04-02", route="corporate"))
    assert (found["length"], found["due"], found["nature"]) == (20, "2026-05-05", "local")
    meeting = law.ask("/api/deadlines", asked("somerset", "meeting_request", "2026-04-02", route="corporate"))
    assert (meeting["length"], meeting["binds"]) == (20, "complainant")


@pytest.mark.parametrize("council", ["england", "surrey", "bexley", "sefton", "rutland"])
def test_a_council_without_corporate_figures_says_so(law: Law, council: str) -> None:
    body = asked(council, "stage2_response", "2026-04-02", route="corporate")
    assert "gives no figures for the corporate route" in law.refusal("/api/deadlines", body)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2024-02-29", "2025-02-28"),
        ("2023-02-28", "2024-02-28"),
        ("2025-03-31", "2026-03-31"),
        ("1940-01-01", "1941-01-01"),
        ("2028-12-31", "2029-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month(law: Law, start: str, due: str) -> None:
    for clock in ("time_limit", "ombudsman"):
        found = law.ask("/api/deadlines", asked("bexley", clock, start))
        assert (found["due"], found["unit"], found["length"]) == (due, "months", 12)
        assert (found["skipped"], found["skipped_weekends"], found["binds"]) == ([], 0, "complainant")


def test_the_first_day_of_the_regulations_is_counted_from(law: Law) -> None:
    assert law.ask("/api/deadlines", asked("sefton", "stage1_response", "2006-09-01"))["due"] == "2006-09-15"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"council": "atlantis"}, "council: no council has this id"),
        ({"clock": "wizard"}, "clock: is not one of this route's"),
        ({"clock": "meeting_request"}, "clock: is not one of this route's"),
        ({"route": "wizard"}, "route: there is no such route"),
        ({"route": "outside"}, "These are: none"),
        ({"start": "2006-08-31"}, "2006-09-01"),
        ({"start": "1066-10-14"}, "2006-09-01"),
        ({"start": "9999-12-31"}, "2028-12-31"),
        ({"start": "2028-12-29"}, "2028-12-31"),
        ({"start": "1939-12-31", "clock": "time_limit"}, "1940-01-01"),
        ({"start": "2029-01-01", "clock": "ombudsman"}, "2028-12-31"),
        ({"start": "1066-10-14", "clock": "acknowledgement", "council": "england"}, "2006-09-01"),
        ({"start": "2026-02-30"}, "start: is a day written like"),
        ({"start": "20260402"}, "start: is a day written like"),
        ({"start": 20260402}, "start: is a day written like"),
        ({"start": None}, "start: is a day written like"),
        ({"extended": "wizard"}, "extended"),
        ({"wizard": 1}, "not one of ours"),
    ],
)
def test_what_cannot_be_counted_is_a_sentence_that_says_what_to_mend(
    law: Law, wrong: dict[str, Any], named: str
) -> None:
    detail = law.refusal("/api/deadlines", {**asked("rutland", "stage1_response", "2026-04-02"), **wrong})
    assert named in detail
    assert "wizard" not in detail


@pytest.mark.parametrize("body", ["text", [], 1, None])
def test_a_body_of_another_shape_is_refused(law: Law, body: Any) -> None:
    law.refusal("/api/deadlines", body)


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("age_band", ["child", "teen", "adult"])
def test_every_clock_of_every_council_explains_itself_in_every_voice(
    law: Law, council: str, age_band: str
) -> None:
    for clock in law.get(f"/api/councils/{council}/procedure").json()["clocks"]:
        body = asked(council, clock["clock"], "2026-03-31")
        found = law.ask("/api/deadlines", body, age_band=age_band, locale="en-GB")
        assert found["state"] == "running"
        assert found["length"] == clock["length"]
        due = found["due"] and date.fromisoformat(found["due"])
        assert due is None or f"{due.day} {due:%B %Y}" in found["explanation"]


@pytest.mark.parametrize(
    ("clock", "start", "lists"),
    [
        ("stage1_response", "2010-03-31", [COMPUTED]),
        ("stage1_response", "2011-12-23", [COMPUTED, GOV_UK]),
        ("panel_papers", "2012-01-09", [COMPUTED, GOV_UK]),
        ("stage1_response", "2026-03-31", [GOV_UK]),
        ("ombudsman", "2010-03-31", []),
    ],
)
def test_it_says_whose_bank_holidays_it_was_counted_by(
    law: Law, clock: str, start: str, lists: list[str]
) -> None:
    assert law.ask("/api/deadlines", asked("rutland", clock, start))["holidays_from"] == lists

"""`GET /api/councils`, each procedure, and the document that describes them."""

from __future__ import annotations

import pytest

from backend.cases.events import CLOCKS
from tests.api.conftest import Law


def test_the_five_councils_are_there_and_england_is_none_of_them(law: Law) -> None:
    found = law.get("/api/councils").json()
    assert {council["id"] for council in found} == {"somerset", "surrey", "bexley", "sefton", "rutland"}
    for council in found:
        assert set(council) == {"id", "name", "complaints_team", "contacts", "advocacy"}
        assert council["name"]
        assert isinstance(council["contacts"], dict)
        assert isinstance(council["advocacy"], dict)


@pytest.mark.parametrize("council", ["england", "somerset", "surrey", "bexley", "sefton", "rutland"])
def test_a_procedure_gives_stages_clocks_and_sources_in_the_order_a_person_meets_them(
    law: Law, council: str
) -> None:
    found = law.get(f"/api/councils/{council}/procedure").json()
    assert found["council"] == council
    names = [clock["clock"] for clock in found["clocks"]]
    assert names == [name for name in CLOCKS if name in names]
    assert set(CLOCKS) - set(names) == {"meeting_request"}
    assert [stage["stage"] for stage in found["stages"]] == [0, 1, 2, 3]
    by_stage = [clock for stage in found["stages"] for clock in stage["clocks"]]
    assert sorted(clock["clock"] for clock in by_stage) == sorted(names)
    for clock in found["clocks"]:
        assert clock["source"]["citation"]
        assert (clock["length"] is None) == (clock["nature"] == "none")


def test_a_council_that_is_none_of_ours_is_not_found(law: Law) -> None:
    answer = law.get("/api/councils/atlantis/procedure")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "rutland" in answer.json()["detail"]


def test_one_document_describes_every_address(law: Law) -> None:
    described = law.get("/api/openapi.json").json()["paths"]
    for path in ("/api/councils", "/api/councils/{council}/procedure", "/api/eligibility"):
        assert path in described
    for path in ("/api/deadlines", "/api/timeline", "/api/eligibility"):
        parameters = {one["name"] for one in described[path]["post"]["parameters"]}
        assert parameters == {"locale", "age_band"}

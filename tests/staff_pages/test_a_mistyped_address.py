"""A mistyped address at the console: a page that says so and leads back, the same whatever is elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from backend.services import accounts
from backend.store import Unavailable
from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing

MISTYPED = (
    "/staff/cses",
    "/staff/",
    "/staff/cases",
    "/staff/cases/{reference}/nots",
    "/staff/cases/2222-2222/nots",
    f"/staff/cases/{'2222-2222' * 9}",
    "/staff/sign-in/%00",
)


@pytest.mark.parametrize("address", MISTYPED)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_mistyped_address_shows_a_page_with_the_way_back(
    office: Office, officer: Browsing, address: str, signed_in: bool
) -> None:
    reference = officer.takes()
    somebody = officer if signed_in else Browsing.anonymous(office)
    page = somebody.open(address.format(reference=reference))
    assert page.status == 404
    assert page.answer.headers["content-type"] == "text/html; charset=utf-8"
    assert page.answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in page.answer.headers["content-security-policy"]
    assert page.mistakes == []
    assert "There is no such page." in page.text
    assert 'href="/staff"' in page.answer.text
    assert (officer.email in page.text) is signed_in
    assert reference not in page.text


def test_at_a_mistyped_address_beside_a_case_nothing_hints_at_whether_there_is_one(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    for somebody in (Browsing.anonymous(office), Browsing.signed_in(office, "officer", council="surrey")):
        there, nowhere = (somebody.open(f"/staff/cases/{one}/nots") for one in (reference, "2222-2222"))
        assert there.text == nowhere.text
        assert there.status == nowhere.status == 404


def test_an_address_to_which_only_a_form_is_sent_is_no_page_either(officer: Browsing) -> None:
    page = officer.open("/staff/sign-out")
    assert page.status == 405
    assert page.answer.headers["allow"] == "POST"
    assert "There is no such page." in page.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/staff/cses", 404),
        ("/api/staff/sign-out", 404),
        ("/stafff", 404),
        ("/cses", 404),
        ("/api/staff/login", 405),
        ("/api/deadlines", 405),
    ],
)
def test_everywhere_else_a_wrong_address_is_a_problem_in_json(
    officer: Browsing, path: str, status: int
) -> None:
    answer = officer.http.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_what_is_malformed_elsewhere_is_still_named_field_by_field(officer: Browsing) -> None:
    answer = officer.http.post("/api/staff/login", json={"email": 1})
    assert answer.status_code == 422
    assert "password" in answer.json()["detail"]


def test_while_the_database_is_away_a_mistyped_address_still_leads_back(
    officer: Browsing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise Unavailable

    monkeypatch.setattr(accounts, "signed_in", away)
    page = officer.open("/staff/cses")
    assert page.status == 404
    assert 'href="/staff"' in page.answer.text

"""Staff accounts, their sign-ins and what they sent, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from backend.store import AlreadyThere, NotThere, Store
from backend.store.rows import StaffLogin, StaffRequest

from .building import NOW, TODAY, a_case, a_colleague, an_alert

Sql = Callable[..., list[tuple[object, ...]]]


def a_login(token_hash: str = "t1", staff_id: str = "p1", **changes: object) -> StaffLogin:  # noqa: S107
    plain = StaffLogin(token_hash, staff_id, opened_at=NOW, expires_at=NOW + timedelta(minutes=30))
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_an_account_comes_back_as_it_was_stored(store: Store) -> None:
    with store.begin() as tx:
        tx.staff.add(a_colleague())
    with store.read() as tx:
        assert tx.staff.get("p1") == tx.staff.by_email("hash of p1") == a_colleague()
        assert tx.staff.get("p2") is tx.staff.by_email("hash of p2") is None


def test_an_address_is_not_readable_in_the_database(store: Store, raw: Sql) -> None:
    with store.begin() as tx:
        tx.staff.add(a_colleague())
    [(stored,)] = raw("SELECT email FROM staff")
    assert b"council.example" not in bytes(stored)  # type: ignore[call-overload]


@pytest.mark.parametrize("twin", [{"id": "p1"}, {"email_hash": "hash of p1"}])
def test_two_accounts_never_share_an_id_or_an_address(store: Store, twin: dict[str, str]) -> None:
    with store.begin() as tx:
        tx.staff.add(a_colleague())
        with pytest.raises(AlreadyThere):
            tx.staff.add(a_colleague(**{"id": "p2", "email_hash": "other", **twin}))  # type: ignore[arg-type]


def test_a_sign_in_belongs_to_an_account_and_goes_with_it(store: Store) -> None:
    with store.begin() as tx:
        with pytest.raises(NotThere):
            tx.staff_logins.add(a_login())
        tx.staff.add(a_colleague())
        tx.staff_logins.add(a_login())
        assert tx.staff_logins.get("t1") == a_login()
        tx.staff.delete("p1")
        assert tx.staff_logins.get("t1") is None


def test_a_sign_in_can_be_moved_on_ended_and_forgotten(store: Store) -> None:
    later = NOW + timedelta(hours=1)
    with store.begin() as tx:
        tx.staff.add(a_colleague())
        for token in ("t1", "t2", "t3"):
            tx.staff_logins.add(a_login(token))
        tx.staff_logins.move("t1", later)
        tx.staff_logins.delete("t2")
        tx.staff_logins.delete_older(later)
        assert tx.staff_logins.get("t1") == a_login(expires_at=later)
        assert tx.staff_logins.get("t2") is tx.staff_logins.get("t3") is None


def test_a_request_is_remembered_once(store: Store) -> None:
    request = StaffRequest("r1", "digest", "c1", NOW)
    with store.begin() as tx:
        tx.staff_requests.add(request)
        with pytest.raises(AlreadyThere):
            tx.staff_requests.add(replace(request, body_digest="other"))
        assert tx.staff_requests.get("r1") == request
        assert tx.staff_requests.get("r2") is None


def test_a_case_remembers_what_was_told(store: Store) -> None:
    case = a_case(told={"stage1_response": "2025-03-17"})
    with store.begin() as tx:
        tx.cases.add(case)
        assert tx.cases.get("c1") == case


def test_cases_are_found_by_how_their_reference_begins_and_by_what_happened(store: Store) -> None:
    with store.begin() as tx:
        for number in ("1", "2"):
            tx.cases.add(a_case(f"c{number}", reference=f"AB%{number}-XYZ"))
        tx.events.append("c2", "advocate_requested", TODAY, {}, "person", NOW)
    with store.read() as tx:
        assert [case.id for case in tx.cases.page(reference_begins="AB%1").cases] == ["c1"]
        assert tx.cases.page(reference_begins="A%1").total == 0
        assert tx.cases.page(reference_begins="AB\x00").total == 0
        assert [case.id for case in tx.cases.page(with_event="advocate_requested").cases] == ["c2"]


def test_alerts_of_a_council_come_with_those_whose_council_nobody_knows(store: Store) -> None:
    with store.begin() as tx:
        tx.alerts.add(an_alert("a1"))
        tx.alerts.add(an_alert("a2", council=None, acknowledged_at=NOW, acknowledged_by="p1"))
        tx.alerts.add(an_alert("a3", council="surrey"))
    with store.read() as tx:
        assert [alert.id for alert in tx.alerts.of(["rutland"])] == ["a1", "a2"]
        assert [alert.id for alert in tx.alerts.of(["rutland"], open_only=True)] == ["a1"]

"""Accounts and sign-ins: what opens them, what ends them, and what a stranger learns (nothing)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.services import accounts
from backend.services.passwords import WeakPassword
from backend.services.slow_hash import SlowHash
from tests.staff.office import PASSWORD, Office


def sign_in(office: Office, email: str, password: str = PASSWORD) -> tuple[int, dict[str, object]]:
    answer = office.http.post("/api/staff/login", json={"email": email, "password": password})
    return answer.status_code, answer.json()


def test_an_account_signs_in_and_sees_its_councils_and_roles(quick_office: Office) -> None:
    accounts.add(quick_office.inst, "A@b.example", ["rutland", "surrey"], ["officer", "manager"], PASSWORD)
    status, told = sign_in(quick_office, "a@B.example")
    assert status == 200
    assert (told["councils"], told["roles"]) == (["rutland", "surrey"], ["officer", "manager"])


@pytest.mark.attack("enumeration by text")
def test_a_wrong_address_and_a_wrong_password_look_the_same(quick_office: Office) -> None:
    quick_office.colleague()
    answers = [
        quick_office.http.post("/api/staff/login", json={"email": email, "password": "not the password"})
        for email in ("colleague1@council.example", "nobody@council.example")
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert answers[0].content == answers[1].content
    assert answers[0].headers.keys() == answers[1].headers.keys()


@pytest.mark.attack("enumeration by time")
def test_a_wrong_address_and_a_wrong_password_cost_the_same(quick_office: Office) -> None:
    quick_office.colleague()

    def hashed_against(email: str) -> list[str]:
        """The argon2 costs of what one try was held against."""
        counting = CountingHash()
        inst = replace(quick_office.inst, slow_hash=counting)
        assert accounts.sign_in(inst, email, "not the password", "192.0.2.1") is None
        return counting.costs

    known, unknown = map(hashed_against, ("colleague1@council.example", "nobody@council.example"))
    assert known == unknown
    assert len(known) == 1


class CountingHash(SlowHash):
    """At the tests' cost; keeps what each comparison cost."""

    def __init__(self) -> None:
        super().__init__(passes=1, kibibytes=8)
        self.costs: list[str] = []

    def fits(self, text: str, hashed: str | None) -> bool:
        self.costs.append((hashed or self._nobodys).split("$")[3])
        return super().fits(text, hashed)


@pytest.mark.attack("key guessing")
def test_wrong_tries_are_slowed_whether_or_not_the_account_exists(quick_office: Office) -> None:
    quick_office.colleague()
    for email in ("colleague1@council.example", "nobody@council.example"):
        statuses = [sign_in(quick_office, email, "not the password")[0] for _ in range(6)]
        assert statuses == [401] * 5 + [429]
    assert sign_in(quick_office, "colleague1@council.example")[0] == 429, "the right password waits too"
    quick_office.clock.move(minutes=16)
    assert sign_in(quick_office, "colleague1@council.example")[0] == 200


def test_a_sign_in_ends_when_told_and_when_not_used(quick_office: Office) -> None:
    officer = quick_office.colleague()
    headers = officer.signed_in()
    quick_office.clock.move(minutes=29)
    assert quick_office.http.get("/api/staff/cases", headers=headers).status_code == 200
    quick_office.clock.move(minutes=29)
    assert quick_office.http.get("/api/staff/cases", headers=headers).status_code == 200, "use moves it on"
    assert quick_office.http.delete("/api/staff/login", headers=headers).status_code == 204
    assert quick_office.http.get("/api/staff/cases", headers=headers).status_code == 401
    fresh = officer.office.colleague().signed_in()
    quick_office.clock.move(minutes=31)
    assert quick_office.http.get("/api/staff/cases", headers=fresh).status_code == 401


def test_no_sign_in_outlasts_a_working_day(quick_office: Office) -> None:
    headers = quick_office.colleague().signed_in()
    statuses = []
    for _ in range(21):
        quick_office.clock.move(minutes=29)
        statuses.append(quick_office.http.get("/api/staff/cases", headers=headers).status_code)
    assert statuses == [200] * 20 + [401]


@pytest.mark.attack("privilege")
def test_an_account_taken_away_is_signed_out_at_once(quick_office: Office) -> None:
    officer = quick_office.colleague()
    headers = officer.signed_in()
    accounts.remove(quick_office.inst, officer.email)
    assert quick_office.http.get("/api/staff/cases", headers=headers).status_code == 401
    with pytest.raises(accounts.AccountMistake, match="no account"):
        accounts.remove(quick_office.inst, officer.email)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "not an address"}, "e-mail address"),
        ({"councils": ["atlantis"]}, "--council is one of: bexley"),
        ({"councils": []}, "--council is one of"),
        ({"roles": ["king"]}, "--role is one of: officer"),
        ({"roles": []}, "--role is one of"),
        ({"email": "COLLEAGUE1@council.example"}, "already"),
    ],
)
def test_a_mistake_in_an_account_is_one_sentence(
    quick_office: Office, wrong: dict[str, object], said: str
) -> None:
    quick_office.colleague()
    plain = {"email": "a@b.example", "councils": ["rutland"], "roles": ["officer"], "password": PASSWORD}
    with pytest.raises(accounts.AccountMistake, match=said):
        accounts.add(quick_office.inst, **{**plain, **wrong})  # type: ignore[arg-type]


@pytest.mark.parametrize("password", ["elevenchars", "x" * 201])
def test_a_password_must_be_long_and_not_endless(quick_office: Office, password: str) -> None:
    with pytest.raises(WeakPassword, match="12 to 200"):
        accounts.add(quick_office.inst, "a@b.example", ["rutland"], ["officer"], password)


@pytest.mark.attack("error bodies")
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "a@b.example"},
        {"email": 1, "password": 2},
        {"email": "a@b.example", "password": ""},
        [],
        7,
    ],
)
def test_a_malformed_sign_in_is_refused_without_repeating_it(quick_office: Office, body: object) -> None:
    answer = quick_office.http.post("/api/staff/login", json=body)
    assert answer.status_code == 422
    assert "b.example" not in answer.text

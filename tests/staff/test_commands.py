"""`./heard staff` and `./heard redate`, as an operator meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend import redate, staffing
from backend.app import install
from backend.services import accounts
from backend.settings import Settings
from tests.staff.office import PASSWORD

ADD = ["add", "--council", "rutland", "--email", "a@b.example", "--role", "officer"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A HEARD_HOME of its own, and a password in the environment."""
    for name in ("HEARD_DATABASE_URL", "HEARD_NOW", "HEARD_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    monkeypatch.setenv("HEARD_STAFF_PASSWORD", PASSWORD)


def test_an_account_is_opened_signs_in_and_is_taken_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert staffing.main([*ADD, "--role", "manager"]) == 0
    inst = install(Settings())
    ticket = accounts.sign_in(inst, "a@b.example", PASSWORD, "192.0.2.1")
    assert ticket is not None
    assert ticket.roles == ("officer", "manager")
    assert staffing.main(["remove", "--email", "a@b.example"]) == 0
    assert accounts.signed_in(inst, ticket.token) is None
    assert PASSWORD not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("arguments", "password", "said"),
    [
        (ADD, "short", "a password has 12 to 200 characters"),
        ([*ADD, "--council", "atlantis"], PASSWORD, "--council is one of: bexley"),
        ([*ADD, "--role", "king"], PASSWORD, "--role is one of: officer"),
        (["remove", "--email", "nobody@b.example"], PASSWORD, "there is no account"),
    ],
)
def test_a_mistake_is_one_sentence_and_a_failing_exit(
    arguments: list[str],
    password: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HEARD_STAFF_PASSWORD", password)
    assert staffing.main(arguments) == 1
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_settling_dates_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert redate.main() == 0
    assert capsys.readouterr().out == "0 dates settled.\n"


def test_whom_somebody_answers_to_is_told_at_once_or_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert staffing.main([*ADD]) == 0
    second = ["add", "--council", "rutland", "--email", "c@d.example", "--role", "officer"]
    assert staffing.main([*second, "--answers-to", "a@b.example"]) == 0
    assert staffing.main(["line", "--email", "c@d.example", "--answers-to", "nobody@b.example"]) == 1
    assert "has no account" in capsys.readouterr().err
    assert staffing.main(["line", "--email", "c@d.example"]) == 0

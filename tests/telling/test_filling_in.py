"""What a council fills in: checked with what to write, kept sealed, and what is missing is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from backend import check, staffing
from backend.app import create_apps, install
from backend.services import opening
from backend.settings import Settings
from tests.chat.talking import StandInRasa
from tests.installed import settings
from tests.staff.office import Office
from tests.telling.night import DUTY, SAM, Night

WHOLE: dict[str, Any] = DUTY | {
    "team": "complaints@council.example",
    "letterhead": {"lines": ["Rutland County Council", "An invented street"]},
    "retention": {"years": 6, "basis": "invented for this test"},
    "privacy": {"officer": ["An invented officer"], "ground": "invented for this test"},
    "access": {"told": ["An invented team"], "reviewed_on": "2026-03-02"},
}


@pytest.fixture
def office(quick: Night) -> Office:
    """Colleagues at the same installation."""
    return quick.office


def test_nothing_filled_in_everything_is_missing(office: Office) -> None:
    seen = office.colleague("administrator").get("/councils/rutland/settings").json()
    assert seen["missing"] == ["duty", "cover", "team", "letterhead", "retention", "privacy", "access"]
    assert seen["changed_at"] is None


def test_an_administrator_fills_it_in_and_it_holds(quick: Night) -> None:
    quick.fill_in(WHOLE)
    assert opening.seen(quick.inst, "rutland").missing == ()
    assert opening.seen(quick.again(), "rutland").settings.duty[0].email == SAM


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"cover": []}, ["cover", "duty_apart"]),
        ({"cover": DUTY["cover"][:1]}, ["duty_apart"]),
        ({"retention": None}, ["retention"]),
        ({"privacy": None, "access": None}, ["privacy", "access"]),
    ],
)
def test_what_is_missing_is_named(quick: Night, changes: dict[str, Any], missing: list[str]) -> None:
    quick.fill_in(WHOLE | changes)
    assert list(opening.seen(quick.inst, "rutland").missing) == missing


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"duty": [{"name": "Sam"}]}, "duty.0"),
        ({"duty": [{"name": "Sam", "email": "not one hush"}]}, "duty.0.email"),
        ({"duty": [{"name": "Sam", "text": "020 7946 0000"}]}, "duty.0.text"),
        ({"duty": [{"name": "Sam", "email": SAM, "hours": [{"days": ["noday"]}]}]}, "duty.0.hours.0.days"),
        ({"quiet_from": "20:00", "quiet_until": "20:00"}, "all"),
        ({"urgent_minutes": 0}, "urgent_minutes"),
        ({"hush": 1}, "hush"),
        ({"letterhead": {"lines": []}}, "letterhead.lines"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place_and_changes_nothing(
    office: Office, value: dict[str, Any], where: str
) -> None:
    administrator = office.colleague("administrator")
    answer = administrator.post("/councils/rutland/settings", value)
    assert answer.status_code == 422
    assert where in answer.json()["detail"]
    assert "not one hush" not in answer.text
    assert administrator.get("/councils/rutland/settings").json()["changed_at"] is None


def test_names_and_numbers_are_sealed(quick: Night, raw_of: Callable[[str], bytes]) -> None:
    quick.fill_in(WHOLE)
    assert b"Okoro" not in raw_of(quick.url)


@pytest.fixture
def raw_of() -> Callable[[str], bytes]:
    """Everything a database's files hold."""

    def read(url: str) -> bytes:
        file = Path(url.removeprefix("sqlite:///"))
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))

    return read


def test_the_operator_fills_it_in_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    monkeypatch.delenv("HEARD_DATABASE_URL", raising=False)
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(WHOLE), encoding="utf-8")
    assert staffing.main(["settings", "--council", "rutland", "--file", str(file)]) == 0
    told = capsys.readouterr().out
    assert SAM in told
    # Nothing goes out of this installation, so nobody can be told by it.
    assert "# missing: duty_apart, way_to_duty" in told
    file.write_text("[not: whole", encoding="utf-8")
    assert staffing.main(["settings", "--council", "rutland", "--file", str(file)]) == 1
    assert staffing.main(["settings", "--council", "nowhere"]) == 1


def test_trouble_is_seen_by_the_staff_and_by_a_monitor_without_a_word(quick: Night, office: Office) -> None:
    quick.hear()
    quick.work()
    seen = office.colleague("safeguarding").get("/delivery").json()
    assert seen == {
        "waiting": {"alert.tell": 2},
        "trouble": {"alert.tell": 1},
        "alerts_untold": 1,
    }
    assert office.colleague("safeguarding", council="surrey").get("/delivery").json()["alerts_untold"] == 0


def test_a_monitor_needs_the_operators_token(quick: Night, tmp_path: Path) -> None:
    quick.hear()
    watched = replace(quick.inst, metrics_token="a token of the operator's")
    http = TestClient(create_apps(settings(tmp_path), watched, StandInRasa(watched)).public)
    shown = {"Authorization": "Bearer a token of the operator's"}
    figures = http.get("http://127.0.0.1:8080/api/health/metrics", headers=shown)
    assert 'heard_alerts_untold{tier="urgent"} 1.0' in figures.text.splitlines()
    for headers in ({}, {"Authorization": "Bearer another"}, {"Authorization": "Bearer ünï".encode()}):
        assert http.get("http://127.0.0.1:8080/api/health/metrics", headers=headers).status_code == 404


def test_heard_check_says_what_is_missing_and_each_by_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("HEARD_DATABASE_URL", "HEARD_NOW", "HEARD_SMTP_URL", "HEARD_NOTIFY_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    assert list(check.unfilled()) == []
    install(Settings())
    assert check.main([]) == 0
    told = capsys.readouterr().out
    assert "- rutland: nobody is named who is told when harm is heard" in told
    assert "- england: nobody is named who is told if the first does not come" in told
    assert "england: there is no letterhead" not in told

"""What is refused at the start, and in one sentence; and who is open to the public."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.app import create_apps, install
from backend.clock import LONDON, SystemClock, started_at
from backend.settings import Settings, SettingsMistake, read_settings
from tests.chat.conftest import Door
from tests.chat.talking import claimed
from tests.installed import SECRET, TUESDAY, settings

pytestmark = pytest.mark.anyio

URGENT = "he has got a knife and he is outside my door right now"


@asynccontextmanager
async def serving(door: Door, **otherwise: Any) -> AsyncIterator[httpx.AsyncClient]:
    """The same installation, otherwise set."""
    apps = create_apps(settings(Path()), replace(door.inst, **otherwise), door.rasa)
    transport = httpx.ASGITransport(apps.public, client=("192.0.2.8", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        yield http


@pytest.mark.attack("secrets")
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"HEARD_NOW": "yesterday"}, "HEARD_NOW: must be a moment like 2025-03-03T10:00"),
        ({"HEARD_PORT": "99999"}, "HEARD_PORT: "),
        ({"HEARD_LIMITS": "maybe"}, "HEARD_LIMITS: "),
        ({"HEARD_HOST": "0.0.0.0"}, "HEARD_SECRET_KEY must be set when HEARD_HOST is 0.0.0.0"),  # noqa: S104
        (
            {"HEARD_HOST": "0.0.0.0", "HEARD_SECRET_KEY": "change-me"},  # noqa: S104
            "HEARD_SECRET_KEY must be 32 random characters or more when HEARD_HOST is 0.0.0.0",
        ),
        (
            {"HEARD_HOST": "0.0.0.0", "HEARD_SECRET_KEY": "secret" * 9},  # noqa: S104
            "HEARD_SECRET_KEY must be 32 random characters or more when HEARD_HOST is 0.0.0.0",
        ),
        (
            {"HEARD_HOST": "0.0.0.0", "HEARD_NOW": "2025-03-03T10:00"},  # noqa: S104
            "HEARD_NOW is for loopback only when HEARD_HOST is 0.0.0.0",
        ),
        (
            {"HEARD_HOST": "0.0.0.0", "HEARD_LIMITS": "off"},  # noqa: S104
            "HEARD_LIMITS=off is for loopback only when HEARD_HOST is 0.0.0.0",
        ),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name_and_no_secret_is_shown(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], sentence: str
) -> None:
    if "SECRET_KEY" not in sentence:
        monkeypatch.setenv("HEARD_SECRET_KEY", SECRET)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsMistake) as refused:
        read_settings()
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)
    for secret in (SECRET, given.get("HEARD_SECRET_KEY", SECRET)):
        assert secret not in str(refused.value)


@pytest.mark.parametrize(
    ("host", "origin"), [("::1", "http://[::1]:8080"), ("127.0.0.1", "http://localhost:8080")]
)
def test_both_kinds_of_loopback_are_ours(host: str, origin: str) -> None:
    chosen = Settings(host=host)
    assert chosen.on_loopback
    assert origin in chosen.own_origins


def test_a_council_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    for council in ("atlantis", "england"):
        with pytest.raises(SettingsMistake, match=r"there are .*rutland"):
            install(Settings(home=tmp_path, council=council))


async def test_one_council_is_served_whatever_a_page_names(door: Door) -> None:
    async with serving(door, only_council="sefton") as http:
        opened = await http.post("/api/chat/sessions", json={"council": "rutland"})
        assert opened.status_code == 201
    with door.inst.store.read() as tx:
        assert [row.council for row in tx.sessions.ended({None: datetime.max.replace(tzinfo=LONDON)}, 9)] == [
            "sefton"
        ]


async def test_the_national_baseline_is_no_council_to_complain_to(door: Door) -> None:
    assert (await door.http.post("/api/chat/sessions", json={"council": "england"})).status_code == 422


@pytest.mark.parametrize("month", ["01", "07"])
async def test_a_clock_with_an_offset_starts_at_that_moment_in_summer_and_winter(month: str) -> None:
    wanted = f"2025-{month}-15T10:00:00+01:00"
    assert abs(started_at(wanted).now().astimezone(UTC) - datetime.fromisoformat(wanted)) < timedelta(
        minutes=1
    )


async def test_the_clock_knows_which_of_the_two_hours_it_is_when_they_go_back() -> None:
    second_time = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    clock = SystemClock(moved_by=second_time - datetime.now(UTC))
    assert abs(clock.now().astimezone(UTC) - second_time) < timedelta(minutes=1)
    assert clock.now().hour == 1


async def test_a_clock_before_what_has_happened_is_refused(door: Door, tmp_path: Path) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(URGENT)
    for moved, refused in ((timedelta(seconds=-1), True), (timedelta(), False), (timedelta(days=9), False)):
        now = (TUESDAY + moved).replace(tzinfo=None).isoformat()
        starting = Settings(home=tmp_path, secret_key=SECRET, database_url=door.built.url, now=now)
        if refused:
            with pytest.raises(
                SettingsMistake, match=r"HEARD_NOW is before the newest event .* 2026-03-31T10:00"
            ):
                install(starting)
        else:
            install(starting).store.close()


async def test_what_a_killed_process_held_is_free_when_it_starts_again(tmp_path: Path) -> None:
    starting = Settings(home=tmp_path, secret_key=SECRET)
    inst = install(starting)
    apps = create_apps(starting, inst)
    transport = httpx.ASGITransport(apps.public)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        token = (await http.post("/api/chat/sessions", json={})).json()["token"]
    assert claimed(inst, token, "killed")
    assert not claimed(inst, token, "another")
    inst.store.close()
    again = install(starting)
    public = create_apps(starting, again).public
    async with public.router.lifespan_context(public):
        assert claimed(again, token, "another")


@pytest.mark.parametrize(("council", "status"), [("somerset", 201), ("rutland", 503), (None, 503)])
async def test_beyond_loopback_a_council_is_closed_until_its_duty_number_is_verified(
    door: Door, council: str | None, status: int
) -> None:
    async with serving(door, beyond_loopback=True) as http:
        opened = await http.post("/api/chat/sessions", json={"council": council, "age_band": "child"})
        assert opened.status_code == status
        if status == 503:
            assert opened.headers["content-type"] == "application/problem+json"
            words = " ".join(m["text"] for m in opened.json()["messages"])
            for number in ("999", "101", "0800 1111"):
                assert number in words
        signed_in = await http.post(
            "/api/staff/login", json={"email": "nobody@example.org", "password": "not a password"}
        )
        assert signed_in.status_code == 401, "the team's side opens"

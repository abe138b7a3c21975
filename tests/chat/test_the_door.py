"""What stands at the public door, whoever knocks and however."""

from __future__ import annotations

from collections.abc import AsyncIterator

import anyio
import pytest

from backend.chat import door as doors
from tests.chat.conftest import Door

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("path", ["/", "/chat", "/api/health/live", "/api/councils", "/api/openapi.json"])
async def test_head_is_what_get_would_say_without_its_body(door: Door, path: str) -> None:
    whole, head = await door.http.get(path), await door.http.head(path)
    assert (whole.status_code, head.status_code) == (200, 200)
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert head.content == b""


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE", "PUT"])
async def test_a_method_that_is_none_is_told_those_there_are(door: Door, method: str) -> None:
    answer = await door.http.request(method, "/api/health/live")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


@pytest.mark.attack("path traversal")
@pytest.mark.parametrize(
    "path",
    [
        "/api//bot/begin",
        "//api/councils",
        "/api/councils/",
        "/api/chat/sessions/",
        "/api/../backend/app.py",
        "/api/%2e%2e/backend/app.py",
        "/widget/..%2f..%2fpyproject.toml",
        "/widget/%2e%2e/%2e%2e/pyproject.toml",
        "/api/councils/%00/procedure",
        "/docs",
        "/redoc",
    ],
)
async def test_a_path_with_a_trick_in_it_is_a_path_there_is_not(door: Door, path: str) -> None:
    answer = await door.http.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.attack("cross-site requests")
async def test_two_origins_are_as_bad_as_the_worse_of_them(door: Door) -> None:
    both = [("Origin", "https://evil.example"), ("Origin", "http://127.0.0.1:8080")]
    for headers in (both, both[::-1]):
        assert (await door.http.post("/api/chat/sessions", json={}, headers=headers)).status_code == 403


@pytest.mark.attack("bombs")
async def test_a_body_that_never_ends_is_given_up(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "ARRIVES_WITHIN", 0.2)

    async def trickle() -> AsyncIterator[bytes]:
        yield b'{"council":'
        await anyio.sleep(60)

    with anyio.fail_after(10):
        answer = await door.http.post(
            "/api/chat/sessions", content=trickle(), headers={"Content-Type": "application/json"}
        )
    assert answer.status_code == 408
    assert answer.json()["detail"]


@pytest.mark.attack("error bodies")
@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"a":' * 50_000, b'{"council":' + b"9" * 5000 + b"}", b'{"council":"\xe9"}']
)
async def test_json_that_breaks_readers_gets_a_sentence_to_act_on(door: Door, body: bytes) -> None:
    answer = await door.http.post(
        "/api/deadlines", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    assert "JSON" in answer.json()["detail"]


async def test_a_pattern_is_told_as_it_is(door: Door) -> None:
    person = door.person()
    await person.arrive()
    answer = await person.send(id="short", text="hello")
    assert "[A-Za-z0-9_-]" in answer.json()["detail"]


@pytest.mark.attack("key guessing")
async def test_a_hundred_guesses_at_once_are_no_better_than_a_hundred_in_a_row(door: Door) -> None:
    codes: list[int] = []

    async def guess() -> None:
        pair = {"reference": "2222-2222", "key": "maple-otter-lantern"}
        codes.append((await door.http.post("/api/cases/track", json=pair)).status_code)

    async with anyio.create_task_group() as group:
        for _ in range(30):
            group.start_soon(guess)
    assert codes.count(404) <= 8
    assert set(codes) == {404, 429}


@pytest.mark.attack("key guessing")
async def test_an_address_has_one_count_of_wrong_tries_for_chat_and_api(door: Door) -> None:
    for number in range(60):
        path = "/api/cases/track" if number % 2 else "/api/chat/sessions"
        pair = {"reference": f"2222-{number + 2222}", "key": "maple-otter-lantern"}
        assert (await door.http.post(path, json=pair)).status_code == 404
    answer = await door.http.post(
        "/api/cases/track", json={"reference": "3333-3333", "key": "maple-otter-lantern"}
    )
    assert answer.status_code == 429

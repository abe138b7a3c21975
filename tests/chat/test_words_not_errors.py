"""Whatever part fails, a person gets true words and may send the same message again."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Callable
from typing import Any

import anyio
import httpx
import pytest

from backend.chat import gateway, message, sessions
from backend.services import tracking
from backend.store import Store, Unavailable
from backend.wording import Wording
from tests.chat.conftest import Door

pytestmark = pytest.mark.anyio

SECRET = "nobody else may read that my key worker shouted"
URGENT = "he has got a knife and he is outside my door right now"


def fails(*_: Any, **__: Any) -> Any:
    """A part that is broken, in a way that repeats what was typed."""
    raise ValueError(SECRET)


def locked(*_: Any, **__: Any) -> Any:
    """A database that is locked, full or gone."""
    raise Unavailable("the database is busy")


def is_words(answer: httpx.Response) -> bool:
    """503 as the contract has it: problem+json with kind words, people to call and when to try again."""
    body = answer.json()
    return (
        answer.status_code == 503
        and answer.headers["content-type"] == "application/problem+json"
        and int(answer.headers["retry-after"]) >= 1
        and "999" in " ".join(m["text"] for m in body["messages"])
        and SECRET not in answer.text
    )


@pytest.mark.parametrize(
    ("where", "name", "how"),
    [
        (Wording, "render", fails),
        (Store, "begin", locked),
        (Store, "read", locked),
        (message, "take", fails),
        (message, "is_ours", fails),
        (message, "held", fails),
        (message, "from_rasa", fails),
        (message, "tell", fails),
        (message, "seal_answer", fails),
    ],
)
async def test_a_message_gets_words_and_can_be_sent_again(
    door: Door, monkeypatch: pytest.MonkeyPatch, where: object, name: str, how: Callable[..., Any]
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    with monkeypatch.context() as broken:
        broken.setattr(where, name, how)
        answer = await person.send(id="kept-safe", text=SECRET)
        if answer.status_code != 200:
            assert is_words(answer)
    assert (await person.send(id="kept-safe", text=SECRET)).status_code == 200


async def test_a_claim_that_cannot_be_let_go_does_not_take_the_answer_away(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = door.person()
    await person.arrive()
    monkeypatch.setattr(message, "release", locked)
    assert (await person.send(text="hello")).status_code == 200


async def test_with_the_database_away_urgent_words_still_bring_help_first(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = door.person()
    await person.arrive()
    for name in ("begin", "read"):
        monkeypatch.setattr(Store, name, locked)
    answer = await person.send(text=URGENT)
    assert is_words(answer)
    assert answer.json()["messages"][0]["tone"] == "urgent"


async def test_a_language_server_that_answers_nonsense_is_silence_to_us_and_words_to_them(door: Door) -> None:
    person = door.person()
    await person.arrive()
    door.rasa.breaks = KeyError(SECRET)
    assert is_words(await person.send(id="kept-safe", text=SECRET))
    door.rasa.breaks = None
    assert (await person.send(id="kept-safe", text=SECRET)).status_code == 200


@pytest.mark.parametrize("name", ["begin", "read"])
async def test_every_address_says_in_words_that_the_database_is_away(
    door: Door, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    person = door.person()
    await person.arrive()
    monkeypatch.setattr(Store, name, locked)
    pair = {"reference": "2222-2222", "key": "maple-otter-lantern"}
    answers = [
        await door.http.post("/api/chat/sessions", json={}),
        await door.http.post("/api/chat/sessions", json=pair),
        await door.http.get("/api/chat/messages", headers=person.bearer),
        await door.http.patch("/api/chat/sessions", json={}, headers=person.bearer),
        await door.http.delete("/api/chat/sessions", headers=person.bearer),
    ]
    answers = [answer for answer in answers if answer.status_code >= 400]
    assert answers
    assert all(is_words(answer) for answer in answers)
    for answer in (
        await door.http.post("/api/cases/track", json=pair),
        await door.http.get("/api/cases/mine", headers=person.bearer),
    ):
        if answer.status_code not in (401, 404):
            assert answer.status_code == 503
            assert answer.json()["detail"]
            assert answer.headers["retry-after"]


async def test_a_mistake_of_ours_is_told_as_one_and_repeats_nothing(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "find", fails)
    answer = await door.http.post("/api/cases/track", json={"reference": "2222-2222", "key": SECRET})
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["detail"]
    assert SECRET not in answer.text


async def test_a_chat_that_cannot_be_opened_has_words_too(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "new_token", fails)
    assert is_words(await door.http.post("/api/chat/sessions", json={}))


async def test_half_an_emoji_is_taken_and_can_be_read_again(door: Door) -> None:
    person = door.person()
    await person.arrive()
    body = b'{"id": "half-an-emoji", "text": "I am sad \\ud83d"}'
    headers = {**person.bearer, "Content-Type": "application/json"}
    answer = await door.http.post("/api/chat/messages", content=body, headers=headers)
    assert answer.status_code == 200
    told = await door.http.get("/api/chat/messages", headers=person.bearer)
    assert told.status_code == 200
    assert told.json()["messages"][2]["text"] == "I am sad \ufffd"


async def test_harm_in_a_text_that_is_too_long_is_heard_all_the_same(door: Door) -> None:
    person = door.person()
    await person.arrive()
    long = "and then I waited for her. " * 900 + URGENT
    for _ in range(2):
        answer = await person.send(id="far-too-long", text=long)
        assert answer.status_code == 200
        assert person.messages[0]["tone"] == "urgent"
        assert person.messages[-1]["choices"], "the same question stands"
    with door.inst.store.read() as tx:
        assert [alert.words for alert in tx.alerts.open()] == [long]


async def test_texts_that_are_too_long_are_counted_like_others(door: Door) -> None:
    person = door.person()
    await person.arrive()
    codes = [(await person.send(text="a" * 20_001)).status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]


async def test_an_empty_reference_is_refused_and_opens_no_other_chat(door: Door) -> None:
    answer = await door.http.post("/api/chat/sessions", json={"reference": "", "key": ""})
    assert answer.status_code == 422


async def test_every_429_has_words_and_says_when(door: Door) -> None:
    pair = {"reference": "2222-2222", "key": "maple-otter-lantern"}
    for _ in range(6):
        answer = await door.http.post("/api/chat/sessions", json=pair)
    assert answer.status_code == 429
    assert answer.json()["messages"][0]["text"]
    assert int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize(
    ("where", "name", "how", "kept"),
    [(Store, "begin", locked, False), (message, "take", fails, False), (message, "is_ours", fails, True)],
)
async def test_that_the_words_are_kept_is_said_only_where_they_are(
    door: Door,
    monkeypatch: pytest.MonkeyPatch,
    where: object,
    name: str,
    how: Callable[..., Any],
    kept: bool,
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    with monkeypatch.context() as broken:
        broken.setattr(where, name, how)
        answer = await person.send(text="she never came")
    assert answer.status_code == 503
    assert person.said()[-1] == ("errors.no_answer" if kept else "errors.not_kept")


async def test_beyond_what_can_be_answered_soon_there_are_kind_words_at_once_and_harm_is_heard(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(gateway, "LEAVES_WITHIN", 0.1)
    first, second, third = door.person(), door.person(), door.person()
    for person in (first, second, third):
        await person.arrive()
    door.rasa.waits = anyio.Event()
    async with anyio.create_task_group() as group:
        group.start_soon(first.type, "hello")
        await door.rasa.asked.wait()
        answer = await second.send(id="told-in-a-crowd", text="hello")
        assert is_words(answer)
        with anyio.fail_after(10):
            urgent = await third.send(text=URGENT)
        assert (urgent.status_code, third.asks) == (200, "safe_now")
        door.rasa.waits.set()
    assert (await second.send(id="told-in-a-crowd", text="hello")).status_code == 200


async def test_a_log_that_cannot_be_written_takes_no_answer_away(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is full for the log too, and the words that say so must still be said."""

    class Full(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(sessions, "open_chat", locked)
    monkeypatch.setattr(sys, "stdout", Full())
    assert is_words(await door.http.post("/api/chat/sessions", json={}))

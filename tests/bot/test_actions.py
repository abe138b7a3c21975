"""Each action is one call to the backend, relayed; the host gives nothing of a conversation away."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from backend.contract import BotReply, BotTurn, Move
from bot.actions.guided import Answer, Begin, Unsure, ValidateGuided
from bot.actions.host import create_action_router

SENDER = "0123456789abcdef0123456789abcdef"
WORDS = "he hits me"
SECRET = b"right"
USER = {"event": "user", "text": WORDS}
LISTEN = {"event": "action", "name": "action_listen"}
FORM_RUN = {"event": "action", "name": "guided_form"}
SLOT = {"event": "slot", "name": "requested_slot", "value": "answer"}
WAITING = (LISTEN, USER, SLOT, FORM_RUN)
HANDLED = BotReply(handled=True, done=False, question="council", messages=[{"say": "begun"}])
DONE = BotReply(handled=True, done=True, messages=[{"say": "receipt"}])
TURNED_DOWN = BotReply(handled=False, done=False, question="council")


class Replies:
    """A backend with one reply, which notes what it was asked."""

    def __init__(self, reply: BotReply | Exception = HANDLED) -> None:
        self.reply = reply
        self.asked: list[tuple[Move, BotTurn]] = []

    async def turn(self, move: Move, turn: BotTurn) -> BotReply:
        self.asked.append((move, turn))
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


def state(events: Sequence[dict[str, Any]] = WAITING, **message: Any) -> dict[str, Any]:
    """A conversation as Rasa sends it."""
    latest = {
        "text": WORDS,
        "intent": {"name": "affirm", "confidence": 0.5},
        "metadata": {"message_id": "message-1"},
        **message,
    }
    return {
        "sender_id": SENDER,
        "slots": {"question": "when_happened"},
        "latest_message": latest,
        "events": list(events),
    }


def run(action: Any, events: Sequence[dict[str, Any]] = WAITING) -> tuple[list[Any], list[Any]]:
    """Run an action; gives its events and what it said."""
    dispatcher = CollectingDispatcher()
    events_out = asyncio.run(action.run(dispatcher, Tracker.from_dict(state(events)), {}))
    return [plain(event) for event in events_out], [said["custom"] for said in dispatcher.messages]


def plain(event: dict[str, Any]) -> tuple[Any, ...]:
    """An event as a short tuple."""
    return (event["event"], *(event[part] for part in ("name", "value") if part in event))


@pytest.mark.parametrize(
    ("kind", "move"), [(Begin, "begin"), (Answer, "answer"), (Unsure, "unsure"), (ValidateGuided, "step")]
)
def test_an_action_makes_its_one_move_without_any_words(kind: Any, move: Move) -> None:
    backend = Replies()
    run(kind(backend))
    turn = BotTurn(sender=SENDER, message_id="message-1", intent="affirm", confidence=0.5)
    assert backend.asked == [(move, turn)]
    assert WORDS not in turn.model_dump_json()


@pytest.mark.parametrize("kind", [Begin, Answer, Unsure, ValidateGuided])
def test_what_the_backend_says_is_relayed_unchanged(kind: Any) -> None:
    assert run(kind(Replies()))[1] == [{"say": "begun"}]


def test_a_beginning_opens_its_first_question() -> None:
    assert run(Begin(Replies()))[0] == [("slot", "question", "council")]


def test_a_beginning_that_is_done_opens_no_form() -> None:
    assert run(Begin(Replies(DONE)))[0] == [
        ("slot", "question", None),
        ("slot", "requested_slot", None),
        ("active_loop", None),
        ("followup", "action_listen"),
    ]


@pytest.mark.parametrize("kind", [Answer, Unsure])
def test_information_leaves_the_form_as_it_is(kind: Any) -> None:
    assert run(kind(Replies()))[0] == []


@pytest.mark.parametrize(
    ("reply", "events"),
    [
        (HANDLED, [("slot", "question", "council")]),
        (DONE, [("slot", "question", None), ("slot", "requested_slot", None)]),
        (TURNED_DOWN, []),
    ],
    ids=["goes on", "is done", "turned it down"],
)
def test_a_step_tells_the_form_what_to_do(reply: BotReply, events: list[Any]) -> None:
    assert run(ValidateGuided(Replies(reply)))[0] == events


@pytest.mark.parametrize(
    "before",
    [
        (LISTEN, USER, {"event": "action", "name": "action_begin"}, SLOT, FORM_RUN),
        (LISTEN, USER, {"event": "action", "name": "action_answer"}, SLOT, FORM_RUN),
        (LISTEN, FORM_RUN),
        (),
    ],
    ids=["form opens", "form comes back after information", "nobody spoke", "nothing happened"],
)
def test_the_form_takes_no_message_that_another_action_has_taken(before: Sequence[dict[str, Any]]) -> None:
    backend = Replies()
    assert run(ValidateGuided(backend), before) == ([("slot", "question", "when_happened")], [])
    assert backend.asked == []


@pytest.fixture
def call() -> dict[str, Any]:
    """An action call as Rasa sends it with selective domain: without the domain."""
    return {"next_action": "action_answer", "sender_id": SENDER, "tracker": state(), "version": "3.6.21"}


def post(backend: Any, call: Any, secret: bytes = SECRET) -> httpx.Response:
    """Send a call to the host of the actions."""
    app = FastAPI()
    app.include_router(create_action_router(backend, SECRET.decode()))

    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://inner") as client:
            headers = {"X-Heard-Secret": secret}
            if isinstance(call, bytes):
                return await client.post("/webhook", content=call, headers=headers)
            return await client.post("/webhook", json=call, headers=headers)

    return asyncio.run(go())


def test_the_host_runs_an_action_though_rasa_sends_no_domain(call: dict[str, Any]) -> None:
    answer = post(Replies(), call)
    assert answer.status_code == 200
    assert [said["custom"] for said in answer.json()["responses"]] == [{"say": "begun"}]


@pytest.mark.parametrize("secret", [b"", b"wrong", "rıght".encode()])
def test_the_host_runs_nothing_without_the_secret(call: dict[str, Any], secret: bytes) -> None:
    backend = Replies()
    refused = post(backend, call, secret)
    assert (refused.status_code, refused.json()) == (403, {"error": "secret"})
    assert backend.asked == []


def test_a_failure_says_nothing_of_the_conversation(
    call: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    failed = post(Replies(RuntimeError(WORDS)), call)
    assert (failed.status_code, failed.json()) == (502, {"error": "action"})
    assert "hits" not in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"next_action": "action_nobody"}'])
def test_a_call_that_is_none_is_a_failure(body: bytes) -> None:
    assert post(Replies(), body).status_code == 502


def test_a_message_without_an_id_is_a_failure_and_not_a_guess(call: dict[str, Any]) -> None:
    backend = Replies()
    call["tracker"] = state(metadata={})
    assert post(backend, call).status_code == 502
    assert backend.asked == []

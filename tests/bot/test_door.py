"""Who may speak to Rasa, and how: every attack on its stock channel is tried here."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.bot.conftest import Conversation, Rasa

SENDER = "0123456789abcdef0123456789abcdef"


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize("headers", [{}, {"X-Heard-Secret": ""}, {"X-Heard-Secret": "guess"}])
@pytest.mark.parametrize("route", ["message", "hear", "forget"])
def test_without_the_secret_nothing_is_answered(rasa: Rasa, route: str, headers: dict[str, str]) -> None:
    refused = rasa.post(route, {"sender": SENDER, "intent": "thanks"}, headers=headers)
    assert (refused.status_code, refused.json()) == (403, {"error": "secret"})


def test_ready_names_the_model_to_whoever_has_the_secret(rasa: Rasa) -> None:
    url = f"{rasa.url}/webhooks/heard/ready"
    assert httpx.get(url).status_code == 403
    assert httpx.get(url, headers=rasa.headers).json()["model"].endswith(".tar.gz")


@pytest.mark.attack("conversation hijack")
@pytest.mark.parametrize(
    "sender",
    [None, 7, {}, [], "", "default", SENDER.upper(), SENDER + "0", SENDER[:-1] + "\n", SENDER + "\n"],
)
@pytest.mark.parametrize("route", ["message", "forget"])
def test_a_sender_has_the_gateways_form(rasa: Rasa, route: str, sender: Any) -> None:
    refused = rasa.post(route, {"sender": sender, "text": "hello"})
    assert (refused.status_code, refused.json()) == (400, {"error": "sender"})


@pytest.mark.parametrize("text", [None, 7, "", "a" * 1001, {}, ["hello"]])
@pytest.mark.parametrize("route", ["message", "hear"])
def test_a_text_is_one_to_a_thousand_characters(rasa: Rasa, route: str, text: Any) -> None:
    refused = rasa.post(route, {"sender": SENDER, "text": text})
    assert (refused.status_code, refused.json()) == (400, {"error": "text"})


@pytest.mark.attack("commands")
@pytest.mark.parametrize(
    "intent",
    ["restart", "back", "session_start", "nlu_fallback", "", "nonsense", 7, "/thanks", {"name": "thanks"}],
)
def test_an_intent_is_one_of_ours(rasa: Rasa, intent: Any) -> None:
    refused = rasa.post("message", {"sender": SENDER, "intent": intent})
    assert (refused.status_code, refused.json()) == (400, {"error": "intent"})


def test_text_and_intent_together_are_refused(rasa: Rasa) -> None:
    assert rasa.post("message", {"sender": SENDER, "text": "hi", "intent": "thanks"}).status_code == 400


def test_a_text_that_is_only_heard_is_understood_and_not_answered(rasa: Rasa) -> None:
    heard = rasa.post("hear", {"text": "he hit me again and my arm is broken"}).json()
    assert heard.keys() == {"understood"}
    assert heard["understood"]["harm"] == "urgent"


@pytest.mark.parametrize("body", [None, [], "hello", 7])
def test_a_body_is_an_object(rasa: Rasa, body: Any) -> None:
    refused = rasa.post("message", body)
    assert (refused.status_code, refused.json()) == (400, {"error": "body"})


@pytest.mark.parametrize("metadata", [[], "admin", {"locale": {}}, {"asks": "a" * 65}, {"council": 7}])
def test_metadata_is_short_and_plain(rasa: Rasa, metadata: Any) -> None:
    refused = rasa.post("message", {"sender": SENDER, "intent": "thanks", "metadata": metadata})
    assert (refused.status_code, refused.json()) == (400, {"error": "metadata"})


@pytest.mark.attack("inner doors")
def test_metadata_that_nobody_named_is_dropped(person: Conversation, rasa: Rasa) -> None:
    import sqlite3

    person.says(intent="thanks", metadata={"role": "zzadministrator"}, input_channel="zzphone", stream=True)
    with sqlite3.connect(rasa.store) as kept:
        rows = kept.execute("select body from rasa_event where sender = ?", [person.sender]).fetchall()
    assert rows
    assert "zz" not in "".join(body for (body,) in rows)


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/rest/webhook",
        "/webhooks/heard/webhook",
        "/socket.io/",
        "/version",
        "/status",
        "/model/parse",
        f"/conversations/{SENDER}/tracker",
        f"/conversations/{SENDER}/messages",
        "/domain",
    ],
)
def test_there_is_no_other_way_in(rasa: Rasa, path: str) -> None:
    for method in ("GET", "POST", "PUT"):
        assert httpx.request(method, rasa.url + path, headers=rasa.headers).status_code in (404, 405)


@pytest.mark.attack("CORS")
def test_a_page_of_another_origin_is_given_no_leave(rasa: Rasa) -> None:
    answer = rasa.post(
        "message",
        {"sender": SENDER, "intent": "thanks"},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.attack("error bodies")
def test_a_broken_body_is_refused_and_not_echoed(rasa: Rasa) -> None:
    refused = httpx.post(
        f"{rasa.url}/webhooks/heard/message", content=b'{"sender": "my secret wo', headers=rasa.headers
    )
    assert refused.status_code == 400
    assert "secret wo" not in refused.text

"""Every attack that works on a stock set-up is tried here at the public door, and does not succeed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from backend.store.tables import metadata
from tests.chat.conftest import Door

pytestmark = pytest.mark.anyio

Sql = Callable[..., list[tuple[object, ...]]]

SECRET = "nobody else may read that my key worker shouted"


@pytest.mark.attack("conversation hijack")
@pytest.mark.parametrize(
    "extra",
    [
        {"sender": "0" * 32},
        {"metadata": {"role": "admin"}},
        {"input_channel": "phone-operator"},
        {"stream": True},
        {"age_band": "adult"},
    ],
)
async def test_fields_that_are_the_servers_own_are_refused(door: Door, extra: dict[str, object]) -> None:
    person = door.person()
    await person.arrive()
    assert (await person.send(text="hello", **extra)).status_code == 422
    assert not door.rasa.got


@pytest.mark.attack("conversation hijack")
@pytest.mark.parametrize("sender", [None, 7, {}, [], "default"])
async def test_nobody_can_name_a_sender_at_all(door: Door, sender: object) -> None:
    person = door.person()
    await person.arrive()
    assert (await person.send(text="hello", sender=sender)).status_code == 422


@pytest.mark.attack("error bodies")
@pytest.mark.parametrize("text", [None, 7, {}, [], True])
async def test_a_text_that_is_none_gets_a_sentence_and_not_a_server_error(door: Door, text: object) -> None:
    person = door.person()
    await person.arrive()
    answer = await person.send(text=text)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.attack("conversation hijack")
async def test_two_strangers_never_share_a_conversation(door: Door) -> None:
    one, other = door.person(), door.person()
    await one.arrive()
    await other.arrive()
    await one.type(SECRET)
    told = await other.http.get("/api/chat/messages", headers=other.bearer)
    assert SECRET not in told.text
    senders = {got["metadata"]["message_id"] for got in door.rasa.got}
    assert len(senders) == 1


@pytest.mark.attack("conversation hijack")
@pytest.mark.parametrize("token", ["", "x", "a" * 43, "null", "../../etc/passwd", "' OR 1=1 --"])
async def test_a_guessed_token_opens_nothing(door: Door, token: str) -> None:
    person = door.person()
    await person.arrive()
    await person.type(SECRET)
    person.token = token
    for answer in (
        await person.send(text="hello"),
        await person.http.get("/api/chat/messages", headers=person.bearer),
        await person.http.patch("/api/chat/sessions", json={}, headers=person.bearer),
        await person.http.delete("/api/chat/sessions", headers=person.bearer),
    ):
        assert answer.status_code == 401
        assert SECRET not in answer.text


@pytest.mark.attack("what is stored")
async def test_only_the_hash_of_a_token_is_stored(door: Door, raw: Sql) -> None:
    person = door.person()
    await person.arrive()
    assert person.token.encode() not in _stored(raw)


@pytest.mark.attack("what is stored")
async def test_nothing_typed_stands_in_the_database_as_it_was_typed(door: Door, raw: Sql) -> None:
    person = door.person()
    await person.arrive()
    await person.type(SECRET)
    assert SECRET.encode() not in _stored(raw)


@pytest.mark.attack("CORS")
@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost:9999",
        "http://localhost:8080.attacker.test",
        "https://localhost:8080",
    ],
)
async def test_another_origin_is_refused_and_no_cors_is_given(door: Door, origin: str) -> None:
    answer = await door.http.post("/api/chat/sessions", json={}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]
    preflight = await door.http.options(
        "/api/chat/sessions", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}
    )
    assert preflight.status_code == 403


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8080", "http://localhost:8080"])
async def test_our_own_pages_are_answered(door: Door, origin: str) -> None:
    assert (
        await door.http.post("/api/chat/sessions", json={}, headers={"Origin": origin})
    ).status_code == 201


@pytest.mark.attack("cross-site requests")
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_what_a_page_can_send_without_asking_is_refused(door: Door, kind: str) -> None:
    answer = await door.http.post(
        "/api/chat/sessions", content=json.dumps({}), headers={"Content-Type": kind} if kind else {}
    )
    assert answer.status_code == 415


@pytest.mark.attack("bombs")
async def test_a_body_bomb_is_refused(door: Door) -> None:
    person = door.person()
    await person.arrive()
    for body in ({"text": "a" * 300_000}, {"text": "x", "metadata": {"k": "v" * 300_000}}):
        assert (await person.send(**body)).status_code == 413


@pytest.mark.attack("bombs")
async def test_a_body_that_lies_about_its_length_is_refused(door: Door) -> None:
    async def endless():
        yield b'{"text": "'
        for _ in range(300):
            yield b"a" * 1024
        yield b'"}'

    answer = await door.http.post(
        "/api/chat/sessions", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 413


@pytest.mark.attack("error bodies")
@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"text"', "\x00", '{"id": 1}', '{"id":"a","text":"b"}']
)
async def test_malformed_json_gets_a_sentence_and_nothing_of_it_back(door: Door, body: str) -> None:
    person = door.person()
    await person.arrive()
    answer = await door.http.post(
        "/api/chat/messages",
        content=body,
        headers={**person.bearer, "Content-Type": "application/json"},
    )
    assert answer.status_code in (400, 415, 422)
    assert answer.json()["detail"]


@pytest.mark.attack("error bodies")
async def test_an_error_never_repeats_what_was_typed(door: Door) -> None:
    person = door.person()
    await person.arrive()
    for body in ({"text": SECRET, "choice": "c"}, {"text": [SECRET]}, {"text": "a", SECRET: SECRET}):
        answer = await person.send(**body)
        assert answer.status_code == 422
        assert SECRET not in answer.text


@pytest.mark.attack("enumeration by text")
async def test_wrong_references_and_wrong_keys_look_the_same_everywhere(door: Door) -> None:
    case = await _a_kept_draft(door)
    answers = set()
    for reference, key in (
        ("2222-2222", "maple-otter-lantern"),
        (case["reference"], "maple-otter-lantern"),
        (case["reference"], case["key"] + "x"),
        ("not a reference", "not a key"),
    ):
        door.clock.move(minutes=20)
        for path in ("/api/cases/track", "/api/chat/sessions"):
            answer = await door.http.post(path, json={"reference": reference, "key": key})
            answers.add((answer.status_code, answer.text))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404


@pytest.mark.attack("key guessing")
async def test_five_wrong_tries_are_slowed_whether_or_not_the_reference_exists(door: Door) -> None:
    case = await _a_kept_draft(door)
    for reference in (case["reference"], "2222-2222"):
        codes = []
        for _ in range(6):
            answer = await door.http.post(
                "/api/cases/track", json={"reference": reference, "key": "maple-otter-lantern"}
            )
            codes.append(answer.status_code)
        assert codes == [404] * 5 + [429]
        assert 25 <= int(answer.headers["retry-after"]) <= 30
    door.clock.move(seconds=31)
    right = await door.http.post(
        "/api/cases/track", json={"reference": case["reference"], "key": case["key"]}
    )
    assert right.status_code == 200
    assert right.json()["status"] == "draft"


@pytest.mark.attack("key guessing")
async def test_the_wait_doubles_up_to_a_quarter_of_an_hour(door: Door) -> None:
    waits = []
    for _ in range(12):
        answer = await door.http.post(
            "/api/cases/track", json={"reference": "2222-2222", "key": "maple-otter-lantern"}
        )
        if answer.status_code == 429:
            waits.append(int(answer.headers["retry-after"]))
            door.clock.move(seconds=waits[-1] + 1)
    assert waits[:3] == [30, 60, 120]
    assert max(waits) <= 900


@pytest.mark.attack("key guessing")
async def test_an_address_may_open_a_hundred_and_twenty_chats_an_hour(door: Door) -> None:
    codes = [(await door.http.post("/api/chat/sessions", json={})).status_code for _ in range(121)]
    assert codes == [201] * 120 + [429]
    door.clock.move(hours=1, seconds=1)
    assert (await door.http.post("/api/chat/sessions", json={})).status_code == 201


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize(
    "path",
    ["/api/bot/begin", "/api/bot/step", "/webhook", "/webhooks/rest/webhook", "/socket.io/", "/status"],
)
async def test_inner_addresses_are_unknown_here(door: Door, path: str) -> None:
    assert (await door.http.post(path, json={})).status_code in (404, 405)


@pytest.mark.attack("cookies")
async def test_no_answer_sets_a_cookie_and_every_api_answer_forbids_storing(door: Door) -> None:
    person = door.person()
    answers = [await person.arrive(), await person.send(text="hello")]
    answers += [await door.http.get("/api/councils"), await door.http.get("/api/health/live")]
    for answer in answers:
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.attack("error bodies")
async def test_an_unknown_council_or_language_gets_those_there_are(door: Door) -> None:
    council = await door.http.post("/api/chat/sessions", json={"council": "atlantis"})
    assert council.status_code == 422
    assert "atlantis" not in council.text
    assert "rutland" in council.json()["detail"]
    locale = await door.http.post("/api/chat/sessions", json={"locale": "tlh"})
    assert locale.status_code == 422
    assert "en" in locale.json()["detail"]


def _stored(raw: Sql) -> bytes:
    """Every value of every table."""
    values = [value for table in metadata.tables for row in raw(f"SELECT * FROM {table}") for value in row]  # noqa: S608
    return b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in values)


async def _a_kept_draft(door: Door) -> dict[str, str]:
    """A draft with a receipt."""
    door.rasa.means["my worker never came"] = "say_what_happened"
    person = door.person()
    await person.arrive()
    await person.type("my worker never came")
    await person.type("stop")
    await person.press("Keep it")
    assert person.receipt is not None, person.messages
    return person.receipt

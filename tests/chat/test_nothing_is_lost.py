"""Races, and a process that is killed between two transactions: one case, every word, a key that holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
import pytest

from backend.chat import gateway, message
from tests.chat.conftest import Door
from tests.chat.talking import Person, claimed, up_to

pytestmark = pytest.mark.anyio

Sql = Callable[..., list[tuple[object, ...]]]
STORY = "my social worker never came and I want to complain"
URGENT = "he has got a knife and he is outside my door right now"


class Killed(BaseException):
    """The process ends here; nothing after it runs."""


async def about_to_send(door: Door) -> Person:
    """Somebody whose complaint has been read back to them."""
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(STORY)
    await up_to(person, "check_answers")
    return person


@pytest.fixture
def kill_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Ends the process right after the step of this name, once."""

    def arm(name: str) -> None:
        real = getattr(message, name)

        def done_then_killed(*given: Any) -> Any:
            real(*given)
            monkeypatch.setattr(message, name, real)
            raise Killed

        monkeypatch.setattr(message, name, done_then_killed)
        # Who is killed lets nothing go.
        monkeypatch.setattr(message, "release", lambda *_: None)

    return arm


@pytest.mark.parametrize("moment", ["take", "is_ours", "from_rasa"])
async def test_killed_after_any_transaction_the_message_sent_again_opens_one_case(
    door: Door, raw: Sql, kill_after: Callable[[str], None], moment: str
) -> None:
    person = await about_to_send(door)
    kill_after(moment)
    with pytest.raises(Killed):
        await person.send(id="send-it-now", text="yes")
    door.clock.move(seconds=31)
    assert (await person.send(id="send-it-now", text="yes")).status_code == 200
    assert person.receipt is not None
    assert raw("SELECT count(*) FROM case_file") == [(1,)]
    case = await door.http.post(
        "/api/cases/track",
        json={"reference": person.receipt["reference"], "key": person.receipt["key"]},
    )
    assert case.status_code == 200
    assert case.json()["complaint"]["what_happened"] == STORY
    told = (await door.http.get("/api/chat/messages", headers=person.bearer)).json()["messages"]
    assert [m["text"] for m in told if m["from"] == "person"][-1] == "yes"
    assert [m["text"] for m in told if m["from"] == "person"].count(STORY) == 1
    assert all(m["receipt"]["key"] is None for m in told if m["receipt"])


@pytest.mark.parametrize("moment", ["take", "held", "told"])
async def test_killed_after_keeping_a_draft_the_receipt_is_told_all_the_same(
    door: Door, kill_after: Callable[[str], None], moment: str
) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(STORY)
    await person.type(URGENT)
    await person.press(person.last["choices"][0]["title"])
    keep = next(c for c in person.last["choices"] if "keep" in c["title"].lower())
    kill_after(moment)
    with pytest.raises(Killed):
        await person.send(id="keep-it-now", choice=keep["id"])
    door.clock.move(seconds=31)
    await person.send(id="keep-it-now", choice=keep["id"])
    assert person.receipt is not None, person.said()
    pair = {name: person.receipt[name] for name in ("reference", "key")}
    assert (await door.http.post("/api/cases/track", json=pair)).json()["status"] == "draft"


async def test_killed_after_the_model_heard_harm_help_comes_with_the_second_try(
    door: Door, kill_after: Callable[[str], None]
) -> None:
    quiet = "it all goes dark when he is home"
    door.rasa.means[quiet] = "safeguarding_disclosure"
    person = door.person()
    await person.arrive(council="rutland")
    kill_after("from_rasa")
    with pytest.raises(Killed):
        await person.send(id="said-quietly", text=quiet)
    door.clock.move(seconds=31)
    await person.send(id="said-quietly", text=quiet)
    assert person.messages[0]["tone"] == "concern"
    with door.inst.store.read() as tx:
        assert len(tx.alerts.open()) == 1


async def test_two_messages_at_once_are_answered_one_after_the_other(door: Door, raw: Sql) -> None:
    person = door.person()
    await person.arrive()
    answers = []

    async def send(number: int) -> None:
        answers.append(await person.send(id=f"at-once-{number}", text=f"hello {number}"))

    async with anyio.create_task_group() as group:
        for number in range(5):
            group.start_soon(send, number)
    assert [a.status_code for a in answers] == [200] * 5
    places = [int(str(place)) for (place,) in raw("SELECT position FROM turn ORDER BY position")]
    assert places == list(range(6))


async def test_one_id_from_three_connections_opens_one_case_with_one_key(door: Door, raw: Sql) -> None:
    person = await about_to_send(door)
    answers = []

    async def send() -> None:
        answers.append(await person.send(id="three-times", text="yes"))

    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(send)
    receipts = {str([m["receipt"] for m in a.json()["messages"] if m["receipt"]]) for a in answers}
    assert len(receipts) == 1
    assert raw("SELECT count(*) FROM case_file") == [(1,)]


async def test_a_claim_that_ran_out_makes_one_key_and_lets_nobody_elses_claim_go(door: Door) -> None:
    person = await about_to_send(door)
    answers = []

    async def send() -> None:
        answers.append(await person.send(id="very-slow", text="yes"))

    door.rasa.waits = anyio.Event()
    async with anyio.create_task_group() as group:
        group.start_soon(send)
        await door.rasa.asked.wait()
        door.clock.move(seconds=31)
        group.start_soon(send)
        await anyio.sleep(0.3)
        door.rasa.waits.set()
    assert [a.status_code for a in answers] == [200, 200]
    receipts = [m["receipt"] for a in answers for m in a.json()["messages"] if m["receipt"]]
    assert receipts[0] == receipts[1]
    assert (
        await door.http.post(
            "/api/cases/track", json={"reference": receipts[0]["reference"], "key": receipts[0]["key"]}
        )
    ).status_code == 200


async def test_a_message_whose_conversation_is_held_gets_words_and_help_first(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "ANSWERS_WITHIN", 0.2)
    person = door.person()
    await person.arrive()
    claimed(door.inst, person.token, "somebody-else")
    answer = await person.send(id="must-wait", text=URGENT)
    assert answer.status_code == 503
    assert person.messages[0]["tone"] == "urgent"
    door.clock.move(seconds=31)
    assert (await person.send(id="must-wait", text=URGENT)).status_code == 200


async def test_urgent_words_do_not_wait_for_a_language_server_that_hangs(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateway, "LEAVES_WITHIN", 0.1)
    person = door.person()
    await person.arrive()
    door.rasa.waits = anyio.Event()
    with anyio.fail_after(5):
        await person.type(URGENT)
    assert person.messages[0]["tone"] == "urgent"


async def test_deleted_while_it_is_answered_the_message_leaves_nothing_behind(door: Door, raw: Sql) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    door.rasa.waits = anyio.Event()
    answers = []

    async def send() -> None:
        answers.append(await person.send(text=STORY))

    async with anyio.create_task_group() as group:
        group.start_soon(send)
        await door.rasa.asked.wait()
        deleted = await door.http.delete("/api/chat/sessions", headers=person.bearer)
        assert deleted.status_code == 204
        await door.worker.once()
        door.rasa.forgotten.clear()
        door.rasa.waits.set()
    assert answers[0].status_code == 401
    for table in ("chat_session", "turn", "draft"):
        assert raw(f"SELECT count(*) FROM {table}") == [(0,)], table  # noqa: S608
    await door.worker.once()
    assert len(door.rasa.forgotten) == 1, "what Rasa wrote after it was told to forget stays"


async def test_a_voice_changed_while_a_message_is_answered_stays_changed(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    door.rasa.waits = anyio.Event()
    async with anyio.create_task_group() as group:
        group.start_soon(person.type, STORY)
        await door.rasa.asked.wait()
        await door.http.patch("/api/chat/sessions", json={"age_band": "child"}, headers=person.bearer)
        door.rasa.waits.set()
    now = await door.http.get("/api/chat/messages", headers=person.bearer)
    assert now.json()["age_band"] == "child"


async def test_the_live_choices_are_shown_even_behind_a_message_without_an_answer(door: Door) -> None:
    person = door.person()
    await person.arrive()
    offered = person.last["choices"]
    door.rasa.down = True
    assert (await person.send(text="hello")).status_code == 503
    told = (await door.http.get("/api/chat/messages", headers=person.bearer)).json()["messages"]
    assert [m["from"] for m in told[-2:]] == ["assistant", "person"]
    assert told[-2]["choices"] == offered

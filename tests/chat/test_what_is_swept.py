"""What nobody needs any more goes by itself, in our store and in Rasa's; what was promised stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to

pytestmark = pytest.mark.anyio

Sql = Callable[..., list[tuple[object, ...]]]
STORY = "my social worker never came and I want to complain"
URGENT = "he has got a knife and he is outside my door right now"


async def telling(door: Door) -> Person:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(STORY)
    return person


def count(raw: Sql, table: str) -> object:
    return raw(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608


async def test_a_chat_goes_a_week_after_it_ended_and_rasas_copy_with_it(door: Door, raw: Sql) -> None:
    await telling(door)
    door.clock.move(days=7)
    await door.worker.once()
    assert count(raw, "turn") == 2
    door.clock.move(hours=1, minutes=11)
    await door.worker.once()
    assert [count(raw, table) for table in ("chat_session", "turn", "draft")] == [0, 0, 0]
    assert len(door.rasa.forgotten) == 1


async def test_a_chat_that_is_still_used_stays(door: Door, raw: Sql) -> None:
    person = await telling(door)
    door.clock.move(minutes=50)
    await person.type("hello")
    await door.worker.once()
    assert count(raw, "chat_session") == 1


async def test_what_the_person_was_promised_stays(door: Door, raw: Sql) -> None:
    sender = await telling(door)
    await up_to(sender, None)
    keeper = await telling(door)
    await keeper.type("stop")
    await keeper.type("keep it")
    frightened = await telling(door)
    await frightened.type(URGENT)
    door.clock.move(days=29)
    await door.worker.once()
    assert await found(door, sender) == await found(door, keeper) == 200
    door.clock.move(days=2)
    await door.worker.once()
    assert (await found(door, sender), await found(door, keeper)) == (200, 404)
    assert count(raw, "alert") == 1
    assert count(raw, "chat_session") == 0


async def found(door: Door, person: Person) -> int:
    """What the person's reference and key get."""
    assert person.receipt is not None
    pair = {name: person.receipt[name] for name in ("reference", "key")}
    return (await door.http.post("/api/cases/track", json=pair)).status_code


async def test_a_draft_left_over_without_its_chat_goes_after_thirty_days(door: Door, raw: Sql) -> None:
    await telling(door)
    raw("DELETE FROM chat_session")
    door.clock.move(days=29)
    await door.worker.once()
    assert count(raw, "draft") == 1
    door.clock.move(days=2)
    await door.worker.once()
    assert count(raw, "draft") == 0


async def test_counts_accesses_and_what_was_done_go_when_their_time_is_up(door: Door, raw: Sql) -> None:
    person = await telling(door)
    await up_to(person, None)
    assert person.receipt is not None
    pair = {name: person.receipt[name] for name in ("reference", "key")}
    await door.http.post("/api/cases/track", json=pair)
    await door.http.post("/api/cases/track", json={**pair, "key": "maple-otter-lantern"})
    await door.http.delete("/api/chat/sessions", headers=person.bearer)
    await door.worker.once()
    tables = ("access", "failed_try", "outbox WHERE kind = 'rasa.forget'")
    assert [count(raw, table) != 0 for table in tables] == [True] * 3
    door.clock.move(days=8)
    await door.worker.once()
    assert [count(raw, table) for table in tables] == [0, 0, 0]


async def test_while_rasa_is_down_its_copy_is_asked_for_again_until_it_is_gone(door: Door) -> None:
    await telling(door)
    door.rasa.down = True
    door.clock.move(days=8)
    await door.worker.once()
    assert door.rasa.forgotten == []
    door.rasa.down = False
    door.clock.move(minutes=1)
    await door.worker.once()
    assert len(door.rasa.forgotten) == 1

"""One draft in two windows: what one sends or deletes, the other is told of truly."""

from __future__ import annotations

import anyio
import pytest

from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to

pytestmark = pytest.mark.anyio


async def _two_windows(door: Door) -> tuple[Person, Person]:
    door.rasa.means["i want to complain"] = "make_complaint"
    first = door.person()
    await first.arrive(council="rutland")
    await first.type("i want to complain")
    await up_to(first, "desired_outcome")
    await first.type("stop")
    await first.type("keep it")
    assert first.receipt is not None
    windows = door.person(), door.person()
    for window in windows:
        await window.arrive(reference=first.receipt["reference"], key=first.receipt["key"])
    return windows


async def test_what_one_window_sent_the_other_is_shown_as_it_stands(door: Door) -> None:
    one, other = await _two_windows(door)
    await up_to(one, None)
    assert one.receipt is not None
    await other.type("an apology")
    assert other.said()[0] == "session.sent_elsewhere"
    assert "track.status.open" in other.said()
    assert one.receipt["reference"] in " ".join(m["text"] for m in other.messages)


async def test_the_other_window_survives_a_reload_and_urgent_words(door: Door) -> None:
    one, other = await _two_windows(door)
    await up_to(one, None)
    assert (await door.http.get("/api/chat/messages", headers=other.bearer)).status_code == 200
    await other.type("he has got a knife and he is outside my door right now")
    assert other.asks == "safe_now"


async def test_what_one_window_deleted_is_gone_in_the_other(door: Door) -> None:
    one, other = await _two_windows(door)
    await one.type("stop")
    await one.type("delete it")
    answer = await other.send(text="an apology")
    assert answer.status_code == 200
    assert other.asks is None


async def test_two_windows_that_send_at_once_make_one_case_and_no_key_dies(door: Door) -> None:
    windows = await _two_windows(door)
    for window in windows:
        await up_to(window, "check_answers")
    async with anyio.create_task_group() as group:
        for window in windows:
            group.start_soon(window.type, "yes")
    receipts = [window.receipt for window in windows if window.receipt is not None]
    assert len(receipts) == 1
    pair = {name: receipts[0][name] for name in ("reference", "key")}
    assert (await door.http.post("/api/cases/track", json=pair)).status_code == 200


async def test_kept_once_more_it_has_a_new_key_and_the_person_is_told(door: Door) -> None:
    one, _ = await _two_windows(door)
    await one.type("stop")
    await one.type("keep it")
    assert one.said()[0] == "session.kept_again"
    assert one.receipt is not None
    again = door.person()
    answer = await again.arrive(reference=one.receipt["reference"], key=one.receipt["key"])
    assert answer.status_code == 201

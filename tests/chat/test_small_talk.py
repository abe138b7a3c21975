"""Where nothing is being asked: what is not understood, other languages, and a case's own dates."""

from __future__ import annotations

import pytest

from tests.chat.conftest import Door
from tests.chat.test_other_windows import up_to

pytestmark = pytest.mark.anyio


async def test_not_understood_twice_in_a_row_a_person_is_named(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("asdf")
    assert person.said() == ["session.unsure"]
    await person.type("qwer")
    assert person.said() == ["session.unsure_again"]
    assert person.last["choices"]


async def test_another_script_is_answered_with_who_speaks_it(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("اريد ان اشتكي")
    assert person.said() == ["session.answer.change_language"]


async def test_after_sending_the_dates_told_are_those_of_the_case(door: Door) -> None:
    door.rasa.means |= {"i want to complain": "make_complaint", "when will they answer": "ask_deadline"}
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("when will they answer")
    assert person.said() == ["track.answer.deadline"]
    await person.type("i want to complain")
    await up_to(person, None)
    assert person.receipt is not None
    await person.type("when will they answer")
    assert person.said() == ["track.next.explained", "timeline.running"]
    assert "Thursday 16 April 2026" in person.last["text"]
    for asking_why in ("why that day", "why"):
        await person.type(asking_why)
        assert person.said() == ["track.next.explained", "timeline.running"]

"""Simpler words change how somebody is spoken to, and nothing of who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from backend.chat.voice import SAID_BY_AGE
from backend.services import complaints
from backend.wording import Wording
from backend.wording.catalogue import Template
from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to

pytestmark = pytest.mark.anyio

CALLS_A_CHILD = re.compile(
    r"\b(?:other child|grown[- ]?ups?|childline|at school|a teacher"
    r"|your (?:carer|social worker|care|review))\b",
    re.IGNORECASE,
)
"""What is said to a child, and to a grown-up only where their own words say it too."""


def _calls(templates: Iterable[Template]) -> set[str]:
    words = " ".join(part for template in templates for part in template if isinstance(part, str))
    return {found.lower() for found in CALLS_A_CHILD.findall(words)}


def test_what_calls_its_reader_a_child_is_said_by_age() -> None:
    for key, entry in Wording.load().entries().items():
        for band in ("child", "teen"):
            more = _calls(entry[band].values()) - _calls(entry["adult"].values())
            assert not more or key.startswith(SAID_BY_AGE), (key, band, more)


async def _begun(door: Door, *words: str, **opening: str) -> Person:
    door.rasa.means.update({"i want to complain": "make_complaint"})
    person = door.person()
    await person.arrive(council="rutland", **opening)
    for said in ("i want to complain", *words):
        await person.type(said)
    return person


@pytest.mark.parametrize("words", ["simpler please", "too many big words"])
async def test_a_grown_up_who_wants_simple_words_is_told_of_help_as_a_grown_up(
    door: Door, words: str
) -> None:
    plain, simple = [await _begun(door, "somebody else", "i am his dad", *more) for more in ((), (words,))]
    for person in (plain, simple):
        await person.type("my partner hits me and i am scared of him")
    helped = [
        [m["text"] for m in person.messages if m["say"] == "safety.concern"] for person in (plain, simple)
    ]
    assert helped[0]
    assert helped[0] == helped[1]
    shown = await door.http.get("/api/chat/messages", headers=simple.bearer)
    assert shown.json()["age_band"] == "child"


@pytest.mark.parametrize("opening", [{}, {"age_band": "teen"}])
async def test_who_wants_simple_words_is_not_written_down_as_younger(
    door: Door, opening: dict[str, str]
) -> None:
    door.rasa.means["i want to complain"] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland", **opening)
    changed = await door.http.patch("/api/chat/sessions", json={"age_band": "child"}, headers=person.bearer)
    assert changed.json()["age_band"] == "child"
    for said in ("i want to complain", "me", "young person"):
        await person.type(said)
    if not opening:
        assert person.asks == "age_band"
    await up_to(person, None)
    with door.inst.store.read() as tx:
        case = tx.cases.by_reference((person.receipt or {})["reference"])
        assert case is not None
        told = complaints.require(door.inst, tx, case.id).events[0].data
    assert told["age_band"] == "teen"

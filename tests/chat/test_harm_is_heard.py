"""Harm: help first, one short question, and the complaint kept (design: decision 13)."""

from __future__ import annotations

import pytest

from tests.chat.conftest import Door

pytestmark = pytest.mark.anyio

URGENT = "he has got a knife and he is outside my door right now"
CONCERN = "my foster dad hits me when he is drunk"
STORY = "my social worker never came"


async def _telling(door: Door) -> object:
    door.rasa.means["i want to complain"] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    return person


def _alerts(door: Door) -> list[tuple[str, str]]:
    with door.inst.store.read() as tx:
        return [(alert.tier, alert.words) for alert in tx.alerts.open()]


async def test_urgent_words_do_not_reach_the_plan_and_an_alert_is_stored(door: Door) -> None:
    person = await _telling(door)
    asked = person.asks
    await person.type(URGENT)
    assert person.messages[0]["tone"] == "urgent"
    assert "999" in person.messages[0]["text"]
    assert person.asks == "safe_now"
    assert _alerts(door) == [("urgent", URGENT)]
    assert all(URGENT not in str(got) for got in door.rasa.got)
    assert asked


async def test_after_urgent_words_the_person_goes_on_and_may_use_what_they_wrote(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    safe = next(c for c in person.last["choices"])
    await person.press(safe["title"])
    assert person.asks == "safe_now"
    await person.press(person.last["choices"][0]["title"])
    assert person.asks != "safe_now"
    assert len(person.last["choices"]) >= 3


async def test_a_concern_is_taken_as_the_answer_help_comes_first_and_the_question_waits(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    assert person.messages[0]["tone"] == "concern"
    assert person.asks == "safe_now"
    assert _alerts(door) == [("concern", CONCERN)]
    await person.press(person.last["choices"][0]["title"])
    await person.press(person.last["choices"][0]["title"])
    assert person.asks not in ("safe_now", "what_happened")


async def test_the_same_worry_is_spoken_to_once(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    await person.press(person.last["choices"][0]["title"])
    await person.press(person.last["choices"][0]["title"])
    await person.type(CONCERN)
    assert person.asks != "safe_now"
    assert len(_alerts(door)) == 2


async def test_with_rasa_down_help_is_shown_and_the_alert_is_stored(door: Door) -> None:
    person = await _telling(door)
    door.rasa.down = True
    answer = await person.send(text=URGENT)
    assert answer.status_code == 200
    assert "999" in person.messages[0]["text"]
    assert _alerts(door) == [("urgent", URGENT)]


async def test_a_concern_with_rasa_down_gets_help_in_the_apology(door: Door) -> None:
    person = await _telling(door)
    door.rasa.down = True
    answer = await person.send(text=CONCERN)
    assert answer.status_code == 503
    assert person.messages[0]["tone"] == "concern"


async def test_what_the_model_alone_hears_is_taken_up(door: Door) -> None:
    person = await _telling(door)
    quiet = "it all goes dark when he is home"
    door.rasa.means[quiet] = "safeguarding_disclosure"
    await person.type(quiet)
    assert person.asks == "safe_now"
    assert _alerts(door) == [("concern", quiet)]


async def test_sent_again_an_urgent_message_raises_one_alert(door: Door) -> None:
    person = await _telling(door)
    for _ in range(3):
        await person.send(id="said-it-once", text=URGENT)
    assert len(_alerts(door)) == 1


async def test_a_first_message_that_is_urgent_is_kept_for_the_complaint(door: Door) -> None:
    person = door.person()
    await person.arrive()
    await person.type(URGENT)
    assert person.asks == "safe_now"
    await person.type("yes")
    await person.press(person.last["choices"][0]["title"])
    assert person.asks != "safe_now"


async def test_more_told_instead_of_an_answer_is_kept_and_asked_again(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type("it was about the contact with my brother")
    assert person.asks == "safe_now"


async def test_nobody_is_held_by_the_short_question(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    for _ in range(4):
        await person.type("it was about the contact with my brother")
    assert person.asks != "safe_now"


async def test_stopping_keeps_the_draft_with_a_receipt(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.press(person.last["choices"][0]["title"])
    await person.press(person.last["choices"][1]["title"])
    assert person.receipt is not None
    assert person.receipt["kind"] == "draft"
    back = door.person()
    answer = await back.arrive(reference=person.receipt["reference"], key=person.receipt["key"])
    assert answer.status_code == 201
    assert back.asks is not None


async def _until(person: object, question: str) -> None:
    """Answer with the first button until this is asked."""
    for _ in range(12):
        if person.asks == question:
            return
        await person.press(person.last["choices"][0]["title"])
    raise AssertionError(f"{question} was never asked; stopped at {person.asks}")

"""One message: never lost, never twice, never silence."""

from __future__ import annotations

import anyio
import pytest

from tests.chat.conftest import Door

pytestmark = pytest.mark.anyio

STORY = "my social worker never came and I want to complain"


async def test_a_chat_opens_with_words_and_choices_without_rasa(door: Door) -> None:
    door.rasa.down = True
    person = door.person()
    answer = await person.arrive(council="rutland")
    assert answer.status_code == 201
    assert person.last["choices"], "there is nothing to press"
    assert len(person.token) >= 40


async def test_the_first_message_already_answers_what_happened_and_about_whom(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    await person.type(STORY)
    assert person.asks not in ("what_happened", "about_whom", None)


async def test_the_same_id_and_body_gets_the_stored_answer_and_does_nothing_twice(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    first = await person.send(id="once-only", text=STORY)
    handed_on = len(door.rasa.got)
    for _ in range(2):
        again = await person.send(id="once-only", text=STORY)
        assert again.json()["messages"] == first.json()["messages"]
    assert len(door.rasa.got) == handed_on


@pytest.mark.attack("replay")
async def test_the_same_id_with_another_body_is_a_conflict(door: Door) -> None:
    person = door.person()
    await person.arrive()
    await person.send(id="once-only", text="hello")
    assert (await person.send(id="once-only", text="goodbye")).status_code == 409


@pytest.mark.attack("choices")
async def test_a_choice_that_was_not_offered_is_a_conflict_with_the_question_repeated(door: Door) -> None:
    person = door.person()
    await person.arrive()
    offered = person.last["choices"]
    answer = await person.send(choice="c-made-up-by-me")
    assert answer.status_code == 409
    assert answer.json()["messages"][-1]["choices"] == offered


@pytest.mark.attack("choices")
async def test_a_choice_of_an_earlier_message_is_dead(door: Door) -> None:
    person = door.person()
    await person.arrive()
    old = person.last["choices"][0]["id"]
    await person.press(person.last["choices"][0]["title"])
    assert (await person.send(choice=old)).status_code == 409


async def test_when_rasa_is_down_the_person_gets_words_and_the_id_is_not_used_up(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    door.rasa.down = True
    answer = await person.send(id="kept-safe", text=STORY)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
    assert person.last["text"]
    door.rasa.down = False
    assert (await person.send(id="kept-safe", text=STORY)).status_code == 200
    assert person.asks is not None


async def test_an_answer_lost_on_the_way_is_not_done_twice_when_it_is_sent_again(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    door.rasa.fails_after_deciding = True
    assert (await person.send(id="lost-once", text=STORY)).status_code == 503
    door.rasa.fails_after_deciding = False
    await person.send(id="lost-once", text=STORY)
    told = (await person.http.get("/api/chat/messages", headers=person.bearer)).json()["messages"]
    assert [m["text"] for m in told if m["from"] == "person"] == [STORY]


async def test_three_at_once_with_one_id_are_one_message(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    answers = []

    async def send() -> None:
        answers.append(await person.send(id="three-times", text=STORY))

    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(send)
    assert [a.status_code for a in answers] == [200, 200, 200]
    assert len({str(a.json()["messages"]) for a in answers}) == 1


async def test_both_sides_can_be_read_again_in_another_voice(door: Door) -> None:
    door.rasa.means[STORY] = "make_complaint"
    person = door.person()
    await person.arrive()
    await person.type(STORY)
    before = person.last["text"]
    changed = await person.http.patch("/api/chat/sessions", json={"age_band": "child"}, headers=person.bearer)
    assert changed.status_code == 200
    told = (await person.http.get("/api/chat/messages", headers=person.bearer)).json()["messages"]
    assert [m["from"] for m in told].count("person") == 1
    assert told[-1]["asks"] == person.asks
    assert before


@pytest.mark.attack("replay")
async def test_a_deleted_chat_is_dead_at_once_and_rasas_copy_is_asked_for(door: Door) -> None:
    person = door.person()
    await person.arrive()
    await person.type("hello")
    assert (await person.http.delete("/api/chat/sessions", headers=person.bearer)).status_code == 204
    assert (await person.send(text="anyone there")).status_code == 401
    with door.inst.store.read() as tx:
        assert [row.kind for row in tx.outbox.open("rasa.forget")] == ["rasa.forget"]


async def test_a_chat_ends_an_hour_after_its_last_use(door: Door) -> None:
    person = door.person()
    await person.arrive()
    door.clock.move(minutes=59)
    assert (await person.send(text="hello")).status_code == 200
    door.clock.move(minutes=59)
    assert (await person.send(text="hello")).status_code == 200
    door.clock.move(minutes=61)
    assert (await person.send(text="hello")).status_code == 401


async def test_sixty_messages_at_once_are_fine_and_then_one_a_second(door: Door) -> None:
    person = door.person()
    await person.arrive()
    codes = [(await person.send(text=f"hello {n}")).status_code for n in range(62)]
    assert codes[:60] == [200] * 60
    answer = await person.send(text="and again")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.json()["messages"][0]["text"]
    door.clock.move(seconds=1.1)
    assert (await person.send(text="and again")).status_code == 200


async def test_a_story_of_twenty_thousand_characters_is_kept_whole_and_rasa_gets_a_thousand(
    door: Door,
) -> None:
    story = ("She said she would ring. " * 800)[:19_990] + " the end."
    person = door.person()
    await person.arrive()
    assert (await person.send(text=story[:20_000])).status_code == 200
    told = (await person.http.get("/api/chat/messages", headers=person.bearer)).json()["messages"]
    assert next(m["text"] for m in told if m["from"] == "person") == story[:20_000]
    assert len(door.rasa.got[-1]["text"]) <= 1_000


async def test_a_longer_text_gets_a_kind_answer_and_the_same_question(door: Door) -> None:
    person = door.person()
    await person.arrive()
    answer = await person.send(text="a" * 20_001)
    assert answer.status_code == 200
    assert len(answer.json()["messages"]) == 2
    assert not door.rasa.got


@pytest.mark.attack("commands")
@pytest.mark.parametrize(
    "text", ["/restart", " /restart", "\n/back", "\u200b/session_start", "\uff0frestart"]
)
async def test_text_is_never_a_command(door: Door, text: str) -> None:
    person = door.person()
    await person.arrive()
    await person.send(text=text)
    assert not door.rasa.got[-1].get("text", "").startswith("/")
    told = (await person.http.get("/api/chat/messages", headers=person.bearer)).json()["messages"]
    assert next(m["text"] for m in told if m["from"] == "person") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("RJZ8-DLUU pendant supper cowbell", False),
        ("my ref is RJZ8-DLUU and my key is pendant-supper-cowbell", False),
        ("RJZ8-DLUU", True),
        ("pendant supper cowbell", True),
    ],
)
async def test_no_model_is_shown_a_reference_with_its_key(door: Door, text: str, shown: bool) -> None:
    person = door.person()
    await person.arrive()
    await person.send(text=text)
    assert ("text" in door.rasa.got[-1]) is shown

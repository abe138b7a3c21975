"""Harm: help first, one short question, and the complaint kept (design: decision 13)."""

from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from backend.chat.tokens import token_hash
from backend.safety import Heard, Screen
from backend.say import Say, as_json
from backend.services import alerts, auditing
from backend.store.rows import Alert
from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to

pytestmark = pytest.mark.anyio

URGENT = "he has got a knife and he is outside my door right now"
CONCERN = "my foster dad hits me when he is drunk"
STORY = "my social worker never came"
AFRAID = "i am afraid of my step dad"
"""A concern by a phrase."""
FIGURE = "my back was against the wall, they said they will kill me"
"""Urgent by a phrase that is a concern beside the model, which says whether it is meant."""


async def _telling(door: Door) -> Person:
    door.rasa.means["i want to complain"] = "make_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    return person


def for_the_model(text: str) -> str:
    """A text as Rasa is handed it."""
    return unicodedata.normalize("NFKC", text)[:1000].strip()


def _alerts(door: Door) -> list[tuple[str, str]]:
    with door.inst.store.read() as tx:
        return sorted((alert.tier, alert.words) for alert in tx.alerts.open())


def _phrases(door: Door) -> list[tuple[str, ...]]:
    with door.inst.store.read() as tx:
        return [alert.phrases for alert in tx.alerts.open()]


def _draft(door: Door, person: Person) -> Mapping[str, Any]:
    """What the person told so far."""
    with door.inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        draft = tx.drafts.get(session.draft_id or "")
    assert draft is not None
    return draft.data


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


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("chcę umrzeć", "pl"),
        ("ratunku, on dusi mamę", "pl"),
        ("vreau sa mor", "ro"),
        ("я хочу померти", "uk"),
        ("ya khochu pomerty", "en"),
        ("dua te vdes", "en"),
        ("quiero morirme", "en"),
        ("می‌خواهم بمیرم", "en"),
        ("my mum said chcę umrzeć and she was crying", "en"),
        (URGENT, "en"),
    ],
)
async def test_help_is_told_in_the_language_in_which_urgent_harm_was(
    door: Door, words: str, language: str
) -> None:
    person = await _telling(door)
    await person.type(words)
    assert person.messages[0]["tone"] == "urgent"
    assert person.messages[0]["lang"] == language
    assert "999" in person.messages[0]["text"]
    assert language == "en" or "999" in person.messages[0]["english"]
    for pressed in ("safety.choice.not_saying", "safety.choice.go_on"):
        await person.press(next(c["title"] for c in person.last["choices"] if c["say"] == pressed))
    said = [message["say"] for message in person.messages]
    assert ("session.speaking" in said) == (language != "en")


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


async def test_a_worry_is_heard_where_the_model_neither_hears_it_nor_is_sure(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(AFRAID)
    assert person.messages[0]["tone"] == "concern"
    assert _alerts(door) == [("concern", AFRAID)]
    assert str(_draft(door, person)["answers"]).count(AFRAID) == 1


async def test_a_worry_in_which_the_model_is_sure_of_no_harm_was_misheard(door: Door) -> None:
    person = await _telling(door)
    door.rasa.sure_of_no_harm = {AFRAID, FIGURE}
    for misheard in (AFRAID, FIGURE):
        await person.type(misheard)
        assert all(message["tone"] == "normal" for message in person.messages)
    assert _alerts(door) == []
    with door.inst.store.read() as tx:
        assert set(tx.outbox.waiting()) <= {"rasa.forget"}


async def test_the_record_is_whole_once_an_alert_was_taken_back_and_not_where_one_was_taken_out(
    door: Door,
) -> None:
    person = await _telling(door)
    door.rasa.sure_of_no_harm = {AFRAID}
    await person.type(AFRAID)
    with door.inst.store.read() as tx:
        assert auditing.verdict_in(tx).whole
    door.rasa.sure_of_no_harm = set()
    await person.type(AFRAID)
    with door.inst.store.begin() as tx:
        (alert,) = tx.alerts.open()
        tx.alerts.delete(alert.id)
    with door.inst.store.read() as tx:
        bad = auditing.verdict_in(tx).first_bad
    assert bad is not None
    assert (bad.stream, bad.why) == (alerts.stream_of(alert.id), "case_missing")


async def test_a_worry_that_somebody_took_stands_however_sure_the_model_is_when_it_is_sent_again(
    door: Door,
) -> None:
    person = await _telling(door)
    door.rasa.breaks = RuntimeError()
    with contextlib.suppress(RuntimeError):
        await person.send(id="said-it-once", text=AFRAID)
    with door.inst.store.read() as tx:
        (alert,) = tx.alerts.open()
    alerts.acknowledge(door.inst, "1", ["rutland"], alert.id, None)
    door.rasa.breaks, door.rasa.sure_of_no_harm = None, {AFRAID}
    await person.send(id="said-it-once", text=AFRAID)
    assert person.messages[0]["tone"] == "concern"
    with door.inst.store.read() as tx:
        assert tx.alerts.of(["rutland"]) != ()


async def test_a_worry_that_waits_for_the_model_is_told_of_at_once_when_it_has_spoken(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    with door.inst.store.read() as tx:
        (alert,) = tx.alerts.open()
        row = tx.outbox.get(alerts.telling_of(alert.id, "first"))
    assert row is not None
    assert row.due_at == door.clock.now()


async def test_a_worry_of_which_no_answer_comes_is_told_of_half_a_minute_later(door: Door) -> None:
    person = await _telling(door)
    door.rasa.breaks = RuntimeError()
    with contextlib.suppress(RuntimeError):
        await person.send(text=CONCERN)
    await person.http.delete("/api/chat/sessions", headers=person.bearer)
    assert _alerts(door) == [("concern", CONCERN)]
    with door.inst.store.read() as tx:
        (alert,) = tx.alerts.open()
        row = tx.outbox.get(alerts.telling_of(alert.id, "first"))
    assert row is not None
    assert row.due_at == door.clock.now() + alerts.ANSWERED_WITHIN


async def test_letters_that_become_more_on_the_way_leave_the_end_of_a_text_to_the_phrases(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    story = f"{'she did not ring back … ' * 39}{'x' * 20} {AFRAID}"
    assert len(story) <= 1000
    door.rasa.sure_of_no_harm = {for_the_model(story)}
    await person.type(story)
    assert person.messages[0]["tone"] == "concern"
    assert _alerts(door) == [("concern", story)]


async def test_what_is_urgent_is_so_however_sure_the_model_is(door: Door) -> None:
    person = await _telling(door)
    door.rasa.sure_of_no_harm = {URGENT}
    await person.type(URGENT)
    assert person.messages[0]["tone"] == "urgent"
    assert _alerts(door) == [("urgent", URGENT)]


async def test_what_may_be_a_figure_of_speech_is_a_worry_where_the_model_does_not_raise_it(
    door: Door,
) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(FIGURE)
    assert person.messages[0]["tone"] == "concern"
    assert person.asks == "safe_now"
    assert _alerts(door) == [("concern", FIGURE)]


async def test_what_may_be_a_figure_of_speech_is_put_by_as_urgent_where_the_model_means_it(
    door: Door,
) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    door.rasa.means[FIGURE] = "self_harm_or_suicide"
    await person.type(FIGURE)
    assert person.messages[0]["tone"] == "urgent"
    assert person.asks == "safe_now"
    assert _alerts(door) == [("urgent", FIGURE)]
    assert FIGURE not in str(_draft(door, person)["answers"])


async def test_what_is_urgent_by_itself_is_so_where_the_gateway_asks_and_no_model_hears(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    assert person.asks == "safe_now"
    await person.type(FIGURE)
    assert person.messages[0]["tone"] == "urgent"
    assert "999" in person.messages[0]["text"]
    assert _alerts(door) == [("concern", CONCERN), ("urgent", FIGURE)]


async def test_a_worry_is_heard_there_too(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    await person.type(AFRAID)
    assert _alerts(door) == [("concern", AFRAID), ("concern", CONCERN)]
    with door.inst.store.read() as tx:
        assert {alert.phrases for alert in tx.alerts.open() if alert.words == AFRAID} != {("said:more",)}


async def test_danger_that_the_model_alone_hears_is_heard_there_too(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    door.rasa.means["he is in my room now"] = "self_harm_or_suicide"
    await person.type("he is in my room now")
    assert person.messages[0]["tone"] == "urgent"
    assert "999" in person.messages[0]["text"]
    assert person.asks == "safe_now"
    assert _alerts(door) == [("concern", CONCERN), ("urgent", "he is in my room now")]
    assert "he is in my room now" in str(_draft(door, person)["held"])


@pytest.mark.parametrize("how", ["down", "slow"])
async def test_what_is_told_there_is_kept_though_the_model_cannot_listen(
    door: Door, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    monkeypatch.setattr("backend.chat.gateway.LISTENS_WITHIN", 0.05)
    door.rasa.down, door.rasa.listens_for_ever = how == "down", how == "slow"
    await person.type("there is more to it")
    assert person.asks == "safe_now"
    assert ("concern", "there is more to it") in _alerts(door)


@pytest.mark.parametrize("answer", ["yes i am safe", "no", "i dont want to say"])
async def test_an_answer_there_is_not_put_before_the_model(door: Door, answer: str) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    door.rasa.means[answer] = "self_harm_or_suicide"
    await person.type(answer)
    assert "model:urgent" not in str(_phrases(door))


async def test_what_may_be_a_figure_of_speech_is_urgent_with_rasa_down(door: Door) -> None:
    person = await _telling(door)
    door.rasa.down = True
    answer = await person.send(text=FIGURE)
    assert answer.status_code == 200
    assert person.messages[0]["tone"] == "urgent"
    assert _alerts(door) == [("urgent", FIGURE)]


async def test_a_worry_is_heard_once_with_rasa_down_however_often_it_is_sent(door: Door) -> None:
    person = await _telling(door)
    door.rasa.down = True
    for _ in range(2):
        await person.send(id="said-it-once", text=AFRAID)
        assert person.messages[0]["tone"] == "concern"
    assert _alerts(door) == [("concern", AFRAID)]


async def test_an_answer_lost_on_its_way_back_is_followed_by_help_and_kept_once(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    door.rasa.fails_after_deciding = True
    await person.send(id="said-it-once", text=AFRAID)
    assert person.messages[0]["tone"] == "concern"
    assert _alerts(door) == [("concern", AFRAID)]
    door.rasa.fails_after_deciding = False
    assert str(_draft(door, person)).count(AFRAID) == 1


async def test_where_the_model_is_not_shown_the_words_every_phrase_listens(door: Door) -> None:
    door.rasa.means["track my complaint"] = "track_complaint"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("track my complaint")
    await person.type("7KQM-2XPA")
    assert person.asks == "case_key"
    door.rasa.sure_of_no_harm = {AFRAID}
    await person.type(AFRAID)
    assert person.messages[0]["tone"] == "concern"
    assert _alerts(door) == [("concern", AFRAID)]


async def test_in_a_text_longer_than_the_model_is_shown_every_phrase_listens(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    story = f"{'she did not ring back on monday. ' * 40}{AFRAID}"
    door.rasa.sure_of_no_harm = {for_the_model(story)}
    await person.type(story)
    assert person.messages[0]["tone"] == "concern"
    assert _alerts(door) == [("concern", story)]


async def test_with_the_screen_broken_help_is_shown_and_an_alert_is_stored(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(screen: Screen, text: str, beside_the_model: bool = False) -> Heard:
        raise RuntimeError

    person = await _telling(door)
    door.rasa.sure_of_no_harm = {URGENT}
    monkeypatch.setattr(Screen, "hear", breaks)
    answer = await person.send(text=URGENT)
    assert answer.status_code == 200
    assert "999" in person.messages[0]["text"]
    assert _alerts(door) == [("concern", URGENT)]


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


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("what's an advocate?", "advocate.answer.about"),
        ("will my mum find out?", "rights.answer.carer"),
        ("are you a real person?", "session.answer.are_you_human"),
        ("who sees this", "rights.answer.confidentiality"),
        ("why", "safety.why_safe_now"),
    ],
)
async def test_what_somebody_wants_to_know_first_is_answered_and_the_question_put_again(
    door: Door, asked: str, answered: str
) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    for step in ("safety.safe_now", "safety.what_next"):
        for _ in range(3):
            await person.type(asked)
            assert person.said() == [answered, step]
        await person.type("yes")


@pytest.mark.parametrize("asked", ["what do i do now", "can i text someone", "will the police come"])
async def test_who_is_not_safe_and_asks_what_to_do_is_told_whom_to_ring_and_to_write_to(
    door: Door, asked: str
) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type("no")
    told = str(_draft(door, person))
    for _ in range(3):
        await person.type(asked)
        assert person.said() == ["safety.is_not_safe", "safety.written", "safety.what_next"]
        assert "999" in person.messages[0]["text"]
        assert person.messages[0]["links"]
        assert "85258" in person.messages[1]["text"]
    assert str(_draft(door, person)) == told


async def test_who_asks_whom_to_turn_to_before_saying_whether_they_are_safe_is_told_and_asked_again(
    door: Door,
) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type("who can i text")
    assert person.said() == ["contact.person.team_phone", "safety.written", "safety.safe_now"]
    assert person.messages[0]["links"]
    await person.type("yes")
    await person.type("who can i text")
    assert person.said() == ["contact.person.team_phone", "safety.written", "safety.what_next"]


async def test_what_is_told_with_a_question_for_help_waits_for_the_complaint(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type("no")
    asked = "my sister is in her room and i am in the kitchen, what do we do"
    await person.type(asked)
    assert person.said() == ["safety.is_not_safe", "safety.written", "safety.what_next"]
    assert ("concern", asked) in _alerts(door)
    await person.press("Go on with my complaint")
    assert asked in person.last["text"]


@pytest.mark.parametrize("typed", ["no my kids are not safe", "im ok but my sister isnt"])
async def test_whoever_says_that_somebody_is_not_safe_raises_an_urgent_alert(door: Door, typed: str) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type(typed)
    assert person.said() == ["safety.is_not_safe", "safety.what_next"]
    assert ("urgent", typed) in _alerts(door)
    assert typed not in str(_draft(door, person))


async def test_what_is_told_with_a_no_waits_for_the_complaint(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    told = "no they are not safe, nobody came to see them all week"
    await person.type(told)
    assert ("urgent", told) in _alerts(door)
    await person.press("Go on with my complaint")
    assert told in person.last["text"]


async def test_a_plain_yes_about_anybody_is_no_part_of_the_story_and_raises_nothing(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type("yes we are both safe now")
    assert person.said() == ["safety.is_safe", "safety.what_next"]
    assert _alerts(door) == [("urgent", URGENT)]
    assert "both safe" not in str(_draft(door, person))


async def test_what_is_told_beside_a_yes_waits_for_the_complaint_and_whoever_looks_reads_it(
    door: Door,
) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    told = "Yes we are safe. I just want someone to ring me back"
    await person.type(told)
    assert person.said() == ["safety.is_safe", "safety.what_next"]
    assert ("concern", told) in _alerts(door)
    await person.type("carry on with the complaint please")
    assert told in person.last["text"]
    await person.type("yes please use what i wrote")
    assert told not in person.last["text"]
    assert told in str(_draft(door, person))


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


async def test_while_a_complaint_is_looked_up_the_words_wait_in_one_of_their_own(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.press("See")
    await person.type(URGENT)
    await person.type("yes")
    await person.press("Go on")
    assert person.asks == "reference"
    await person.type("stop")
    assert person.asks == "about_whom"
    assert URGENT in person.last["text"]


async def test_stopping_while_a_complaint_is_looked_up_keeps_the_words_in_a_complaint(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.press("See")
    await person.type(URGENT)
    await person.type("yes")
    await person.press("Stop and keep")
    back = door.person()
    assert person.receipt is not None
    await back.arrive(reference=person.receipt["reference"], key=person.receipt["key"])
    assert back.asks == "about_whom"
    assert URGENT in back.last["text"]


BEGINS_NOTHING = "is it normal, he hits me when he is drunk"
"""A concern that is neither the beginning of a complaint nor an answer to anything."""


async def _worried(door: Door) -> Person:
    """Somebody whose first message was a worry that began nothing, and who said that they are safe."""
    door.rasa.means[BEGINS_NOTHING] = "out_of_scope"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(BEGINS_NOTHING)
    assert person.said()[-1] == "safety.safe_now"
    with door.inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        assert session.draft_id is None
    await person.type("yes")
    return person


async def test_going_on_after_a_worry_that_began_nothing_begins_a_complaint_with_its_words(
    door: Door,
) -> None:
    person = await _worried(door)
    await person.press("Go on with my complaint")
    assert person.said() == ["session.ask.held"]
    assert BEGINS_NOTHING in person.last["text"]
    await person.type("use it")
    assert person.asks == "about_whom"
    assert _draft(door, person)["answers"]["what_happened"] == BEGINS_NOTHING


async def test_who_asks_for_a_complaint_in_words_after_a_worry_loses_none_of_them(door: Door) -> None:
    person = await _worried(door)
    wish = "i want to make a complaint"
    door.rasa.means[wish] = "make_complaint"
    await person.type(wish)
    if person.asks is None:
        await person.type(wish)
    assert "session.where_to_start" not in person.said()
    with door.inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        assert session.draft_id is not None
    assert BEGINS_NOTHING in str(_draft(door, person))


async def test_what_was_answered_with_a_worry_is_said_before_the_complaint_begins(door: Door) -> None:
    asked = "what's an advocate? he hits me when he is drunk"
    door.rasa.means[asked] = "ask_about_advocate"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(asked)
    await person.type("yes")
    await person.press("Go on with my complaint")
    assert person.said() == ["advocate.answer.about", "session.ask.held"]


async def test_keeping_a_worry_that_began_nothing_keeps_its_words(door: Door) -> None:
    person = await _worried(door)
    await person.press("Stop and keep")
    assert person.receipt is not None
    back = door.person()
    await back.arrive(reference=person.receipt["reference"], key=person.receipt["key"])
    assert BEGINS_NOTHING in back.last["text"]


async def test_deleting_after_a_worry_that_began_nothing_stops(door: Door) -> None:
    person = await _worried(door)
    await person.type("delete it")
    assert person.said() == ["session.stopped"]
    assert person.asks is None


async def test_more_told_after_a_worry_that_began_nothing_waits_with_it(door: Door) -> None:
    person = await _worried(door)
    more = "it was about the contact with my brother"
    await person.type(more)
    await person.press("Go on with my complaint")
    assert BEGINS_NOTHING in person.last["text"]
    assert more in person.last["text"]


async def test_with_a_case_open_going_on_says_what_can_be_done(door: Door) -> None:
    person = await _about_to_send(door)
    await person.type("yes")
    door.rasa.means[BEGINS_NOTHING] = "out_of_scope"
    await person.type(BEGINS_NOTHING)
    await person.type("yes")
    await person.press("Go on with my complaint")
    assert person.said() == ["session.going_on", "session.where_to_start"]
    assert person.last["choices"]


async def test_where_urgent_words_came_first_nothing_is_said_of_going_on_where_we_were(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(URGENT)
    await person.type("yes")
    await person.press("Go on")
    assert person.said() == ["session.ask.held"]


async def test_how_it_is_treated_is_said_also_where_urgent_words_came_first(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(URGENT)
    await person.type("yes")
    await person.press("Go on")
    await person.type("use it")
    assert person.said()[0] == "complaint.how_we_treat"
    await person.type("me")
    assert "complaint.how_we_treat" not in person.said()


async def test_deleting_after_urgent_words_is_asked_about_and_leaves_no_receipt(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type("yes")
    await person.type("delete it")
    assert (person.asks, person.receipt) == ("stop", None)
    await person.type("delete it")
    assert person.said() == ["session.dropped"]


@pytest.mark.parametrize("typed", ["who is the man in the office", "is the building open", "do i need id?"])
async def test_a_question_with_no_answer_here_is_said_to_have_none_and_is_not_put_by(
    door: Door, typed: str
) -> None:
    person = await _worried(door)
    await person.type(typed)
    assert person.said()[0] == "session.no_answer_to_that"
    assert ("concern", typed) in _alerts(door)
    await person.press("Go on with my complaint")
    assert BEGINS_NOTHING in person.last["text"]
    assert typed not in person.last["text"]


@pytest.mark.parametrize("typed", ["why did he hit me", "why does she hurt my sister"])
async def test_what_is_told_in_the_form_of_a_question_is_put_by(door: Door, typed: str) -> None:
    person = await _worried(door)
    await person.type(typed)
    await person.press("Go on with my complaint")
    assert typed in person.last["text"]


async def test_a_question_of_the_case_is_answered_before_the_short_question(door: Door) -> None:
    person = await _about_to_send(door)
    await person.type("yes")
    door.rasa.means[BEGINS_NOTHING] = "out_of_scope"
    await person.type(BEGINS_NOTHING)
    await person.type("who is the investigating officer")
    assert person.said()[0] == "letters.officer"
    assert person.said()[-1] == "safety.safe_now"


@pytest.mark.parametrize("typed", ["skip", "why", "what", "stop"])
async def test_a_move_at_the_short_question_is_not_put_by_as_words(door: Door, typed: str) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    await person.type(typed)
    assert "session.kept_for_later" not in person.said()


async def test_a_receipt_never_waits_behind_the_short_question(door: Door) -> None:
    person = await _about_to_send(door)
    sending = "yes he hits me"
    door.rasa.means[sending] = "affirm"
    await person.type(sending)
    assert person.said()[0] == "safety.concern"
    assert person.asks == "safe_now"
    assert person.receipt is not None
    assert person.receipt["kind"] == "case"
    opened = await door.http.post(
        "/api/cases/track", json={name: person.receipt[name] for name in ("reference", "key")}
    )
    assert opened.status_code == 200


async def test_what_was_sent_is_not_stopped_or_deleted_any_more(door: Door) -> None:
    person = await _about_to_send(door)
    sending = "yes he hits me"
    door.rasa.means[sending] = "affirm"
    await person.type(sending)
    await person.type("yes")
    await person.type("delete it")
    assert "session.dropped" not in person.said()
    assert person.asks != "safe_now"


async def test_what_the_model_hears_again_is_taken_as_the_answer_and_told_of_again(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    first, second = "it all goes dark when he is home", "we are very quiet when he comes in"
    door.rasa.means.update(dict.fromkeys((first, second), "safeguarding_disclosure"))
    await person.type(first)
    assert person.asks == "safe_now"
    await person.type("yes")
    await person.press("Go on")
    await person.type("use it")
    await _until(person, "anything_else")
    await person.type(second)
    assert person.asks != "safe_now"
    assert _alerts(door) == [("concern", first), ("concern", second)]


async def test_the_model_raises_what_the_phrases_hear(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    door.rasa.means[CONCERN] = "self_harm_or_suicide"
    await person.type(CONCERN)
    assert person.messages[0]["tone"] == "urgent"
    assert person.asks == "safe_now"
    assert _alerts(door) == [("urgent", CONCERN)]


async def test_what_the_model_raises_is_told_of_as_urgent_for_the_draft_it_was_put_by_in(
    door: Door,
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means[FIGURE] = "self_harm_or_suicide"
    await person.type(FIGURE)
    with door.inst.store.read() as tx:
        (alert,) = tx.alerts.open()
        session = tx.sessions.by_token(token_hash(person.token))
        kinds = [event.kind for event in tx.events.of(f"alert:{alert.id}")]
    assert kinds == ["alert_raised", "alert_made_graver"]
    assert session is not None
    assert alert.draft_id == session.draft_id
    assert alert.draft_id is not None


async def test_an_answer_lost_after_the_words_were_taken_leaves_the_concern_and_sent_again_one_alert(
    door: Door,
) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    door.rasa.breaks = RuntimeError()
    with contextlib.suppress(RuntimeError):
        await person.send(id="said-it-once", text=CONCERN)
    assert _alerts(door) == [("concern", CONCERN)]
    door.rasa.breaks = None
    door.rasa.means[CONCERN] = "self_harm_or_suicide"
    await person.send(id="said-it-once", text=CONCERN)
    assert person.messages[0]["tone"] == "urgent"
    assert _alerts(door) == [("urgent", CONCERN)]


async def test_what_counts_as_heard_once_another_question_is_asked_is_told_when_it_is_sent_again(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await _about_to_send(door, "contact_method")
    said, say = "by text, they said they will kill me", door.rasa.say

    async def lost(*given: Any) -> None:
        await say(*given)
        raise RuntimeError

    with monkeypatch.context() as broken, contextlib.suppress(RuntimeError):
        broken.setattr(door.rasa, "say", lost)
        await person.send(id="told-by-text", text=said)
    assert _alerts(door) == [("concern", said)]
    await person.send(id="told-by-text", text=said)
    assert person.messages[0]["tone"] == "urgent"
    assert _alerts(door) == [("urgent", said)]


async def test_who_tells_of_harm_in_saying_that_they_are_not_safe_leaves_one_urgent_alert_of_it(
    door: Door,
) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    not_safe = "no im scared"
    await person.type(not_safe)
    assert _alerts(door) == [("concern", CONCERN), ("urgent", not_safe)]


async def test_whoever_says_that_they_are_not_safe_is_told_of_at_once(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    await person.press("No, I am not safe")
    assert [tier for tier, _ in _alerts(door)] == ["concern", "urgent"]


async def test_what_is_told_instead_of_an_answer_goes_with_the_alert(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    more = "it was about the contact with my brother"
    await person.type(more)
    assert _alerts(door) == [("concern", more), ("urgent", URGENT)]


async def test_a_second_urgent_message_loses_nothing_that_waits(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    await person.type(URGENT)
    assert person.messages[0]["tone"] == "urgent"
    await person.type("yes")
    await person.press("Go on")
    assert len(person.last["choices"]) >= 3


async def _about_to_send(door: Door, asks: str = "check_answers") -> Person:
    """Somebody whose complaint is read back to them, or who is asked what comes before that."""
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type("she never came")
    for _ in range(12):
        if person.asks == asks:
            break
        await person.type("no" if person.asks in ("anything_else", "contact_method") else "skip")
    return person


async def _until(person: Person, question: str) -> None:
    """Answer with the first button until this is asked."""
    for _ in range(12):
        if person.asks == question:
            return
        await person.press(person.last["choices"][0]["title"])
    raise AssertionError(f"{question} was never asked; stopped at {person.asks}")


@pytest.mark.parametrize(
    ("text", "named"),
    [("it all goes dark at night", False), ("it all goes dark when my key worker is in", True)],
)
async def test_whom_it_is_about_is_heard_though_only_the_model_hears_harm(
    door: Door, text: str, named: bool
) -> None:
    person = await _telling(door)
    door.rasa.means[text] = "safeguarding_disclosure"
    await person.type(text)
    with door.inst.store.read() as tx:
        assert [alert.names_staff_or_carer for alert in tx.alerts.open()] == [named]


async def test_what_phrases_and_model_both_hear_raises_one_alert(door: Door) -> None:
    person = await _telling(door)
    door.rasa.hears_both = True
    door.rasa.means[CONCERN] = "safeguarding_disclosure"
    await person.type(CONCERN)
    assert _alerts(door) == [("concern", CONCERN)]


async def test_a_wish_at_the_short_question_comes_after_it_and_is_no_part_of_the_story(door: Door) -> None:
    door.rasa.means["change my email"] = "change_contact_details"
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    await person.type("change my email")
    assert person.said() == ["safety.after_this", "safety.safe_now"]
    await person.press(person.last["choices"][0]["title"])
    await person.type("change my email")
    assert "contact.answer.change" in person.said()
    assert person.asks == "anything_else"
    assert _alerts(door) == [("concern", CONCERN)]


@pytest.mark.parametrize("council", ["rutland", None])
async def test_words_that_came_before_the_complaint_belong_to_it_and_to_its_council(
    door: Door, council: str | None
) -> None:
    door.rasa.means[AFRAID] = "make_complaint"
    person = door.person()
    await person.arrive(**({"council": council} if council else {}))
    await person.type(AFRAID)
    await person.press("Yes", "Go on")
    await up_to(person, "council" if council is None else "check_answers")
    if council is None:
        await person.type("rutland")
        await person.press("Yes")
    with door.inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
        (alert,) = tx.alerts.open()
    assert session is not None
    assert (alert.draft_id, alert.council) == (session.draft_id, "rutland")


async def test_who_was_named_once_is_not_told_what_comes_after_without_the_name(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type(CONCERN)
    await person.press("No")
    with door.inst.store.read() as tx:
        told = {(alert.tier, alert.names_staff_or_carer) for alert in tx.alerts.open()}
    assert told == {("concern", True), ("urgent", True)}


@pytest.mark.parametrize(
    ("at", "says", "speaks"),
    [
        ("role", "you", (None, None)),
        ("age_band", "old", ("young_person", None)),
        ("what_happened", "happened", ("young_person", "teen")),
    ],
)
async def test_an_alert_says_what_was_being_asked_and_who_speaks_as_far_as_they_told(
    door: Door, at: str, says: str, speaks: tuple[str | None, str | None]
) -> None:
    person = await _telling(door)
    await up_to(person, at)
    asked = person.last["text"].splitlines()[0]
    await person.type(URGENT)
    alert = _alert(door)
    assert says in str(alert.asked)
    assert str(alert.asked).startswith(asked)
    assert (alert.role, alert.age_band) == speaks


async def test_who_they_say_later_that_they_are_is_said_of_what_was_heard_before(door: Door) -> None:
    person = await _telling(door)
    await person.type(URGENT)
    assert (_alert(door).role, _alert(door).age_band) == (None, None)
    for _ in range(2):
        await person.press(person.last["choices"][0]["title"])
    await up_to(person, "age_band")
    await person.type("13")
    asked = _alert(door).asked
    assert (_alert(door).role, _alert(door).age_band) == ("young_person", "teen")
    await door.http.delete("/api/chat/sessions", headers=person.bearer)
    assert (_alert(door).role, _alert(door).age_band, _alert(door).asked) == ("young_person", "teen", asked)


async def test_a_voice_they_chose_is_said_where_no_age_was_told(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland", age_band="child", locale="pl")
    await person.type(URGENT)
    alert = _alert(door)
    assert alert.age_band == "child"
    assert alert.asked, "in English, whatever language they read"
    assert alert.asked.isascii()


async def test_what_was_read_back_to_them_does_not_stand_in_the_alert_too(door: Door) -> None:
    person = await _telling(door)
    await up_to(person, "check_answers")
    assert "she never came" in person.last["text"]
    await person.type(URGENT)
    assert _alert(door).asked
    assert "she never came" not in str(_alert(door).asked)


def _last_asked(door: Door, person: Person, last: Mapping[str, Any]) -> None:
    """Have the person been asked or told something last."""
    with door.inst.store.begin() as tx:
        session = tx.sessions.by_token(token_hash(person.token))
        assert session is not None
        tx.sessions.save(replace(session, state={**session.state, "last": dict(last)}))


@pytest.mark.parametrize(
    ("last", "left"),
    [
        (Say("session.ask.held", {"words": "Amara ran off"}), "You wrote this before"),
        (
            Say("complaint.ask.point_outcome", {"number": 2, "of": 3, "words": "Amara ran off"}),
            "2 of 3: …",
        ),
        (Say("complaint.ask.child_is_of", {"child": "Amara"}), "Which of these fits … best?"),
        (Say("complaint.ask.child_agrees_of", {"child": "Amara"}), "Does … know about this"),
        (
            Say(
                "track.next.explained",
                {"explanation": Say("complaint.said.of_one", {"child": "Amara", "answer": 3})},
            ),
            "…: 3",
        ),
        (Say("contact.person.childline", {"childline": "0800 1111"}), "0800 1111"),
    ],
)
async def test_an_alert_keeps_our_own_words_and_numbers_and_none_of_theirs(
    door: Door, last: Say, left: str
) -> None:
    person = await _telling(door)
    _last_asked(door, person, as_json(last))
    await person.type(URGENT)
    asked = str(_alert(door).asked)
    assert left in asked
    assert "Amara" not in asked


async def test_words_that_waited_because_of_harm_are_not_read_back_in_the_next_alert(door: Door) -> None:
    person = await _telling(door)
    await _until(person, "what_happened")
    await person.type("Amara told me he has a knife and he is outside her door right now")
    for _ in range(2):
        await person.press(person.last["choices"][0]["title"])
    assert "Amara" in person.last["text"]
    await person.type(URGENT)
    with door.inst.store.read() as tx:
        found = {alert.words: str(alert.asked) for alert in tx.alerts.open()}
    assert "You wrote this before" in found[URGENT]
    assert "Amara" not in found[URGENT]


async def test_no_alert_is_lost_over_a_question_that_has_no_words_any_more(door: Door) -> None:
    person = await _telling(door)
    _last_asked(door, person, {"say": "gone.since"})
    await person.type(URGENT)
    assert _alert(door).asked is None


def _alert(door: Door) -> Alert:
    with door.inst.store.read() as tx:
        (alert,) = tx.alerts.open()
    return alert

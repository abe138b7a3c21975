"""What the store keeps, what it drops, and that it reads back little however much there is."""

import asyncio
import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.tracker_store import LONGEST_TAIL, HeardTrackerStore, without_words

SENDER = "0123456789abcdef0123456789abcdef"
WORDS = "he hits me"


@pytest.fixture
def store(tmp_path: Path, domain: Domain) -> HeardTrackerStore:
    return HeardTrackerStore(domain, f"sqlite:///{tmp_path / 'rasa.db'}")


def turn(question: str) -> list[Event]:
    """One turn of the form, as Rasa writes it."""
    parsed = {
        "text": WORDS,
        "intent": {"name": "affirm", "confidence": 0.8},
        "entities": [{"entity": "who", "value": WORDS}],
        "intent_ranking": [],
    }
    return [
        UserUttered(WORDS, parsed["intent"], parsed["entities"], parsed, metadata={"asks": question}),
        ActionExecuted("guided_form"),
        ActiveLoop("guided_form"),
        SlotSet("question", question),
        SlotSet("requested_slot", "answer"),
        BotUttered(WORDS, {"custom": {"ask": WORDS}}),
        ActionExecuted("action_listen"),
    ]


def talk(store: HeardTrackerStore, *questions: str) -> DialogueStateTracker:
    """That many turns, each read, continued and saved as Rasa does it; gives the last tracker."""

    async def go() -> DialogueStateTracker:
        for question in questions:
            tracker = await store.get_or_create_tracker(SENDER, append_action_listen=False)
            tracker.update_with_events(turn(question), store.domain)
            await store.save(tracker)
        return tracker

    return asyncio.run(go())


def read(store: HeardTrackerStore) -> DialogueStateTracker | None:
    return asyncio.run(store.retrieve(SENDER))


def test_a_conversation_is_read_back_by_another_process(store: HeardTrackerStore, domain: Domain) -> None:
    talk(store, "council", "what_happened")
    again = HeardTrackerStore(domain, str(store._engine.url))
    tracker = read(again)
    assert tracker is not None
    assert tracker.active_loop_name == "guided_form"
    assert tracker.get_slot("question") == "what_happened"
    assert tracker.latest_action_name == "action_listen"
    assert tracker.latest_message is not None
    assert tracker.latest_message.intent_name == "affirm"


def test_nobody_unknown_is_made_up(store: HeardTrackerStore) -> None:
    assert read(store) is None
    assert not asyncio.run(store.exists(SENDER))


def test_no_words_are_written(store: HeardTrackerStore) -> None:
    talk(store, "council")
    with store._engine.connect() as connection:
        written = "".join(connection.execute(sa.text("select body from rasa_event")).scalars())
    assert "hits" not in written
    assert '"affirm"' in written


@pytest.mark.parametrize("event", turn("council"), ids=lambda event: event.type_name)
def test_an_event_without_its_words_is_still_that_event(event: Event) -> None:
    kept = Event.from_parameters(without_words(event.as_dict()))
    assert type(kept) is type(event)
    assert WORDS not in json.dumps(without_words(event.as_dict()))


def test_the_five_hundredth_message_reads_no_more_than_the_tenth(store: HeardTrackerStore) -> None:
    talk(store, *(f"question_{number}" for number in range(60)))
    tracker = read(store)
    assert tracker is not None
    assert len(tracker.events) <= LONGEST_TAIL + len(turn(""))
    assert tracker.get_slot("question") == "question_59"
    assert tracker.active_loop_name == "guided_form"
    assert tracker.get_slot("requested_slot") == "answer"


def test_a_head_right_at_the_end_restates_the_conversation(store: HeardTrackerStore) -> None:
    turns = LONGEST_TAIL // len(turn("")) + 1
    before = talk(store, *(f"question_{number}" for number in range(turns)))
    tracker = read(store)
    assert tracker is not None
    assert len(tracker.events) < 10
    assert tracker.current_slot_values() == before.current_slot_values()
    assert tracker.active_loop_name == before.active_loop_name
    assert tracker.latest_action_name == before.latest_action_name


def test_the_log_keeps_every_turn(store: HeardTrackerStore) -> None:
    talk(store, *("council" for _ in range(30)))
    with store._engine.connect() as connection:
        bodies = connection.execute(sa.text("select body from rasa_event")).scalars().all()
    events = [event for body in bodies for event in json.loads(body)]
    assert sum(event["event"] == "user" for event in events) == 30


def test_of_two_turns_at_once_the_later_fails_whole(store: HeardTrackerStore) -> None:
    talk(store, "council")
    first, second = read(store), read(store)
    assert first is not None
    assert second is not None
    first.update_with_events(turn("one"), store.domain)
    second.update_with_events(turn("two"), store.domain)
    asyncio.run(store.save(first))
    with pytest.raises(sa.exc.IntegrityError):
        asyncio.run(store.save(second))
    kept = read(store)
    assert kept is not None
    assert kept.get_slot("question") == "one"


def test_forgetting_takes_everything_of_one_and_nothing_of_another(store: HeardTrackerStore) -> None:
    talk(store, "council")
    other = DialogueStateTracker("f" * 32, store.domain.slots)
    other.update_with_events(turn("council"), store.domain)
    asyncio.run(store.save(other))
    asyncio.run(store.forget(SENDER))
    assert read(store) is None
    assert list(asyncio.run(store.keys())) == ["f" * 32]


def test_what_is_forgotten_is_in_no_file_of_the_store(store: HeardTrackerStore, tmp_path: Path) -> None:
    def held() -> bool:
        return any(SENDER.encode() in file.read_bytes() for file in tmp_path.iterdir())

    talk(store, *(["council"] * 30))
    assert held()
    asyncio.run(store.forget(SENDER))
    assert not held()

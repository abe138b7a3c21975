"""What a text asks of the chat."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import asked
from components.asked import NOTHING, UNSURE, WANTS_TO_KNOW, Asked, lessons
from components.sentence import SENTENCE, Read

QUESTIONS = {
    "cost": [
        "does it cost anything",
        "how much is it",
        "do i pay for this",
        "is it free",
        "any cost to this",
    ],
    "carer_told": [
        "will my carer see this",
        "do you tell my foster mum",
        "can my carer find out",
        "does my dad get told",
        "will my mum know about this",
    ],
    NOTHING: [
        "she never rings back",
        "can they say sorry",
        "when i was nine",
        "last week",
        "my carer shouts",
    ],
}
ABOUT = {"cost": "cost pay free much money", "carer_told": "told tell carer mum dad find see know"}


def read(text: str) -> Read:
    """A sentence model of our own: which of two things a text speaks of, and how long it is."""
    counted = [sum(word in about.split() for word in text.split()) for about in ABOUT.values()]
    sentence = np.array([*counted, 1.0])
    return Read(np.zeros(0), np.zeros(0), sentence / np.linalg.norm(sentence))


class OurModel:
    """It reads like that, whatever folder it is given."""

    def __init__(self, folder: Path) -> None:
        self.read = read


@pytest.fixture
def made(
    storage: ModelStorage,
    resource: Resource,
    context: ExecutionContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Any, ...]:
    """What `create` and `load` are given, with lessons of our own."""
    monkeypatch.setattr(asked, "SentenceModel", OurModel)
    monkeypatch.setattr(asked, "made", lambda: tmp_path)
    lines = [f"{name}\t{text}\n" for name, texts in QUESTIONS.items() for text in texts]
    (tmp_path / "questions.tsv").write_text("".join(lines), encoding="utf-8")
    config = {**Asked.get_default_config(), "lessons": str(tmp_path / "questions.tsv"), "telling": 1}
    return (config, storage, resource, context)


@pytest.fixture
def taught(made: tuple[Any, ...]) -> Asked:
    """Taught those, and a text of an intent that tells, and loaded again."""
    told = [Message({TEXT: "we were moved again", INTENT: "say_what_happened"})]
    Asked.create(*made).train(TrainingData(told))
    return Asked.load(*made)


def asks(component: Asked, text: str, sentence: np.ndarray | None) -> str:
    """What a text asks that was read as this sentence."""
    message = Message({TEXT: text})
    if sentence is not None:
        message.set(SENTENCE, sentence)
    component.process([message])
    return str(message.get(WANTS_TO_KNOW))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what does it cost to do this", "cost"),
        ("will my mum find out", "carer_told"),
        ("she shouts when i was nine", NOTHING),
        ("we were moved again", NOTHING),
    ],
)
def test_a_question_that_was_not_taught_is_told_from_others_and_from_what_asks_nothing(
    taught: Asked, text: str, name: str
) -> None:
    assert asks(taught, text, read(text).sentence) == name


def test_where_nothing_is_likely_enough_it_is_unsure(made: tuple[Any, ...]) -> None:
    config, *rest = made
    Asked.create(*made).train(TrainingData([]))
    strict = Asked.load({**config, "sure": 1.0, "tells": 1.0}, *rest)
    assert asks(strict, "is it free", read("is it free").sentence) == UNSURE


def test_of_a_text_that_no_sentence_model_read_it_is_unsure(taught: Asked) -> None:
    assert asks(taught, "is it free", None) == UNSURE


def test_the_lessons_name_each_question_once() -> None:
    told = sorted(lessons(asked.BOT / Asked.get_default_config()["lessons"]))
    texts = [text.casefold() for _, text in told]
    assert len(texts) == len(set(texts))
    assert all(name and text == text.strip() for name, text in told)

"""How texts are brought together and understood."""

from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer

from components.normalise import normalise
from components.typed_guard import TypedGuard
from components.understanding import VIEWS, Understanding, View

TAUGHT = {
    "greet": ["hello", "hi there", "hey", "good morning", "hiya"],
    "thanks": ["thank you", "thanks so much", "cheers", "ta for that", "thx"],
    "ask_about_advocate": [
        "what is an advocate",
        "what does an advocate do",
        "who can be my advocate",
        "advocate meaning",
        "tell me about advocates",
    ],
}


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Sooooo   UPSET, i dnt wanna", "soo upset i dont want to"),
        ("they don’t LISTEN!!!!", "they dont listen!!"),
        ("ｆｕｌｌ width", "full width"),
        ("zero\u200bwidth\u2060joiner", "zerowidthjoiner"),
        ("wot r u", "what are you"),
        ("\u2060/restart", "restart"),
        ("...", ""),
        ("\n\t ", ""),
        ("help 😭", "help"),
        ("naïve Ångström", "naïve ångström"),
    ],
)
def test_what_is_typed_is_brought_to_plain_words(typed: str, plain: str) -> None:
    assert normalise(typed) == plain
    assert normalise(plain) == plain


@pytest.fixture
def made(storage: ModelStorage, resource: Resource, context: ExecutionContext) -> tuple[Any, ...]:
    """What `create` and `load` are given."""
    return (Understanding.get_default_config(), storage, resource, context)


@pytest.fixture
def taught(made: tuple[Any, ...]) -> Understanding:
    """Trained on three intents and loaded again."""
    Understanding.create(*made).train(lessons())
    return Understanding.load(*made)


def lessons(turned: bool = False) -> TrainingData:
    """The training texts, in their order or the other way round."""
    examples = [Message({TEXT: text, INTENT: intent}) for intent, texts in TAUGHT.items() for text in texts]
    return TrainingData(examples[::-1] if turned else examples)


def parse(understanding: Understanding, text: str) -> dict[str, Any]:
    """What it makes of one text."""
    (message,) = understanding.process([Message({TEXT: text})])
    return message.data


@pytest.mark.parametrize(
    ("text", "intent"),
    [("heyyyy", "greet"), ("THANKS!!", "thanks"), ("wot does a advocat do?", "ask_about_advocate")],
)
def test_a_text_it_was_not_taught_is_understood(taught: Understanding, text: str, intent: str) -> None:
    assert parse(taught, text)[INTENT]["name"] == intent


def test_the_ranking_has_every_intent_the_likeliest_first(taught: Understanding) -> None:
    ranking = parse(taught, "thank you")["intent_ranking"]
    confidences = [ranked["confidence"] for ranked in ranking]
    assert {ranked["name"] for ranked in ranking} == set(TAUGHT)
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", "   ", "...", "😭", "zzzz qqqq"])
def test_a_text_of_nothing_known_is_not_understood(taught: Understanding, text: str) -> None:
    found = parse(taught, text)
    assert found[INTENT] == {"name": "nlu_fallback", "confidence": 0.0}
    assert found["intent_ranking"] == []


@pytest.mark.parametrize(("setting", "value"), [("threshold", 0.999), ("ambiguity", 0.999)])
def test_how_sure_it_must_be_is_configured(made: tuple[Any, ...], setting: str, value: float) -> None:
    config, *rest = made
    Understanding.create(*made).train(lessons())
    strict = Understanding.load({**config, setting: value}, *rest)
    found = parse(strict, "hello")
    assert found[INTENT]["name"] == "nlu_fallback"
    assert found["intent_ranking"][0]["name"] == "greet"


def test_the_same_texts_in_any_order_make_the_same_model(made: tuple[Any, ...]) -> None:
    Understanding.create(*made).train(lessons())
    first = parse(Understanding.load(*made), "hey what is that")
    Understanding.create(*made).train(lessons(turned=True))
    assert parse(Understanding.load(*made), "hey what is that") == first


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view["analyzer"])
@pytest.mark.parametrize("text", ["hello hello there", "what is it", "zq", ""])
def test_a_text_is_weighed_as_in_training(view: dict[str, Any], text: str) -> None:
    vectorizer = TfidfVectorizer(sublinear_tf=True, **view)
    vectorizer.fit([text for texts in TAUGHT.values() for text in texts])
    places, weights = View(vectorizer.build_analyzer(), vectorizer.vocabulary_, vectorizer.idf_, 0).weigh(
        text
    )
    as_trained = vectorizer.transform([text]).toarray()[0]
    ours = np.zeros_like(as_trained)
    ours[places] = weights
    assert ours == pytest.approx(as_trained)


@pytest.mark.parametrize("text", ["/restart", " /restart", "\u00a0/back", "\x1c/restart", "//x", "/"])
def test_the_guard_leaves_no_command_at_the_head_of_a_text(text: str) -> None:
    (message,) = TypedGuard().process([Message({TEXT: text})])
    assert not message.get(TEXT).strip().startswith("/")
    assert message.get(TEXT).endswith(text.strip())


def test_the_guard_leaves_other_texts_as_they_are() -> None:
    (message,) = TypedGuard().process([Message({TEXT: "1/2 of it, and/or more"})])
    assert message.get(TEXT) == "1/2 of it, and/or more"

"""How texts are brought together and understood."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.normalise import normalise
from components.sentence import FILES, LESSONS, Read
from components.typed_guard import TypedGuard
from components.understanding import SENTENCE_MODEL, Understanding

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
        ("help😭", "help 😭"),
        ("👍🏽 ok", "👍 ok"),
        ("naïve Ångström", "naïve ångström"),
    ],
)
def test_what_is_typed_is_brought_to_plain_words(typed: str, plain: str) -> None:
    assert normalise(typed) == plain
    assert normalise(plain) == plain


@pytest.fixture
def made(storage: ModelStorage, resource: Resource, context: ExecutionContext) -> tuple[Any, ...]:
    """What `create` and `load` are given."""
    config = {**Understanding.get_default_config(), "sentence_model": False}
    return (config, storage, resource, context)


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


class Listener:
    """A sentence model of our own: so likely it thinks each of `intents`; harm by the word."""

    def __init__(self, **shares: float) -> None:
        self._shares = shares

    def read(self, text: str) -> Read:
        harm = (
            (0.1, 0.1, 0.8) if "bleeding" in text else (0.2, 0.7, 0.1) if "sister" in text else (0.9, 0.1, 0)
        )
        intents = [self._shares.get(intent, 1e-6) for intent in sorted(TAUGHT)]
        return Read(np.log(intents), np.log(np.add(harm, 1e-6)), np.ones(1))


def test_the_sentence_model_decides_where_the_words_know_little(taught: Understanding) -> None:
    taught._sentences = Listener(thanks=0.9)
    assert parse(taught, "hellthank")[INTENT]["name"] == "thanks"


def test_a_few_words_that_were_taught_mean_what_they_were_taught(taught: Understanding) -> None:
    taught._sentences = Listener(ask_about_advocate=0.99)
    assert parse(taught, "Hi there!")[INTENT]["name"] == "greet"


def test_without_a_sentence_model_it_is_not_trained_by_halves(
    made: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HEARD_SENTENCE_MODEL", raising=False)
    config, *rest = made
    with pytest.raises(InvalidConfigException, match="HEARD_SENTENCE_MODEL"):
        Understanding.create({**config, "sentence_model": True}, *rest).train(lessons())


def test_a_text_in_another_language_asks_for_it_unless_it_was_taught(
    made: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    languages = {"greet": ["hola", "hello"], "change_language": ["po polsku"], "thanks": ["ta"]}
    monkeypatch.setitem(globals(), "TAUGHT", languages)
    Understanding.create(*made).train(lessons())
    understanding = Understanding.load(*made)
    assert parse(understanding, "hola")[INTENT]["name"] == "greet"
    assert parse(understanding, "hello, quiero poner una queja")[INTENT]["name"] == "change_language"


HARM = {
    "greet": ["hello you", "hiya there my friend"],
    "nlu_fallback": ["me", "my nan", "last week"],
    "safeguarding_disclosure": ["he hits me", "she hurts my sister every night"],
    "self_harm_or_suicide": ["i cut myself", "i do not want to live any more"],
}


@pytest.mark.parametrize(
    ("settings", "text", "intent", "harm"),
    [
        ({}, "hello you", "greet", "none"),
        ({}, "so then it was my sister", "safeguarding_disclosure", "concern"),
        ({}, "my sister is bleeding", "safeguarding_disclosure", "urgent"),
        ({}, "my sister came", "nlu_fallback", "none"),
        ({"harm": 0.85}, "so then it was my sister", "nlu_fallback", "none"),
        ({"none_beside_urgent": 99.0}, "my sister is bleeding", "safeguarding_disclosure", "concern"),
        ({"concern_beside_urgent": 9.0}, "my sister is bleeding", "safeguarding_disclosure", "concern"),
    ],
)
def test_harm_is_heard_by_scores_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
    made: tuple[Any, ...],
    settings: dict[str, float],
    text: str,
    intent: str,
    harm: str,
) -> None:
    config, *rest = made
    monkeypatch.setitem(globals(), "TAUGHT", HARM)
    Understanding.create(*made).train(lessons())
    listening = Understanding.load({**config, **settings}, *rest)
    hello = text.startswith("hello")
    listening._sentences = Listener(
        safeguarding_disclosure=0.3, self_harm_or_suicide=0.2, nlu_fallback=0.5, greet=4.0 if hello else 1e-6
    )
    found = parse(listening, text)
    assert (found[INTENT]["name"], found["harm"]) == (intent, harm)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("hello you", True),
        ("so then it was my sister", False),
        ("my sister came", False),
        ("???", False),
        ("Chcę złożyć skargę na opiekuna", False),
    ],
    ids=["next to nothing", "harm", "not enough for harm", "no word is known", "another language"],
)
def test_it_is_sure_of_no_harm_only_where_it_could_know(
    monkeypatch: pytest.MonkeyPatch, made: tuple[Any, ...], text: str, sure: bool
) -> None:
    config, *rest = made
    monkeypatch.setitem(globals(), "TAUGHT", {**HARM, "change_language": ["po polsku"]})
    Understanding.create(*made).train(lessons())
    listening = Understanding.load({**config, "any_harm": 0.3}, *rest)
    listening._sentences = Listener(greet=0.9)
    assert parse(listening, text)["no_harm"] is sure


def test_harm_is_heard_by_its_words_too(
    monkeypatch: pytest.MonkeyPatch, made: tuple[Any, ...], tmp_path: Path
) -> None:
    """The sentence model leaves what it was taught; where it is torn, the words decide."""
    config, *rest = made
    monkeypatch.setitem(globals(), "TAUGHT", HARM)
    told = [["he hits me", "concern"], ["she hurts my sister", "concern"], ["my nan came", "none"]]
    (tmp_path / LESSONS).write_text(json.dumps([*told, ["last week", "none"], ["i cut myself", "urgent"]]))
    for name in FILES:
        (tmp_path / name).touch()
    monkeypatch.setenv(SENTENCE_MODEL, str(tmp_path))
    Understanding.create({**config, "sentence_model": True}, *rest).train(lessons())
    listening = Understanding.load(config, *rest)
    assert parse(listening, "she hits and hurts my sister at home")["harm"] == "concern"
    assert parse(listening, "my nan came last week and the week before")["harm"] == "none"


def test_a_bare_answer_is_no_wish(made: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "TAUGHT", HARM)
    Understanding.create(*made).train(lessons())
    assert parse(Understanding.load(*made), "my nan")[INTENT]["name"] == "nlu_fallback"


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


@pytest.mark.parametrize("text", ["/restart", " /restart", "\u00a0/back", "\x1c/restart", "//x", "/"])
def test_the_guard_leaves_no_command_at_the_head_of_a_text(text: str) -> None:
    (message,) = TypedGuard().process([Message({TEXT: text})])
    assert not message.get(TEXT).strip().startswith("/")
    assert message.get(TEXT).endswith(text.strip())


def test_the_guard_leaves_other_texts_as_they_are() -> None:
    (message,) = TypedGuard().process([Message({TEXT: "1/2 of it, and/or more"})])
    assert message.get(TEXT) == "1/2 of it, and/or more"

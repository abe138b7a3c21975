"""Which of our intents a text is: a sentence model and, beside it, tf-idf of words and letters."""

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.harm import FEW, HARM, NO_HARM, TIERS, Needed, parts, tier
from components.languages import in_another_language
from components.normalise import normalise
from components.regression import learnt
from components.sentence import FILES, LESSONS, SENTENCE, Read, SentenceModel
from components.words import ANALYSERS, View, rows, views_of, weighed

RANKED = 10
LONGEST_TEXT = 1_000
"""Letters of a text that are looked at; the gateway hands on no more."""
FEW_WORDS = 3
CERTAIN = 9
"""How many times as much as the two witnesses what a text was taught to mean counts."""
OTHER_LANGUAGE = "change_language"
FOREIGN = 0.9
"""How sure it is of another language, told by its own words."""
SENTENCE_MODEL = "HEARD_SENTENCE_MODEL"
"""The variable that names the sentence model's folder while training; a trained model holds its own copy."""
INTENTS_OF_HARM = ("safeguarding_disclosure", "self_harm_or_suicide")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Understanding(GraphComponent):
    """Sets `intent` and `intent_ranking`; says `nlu_fallback` when unsure or torn between two.

    Two witnesses who err differently. The sentence model knows what words mean, those it was not taught
    too; the words and letters know this field's own, however they are spelt. Their log-probabilities are
    added, the second's weighing `words`. A text of a few words that was taught means what it was taught to.
    What is stored is numbers, no pickled object.

    Harm is heard here by a second voter beside the gateway's phrases: both witnesses learn its tiers beside
    the intents, since a wish to complain may hold harm. Where it is heard, the likelier of its two intents is
    what is understood, and `harm` is its tier. `no_harm`: it is as good as sure that there is none.

    Bare answers ("my nan", "last week") are taught as `nlu_fallback`: they wish for nothing.

    A text in another language, unless it was taught ("hola"), asks for that language: what two English
    witnesses make of it would be chance. For the same reason it takes most to hear harm in it.

    The same texts in any order give the same model.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`C`: how closely the words' head follows the examples. `words`: what it weighs beside the sentence
        model. `sharpness`: by what the sum is multiplied, so that a confidence of .7 is right seven times in
        ten. `threshold`: least confidence of an intent. `ambiguity`: least lead over the second.
        `harm`, `harm_in_a_few_words`, `harm_in_another_language`: how sure of harm it has to be in a text, in
        a very short one, in one that is not in English; `any_harm`: below it, it is as good as sure of none;
        `urgent_beside_concern`: how many times what is urgent counts there;
        `none_beside_urgent`, `concern_beside_urgent`: what its being no harm, and its being a concern, weigh
        against its being urgent, which weighs 1.
        `sentence_model`: whether there must be one; where it is false, words and letters decide alone."""
        return {
            "C": 10.0,
            "words": 0.3,
            "sharpness": 1.2,
            "threshold": 0.2,
            "ambiguity": 0.03,
            "harm": 0.5,
            "harm_in_a_few_words": 0.85,
            "harm_in_another_language": 0.9,
            "any_harm": 0.15,
            "urgent_beside_concern": 1.0,
            "none_beside_urgent": 1.0,
            "concern_beside_urgent": 0.2,
            "sentence_model": True,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Understanding":
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._views: list[View] = []
        self._intents: list[str] = []
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)
        self._taught: dict[str, list[str]] = {}
        self._sentences: SentenceModel | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has a text and an intent; the sentence model has learnt before."""
        examples = sorted(
            {
                (normalise(example.get(TEXT)), example.get(INTENT))
                for example in training_data.intent_examples
                if example.get(TEXT)
            }
        )
        texts = [text for text, _ in examples]
        for text, intent in examples:
            if len(text.split()) <= FEW_WORDS:
                self._taught.setdefault(_unpunctuated(text), []).append(intent)
        self._views = views_of(texts)
        self._intents = sorted({intent for _, intent in examples})
        # One head for each intent against the rest: as right as one head for all, at a tenth of the time.
        heads = [self._heads(texts, [intent for _, intent in examples], self._intents)]
        if self._config["sentence_model"]:
            told = json.loads((made() / LESSONS).read_text(encoding="utf-8"))
            heads.append(
                self._heads([normalise(text) for text, _ in told], [harm for _, harm in told], TIERS)
            )
        self._weights = np.ascontiguousarray(np.hstack([weights for weights, _ in heads]))
        self._bias = np.concatenate([bias for _, bias in heads])
        self._store()
        return self._resource

    def _heads(
        self, texts: Sequence[str], meant: Sequence[str], names: Sequence[str]
    ) -> tuple[np.ndarray, np.ndarray]:
        """The weights and the bias of each name, learnt from what each text meant."""
        belongs = np.array(meant)[:, None] == np.array(names)[None, :]
        return learnt(rows(self._views, texts), belongs, self._config["C"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Understand each message; one of no words is not understood, without further thought."""
        for message in messages:
            text = (message.get(TEXT) or "")[:LONGEST_TEXT]
            plain = normalise(text)
            whole = self._read(text, plain)
            ranking = [] if whole is None else self._ranking(plain, whole.intents)
            foreign = self._is_foreign(text, plain)
            harm, no_harm = (TIERS[0], False) if whole is None else self._harm(text, whole.harm, foreign)
            decided = self._decided(ranking, harm)
            if foreign and harm == TIERS[0]:
                decided = {"name": OTHER_LANGUAGE, "confidence": FOREIGN}
            message.set(INTENT, decided, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[:RANKED], add_to_output=True)
            message.set(HARM, harm, add_to_output=True)
            message.set(NO_HARM, no_harm, add_to_output=True)
            if whole is not None and whole.sentence.size and not foreign:
                message.set(SENTENCE, whole.sentence)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Later components learn nothing from this one."""
        return training_data

    def _harm(self, text: str, whole: np.ndarray, foreign: bool) -> tuple[str, bool]:
        """The tier of harm in a text that as a whole has these scores, and whether it is as good as sure of
        none: never of words in another language. None, and not sure, where no harm was taught."""
        if not whole.size:
            return TIERS[0], False
        found = [self._read(part, normalise(part)) for part in parts(text)]
        scores = [whole, *(each.harm for each in found if each is not None)]
        few = len(text.split()) <= FEW
        which = "harm_in_another_language" if foreign else "harm_in_a_few_words" if few else "harm"
        needed = Needed(
            harm=self._config[which],
            any=self._config["any_harm"],
            urgent=self._config["urgent_beside_concern"],
            none=self._config["none_beside_urgent"],
            concern=self._config["concern_beside_urgent"],
        )
        found_tier, no_harm = tier([np.exp(_logarithm(each)).tolist() for each in scores], needed)
        return found_tier, no_harm and not foreign

    def _read(self, text: str, plain: str) -> Read | None:
        """A score for each intent and for each tier of harm, by both witnesses, and the sentence; None if no
        word is known."""
        by_words = self._by_words(plain)
        if by_words is None:
            return None
        intents, harm = by_words[: len(self._intents)], by_words[len(self._intents) :]
        if self._sentences is None:
            return Read(intents, harm, np.zeros(0))
        read, weight = self._sentences.read(text), self._config["words"]
        return Read(
            (weight * intents + _logarithm(read.intents)) * self._config["sharpness"],
            # Words that had no lessons of harm say nothing of it.
            _logarithm(read.harm) + (weight * harm if harm.size else 0),
            read.sentence,
        )

    def _ranking(self, plain: str, scores: np.ndarray) -> list[dict[str, Any]]:
        """All intents with their confidence, the likeliest first."""
        confidences = np.exp(_logarithm(scores))
        if taught := self._taught.get(_unpunctuated(plain)):
            means = np.array([intent in taught for intent in self._intents])
            confidences = (confidences + means / means.sum() * CERTAIN) / (1 + CERTAIN)
        return [
            {"name": self._intents[place], "confidence": float(confidences[place])}
            for place in np.argsort(-confidences, kind="stable")
        ]

    def _is_foreign(self, text: str, plain: str) -> bool:
        """Whether a text is in another language and was not taught as it stands."""
        known = OTHER_LANGUAGE in self._intents and _unpunctuated(plain) not in self._taught
        return known and in_another_language(text)

    def _by_words(self, text: str) -> np.ndarray | None:
        """The logarithm of how likely each intent and each tier of harm is, beside the rest, by words and
        letters; None if all are unknown."""
        places, weights = weighed(self._views, text)
        if not places.size:
            return None
        scores = weights @ self._weights[places] + self._bias
        return -np.logaddexp(0, -scores)

    def _decided(self, ranking: list[dict[str, Any]], harm: str) -> dict[str, Any]:
        """The first of the ranking, unless it is too weak or the second too near; of harm if it was heard."""
        if not ranking:
            return {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 0.0}
        if harm != TIERS[0]:
            return next(ranked for ranked in ranking if ranked["name"] in INTENTS_OF_HARM)
        first, second = [ranked for ranked in ranking if ranked["name"] not in INTENTS_OF_HARM][:2]
        lead = first["confidence"] - second["confidence"]
        if first["confidence"] < self._config["threshold"] or lead < self._config["ambiguity"]:
            return {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": first["confidence"]}
        return first

    def _store(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            vocabularies = [view.vocabulary for view in self._views]
            (folder / "words.json").write_text(
                json.dumps({"intents": self._intents, "vocabularies": vocabularies, "taught": self._taught}),
                encoding="utf-8",
            )
            np.savez(
                folder / "numbers.npz",
                weights=self._weights,
                bias=self._bias,
                **{f"idf{place}": view.idf for place, view in enumerate(self._views)},
            )
            if self._config["sentence_model"]:
                for name in FILES:
                    shutil.copyfile(made() / name, folder / name)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "Understanding":
        understanding = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            with np.load(folder / "numbers.npz", allow_pickle=False) as numbers:
                understanding._intents = words["intents"]
                understanding._taught = words["taught"]
                understanding._weights = numbers["weights"]
                understanding._bias = numbers["bias"]
                first = 0
                for place, (analyse, vocabulary) in enumerate(
                    zip(ANALYSERS, words["vocabularies"], strict=True)
                ):
                    understanding._views.append(View(analyse, vocabulary, numbers[f"idf{place}"], first))
                    first += len(vocabulary)
            if config["sentence_model"]:
                understanding._sentences = SentenceModel(folder)
                if understanding._sentences.intents != understanding._intents:
                    raise ValueError("The sentence model was taught other intents than the words were.")
        return understanding


def made() -> Path:
    """The folder of the sentence model while training. Raises `InvalidConfigException` if none is named."""
    made = os.environ.get(SENTENCE_MODEL)
    if made is None:
        raise InvalidConfigException(f"{SENTENCE_MODEL} names no folder: teach the model first.")
    return Path(made)


def _logarithm(scores: np.ndarray) -> np.ndarray:
    """The logarithm of the share each score has of all."""
    above = scores - scores.max()
    return above - np.log(np.exp(above).sum())


def _unpunctuated(plain: str) -> str:
    """Whether it is asked or exclaimed does not matter to a text of a few words."""
    return " ".join(plain.translate({ord("?"): " ", ord("!"): " "}).split())

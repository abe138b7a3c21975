"""What a text asks of the chat, if anything: one of a hundred things, known by questions of many hands.

The intents are coarse: "who sees this" and "will my carer find out" are one. Here each is told apart, and
what asks nothing of the chat (an answer, a story told in questions, a wish) from all of them. It is learnt on
top of what the sentence model makes of a text, in a minute and not in the most of an hour.
"""

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.normalise import normalise
from components.regression import Beside, learnt
from components.sentence import SENTENCE, SentenceModel
from components.understanding import made
from components.words import ANALYSERS, View, rows, views_of, weighed

WANTS_TO_KNOW = "wants_to_know"
"""What it is called in a parse: a name of the lessons; `UNSURE` where none is likely enough."""
NOTHING = "none"
"""The name of what asks nothing of the chat."""
UNSURE = ""

TELLING = frozenset(
    (
        *("affirm", "deny", "dont_know", "give_compliment", "go_back", "make_comment", "make_complaint"),
        *("nlu_fallback", "request_advocate", "say_what_happened", "self_harm_or_suicide", "skip"),
        "safeguarding_disclosure",
    )
)
"""Intents whose texts ask nothing."""
BOT = Path(__file__).resolve().parent.parent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Asked(GraphComponent):
    """Sets `wants_to_know`, of a text that the sentence model has read; of any other it is unsure.

    Words, letters and the sentence together are weighed for each thing that may be asked against the rest.
    What is stored is numbers, no pickled object. The same lessons in any order give the same model.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`lessons`: the file of names and texts, a tab between them, from the bot's folder.
        `C`: how closely it follows them. `sentence`: what the sentence weighs beside words and letters.
        `telling`: of how many texts that tell something one is learnt from, since there are so many.
        `sure`: the least likelihood of what is asked, and `tells`: of its asking nothing."""
        return {
            "lessons": "data/asked/questions.tsv",
            "C": 10.0,
            "sentence": 6.0,
            "telling": 24,
            "sure": 0.4,
            "tells": 0.5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Asked":
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._names: list[str] = []
        self._views: list[View] = []
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the lessons, and from texts of intents that ask nothing."""
        asked = sorted(lessons(BOT / self._config["lessons"]))
        telling = sorted({each.get(TEXT) for each in training_data.intent_examples if _tells(each)})
        told = [(NOTHING, text) for text in telling[:: self._config["telling"]]]
        texts = [text for _, text in (*asked, *told)]
        self._names = sorted({name for name, _ in (*asked, *told)})
        self._views = views_of([normalise(text) for _, text in asked])
        read = SentenceModel(made()).read
        sentences = np.stack([read(text).sentence for text in texts])
        belongs = np.array([name for name, _ in (*asked, *told)])[:, None] == np.array(self._names)[None, :]
        features = Beside(rows(self._views, [normalise(text) for text in texts]), self._scaled(sentences))
        self._weights, self._bias = learnt(features, belongs, self._config["C"])
        self._store()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Say of each message what it asks."""
        for message in messages:
            sentence = message.get(SENTENCE)
            known = UNSURE if sentence is None else self._asks(normalise(message.get(TEXT)), sentence)
            message.set(WANTS_TO_KNOW, known, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Later components learn nothing from this one."""
        return training_data

    def _asks(self, plain: str, sentence: np.ndarray) -> str:
        """The likeliest of the names, if it is likely enough."""
        places, weights = weighed(self._views, plain)
        by_words = weights @ self._weights[places]
        by_sentence = self._scaled(sentence) @ self._weights[-sentence.size :]
        likely = 1 / (1 + np.exp(-(by_words + by_sentence + self._bias)))
        place = int(likely.argmax())
        name = self._names[place]
        needed = self._config["tells" if name == NOTHING else "sure"]
        return name if likely[place] / likely.sum() >= needed else UNSURE

    def _scaled(self, sentence: np.ndarray) -> np.ndarray:
        """A sentence as it is weighed beside words and letters, whose weights are of length one each."""
        return np.asarray(sentence * self._config["sentence"], dtype=np.float32)

    def _store(self) -> None:
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / "asked.npz",
                names=np.array(self._names),
                weights=self._weights,
                bias=self._bias,
                **{f"idf{place}": view.idf for place, view in enumerate(self._views)},
                **{
                    f"vocabulary{place}": np.array(list(view.vocabulary))
                    for place, view in enumerate(self._views)
                },
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "Asked":
        asked, first = cls(config, model_storage, resource), 0
        with (
            model_storage.read_from(resource) as folder,
            np.load(folder / "asked.npz", allow_pickle=False) as kept,
        ):
            asked._names = kept["names"].tolist()
            asked._weights, asked._bias = kept["weights"], kept["bias"]
            for number, analyse in enumerate(ANALYSERS):
                parts: list[str] = kept[f"vocabulary{number}"].tolist()
                vocabulary = {part: place for place, part in enumerate(parts)}
                asked._views.append(View(analyse, vocabulary, kept[f"idf{number}"], first))
                first += len(parts)
        return asked


def lessons(file: Path) -> set[tuple[str, str]]:
    """What is asked, by name, and a text that asks it; a line each, with a tab between them."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return {(name, text) for name, text in (line.split("\t") for line in lines)}


def _tells(example: Message) -> bool:
    return bool(example.get(TEXT)) and example.get(INTENT) in TELLING

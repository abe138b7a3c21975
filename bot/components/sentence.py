"""The sentence model at run time: a text in, scores of intents and harm out, and the sentence as numbers;
onnxruntime and numpy alone.

The folder is made by `bot/encoder`: `sentence.onnx` (a small BERT at 8 bits, taught our intents),
`vocabulary.txt` (its word pieces) and `intents.json` (the order of its scores, before those of harm). Beside
them it leaves `lessons.json`: every text it was taught with its tier of harm, for others to learn from.
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime

from components.wordpieces import WordPieces

FILES = ("sentence.onnx", "vocabulary.txt", "intents.json")
LESSONS = "lessons.json"
SENTENCE = "sentence"
"""What the sentence as numbers is called, from the component that reads it to those behind."""


class Read(NamedTuple):
    """What the model makes of a text: a score for each intent and each tier of harm (likelier is higher, as
    logarithms are), and the sentence as numbers, of length one together, from which others may learn."""

    intents: np.ndarray
    harm: np.ndarray
    sentence: np.ndarray


class SentenceModel:
    """Reads its folder once; one thread, since the machine has other messages to answer."""

    def __init__(self, folder: Path) -> None:
        graph, vocabulary, intents = (folder / name for name in FILES)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._pieces = WordPieces(vocabulary)
        self.intents: list[str] = json.loads(intents.read_text(encoding="utf-8"))

    def read(self, text: str) -> Read:
        """The scores of a text, in the order of `intents` and of the tiers, and the sentence."""
        pieces = np.array([self._pieces(text)], dtype=np.int64)
        (scores,), (sentence,) = self._session.run(None, {"pieces": pieces})
        return Read(scores[: len(self.intents)], scores[len(self.intents) :], sentence)

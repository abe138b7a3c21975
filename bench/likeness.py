"""Which training texts of different intents say nearly the same: lessons that may contradict each other.

Prints how often and the likest pairs; they are our own words, nobody's. What is alike within one intent is
held by a test instead.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import yaml
from rapidfuzz import fuzz

DATA = Path(__file__).resolve().parents[1] / "bot" / "data"
TOO_LIKE = 90.0
"""How alike (of 100) the words of two texts are in any order."""
FEWEST_WORDS = 3
SHOWN = 60


def texts() -> list[tuple[str, str]]:
    """Every training text with its intent."""
    return [
        (line.removeprefix("- ").strip(), entry["intent"])
        for file in sorted(DATA.glob("*/*nlu.yml"))
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
        for line in entry["examples"].splitlines()
    ]


def too_like(lessons: list[tuple[str, str]]) -> Iterator[tuple[float, str, str, str, str]]:
    """Pairs of texts of different intents, of several words each, with how alike they are."""
    long = [
        (" ".join(sorted(text.casefold().split())), text, intent)
        for text, intent in lessons
        if len(text.split()) >= FEWEST_WORDS
    ]
    for (ours, text, intent), (theirs, other, another) in combinations(long, 2):
        if intent != another and (like := fuzz.ratio(ours, theirs, score_cutoff=TOO_LIKE)):
            yield like, intent, text, another, other


def main() -> int:
    """Print them."""
    found = sorted(too_like(texts()), reverse=True)
    print(f"{len(found)} pairs of texts of different intents are {TOO_LIKE:.0f} % alike or more")
    for like, intent, text, another, other in found[:SHOWN]:
        print(f"{like:4.0f}  {intent}: {text}\n      {another}: {other}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

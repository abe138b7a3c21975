"""How long the screen listens: to messages, to long stories, and to what is written to be slow.

Prints a table and keeps it in docs/benchmarks/screen.md. A goal that is missed is said to be missed.
"""

from __future__ import annotations

import random
import re
import string
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from backend.safety import Screen
from bench.figures import Figure, keep

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "benchmarks" / "screen.md"
MESSAGES = ROOT / "tests" / "safety" / "development.tsv"
ROUNDS = 5
LONGEST = 20_000
"""Characters: no text that is taken is longer."""
MESSAGE_WITHIN, STORY_WITHIN = 2.0, 50.0
"""Milliseconds."""

WORDS = re.compile(r"\w+")


def milliseconds(listens: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """How long each text takes, in milliseconds of processor time; the best of some rounds."""
    best = [float("inf")] * len(texts)
    for _ in range(ROUNDS):
        for place, text in enumerate(texts):
            began = time.process_time_ns()
            listens(text)
            best[place] = min(best[place], (time.process_time_ns() - began) / 1e6)
    return best


def figure(
    what: str, screen: Screen, texts: Sequence[str], of_all: Callable[[list[float]], float], within: float
) -> Figure:
    """One line: ours beside what it takes to find the words of the same texts and no more."""
    ours = of_all(milliseconds(screen.hear, texts))
    reference = of_all(milliseconds(WORDS.findall, texts))
    return Figure(
        what,
        f"{ours:.2f} ms",
        f"{reference:.3f} ms, the words alone, by `re`",
        f"{within:.0f} ms",
        ours <= within,
    )


def written_to_be_slow(screen: Screen) -> list[str]:
    """Stories of nothing but words that are listened for, and of signs that have to be read away."""
    chance = random.Random(7)  # noqa: S311 - the same stories every time
    words = [*sorted(screen.vocabulary()), *string.ascii_lowercase, ".", ",", "!!!", "aaaaaaaa", "\U0001f52a"]
    repeated = ("he she they me my ", "a", "a ", ".", "he hit ", "!?", "@$*1'", "\u0301", "\ufdfa")
    return [
        " ".join(chance.choices(words, k=LONGEST // 4))[:LONGEST],
        *((text * LONGEST)[:LONGEST] for text in repeated),
    ]


def main() -> int:
    """Measure, print and keep."""
    screen = Screen.load()
    messages = [line.split("\t")[0] for line in MESSAGES.read_text(encoding="utf-8").splitlines()[1:]]
    stories = [" ".join(messages[at:] + messages[:at])[:LONGEST] for at in range(0, len(messages), 60)]
    keep(
        "How long the screen listens",
        f"milliseconds of one core's time, the best of {ROUNDS} rounds",
        [
            figure(f"a message, the median of {len(messages)}", screen, messages, median, MESSAGE_WITHIN),
            figure(
                f"a story of {LONGEST:,} characters, the slowest of {len(stories)} made of those messages",
                screen,
                stories,
                max,
                STORY_WITHIN,
            ),
            figure(
                f"{LONGEST:,} characters written to be slow, the slowest of ten",
                screen,
                written_to_be_slow(screen),
                max,
                STORY_WITHIN,
            ),
        ],
        KEPT,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The second half of `./heard parse`: beside what the model made of a text, what is heard in it.

Reads a JSON a line, `{text, intent, confidence}`, and writes it with `safety` ("urgent", "concern" or
"none": the phrases and the model together) and with the intent under one of the contract's names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from backend.chat.safe_now import TIERS
from backend.safety import Screen

NEAREST = {
    "ask_why": "ask_repeat_or_simplify",
    "choose": "nlu_fallback",
    "go_back": "correct_previous_answer",
    "resume": "nlu_fallback",
    "start": "nlu_fallback",
    "skip": "dont_know",
}
"""Our intents beside the contract's, and the one of the contract's each is reported as."""

GRAVITY = ("none", "concern", "urgent")


def heard_in(understood: Iterable[str], screen: Screen) -> Iterator[str]:
    """Each line with its safety and its contract's intent, in order."""
    for line in understood:
        said = json.loads(line)
        by_model = TIERS.get(said["intent"], "none")
        tier = max(screen.hear(said["text"]).tier, by_model, key=GRAVITY.index)
        intent = NEAREST.get(said["intent"], said["intent"])
        yield json.dumps({**said, "intent": intent, "safety": tier}, ensure_ascii=False)


def main() -> int:
    """From standard input to standard output."""
    screen = Screen.load()
    for line in heard_in(sys.stdin, screen):
        print(line, flush=True)  # noqa: T201 - this is a command
    return 0


if __name__ == "__main__":
    sys.exit(main())

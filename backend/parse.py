"""The second half of `./heard parse`: beside what the model made of a text, what is heard in it.

Reads a JSON a line, `{text, intent, confidence, harm, no_harm, wants_to_know}`, and writes it with `safety`
("urgent", "concern" or "none": the phrases and the model, whose `harm` it is, together) and the intent under
a name of the contract. Stock Rasa, which we are measured beside, has no sense of harm and says no `harm`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from backend.chat.cleaning import fits
from backend.safety import GRAVITY, Screen

NEAREST = {
    "ask_why": "ask_repeat_or_simplify",
    "choose": "nlu_fallback",
    "go_back": "correct_previous_answer",
    "resume": "nlu_fallback",
    "start": "nlu_fallback",
    "skip": "dont_know",
}
"""Our intents beside the contract's, and the one of the contract's each is reported as."""


def heard_in(understood: Iterable[str], screen: Screen) -> Iterator[str]:
    """Each line with its safety and its contract's intent, in order."""
    for line in understood:
        said = json.loads(line)
        by_model, no_harm = said.pop("harm", None), said.pop("no_harm", False)
        said.pop("wants_to_know", None)
        hears_it = by_model is not None and fits(said["text"])
        by_phrases = screen.hear(said["text"], hears_it)
        misheard = hears_it and no_harm and by_phrases.tier == "concern" and by_phrases.language is None
        tier = max("none" if misheard else by_phrases.tier, by_model or "none", key=GRAVITY.index)
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

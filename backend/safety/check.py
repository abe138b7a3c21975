"""Tries every example in `phrases.yml`: what must be heard is heard, what must pass passes.

`./heard check` calls this, so that whoever changes a phrase learns at once what it does.
"""

from __future__ import annotations

from pathlib import Path

from backend.safety.phrases import FILE, PhraseMistake, read
from backend.safety.screen import Screen


def check(file: Path = FILE) -> list[str]:
    """What is wrong with the phrases, one line each for whoever keeps them; empty when all is well."""
    try:
        phrases = read(file)
    except PhraseMistake as mistake:
        return [f"{file.name}: {mistake}"]
    screen = Screen(phrases)
    found = []
    for phrase in phrases.phrases:
        for example in phrase.hears:
            heard = screen.hear(example)
            if phrase.id not in heard.phrases:
                found.append(f"{phrase.id}: does not hear {example!r}; add a line under says")
        for example in phrase.lets_pass:
            if phrase.id in screen.hear(example).phrases:
                found.append(f"{phrase.id}: hears {example!r}; make a line narrower, or pass it over")
    for one in phrases.passed_over:
        for example in one.examples:
            if (tier := screen.hear(example).tier) != "none":
                found.append(f"{one.id}: {example!r} is heard as {tier}; add a line under says")
    return found

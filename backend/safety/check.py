"""Tries every example of the phrases, in every language: what must be heard is heard, what must pass passes.

`./heard check` calls this, so that whoever changes a phrase learns at once what it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from backend.safety import elsewhere
from backend.safety.phrases import FILE, Phrase, PhraseMistake, read
from backend.safety.screen import Screen


def check(file: Path = FILE) -> list[str]:
    """What is wrong with the English phrases, one line each for whoever keeps them, or nothing."""
    try:
        phrases = read(file)
    except PhraseMistake as mistake:
        return [f"{file.name}: {mistake}"]
    screen = Screen(phrases)
    found = [*_tried(screen, phrases.phrases)]
    for one in phrases.passed_over:
        for example in one.examples:
            if (tier := screen.hear(example).tier) != "none":
                found.append(f"{one.id}: {example!r} is heard as {tier}; add a line under says")
    return found


def check_elsewhere(folder: Path = elsewhere.FOLDER) -> list[str]:
    """What is wrong with the phrases of other languages, in the same way."""
    try:
        languages = elsewhere.read(folder)
    except PhraseMistake as mistake:
        return [f"{folder.name}: {mistake}"]
    screen = Screen(read(), languages)
    return [sentence for one in languages.all for sentence in _tried(screen, one.phrases)]


def unchecked(folder: Path = elsewhere.FOLDER) -> list[elsewhere.Language]:
    """The languages whose phrases nobody who speaks them has checked."""
    return [one for one in elsewhere.read(folder).all if one.checked_by is None]


def _tried(screen: Screen, phrases: Iterable[Phrase]) -> Iterator[str]:
    """Each example of a phrase that is not heard, or heard and should not be."""
    for phrase in phrases:
        for example in phrase.hears:
            if phrase.id not in screen.hear(example).phrases:
                yield f"{phrase.id}: does not hear {example!r}; add a line under says"
        for example in phrase.lets_pass:
            if phrase.id in screen.hear(example).phrases:
                yield f"{phrase.id}: hears {example!r}; make a line narrower, or pass it over"

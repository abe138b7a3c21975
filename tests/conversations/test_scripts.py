"""What the scripts hold together, counted without talking: thirty whole conversations and more."""

from __future__ import annotations

import re

import pytest

from backend.journeys.words import move
from tests.conversations.scripts import Line, Script, all_scripts, read

A_CHOICE = ("about_whom", "role", "council", "about", "wants_advocate", "contact_method", "check_answers")
"""Questions with buttons."""
KINDS = ("digression", "correction", "refusal", "wrong reference", "typed for a button", "another language")
FEWEST = 30


def _kinds(script: Script) -> set[str]:
    """What people do in it beside answering."""
    asked = [None, *(line.asks for line in script.lines)]
    kinds = {kind for before, line in zip(asked, script.lines, strict=False) for kind in _kind(before, line)}
    return kinds | ({"another language"} if "locale" in script.arrives else set())


def _kind(asked: str | None, line: Line) -> set[str]:
    says, typed = set(line.says), not line.said.startswith(("[", "("))
    found = {
        "digression": any(re.search(r"\.(answer|why|sees)\.|who_sees", key) for key in says),
        "correction": bool(says & {"session.changed", "session.correcting", "session.kept_answer"})
        or "complaint.added" in says,
        "refusal": typed and move(line.said) in ("skip", "dont_know"),
        "wrong reference": bool(says & {"track.not_found", "track.heard_key", "earlier.intro"}),
        "typed for a button": typed and asked in A_CHOICE,
        "another language": "session.speaking" in says,
    }
    return {kind for kind, held in found.items() if held}


def test_thirty_conversations_hold_what_people_really_do() -> None:
    kinds = [_kinds(read(path)) for path in all_scripts().values()]
    assert len([held for held in kinds if held]) >= FEWEST
    assert set().union(*kinds) == set(KINDS)


@pytest.mark.parametrize("name", all_scripts())
def test_each_says_what_must_and_what_must_not_be_said_and_what_is_left_of_it(name: str) -> None:
    script = read(all_scripts()[name])
    assert any(line.says for line in script.lines)
    assert any(line.never for line in script.lines)
    assert script.case != {}
    assert (script.case is None) == (not any(line.receipt for line in script.lines))

"""What the scripts hold together, counted without talking: thirty whole conversations and more."""

from __future__ import annotations

import re

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


def _whole(script: Script) -> bool:
    """Whether it ends with a record that is looked at, and says what must and what must not be said."""
    must, must_not = (any(line.says for line in script.lines), any(line.never for line in script.lines))
    return bool(script.case) and must and must_not


def test_thirty_whole_conversations_hold_what_people_really_do() -> None:
    whole = [script for script in map(read, all_scripts().values()) if _whole(script) and _kinds(script)]
    assert len(whole) >= FEWEST
    assert {kind for script in whole for kind in _kinds(script)} == set(KINDS)


def test_a_conversation_that_ends_with_a_case_looks_at_it() -> None:
    for name, path in all_scripts().items():
        script = read(path)
        receipts = [line.receipt for line in script.lines if line.receipt]
        assert script.case or "case" not in receipts, name

"""Every script of this folder, held with the whole of Heard."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.conversations.scripts import Line, all_scripts, read
from tests.conversations.team import Team
from tests.whole.running import Running
from tests.whole.visiting import Visitor, track

SCRIPTS = all_scripts()


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_goes_as_it_is_written(heard: Running, team: Team, name: str) -> None:
    script = read(SCRIPTS[name])
    visitor, receipt, left = Visitor(heard.address, **script.arrives), dict[str, str](), set[str | None]()
    before_it = _records(heard)
    for number, line in enumerate(script.lines, 1):
        if happens := re.fullmatch(r"\(the team notes (.+)\)", line.said):
            team.notes(receipt["reference"], happens[1])
            continue
        before = visitor.asks
        visitor = _say(heard, visitor, line, receipt, script.arrives)
        where = f"line {number}, {line.said!r}"
        _as_written(visitor, line, where)
        left = _not_asked_twice(left, before, visitor, line, where)
        receipt = visitor.receipt or receipt
    if script.case is None:
        assert _records(heard) == before_it
    else:
        _holds(track(heard.address, receipt), script.case, "case")


MISHEARD = {"session.not_understood", "session.unsure", "session.unsure_again", "complaint.council.not_found"}
"""What is never said of words that a script holds for plain: only where it names it."""
MADE_WRONG = re.compile(r"[{}]")
"""A sentence whose facts were not filled in."""
WHY_AGAIN = {
    "session.changed",
    "session.correcting",
    "session.going_on",
    "session.kept_answer",
    "session.picked_up",
    "session.went_back",
    "track.not_found",
}
"""What is said where a question comes that was left before: it was gone back to, or to be changed."""
ASIDE = {None, "check_answers", "safe_now", "stop"}
"""The read-back, and what is asked beside the questions."""


def _not_asked_twice(
    left: set[str | None], before: str | None, visitor: Visitor, line: Line, where: str
) -> set[str | None]:
    """The questions left behind by now. One of them comes again only with a word why, or the script's."""
    now = visitor.asks
    if line.said.startswith("(") or now is None:
        return set()
    said = {message["say"] for message in visitor.messages}
    asked_again = now in left - ASIDE and now != before and before not in ASIDE
    assert not asked_again or said & WHY_AGAIN or line.again, f"{where}: {now} is asked again"
    return {*left, before}


def _say(
    heard: Running, visitor: Visitor, line: Line, receipt: Mapping[str, str], arriving: Mapping[str, str]
) -> Visitor:
    if line.said == "(comes back)":
        return Visitor(heard.address, **arriving)
    if line.said == "(opens the receipt)":
        return Visitor(heard.address, **arriving, reference=receipt["reference"], key=receipt["key"])
    if button := re.fullmatch(r"\[(.+)\]", line.said):
        choices = visitor.messages[-1]["choices"]
        pressed = [c for c in choices if c["title"].startswith(button[1])]
        assert pressed, f"no button {button[1]!r} among {[c['title'] for c in choices]}"
        assert visitor.send(choice=pressed[0]["id"]).status_code == 200
        return visitor
    visitor.type(re.sub("<(reference|key)>", lambda of: receipt[of[1]], line.said))
    return visitor


def _as_written(visitor: Visitor, line: Line, where: str) -> None:
    said = [message["say"] for message in visitor.messages]
    assert visitor.asks == line.asks, f"{where}: {said} asks {visitor.asks}, not {line.asks}"
    assert set(line.says) <= set(said), f"{where}: {said}"
    assert not (set(line.never) | MISHEARD - set(line.says)) & set(said), f"{where}: {said}"
    assert not MADE_WRONG.search(visitor.text), f"{where}: {visitor.text}"
    if line.receipt:
        assert visitor.receipt is not None, f"{where}: no receipt in {said}"
        assert visitor.receipt["kind"] == line.receipt, where
    if line.shows:
        assert line.shows in visitor.text, f"{where}: {visitor.text}"


def _records(heard: Running) -> tuple[int, int]:
    """How many cases there are, and how many drafts."""
    return heard.count("case_file"), heard.count("draft")


def _holds(told: object, expected: object, where: str) -> None:
    """Everything that is named is there, however deep."""
    if isinstance(expected, Mapping):
        assert isinstance(told, Mapping), where
        for name, value in expected.items():
            _holds(told.get(name), value, f"{where}.{name}")
    else:
        assert _text(told) == expected, f"{where}: {told!r}"


def _text(told: Any) -> str:
    return "nothing" if told is None else str(told)

"""The decision that is to wait, and when it would happen: asked on a case, or within a complaint. PURE data.

`decision`: verbatim; `happens_on`: `{"words", "on"}`, an ISO day or None.
"""

from __future__ import annotations

import re
from datetime import date

from backend.journeys import ahead, days
from backend.journeys.draft import Answers, World
from backend.journeys.hearing import clauses
from backend.journeys.question import Question, Refused
from backend.say import Say

DECISION = Question(
    id="decision",
    ask=lambda answers, world: "pause.ask.decision",
    why="pause.why.decision",
    line="pause.line.decision",
    title="pause.title.decision",
    called=("the decision", "what will change", "what is going to change"),
    story=True,
    lost="pause.lost.decision",
)


def _read_when(text: str, answers: Answers, world: World) -> object:
    return Refused("complaint.refused.day") if days.impossible(text) else ahead.happens(text, world.today)


def day_named(decision: str, today: date) -> dict[str, object] | None:
    """When a decision would happen, where the words that tell it name one day to come, and no other."""
    found = [told for part in clauses.parts(decision) if (told := _to_come(part, today)) is not None]
    return found[0] if len({told["on"] for told in found}) == 1 else None


def _to_come(part: str, today: date) -> dict[str, object] | None:
    """The day to come of a part of a text that tells of nothing past and names one day alone."""
    said = days.without_birthdays(part)
    if _PAST.search(said) or len(_DAYS.findall(said)) > 1:
        return None
    told = ahead.happens(said, today)
    return {"words": part, "on": told["on"]} if told["on"] else None


_PAST = re.compile(
    r"\b(?:told|said|say|says|was|were|had|did|didnt|got|last|came|rang|met|agreed|heard|ago|since|promised)\b"
)
_DAYS = re.compile(r"\b(?:" + "|".join((*days.MONTHS, *days.WEEKDAYS)) + r"|today|tonight|tomorrow|now)\b")


def _read_back_when(value: object) -> Say | str:
    if not isinstance(value, dict):
        return str(value)
    if not value.get("on"):
        return str(value.get("words"))
    return Say("pause.said.on_day", {"words": value["words"], "on": date.fromisoformat(str(value["on"]))})


HAPPENS_ON = Question(
    id="happens_on",
    ask=lambda answers, world: "pause.ask.happens_on",
    why="pause.why.happens_on",
    line="pause.line.happens_on",
    title="pause.title.happens_on",
    called=("when it will happen", "when it happens", "the day", "the date"),
    read=_read_when,
    read_back=_read_back_when,
    optional=True,
    may_not_know=True,
    story=True,
    input="date",
)

"""The decision that is to wait, and when it would happen: asked on a case, or within a complaint. PURE data.

`decision`: verbatim; `happens_on`: `{"words", "on"}`, an ISO day or None.
"""

from __future__ import annotations

from datetime import date

from backend.journeys import ahead, days
from backend.journeys.draft import Answers, World
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

"""How the question asked now is put: its key, facts, choices, ways on and progress. PURE."""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.draft import Draft, World
from backend.journeys.leaving_out import LEAVE_OUT, may_be_left_out
from backend.journeys.path import (
    CHANGE,
    JOURNEYS,
    STOP,
    answered,
    asked_now,
    council_name,
    keeps,
    line,
    on_to_next,
    receiving_council,
)
from backend.journeys.pointing import ask_outcome, ask_points
from backend.journeys.question import Question
from backend.journeys.track import PAIR
from backend.journeys.ways import WITHOUT_PAIR
from backend.say import Choice, Say

PATIENCE = 2
"""After so many messages in a row that were not understood, buttons and a person are offered."""


def question(draft: Draft, world: World) -> Say:
    """The question asked now, with its choices and progress."""
    if draft.asking is None:
        draft = on_to_next(draft, world)
    if draft.asking == STOP:
        if not keeps(draft):
            return Say("session.ask.stop_here", choices=_STOP_CHOICES[1:], asks=STOP, input="choice")
        return Say("session.ask.stop", choices=_STOP_CHOICES, asks=STOP, input="choice")
    if draft.asking == CHANGE:
        return Say("complaint.ask.change", choices=changeable(draft), asks="check_answers", input="choice")
    asked = asked_now(draft)
    if draft.held is not None:
        facts = {"words": draft.held}
        return Say("session.ask.held", facts, _HELD_CHOICES, asks=asked.id, input="choice")
    say = _put(draft, asked, world)
    return replace(say, choices=(*say.choices, *_ways_on(draft, asked)), progress=progress(draft, asked))


def _put(draft: Draft, asked: Question, world: World) -> Say:
    match asked.id:
        case "council":
            return _council(draft, world)
        case "points":
            return ask_points(draft)
        case "point_outcome":
            return ask_outcome(draft)
    return _plain_question(draft, asked, world)


def _plain_question(draft: Draft, asked: Question, world: World) -> Say:
    options = (o for o in asked.offered(draft.answers) if o.offered)
    facts: dict[str, object] = {**world.people, **asked.facts(draft.answers)}
    if asked.id == "check_answers":
        facts["lines"] = _read_back(draft, world)
        facts["council"] = council_name(receiving_council(draft, world) or "", world)
    return Say(
        asked.ask(draft.answers, world),
        facts,
        tuple(Choice({"answer": o.value}, o.title, o.facts) for o in options),
        asks=asked.id,
        input=asked.input,
    )


def _read_back(draft: Draft, world: World) -> list[Say]:
    path = JOURNEYS[draft.journey].path(draft.answers)
    return [line(q, draft.answers[q.id], world) for q in path if _shows(draft, q)]


def _shows(draft: Draft, asked: Question) -> bool:
    return asked.id not in _NOT_READ_BACK and answered(draft, asked)


_NOT_READ_BACK = frozenset({"anything_else", "check_answers", "confirm_withdraw", *PAIR})


def changeable(draft: Draft) -> tuple[Choice, ...]:
    """The answers that may be changed at the read-back, each by its name; and the way back."""
    path = JOURNEYS[draft.journey].path(draft.answers)
    return (
        *(Choice({"answer": q.id}, q.title) for q in path if q.id not in _NOT_READ_BACK),
        Choice({"intent": "go_back"}, "session.choice.back"),
    )


def _council(draft: Draft, world: World) -> Say:
    """The council's question: confirm the one proposed, choose among several, or among all."""
    if len(draft.proposed) == 1:
        return Say(
            "complaint.ask.council_confirm",
            {"council": council_name(draft.proposed[0], world)},
            (
                Choice({"answer": "yes"}, "session.choice.yes"),
                Choice({"answer": "no"}, "complaint.council.another"),
                _COUNCIL_UNKNOWN,
            ),
            asks="council",
            input="choice",
        )
    offered = [c for c in world.councils if c.id in draft.proposed] or world.councils
    return Say(
        "complaint.ask.council_which" if draft.proposed else "complaint.ask.council",
        choices=(
            *(Choice({"answer": c.id}, "complaint.council.name", {"council": c.name}) for c in offered),
            Choice({"answer": "elsewhere"}, "complaint.council.elsewhere"),
            _COUNCIL_UNKNOWN,
        ),
        asks="council",
        input="choice",
    )


_COUNCIL_UNKNOWN = Choice({"answer": "dont_know"}, "complaint.council.dont_know")


def _ways_on(draft: Draft, asked: Question) -> tuple[Choice, ...]:
    """The moves offered as buttons under a question, beside its own choices."""
    ways: list[Choice] = []
    if answered(draft, asked) and asked.id != "check_answers":
        ways.append(Choice({"intent": "skip"}, "session.choice.keep_answer"))
        if may_be_left_out(draft, asked):
            ways.append(Choice(LEAVE_OUT, "session.choice.leave_out"))
    elif asked.optional and asked.id != "anything_else":
        ways.append(Choice({"intent": "skip"}, "session.choice.skip"))
        if asked.may_not_know:
            ways.append(Choice({"intent": "dont_know"}, "session.choice.dont_know"))
    if draft.trail:
        ways.append(Choice({"intent": "go_back"}, "session.choice.back"))
    if asked.id == "anything_else":
        ways.append(Choice({"intent": "stop_or_cancel", "how": "keep"}, "session.choice.keep"))
    if asked.id in PAIR:
        ways.append(replace(WITHOUT_PAIR, means={**WITHOUT_PAIR.means, "for": draft.journey}))
    if draft.failures >= PATIENCE or asked.id in PAIR:
        ways.append(Choice({"intent": "ask_contact_human"}, "session.choice.person"))
        ways.append(Choice({"intent": "stop_or_cancel"}, "session.choice.stop"))
    return tuple(ways)


def progress(draft: Draft, asked: Question) -> tuple[int, int]:
    """Which question of how many on this path this is."""
    path = JOURNEYS[draft.journey].path(draft.answers)
    place = next((at for at, q in enumerate(path, start=1) if q.id == asked.id), len(path))
    return place, len(path)


_STOP_CHOICES = (
    Choice({"answer": "keep"}, "session.choice.keep"),
    Choice({"answer": "drop"}, "session.choice.drop"),
    Choice({"answer": "go_on"}, "session.choice.go_on"),
)


_HELD_CHOICES = (
    Choice({"answer": "use"}, "session.choice.use_words"),
    Choice({"answer": "again"}, "session.choice.write_again"),
    Choice({"answer": "leave"}, "session.choice.leave_out"),
)

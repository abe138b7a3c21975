"""What has happened to a case, and what may happen next. PURE.

`replay` tells a case's events to a `Life`, day by day, in the order they were recorded within a day.
Whether an event may happen is one table, `refusal`: it answers every (state, event) pair with None
or a reason key, so that no pair is forgotten. Days and clocks are `backend.cases.timeline`'s.

`REFUSALS` lists the reason keys; the wording has a sentence `refusal.<key>` for each, for staff.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple

from backend.cases.events import EVENT_KINDS, ROUTES, Event, as_day, awaits_agreement, needs
from backend.cases.terms import Terms

Phase = Literal[
    "nothing", "stage1", "stage1_answered", "stage2", "stage2_answered", "stage3", "stage3_answered"
]
Ended = Literal["withdrawn", "declined", "closed"]
Stage = Literal[0, 1, 2, 3]
Status = Literal[
    "draft",
    "awaiting_decision",
    "open",
    "answered",
    "on_hold",
    "withdrawn",
    "declined",
    "with_ombudsman",
    "closed",
]

PHASES: tuple[Phase, ...] = (
    "nothing",
    "stage1",
    "stage1_answered",
    "stage2",
    "stage2_answered",
    "stage3",
    "stage3_answered",
)
ENDINGS: tuple[Ended, ...] = ("withdrawn", "declined", "closed")

STAGES_OF_ROUTE = {"statutory": 3, "corporate": 2}
"""How many stages a route has; one that is not named has none."""

REFUSALS = (
    "not_received_yet",
    "already_received",
    "already_recorded",
    "is_withdrawn",
    "is_declined",
    "is_closed",
    "not_withdrawn",
    "on_hold_already",
    "not_on_hold",
    "no_such_stage",
    "stage1_is_over",
    "stage2_already_asked_for",
    "stage2_not_asked_for",
    "stage2_not_answered",
    "stage2_is_over",
    "stage3_already_asked_for",
    "stage3_not_asked_for",
    "stage3_is_over",
    "no_panel_arranged",
    "panel_not_held",
    "panel_not_reported",
    "panel_already_held",
    "no_advocate_appointed",
    "no_pause_asked_for",
    "no_action_promised",
    "no_alert_raised",
)


class NotYetPossible(Exception):
    """An event that cannot happen now. `refusal` is one of `REFUSALS`; `position` counts from 0."""

    def __init__(self, event: Event, refusal: str, position: int) -> None:
        super().__init__(f"{event.kind} on {event.on} cannot happen then: {refusal.replace('_', ' ')}")
        self.event = event
        self.refusal = refusal
        self.position = position


@dataclass(frozen=True, slots=True)
class Possible:
    """An event that may happen now, and the fields it needs besides its day."""

    kind: str
    needs: tuple[str, ...]


@dataclass(slots=True)
class Hold:
    """From when to when a case was on hold; `until` is None while it still is.

    Where only some of its points are held (not `whole`), the others go on and no clock stops.
    """

    since: date
    reason: str
    whole: bool
    until: date | None = None


class Redated(NamedTuple):
    """A new date for one clock, and the day it was given."""

    on: date
    clock: str
    until: date


class Extended(NamedTuple):
    """A new date given for a whole stage, which the longest the procedure allows may cut short."""

    on: date
    stage: Stage
    until: date


@dataclass(slots=True)
class Life:
    """What a case's events add up to. Made by `replay` alone; read it, do not change it.

    `first` and `last` hold the first and the last day each kind of event happened; `holds`,
    `extended` and `redated` are in order.
    `points_withdrawn` are the points taken out while the rest goes on, with the day.
    """

    route: str
    phase: Phase = "nothing"
    ended: Ended | None = None
    ended_on: date | None = None
    accepted: bool = False
    asked_to_decide: bool = False
    with_ombudsman: bool = False
    decision_pause: Literal["asked", "paused", "refused"] | None = None
    first: dict[str, date] = field(default_factory=dict)
    last: dict[str, date] = field(default_factory=dict)
    holds: list[Hold] = field(default_factory=list)
    extended: list[Extended] = field(default_factory=list)
    redated: list[Redated] = field(default_factory=list)
    points_withdrawn: dict[str | int, date] = field(default_factory=dict)
    panel_on: date | None = None
    signed_on: date | None = None
    rerouted_on: date | None = None
    asked_to_skip_on: date | None = None

    @property
    def stage(self) -> Stage:
        """The stage the case is at or was last at; 0 before it is received or where there are none."""
        return _STAGE[self.phase] if self.route in STAGES_OF_ROUTE else 0

    @property
    def held(self) -> Hold | None:
        """The hold the whole case, or part of it, is on now."""
        return self.holds[-1] if self.holds and self.holds[-1].until is None else None


_STAGE: dict[Phase, Stage] = {
    "nothing": 0,
    "stage1": 1,
    "stage1_answered": 1,
    "stage2": 2,
    "stage2_answered": 2,
    "stage3": 3,
    "stage3_answered": 3,
}

# Where an event belongs: the phases in which it may happen, and the reason given in any other.
_STAGE1_ONLY = {phase: None if phase == "stage1" else "stage1_is_over" for phase in PHASES}
_STAGE2_ONLY = {
    phase: {"stage1": "stage2_not_asked_for", "stage1_answered": "stage2_not_asked_for", "stage2": None}.get(
        phase, "stage2_is_over"
    )
    for phase in PHASES
}
_STAGE3_ONLY = {
    phase: {"stage3": None, "stage3_answered": "stage3_is_over"}.get(phase, "stage3_not_asked_for")
    for phase in PHASES
}
_PHASE_RULES: dict[str, dict[Phase, str | None]] = {
    "declined": _STAGE1_ONLY,
    "stage1_extended": _STAGE1_ONLY,
    "stage2_requested": {
        phase: None if phase in ("stage1", "stage1_answered") else "stage2_already_asked_for"
        for phase in PHASES
    },
    **dict.fromkeys(
        (
            "stage2_acknowledged",
            "statement_agreed",
            "investigator_appointed",
            "independent_person_appointed",
            "stage2_extended",
            "stage2_reported",
            "stage2_responded",
        ),
        _STAGE2_ONLY,
    ),
    "stage3_requested": {
        phase: {
            "stage1": "stage2_not_asked_for",
            "stage1_answered": "stage2_not_asked_for",
            "stage2": "stage2_not_answered",
            "stage2_answered": None,
        }.get(phase, "stage3_already_asked_for")
        for phase in PHASES
    },
    **dict.fromkeys(
        (
            "stage3_acknowledged",
            "stage3_extended",
            "panel_arranged",
            "panel_papers_sent",
            "panel_held",
            "panel_reported",
            "stage3_responded",
        ),
        _STAGE3_ONLY,
    ),
}

_ONCE = (
    "acknowledged",
    "stage1_responded",
    "stage2_acknowledged",
    "stage2_reported",
    "stage2_responded",
    "stage3_acknowledged",
    "panel_held",
    "panel_reported",
    "stage3_responded",
)

# What must have happened before, and the reason given if it has not.
_AFTER = {
    "advocate_changed": ("advocate_appointed", "no_advocate_appointed"),
    "decision_pause_refused": ("decision_pause_requested", "no_pause_asked_for"),
    "panel_papers_sent": ("panel_arranged", "no_panel_arranged"),
    "panel_reported": ("panel_held", "panel_not_held"),
    "stage3_responded": ("panel_reported", "panel_not_reported"),
    "action_done": ("action_promised", "no_action_promised"),
    "alert_acknowledged": ("alert_raised", "no_alert_raised"),
}

# What must not have happened yet.
_BEFORE = {
    **{kind: (kind, "already_recorded") for kind in _ONCE},
    "panel_arranged": ("panel_held", "panel_already_held"),
    "panel_papers_sent": ("panel_held", "panel_already_held"),
}

_WITHOUT_A_CASE = frozenset({"alert_raised", "alert_acknowledged"})
"""An alert may have a stream of its own, before any complaint."""

_ALWAYS = frozenset(
    {
        "alert_raised",
        "alert_acknowledged",
        "linked",
        "contact_changed",
        "consent_recorded",
        "advocate_requested",
        "advocate_appointed",
        "advocate_declined",
        "advocate_changed",
        "proceedings_ended",
        "action_promised",
        "action_done",
        "referred_to_ombudsman",
    }
)
"""What may still happen to a case that is withdrawn, declined or closed."""

_STILL: dict[Ended, frozenset[str]] = {
    "withdrawn": _ALWAYS | {"reinstated", "closed"},
    "declined": _ALWAYS | {"accepted", "rerouted", "information_added", "closed", "withdrawn"},
    "closed": _ALWAYS,
}

_REOPENS = {
    "stage1": "stage2_requested",
    "stage1_answered": "stage2_requested",
    "stage2_answered": "stage3_requested",
}
"""Closing the file takes the next stage away from nobody: asking for it opens the case again."""


def refusal(life: Life, kind: str) -> str | None:
    """Why an event of this kind cannot happen now (one of `REFUSALS`), or None if it may.

    Early and late requests are never refused here: days are warned of, not enforced. Every phase,
    ending and hold has an answer for every kind.
    """
    if life.ended is not None and kind not in _STILL[life.ended]:
        opens_again = life.ended == "closed" and _REOPENS.get(life.phase) == kind
        if not opens_again:
            return "already_received" if kind == "received" else f"is_{life.ended}"
    why = _VERDICTS[life.route][life.phase][kind]
    if why is not None or kind not in _CONDITIONAL:
        return why
    if (earlier := _AFTER.get(kind)) is not None and earlier[0] not in life.first:
        return earlier[1]
    if (later := _BEFORE.get(kind)) is not None and later[0] in life.first:
        return later[1]
    return _NOW[kind](life) if kind in _NOW else None


_NOW: dict[str, Callable[[Life], str | None]] = {
    "accepted": lambda life: (
        "already_recorded" if "accepted" in life.first and life.ended != "declined" else None
    ),
    "reinstated": lambda life: (
        "not_withdrawn" if life.ended != "withdrawn" and not life.points_withdrawn else None
    ),
    "put_on_hold": lambda life: "on_hold_already" if life.held is not None and life.held.whole else None,
    "resumed": lambda life: "not_on_hold" if life.held is None else None,
}
"""What depends on how the case stands now."""

_CONDITIONAL = _BEFORE.keys() | _AFTER.keys() | _NOW.keys()


def _verdict(route: str, phase: Phase, kind: str) -> str | None:
    """Whether a kind belongs in a phase of a route at all."""
    if phase == "nothing":
        return None if kind == "received" or kind in _WITHOUT_A_CASE else "not_received_yet"
    if kind == "received":
        return "already_received"
    if _stage_of(kind) > STAGES_OF_ROUTE.get(route, 0):
        return "no_such_stage"
    return _PHASE_RULES[kind][phase] if kind in _PHASE_RULES else None


def _stage_of(kind: str) -> int:
    """The stage an event belongs to, 0 if to none."""
    if kind.startswith("stage"):
        return int(kind[5])
    if kind.startswith("panel"):
        return 3
    return 2 if _PHASE_RULES.get(kind) is _STAGE2_ONLY else 0


_VERDICTS = {
    route: {phase: {kind: _verdict(route, phase, kind) for kind in EVENT_KINDS} for phase in PHASES}
    for route in ROUTES
}


def may_happen(life: Life, as_of: date) -> tuple[Possible, ...]:
    """Every kind of event that could be recorded for the day `as_of`, in the contract's order.

    Nothing can happen on a day before the case was received.
    """
    received = life.first.get("received")
    if received is not None and as_of < received:
        return ()
    return tuple(Possible(kind, needs(kind)) for kind in EVENT_KINDS if refusal(life, kind) is None)


def status(life: Life, *, late: bool) -> Status:
    """The case's status in the contract's words.

    It awaits a decision where it was received with one to be made (`outcome: ask_council`) or `late`,
    after the time limit, until somebody takes it up or declines it.
    """
    if life.phase == "nothing":
        return "draft"
    if life.with_ombudsman:
        return "with_ombudsman"
    if life.ended:
        return life.ended
    if life.held is not None and life.held.whole:
        return "on_hold"
    if life.phase.endswith("answered"):
        return "answered"
    return "awaiting_decision" if (late or life.asked_to_decide) and not life.accepted else "open"


def in_order(events: Iterable[Event]) -> list[Event]:
    """The events by day, those of one day in the order they were recorded."""
    return sorted(events, key=attrgetter("on"))


def replay(events: Sequence[Event], terms: Terms) -> Life:
    """The life these events add up to, for a case that began on the route of `terms`.

    Raises `NotYetPossible` at the first event that cannot follow those before it.
    """
    life = Life(terms.route)
    for position, event in enumerate(in_order(events)):
        if (why := refusal(life, event.kind)) is not None:
            raise NotYetPossible(event, why, position)
        happen(life, event)
    return life


def happen(life: Life, event: Event) -> None:
    """Let one event happen to a life; the caller has asked `refusal` first.

    Stage 1 goes on where leaving it out was asked for and not agreed to (SI 2006/1738).
    """
    kind, on = event.kind, event.on
    if awaits_agreement(event):
        life.asked_to_skip_on = on
        return
    life.last[kind] = on
    life.first.setdefault(kind, on)
    if kind in _GOES_ON:
        life.with_ombudsman = False
        if kind in _TAKES_UP:
            life.accepted = True
            if life.ended == "declined":
                life.ended = life.ended_on = None
    if (act := _ACTS.get(kind)) is not None:
        act(life, event)


_LEADS_TO: dict[str, Phase] = {
    "stage1_responded": "stage1_answered",
    "stage2_requested": "stage2",
    "stage2_responded": "stage2_answered",
    "stage3_requested": "stage3",
    "stage3_responded": "stage3_answered",
}


def _next_phase(life: Life, event: Event) -> None:
    """On to the next phase; a late stage 1 reply never leads back. Asking opens a closed case."""
    if event.kind != "stage1_responded" or life.phase == "stage1":
        life.phase = _LEADS_TO[event.kind]
    if life.ended == "closed":
        life.ended = life.ended_on = None


def _extended(life: Life, event: Event) -> None:
    stage = STAGE_EXTENDED[event.kind]
    life.extended.append(Extended(event.on, stage, as_day(event.data["until"])))


STAGE_EXTENDED: dict[str, Stage] = {"stage1_extended": 1, "stage2_extended": 2, "stage3_extended": 3}
"""The events that give a stage more time."""


def _received(life: Life, event: Event) -> None:
    life.phase = "stage1"
    life.asked_to_decide = event.data.get("outcome") == "ask_council"


def _rerouted(life: Life, event: Event) -> None:
    life.route, life.rerouted_on = event.data["route"], event.on


def _ended(life: Life, event: Event) -> None:
    """Withdrawing some points only leaves the rest of the case as it was."""
    if event.kind == "withdrawn" and (points := event.data.get("points")):
        life.points_withdrawn |= dict.fromkeys(points, event.on)
        return
    life.ended = event.kind  # type: ignore[assignment]
    life.ended_on = event.on


def _reinstated(life: Life, event: Event) -> None:
    """The whole case where that was withdrawn, and the points it names; where it names none, all."""
    if life.ended == "withdrawn":
        life.ended = life.ended_on = None
        points = event.data.get("points", ())
    else:
        points = event.data.get("points") or tuple(life.points_withdrawn)
    for point in points:
        life.points_withdrawn.pop(point, None)


def _held(life: Life, event: Event) -> None:
    life.holds.append(Hold(event.on, event.data["reason"], whole=not event.data.get("points")))


def _resumed(life: Life, event: Event) -> None:
    life.holds[-1].until = event.on


def _agreed(life: Life, event: Event) -> None:
    """Not signed only where it says so: an agreed statement is one the person put their name to."""
    if life.signed_on is None and event.data.get("signed") is not False:
        life.signed_on = event.on


def _panel_arranged(life: Life, event: Event) -> None:
    life.panel_on = as_day(event.data["panel_on"])


def _redated(life: Life, event: Event) -> None:
    life.redated.append(Redated(event.on, event.data["clock"], as_day(event.data["until"])))


def _to_ombudsman(life: Life, _event: Event) -> None:
    life.with_ombudsman = True


_PAUSE_OF: dict[str, Literal["asked", "paused", "refused"]] = {
    "decision_pause_requested": "asked",
    "decision_paused": "paused",
    "decision_pause_refused": "refused",
}


def _decision_pause(life: Life, event: Event) -> None:
    life.decision_pause = _PAUSE_OF[event.kind]


_ACTS: dict[str, Callable[[Life, Event], None]] = {
    "received": _received,
    "rerouted": _rerouted,
    **dict.fromkeys(ENDINGS, _ended),
    "reinstated": _reinstated,
    "put_on_hold": _held,
    "resumed": _resumed,
    "statement_agreed": _agreed,
    "panel_arranged": _panel_arranged,
    "redated": _redated,
    "referred_to_ombudsman": _to_ombudsman,
    **dict.fromkeys(_PAUSE_OF, _decision_pause),
    **dict.fromkeys(_LEADS_TO, _next_phase),
    **dict.fromkeys(STAGE_EXTENDED, _extended),
}

_TAKES_UP = frozenset({"accepted", "rerouted", "investigator_appointed", *_LEADS_TO, *STAGE_EXTENDED})
"""Nobody answers or extends a complaint without having taken it up."""

_GOES_ON = _TAKES_UP | {*ENDINGS, "reinstated", "panel_held", "panel_reported"}
"""After these the case is no longer waiting for the Ombudsman."""

"""A copy of everything that is kept about one person: as data, and on paper.

It is made for somebody: whoever complained, or the child. What is the other's is not in it, as anywhere
(`backend.services.viewing`). Whoever holds a key makes their own; the team makes one for a person it knows,
with its own notes, and looks through it before it goes out. What was said of harm is in the team's copy where
the colleague may see alerts, and in no copy that a key opens: a screen may have a second reader. Each copy is
written on the case's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from backend.cases.viewers import COMPLAINANT, Side, Viewer
from backend.clock import LONDON
from backend.journeys.who import option_of_age
from backend.notify.paper import Paper, Part
from backend.say import choice_from_json, from_json
from backend.services import alerts, casework, complaints, roles, viewing
from backend.services import summary as summaries
from backend.services.accounts import SignedIn
from backend.services.complaints import OpenCase
from backend.services.erasing import HELD, LET_GO
from backend.services.installation import Installation
from backend.services.summary import Writer
from backend.store import Transaction
from backend.store.rows import Alert, CaseKey, ChatSession, StoredEvent, Turn

COPIED = "copied"
"""The kind of line that says that a copy was made."""
_TEAMS_OWN = ("note_added", "reply_drafted", HELD, LET_GO)


class Nobody(LookupError):
    """There is nobody, or nothing kept, to make a copy for. `why`: `no_reference`, `no_child` or `erased`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Kept:
    """What is kept of one case for one person."""

    case: OpenCase
    chats: Sequence[tuple[ChatSession, Sequence[Turn]]]
    keys: Sequence[CaseKey]
    alerts: Sequence[Alert] | None
    """None where whoever makes the copy may not see them; then nothing tells whether there are any."""
    notes: bool
    """Whether the team's own notes are in it."""


def own(inst: Installation, case_id: str, viewer: Viewer) -> Kept | None:
    """The copy of whoever holds a key; None where the case is gone."""
    with inst.store.begin() as tx:
        case = complaints.read(inst, tx, case_id)
        if case is None:
            return None
        kept = _kept(tx, viewing.as_seen(inst, tx, case, viewer), viewer, may_see_alerts=False, notes=False)
        complaints.put_on_file(inst, tx, case_id, COPIED, viewer.actor)
        return kept


def side_named(name: str) -> Side:
    """Whose copy a form asks for; whatever is no child's is the complainant's."""
    return "child" if name == "child" else "complainant"


def for_person(
    inst: Installation, staff: SignedIn, references: Sequence[str], whose: Side
) -> tuple[Kept, ...]:
    """The team's copy for one person over all their cases. Raises `Nobody`, `NoSuchCase`."""
    if not references:
        raise Nobody("no_reference")
    with inst.store.begin() as tx:
        rows = {row.id: row for row in (casework.find(tx, staff, one) for one in references)}
        if any(row.erased_on for row in rows.values()):
            raise Nobody("erased")
        return tuple(_by_the_team(inst, tx, staff, case_id, whose) for case_id in rows)


def _by_the_team(inst: Installation, tx: Transaction, staff: SignedIn, case_id: str, whose: Side) -> Kept:
    viewer = COMPLAINANT if whose == "complainant" else viewing.child_of(tx, case_id)
    if viewer is None:
        raise Nobody("no_child")
    case = viewing.as_seen(inst, tx, complaints.require(inst, tx, case_id), viewer)
    kept = _kept(tx, case, viewer, roles.may(staff.roles, "see_alerts"), notes=True)
    complaints.put_on_file(inst, tx, case_id, COPIED, staff.actor, to=whose)
    return kept


def _kept(tx: Transaction, case: OpenCase, viewer: Viewer, may_see_alerts: bool, notes: bool) -> Kept:
    chats = [
        (session, tx.turns.of(session.id))
        for session in tx.sessions.about(case.row.id, case.row.opened_from)
        if tx.sessions.is_by_one_key(session.id, viewer.key_id)
    ]
    keys = [key for key in tx.case_keys.of(case.row.id) if key.given_by == viewer.actor]
    raised = [
        alert
        for alert in tx.alerts.about(case.row.id, case.row.opened_from)
        if alerts.side_of(tx, alert) == viewer.side
    ]
    return Kept(case, chats, keys, raised if may_see_alerts else None, notes)


def as_data(inst: Installation, kept: Sequence[Kept], locale: str, age_band: str) -> dict[str, Any]:
    """The copy as plain data, for JSON."""
    write = Writer(inst, locale, age_band)
    return {"made_at": inst.clock.now(), "cases": [_case(write, one) for one in kept]}


def _case(write: Writer, kept: Kept) -> dict[str, Any]:
    case, row = kept.case, kept.case.row
    hide = case.viewer.hide if case.viewer else frozenset()
    lines = _lines(kept)
    hidden = {f"file:{line.position}" for line in case.file} - {f"file:{line.position}" for line in lines}
    return {
        "reference": row.reference,
        "council": row.council,
        "kind": row.kind,
        "route": case.timeline.route,
        "stage": case.timeline.stage,
        "status": case.timeline.status,
        "received_on": row.received_on,
        "role": None if "role" in hide else row.role,
        "relationship": None if "relationship" in hide else row.relationship,
        "told": {
            _numbered(name, case.events, lines): text
            for name, text in case.words.items()
            if name not in hidden
        },
        "events": [_line(event, number) for number, event in enumerate(case.events, 1)],
        "file": [_line(line, number) for number, line in enumerate(lines, 1)],
        "keys": [
            {
                "viewer": key.viewer,
                "given_at": key.given_at,
                "ended_at": key.ended_at,
                "hide": list(key.hide),
            }
            for key in kept.keys
        ],
        "chats": [
            {
                "opened_at": session.opened_at,
                "turns": [
                    {"at": turn.at, "you": _typed(write, turn), "heard": _heard(write, turn)}
                    for turn in turns
                ],
            }
            for session, turns in kept.chats
        ],
        "alerts": None
        if kept.alerts is None
        else [
            {
                "at": one.at,
                "tier": one.tier,
                "asked": one.asked,
                "words": one.words,
                "role": one.role,
                "age_band": one.age_band,
                "acknowledged_at": one.acknowledged_at,
            }
            for one in kept.alerts
        ],
    }


def on_paper(inst: Installation, kept: Sequence[Kept], locale: str, age_band: str) -> Paper:
    """The copy as a paper, or a page: the summary of each case, and after it what else is kept."""
    write = Writer(inst, locale, age_band)
    return write.paper("paper.copy.title", (part for one in kept for part in _parts(write, one)))


def _parts(write: Writer, kept: Kept) -> Iterator[Part]:
    yield Part(write("paper.copy.about"), [write("paper.copy.why")])
    yield from summaries.parts(write, kept.case)
    yield Part(
        write("paper.copy.told"),
        facts=[
            (write("case.day", day=event.on), text)
            for event in kept.case.events
            for name, text in kept.case.words.items()
            if name.startswith(f"event:{event.position}:") and event.kind != "information_added"
        ],
    )
    yield Part(
        write("paper.copy.keys"),
        facts=[
            (write("case.day", day=_day(key.given_at)), write(f"history.looked.by_{key.viewer}"))
            for key in kept.keys
        ],
    )
    yield Part(
        write("case.looked"),
        facts=[
            (_moment(write, line.recorded_at), write(f"history.looked.by_{line.actor.partition(':')[0]}"))
            for line in _lines(kept)
            if line.kind == complaints.LOOKED_AT
        ],
    )
    for session, turns in kept.chats:
        yield Part(write("paper.copy.chat", day=_day(session.opened_at)), facts=list(_spoken(write, turns)))
    if kept.notes:
        yield Part(
            write("paper.copy.notes"),
            facts=[
                (write("case.day", day=line.on), kept.case.words.get(f"file:{line.position}", ""))
                for line in kept.case.file
                if line.kind in _TEAMS_OWN
            ],
        )
    if kept.alerts is None:
        yield Part(write("paper.copy.alerts"), [write("paper.copy.alerts_elsewhere")])
    else:
        told = [line for one in kept.alerts for line in _told_of_harm(write, one)]
        yield Part(write("paper.copy.alerts"), facts=told)


def _told_of_harm(write: Writer, alert: Alert) -> Iterator[tuple[str, str]]:
    if alert.asked:
        yield write("paper.copy.heard"), alert.asked
    yield _moment(write, alert.at), alert.words
    if alert.role:
        yield write("paper.who.role"), write(f"paper.role.{alert.role}")
    if alert.age_band:
        age = option_of_age(alert.age_band)
        yield write("console.alerts.age_band"), write(age.title, **age.facts)


def _lines(kept: Kept) -> list[StoredEvent]:
    """The lines of the file; of looks by one sort of viewer the last of each day.

    How often somebody came back would tell of what they wrote that is not for whoever the copy is for.
    """
    lines = [line for line in kept.case.file if kept.notes or line.kind not in _TEAMS_OWN]
    last = {_look(line): line for line in lines if line.kind == complaints.LOOKED_AT}
    return [line for line in lines if line.kind != complaints.LOOKED_AT or last[_look(line)] is line]


def _look(line: StoredEvent) -> tuple[date, str]:
    return line.on, line.actor.partition(":")[0]


def _numbered(name: str, events: Sequence[StoredEvent], lines: Sequence[StoredEvent]) -> str:
    """The name of words by the number their event has in the copy: a gap would count what is not in it."""
    group, _, rest = name.partition(":")
    told = {"event": events, "file": lines}.get(group)
    if told is None:
        return name
    position, *more = rest.split(":")
    number = next(n for n, event in enumerate(told, 1) if str(event.position) == position)
    return ":".join((group, str(number), *more))


_PLACES = ("event", "message", "at")
"""Where a notice names what it is about by its place among all there is, and a look what was taken."""


def _line(event: StoredEvent, number: int) -> dict[str, Any]:
    """An event without what stands for words, and who did it without which colleague that was."""
    data: Mapping[str, Any] = event.data
    return {
        "position": number,
        "on": event.on,
        "at": event.recorded_at,
        "kind": event.kind,
        "by": event.actor.partition(":")[0],
        "data": {name: value for name, value in data.items() if name not in ("words", *_PLACES)},
    }


def _spoken(write: Writer, turns: Sequence[Turn]) -> Iterator[tuple[str, str]]:
    for turn in turns:
        if typed := _typed(write, turn):
            yield write("paper.copy.you"), typed
        for heard in _heard(write, turn):
            yield write("paper.copy.heard"), heard


def _typed(write: Writer, turn: Turn) -> str | None:
    if turn.text is not None or turn.choice is None:
        return turn.text
    choice = choice_from_json(turn.choice)
    return write(choice.title, **choice.facts)


def _heard(write: Writer, turn: Turn) -> list[str]:
    return [write.say(from_json(said)) for said in turn.says]


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _moment(write: Writer, at: datetime) -> str:
    return write("case.moment", day=_day(at), at=at.astimezone(LONDON))

"""Opening a case from what a person said yes to, and reading it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import uuid4

from backend.cases.events import Event
from backend.cases.terms import Terms
from backend.cases.timeline import Deadline, Timeline, timeline
from backend.journeys import plan
from backend.journeys.draft import Draft, World
from backend.services.installation import Installation
from backend.services.keys import new_reference
from backend.store import Transaction
from backend.store.rows import CaseRow, DraftRow, StoredEvent

# Answers that hold a person's own words, a name or a way to reach them: never in an event.
IN_WORDS = (
    "what_happened",
    "desired_outcome",
    "why_late",
    "child_name",
    "name",
    "contact_detail",
    "safe_to_contact",
)


@dataclass(frozen=True)
class OpenCase:
    """A case as it stands on a day: its projection, its events, its words and its timeline."""

    row: CaseRow
    events: tuple[StoredEvent, ...]
    words: Mapping[str, str]
    terms: Terms
    timeline: Timeline
    file: tuple[StoredEvent, ...] = ()
    """What was put on its file beside its life: notes, messages, keys given."""


_FILE = "file:"


def file_of(case_id: str) -> str:
    """The stream of a case's file; its words stand with the case's own."""
    return f"{_FILE}{case_id}"


def case_of(stream: str) -> str:
    """The case a stream belongs to."""
    return stream.removeprefix(_FILE)


def open_from_draft(
    inst: Installation, tx: Transaction, kept: DraftRow, draft: Draft, world: World
) -> CaseRow:
    """Open the case a draft asks for, or give the one it opened already.

    Events, words and projection are written in the caller's one transaction. Raises ValueError where
    no council would receive it: the plan never sends such a draft.
    """
    if (already := tx.cases.opened_from(kept.id)) is not None:
        return already
    answers = plan.told_answers(draft)
    council = plan.receiving_council(draft, world)
    if council is None:
        raise ValueError("no council receives this draft")
    return open_case(inst, tx, answers, council, inst.today(), by="chat", actor="person", opened_from=kept.id)


def open_case(
    inst: Installation,
    tx: Transaction,
    answers: Mapping[str, Any],
    council: str,
    received_on: date,
    *,
    by: str,
    actor: str,
    route: str = "statutory",
    opened_from: str | None = None,
) -> CaseRow:
    """Open a case from answers, however they were given (`by`), as received on a day."""
    now = inst.clock.now()
    case = CaseRow(
        id=uuid4().hex,
        reference=unused_reference(tx),
        kind="complaint",
        council=council,
        route=route,
        stage=1,
        status="open",
        version=0,
        received_on=received_on,
        opened_at=now,
        role=str(answers.get("role", "other")),
        relationship=_text(answers.get("relationship")),
        opened_from=opened_from,
    )
    tx.cases.add(case)
    words = {
        name: tx.words.put(case.id, name, text) for name in IN_WORDS if (text := _text(answers.get(name)))
    }
    when = answers.get("when_happened")
    when = when if isinstance(when, Mapping) else {}
    if when.get("words"):
        words["when_happened"] = tx.words.put(case.id, "when_happened", str(when["words"]))
    received: dict[str, Any] = {
        "words": words,
        "by": by,
        "happened_from": when.get("from"),
        "happened_to": when.get("to"),
        **{name: answers.get(name) for name in _PLAIN if answers.get(name) is not None},
    }
    tx.events.append(case.id, "received", received_on, received, actor, now)
    if answers.get("wants_advocate") == "yes":
        tx.events.append(case.id, "advocate_requested", received_on, {}, actor, now)
    return project(inst, tx, case)


_PLAIN = (
    "about_whom",
    "age_band",
    "child_is",
    "child_agrees",
    "about",
    "wants_advocate",
    "contact_method",
)


def project(inst: Installation, tx: Transaction, case: CaseRow) -> CaseRow:
    """Write the projection anew from the events: what lists search is derived, never kept apart."""
    events = tx.events.of(case.id)
    stands = _timeline(inst, case, events)
    following = next_owed(stands)
    row = replace(
        case,
        stage=stands.stage,
        status=stands.status,
        version=len(events),
        next_clock=following.clock if following else None,
        next_due=following.due if following else None,
        told={d.clock: d.due.isoformat() for d in stands.deadlines if d.state == "running" and d.due},
    )
    tx.cases.save(row)
    return row


def next_owed(stands: Timeline) -> Deadline | None:
    """The earliest date that the council or the panel owes and has not met, late or not.

    None while nobody owes anything: the case is on hold, answered or at an end.
    """
    owed = [
        deadline
        for deadline in stands.deadlines
        if deadline.due
        and deadline.binds != "complainant"
        and deadline.state in ("running", "missed")
        and deadline.met_on is None
        and deadline.rule.stage in (0, stands.stage)
    ]
    waits = stands.status in ("open", "awaiting_decision", "with_ombudsman")
    return min(owed, key=lambda d: (d.due, d.clock), default=None) if waits else None


def read(inst: Installation, tx: Transaction, case_id: str) -> OpenCase | None:
    """The case as it stands today, or None."""
    case = tx.cases.get(case_id)
    if case is None:
        return None
    events = tuple(tx.events.of(case.id))
    terms = inst.procedures.in_force(case.council, case.route, case.received_on)
    return OpenCase(
        case,
        events,
        tx.words.all(case.id),
        terms,
        _timeline(inst, case, events),
        tuple(tx.events.of(file_of(case.id))),
    )


def require(inst: Installation, tx: Transaction, case_id: str) -> OpenCase:
    """The case as it stands today. Raises LookupError where there is none."""
    if (case := read(inst, tx, case_id)) is None:
        raise LookupError("no such case")
    return case


def as_event(stored: StoredEvent) -> Event:
    """A stored event as the pure centre sees it."""
    return Event(stored.kind, stored.on, stored.data)


def _timeline(inst: Installation, case: CaseRow, events: Sequence[StoredEvent]) -> Timeline:
    terms = inst.procedures.in_force(case.council, case.route, case.received_on)
    told = [as_event(event) for event in events]
    calendar = inst.calendar(terms.calendar)
    return timeline(told, terms, calendar, inst.today(), happened_on=_happened(events))


def _happened(events: Sequence[StoredEvent]) -> date | None:
    """The last day the person named for what happened: the later one is kinder to them."""
    first = events[0].data if events else {}
    named = first.get("happened_to") or first.get("happened_from")
    return date.fromisoformat(str(named)) if named else None


def unused_reference(tx: Transaction) -> str:
    """A reference no case and no draft has."""
    while tx.cases.by_reference(reference := new_reference()) or tx.drafts.by_reference(reference):
        pass
    return reference


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None

"""From the case as the services hold it to the contract's shapes; every sentence by its key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.cases.history import history
from backend.cases.options import Option
from backend.cases.timeline import Deadline, Timeline
from backend.deadlines.calendar import source_for
from backend.procedures import Contact
from backend.say import Say
from backend.services.complaints import OpenCase, as_event
from backend.services.installation import Installation
from backend.source import Source
from backend.store.rows import DraftRow


class Speaker:
    """Says keys in one language and band."""

    def __init__(self, inst: Installation, locale: str, age_band: str) -> None:
        self._wording, self._locale, self._band = inst.wording, locale, age_band

    def __call__(self, say: Say) -> str:
        return self._wording.render(say.key, say.facts, self._locale, self._band).text


def deadline_view(deadline: Deadline, speak: Speaker) -> dict[str, Any]:
    """contract.md's Deadline."""
    return {
        "clock": deadline.clock,
        "due": deadline.due,
        "started_on": deadline.started_on,
        "started_by": deadline.started_by,
        "length": deadline.length,
        "unit": deadline.unit,
        "direction": deadline.direction,
        "binds": deadline.binds,
        "nature": deadline.nature,
        "state": deadline.state,
        "met_on": deadline.met_on,
        "extended_from": deadline.extended_from,
        "skipped": [{"date": day.date, "why": day.why} for day in deadline.skipped],
        "skipped_weekends": deadline.skipped_weekends,
        "holidays_from": _holidays_from(deadline),
        "ombudsman_expects": deadline.ombudsman_expects,
        "source": source_view(deadline.source),
        "explanation": speak(deadline.explanation),
    }


def _holidays_from(deadline: Deadline) -> list[str]:
    """Whose lists of bank holidays it was counted by; none where working days are not what counts."""
    if deadline.unit != "working_days":
        return []
    ends = sorted(day for day in (deadline.started_on, deadline.due) if day is not None)
    return list(dict.fromkeys(map(source_for, ends)))


def option_view(option: Option, speak: Speaker) -> dict[str, Any]:
    """contract.md's Option."""
    return {
        "option": option.option,
        "available": option.available,
        "until": option.until,
        "why": speak(option.why),
    }


def timeline_view(timeline: Timeline, speak: Speaker) -> dict[str, Any]:
    """Stage, status, deadlines and options."""
    return {
        "stage": timeline.stage,
        "status": timeline.status,
        "deadlines": [deadline_view(one, speak) for one in timeline.deadlines],
        "options": [option_view(one, speak) for one in timeline.options],
    }


def source_view(source: Source) -> dict[str, Any]:
    """Where a figure comes from."""
    return {"citation": source.citation, "quote": source.quote, "verified": source.verified}


def contacts_view(contacts: Mapping[Any, Contact]) -> dict[str, str]:
    """The ways to reach somebody that a source was read for."""
    return {str(kind): contact.value for kind, contact in contacts.items() if contact.verified}


def case_view(inst: Installation, case: OpenCase, locale: str, age_band: str) -> dict[str, Any]:
    """contract.md's Case, for the person who made it."""
    speak, row = Speaker(inst, locale, age_band), case.row
    council = inst.procedures.council(row.council)
    received = case.events[0].data
    return {
        "reference": row.reference,
        "kind": row.kind,
        "council": row.council,
        "route": row.route,
        "version": row.version,
        "received_on": row.received_on,
        **timeline_view(case.timeline, speak),
        "history": [
            {"on": line.on, "what": speak(line.what)}
            for line in history(as_event(event) for event in case.events)
        ],
        "complaint": {
            "about": received.get("about"),
            "what_happened": case.words.get("what_happened"),
            "when_happened": {
                "words": case.words.get("when_happened"),
                "from": received.get("happened_from"),
                "to": received.get("happened_to"),
            },
            "desired_outcome": case.words.get("desired_outcome"),
            "points": [],
        },
        "role": row.role,
        "relationship": row.relationship,
        "child_agrees": received.get("child_agrees"),
        "advocate": {
            "wanted": received.get("wants_advocate"),
            "requested_on": _day_of(case, "advocate_requested"),
            "appointed_on": _day_of(case, "advocate_appointed"),
        },
        "council_says": {"team": council.team, "contacts": contacts_view(council.contacts)},
        "messages": [
            {"id": str(sent.position), "from": "council", "at": sent.recorded_at, "text": text}
            for sent in case.file
            if sent.kind == "message_sent" and (text := case.words.get(f"file:{sent.position}"))
        ],
        "documents": [],
        "looked_at": [],
        "viewer": "complainant",
    }


def draft_view(draft: DraftRow) -> dict[str, Any]:
    """A draft as its holder sees it: contract.md's Case with status `draft`, no stage and no clock."""
    answers: Mapping[str, Any] = draft.data.get("answers", {})
    when = answers.get("when_happened") or {}
    return {
        "reference": draft.reference,
        "kind": "complaint",
        "council": draft.council,
        "route": None,
        "stage": 0,
        "status": "draft",
        "version": 0,
        "received_on": None,
        "deadlines": [],
        "options": [],
        "history": [],
        "complaint": {
            "about": answers.get("about"),
            "what_happened": answers.get("what_happened"),
            "when_happened": {
                "words": when.get("words"),
                "from": when.get("from"),
                "to": when.get("to"),
            },
            "desired_outcome": answers.get("desired_outcome"),
            "points": [],
        },
        "role": answers.get("role"),
        "relationship": answers.get("relationship"),
        "child_agrees": answers.get("child_agrees"),
        "advocate": {"wanted": answers.get("wants_advocate"), "requested_on": None, "appointed_on": None},
        "council_says": {"team": None, "contacts": {}},
        "messages": [],
        "documents": [],
        "looked_at": [],
        "viewer": "complainant",
        "access_token": None,
        "expires_at": None,
    }


def _day_of(case: OpenCase, kind: str) -> date | None:
    return next((event.on for event in reversed(case.events) if event.kind == kind), None)

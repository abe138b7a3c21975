"""From the case as the services hold it to the contract's shapes; every sentence by its key."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from operator import attrgetter
from typing import Any

from backend.cases.options import Option
from backend.cases.points import THE_WHOLE
from backend.cases.timeline import Deadline, Timeline
from backend.deadlines.calendar import source_for
from backend.journeys import plan
from backend.journeys.draft import Draft
from backend.procedures import Contact
from backend.say import Say
from backend.services import complaints, files, viewing
from backend.services.complaints import OpenCase
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
        "past_longest": deadline.past_longest,
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


def timeline_view(
    timeline: Timeline, speak: Speaker, options: Sequence[Option] | None = None
) -> dict[str, Any]:
    """Stage, status, deadlines and options (the timeline's own, unless others are given)."""
    return {
        "stage": timeline.stage,
        "status": timeline.status,
        "deadlines": [deadline_view(one, speak) for one in timeline.deadlines],
        "options": [option_view(one, speak) for one in (timeline.options if options is None else options)],
    }


def source_view(source: Source) -> dict[str, Any]:
    """Where a figure comes from."""
    return {"citation": source.citation, "quote": source.quote, "verified": source.verified}


def contacts_view(contacts: Mapping[Any, Contact]) -> dict[str, str]:
    """The ways to reach somebody that a source was read for."""
    return {str(kind): contact.value for kind, contact in contacts.items() if contact.verified}


def case_view(inst: Installation, case: OpenCase, locale: str, age_band: str) -> dict[str, Any]:
    """contract.md's Case, for whoever it was made ready for (`backend.services.viewing`), or for the team."""
    speak, row = Speaker(inst, locale, age_band), case.row
    hide = case.viewer.hide if case.viewer else frozenset()
    council = inst.procedures.council(row.council)
    received = case.events[0].data
    return {
        "reference": row.reference,
        "kind": row.kind,
        "council": row.council,
        "route": case.timeline.route,
        "version": row.version,
        "received_on": row.received_on,
        **timeline_view(case.timeline, speak, viewing.options(case)),
        "history": [{"on": line.on, "what": speak(line.what)} for line in complaints.history_of(case)],
        "complaint": {
            "about": received.get("about"),
            "what_happened": case.words.get("what_happened"),
            "when_happened": {
                "words": case.words.get("when_happened"),
                "from": received.get("happened_from"),
                "to": received.get("happened_to"),
            },
            "desired_outcome": case.words.get("desired_outcome"),
            "wish": received.get("wish"),
            "answered_on": {
                "words": case.words.get("answered_on"),
                "from": received.get("answered_from"),
                "to": received.get("answered_to"),
            },
            "points": points_view(case),
            "added": added_view(case),
        },
        "role": None if "role" in hide else row.role,
        "relationship": None if "relationship" in hide else row.relationship,
        "about_whom": received.get("about_whom") if row.kind == "complaint" else None,
        "child_agrees": received.get("child_agrees"),
        "children": children_view(case),
        "advocate": advocate_view(case),
        "council_says": {"team": council.team, "contacts": contacts_view(council.contacts)},
        "together": together_view(case),
        "messages": messages_view(case),
        "documents": [{"file": name, "title": speak(files.title_of(case, name))} for name in files.of(case)],
        "looked_at": looked_at_view(case, speak),
        "language": complaints.language_of(case),
        "viewer": case.viewer.kind if case.viewer else "staff",
    }


def points_view(case: OpenCase) -> list[dict[str, Any]]:
    """Each point in the person's own words; a story told whole is one."""
    found = []
    for point in complaints.points(case):
        name = "" if point.id == THE_WHOLE else f"point:{point.id}:"
        words = case.words.get(f"{name}words" if name else "what_happened")
        if words is not None:
            outcome = case.words.get(f"{name}desired_outcome")
            found.append({**point._asdict(), "words": words, "desired_outcome": outcome})
    return found


def added_view(case: OpenCase) -> list[dict[str, Any]]:
    """What was told afterwards, beside the story."""
    return [
        {"on": event.on, "text": text}
        for event in case.events
        if event.kind == "information_added" and (text := case.words.get(f"event:{event.position}:text"))
    ]


def children_view(case: OpenCase) -> list[dict[str, Any]]:
    """The children it is about, where more than one was named; by first name alone."""
    return [
        {
            "name": case.words.get(f"child:{number}:name"),
            "child_is": child.get("child_is"),
            "child_agrees": child.get("child_agrees"),
        }
        for number, child in enumerate(case.events[0].data.get("children", ()))
    ]


def advocate_view(case: OpenCase) -> dict[str, Any]:
    """Whether an advocate is wanted as things stand, since when one was asked for, and found."""
    stands = {"wanted": case.events[0].data.get("wants_advocate"), "requested_on": None, "appointed_on": None}
    for event in sorted(case.events, key=attrgetter("on")):
        match event.kind:
            case "advocate_requested":
                stands = {**stands, "wanted": "yes", "requested_on": event.on}
            case "advocate_appointed" | "advocate_changed":
                stands = {**stands, "appointed_on": event.on}
            case "advocate_declined":
                stands = {"wanted": "no", "requested_on": None, "appointed_on": None}
    return stands


def together_view(case: OpenCase) -> dict[str, Any] | None:
    """Who leads, where another body has a part in the matter: as agreed last; None where none has."""
    agreed = next((event for event in reversed(case.events) if event.kind == "lead_agreed"), None)
    if agreed is None:
        return None
    words = {name: case.words.get(f"event:{agreed.position}:{name}") for name in ("body", "who")}
    return {"lead": agreed.data["lead"], "on": agreed.on, "until": agreed.data.get("until"), **words}


def messages_view(case: OpenCase) -> list[dict[str, Any]]:
    """Words both ways; an id that tells nothing of others there may be."""
    return [
        {
            "id": hashlib.sha256(f"{line.stream}:{line.position}".encode()).hexdigest()[:16],
            "from": "council" if line.kind == complaints.FROM_THE_TEAM else line.actor.partition(":")[0],
            "at": line.recorded_at,
            "text": text,
            "translated": (told := complaints.translated(case, line)) and asdict(told),
        }
        for line in case.file
        if line.kind in complaints.MESSAGES and (text := case.words.get(f"file:{line.position}"))
    ]


def looked_at_view(case: OpenCase, speak: Speaker) -> list[dict[str, Any]]:
    """Who else opened it, and when last on each day."""
    return [
        {"at": line.recorded_at, "who": speak(Say(f"history.looked.by_{who}"))}
        for line, who in complaints.looked_by(case)
    ]


def draft_view(draft: DraftRow) -> dict[str, Any]:
    """A draft as its holder sees it: contract.md's Case with status `draft`, no stage and no clock."""
    answers: Mapping[str, Any] = plan.told_answers(Draft.from_json(draft.data))
    when, answered = answers.get("when_happened") or {}, answers.get("answered_on") or {}
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
            "wish": answers.get("wish"),
            "answered_on": {name: answered.get(name) for name in ("words", "from", "to")},
            "points": [],
            "added": [],
        },
        "role": answers.get("role"),
        "relationship": answers.get("relationship"),
        "about_whom": answers.get("about_whom"),
        "child_agrees": answers.get("child_agrees"),
        "children": [
            {name: child.get(name) for name in ("name", "child_is", "child_agrees")}
            for child in answers.get("children", ())
        ],
        "advocate": {"wanted": answers.get("wants_advocate"), "requested_on": None, "appointed_on": None},
        "council_says": {"team": None, "contacts": {}},
        "together": None,
        "messages": [],
        "documents": [],
        "looked_at": [],
        "language": None,
        "viewer": "complainant",
        "access_token": None,
        "expires_at": None,
    }

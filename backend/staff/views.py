"""From what casework holds to the contract's shapes for the complaints team."""

from __future__ import annotations

from typing import Any

from backend.cases.lifecycle import Possible
from backend.services import complaints, erasing
from backend.services.alerts import Seen
from backend.services.casework import CaseFile, Listed
from backend.services.installation import Installation
from backend.store.rows import StoredEvent
from backend.views import case_view

ABOUT_THE_PERSON = ("name", "child_name", "interpreter", "why_late", "told_to_them")


def file_view(inst: Installation, file: CaseFile, locale: str, age_band: str) -> dict[str, Any]:
    """One case: what its person sees, and beside it what the team needs to go on."""
    case = file.case
    person = {name: case.words[name] for name in ABOUT_THE_PERSON if name in case.words}
    person |= complaints.contact(case.events, case.words)
    person |= {
        f"child_{name}": told for name, told in complaints.contact(case.events, case.words, "child").items()
    }
    return {
        **case_view(inst, case, locale, age_band),
        "held": erasing.is_held(case.file),
        "erased_on": case.row.erased_on,
        "kept_from": [{"id": id, "email": email} for id, email in file.kept_from.items()],
        "may_happen": possible_view(file.may_happen),
        "events": [event_view(event, file) for event in case.events],
        "notes": [
            {"id": str(note.position), "at": note.recorded_at, "by": _by(note, file), "text": text}
            for note in case.file
            if note.kind == "note_added" and (text := case.words.get(f"file:{note.position}"))
        ],
        "person": person if file.words_shown else {},
        "notices": [
            {
                "at": one.recorded_at,
                "about": _about(one),
                "became": one.kind.removeprefix("notice_"),
                "way": one.data.get("way"),
                "why": one.data.get("why"),
            }
            for one in case.file
            if one.kind.startswith("notice_")
        ],
    }


def event_view(event: StoredEvent, file: CaseFile) -> dict[str, Any]:
    """One event, its words beside its data; the words of `received` stand in the case itself."""
    begins = f"event:{event.position}:"
    return {
        "position": event.position,
        "kind": event.kind,
        "on": event.on,
        "by": _by(event, file),
        "at": event.recorded_at,
        "data": {name: value for name, value in event.data.items() if name != "words"},
        "words": {
            name.removeprefix(begins): text
            for name, text in file.case.words.items()
            if name.startswith(begins)
        },
    }


def possible_view(possible: tuple[Possible, ...]) -> list[dict[str, Any]]:
    """What may happen now, with what each needs."""
    return [{"kind": one.kind, "needs": list(one.needs)} for one in possible]


def changes_view(since: tuple[StoredEvent, ...]) -> list[dict[str, Any]]:
    """What happened since the sender looked, for the answer that refuses to go on without telling."""
    return [{"position": event.position, "kind": event.kind, "on": event.on.isoformat()} for event in since]


def line_view(listed: Listed) -> dict[str, Any]:
    """One case of a list."""
    row, owed = listed.row, listed.next
    return {
        "reference": row.reference,
        "council": row.council,
        "kind": row.kind,
        "route": listed.route,
        "stage": listed.stage,
        "status": listed.status,
        "next": owed
        and {
            "clock": owed.clock,
            "due": owed.due,
            "state": owed.state,
            "day": listed.day,
            "of": listed.of,
        },
        "version": row.version,
    }


def alert_view(seen: Seen) -> dict[str, Any]:
    """One alert."""
    alert = seen.alert
    return {
        "id": alert.id,
        "at": alert.at,
        "council": alert.council,
        "tier": alert.tier,
        "words": alert.words,
        "asked": alert.asked,
        "role": alert.role,
        "age_band": alert.age_band,
        "reference": seen.reference,
        "reach": seen.reach,
        "names_staff_or_carer": alert.names_staff_or_carer,
        "told_at": alert.told_at,
        "escalated_at": alert.escalated_at,
        "acknowledged_at": alert.acknowledged_at,
        "acknowledged_by": seen.acknowledged_by,
    }


def _about(notice: StoredEvent) -> str:
    """What a notice was about: an event of the case or a message by its place, or a date that passed."""
    about = next(name for name in ("event", "message", "late") if name in notice.data)
    return f"{about}:{notice.data[about]}"


def _by(event: StoredEvent, file: CaseFile) -> str:
    return file.names.get(event.actor, event.actor)

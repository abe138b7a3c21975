"""What is known of a case for whoever asks after it in the chat: how it stands, and what was made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.cases.timeline import Deadline
from backend.say import Say
from backend.services import complaints, files
from backend.services.complaints import OpenCase
from backend.services.facts import as_it_stands, information
from backend.services.installation import Installation

Facts = dict[str, Any]


def facts(inst: Installation, case: OpenCase) -> Facts:
    """The facts of `journeys.asked_of_case`, of a case as its viewer sees it."""
    return {
        **information(inst, case.row.council),
        **as_it_stands(inst, case),
        "answers": complaints.answers_of(case),
        "written_here": _written_here(case),
        "looked": [
            {"on": line.on, "what": Say(f"history.looked.by_{who}")}
            for line, who in complaints.looked_by(case)
        ],
        "papers": [files.title_of(case, name) for name in files.of(case)],
        "officer": _officer(case),
        "panel": _panel(case),
        "until": _to_a_panel(inst, case),
    }


def _to_a_panel(inst: Installation, case: OpenCase) -> date | None:
    """The last day to ask for a panel, reckoned on that day for a message about an earlier complaint."""
    reckoned = case.row.kind == "about_earlier_complaint" and case.row.next_clock == "stage3_request"
    return case.row.next_due if reckoned and case.row.received_on == inst.today() else None


def _written_here(case: OpenCase) -> bool:
    """Whether the latest answer was sent as a message of the case."""
    last = next((event for event in reversed(case.events) if event.kind in complaints.ANSWERS), None)
    return last is not None and any(line.kind == "reply_sent" and line.on == last.on for line in case.file)


def _officer(case: OpenCase) -> str | None:
    """Who deals with it, by the name that the acknowledgement told."""
    told = (event for event in reversed(case.events) if event.kind == "acknowledged")
    names = (case.words.get(f"event:{event.position}:who") for event in told)
    return next((name for name in names if name), None)


def _panel(case: OpenCase) -> Say | None:
    """The day the panel met or will meet, or by which it has to; None where none was asked for."""
    latest = {line.what.key: line for line in complaints.history_of(case)}
    if (held := latest.get("history.panel_held")) is not None:
        return Say("track.history_line", held._asdict())
    if (arranged := latest.get("history.panel_arranged")) is not None:
        return arranged.what
    owed: Deadline | None = next((d for d in case.timeline.deadlines if d.clock == "panel_hearing"), None)
    return owed.explanation if owed is not None and case.timeline.stage == _THE_PANELS else None


_THE_PANELS = 3
"""The stage at which a panel meets."""

"""Every address under `/staff`, and what opens it: one table.

A door is opened by any of its acts (`backend.services.roles`), or by having signed in. What is behind it may
be kept from somebody all the same: a case of another council, or one that names them, is not there for
them (`backend.services.casework.find`). An address that is not in the table is open to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from backend.services.roles import Act

Opens = tuple[Act, ...] | Literal["everybody", "signed_in"]

_CASES: tuple[Act, ...] = ("see_cases", "see_advocate_cases")

DOORS: Mapping[str, Opens] = {
    "GET /staff/sign-in": "everybody",
    "POST /staff/sign-in": "everybody",
    "POST /staff/sign-out": "everybody",
    "GET /staff/openid": "everybody",
    "GET /staff/openid/back": "everybody",
    "GET /staff/openid/out": "everybody",
    "GET /staff/pages.css": "everybody",
    "GET /staff": "signed_in",
    "GET /staff/account": "signed_in",
    "POST /staff/account/elsewhere": "signed_in",
    "POST /staff/account/second-factor": "signed_in",
    "POST /staff/account/no-second-factor": "signed_in",
    "GET /staff/new": ("take_complaint",),
    "POST /staff/new": ("take_complaint",),
    "GET /staff/cases/{reference}": _CASES,
    "POST /staff/cases/{reference}/events": ("record_events",),
    "POST /staff/cases/{reference}/notes": ("write_note",),
    "POST /staff/cases/{reference}/messages": ("write_message",),
    "POST /staff/cases/{reference}/key": ("give_key",),
    "POST /staff/cases/{reference}/reply": ("draft_reply",),
    "POST /staff/cases/{reference}/send-reply": ("send_reply",),
    "POST /staff/cases/{reference}/kept-from": ("keep_from_a_colleague",),
    "POST /staff/cases/{reference}/let-see": ("keep_from_a_colleague",),
    "GET /staff/advocates": _CASES,
    "GET /staff/letters": ("write_message",),
    "GET /staff/letters/{letter_id}": ("write_message",),
    "POST /staff/letters/{letter_id}": ("write_message",),
    "GET /staff/alerts": ("see_alerts",),
    "POST /staff/alerts/{alert_id}": ("acknowledge_alert",),
    "GET /staff/report": ("see_reports",),
    "GET /staff/report.csv": ("see_reports",),
    "GET /staff/events.csv": ("see_reports",),
    "POST /staff/report/{council}": ("tell_learning",),
    "GET /staff/records": ("review_records",),
    "GET /staff/records/copy": ("copy_records",),
    "POST /staff/records/cases": ("keep_records",),
    "POST /staff/records/alerts/{alert_id}": ("erase_alert",),
    "GET /staff/councils": ("see_settings",),
    "GET /staff/councils/{council}": ("see_settings",),
    "POST /staff/councils/{council}": ("change_settings",),
}
"""Method and address, and the acts of which one opens it."""

_SHAPES = tuple(
    (re.compile(re.sub(r"\{\w+\}", "[^/]+", re.escape(door).replace(r"\{", "{").replace(r"\}", "}"))), opens)
    for door, opens in DOORS.items()
)


def opens(method: str, path: str) -> Opens:
    """What opens an address; for one that is not in the table, nothing does."""
    asked = f"{method} {path}"
    return next((found for shape, found in _SHAPES if shape.fullmatch(asked)), ())

"""Who at a council may do what: one table.

A role is given the least its work needs. An advocacy provider sees the cases in which an advocate was
asked for, and none of the story; an auditor sees that things happened, not what was said; an
administrator keeps accounts and sees no case at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from backend.cases.events import EVENT_KINDS

Role = Literal["officer", "manager", "safeguarding", "advocacy_provider", "auditor", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)

Act = Literal[
    "see_cases",
    "see_advocate_cases",
    "read_words",
    "record_events",
    "take_complaint",
    "write_note",
    "write_message",
    "give_key",
    "keep_from_a_colleague",
    "draft_reply",
    "send_reply",
    "see_alerts",
    "acknowledge_alert",
    "see_delivery",
    "see_settings",
    "change_settings",
    "verify_audit",
    "see_reports",
    "review_records",
    "keep_records",
    "erase_alert",
    "copy_records",
    "tell_learning",
]
ACTS: tuple[Act, ...] = get_args(Act)

_OFFICER: frozenset[Act] = frozenset(
    {
        "see_cases",
        "read_words",
        "record_events",
        "take_complaint",
        "write_note",
        "write_message",
        "give_key",
        "keep_from_a_colleague",
        "draft_reply",
    }
)

MAY: Mapping[Role, frozenset[Act]] = {
    "officer": _OFFICER,
    "manager": _OFFICER
    | {
        "send_reply",
        "verify_audit",
        "see_reports",
        "see_delivery",
        "see_settings",
        "review_records",
        "keep_records",
        "copy_records",
        "tell_learning",
    },
    "safeguarding": frozenset(
        {
            "see_cases",
            "read_words",
            "record_events",
            "write_note",
            "see_alerts",
            "acknowledge_alert",
            "review_records",
            "erase_alert",
            "see_delivery",
            "see_settings",
        }
    ),
    "advocacy_provider": frozenset({"see_advocate_cases", "record_events"}),
    "auditor": frozenset({"see_cases", "verify_audit", "see_reports", "review_records"}),
    "administrator": frozenset({"verify_audit", "see_delivery", "see_settings", "change_settings"}),
}
"""Each role and what it may do."""

_ELSEWHERE = frozenset({"received", "alert_raised", "alert_acknowledged"})
"""A case is received by taking a complaint; an alert has a stream, and a door, of its own."""

_CLOCKS_BY_HAND = frozenset({"redated"})
"""A date given anew by hand is the answer of whoever answers for the procedure."""

_EVERYDAY = frozenset(EVENT_KINDS) - _ELSEWHERE - _CLOCKS_BY_HAND

RECORDS: Mapping[Role, frozenset[str]] = {
    "officer": _EVERYDAY,
    "manager": _EVERYDAY | _CLOCKS_BY_HAND,
    "safeguarding": frozenset({"put_on_hold", "resumed", "proceedings_ended", "linked"}),
    "advocacy_provider": frozenset({"advocate_appointed", "advocate_declined", "advocate_changed"}),
    "auditor": frozenset(),
    "administrator": frozenset(),
}
"""The kinds of event each role may record on a case."""


def may(roles: Iterable[str], act: Act) -> bool:
    """Whether any of these roles may do it."""
    held = set(roles)
    return any(act in acts for role, acts in MAY.items() if role in held)


def records(roles: Iterable[str]) -> frozenset[str]:
    """Every kind of event that any of these roles may record."""
    held = set(roles)
    return frozenset().union(*(kinds for role, kinds in RECORDS.items() if role in held))

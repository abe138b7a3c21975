"""Who asked for an advocate and waits, and who has one: for the team, and for those who find advocates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from backend.journeys.advocate import ADVOCATE
from backend.services import casework, complaints, roles
from backend.services.accounts import SignedIn
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.store.rows import CasePage, CaseRow

ASKED = "advocate_requested"
FOUND = ("advocate_appointed", "advocate_changed")
OVER = "advocate_declined"

Standing = Literal["waiting", "found"]
LAST: dict[Standing, Collection[str]] = {"waiting": (ASKED,), "found": FOUND}
"""The event about an advocate that came last in a case, by how its request stands."""


@dataclass(frozen=True)
class Request:
    """One request as it stands: what was wished, and what may be recorded about it."""

    row: CaseRow
    on: date
    """The day it was asked for, or an advocate found."""
    change: bool
    """Whether somebody has an advocate and asks for another."""
    for_a_child: bool
    wishes: str | None
    """What matters to them, told for those who find an advocate."""
    language: str
    may_happen: tuple[str, ...]


def requests(
    inst: Installation, staff: SignedIn, standing: Standing, page: int = 1
) -> tuple[tuple[Request, ...], CasePage]:
    """The requests that this colleague may see and that stand so, the longest waiting first.

    Where somebody's wishes are shown, that they were read is written on that case's file.
    """
    with inst.store.begin() as tx:
        found = tx.cases.page(
            council_in=staff.councils,
            last_among=(LAST[standing], (ASKED, *FOUND, OVER)),
            seen_by=staff.id,
            page=page,
            size=casework.PAGE,
        )
        may = roles.records(staff.roles) & {*FOUND, OVER}
        shown = tuple(_request(complaints.require(inst, tx, row.id), may) for row in found.cases)
        for one in shown:
            if one.wishes:
                complaints.looked(inst, tx, one.row.id, staff.actor, "advocate_request")
        return shown, found


def _first_wishes(case: OpenCase) -> str | None:
    """What was said that an advocate should be like, where the case was made to ask for one."""
    return case.words.get("what_happened") if case.row.kind == ADVOCATE.kind else None


def _request(case: OpenCase, may: frozenset[str]) -> Request:
    about = [event for event in case.events if event.kind in (ASKED, *FOUND, OVER)]
    asked = next((event for event in reversed(about) if event.kind == ASKED), about[-1])
    has_one = any(event.kind in FOUND for event in about)
    can = {"advocate_changed", OVER} if has_one else {"advocate_appointed", OVER}
    return Request(
        case.row,
        about[-1].on,
        asked.data.get("ask") == "change",
        asked.data.get("for") == "child",
        case.words.get(f"event:{asked.position}:wishes") or _first_wishes(case),
        complaints.language_of(case),
        tuple(sorted(may & can)) if case.row.erased_on is None else (),
    )

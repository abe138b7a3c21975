"""A case's words are erased: by a person, when its time is up or because they were asked to.

What happened, and when, stays, for the statistics and for the chain of events; so does what was picked from
a list (who complained, about what). The words go with their key, and with them every way into the case, the
conversations and drafts about it, and Rasa's copy of those. An alert stays: it has a rule of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from backend.services import complaints, forgetting, keeping
from backend.services.complaints import ERASED, OpenCase
from backend.services.installation import Installation
from backend.services.keeping import Rule
from backend.store import Transaction
from backend.store.rows import StoredEvent

Why = Literal["time_is_up", "person_asked"]
WHYS: tuple[Why, ...] = get_args(Why)

HELD, LET_GO = "hold_set", "hold_lifted"
"""Lines of a case's file: while the last of the two is the first, nothing of it may be erased."""

_ENDED = ("answered", "closed", "declined", "withdrawn")
"""Where a case stands when nothing more is owed. Its words are kept from the last thing that happened on."""


class NotToErase(Exception):
    """It may not be erased now. `why`: `held`, `not_ended`, `too_soon`, `no_rule` or `erased`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Ended:
    """Where a case stands on its way to being erased."""

    reference: str
    council: str
    kind: str
    status: str
    ended_on: date | None
    """The day of the last thing that happened; None while it goes on."""
    kept_until: date | None
    """The last day it is kept; None while it goes on, or where no rule says."""
    held: bool
    erased_on: date | None


def is_held(file: tuple[StoredEvent, ...]) -> bool:
    """Whether a legal hold is on the case with this file."""
    return [line.kind for line in file if line.kind in (HELD, LET_GO)][-1:] == [HELD]


def stands(case: OpenCase, rule: Rule) -> Ended:
    """How the rule for its kind applies to a case."""
    over = case.timeline.status in _ENDED or case.row.kind != "complaint"
    ended = max(event.on for event in case.events) if over else None
    return Ended(
        case.row.reference,
        case.row.council,
        case.row.kind,
        case.timeline.status,
        ended,
        rule.until(ended) if ended else None,
        is_held(case.file),
        case.row.erased_on,
    )


def erase(inst: Installation, tx: Transaction, case: OpenCase, why: Why, actor: str) -> None:
    """Erase a case in the caller's transaction; call `Store.purge` after it. Raises `NotToErase`."""
    now = stands(case, keeping.rule(inst, tx, case.row.council, "case"))
    if refusal := _refusal(now, why, inst.today()):
        raise NotToErase(refusal)
    erase_at_once(inst, tx, case, why, actor)


def erase_at_once(inst: Installation, tx: Transaction, case: OpenCase, why: str, actor: str) -> None:
    """`erase` without asking whether it may be: it was decided before, and a backup brought it back."""
    for session in tx.sessions.about(case.row.id, case.row.opened_from):
        forgetting.forget(inst, tx, session)
    tx.drafts.delete_of(case.row.id)
    tx.accesses.delete_all_of(case.row.id)
    tx.case_keys.delete_of(case.row.id)
    tx.file_addresses.delete_of(case.row.id)
    tx.staff_requests.delete_of(case.row.id)
    tx.outbox.forget_about(case.row.id)
    tx.words.erase(case.row.id)
    tx.cases.save(
        replace(
            case.row,
            relationship=None,
            next_clock=None,
            next_due=None,
            key_hash=None,
            opened_from=None,
            erased_on=inst.today(),
        )
    )
    complaints.put_on_file(inst, tx, case.row.id, ERASED, actor, data={"why": why})


def _refusal(now: Ended, why: Why, today: date) -> str | None:
    """Why this case may not be erased today, if it may not."""
    if now.erased_on is not None:
        return "erased"
    if now.held:
        return "held"
    if now.ended_on is None:
        return "not_ended"
    if why == "person_asked":
        return None
    if now.kept_until is None:
        return "no_rule"
    return "too_soon" if today <= now.kept_until else None

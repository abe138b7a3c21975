"""Coming back by reference and key: what they open, and nothing told to who guesses."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.services import tries
from backend.services.installation import Installation
from backend.services.keys import key_fits, tidy_reference
from backend.store.rows import CaseRow

ACCESS_LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class FoundCase:
    """The pair opens this case."""

    case_id: str


@dataclass(frozen=True)
class FoundDraft:
    """The pair opens this draft."""

    draft_id: str


@dataclass(frozen=True)
class NotFound:
    """No such pair; which half is wrong is nobody's business."""


@dataclass(frozen=True)
class Slowed:
    """Too many wrong tries: wait so many seconds."""

    seconds: int


Found = FoundCase | FoundDraft | NotFound | Slowed


def find(inst: Installation, reference: str, key: str, caller: str) -> Found:
    """What a reference and key open. Unknown, wrong and withdrawn pairs cost and look the same.

    `caller` is `tries.caller`'s hash of the address.
    """
    reference = tidy_reference(reference)
    with inst.store.begin() as tx:
        try:
            counted = tries.count(inst, tx, reference, caller)
        except tries.TooManyTries as wait:
            return Slowed(wait.seconds)
    with inst.store.read() as tx:
        case = tx.cases.by_reference(reference)
        draft = None if case else tx.drafts.by_reference(reference)
    kept = case or draft
    # Hashed in any case: an unknown reference must cost what a wrong key costs.
    fits = key_fits(key, kept.key_hash if kept else None)
    if kept is None or not fits:
        return NotFound()
    with inst.store.begin() as tx:
        tx.tries.take_back(counted)
    if isinstance(kept, CaseRow):
        return FoundCase(kept.id)
    return FoundCase(kept.case_id) if kept.case_id else FoundDraft(kept.id)


def grant(inst: Installation, case_id: str) -> tuple[str, datetime]:
    """A short-lived access token to a case, and when it ends; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    ends = inst.clock.now() + ACCESS_LASTS
    with inst.store.begin() as tx:
        tx.accesses.add(_hash(token), case_id, "complainant", ends)
    return token, ends


def holder(inst: Installation, token: str) -> str | None:
    """The case an access token opens, its time moved on; None when unknown or ended."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        access = tx.accesses.get(_hash(token))
        if access is None or access.expires_at <= now:
            return None
        tx.accesses.move(_hash(token), now + ACCESS_LASTS)
        return access.case_id


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

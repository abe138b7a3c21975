"""Coming back by reference and key: what they open, and nothing told to who guesses."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.cases.viewers import Viewer
from backend.clock import later
from backend.services import tries, viewing
from backend.services.installation import Installation
from backend.services.keys import hint, key_fits, tidy_reference
from backend.store import Transaction
from backend.store.rows import CaseKey, CaseRow

ACCESS_LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class FoundCase:
    """The pair opens this case, by the complainant's own key or by one given to somebody else."""

    case_id: str
    key_id: str | None = None


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
        given = _given(tx, case, key) if case else None
    kept = case or draft
    # Two hashes in any case: an unknown reference must cost what a wrong key costs, and a case to which
    # somebody else has a key no more than one to which nobody has.
    hashes = (one.key_hash if one else None for one in (kept, given))
    own_fits, given_fits = (key_fits(inst.slow_hash, key, hashed) for hashed in hashes)
    if kept is None or not (own_fits or given_fits):
        return NotFound()
    with inst.store.begin() as tx:
        tx.tries.take_back(counted)
    if isinstance(kept, CaseRow):
        return FoundCase(kept.id, None if own_fits or given is None else given.id)
    return FoundCase(kept.case_id) if kept.case_id else FoundDraft(kept.id)


def _given(tx: Transaction, case: CaseRow, key: str) -> CaseKey | None:
    """The one living key, of those given to others, that this could be."""
    hinted = hint(case.id, key)
    living = (one for one in tx.case_keys.of(case.id) if one.ended_at is None)
    return next((one for one in living if one.hint == hinted), None)


def grant(inst: Installation, found: FoundCase) -> tuple[str, datetime]:
    """A short-lived access token to a case, and when it ends; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    ends = later(inst.clock.now(), ACCESS_LASTS)
    with inst.store.begin() as tx:
        tx.accesses.add(token_hash(token), found.case_id, ends, found.key_id)
    return token, ends


@dataclass(frozen=True)
class Holder:
    """Somebody with a living access token: to which case, and as whom they look at it."""

    case_id: str
    viewer: Viewer


def holder(inst: Installation, token: str) -> Holder | None:
    """Whom an access token stands for, its time moved on; None when unknown or ended."""
    now, hashed = inst.clock.now(), token_hash(token)
    with inst.store.begin() as tx:
        access = tx.accesses.get(hashed)
        if access is None or access.expires_at <= now:
            return None
        viewer = viewing.viewer_by(tx, access.case_id, access.key_id)
        if viewer is None:
            return None
        tx.accesses.move(hashed, later(now, ACCESS_LASTS))
        return Holder(access.case_id, viewer)


def end(inst: Installation, token: str) -> None:
    """End an access token at once, wherever else it may have been kept."""
    with inst.store.begin() as tx:
        tx.accesses.delete(token_hash(token))


def token_hash(token: str) -> str:
    """As a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()

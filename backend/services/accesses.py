"""Keys to a case for others than who made it: given, listed, made anew, ended.

A key's words are told once and kept as a hash. They are drawn from a seed; where the sender named the
request (`Idempotency-Key`), the seed is the sender's own token and that name, so that an answer lost on
the way can be told again by who asked for it, and by nobody else.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from backend.cases.viewers import PARTS, Guest, Side, Viewer, may_let_in
from backend.services import complaints, keys, viewing
from backend.services.installation import Installation
from backend.services.once import Once, done_before
from backend.store import Transaction
from backend.store.rows import CaseKey

MOST = 20
"""Living keys on one side of a case beside the complainant's own: more than anybody needs, and on both sides
fewer than hints. Each side by itself, for a refusal would tell how many the other has."""


class NotTheirsToGive(Exception):
    """Such a key is not for this viewer to give: a child's comes from the team or an advocate."""


class TooMany(Exception):
    """There are as many keys as there may be; one has to be ended first."""


class UnknownPart(ValueError):
    """Something to be kept back was named that is neither a part nor a point of this case."""


class NoSuchKey(LookupError):
    """No key by this id that this viewer gave."""


def seed(token: str, once: Once | None) -> bytes:
    """What a key is drawn from: the sender's own where they named the request, else chance."""
    if once is None:
        return secrets.token_bytes(32)
    return hmac.new(token.encode(), once.key.encode(), hashlib.sha256).digest()


def give(
    inst: Installation,
    case_id: str,
    viewer: Viewer,
    wanted: Guest,
    hide: Sequence[str],
    drawn_from: bytes,
    once: Once | None = None,
) -> tuple[CaseKey, str]:
    """A key for somebody else. Raises `NotTheirsToGive`, `TooMany`, `UnknownPart`, `KeyReused`."""
    with inst.store.begin() as tx:
        case = viewing.as_seen(inst, tx, complaints.require(inst, tx, case_id), viewer)
        if done_before(inst, tx, once, case_id) is not None:
            return _given_before(inst, tx, case_id, drawn_from)
        if not may_let_in(viewer, wanted, case.row.role):
            raise NotTheirsToGive
        if not {*PARTS, *(point.id for point in complaints.points(case))}.issuperset(hide):
            raise UnknownPart
        side: Side = "child" if wanted == "child" else viewer.side
        return _add(inst, tx, case_id, wanted, side, hide, viewer.actor, drawn_from)


def give_to_child(
    inst: Installation,
    tx: Transaction,
    case_id: str,
    actor: str,
    drawn_from: bytes,
    once: Once | None = None,
) -> str | None:
    """A key for the child, given by the team; one the team gave before is dead.

    None where the request was done before, from another seed. Raises `KeyReused`.
    """
    if done_before(inst, tx, once, case_id) is not None:
        row = tx.case_keys.get(_id(drawn_from))
        return _given_before(inst, tx, case_id, drawn_from)[1] if row else None
    for key in _living(tx, case_id):
        if key.viewer == "child" and key.given_by.startswith("staff:"):
            _end(inst, tx, key)
    return _add(inst, tx, case_id, "child", "child", (), actor, drawn_from)[1]


def renew(
    inst: Installation, case_id: str, viewer: Viewer, token_hash: str, drawn_from: bytes, once: Once | None
) -> str:
    """A new key in the place of the viewer's own; whoever else has it open by the old one is shown out.

    Raises `KeyReused`.
    """
    with inst.store.begin() as tx:
        row = tx.cases.get(case_id)
        if row is None:
            raise NoSuchKey
        again = done_before(inst, tx, once, case_id) is not None
        own = tx.case_keys.get(viewer.key_id) if viewer.key_id else None
        if own is None:
            key = next(inst.key_words.keys_from(drawn_from))
            if not again:
                tx.cases.save(replace(row, key_hash=keys.hash_key(inst.slow_hash, key)))
        else:
            taken = {one.hint for one in _living(tx, case_id) if one.id != own.id}
            key, hint = _drawn(inst, case_id, drawn_from, taken)
            if not again:
                tx.case_keys.save(replace(own, hint=hint, key_hash=keys.hash_key(inst.slow_hash, key)))
        if not again:
            tx.accesses.delete_of(case_id, viewer.key_id, but=token_hash)
            complaints.put_on_file(inst, tx, case_id, "key_given", viewer.actor)
        return key


def given_by(tx: Transaction, case_id: str, viewer: Viewer) -> tuple[CaseKey, ...]:
    """The living keys that this viewer gave, the oldest first."""
    return tuple(key for key in _living(tx, case_id) if key.given_by == viewer.actor)


def end(inst: Installation, case_id: str, viewer: Viewer, key_id: str) -> None:
    """End a key that this viewer gave; its holder is shown out at once. Raises `NoSuchKey`."""
    with inst.store.begin() as tx:
        key = next((key for key in given_by(tx, case_id, viewer) if key.id == key_id), None)
        if key is None:
            raise NoSuchKey
        _end(inst, tx, key)


def _end(inst: Installation, tx: Transaction, key: CaseKey) -> None:
    tx.case_keys.save(replace(key, ended_at=inst.clock.now()))
    tx.accesses.delete_of(key.case_id, key.id)


def _living(tx: Transaction, case_id: str) -> tuple[CaseKey, ...]:
    return tuple(key for key in tx.case_keys.of(case_id) if key.ended_at is None)


def _add(
    inst: Installation,
    tx: Transaction,
    case_id: str,
    wanted: Guest,
    side: Side,
    hide: Sequence[str],
    actor: str,
    drawn_from: bytes,
) -> tuple[CaseKey, str]:
    living = _living(tx, case_id)
    if sum(one.side == side for one in living) >= MOST:
        raise TooMany
    key, hint = _drawn(inst, case_id, drawn_from, {one.hint for one in living})
    row = CaseKey(
        id=_id(drawn_from),
        case_id=case_id,
        viewer=wanted,
        side=side,
        hide=tuple(sorted(set(hide))),
        given_by=actor,
        given_at=inst.clock.now(),
        hint=hint,
        key_hash=keys.hash_key(inst.slow_hash, key),
    )
    tx.case_keys.add(row)
    complaints.put_on_file(inst, tx, case_id, "key_given", actor, to=side)
    return row, key


def _given_before(
    inst: Installation, tx: Transaction, case_id: str, drawn_from: bytes
) -> tuple[CaseKey, str]:
    """The same key once more, for who lost the answer."""
    row = tx.case_keys.get(_id(drawn_from))
    if row is None:
        raise NoSuchKey
    drawn = islice(inst.key_words.keys_from(drawn_from), keys.HINTS * MOST)
    return row, next(key for key in drawn if keys.hint(case_id, key) == row.hint)


def _drawn(inst: Installation, case_id: str, drawn_from: bytes, taken: Iterable[int]) -> tuple[str, int]:
    """The first key of a seed whose hint no living key of the case has."""
    for key in inst.key_words.keys_from(drawn_from):
        if (hint := keys.hint(case_id, key)) not in taken:
            return key, hint
    raise AssertionError("there is always another key")


def _id(drawn_from: bytes) -> str:
    return hmac.new(drawn_from, b"id", hashlib.sha256).hexdigest()[:16]

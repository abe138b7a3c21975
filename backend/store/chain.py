"""How events hang together: what each mac covers, and the head that ends the chain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.store.mapping import Record
from backend.store.sealing import Seal, canonical

BEFORE_THE_FIRST = ""
"""Stands for the mac before event 1."""

_COVERED = ("seq", "stream", "position", "kind", "on", "data", "recorded_at", "actor")


def link(event: Record, previous: str, seal: Seal) -> str:
    """The mac of `event` (a record of the event table), tied to the mac before it."""
    return seal.link(previous, _body(event))


def links(event: Record, previous: str, seal: Seal) -> bool | None:
    """Whether `event` is as it was written and follows `previous`; None if its key is unknown."""
    try:
        return seal.links(str(event["mac"]), previous, _body(event))
    except (TypeError, ValueError):
        # SQLite lets somebody put bytes or infinity where a text belongs.
        return False


def is_event(record: object) -> bool:
    """Whether something read from a file has the fields of a stored event."""
    return isinstance(record, Mapping) and record.keys() == {*_COVERED, "mac"}


def _body(event: Record) -> str:
    return canonical({name: event[name] for name in _COVERED})


@dataclass(frozen=True)
class Head:
    """The last event's seq and mac, and a mac of these two, so that an older head cannot be made up."""

    seq: int
    mac: str
    sealed_by: str

    @classmethod
    def of(cls, seq: int, mac: str, seal: Seal) -> Head:
        """The head of a chain that ends with this event."""
        return cls(seq, mac, seal.link("head", canonical([seq, mac])))

    def is_ours(self, seal: Seal) -> bool:
        """Whether this installation wrote it."""
        return bool(seal.links(self.sealed_by, "head", canonical([self.seq, self.mac])))


def first_head(seal: Seal) -> Head:
    """The head of a chain without events."""
    return Head.of(0, BEFORE_THE_FIRST, seal)

"""A financial year, as regulation 13 reports it: 1 April to 31 March. PURE."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

FIRST = 2006
"""SI 2006/1738 is in force from 1 September 2006."""


class NoSuchYear(ValueError):
    """A year that has not begun, or began before the regulations. `latest` is the newest there is."""

    def __init__(self, latest: int) -> None:
        super().__init__(f"a year from {FIRST} to {latest}")
        self.latest = latest


class Year(NamedTuple):
    """The year from 1 April `begins` on."""

    begins: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.begins, 4, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.begins + 1, 3, 31)


def latest(today: date) -> int:
    """The year that `today` is in."""
    return today.year if today >= date(today.year, 4, 1) else today.year - 1


def year(begins: int, today: date) -> Year:
    """The year, the one that still runs included. Raises `NoSuchYear`."""
    if not FIRST <= begins <= latest(today):
        raise NoSuchYear(latest(today))
    return Year(begins)

"""Where a figure, a rule or a number to ring comes from, and whether anybody checked it. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Source:
    """A citation a stranger can follow.

    `quote` is a few exact words of the source, `verified` whether its text was read by a person,
    `checked_on` when. An unverified source is never quoted to a child as law.
    """

    citation: str
    quote: str | None = None
    verified: bool = False
    checked_on: date | None = None
    href: str | None = None
    note: str | None = None

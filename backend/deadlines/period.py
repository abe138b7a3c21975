"""A length of time in a procedure. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["working_days", "months"]
Direction = Literal["after", "before"]


@dataclass(frozen=True)
class Period:
    """So many working days or calendar months, after a trigger or before it."""

    count: int
    unit: Unit = "working_days"
    direction: Direction = "after"

"""A length of time in a procedure. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal["working_days", "months"]
Direction = Literal["after", "before"]
DayOff = Literal["stands", "moves_on"]


@dataclass(frozen=True)
class Period:
    """So many working days or calendar months, after a trigger or before it.

    `trigger_on_day_off` settles what no text does: whether something received on a day that is not
    a working day counts from that day (`stands`: the earlier date, our choice) or is taken as
    received on the next working day (`moves_on`). It bears on working days counted forwards alone.
    """

    count: int
    unit: Unit = "working_days"
    direction: Direction = "after"
    trigger_on_day_off: DayOff = "stands"

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"a period is at least 1 long, not {self.count}")

"""The report as it may be published: the tables with their small numbers hidden. PURE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from backend.reports.count import Table
from backend.reports.suppress import Cell, Equation, hidden

TOTAL = "total"


@dataclass(frozen=True)
class Published:
    """One table as everybody may see it; None stands for a hidden number."""

    name: str
    of: str
    rows: Mapping[str, int | None]
    total: int | None


def published(tables: Sequence[Table]) -> tuple[Published, ...]:
    """The tables with every small number hidden, and as many more as keep it so."""
    numbers = cells(tables)
    kept_back = hidden(numbers, equations(tables))

    def shown(table: Table, row: str) -> int | None:
        return None if (table.name, row) in kept_back else numbers[table.name, row]

    return tuple(
        Published(table.name, table.of, {row: shown(table, row) for row in table.rows}, shown(table, TOTAL))
        for table in tables
    )


def cells(tables: Sequence[Table]) -> dict[Cell, int]:
    """Every number of the report."""
    return {
        (table.name, row): number
        for table in tables
        for row, number in {**table.rows, TOTAL: table.total}.items()
    }


def equations(tables: Sequence[Table]) -> list[Equation]:
    """All that a reader may take to add up.

    Each table to its total. What two tables count alike (`of`) to the same total. And what anybody who
    knows the procedure would set equal, wherever it happens to be so: complaints received and counted,
    the stages reached and the answers owed at them, and totals that agree by chance.
    """
    found: list[Equation] = [
        {**{(table.name, row): 1 for row in table.rows}, (table.name, TOTAL): -1} for table in tables
    ]
    found += [
        {(one.name, TOTAL): 1, (other.name, TOTAL): -1}
        for one, other in combinations(tables, 2)
        if one.total == other.total
    ]
    numbers = cells(tables)
    for sides in _ASSUMED:
        if sides.keys() <= numbers.keys() and not sum(sign * numbers[cell] for cell, sign in sides.items()):
            found.append(sides)
    return found


_ASSUMED: tuple[Equation, ...] = (
    {("received", "complaint"): 1, ("stage", TOTAL): -1},
    {("stage", "stage1"): 1, ("stage", "stage2"): 1, ("stage", "stage3"): 1, ("time1", TOTAL): -1},
    {("stage", "stage2"): 1, ("stage", "stage3"): 1, ("time2", TOTAL): -1},
    {("stage", "stage3"): 1, ("time3_panel", TOTAL): -1},
    {("stage", "stage3"): 1, ("time3", TOTAL): -1},
    # Where one clock of the panel was kept, or is over, the next has begun to run.
    *(
        {**{(one, row): 1 for row in over}, (following, TOTAL): -1}
        for one, following in (("time3_panel", "time3_findings"), ("time3_findings", "time3"))
        for over in (("in_time", "extended_in_time"), ("in_time", "extended_in_time", "late"))
    ),
)

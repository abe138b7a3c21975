"""Which numbers may be published, so that none of the small ones can be worked out. PURE.

A number from 1 to 4 is hidden: in a small place it points at somebody. Hiding it alone is not enough,
for a row can be got by subtraction from its total, or from another table over the same people. So
everything that is known to add up is written as an equation over all the numbers of the report, and
more is hidden until nobody who solves them can tell any hidden number, nor narrow one down to fewer than
`ROOM` values. Zeros are shown: nobody is behind one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from fractions import Fraction
from math import ceil, floor

SMALL = 5
"""Numbers below this, and above 0, are hidden."""
ROOM = 4
"""How many values at least a hidden number could have, for whoever knows all that is published."""

Cell = tuple[str, str]
"""A table's name and a row's; the row `total` is the table's sum."""
Equation = Mapping[Cell, int]
"""Numbers of the report, each with its sign, that add up to 0."""


def hidden(numbers: Mapping[Cell, int], equations: Sequence[Equation]) -> frozenset[Cell]:
    """The cells not to be published: the small ones, and those that would give one away."""
    kept_back = {cell for cell, number in numbers.items() if 0 < number < SMALL}
    while given_away := worked_out(numbers, kept_back, equations):
        beside = _beside(given_away, numbers, kept_back, equations)
        if not beside:
            # Everything that hangs together with it is hidden already; there is no more to tell.
            break
        kept_back.add(min(beside, key=lambda cell: (cell[1] == "total", numbers[cell], cell)))
    return frozenset(kept_back)


def _beside(
    given_away: Set[Cell], numbers: Mapping[Cell, int], kept_back: Set[Cell], equations: Sequence[Equation]
) -> set[Cell]:
    """The numbers still shown, zeros apart, that stand nearest to those given away.

    They may stand in no equation with one of them: it is told by hidden numbers, which others tell.
    """
    near: Set[Cell] = given_away
    while True:
        touching = [equation for equation in equations if near & equation.keys()]
        cells = {cell for equation in touching for cell in equation}
        shown = {cell for cell in cells - kept_back if numbers[cell]}
        wider = near | (cells & kept_back)
        if shown or wider == near:
            return shown
        near = wider


def worked_out(
    numbers: Mapping[Cell, int], kept_back: Set[Cell], equations: Sequence[Equation]
) -> frozenset[Cell]:
    """The hidden cells that somebody who has the rest can tell, or narrow down too far.

    They know that each hidden number is at least 1. Equations are solved for all of them, then bounds
    are carried from number to number until they stand still.
    """
    unknown = sorted(kept_back)
    rows = _solved([_row(equation, numbers, unknown) for equation in equations])
    least = dict.fromkeys(range(len(unknown)), Fraction(1))
    most: dict[int, Fraction | None] = dict.fromkeys(range(len(unknown)))
    changed = True
    while changed:
        changed = False
        for row in rows:
            for place in [place for place in least if row[place]]:
                low, high = _between(row, place, least, most)
                if low is not None and low > least[place]:
                    least[place], changed = low, True
                top = most[place]
                if high is not None and (top is None or high < top):
                    most[place], changed = high, True
    return frozenset(
        cell
        for place, cell in enumerate(unknown)
        if (top := most[place]) is not None and top - least[place] + 1 < ROOM
    )


Row = list[Fraction]
"""The factors of the unknown numbers, then what they add up to."""


def _row(equation: Equation, numbers: Mapping[Cell, int], unknown: Sequence[Cell]) -> Row:
    known = sum(sign * numbers[cell] for cell, sign in equation.items() if cell not in unknown)
    return [*(Fraction(equation.get(cell, 0)) for cell in unknown), Fraction(-known)]


def _solved(rows: list[Row]) -> list[Row]:
    """The equations as they were, and in reduced form, where what only all of them tell can be read."""
    reduced = [list(row) for row in rows]
    rank = 0
    for column in range(len(reduced[0]) - 1 if reduced else 0):
        pivot = next((row for row in range(rank, len(reduced)) if reduced[row][column]), None)
        if pivot is None:
            continue
        reduced[rank], reduced[pivot] = reduced[pivot], reduced[rank]
        by = reduced[rank][column]
        reduced[rank] = [value / by for value in reduced[rank]]
        for other in range(len(reduced)):
            if other != rank and (by := reduced[other][column]):
                reduced[other] = [
                    value - by * lead for value, lead in zip(reduced[other], reduced[rank], strict=True)
                ]
        rank += 1
    return rows + reduced[:rank]


def _between(
    row: Row, place: int, least: Mapping[int, Fraction], most: Mapping[int, Fraction | None]
) -> tuple[Fraction | None, Fraction | None]:
    """Between what this equation leaves the number at `place`, given the bounds of the others."""
    low: Fraction | None = row[-1]
    high: Fraction | None = row[-1]
    for other, factor in enumerate(row[:-1]):
        if other == place or not factor:
            continue
        top = most[other]
        at_least = least[other] * factor if factor > 0 else None if top is None else top * factor
        at_most = (None if top is None else top * factor) if factor > 0 else least[other] * factor
        high = None if high is None or at_least is None else high - at_least
        low = None if low is None or at_most is None else low - at_most
    factor = row[place]
    if factor < 0:
        low, high = high, low
    # They are whole numbers.
    return (
        None if low is None else Fraction(ceil(low / factor)),
        None if high is None else Fraction(floor(high / factor)),
    )

"""The points of a complaint as rows of a form: the words of each, and what would put it right. PURE."""

from __future__ import annotations

import re
from collections.abc import Mapping

FEW = 3
"""Rows there are at first, and that "more" adds."""
MOST = 50
MORE = "more_points"
"""The button that asks for more rows; nothing is recorded by it."""

_WORDS = re.compile(r"point\.(\d{1,2})\.words")


def rows(filled: Mapping[str, str]) -> range:
    """The numbers of the rows to show: those that were sent, and more where that was asked for."""
    sent = [int(match[1]) for name in filled if (match := _WORDS.fullmatch(name))]
    there = max(sent, default=FEW - 1) + 1
    return range(min(there + (FEW if filled.get(MORE) else 0), MOST))


def points(filled: Mapping[str, str]) -> list[dict[str, str]]:
    """The points filled in, in order; an empty row is none."""
    told = ({name: filled.get(f"point.{row}.{name}", "").strip() for name in _PARTS} for row in rows(filled))
    return [given for point in told if (given := {name: text for name, text in point.items() if text})]


_PARTS = ("words", "desired_outcome")

"""Text as our printed pages can draw it: typst refuses a page with a sign that none of its fonts has."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

_RANGES = Path(__file__).with_name("drawable.txt")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me")
"""Signs that show nothing by themselves: what joins, colours or directs others."""
BOX = "\N{WHITE SQUARE}"
"""Stands for a letter that cannot be drawn."""


def drawn(text: str) -> str:
    """The text with each picture named in words, each letter no font has as a box; lines stay.

    The words on the screen and in the record stay as they were typed.
    """
    return "".join(sign if sign == "\n" or sign in drawable() else _instead(sign) for sign in text)


def drawn_all(value: Any) -> Any:
    """The same with every text in what is to become JSON."""
    match value:
        case str():
            return drawn(value)
        case dict():
            return {name: drawn_all(each) for name, each in value.items()}
        case list() | tuple():
            return [drawn_all(each) for each in value]
    return value


def is_whole(text: str) -> bool:
    """Whether no letter of the text turns into a box."""
    return BOX not in drawn(text.replace(BOX, ""))


@cache
def drawable() -> frozenset[str]:
    """Every sign there is a shape for."""
    lines = (line for line in _RANGES.read_text("utf-8").splitlines() if not line.startswith("#"))
    found = re.findall(r"([0-9A-F]{4,6})(?:-([0-9A-F]{4,6}))?", " ".join(lines))
    return frozenset(
        chr(code) for first, last in found for code in range(int(first, 16), int(last or first, 16) + 1)
    )


def _instead(sign: str) -> str:
    if sign == "\t":
        return " "
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    simple = unicodedata.normalize("NFKC", sign)
    if simple != sign and all(each in drawable() for each in simple):
        return simple
    if unicodedata.category(sign).startswith("S"):
        return f"[{unicodedata.name(sign, 'sign').lower()}]"
    return BOX

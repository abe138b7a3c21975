"""A council's colour, made readable: as near to it as enough contrast allows (WCAG 2.2, 1.4.3 and 1.4.11).

PURE. Colours are three numbers from 0 to 255, or six hexadecimal digits where they come and go as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Colour = tuple[int, int, int]

ENOUGH = 4.5
"""The least contrast of words with what is behind them."""

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LIGHT = ((250, 246, 239), (255, 253, 249))
DARK = ((27, 33, 34), (37, 44, 45))
"""What lies behind words in chat.css: the paper and the surface, by day and by night."""

_SIX_DIGITS = re.compile(r"[0-9a-fA-F]{6}")


def read(text: str | None) -> Colour | None:
    """Six hexadecimal digits; None for anything else."""
    if text is None or not _SIX_DIGITS.fullmatch(text):
        return None
    return int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16)


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours differ in lightness, 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with a `share` (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def readable(colour: Colour, behind: Iterable[Colour], towards: Colour) -> Colour:
    """The colour, moved `towards` black or white until it can be read on everything that lies `behind`."""
    papers = tuple(behind)
    for step in range(101):
        moved = mixed(colour, towards, step / 100)
        if all(contrast(moved, paper) >= ENOUGH for paper in papers):
            return moved
    return towards


def style(colour: Colour) -> str:
    """The style sheet that puts a colour in the place of chat.css's own, by day and by night."""

    def rule(papers: tuple[Colour, Colour], share: float, towards: Colour) -> str:
        mine = mixed(colour, papers[0], share)
        accent = readable(colour, (*papers, mine), towards)
        return f":root{{--accent:{_written(accent)};--mine:{_written(mine)}}}"

    night = rule(DARK, 0.8, WHITE)
    return f"{rule(LIGHT, 0.88, BLACK)}\n@media (prefers-color-scheme: dark){{{night}}}\n"


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _written(colour: Colour) -> str:
    return f"#{colour[0]:02x}{colour[1]:02x}{colour[2]:02x}"

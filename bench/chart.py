"""Figures of ours and of what they are measured beside, as pairs of bars in one picture.

It shows nothing that the table does not say in figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

BAR, GAP, HIGH, TOP, LEFT = 26, 22, 120, 46, 16
"""Pixels: a bar's width, what is between two pairs, the highest bar, what is above and what is left of it."""
OURS, THEIRS = "#1d5c3a", "#a9a9a9"


@dataclass(frozen=True)
class Panel:
    """What is compared in one row of bars: a value of ours and one of theirs for each name.

    Theirs may be fewer: the last of ours then stand alone.
    """

    title: str
    names: Sequence[str]
    ours: Sequence[float]
    theirs: Sequence[float]


def chart(panels: Sequence[Panel], ours: str, theirs: str) -> str:
    """An SVG with a row of bars for each panel, and what the two inks mean."""
    row = TOP + HIGH + 34
    wide = max(LEFT + len(panel.names) * (2 * BAR + GAP) + 260 for panel in panels)
    high = row * len(panels) + 30
    body = "\n".join(
        f'<g transform="translate(0 {row * place})">{"".join(_panel(panel))}</g>'
        for place, panel in enumerate(panels)
    )
    key = "".join(
        f'<rect x="{x}" y="{high - 22}" width="12" height="12" fill="{ink}"/>'
        + _words(x + 18, high - 12, name)
        for x, ink, name in ((LEFT, OURS, ours), (LEFT + 150, THEIRS, theirs))
    )
    told = escape("; ".join(panel.title for panel in panels), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" role="img"'
        f' aria-label="{told}: {escape(ours)} beside {escape(theirs)}"'
        f' font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n{key}\n</svg>\n'
    )


def _panel(panel: Panel) -> Iterator[str]:
    """Bars from the ground up, each with its value above it; the highest fills the row."""
    most = max([*panel.ours, *panel.theirs])
    yield f'<text x="{LEFT}" y="20" font-weight="bold">{escape(panel.title)}</text>'
    for place, name in enumerate(panel.names):
        x = LEFT + place * (2 * BAR + GAP)
        for step, values, ink in ((0, panel.ours, OURS), (1, panel.theirs, THEIRS)):
            if place < len(values):
                tall = HIGH * values[place] / most
                left, above = x + step * BAR, TOP + HIGH - tall
                yield f'<rect x="{left}" y="{above:.1f}" width="{BAR - 2}" height="{tall:.1f}" fill="{ink}"/>'
                yield _words(left + BAR // 2 - 1, round(above) - 4, f"{values[place]:.0f}", "middle")
        yield _words(x + BAR - 1, TOP + HIGH + 16, name, "middle")


def _words(x: int, y: int, words: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'

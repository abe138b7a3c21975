"""The confusion matrix of the language model as a picture: meant downwards, understood across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from launch.scoring import NOT_UNDERSTOOD, Pair

CELL, LEFT, TOP = 16, 190, 190
RIGHT_INK, WRONG_INK = "#1d5c3a", "#b3261e"


def matrix(pairs: Sequence[Pair]) -> str:
    """An SVG; the fuller a cell the larger its share of the row, green where right and red where wrong."""
    meant = sorted({pair.meant for pair in pairs})
    understood = [
        *meant,
        *sorted({pair.understood for pair in pairs} - {*meant, NOT_UNDERSTOOD}),
        NOT_UNDERSTOOD,
    ]
    times = Counter((pair.meant, pair.understood) for pair in pairs)
    total = Counter(pair.meant for pair in pairs)
    parts = [_name(LEFT - 6, TOP + CELL * row + 12, name, "end") for row, name in enumerate(meant)]
    parts += [
        f'<g transform="translate({LEFT + CELL * column + 12} {TOP - 6}) rotate(-90)">{_name(0, 0, name)}</g>'
        for column, name in enumerate(understood)
    ]
    for row, wanted in enumerate(meant):
        for column, found in enumerate(understood):
            if count := times[wanted, found]:
                ink = RIGHT_INK if wanted == found else WRONG_INK
                shade = 0.15 + 0.85 * count / total[wanted]
                parts.append(
                    f'<rect x="{LEFT + CELL * column}" y="{TOP + CELL * row}" width="{CELL - 1}"'
                    f' height="{CELL - 1}" fill="{ink}" fill-opacity="{shade:.2f}">'
                    f"<title>{wanted} as {found}: {count} of {total[wanted]}</title></rect>"
                )
    wide, high = LEFT + CELL * len(understood) + 8, TOP + CELL * len(meant) + 8
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" role="img"'
        f' aria-label="Confusion matrix of {len(pairs)} texts" font-family="sans-serif" font-size="11">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{body}\n</svg>\n'
    )


def _name(x: int, y: int, name: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{name}</text>'

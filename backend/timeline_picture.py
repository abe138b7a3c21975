"""A picture of a complaint on a line of time: its stages and its clocks, as SVG. PURE.

Everything the picture shows stands in its description too, and no state is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from backend.cases.events import Event, awaits_agreement
from backend.cases.timeline import Deadline, Timeline

WIDTH, GUTTER, RIGHT = 1080, 200, 290
ROW, BAR, TOP = 30, 14, 64
INK, PAPER, LINE = "#1d1d1b", "#ffffff", "#b1b4b6"
FILL = {
    "running": "#1d70b8",
    "met": "#00703c",
    "missed": "#d4351c",
    "paused": "#8a6100",
    "stopped": "#6f777b",
}
STAGE_FILL = "#dbe6ef"
_BEGINS = {"received": 1, "stage2_requested": 2, "stage3_requested": 3}


@dataclass(frozen=True)
class Span:
    """A stage, from the day it began to the day it ended or is looked at."""

    stage: int
    begins: date
    ends: date


def stages(events: Iterable[Event], as_of: date) -> tuple[Span, ...]:
    """A complaint's stages up to the day it is looked at; each ends where the next begins."""
    begun = [
        (_BEGINS[event.kind], event.on)
        for event in events
        if event.kind in _BEGINS and not awaits_agreement(event)
    ]
    ends = [*(on for _, on in begun[1:]), as_of]
    return tuple(Span(stage, on, end) for (stage, on), end in zip(begun, ends, strict=False))


@dataclass(frozen=True)
class _Axis:
    """Where a day stands; days beyond either end stand at that end."""

    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(GUTTER + (WIDTH - GUTTER - RIGHT) * min(1.0, max(0.0, share)), 1)


def picture(title: str, spans: Sequence[Span], timeline: Timeline, as_of: date) -> str:
    """The whole SVG document."""
    axis = _axis(spans, timeline.deadlines, as_of)
    stages = TOP + ROW * bool(spans)
    height = stages + ROW * len(timeline.deadlines) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(description(spans, timeline, as_of))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        _text(16, 24, title, size=16),
        *_months(axis, height),
        *(_stage(span, axis) for span in spans),
        *(
            part
            for row, deadline in enumerate(timeline.deadlines)
            for part in _clock(deadline, axis, stages + ROW * row)
        ),
        _upright(axis.x(as_of), height, INK, dashes="4 3"),
        _text(axis.x(as_of) + 4, 40, f"looked at {_day(as_of)}"),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def description(spans: Sequence[Span], timeline: Timeline, as_of: date) -> str:
    """The picture in words, for whoever does not see it."""
    told = [f"Looked at {_day(as_of)}: stage {timeline.stage}, {_plain(timeline.status)}."]
    told += [f"Stage {span.stage}: {_day(span.begins)} to {_day(span.ends)}." for span in spans]
    told += [f"{_plain(deadline.clock).capitalize()}: {_label(deadline)}." for deadline in timeline.deadlines]
    return " ".join(told)


def _axis(spans: Sequence[Span], deadlines: Sequence[Deadline], as_of: date) -> _Axis:
    """From the first day to the last; the year-long clocks would make everything else small."""
    days = [as_of, *(day for span in spans for day in (span.begins, span.ends))]
    for deadline in deadlines:
        if deadline.unit != "months":
            days += [day for day in (deadline.due, deadline.started_on, deadline.ombudsman_expects) if day]
    return _Axis(min(days) - timedelta(days=3), max(days) + timedelta(days=3))


def _months(axis: _Axis, height: int) -> Iterator[str]:
    month = axis.first.replace(day=1)
    while month <= axis.last:
        if month >= axis.first:
            yield _upright(axis.x(month), height, LINE)
            yield _text(axis.x(month) + 3, TOP - 6, f"{month:%b %Y}")
        month = (month + timedelta(days=31)).replace(day=1)


def _stage(span: Span, axis: _Axis) -> str:
    x, end = axis.x(span.begins), axis.x(span.ends)
    bar = (
        f'<rect x="{x}" y="{TOP}" width="{max(2, end - x):.1f}" height="{ROW - 8}" '
        f'fill="{STAGE_FILL}" stroke="{INK}"/>'
    )
    return bar + _text(x + 4, TOP + 16, f"stage {span.stage}")


def _clock(deadline: Deadline, axis: _Axis, y: int) -> Iterator[str]:
    yield _text(16, y + BAR, _plain(deadline.clock))
    if deadline.due is not None and deadline.started_on is not None:
        x, end = sorted((axis.x(deadline.started_on), axis.x(deadline.due)))
        fill = FILL[deadline.state]
        yield (
            f'<rect x="{x}" y="{y + 3}" width="{max(2, end - x):.1f}" height="{BAR}" '
            f'fill="{fill}" fill-opacity="0.35" stroke="{fill}"/>'
        )
    if deadline.ombudsman_expects is not None:
        at = axis.x(deadline.ombudsman_expects)
        yield f'<path d="M{at} {y + 2} l6 8 l-6 8 l-6 -8 z" fill="{INK}"/>'
    yield _text(WIDTH - RIGHT + 8, y + BAR, _label(deadline), size=11)


def _label(deadline: Deadline) -> str:
    told = _plain(deadline.state)
    if deadline.due is not None:
        told = f"{told}, {_day(deadline.due)}"
    if deadline.ombudsman_expects is not None:
        told = f"{told} (Ombudsman {_day(deadline.ombudsman_expects)})"
    return told


def _upright(x: float, height: int, colour: str, dashes: str = "none") -> str:
    return (
        f'<line x1="{x}" y1="{TOP - 4}" x2="{x}" y2="{height - 8}" stroke="{colour}" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _text(x: float, y: float, words: str, size: int = 13) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{INK}">{escape(words)}</text>'


def _day(day: date) -> str:
    """`5 Jan 2027`."""
    return f"{day.day} {day:%b %Y}"


def _plain(name: str) -> str:
    """`stage1_response` as people write it."""
    return (
        name.replace("_", " ")
        .replace("stage1", "stage 1")
        .replace("stage2", "stage 2")
        .replace("stage3", "stage 3")
    )

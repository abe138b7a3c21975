"""Events as a spreadsheet, for a council's own case system. No word anybody wrote is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from backend.services.events_out import TOLD, Told

COLUMNS = (
    "council",
    "reference",
    "case",
    "position",
    "kind",
    "on",
    "recorded_at",
    *TOLD,
    "outcomes",
)


def as_csv(told: Iterable[Told]) -> str:
    """A line for each event, with the names the signed messages have; outcomes as `point:outcome`."""
    written = io.StringIO()
    lines = csv.DictWriter(written, COLUMNS, restval="")
    lines.writeheader()
    for one in told:
        line = one.as_json()
        outcomes = " ".join(f"{each['point']}:{each['outcome']}" for each in line.pop("outcomes", ()))
        lines.writerow({**line, "outcomes": outcomes})
    return written.getvalue()

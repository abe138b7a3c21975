"""The annual report as JSON and as a spreadsheet; the page is the console's."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from backend.services.reporting import Report

HIDDEN = "not shown"


def as_json(reports: Iterable[Report]) -> list[dict[str, Any]]:
    """Each council's tables; a number that is null is not shown."""
    return [
        {
            "council": report.council,
            "first": report.year.first,
            "last": report.year.last,
            "running": report.running,
            "tables": [
                {"table": table.name, "of": table.of, "rows": table.rows, "total": table.total}
                for table in report.tables
            ],
            "learned": [asdict(one) for one in report.learned],
        }
        for report in reports
    ]


def as_csv(reports: Iterable[Report]) -> str:
    """A line for each number, the same names as in JSON. Nothing in it is anybody's words."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(("council", "year", "table", "of", "row", "number"))
    for report in reports:
        for table in report.tables:
            for row, number in {**table.rows, "total": table.total}.items():
                shown = HIDDEN if number is None else number
                lines.writerow((report.council, report.year.begins, table.name, table.of, row, shown))
    return written.getvalue()

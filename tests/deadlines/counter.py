"""A second counter of working days, written apart from the product: it walks gov.uk's list day by day.

It shares no code with `backend.deadlines` and reads the stored list by itself.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

STORED = Path(__file__).parents[2] / "backend/deadlines/bank_holidays.json"

_LISTED = json.loads(STORED.read_text(encoding="utf-8"))["divisions"]["england-and-wales"]
BANK_HOLIDAYS = {date.fromisoformat(event["date"]) for event in _LISTED}


def is_working(day: date) -> bool:
    """Neither Saturday, Sunday nor on the list."""
    return day.isoweekday() <= 5 and day not in BANK_HOLIDAYS


def walk(start: date, working_days: int, step: int = 1) -> tuple[date, list[date], int]:
    """Go day by day: the day reached, the weekdays passed over on the way, the weekend days."""
    day, left, weekdays, weekends = start, working_days, [], 0
    while left:
        day += timedelta(days=step)
        if is_working(day):
            left -= 1
        elif day.isoweekday() <= 5:
            weekdays.append(day)
        else:
            weekends += 1
    return day, sorted(weekdays), weekends

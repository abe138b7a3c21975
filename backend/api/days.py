"""Days as callers write them: ISO 8601, and nothing that a lenient reader would take for one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from backend.cases.events import as_day
from backend.deadlines.calendar import OutsideCalendar


def _written(value: object) -> date:
    try:
        return as_day(value)
    except ValueError:
        raise ValueError("is a day written like 2026-03-31") from None


Day = Annotated[date, BeforeValidator(_written)]
"""A day of the calendar; a number or a time is not one."""


def known_days(outside: OutsideCalendar) -> str:
    """What to say where a day lies beyond those we can count."""
    return f"dates are known from {outside.first} to {outside.last}."

"""The one place where the time is read.

Two clocks. The *calendar* clock is what people live by: dates, sessions, drafts, retention. It may
be started elsewhere with `HEARD_NOW` and then runs on at normal speed. The *wall* clock is for
limits, retries and timeouts and never moves with it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """What services are given to know the time."""

    def now(self) -> datetime:
        """The calendar clock: an aware datetime in London."""
        ...

    def seconds(self) -> float:
        """The wall clock, in seconds, for limits and waits; only differences mean anything."""
        ...


def today(clock: Clock) -> date:
    """The day it is in London; 23:30 UTC on 31 March 2026 is already 1 April."""
    return clock.now().astimezone(LONDON).date()


def later(at: datetime, wait: timedelta) -> datetime:
    """So long after a moment, in London: an hour on its wall comes twice the night the clocks go back."""
    return (at.astimezone(UTC) + wait).astimezone(LONDON)


@dataclass(frozen=True)
class SystemClock:
    """The machine's clock, moved by a fixed amount."""

    moved_by: timedelta = timedelta()

    def now(self) -> datetime:
        return later(datetime.now(UTC), self.moved_by)

    def seconds(self) -> float:
        return time.time()


def started_at(heard_now: str | None) -> SystemClock:
    """The clock that reads `heard_now` at this moment, or the plain one where it is None.

    `heard_now` is ISO, London time unless it carries an offset. Raises ValueError if it is not.
    """
    if not heard_now:
        return SystemClock()
    wanted = datetime.fromisoformat(heard_now)
    wanted = wanted if wanted.tzinfo else wanted.replace(tzinfo=LONDON)
    return SystemClock(moved_by=wanted.astimezone(UTC) - datetime.now(UTC))

"""Whether, how and when a person may be written to, by what they said is safe. PURE.

No choice means that nothing is sent: what is new waits behind reference and key. A wish that only a person
can follow ("not when dad is home") is for the team to follow, so nothing goes out by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from backend.clock import LONDON
from backend.notify import Way
from backend.notify.govuk import MOBILE
from backend.notify.mail import ADDRESS

Why = Literal["no_choice", "not_said_to_be_safe", "in_words", "no_address", "no_way_here", "shared_address"]
"""Why nothing goes out by itself."""


@dataclass(frozen=True)
class Wish:
    """What a person said last of how to reach them."""

    method: str | None = None
    detail: str | None = None
    safe: bool = False
    """They said that it is safe to use."""
    when: str | None = None
    not_to: tuple[str, ...] = ()
    neutral: bool = False


@dataclass(frozen=True)
class Go:
    """It may go now, this way."""

    way: Way
    to: str
    neutral: bool


@dataclass(frozen=True)
class NotNow:
    """Not before this moment."""

    until: datetime


@dataclass(frozen=True)
class Waits:
    """It does not go by itself; it waits behind reference and key."""

    why: Why


_TIMES = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
"""Times that can be followed: `16:00-18:00`."""
_WAYS: dict[str, Way] = {"email": "email", "text": "text", "post": "post"}


def gate(
    wish: Wish,
    now: datetime,
    quiet: tuple[time, time],
    can: Callable[[Way], bool],
    *,
    harm_is_near: bool,
) -> Go | NotNow | Waits:
    """What may be done now.

    `quiet` is from when to when nobody is written to. `harm_is_near`: an alert of this case may name staff
    or a carer; then no paper goes to a shared house, and nothing on the outside says what it is about.
    """
    way = _WAYS.get(wish.method or "")
    if way is None or not wish.detail:
        return Waits("no_choice")
    if not wish.safe:
        return Waits("not_said_to_be_safe")
    times = _TIMES.fullmatch(wish.when.strip()) if wish.when else None
    if (
        (wish.when and times is None)
        or (way == "post" and (wish.not_to or wish.neutral))
        or wish.detail in wish.not_to
    ):
        return Waits("in_words")
    if way == "post" and harm_is_near:
        return Waits("shared_address")
    if not _is_address(way, wish.detail):
        return Waits("no_address")
    if not can(way):
        return Waits("no_way_here")
    if way != "post":
        hours = [_but(*quiet)]
        if times is not None:
            start, end = int(times[1]) * 60 + int(times[2]), int(times[3]) * 60 + int(times[4])
            hours.append((start, end))
        if (opens := _next(hours, now)) is None:
            return Waits("in_words")
        if opens > now:
            return NotNow(opens)
    return Go(way, wish.detail.strip(), wish.neutral or bool(wish.not_to) or harm_is_near)


def _is_address(way: Way, detail: str) -> bool:
    if way == "email":
        return ADDRESS.fullmatch(detail.strip()) is not None
    if way == "text":
        return MOBILE.fullmatch(re.sub(r"[\s()-]", "", detail)) is not None
    return True


_DAY = 24 * 60


def _but(start: time, end: time) -> tuple[int, int]:
    """The minutes of a day outside a stretch of it: from its end to its start."""
    return end.hour * 60 + end.minute, start.hour * 60 + start.minute


def _next(hours: list[tuple[int, int]], now: datetime) -> datetime | None:
    """The first moment from now, by the minute, that lies within all of these; None if there is none."""
    local = now.astimezone(LONDON)
    at = local.hour * 60 + local.minute
    for minutes in range(_DAY):
        if all(_within(hour, (at + minutes) % _DAY) for hour in hours):
            if minutes == 0:
                return now
            return local.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return None


def _within(hour: tuple[int, int], minute: int) -> bool:
    start, end = hour
    return start <= minute < end if start < end else minute >= start or minute < end

"""What a council fills in before its doors open: who is told of harm, when people may be written to.

It is data in the store, one row a council. The row of `england` says who is told where nobody knows
which council it is. What nobody filled in has the value written here, which is ours and no council's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from backend.notify.govuk import MOBILE
from backend.notify.mail import ADDRESS
from backend.services.installation import Installation
from backend.services.once import Once, done_before
from backend.store import Transaction
from backend.store.rows import CouncilSettings

EVERYWHERE = "england"
"""Whose settings stand for what belongs to no council."""

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Address = Annotated[str, Field(max_length=254, pattern=rf"^{ADDRESS.pattern}$")]
Mobile = Annotated[str, Field(max_length=20, pattern=rf"^{MOBILE.pattern}$")]


class _Filled(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hours(_Filled):
    """Some days of the week from a time to a time; one that ends before it starts ends the next day."""

    days: tuple[Day, ...] = Field(min_length=1)
    start: time
    end: time
    bank_holidays: bool = False
    """Whether it holds on bank holidays too."""


class Contact(_Filled):
    """Somebody who is told of an alert, and when: at any time, where no hours are given."""

    name: Line
    email: Address | None = None
    text: Mobile | None = None
    hours: tuple[Hours, ...] = ()
    apart: bool = False
    """Works outside every team that may be complained of, and alone reads what is sent here.

    Only such a person is told where the harm named is by staff or a carer.
    """

    @model_validator(mode="after")
    def _can_be_reached(self) -> Contact:
        if self.email is None and self.text is None:
            raise ValueError("needs an e-mail address or a mobile number")
        return self


class Letterhead(_Filled):
    """Who letters and messages come from."""

    lines: tuple[Line, ...] = Field(min_length=1, max_length=8)
    """Name and address, as on the council's own paper."""
    reply_to: Address | None = None
    """Where an answer to an e-mail goes; without it nobody reads one."""


class Retention(_Filled):
    """How long the words of a case stay after it ended, and the reason on record.

    It stands before what the procedure file says; `alert_years` likewise, for the words of an alert.
    """

    years: int = Field(ge=1, le=100)
    basis: Line
    alert_years: int | None = Field(default=None, ge=1, le=150)


class Privacy(_Filled):
    """What the privacy notice says of this council (UK GDPR, Article 13)."""

    officer: tuple[Line, ...] = Field(min_length=1, max_length=8)
    """The data protection officer, and how they are reached, a line each."""
    ground: Line
    """The lawful ground the council uses what is written on, as its officer put it."""


class Access(_Filled):
    """What the accessibility statement says of this council (SI 2018/952, regulation 8)."""

    told: tuple[Line, ...] = Field(min_length=1, max_length=8)
    """Whom people tell of what they cannot use, and how, a line each."""
    reviewed_on: date
    """When the council last looked at the statement."""


class Opening(_Filled):
    """Everything one council filled in."""

    duty: tuple[Contact, ...] = Field(default=(), max_length=20)
    """Who is told first."""
    cover: tuple[Contact, ...] = Field(default=(), max_length=20)
    """The second person, told where the first has not acknowledged in time or nobody is on duty."""
    urgent_minutes: int = Field(default=15, ge=1, le=24 * 60)
    """After so long without acknowledgement an urgent alert goes to the cover."""
    concern_hours: int = Field(default=24, ge=1, le=14 * 24)
    """And a concern."""
    team: Address | None = None
    """The complaints team's mailbox, where a date that comes near is chased."""
    chase_days: int = Field(default=2, ge=1, le=10)
    """So many working days before a date its team is reminded of it."""
    quiet_from: time = time(20)
    quiet_until: time = time(8)
    """Between these nobody is written to; what is due waits."""
    letterhead: Letterhead | None = None
    retention: Retention | None = None
    privacy: Privacy | None = None
    access: Access | None = None

    @model_validator(mode="after")
    def _leaves_hours_to_write_in(self) -> Opening:
        if self.quiet_from == self.quiet_until:
            raise ValueError("quiet_from and quiet_until are the same: no time is left to write in")
        return self


class OpeningMistake(ValueError):
    """What was sent cannot be a council's settings; the message says where and how, never what was sent.

    `places` are the fields that are wrong: `duty.0.email`.
    """

    def __init__(self, message: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.places = places


class ChangedSince(Exception):
    """Somebody else changed the settings since they were looked at."""


def checked(value: Mapping[str, Any]) -> Opening:
    """The settings somebody sent. Raises `OpeningMistake`."""
    try:
        return Opening.model_validate(value)
    except ValidationError as mistake:
        errors = mistake.errors(include_input=False, include_url=False, include_context=False)
        places = tuple(".".join(map(str, error["loc"])) or "all" for error in errors)
        told = "; ".join(f"{place}: {error['msg']}" for place, error in zip(places, errors, strict=True))
        raise OpeningMistake(told, places) from None


def of(tx: Transaction, council: str | None) -> Opening:
    """What a council filled in; where nobody knows the council, what stands for all."""
    row = tx.settings.of(council or EVERYWHERE)
    return Opening.model_validate(row.value) if row else Opening()


def keep(
    inst: Installation,
    council: str,
    value: Mapping[str, Any],
    actor: str,
    seen_at: str | None = None,
    once: Once | None = None,
) -> Opening:
    """Fill in a council's settings, in the place of those before. Raises `OpeningMistake`.

    `seen_at` is when those that the sender saw had been changed (`Seen.mark`); where others stand there by
    now, `ChangedSince` is raised; `KeyReused` as everywhere. The change is an event of the chained record,
    without what was changed.
    """
    opening = checked(value)
    now = inst.clock.now()
    row = CouncilSettings(council, opening.model_dump(mode="json", exclude_defaults=True), now, actor)
    with inst.store.begin() as tx:
        if done_before(inst, tx, once) is not None:
            return opening
        before = tx.settings.of(council)
        if seen_at is not None and seen_at != _mark(before.changed_at if before else None):
            raise ChangedSince
        tx.settings.keep(row)
        tx.events.append(f"council:{council}", "settings_changed", inst.today(), {}, actor, now)
    return opening


@dataclass(frozen=True)
class Seen:
    """A council's settings as whoever keeps them sees them."""

    settings: Opening
    missing: tuple[str, ...]
    changed_at: datetime | None

    @property
    def mark(self) -> str:
        """By which it is known again."""
        return _mark(self.changed_at)


def _mark(changed_at: datetime | None) -> str:
    return changed_at.astimezone(UTC).isoformat() if changed_at else ""


def seen(inst: Installation, council: str) -> Seen:
    """What this council filled in, and what is missing still."""
    with inst.store.read() as tx:
        row, opening = tx.settings.of(council), of(tx, council)
    return Seen(opening, tuple(missing(inst, council, opening)), row.changed_at if row else None)


def missing(inst: Installation, council: str, opening: Opening) -> Iterator[str]:
    """What must still be filled in before this council opens, each by a short name."""
    named = (*opening.duty, *opening.cover)
    reached = [one for one in named if _reached(inst, one)]
    unreached = [one for one in named if not _reached(inst, one)]
    if not opening.duty:
        yield "duty"
    if not opening.cover:
        yield "cover"
    if named and not any(one.apart for one in reached):
        yield "duty_apart"
    if unreached:
        yield "way_to_duty"
    if council != EVERYWHERE:
        for name in ("team", "letterhead", "retention", "privacy", "access"):
            if getattr(opening, name) is None:
                yield name


def _reached(inst: Installation, contact: Contact) -> bool:
    return bool((contact.email and inst.post.can("email")) or (contact.text and inst.post.can("text")))

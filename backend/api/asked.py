"""What the holder of a case sends."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from backend.cases.acts import ContactMethod, Print
from backend.cases.events import as_day

Free = Annotated[str, Field(min_length=1, max_length=20_000, pattern=r"\S")]
"""A story: as long as the chat keeps it whole."""
Line = Annotated[str, Field(min_length=1, max_length=1_000, pattern=r"\S")]
PointId = Annotated[str, Field(min_length=1, max_length=40)]
Day = Annotated[date, BeforeValidator(as_day)]


class Asked(BaseModel):
    """No field but those named, each of its very type."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Pair(Asked):
    """What a receipt gave."""

    reference: str = Field(min_length=1, max_length=100)
    key: str = Field(min_length=1, max_length=200)


class Escalation(Asked):
    """On to the next stage."""

    stage: Literal[2, 3]
    reason: Free | None = None
    desired_outcome: Free | None = None
    points: list[PointId] = Field([], max_length=100)
    skip_stage1: bool = False


class Withdrawal(Asked):
    """Stop it, or some points of it."""

    reason: Free | None = None
    points: list[PointId] = Field([], max_length=100)
    pressed_by_somebody: bool | None = None


class Nothing(Asked):
    """An empty body."""


class AdvocateAsked(Asked):
    """An advocate: one, another, or none any more."""

    ask: Literal["request", "change", "stop"]
    whom: Literal["me", "child"] = Field("me", alias="for")
    wishes: Free | None = None


class Text(Asked):
    """Words."""

    text: Free


class ContactAsked(Asked):
    """How to be reached from now on, and how not."""

    method: ContactMethod
    detail: Line | None = None
    when: Line | None = None
    not_to: list[Line] = Field([], max_length=20)
    neutral: bool = False
    letters: Print | None = None


class PauseAsked(Asked):
    """A decision that should wait."""

    decision: Free
    happens_on: Day | None = None


class MediationAsked(Asked):
    """A talk with somebody who takes no side, or a meeting."""

    kind: Literal["mediation", "meeting"]
    text: Free | None = None


class AccessAsked(Asked):
    """A key for somebody else. `hide` names parts of the case, or points by their id."""

    viewer: Literal["advocate", "child"]
    hide: list[PointId] = Field([], max_length=100)


class FileAsked(Asked):
    """Which file: as it is named among the case's documents, or `calendar` and `summary` at any time."""

    file: str = Field(pattern=r"^(calendar|summary|letter-[0-9]{1,6})$")

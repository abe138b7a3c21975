"""What the staff API is sent."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.cases.viewers import Side
from backend.contract import AgeBand
from backend.eligibility.question import About, Agrees, ChildIs, Relationship, Role
from backend.services.erasing import Why

Free = Annotated[str, Field(min_length=1, max_length=20_000)]
Line = Annotated[str, Field(min_length=1, max_length=1_000)]
Way = Literal["phone", "letter", "text", "in_person", "email"]
"""How a complaint reached the team."""
KindOfCase = Literal[
    "complaint",
    "comment",
    "compliment",
    "enquiry",
    "advocate_request",
    "call_back",
    "about_earlier_complaint",
]


class SignIn(BaseModel):
    """Who wants to sign in; `code` is the second factor's."""

    model_config = ConfigDict(extra="forbid", strict=True)

    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=1, max_length=200)
    code: str | None = Field(None, max_length=20)


class EventAsked(BaseModel):
    """An event to record, with the fields of its kind beside these.

    `version` is the case's as the sender saw it. For `statement_agreed` it is the statement's own, and the
    case's is `case_version`, which every kind may use.
    """

    model_config = ConfigDict(extra="allow")

    kind: str = Field(max_length=40)
    on: str = Field(max_length=10)
    version: int | str | None = None
    case_version: int | None = Field(None, strict=True)


class TextAsked(BaseModel):
    """Words for a note."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Free


class MessageAsked(TextAsked):
    """Words to whoever made the complaint, or to the child; the one never sees what the other is told."""

    to: Side = "complainant"
    translated: Free | None = None
    """The same in the language that whoever made the complaint reads, where that is not English."""


class KeyAsked(BaseModel):
    """Whose key: that of whoever made the complaint, or one of the child's own."""

    model_config = ConfigDict(extra="forbid", strict=True)

    viewer: Side = "complainant"


class PointAsked(BaseModel):
    """One point of a complaint, with what is wished for it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    words: Free
    desired_outcome: Free | None = None


class ChildAsked(BaseModel):
    """One of several children, by first name."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Line | None = None
    child_is: ChildIs | None = None
    child_agrees: Agrees | None = None


class WhenAsked(BaseModel):
    """When it happened: the person's words, and the days understood."""

    model_config = ConfigDict(extra="forbid")

    words: Line | None = None
    earliest: date | None = Field(None, alias="from")
    latest: date | None = Field(None, alias="to")

    def possible(self, told_on: date) -> bool:
        """Whether it begins before it ends, and both no later than it was told."""
        days = [self.earliest or date.min, self.latest or self.earliest or date.min, told_on]
        return days == sorted(days)


class ComplaintTaken(BaseModel):
    """A complaint told to the team by phone, letter, text, e-mail or in person."""

    model_config = ConfigDict(extra="forbid")

    council: str | None = Field(None, max_length=40)
    """May be left out by who works for one council alone."""
    by: Way
    kind: KindOfCase = "complaint"
    received_on: date | None = None
    route: Literal["statutory", "corporate"] = "statutory"
    role: Role
    relationship: Relationship | None = None
    child_is: ChildIs | None = None
    child_agrees: Agrees | None = None
    about: About | list[About] | None = None
    age_band: AgeBand | None = None
    what_happened: Free
    desired_outcome: Free | None = None
    points: list[PointAsked] = Field([], max_length=100)
    children: list[ChildAsked] = Field([], max_length=100)
    when_happened: WhenAsked | None = None
    why_late: Free | None = None
    wants_advocate: Literal["yes", "no", "dont_know"] | None = None
    name: Line | None = None
    child_name: Line | None = None
    contact_method: Literal["none", "email", "text", "phone", "post", "other"] | None = None
    contact_detail: Line | None = None
    safe_to_contact: Line | None = None
    language: str | None = Field(None, max_length=35)
    """In which language they read, as a BCP 47 tag: they are written to in it, where there are words."""
    interpreter: Line | None = None
    """Into which language or sign language somebody has to interpret for them, if any."""


class Reason(BaseModel):
    """Why a case is held, or held no more."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: Line


class ErasureAsked(BaseModel):
    """Why a case's words are to be erased."""

    model_config = ConfigDict(extra="forbid", strict=True)

    why: Why


class LearningAsked(BaseModel):
    """What people said and what the council did, for everybody to read."""

    model_config = ConfigDict(extra="forbid", strict=True)

    you_said: Line
    we_did: Line


class Colleague(BaseModel):
    """A colleague, by the address they sign in with."""

    model_config = ConfigDict(extra="forbid", strict=True)

    email: str = Field(min_length=3, max_length=254)


class Acknowledge(BaseModel):
    """A note of what is being done, if any."""

    model_config = ConfigDict(extra="forbid", strict=True)

    note: Free | None = None

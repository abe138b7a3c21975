"""A council as people meet it: its names, how to reach it, who can help, what its document leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backend.source import Source

When = Literal["any_time", "day", "out_of_hours"]
ContactKind = Literal["phone", "email", "post", "web", "text", "app"]


@dataclass(frozen=True)
class Contact:
    """One way to reach somebody, as a source gives it."""

    value: str
    source: Source

    @property
    def verified(self) -> bool:
        """Whether somebody read the source; what is not verified is not shown."""
        return self.source.verified


@dataclass(frozen=True)
class Line:
    """A number to ring, or a service to write to, in need.

    `id` names it to the wording (`childline`). `who_for` holds words of `WHO_FOR`, `about` of `ABOUT`.
    """

    id: str
    name: str
    contacts: Mapping[ContactKind, Contact]
    when: When = "any_time"
    who_for: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    free: bool = False

    @property
    def shown(self) -> Mapping[ContactKind, Contact]:
        """What of it may be shown to a person: the verified ways alone."""
        return {kind: contact for kind, contact in self.contacts.items() if contact.verified}


WHO_FOR = ("child", "family", "adult", "everybody")
ABOUT = ("danger", "harm", "health", "feelings", "complaint", "advice", "advocacy", "data", "provider")


@dataclass(frozen=True)
class Advocacy:
    """Who speaks up for a child here. `provider` is None where no source names one.

    `how` holds words of `ADVOCACY_HOW`: the ways to an advocate, the independent ones first.
    """

    provider: str | None
    how: tuple[str, ...]
    contacts: Mapping[ContactKind, Contact]
    source: Source


ADVOCACY_HOW = ("complaints_team", "directly", "social_worker", "carer", "somebody_for_you")


@dataclass(frozen=True)
class Note:
    """Something a document leaves open or says against another or the law, and how it is settled here.

    `settles` names the contradictions of the field notes (`X01`); `settled` the choice and its reason.
    """

    topic: str
    says: str
    settled: str
    settles: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True)
class Council:
    """A council that can be complained to. `england` stands for any other, with the national rules alone.

    `places` are towns and districts in it by which people find it: geography, not procedure.
    """

    id: str
    name: str
    team: str | None
    contacts: Mapping[ContactKind, Contact]
    advocacy: Advocacy
    places: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    emergency: tuple[Line, ...] = ()
    helplines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def also(self) -> tuple[str, ...]:
        """Everything else people may call it by: short and former names, then places in it."""
        return (*self.known_as, *self.former_names, *self.places)

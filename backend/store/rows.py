"""The rows the store hands out and takes: frozen, plain, free of SQL.

Every field that may hold what a person typed, a name or a contact is marked *sealed*: it is plain
here and encrypted in the database (`backend.store.sealing`). Timestamps are aware datetimes of the
calendar clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal


@dataclass(frozen=True)
class ChatSession:
    """A conversation at the gateway. Only the hash of its token is kept."""

    id: str
    token_hash: str
    sender: str
    """Rasa's sender id, 32 hex digits; never leaves the server."""
    council: str | None
    """The council of the page the chat was opened on."""
    locale: str
    age_band: str
    band_chosen: bool
    """Whether the person (or their role) set the band; until then the voice is `teen`."""
    opened_at: datetime
    used_at: datetime
    expires_at: datetime
    draft_id: str | None = None
    case_id: str | None = None
    """The case opened in this conversation by reference and key."""
    key_id: str | None = None
    """The key it was opened with, where that was not the complainant's own."""
    state: Mapping[str, Any] = field(default_factory=dict)
    """Sealed. The gateway's own: choices offered, what safety holds back."""


@dataclass(frozen=True)
class Turn:
    """One message of the person and what was answered; or the opening, with no message of theirs."""

    session_id: str
    message_id: str
    position: int
    body_digest: str
    """SHA-256 of the request's body; the same id with another body is a conflict."""
    at: datetime
    text: str | None = None
    """Sealed. Exactly as typed."""
    choice: Mapping[str, Any] | None = None
    """Sealed. `{"means": {...}, "title": key, "facts": {...}}` of the button pressed."""
    says: Sequence[Mapping[str, Any]] = ()
    """Sealed. The answer as keys and facts, to be rendered again in the voice of now."""
    step: Mapping[str, Any] | None = None
    """Sealed. What the plan answered to this message id, so that asking twice does nothing twice."""
    answer: bytes | None = None
    """The rendered answer, encrypted by the gateway under a key only the token gives; None until done."""


@dataclass(frozen=True)
class DraftRow:
    """A journey under way. `data` is `journeys.Draft` as JSON."""

    id: str
    journey: str
    data: Mapping[str, Any]
    """Sealed."""
    council: str | None
    updated_at: datetime
    reference: str | None = None
    key_hash: str | None = None
    case_id: str | None = None
    """The case it became."""


@dataclass(frozen=True)
class StoredEvent:
    """One event of a case or of an alert's own stream, as the chain holds it."""

    seq: int
    """One sequence over the whole installation, from 1, without gaps."""
    stream: str
    """The case's id, or `alert:<id>`."""
    position: int
    """From 1 within its stream."""
    kind: str
    on: date
    data: Mapping[str, Any]
    """Never a word a person typed: `{"words": <digest>}` stands for them."""
    recorded_at: datetime
    actor: str
    """`person`, `advocate:<access>`, `child:<access>`, `staff:<id>`, `worker`, `gateway`."""
    mac: str


Why = Literal[
    "changed",
    "missing",
    "added",
    "key_unknown",
    "head_missing",
    "head_changed",
    "head_file",
    "words_missing",
    "case_missing",
]


@dataclass(frozen=True)
class FirstBad:
    """Where the chain of events stops being what was written."""

    seq: int
    stream: str | None
    """None where the event is gone and nothing left tells whose it was."""
    position: int | None
    why: Why
    """`changed`: edited, moved or put in between. `missing`: taken out, the last ones included.
    `added`: put behind the last one. `key_unknown`: linked under a secret not given here.
    `head_missing`, `head_changed`: the stored head of the chain. `head_file`: the head kept outside
    the database cannot be read. `words_missing`: the event is whole, and words it stands for are gone or are
    not the same, though nobody erased them. `case_missing`: the case it opened is in no list any more."""


@dataclass(frozen=True)
class Verdict:
    """Whether the chain of events is whole."""

    whole: bool
    events: int
    """How many are stored."""
    first_bad: FirstBad | None = None


@dataclass(frozen=True)
class CaseRow:
    """The projection of a case's events that lists search; written in the same transaction."""

    id: str
    reference: str
    kind: str
    council: str
    route: str
    """The route it began on, by whose terms its events are read; its timeline says where it went."""
    stage: int
    status: str
    version: int
    received_on: date
    opened_at: datetime
    role: str
    relationship: str | None
    next_clock: str | None = None
    next_due: date | None = None
    key_hash: str | None = None
    opened_from: str | None = None
    """The draft it came from; unique, so that one draft opens one case."""
    told: Mapping[str, str] = field(default_factory=dict)
    """The running clocks' dates (ISO) as they were when the case last changed: what people were told."""
    erased_on: date | None = None
    """The day its words were erased; what happened, and when, stays."""


@dataclass(frozen=True)
class CasePage:
    """One page of a list of cases, the earliest due first, those with nothing due last."""

    cases: Sequence[CaseRow]
    total: int
    page: int
    """From 1."""
    pages: int
    """As many as `total` fills; where there are `more`, this page is never the last of them."""
    more: bool
    """Whether there are more than `total`, which were not counted."""


@dataclass(frozen=True)
class Access:
    """A key was shown: for a while its holder sees a case. Only the hash of the token is kept."""

    token_hash: str
    case_id: str
    expires_at: datetime
    key_id: str | None = None
    """The `CaseKey` that was shown; None for the complainant's own."""


@dataclass(frozen=True)
class CaseKey:
    """A key to a case that is not the complainant's own: whose it is, and what they may not see."""

    id: str
    case_id: str
    viewer: Literal["advocate", "child"]
    side: Literal["complainant", "child"]
    """On whose side the holder looks and acts."""
    hide: Sequence[str]
    """What the giver keeps to themselves: names of parts, ids of points."""
    given_by: str
    """The actor who gave it, as events name them."""
    given_at: datetime
    hint: int
    """A few bits of the key, different for each living key of a case: which hash a try is held against."""
    key_hash: str
    ended_at: datetime | None = None

    @property
    def actor(self) -> str:
        """Its holder, as events name them."""
        return f"{self.viewer}:{self.id}"


@dataclass(frozen=True)
class FileAddress:
    """A one-time address of a file of a case. Only the hash of its token is kept."""

    token_hash: str
    case_id: str
    file: str
    locale: str
    age_band: str
    expires_at: datetime
    key_id: str | None = None


@dataclass(frozen=True)
class Alert:
    """Somebody may be at risk: what was said, where, and who has seen it."""

    id: str
    at: datetime
    council: str | None
    tier: str
    words: str
    """Sealed. Verbatim."""
    session_id: str | None
    draft_id: str | None
    case_id: str | None
    phrases: Sequence[str] = ()
    """The ids of the phrases heard, `model:<intent>`, or `told:<what>` for a worry that was named as such."""
    names_staff_or_carer: bool = False
    asked: str | None = None
    """Sealed. What they had last been asked or told, in English; None where it was in no chat."""
    role: str | None = None
    """Who speaks and of what age, as far as they told it."""
    age_band: str | None = None
    told_at: datetime | None = None
    """When the first message of it was taken to be delivered; None while nobody outside was told of it as
    it is now."""
    escalated_at: datetime | None = None
    """When a second person was to be told, because the first had not acknowledged it in time."""
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None

    @property
    def told_as(self) -> tuple[str, bool]:
        """What decides who is told and how: where this changes, they are told anew."""
        return self.tier, self.names_staff_or_carer


@dataclass(frozen=True)
class OutboxRow:
    """Something to be done once, after the transaction that asked for it."""

    id: str
    kind: str
    body: Mapping[str, Any]
    """Sealed."""
    due_at: datetime
    tries: int = 0
    done_at: datetime | None = None
    leased_until: datetime | None = None
    """Until then it is one worker's own; after that, whoever held it was killed."""
    trouble: str | None = None
    """Why the last try failed, as a short code; on a row that is done: why it was given up."""


@dataclass(frozen=True)
class CouncilSettings:
    """What one council filled in before it opened; `england` holds what is for all of them."""

    council: str
    value: Mapping[str, Any]
    """Sealed."""
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True)
class StaffRow:
    """Somebody who works for a council. Only hashes of the address and the password are looked up."""

    id: str
    email_hash: str
    email: str
    """Sealed."""
    password_hash: str
    councils: Sequence[str]
    roles: Sequence[str]
    opened_at: datetime
    second_factor: str | None = None
    """The secret of their authenticator, sealed; None where there is none."""
    factor_step: int = 0
    """The half minute whose code was used last: a code is good once."""
    answers_to: str | None = None
    """The id of the colleague they answer to, where that was told."""


@dataclass(frozen=True)
class StaffLogin:
    """One sign-in. Only the hash of its token is kept."""

    token_hash: str
    staff_id: str
    opened_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class KeptApart:
    """A colleague whom a case is kept from."""

    case_id: str
    staff_id: str


@dataclass(frozen=True)
class StaffRequest:
    """A request that was done, under the key its sender gave it."""

    id: str
    """A hash of the sender and the key."""
    body_digest: str
    case_id: str
    at: datetime

"""The shapes that cross a border: what the backend promises to whoever calls it.

Nothing but models: no decision, no sentence. `bot/actions` sees this module alone.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

# --- Bot API: from an action to the backend, on the inner port only -------------------------------------

Move = Literal["begin", "step", "answer", "unsure"]
"""What an action asks of the plan."""


class BotTurn(BaseModel):
    """One message as an action passes it on: whose, which and what it was understood as; never its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: str = Field(pattern=r"^[0-9a-f]{32}$")
    """The gateway's name for the conversation; 128 bits, known to no client."""
    message_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    """Finds the stored turn, and makes a second call with the same id do nothing twice."""
    intent: str
    confidence: float = Field(ge=0.0, le=1.0)
    wants_to_know: str = ""
    """What it asks of the chat, by its name in bot/data/asked; "none": surely nothing; "": unsure."""


class BotReply(BaseModel):
    """What the conversation does next."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    handled: bool
    """False: this was a question for information; a rule answers it and the form asks again."""
    done: bool
    """True: nothing more is asked; the form ends."""
    question: str | None = None
    """The name of the question that is open now (`asks`), None where none is."""
    messages: list[dict[str, Any]] = []
    """Each a `Say` as JSON (`backend.say.as_json`)."""


# --- Every address ------------------------------------------------------------------------------------------


class ProblemOut(BaseModel):
    """RFC 9457: what went wrong, in a sentence a person can act on; a few have fields of their own."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


class Health(BaseModel):
    """`live`, or `ready`."""

    status: Literal["live", "ready"]


# --- Public: the chat ---------------------------------------------------------------------------------------

AgeBand = Literal["child", "teen", "adult"]


class OfferedChoice(BaseModel):
    """A button: an opaque id, good for this message alone, its title, and the wording key of the title."""

    id: str
    title: str
    say: str


class MessageLink(BaseModel):
    """A link under a message; `tel:` and `sms:` among them, and our own pages, which begin with `/`."""

    title: str
    href: str


class Progress(BaseModel):
    """Step 2 of 5."""

    step: int
    of: int


class Receipt(BaseModel):
    """What to keep to come back. `key` is told once; afterwards it is null."""

    kind: Literal["case", "draft"]
    reference: str
    key: str | None


class Message(BaseModel):
    """One message of either side, in the voice of now."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    sender: Literal["assistant", "person"] = Field(alias="from")
    at: datetime
    lang: str
    dir: Literal["ltr", "rtl", "auto"]
    draft: bool
    say: str | None
    text: str
    english: str | None
    """What `text` ends with, where the checked English is said below a machine's draft."""
    choices: list[OfferedChoice]
    asks: str | None
    input: Literal["choice", "text", "date", "contact", "none"]
    progress: Progress | None
    tone: Literal["normal", "concern", "urgent"]
    links: list[MessageLink]
    receipt: Receipt | None


class ChatMessages(BaseModel):
    """Messages, oldest first, and the voice they are in."""

    messages: list[Message]
    locale: str
    age_band: AgeBand


class ChatAnswer(ChatMessages):
    """What one message got, and when the chat ends if it is not used again."""

    expires_at: datetime


class ChatOpened(ChatAnswer):
    """A new chat; `token` is told once."""

    token: str


# --- Public: councils, clocks and cases ---------------------------------------------------------------------


class SourceOut(BaseModel):
    """Where a figure comes from, a few exact words of it, and whether a person read them there."""

    citation: str
    quote: str | None
    verified: bool


class SkippedDay(BaseModel):
    """A weekday that did not count, and why."""

    date: date
    why: str


class DeadlineOut(BaseModel):
    """One clock: when it ends, why, and whose job it is."""

    clock: str
    due: date | None
    started_on: date | None
    started_by: str | None
    length: int | None
    unit: Literal["working_days", "months"]
    direction: Literal["after", "before"]
    binds: Literal["council", "complainant", "panel"]
    nature: Literal["statutory", "local", "recommended", "ours", "none"]
    state: Literal["running", "met", "missed", "paused", "stopped", "not_started"]
    met_on: date | None
    extended_from: date | None
    past_longest: date | None
    """The longest that the procedure allows, where the date it was given lies later."""
    skipped: list[SkippedDay]
    skipped_weekends: int
    holidays_from: list[str]
    ombudsman_expects: date | None
    source: SourceOut
    explanation: str


class OptionOut(BaseModel):
    """Something the person may ask for, from when or until when, and why."""

    option: str
    available: bool
    until: date | None
    why: str


class HistoryLine(BaseModel):
    """What happened on a day."""

    on: date
    what: str


class WhenHappened(BaseModel):
    """The person's own words for when, and the dates understood, if any."""

    words: str | None
    earliest: date | None = Field(alias="from")
    latest: date | None = Field(alias="to")


class Point(BaseModel):
    """One part of a complaint, with its own wished outcome."""

    id: str
    words: str
    desired_outcome: str | None
    status: str
    outcome: str | None


class Added(BaseModel):
    """What was told afterwards."""

    on: date
    text: str


class Child(BaseModel):
    """One of several children it is about."""

    name: str | None
    child_is: str | None
    child_agrees: str | None


class TranslatedText(BaseModel):
    """Words of the team in a language other than English."""

    language: str
    text: str


class CaseMessage(BaseModel):
    """Words between the person and the complaints team; `translated` is the same in the reader's language,
    where the team gave it.
    """

    model_config = ConfigDict(populate_by_name=True)

    id: str
    sender: Literal["council", "person", "child", "advocate"] = Field(alias="from")
    at: datetime
    text: str
    translated: TranslatedText | None


class Document(BaseModel):
    """A file of the case that can be asked for by this name."""

    file: str
    title: str


class Looked(BaseModel):
    """Who opened the case, and when; their last time on each day."""

    at: datetime
    who: str


class ComplaintOut(BaseModel):
    """What the person told, verbatim."""

    about: str | list[str] | None
    what_happened: str | None
    when_happened: WhenHappened
    desired_outcome: str | None
    wish: str | None
    """What is wanted of an earlier complaint: "to_know", "go_further", "new_key" and so on."""
    answered_on: WhenHappened
    """The day of its last answer, as told."""
    points: list[Point]
    added: list[Added]


class AdvocateOut(BaseModel):
    """Whether somebody to help was wanted, asked for and found."""

    wanted: str | None
    requested_on: date | None
    appointed_on: date | None


class CouncilSays(BaseModel):
    """Who at the council has it, and how to reach them where a source says."""

    team: str | None
    contacts: dict[str, Any]


class Together(BaseModel):
    """Another body has a part in the matter: which, who leads, who answers for both, and by when if known."""

    lead: Literal["council", "other"]
    on: date
    body: str | None
    who: str | None
    until: date | None


class Case(BaseModel):
    """A case as its viewer may see it today."""

    reference: str
    kind: str
    council: str | None
    route: str | None
    stage: int
    status: str
    version: int
    received_on: date | None
    deadlines: list[DeadlineOut]
    options: list[OptionOut]
    history: list[HistoryLine]
    complaint: ComplaintOut
    role: str | None
    relationship: str | None
    about_whom: str | None
    """Of a complaint: "self", "somebody_else", or "both", who made it and somebody else."""
    child_agrees: str | None
    children: list[Child]
    advocate: AdvocateOut
    council_says: CouncilSays
    messages: list[CaseMessage]
    documents: list[Document]
    looked_at: list[Looked]
    together: Together | None
    language: str | None
    """The tag of the language in which whoever made it reads; null for a draft."""
    viewer: Literal["complainant", "child", "advocate", "staff"]


class CaseOpened(Case):
    """A case just opened by its pair, with a short-lived token; a draft has none."""

    access_token: str | None
    expires_at: datetime | None


class CaseKeyMade(BaseModel):
    """A new key; the old one is dead."""

    key: str


class AccessOut(BaseModel):
    """A key given to somebody else: for whom, and what was kept from them."""

    id: str
    viewer: Literal["child", "advocate"]
    hide: list[str]
    given_on: date


class AccessGiven(BaseModel):
    """A key for somebody else; told once."""

    id: str
    key: str


class FileAddressOut(BaseModel):
    """Where a file can be fetched, once."""

    href: str
    expires_at: datetime


class CouncilOut(BaseModel):
    """One council: its complaints team, how to reach it, and who gives advocates."""

    id: str
    name: str
    complaints_team: str | None
    contacts: dict[str, Any]
    advocacy: dict[str, Any]


class TimelineOut(BaseModel):
    """Where a complaint with these events stands."""

    stage: int
    status: str
    deadlines: list[DeadlineOut]
    options: list[OptionOut]


class ClockOut(BaseModel):
    """One clock of a procedure: how long, from what to what, whose, and why."""

    clock: str
    stage: int
    length: int | None
    unit: str | None
    direction: str | None
    longest: int | None
    starts_with: list[str]
    ends_with: list[str]
    binds: str
    nature: str
    acts: str | None
    source: SourceOut


class StageOut(BaseModel):
    """The clocks of one stage; 0 is before and beside them."""

    stage: int
    clocks: list[ClockOut]


class ProcedureOut(BaseModel):
    """One council's procedure in force today, in the order a person meets it."""

    council: str
    name: str
    stages: list[StageOut]
    clocks: list[ClockOut]
    facts: dict[str, Any]


# --- Public: who may complain, and by which way -------------------------------------------------------------


class ReasonOut(BaseModel):
    """One rule that bears on the answer, in words, and where it is written."""

    rule: str
    text: str
    source: SourceOut


class AdviceOut(BaseModel):
    """The route for one subject, what we expect, why, and what to do next. It never refuses."""

    route: Literal["statutory", "corporate", "representation", "service_request", "outside"]
    outcome: Literal["accept", "accept_with_consent", "ask_council", "redirect", "safeguarding_first"]
    reasons: list[ReasonOut]
    next_steps: list[str]
    advocacy_right: bool


class AdviceInParts(BaseModel):
    """The same for each of several subjects, in the order they were given."""

    parts: list[AdviceOut]


# --- Council staff ------------------------------------------------------------------------------------------


class StaffSignedIn(BaseModel):
    """A sign-in; `token` is told once. Each use moves `expires_at` on."""

    token: str
    expires_at: datetime
    councils: list[str]
    roles: list[str]


class PossibleEvent(BaseModel):
    """An event that may be recorded now by whoever asks, and the fields it needs besides its day."""

    kind: str
    needs: list[str]


class NextDate(BaseModel):
    """What is owed next, and the working day it is at: day 6 of 10."""

    clock: str
    due: date
    state: str
    day: int | None
    of: int | None


class StaffCaseLine(BaseModel):
    """One case of a list."""

    reference: str
    council: str
    kind: str
    route: str
    stage: int
    status: str
    next: NextDate | None
    version: int


class StaffCases(BaseModel):
    """One page of a list of cases, the earliest due first.

    `total` and `pages` are of all that fit; where `more` is true, of the first of them, counted in five
    hundreds, and there are more.
    """

    cases: list[StaffCaseLine]
    total: int
    page: int
    pages: int
    more: bool


class EventOut(BaseModel):
    """One event as it was recorded: by whom, when, with what; its words where the role may read them."""

    position: int
    kind: str
    on: date
    by: str
    at: datetime
    data: dict[str, Any]
    words: dict[str, str]


class NoteOut(BaseModel):
    """A note on the file, for the team alone."""

    id: str
    at: datetime
    by: str
    text: str


class ColleagueOut(BaseModel):
    """A colleague whom a case is kept from."""

    id: str
    email: str


class NoticeOut(BaseModel):
    """What became of something that was to be told to the person."""

    at: datetime
    about: str
    """`event:<position>`, `message:<id>` or `late:<clock>`."""
    became: Literal["sent", "waits", "failed"]
    """Sent; left to wait behind reference and key; or it did not arrive."""
    way: str | None
    why: str | None
    """Why it waits or failed, as a short code."""


class StaffCase(Case):
    """A case as the complaints team sees it."""

    may_happen: list[PossibleEvent]
    held: bool
    """Whether a hold keeps it from being erased."""
    erased_on: date | None
    """The day its words were erased; null while they are there."""
    kept_from: list[ColleagueOut]
    """Colleagues who see nothing of it."""
    events: list[EventOut]
    notes: list[NoteOut]
    person: dict[str, str]
    """What the person said of who they are and how to reach them."""
    notices: list[NoticeOut]


class KeptRule(BaseModel):
    """How long one council keeps one kind of thing; `count` is null where no rule says, and it stays."""

    council: str
    kind: Literal["chat", "draft", "case", "alert"]
    count: int | None
    unit: Literal["days", "years"]
    why: str | None


class EndedCase(BaseModel):
    """Where a case stands on its way to being erased."""

    reference: str
    council: str
    kind: str
    status: str
    ended_on: date | None
    kept_until: date | None
    held: bool
    erased_on: date | None


class OldAlert(BaseModel):
    """An alert whose time is up."""

    id: str
    council: str | None
    raised_on: date
    kept_until: date


class RecordsReview(BaseModel):
    """What waits for a person's decision, by which rules, and what goes by itself at the next sweep."""

    rules: list[KeptRule]
    cases: list[EndedCase]
    alerts: list[OldAlert]
    going: dict[Literal["chats", "drafts"], int]


class CopyLine(BaseModel):
    """Something that happened, without words and without which colleague it was."""

    position: int
    on: date
    at: datetime
    kind: str
    by: str
    data: dict[str, Any]


class CopyKey(BaseModel):
    """A key that was given to somebody else."""

    viewer: str
    given_at: datetime
    ended_at: datetime | None
    hide: list[str]


class CopyTurn(BaseModel):
    """One message of a chat and what was answered."""

    at: datetime
    you: str | None
    heard: list[str]


class CopyChat(BaseModel):
    """One conversation."""

    opened_at: datetime
    turns: list[CopyTurn]


class CopyAlert(BaseModel):
    """What was said of somebody who may not be safe."""

    at: datetime
    tier: str
    asked: str | None
    words: str
    role: str | None
    age_band: str | None
    acknowledged_at: datetime | None


class CopiedCase(BaseModel):
    """Everything that is kept of one case for one person."""

    reference: str
    council: str
    kind: str
    route: str
    stage: int
    status: str
    received_on: date
    role: str | None
    relationship: str | None
    told: dict[str, str]
    """All words, by the names they are kept under."""
    events: list[CopyLine]
    file: list[CopyLine]
    keys: list[CopyKey]
    chats: list[CopyChat]
    alerts: list[CopyAlert] | None
    """Null where whoever makes the copy may not see them; it does not tell whether there are any."""


class Copy(BaseModel):
    """A copy of everything that is kept about one person."""

    made_at: datetime
    cases: list[CopiedCase]


class CaseTaken(BaseModel):
    """The case opened, and the receipt to hand on; its key is told once."""

    case: StaffCase
    receipt: Receipt


class NewKey(BaseModel):
    """A new key; the old one is dead."""

    reference: str
    key: str


class AlertOut(BaseModel):
    """Somebody may be at risk: what was said, how to reach them, and who has taken it."""

    id: str
    at: datetime
    council: str | None
    tier: str
    words: str
    asked: str | None
    """What they had last been asked or told when they said it, in English; null where it was in no chat."""
    role: str | None
    """Who speaks, as far as they said."""
    age_band: str | None
    """The age they told, or that their role implies, else the voice they chose; null while none is known."""
    reference: str | None
    reach: dict[str, str] | None
    names_staff_or_carer: bool
    told_at: datetime | None
    """When a message of it first went out; null while nobody outside this list was told."""
    escalated_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None


class LetterToPrint(BaseModel):
    """A letter that waits for the team to print and post it."""

    id: str
    reference: str
    asked_at: datetime


class Delivery(BaseModel):
    """How what goes out is doing, in figures without anybody's words."""

    waiting: dict[str, int]
    """By kind: what has yet to be done."""
    trouble: dict[str, int]
    """By kind: what failed at its last try, or was given up."""
    alerts_untold: int
    """Alerts of your councils that nobody took and nobody outside the list was told of."""


class CouncilSettingsOut(BaseModel):
    """What a council filled in, and what must still be filled in before it opens."""

    council: str
    settings: dict[str, Any]
    missing: list[str]
    changed_at: datetime | None


class FirstBadEvent(BaseModel):
    """Where the chain of events stops being what was written."""

    reference: str | None
    position: int | None
    why: str


class ReportTable(BaseModel):
    """Counts by row. A number that is null is not shown, for it could point at somebody."""

    table: str
    of: str
    rows: dict[str, int | None]
    total: int | None


class Learned(BaseModel):
    """What people said, and what the council did about it."""

    on: date
    you_said: str
    we_did: str


class AnnualReport(BaseModel):
    """One council's report of regulation 13 (SI 2006/1738) for a financial year."""

    council: str
    first: date
    last: date
    running: bool
    tables: list[ReportTable]
    learned: list[Learned]


class AuditVerdict(BaseModel):
    """Whether the chain of events is whole."""

    whole: bool
    events: int
    first_bad: FirstBadEvent | None

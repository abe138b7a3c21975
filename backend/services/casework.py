"""What a complaints team does with a case: find it, see what may happen, record it, write to its file.

Everything a call changes is one transaction: the words, the event that stands for them, the projection.
A colleague sees the cases of their own councils; for anybody else's there is no such case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from backend.cases.events import KINDS, Event, as_data, as_day, checked
from backend.cases.lifecycle import Life, NotYetPossible, Possible, may_happen, replay
from backend.cases.timeline import Deadline, Owed, moves
from backend.cases.viewers import Side
from backend.deadlines.calendar import OutsideCalendar
from backend.services import accesses, accounts, alerts, auditing, complaints, keys, redating, roles
from backend.services.accounts import SignedIn
from backend.services.complaints import OpenCase, Translated
from backend.services.installation import Installation
from backend.services.once import Once, done_before
from backend.services.once import about as once_about
from backend.store import Transaction
from backend.store.rows import CasePage, CaseRow, FirstBad, StaffRow, StoredEvent, Verdict
from backend.wording import HOME

PAGE = 25
LONGEST_TEXT = 20_000

_FREE = ("note", "who", "to", "reason", "body", "what", "members", "contact_detail", "when")
"""Fields of an event that are words of somebody's own, unless the procedure gives a list of them."""
_LISTED_REASONS = ("stage1_extended", "stage2_extended", "stage3_extended", "put_on_hold")
_LATEST = {"stage1_extended": "stage1_latest", "stage2_extended": "stage2_latest"}
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class NoSuchCase(LookupError):
    """Nothing by this reference that this colleague may see."""


class NoSuchColleague(LookupError):
    """Nobody else who works for this council has that address."""


class NotAllowed(Exception):
    """The case may be seen, but this is not for this role."""


class Malformed(ValueError):
    """An event or a complaint that nobody could record; the message never repeats what was sent."""


class DateRefused(Malformed):
    """A date that cannot be given: `why`, one of `WRONG_DATES`, of its `field`, and the day it hangs on."""

    def __init__(self, kind: str, field: str, why: str, day: date) -> None:
        super().__init__(f"{kind}: {field}: {WRONG_DATES[why].format(day=day)}")
        self.field, self.why, self.day = field, why, day


WRONG_DATES: Mapping[str, str] = {
    "past_the_longest": "the longest this procedure allows is {day}",
    "past_the_law": "the longest this procedure allows is {day}; it can be later only if that is known",
    "moves_nothing": "it is due on {day} already, and this would move nothing; more time needs a later day",
    "given_too_late": "it was due on {day}, and a date given after that moves nothing; if the person was told"
    " of it by then, record the day they were told",
    "day_off": "{day} is no working day",
    "not_running": "on {day} it does not run, so it has no date to move",
}


class NotNow(Exception):
    """The event cannot happen to the case as it stands: `refusal` says why, `may_happen` what can."""

    def __init__(self, refusal: str, may_happen: tuple[Possible, ...]) -> None:
        super().__init__(refusal)
        self.refusal, self.may_happen = refusal, may_happen


class Changed(Exception):
    """The case is not what the sender saw: `since` is what happened in between."""

    def __init__(
        self, version: int, since: tuple[StoredEvent, ...], may_happen: tuple[Possible, ...]
    ) -> None:
        super().__init__("the case has changed")
        self.version, self.since, self.may_happen = version, since, may_happen


@dataclass(frozen=True)
class CaseFile:
    """A case as a colleague may see it: what stands, what may happen next, and who did what."""

    case: OpenCase
    may_happen: tuple[Possible, ...]
    kept_from: Mapping[str, str]
    """The colleagues it is kept from, by id, with their e-mail addresses."""
    names: Mapping[str, str]
    """The e-mail address of each colleague that the events name."""
    words_shown: bool


@dataclass(frozen=True)
class Listed:
    """One case of a list, and the date that is owed next with the working day it is at."""

    row: CaseRow
    route: str
    stage: int
    status: str
    next: Owed | None
    day: int | None
    of: int | None
    pause: StoredEvent | None
    """The wish that a decision waits, which nobody has answered."""


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is narrowed to."""

    status: str | None = None
    late: bool | None = None
    stage: int | None = None
    due_before: date | None = None
    reference: str | None = None
    page: int = 1


def cases(inst: Installation, staff: SignedIn, wanted: Wanted) -> tuple[tuple[Listed, ...], CasePage]:
    """The cases this colleague may see, the earliest due first, each as it stands today."""
    today = inst.today()
    with inst.store.read() as tx:
        page = tx.cases.page(
            council_in=staff.councils,
            status=wanted.status,
            stage=wanted.stage,
            due_before=wanted.due_before,
            late_on=today if wanted.late else None,
            due_from=today if wanted.late is False else None,
            reference_begins=_begins(wanted.reference),
            with_event=None if roles.may(staff.roles, "see_cases") else "advocate_requested",
            seen_by=staff.id,
            page=wanted.page,
            size=PAGE,
        )
        return tuple(_listed(inst, complaints.require(inst, tx, row.id)) for row in page.cases), page


def case(inst: Installation, staff: SignedIn, reference: str) -> CaseFile:
    """One case; that this colleague looked at it is written on its file. Raises `NoSuchCase`."""
    with inst.store.begin() as tx:
        row = find(tx, staff, reference)
        complaints.looked(inst, tx, row.id, staff.actor)
        return _file(inst, tx, staff, row.id)


def record(
    inst: Installation,
    staff: SignedIn,
    reference: str,
    kind: str,
    on: object,
    data: Mapping[str, Any],
    version: int | None = None,
    once: Once | None = None,
    past_longest: bool = True,
) -> CaseFile:
    """Let an event happen to a case.

    A date given by hand may lie past the longest that the procedure allows; the case then says so. Where
    that is not known to who gives it (not `past_longest`), it is refused with the day.
    Raises `NoSuchCase`, `NotAllowed`, `EventMistake`, `Malformed`, `OutsideCalendar`, `NotNow`,
    `Changed` or `KeyReused`; nothing is changed then.
    """
    with inst.store.begin() as tx:
        row = to_change(tx, staff, reference)
        if done_before(inst, tx, once, row.id) is not None:
            return _file(inst, tx, staff, row.id)
        return record_in(inst, tx, staff, row, kind, on, data, version, past_longest)


def record_in(
    inst: Installation,
    tx: Transaction,
    staff: SignedIn,
    row: CaseRow,
    kind: str,
    on: object,
    data: Mapping[str, Any],
    version: int | None = None,
    past_longest: bool = True,
) -> CaseFile:
    """`record`, in a transaction that has more to do, for a case that was found."""
    event = _checked(inst, kind, on, data)
    if kind not in roles.records(staff.roles):
        raise NotAllowed(kind)
    redating.redate_case(inst, tx, row)
    file = _file(inst, tx, staff, row.id)
    events = file.case.events
    if version is not None and version != len(events):
        raise Changed(len(events), events[max(version, 0) :], file.may_happen)
    told = [complaints.as_event(earlier) for earlier in events]
    try:
        life = replay([*told, event], file.case.terms)
    except NotYetPossible as impossible:
        raise NotNow(impossible.refusal, file.may_happen) from None
    _check_points(event, file.case)
    kept = _in_words(tx, row.id, len(events) + 1, event)
    tx.events.append(row.id, kind, event.on, kept, staff.actor, inst.clock.now())
    complaints.project(inst, tx, file.case.row)
    after = _file(inst, tx, staff, row.id)
    _check_date(inst, event, life, file.case, after.case, past_longest)
    return after


def file_in(inst: Installation, tx: Transaction, staff: SignedIn, reference: str) -> CaseFile:
    """`case`, in a transaction that has more to do. Raises `NoSuchCase`."""
    return _file(inst, tx, staff, find(tx, staff, reference).id)


def find(tx: Transaction, staff: SignedIn, reference: str) -> CaseRow:
    """The row of a case that this colleague may see. Raises `NoSuchCase`."""
    row = tx.cases.by_reference(keys.tidy_reference(reference))
    if row is None or row.council not in staff.councils or staff.id in tx.kept_apart.of(row.id):
        raise NoSuchCase
    if not roles.may(staff.roles, "see_cases"):
        asked_for = any(event.kind == "advocate_requested" for event in tx.events.of(row.id))
        if not asked_for or not roles.may(staff.roles, "see_advocate_cases"):
            raise NoSuchCase
    return row


def to_change(tx: Transaction, staff: SignedIn, reference: str) -> CaseRow:
    """`find`, for who wants to add to it. Raises `NotNow` where its words were erased."""
    row = find(tx, staff, reference)
    if row.erased_on is not None:
        raise NotNow("erased", ())
    return row


def take(
    inst: Installation,
    staff: SignedIn,
    council: str,
    answers: Mapping[str, Any],
    received_on: date,
    by: str,
    route: str,
    drawn_from: bytes,
    once: Once | None = None,
    kind: str = "complaint",
    language: str = HOME,
) -> tuple[CaseFile, str | None]:
    """Open a case of any kind told by phone, letter, text or in person; with it the key to hand on.

    The key is drawn from a seed (`accesses.seed`) and told once: to who sends the same request again it is
    told again where the seed is the same, else it is None. Words that sound of harm raise an alert, as they
    would in the chat. Raises `NotAllowed`, `KeyReused`, `OutsideCalendar`.
    """
    if council not in staff.councils:
        raise NotAllowed(council)
    key = next(inst.key_words.keys_from(drawn_from))
    key_hash = keys.hash_key(inst.slow_hash, key)
    with inst.store.begin() as tx:
        if (earlier := done_before(inst, tx, once)) is not None:
            file = _file(inst, tx, staff, earlier.case_id)
            return file, _if_it_opens(inst, file.case.row, key)
        row = complaints.open_case(
            inst,
            tx,
            answers,
            council,
            received_on,
            by=by,
            actor=staff.actor,
            kind=kind,
            route=route,
            language=language,
        )
        row = replace(row, key_hash=key_hash)
        tx.cases.save(row)
        once_about(inst, tx, once, row.id)
        alerts.raise_alert_in_case(inst, tx, row, "\n".join(_told(answers)), staff.actor)
        return _file(inst, tx, staff, row.id), key


def write(
    inst: Installation,
    staff: SignedIn,
    reference: str,
    kind: str,
    text: str,
    once: Once | None = None,
    to: Side = "complainant",
    translated: str = "",
) -> CaseFile:
    """Put a note (`note_added`, for the team alone) or a message to the person (`message_sent`) on file.

    `translated` is the message in the language that its reader chose, where the team had it put into that.
    Raises `NoSuchCase` or `KeyReused`.
    """
    with inst.store.begin() as tx:
        row = to_change(tx, staff, reference)
        if done_before(inst, tx, once, row.id) is None:
            language = complaints.language_of(complaints.require(inst, tx, row.id))
            theirs = language != HOME and to == "complainant" and translated.strip()
            beside = Translated(language, translated) if theirs else None
            complaints.put_on_file(inst, tx, row.id, kind, staff.actor, text, to, translated=beside)
        return _file(inst, tx, staff, row.id)


def new_key(
    inst: Installation,
    staff: SignedIn,
    reference: str,
    viewer: Side,
    drawn_from: bytes,
    once: Once | None = None,
) -> tuple[str, str | None]:
    """The reference and a new key, for a person whose identity the team has checked.

    The old key is dead, and whoever had the case open by it is shown out. Of the key of a request sent
    again holds what `take` says. Raises `NoSuchCase`, `NotNow` or `KeyReused`.
    """
    if viewer == "child":
        with inst.store.begin() as tx:
            row = to_change(tx, staff, reference)
            return row.reference, accesses.give_to_child(inst, tx, row.id, staff.actor, drawn_from, once)
    key = next(inst.key_words.keys_from(drawn_from))
    key_hash = keys.hash_key(inst.slow_hash, key)
    with inst.store.begin() as tx:
        row = to_change(tx, staff, reference)
        if done_before(inst, tx, once, row.id) is not None:
            return row.reference, _if_it_opens(inst, row, key)
        tx.cases.save(replace(row, key_hash=key_hash))
        tx.accesses.delete_of(row.id)
        complaints.put_on_file(inst, tx, row.id, "key_given", staff.actor)
    return row.reference, key


def _if_it_opens(inst: Installation, row: CaseRow, key: str) -> str | None:
    return key if keys.key_fits(inst.slow_hash, key, row.key_hash) else None


def keep_from(inst: Installation, staff: SignedIn, reference: str, email: str) -> CaseFile:
    """Keep a case from a colleague it names and from all whom they answer to: they see nothing of it.

    Raises `NoSuchCase`, `NoSuchColleague` where nobody else of this council has the address, or
    `NobodyLeft` where nobody would remain who may read it.
    """
    with inst.store.begin() as tx:
        row = find(tx, staff, reference)
        accounts.keep_apart(inst, tx, row, _colleague(tx, staff, row, email), staff.actor)
        return _file(inst, tx, staff, row.id)


def let_see(inst: Installation, staff: SignedIn, reference: str, email: str) -> CaseFile:
    """Take that back. Raises `NoSuchCase` or `NoSuchColleague`."""
    with inst.store.begin() as tx:
        row = find(tx, staff, reference)
        other = _colleague(tx, staff, row, email)
        if other.id in tx.kept_apart.of(row.id):
            tx.kept_apart.delete(row.id, other.id)
            complaints.put_on_file(inst, tx, row.id, "kept_apart_no_more", staff.actor)
        return _file(inst, tx, staff, row.id)


def verify(inst: Installation, staff: SignedIn) -> tuple[Verdict, str | None]:
    """Whether the chain of events is whole; with the bad one's reference if it is of their councils."""
    with inst.store.read() as tx:
        verdict = auditing.verdict_in(tx)
        return verdict, _reference_of(tx, staff, verdict.first_bad)


def working_day(inst: Installation, found: OpenCase, deadline: Deadline) -> tuple[int | None, int | None]:
    """Which working day of how many a clock is at today; nothing where it counts months or back."""
    if (
        deadline.due is None
        or deadline.started_on is None
        or deadline.unit != "working_days"
        or deadline.direction == "before"
    ):
        return None, None
    number = inst.calendar(found.terms.calendar).number
    try:
        start = number(deadline.started_on)
        return number(inst.today()) - start, number(deadline.due) - start
    except OutsideCalendar:
        # An old case is looked at after the last day that is stored: nobody counts its days any more.
        return None, None


def _colleague(tx: Transaction, staff: SignedIn, row: CaseRow, email: str) -> StaffRow:
    other = tx.staff.by_email(accounts.email_hash(email))
    if other is None or other.id == staff.id or row.council not in other.councils:
        raise NoSuchColleague
    return other


def _file(inst: Installation, tx: Transaction, staff: SignedIn, case_id: str) -> CaseFile:
    found = complaints.require(inst, tx, case_id)
    words_shown = roles.may(staff.roles, "read_words")
    life = replay([complaints.as_event(event) for event in found.events], found.terms)
    allowed = roles.records(staff.roles)
    return CaseFile(
        found if words_shown else replace(found, words={}),
        tuple(
            possible
            for possible in may_happen(life, inst.today())
            if possible.kind in allowed and found.row.erased_on is None
        ),
        _addresses(tx, tx.kept_apart.of(case_id)),
        _names(tx, (*found.events, *found.file)),
        words_shown,
    )


def _listed(inst: Installation, found: OpenCase) -> Listed:
    owed = found.timeline.next_owed
    # The Ombudsman's date is counted from another day than the clock's own days are.
    counts = owed is not None and not owed.by_ombudsman
    day, of = working_day(inst, found, owed.deadline) if owed and counts else (None, None)
    stands = found.timeline
    pause = complaints.waits_to_be_paused(stands, found.events)
    return Listed(found.row, stands.route, stands.stage, stands.status, owed, day, of, pause)


def _names(tx: Transaction, events: Sequence[StoredEvent]) -> dict[str, str]:
    actors = {event.actor for event in events if event.actor.startswith("staff:")}
    found = {actor: tx.staff.get(actor.removeprefix("staff:")) for actor in actors}
    return {actor: account.email for actor, account in found.items() if account is not None}


def _addresses(tx: Transaction, ids: Iterable[str]) -> dict[str, str]:
    found = {id: tx.staff.get(id) for id in ids}
    return {id: account.email for id, account in found.items() if account is not None}


def _begins(reference: str | None) -> str | None:
    """A reference, or its beginning, as references are kept."""
    letters = re.sub(r"[^0-9A-Z]", "", (reference or "").upper())
    if not reference:
        return None
    return f"{letters[:4]}-{letters[4:]}" if len(letters) > 4 else letters or "-"


def _checked(inst: Installation, kind: str, on: object, data: Mapping[str, Any]) -> Event:
    """The event, with no field but its kind's own and nothing in a list but names and figures."""
    if kind in KINDS:
        known = {*KINDS[kind].needs, *KINDS[kind].may_have, "note"}
        if not known.issuperset(data):
            raise Malformed(f"{kind}: has a field that is not one of: {', '.join(sorted(known))}")
    event = checked(kind, on, data, not_after=inst.today())
    for name, value in event.data.items():
        if isinstance(value, str) and not _can_be_kept(value):
            raise Malformed(f"{kind}: {name}: is too long, or not text")
        if name == "version" and not _is_name(value):
            raise Malformed(f"{kind}: {name}: is a short name or a figure")
        if name == "points" and not all(map(_is_name, value)):
            raise Malformed(f"{kind}: {name}: are the ids of points")
    for one in event.data.get("outcomes", ()):
        action = one.get("action", "")
        if not {"point", "outcome", "action"}.issuperset(one) or not _is_name(one["point"]):
            raise Malformed(f"{kind}: outcomes: each has a point's id, an outcome and perhaps an action")
        if not isinstance(action, str) or not _can_be_kept(action):
            raise Malformed(f"{kind}: outcomes: an action is text")
    return event


def _is_name(value: object) -> bool:
    if isinstance(value, str):
        return _NAME.fullmatch(value) is not None
    return type(value) is int and 0 <= value < 10_000


def _can_be_kept(text: str) -> bool:
    """Whether it is whole text of a length somebody might write; half a letter is none."""
    return len(text) <= LONGEST_TEXT and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _in_words(tx: Transaction, stream: str, position: int, event: Event) -> dict[str, Any]:
    """The event's data as the chain may hold it: what somebody wrote is put away, its digest stays."""
    data, digests = as_data(event), {}

    def put_away(name: str, text: str) -> None:
        digests[name] = tx.words.put(stream, f"event:{position}:{name}", text)

    for name in _FREE:
        if name in data and not (name == "reason" and event.kind in _LISTED_REASONS):
            put_away(name, data.pop(name))
    if "outcomes" in data:
        data["outcomes"] = [{"point": one["point"], "outcome": one["outcome"]} for one in data["outcomes"]]
        for number, one in enumerate(event.data["outcomes"]):
            if one.get("action"):
                put_away(f"action:{number}", one["action"])
    return {**data, **({"words": digests} if digests else {})}


def _check_points(event: Event, before: OpenCase) -> None:
    """No point is named that the case has not, nor one that was taken back, but to take it up again."""
    standing = {point.id: point.status for point in complaints.points(before)}
    named = {
        "points": [str(id) for id in event.data.get("points", ())],
        "outcomes": [str(one["point"]) for one in event.data.get("outcomes", ())],
    }
    for name, ids in named.items():
        if any(id not in standing for id in ids):
            raise Malformed(f"{event.kind}: {name}: names a point that this case does not have")
        if event.kind != "reinstated" and any(standing[id] == "withdrawn" for id in ids):
            raise Malformed(f"{event.kind}: {name}: names a point that was withdrawn; it can be reinstated")


def _check_date(
    inst: Installation, event: Event, life: Life, before: OpenCase, after: OpenCase, past_longest: bool
) -> None:
    """A date given for a clock is one that moves it, and one that could be kept; else it is a slip, and must
    not be told as a date.
    """
    clock = moves(event, life)
    if clock is None:
        return
    until = as_day(event.data["until"])
    stood, stands = ({one.clock: one for one in case.timeline.deadlines} for case in (before, after))
    was, now = stood.get(clock), stands.get(clock)
    if event.kind == "redated":
        if was is None or was.due is None or was.over_on is not None:
            raise DateRefused(event.kind, "clock", "not_running", event.on)
        off = inst.calendar(before.terms.calendar).why_not_working(until)
        if was.unit == "working_days" and off is not None:
            raise DateRefused(event.kind, "until", "day_off", until)
    latest = stands.get(_LATEST.get(event.kind, ""))
    if latest is not None and latest.due and until > latest.due:
        raise DateRefused(event.kind, "until", "past_the_longest", latest.due)
    if not past_longest and now is not None and now.past_longest is not None and now.due == until:
        raise DateRefused(event.kind, "until", "past_the_law", now.past_longest)
    if was is not None and was.due is not None and now is not None and now.due == was.due:
        too_late = event.on > was.due
        raise DateRefused(
            event.kind,
            "on" if too_late else "until",
            "given_too_late" if too_late else "moves_nothing",
            was.due,
        )


def _told(answers: Mapping[str, Any]) -> list[str]:
    return [
        str(told[name])
        for told in (answers, *answers.get("points", ()))
        for name in ("what_happened", "words", "desired_outcome", "why_late")
        if told.get(name)
    ]


def _reference_of(tx: Transaction, staff: SignedIn, bad: FirstBad | None) -> str | None:
    row = auditing.case_of(tx, bad)
    if row is None or row.council not in staff.councils or staff.id in tx.kept_apart.of(row.id):
        return None
    return row.reference

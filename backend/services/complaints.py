"""Opening a case from what a person said yes to, and reading it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from backend.cases.acts import Print
from backend.cases.events import KINDS_OF_CASE, Event
from backend.cases.history import Happened, history
from backend.cases.lifecycle import in_order
from backend.cases.points import THE_WHOLE, Point
from backend.cases.points import points as told_points
from backend.cases.terms import Terms
from backend.cases.timeline import Timeline, timeline
from backend.cases.viewers import PERSON, Side, Viewer
from backend.journeys import plan
from backend.journeys.advocate import ADVOCATE
from backend.journeys.draft import Draft, World
from backend.journeys.who import ADULT_RELATIONSHIPS, ADULT_ROLES, OF_THEIR_OWN
from backend.say import Say
from backend.services import advising, case_system, notices
from backend.services.installation import Installation
from backend.services.keys import new_reference
from backend.store import Transaction
from backend.store.rows import Alert, CaseRow, DraftRow, StoredEvent
from backend.wording import HOME

WITHOUT_STAGES = "representation"
"""The route of every kind of case but a complaint."""

# What may stand in an event: an answer picked from a list. Every other answer is words.
_PICKED = (
    "about_whom",
    "age_band",
    "child_is",
    "child_agrees",
    "about",
    "wants_advocate",
    "contact_method",
    "wish",
)
_ELSEWHERE = (
    *("council", "role", "relationship", "when_happened", "points", "children", "check_answers"),
    *("advocate_ask", "advocate_for"),
)
"""Answers that stand in the case itself, or are written in a way of their own."""


@dataclass(frozen=True)
class OpenCase:
    """A case as it stands on a day: its projection, its events, its words and its timeline."""

    row: CaseRow
    events: tuple[StoredEvent, ...]
    words: Mapping[str, str]
    terms: Terms
    timeline: Timeline
    file: tuple[StoredEvent, ...] = ()
    """What was put on its file beside its life: notes, messages, keys given, who looked."""
    viewer: Viewer | None = None
    """Whom it was made ready for (`backend.services.viewing`); None: the team, who see all of it."""


FROM_THE_TEAM = "message_sent"
MESSAGES = (FROM_THE_TEAM, "message_received")
"""The kinds of line on a case's file that are words between the person and the team."""

LOOKED_AT = "looked_at"
"""The kind of line that says who read the case, or a file of it."""

LANGUAGE = "language_chosen"
"""The kind of line that says in which language its sender wants to read from then on."""

ERASED = "erased"
"""The kind of line that says the case's words were erased; nothing is written to it after that."""

_FILE = "file:"


def file_of(case_id: str) -> str:
    """The stream of a case's file; its words stand with the case's own."""
    return f"{_FILE}{case_id}"


def case_of(stream: str) -> str:
    """The case a stream belongs to."""
    return stream.removeprefix(_FILE)


def open_from_draft(
    inst: Installation, tx: Transaction, kept: DraftRow, draft: Draft, world: World, language: str
) -> CaseRow:
    """Open the case a draft asks for, told in a language, or give the one it opened already.

    Events, words and projection are written in the caller's one transaction. Raises ValueError where
    no council would receive it: the plan never sends such a draft.
    """
    if (already := tx.cases.opened_from(kept.id)) is not None:
        return already
    answers = {**_of_who_speaks(draft, world), **plan.told_answers(draft)}
    council = plan.receiving_council(draft, world)
    if council is None:
        raise ValueError("no council receives this draft")
    kind = draft.journey if draft.journey in KINDS_OF_CASE else "complaint"
    placed = advising.place(inst.procedures, council, inst.today(), answers)
    return open_case(
        inst,
        tx,
        answers,
        council,
        inst.today(),
        by="chat",
        actor="person",
        kind=kind,
        route=placed.route,
        advised=placed.advised if kind == "complaint" else {},
        opened_from=kept.id,
        language=language,
    )


def _of_who_speaks(draft: Draft, world: World) -> dict[str, str]:
    """What is known unasked of who wants an advocate: the voice they chose, and that it is a child's."""
    if draft.journey != ADVOCATE.name or world.age_band is None:
        return {}
    of_a_child = world.age_band in ("child", "teen") and draft.answers.get("about_whom") == "self"
    return {"age_band": world.age_band, **({"role": "young_person"} if of_a_child else {})}


def open_case(
    inst: Installation,
    tx: Transaction,
    answers: Mapping[str, Any],
    council: str,
    received_on: date,
    *,
    by: str,
    actor: str,
    kind: str = "complaint",
    route: str = "statutory",
    advised: Mapping[str, object] = MappingProxyType({}),
    opened_from: str | None = None,
    language: str = HOME,
) -> CaseRow:
    """Open a case of any kind from answers, however they were given (`by`), as received on a day.

    `language` (a tag of the catalogue) is what its sender reads; what they wrote may be in another.

    `answers` are those of the journeys. Beside them `points`, each `{words, desired_outcome?}`, and
    `children`, each `{name?, child_is?, child_agrees?}`, in the order they were told. `advised` is what
    the rules of eligibility say of it (`services.advising.place`), noted in the first event.
    """
    now = inst.clock.now()
    case = CaseRow(
        id=uuid4().hex,
        reference=unused_reference(tx),
        kind=kind,
        council=council,
        route=route if kind == "complaint" else WITHOUT_STAGES,
        stage=0,
        status="open",
        version=0,
        received_on=received_on,
        opened_at=now,
        role=str(answers.get("role", "other")),
        relationship=_text(answers.get("relationship")),
        opened_from=opened_from,
    )
    tx.cases.add(case)
    data, words = _received(answers)
    digests = {name: tx.words.put(case.id, name, text) for name, text in words.items()}
    tx.events.append(
        case.id,
        "received",
        received_on,
        {"words": digests, "by": by, "language": language, **data, **advised},
        actor,
        now,
    )
    if answers.get("wants_advocate") == "yes" or kind == "advocate_request":
        wish, about = _of_an_advocate(answers, kind)
        tx.events.append(case.id, wish, received_on, about, actor, now)
    if kind == "complaint" and (held := _about_harm(inst, tx, case, data, words)):
        # Only these points wait; the others go on, and no clock stops (decision 10).
        hold = {"reason": "safeguarding", "points": held}
        tx.events.append(case.id, "put_on_hold", inst.today(), hold, "gateway", now)
    return project(inst, tx, case)


def _whom_to_help(kind: str, answers: Mapping[str, Any]) -> dict[str, str]:
    """Whom an advocate is for: who has a right to one, or as they said; nothing where that was left open."""
    if kind == "advocate_request":
        return {"for": "child" if answers.get("about_whom") == "somebody_else" else "me"}
    told = "me" if answers.get("role") in OF_THEIR_OWN else answers.get("advocate_for")
    return {"for": str(told)} if told else {}


def _about_harm(
    inst: Installation, tx: Transaction, case: CaseRow, data: Mapping[str, Any], words: Mapping[str, str]
) -> list[str]:
    """The points in which harm is told: heard by the screen, or holding words it was heard in."""
    parts = {id: f"point:{id}:" for id in data.get("points", ())}
    # What would put a point right may tell of harm too: "I want him to stay out of my room at night".
    told = {
        id: "\n\n".join(words.get(f"{part}{name}", "") for name in ("words", "desired_outcome"))
        for id, part in parts.items()
    } or {THE_WHOLE: "\n\n".join(words.get(name, "") for name in ("what_happened", "desired_outcome"))}
    raised = _heard_in(tx.alerts.about(case.id, case.opened_from))
    return [
        id
        for id, text in told.items()
        if inst.screen.hear(text).tier != "none" or any(said.search(text) for said in raised)
    ]


_OF_LITTLE = {"model:concern", "said:more"}
"""Of a conversation in which no more was heard than this, what was only told beside it is not of harm."""


def _heard_in(alerts: Iterable[Alert]) -> list[re.Pattern[str]]:
    """The words in which harm was heard, each to be found as whole sentences of what is told.

    What was told where it was asked whether they are safe is of harm where that was: a phrase heard it, it
    was urgent, or they said that they are not. A single word is found in too much to say anything.
    """
    alerts = list(alerts)
    grave = any(alert.tier == "urgent" or not _OF_LITTLE.issuperset(alert.phrases) for alert in alerts)
    counted = (alert for alert in alerts if grave or set(alert.phrases) != {"said:more"})
    said = {alert.words.strip().rstrip(".!?") for alert in counted}
    return [
        re.compile(rf"(?:^|[.!?\n])\W*{re.escape(words)}\W*(?:$|[.!?\n])")
        for words in said
        if len(words.split()) > 1
    ]


def _of_an_advocate(answers: Mapping[str, Any], kind: str) -> tuple[str, dict[str, str]]:
    """The event that an advocate is asked for, another one, or none any more, and for whom."""
    whom = _whom_to_help(kind, answers)
    if kind != "advocate_request":
        return "advocate_requested", whom
    match answers.get("advocate_ask"):
        case "stop":
            return "advocate_declined", whom
        case "change":
            return "advocate_requested", {"ask": "change", **whom}
    return "advocate_requested", whom


def _received(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """What the first event carries, and the words it stands for, each by its name."""
    when = answers.get("when_happened")
    when = when if isinstance(when, Mapping) else {}
    data: dict[str, Any] = {
        "happened_from": when.get("from"),
        "happened_to": when.get("to"),
        **{name: answers[name] for name in _PICKED if answers.get(name) is not None},
    }
    words = {
        name: text
        for name in answers
        if name not in (*_PICKED, *_ELSEWHERE)
        if (text := _said(answers[name]))
    }
    if text := _text(when.get("words")):
        words["when_happened"] = text
    if isinstance(answered := answers.get("answered_on"), Mapping):
        data |= {"answered_from": answered.get("from"), "answered_to": answered.get("to")}
    if told := answers.get("points"):
        data["points"] = []
        for point in told:
            id = uuid4().hex[:8]
            data["points"].append(id)
            words |= {
                f"point:{id}:{name}": text
                for name in ("words", "desired_outcome")
                if (text := _text(point.get(name)))
            }
    if children := answers.get("children"):
        data["children"] = [
            {name: child[name] for name in ("child_is", "child_agrees") if child.get(name)}
            for child in children
        ]
        words |= {
            f"child:{number}:name": name
            for number, child in enumerate(children)
            if (name := _text(child.get("name")))
        }
    return data, words


def band_of(case: OpenCase) -> str:
    """The age band in which whoever made a case is spoken and written to."""
    told = case.events[0].data.get("age_band")
    grown_up = case.row.role in ADULT_ROLES or case.row.relationship in ADULT_RELATIONSHIPS
    return "adult" if grown_up else str(told or "teen")


def language_of(case: OpenCase) -> str:
    """The language in which whoever made a case reads: as they chose last."""
    chosen = [line.data["language"] for line in case.file if line.kind == LANGUAGE]
    return str(chosen[-1] if chosen else case.events[0].data.get("language", HOME))


def speak(inst: Installation, tx: Transaction, case_id: str, language: str) -> None:
    """Whoever made the case reads another language from now on; the same again changes nothing."""
    if language != language_of(require(inst, tx, case_id)):
        put_on_file(inst, tx, case_id, LANGUAGE, PERSON, data={"language": language})


def project(inst: Installation, tx: Transaction, case: CaseRow) -> CaseRow:
    """Write the projection anew from the events: what lists search is derived, never kept apart.

    What is news to the person since the `case` given is asked to be told them, in the same transaction.
    """
    events = tx.events.of(case.id)
    stands = timeline_of(inst, case, events)
    following, pause = stands.next_owed, waits_to_be_paused(stands, events)
    days = [*([following.due] if following else []), *([pause.on] if pause else [])]
    row = replace(
        case,
        stage=stands.stage,
        status=stands.status,
        version=len(events),
        next_clock=following.clock if following else None,
        next_due=min(days, default=None),
        told={d.clock: d.due.isoformat() for d in stands.deadlines if d.state == "running" and d.due},
    )
    tx.cases.save(row)
    notices.ask(inst, tx, case.id, events[case.version :])
    case_system.ask(inst, tx, row, events[case.version :])
    return row


def waits_to_be_paused(stands: Timeline, events: Sequence[StoredEvent]) -> StoredEvent | None:
    """The wish that a decision waits, while nobody has answered: the team is to see it the day it comes.

    There is no clock in law for it; it stands at the head of the list until it is answered.
    """
    if stands.status in ("withdrawn", "declined", "closed"):
        return None
    asked = [event for event in events if event.kind.startswith("decision_pause")]
    return asked[-1] if asked and asked[-1].kind == "decision_pause_requested" else None


def read(inst: Installation, tx: Transaction, case_id: str) -> OpenCase | None:
    """The case as it stands today, or None."""
    case = tx.cases.get(case_id)
    if case is None:
        return None
    events = tuple(tx.events.of(case.id))
    terms = inst.procedures.in_force(case.council, case.route, case.received_on)
    return OpenCase(
        case,
        events,
        tx.words.all(case.id),
        terms,
        timeline_of(inst, case, events),
        tuple(tx.events.of(file_of(case.id))),
    )


def require(inst: Installation, tx: Transaction, case_id: str) -> OpenCase:
    """The case as it stands today. Raises LookupError where there is none."""
    if (case := read(inst, tx, case_id)) is None:
        raise LookupError("no such case")
    return case


def looked(inst: Installation, tx: Transaction, case_id: str, actor: str, at: str = "") -> None:
    """Write down that somebody read the case; `at` names the part where it was not the case as a whole."""
    put_on_file(inst, tx, case_id, LOOKED_AT, actor, data={"at": at} if at else {})


@dataclass(frozen=True)
class Translated:
    """What the team wrote, in the language its reader chose."""

    language: str
    text: str


def translated(case: OpenCase, line: StoredEvent) -> Translated | None:
    """What stands beside the words of a line of a case's file in its reader's language, if anything."""
    text = case.words.get(f"file:{line.position}:translated")
    return Translated(str(line.data["language"]), text) if text else None


def put_on_file(
    inst: Installation,
    tx: Transaction,
    case_id: str,
    kind: str,
    actor: str,
    text: str | None = None,
    to: Side = "complainant",
    data: Mapping[str, object] = MappingProxyType({}),
    translated: Translated | None = None,
) -> None:
    """Write something to a case's file beside its life; its words are the case's, `file:<position>`.

    `to` is the side that a message of the team is for; `data` holds names and figures alone. What is
    `translated` stands beside the text, `file:<position>:translated`.
    """
    stream = file_of(case_id)
    data = {**data} if to == "complainant" else {**data, "to": to}
    if text is not None:
        position = len(tx.events.of(stream)) + 1
        if kind == FROM_THE_TEAM and to == "complainant":
            notices.ask_of_message(inst, tx, case_id, position)
        digests = {"text": tx.words.put(case_id, f"file:{position}", text)}
        if translated is not None:
            data["language"] = translated.language
            digests["translated"] = tx.words.put(case_id, f"file:{position}:translated", translated.text)
        data["words"] = digests
    tx.events.append(stream, kind, inst.today(), data, actor, inst.clock.now())


def says_how_to_reach(event: StoredEvent) -> bool:
    """Whether it says how somebody is to be reached now; a note that a contact changed says nothing new."""
    return event.kind == "contact_changed" and "contact_method" in event.data


def contact(
    events: Sequence[StoredEvent], words: Mapping[str, str], side: Side = "complainant"
) -> dict[str, str]:
    """How a side wants to be reached as it last said: `contact_method`, `contact_detail`, `when`, `not_to`,
    `safe_to_contact`, `neutral`, each where it was told.
    """
    told: dict[str, str] = {}
    if side == "complainant":
        first = events[0].data.get("contact_method")
        told = {name: words[name] for name in _WAYS if name in words}
        told |= {"contact_method": str(first)} if first else {}
    for event in events:
        if says_how_to_reach(event) and (event.actor.startswith("child:") == (side == "child")):
            own = f"event:{event.position}:"
            said = {name.removeprefix(own): text for name, text in words.items() if name.startswith(own)}
            not_to = [said.pop(name) for name in sorted(said) if name.startswith("not_to:")]
            method = str(event.data.get("contact_method", "none"))
            told = {**said, "contact_method": method}
            told |= {"not_to": "\n".join(not_to)} if not_to else {}
            told |= {"neutral": "yes"} if event.data.get("neutral") else {}
    return told


def print_of(events: Sequence[StoredEvent]) -> Print:
    """How whoever complained wants letters printed, as they last said."""
    own = (one for one in reversed(events) if not one.actor.startswith("child:"))
    said: Iterator[Print] = (one.data["letters"] for one in own if "letters" in one.data)
    return next(said, "usual")


_WAYS = ("contact_detail", "safe_to_contact")


def points(case: OpenCase) -> tuple[Point, ...]:
    """The points of a case as they stand; none where it is no complaint."""
    return told_points(as_event(event) for event in case.events) if case.row.kind == "complaint" else ()


def as_event(stored: StoredEvent) -> Event:
    """A stored event as the pure centre sees it."""
    return Event(stored.kind, stored.on, stored.data)


def as_told(stored: StoredEvent, words: Mapping[str, str]) -> Event:
    """A stored event with the reason that was written for it, where that is for whoever reads these words."""
    reason = words.get(f"event:{stored.position}:reason")
    return Event(stored.kind, stored.on, {**stored.data, "reason": reason} if reason else stored.data)


def history_of(case: OpenCase) -> tuple[Happened, ...]:
    """What happened to a case by day, as it is told to whoever it was made ready for."""
    return history((as_told(event, case.words) for event in case.events), case.row.kind)


def looked_by(case: OpenCase) -> tuple[tuple[StoredEvent, str], ...]:
    """Who else opened it (`staff`, `person`, `child`, `advocate`): the last time of each of them by day."""
    own = case.viewer.actor if case.viewer else None
    last = {
        (line.on, who): (line, who)
        for line in case.file
        if line.kind == LOOKED_AT and line.actor != own
        for who in (line.actor.partition(":")[0],)
    }
    return tuple(last.values())


ANSWERS = ("declined", "stage1_responded", "stage2_responded", "stage3_responded")
"""The events by which the council answers a complaint; the first says that it will not look into it."""


def answers_of(case: OpenCase) -> tuple[Say, ...]:
    """What the council answered, stage by stage: the day, then what it found of each point."""
    numbers = {point.id: number for number, point in enumerate(points(case), 1)}
    answers = in_order(as_told(event, case.words) for event in case.events if event.kind in ANSWERS)
    return tuple(say for event in answers for say in _answer(event, numbers))


def _answer(event: Event, numbers: Mapping[str, int]) -> Iterator[Say]:
    yield Say("paper.answered.on", {"day": event.on, "what": history([event])[0].what})
    for one in event.data.get("outcomes", ()):
        outcome, number = Say(f"reply.outcome.{one['outcome']}"), numbers.get(str(one["point"]))
        if number is not None:
            of_several = Say("paper.answered.point", {"n": number, "outcome": outcome})
            yield of_several if len(numbers) > 1 else outcome


def timeline_of(inst: Installation, case: CaseRow, events: Sequence[StoredEvent]) -> Timeline:
    """Where a case with these events stands today."""
    terms = inst.procedures.in_force(case.council, case.route, case.received_on)
    told = [as_event(event) for event in events]
    calendar = inst.calendar(terms.calendar)
    return timeline(told, terms, calendar, inst.today(), happened_on=_happened(events))


def _happened(events: Sequence[StoredEvent]) -> date | None:
    """The last day the person named for what happened: the later one is kinder to them."""
    first = events[0].data if events else {}
    named = first.get("happened_to") or first.get("happened_from")
    return date.fromisoformat(str(named)) if named else None


def unused_reference(tx: Transaction) -> str:
    """A reference no case and no draft has."""
    while tx.cases.by_reference(reference := new_reference()) or tx.drafts.by_reference(reference):
        pass
    return reference


def _said(value: object) -> str | None:
    """The words of an answer, also of one that was understood as a day."""
    return _text(value.get("words") if isinstance(value, Mapping) else value)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None

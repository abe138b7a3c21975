"""What a notice says to a person: in their band, and in the language they chose where it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from backend.cases.history import REFUSALS, history
from backend.journeys import says
from backend.notify import Message
from backend.notify.letter import Letter, pdf
from backend.say import Say
from backend.services import complaints, opening
from backend.services.complaints import OpenCase, as_told
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.opening import Opening
from backend.services.safe_contact import Go
from backend.store.rows import OutboxRow, StoredEvent
from backend.wording import HOME

_STEPS = ("stage1_response", "stage2_response", "panel_hearing", "stage3_response")
"""The clocks by which an acknowledgement tells how the procedure goes on."""
_WAYS_ON = (
    "ask_for_stage2",
    "ask_for_stage3",
    "ask_for_meeting",
    "reinstate",
    "ask_ombudsman",
)
"""What a person is told they may ask for, where they got an answer or got none."""
_LEAVES_A_CHOICE = (
    "declined",
    "stage1_responded",
    "stage2_responded",
    "stage3_responded",
    "withdrawn",
    "closed",
)


SIMPLER = {"adult": "teen", "teen": "child"}
"""The voice that is easier to read than each, where there is one."""


def message(inst: Installation, row: OutboxRow, case: OpenCase, settings: Opening, go: Go) -> Message:
    """The notice in words, in this person's band, and in the language they chose where it has all of it.

    A sentence that it lacks would stand in English among the others: then the whole is English. So is a
    letter in a script from right to left: no font of our paper joins its letters.
    """
    easy = go.way == "post" and complaints.print_of(case.events) == "easy"
    voice = Voice(inst, case, complaints.language_of(case), easy)
    written = _in(voice, inst, row, case, settings, go)
    if voice.whole and not (go.way == "post" and voice.rtl):
        return written
    return _in(Voice(inst, case, HOME, easy), inst, row, case, settings, go)


def letter_then(inst: Installation, case: OpenCase, event: StoredEvent) -> bytes:
    """The letter that tells an event, as it stood on that day: made again from the record, as PDF.

    Whoever has no address, or wanted nothing sent, reads here what others got by post.
    """
    then = replace(inst, clock=_Then(event.recorded_at))
    told = tuple(one for one in case.events if one.position <= event.position)
    stood = replace(
        case,
        events=told,
        file=tuple(line for line in case.file if line.recorded_at <= event.recorded_at),
        timeline=complaints.timeline_of(then, case.row, told),
    )
    with inst.store.read() as tx:
        settings = opening.of(tx, case.row.council)
    row = OutboxRow("letter", "notice", {"case": case.row.id, "event": event.position}, event.recorded_at)
    contact = complaints.contact(told, case.words, "complainant")
    to = contact.get("contact_detail", "") if contact.get("contact_method") == "post" else ""
    return message(then, row, stood, settings, Go("post", str(to), neutral=False)).letter or b""


@dataclass(frozen=True)
class _Then:
    """The clock as it stood when something happened."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return 0.0


def _in(
    voice: Voice, inst: Installation, row: OutboxRow, case: OpenCase, settings: Opening, go: Go
) -> Message:
    council = people(inst, case.row.council)
    head = settings.letterhead
    if go.neutral:
        return Message(
            row.id,
            go.way,
            go.to,
            voice("letters.neutral.subject"),
            voice("letters.neutral.body"),
            row.due_at,
            voice("letters.neutral.sender"),
        )
    facts = {"reference": case.row.reference, "href": f"{inst.address}/case", "council": council["council"]}
    subject = voice("letters.subject", facts)
    sender = voice("letters.sender", {**facts, "team": council.get("team") or Say("contact.team.any")})
    if go.way == "text":
        return Message(row.id, "text", go.to, subject, voice("letters.text", facts), row.due_at, sender)
    told = [voice(say.key, say.facts) for say in _paragraphs(inst, row, case, facts, voice.language)]
    paragraphs = [told[0], *voice.marks(), *told[1:]]
    if go.way == "post":
        day = inst.today()
        letter = Letter(
            title=subject,
            head=head.lines if head else (str(council["council"]),),
            to=_address(case.words.get("name"), go.to),
            day=voice("letters.day", {"on": day}),
            paragraphs=[*paragraphs, voice("letters.other_print")],
            lang=voice.language,
            print=complaints.print_of(case.events),
        )
        return Message(row.id, "post", go.to, subject, "", row.due_at, letter=pdf(letter, row.due_at))
    reply_to = head.reply_to if head else None
    if reply_to is None:
        paragraphs.append(voice("letters.no_answer"))
    return Message(row.id, "email", go.to, subject, "\n\n".join(paragraphs), row.due_at, sender, reply_to)


def _paragraphs(
    inst: Installation, row: OutboxRow, case: OpenCase, facts: Mapping[str, Any], language: str
) -> Iterator[Say]:
    """What a whole notice says in a language, one after the other."""
    name = case.words.get("name")
    yield Say("letters.hello.named", {"name": name}) if name else Say("letters.hello.nobody")
    told = people(inst, case.row.council)
    if "message" in row.body:
        yield from _written(case, row.body["message"], language)
    elif "late" in row.body:
        clock, due = str(row.body["late"]), date.fromisoformat(str(row.body["due"]))
        # The last day there is for an answer is a day for an answer: what is late is the same.
        what = Say(says.CLOCKS[clock.replace("_latest", "_response")])
        by_ombudsman = any(
            one.by_ombudsman for one in case.timeline.owed if (one.due, one.clock) == (due, clock)
        )
        yield Say("letters.late_by_ombudsman" if by_ombudsman else "letters.late", {"what": what, "due": due})
        yield from _ways_on(case)
    else:
        event = next(one for one in case.events if one.position == row.body["event"])
        told_of = as_told(event, case.words)
        yield Say("letters.news", {"what": history([told_of], case.row.kind)[0].what})
        if event.kind in REFUSALS and "reason" in told_of.data and complaints.language_of(case) != HOME:
            yield Say("letters.in_english")
        if event.kind == "acknowledged":
            who = case.words.get(f"event:{event.position}:who")
            yield from _acknowledged(case, facts, told, who)
        elif event.kind == "lead_agreed":
            yield from _together(case, event)
        elif event.kind in _LEAVES_A_CHOICE:
            yield from _ways_on(case)
        if (owed := case.timeline.next_owed) is not None:
            yield owed.deadline.explanation
    yield Say("letters.come_back", facts)
    yield says.person(told)


def _written(case: OpenCase, position: object, language: str) -> Iterator[Say]:
    """What the team wrote: in its reader's language, where it was given in that, and as it was written."""
    line = next(one for one in case.file if one.position == position)
    text, beside = case.words.get(f"file:{line.position}", ""), complaints.translated(case, line)
    if beside is not None and beside.language == language:
        yield Say("letters.message", {"text": beside.text})
        yield Say("letters.as_written", {"text": text})
        return
    if complaints.language_of(case) != HOME:
        yield Say("letters.in_english")
    yield Say("letters.message", {"text": text})


def _acknowledged(
    case: OpenCase, facts: Mapping[str, Any], told: Mapping[str, Any], who: str | None
) -> Iterator[Say]:
    """What this council's acknowledgement holds; the timescale is the next date, which every notice tells."""
    holds: Sequence[str] = case.terms.facts.get("acknowledgement_holds", ())  # type: ignore[assignment]
    if "reference" in holds:
        yield Say("letters.reference", facts)
    if "officer" in holds and (officer := who or case.terms.facts.get("manager")):
        yield Say("letters.officer", {"who": officer})
    if "procedure" in holds:
        clocks = [case.terms.clocks[name] for name in _STEPS if name in case.terms.clocks]
        steps = [
            Say(
                f"timeline.rule.{one.clock}",
                {"count": one.period.count, "acts": one.acts or Say(f"timeline.acts.{one.binds}")},
            )
            for one in clocks
            if one.period is not None
        ]
        if steps:
            yield Say("letters.procedure", {"steps": steps})
    if "advocacy" in holds:
        yield Say("letters.advocate", says.told_of_people(dict(told)))


def _together(case: OpenCase, event: StoredEvent) -> Iterator[Say]:
    """Which other body has a part in it, and who deals with the one answer (SI 2009/309, reg 9)."""
    if body := case.words.get(f"event:{event.position}:body"):
        yield Say(f"case.together.{event.data['lead']}", {"body": body})
    if who := case.words.get(f"event:{event.position}:who"):
        yield Say("letters.officer", {"who": who})


def _ways_on(case: OpenCase) -> Iterator[Say]:
    """What may be asked for now, each with its reason and until when."""
    ways = [option.why for option in case.timeline.options if option.available and option.option in _WAYS_ON]
    if ways:
        yield Say("letters.can_do", {"ways": ways})


def _address(name: str | None, detail: str) -> list[str]:
    """The lines of an address as it was told: each line, or each part between commas."""
    lines = [part.strip() for line in detail.splitlines() for part in line.split(",")]
    return [line for line in (name, *lines) if line]


class Voice:
    """Says keys as this person is spoken to, and knows whether their language had every one of them."""

    def __init__(self, inst: Installation, case: OpenCase, language: str, simpler: bool = False) -> None:
        self._wording = inst.wording
        band = complaints.band_of(case)
        self._band = SIMPLER.get(band, band) if simpler else band
        self.language = language
        self.whole = True
        self.rtl = False

    def __call__(self, key: str, facts: Mapping[str, object] | None = None) -> str:
        words = self._wording.render(key, facts or {}, self.language, self._band)
        self.whole &= words.lang == self.language
        self.rtl = words.dir == "rtl"
        return words.text

    def marks(self) -> Iterator[str]:
        """That a machine made these words, where nobody has checked them."""
        if self._wording.is_draft(self.language):
            yield self("letters.machine_made")

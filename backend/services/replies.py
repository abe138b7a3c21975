"""The council's answer at a stage: written by one colleague, checked and sent by another.

It cannot go without an outcome for each point that is not on hold, and it always says what the person can do
next and until when, as the procedure has it. Sending is one transaction: the event of the stage, and the
answer's words as a message of the case, which the person is told of the way they said is safe.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from backend.cases.events import OUTCOMES
from backend.cases.options import Option
from backend.services import casework, complaints, roles
from backend.services.accounts import SignedIn
from backend.services.casework import CaseFile
from backend.services.complaints import Translated
from backend.services.installation import Installation
from backend.services.once import Once, done_before
from backend.store.rows import StoredEvent
from backend.wording import HOME

ANSWERS = ("stage1_responded", "stage2_responded", "stage3_responded")
"""The events that an answer makes happen, by stage."""
BETWEEN = "\n\n"
"""What stands between the paragraphs of an answer."""
ONWARD = ("ask_for_stage2", "ask_for_stage3", "ask_for_meeting", "ask_ombudsman")
"""What an answer names as the next step: the first of these that is open then."""


class NotReady(Exception):
    """The answer cannot go yet: `why` is `no_draft`, `outcome_missing`, `words_missing` or `same_hand`."""

    def __init__(self, why: str) -> None:
        super().__init__(why.replace("_", " "))
        self.why = why


@dataclass(frozen=True)
class Finding:
    """What is answered to one point: an outcome, once decided, and why, and what will be done."""

    outcome: str
    words: str


@dataclass(frozen=True)
class Draft:
    """An answer as it is on file: who wrote it last, and what it says."""

    position: int
    by: str
    """The actor, as events name them."""
    points: Mapping[str, Finding]
    words: str
    translated: str = ""
    """All that its people wrote, in the reader's language, where somebody put it into that."""


def answers_now(file: CaseFile) -> str | None:
    """The event an answer would make happen to this case now; None where none is due."""
    possible = {one.kind for one in file.may_happen}
    return next((kind for kind in ANSWERS if kind in possible), None)


def draft(file: CaseFile) -> Draft | None:
    """The answer being written; None where there is none, or it was sent."""
    last = next(
        (one for one in reversed(file.case.file) if one.kind in ("reply_drafted", "reply_sent")), None
    )
    if last is None or last.kind == "reply_sent" or (text := _text(file, last)) is None:
        return None
    kept = json.loads(text)
    findings = {point: Finding(**finding) for point, finding in kept["points"].items()}
    return Draft(last.position, last.actor, findings, kept["words"], kept.get("translated", ""))


def points(file: CaseFile) -> Mapping[str, int]:
    """What can be answered: the id of each point that stands, with its number among all there are."""
    told = enumerate(complaints.points(file.case), 1)
    return {point.id: number for number, point in told if point.status != "withdrawn"}


def _must_be_answered(file: CaseFile) -> set[str]:
    """The points that an answer cannot go without: one that is on hold may wait for its own."""
    standing = {point.id: point.status for point in complaints.points(file.case) if point.id in points(file)}
    return {id for id, status in standing.items() if status != "on_hold"} or set(standing)


def save(
    inst: Installation,
    staff: SignedIn,
    reference: str,
    findings: Mapping[str, Finding],
    words: str,
    once: Once | None = None,
    translated: str = "",
) -> CaseFile:
    """Keep an answer as written so far; earlier ones stay on file.

    Raises `NoSuchCase`, `NotAllowed` or `KeyReused`.
    """
    if not roles.may(staff.roles, "draft_reply"):
        raise casework.NotAllowed("draft_reply")
    kept = {
        "points": {
            point: {"outcome": one.outcome if one.outcome in OUTCOMES else "", "words": one.words}
            for point, one in findings.items()
        },
        "words": words,
        "translated": translated,
    }
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    return casework.write(inst, staff, reference, "reply_drafted", text, once)


def send(
    inst: Installation, staff: SignedIn, reference: str, position: int, once: Once | None = None
) -> CaseFile:
    """Send the answer that was checked: the draft at this place of the file, and no later one.

    Raises `NoSuchCase`, `NotAllowed`, `NotReady`, `NotNow`, `Changed` or `KeyReused`.
    """
    if not roles.may(staff.roles, "send_reply"):
        raise casework.NotAllowed("send_reply")
    with inst.store.begin() as tx:
        file = casework.file_in(inst, tx, staff, reference)
        if done_before(inst, tx, once, file.case.row.id) is not None:
            return file
        found, kind = draft(file), answers_now(file)
        if found is None or kind is None or found.position != position:
            raise NotReady("no_draft")
        if found.by == staff.actor:
            raise NotReady("same_hand")
        findings = {point: found.points.get(point, Finding("", "")) for point in points(file)}
        answered = {point: one for point, one in findings.items() if one.outcome}
        if not answered or not _must_be_answered(file).issubset(answered):
            raise NotReady("outcome_missing")
        if not found.words.strip() and not all(one.words.strip() for one in answered.values()):
            raise NotReady("words_missing")
        outcomes = [{"point": point, "outcome": one.outcome} for point, one in answered.items()]
        after = casework.record_in(inst, tx, staff, file.case.row, kind, inst.today(), {"outcomes": outcomes})
        text, beside = BETWEEN.join(told(inst, after, found)), translated(inst, after, found)
        complaints.put_on_file(
            inst, tx, file.case.row.id, "message_sent", staff.actor, text, translated=beside
        )
        complaints.put_on_file(inst, tx, file.case.row.id, "reply_sent", staff.actor)
        return casework.file_in(inst, tx, staff, reference)


def if_sent(inst: Installation, file: CaseFile, answer: Draft, kind: str) -> CaseFile:
    """The case as it would stand were this answer sent today: what is checked is what goes."""
    case = file.case
    outcomes = [
        {"point": point, "outcome": answer.points[point].outcome}
        for point in answer.points
        if point in points(file)
    ]
    answered = replace(
        case.events[-1],
        position=len(case.events) + 1,
        kind=kind,
        on=inst.today(),
        data={"outcomes": [one for one in outcomes if one["outcome"]]},
    )
    events = (*case.events, answered)
    after = replace(case, events=events, timeline=complaints.timeline_of(inst, case.row, events))
    return replace(file, case=after)


def told(inst: Installation, file: CaseFile, answer: Draft) -> list[str]:
    """The answer as it was written, paragraph by paragraph, in its reader's band."""
    speak = Speaker(inst, file, HOME)
    parts = [answer.words.strip()]
    for point, number in points(file).items():
        finding = answer.points.get(point, Finding("", ""))
        parts += [speak.finding(finding, number), finding.words.strip()]
    return [part for part in (*parts, speak.onward(file)) if part]


def translated(inst: Installation, file: CaseFile, answer: Draft) -> Translated | None:
    """The answer in its reader's language, where that is not English.

    What was found and what they can do next is said in it by ourselves; what its people wrote, as somebody
    put it into that language, else that it is in English and that they can ask for it in theirs.
    """
    language = complaints.language_of(file.case)
    if language == HOME:
        return None
    speak = Speaker(inst, file, language)
    findings = [
        speak.finding(answer.points.get(point, Finding("", "")), number)
        for point, number in points(file).items()
    ]
    parts = (answer.translated.strip() or speak("letters.in_english"), *findings, speak.onward(file))
    return Translated(language, BETWEEN.join(part for part in parts if part))


class Speaker:
    """Says what we add to an answer: in one language, and as its reader is spoken to."""

    def __init__(self, inst: Installation, file: CaseFile, language: str) -> None:
        self._wording, self._language, self._band = inst.wording, language, complaints.band_of(file.case)
        self._of = len(complaints.points(file.case))

    def __call__(self, key: str, facts: Mapping[str, object] = MappingProxyType({})) -> str:
        return self._wording.render(key, facts, self._language, self._band).text

    def finding(self, finding: Finding, number: int) -> str:
        """What was found at the point of this number; nothing where nothing was decided yet."""
        if not finding.outcome:
            return ""
        outcome = self(f"reply.outcome.{finding.outcome}")
        return outcome if self._of == 1 else self("reply.point", {"n": number, "outcome": outcome})

    def onward(self, file: CaseFile) -> str:
        """What the person can do next, and until when."""
        onward = _onward(file)
        return self("reply.next", {"then": self(onward.why.key, onward.why.facts)}) if onward else ""


def _onward(file: CaseFile) -> Option | None:
    opened = {one.option: one for one in file.case.timeline.options if one.available}
    return next((opened[name] for name in ONWARD if name in opened), None)


def _text(file: CaseFile, event: StoredEvent) -> str | None:
    return file.case.words.get(f"file:{event.position}")

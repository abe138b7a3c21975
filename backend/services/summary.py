"""summary.pdf: a case on paper, in the order in which the Ombudsman's form asks.

The form asks who complains, about which council, when the council was told, what went wrong, what would put
it right, and for the council's answers (as Scope's guide to that form lists it; the form itself was not
read). What happened and the dates follow. It is made from the case's events and words alone, as they are for
whoever it is made for, so anybody who has them can make it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backend.cases.points import THE_WHOLE, Point
from backend.cases.said import with_other_dates
from backend.cases.timeline import Deadline
from backend.journeys import says
from backend.notify.drawing import is_whole
from backend.notify.paper import Paper, Part, pdf
from backend.say import Say
from backend.services import complaints
from backend.services.complaints import OpenCase
from backend.services.installation import Installation


class Writer:
    """Puts keys into words in one language and band."""

    def __init__(self, inst: Installation, locale: str, age_band: str) -> None:
        self.inst, self.locale, self.age_band = inst, locale, age_band

    def __call__(self, key: str, **facts: object) -> str:
        return self.inst.wording.render(key, facts, self.locale, self.age_band).text

    def say(self, said: Say) -> str:
        """What a part says by key."""
        return self.inst.wording.render(said.key, said.facts, self.locale, self.age_band).text

    def paper(self, title: str, parts: Iterator[Part]) -> Paper:
        """A paper in this language; where a letter cannot be printed it says so."""
        said = self.inst.wording.render(title, {}, self.locale, self.age_band)
        filled = [part for part in parts if part.sentences or part.facts or part.words]
        if filled and not all(is_whole(text) for part in filled for text in _texts(part)):
            filled[0] = replace(filled[0], sentences=(self("paper.boxes"), *filled[0].sentences))
        return Paper(said.text, filled, said.lang, said.dir == "rtl")


def summary(inst: Installation, case: OpenCase, locale: str, age_band: str) -> bytes:
    """The PDF, for whoever the case was made ready for; the same case on the same day is the same bytes."""
    write = Writer(inst, locale, age_band)
    return pdf(write.paper("paper.title", parts(write, case)), case.events[-1].recorded_at)


def parts(write: Writer, case: OpenCase) -> Iterator[Part]:
    """Everything in it, in order."""
    yield _who(write, case)
    yield _council(write, case)
    yield _told(write, case)
    yield from _wrong(write, case)
    yield from _right(write, case)
    yield _answered(write, case)
    yield _dates(write, case)
    yield happened(write, case)
    yield messages(write, case)


def _who(write: Writer, case: OpenCase) -> Part:
    hide = case.viewer.hide if case.viewer else frozenset()
    reached = complaints.contact(case.events, case.words, case.viewer.side if case.viewer else "complainant")
    told = {
        "name": case.words.get("name"),
        "role": None if "role" in hide else write(f"paper.role.{case.row.role}"),
        "for_whom": case.words.get("child_name"),
        "reach": reached.get("contact_detail") if case.words.get("name") else None,
        "advocate": _advocate(write, case),
    }
    facts = [(write(f"paper.who.{name}"), text) for name, text in told.items() if text]
    as_of = write("paper.as_of", day=write.inst.today())
    return Part(write("paper.who.title"), [as_of], facts)


def _advocate(write: Writer, case: OpenCase) -> str | None:
    last = next((event for event in reversed(case.events) if event.kind.startswith("advocate_")), None)
    if last is None or last.kind == "advocate_declined":
        return None
    found = last.kind in ("advocate_appointed", "advocate_changed")
    return write("paper.who.advocate_found" if found else "paper.who.advocate_asked", on=last.on)


def _council(write: Writer, case: OpenCase) -> Part:
    council = write.inst.procedures.council(case.row.council)
    reach = [contact.value for contact in council.contacts.values() if contact.verified]
    told = {"name": council.name, "team": council.team, "reach": "\n".join(reach)}
    facts = [(write(f"paper.council.{name}"), text) for name, text in told.items() if text]
    return Part(write("paper.council.title"), facts=facts)


def _told(write: Writer, case: OpenCase) -> Part:
    facts = [
        (write("paper.told.reference"), case.row.reference),
        (write("paper.told.on"), write("case.day", day=case.row.received_on)),
    ]
    if case.row.kind == "complaint":
        facts.append((write("paper.told.now"), write(f"case.status.{case.timeline.status}")))
    if case.timeline.stage:
        facts.append((write("paper.told.stage"), str(case.timeline.stage)))
    return Part(write("paper.told.title"), facts=facts)


def _wrong(write: Writer, case: OpenCase) -> Iterator[Part]:
    title = "paper.wrong.title" if case.row.kind == "complaint" else "paper.wrong.story"
    when = case.words.get("when_happened")
    story = case.words.get("what_happened")
    facts = [(write("paper.wrong.when"), when)] if when else []
    points = _points(case)
    split = [
        (write("paper.wrong.point", n=number), words)
        for number, (point, words) in enumerate(points, 1)
        if point.id != THE_WHOLE
    ]
    yield Part(write(title), facts=[*facts, *split], words=[story] if story else [])
    for event in case.events:
        text = case.words.get(f"event:{event.position}:text")
        if event.kind == "information_added" and text:
            yield Part(write("paper.wrong.added", on=event.on), words=[text])


def _points(case: OpenCase) -> list[tuple[Point, str]]:
    """Each point with its words, where they are for whoever reads."""
    named = [(point, _named(point)) for point in complaints.points(case)]
    return [(point, words) for point, name in named if (words := case.words.get(f"{name}words"))]


def _named(point: Point) -> str:
    return f"point:{point.id}:"


def _right(write: Writer, case: OpenCase) -> Iterator[Part]:
    wish = case.words.get("desired_outcome")
    wishes = [
        (write("paper.wrong.point", n=number), own)
        for number, (point, _) in enumerate(_points(case), 1)
        if (own := case.words.get(f"{_named(point)}desired_outcome"))
    ]
    yield Part(write("paper.right.title"), facts=wishes, words=[wish] if wish else [])


def _answered(write: Writer, case: OpenCase) -> Part:
    if case.row.kind != "complaint":
        return Part("")
    answers = [write.say(said) for said in complaints.answers_of(case)]
    return Part(write("paper.answered.title"), answers or [write("paper.answered.none")])


def _dates(write: Writer, case: OpenCase) -> Part:
    facts = [
        (_begun(write(says.CLOCKS[deadline.clock])), _date(write, deadline))
        for deadline in case.timeline.deadlines
        if deadline.due is not None or deadline.ombudsman_expects is not None
    ]
    return Part(write("paper.dates.title"), facts=facts)


def _begun(text: str) -> str:
    """As a line begins; `capitalize` would take the capitals of names away."""
    return text[:1].upper() + text[1:]


def _date(write: Writer, deadline: Deadline) -> str:
    if deadline.due is None:
        return write.say(deadline.explanation)
    how: str = deadline.state if deadline.state in ("met", "missed", "paused", "stopped") else "running"
    if how == "missed" and deadline.met_on is not None:
        # Whoever asks after a day that was theirs is not late: they may still ask.
        how = "met" if deadline.binds == "complainant" else "late"
    told = Say(f"paper.dates.{how}", {"due": deadline.due, "on": deadline.met_on})
    return write.say(with_other_dates(deadline, told))


def happened(write: Writer, case: OpenCase) -> Part:
    """What happened, by day."""
    lines = complaints.history_of(case)
    facts = [(write("case.day", day=line.on), write.say(line.what)) for line in lines]
    return Part(write("paper.happened.title"), facts=facts)


def messages(write: Writer, case: OpenCase) -> Part:
    """The words both ways; the team's in the paper's language too, where they gave them in that."""
    told = []
    for line in case.file:
        text, beside = case.words.get(f"file:{line.position}"), complaints.translated(case, line)
        if line.kind in complaints.MESSAGES and text:
            if beside is not None and beside.language == write.locale:
                text = f"{beside.text}\n\n{text}"
            who = "council" if line.kind == complaints.FROM_THE_TEAM else line.actor.partition(":")[0]
            told.append((write("paper.messages.line", day=line.on, who=write(f"case.from.by_{who}")), text))
    return Part(write("paper.messages.title"), facts=told)


def _texts(part: Part) -> Iterator[str]:
    yield from part.sentences
    yield from part.words
    for name, value in part.facts:
        yield from (name, value)

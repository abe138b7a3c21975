"""Between the journeys and the case: what a journey knows of it, and which acts its answers ask for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, cast

from backend.cases import acts
from backend.cases.acts import Act, ContactMethod
from backend.cases.options import last_day_to_undo
from backend.cases.points import THE_WHOLE, Point
from backend.deadlines.reckon import reckon
from backend.journeys.checking import known
from backend.journeys.draft import CaseNow, Draft, OptionNow
from backend.journeys.hearing import stages
from backend.journeys.points import chosen
from backend.journeys.talk import talk_kind
from backend.services import complaints, viewing
from backend.services.complaints import OpenCase
from backend.services.facts import information
from backend.services.installation import Installation


def case_now(inst: Installation, case: OpenCase) -> CaseNow:
    """The case as a journey on it sees it."""
    last = {event.kind for event in case.events}
    return CaseNow(
        reference=case.row.reference,
        council=case.row.council,
        kind=case.row.kind,
        stage=case.timeline.stage,
        options={
            option.option: OptionNow(option.available, option.until, option.why)
            for option in viewing.options(case)
        },
        points=tuple((point.id, _words(case, point.id)) for point in _standing(case)),
        advocate="appointed"
        if "advocate_appointed" in last
        else "asked"
        if "advocate_requested" in last
        else "none",
        role=case.row.role,
        undo_until=last_day_to_undo(inst.today(), case.terms, inst.calendar(case.terms.calendar)),
        facts=information(inst, case.row.council),
    )


def _standing(case: OpenCase) -> list[Point]:
    return [point for point in complaints.points(case) if point.status != "withdrawn"]


def _words(case: OpenCase, point: str) -> str:
    return case.words.get("what_happened" if point == THE_WHOLE else f"point:{point}:words", "")


def acts_of(draft: Draft) -> tuple[Act, ...]:
    """What a draft asks for, once it was said yes to. Raises KeyError for a journey that acts on no case."""
    told = draft.answers
    match draft.journey:
        case "escalate":
            return (_escalate(draft),)
        case "withdraw":
            pressed = told.get("asked_to_stop")
            return (
                acts.Withdraw(
                    _text(told.get("withdraw_reason")),
                    chosen(told),
                    None if pressed is None else pressed == "yes",
                ),
            )
        case "reinstate":
            return (acts.Reinstate(),)
        case "advocate_request":
            ask = cast('Literal["request", "change", "stop"]', told.get("advocate_ask", "request"))
            whom: Literal["me", "child"] = "child" if _for_a_child(told) else "me"
            return (acts.AskForAdvocate(ask, whom, _text(told.get("advocate_wishes"))),)
        case "pause" | "complaint":
            return (acts.AskToPause(str(told["decision"]), _day(told.get("happens_on"))),)
        case "talk":
            kind = cast('Literal["mediation", "meeting"]', talk_kind(told))
            return (acts.AskForMediation(kind, _text(told.get("talk_about"))),)
        case "contact":
            return (_contact(told),)
        case "information":
            return (acts.AddInformation(str(told["information"])),)
        case "message":
            return (acts.Message(str(told["message"])),)
        case "panel_statement":
            return (acts.WriteToPanel(str(told["panel_statement"])),)
        case "got_worse":
            advocate = (acts.AskForAdvocate(),) if told.get("wants_advocate") == "yes" else ()
            return (acts.GotWorse(str(told["got_worse"])), *advocate)
    raise KeyError(draft.journey)


def _escalate(draft: Draft) -> acts.Escalate:
    step = known(draft.answers, "step")
    return acts.Escalate(
        3 if step == "stage3" else 2,
        _text(draft.answers.get("escalation_reason")),
        _text(draft.answers.get("desired_outcome")),
        chosen(draft.answers),
        skip_stage1=step == "straight",
    )


def _for_a_child(told: Mapping[str, object]) -> bool:
    return told.get("about_whom") == "somebody_else" or known(told, "role") == "advocate"


def _contact(told: Mapping[str, object]) -> acts.ChangeContact:
    safe = told.get("safe_to_contact")
    method = cast(ContactMethod, told["contact_method"])
    detail = None if method == "none" else _text(told.get("contact_detail"))
    never = _text(told.get("not_to"))
    return acts.ChangeContact(
        method,
        detail,
        when=None if safe == "yes" else _text(safe),
        not_to=(never,) if never else (),
        neutral=told.get("neutral") == "yes",
    )


def _day(value: object) -> date | None:
    named = value.get("on") if isinstance(value, Mapping) else None
    return date.fromisoformat(str(named)) if named else None


def window(inst: Installation, draft: Draft, council: str) -> date | None:
    """The last day to ask for a panel, had the answer that was told of been stage 2's; None once it is past.

    From the day an answer came, by the council's own count (`stage3_request`). Only where the wish is to
    go further, that day is certain, and nobody said that it was stage 1's.
    """
    told = draft.answers.get("answered_on")
    if draft.answers.get("wish") != "go_further" or not isinstance(told, Mapping) or of_stage1(draft):
        return None
    if told.get("from") is None or told["from"] != told.get("to"):
        return None
    terms = inst.procedures.in_force(council, "statutory", inst.today())
    period = terms.clocks["stage3_request"].period
    if period is None:
        return None
    due = reckon(period, date.fromisoformat(str(told["from"])), inst.calendar(terms.calendar)).due
    return due if due >= inst.today() else None


def of_stage1(draft: Draft) -> bool:
    """Whether the answer that a wish to go further is about was stage 1's, as its words say."""
    return draft.answers.get("wish") == "go_further" and stages.after_stage1(
        str(draft.answers.get("about_which", ""))
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None

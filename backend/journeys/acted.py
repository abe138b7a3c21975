"""What is said once something was done to a case, or a case other than a complaint was made. PURE.

Facts are those of `says.status` for the case as it now stands, and what each function names besides.
"""

from __future__ import annotations

from collections.abc import Mapping

from backend.journeys.checking import known
from backend.journeys.draft import CaseNow, Draft
from backend.journeys.points import chosen
from backend.journeys.says import Facts, next_date, told_of_people
from backend.journeys.talk import talk_kind
from backend.journeys.ways import MORE, PERSON, add_too, first_ways
from backend.say import Say


def done(draft: Draft, case: CaseNow, facts: Facts) -> tuple[Say, ...]:
    """What was done, what follows from it and when, and what can be asked for next."""
    told = {**facts, **told_of_people(facts), "until": case.options["reinstate"].until}
    if draft.journey == "got_worse" and case.options["add_information"].available:
        # It went past those complained of; the complaint has it too if the person wants that.
        return (Say(_key(draft), told), *add_too(case, str(draft.answers["got_worse"])))
    following = facts.get("next") if draft.journey in _MOVES_DATES else None
    dates = (next_date(following, facts.get("explanation")),) if isinstance(following, Mapping) else ()
    return (
        Say(_key(draft), told),
        *_who_provides(_key(draft), facts),
        *dates,
        Say("track.what_now", choices=first_ways(case), input="choice"),
    )


def _who_provides(key: str, facts: Facts) -> tuple[Say, ...]:
    """Who provides advocates here, where that is known, once one was asked for."""
    asked = key in (*_ADVOCATE.values(), *_FOR_AN_ADVOCATE.values(), "advocate.sent") and "stop" not in key
    return (told_of_people(facts)["advocacy_from"],) if asked and "advocacy" in facts else ()


_MOVES_DATES = frozenset({"escalate", "reinstate"})
"""The journeys that set another date, which is then told."""


def _key(draft: Draft) -> str:
    answers = draft.answers
    match draft.journey:
        case "escalate":
            return _ESCALATED[str(known(answers, "step"))]
        case "withdraw":
            return "withdraw.done_part" if chosen(answers) else "withdraw.done"
        case "advocate_request":
            return _ADVOCATE[str(answers.get("advocate_ask", "request"))]
        case "talk":
            return "talk.done_meeting" if talk_kind(answers) == "meeting" else "talk.done_mediation"
    return _DONE[draft.journey]


_ESCALATED: Mapping[str, str] = {
    "stage2": "escalate.done_stage2",
    "late": "escalate.done_late",
    "stage3": "escalate.done_stage3",
    "straight": "escalate.done_straight",
}
_ADVOCATE: Mapping[str, str] = {
    "request": "advocate.done_request",
    "change": "advocate.done_change",
    "stop": "advocate.done_stop",
}
_DONE: Mapping[str, str] = {
    "reinstate": "withdraw.reinstated",
    "pause": "pause.done",
    "contact": "contact.done_change",
    "information": "write.done_information",
    "message": "write.done_message",
    "panel_statement": "write.done_panel_statement",
    "got_worse": "write.done_got_worse",
}


def not_now(why: Say, case: CaseNow) -> tuple[Say, ...]:
    """It could not be done after all: why, and what can be asked for instead."""
    return (why, Say("track.instead", choices=first_ways(case), input="choice"))


def received(kind: str, facts: Facts) -> tuple[Say, ...]:
    """The receipt of a case that is no complaint. Facts: `reference`, and people facts.

    `until`: the last day of a window that may be about to close, where one was reckoned. `to_stage2`: whether
    stage 2 is asked for, whose figures are told then. `advocate_ask`: "change" or "stop" of an advocate.
    """
    receipt = {"kind": "case", "reference": str(facts["reference"])}
    told = {**facts, **told_of_people(facts)}
    window = (Say("earlier.window", told),) if facts.get("until") else ()
    if facts.get("to_stage2"):
        window = (Say("track.answer.stage2_time", told),)
    key = _FOR_AN_ADVOCATE.get(str(facts.get("advocate_ask")), _RECEIVED[kind])
    return (
        Say(key, told, receipt=receipt),
        *window,
        *_who_provides(key, facts),
        Say("track.what_now", choices=(MORE, PERSON), input="choice"),
    )


_RECEIVED: Mapping[str, str] = {
    "advocate_request": "advocate.sent",
    "call_back": "contact.call_back.sent",
    "about_earlier_complaint": "earlier.sent",
    "compliment": "feedback.sent.compliment",
    "comment": "feedback.sent.comment",
    "enquiry": "feedback.sent.enquiry",
}

_FOR_AN_ADVOCATE: Mapping[str, str] = {"change": "advocate.sent_change", "stop": "advocate.sent_stop"}
"""The receipt where an advocate there is already was spoken of."""

"""The plain values sentences are filled with: numbers to ring, names, titles and dates, each from a source.

What nobody verified is left out, and the wording chooses a sentence that does without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from backend.cases.terms import Terms
from backend.cases.timeline import Owed, deadline_from
from backend.deadlines.calendar import OutsideCalendar
from backend.deadlines.reckon import reckon
from backend.journeys.words import plain
from backend.procedures import Council, UnknownCouncil
from backend.services import viewing
from backend.services.complaints import OpenCase, history_of
from backend.services.installation import Installation

Facts = dict[str, Any]
_INSTALLATIONS = 2
"""Of how many installations what never changes is kept: a process serves one, tests make several."""


def people(inst: Installation, council: str | None) -> Facts:
    """Whom a person can turn to: the national lines, and this council's team, advocates and duty line."""
    lines = {line.id: line.shown for line in inst.procedures.council("england").helplines}
    facts = {
        "emergency": _way(lines.get("emergency"), "phone"),
        "police": _way(lines.get("police"), "phone"),
        "childline": _way(lines.get("childline"), "phone"),
        "childline_web": _way(lines.get("childline"), "web"),
        "shout": _way(lines.get("shout"), "text"),
        "nspcc": _way(lines.get("nspcc"), "phone"),
        "ombudsman_phone": _way(lines.get("ombudsman"), "phone"),
    }
    if (own := _council(inst, council)) is not None:
        facts |= {
            "council": own.name,
            "team": own.team,
            "team_phone": _shown(own, "phone"),
            "team_email": _shown(own, "email"),
            "team_post": _shown(own, "post"),
            "advocacy": own.advocacy.provider,
            "advocacy_phone": _way(
                {kind: way for kind, way in own.advocacy.contacts.items() if way.verified}, "phone"
            ),
            "day_phone": _at(own, "day"),
            "duty_phone": _at(own, "out_of_hours") or _at(own, "any_time"),
        }
    return {name: fact for name, fact in facts.items() if fact is not None}


_FIGURES = {
    "stage1_days": "stage1_response",
    "stage1_longest": "stage1_latest",
    "stage2_ask_days": "stage2_request",
    "stage2_days": "stage2_response",
    "stage2_longest": "stage2_latest",
    "stage3_ask_days": "stage3_request",
    "stage3_days": "panel_hearing",
    "report_days": "panel_report",
    "last_answer_days": "stage3_response",
    "months": "time_limit",
}
"""The figures that answers quote, and the clock each is the length of."""
_TITLES = ("stage1_by", "investigator", "adjudicator", "panel_size", "panel_companions")
_IF_TODAY = ("acknowledgement", "stage1_response", "stage1_latest")


def information(inst: Installation, council: str | None) -> Facts:
    """What the answers to questions for information may quote: people, figures, titles, dates from today.

    `if_today`: by clock, the day it would end if a complaint came in today, None where no rule gives one;
    `explained`: why the first answer would be due then, as a Say; `since`: the first day that is in time.
    The three are left out where the stored calendar ends too soon.
    """
    own = _council(inst, council)
    terms = inst.procedures.in_force(own.id if own else "england", "statutory", inst.today())
    clocks = {name: terms.clocks[clock] for name, clock in _FIGURES.items() if clock in terms.clocks}
    figures = {name: clock.period.count for name, clock in clocks.items() if clock.period is not None}
    titles = {name: terms.facts[name] for name in _TITLES if terms.facts.get(name) is not None}
    kept = {"chat_days": terms.facts["chat_kept_days"]}
    return {**people(inst, council), **figures, **titles, **kept, **_from_today(inst, terms)}


def _from_today(inst: Installation, terms: Terms) -> Facts:
    calendar, today = inst.calendar(terms.calendar), inst.today()
    limit = terms.clocks["time_limit"].period
    try:
        dated = {
            clock: deadline_from(clock, today, terms, calendar)
            for clock in _IF_TODAY
            if clock in terms.clocks
        }
        since = reckon(replace(limit, direction="before"), today, calendar).due if limit else None
    except OutsideCalendar:
        return {}
    return {
        "if_today": {clock: deadline.due for clock, deadline in dated.items()},
        "explained": dated["stage1_response"].explanation,
        **({"since": since} if since else {}),
    }


def national(inst: Installation) -> Mapping[str, Any]:
    """What holds all over England, with no council's own figure, and who checks in the other countries."""
    return _national(inst, inst.today())


@lru_cache(maxsize=_INSTALLATIONS)
def _national(inst: Installation, _today: date) -> Mapping[str, Any]:
    checks = {
        f"ombudsman_{country.id}": country.ombudsman
        for country in inst.elsewhere.countries
        if country.ombudsman
    }
    return {**information(inst, None), **checks, "find_council": inst.elsewhere.find}


@lru_cache(maxsize=_INSTALLATIONS)
def elsewhere(inst: Installation) -> Mapping[str, str]:
    """Councils that are not served here, and countries, by their plain names: in which country."""
    served = {plain(name) for one in inst.procedures.councils() for name in (one.id, one.name, *one.also)}
    names = {plain(name): country.id for country in inst.elsewhere.countries for name in country.names}
    return {name: country for name, country in names.items() if name not in served}


def after_sending(inst: Installation, case: OpenCase) -> Facts:
    """What is told with the receipt: the case's own dates, and who will write."""
    clocks = {deadline.clock: deadline for deadline in case.timeline.deadlines}
    stage1, acknowledged = clocks.get("stage1_response"), clocks.get("acknowledgement")
    received = case.events[0].data
    return {
        **people(inst, case.row.council),
        "reference": case.row.reference,
        "stage1_due": stage1.due if stage1 else None,
        "stage1_days": stage1.length if stage1 else None,
        "decides": case.timeline.status == "awaiting_decision",
        "acknowledgement_due": acknowledged.due if acknowledged else None,
        "who": case.terms.facts.get("stage1_by"),
        "answer_to": received.get("contact_method") not in (None, "none") and "contact_detail" in case.words,
        "wants_advocate": received.get("wants_advocate") == "yes",
    }


_ANSWERS = ("stage1_response", "stage2_response", "stage3_response")
"""What people mean by an answer: the clocks that end with the council's own."""


def as_it_stands(inst: Installation, case: OpenCase) -> Facts:
    """A case as it is told to who comes back: where it is, the next date and whose job, what happened."""
    following = case.timeline.next_owed
    answer = next((owed for owed in case.timeline.owed if owed.clock in _ANSWERS), None)
    another = answer is not None and following is not None and answer.deadline is not following.deadline
    return {
        **people(inst, case.row.council),
        "reference": case.row.reference,
        "late": any(_is_late(owed, case.timeline.as_of) for owed in case.timeline.owed),
        "kind": case.row.kind,
        "status": case.timeline.status,
        "stage": case.timeline.stage,
        "next": following
        and {
            "clock": following.clock,
            "due": following.due,
            "binds": following.deadline.binds,
            "state": following.state,
            "who": following.deadline.rule.acts,
        },
        "explanation": following.deadline.explanation if following else None,
        "answer": answer.deadline.explanation if answer and another else None,
        "options": {option.option: option.why for option in viewing.options(case) if option.available},
        "history": [line._asdict() for line in history_of(case)],
    }


def _is_late(owed: Owed, as_of: date) -> bool:
    """Whether its day has passed, or the longest that the procedure allows where that comes first."""
    longest = owed.deadline.past_longest
    return owed.state == "missed" or (longest is not None and as_of > longest)


def _council(inst: Installation, council: str | None) -> Council | None:
    try:
        return inst.procedures.council(council) if council else None
    except UnknownCouncil:
        # A draft may say "dont_know"; then there is no council to name.
        return None


def _at(council: Council, when: str) -> str | None:
    """The council's own number in need at this time of day, if it was checked."""
    numbers = (_way(line.shown, "phone") for line in council.emergency if line.when == when)
    return next((number for number in numbers if number), None)


def _shown(council: Council, kind: str) -> str | None:
    return _way({way: contact for way, contact in council.contacts.items() if contact.verified}, kind)


def _way(ways: Any, kind: str) -> str | None:
    return ways[kind].value if ways and kind in ways else None

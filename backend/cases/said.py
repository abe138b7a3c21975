"""The wording keys this package speaks in, and the facts each gets. PURE.

`WORDING` is the list a writer works from; the tests hold every `Say` made here to it. A fact that is
itself a `Say` (marked "a Say") is rendered first, so `{first}` may be a whole sentence.

How an explanation is built: a sentence for the state, about one rule, wrapped where there is more to
say: `timeline.with_first_date` and `timeline.with_ombudsman` say their `first` and then one more.
Keys ending in `.yours` are for a date that binds the person, not the council or the panel.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from backend.cases.events import CLOCKS, EVENT_KINDS, HOLD_REASONS, KINDS_OF_CASE, ROUTES
from backend.deadlines.calendar import ON_HOLD
from backend.say import Say

if TYPE_CHECKING:
    from backend.cases.timeline import Deadline

_RULE = {
    "rule": "a Say, timeline.rule.<clock>: what has to be done, and how long there is for it",
    "due": "date",
    "acts": "who must act: the title as this council calls them, or a Say timeline.acts.*",
    "not_counted": "a Say, timeline.not_counted.*",
    "then": "a Say, timeline.then.*: what can be done once the date has passed",
}

WORDING: Mapping[str, Mapping[str, str]] = {
    **{
        f"timeline.rule.{clock}": {"count": "working days, or months", "acts": "as below"} for clock in CLOCKS
    },
    "timeline.not_counted.weekends": {},
    "timeline.not_counted.days": {"days": "list of names of holidays passed over, weekends apart"},
    "timeline.not_counted.none": {},
    "timeline.acts.council": {},
    "timeline.acts.panel": {},
    "timeline.acts.complainant": {},
    "timeline.then.ask_the_team": {},
    "timeline.then.ask_for_stage2": {},
    "timeline.then.tell_the_ombudsman": {},
    "timeline.then.still_ask": {},
    "timeline.then.council_may_agree": {},
    "timeline.then.ombudsman_may_agree": {},
    "timeline.running": _RULE,
    "timeline.running.yours": _RULE,
    "timeline.met": {**_RULE, "met_on": "date"},
    "timeline.met.yours": {**_RULE, "met_on": "date"},
    "timeline.missed": _RULE,
    "timeline.missed.yours": _RULE,
    "timeline.missed.over": _RULE,
    "timeline.missed.over.yours": _RULE,
    "timeline.missed.done_late": {**_RULE, "met_on": "date"},
    "timeline.missed.done_late.yours": {**_RULE, "met_on": "date"},
    "timeline.paused": {**_RULE, "since": "date", "reason": "a Say, timeline.hold.<reason>"},
    "timeline.stopped": _RULE,
    "timeline.stopped.yours": _RULE,
    "timeline.not_started": {"rule": _RULE["rule"], "waits_for": "a Say, timeline.waits_for.<event kind>"},
    "timeline.never_started": {"rule": _RULE["rule"]},
    "timeline.no_period": {"acts": _RULE["acts"]},
    "timeline.with_first_date": {"first": "a Say, one of the above", "was": "date, before it was moved"},
    "timeline.with_ombudsman.late": {"first": "a Say, one of the above", "expects": "date, which has passed"},
    "timeline.with_ombudsman": {"first": "a Say, one of the above", "expects": "date, earlier than due"},
    **{f"timeline.hold.{reason}": {} for reason in HOLD_REASONS},
    **{
        f"timeline.waits_for.{kind}": {}
        for kind in (
            "received",
            "grounds",
            "stage1_responded",
            "stage2_requested",
            "statement_agreed",
            "stage2_reported",
            "stage2_responded",
            "stage3_requested",
            "panel_arranged",
            "panel_held",
            "panel_reported",
        )
    },
    **{f"history.{kind}": {} for kind in EVENT_KINDS if not kind.startswith(("alert_", "lead_"))},
    "history.lead_agreed.council": {},
    "history.lead_agreed.other": {},
    "history.lead_agreed.other.until": {"until": "date: when the one answer is to come"},
    "history.stage1_extended": {"until": "date"},
    "history.stage2_extended": {"until": "date"},
    "history.stage3_extended": {"until": "date"},
    "history.panel_arranged": {"panel_on": "date"},
    "history.redated": {"until": "date", "what": "a Say, track.clock.<clock>"},
    **{f"track.clock.{clock}": {} for clock in CLOCKS},
    "history.redated.promise_stands": {"until": "date, as it was told before the days were counted anew"},
    "history.put_on_hold": {"reason": "a Say, timeline.hold.<reason>"},
    "history.part_put_on_hold": {"reason": "a Say, timeline.hold.<reason>"},
    "history.withdrawn.points": {},
    "history.reinstated.points": {},
    "history.advocate_requested.another": {},
    "history.information_added.panel": {},
    "history.mediation_requested.meeting": {},
    **{f"history.received.{kind}": {} for kind in KINDS_OF_CASE if kind != "complaint"},
    "history.rerouted": {"route": "a Say, history.route.<route>"},
    **{f"history.route.{route}": {} for route in ROUTES},
    "history.acknowledged.other": {},
    "history.declined.because": {"reason": "as the council wrote it"},
    "history.decision_pause_refused.because": {"reason": "as the council wrote it"},
    "option.not_received_yet": {},
    "option.no_such_stage": {},
    "option.withdrawn": {},
    "option.declined": {},
    "option.closed": {},
    "option.not_yours": {},
    "option.add_information": {},
    "option.ask_for_stage2.answered": {"until": "date by which it is best asked for"},
    "option.ask_for_stage2.answered_no_date": {},
    "option.ask_for_stage2.late": {"was": "date by which it was best asked for"},
    "option.ask_for_stage2.no_answer": {"due": "date the answer was due; the rule is unverified"},
    "option.ask_for_stage2.not_yet": {"due": "date", "opens": "date, the working day after"},
    "option.ask_for_stage2.on_hold": {},
    "option.ask_for_stage2.already": {"on": "date it was asked for"},
    "option.ask_for_stage3.answered": {"until": "date, a limit"},
    "option.ask_for_stage3.answered_no_date": {},
    "option.ask_for_stage3.late": {"was": "date; the council decides, and must look at the reason"},
    "option.ask_for_stage3.not_yet": {},
    "option.ask_for_stage3.already": {"on": "date it was asked for"},
    "option.go_straight_to_stage2": {},
    "option.go_straight_to_stage2.not_needed": {},
    "option.go_straight_to_stage2.already": {"on": "date it was asked for"},
    "option.ask_for_mediation": {},
    "option.ask_for_mediation.over": {},
    "option.ask_for_meeting": {},
    "option.ask_for_meeting.until": {"until": "date"},
    "option.ask_for_meeting.late": {"was": "date"},
    "option.ask_for_meeting.not_yet": {},
    "option.ask_for_meeting.over": {},
    "option.ask_to_pause_decision": {},
    "option.ask_to_pause_decision.asked": {"on": "date"},
    "option.ask_to_pause_decision.paused": {"on": "date"},
    "option.ask_to_pause_decision.refused": {"on": "date"},
    "option.ask_to_pause_decision.over": {},
    "option.write_to_panel": {},
    "option.write_to_panel.until": {"until": "date the papers go"},
    "option.write_to_panel.not_yet": {},
    "option.write_to_panel.papers_sent": {"on": "date"},
    "option.write_to_panel.over": {},
    "option.request_advocate": {},
    "option.request_advocate.asked": {"on": "date"},
    "option.request_advocate.appointed": {"on": "date"},
    "option.withdraw": {},
    "option.withdraw.over": {},
    "option.reinstate": {"until": "date, the last day on which it is theirs to undo"},
    "option.reinstate.late": {"on": "date it was withdrawn; the council decides"},
    "option.reinstate.not_withdrawn": {},
    "option.ask_ombudsman.council_first": {},
    "option.ask_ombudsman.late": {"due": "date the council missed"},
    "option.ask_ombudsman.late_by_their_count": {"expects": "date, which has passed; the council's has not"},
    "option.ask_ombudsman.finished": {},
    "option.ask_ombudsman.declined": {},
    "option.ask_ombudsman.past_their_limit": {"was": "date; they may still agree"},
}

_THEN = {
    "stage1_response": "ask_for_stage2",
    "stage1_latest": "ask_for_stage2",
    "stage2_request": "still_ask",
    "meeting_request": "still_ask",
    "stage3_request": "council_may_agree",
    "time_limit": "council_may_agree",
    "ombudsman": "ombudsman_may_agree",
    "acknowledgement": "ask_the_team",
    "stage2_acknowledgement": "ask_the_team",
    "stage3_acknowledgement": "ask_the_team",
}


def explained(deadline: Deadline) -> Say:
    """What a clock means for the person: the date, the rule, the days left out, who acts, what then."""
    rule = deadline.rule
    acts: object = rule.acts or Say(f"timeline.acts.{rule.binds}")
    if rule.period is None:
        return Say("timeline.no_period", {"acts": acts})
    about = Say(f"timeline.rule.{rule.clock}", {"count": rule.period.count, "acts": acts})
    if deadline.started_on is not None:
        told = _running_or_over(deadline, about, acts)
    elif deadline.over_on is not None:
        told = Say("timeline.never_started", {"rule": about})
    else:
        waits_for = rule.starts_with[0] if rule.starts_with else "received"
        told = Say(
            "timeline.not_started", {"rule": about, "waits_for": Say(f"timeline.waits_for.{waits_for}")}
        )
    return with_other_dates(deadline, told)


def with_other_dates(deadline: Deadline, told: Say) -> Say:
    """What is told of a date, with the one that was before it and the Ombudsman's, where there are such."""
    if deadline.extended_from is not None:
        told = Say("timeline.with_first_date", {"first": told, "was": deadline.extended_from})
    if deadline.ombudsman_expects is not None:
        key = "timeline.with_ombudsman.late" if deadline.past_ombudsman else "timeline.with_ombudsman"
        told = Say(key, {"first": told, "expects": deadline.ombudsman_expects})
    return told


def _running_or_over(deadline: Deadline, about: Say, acts: object) -> Say:
    facts: dict[str, object] = {
        "rule": about,
        "due": deadline.due,
        "acts": acts,
        "not_counted": _not_counted(deadline),
        "then": Say(f"timeline.then.{_THEN.get(deadline.rule.clock, 'tell_the_ombudsman')}"),
    }
    key = f"timeline.{deadline.state}"
    if deadline.state == "missed" and deadline.over_on is not None:
        key = "timeline.missed.over" if deadline.met_on is None else "timeline.missed.done_late"
    if deadline.state in ("met", "missed") and deadline.met_on is not None:
        facts["met_on"] = deadline.met_on
    if deadline.state == "paused" and deadline.held is not None:
        facts |= {"since": deadline.held.since, "reason": Say(f"timeline.hold.{deadline.held.reason}")}
    elif deadline.rule.binds == "complainant":
        key += ".yours"
    return Say(key, facts)


def _not_counted(deadline: Deadline) -> Say:
    if deadline.unit == "months":
        return Say("timeline.not_counted.none")
    names = dict.fromkeys(day.why for day in deadline.skipped if day.why != ON_HOLD)
    if names:
        return Say("timeline.not_counted.days", {"days": list(names)})
    return Say("timeline.not_counted.weekends")

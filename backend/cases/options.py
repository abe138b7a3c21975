"""What the person may ask for on a day, until when, and why or why not. PURE.

The rules are the contract's, under Option. `until` is the last day of an option that is open, and the
first day of one that is not open yet; None where there is no such day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from backend.cases.lifecycle import STAGES_OF_ROUTE, Life
from backend.cases.terms import Terms
from backend.deadlines.calendar import WorkingCalendar
from backend.say import Say

if TYPE_CHECKING:
    from backend.cases.timeline import Deadline

Name = Literal[
    "add_information",
    "ask_for_stage2",
    "ask_for_stage3",
    "go_straight_to_stage2",
    "ask_for_mediation",
    "ask_for_meeting",
    "ask_to_pause_decision",
    "write_to_panel",
    "request_advocate",
    "withdraw",
    "reinstate",
    "ask_ombudsman",
]


class Option(NamedTuple):
    """One thing that may be asked for: whether now, until when, and why or why not."""

    option: Name
    available: bool
    until: date | None
    why: Say


def options(
    life: Life,
    terms: Terms | None,
    deadlines: Mapping[str, Deadline],
    calendar: WorkingCalendar,
    as_of: date,
) -> tuple[Option, ...]:
    """Every option of the contract for this life on this day, available or not.

    `terms` are those of the route the case is on now, None where that has no clocks.
    """
    now = _Now(life, terms, deadlines, calendar, as_of)
    barred = now.barred()
    return (
        _ADD if barred is None else Option("add_information", False, None, barred),
        now.ask_for_stage2(),
        now.ask_for_stage3(),
        now.go_straight_to_stage2(barred),
        now.ask_for_mediation(barred),
        now.ask_for_meeting(barred),
        now.ask_to_pause_decision(barred),
        now.write_to_panel(barred),
        now.request_advocate(),
        now.withdraw(),
        now.reinstate(),
        now.ask_ombudsman(),
    )


def last_day_to_undo(withdrawn_on: date, terms: Terms | None, calendar: WorkingCalendar) -> date | None:
    """The last day on which a withdrawal is the person's own to take back; None where we name none."""
    days = terms.facts.get("undo_withdrawal_days") if terms else None
    return calendar.later(withdrawn_on, days) if isinstance(days, int) else None


@lru_cache(maxsize=4096)
def _dated(option: Name, available: bool, why: str, fact: str, day: date) -> Option:
    """An option whose reason has one day in it; the same few are given again and again."""
    until = day if fact == "until" else None
    return Option(option, available, until, Say(f"option.{option}{why}", {fact: day}))


_BARRED = {
    why: Say(f"option.{why}")
    for why in ("not_received_yet", "no_such_stage", "withdrawn", "declined", "closed")
}
_COUNCIL_FIRST = Say("option.ask_ombudsman.council_first")
_FINISHED = Say("option.ask_ombudsman.finished")
_DECLINED = Say("option.ask_ombudsman.declined")


def _always(option: Name, available: bool, why: str = "") -> Option:
    """An option said without any day, which is one and the same each time."""
    return Option(option, available, None, Say(f"option.{option}{why}"))


_ADD = _always("add_information", True)
_STAGE2_ON_HOLD = _always("ask_for_stage2", False, ".on_hold")
_STAGE2_NO_DATE = _always("ask_for_stage2", True, ".answered_no_date")
_STAGE3_NO_DATE = _always("ask_for_stage3", True, ".answered_no_date")
_STAGE3_NOT_YET = _always("ask_for_stage3", False, ".not_yet")
_STRAIGHT = _always("go_straight_to_stage2", True)
_STRAIGHT_NOT_NEEDED = _always("go_straight_to_stage2", False, ".not_needed")
_MEDIATION = _always("ask_for_mediation", True)
_MEDIATION_OVER = _always("ask_for_mediation", False, ".over")
_MEETING = _always("ask_for_meeting", True)
_MEETING_NOT_YET = _always("ask_for_meeting", False, ".not_yet")
_MEETING_OVER = _always("ask_for_meeting", False, ".over")
_PAUSE = _always("ask_to_pause_decision", True)
_PAUSE_OVER = _always("ask_to_pause_decision", False, ".over")
_PANEL = _always("write_to_panel", True)
_PANEL_NOT_YET = _always("write_to_panel", False, ".not_yet")
_PANEL_OVER = _always("write_to_panel", False, ".over")
_ADVOCATE = _always("request_advocate", True)
_WITHDRAW = _always("withdraw", True)
_WITHDRAW_OVER = _always("withdraw", False, ".over")
_NOT_WITHDRAWN = _always("reinstate", False, ".not_withdrawn")

_IN_DANGER_OF_BEING_MISSED = ("stage1_response", "stage2_response", "panel_hearing", "stage3_response")


class _Now:
    """A life on a day, asked one option at a time."""

    def __init__(
        self,
        life: Life,
        terms: Terms | None,
        deadlines: Mapping[str, Deadline],
        calendar: WorkingCalendar,
        as_of: date,
    ) -> None:
        self.life, self.terms, self.deadlines, self.calendar = life, terms, deadlines, calendar
        self.as_of = as_of
        self.days = life.first
        self.stages = STAGES_OF_ROUTE.get(life.route, 0)

    def barred(self) -> Say | None:
        """Why nothing can be asked of this case as a whole, or None."""
        if self.life.phase == "nothing":
            return _BARRED["not_received_yet"]
        return _BARRED[self.life.ended] if self.life.ended else None

    def due(self, clock: str) -> date | None:
        """A clock's date, whatever its state."""
        deadline = self.deadlines.get(clock)
        return deadline.due if deadline else None

    def next_stage(self, stage: Literal[2, 3]) -> Option | None:
        """Why the next stage cannot be asked for at all, or None. A closed file bars nothing."""
        name: Name = "ask_for_stage2" if stage == 2 else "ask_for_stage3"
        if self.life.phase == "nothing":
            return Option(name, False, None, _BARRED["not_received_yet"])
        if stage > self.stages:
            return Option(name, False, None, _BARRED["no_such_stage"])
        if (asked_on := self.days.get(f"stage{stage}_requested")) is not None:
            return _dated(name, False, ".already", "on", asked_on)
        if self.life.ended in ("withdrawn", "declined"):
            return Option(name, False, None, _BARRED[self.life.ended])
        return None

    def ask_for_stage2(self) -> Option:
        """From the answer on, or from the working day after it should have come; it never closes."""
        if (not_at_all := self.next_stage(2)) is not None:
            return not_at_all
        if "stage1_responded" in self.days:
            until = self.due("stage2_request")
            if until is None:
                return _STAGE2_NO_DATE
            if self.as_of > until:
                return _dated("ask_for_stage2", True, ".late", "was", until)
            return _dated("ask_for_stage2", True, ".answered", "until", until)
        answer = self.deadlines.get("stage1_response")
        if answer is None or answer.due is None:
            return Option("ask_for_stage2", False, None, _BARRED["no_such_stage"])
        if answer.state == "paused":
            return _STAGE2_ON_HOLD
        # A date given past the longest that the procedure allows takes nothing away from anybody.
        due = answer.past_longest or answer.due
        opens = self.calendar.later(due, 1)
        if self.as_of >= opens:
            return _dated("ask_for_stage2", True, ".no_answer", "due", due)
        why = Say("option.ask_for_stage2.not_yet", {"due": due, "opens": opens})
        return Option("ask_for_stage2", False, opens, why)

    def ask_for_stage3(self) -> Option:
        """From the stage 2 answer on; after its working days the council has to weigh a late request."""
        if (not_at_all := self.next_stage(3)) is not None:
            return not_at_all
        if "stage2_responded" not in self.days:
            return _STAGE3_NOT_YET
        until = self.due("stage3_request")
        if until is None:
            return _STAGE3_NO_DATE
        if self.as_of > until:
            return _dated("ask_for_stage3", True, ".late", "was", until)
        return _dated("ask_for_stage3", True, ".answered", "until", until)

    def go_straight_to_stage2(self, barred: Say | None) -> Option:
        """Before stage 1 is answered, where person and council agree to leave it out."""
        if barred is not None:
            return Option("go_straight_to_stage2", False, None, barred)
        if self.life.route != "statutory":
            return Option("go_straight_to_stage2", False, None, _BARRED["no_such_stage"])
        if (asked_on := self.days.get("stage2_requested", self.life.asked_to_skip_on)) is not None:
            return _dated("go_straight_to_stage2", False, ".already", "on", asked_on)
        return _STRAIGHT if self.life.phase == "stage1" else _STRAIGHT_NOT_NEEDED

    def ask_for_mediation(self, barred: Say | None) -> Option:
        """At any time beside the stages, which go on all the same."""
        if barred is not None:
            return Option("ask_for_mediation", False, None, barred)
        if not self.stages:
            return Option("ask_for_mediation", False, None, _BARRED["no_such_stage"])
        return _MEDIATION_OVER if self.life.phase == "stage3_answered" else _MEDIATION

    def ask_for_meeting(self, barred: Say | None) -> Option:
        """After an answer, and before a panel: instead of nothing that the person has a right to."""
        if barred is not None:
            return Option("ask_for_meeting", False, None, barred)
        if not self.stages:
            return Option("ask_for_meeting", False, None, _BARRED["no_such_stage"])
        if self.life.stage == 3:
            return _MEETING_OVER
        if self.life.phase == "stage1" or (self.stages == 2 and self.life.phase != "stage2_answered"):
            return _MEETING_NOT_YET
        until = self.due("meeting_request")
        if until is None:
            return _MEETING
        if self.as_of > until:
            return _dated("ask_for_meeting", True, ".late", "was", until)
        return _dated("ask_for_meeting", True, ".until", "until", until)

    def ask_to_pause_decision(self, barred: Say | None) -> Option:
        """While the complaint is under way, for a decision it is about."""
        if barred is not None:
            return Option("ask_to_pause_decision", False, None, barred)
        if not self.stages:
            return Option("ask_to_pause_decision", False, None, _BARRED["no_such_stage"])
        if self.life.phase == "stage3_answered":
            return _PAUSE_OVER
        stands = self.life.decision_pause
        if stands is None:
            return _PAUSE
        kind = {"asked": "decision_pause_requested", "paused": "decision_paused"}.get(
            stands, "decision_pause_refused"
        )
        last_on = self.life.last[kind]
        return _dated("ask_to_pause_decision", stands == "refused", f".{stands}", "on", last_on)

    def write_to_panel(self, barred: Say | None) -> Option:
        """From the request for a panel until its papers go."""
        if barred is not None:
            return Option("write_to_panel", False, None, barred)
        if self.stages < 3:
            return Option("write_to_panel", False, None, _BARRED["no_such_stage"])
        if self.life.stage < 3:
            return _PANEL_NOT_YET
        if self.life.phase == "stage3_answered" or "panel_held" in self.days:
            return _PANEL_OVER
        if (sent_on := self.days.get("panel_papers_sent")) is not None:
            return _dated("write_to_panel", False, ".papers_sent", "on", sent_on)
        until = self.due("panel_papers")
        if until is None or self.as_of > until:
            return _PANEL
        return _dated("write_to_panel", True, ".until", "until", until)

    def request_advocate(self) -> Option:
        """Always, before a complaint as well (Children Act 1989 s26A: "intend to make")."""
        last = self.life.last
        asked_on, appointed_on = last.get("advocate_requested"), last.get("advocate_appointed")
        if appointed_on is not None:
            return _dated("request_advocate", True, ".appointed", "on", appointed_on)
        if asked_on is not None:
            return _dated("request_advocate", True, ".asked", "on", asked_on)
        return _ADVOCATE

    def withdraw(self) -> Option:
        """At any time before the last answer."""
        if (barred := self.barred()) is not None:
            return Option("withdraw", False, None, barred)
        return _WITHDRAW_OVER if self.life.phase == "stage3_answered" else _WITHDRAW

    def reinstate(self) -> Option:
        """After withdrawing, by the person for as many working days as we say; then it is the council's."""
        withdrawn_on = self.withdrawn_on()
        if withdrawn_on is None:
            return _NOT_WITHDRAWN
        until = last_day_to_undo(withdrawn_on, self.terms, self.calendar)
        if until is not None and self.as_of <= until:
            return _dated("reinstate", True, "", "until", until)
        return _dated("reinstate", False, ".late", "on", withdrawn_on)

    def withdrawn_on(self) -> date | None:
        """The day the case was withdrawn, or the last of its points that was taken out."""
        if self.life.ended is not None:
            return self.life.ended_on if self.life.ended == "withdrawn" else None
        return max(self.life.points_withdrawn.values(), default=None)

    def ask_ombudsman(self) -> Option:
        """Always, with what the Ombudsman usually wants first."""
        until = self.due("ombudsman")
        if until is not None and self.as_of > until:
            return _dated("ask_ombudsman", True, ".past_their_limit", "was", until)
        return Option("ask_ombudsman", True, until, self._what_the_ombudsman_wants())

    def _what_the_ombudsman_wants(self) -> Say:
        if self.life.ended == "declined":
            return _DECLINED
        if self.life.phase == f"stage{self.stages}_answered":
            return _FINISHED
        for clock in _IN_DANGER_OF_BEING_MISSED:
            deadline = self.deadlines.get(clock)
            if deadline is None or deadline.over_on is not None:
                continue
            due = deadline.past_longest or deadline.due
            if deadline.state in ("running", "missed") and due is not None and self.as_of > due:
                return Say("option.ask_ombudsman.late", {"due": due})
            if deadline.past_ombudsman:
                return Say(
                    "option.ask_ombudsman.late_by_their_count", {"expects": deadline.ombudsman_expects}
                )
        return _COUNCIL_FIRST

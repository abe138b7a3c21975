"""What a year's cases add up to, table by table: what regulation 13 asks a council to report. PURE.

Only numbers leave here, never a reference, a name or a word. `backend.reports.suppress` decides which
of them may be published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backend.cases.events import KINDS_OF_CASE, OUTCOMES, Event
from backend.cases.points import points
from backend.cases.timeline import Deadline, Timeline

RECEIVED = "received"
KINDS_OF_TIME = ("in_time", "extended_in_time", "late", "still_running", "stopped")
TIMED = (
    ("time1", "answers", "stage1_response"),
    ("time2", "answers", "stage2_response"),
    ("time3_panel", "panels", "panel_hearing"),
    ("time3_findings", "panels", "panel_report"),
    ("time3", "answers", "stage3_response"),
)
"""Whose time limits are counted: each table, what it counts, and the clock. Stage 3 has three, which follow
one another: the panel meets, says what it found, and the council answers (SI 2006/1738, regs 19 and 20).
"""


@dataclass(frozen=True)
class Told:
    """One case as the report sees it."""

    kind: str
    role: str
    events: Sequence[Event]
    stands: Timeline


@dataclass(frozen=True)
class Table:
    """Counts by row; they add up to `total`. `of` says what is counted."""

    name: str
    of: str
    rows: Mapping[str, int]

    @property
    def total(self) -> int:
        """The sum of its rows."""
        return sum(self.rows.values())


def tables(cases: Iterable[Told]) -> tuple[Table, ...]:
    """Every table of the report, in the order it is read."""
    every = tuple(cases)
    complaints = [case for case in every if case.kind == "complaint"]
    return (
        _table(RECEIVED, "cases", (case.kind for case in every), KINDS_OF_CASE),
        _table("stage", "complaints", (f"stage{_furthest(case)}" for case in complaints), _STAGES),
        _table("ombudsman", "complaints", (_ombudsman(case) for case in complaints), ("went", "did_not")),
        _table("who", "complaints", (case.role for case in complaints)),
        _table("about", "mentions", (about for case in complaints for about in _abouts(case))),
        _table(
            "outcome",
            "points",
            (point.outcome or "none_yet" for case in complaints for point in points(case.events)),
            (*OUTCOMES, "none_yet"),
        ),
        *(
            _table(
                table,
                of,
                (
                    kept
                    for case in complaints
                    for one in case.stands.deadlines
                    if one.clock == clock and (kept := time_kept(one, case.stands.as_of))
                ),
                KINDS_OF_TIME,
            )
            for table, of, clock in TIMED
        ),
        _table("advocate", "complaints", (_advocate(case) for case in complaints), _ADVOCATE),
        _table("actions", "actions", (_action for case in every for _action in _actions(case)), _ACTIONS),
    )


def time_kept(deadline: Deadline, as_of: date) -> str | None:
    """How a stage's time limit was kept, one of `KINDS_OF_TIME`; None where it never began to run.

    A date that was extended and met counts as kept, and is told apart from one that was not extended.
    An answer after its date, or none yet after it, is late; so is one after the longest that the procedure
    allows, whatever date it was given.
    """
    if deadline.started_on is None:
        return None
    if deadline.past_longest is not None and (deadline.over_on or as_of) > deadline.past_longest:
        return "late"
    if deadline.state == "met":
        return "extended_in_time" if deadline.extended_from else "in_time"
    return {"missed": "late", "stopped": "stopped"}.get(deadline.state, "still_running")


_STAGES = ("stage0", "stage1", "stage2", "stage3")
_ADVOCATE = ("not_asked", "waiting", "appointed", "declined")
_ACTIONS = ("done", "promised")


def _furthest(case: Told) -> int:
    return int(case.stands.stage)


def _kinds(case: Told) -> set[str]:
    return {event.kind for event in case.events}


def _ombudsman(case: Told) -> str:
    return "went" if "referred_to_ombudsman" in _kinds(case) else "did_not"


def _abouts(case: Told) -> list[str]:
    told = case.events[0].data.get("about") if case.events else None
    return [str(one) for one in told] if isinstance(told, list) else [str(told or "not_said")]


def _advocate(case: Told) -> str:
    kinds = _kinds(case)
    for kind, standing in (
        ("advocate_appointed", "appointed"),
        ("advocate_declined", "declined"),
        ("advocate_requested", "waiting"),
    ):
        if kind in kinds:
            return standing
    return "not_asked"


def _actions(case: Told) -> list[str]:
    """Each action once: as many done as were recorded done, the rest still promised."""
    counted = Counter(event.kind for event in case.events)
    done = counted["action_done"]
    return ["done"] * done + ["promised"] * max(0, counted["action_promised"] - done)


def _table(name: str, of: str, found: Iterable[str], rows: Sequence[str] = ()) -> Table:
    counted = Counter(found)
    named = (*rows, *sorted(set(counted) - set(rows)))
    return Table(name, of, {row: counted[row] for row in named})

"""The national procedure, and councils that differ from it, made for the tests of cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from backend.cases.events import Event
from backend.cases.terms import Clock, Terms
from backend.deadlines.period import Period
from backend.source import Source

LAW = Source("SI 2006/1738", verified=True)


def clock(name: str, days: int | None, starts: str, ends: str, binds: str = "council", **more: Any) -> Clock:
    """A clock in working days; `starts` and `ends` are event kinds, separated by spaces."""
    more.setdefault("nature", "statutory")
    period = None if days is None else Period(days)
    return Clock(
        name,
        more.pop("period", period),
        tuple(starts.split()),
        tuple(ends.split()),
        binds,
        source=LAW,
        **more,
    )  # type: ignore[arg-type]


NATIONAL = (
    clock("time_limit", None, "grounds", "received", "complainant", period=Period(12, "months")),
    clock("acknowledgement", 3, "received", "acknowledged", nature="local", stage=1),
    clock("stage1_response", 10, "received", "stage1_responded", longest=Period(20), stage=1),
    clock("stage1_latest", 20, "received", "stage1_responded", stage=1),
    clock(
        "stage2_request",
        20,
        "stage1_responded",
        "stage2_requested",
        "complainant",
        nature="recommended",
        stage=1,
    ),
    clock("stage2_acknowledgement", 2, "stage2_requested", "stage2_acknowledged", stage=2),
    clock("stage2_response", 25, "stage2_requested", "stage2_responded", longest=Period(65), stage=2),
    clock("stage2_latest", 65, "stage2_requested", "stage2_responded", stage=2),
    clock("stage3_request", 20, "stage2_responded", "stage3_requested", "complainant", stage=2),
    clock("stage3_acknowledgement", 2, "stage3_requested", "stage3_acknowledged", stage=3),
    clock("panel_arrangements", 10, "stage3_requested", "panel_arranged", stage=3),
    clock(
        "panel_papers",
        None,
        "panel_arranged",
        "panel_papers_sent",
        period=Period(10, direction="before"),
        stage=3,
    ),
    clock("panel_hearing", 30, "stage3_requested", "panel_held", stage=3),
    clock("panel_report", 5, "panel_held", "panel_reported", "panel", stage=3),
    clock("stage3_response", 15, "panel_reported", "stage3_responded", stage=3),
    clock("ombudsman", None, "grounds", "referred_to_ombudsman", "complainant", period=Period(12, "months")),
)

ENGLAND = Terms("england", "England", "statutory", {c.clock: c for c in NATIONAL}, {}, "request")

CORPORATE = Terms(
    "somerset",
    "Somerset",
    "corporate",
    {
        c.clock: c
        for c in (
            clock("stage1_response", 10, "received", "stage1_responded", nature="local", stage=1),
            clock("stage2_response", 20, "stage2_requested", "stage2_responded", nature="local", stage=2),
            clock("meeting_request", 20, "stage2_responded", "", "complainant", nature="local", stage=2),
        )
    },
    {},
    "request",
)


def starting_stage2_from(reading: str, kind: str) -> Terms:
    """A council that counts stage 2 from `kind`; the national clocks stand beside its own."""
    own = {
        name: replace(ENGLAND.clocks[name], starts_with=(kind,))
        for name in ("stage2_response", "stage2_latest")
    }
    return replace(
        ENGLAND,
        clocks={**ENGLAND.clocks, **own},
        national={name: ENGLAND.clocks[name] for name in own},
        stage2_starts=reading,
    )  # type: ignore[arg-type]


SIGNED = starting_stage2_from("signed_statement", "statement_agreed")
REPORTS = starting_stage2_from("reports", "stage2_reported")


def day(text: str) -> date:
    """A day written as "2026-03-31", or in 2026 as "31 Mar"."""
    if text[:4].isdigit():
        return date.fromisoformat(text)
    number, month = text.split()
    names = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return date(2026, names.index(month) + 1, int(number))


def told(*lines: str, data: Mapping[str, Mapping[str, Any]] | None = None) -> list[Event]:
    """Events from lines such as "2 Mar received" or "9 Mar stage1_extended complex 30 Mar"."""
    events = []
    for line in lines:
        number, month, kind, *rest = line.split()
        more: dict[str, Any] = dict((data or {}).get(kind, {}))
        if kind.endswith("_extended"):
            more |= {"reason": rest[0], "until": day(" ".join(rest[1:]))}
        elif kind == "put_on_hold":
            more |= {"reason": rest[0]}
        elif kind == "panel_arranged":
            more |= {"panel_on": day(" ".join(rest))}
        elif kind == "redated":
            more |= {"clock": rest[0], "until": day(" ".join(rest[1:])), "reason": "bank holiday"}
        elif kind == "rerouted":
            more |= {"route": rest[0]}
        elif kind in ("declined", "closed", "decision_pause_refused"):
            more.setdefault("reason", "said in a letter")
        elif kind == "lead_agreed":
            more |= {"lead": "council", "body": "A hospital"}
        elif kind == "linked":
            more.setdefault("to", "H-1")
        events.append(Event(kind, day(f"{number} {month}"), more))
    return events

"""What one council's procedure says, as the pure centre sees it. PURE.

`backend.procedures` builds these from the checked YAML; below this line nobody knows YAML existed.
One `Terms` is the procedure *in force on one day* for one council and one route.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backend.deadlines.period import Period
from backend.source import Source

Binds = Literal["council", "complainant", "panel"]
Nature = Literal["statutory", "local", "recommended", "ours", "none"]


@dataclass(frozen=True)
class Clock:
    """One clock: how long, from what, whom it binds, who acts, and why.

    `period` is None where neither the council nor the national rule gives a figure (nature "none").
    `longest` is the period counted from the same start at which every extension ends (10 + 10 = 20).
    `starts_with` and `ends_with` are event kinds (contract.md), any of which starts or ends it;
    "grounds" stands for the day the person knew or it happened.
    `acts` is the title of who must act, as this council calls them.
    """

    clock: str
    period: Period | None
    starts_with: tuple[str, ...]
    ends_with: tuple[str, ...]
    binds: Binds
    nature: Nature
    source: Source
    longest: Period | None = None
    longest_source: Source | None = None
    acts: str | None = None
    stage: Literal[0, 1, 2, 3] = 0


@dataclass(frozen=True)
class Terms:
    """One council's procedure on one route, in force on one day.

    `national` holds the national clock of the same name wherever the council's own differs, so that
    the national right can stand beside it. `stage2_starts` says from what this council counts stage
    2; the Ombudsman counts from the request. `facts` are named figures and titles which the wording
    may put into sentences (`stage1_by`, `adjudicator`, `panel_size`, `undo_withdrawal_days`, ...).
    """

    council: str
    name: str
    route: str
    clocks: Mapping[str, Clock]
    national: Mapping[str, Clock]
    stage2_starts: Literal["request", "agreed_statement", "signed_statement", "reports"]
    facts: Mapping[str, object] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    other_routes: Mapping[str, Terms] = field(default_factory=dict)
    """This council's terms on its other routes that have clocks, for a case that is rerouted."""
    calendar: str = "england_and_wales"
    """The calendar by which its working days are counted, by its name in `deadlines.calendar`."""

"""How long what is kept, and why: what the council filled in, else what its procedure file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from backend.services import opening
from backend.services.installation import Installation
from backend.store import Limits, Transaction

Kind = Literal["chat", "draft", "case", "alert"]
FACTS: dict[Kind, str] = {
    "chat": "chat_kept_days",
    "draft": "draft_kept_days",
    "case": "case_kept_years",
    "alert": "alert_kept_years",
}
"""The fact of the procedure that says how long each kind is kept."""


@dataclass(frozen=True)
class Rule:
    """How long one council keeps one kind of thing. `count` is None where no rule says: it stays."""

    council: str
    kind: Kind
    count: int | None
    unit: Literal["days", "years"]
    why: str | None
    """The reason on record, as whoever gave it wrote it."""

    def until(self, ended: date) -> date | None:
        """The last day on which what ended then is kept; None where it stays."""
        if self.count is None:
            return None
        return years_after(ended, self.count) if self.unit == "years" else ended + timedelta(self.count)


def rules(inst: Installation, tx: Transaction, council: str) -> tuple[Rule, ...]:
    """Every rule of one council, `england` for what belongs to none."""
    return tuple(rule(inst, tx, council, kind) for kind in FACTS)


def rule(inst: Installation, tx: Transaction, council: str, kind: Kind) -> Rule:
    """One rule of one council, `england` for what belongs to none."""
    given = opening.of(tx, council).retention
    if given is not None and kind == "case":
        return Rule(council, kind, given.years, "years", given.basis)
    if given is not None and kind == "alert" and given.alert_years is not None:
        return Rule(council, kind, given.alert_years, "years", given.basis)
    return stated(inst, council, kind)


def stated(inst: Installation, council: str, kind: Kind) -> Rule:
    """The rule as the procedure in force today states it."""
    terms = inst.procedures.in_force(council, "statutory", inst.today())
    name = FACTS[kind]
    count, source = terms.facts.get(name), terms.sources.get(name)
    return Rule(
        council,
        kind,
        None if count is None else int(str(count)),
        "days" if name.endswith("days") else "years",
        None if source is None else source.note or source.citation,
    )


def limits(inst: Installation, kind: Literal["chat", "draft"]) -> Limits:
    """The moment before which things of this kind are past their time, by council."""

    now = inst.clock.now()

    def limit(council: str) -> datetime:
        return now - timedelta(days=stated(inst, council, kind).count or 0)

    found: dict[str | None, datetime] = {None: limit(opening.EVERYWHERE)}
    return found | {council.id: limit(council.id) for council in inst.procedures.councils()}


def draft_days(inst: Installation, council: str | None) -> int:
    """For how many days a draft for this council is kept; that of England where it is not served here."""
    served = {one.id for one in inst.procedures.councils()}
    return stated(inst, council if council and council in served else opening.EVERYWHERE, "draft").count or 0


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February where there is no 29."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)

"""What the rules of eligibility say of a complaint while it is made and when it is sent; never a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from backend.eligibility import Advice, Facts, advise_each
from backend.eligibility.question import ABOUT, About
from backend.journeys import subjects
from backend.journeys.draft import Advised, Answers
from backend.procedures import Procedures

ORDINARY: About = "staff"
"""What a complaint is taken to be about while nobody said: help, care or how workers act (rule S01).

A subject that was left out, or is in none of our lists, is the team's to place. It holds nothing up.
"""
_UNPLACED = (None, "other")


def advise(procedures: Procedures, council: str | None, today: date, answers: Answers) -> tuple[Advised, ...]:
    """The rules' view of each part, what it is mostly about first; by the national rules for no council."""
    known = {one.id for one in procedures.councils()}
    terms = procedures.in_force(council if council in known else "england", "statutory", today)
    parts = _parts(answers)
    return tuple(map(_advised, parts, advise_each(_facts(answers), parts, terms, today)))


def _parts(answers: Answers) -> tuple[About, ...]:
    told = answers.get("about")
    mostly = ORDINARY if told in _UNPLACED else told
    beside = subjects.elsewhere(str(answers.get("what_happened", "")), mostly)
    return tuple(one for one in (mostly, *beside) if one in ABOUT)


def _facts(answers: Answers) -> Facts:
    """The answers of the conversation as the decision table asks for them."""
    return Facts(
        role=answers.get("role", "other"),  # type: ignore[arg-type]  # the journey's options are the table's
        about=ORDINARY,
        relationship=answers.get("relationship"),  # type: ignore[arg-type]
        child_is=answers.get("child_is"),  # type: ignore[arg-type]
        child_agrees=answers.get("child_agrees"),  # type: ignore[arg-type]
        happened_on=_happened(answers.get("when_happened")),
    )


def _happened(when: object) -> date | None:
    """The last day the person named: the later one is kinder to them."""
    named = when.get("to") or when.get("from") if isinstance(when, Mapping) else None
    return date.fromisoformat(str(named)) if named else None


def _advised(about: About, advice: Advice) -> Advised:
    return Advised(
        about,
        advice.route,
        advice.outcome,
        tuple((reason.rule, reason.say) for reason in advice.reasons),
        tuple((step.key.rpartition(".")[2], step) for step in advice.next_steps),
    )

"""What the rules of eligibility say of a complaint while it is made and when it is sent; never a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backend.eligibility import Advice, Facts, advise_each
from backend.eligibility.question import ABOUT, About
from backend.journeys import subjects
from backend.journeys.draft import Advised, Answers
from backend.journeys.who import in_their_own_right_too
from backend.procedures import NoFigures, Procedures

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


@dataclass(frozen=True)
class Placed:
    """Where a complaint goes when it is sent, and what the rules said of it, for the council to decide on."""

    route: str
    advised: Mapping[str, object]


def place(procedures: Procedures, council: str, today: date, answers: Answers) -> Placed:
    """The route and what is noted in the case.

    It goes where its parts go, if all of them belong to one other procedure and the person sent it all
    the same; a part that belongs here keeps the whole here. `outcome` "ask_council" lets it wait for the
    council's decision.
    """
    parts = advise(procedures, council, today, answers)
    routes = {part.route for part in parts}
    elsewhere = all(part.outcome == "redirect" for part in parts)
    asks = elsewhere or any(part.outcome == "ask_council" for part in parts)
    route = routes.pop() if elsewhere and len(routes) == 1 else "statutory"
    advised: dict[str, object] = {"rules": sorted({rule for part in parts for rule, _ in part.reasons})}
    if asks:
        advised["outcome"] = "ask_council"
    if beside := [part.about for part in parts[1:]]:
        advised["also_about"] = beside
    return Placed(_with_figures(procedures, council, route, today), advised)


def _with_figures(procedures: Procedures, council: str, route: str, today: date) -> str:
    """The route, or the statutory one where the council gives no figures for it."""
    try:
        procedures.in_force(council, route, today)
    except NoFigures:
        return "statutory"
    return route


def _parts(answers: Answers) -> tuple[About, ...]:
    told = answers.get("about")
    mostly = ORDINARY if told in _UNPLACED else told
    beside = subjects.elsewhere(str(answers.get("what_happened", "")), mostly)
    return tuple(one for one in (mostly, *beside) if one in ABOUT)


def _facts(answers: Answers) -> Facts:
    """The answers of the conversation as the decision table asks for them.

    Who complains for themselves and for another does so in their own right: nobody's agreement and no
    decision of the council holds that up. What was told of the other is in the case, for the team.
    """
    own = in_their_own_right_too(answers)
    return Facts(
        role=answers.get("role", "other"),  # type: ignore[arg-type]  # the journey's options are the table's
        about=ORDINARY,
        relationship="self" if own else _relationship(answers),  # type: ignore[arg-type]
        child_is=None if own else answers.get("child_is"),  # type: ignore[arg-type]
        child_agrees=None if own else answers.get("child_agrees"),  # type: ignore[arg-type]
        happened_on=_happened(answers.get("when_happened")),
    )


def _relationship(answers: Answers) -> object:
    """A young person who speaks up for another is not the one it is about, whatever else was left out."""
    for_another = answers.get("role") == "young_person" and answers.get("about_whom") == "somebody_else"
    return answers.get("relationship") or ("other" if for_another else None)


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

"""Which route a complaint takes, and what to do next: advice, with nothing stored. It never refuses."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from backend.api.days import Day, known_days
from backend.callers import locale_or_problem
from backend.contract import AdviceInParts, AdviceOut, AgeBand
from backend.deadlines.calendar import IN_FORCE, OutsideCalendar
from backend.eligibility import Advice, Facts, Proceedings, advise_each
from backend.eligibility.question import ABOUT, About, Agrees, ChildIs, Relationship, Role
from backend.problems import Problem
from backend.procedures import UnknownCouncil
from backend.services.installation import Installation
from backend.views import Speaker, source_view


class ProceedingsAsked(BaseModel):
    """Court, tribunal, criminal or disciplinary proceedings beside the complaint."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["court", "tribunal", "criminal", "disciplinary"]
    ongoing: bool
    same_matter: Literal["yes", "no", "dont_know"]
    ended_on: Day | None = None


Several = Annotated[list[About], Field(min_length=1, max_length=len(ABOUT))]


def _one_or_several(about: object) -> str:
    return "several" if isinstance(about, list) else "one"


class EligibilityAsked(BaseModel):
    """Who complains, about what and since when. What is left out is not known."""

    model_config = ConfigDict(extra="forbid")

    council: str = Field(max_length=40)
    role: Role
    relationship: Relationship | None = None
    child_is: ChildIs | None = None
    child_agrees: Agrees | None = None
    about: Annotated[
        Annotated[About, Tag("one")] | Annotated[Several, Tag("several")], Discriminator(_one_or_several)
    ]
    happened_on: Day | None = None
    knew_on: Day | None = None
    proceedings: list[ProceedingsAsked] = Field([], max_length=20)
    already_exhausted: bool = False
    risk_of_harm: bool = False
    anonymous: bool = False
    as_of: Day | None = None

    def subjects(self) -> list[About]:
        """What it is about, as a list."""
        return self.about if isinstance(self.about, list) else [self.about]

    def facts(self) -> Facts:
        """The question as the decision table knows it, about the first subject."""
        return Facts(
            role=self.role,
            about=self.subjects()[0],
            relationship=self.relationship,
            child_is=self.child_is,
            child_agrees=self.child_agrees,
            happened_on=self.happened_on,
            knew_on=self.knew_on,
            proceedings=[
                Proceedings(one.kind, one.ongoing, one.same_matter, one.ended_on) for one in self.proceedings
            ],
            already_exhausted=self.already_exhausted,
            risk_of_harm=self.risk_of_harm,
            anonymous=self.anonymous,
        )


def create_router(inst: Installation) -> APIRouter:
    """`/api/eligibility`."""
    router = APIRouter(prefix="/api", tags=["eligibility"])

    @router.post("/eligibility", response_model=AdviceOut | AdviceInParts)
    def eligibility(
        asked: EligibilityAsked,
        locale: Annotated[str, Query(max_length=35)] = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        speak = Speaker(inst, locale_or_problem(inst, locale), age_band)
        today = asked.as_of or inst.today()
        try:
            terms = inst.procedures.in_force(asked.council, "statutory", today)
        except UnknownCouncil as unknown:
            raise Problem(422, f"council: {unknown.args[0]}.") from None
        _refuse_impossible(asked, today, inst.calendar(terms.calendar).last)
        try:
            parts = advise_each(asked.facts(), asked.subjects(), terms, today)
        except OutsideCalendar as outside:
            raise Problem(422, f"A date cannot be counted: {known_days(outside)}") from None
        views = [_advice_view(part, speak) for part in parts]
        return {"parts": views} if isinstance(asked.about, list) else views[0]

    return router


def _refuse_impossible(asked: EligibilityAsked, today: date, last: date) -> None:
    """A day we cannot count from, or one that has not come yet."""
    if not IN_FORCE <= today <= last:
        raise Problem(422, f"as_of: dates are known from {IN_FORCE} to {last}.")
    told = {"happened_on": asked.happened_on, "knew_on": asked.knew_on}
    told |= {f"proceedings.{at}.ended_on": one.ended_on for at, one in enumerate(asked.proceedings)}
    for field, day in told.items():
        if day is not None and day > today:
            raise Problem(422, f"{field}: is a day that has been, on {today} or before.")


def _advice_view(advice: Advice, speak: Speaker) -> dict[str, Any]:
    """contract.md's answer for one subject."""
    return {
        "route": advice.route,
        "outcome": advice.outcome,
        "reasons": [
            {"rule": reason.rule, "text": speak(reason.say), "source": source_view(reason.source)}
            for reason in advice.reasons
        ],
        "next_steps": [speak(step) for step in advice.next_steps],
        "advocacy_right": advice.advocacy_right,
    }

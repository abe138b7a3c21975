"""The clocks and stages without a case: open to everybody, with no personal data and nothing stored."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.days import Day, known_days
from backend.callers import locale_or_problem
from backend.cases.events import EventMistake, checked
from backend.cases.lifecycle import NotYetPossible
from backend.cases.terms import Clock, Terms
from backend.cases.timeline import UnknownClock, deadline_from, timeline
from backend.contract import AgeBand, DeadlineOut, ProcedureOut, TimelineOut
from backend.deadlines.calendar import OutsideCalendar
from backend.described import documented
from backend.problems import Problem
from backend.procedures import NoFigures, UnknownCouncil, UnknownRoute
from backend.services.installation import Installation
from backend.views import Speaker, deadline_view, source_view, timeline_view

Locale = Annotated[str, Query(max_length=35)]


class DeadlineAsked(BaseModel):
    """One clock from a bare date."""

    model_config = ConfigDict(extra="forbid")

    council: str = Field(max_length=40)
    clock: str = Field(max_length=40)
    start: Day
    route: str = Field("statutory", max_length=40)
    extended: bool = False


class TimelineAsked(BaseModel):
    """What has happened, and the day to look at it from."""

    model_config = ConfigDict(extra="forbid")

    council: str = Field(max_length=40)
    route: str = Field("statutory", max_length=40)
    events: list[dict[str, Any]] = Field(max_length=500)
    as_of: Day
    happened_on: Day | None = None
    knew_on: Day | None = None


def create_router(inst: Installation) -> APIRouter:
    """`/api/deadlines`, `/api/timeline` and each council's procedure."""
    router = APIRouter(prefix="/api", tags=["clocks"])

    def terms_of(council: str, route: str, on: date) -> Terms:
        try:
            return inst.procedures.in_force(council, route, on)
        except UnknownCouncil as unknown:
            raise Problem(422, f"council: {unknown.args[0]}.") from None
        except (UnknownRoute, NoFigures) as unknown:
            raise Problem(422, f"route: {unknown.args[0]}.") from None

    @router.get("/councils/{council}/procedure", response_model=ProcedureOut, responses=documented(404))
    def procedure(council: str) -> dict[str, Any]:
        try:
            terms = inst.procedures.in_force(council, "statutory", inst.today())
        except UnknownCouncil as unknown:
            raise Problem(404, f"council: {unknown.args[0]}.") from None
        return {
            "council": terms.council,
            "name": terms.name,
            "stages": [
                {
                    "stage": stage,
                    "clocks": [_clock_view(c) for c in terms.clocks.values() if c.stage == stage],
                }
                for stage in (0, 1, 2, 3)
            ],
            "clocks": [_clock_view(clock) for clock in terms.clocks.values()],
            "facts": {name: fact for name, fact in terms.facts.items() if fact is not None},
        }

    @router.post("/deadlines", response_model=DeadlineOut)
    def deadlines(asked: DeadlineAsked, locale: Locale = "en", age_band: AgeBand = "adult") -> dict[str, Any]:
        speak = Speaker(inst, locale_or_problem(inst, locale), age_band)
        terms = terms_of(asked.council, asked.route, asked.start)
        try:
            found = deadline_from(
                asked.clock, asked.start, terms, inst.calendar(terms.calendar), extended=asked.extended
            )
        except UnknownClock:
            known = ", ".join(terms.clocks) or "none"
            raise Problem(422, f"clock: is not one of this route's. These are: {known}.") from None
        except OutsideCalendar as outside:
            raise Problem(422, f"start: {known_days(outside)}") from None
        return deadline_view(found, speak)

    @router.post("/timeline", response_model=TimelineOut)
    def timeline_of(
        asked: TimelineAsked, locale: Locale = "en", age_band: AgeBand = "adult"
    ) -> dict[str, Any]:
        speak = Speaker(inst, locale_or_problem(inst, locale), age_band)
        try:
            events = [
                checked(
                    event.get("kind"),
                    event.get("on"),
                    {name: value for name, value in event.items() if name not in ("kind", "on")},
                    not_after=asked.as_of,
                )
                for event in asked.events
            ]
            received = next((event.on for event in events if event.kind == "received"), asked.as_of)
            terms = terms_of(asked.council, asked.route, received)
            calendar = inst.calendar(terms.calendar)
            if not calendar.first <= asked.as_of <= calendar.last:
                raise OutsideCalendar(asked.as_of, calendar.first, calendar.last)
            found = timeline(events, terms, calendar, asked.as_of, asked.happened_on, asked.knew_on)
        except EventMistake as mistake:
            raise Problem(422, f"events: {mistake}.") from None
        except NotYetPossible as impossible:
            raise Problem(
                422, f"events: number {impossible.position + 1}, {impossible}.", position=impossible.position
            ) from None
        except OutsideCalendar as outside:
            raise Problem(422, f"A date cannot be counted: {known_days(outside)}") from None
        return timeline_view(found, speak)

    return router


def _clock_view(clock: Clock) -> dict[str, Any]:
    return {
        "clock": clock.clock,
        "stage": clock.stage,
        "length": clock.period.count if clock.period else None,
        "unit": clock.period.unit if clock.period else None,
        "direction": clock.period.direction if clock.period else None,
        "longest": clock.longest.count if clock.longest else None,
        "starts_with": list(clock.starts_with),
        "ends_with": list(clock.ends_with),
        "binds": clock.binds,
        "nature": clock.nature,
        "acts": clock.acts,
        "source": source_view(clock.source),
    }

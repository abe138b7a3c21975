"""`/api/cases`: a case, for the person who holds its reference and key."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from backend.callers import Bearer, address_of, bearer_or_problem, locale_or_problem, not_signed_in
from backend.contract import Case, CaseOpened
from backend.described import documented
from backend.problems import Problem, slow_down
from backend.services import complaints, tracking, tries
from backend.services.calendarfile import calendar_file
from backend.services.installation import Installation
from backend.views import case_view, draft_view

NOT_FOUND = "That reference and key do not open anything. Check both and try again."
ENDED = "Open the complaint again with its reference and key."

CALENDAR = "text/calendar"

Locale = Annotated[str, Query(max_length=35)]
Band = Annotated[str, Query(pattern="^(child|teen|adult)$")]


class Pair(BaseModel):
    """What a receipt gave."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reference: str = Field(min_length=1, max_length=100)
    key: str = Field(min_length=1, max_length=200)


def create_router(inst: Installation) -> APIRouter:
    """Open a case, and read it again."""
    router = APIRouter(prefix="/api/cases", tags=["cases"])

    def view(case_id: str, locale: str, age_band: str) -> dict[str, Any]:
        with inst.store.read() as tx:
            case = complaints.read(inst, tx, case_id)
        if case is None:
            raise Problem(404, NOT_FOUND)
        return case_view(inst, case, locale_or_problem(inst, locale), age_band)

    @router.post("/track", response_model=CaseOpened, responses=documented(404, 429))
    def track(
        pair: Pair, request: Request, locale: Locale = "en", age_band: Band = "adult"
    ) -> dict[str, Any]:
        caller = tries.caller(inst, address_of(request))
        match tracking.find(inst, pair.reference, pair.key, caller):
            case tracking.FoundCase(case_id):
                token, ends = tracking.grant(inst, case_id)
                opened = view(case_id, locale, age_band)
                return {**opened, "access_token": token, "expires_at": ends.isoformat(timespec="seconds")}
            case tracking.FoundDraft(draft_id):
                with inst.store.read() as tx:
                    draft = tx.drafts.get(draft_id)
                if draft is not None:
                    return draft_view(draft)
            case tracking.Slowed(seconds):
                raise slow_down(seconds, "Too many wrong tries. Wait, then try again.")
        raise Problem(404, NOT_FOUND)

    @router.get("/mine", response_model=Case, responses=documented(404))
    async def mine(
        authorization: Bearer = None, locale: Locale = "en", age_band: Band = "adult"
    ) -> dict[str, Any]:
        token = bearer_or_problem(authorization, ENDED)
        case_id = await to_thread.run_sync(tracking.holder, inst, token)
        if case_id is None:
            raise not_signed_in(ENDED)
        return await to_thread.run_sync(view, case_id, locale, age_band)

    @router.get(
        "/calendar.ics",
        response_class=Response,
        responses={200: {"content": {CALENDAR: {}}}, **documented(404)},
    )
    def calendar(
        authorization: Bearer = None,
        locale: Locale = "en",
        age_band: Band = "adult",
        details: Annotated[Literal["neutral", "full"], Query()] = "neutral",
    ) -> Response:
        case_id = tracking.holder(inst, bearer_or_problem(authorization, ENDED))
        if case_id is None:
            raise not_signed_in(ENDED)
        language = locale_or_problem(inst, locale)
        with inst.store.read() as tx:
            case = complaints.read(inst, tx, case_id)
        if case is None:
            raise Problem(404, NOT_FOUND)
        dates = calendar_file(inst, case, language, age_band, full=details == "full")
        headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
        return Response(dates, media_type=CALENDAR, headers=headers)

    return router

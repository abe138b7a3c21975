"""`/staff/councils`: what a council fills in before its doors open, and what is missing still."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import RedirectResponse

from backend import browser_forms
from backend.services import opening, roles
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.services.once import KeyReused
from backend.staff.console import opening_form
from backend.staff.console.door import Door

Council = Annotated[str, Path(max_length=40)]
Many = Annotated[dict[str, str], Depends(browser_forms.reader(2_000))]
"""A form of many people, each with their hours."""


def create_router(inst: Installation, door: Door) -> APIRouter:
    """The councils somebody works for, and the settings of each."""
    router = APIRouter(prefix="/councils")

    @router.get("")
    def councils(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        seen = {council: opening.seen(inst, council) for council in sorted(staff.councils)}
        return door.shown(request, staff, "councils", seen=seen)

    @router.get("/{council}")
    def council(council: Council, request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        if council not in staff.councils:
            return door.refused(request, staff, 404, "no_such_council")
        return page(request, staff, council)

    @router.post("/{council}")
    def fill_in(council: Council, request: Request, filled: Many) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        if council not in staff.councils:
            return door.refused(request, staff, 404, "no_such_council")
        value = opening_form.settings(filled)
        try:
            opening.keep(
                inst,
                council,
                value,
                staff.actor,
                filled.get("changed_at", ""),
                door.once(request, staff, filled),
            )
        except opening.OpeningMistake as mistake:
            typed = opening_form.fields(value)
            return page(request, staff, council, typed, mistake.places, 422)
        except (opening.ChangedSince, KeyReused):
            return page(request, staff, council, opening_form.fields(value), (), 409)
        return RedirectResponse(f"/staff/councils/{council}?kept#done", 303)

    def page(
        request: Request,
        staff: SignedIn,
        council: str,
        typed: Mapping[str, str] | None = None,
        wrong: tuple[str, ...] = (),
        status: int = 200,
    ) -> Response:
        seen = opening.seen(inst, council)
        kept: dict[str, Any] = seen.settings.model_dump(mode="json")
        shown = opening_form.fields(kept) if typed is None else typed
        return door.shown(
            request,
            staff,
            "council",
            status,
            council=council,
            contacts=inst.procedures.council(council).contacts,
            seen=seen,
            may_change=roles.may(staff.roles, "change_settings"),
            shown=shown,
            rows={name: opening_form.rows(shown, name) for name in ("duty", "cover")},
            days=opening_form.DAYS,
            wrong=wrong,
            changed=status == 409,
            kept="kept" in request.query_params,
        )

    return router

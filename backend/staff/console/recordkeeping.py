"""`/staff/records`: what is kept how long, what waits for a decision, holds, erasures, copies."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from backend.notify.paper import pdf
from backend.services import alerts, casework, copying, retention
from backend.services.accounts import SignedIn
from backend.services.copying import Nobody
from backend.services.erasing import NotToErase, Why
from backend.services.installation import Installation
from backend.services.once import KeyReused, Once
from backend.staff.console.door import AlertId, Door, Filled
from backend.staff.console.show import Desk

LONGEST_REASON = 1_000

Act = Callable[[Installation, SignedIn, str, str, Once | None], object]


def _erase(why: Why) -> Act:
    return lambda inst, staff, reference, _, once: retention.erase(inst, staff, reference, why, once)


CASE_ACTS: Mapping[str, Act] = {
    "hold": lambda inst, staff, reference, reason, _: retention.hold(inst, staff, reference, reason),
    "let_go": lambda inst, staff, reference, reason, _: retention.let_go(inst, staff, reference, reason),
    "time_is_up": _erase("time_is_up"),
    "person_asked": _erase("person_asked"),
}
"""What may be done with a case's record, by the name a form gives it."""
EMPTY = dict.fromkeys(("act", "reference", "reason", "references", "whose"), "")
"""What stands in the page's forms before anybody typed."""
WITH_A_REASON = ("hold", "let_go")


def create_router(inst: Installation, desk: Desk, door: Door) -> APIRouter:
    """The page, and what its forms send."""
    router = APIRouter()

    def page(
        request: Request,
        staff: SignedIn,
        status: int = 200,
        wrong: str | None = None,
        filled: Mapping[str, str] | None = None,
    ) -> Response:
        return door.shown(
            request,
            staff,
            "records",
            status,
            found=retention.review(inst, staff),
            wrong=wrong,
            filled=EMPTY | dict(filled or {}),
            done=request.query_params.get("done"),
        )

    @router.get("/records")
    def records(request: Request) -> Response:
        staff = door.let_in(request)
        return staff if isinstance(staff, Response) else page(request, staff)

    @router.get("/records/copy")
    def copy(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        asked = {name: value[:400] for name, value in request.query_params.items()}
        references = asked.get("references", "").replace(",", " ").split()
        try:
            side = copying.side_named(asked.get("whose", ""))
            kept = copying.for_person(inst, staff, references, side)
        except Nobody as nobody:
            return page(request, staff, 422, nobody.why, asked)
        except casework.NoSuchCase:
            return page(request, staff, 404, "no_such_case", asked)
        paper = copying.on_paper(inst, kept, "en", "adult")
        if asked.get("as") != "pdf":
            return desk.paper(paper)
        headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="copy.pdf"'}
        return Response(pdf(paper, inst.clock.now()), media_type="application/pdf", headers=headers)

    @router.post("/records/cases")
    def decide(request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        act, reason = filled.get("act", ""), filled.get("reason", "").strip()[:LONGEST_REASON]
        if act not in CASE_ACTS:
            return door.refused(request, staff, 404, "no_such_page")
        if act in WITH_A_REASON and not reason:
            return page(request, staff, 422, "no_reason", filled)
        if act not in WITH_A_REASON and filled.get("sure") != "yes":
            return page(request, staff, 422, "not_sure", filled)
        try:
            once = door.once(request, staff, filled)
            CASE_ACTS[act](inst, staff, filled.get("reference", "")[:40], reason, once)
        except casework.NoSuchCase:
            return page(request, staff, 404, "no_such_case", filled)
        except casework.NotNow:
            return page(request, staff, 409, "erased", filled)
        except NotToErase as refused:
            return page(request, staff, 409, refused.why, filled)
        except KeyReused:
            return page(request, staff, 409, "sent_before", filled)
        return RedirectResponse(f"/staff/records?done={act}#done", 303)

    @router.post("/records/alerts/{alert_id}")
    def erase_alert(alert_id: AlertId, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        try:
            retention.erase_alert(inst, staff, alert_id, door.once(request, staff, filled))
        except alerts.NoSuchAlert:
            return door.refused(request, staff, 404, "no_such_alert")
        except NotToErase as refused:
            return page(request, staff, 409, refused.why)
        except KeyReused:
            return page(request, staff, 409, "sent_before")
        return RedirectResponse("/staff/records?done=alert#done", 303)

    return router

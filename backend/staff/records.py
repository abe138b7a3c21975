"""`/api/staff` for records: what is kept how long, a hold, an erasure, a copy for one person."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from backend import contract
from backend.callers import locale_or_problem
from backend.cases.viewers import Side
from backend.described import documented
from backend.notify.paper import pdf
from backend.problems import Problem
from backend.services import alerts, copying, learning, retention, roles
from backend.services.accounts import SignedIn
from backend.services.copying import Nobody
from backend.services.erasing import NotToErase
from backend.services.installation import Installation
from backend.staff import asked

WHY_NOT = {
    "held": "A hold is on this case. Lift it first, if that is for you to decide.",
    "not_ended": "This still goes on, or nobody has taken it. Only what has ended can be erased.",
    "too_soon": "Its time is not up yet.",
    "no_rule": "No rule says how long this is kept, so it stays. Fill one in first.",
    "erased": "It is erased already.",
}
NOBODY = {
    "no_reference": "Say whose copy it is: name at least one reference, as `reference`.",
    "no_child": "The child has no key to this case, so nothing is kept apart for the child.",
    "erased": "The words of one of these cases were erased. There is nothing left to copy.",
}
A_COPY: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}, "text/html": {}}}}

Reference = Annotated[str, Path(max_length=40)]
WhoMay = Callable[..., Callable[[SignedIn], SignedIn]]
Refusals = Callable[[], AbstractContextManager[None]]
Page = Callable[[Any], Response]


def add(router: APIRouter, inst: Installation, who_may: WhoMay, refusals: Refusals, as_page: Page) -> None:
    """Put the doors for records on the staff's router."""
    Reviews = Annotated[SignedIn, Depends(who_may("review_records"))]
    Keeps = Annotated[SignedIn, Depends(who_may("keep_records"))]
    ErasesAlerts = Annotated[SignedIn, Depends(who_may("erase_alert"))]
    Tells = Annotated[SignedIn, Depends(who_may("tell_learning"))]
    Copies = Annotated[SignedIn, Depends(who_may("copy_records"))]

    @router.get("/records", response_model=contract.RecordsReview)
    def review(staff: Reviews) -> dict[str, Any]:
        found = retention.review(inst, staff)
        return {
            "rules": [asdict(rule) for rule in found.rules],
            "cases": [asdict(case) for case in found.cases] if roles.may(staff.roles, "see_cases") else [],
            "alerts": [asdict(alert) for alert in found.alerts],
            "going": {"chats": found.chats_going, "drafts": found.drafts_going},
        }

    @router.post("/cases/{reference}/hold", response_model=contract.EndedCase, responses=documented(404, 409))
    def hold(reference: Reference, given: asked.Reason, staff: Keeps) -> dict[str, Any]:
        with refusals():
            return asdict(retention.hold(inst, staff, reference, given.reason))

    @router.post(
        "/cases/{reference}/let-go", response_model=contract.EndedCase, responses=documented(404, 409)
    )
    def let_go(reference: Reference, given: asked.Reason, staff: Keeps) -> dict[str, Any]:
        with refusals():
            return asdict(retention.let_go(inst, staff, reference, given.reason))

    @router.post(
        "/cases/{reference}/erase", response_model=contract.EndedCase, responses=documented(404, 409)
    )
    def erase(reference: Reference, given: asked.ErasureAsked, staff: Keeps) -> dict[str, Any]:
        try:
            with refusals():
                return asdict(retention.erase(inst, staff, reference, given.why))
        except NotToErase as refused:
            raise Problem(409, WHY_NOT[refused.why], refusal=refused.why) from None

    @router.post("/alerts/{alert_id}/erase", status_code=204, responses=documented(404, 409))
    def erase_alert(alert_id: Annotated[str, Path(max_length=40)], staff: ErasesAlerts) -> Response:
        try:
            retention.erase_alert(inst, staff, alert_id)
        except alerts.NoSuchAlert:
            raise Problem(404, "There is no alert with this id that you may see.") from None
        except NotToErase as refused:
            raise Problem(409, WHY_NOT[refused.why], refusal=refused.why) from None
        return Response(status_code=204)

    @router.post(
        "/councils/{council}/learning",
        status_code=201,
        response_model=contract.Learned,
        responses=documented(404),
    )
    def learn(
        council: Annotated[str, Path(max_length=40)], given: asked.LearningAsked, staff: Tells
    ) -> dict[str, Any]:
        if council not in staff.councils:
            raise Problem(404, "There is no council of this id that is yours.")
        with refusals():
            return asdict(learning.tell(inst, staff, council, given.you_said, given.we_did))

    @router.get("/copies", response_model=contract.Copy, responses=A_COPY | documented(404, 422))
    def copies(
        staff: Copies,
        reference: Annotated[list[Annotated[str, Query(max_length=40)]], Query(max_length=50)] = [],  # noqa: B006
        whose: Side = "complainant",
        format: Literal["json", "pdf", "html"] = "json",
        locale: Annotated[str, Query(max_length=35)] = "en",
        age_band: contract.AgeBand = "adult",
    ) -> Any:
        language = locale_or_problem(inst, locale)
        try:
            with refusals():
                kept = copying.for_person(inst, staff, reference, whose)
        except Nobody as nobody:
            raise Problem(422, NOBODY[nobody.why]) from None
        if format == "json":
            return copying.as_data(inst, kept, language, age_band)
        paper = copying.on_paper(inst, kept, language, age_band)
        return a_pdf(inst, paper) if format == "pdf" else as_page(paper)


def a_pdf(inst: Installation, paper: Any) -> Response:
    """A copy as a file; its name tells nothing."""
    headers = {"Cache-Control": "no-store", "Content-Disposition": 'attachment; filename="copy.pdf"'}
    return Response(pdf(paper, inst.clock.now()), media_type="application/pdf", headers=headers)

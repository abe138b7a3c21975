"""`/staff`: the pages of the complaints team, and the forms they send."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from backend import browser_forms
from backend.cases.events import KINDS, KINDS_OF_CASE, EventMistake
from backend.cases.viewers import Side
from backend.deadlines.calendar import OutsideCalendar
from backend.eligibility.question import RELATIONSHIPS
from backend.procedures import NoFigures
from backend.reports.year import FIRST, NoSuchYear, latest
from backend.services import (
    alerts,
    casework,
    events_out,
    replies,
    reporting,
    roles,
)
from backend.services.accounts import SignedIn
from backend.services.casework import Wanted
from backend.services.installation import Installation
from backend.services.once import KeyReused, Once
from backend.services.reporting import Report
from backend.staff.annual import as_csv
from backend.staff.console import cookie, recordkeeping, setting_up, signing
from backend.staff.console.door import Door, Filled
from backend.staff.console.forms import data_of, form_of
from backend.staff.console.show import Desk, Refused, Shown
from backend.staff.events import as_csv as events_as_csv
from backend.staff.openid import Provider

STATUSES = ("awaiting_decision", "open", "answered", "on_hold", "withdrawn", "declined", "closed")
WAYS = ("phone", "letter", "text", "in_person", "email")

Reference = Annotated[str, Path(max_length=40)]


def create_router(
    inst: Installation, own_origins: Sequence[str], provider: Provider | None = None
) -> APIRouter:
    """Every page; signing in by the council's own sign-in where there is one."""
    router = APIRouter(prefix="/staff", include_in_schema=False)
    desk = Desk(inst)
    door = Door(inst, desk, own_origins, by_council=provider is not None)
    router.include_router(signing.create_router(inst, desk, door))
    router.include_router(setting_up.create_router(inst, door))
    router.include_router(recordkeeping.create_router(inst, desk, door))
    if provider is not None:
        router.include_router(signing.create_openid_router(inst, door, provider))

    # ---------------------------------------------------------------- the annual report

    def reports_of(request: Request) -> tuple[SignedIn, int, Sequence[Report]] | Response:
        """Who asks, for which year, and its reports; or the page that says why not."""
        staff = door.let_in(request, "see_reports")
        if isinstance(staff, Response):
            return staff
        newest = latest(inst.today())
        asked = request.query_params.get("year") or str(newest)
        begins = int(asked) if asked.isdecimal() and len(asked) == len(str(newest)) else 0
        try:
            return staff, begins, reporting.annual(inst, staff, begins)
        except NoSuchYear:
            return door.shown(request, staff, "no_report", 422, first=str(FIRST), latest=str(newest))

    @router.get("/report")
    def report(request: Request) -> Response:
        found = reports_of(request)
        if isinstance(found, Response):
            return found
        staff, begins, reports = found
        return desk.report(reports, begins, staff, browser_forms.mark(cookie.token_of(request)))

    @router.get("/report.csv")
    def report_as_csv(request: Request) -> Response:
        found = reports_of(request)
        if isinstance(found, Response):
            return found
        _, begins, reports = found
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="annual-report-{begins}.csv"',
        }
        return Response(as_csv(reports), media_type="text/csv; charset=utf-8", headers=headers)

    @router.get("/events.csv")
    def events(request: Request) -> Response:
        staff = door.let_in(request, "see_reports")
        if isinstance(staff, Response):
            return staff
        first, last = (_day(request.query_params.get(name, "")) for name in ("first", "last"))
        if first is None or last is None or first > last:
            return door.refused(request, staff, 422, "no_such_days")
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="events-{first}-{last}.csv"',
        }
        table = events_as_csv(events_out.between(inst, staff, first, last))
        return Response(table, media_type="text/csv; charset=utf-8", headers=headers)

    # ---------------------------------------------------------------- the queue

    @router.get("")
    def queue(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        if not any(roles.may(staff.roles, act) for act in ("see_cases", "see_advocate_cases")):
            return door.shown(request, staff, "nothing_here")
        asked = {name: value.strip()[:40] for name, value in request.query_params.items()}
        wanted = _wanted(asked)
        lines, found = casework.cases(inst, staff, wanted)
        other = {name: value for name, value in asked.items() if name != "page" and value}
        return door.shown(
            request,
            staff,
            "queue",
            asked=asked,
            lines=lines,
            found=found,
            statuses=STATUSES,
            page_link=lambda number: "/staff?" + urlencode({**other, "page": number}),
        )

    # ---------------------------------------------------------------- one case

    def case_page(request: Request, staff: SignedIn, reference: str, shown_as: Shown = Shown()) -> Response:  # noqa: B008 - frozen
        try:
            file = casework.case(inst, staff, reference)
        except casework.NoSuchCase:
            return door.refused(request, staff, 404, "no_such_case")
        return door.shown(
            request,
            staff,
            "case",
            shown_as.status,
            file=desk.case(file, staff),
            shown=shown_as,
            once=secrets.token_urlsafe(16),
            today=inst.today(),
        )

    @router.get("/cases/{reference}")
    def case(reference: Reference, request: Request) -> Response:
        staff = door.let_in(request)
        return staff if isinstance(staff, Response) else case_page(request, staff, reference)

    @router.post("/cases/{reference}/events")
    def record(reference: Reference, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        kind = filled.get("kind", "")
        if kind not in KINDS:
            return case_page(
                request, staff, reference, Shown(422, filled, Refused("console.mistake.unknown_kind"))
            )

        def act() -> None:
            file = casework.case(inst, staff, reference)
            data = data_of(form_of(kind), filled, desk.points(file))
            casework.record(
                inst,
                staff,
                reference,
                kind,
                filled.get("on", ""),
                data,
                _version(filled),
                _once(staff, reference, filled),
            )

        return done_or_shown(request, staff, reference, filled, act, f"did-{kind}")

    @router.post("/cases/{reference}/{writing}")
    def write(reference: Reference, writing: str, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        kinds = {"notes": ("note_added", "write_note"), "messages": ("message_sent", "write_message")}
        if writing == "key":
            return give_key(request, staff, reference, filled)
        if writing in ("reply", "send-reply"):
            return reply(request, staff, reference, writing, filled)
        if writing in ("kept-from", "let-see"):
            return keep_apart(request, staff, reference, writing, filled)
        if writing not in kinds:
            return door.refused(request, staff, 404, "no_such_page")
        kind, needed = kinds[writing]
        text = filled.get("text", "")
        if not roles.may(staff.roles, needed):  # type: ignore[arg-type]
            return door.refused(request, staff, 403, "not_allowed")
        if not text.strip() or len(text) > browser_forms.LONGEST_FIELD:
            why = "console.mistake.nothing_written" if not text.strip() else "console.mistake.too_long"
            return case_page(request, staff, reference, Shown(422, {**filled, "kind": writing}, Refused(why)))

        def act() -> None:
            once, to = _once(staff, f"{writing} {reference}", filled), _side(filled.get("to"))
            casework.write(inst, staff, reference, kind, text, once, to)

        return done_or_shown(request, staff, reference, {**filled, "kind": writing}, act, f"did-{writing}")

    def give_key(request: Request, staff: SignedIn, reference: str, filled: Mapping[str, str]) -> Response:
        if not roles.may(staff.roles, "give_key"):
            return door.refused(request, staff, 403, "not_allowed")
        try:
            kept, key = casework.new_key(inst, staff, reference, _side(filled.get("viewer")))
        except casework.NoSuchCase:
            return door.refused(request, staff, 404, "no_such_case")
        whose = _side(filled.get("viewer"))
        return door.shown(request, staff, "receipt", reference=kept, key=key, whose=whose)

    def reply(
        request: Request, staff: SignedIn, reference: str, wish: str, filled: Mapping[str, str]
    ) -> Response:
        def act() -> None:
            if wish == "send-reply":
                position = _number(filled.get("position", "")) or 0
                replies.send(inst, staff, reference, position, _once(staff, f"reply {reference}", filled))
                return
            file = casework.case(inst, staff, reference)
            findings = {
                point: replies.Finding(filled.get(f"outcome.{point}", ""), filled.get(f"words.{point}", ""))
                for point in replies.points(file)
            }
            replies.save(inst, staff, reference, findings, filled.get("words", ""))

        return done_or_shown(request, staff, reference, {**filled, "kind": "reply"}, act, f"did-{wish}")

    def keep_apart(
        request: Request, staff: SignedIn, reference: str, wish: str, filled: Mapping[str, str]
    ) -> Response:
        if not roles.may(staff.roles, "keep_from_a_colleague"):
            return door.refused(request, staff, 403, "not_allowed")

        def act() -> None:
            change = casework.keep_from if wish == "kept-from" else casework.let_see
            change(inst, staff, reference, filled.get("email", "")[:254])

        return done_or_shown(request, staff, reference, {**filled, "kind": wish}, act, f"did-{wish}")

    def done_or_shown(
        request: Request, staff: SignedIn, reference: str, filled: Mapping[str, str], act: Any, anchor: str
    ) -> Response:
        """Do it and go back to the case; refused, the case again with what was typed still there."""
        try:
            act()
        except casework.NoSuchCase:
            return door.refused(request, staff, 404, "no_such_case")
        except casework.NotAllowed:
            return door.refused(request, staff, 403, "not_allowed")
        except _REFUSALS as refusal:
            return case_page(request, staff, reference, desk.refusal(refusal, filled))
        return RedirectResponse(f"/staff/cases/{reference}?{anchor}#done", 303)

    # ---------------------------------------------------------------- a case told to the team

    @router.get("/new")
    def new(request: Request) -> Response:
        staff = door.let_in(request, "take_complaint")
        if isinstance(staff, Response):
            return staff
        return new_page(request, staff, {}, None, 200)

    def new_page(
        request: Request, staff: SignedIn, filled: Mapping[str, str], wrong: Refused | None, status: int
    ) -> Response:
        return door.shown(
            request,
            staff,
            "new",
            status,
            filled=filled,
            wrong=wrong,
            once=filled.get("once") or secrets.token_urlsafe(16),
            ways=WAYS,
            relationships=RELATIONSHIPS,
            kinds=KINDS_OF_CASE,
            today=inst.today(),
        )

    @router.post("/new")
    def take(request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled, "take_complaint")
        if isinstance(staff, Response):
            return staff
        told = desk.told(filled, staff)
        if isinstance(told, Refused):
            return new_page(request, staff, filled, told, 422)
        taken, asked = told
        try:
            file, key = casework.take(
                inst,
                staff,
                taken.council,
                taken.answers,
                taken.received_on,
                asked.by,
                asked.route,
                _once(staff, "take", filled),
                asked.kind,
                taken.language,
            )
        except _REFUSALS as refusal:
            return new_page(request, staff, filled, desk.refusal(refusal, filled).refused, 422)
        if key is None:
            return RedirectResponse(f"/staff/cases/{file.case.row.reference}", 303)
        return door.shown(request, staff, "receipt", reference=file.case.row.reference, key=key, whose=None)

    # ---------------------------------------------------------------- alerts

    @router.get("/alerts")
    def alerts_page(request: Request) -> Response:
        staff = door.let_in(request, "see_alerts")
        if isinstance(staff, Response):
            return staff
        seen = alerts.seen(inst, staff.id, staff.councils, open_only=False)
        waiting = [one for one in seen if one.alert.acknowledged_at is None]
        return door.shown(
            request, staff, "alerts", waiting=waiting, taken=[one for one in seen if one not in waiting][-50:]
        )

    @router.post("/alerts/{alert_id}")
    def acknowledge(
        alert_id: Annotated[str, Path(max_length=40)], request: Request, filled: Filled
    ) -> Response:
        staff = door.whose(request, filled, "acknowledge_alert")
        if isinstance(staff, Response):
            return staff
        try:
            note = filled.get("note", "").strip()[: browser_forms.LONGEST_FIELD] or None
            alerts.acknowledge(inst, staff.id, staff.councils, alert_id, note)
        except alerts.NoSuchAlert:
            return door.refused(request, staff, 404, "no_such_alert")
        except alerts.TakenAlready:
            return door.refused(request, staff, 409, "alert_taken")
        return RedirectResponse("/staff/alerts", 303)

    @router.get("/pages.css")
    def stylesheet(request: Request) -> Response:
        return desk.stylesheet(request)

    return router


_REFUSALS = (
    EventMistake,
    casework.Malformed,
    casework.NotNow,
    casework.Changed,
    KeyReused,
    casework.NoSuchColleague,
    replies.NotReady,
    OutsideCalendar,
    NoFigures,
)


def _wanted(asked: Mapping[str, str]) -> Wanted:
    """What the queue is narrowed to; what makes no sense narrows nothing."""
    status, stage, page = asked.get("status"), asked.get("stage", ""), asked.get("page", "")
    return Wanted(
        status=status if status in STATUSES else None,
        late=True if asked.get("late") else None,
        stage=int(stage) if stage in ("0", "1", "2", "3") else None,
        due_before=_day(asked.get("due_before", "")),
        reference=asked.get("q") or None,
        page=int(page) if page.isascii() and page.isdigit() and 0 < int(page) <= 100_000 else 1,
    )


def _side(chosen: str | None) -> Side:
    """Whom something is for: the child where that was chosen, else who complained."""
    return "child" if chosen == "child" else "complainant"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _version(filled: Mapping[str, str]) -> int | None:
    return _number(filled.get("case_version", ""))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _once(staff: SignedIn, what: str, filled: Mapping[str, str]) -> Once | None:
    """The form's own key: sent twice by a double click, it does nothing twice."""
    key = browser_forms.once_key(filled)
    return None if key is None else Once(staff.id, key, browser_forms.digest(what, filled))

"""`/staff`: the pages of the complaints team, and the forms they send."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from backend import browser_forms
from backend.cases.events import KINDS, KINDS_OF_CASE, EventMistake
from backend.cases.viewers import Side
from backend.deadlines.calendar import OutsideCalendar
from backend.eligibility.question import ABOUT, RELATIONSHIPS
from backend.procedures import NoFigures
from backend.reports.year import FIRST, NoSuchYear, latest
from backend.services import (
    accesses,
    accounts,
    advocates,
    alerts,
    auditing,
    casework,
    events_out,
    learning,
    replies,
    reporting,
    roles,
)
from backend.services.accounts import SignedIn
from backend.services.casework import Wanted
from backend.services.installation import Installation
from backend.services.once import KeyReused
from backend.services.reporting import Report
from backend.staff.annual import as_csv
from backend.staff.console import cookie, points_form, posting, recordkeeping, setting_up, signing
from backend.staff.console.door import AlertId, Door, Filled
from backend.staff.console.forms import data_of, form_of
from backend.staff.console.show import Desk, Refused, Shown, Told
from backend.staff.events import as_csv as events_as_csv
from backend.staff.openid import Provider
from backend.wording import BANDS

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
    router.include_router(posting.create_router(inst, door))
    if provider is not None:
        router.include_router(signing.create_openid_router(inst, door, provider))

    # ---------------------------------------------------------------- the annual report

    def reports_of(request: Request) -> tuple[SignedIn, int, Sequence[Report]] | Response:
        """Who asks, for which year, and its reports; or the page that says why not."""
        staff = door.let_in(request)
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

    @router.post("/report/{council}")
    def tell(council: Annotated[str, Path(max_length=40)], request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        if council not in staff.councils:
            return door.refused(request, staff, 404, "no_such_council")
        told = Told(council, filled.get("you_said", ""), filled.get("we_did", ""))
        if told.wrong is None:
            try:
                once = door.once(request, staff, filled)
                learning.tell(inst, staff, council, told.you_said, told.we_did, once)
                return RedirectResponse("/staff/report", 303)
            except KeyReused:
                told = replace(told, sent_before=True)
        begins = latest(inst.today())
        reports = reporting.annual(inst, staff, begins)
        mark = browser_forms.mark(cookie.token_of(request))
        return desk.report(reports, begins, staff, mark, told)

    @router.get("/report.csv")
    def report_as_csv(request: Request) -> Response:
        found = reports_of(request)
        if isinstance(found, Response):
            return found
        staff, begins, reports = found
        auditing.exported(inst, staff.actor, "annual_report", year=begins)
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="annual-report-{begins}.csv"',
        }
        return Response(as_csv(reports), media_type="text/csv; charset=utf-8", headers=headers)

    @router.get("/events.csv")
    def events(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        first, last = (_day(request.query_params.get(name, "")) for name in ("first", "last"))
        if first is None or last is None or first > last:
            return door.refused(request, staff, 422, "no_such_days")
        headers = {
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="events-{first}-{last}.csv"',
        }
        auditing.exported(inst, staff.actor, "events", first=first.isoformat(), last=last.isoformat())
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

    # ---------------------------------------------------------------- requests for an advocate

    @router.get("/advocates")
    def requests(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        standing: advocates.Standing = "found" if request.query_params.get("show") == "found" else "waiting"
        page = min(_number(request.query_params.get("page", "")) or 1, 100_000)
        lines, found = advocates.requests(inst, staff, standing, page)
        return door.shown(
            request,
            staff,
            "advocates",
            standing=standing,
            lines=lines,
            found=found,
            done=request.query_params.get("done"),
            today=inst.today(),
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
            done=desk.done(request.query_params) if shown_as.refused is None else None,
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
                door.once(request, staff, filled),
                past_longest=bool(filled.get("past_longest")),
            )

        back = f"/staff/advocates?done={kind}#done" if filled.get("back") == "advocates" else None
        return done_or_shown(request, staff, reference, filled, act, f"did-{kind}", back)

    def write(
        reference: str, request: Request, filled: Mapping[str, str], kind: str, writing: str
    ) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        text = filled.get("text", "")
        if not text.strip() or len(text) > browser_forms.LONGEST_FIELD:
            why = "console.mistake.nothing_written" if not text.strip() else "console.mistake.too_long"
            return case_page(request, staff, reference, Shown(422, {**filled, "kind": writing}, Refused(why)))

        def act() -> None:
            once, to = door.once(request, staff, filled), _side(filled.get("to"))
            casework.write(inst, staff, reference, kind, text, once, to, filled.get("translated", ""))

        return done_or_shown(request, staff, reference, {**filled, "kind": writing}, act, f"did-{writing}")

    @router.post("/cases/{reference}/notes")
    def note(reference: Reference, request: Request, filled: Filled) -> Response:
        return write(reference, request, filled, "note_added", "notes")

    @router.post("/cases/{reference}/messages")
    def message(reference: Reference, request: Request, filled: Filled) -> Response:
        return write(reference, request, filled, "message_sent", "messages")

    @router.post("/cases/{reference}/key")
    def give_key(reference: Reference, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        whose, once = _side(filled.get("viewer")), door.once(request, staff, filled)
        drawn_from = accesses.seed(cookie.token_of(request), once)
        try:
            kept, key = casework.new_key(inst, staff, reference, whose, drawn_from, once)
        except casework.NoSuchCase:
            return door.refused(request, staff, 404, "no_such_case")
        except _REFUSALS as refusal:
            return case_page(request, staff, reference, desk.refusal(refusal, {**filled, "kind": "key"}))
        return receipt(request, staff, kept, key, whose)

    def receipt(
        request: Request, staff: SignedIn, reference: str, key: str | None, whose: Side | None
    ) -> Response:
        """The key, told once; to whoever sent the form again after that, the case."""
        if key is None:
            return RedirectResponse(f"/staff/cases/{reference}", 303)
        return door.shown(request, staff, "receipt", reference=reference, key=key, whose=whose)

    @router.post("/cases/{reference}/reply")
    def draft_reply(reference: Reference, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff

        def act() -> None:
            file = casework.case(inst, staff, reference)
            findings = {
                point: replies.Finding(filled.get(f"outcome.{point}", ""), filled.get(f"words.{point}", ""))
                for point in replies.points(file)
            }
            once = door.once(request, staff, filled)
            words, there = filled.get("words", ""), filled.get("translated", "")
            replies.save(inst, staff, reference, findings, words, once, there)

        return done_or_shown(request, staff, reference, {**filled, "kind": "reply"}, act, "did-reply")

    @router.post("/cases/{reference}/send-reply")
    def send_reply(reference: Reference, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff

        def act() -> None:
            position = _number(filled.get("position", "")) or 0
            replies.send(inst, staff, reference, position, door.once(request, staff, filled))

        return done_or_shown(request, staff, reference, {**filled, "kind": "reply"}, act, "did-send-reply")

    @router.post("/cases/{reference}/kept-from")
    def keep_from(reference: Reference, request: Request, filled: Filled) -> Response:
        return keep_apart(reference, request, filled, casework.keep_from, "kept-from")

    @router.post("/cases/{reference}/let-see")
    def let_see(reference: Reference, request: Request, filled: Filled) -> Response:
        return keep_apart(reference, request, filled, casework.let_see, "let-see")

    def keep_apart(
        reference: str, request: Request, filled: Mapping[str, str], change: Any, wish: str
    ) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff

        def act() -> None:
            change(inst, staff, reference, filled.get("email", "")[:254])

        return done_or_shown(request, staff, reference, {**filled, "kind": wish}, act, f"did-{wish}")

    def done_or_shown(
        request: Request,
        staff: SignedIn,
        reference: str,
        filled: Mapping[str, str],
        act: Any,
        anchor: str,
        back: str | None = None,
    ) -> Response:
        """Do it and go back to the case, or where it was sent from; refused, the case with what was typed."""
        try:
            act()
        except casework.NoSuchCase:
            return door.refused(request, staff, 404, "no_such_case")
        except casework.NotAllowed:
            return door.refused(request, staff, 403, "not_allowed")
        except _REFUSALS as refusal:
            return case_page(request, staff, reference, desk.refusal(refusal, filled))
        return RedirectResponse(back or f"/staff/cases/{reference}?{anchor}#done", 303)

    # ---------------------------------------------------------------- a case told to the team

    @router.get("/new")
    def new(request: Request) -> Response:
        staff = door.let_in(request)
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
            ways=WAYS,
            relationships=RELATIONSHIPS,
            kinds=KINDS_OF_CASE,
            abouts=ABOUT,
            bands=BANDS,
            point_rows=points_form.rows(filled),
            points_told=points_form.MORE in filled or points_form.points(filled),
            today=inst.today(),
        )

    @router.post("/new")
    def take(request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        if filled.get(points_form.MORE):
            return new_page(request, staff, filled, None, 200)
        told, once = desk.told(filled, staff), door.once(request, staff, filled)
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
                accesses.seed(cookie.token_of(request), once),
                once,
                asked.kind,
                taken.language,
            )
        except _REFUSALS as refusal:
            return new_page(request, staff, filled, desk.refusal(refusal, filled).refused, 422)
        return receipt(request, staff, file.case.row.reference, key, None)

    # ---------------------------------------------------------------- alerts

    @router.get("/alerts")
    def alerts_page(request: Request) -> Response:
        staff = door.let_in(request)
        if isinstance(staff, Response):
            return staff
        return alerts_shown(request, staff)

    def alerts_shown(
        request: Request, staff: SignedIn, status: int = 200, note: str | None = None
    ) -> Response:
        """The queue of alerts; with the note of somebody who came too late, so that it is not lost."""
        seen = alerts.look(inst, staff.id, staff.councils, open_only=False)
        oldest_first = [one for one in seen if one.alert.acknowledged_at is None]
        waiting = sorted(oldest_first, key=lambda one: one.alert.tier != "urgent")
        taken = [one for one in seen if one not in waiting][-50:]
        chats = _chats([*waiting, *taken])
        return door.shown(
            request, staff, "alerts", status, waiting=waiting, taken=taken, note=note, chats=chats
        )

    @router.post("/alerts/{alert_id}")
    def acknowledge(alert_id: AlertId, request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        try:
            note = filled.get("note", "").strip()[: browser_forms.LONGEST_FIELD] or None
            alerts.acknowledge(inst, staff.id, staff.councils, alert_id, note)
        except alerts.NoSuchAlert:
            return door.refused(request, staff, 404, "no_such_alert")
        except alerts.TakenAlready:
            return alerts_shown(request, staff, 409, filled.get("note", ""))
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
    accounts.NobodyLeft,
    replies.NotReady,
    OutsideCalendar,
    NoFigures,
)


def _chats(seen: Sequence[alerts.Seen]) -> dict[str, int]:
    """A number for each chat of which there is more than one alert, by its session."""
    told = Counter(one.alert.session_id for one in seen if one.alert.session_id)
    several = [session for session, many in told.items() if many > 1]
    return {session: number for number, session in enumerate(several, 1)}


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

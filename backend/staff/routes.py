"""`/api/staff`: sign in, the list, one case and its events, alerts, and whether the record is whole."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from pydantic import BaseModel

from backend import contract
from backend.callers import Bearer, address_of, bearer_or_problem, locale_or_problem, not_signed_in
from backend.cases.events import EventMistake
from backend.contract import AgeBand
from backend.deadlines.calendar import OutsideCalendar
from backend.described import documented
from backend.problems import Problem, slow_down
from backend.procedures import NoFigures
from backend.reports.year import FIRST, NoSuchYear, latest
from backend.services import (
    accounts,
    alerts,
    auditing,
    casework,
    delivery,
    events_out,
    letters,
    opening,
    reporting,
    roles,
    tries,
)
from backend.services.accounts import SignedIn
from backend.services.casework import Wanted
from backend.services.installation import Installation
from backend.services.once import KeyReused, Once
from backend.staff import asked, records, taking, views
from backend.staff.annual import as_csv, as_json
from backend.staff.console.show import Desk
from backend.staff.events import as_csv as events_as_csv

WRONG = "That e-mail address and password do not fit. Check both and try again."
NEEDS_CODE = "This account has a second factor: send its code too, as `code`."
NO_STORE = {"Cache-Control": "no-store"}
BEARER = {"WWW-Authenticate": "Bearer"}
ENDED = "Sign in again: this sign-in has ended, or there was none."
NO_SUCH_LETTER = "There is no letter with this id for you to print."
NO_SUCH_CASE = "There is no case with this reference that you may see."

Locale = Annotated[str, Query(max_length=35)]
Reference = Annotated[str, Path(max_length=40)]
Council = Annotated[str, Path(max_length=40)]
LetterId = Annotated[str, Path(max_length=120)]
A_LETTER: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}
A_REPORT: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}, "text/html": {}}}}
A_WHILE = timedelta(days=30)
"""How far back a table of events goes where nobody says."""
EVENTS: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}
Key = Annotated[str | None, Header(alias="Idempotency-Key", min_length=8, max_length=64)]
Status = Literal[
    "awaiting_decision",
    "open",
    "answered",
    "on_hold",
    "withdrawn",
    "declined",
    "with_ombudsman",
    "closed",
]


def create_router(inst: Installation) -> APIRouter:
    """Everything the complaints team does without pages."""
    router = APIRouter(prefix="/api/staff", tags=["council staff"])
    desk = Desk(inst)

    def somebody(authorization: Bearer = None) -> SignedIn:
        staff = accounts.signed_in(inst, bearer_or_problem(authorization, ENDED))
        if staff is None:
            raise not_signed_in(ENDED)
        return staff

    def who_may(*acts: roles.Act) -> Callable[[SignedIn], SignedIn]:
        """Whoever is signed in, if one of their roles may do one of these."""

        def allowed(staff: Annotated[SignedIn, Depends(somebody)]) -> SignedIn:
            if not any(roles.may(staff.roles, act) for act in acts):
                raise Problem(403, "Your role does not do this. Ask whoever keeps the accounts.")
            return staff

        return allowed

    Sees = Annotated[SignedIn, Depends(who_may("see_cases", "see_advocate_cases"))]
    Records = Annotated[SignedIn, Depends(who_may("record_events"))]
    Takes = Annotated[SignedIn, Depends(who_may("take_complaint"))]
    Notes = Annotated[SignedIn, Depends(who_may("write_note"))]
    Writes = Annotated[SignedIn, Depends(who_may("write_message"))]
    GivesKeys = Annotated[SignedIn, Depends(who_may("give_key"))]
    KeepsApart = Annotated[SignedIn, Depends(who_may("keep_from_a_colleague"))]
    Watches = Annotated[SignedIn, Depends(who_may("see_alerts"))]
    Answers = Annotated[SignedIn, Depends(who_may("acknowledge_alert"))]
    SeesDelivery = Annotated[SignedIn, Depends(who_may("see_delivery"))]
    SeesSettings = Annotated[SignedIn, Depends(who_may("see_settings"))]
    ChangesSettings = Annotated[SignedIn, Depends(who_may("change_settings"))]
    Reports = Annotated[SignedIn, Depends(who_may("see_reports"))]
    Verifies = Annotated[SignedIn, Depends(who_may("verify_audit"))]

    def filled_in(council: str, staff: SignedIn) -> dict[str, Any]:
        if council not in staff.councils:
            raise Problem(404, "There is no council of this id that is yours.")
        found = opening.seen(inst, council)
        return {
            "council": council,
            "settings": found.settings.model_dump(mode="json"),
            "missing": found.missing,
            "changed_at": found.changed_at,
        }

    def shown(file: casework.CaseFile, locale: str, age_band: str) -> dict[str, Any]:
        return views.file_view(inst, file, locale_or_problem(inst, locale), age_band)

    @router.post("/login", response_model=contract.StaffSignedIn, responses=documented(401, 429))
    def sign_in(given: asked.SignIn, request: Request) -> dict[str, Any]:
        try:
            ticket = accounts.sign_in(inst, given.email, given.password, address_of(request), given.code)
        except accounts.NeedsCode:
            raise Problem(401, NEEDS_CODE, headers=BEARER, type="/problems/second-factor") from None
        except tries.TooManyTries as wait:
            raise slow_down(wait.seconds, "Too many wrong tries. Wait, then try again.") from None
        if ticket is None:
            raise not_signed_in(WRONG)
        return {
            "token": ticket.token,
            "expires_at": ticket.expires_at,
            "councils": ticket.councils,
            "roles": ticket.roles,
        }

    @router.delete("/login", status_code=204)
    def sign_out(authorization: Bearer = None) -> Response:
        accounts.sign_out(inst, bearer_or_problem(authorization, ENDED))
        return Response(status_code=204)

    @router.get("/cases", response_model=contract.StaffCases)
    def listed(
        staff: Sees,
        status: Status | None = None,
        late: bool | None = None,
        stage: Annotated[int | None, Query(ge=0, le=3)] = None,
        due_before: date | None = None,
        q: Annotated[str | None, Query(max_length=40)] = None,
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> dict[str, Any]:
        wanted = Wanted(status, late, stage, due_before, q, page)
        lines, found = casework.cases(inst, staff, wanted)
        return {
            "cases": [views.line_view(line) for line in lines],
            "total": found.total,
            "page": found.page,
            "pages": found.pages,
            "more": found.more,
        }

    @router.post("/cases", status_code=201, response_model=contract.CaseTaken, responses=documented(409))
    def take(
        told: asked.ComplaintTaken,
        staff: Takes,
        key: Key = None,
        locale: Locale = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        try:
            taken = taking.checked(told, staff, inst.today(), inst.wording)
        except taking.Mistaken as mistake:
            raise Problem(422, str(mistake)) from None
        with _refusals():
            file, case_key = casework.take(
                inst,
                staff,
                taken.council,
                taken.answers,
                taken.received_on,
                told.by,
                told.route,
                secrets.token_bytes(32),
                _once(staff, key, "take", told),
                told.kind,
                taken.language,
            )
        receipt = {"kind": "case", "reference": file.case.row.reference, "key": case_key}
        return {"case": shown(file, locale, age_band), "receipt": receipt}

    @router.get("/cases/{reference}", response_model=contract.StaffCase, responses=documented(404))
    def one(
        reference: Reference, staff: Sees, locale: Locale = "en", age_band: AgeBand = "adult"
    ) -> dict[str, Any]:
        with _refusals():
            return shown(casework.case(inst, staff, reference), locale, age_band)

    @router.post(
        "/cases/{reference}/events", response_model=contract.StaffCase, responses=documented(404, 409)
    )
    def record(
        reference: Reference,
        event: asked.EventAsked,
        staff: Records,
        key: Key = None,
        locale: Locale = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        data, version = _data_and_version(event)
        with _refusals():
            file = casework.record(
                inst,
                staff,
                reference,
                event.kind,
                event.on,
                data,
                version,
                _once(staff, key, reference, event),
            )
        return shown(file, locale, age_band)

    @router.post(
        "/cases/{reference}/notes", response_model=contract.StaffCase, responses=documented(404, 409)
    )
    def note(
        reference: Reference,
        written: asked.TextAsked,
        staff: Notes,
        key: Key = None,
        locale: Locale = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        with _refusals():
            once = _once(staff, key, f"note {reference}", written)
            file = casework.write(inst, staff, reference, "note_added", written.text, once)
        return shown(file, locale, age_band)

    @router.post(
        "/cases/{reference}/messages", response_model=contract.StaffCase, responses=documented(404, 409)
    )
    def message(
        reference: Reference,
        written: asked.MessageAsked,
        staff: Writes,
        key: Key = None,
        locale: Locale = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        with _refusals():
            once = _once(staff, key, f"message {reference}", written)
            told, to, there = written.text, written.to, written.translated or ""
            file = casework.write(inst, staff, reference, "message_sent", told, once, to, there)
        return shown(file, locale, age_band)

    @router.post("/cases/{reference}/key", response_model=contract.NewKey, responses=documented(404))
    def new_key(
        reference: Reference, staff: GivesKeys, whose: asked.KeyAsked | None = None
    ) -> dict[str, Any]:
        with _refusals():
            viewer = whose.viewer if whose else "complainant"
            kept, key = casework.new_key(inst, staff, reference, viewer, secrets.token_bytes(32))
        return {"reference": kept, "key": key}

    @router.post("/cases/{reference}/kept-from", response_model=contract.StaffCase, responses=documented(404))
    def keep_from(
        reference: Reference,
        colleague: asked.Colleague,
        staff: KeepsApart,
        locale: Locale = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        with _refusals():
            file = casework.keep_from(inst, staff, reference, colleague.email)
        return shown(file, locale, age_band)

    @router.post("/cases/{reference}/let-see", response_model=contract.StaffCase, responses=documented(404))
    def let_see(
        reference: Reference,
        colleague: asked.Colleague,
        staff: KeepsApart,
        locale: Locale = "en",
        age_band: AgeBand = "adult",
    ) -> dict[str, Any]:
        with _refusals():
            file = casework.let_see(inst, staff, reference, colleague.email)
        return shown(file, locale, age_band)

    @router.get("/alerts", response_model=list[contract.AlertOut])
    def alerts_seen(
        staff: Watches, only_open: Annotated[bool, Query(alias="open")] = False
    ) -> list[dict[str, Any]]:
        return [
            views.alert_view(seen)
            for seen in alerts.look(inst, staff.id, staff.councils, open_only=only_open)
        ]

    @router.post(
        "/alerts/{alert_id}/acknowledge", response_model=contract.AlertOut, responses=documented(404)
    )
    def acknowledge(
        alert_id: Annotated[str, Path(max_length=40)],
        staff: Answers,
        taken: asked.Acknowledge | None = None,
    ) -> dict[str, Any]:
        note = taken.note if taken else None
        try:
            return views.alert_view(alerts.acknowledge(inst, staff.id, staff.councils, alert_id, note))
        except alerts.NoSuchAlert:
            raise Problem(404, "There is no alert with this id that you may see.") from None
        except alerts.TakenAlready as taken_already:
            raise Problem(
                409,
                "A colleague has acknowledged this alert already.",
                acknowledged_by=taken_already.by,
            ) from None

    records.add(router, inst, who_may, _refusals, desk.paper)

    @router.get("/letters", response_model=list[contract.LetterToPrint])
    def letters_to_print(staff: Writes) -> list[dict[str, Any]]:
        return [
            {"id": one.id, "reference": one.reference, "asked_at": one.asked_at}
            for one in letters.to_print(inst, staff)
        ]

    @router.get("/letters/{letter_id}", response_class=Response, responses=A_LETTER | documented(404))
    def letter(letter_id: LetterId, staff: Writes) -> Response:
        try:
            made = letters.printed(inst, staff, letter_id)
        except letters.NoSuchLetter:
            raise Problem(404, NO_SUCH_LETTER) from None
        return Response(made, media_type="application/pdf", headers={"Cache-Control": "no-store"})

    @router.post("/letters/{letter_id}/posted", status_code=204, responses=documented(404))
    def posted(letter_id: LetterId, staff: Writes) -> Response:
        try:
            letters.posted(inst, staff, letter_id)
        except letters.NoSuchLetter:
            raise Problem(404, NO_SUCH_LETTER) from None
        return Response(status_code=204)

    @router.get("/delivery", response_model=contract.Delivery)
    def delivered(staff: SeesDelivery) -> dict[str, Any]:
        state = delivery.state(inst, staff)
        return {"waiting": state.waiting, "trouble": state.trouble, "alerts_untold": state.alerts_untold}

    @router.get(
        "/councils/{council}/settings", response_model=contract.CouncilSettingsOut, responses=documented(404)
    )
    def settings(council: Council, staff: SeesSettings) -> dict[str, Any]:
        return filled_in(council, staff)

    @router.post(
        "/councils/{council}/settings", response_model=contract.CouncilSettingsOut, responses=documented(404)
    )
    def fill_in(council: Council, value: dict[str, Any], staff: ChangesSettings) -> dict[str, Any]:
        if council in staff.councils:
            try:
                opening.keep(inst, council, value, staff.actor)
            except opening.OpeningMistake as mistake:
                raise Problem(422, f"{mistake}.") from None
        return filled_in(council, staff)

    @router.get(
        "/reports/annual",
        response_model=list[contract.AnnualReport],
        responses=A_REPORT | documented(403, 422),
    )
    def annual(
        staff: Reports,
        year: Annotated[int | None, Query(ge=1, le=9999)] = None,
        format: Literal["json", "csv", "html"] = "json",
    ) -> Any:
        try:
            begins = latest(inst.today()) if year is None else year
            reports = reporting.annual(inst, staff, begins)
        except NoSuchYear as none:
            raise Problem(
                422, f"year: there are reports for the years from {FIRST} to {none.latest}."
            ) from None
        if format == "csv":
            auditing.exported(inst, staff.actor, "annual_report", year=begins)
            return Response(as_csv(reports), media_type="text/csv; charset=utf-8", headers=NO_STORE)
        if format == "html":
            return desk.report(reports, begins)
        return as_json(reports)

    @router.get("/events", response_class=Response, responses=EVENTS | documented(403, 422))
    def events(staff: Reports, first: date | None = None, last: date | None = None) -> Response:
        last = last or inst.today()
        first = first or last - A_WHILE
        if first > last:
            raise Problem(422, "first: is a day no later than the last.")
        auditing.exported(inst, staff.actor, "events", first=first.isoformat(), last=last.isoformat())
        table = events_as_csv(events_out.between(inst, staff, first, last))
        return Response(table, media_type="text/csv; charset=utf-8", headers=NO_STORE)

    @router.get("/audit/verify", response_model=contract.AuditVerdict)
    def verify(staff: Verifies) -> dict[str, Any]:
        verdict, reference = casework.verify(inst, staff)
        bad = verdict.first_bad
        return {
            "whole": verdict.whole,
            "events": verdict.events,
            "first_bad": bad and {"reference": reference, "position": bad.position, "why": bad.why},
        }

    return router


@contextmanager
def _refusals() -> Iterator[None]:
    """Casework's refusals as problems a colleague can act on; none repeats what was sent."""
    try:
        yield
    except casework.NoSuchCase:
        raise Problem(404, NO_SUCH_CASE) from None
    except casework.NoSuchColleague:
        raise Problem(422, "email: is a colleague's, who works for this council, and not your own.") from None
    except accounts.NobodyLeft:
        raise Problem(409, "Then nobody of this council could read it and answer.") from None
    except casework.NotAllowed:
        raise Problem(403, "Your role, or your council, does not do this.") from None
    except (EventMistake, casework.Malformed) as mistake:
        raise Problem(422, f"{mistake}.") from None
    except NoFigures as none:
        raise Problem(422, f"{str(none.args[0]).capitalize()}.") from None
    except OutsideCalendar as outside:
        raise Problem(
            422, f"A date cannot be counted: dates are known from {outside.first} to {outside.last}."
        ) from None
    except casework.NotNow as not_now:
        raise Problem(
            409,
            f"This cannot happen to the case as it stands: {not_now.refusal.replace('_', ' ')}.",
            refusal=not_now.refusal,
            may_happen=views.possible_view(not_now.may_happen),
        ) from None
    except casework.Changed as changed:
        raise Problem(
            409,
            "The case has changed since you looked. See what happened, then send it again if it still fits.",
            version=changed.version,
            changed=views.changes_view(changed.since),
            may_happen=views.possible_view(changed.may_happen),
        ) from None
    except KeyReused:
        raise Problem(409, "This Idempotency-Key was used for another request. Take a new one.") from None


def _once(staff: SignedIn, key: str | None, what: str, body: BaseModel) -> Once | None:
    if key is None:
        return None
    sent = json.dumps([what, body.model_dump()], sort_keys=True, default=str)
    return Once(staff.id, key, hashlib.sha256(sent.encode()).hexdigest())


def _data_and_version(event: asked.EventAsked) -> tuple[dict[str, Any], int | None]:
    """The event's own fields, and the case's version as the sender saw it."""
    data = dict(event.model_extra or {})
    if event.kind == "statement_agreed":
        return data | {"version": event.version}, event.case_version
    if event.version is not None and type(event.version) is not int:
        raise Problem(422, "version: is the case's version as you saw it, a whole number.")
    return data, event.case_version if event.version is None else event.version

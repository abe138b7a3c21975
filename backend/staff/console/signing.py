"""`/staff/sign-in`, `/staff/openid`, `/staff/account`: signing in and out, and one's own account."""

from collections.abc import Callable, Mapping
from typing import Any

import structlog
from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from backend import browser_forms
from backend.callers import address_of
from backend.services import accounts, tries
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.staff.console import cookie
from backend.staff.console.door import Door, Filled
from backend.staff.console.show import Desk
from backend.staff.openid import Provider, Refused, Visit

log = structlog.get_logger()


def create_router(inst: Installation, desk: Desk, door: Door) -> APIRouter:
    """With a password, a code where there is a second factor, and out again."""
    router = APIRouter()

    def inside(again: str) -> str:
        """Where somebody wanted to go, if that is one of these pages."""
        return again if again.startswith("/staff/") else "/staff"

    def go_on(staff: SignedIn | None, token: str, again: str, kept: Mapping[str, str]) -> Response:
        """To what was typed before, to be sent; or to the page that was wanted."""
        if not kept:
            return RedirectResponse(inside(again), 303)
        return desk.page("go_on", staff, browser_forms.mark(token), 200, path=inside(again), kept=kept)

    @router.get("/sign-in")
    def sign_in_form(request: Request) -> Response:
        return door.sign_in_page(request, 200, again="", out="out" in request.query_params)

    @router.post("/sign-in")
    def sign_in(request: Request, filled: Filled) -> Response:
        prefix = "kept."
        kept = {name.removeprefix(prefix): text for name, text in filled.items() if name.startswith(prefix)}
        again = filled.get("again", "")

        def once_more(status: int, wrong: str) -> Response:
            given: dict[str, Any] = {"again": again, "kept": kept, "email": filled.get("email")}
            return door.sign_in_page(request, status, wrong=wrong, **given)

        if not door.from_us(request):
            return door.refused(request, None, 403, "not_from_here")
        if filled.get("already"):
            staff = door.colleague(request)
            if staff is None:
                return once_more(401, "not_yet")
            return go_on(staff, cookie.token_of(request), again, kept)
        try:
            ticket = accounts.sign_in(
                inst,
                filled.get("email", ""),
                filled.get("password", "")[:200],
                address_of(request),
                filled.get("code", "").strip() or None,
            )
        except accounts.NeedsCode:
            return once_more(401, "needs_code")
        except tries.TooManyTries as wait:
            answer = once_more(429, "wait")
            answer.headers["Retry-After"] = str(max(1, round(wait.seconds)))
            return answer
        if ticket is None:
            return once_more(401, "wrong")
        answer = go_on(accounts.signed_in(inst, ticket.token), ticket.token, again, kept)
        cookie.give(answer, ticket.token, secure=door.secure)
        return answer

    @router.post("/sign-out")
    def sign_out(request: Request, filled: Filled) -> Response:
        token = cookie.token_of(request)
        if door.from_us(request) and browser_forms.is_marked(filled, token):
            accounts.sign_out(inst, token)
        answer = RedirectResponse("/staff/sign-in?out", 303)
        cookie.take_away(answer, secure=door.secure)
        return answer

    def account_page(request: Request, staff: SignedIn, status: int = 200, wrong: bool = False) -> Response:
        secret, address = accounts.new_second_factor(staff)
        return door.shown(
            request,
            staff,
            "account",
            status,
            wrong=wrong,
            has_factor=accounts.has_second_factor(inst, staff),
            secret=secret,
            square=desk.square(address),
            logins=accounts.logins(inst, staff),
        )

    @router.get("/account")
    def account(request: Request) -> Response:
        staff = door.let_in(request)
        return staff if isinstance(staff, Response) else account_page(request, staff)

    @router.post("/account/elsewhere")
    def sign_out_elsewhere(request: Request, filled: Filled) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        accounts.sign_out_elsewhere(inst, staff, cookie.token_of(request))
        return RedirectResponse("/staff/account", 303)

    @router.post("/account/second-factor")
    def keep_factor(request: Request, filled: Filled) -> Response:
        def keep(staff: SignedIn, code: str) -> bool:
            return accounts.keep_second_factor(inst, staff, filled.get("secret", ""), code)

        return by_code(request, filled, keep)

    @router.post("/account/no-second-factor")
    def drop_factor(request: Request, filled: Filled) -> Response:
        return by_code(request, filled, lambda staff, code: accounts.drop_second_factor(inst, staff, code))

    def by_code(
        request: Request, filled: Mapping[str, str], change: Callable[[SignedIn, str], bool]
    ) -> Response:
        staff = door.whose(request, filled)
        if isinstance(staff, Response):
            return staff
        if not change(staff, filled.get("code", "")[:20]):
            return account_page(request, staff, 422, wrong=True)
        return RedirectResponse("/staff/account", 303)

    return router


def create_openid_router(inst: Installation, door: Door, provider: Provider) -> APIRouter:
    """There and back by the council's own sign-in."""
    router = APIRouter(prefix="/openid")

    def refused(request: Request, refusal: Refused) -> Response:
        log.warning("a sign-in by the council's own was refused", why=refusal.why, found=refusal.found)
        status = {"away": 503, "cancelled": 401}.get(refusal.why, 403)
        return door.sign_in_page(request, status, again="", wrong=f"by_council_{refusal.why}")

    @router.get("")
    async def begin(request: Request) -> Response:
        visit = Visit.new()
        try:
            answer = RedirectResponse(await provider.begins(visit), 303)
        except Refused as refusal:
            return refused(request, refusal)
        cookie.give_visit(answer, visit.secret, secure=door.secure)
        return answer

    @router.get("/back")
    async def back(request: Request) -> Response:
        visit = Visit(cookie.visit_of(request))
        try:
            email = await provider.vouched(visit, request.query_params, inst.clock.now())
        except Refused as refusal:
            return refused(request, refusal)
        ticket = await to_thread.run_sync(accounts.sign_in_vouched, inst, email)
        if ticket is None:
            return door.sign_in_page(request, 403, again="", wrong="by_council_no_account")
        # A page, not a redirect: a browser that comes from elsewhere sends a strict cookie only with what
        # one of our own pages leads to.
        answer = door.shown(request, None, "signed_in")
        cookie.give(answer, ticket.token, secure=door.secure)
        cookie.take_visit_away(answer, secure=door.secure)
        return answer

    @router.get("/out")
    async def out(request: Request) -> Response:
        try:
            there = await provider.ends(f"{provider.back.removesuffix('/openid/back')}/sign-in?out")
        except Refused as refusal:
            return refused(request, refusal)
        return RedirectResponse(there or "/staff/sign-in?out", 303)

    return router

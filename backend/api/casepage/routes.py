"""`/case`: coming back by reference and key, for phone and print."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backend import browser_forms
from backend.api.casepage.forms import NEEDS_WORDS, OFFERED, WITHOUT_WORDS, Unfilled, act_of
from backend.callers import address_of
from backend.cases.lifecycle import STAGES_OF_ROUTE
from backend.clock import LONDON
from backend.services import files, tracking, tries, viewing
from backend.services.acts import NotOffered, NotTheirs, UnknownPoint, perform
from backend.services.facts import people
from backend.services.installation import Installation
from backend.services.once import KeyReused, Once, done_before
from backend.services.tracking import FoundCase, FoundDraft, Holder, Slowed
from backend.views import Speaker, case_view, option_view
from backend.wording import BANDS

HERE = Path(__file__).parent
COOKIE, PATH = "heard_case", "/case"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def create_router(inst: Installation, own_origins: Sequence[str], leave_to: str) -> APIRouter:
    """Open a case, see it, act on it, fetch its files, close the page."""
    router = APIRouter(prefix=PATH, include_in_schema=False)
    secure = own_origins[0].startswith("https:")
    style = (HERE / "page.css").read_bytes()
    templates = Environment(
        loader=FileSystemLoader(HERE / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def page(name: str, band: str, status: int = 200, council: str | None = None, **shown: Any) -> Response:
        def said(key: str, **facts: object) -> str:
            return inst.wording.render(key, facts, "en", band).text

        def day(on: date | str) -> str:
            return said("case.day", day=date.fromisoformat(on) if isinstance(on, str) else on)

        def moment(at: datetime) -> str:
            local = at.astimezone(LONDON)
            return said("case.moment", day=local.date(), at=local)

        html = templates.get_template(f"{name}.html").render(
            t=lambda key, **facts: said(f"case.{key}", **facts),
            said=said,
            day=day,
            moment=moment,
            band=band,
            help=people(inst, council),
            leave_to=leave_to,
            style=f"{PATH}/page.css?{hashlib.sha256(style).hexdigest()[:12]}",
            **shown,
        )
        headers = {
            "Content-Security-Policy": POLICY,
            "Cache-Control": "no-store",
            "X-Frame-Options": "DENY",
            # With no referrer at all a browser would not say that a form came from this page.
            "Referrer-Policy": "same-origin",
        }
        return Response(html, status, headers, media_type="text/html; charset=utf-8")

    def door(status: int = 200, wrong: str = "", kept: Mapping[str, str] | None = None) -> Response:
        """The form for the pair; what an ended sign-in could not send stays on the page to be copied."""
        kept = kept or {}
        band = kept.get("age_band", "")
        return page(
            "door",
            band if band in BANDS else "adult",
            status,
            wrong=wrong,
            reference=kept.get("reference", ""),
            typed=kept.get("text", ""),
            bands=BANDS,
        )

    Filled = Annotated[dict[str, str], Depends(browser_forms.reader(20))]

    def case_page(
        holder: Holder,
        token: str,
        band: str,
        status: int = 200,
        wrong: str = "",
        filled: Mapping[str, str] | None = None,
    ) -> Response:
        with inst.store.read() as tx:
            case = viewing.read(inst, tx, holder.case_id, holder.viewer.key_id)
        if case is None:
            return door(401, "ended")
        view = case_view(inst, case, "en", band)
        options = {option["option"]: option for option in view["options"]}
        return page(
            "case",
            band,
            status,
            council=case.row.council,
            case=view,
            stages=range(1, STAGES_OF_ROUTE.get(case.row.route, 0) + 1),
            forms=[name for name in OFFERED if options[name]["available"]],
            options=options,
            needs_words=NEEDS_WORDS,
            without_words=WITHOUT_WORDS,
            csrf=browser_forms.mark(token),
            once=secrets.token_urlsafe(16),
            wrong=wrong,
            filled=filled or {},
        )

    @router.get("")
    def see(request: Request) -> Response:
        token, band = _ticket(request)
        if not token:
            return door()
        holder = tracking.holder(inst, token)
        return case_page(holder, token, band) if holder else door(401, "ended")

    @router.post("")
    def come_back(request: Request, filled: Filled) -> Response:
        if not browser_forms.from_us(request, own_origins):
            return door(403, "not_from_here")
        band = filled.get("age_band", "")
        band = band if band in BANDS else "adult"
        pair = filled.get("reference", "")[:100], filled.get("key", "")[:200]
        match tracking.find(inst, *pair, tries.caller(inst, address_of(request))):
            case FoundCase() as found:
                token, _ = tracking.grant(inst, found)
                answer = RedirectResponse(PATH, 303)
                answer.set_cookie(
                    COOKIE,
                    f"{band}.{token}",
                    max_age=int(tracking.ACCESS_LASTS.total_seconds()),
                    path=PATH,
                    httponly=True,
                    samesite="strict",
                    secure=secure,
                )
                return answer
            case FoundDraft():
                return door(200, "draft", filled)
            case Slowed(seconds):
                slowed = door(429, "wait", filled)
                slowed.headers["Retry-After"] = str(max(1, round(seconds)))
                return slowed
        return door(404, "not_found", filled)

    @router.get("/page.css")
    def stylesheet() -> Response:
        return Response(style, media_type="text/css", headers={"Cache-Control": "max-age=86400"})

    @router.post("/close")
    def close() -> Response:
        answer = RedirectResponse(PATH, 303)
        answer.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict", secure=secure)
        return answer

    @router.post("/files/{file}")
    def fetch(file: str, request: Request, filled: Filled) -> Response:
        token, band = _ticket(request)
        holder = tracking.holder(inst, token) if token else None
        if (
            holder is None
            or not browser_forms.from_us(request, own_origins)
            or not browser_forms.is_marked(filled, token)
        ):
            return door(401, "ended")
        with inst.store.read() as tx:
            case = viewing.read(inst, tx, holder.case_id, holder.viewer.key_id)
        if case is None or file not in files.of(case):
            return case_page(holder, token, band, 404, "no_file")
        made = files.make(inst, case, file, "en", band)
        headers = {
            "Content-Disposition": f'attachment; filename="{made.name}"',
            "Cache-Control": "no-store",
        }
        return Response(made.content, media_type=made.media_type, headers=headers)

    @router.post("/acts/{kind}")
    def act(kind: str, request: Request, filled: Filled) -> Response:
        """Do it once; every refusal shows the page again with what was typed."""
        token, band = _ticket(request)
        holder = tracking.holder(inst, token) if token else None
        if holder is None or not browser_forms.from_us(request, own_origins):
            return door(401, "ended", filled)
        typed = {**filled, "kind": kind}

        def refused(status: int, why: str) -> Response:
            return case_page(holder, token, band, status, why, typed)

        def told(key: str) -> str:
            return inst.wording.render(f"case.wrong.{key}", {}, "en", band).text

        if not browser_forms.is_marked(filled, token):
            return refused(403, told("send_again"))
        try:
            with inst.store.begin() as tx:
                once = _once(holder, kind, filled)
                if done_before(inst, tx, once, holder.case_id) is None:
                    perform(inst, tx, holder.case_id, act_of(kind, filled), holder.viewer.actor)
        except Unfilled:
            return refused(422, told("no_words"))
        except NotOffered as not_now:
            return refused(409, option_view(not_now.option, Speaker(inst, "en", band))["why"])
        except (NotTheirs, UnknownPoint, KeyReused):
            return refused(409, told("not_now"))
        except LookupError:
            return door(401, "ended", filled)
        return RedirectResponse(PATH, 303)

    return router


def _ticket(request: Request) -> tuple[str, str]:
    """The access token in the cookie, and how old who reads is; empty where there is none."""
    band, _, token = request.cookies.get(COOKIE, "").partition(".")
    return (token, band) if band in BANDS else ("", "adult")


def _once(holder: Holder, kind: str, filled: Mapping[str, str]) -> Once | None:
    """The form's own key: sent twice by a double press, it does nothing twice."""
    key = browser_forms.once_key(filled)
    if key is None:
        return None
    return Once(f"case:{holder.case_id}:{holder.viewer.actor}", key, browser_forms.digest(kind, filled))

"""`/case`: coming back by reference and key, for phone and print, without JavaScript."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from backend import browser_forms
from backend.api.casepage.forms import FORMS, Unfilled, act_of
from backend.api.casepage.show import GUESTS, NOTHING, PATH, Page, Told, Visit, seen_now
from backend.callers import address_of
from backend.reports.equality import asked_of
from backend.services import accesses, complaints, equality, files, tracking, tries, viewing
from backend.services.acts import NotOffered, NotTheirs, UnknownPoint, perform
from backend.services.calendarfile import calendar_file
from backend.services.installation import Installation
from backend.services.once import KeyReused, Once, done_before
from backend.services.tracking import FoundCase, FoundDraft, Slowed
from backend.views import Speaker, option_view
from backend.wording import BANDS, HOME

COOKIE = "heard_case"
LONGEST_HEADER = 200
NOTHING_KEPT: Mapping[str, str] = MappingProxyType({})
MOST_FIELDS = 150
"""A key for somebody else asks of each part, and of as many points as there may be."""


def create_router(inst: Installation, own_origins: Sequence[str], leave_to: str) -> APIRouter:
    """Open a case, see it, act on it, let others in, fetch its files, close the page."""
    router = APIRouter(prefix=PATH, include_in_schema=False)
    secure = own_origins[0].startswith("https:")
    page = Page(inst, leave_to)
    Filled = Annotated[dict[str, str], Depends(browser_forms.reader(MOST_FIELDS))]

    def door(
        request: Request, status: int = 200, wrong: str = "", kept: Mapping[str, str] = NOTHING_KEPT
    ) -> Response:
        """The door, in the language asked for: by its address or its form, on the page, by the browser."""
        asked = (request.query_params.get("language"), kept.get("language"), _ticket(request)[2])
        named = [one for one in asked if one] or _accepted(request)
        band = {"age_band": request.query_params.get("age_band", "")}
        return page.door(status, wrong, {**band, **kept}, page.nearest(named))

    def visit_of(request: Request) -> Visit | None:
        """Whoever's page this browser has open; its time is moved on."""
        token, band, language = _ticket(request)
        holder = tracking.holder(inst, token) if token else None
        return page.visit(holder, token, band, language) if holder else None

    def with_cookie(answer: Response, token: str, band: str, language: str = "") -> Response:
        answer.set_cookie(
            COOKIE,
            ".".join(filter(None, (band, token, language))),
            max_age=int(tracking.ACCESS_LASTS.total_seconds()),
            path=PATH,
            httponly=True,
            samesite="strict",
            secure=secure,
        )
        return answer

    def shown(request: Request, visit: Visit, told: Told = NOTHING) -> Response:
        """The case; the browser keeps its ticket as long as the token lives."""
        return with_cookie(page.case(visit, told), visit.token, visit.band, visit.chosen)

    def by_form(
        request: Request, filled: dict[str, str], kind: str, do: Callable[[Visit, Once | None], Response]
    ) -> Response:
        """What a form of this page asks for; every refusal keeps what was typed."""
        visit, typed = visit_of(request), {**filled, "kind": kind}
        if visit is None or not browser_forms.from_us(request, own_origins):
            return door(request, 401, "ended", _kept(typed, _ticket(request)[1]))

        def refused(status: int, words: str) -> Response:
            return shown(request, visit, Told(words, status, typed))

        def told(key: str) -> str:
            return page.says(key, visit.band, visit.language)

        if not browser_forms.is_marked(filled, visit.token):
            return refused(403, told("case.wrong.send_again"))
        try:
            return do(visit, _once(visit, kind, filled))
        except Unfilled as missing:
            return refused(422, told(missing.why))
        except NotOffered as not_now:
            return refused(409, option_view(not_now.option, Speaker(inst, visit.language, visit.band))["why"])
        except accesses.TooMany:
            return refused(409, told("case.wrong.too_many_keys"))
        except (NotTheirs, UnknownPoint, KeyReused, accesses.NotTheirsToGive, accesses.UnknownPart):
            return refused(409, told("case.wrong.not_now"))
        except LookupError:
            return refused(409, told("case.wrong.not_now"))

    @router.get("")
    def see(request: Request, done: str = "", link: str = "") -> Response:
        token, _, _ = _ticket(request)
        visit, link_ended = visit_of(request), link == "ended"
        if visit is None and link_ended:
            return door(request, 404, "link_ended")
        if visit is None:
            return door(request, 401, "ended") if token else door(request)
        if link_ended:
            return shown(
                request, visit, Told(page.says("case.wrong.link_ended", visit.band, visit.language), 404)
            )
        return shown(
            request,
            visit,
            Told(page.says(f"case.done.{done}", visit.band, visit.language)) if done in DONE else NOTHING,
        )

    @router.post("")
    def come_back(request: Request, filled: Filled) -> Response:
        if not browser_forms.from_us(request, own_origins):
            return door(request, 403, "not_from_here", filled)
        band = filled.get("age_band", "")
        band = band if band in BANDS else "adult"
        # A door in English says nothing of the language in which the complaint was made.
        read_in = page.nearest([filled.get("language", "")])
        language = "" if read_in == HOME else read_in
        pair = filled.get("reference", "")[:100], filled.get("key", "")[:200]
        match tracking.find(inst, *pair, tries.caller(inst, address_of(request))):
            case FoundCase() as found:
                token, _ = tracking.grant(inst, found)
                holder = tracking.holder(inst, token)
                unsent = {
                    name.removeprefix("kept."): told for name, told in filled.items() if "kept." in name
                }
                if holder is not None and unsent:
                    visit = page.visit(holder, token, band, language)
                    words = page.says("case.unsent", band, visit.language)
                    return shown(request, visit, Told(words, filled=unsent))
                return with_cookie(RedirectResponse(PATH, 303), token, band, language)
            case FoundDraft():
                return door(request, 200, "draft", filled)
            case Slowed(seconds):
                slowed = door(request, 429, "wait", filled)
                slowed.headers["Retry-After"] = str(max(1, round(seconds)))
                return slowed
        return door(request, 404, "not_found", filled)

    @router.get("/page.css")
    def stylesheet() -> Response:
        return page.stylesheet()

    def ended(request: Request, to: str) -> Response:
        """Off to somewhere else; the token is dead, not only forgotten by this browser."""
        token, _, _ = _ticket(request)
        if token and browser_forms.from_us(request, own_origins):
            tracking.end(inst, token)
        answer = RedirectResponse(to, 303)
        answer.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict", secure=secure)
        return answer

    @router.post("/close")
    def close(request: Request) -> Response:
        return ended(request, PATH)

    @router.post("/leave")
    def leave(request: Request) -> Response:
        """Quickly away, to a page that says nothing of this one."""
        answer = ended(request, leave_to)
        answer.headers["Referrer-Policy"] = "no-referrer"
        return answer

    @router.post("/voice")
    def voice(request: Request, filled: Filled) -> Response:
        """The same page in another voice, or another language."""

        def do(visit: Visit, _: Once | None) -> Response:
            band, language = filled.get("age_band", ""), filled.get("language", "")
            if band not in BANDS or (language and language not in visit.offered):
                raise Unfilled("case.wrong.not_chosen")
            return with_cookie(RedirectResponse(PATH, 303), visit.token, band, language)

        return by_form(request, filled, "voice", do)

    @router.post("/equality")
    def about_themselves(request: Request, filled: Filled) -> Response:
        """Answers about whoever has the page open, or none; counted once, and told to nobody."""

        def do(visit: Visit, _: Once | None) -> Response:
            with inst.store.begin() as tx:
                case = viewing.read(inst, tx, visit.holder.case_id, visit.viewer.key_id)
                if case is not None and equality.is_open(case):
                    told = {} if filled.get("skip") else filled
                    answers = {name: told.get(name, "") for name in asked_of(visit.band)}
                    equality.answer(inst, tx, case, visit.viewer, answers)
            return RedirectResponse(f"{PATH}?done=equality", 303)

        return by_form(request, filled, "equality", do)

    @router.post("/files/{file:path}")
    def fetch(file: str, request: Request, filled: Filled) -> Response:
        def do(visit: Visit, _: Once | None) -> Response:
            with inst.store.begin() as tx:
                case = viewing.read(inst, tx, visit.holder.case_id, visit.viewer.key_id)
                there = case is not None and file in files.of(case)
                if there:
                    at = files.kind_of(file)
                    complaints.looked(inst, tx, visit.holder.case_id, visit.viewer.actor, at)
            if case is None or not there:
                return shown(
                    request, visit, Told(page.says("case.wrong.no_file", visit.band, visit.language), 404)
                )
            made = files.make(inst, case, file, page.paper_language(visit), visit.band)
            if file == "calendar" and filled.get("details"):
                made = files.File(
                    made.media_type,
                    made.name,
                    calendar_file(inst, case, visit.language, visit.band, full=True),
                )
            headers = {
                "Content-Disposition": f'attachment; filename="{made.name}"',
                "Cache-Control": "no-store",
            }
            return Response(made.content, media_type=made.media_type, headers=headers)

        return by_form(request, filled, "files", do)

    @router.post("/acts/{kind:path}")
    def act(kind: str, request: Request, filled: Filled) -> Response:
        """Do it once, however often the button is pressed."""

        def do(visit: Visit, once: Once | None) -> Response:
            case_id, viewer = visit.holder.case_id, visit.viewer
            with inst.store.begin() as tx:
                if done_before(inst, tx, once, case_id) is None:
                    case = viewing.read(inst, tx, case_id, viewer.key_id)
                    if case is None:
                        raise LookupError
                    perform(inst, tx, case_id, act_of(kind, filled, seen_now(inst, case)), viewer.actor)
            return RedirectResponse(f"{PATH}?done={kind}", 303)

        return by_form(request, filled, kind, do)

    @router.post("/key")
    def new_key(request: Request, filled: Filled) -> Response:
        """A new key in the place of one's own, told this once."""

        def do(visit: Visit, once: Once | None) -> Response:
            key = accesses.renew(
                inst,
                visit.holder.case_id,
                visit.viewer,
                tracking.token_hash(visit.token),
                accesses.seed(visit.token, once),
                once,
            )
            return shown(
                request,
                visit,
                Told(page.says("case.done.key", visit.band, visit.language), key=key, key_for="you"),
            )

        return by_form(request, filled, "key", do)

    @router.post("/access")
    def let_in(request: Request, filled: Filled) -> Response:
        """A key for somebody else, without what is kept back from them, told this once."""

        def do(visit: Visit, once: Once | None) -> Response:
            guest = next((one for one in GUESTS if one == filled.get("viewer")), None)
            if guest is None:
                raise Unfilled("case.wrong.not_chosen")
            hide = [name.removeprefix("hide.") for name, on in filled.items() if _ticked("hide.", name, on)]
            _, key = accesses.give(
                inst,
                visit.holder.case_id,
                visit.viewer,
                guest,
                hide,
                accesses.seed(visit.token, once),
                once,
            )
            return shown(
                request,
                visit,
                Told(page.says("case.done.let_in", visit.band, visit.language), key=key, key_for=guest),
            )

        return by_form(request, filled, f"let_in_{filled.get('viewer', '')[:10]}", do)

    @router.post("/access/{access_id}/end")
    def shut_out(access_id: str, request: Request, filled: Filled) -> Response:
        def do(visit: Visit, _: Once | None) -> Response:
            accesses.end(inst, visit.holder.case_id, visit.viewer, access_id)
            return RedirectResponse(f"{PATH}?done=shut_out", 303)

        return by_form(request, filled, "access", do)

    @router.get("/{elsewhere:path}")
    def back_to_the_page() -> Response:
        """The addresses of forms, opened as pages: by "back", or by a bookmark."""
        return RedirectResponse(PATH, 303)

    return router


DONE = frozenset({*FORMS, "shut_out", "equality"})
"""What the page may be told to say was done."""


def _ticket(request: Request) -> tuple[str, str, str]:
    """The access token in the cookie, how old who reads is, and the language they chose on the page.

    Empty where there is none.
    """
    band, _, rest = request.cookies.get(COOKIE, "").partition(".")
    token, _, language = rest.partition(".")
    return (token, band, language) if band in BANDS else ("", "adult", "")


def _accepted(request: Request) -> list[str]:
    """The languages that the browser says its reader reads, the best first."""
    named = request.headers.get("accept-language", "")[:LONGEST_HEADER].split(",")
    return [one.partition(";")[0].strip() for one in named]


def _kept(typed: dict[str, str], band: str) -> dict[str, str]:
    """What was typed in a form, as the door carries it on until the page is open again."""
    words = {name: told for name, told in typed.items() if name not in ("csrf", "once")}
    kept = words if typed["kind"] in FORMS else {}
    return {"age_band": band, **{f"kept.{name}": told for name, told in kept.items()}}


def _ticked(group: str, name: str, value: str) -> bool:
    return name.startswith(group) and bool(value)


def _once(visit: Visit, kind: str, filled: dict[str, str]) -> Once | None:
    """The form's own key: sent twice by a double press, it does nothing twice."""
    key = browser_forms.once_key(filled)
    if key is None:
        return None
    sender = f"case:{visit.holder.case_id}:{visit.viewer.actor}:{kind}"
    return Once(sender, key, browser_forms.digest(kind, filled))

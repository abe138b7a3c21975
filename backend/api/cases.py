"""`/api/cases`: a case, for whoever holds its reference and a key: to see it, and to act on it."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from backend import contract
from backend.api import asked
from backend.callers import Bearer, address_of, bearer_or_problem, locale_or_problem, not_signed_in
from backend.cases import acts
from backend.cases.acts import Act
from backend.cases.viewers import PARTS
from backend.clock import LONDON
from backend.contract import AgeBand
from backend.described import documented
from backend.notify.paper import pdf
from backend.problems import Problem, slow_down
from backend.services import accesses, copying, files, tracking, tries, viewing
from backend.services.acts import NotOffered, NotTheirs, UnknownPoint, perform
from backend.services.calendarfile import calendar_file
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.services.once import KeyReused, Once, done_before
from backend.services.tracking import FoundCase, FoundDraft, Holder, Slowed
from backend.views import Speaker, case_view, draft_view, option_view

NOT_FOUND = "That reference and key do not open anything. Check both and try again."
ENDED = "Open the complaint again with its reference and key."
NOT_THEIRS = "Only the person who made the complaint, or the child it is about, can do this."
NOT_TO_GIVE = "A key for the child comes from the complaints team or from an advocate; ask one of them."
NO_FILE = "There is no such file of this case. Its documents name those there are."
NO_ADDRESS = "This address was used already, or its time has passed. Ask for a new one."

CALENDAR = "text/calendar"
LINK_ENDED = "/case?link=ended"
"""Where somebody who followed a link is told that it has ended."""


@dataclass(frozen=True)
class Sender:
    """Who sends: the token, whom it stands for, the language and band, and the request's own name."""

    token: str
    holder: Holder
    locale: str
    age_band: str
    key: str | None

    def once(self, what: str, body: BaseModel) -> Once | None:
        """What makes the same request again do nothing twice, where it was given a name."""
        if self.key is None:
            return None
        sent = json.dumps([what, body.model_dump()], sort_keys=True, default=str)
        name = f"case:{self.holder.case_id}:{self.holder.viewer.actor}"
        return Once(name, self.key, hashlib.sha256(sent.encode()).hexdigest())


def create_router(inst: Installation) -> APIRouter:
    """Open a case, read it, act on it, let others in, fetch its files."""
    router = APIRouter(prefix="/api/cases", tags=["cases"])

    def language(locale: Annotated[str, Query(max_length=35)] = "en") -> str:
        return locale_or_problem(inst, locale)

    Locale = Annotated[str, Depends(language)]

    def sender(
        locale: Locale,
        authorization: Bearer = None,
        age_band: AgeBand = "adult",
        key: Annotated[str | None, Header(alias="Idempotency-Key", min_length=8, max_length=64)] = None,
    ) -> Sender:
        token = bearer_or_problem(authorization, ENDED)
        holder = tracking.holder(inst, token)
        if holder is None:
            raise not_signed_in(ENDED)
        return Sender(token, holder, locale, age_band, key)

    Sent = Annotated[Sender, Depends(sender)]

    def seen(case_id: str, key_id: str | None, at: str = "") -> OpenCase:
        with inst.store.begin() as tx:
            case = viewing.look(inst, tx, case_id, key_id, at)
        if case is None:
            raise Problem(404, NOT_FOUND)
        return case

    def mine(by: Sender, at: str = "") -> OpenCase:
        return seen(by.holder.case_id, by.holder.viewer.key_id, at)

    def does(by: Sender, act: Act, what: str, body: BaseModel) -> dict[str, Any]:
        """Do it once, and show the case as it then stands."""
        with _refusals(inst, by):
            with inst.store.begin() as tx:
                if done_before(inst, tx, by.once(what, body), by.holder.case_id) is None:
                    perform(inst, tx, by.holder.case_id, act, by.holder.viewer.actor)
            return case_view(inst, mine(by), by.locale, by.age_band)

    @router.post("/track", response_model=contract.CaseOpened, responses=documented(404, 429))
    def track(
        pair: asked.Pair, request: Request, locale: Locale, age_band: AgeBand = "adult"
    ) -> dict[str, Any]:
        caller = tries.caller(inst, address_of(request))
        match tracking.find(inst, pair.reference, pair.key, caller):
            case FoundCase(case_id, key_id) as found:
                token, ends = tracking.grant(inst, found)
                opened = case_view(inst, seen(case_id, key_id), locale, age_band)
                return {**opened, "access_token": token, "expires_at": ends.isoformat(timespec="seconds")}
            case FoundDraft(draft_id):
                with inst.store.read() as tx:
                    draft = tx.drafts.get(draft_id)
                if draft is not None:
                    return draft_view(draft)
            case Slowed(seconds):
                raise slow_down(seconds, "Too many wrong tries. Wait, then try again.")
        raise Problem(404, NOT_FOUND)

    @router.get("/mine", response_model=contract.Case, responses=documented(404))
    def mine_again(by: Sent) -> dict[str, Any]:
        return case_view(inst, mine(by), by.locale, by.age_band)

    @router.post("/escalate", response_model=contract.Case, responses=documented(404, 409))
    def escalate(told: asked.Escalation, by: Sent) -> dict[str, Any]:
        act = acts.Escalate(
            told.stage, told.reason, told.desired_outcome, tuple(told.points), told.skip_stage1
        )
        return does(by, act, "escalate", told)

    @router.post("/withdraw", response_model=contract.Case, responses=documented(404, 409))
    def withdraw(told: asked.Withdrawal, by: Sent) -> dict[str, Any]:
        act = acts.Withdraw(told.reason, tuple(told.points), told.pressed_by_somebody)
        return does(by, act, "withdraw", told)

    @router.post("/reinstate", response_model=contract.Case, responses=documented(404, 409))
    def reinstate(told: asked.Nothing, by: Sent) -> dict[str, Any]:
        return does(by, acts.Reinstate(), "reinstate", told)

    @router.post("/advocate", response_model=contract.Case, responses=documented(404, 409))
    def advocate(told: asked.AdvocateAsked, by: Sent) -> dict[str, Any]:
        return does(by, acts.AskForAdvocate(told.ask, told.whom, told.wishes), "advocate", told)

    @router.post("/information", response_model=contract.Case, responses=documented(404, 409))
    def information(told: asked.Text, by: Sent) -> dict[str, Any]:
        return does(by, acts.AddInformation(told.text), "information", told)

    @router.post("/contact", response_model=contract.Case, responses=documented(404, 409))
    def contact(told: asked.ContactAsked, by: Sent) -> dict[str, Any]:
        act = acts.ChangeContact(
            told.method, told.detail, told.when, tuple(told.not_to), told.neutral, told.letters
        )
        return does(by, act, "contact", told)

    @router.post("/pause-decision", response_model=contract.Case, responses=documented(404, 409))
    def pause_decision(told: asked.PauseAsked, by: Sent) -> dict[str, Any]:
        return does(by, acts.AskToPause(told.decision, told.happens_on), "pause-decision", told)

    @router.post("/mediation", response_model=contract.Case, responses=documented(404, 409))
    def mediation(told: asked.MediationAsked, by: Sent) -> dict[str, Any]:
        return does(by, acts.AskForMediation(told.kind, told.text), "mediation", told)

    @router.post("/panel-statement", response_model=contract.Case, responses=documented(404, 409))
    def panel_statement(told: asked.Text, by: Sent) -> dict[str, Any]:
        return does(by, acts.WriteToPanel(told.text), "panel-statement", told)

    @router.post("/messages", response_model=contract.Case, responses=documented(404, 409))
    def messages(told: asked.Text, by: Sent) -> dict[str, Any]:
        return does(by, acts.Message(told.text), "messages", told)

    @router.post("/got-worse", response_model=contract.Case, responses=documented(404, 409))
    def got_worse(told: asked.Text, by: Sent) -> dict[str, Any]:
        """Told to somebody outside the line complained of; it is no part of the case that is shown."""
        return does(by, acts.GotWorse(told.text), "got-worse", told)

    @router.post("/key", response_model=contract.CaseKeyMade, responses=documented(404, 409))
    def key(told: asked.Nothing, by: Sent) -> dict[str, Any]:
        once = by.once("key", told)
        with _refusals(inst, by):
            made = accesses.renew(
                inst,
                by.holder.case_id,
                by.holder.viewer,
                tracking.token_hash(by.token),
                accesses.seed(by.token, once),
                once,
            )
        return {"key": made}

    @router.get("/access", response_model=list[contract.AccessOut])
    def access(by: Sent) -> list[dict[str, Any]]:
        with inst.store.read() as tx:
            given = accesses.given_by(tx, by.holder.case_id, by.holder.viewer)
        return [
            {
                "id": one.id,
                "viewer": one.viewer,
                "hide": list(one.hide),
                "given_on": one.given_at.astimezone(LONDON).date(),
            }
            for one in given
        ]

    @router.post("/access", response_model=contract.AccessGiven, responses=documented(404, 409))
    def let_in(told: asked.AccessAsked, by: Sent) -> dict[str, Any]:
        once = by.once("access", told)
        with _refusals(inst, by):
            given, words = accesses.give(
                inst,
                by.holder.case_id,
                by.holder.viewer,
                told.viewer,
                told.hide,
                accesses.seed(by.token, once),
                once,
            )
        return {"id": given.id, "key": words}

    @router.delete("/access/{access_id}", status_code=204, responses=documented(404))
    def shut_out(access_id: Annotated[str, Path(max_length=40)], by: Sent) -> Response:
        with _refusals(inst, by):
            accesses.end(inst, by.holder.case_id, by.holder.viewer, access_id)
        return Response(status_code=204)

    @router.get(
        "/calendar.ics",
        response_class=Response,
        responses={200: {"content": {CALENDAR: {}}}, **documented(404)},
    )
    def calendar(by: Sent, details: Literal["neutral", "full"] = "neutral") -> Response:
        dates = calendar_file(inst, mine(by, "calendar"), by.locale, by.age_band, full=details == "full")
        return _attached(files.File(CALENDAR, files.name_of("calendar"), dates))

    @router.get(
        "/summary.pdf",
        response_class=Response,
        responses={200: {"content": {files.KINDS["summary"].media_type: {}}}, **documented(404)},
    )
    def on_paper(by: Sent) -> Response:
        return _attached(files.make(inst, mine(by, "summary"), "summary", by.locale, by.age_band))

    @router.get(
        "/copy",
        response_model=contract.Copy,
        responses={200: {"content": {files.KINDS["summary"].media_type: {}}}, **documented(404)},
    )
    def copy(by: Sent, format: Literal["json", "pdf"] = "json") -> Any:
        kept = copying.own(inst, by.holder.case_id, by.holder.viewer)
        if kept is None:
            raise Problem(404, NOT_FOUND)
        if format == "json":
            return copying.as_data(inst, [kept], by.locale, by.age_band)
        paper = pdf(copying.on_paper(inst, [kept], by.locale, by.age_band), inst.clock.now())
        return _attached(files.File(files.KINDS["summary"].media_type, "copy.pdf", paper))

    @router.post("/files", response_model=contract.FileAddressOut, responses=documented(404))
    def file_address(told: asked.FileAsked, by: Sent) -> dict[str, Any]:
        with inst.store.read() as tx:
            case = viewing.read(inst, tx, by.holder.case_id, by.holder.viewer.key_id)
        if case is None or told.file not in (*files.KINDS, *files.of(case)):
            raise Problem(404, NO_FILE)
        token, ends = files.address(inst, by.holder, told.file, by.locale, by.age_band)
        return {"href": f"{router.prefix}/files/{token}", "expires_at": ends}

    @router.get(
        "/files/{address}",
        response_class=Response,
        responses={
            200: {"content": {kind.media_type: {} for kind in files.KINDS.values()}},
            303: {"description": "A browser with an address that has ended is sent to the case page."},
            **documented(404),
        },
    )
    def fetch(address: Annotated[str, Path(max_length=100)], request: Request) -> Response:
        file = files.fetch(inst, address)
        if file is None and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(LINK_ENDED, 303)
        if file is None:
            raise Problem(404, NO_ADDRESS)
        return _attached(file)

    return router


def _attached(file: files.File) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type=file.media_type, headers=headers)


@contextmanager
def _refusals(inst: Installation, by: Sender) -> Iterator[None]:
    """What cannot be done as a problem the person can act on; none repeats what was sent."""
    try:
        yield
    except NotOffered as not_now:
        told = option_view(not_now.option, Speaker(inst, by.locale, by.age_band))
        until = told["until"]
        more = {**told, "until": until.isoformat() if until else None}
        raise Problem(409, told["why"], **more) from None
    except NotTheirs:
        raise Problem(403, NOT_THEIRS) from None
    except UnknownPoint:
        raise Problem(422, "points: are ids of points of this complaint that were not taken out.") from None
    except KeyReused:
        raise Problem(409, "This Idempotency-Key was used for another request. Take a new one.") from None
    except accesses.NotTheirsToGive:
        raise Problem(403, NOT_TO_GIVE) from None
    except accesses.TooMany:
        raise Problem(409, "As many keys were given as there may be. End one of them first.") from None
    except accesses.UnknownPart:
        raise Problem(422, f"hide: names points by their id, or these: {', '.join(PARTS)}.") from None
    except LookupError:
        raise Problem(404, NOT_FOUND) from None

"""`/chat/plain`: the conversation without JavaScript, and `/before`, the page before the first one.

The token travels in a hidden field of a POST, never in an address or a cookie. A page carries the id of the
message it will send, so that sent again, by a double press or by "back", it does nothing twice. Each answer
shows the conversation as it stands now; once the chat is ended, no page sent again shows anything of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from backend import browser_forms
from backend.callers import address_of
from backend.chat import refusals
from backend.chat.gateway import Gateway
from backend.chat.pages import Places
from backend.chat.plain import about
from backend.chat.plain.filled import Filled, NoSuchDay, new_id, read
from backend.chat.plain.show import Pages, Talk, Voice, as_shown
from backend.chat.sessions import Opening
from backend.chat.wire import AgeBand, Incoming
from backend.journeys.says import too_long
from backend.services.installation import Installation

PATH = "/chat/plain"
SIMPLER: Mapping[str, AgeBand] = {"adult": "teen", "teen": "child"}
TOO_LONG = too_long(0).key
_STATUS: Mapping[type[refusals.Refusal], int] = {
    refusals.Silent: 503,
    refusals.Closed: 503,
    refusals.TooFast: 429,
}


def create_router(inst: Installation, gateway: Gateway, pages: Pages, places: Places) -> APIRouter:
    """Come in, talk, be spoken to otherwise, end it, leave; and the pages beside the chat."""
    router = APIRouter(include_in_schema=False)
    councils = {one.id for one in inst.procedures.councils()}

    def known(council: str | None) -> str | None:
        named = inst.only_council or council
        return named if named in councils else None

    router.include_router(about.create_router(inst, pages, known))

    @router.get("/before")
    @router.get(PATH)
    def before(
        council: Annotated[str | None, Query(max_length=40)] = None,
        locale: Annotated[str | None, Query(max_length=35)] = None,
        age_band: AgeBand | None = None,
    ) -> Response:
        """Opens no conversation: whoever only looks leaves nothing here."""
        return pages.before(pages.voice(locale, age_band), known(council))

    @router.get(f"{PATH}/page.css")
    def stylesheet() -> Response:
        return pages.stylesheet()

    @router.post(PATH)
    async def send(request: Request) -> Response:
        filled = await read(request)
        filled = replace(filled, council=known(filled.council) or "")
        voice = pages.voice(filled.locale, None)
        if not browser_forms.from_us(request, places.own):
            return pages.before(voice, filled.council, 403)
        try:
            match filled.do:
                case "say":
                    return await answered(filled)
                case "simpler" | "language":
                    return await spoken_to(filled)
                case "end":
                    await gateway.end(filled.token)
                    return pages.before(voice, filled.council, words=[pages.says("plain.wiped", voice)])
                case "start":
                    return await started(filled, voice, address_of(request))
        except refusals.Ended:
            words = [pages.says("widget.ended", voice)]
            return pages.before(voice, filled.council, 401, words, filled=filled)
        except refusals.Silent as silent:
            return pages.talk(page_of(filled, silent.messages, voice, kept=filled, id=filled.id, status=503))

    async def started(filled: Filled, voice: Voice, address: str) -> Response:
        opening = Opening(filled.council or None, voice.locale, None, address)
        try:
            opened = await gateway.open(opening)
        except (refusals.Silent, refusals.Closed, refusals.TooFast) as refused:
            status = _STATUS[type(refused)]
            return pages.before(voice, filled.council, status, notices=refused.messages, filled=filled)
        return await talk(replace(filled, token=opened["token"]), opened["messages"], kept=filled)

    async def answered(filled: Filled) -> Response:
        """One message given to the gateway; what could not be taken stays in its box."""
        try:
            text = filled.answer()
        except NoSuchDay:
            return await talk(filled, kept=filled, no_such_day=True, status=422)
        if not text and not filled.choice:
            return await talk(filled, words=["widget.empty"], status=422)
        try:
            sent = Incoming(id=filled.id, text=None if filled.choice else text, choice=filled.choice or None)
            answer = (await gateway.take(filled.token, sent.id, sent.text, sent.choice))["messages"]
        except (ValidationError, refusals.IdInUse, refusals.NotOffered):
            return await talk(filled, words=["plain.moved_on"], kept=filled, status=409)
        except (refusals.Silent, refusals.TooFast) as refused:
            words = ["widget.kept"] if text else []
            status = _STATUS[type(refused)]
            return await talk(filled, refused.messages, words=words, kept=filled, id=filled.id, status=status)
        if any(message["say"] == TOO_LONG for message in answer):
            return await talk(filled, answer, kept=filled)
        if filled.choice and filled.text.strip():
            return await talk(filled, answer, words=["plain.still_typed"], kept=Filled(text=filled.text))
        return await talk(filled, answer)

    async def spoken_to(filled: Filled) -> Response:
        """In simpler words, or in another language, from here on."""
        now = await gateway.messages(filled.token)
        band = SIMPLER.get(now["age_band"], filled.usual) if filled.do == "simpler" else None
        locale = pages.voice(filled.locale, None).locale if filled.do == "language" else None
        answer = await gateway.change_voice(filled.token, locale, band)
        usual = filled.usual if filled.do == "language" or now["age_band"] == "child" else now["age_band"]
        return await talk(replace(filled, usual=usual), answer["messages"], kept=filled)

    async def talk(
        filled: Filled, answer: Sequence[Mapping[str, Any]] = (), *, words: Sequence[str] = (), **shown: Any
    ) -> Response:
        """The conversation as it stands, with an answer of which parts may not be kept. `words` are keys."""
        now = await gateway.messages(filled.token)
        said, beside = as_shown(now["messages"], answer, filled.keys)
        voice = Voice(now["locale"], now["age_band"])
        own = [pages.says(key, voice) for key in words]
        return pages.talk(page_of(filled, said, voice, notices=beside, words=own, **shown))

    @router.post(f"{PATH}/leave")
    async def leave(request: Request) -> Response:
        """Quickly away, to a page that says nothing of this one; the conversation's words are gone."""
        if browser_forms.from_us(request, places.own):
            with suppress(refusals.Refusal):
                await gateway.end((await read(request)).token)
        return RedirectResponse(places.leave_to, 303, {"Referrer-Policy": "no-referrer"})

    @router.get(f"{PATH}/leave")
    def back_to_the_beginning() -> Response:
        """The address of a form, opened as a page."""
        return RedirectResponse(PATH, 303)

    return router


def page_of(
    filled: Filled,
    messages: Sequence[Mapping[str, Any]],
    voice: Voice,
    *,
    kept: Filled | None = None,
    id: str | None = None,
    **shown: Any,
) -> Talk:
    """The page that answers this one. `kept` stays in the boxes; the same `id` is for the same message."""
    return Talk(
        messages,
        token=filled.token,
        id=id or new_id(),
        council=filled.council or None,
        voice=voice,
        usual=filled.usual,
        keys=filled.keys,
        filled=kept or Filled(),
        **shown,
    )

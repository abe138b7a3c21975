"""`/api/chat`: contract.md's public conversation over HTTP. Conversions only."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar

from fastapi import APIRouter, Request, Response

from backend.callers import (
    Bearer,
    address_of,
    bearer_or_problem,
    council_or_problem,
    locale_or_problem,
    not_signed_in,
)
from backend.chat import refusals
from backend.chat.gateway import Gateway
from backend.chat.sessions import Opening
from backend.chat.telling import DEFAULT_LOCALE
from backend.chat.wire import Incoming, NewSession, NewVoice
from backend.contract import ChatAnswer, ChatMessages, ChatOpened
from backend.described import documented
from backend.problems import Problem, slow_down
from backend.services.installation import Installation

T = TypeVar("T")
ENDED = "This chat has ended. Start a new one."
NOT_FOUND = "That reference and key do not open anything. Check both and try again."
SLOWER = "Too many at once. Wait, then send it again."
_AS_PROBLEMS: Mapping[type[refusals.Refusal], tuple[int, str, Mapping[str, str]]] = {
    refusals.IdInUse: (409, "This message id was used for another message. Send it with a new id.", {}),
    refusals.NotOffered: (409, "That choice is not one of the latest message's.", {}),
    refusals.Silent: (
        503,
        "The assistant cannot answer now. Nothing is lost: send the same message again.",
        {"Retry-After": "5"},
    ),
    refusals.Closed: (
        503,
        "This council's chat is not open to the public here yet.",
        {"Retry-After": "3600"},
    ),
}


def create_router(inst: Installation, gateway: Gateway) -> APIRouter:
    """The five routes of a conversation."""
    router = APIRouter(prefix="/api/chat", tags=["chat"])

    @router.post("/sessions", status_code=201, response_model=ChatOpened, responses=documented(404, 429))
    async def open_session(body: NewSession, request: Request) -> dict[str, Any]:
        opening = Opening(
            council=council_or_problem(inst, inst.only_council or body.council),
            locale=locale_or_problem(inst, body.locale or DEFAULT_LOCALE),
            age_band=body.age_band,
            address=address_of(request),
            pair=None if body.reference is None or body.key is None else (body.reference, body.key),
        )
        return await _or_problem(gateway.open(opening))

    @router.patch("/sessions", response_model=ChatMessages)
    async def change_voice(body: NewVoice, authorization: Bearer = None) -> dict[str, Any]:
        locale = locale_or_problem(inst, body.locale) if body.locale is not None else None
        return await _or_problem(gateway.change_voice(_token(authorization), locale, body.age_band))

    @router.delete("/sessions", status_code=204)
    async def end_session(authorization: Bearer = None) -> Response:
        await _or_problem(gateway.end(_token(authorization)))
        return Response(status_code=204)

    @router.post("/messages", response_model=ChatAnswer, responses=documented(409, 429))
    async def send_message(body: Incoming, authorization: Bearer = None) -> dict[str, Any]:
        return await _or_problem(gateway.take(_token(authorization), body.id, body.text, body.choice))

    @router.get("/messages", response_model=ChatMessages)
    async def read_messages(authorization: Bearer = None) -> dict[str, Any]:
        return await _or_problem(gateway.messages(_token(authorization)))

    return router


def _token(authorization: Bearer) -> str:
    return bearer_or_problem(authorization, ENDED)


async def _or_problem(work: Awaitable[T]) -> T:
    """Name what the gateway raises as problem+json, with the words that go with it."""
    try:
        return await work
    except refusals.Ended:
        raise not_signed_in(ENDED) from None
    except refusals.NoSuchPair:
        raise Problem(404, NOT_FOUND) from None
    except refusals.TooFast as refused:
        raise slow_down(refused.seconds, SLOWER, refused.messages) from None
    except refusals.Refusal as refused:
        status, detail, headers = _AS_PROBLEMS[type(refused)]
        raise Problem(status, detail, headers=headers, messages=refused.messages) from None

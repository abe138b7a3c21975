"""`POST /api/chat/texts`: a text message that came in, as GOV.UK Notify's callback tells it.

Signed: by Notify with a bearer token, by another messenger's gateway with `X-Hub-Signature-256`, an
HMAC-SHA256 of the body; both with the one secret. It is answered soon after, so the caller never waits.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import timedelta
from typing import Annotated

import structlog
from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import AwareDatetime, BaseModel, Field

from backend.callers import Bearer, not_signed_in
from backend.chat.wire import MessageId, WholeText
from backend.described import documented
from backend.notify.govuk import MOBILE
from backend.problems import Problem
from backend.services import texts
from backend.services.installation import Installation

OLDEST = timedelta(hours=1)
"""Notify tries for less than this; what is older was kept by somebody and sent again."""
AHEAD = timedelta(minutes=5)
"""How far another clock may be before ours."""

log = structlog.get_logger()


class InboundText(BaseModel):
    """Notify's callback for a received text message; fields of it that are not used here may come too."""

    id: MessageId
    source_number: str = Field(max_length=30)
    message: Annotated[WholeText, Field(max_length=20_000)]
    date_received: AwareDatetime


def create_router(inst: Installation, secret: str | None) -> APIRouter:
    """The one route; without a secret there is nothing here."""
    router = APIRouter(prefix="/api/chat", tags=["chat"])

    async def signed(
        request: Request,
        authorization: Bearer = None,
        x_hub_signature_256: Annotated[str, Header()] = "",
    ) -> None:
        if secret is None:
            raise Problem(404, "No text messages are taken here.")
        made = hmac.new(secret.encode(), await request.body(), hashlib.sha256).hexdigest()
        shown = authorization.credentials if authorization else ""
        told = _same(shown, secret), _same(x_hub_signature_256, f"sha256={made}")
        if not any(told):
            raise not_signed_in("This is not signed with the secret of this address.")

    @router.post("/texts", status_code=204, dependencies=[Depends(signed)], responses=documented(404, 409))
    async def text_came(text: InboundText) -> Response:
        now = inst.clock.now()
        if not now - OLDEST <= text.date_received <= now + AHEAD:
            raise Problem(409, "This text is not of now, so it was not taken.")
        if (number := mobile(text.source_number)) is None:
            log.warning("a text came from no mobile number")
        else:
            await to_thread.run_sync(texts.receive, inst, text.id, number, text.message)
        return Response(status_code=204)

    return router


def mobile(number: str) -> str | None:
    """A mobile number of the United Kingdom as we write to it, however it is told; None for any other."""
    digits = re.sub(r"[\s()-]", "", number)
    told = re.sub(r"^(?:00|\+)?44", "+44", digits)
    if not MOBILE.fullmatch(told):
        return None
    return told if told.startswith("+") else f"+44{told[1:]}"


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())

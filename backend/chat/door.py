"""What every request to the public port must be, before anything reads it.

JSON only where there is a body, at most 256 KB of it, and from no origin but our own: a page
elsewhere can neither read our answers (no CORS) nor have a person's browser send for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import anyio
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.problems import DETAILS, Problem

LARGEST = 256 * 1024
ARRIVES_WITHIN = 30.0
"""Seconds a body may take: enough for 256 KB over a bad telephone line, and nobody holds a door open."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


def install(app: FastAPI, own_origins: Sequence[str]) -> None:
    """Stand at the door of `app`."""
    app.add_middleware(Door, own_origins=frozenset(own_origins))


class Door:
    """A plain ASGI middleware: no body is held in memory twice."""

    def __init__(self, app: ASGIApp, own_origins: frozenset[str]) -> None:
        self._app, self._own = app, own_origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        api = scope["path"].startswith("/api/")
        only_head = scope["method"] == "HEAD"
        if only_head:
            # HEAD is what GET would answer, without its body (RFC 9110, 9.3.2).
            scope = {**scope, "method": "GET"}

        async def send_with_headers(message: Message) -> None:
            if only_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                named = {name for name, _ in headers}
                extra = [*HEADERS, *([(b"cache-control", b"no-store")] if api else [])]
                message["headers"] = headers + [one for one in extra if one[0] not in named]
            await send(message)

        problem = self._refusal(scope) if api else None
        if problem is not None:
            await problem.response()(scope, receive, send_with_headers)
            return
        await self._app(scope, _bounded(receive), send_with_headers)

    def _refusal(self, scope: Scope) -> Problem | None:
        headers = dict(scope["headers"])
        origins = {value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"}
        if not origins <= self._own:
            return Problem(403, "This service answers its own pages only.")
        if b"content-length" in headers and b"transfer-encoding" in headers:
            # Whoever stands before us may have believed the other one (RFC 9112, 6.1).
            return Problem(400, "Say once how long the request is.", headers={"Connection": "close"})
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST:
            return _too_large()
        has_body = int(length) > 0 or b"transfer-encoding" in headers
        kind = headers.get(b"content-type", b"").split(b";")[0].strip().lower()
        if has_body and kind != b"application/json":
            return Problem(415, "Send JSON, with the content type application/json.")
        return None


def _too_large() -> Problem:
    return Problem(413, DETAILS[413])


def _bounded(receive: Receive) -> Receive:
    """Stop reading a body that is longer than it said, or takes too long to arrive."""
    read, whole = 0, False
    until = anyio.current_time() + ARRIVES_WITHIN

    async def receive_bounded() -> Message:
        nonlocal read, whole
        if whole:
            return await receive()
        with anyio.CancelScope(deadline=until) as waiting:
            message = await receive()
        if waiting.cancelled_caught:
            raise HTTPException(408, headers={"Connection": "close"})
        if message["type"] == "http.request":
            whole = not message.get("more_body", False)
            read += len(message.get("body", b""))
            if read > LARGEST:
                raise HTTPException(413)
        return message

    return receive_bounded

"""What every request to the public port must be, before anything reads it.

JSON only where there is a body, at most 256 KB of it, and from no origin but our own: a page
elsewhere can neither read our answers (no CORS) nor have a person's browser send for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.problems import DETAILS, Problem

LARGEST = 256 * 1024
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

        async def send_with_headers(message: Message) -> None:
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
        origin = headers.get(b"origin")
        if origin is not None and origin.decode("latin-1") not in self._own:
            return Problem(403, "This service answers its own pages only.")
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
    """Stop reading a body that is longer than it said."""
    read = 0

    async def receive_bounded() -> Message:
        nonlocal read
        message = await receive()
        if message["type"] == "http.request":
            read += len(message.get("body", b""))
            if read > LARGEST:
                raise HTTPException(413)
        return message

    return receive_bounded

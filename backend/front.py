"""What stands before several backends on one machine: `python -m backend.front PORT URLS`.

`./heard up --cluster` runs it. Each request goes to the next backend, whoever sent the one before, so
whatever a backend kept in its memory alone would be missed at once. Beyond one machine a real proxy does
this (`deploy/`), which also speaks TLS.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from backend.neighbours import InTurn
from backend.problems import DETAILS, Problem

ANSWERS_WITHIN = 40.0
"""Seconds: longer than a backend lets anybody wait, so that its own words come through."""
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_BETWEEN_TWO = frozenset({"connection", "keep-alive", "transfer-encoding", "upgrade", "x-forwarded-for"})
"""Headers of one connection, and the one that this process alone may say."""


def create_app(backends: InTurn, http: httpx.AsyncClient) -> Starlette:
    """An application that hands every request on, and says 503 where no backend is there."""

    async def hand_on(request: Request) -> Response:
        headers = [(name, value) for name, value in request.headers.items() if name not in _BETWEEN_TWO]
        headers.append(("x-forwarded-for", request.client.host if request.client else ""))
        scope = request.scope
        asked_for = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
        for url in backends.from_the_next():
            asked = http.build_request(
                request.method,
                httpx.URL(url).copy_with(raw_path=asked_for),
                headers=headers,
                content=_body(request),
            )
            try:
                answer = await http.send(asked, stream=True)
            except httpx.ConnectError:
                # Nothing of the request was sent yet: another one can have it.
                backends.put_last(url)
                continue
            except httpx.HTTPError:
                backends.put_last(url)
                break
            told = StreamingResponse(
                answer.aiter_raw(), answer.status_code, background=BackgroundTask(answer.aclose)
            )
            told.raw_headers = [
                (name.lower(), value)
                for name, value in answer.headers.raw
                if name.lower().decode() not in _BETWEEN_TWO
            ]
            return told
        return Problem(503, DETAILS[503], headers={"Retry-After": "1"}).response()

    return Starlette(routes=[Route("/{path:path}", hand_on, methods=list(METHODS))])


def _body(request: Request) -> AsyncIterator[bytes] | None:
    """What was sent with it, as it comes in; nothing where nothing was."""
    sent = "content-length" in request.headers or "transfer-encoding" in request.headers
    return request.stream() if sent else None


async def serve(port: int, urls: str) -> None:
    """Serve on loopback until told to stop."""
    limits = httpx.Limits(max_connections=512, max_keepalive_connections=64)
    async with httpx.AsyncClient(timeout=ANSWERS_WITHIN, limits=limits, follow_redirects=False) as http:
        app = create_app(InTurn(urls), http)
        config = uvicorn.Config(
            app,
            "127.0.0.1",
            port,
            http="h11",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
        )
        await uvicorn.Server(config).serve()


def main(arguments: Sequence[str]) -> int:
    """Serve on a port, before the backends at these addresses."""
    port, urls = arguments
    asyncio.run(serve(int(port), urls))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

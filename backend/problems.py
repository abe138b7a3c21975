"""Errors as problem+json (RFC 9457): one shape, with a sentence a person can act on.

Nothing a person typed is ever in one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backend.store import Unavailable

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    409: "Not possible now",
    413: "Too long",
    415: "JSON only",
    422: "Not understood",
    429: "Too many at once",
    500: "Our mistake",
    503: "Not answering",
}

log = structlog.get_logger()

DETAILS = {
    400: "This could not be read. Send JSON in UTF-8.",
    404: "There is nothing at this address.",
    405: "This address does not do that.",
    408: "This took too long to arrive. Send it again.",
    413: "Send at most 256 kilobytes.",
    500: "Something is wrong here, and not with what you sent. Try again later.",
    503: "This cannot be done at the moment. Nothing was changed: try again soon.",
}
"""What is said where the framework, not a route, refuses."""


class Problem(Exception):
    """Raised anywhere above the services, answered as problem+json."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers, more

    def response(self) -> JSONResponse:
        """The answer itself."""
        body = {
            "type": "about:blank",
            "title": TITLES.get(self.status, "Error"),
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }
        return JSONResponse(body, self.status, self.headers, media_type="application/problem+json")


def slow_down(seconds: float, detail: str, messages: Sequence[Mapping[str, Any]] = ()) -> Problem:
    """429 with Retry-After, and words for the chat where there are any."""
    more = {"messages": list(messages)} if messages else {}
    return Problem(429, detail, headers={"Retry-After": str(max(1, round(seconds)))}, **more)


def of_framework(error: HTTPException) -> JSONResponse:
    """What the framework refused, in our words."""
    detail = DETAILS.get(error.status_code, "This cannot be done.")
    return Problem(error.status_code, detail, headers=error.headers).response()


def of_malformed(error: RequestValidationError) -> JSONResponse:
    """What was not as it must be: which fields, and never what was given."""
    return Problem(422, _what_is_wrong(error)).response()


def install(app: FastAPI) -> None:
    """Every error of `app`, its own, the framework's or a mistake, leaves as problem+json."""
    app.add_middleware(_LastResort)

    @app.exception_handler(Problem)
    async def _ours(_: Request, problem: Problem) -> JSONResponse:
        return problem.response()

    @app.exception_handler(HTTPException)
    async def _framework(_: Request, error: HTTPException) -> JSONResponse:
        return of_framework(error)

    @app.exception_handler(Unavailable)
    async def _away(_: Request, __: Unavailable) -> JSONResponse:
        return Problem(503, DETAILS[503], headers={"Retry-After": "5"}).response()

    @app.exception_handler(RequestValidationError)
    async def _malformed(_: Request, error: RequestValidationError) -> JSONResponse:
        return of_malformed(error)


class _LastResort:
    """What nobody caught is told as our mistake, and logged as where it happened and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:
            log.exception("a request failed")
            if begun or scope["type"] != "http":
                # Half an answer is cut off; the server is told so without the words of the error.
                raise ConnectionAbortedError from None
            await Problem(500, DETAILS[500]).response()(scope, receive, send)


def _what_is_wrong(error: RequestValidationError) -> str:
    """Names the fields and what each must be, never what was given."""
    said = []
    for one in error.errors()[:5]:
        # The name of an unknown field is the sender's own word, and is left out too.
        place = one["loc"][:-1] if one["type"] == "extra_forbidden" else one["loc"]
        where = ".".join(str(part) for part in place if part != "body") or "the body"
        said.append(f"{where}: {_expected(one)}")
    return "Please check " + "; ".join(said) + "."


def _expected(one: Mapping[str, Any]) -> str:
    # pydantic's own messages for these kinds repeat the input or the words around it.
    match one["type"]:
        case "missing":
            return "is needed"
        case "extra_forbidden":
            return "has a field that is not one of ours"
        case "json_invalid":
            return "is not valid JSON"
        case "value_error":
            return str(one["ctx"]["error"]) if "ctx" in one else "is not valid"
        case _:
            return str(one["msg"])[:1].lower() + str(one["msg"])[1:]

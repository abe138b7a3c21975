"""An address under `/staff` at which there is no page: a page that says so, with the way back.

Whoever mistyped one reads the same at each, signed in or not, whatever there is at other addresses. What is
answered elsewhere is given by who makes the pages there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from backend import problems
from backend.services.installation import Installation
from backend.staff.console.door import Door
from backend.staff.console.show import Desk
from backend.store import Unavailable


def install(
    app: FastAPI,
    inst: Installation,
    own_origins: Sequence[str],
    elsewhere: Callable[[Request, int], Response | None],
) -> None:
    """Have a person at the console answered by a page; elsewhere by the page for it, or by the problem."""
    door = Door(inst, Desk(inst), own_origins)

    def page(request: Request, status: int) -> Response:
        try:
            return door.refused(request, door.colleague(request), status, "no_such_page")
        except Unavailable:
            return door.refused(request, None, status, "no_such_page")

    @app.exception_handler(404)
    @app.exception_handler(405)
    def _nothing_here(request: Request, error: HTTPException) -> Response:
        if _is_console(request):
            shown = page(request, error.status_code)
        else:
            shown = elsewhere(request, error.status_code) or problems.of_framework(error)
        shown.headers.update(error.headers or {})
        return shown

    @app.exception_handler(RequestValidationError)
    def _no_such_name(request: Request, error: RequestValidationError) -> Response:
        # Of what comes to these pages only a name in an address is checked before the page itself.
        if _is_console(request):
            return page(request, 404)
        return elsewhere(request, 404) or problems.of_malformed(error)


def _is_console(request: Request) -> bool:
    return request.url.path.startswith("/staff/")

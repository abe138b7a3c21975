"""A public address at which there is no page: somebody in a browser gets one that says so, with ways on."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response

from backend.chat.plain.show import Pages

_OF_MACHINES = ("/api", "/widget")
"""Where a problem stays one, whoever asks."""


def for_people(pages: Pages, council: str | None) -> Callable[[Request, int], Response | None]:
    """Gives the page of a status for a request; None where it is no browser's that opens a page.

    `council`: the one that this installation serves, where it serves one.
    """

    def page(request: Request, status: int) -> Response | None:
        path, wants = request.url.path, request.headers.get("accept", "")
        of_machines = any(path == one or path.startswith(f"{one}/") for one in _OF_MACHINES)
        if of_machines or request.method not in ("GET", "HEAD") or "text/html" not in wants:
            return None
        return pages.nothing_here(pages.voice(request.query_params.get("locale"), None), council, status)

    return page

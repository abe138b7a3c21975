"""Who is at the pages: signed in or not, and whether a form began on one of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Path, Request, Response

from backend import browser_forms
from backend.services import accounts, roles
from backend.services.accounts import SignedIn
from backend.services.installation import Installation
from backend.services.once import Once
from backend.staff.console import cookie, doors
from backend.staff.console.show import Desk

Filled = Annotated[dict[str, str], Depends(browser_forms.reader(200))]
"""What a form sent."""
AlertId = Annotated[str, Path(max_length=40)]
"""The alert that an address names."""


class Door:
    """Lets in who is signed in, and shows everybody else the page that says what to do."""

    def __init__(
        self, inst: Installation, desk: Desk, own_origins: Sequence[str], *, by_council: bool = False
    ) -> None:
        self._inst, self._desk, self._own_origins = inst, desk, own_origins
        self._by_council = by_council
        self.secure = own_origins[0].startswith("https:")

    def colleague(self, request: Request) -> SignedIn | None:
        """Who this browser is signed in as."""
        token = cookie.token_of(request)
        return accounts.signed_in(self._inst, token) if token else None

    def shown(
        self, request: Request, staff: SignedIn | None, page: str, status: int = 200, **facts: Any
    ) -> Response:
        """A page, its forms marked as this visit's."""
        return self._desk.page(page, staff, browser_forms.mark(cookie.token_of(request)), status, **facts)

    def refused(self, request: Request, staff: SignedIn | None, status: int, why: str) -> Response:
        """The page that says why something cannot be shown or done."""
        return self.shown(request, staff, "refused", status, why=why)

    def sign_in_page(self, request: Request, status: int, **facts: Any) -> Response:
        """The page that signs in, and leads back to where somebody wanted to go."""
        path = request.url.path if request.method == "GET" else ""
        told: dict[str, Any] = {"by_council": self._by_council}
        told |= {"again": path, "kept": {}, "wrong": None, "out": False, **facts}
        return self.shown(request, None, "sign_in", status, **told)

    def let_in(self, request: Request) -> SignedIn | Response:
        """Who asks for a page, if it is open to them (`doors`); or the page that says why not."""
        staff = self.colleague(request)
        if staff is None:
            return self.sign_in_page(request, 401)
        return staff if _is_open(request, staff) else self.refused(request, staff, 403, "not_allowed")

    def from_us(self, request: Request) -> bool:
        """Whether a form began on one of our own pages, as far as the browser says."""
        return browser_forms.from_us(request, self._own_origins)

    def whose(self, request: Request, filled: Mapping[str, str]) -> SignedIn | Response:
        """Who sent a form that is open to them (`doors`); or the page to sign in by and send it again."""
        if not self.from_us(request):
            return self.refused(request, None, 403, "not_from_here")
        staff = self.colleague(request)
        kept = {name: value for name, value in filled.items() if name != "csrf"}
        if staff is None:
            return self.sign_in_page(request, 401, again=request.url.path, kept=kept, wrong="ended")
        if not browser_forms.is_marked(filled, cookie.token_of(request)):
            return self.shown(request, staff, "go_on", 403, path=request.url.path, kept=kept)
        return staff if _is_open(request, staff) else self.refused(request, staff, 403, "not_allowed")

    def once(self, request: Request, staff: SignedIn, filled: Mapping[str, str]) -> Once | None:
        """The form's own key: sent twice by a double click, it does nothing twice."""
        key = browser_forms.once_key(filled)
        digest = browser_forms.digest(request.url.path, filled)
        return None if key is None else Once(staff.id, key, digest)


def _is_open(request: Request, staff: SignedIn) -> bool:
    opens = doors.opens(request.method, request.url.path)
    return opens in ("signed_in", "everybody") or any(roles.may(staff.roles, act) for act in opens)  # type: ignore[arg-type]

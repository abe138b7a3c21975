"""What a caller names: an address, a token, a council, a language; or a sentence that says what is wrong."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from backend.problems import Problem
from backend.services.installation import Installation
from backend.wording import UnknownLocale

Bearer = Annotated[
    HTTPAuthorizationCredentials | None,
    Security(HTTPBearer(auto_error=False, description="The token of a chat, a case or a sign-in.")),
]


def address_of(request: Request) -> str:
    """Whose door the request came in at; only ever kept as a keyed hash."""
    return request.client.host if request.client else "unknown"


def bearer_or_problem(authorization: HTTPAuthorizationCredentials | None, detail: str) -> str:
    """The bearer token, or 401 with `detail`."""
    if authorization is None:
        raise not_signed_in(detail)
    return authorization.credentials


def not_signed_in(detail: str) -> Problem:
    """401, as RFC 9110 wants it."""
    return Problem(401, detail, headers={"WWW-Authenticate": "Bearer"})


def council_or_problem(inst: Installation, council: str | None) -> str | None:
    """The council's id as given, if it is one that receives complaints; the baseline is none."""
    known = [one.id for one in inst.procedures.councils()]
    if council is None or council in known:
        return council
    raise Problem(422, f"council: is not one of ours. These are: {', '.join(known)}.")


def locale_or_problem(inst: Installation, locale: str) -> str:
    """The catalogue's language nearest to a BCP 47 tag."""
    try:
        return inst.wording.match(locale)
    except UnknownLocale:
        known = ", ".join(inst.wording.locales())
        raise Problem(422, f"locale: is not one of ours. These are: {known}.") from None

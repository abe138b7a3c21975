"""Who sits at the browser: the sign-in's cookie, and the mark that a form is one of ours."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from fastapi import Request, Response

NAME = "heard_staff"
PATH = "/staff"


def give(response: Response, token: str, *, secure: bool) -> None:
    """Put the sign-in into a cookie that no script reads and no other site sends."""
    response.set_cookie(NAME, token, path=PATH, httponly=True, samesite="strict", secure=secure)


def take_away(response: Response, *, secure: bool) -> None:
    """End it in the browser too."""
    response.delete_cookie(NAME, path=PATH, httponly=True, samesite="strict", secure=secure)


def token_of(request: Request) -> str:
    """The sign-in's token; empty where there is none."""
    return request.cookies.get(NAME, "")


def mark(token: str) -> str:
    """What each form of this sign-in carries; nobody without the cookie can know it."""
    return hashlib.sha256(f"form:{token}".encode()).hexdigest()


def is_ours(request: Request, given: str, own_origins: Sequence[str]) -> bool:
    """Whether a form was sent from one of our pages, in this sign-in."""
    return from_us(request, own_origins) and hmac.compare_digest(
        given.encode(), mark(token_of(request)).encode()
    )


def from_us(request: Request, own_origins: Sequence[str]) -> bool:
    """Whether the browser says that the request began on one of our own pages, or says nothing."""
    return request.headers.get("origin", own_origins[0]) in own_origins

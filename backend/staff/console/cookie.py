"""Who sits at the browser: the sign-in's cookie, and that of a visit to the council's own sign-in."""

from __future__ import annotations

from fastapi import Request, Response

NAME = "heard_staff"
PATH = "/staff"

VISIT = "heard_visit"
VISIT_PATH = "/staff/openid"
VISIT_LASTS = 10 * 60
"""Seconds to sign in elsewhere and come back."""


def give(response: Response, token: str, *, secure: bool) -> None:
    """Put the sign-in into a cookie that no script reads and no other site sends."""
    response.set_cookie(NAME, token, path=PATH, httponly=True, samesite="strict", secure=secure)


def take_away(response: Response, *, secure: bool) -> None:
    """End it in the browser too."""
    response.delete_cookie(NAME, path=PATH, httponly=True, samesite="strict", secure=secure)


def token_of(request: Request) -> str:
    """The sign-in's token; empty where there is none."""
    return request.cookies.get(NAME, "")


def give_visit(response: Response, secret: str, *, secure: bool) -> None:
    """Let this browser be known when it comes back; `lax`, since it then comes from another site."""
    response.set_cookie(
        VISIT, secret, VISIT_LASTS, path=VISIT_PATH, httponly=True, samesite="lax", secure=secure
    )


def take_visit_away(response: Response, *, secure: bool) -> None:
    """A visit is good once."""
    response.delete_cookie(VISIT, path=VISIT_PATH, httponly=True, samesite="lax", secure=secure)


def visit_of(request: Request) -> str:
    """The secret of this browser's visit; where there is none, one nobody's state was drawn from."""
    return request.cookies.get(VISIT, "")

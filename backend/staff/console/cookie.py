"""Who sits at the browser: the sign-in's cookie."""

from __future__ import annotations

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

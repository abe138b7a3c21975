"""What the pages rendered by the server share: their templates, the forms a browser sends, and how they are
known for ours."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

LONGEST_FIELD = 20_000
"""Characters: a story."""


def templates(folder: Path) -> Environment:
    """The templates of a folder, beside those that all pages share.

    What is put in is escaped, and a name that nobody gave is an error.
    """
    return Environment(
        loader=FileSystemLoader((folder, Path(__file__).parent)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def unbroken(text: str) -> str:
    """A text whose telephone numbers stay on one line: no-break spaces between their groups."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", text)


def reader(most_fields: int) -> Callable[[Request], Awaitable[dict[str, str]]]:
    """Reads what a form sent: text alone, one character more than a story, so that too long can be told."""

    async def sent(request: Request) -> dict[str, str]:
        async with request.form(max_files=0, max_fields=most_fields) as form:
            texts = {name: value for name, value in form.items() if isinstance(value, str)}
            return {name: text[: LONGEST_FIELD + 1] for name, text in texts.items()}

    return sent


def from_us(request: Request, own_origins: Sequence[str]) -> bool:
    """Whether the browser says that the request began on one of our own pages, or says nothing."""
    return request.headers.get("origin", own_origins[0]) in own_origins


def mark(token: str) -> str:
    """What each form of a visit carries; nobody without the visit's cookie can know it."""
    return hashlib.sha256(f"form:{token}".encode()).hexdigest()


def is_marked(filled: Mapping[str, str], token: str) -> bool:
    """Whether a form carries the mark of this visit."""
    return hmac.compare_digest(filled.get("csrf", "").encode(), mark(token).encode())


def once_key(filled: Mapping[str, str]) -> str | None:
    """The key a form was made with: sent twice by a double press, it does nothing twice."""
    key = filled.get("once", "")
    return key if 8 <= len(key) <= 64 else None


def digest(what: str, filled: Mapping[str, str]) -> str:
    """What another form under the same key would not have."""
    body = sorted((name, value) for name, value in filled.items() if name not in ("csrf", "once"))
    return hashlib.sha256(repr((what, body)).encode()).hexdigest()


def page_headers(leave_to: str) -> dict[str, str]:
    """What each page is sent with: no script, no frame, nothing kept, forms to ourselves.

    `leave_to`: the form that leaves quickly is answered with a redirect there, which the policy lets through.
    """
    place = urlsplit(leave_to)
    policy = (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {place.scheme}://{place.netloc}"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "X-Frame-Options": "DENY",
        # With no referrer at all a browser would not say that a form came from this page.
        "Referrer-Policy": "same-origin",
    }

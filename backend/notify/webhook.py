"""A council's own case system, told of events by HTTP, each message signed.

`https://:<secret>@cases.council.example/heard`. The signature is an HMAC-SHA256 over the moment and the
body, `Heard-Signature: t=<seconds>,v1=<hex>`: who receives it can tell that it is ours, whole, and not old.
Redirects are not followed, so that it goes where the operator said and nowhere else.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx

from backend.notify.outside import is_guarded
from backend.notify.post import NotSent

PATIENCE = 5.0
"""Seconds for an answer."""
SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Webhook:
    """Where the events of one council go, and the secret shared with whoever receives them."""

    url: str
    secret: str

    @classmethod
    def at(cls, url: str) -> Webhook:
        """From its URL. Raises ValueError, which never repeats it."""
        parts = urlsplit(url)
        secret = unquote(parts.password or "")
        if not is_guarded(url):
            raise ValueError("must begin with https://")
        if len(secret) < SHORTEST_SECRET:
            raise ValueError(f"must have a secret of {SHORTEST_SECRET} characters or more before the @")
        place = parts.netloc.rpartition("@")[2]
        return cls(urlunsplit((parts.scheme, place, parts.path, parts.query, "")), secret)

    def send(self, id: str, body: bytes, at: datetime) -> None:
        """Hand one message over. Raises `NotSent`.

        `id` is the same at each try, so that who receives it twice knows it again.
        """
        seconds = int(at.timestamp())
        headers = {
            "Content-Type": "application/json",
            "Heard-Id": id,
            "Heard-Signature": f"t={seconds},v1={signature(self.secret, seconds, body)}",
        }
        try:
            answer = httpx.post(
                self.url, content=body, headers=headers, timeout=PATIENCE, follow_redirects=False
            )
        except httpx.HTTPError:
            raise NotSent("no_answer", final=False) from None
        if not answer.is_success:
            raise NotSent(f"status_{answer.status_code}", final=False)


def signature(secret: str, seconds: int, body: bytes) -> str:
    """What a message of this moment (seconds since 1970) is signed with."""
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def open_webhooks(named: str) -> dict[str, Webhook]:
    """By council, from `<council>=https://...`, with spaces between. Raises ValueError; it repeats no URL."""
    found = {}
    for one in named.split():
        council, is_one, url = one.partition("=")
        if not is_one:
            raise ValueError("is a council, = and an address for each, with spaces between")
        found[council] = Webhook.at(url)
    return found

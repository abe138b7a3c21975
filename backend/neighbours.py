"""Several processes that do the same: which one is asked next."""

from __future__ import annotations

import time
from collections import deque

LAST_FOR = 5.0
"""Seconds that one which did not answer is asked after all others."""


class InTurn:
    """Addresses with commas between, each call beginning with the next; nothing else is remembered."""

    def __init__(self, urls: str) -> None:
        self._urls = deque(url.strip().rstrip("/") for url in urls.split(",") if url.strip())
        self._away: dict[str, float] = {}

    def from_the_next(self) -> list[str]:
        """All of them in the order in which to ask; those that did not answer just now stand last."""
        self._urls.rotate(-1)
        now = time.monotonic()
        return sorted(self._urls, key=lambda url: self._away.get(url, now) > now)

    def put_last(self, url: str) -> None:
        """It did not answer."""
        self._away[url] = time.monotonic() + LAST_FOR

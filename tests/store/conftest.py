"""The store on a fresh database, opened as often as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from backend.store import Store

from .building import SECRET


@pytest.fixture
def open_store(url: str) -> Iterator[Callable[..., Store]]:
    """Opens the same database again and again, as restarts or further processes would."""
    opened: list[Store] = []

    def open_it(secret: str = SECRET, **options: object) -> Store:
        opened.append(Store(url, secret, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    """The store on a fresh database."""
    return open_store()

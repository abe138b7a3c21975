"""An office on both databases, where what a database does is what matters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.staff.office import Office, open_office


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    """A fresh office on each database."""
    opened = open_office(url, tmp_path)
    yield opened
    opened.inst.store.close()

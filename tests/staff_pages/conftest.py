"""An office with somebody at a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.staff.office import Office, open_office
from tests.staff_pages.browsing import Browsing


@pytest.fixture
def office(sqlite: Path, tmp_path: Path) -> Iterator[Office]:
    """A fresh office on SQLite; the API's own tests hold both databases."""
    shutil.copy(sqlite, tmp_path / "office.sqlite")
    opened = open_office(f"sqlite:///{tmp_path / 'office.sqlite'}", tmp_path)
    yield opened
    opened.inst.store.close()


@pytest.fixture
def officer(office: Office) -> Browsing:
    """An officer of Rutland, signed in."""
    return Browsing.signed_in(office, "officer")

"""An office on both databases, and one on SQLite alone where the database is not what matters."""

from __future__ import annotations

import shutil
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


@pytest.fixture
def quick_office(sqlite: Path, tmp_path: Path) -> Iterator[Office]:
    """A fresh office on SQLite."""
    shutil.copy(sqlite, tmp_path / "quick.sqlite")
    opened = open_office(f"sqlite:///{tmp_path / 'quick.sqlite'}", tmp_path)
    yield opened
    opened.inst.store.close()

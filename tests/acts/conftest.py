"""What the acts' tests share: an office that takes complaints, and people who come back to theirs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.people import People
from tests.staff.office import open_office


@pytest.fixture
def people(url: str, tmp_path: Path) -> Iterator[People]:
    """A fresh office on each database, and its people."""
    office = open_office(url, tmp_path)
    yield People(office)
    office.inst.store.close()


@pytest.fixture
def few_people(sqlite: Path, tmp_path: Path) -> Iterator[People]:
    """The same on SQLite alone, where the database is not what matters."""
    shutil.copy(sqlite, tmp_path / "quick.sqlite")
    office = open_office(f"sqlite:///{tmp_path / 'quick.sqlite'}", tmp_path)
    yield People(office)
    office.inst.store.close()

"""What the acts' tests share: an office that takes complaints, and people who come back to theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.people import People
from tests.staff.office import Office, open_office


@pytest.fixture
def people(url: str, tmp_path: Path) -> Iterator[People]:
    """A fresh office on each database, and its people."""
    office = open_office(url, tmp_path)
    yield People(office)
    office.inst.store.close()


@pytest.fixture
def few_people(quick_office: Office) -> People:
    """The same on SQLite alone, where the database is not what matters."""
    return People(quick_office)

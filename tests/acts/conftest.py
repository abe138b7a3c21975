"""What the acts' tests share: an office that takes complaints, and people who come back to theirs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acts.people import People
from tests.installed import TUESDAY
from tests.staff.office import open_office


@pytest.fixture
def people(url: str, tmp_path: Path) -> Iterator[People]:
    """A fresh office on each database, and its people."""
    office = open_office(url, tmp_path)
    yield People(office)
    office.inst.store.close()


@pytest.fixture(scope="session")
def one_office(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """An office on SQLite for all the tests in which the database is not what matters."""
    home = tmp_path_factory.mktemp("acts")
    shutil.copy(sqlite, home / "acts.sqlite")
    office = open_office(f"sqlite:///{home / 'acts.sqlite'}", home)
    yield People(office)
    office.inst.store.close()


@pytest.fixture
def few_people(one_office: People) -> People:
    """That office, on the day its tests begin on; each test has cases of its own."""
    return one_office.on(TUESDAY)

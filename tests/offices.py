"""An office for any test in which the database is not what matters: built once, fresh each time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import copied
from tests.staff.office import Office, open_office


@pytest.fixture(scope="session")
def kept_office(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The one that is built: to wire its applications takes longer than most tests."""
    home = tmp_path_factory.mktemp("office")
    shutil.copy(sqlite, home / "office.sqlite")
    opened = open_office(f"sqlite:///{home / 'office.sqlite'}", home)
    copied(home / "office.sqlite", home / "first.sqlite")
    yield opened
    opened.inst.store.close()


@pytest.fixture
def quick_office(kept_office: Office) -> Office:
    """An office on SQLite, as on its first day."""
    return fresh(kept_office)


def fresh(kept: Office) -> Office:
    """The kept one, its database as it was first, nobody hired."""
    file = Path(kept.built.url.removeprefix("sqlite:///"))
    copied(file.with_name("first.sqlite"), file)
    return kept.begun_again()

"""A night on both databases."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notify.standins import mail_server, notify
from tests.telling.night import Night, a_night


@pytest.fixture
def night(url: str) -> Iterator[Night]:
    with mail_server() as mail, notify() as texts:
        made = a_night(url, mail, texts)
        yield made
        made.inst.store.close()


@pytest.fixture
def quick(sqlite: Path, tmp_path: Path) -> Iterator[Night]:
    """On SQLite alone, where the database is not what matters."""
    shutil.copy(sqlite, tmp_path / "quick.sqlite")
    with mail_server() as mail, notify() as texts:
        made = a_night(f"sqlite:///{tmp_path / 'quick.sqlite'}", mail, texts)
        yield made
        made.inst.store.close()

"""A night on both databases, with a mail server and a GOV.UK Notify that are started once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import copied
from tests.notify.standins import MailServer, NotifyStandIn, mail_server, notify
from tests.telling.night import Night, a_night


@pytest.fixture(scope="session")
def running() -> Iterator[tuple[MailServer, NotifyStandIn]]:
    """Both servers, for all the nights."""
    with mail_server() as mail, notify() as texts:
        yield mail, texts


@pytest.fixture
def servers(running: tuple[MailServer, NotifyStandIn]) -> tuple[MailServer, NotifyStandIn]:
    """Both, with nothing taken yet."""
    for server in running:
        server.begin_again()
    return running


@pytest.fixture
def night(url: str, servers: tuple[MailServer, NotifyStandIn], tmp_path: Path) -> Iterator[Night]:
    made = a_night(url, *servers, tmp_path)
    yield made
    made.inst.store.close()


@pytest.fixture(scope="session")
def kept_night(
    sqlite: Path, running: tuple[MailServer, NotifyStandIn], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Night]:
    """The one that `quick` gives, again and again."""
    home = tmp_path_factory.mktemp("night")
    shutil.copy(sqlite, home / "night.sqlite")
    made = a_night(f"sqlite:///{home / 'night.sqlite'}", *running, home)
    copied(home / "night.sqlite", home / "first.sqlite")
    yield made
    made.inst.store.close()


@pytest.fixture
def quick(kept_night: Night, servers: tuple[MailServer, NotifyStandIn]) -> Night:
    """On SQLite alone, where the database is not what matters; as fresh as any."""
    copied(kept_night.home / "first.sqlite", kept_night.home / "night.sqlite")
    kept_night.office = kept_night.office.begun_again()
    return kept_night

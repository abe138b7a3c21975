"""The public application over a stand-in for Rasa, on both databases; what is tested is the gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from backend.app import Apps, create_apps
from backend.logs import configure
from backend.services.installation import Installation
from backend.settings import Settings
from backend.worker import Worker
from tests.chat.talking import Person, StandInRasa
from tests.databases import copied
from tests.installed import Built, StandingClock, settings


@dataclass
class Door:
    """The application as a stranger meets it, and what stands behind it for a test to look at."""

    built: Built
    inst: Installation
    rasa: StandInRasa
    http: httpx.AsyncClient
    worker: Worker

    @property
    def clock(self) -> StandingClock:
        return self.built.clock

    def person(self) -> Person:
        """Somebody new."""
        return Person(self.http)


@pytest.fixture(autouse=True, scope="session")
def logs() -> None:
    """Log lines as they are in operation: short, and without what anybody typed."""
    configure()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@dataclass(frozen=True)
class Wired:
    """An installation and its applications: to wire them takes longer than most tests."""

    built: Built
    inst: Installation
    rasa: StandInRasa
    apps: Apps

    @classmethod
    def of(cls, built: Built, told: Settings) -> Wired:
        """Wire it; its database is migrated."""
        inst = built.installation()
        rasa = StandInRasa(inst)
        return cls(built, inst, rasa, create_apps(told, inst, rasa))

    @property
    def file(self) -> Path:
        """Its database, on SQLite."""
        return Path(self.built.url.removeprefix("sqlite:///"))

    def remember(self) -> None:
        """Keep what its database holds on the first day."""
        copied(self.file, self.file.with_name("first.sqlite"))

    def begin_again(self) -> None:
        """As on the first day."""
        copied(self.file.with_name("first.sqlite"), self.file)
        self.built.clock.begin_again()
        self.rasa.begin_again()


@pytest.fixture(scope="session")
def standing(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wired]:
    """The one behind every door on SQLite; each test begins on its first day, with nothing in it."""
    home = tmp_path_factory.mktemp("door")
    copied(sqlite, home / "door.sqlite")
    wired = Wired.of(Built(f"sqlite:///{home / 'door.sqlite'}"), settings(home))
    wired.remember()
    yield wired
    wired.inst.store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, standing: Wired) -> str:
    """A fresh, migrated database."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("fresh_postgresql"))
    standing.begin_again()
    return standing.built.url


@pytest.fixture
async def door(tmp_path: Path, url: str, standing: Wired) -> AsyncIterator[Door]:
    """A fresh installation behind its public application."""
    wired = standing if url == standing.built.url else Wired.of(Built(url), settings(tmp_path))
    transport = httpx.ASGITransport(wired.apps.public, client=("192.0.2.7", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        yield Door(wired.built, wired.inst, wired.rasa, http, Worker(wired.inst, wired.rasa.forget))
    if wired is not standing:
        wired.inst.store.close()

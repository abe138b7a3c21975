"""The public application over a stand-in for Rasa, on both databases; what is tested is the gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from backend.app import create_apps
from backend.logs import configure
from backend.services.installation import Installation
from backend.worker import Worker
from tests.chat.talking import Person, StandInRasa
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


@pytest.fixture
async def door(tmp_path: Path, url: str) -> AsyncIterator[Door]:
    """A fresh installation behind its public application."""
    built = Built(url)
    inst = built.installation()
    rasa = StandInRasa(inst)
    apps = create_apps(settings(tmp_path), inst, rasa)
    transport = httpx.ASGITransport(apps.public, client=("192.0.2.7", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as http:
        yield Door(built, inst, rasa, http, Worker(inst, rasa.forget))
    inst.store.close()

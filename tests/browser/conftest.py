"""A site for the real Chromium to visit.

`site` names the addresses alone, so that the same journeys can be pointed at another gateway by
another `site` fixture.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import backend.wording
from backend.app import create_apps
from backend.wording import Wording
from tests.browser.fake_gateway import FakeGateway, create
from tests.browser.visiting import Site, free_port, served
from tests.chat.talking import StandInRasa
from tests.databases import copied
from tests.installed import Built, settings


@pytest.fixture(scope="session")
def wording(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    """The widget's own words and no other topic's, in every language there is."""
    folder = tmp_path_factory.mktemp("wording")
    for source in Path(backend.wording.__file__).parent.glob("*/widget.yml"):
        (folder / source.parent.name).mkdir()
        shutil.copy(source, folder / source.parent.name)
    return Wording.load(folder)


@pytest.fixture(scope="session")
def fake_site(wording: Wording) -> Iterator[tuple[Site, FakeGateway]]:
    """The widget in front of a fake gateway, on a free port."""
    port, fake = free_port(), FakeGateway()
    with served(create(fake, port, wording), port) as page:
        chat = f"http://localhost:{port}"
        yield Site(f"{page}/?council=rutland", chat, f"{page}/weather", f"{page}/before"), fake


@pytest.fixture
def site(fake_site: tuple[Site, FakeGateway]) -> Site:
    """The addresses to visit."""
    return fake_site[0]


@pytest.fixture
def gateway(fake_site: tuple[Site, FakeGateway]) -> FakeGateway:
    """The fake behind `site`, forgetful at the start of each test."""
    fake_site[1].forget()
    return fake_site[1]


@dataclass(frozen=True)
class RealGateway:
    """The whole application behind a real port, all its languages, a stand-in where Rasa would be."""

    site: Site
    rasa: StandInRasa
    built: Built


@pytest.fixture(scope="session")
def real(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGateway]:
    """One for all tests that look at the widget before the gateway it is made for."""
    home, port = tmp_path_factory.mktemp("real"), free_port()
    copied(sqlite, home / "real.sqlite")
    built = Built(f"sqlite:///{home / 'real.sqlite'}", limits=False)
    inst = built.installation()
    rasa = StandInRasa(inst)
    page = f"http://127.0.0.1:{port}"
    neutral = f"{page}/api/health/live"
    told = settings(home).model_copy(update={"port": port, "neutral_address": neutral})
    with served(create_apps(told, inst, rasa).public, port):
        site = Site(f"{page}/?council=rutland", f"http://localhost:{port}", neutral, f"{page}/api/councils")
        yield RealGateway(site, rasa, built)

"""A site for the real Chromium to visit.

`site` names the addresses alone, so that the same journeys can be pointed at another gateway by
another `site` fixture.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import backend.wording
from backend.wording import Wording
from tests.browser.fake_gateway import FakeGateway, create
from tests.browser.real_gateway import RealGateway, real_gateway
from tests.browser.visiting import Site, free_port, served
from tests.databases import copied


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


@pytest.fixture(scope="session")
def real(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGateway]:
    """One for all tests that look at the widget before the gateway it is made for."""
    home = tmp_path_factory.mktemp("real")
    copied(sqlite, home / "real.sqlite")
    with real_gateway(home, f"sqlite:///{home / 'real.sqlite'}") as running:
        yield running

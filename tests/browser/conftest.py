"""A site for the real Chromium to visit.

`site` names the addresses alone, so that the same journeys can be pointed at another gateway by
another `site` fixture.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

import backend.wording
from backend.wording import Wording
from tests.browser.fake_gateway import FakeGateway, create
from tests.browser.visiting import Site, free_port


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
    app = create(fake, port, wording)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < until, "the fake gateway did not start"
        time.sleep(0.02)
    page = f"http://127.0.0.1:{port}"
    yield (
        Site(f"{page}/?council=rutland", f"http://localhost:{port}", f"{page}/weather", f"{page}/before"),
        fake,
    )
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def site(fake_site: tuple[Site, FakeGateway]) -> Site:
    """The addresses to visit."""
    return fake_site[0]


@pytest.fixture
def gateway(fake_site: tuple[Site, FakeGateway]) -> FakeGateway:
    """The fake behind `site`, forgetful at the start of each test."""
    fake_site[1].forget()
    return fake_site[1]

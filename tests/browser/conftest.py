"""A real Chromium, and a site for it to visit.

`site` names the addresses alone, so that the same journeys can be pointed at another gateway by
another `site` fixture. A missing browser is a failure that says what to do, never a skip.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn
from fake_gateway import FakeGateway, create
from playwright.sync_api import Browser, BrowserContext, Frame, Page, sync_playwright

from backend.wording import Wording

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""What Chromium is started with: nothing it does by itself reaches a network."""


@dataclass(frozen=True)
class Site:
    """Where things are: the council's page, and the chat on another origin of the same server."""

    council_page: str
    chat: str
    neutral: str
    before: str


def chromium() -> str:
    """The browser on this machine; a failure that says what to do where there is none."""
    for name in ("chromium", "google-chrome", "chromium-browser"):
        if path := shutil.which(name):
            return path
    pytest.fail(
        "No Chromium was found. Install it (apt-get install -y --no-install-recommends chromium) and run again."
    )


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each gets a fresh profile by `page`."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile at a laptop's size, motion reduced so that nothing is looked at half-way."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    fresh.set_default_timeout(8000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()


@pytest.fixture(scope="session")
def fake_site() -> Iterator[tuple[Site, FakeGateway]]:
    """The widget in front of a fake gateway, on a free port."""
    port, fake = free_port(), FakeGateway()
    server = uvicorn.Server(
        uvicorn.Config(create(fake, port, Wording.load()), host="127.0.0.1", port=port, log_level="error")
    )
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


def open_chat(page: Page, site: Site) -> Frame:
    """Visit the council's page, open the chat from its button; the frame, once it can be used."""
    page.goto(site.council_page)
    page.get_by_role("button", name="Have your say").click()
    return chat_frame(page, site)


def chat_frame(page: Page, site: Site) -> Frame:
    """The chat's frame in a council's page, once its first question is there."""
    page.wait_for_selector("iframe")
    frame = next(one for one in page.frames if one.url.startswith(f"{site.chat}/chat"))
    frame.wait_for_selector("[role=log] li")
    return frame

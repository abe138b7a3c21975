"""A browser to visit with, the addresses to visit, and how the chat is opened."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from fastapi import FastAPI
from playwright.sync_api import Browser, Frame, Page

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
    if given := os.environ.get("HEARD_TEST_CHROMIUM"):
        return given
    for name in ("chromium", "google-chrome", "chromium-browser"):
        if path := shutil.which(name):
            return path
    pytest.fail(
        "No Chromium was found. Install it (apt-get install --no-install-recommends chromium) and run again."
    )


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(app: FastAPI, port: int) -> Iterator[str]:
    """The address at which an application answers while the block lasts."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < until, "it did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


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


def axe(page: Page) -> list[str]:
    """What axe finds, its best practices among it, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run({resultTypes: ['violations']}).then(results => results.violations)"
    )
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


SIZES = ((1280, 900), (320, 256))
"""A desk's screen, and the smallest that there is."""


def looked_at(browser: Browser, pages: Mapping[str, str], style: Path) -> dict[tuple[str, int], list[str]]:
    """What axe finds on each page at each size, and what is wider than the screen."""
    page, found = browser.new_page(), {}
    for name, html in pages.items():
        page.set_content(html)
        page.add_style_tag(path=style)
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            found[name, width] = axe(page)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[name, width].append("wider than the screen")
    page.close()
    return {name: ids for name, ids in found.items() if ids}

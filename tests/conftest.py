"""What all tests share: a real Chromium, and an order in which the fast ones come first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.visiting import FLAGS, chromium

pytest_plugins = ["tests.databases", "tests.offices"]

SLOW = ("tests/bot/", "tests/conversations/", "tests/whole/", "tests/browser/")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, those that use a browser last; a file's tests stay with one process.

    Playwright's own event loop runs from the first browser on, and no other may be started beside it: so of a
    file that has both, those with a browser are a group of their own.
    """

    def browses(item: pytest.Item) -> bool:
        return "browser" in getattr(item, "fixturenames", ())

    def slowness(item: pytest.Item) -> tuple[bool, int]:
        folder = next((n for n, slow in enumerate(SLOW, 1) if item.nodeid.startswith(slow)), 0)
        return browses(item), folder

    items.sort(key=slowness)
    for item in items:
        file = item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(f"{file} in a browser" if browses(item) else file))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many attacks were tried in this run, and how many of them succeeded."""
    tried = {
        end: {
            report.nodeid.partition("[")[0]
            for report in terminalreporter.getreports(end)
            if report.when == "call" and "attack" in report.keywords
        }
        for end in ("passed", "failed")
    }
    if probes := tried["passed"] | tried["failed"]:
        terminalreporter.write_line(f"{len(probes)} attacks were tried; {len(tried['failed'])} succeeded.")


expect.set_options(timeout=30_000)
"""A busy machine is waited for; what never comes still fails."""


class Chromium:
    """One browser for all tests, and another one after it has died: that costs the test it died in alone."""

    def __init__(self, playwright: Playwright) -> None:
        self.playwright = playwright
        self.running = self._started()

    def alive(self) -> Browser:
        """The browser that runs."""
        if not self.running.is_connected():
            self.running = self._started()
        return self.running

    def _started(self) -> Browser:
        return self.playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


@pytest.fixture(scope="session")
def browsers() -> Iterator[Chromium]:
    """Where `browser` is from."""
    with sync_playwright() as playwright:
        started = Chromium(playwright)
        yield started
        started.running.close()


@pytest.fixture
def browser(browsers: Chromium) -> Browser:
    """The browser of all tests; each gets a fresh profile by `page`."""
    return browsers.alive()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile at a laptop's size, motion reduced so that nothing is looked at half-way."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    fresh.set_default_timeout(30_000)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh page."""
    return context.new_page()

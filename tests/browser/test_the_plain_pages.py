"""The plain pages in the real Chromium with JavaScript off: a whole complaint, the way out, every size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.real_gateway import RealGateway
from tests.browser.visiting import looked_at

STORY = "my social worker never came and I want to complain"
STYLE = Path("backend/chat/plain/page.css")


@pytest.fixture
def address(real: RealGateway) -> str:
    """The real gateway behind a real port, a stand-in where Rasa would be."""
    real.rasa.means[STORY] = "make_complaint"
    return real.site.council_page.partition("/?")[0]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in which no script runs."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_a_complaint_by_keyboard_without_javascript_and_axe_finds_nothing_on_any_page(
    browser: Browser, plain: Page, address: str
) -> None:
    pages: dict[str, str] = {}
    plain.goto(f"{address}/chat?council=rutland")
    follow(plain, "without JavaScript")
    pages["before"] = plain.content()
    for name in ("privacy", "accessibility", "cookies", "safe"):
        plain.goto(f"{address}/about/{name}?council=rutland&age_band=child")
        pages[name] = plain.content()
    follow(plain, "To the first page")
    press(plain, "Start")
    say(plain, STORY)
    press(plain, "I am a child or young person")
    press(plain, "12 to 17")
    pages["a choice"] = plain.content()
    for words in ("yes", "that's everything"):
        say(plain, words)
    plain.get_by_label("Day").fill("31")
    plain.get_by_label("Month").fill("2")
    plain.get_by_label("Year").fill("2026")
    enter(plain)
    expect(plain.get_by_role("alert")).to_be_visible()
    pages["a wrong date"] = plain.content()
    plain.get_by_label("Day").fill("3")
    enter(plain)
    for words in ("skip", "I want her to come", "yes please", "skip", "I will come back here"):
        say(plain, words)
    pages["check"] = plain.content()
    press(plain, "Yes, send it")
    assert len(plain.locator(".receipt dd").all()) == 2
    pages["a receipt"] = plain.content()
    say(plain, "he has got a knife and he is outside my door right now")
    expect(plain.locator(".tone-urgent")).to_be_visible()
    pages["urgent"] = plain.content()
    unfolded = {
        name: html.replace('rel="stylesheet"', 'rel="alternate"').replace("<details", "<details open")
        for name, html in pages.items()
    }
    assert looked_at(browser, unfolded, STYLE) == {}


def test_leaving_goes_to_a_neutral_page_and_back_reveals_nothing(plain: Page, address: str) -> None:
    plain.goto(f"{address}/api/health/live?before")
    plain.goto(f"{address}/chat/plain")
    press(plain, "Start")
    say(plain, "a secret nobody else may see")
    press(plain, "Leave quickly")
    assert plain.url == f"{address}/api/health/live"
    # The browser has kept nothing; it asks whether to send the page again.
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        plain.go_back()
    plain.wait_for_url("chrome-error://chromewebdata/")
    assert "secret" not in plain.content()
    assert plain.context.cookies() == []


def follow(page: Page, title: str) -> None:
    """A link, to the end of its page."""
    with page.expect_navigation():
        page.get_by_role("link", name=title).click()


def press(page: Page, title: str) -> None:
    """A button, by keyboard."""
    page.get_by_role("button", name=title, exact=True).first.focus()
    enter(page)


def say(page: Page, words: str) -> None:
    """Type and send."""
    box = page.locator("#box")
    box.fill(words)
    page.keyboard.press("Tab")
    enter(page)


def enter(page: Page) -> None:
    """Press it, and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")

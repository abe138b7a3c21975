"""A real Chromium in front of the whole: by keyboard alone from a council's page to the receipt, and back."""

from __future__ import annotations

from playwright.sync_api import Frame, Page, expect

from tests.browser.visiting import Site, chat_frame
from tests.whole.running import Running, wait_for
from tests.whole.visiting import ANSWERS, track


def site_of(heard: Running) -> Site:
    """The addresses of a running Heard."""
    return Site(
        f"{heard.address}/?council=rutland",
        f"http://localhost:{heard.port}",
        f"{heard.address}/",
        f"{heard.address}/",
    )


def open_by_keyboard(page: Page, site: Site) -> Frame:
    """From the council's page into the chat, without a mouse."""
    page.goto(site.council_page)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Have your say":
            break
    page.keyboard.press("Enter")
    return chat_frame(page, site)


def say(page: Page, frame: Frame, words: str) -> None:
    """Type and send; returns when the answer is there."""
    before = frame.locator("[role=log] li").count()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    frame.wait_for_function(
        "n => document.querySelectorAll('[role=log] li').length > n + 1", arg=before, timeout=20_000
    )
    expect(frame.get_by_role("status")).to_have_text("")


def press(page: Page, frame: Frame, title: str) -> None:
    """Reach a button with Shift+Tab and press it."""
    before = frame.locator("[role=log] li").count()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if frame.evaluate("document.activeElement.innerText || ''").strip() == title:
            break
    else:
        raise AssertionError(f"{title!r} cannot be reached by keyboard")
    page.keyboard.press("Enter")
    frame.wait_for_function(
        "n => document.querySelectorAll('[role=log] li').length > n + 1", arg=before, timeout=20_000
    )


def test_a_complaint_is_made_and_found_again_by_keyboard_alone(heard: Running, page: Page) -> None:
    site = site_of(heard)
    frame = open_by_keyboard(page, site)
    assert page.locator("iframe").evaluate("frame => frame.contentDocument") is None
    to_box(page, frame)
    say(page, frame, "my social worker never came and I want to complain")
    press(page, frame, "I am a child or young person")
    press(page, frame, "12 to 17")
    for words in (
        "yes",
        "that's everything",
        "last week",
        "skip",
        ANSWERS["desired_outcome"],
        "yes please",
        "skip",
        "I will come back here",
    ):
        say(page, frame, words)
    press(page, frame, "Yes, send it")
    reference, key = frame.locator(".receipt dd").all_inner_texts()
    case = track(heard.address, {"reference": reference, "key": key})
    assert case["complaint"]["what_happened"] == "my social worker never came and I want to complain"

    frame = open_by_keyboard(page, site)
    to_box(page, frame)
    say(page, frame, "I want to see the complaint I made")
    say(page, frame, reference)
    say(page, frame, key)
    expect(frame.get_by_role("log")).to_contain_text("stage 1")


def to_box(page: Page, frame: Frame) -> None:
    """Tab until the text box has focus."""
    for _ in range(20):
        if frame.evaluate("document.activeElement.id") == "box":
            return
        page.keyboard.press("Tab")
    raise AssertionError("the box cannot be reached by keyboard")


def test_leaving_quickly_ends_the_chat_and_back_reveals_nothing(heard: Running, page: Page) -> None:
    site = site_of(heard)
    page.goto(f"{heard.address}/?council=bexley")
    chats = heard.count("chat_session")
    frame = open_by_keyboard(page, site)
    to_box(page, frame)
    say(page, frame, "a secret nobody else may see")
    assert heard.count("chat_session") == chats + 1
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/api/health/live")
    wait_for(lambda: heard.count("chat_session") == chats)
    page.go_back()
    assert "secret" not in page.content()
    assert page.url == f"{heard.address}/?council=bexley"

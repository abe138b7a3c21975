"""From the council's page to a receipt, and back to the page, without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.visiting import Site, chat_frame, open_chat


def focused(page: Page, site: Site) -> str:
    """What has focus inside the chat, as its words or its id."""
    frame = next(one for one in page.frames if one.url.startswith(f"{site.chat}/chat"))
    return str(frame.evaluate("document.activeElement.innerText || document.activeElement.id || ''")).strip()


def tab_to(page: Page, site: Site, words: str, key: str = "Tab") -> None:
    """Press a key until the element with these words has focus; a trap would never get there."""
    for _ in range(20):
        page.keyboard.press(key)
        if words in focused(page, site):
            return
    raise AssertionError(f"{key} never reached {words!r}")


def test_a_complaint_is_made_by_keyboard_alone(page: Page, site: Site, gateway: FakeGateway) -> None:
    page.goto(site.council_page)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Have your say":
            break
    page.keyboard.press("Enter")
    frame = chat_frame(page, site)
    log = frame.get_by_role("log")
    expect(log).to_contain_text("Who are you?")

    page.keyboard.press("Tab")
    assert focused(page, site) == "Leave quickly", "the way out comes first"
    tab_to(page, site, "A young person")
    page.keyboard.press("Enter")
    expect(log).to_contain_text("What happened?")
    assert focused(page, site) == "box"

    page.keyboard.type("My social worker never came")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("and nobody told me why")
    page.keyboard.press("Enter")
    expect(log).to_contain_text("When did it happen?")
    assert focused(page, site) == "box"

    page.keyboard.type("before half term")
    page.keyboard.press("Enter")
    expect(log).to_contain_text("advocate")
    tab_to(page, site, "No thank you", "Shift+Tab")
    page.keyboard.press("Space")
    expect(log).to_contain_text("Where can the team write to you?")
    page.keyboard.type("me@example.org")
    page.keyboard.press("Enter")
    expect(log).to_contain_text("Shall I send it?")
    tab_to(page, site, "Yes, send it", "Shift+Tab")
    page.keyboard.press("Enter")

    expect(frame.locator(".receipt dd")).to_have_text(["RUT-7KX4-M2", "amber kettle violet harbour"])
    assert gateway.said == [
        "A young person",
        "My social worker never came\nand nobody told me why",
        "before half term",
        "No thank you",
        "me@example.org",
        "Yes, send it",
    ]


def test_escape_closes_the_chat_and_gives_focus_back_to_its_button(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    frame = open_chat(page, site)
    frame.locator("#box").fill("half a sentence")
    frame.locator("#box").press("Escape")
    expect(page.get_by_role("button", name="Have your say")).to_be_focused()
    expect(page.locator("iframe")).to_be_hidden()

    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_visible()
    assert frame.locator("#box").input_value() == "half a sentence"
    assert len(gateway.sessions) == 1


def test_help_opens_and_closes_with_keys_and_works_without_the_server(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    frame = open_chat(page, site)
    page.context.set_offline(True)
    help_now = frame.locator(".help summary")
    help_now.focus()
    page.keyboard.press("Enter")
    for number in ("tel:999", "tel:08001111", "tel:101", "tel:01572722577"):
        expect(frame.locator(f".panel a[href='{number}']")).to_be_visible()
    page.keyboard.press("Escape")
    expect(frame.locator(".panel")).to_be_hidden()
    expect(help_now).to_be_focused()
    expect(page.locator("iframe")).to_be_visible()

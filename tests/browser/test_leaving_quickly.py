"""Leaving: the page is gone, Back does not bring it back, the conversation has ended on the server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.visiting import Site, open_chat

SECRET = "my secret story"


def by_button(page: Page, chat: Frame) -> None:
    """Press the red button."""
    chat.get_by_role("link", name="Leave quickly").click()


def by_shift_in_the_frame(page: Page, chat: Frame) -> None:
    """Press Shift three times while writing."""
    chat.locator("#box").focus()
    for _ in range(3):
        page.keyboard.press("Shift")


def by_shift_on_the_council_page(page: Page, chat: Frame) -> None:
    """Press Shift three times on the page around the chat."""
    page.locator("h1").click()
    for _ in range(3):
        page.keyboard.press("Shift")


WAYS = [by_button, by_shift_in_the_frame, by_shift_on_the_council_page]


@pytest.mark.attack("the page around")
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_leaving_shows_a_neutral_page_ends_the_session_and_back_reveals_nothing(
    page: Page, site: Site, gateway: FakeGateway, way: Callable[[Page, Frame], None]
) -> None:
    page.goto(site.before)
    chat = open_chat(page, site)
    chat.locator("#box").fill(f"echo: {SECRET}")
    chat.locator("#box").press("Enter")
    expect(chat.locator("li", has_text=SECRET)).to_have_count(2)
    chat.locator("#box").fill(SECRET)
    (token,) = gateway.sessions

    way(page, chat)
    page.wait_for_url(site.neutral)
    assert SECRET not in page.content()
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    page.go_back()
    assert page.url == site.before
    assert SECRET not in page.content()
    assert token in gateway.dead
    refused = page.request.get(f"{site.chat}/api/chat/messages", headers={"Authorization": f"Bearer {token}"})
    assert refused.status == 401


@pytest.mark.parametrize("way", [by_button, by_shift_in_the_frame], ids=lambda way: way.__name__)
def test_leaving_works_the_same_where_the_chat_is_a_page_of_its_own(
    page: Page, site: Site, gateway: FakeGateway, way: Callable[[Page, Frame], None]
) -> None:
    page.goto(site.before)
    page.goto(f"{site.chat}/chat?council=rutland")
    expect(page.get_by_role("log")).to_contain_text("Who are you?")
    (token,) = gateway.sessions
    way(page, page.main_frame)
    page.wait_for_url(site.neutral)
    page.go_back()
    assert page.url == site.before
    assert token in gateway.dead


def test_leaving_works_while_the_server_cannot_be_reached(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    chat = open_chat(page, site)
    page.route("**/api/**", lambda route: route.abort())
    by_button(page, chat)
    page.wait_for_url(site.neutral)


def test_the_council_page_can_be_left_before_the_chat_is_opened(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    page.goto(site.council_page)
    page.locator("h1").click()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(site.neutral)


def test_capital_letters_and_two_presses_do_not_leave(page: Page, site: Site, gateway: FakeGateway) -> None:
    chat = open_chat(page, site)
    chat.locator("#box").focus()
    for _ in range(4):
        page.keyboard.press("Shift+S")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert chat.locator("#box").input_value() == "SSSSa"
    assert page.url == site.council_page


def test_shift_can_be_switched_off_in_the_frame_and_on_the_page_around_it(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    chat = open_chat(page, site)
    chat.get_by_text("Look and sound").click()
    chat.get_by_label("Leave when Shift is pressed 3 times").uncheck()
    by_shift_in_the_frame(page, chat)
    by_shift_on_the_council_page(page, chat)
    page.wait_for_timeout(300)
    assert page.url == site.council_page
    chat.get_by_label("Leave when Shift is pressed 3 times").check()
    by_shift_on_the_council_page(page, chat)
    page.wait_for_url(site.neutral)


def test_what_leaving_cannot_do_is_said_before_the_first_question(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    chat = open_chat(page, site)
    note = chat.get_by_text("It cannot clear the list of pages your browser keeps.")
    assert note.bounding_box()["y"] < chat.get_by_role("log").bounding_box()["y"]  # type: ignore[index]


@pytest.mark.attack("cross-site requests")
def test_nobody_but_the_chat_itself_can_make_the_page_leave(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    open_chat(page, site)
    page.evaluate("postMessage('heard:exit', '*')")
    page.evaluate("""() => new Promise(done => {
      const other = document.createElement('iframe');
      other.srcdoc = '<script>parent.postMessage("heard:exit", "*")<\\/script>';
      other.onload = () => setTimeout(done, 100);
      document.body.append(other);
    })""")
    assert page.url == site.council_page


def test_the_chat_can_be_taken_off_the_page_again(page: Page, site: Site, gateway: FakeGateway) -> None:
    open_chat(page, site)
    page.evaluate("document.dispatchEvent(new Event('heard:remove'))")
    expect(page.locator("iframe")).to_have_count(0)
    expect(page.get_by_text("Have your say", exact=True)).to_have_count(0)
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_timeout(200)
    assert page.url == site.council_page

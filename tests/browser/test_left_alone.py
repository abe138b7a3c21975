"""A chat that nobody uses, one whose page loads again, and one in several tabs at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.states import say
from tests.browser.visiting import Site


def opened(page: Page, site: Site) -> Page:
    """The chat as a page of its own."""
    page.goto(f"{site.chat}/chat?council=rutland")
    page.locator(".choices button").first.wait_for()
    return page


def test_after_fifteen_minutes_it_is_covered_and_says_so_before_and_any_key_keeps_it(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    page.clock.install()
    opened(page, site)
    say(page, "echo: my secret")
    page.clock.run_for("12:01")
    expect(page.get_by_role("status")).to_contain_text("will be hidden in 3 minutes")
    page.locator("#box").press("Shift")
    expect(page.get_by_role("status")).to_have_text("")
    page.clock.run_for("14:00")
    expect(page.get_by_role("log")).to_be_visible()
    page.clock.run_for("01:01")
    expect(page.get_by_role("log")).to_be_hidden()
    assert "my secret" not in page.locator("body").inner_text()
    expect(page.get_by_role("link", name="Leave quickly")).to_be_visible()
    expect(page.get_by_text("Get help now")).to_be_visible()
    show = page.get_by_role("button", name="Show my chat")
    expect(show).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("my secret")
    expect(page.locator("#box")).to_be_focused()
    assert len(gateway.sessions) == 1


def test_a_chat_is_kept_over_a_reload_only_where_somebody_asked_and_never_its_words(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    opened(page, site)
    say(page, "echo: my secret")
    page.locator(".look summary").click()
    page.get_by_label("Keep this chat if the page loads again").check()
    (token,) = gateway.sessions
    assert page.evaluate("Object.values(sessionStorage)") == [token]
    page.reload()
    expect(page.locator(".mine")).to_contain_text("my secret")
    assert page.locator(".message").count() == 4
    assert list(gateway.sessions) == [token]
    page.locator(".look summary").click()
    kept = page.get_by_label("Keep this chat if the page loads again")
    expect(kept).to_be_checked()
    kept.uncheck()
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    expect(page.locator(".message")).to_have_count(2)
    expect(page.locator(".mine")).to_have_count(0)


def test_a_chat_that_was_kept_is_gone_once_somebody_left_or_it_ended(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    opened(page, site).locator(".look summary").click()
    page.get_by_label("Keep this chat if the page loads again").check()
    gateway.sessions.clear()
    page.reload()
    expect(page.locator(".message")).to_have_count(2)
    assert page.evaluate("sessionStorage.length") == 0
    page.locator(".look summary").click()
    page.get_by_label("Keep this chat if the page loads again").check()
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(site.neutral)
    opened(page, site)
    assert page.evaluate("sessionStorage.length") == 0


def test_two_tabs_are_two_conversations_that_do_not_hear_each_other(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    one, other = opened(page, site), opened(page.context.new_page(), site)
    say(one, "echo: in the first")
    say(other, "echo: in the second")
    assert one.locator(".mine .text").all_inner_texts() == ["echo: in the first"]
    assert other.locator(".mine .text").all_inner_texts() == ["echo: in the second"]
    assert len(gateway.sessions) == 2
    other.get_by_role("link", name="Leave quickly").click()
    other.wait_for_url(site.neutral)
    say(one, "echo: still here")
    expect(one.locator("li.helper").last).to_contain_text("still here")

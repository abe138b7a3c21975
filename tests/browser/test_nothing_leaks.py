"""The page around the chat cannot read it, nothing is stored, nobody else is asked, text stays text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.attacks.injections import INJECTIONS
from tests.browser.fake_gateway import FakeGateway
from tests.browser.visiting import Site, chat_frame, open_chat


@pytest.mark.attack("the page around")
def test_the_council_page_cannot_read_the_chat(page: Page, site: Site, gateway: FakeGateway) -> None:
    open_chat(page, site)
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None
    assert page.locator("iframe").get_attribute("title") == "Council help"
    assert page.locator("iframe").get_attribute("referrerpolicy") == "no-referrer"
    assert set((page.locator("iframe").get_attribute("sandbox") or "").split()) == {
        "allow-scripts", "allow-same-origin", "allow-forms", "allow-modals", "allow-downloads",
        "allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-to-custom-protocols",
    }  # fmt: skip


@pytest.mark.attack("the page around")
def test_no_word_of_the_conversation_crosses_to_the_council_page(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    page.goto(site.council_page)
    page.evaluate("window.crossed = []; addEventListener('message', event => crossed.push(event.data))")
    title = page.title()
    page.get_by_role("button", name="Have your say").click()
    chat = chat_frame(page, site)
    chat.locator("#box").fill("echo: my secret")
    chat.locator("#box").press("Enter")
    expect(chat.locator("li.helper", has_text="my secret")).to_be_visible()
    chat.get_by_text("Look and sound").click()
    chat.get_by_label("Leave when Shift").uncheck()
    chat.get_by_role("button", name="Close").click()
    expect(page.locator("iframe")).to_be_hidden()
    assert page.evaluate("crossed") == ["heard:ready", "heard:shift-off", "heard:close"]
    assert page.title() == title


def stored(frame: Frame) -> list[int]:
    """How much lies in each store a page can have; one that the browser denies holds nothing."""
    counts: list[int] = frame.evaluate("""async () => {
      const looks = [
        () => localStorage.length, () => sessionStorage.length, () => document.cookie.length,
        async () => (await indexedDB.databases()).length, async () => (await caches.keys()).length,
      ];
      return Promise.all(looks.map(async look => {
        try { return await look(); } catch (denied) { return 0; }
      }));
    }""")
    return counts


def test_nothing_is_stored_and_no_cookie_is_set(page: Page, site: Site, gateway: FakeGateway) -> None:
    cookies = []
    page.on(
        "response",
        lambda answer: cookies.append(answer.url) if "set-cookie" in answer.headers else None,
    )
    chat = open_chat(page, site)
    chat.locator("#box").fill("echo: banana")
    chat.locator("#box").press("Enter")
    expect(chat.locator("li.helper", has_text="banana")).to_be_visible()
    assert stored(page.main_frame) == [0, 0, 0, 0, 0]
    assert stored(chat) == [0, 0, 0, 0, 0]
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    assert cookies == []

    page.goto(f"{site.chat}/chat")
    page.locator("#box").fill("echo: banana")
    page.locator("#box").press("Enter")
    expect(page.locator("li.helper", has_text="banana")).to_be_visible()
    assert stored(page.main_frame) == [0, 0, 0, 0, 0]
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("Who are you?")
    expect(page.locator("li.helper", has_text="banana")).to_have_count(0)
    assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_only_the_chats_own_server_is_asked_and_before_a_click_for_the_loader_alone(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.council_page, wait_until="networkidle")
    assert [url for url in asked if url.startswith(site.chat)] == [f"{site.chat}/heard.js"]
    page.get_by_role("button", name="Have your say").click()
    chat_frame(page, site)
    ours = (site.chat, site.council_page.split("/?")[0], "data:")
    assert [url for url in asked if not url.startswith(ours)] == []


def test_no_policy_is_broken_on_either_page_even_where_the_council_is_strict(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.council_page.replace("/?council=rutland", "/embedded?how=strict"))
    page.get_by_role("button", name="Have your say").click()
    chat = chat_frame(page, site)
    chat.locator("#box").fill("urgent: words\n" * 9)
    chat.locator("#box").press("Enter")
    expect(chat.locator("li.tone-urgent")).to_be_visible()
    chat.get_by_role("button", name="Simpler words").click()
    expect(chat.get_by_role("button", name="Usual words")).to_be_visible()
    assert page.locator("iframe").bounding_box()["width"] > 400  # type: ignore[index]
    assert complaints == []


@pytest.mark.parametrize("how", ["rough", "rtl"])
def test_the_button_and_frame_keep_their_looks_on_a_page_with_other_habits(
    page: Page, site: Site, gateway: FakeGateway, how: str
) -> None:
    page.goto(site.council_page.replace("/?council=rutland", f"/embedded?how={how}"))
    button = page.get_by_role("button", name="Have your say")
    box = button.bounding_box()
    assert box
    assert box["width"] > 100
    assert box["height"] >= 44
    assert (box["x"] < 100) == (how == "rtl")
    button.click()
    chat_frame(page, site)
    assert page.locator("iframe").bounding_box()["width"] > 400  # type: ignore[index]


@pytest.mark.attack("markup and templates")
def test_markup_from_either_side_is_only_text(page: Page, site: Site, gateway: FakeGateway) -> None:
    page.goto(f"{site.chat}/chat")
    page.get_by_role("log").get_by_text("Who are you?").wait_for()
    for number, text in enumerate(INJECTIONS):
        page.locator("#box").fill(f"everywhere: {text}")
        page.locator("#box").press("Enter")
        expect(page.locator("li.helper")).to_have_count(3 + number)
        assert page.locator("li.mine .text").last.evaluate("one => one.textContent") == f"everywhere: {text}"
        shown = page.locator("li.helper").last.evaluate(EVERYWHERE)
        assert shown["texts"] == [text, text]
        assert shown["pair"] == [text, text]
        assert shown["choices"] == [text]
        assert all(title.startswith(text) for title, _ in shown["links"])
        assert all(href.startswith(site.chat) for _, href in shown["links"])
        for name in ("day", "month", "year"):
            page.locator(f"[name={name}]").evaluate("(one, text) => { one.value = text; }", text)
        page.locator("[name=year]").press("Enter")
        expect(page.locator("#error")).to_be_visible()
        page.evaluate("document.querySelector('form').reset()")
    strange = page.locator("[role=log] :not(ol, li, div, p, span, dl, dt, dd, ul, a, button, svg, use)")
    assert strange.count() == 0
    assert gateway.said == [f"everywhere: {text}" for text in INJECTIONS]
    assert page.evaluate("window.bad") is None


EVERYWHERE = """item => ({
  texts: [...item.querySelectorAll('.text')].map(one => one.textContent),
  pair: [...item.querySelectorAll('dd')].map(one => one.textContent),
  links: [...item.querySelectorAll('.links a')].map(one => [one.textContent, one.href]),
  choices: [...document.querySelectorAll('.choices button')].map(one => one.textContent),
})"""
"""Where a message's words stand: text, the English beside, receipt, links, answers."""


@pytest.mark.attack("clickjacking")
def test_a_page_that_is_not_on_the_list_cannot_frame_the_chat(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    answer = page.request.get(f"{site.chat}/chat?council=rutland&host=https://evil.example")
    policy = answer.headers["content-security-policy"]
    assert "evil" not in policy
    assert 'data-host=""' in answer.text()
    page.goto("data:text/html,<title>evil</title>")
    page.set_content(f"<iframe src='{site.chat}/chat'></iframe>")
    page.wait_for_timeout(400)
    assert gateway.sessions == {}

"""The one script tag: a colour, a corner, a language; what the page hears, and taking it off again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from backend.chat import colours
from tests.browser.real_gateway import RealGateway
from tests.browser.visiting import axe, chat_frame

LAUNCHER = "body > div > button"


def rgb(text: str) -> colours.Colour:
    """A colour as the browser computed it."""
    red, green, blue = (int(part) for part in text.removeprefix("rgb(").removesuffix(")").split(","))
    return red, green, blue


@pytest.mark.parametrize("colour", ["ffe600", "7a1fa2", "0b5753", "767676", "000000", "ffffff"])
def test_the_words_on_the_button_can_be_read_on_any_colour(
    page: Page, real: RealGateway, colour: str
) -> None:
    page.goto(f"{real.site.council_page}&colour={colour}")
    behind, words = (
        rgb(page.locator(LAUNCHER).evaluate(f"one => getComputedStyle(one).{name}"))
        for name in ("backgroundColor", "color")
    )
    assert behind == colours.read(colour)
    assert colours.contrast(behind, words) >= colours.ENOUGH


def test_the_chat_wears_the_councils_colour_and_can_be_read_by_day_and_by_night(
    page: Page, real: RealGateway
) -> None:
    page.goto(f"{real.site.council_page}&colour=ffe600")
    page.locator(LAUNCHER).click()
    chat = chat_frame(page, real.site)
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    by_day = chat.evaluate(accent)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert axe(chat) == []  # type: ignore[arg-type]
    assert chat.evaluate(accent) not in (by_day, "#8fd6cb")
    chat.locator(".look summary").click()
    chat.locator("[name=colours][value=light]").check(force=True)
    assert chat.evaluate(accent) == by_day
    chat.locator("[name=colours][value=pastel]").check(force=True)
    assert chat.evaluate(accent) == "#35507c"


@pytest.mark.parametrize(("position", "left"), [("left", True), ("right", False), ("", False)])
def test_the_button_and_the_chat_stand_in_the_corner_that_was_named(
    page: Page, real: RealGateway, position: str, left: bool
) -> None:
    page.goto(f"{real.site.council_page}&position={position}&locale=ar")
    # The page itself runs from the right: without a corner named, the button is where its lines end.
    at_left = left or not position
    assert (page.locator(LAUNCHER).bounding_box()["x"] < 400) == at_left  # type: ignore[index]
    page.locator(LAUNCHER).click()
    chat = chat_frame(page, real.site)
    assert (page.locator("iframe").bounding_box()["x"] < 400) == at_left  # type: ignore[index]
    assert chat.evaluate("document.documentElement.lang") == "ar"
    assert page.locator(LAUNCHER).get_attribute("lang") == "ar"


def test_the_page_hears_that_it_opened_and_closed_and_no_word_and_can_take_it_off_and_put_it_back(
    page: Page, real: RealGateway
) -> None:
    page.goto(real.site.council_page)
    page.evaluate("""() => {
      window.heard = [];
      ['open', 'close', 'exit', 'ready'].forEach(name => document.addEventListener('heard:' + name,
        event => heard.push([event.type, event.detail === undefined])));
    }""")
    page.locator(LAUNCHER).click()
    chat = chat_frame(page, real.site)
    chat.locator(".close").click()
    expect(page.locator("iframe")).to_be_hidden()
    assert page.evaluate("heard") == [["heard:open", True], ["heard:close", True]]
    page.evaluate("document.dispatchEvent(new Event('heard:remove'))")
    expect(page.locator(LAUNCHER)).to_have_count(0)
    page.evaluate("""() => {
      const old = document.querySelector('script[src*="heard.js"]'), again = document.createElement('script');
      Object.assign(again.dataset, old.dataset);
      again.src = old.src;
      document.head.append(again);
    }""")
    expect(page.locator(LAUNCHER)).to_have_count(1)


def test_there_is_a_demonstration_page_for_each_council(page: Page, real: RealGateway) -> None:
    page.goto(real.site.council_page.split("?")[0])
    links = [link.get_attribute("href") for link in page.locator("nav a").all()]
    councils = [council["id"] for council in page.request.get(real.site.before).json()]
    assert {f"/?council={council}" for council in councils} <= set(links)

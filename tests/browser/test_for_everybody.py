"""Assistive technology, small screens, large text, colours, motion, languages: each state of the chat.

Each walk looks at every state in several ways, since the walk is what costs.
"""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.real_gateway import RealGateway
from tests.browser.states import (
    CUT_OFF,
    LARGE,
    OUT_OF_REACH,
    SPACING,
    TOO_SMALL,
    WORDLESS,
    arrive,
    say,
    states,
    styled,
    tree,
)
from tests.browser.visiting import Site, axe, open_chat

VIEWPORTS = ((1280, 800, "light"), (390, 844, "dark"), (320, 256, "light"))
STATES = 11
CONTROLS = {
    "button",
    "link",
    "textbox",
    "checkbox",
    "radio",
    "combobox",
    "log",
    "group",
    "DisclosureTriangle",
}


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_axe_and_the_accessibility_tree_in_each_state_and_viewport(
    page: Page, real: RealGateway, locale: str
) -> None:
    found, seen = {}, Counter[str]()
    for state in states(page, real.site, locale):
        nodes = tree(page)
        roles = Counter(role for role, _ in nodes)
        shown = 0 if state == "covered" else 1
        assert (roles["log"], roles["status"]) == (shown, shown), state
        assert [role for role, name in nodes if role in CONTROLS - {"group"} and not name] == [], state
        assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr")
        for width, height, scheme in VIEWPORTS:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found[state, width] = axe(page)
            seen[state] += 1
        page.set_viewport_size({"width": 1280, "height": 800})
    assert len(seen) == STATES
    assert seen.total() == STATES * len(VIEWPORTS)
    assert {cell: lines for cell, lines in found.items() if lines} == {}


@pytest.mark.parametrize("locale", ["en", "ur"])
def test_nothing_jumps_while_the_chat_opens(page: Page, real: RealGateway, locale: str) -> None:
    page.add_init_script("""window.jumped = 0; new PerformanceObserver(list => list.getEntries().forEach(
      one => { jumped += one.value; })).observe({type: 'layout-shift', buffered: true});""")
    for width in (412, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        arrive(page, real.site, locale)
        assert page.evaluate("jumped") < 0.01


@pytest.mark.parametrize("locale", ["en", "ar", "uk"])
def test_nothing_is_cut_off_too_small_moving_or_out_of_reach_and_no_picture_is_alone(
    page: Page, real: RealGateway, locale: str
) -> None:
    trouble: dict[tuple[object, ...], object] = {}
    for state in states(page, real.site, locale):
        trouble[state, "moving"] = page.evaluate("document.getAnimations().length")
        trouble[state, "smaller than 44 pixels"] = page.evaluate(TOO_SMALL)
        trouble[state, "a picture alone"] = page.evaluate(WORDLESS)
        reached = [".leave"] if state == "covered" else [".leave", "#box"]
        for width, height in ((320, 256), (320, 568), (1280, 800)):
            page.set_viewport_size({"width": width, "height": height})
            for css in ("", SPACING, LARGE):
                styled(page, css)
                trouble[state, width, height, css[:9]] = page.evaluate(CUT_OFF)
                trouble[state, width, height, css[:9], "out of reach"] = page.evaluate(OUT_OF_REACH, reached)
        styled(page, "")
        page.set_viewport_size({"width": 1280, "height": 800})
    assert {where: what for where, what in trouble.items() if what} == {}


def test_in_forced_colours_messages_and_buttons_keep_an_edge_and_axe_finds_nothing(
    page: Page, real: RealGateway
) -> None:
    page.emulate_media(forced_colors="active")
    arrive(page, real.site)
    for selector in (".message", ".leave", "summary", ".choices button", ".send", "#box"):
        edge = page.locator(selector).first.evaluate("one => getComputedStyle(one).borderTopWidth")
        assert float(edge.removesuffix("px")) >= 1, selector
    assert axe(page) == []


def test_what_has_focus_is_never_under_the_bar_or_the_box(page: Page, real: RealGateway) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    for state in states(page, real.site):
        if state == "the receipt":
            break
    page.keyboard.press("Control+Home")
    for _ in range(25):
        page.keyboard.press("Tab")
        covered = page.evaluate("""() => {
          const one = document.activeElement, box = one.getBoundingClientRect();
          if (one === document.body || one.closest('.bar, .composer, [role=log]') === one) return '';
          if (one.closest('.bar, .composer')) return '';
          const bar = document.querySelector('.bar').getBoundingClientRect();
          const composer = document.querySelector('.composer').getBoundingClientRect();
          return box.bottom <= bar.bottom || box.top >= composer.top ? one.outerHTML : '';
        }""")
        assert covered == ""


@pytest.mark.parametrize("locale", ["pl", "uk", "ro", "ar", "ur", "so", "cy"])
def test_each_language_is_marked_and_what_a_machine_wrote_says_so(
    page: Page, real: RealGateway, locale: str
) -> None:
    arrive(page, real.site, locale)
    rtl = locale in ("ar", "ur")
    message = page.locator("li.helper").first
    assert page.evaluate("document.documentElement.lang") == locale
    assert message.get_attribute("lang") == locale
    assert message.get_attribute("dir") == ("rtl" if rtl else "ltr")
    expect(message.locator(".draft")).to_be_visible()
    english = message.locator(".english")
    expect(english).to_have_attribute("lang", "en")
    assert english.evaluate("one => getComputedStyle(one).direction") == "ltr"
    expect(english).to_contain_text("I am not for emergencies.")
    expect(message.locator(".text").first).not_to_contain_text("I am not for emergencies.")
    words = page.locator("heard-chat").evaluate("chat => Object.values(chat.words)")
    assert all(words)


@pytest.mark.parametrize("locale", ["ar", "ur"])
def test_a_telephone_number_reads_from_left_to_right_where_the_language_does_not(
    page: Page, real: RealGateway, locale: str
) -> None:
    arrive(page, real.site, locale)
    page.locator(".help summary").click()
    ends = page.evaluate("""() => {
      const found = [];
      const walk = document.createTreeWalker(document.querySelector('heard-chat'), NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const number = /\\d{3,}(\\s\\d{3,})+/.exec(walk.currentNode.data);
        if (!number || !walk.currentNode.parentElement.offsetParent) continue;
        const at = place => {
          const range = document.createRange();
          range.setStart(walk.currentNode, place);
          range.setEnd(walk.currentNode, place + 1);
          const box = range.getBoundingClientRect();
          return [Math.round(box.top), box.left];
        };
        const digits = Array.from(number[0], (sign, n) => [sign, n]).filter(([sign]) => sign.trim());
        found.push(digits.map(([, n]) => at(number.index + n)));
      }
      return found;
    }""")
    assert len(ends) >= 3
    assert all(places == sorted(places) for places in ends)


def test_axe_finds_nothing_on_the_council_page_and_in_its_frame(page: Page, real: RealGateway) -> None:
    page.goto(real.site.council_page)
    assert axe(page) == []
    launcher = page.get_by_role("button", name="Have your say").bounding_box()
    assert launcher
    assert launcher["height"] >= 44
    assert axe(open_chat(page, real.site)) == []  # type: ignore[arg-type]


def test_each_reply_is_added_to_the_log_once_and_whole(page: Page, site: Site, gateway: FakeGateway) -> None:
    page.goto(f"{site.chat}/chat")
    expect(page.get_by_role("log")).to_contain_text("Who are you?")
    page.evaluate("""() => {
      window.added = [];
      new MutationObserver(changes => changes.forEach(change =>
        change.addedNodes.forEach(node => added.push(node.nodeName + ' ' + node.textContent))
      )).observe(document.querySelector('[role=log]'), {childList: true, subtree: true, characterData: true});
    }""")
    say(page, "echo: banana")
    added = [node for node in page.evaluate("added") if node.startswith("LI")]
    assert added == ["LI You said: echo: banana", "LI Helper said: banana Listen"]


@pytest.fixture
def coarse(browser: Browser) -> BrowserContext:
    """A telephone: a finger, no keyboard."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    return context


def test_on_a_telephone_an_answer_does_not_bring_up_the_keyboard(
    coarse: BrowserContext, real: RealGateway
) -> None:
    page = coarse.new_page()
    arrive(page, real.site)
    page.locator(".choices button").first.tap()
    expect(page.locator(".message")).to_have_count(5)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "log"
    expect(page.locator(".switch:visible")).to_have_count(0)
    coarse.close()

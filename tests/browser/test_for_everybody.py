"""Assistive technology, small screens, large text, colours, motion: every main state of the chat."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.fake_gateway import FakeGateway
from tests.browser.visiting import Site, open_chat

SPACING = """* { line-height: 1.5 !important; }
* { letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""


def states(page: Page, site: Site) -> Iterator[str]:
    """Walk the chat, on a page of its own, through its main states."""
    page.goto(f"{site.chat}/chat?council=rutland")
    log, box = page.get_by_role("log"), page.locator("#box")
    expect(log).to_contain_text("Who are you?")
    yield "opened"
    page.locator("summary").click()
    yield "people to call"
    page.locator("summary").click()
    page.get_by_role("button", name="A young person").click()
    expect(log).to_contain_text("What happened?")
    box.fill("a long story " * 60)
    yield "a story"
    box.press("Enter")
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month", exact=True).fill("2")
    box.press("Enter")
    expect(page.locator("#error")).to_be_visible()
    yield "a date that is wrong"
    page.get_by_label("Day", exact=True).fill("")
    page.get_by_label("Month", exact=True).fill("")
    box.fill("urgent: If you are in danger now, call 999.")
    box.press("Enter")
    expect(page.locator(".tone-urgent")).to_be_visible()
    yield "urgent words"
    box.fill("concern: Thank you for telling us.")
    box.press("Enter")
    expect(page.locator(".tone-concern")).to_be_visible()
    for answer in ("last summer", "No thank you", "me@example.org", "Yes, send it"):
        count = page.locator(".message").count()
        box.fill(answer)
        box.press("Enter")
        expect(page.locator(".message")).to_have_count(count + 2)
    yield "the receipt"
    page.route("**/api/**", lambda route: route.abort())
    page.evaluate("() => { const wait = setTimeout; window.setTimeout = (act, ms) => wait(act, ms / 50); }")
    box.fill("hello?")
    box.press("Enter")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    yield "offline"


def problems(page: Page | Frame) -> list[str]:
    """What axe finds, one line each."""
    found = Axe().run(page).response["violations"]  # type: ignore[arg-type]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 800, "light"), (390, 844, "dark"), (320, 256, "light")],
)
def test_axe_finds_nothing_in_any_state(
    browser: Browser, site: Site, gateway: FakeGateway, width: int, height: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    found = {state: problems(page) for state in states(page, site)}
    context.close()
    assert len(found) == 7
    assert {state: lines for state, lines in found.items() if lines} == {}


def test_axe_finds_nothing_on_the_council_page_and_in_its_frame(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    page.goto(site.council_page)
    assert problems(page) == []
    assert problems(open_chat(page, site)) == []


@pytest.mark.parametrize("extra", ["", "spacing", "large text"])
@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (1280, 800)])
def test_nothing_is_cut_off_and_nothing_scrolls_sideways(
    browser: Browser, site: Site, gateway: FakeGateway, width: int, height: int, extra: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page = context.new_page()
    for state in states(page, site):
        if extra:
            page.evaluate(
                "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                " document.adoptedStyleSheets = [sheet]; }",
                SPACING if extra == "spacing" else "html { font-size: 200% }",
            )
        cut = page.evaluate("""() => {
          const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
          const cut = [...document.querySelectorAll('body *')].filter(one => {
            const box = one.getBoundingClientRect();
            if (!box.width || one.closest('.unseen, svg')) return false;
            return box.right > innerWidth + 1 || box.left < -1 || one.scrollWidth > one.clientWidth + 1
              && getComputedStyle(one).overflowX !== 'visible';
          });
          return wide.concat(cut.map(one => one.outerHTML.slice(0, 80)));
        }""")
        assert cut == [], state
        for name in ("Leave quickly",):
            expect(page.get_by_role("link", name=name)).to_be_in_viewport()
        page.locator("#box").scroll_into_view_if_needed()
        expect(page.locator("#box")).to_be_in_viewport()
    context.close()


def test_whatever_can_be_pressed_is_at_least_44_pixels(page: Page, site: Site, gateway: FakeGateway) -> None:
    small: dict[str, list[str]] = {}
    for state in states(page, site):
        small[state] = page.evaluate("""() => [
          ...document.querySelectorAll('a, button, summary, select, textarea, input, label.switch'),
        ].filter(one => {
          const box = (one.closest('label.switch') || one).getBoundingClientRect();
          return box.width && (box.width < 44 || box.height < 44);
        }).map(one => one.outerHTML.slice(0, 90))""")
    assert {state: found for state, found in small.items() if found} == {}
    page.goto(site.council_page)
    box = page.get_by_role("button", name="Have your say").bounding_box()
    assert box
    assert box["height"] >= 44


def tree(page: Page) -> list[dict[str, object]]:
    """The accessibility tree, as far as it is not ignored."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node["ignored"]]


def test_the_accessibility_tree_has_one_log_one_status_and_no_nameless_control(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    for state in states(page, site):
        nodes = tree(page)
        roles = [node["role"]["value"] for node in nodes]  # type: ignore[index]
        assert roles.count("log") == 1, state
        assert roles.count("status") == 1, state
        nameless = [
            node["role"]["value"]  # type: ignore[index]
            for node in nodes
            if node["role"]["value"] in {"button", "link", "textbox", "checkbox", "combobox", "log"}  # type: ignore[index]
            and not node.get("name", {}).get("value", "").strip()  # type: ignore[attr-defined]
        ]
        assert nameless == [], state


def test_each_reply_is_added_to_the_log_once_and_whole(page: Page, site: Site, gateway: FakeGateway) -> None:
    page.goto(f"{site.chat}/chat")
    expect(page.get_by_role("log")).to_contain_text("Who are you?")
    page.evaluate("""() => {
      window.added = [];
      new MutationObserver(changes => changes.forEach(change =>
        change.addedNodes.forEach(node => added.push(node.nodeName + ' ' + node.textContent))
      )).observe(document.querySelector('[role=log]'), {childList: true, subtree: true, characterData: true});
    }""")
    page.locator("#box").fill("echo: banana")
    page.locator("#box").press("Enter")
    expect(page.locator("li.helper", has_text="banana")).to_be_visible()
    added = [node for node in page.evaluate("added") if node.startswith("LI")]
    assert added == ["LI You said: echo: banana", "LI Helper said: banana"]


def test_nothing_moves_for_those_who_asked_for_less_motion(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    for state in states(page, site):
        assert page.evaluate("document.getAnimations().length") == 0, state


def test_in_forced_colours_messages_and_buttons_keep_an_edge(
    browser: Browser, site: Site, gateway: FakeGateway
) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{site.chat}/chat")
    expect(page.get_by_role("log")).to_contain_text("Who are you?")
    for selector in (".message", ".leave", "summary", ".choices button", ".send", "#box"):
        assert (
            page.locator(selector).first.evaluate("one => parseFloat(getComputedStyle(one).borderTopWidth)")
            >= 1
        )
    context.close()


def test_what_has_focus_is_never_under_the_bar_or_the_box(
    browser: Browser, site: Site, gateway: FakeGateway
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 600}, reduced_motion="reduce")
    page = context.new_page()
    *_, last = states(page, site)
    assert last == "offline"
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
    context.close()

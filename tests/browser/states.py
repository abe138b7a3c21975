"""The states of the chat, walked once before the real gateway, and what is looked at in each of them."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.visiting import Site

DANGER = "he has got a knife and he is outside my door right now"
"""What is answered with urgent words, in whatever language."""

SPACING = """* { line-height: 1.5 !important; }
* { letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""WCAG 2.2, 1.4.12."""

LARGE = "html { font-size: 200% }"

HURRIED = "() => { const wait = setTimeout; window.setTimeout = (act, ms) => wait(act, ms / 50); }"
"""So that nobody waits for the pauses between tries."""


def arrive(page: Page, site: Site, locale: str = "en", age_band: str = "teen") -> None:
    """The chat as a page of its own, once its first question is there."""
    page.goto(f"{site.chat}/chat?council=rutland&locale={locale}&age_band={age_band}")
    page.locator(".choices button").first.wait_for()


def answered(page: Page, before: int) -> None:
    """Wait for the answer behind so many messages."""
    page.wait_for_function(
        "n => document.querySelectorAll('.message').length > n + 1 "
        "&& document.querySelector('.send').getAttribute('aria-disabled') === 'false'",
        arg=before,
    )


def press(page: Page, selector: str = ".choices button") -> None:
    """Press the first button that fits, whatever its language, and wait for the answer."""
    before = page.locator(".message").count()
    page.locator(selector).first.click()
    answered(page, before)


def say(page: Page, words: str) -> None:
    """Type, send and wait for the answer."""
    before = page.locator(".message").count()
    page.locator("#box").fill(words)
    page.locator("#box").press("Enter")
    answered(page, before)


def pictured(name: str) -> str:
    """The answer with this picture."""
    return f".choices button:has(use[href='#icon-{name}'])"


def states(page: Page, site: Site, locale: str = "en") -> Iterator[str]:
    """Walk the chat through its states, in any language, by what its buttons show."""
    arrive(page, site, locale)
    yield "opened"
    page.locator(".look summary").click()
    yield "look and sound"
    page.locator(".look summary").click()
    page.locator(".help summary").click()
    yield "people to call"
    page.locator(".help summary").click()
    for _ in ("complain", "about me"):
        press(page)
    yield "a choice"
    for _ in ("young person", "this council"):
        press(page)
    page.locator(".feel summary").click()
    page.locator("#box").fill("a long story " * 60)
    yield "a story and feelings"
    page.locator("#box").press("Enter")
    press(page, pictured("receipt"))
    page.locator("[name=day]").fill("31")
    page.locator("[name=month]").fill("2")
    page.locator("#box").press("Enter")
    expect(page.locator("#error")).to_be_visible()
    yield "a date that is wrong"
    while page.locator(pictured("skip")).count():
        press(page, pictured("skip"))
    yield "the answers read back"
    press(page)
    expect(page.locator(".receipt")).to_be_visible()
    yield "the receipt"
    say(page, DANGER)
    expect(page.locator(".tone-urgent")).to_be_visible()
    yield "urgent words"
    page.evaluate("dispatchEvent(new Event('keydown'))")
    page.locator("heard-chat").evaluate("chat => chat.cover()")
    yield "covered"
    page.locator(".away button").click()
    page.route("**/api/**", lambda route: route.abort())
    page.evaluate(HURRIED)
    page.locator("#box").fill("hello?")
    page.locator("#box").press("Enter")
    expect(page.locator(".notice button")).to_be_visible()
    yield "offline"
    page.unroute("**/api/**")


CUT_OFF = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
  const cut = [...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest('.unseen, svg')) return false;
    return box.right > innerWidth + 1 || box.left < -1 || one.scrollWidth > one.clientWidth + 1
      && getComputedStyle(one).overflowX !== 'visible';
  });
  return wide.concat(cut.map(one => one.outerHTML.slice(0, 80)));
}"""

TOO_SMALL = """() => [
  ...document.querySelectorAll('a, button, summary, select, textarea, input'),
].filter(one => {
  const box = (one.closest('label.pick') || one).getBoundingClientRect();
  return box.width && (box.width < 44 || box.height < 44);
}).map(one => one.outerHTML.slice(0, 90))"""


OUT_OF_REACH = """selectors => selectors.filter(selector => {
  const one = document.querySelector(selector);
  if (selector !== '.leave') one.scrollIntoView({block: 'nearest'});
  const box = one.getBoundingClientRect();
  return !box.width || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth;
})"""
"""The way out is in the window wherever one has scrolled to; anything else once it was scrolled to."""

WORDLESS = """() => [...document.querySelectorAll('svg.icon')].filter(picture => {
  const around = picture.closest('button, a, summary, label, p, h1');
  return picture.getAttribute('aria-hidden') !== 'true'
    || !(around.textContent.trim() || around.getAttribute('aria-label'));
}).map(picture => picture.outerHTML)"""


def styled(page: Page, css: str) -> None:
    """A reader's own style on the page, in the place of what was put there before."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
        " document.adoptedStyleSheets = [sheet]; }",
        css,
    )


def tree(page: Page) -> list[tuple[str, str]]:
    """The accessibility tree: role and name of each node that is not ignored."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (node["role"]["value"], node.get("name", {}).get("value", "").strip())
        for node in nodes
        if not node["ignored"]
    ]

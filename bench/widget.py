"""The widget in a real Chromium: what it weighs, how soon it can be used, what it leaves behind.

Prints a table and keeps it in docs/benchmarks/widget.md. A goal that is missed is said to be missed. The
gateway is the real one, with a stand-in where the language model would be. Lighthouse, pa11y-ci,
html-validate and es-check are run from `HEARD_NODE_TOOLS`, a folder with them in node_modules; without it
their lines say so.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route, expect, sync_playwright

from backend.store import migrate
from backend.wording import Wording
from bench.figures import Figure, keep
from bench.talkers import COUNCIL
from tests.browser.real_gateway import RealGateway, real_gateway
from tests.browser.states import CUT_OFF, LARGE, SPACING, arrive, say, states, styled, tree
from tests.browser.visiting import FLAGS, Site, axe, chat_frame, chromium, open_chat

expect.set_options(timeout=60_000)

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "benchmarks" / "widget.md"
WIDGET = ROOT / "widget"

VIEWPORTS = ((1280, 800), (390, 844), (320, 256))
LANGUAGES = ("en", "ar")
TURNS, LOST = 30, 0.3
LEAVINGS = 20

SLOW_3G = {"latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
SLOW_4G = {"latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
"""Milliseconds there and back, bytes a second."""
SLOWER = 4
"""How many times slower than this machine the device computes."""

IN_ONE_PROCESS = ("--disable-site-isolation-trials", "--disable-features=IsolateOrigins,site-per-process")
"""So that the frame is on the same slow network as the page around it."""

BESIDE = (
    f"before?council={COUNCIL}&locale=ar", "about/privacy?locale=pl", "about/accessibility", "about/cookies",
    f"about/safe?council={COUNCIL}&locale=uk", "case", "case?language=ur",
)  # fmt: skip
"""The pages beside the chat."""

HTML_RULES = {
    "root": True,
    "extends": ["html-validate:recommended"],
    # A number to call stands in words that may break; its own groups are kept together.
    "rules": {"tel-non-breaking": ["error", {"ignoreClasses": ["call"]}]},
}

NOT_HERE = "not measured: no Node tools here"


def kib(count: float) -> str:
    """Bytes as they are read."""
    return f"{count:,.0f} B"


def sent(address: str) -> int:
    """How many bytes a browser that takes gzip is sent."""
    with httpx.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        return sum(len(chunk) for chunk in answer.iter_raw())


def own_page(site: Site) -> str:
    """The chat as a page of its own, of the same council."""
    return f"{site.chat}/chat?{site.council_page.partition('?')[2]}"


def weight(site: Site, locale: str) -> int:
    """All bytes to a usable input in one language."""
    page = f"{own_page(site)}&locale={locale}"
    files = set(re.findall(r'(?:src|href)="(/widget/[^"]+)"', httpx.get(page).text))
    return sum(
        map(sent, (f"{site.chat}/heard.js?locale={locale}", page, *(site.chat + file for file in files)))
    )


def weights(site: Site, wording: Wording) -> list[Figure]:
    """G1, G2, G3."""
    loaders = {locale: sent(f"{site.chat}/heard.js?locale={locale}") for locale in wording.locales()}
    by_language = {locale: weight(site, locale) for locale in wording.locales()}
    heaviest = max(by_language, key=by_language.__getitem__)
    imported = {
        name
        for script in WIDGET.glob("*.js")
        for name in re.findall(r"from '([^']+)'", script.read_text("utf-8"))
        if not name.startswith("./")
    }
    return [
        Figure(
            "G1 loader on the council's page, packed, in each language",
            ", ".join(f"{locale} {kib(size)}" for locale, size in sorted(loaders.items(), key=itemgetter(1))),
            "54 KB",
            "2,048 B",
            max(loaders.values()) <= 2048,
        ),
        Figure(
            "G2 all bytes to a usable input, packed",
            f"{kib(by_language['en'])} in English, {kib(by_language[heaviest])} in the heaviest ({heaviest})",
            "98 KB",
            "20 KB",
            by_language[heaviest] <= 20 * 1024,
        ),
        Figure("G3 packages it needs to run", str(len(imported)), "0", "0", not imported),
    ]


def manners(browser: Browser, site: Site) -> list[Figure]:
    """G1, G12, G13, G14, G25: what is asked for, stored, broken, and heard by the page around it."""
    page = browser.new_page()
    asked: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console", lambda message: broken.append(message.text) if "Security Policy" in message.text else None
    )
    page.goto(site.council_page, wait_until="networkidle")
    before = [url for url in asked if url.startswith(site.chat)]
    page.evaluate("window.crossed = []; addEventListener('message', event => crossed.push(event.data))")
    chat = open_chat_here(page, site)
    chat.locator("#box").fill("a secret nobody else may see")
    chat.locator("#box").press("Enter")
    expect(chat.locator(".mine")).to_have_count(1)
    chat.locator(".message").nth(3).wait_for()
    host = site.council_page.split("/?")[0]
    others = [url for url in asked if not url.startswith((site.chat, host, "data:"))]
    closed = page.locator("iframe").evaluate("frame => frame.contentDocument === null")
    words = [data for data in page.evaluate("crossed") if not str(data).startswith("heard:")]
    stored = held(page)
    page.reload()
    stored += held(page)
    chat = open_chat_here(page, site)
    chat.locator(".leave").click()
    page.wait_for_url(site.neutral)
    stored += held(page)
    page.close()
    return [
        Figure("G1 requests before a click", str(len(before)), "1 and more", "1", len(before) == 1),
        Figure(
            "G12 left in any store or cookie after sending, reloading, leaving",
            str(stored),
            "0",
            "0",
            not stored,
        ),
        Figure("G13 requests to anybody else", str(len(others)), "0", "0", not others),
        Figure("G14 breaches of a policy without unsafe-* or nonce", str(len(broken)), "0", "0", not broken),
        Figure(
            "G25 the page around it reads the chat; words that cross to it",
            f"{'no' if closed else 'yes'}; {len(words)}",
            "yes, in all but frames",
            "no; 0",
            bool(closed) and not words,
        ),
    ]


def open_chat_here(page: Page, site: Site) -> Any:
    """From the page that is there."""
    page.get_by_role("button", name="Have your say").click()
    frame = chat_frame(page, site)
    frame.locator(".choices button").first.wait_for()
    return frame


def held(page: Page) -> int:
    """Everything in every store of every frame, and all cookies."""
    looks = """async () => {
      const looks = [
        () => localStorage.length, () => sessionStorage.length, () => document.cookie.length,
        async () => (await indexedDB.databases()).length, async () => (await caches.keys()).length,
      ];
      const found = looks.map(async look => { try { return await look(); } catch (denied) { return 0; } });
      return (await Promise.all(found)).reduce((a, b) => a + b);
    }"""
    state = page.context.storage_state()
    return sum(frame.evaluate(looks) for frame in page.frames) + len(state["cookies"]) + len(state["origins"])


def every_state(browser: Browser, site: Site) -> list[Figure]:
    """G4, G10, G18, G19, G20: each state, language and viewport looked at by tools."""
    cells, violations, cut, moving, nameless = 0, [], [], 0, 0
    smallest = 999.0
    logs: set[tuple[int, int]] = set()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for locale in LANGUAGES:
        for state in states(page, site, locale):
            nodes = tree(page)
            roles = [role for role, _ in nodes]
            if state != "covered":
                logs.add((roles.count("log"), roles.count("status")))
            nameless += sum(
                role in {"button", "link", "textbox", "radio", "checkbox"} and not n for role, n in nodes
            )
            moving += page.evaluate("document.getAnimations().length")
            for width, height in VIEWPORTS:
                page.set_viewport_size({"width": width, "height": height})
                violations += axe(page)
                cells += 1
                smallest = min(smallest, page.evaluate(SMALLEST))
                for css in ("", SPACING, LARGE):
                    styled(page, css)
                    cut += page.evaluate(CUT_OFF)
                styled(page, "")
    context.close()
    return [
        Figure(
            "G4 axe: violations, best practices too, in so many cells of state, language, viewport",
            f"{len(violations)} in {cells}",
            "0 in 2",
            "0 in 60",
            not violations and cells >= 60,
        ),
        Figure(
            "G10 logs and status regions in the accessibility tree; controls without a name",
            f"{', '.join(f'{log} and {status}' for log, status in sorted(logs))}; {nameless}",
            "one of seven has a log",
            "1 and 1; 0",
            logs == {(1, 1)} and not nameless,
        ),
        Figure("G18 the smallest target", f"{smallest:.0f} px", "20 to 22 px", "44 px", smallest >= 44),
        Figure(
            "G19 cut off or wider than the window: 320 x 256, wide spacing, 200 %",
            str(len(cut)),
            "-",
            "0",
            not cut,
        ),
        Figure("G20 animations where less motion is asked for", str(moving), "0 to 4", "0", not moving),
    ]


SMALLEST = """() => Math.min(...[...document.querySelectorAll('a, button, summary, select, textarea, input')]
  .map(one => (one.closest('label.pick') || one).getBoundingClientRect())
  .filter(box => box.width).map(box => Math.min(box.width, box.height)))"""


def slowly(page: Page, network: dict[str, float]) -> CDPSession:
    """A slow network and a slow device."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **network})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return session


def speed(browser: Browser, site: Site) -> list[Figure]:
    """G7, G8: from the first byte to the launcher, and from pressing it to a box one can write in."""

    def once(network: dict[str, float]) -> tuple[float, float, float]:
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(
            "window.long = 0; new PerformanceObserver(list => list.getEntries().forEach("
            "entry => { long += Math.max(0, entry.duration - 50); }))"
            ".observe({type: 'longtask', buffered: true});"
        )
        slowly(page, network)
        page.goto(site.council_page, wait_until="commit")
        button = page.get_by_role("button", name="Have your say")
        button.wait_for()
        launcher = page.evaluate("performance.now()")
        button.click()
        pressed = page.evaluate("performance.now()")
        frame = chat_frame(page, site)
        usable = page.evaluate("performance.now()") - pressed
        blocked = page.evaluate("long") + frame.evaluate("long")
        context.close()
        return launcher / 1000, usable / 1000, blocked

    on_3g = [once(SLOW_3G) for _ in range(5)]
    on_4g = [once(SLOW_4G) for _ in range(5)]
    launcher, usable = median(one[0] for one in on_3g), median(one[1] for one in on_3g)
    faster, blocked = median(one[1] for one in on_4g), median(one[2] for one in on_4g)
    return [
        Figure(
            "G7 slow 3G (400 ms, 400 kbit/s), four times slower: launcher; box once pressed; median of 5",
            f"{launcher:.1f} s; {usable:.1f} s",
            "3.5 s; 3.5 s",
            "2.0 s; 2.5 s",
            launcher <= 2 and usable <= 2.5,
        ),
        Figure(
            "G8 slow 4G (150 ms, 1.6 Mbit/s), four times slower: box; time blocked; median of 5",
            f"{faster:.1f} s; {blocked:.0f} ms",
            "1.4 s; 0 ms",
            "1.3 s; 50 ms",
            faster <= 1.3 and blocked <= 50,
        ),
    ]


def leaving(browser: Browser, site: Site) -> Figure:
    """G11: from pressing the button to the neutral page; whether Back reveals; whether the token lives."""
    took, revealed = [], 0
    for _ in range(LEAVINGS):
        page = browser.new_page()
        page.goto(site.before)
        chat = open_chat(page, site)
        chat.locator("#box").fill("my secret")
        left = chat.evaluate(
            "() => { const at = performance.timeOrigin + performance.now();"
            " document.querySelector('.leave').click(); return at; }"
        )
        page.wait_for_url(site.neutral)
        took.append(
            page.evaluate(
                "performance.timeOrigin + performance.timing.responseEnd - performance.timing.navigationStart"
            )
            - left
        )
        page.go_back()
        revealed += "my secret" in page.content() or page.url != site.before
        page.close()
    slowest = sorted(took)[int(len(took) * 0.95) - 1]
    return Figure(
        f"G11 leaving quickly: time to the neutral page, 95th of 100; Back reveals, of {LEAVINGS}",
        f"{slowest:.0f} ms; {revealed}",
        "GOV.UK: Back reveals",
        "300 ms; 0",
        slowest <= 300 and not revealed,
    )


def lossy(context: BrowserContext, site: Site) -> Figure:
    """G15: thirty messages while a third of the requests fail, half of those after they arrived."""
    chance = random.Random(7)  # noqa: S311 - the same faults every time
    ids: list[str] = []

    def drop_some(route: Route) -> None:
        ids.append((route.request.post_data_json or {}).get("id", ""))
        if chance.random() >= LOST:
            route.continue_()
            return
        if chance.random() < 0.5:
            route.fetch()
        route.abort()

    context.add_init_script(
        "{ const wait = setTimeout; window.setTimeout = (act, ms, ...rest) => wait(act, ms / 20, ...rest); }"
    )
    page = context.new_page()
    arrive(page, site)
    page.route("**/api/chat/messages", drop_some)
    for number in range(TURNS):
        say(page, f"zebra {number}")
    shown = [text for text in page.locator(".mine .text").all_inner_texts() if text.startswith("zebra")]
    whole = shown == [f"zebra {number}" for number in range(TURNS)]
    distinct = len(set(ids))
    return Figure(
        f"G15 {TURNS} messages, {LOST:.0%} of requests lost: delivered; more than once; in order",
        f"{len(set(shown))}; {len(shown) - len(set(shown)) + distinct - TURNS}; {'yes' if whole else 'no'}",
        "one widget of four delivers one",
        f"{TURNS}; 0; yes",
        whole and distinct == TURNS,
    )


def languages(wording: Wording) -> Figure:
    """G21: in how many languages everything is said that stands on the chat and the pages beside it."""
    topics = {"about", "plain", "safety", "texts", "widget"}
    whole = [locale for locale in wording.locales() if wording.has_all(locale, topics)]
    rtl = [locale for locale in whole if wording.render("widget.title", {}, locale, "teen").dir == "rtl"]
    return Figure(
        "G21 languages; of them with every word of the chat and the pages beside it; right to left",
        f"{len(wording.locales())}; {len(whole)}; {len(rtl)}",
        "words given by the site",
        "8; 8; 2",
        len(whole) == len(wording.locales()) >= 8 and len(rtl) >= 2,
    )


def node(tool: str, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    """Run one of the Node tools; None where they are not."""
    found = Path(os.environ.get("HEARD_NODE_TOOLS", ""), "node_modules", ".bin", tool)
    if not os.environ.get("HEARD_NODE_TOOLS") or not found.exists():
        return None
    return subprocess.run(
        [str(found), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CHROME_PATH": chromium()},
    )


def by_node(site: Site, home: Path) -> Iterator[Figure]:
    """G5, G6, G23 and html-validate, by the tools their goals name."""
    pages = {"council page": site.council_page, "chat": own_page(site)}
    settings = {
        "defaults": {
            "chromeLaunchConfig": {"executablePath": chromium(), "args": list(FLAGS)},
            "runners": ["axe", "htmlcs"],
            "wait": 1500,
        },
        "urls": list(pages.values()),
    }
    (home / "pa11y.json").write_text(json.dumps(settings), encoding="utf-8")
    ran = node("pa11y-ci", "--json", "--config", str(home / "pa11y.json"))
    errors = json.loads(ran.stdout)["errors"] if ran else None
    yield Figure("G5 pa11y-ci errors (axe and HTML_CodeSniffer)", _or_not(errors), "-", "0", errors == 0)
    for name, address in pages.items():
        scores = _lighthouse(address, home)
        yield Figure(
            f"G6 Lighthouse, {name}: performance, accessibility, best practices",
            "; ".join("not measured" if one is None else str(one) for one in scores) if scores else NOT_HERE,
            "100; 100; 100 (and no key reaches it)",
            "100; 100; 100",
            scores == [100, 100, 100],
        )
    (home / ".htmlvalidate.json").write_text(json.dumps(HTML_RULES), encoding="utf-8")
    beside = [f"{site.chat}/{path}" for path in BESIDE]
    for number, address in enumerate([*pages.values(), *beside]):
        (home / f"{number}.html").write_text(httpx.get(address).text, encoding="utf-8")
    ran = node("html-validate", *(str(file) for file in home.glob("*.html")))
    yield Figure(
        f"html-validate, {len(pages) + len(beside)} pages",
        _or_not(ran and ran.returncode),
        "-",
        "0",
        bool(ran and not ran.returncode),
    )
    ran = node("es-check", "es2017", "--module", *(str(script) for script in WIDGET.glob("*.js")))
    passed = bool(ran and not ran.returncode)
    yield Figure(
        "G23 es-check, es2017", ("passed" if passed else "failed") if ran else NOT_HERE, "-", "passed", passed
    )


def _lighthouse(address: str, home: Path) -> list[int | None] | None:
    """The scores, None for one that Lighthouse gave up on; None for all where it is not there."""
    flags = " ".join(("--headless=new", *FLAGS))
    told = ("--only-categories=performance,accessibility,best-practices", f"--chrome-flags={flags}")
    ran = node(
        "lighthouse", address, "--quiet", "--output=json", f"--output-path={home / 'lighthouse.json'}", *told
    )
    if ran is None:
        return None
    categories = json.loads((home / "lighthouse.json").read_text(encoding="utf-8"))["categories"]
    scores = [one["score"] for one in categories.values()]
    return [None if score is None else round(score * 100) for score in scores]


def _or_not(count: int | None) -> str:
    return NOT_HERE if count is None else str(count)


def measured(browser: Browser, frames: Browser, gateway: RealGateway, home: Path) -> Sequence[Figure]:
    """Every line of the table, in the order of the goals."""
    site, wording = gateway.site, Wording.load()
    parts: tuple[Callable[[], Sequence[Figure]], ...] = (
        lambda: weights(site, wording),
        lambda: manners(browser, site),
        lambda: every_state(browser, site),
        lambda: list(by_node(site, home)),
        lambda: speed(frames, site),
        lambda: [leaving(browser, site)],
        lambda: [lossy(browser.new_context(), site)],
        lambda: [languages(wording)],
    )
    return sorted((figure for part in parts for figure in part()), key=_goal)


def _goal(figure: Figure) -> int:
    number = re.match(r"G(\d+)", figure.what)
    return int(number[1]) if number else 99


def main() -> int:
    """Measure, print and keep."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        url = f"sqlite:///{home / 'bench.sqlite'}"
        migrate(url)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        frames = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, *IN_ONE_PROCESS])
        version = browser.version
        with real_gateway(home, url) as gateway:
            figures = measured(browser, frames, gateway, home)
        browser.close()
        frames.close()
    keep(
        "The widget",
        f"Chromium {version}, load average {os.getloadavg()[0]:.0f}; beside the best of seven others, "
        "measured in Chromium 156 when the goals "
        "were set (rasa-webchat 1.0.1, chatroom 0.12, Rasa's chat-widget 0.1.19, deep-chat 2.4.2, "
        "BotFramework-WebChat 4.18, GOV.UK Frontend 6.6 and GOV.UK Chat). What is order and outcome, not a "
        "figure, is a test: journeys by keyboard (G9) and without JavaScript (G22) in tests/browser",
        figures,
        KEPT,
        reference="The best of the others",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

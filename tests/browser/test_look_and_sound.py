"""What somebody can set for themselves, and what comes of it: size, colours, reading aloud, feelings."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from tests.browser.fake_gateway import FakeGateway
from tests.browser.real_gateway import RealGateway
from tests.browser.states import arrive, press, say
from tests.browser.visiting import Site, axe

VOICES = """
  class Utterance { constructor(text) { this.text = text; } }
  const spoken = [];
  const voices = [
    {lang: 'en-GB', localService: false, name: 'far'},
    {lang: 'en_GB', localService: true, name: 'near'},
    {lang: 'pl-PL', localService: false, name: 'far and Polish'},
  ];
  Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: Utterance});
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => voices, pending: false, addEventListener: () => {},
    speak: said => spoken.push(said), cancel: () => { spoken.length = 0; },
  }});
  window.spoken = spoken;
"""
"""Voices as a device may have them: headless Chromium has none."""


def setting(page: Page, name: str, value: str) -> None:
    """Choose in the panel, by keyboard."""
    page.locator(f"[name={name}][value='{value}']").focus()
    page.keyboard.press("Space")


@pytest.fixture
def chat(page: Page, real: RealGateway) -> Page:
    """The chat before the real gateway, its panel of look and sound open."""
    arrive(page, real.site, age_band="child")
    page.locator(".look summary").click()
    return page


def test_words_grow_to_twice_their_size_and_letters_can_be_spaced(chat: Page) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('.text')).fontSize)"
    usual = chat.evaluate(size)
    for percent in (125, 150, 200):
        setting(chat, "size", str(percent))
        assert chat.evaluate(size) == pytest.approx(usual * percent / 100)
        assert axe(chat) == []
    chat.get_by_label("More space between letters").check()
    assert chat.evaluate("getComputedStyle(document.querySelector('.text')).letterSpacing") != "normal"


@pytest.mark.parametrize("device", ["light", "dark"])
def test_colours_follow_the_choice_whatever_the_device_says_and_can_be_read(chat: Page, device: str) -> None:
    chat.emulate_media(color_scheme=device)  # type: ignore[arg-type]
    paper = "getComputedStyle(document.body).backgroundColor"
    own, seen = chat.evaluate(paper), set()
    for colours in ("light", "pastel", "dark"):
        setting(chat, "colours", colours)
        seen.add(chat.evaluate(paper))
        assert axe(chat) == []
    assert len(seen) == 3
    setting(chat, "colours", "device")
    assert chat.evaluate(paper) == own


def test_nothing_is_kept_of_what_was_chosen(chat: Page) -> None:
    setting(chat, "colours", "dark")
    chat.reload()
    expect(chat.locator(".message")).to_have_count(2)
    assert chat.evaluate("document.documentElement.dataset.colours") is None


@pytest.mark.parametrize(("voices", "offered"), [(VOICES, True), ("", False)])
def test_reading_aloud_is_offered_only_where_a_voice_lives_on_the_device(
    context: BrowserContext, real: RealGateway, voices: str, offered: bool
) -> None:
    context.add_init_script(voices)
    page = context.new_page()
    arrive(page, real.site)
    page.locator(".look summary").click()
    expect(page.get_by_label("Read replies out loud")).to_be_visible(visible=offered)
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_replies_are_read_by_a_local_voice_in_their_own_language_until_stopped(
    context: BrowserContext, real: RealGateway
) -> None:
    context.add_init_script(VOICES)
    page = context.new_page()
    arrive(page, real.site)
    assert page.evaluate("spoken.length") == 0
    page.locator(".look summary").click()
    page.get_by_label("Read replies out loud").check()
    assert page.evaluate("spoken.length") == 0
    page.get_by_role("button", name="Listen").first.click()
    first = page.evaluate("spoken.map(one => [one.text.slice(0, 3), one.lang, one.voice.name])")
    assert first == [["Hi.", "en", "near"]]
    stop = page.get_by_role("button", name="Stop reading")
    stop.click()
    assert page.evaluate("spoken.length") == 0
    expect(stop).to_be_hidden()
    press(page)
    assert set(page.evaluate("spoken.map(one => one.voice.name)")) == {"near"}
    page.locator("select").select_option("pl")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    expect(page.locator("[data-part=aloudLine]")).to_be_hidden()
    assert page.evaluate("spoken.length") == 0


def test_the_whole_conversation_goes_on_paper_and_nothing_else(
    page: Page, site: Site, gateway: FakeGateway
) -> None:
    page.goto(f"{site.chat}/chat?council=rutland")
    page.locator(".choices button").first.wait_for()
    for number in range(3):
        say(page, f"echo: turn {number}")
    text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(page.pdf())).pages)
    for number in range(3):
        assert f"echo: turn {number}" in text
    assert text.count("You said:") == 3
    assert text.count("Helper said:") == 5
    for words in ("Leave quickly", "Look and sound", "Privacy"):
        assert words not in text
    page.evaluate("window.print = () => { window.printed = document.documentElement.className; }")
    page.locator(".look summary").click()
    page.get_by_role("button", name="Print or save this chat").click()
    assert page.evaluate("printed") == ""


def test_a_receipt_goes_on_paper_alone(page: Page, site: Site, gateway: FakeGateway) -> None:
    page.goto(f"{site.chat}/chat?council=rutland")
    page.locator(".choices button").first.wait_for()
    (session,) = gateway.sessions.values()
    session.at = 5
    say(page, "send it")
    page.evaluate("""() => { window.print = () => {
      window.left = [...document.querySelectorAll('.message')].map(one => one.className + one.innerText);
    }; }""")
    page.emulate_media(media="print")
    page.evaluate("[...document.querySelectorAll('.receipt button')].pop().click()")
    shown = page.evaluate("left").pop()
    assert "amber kettle violet harbour" in shown
    assert page.evaluate("document.documentElement.className") == ""


def test_a_feeling_goes_into_the_box_by_keys_is_changed_and_can_be_taken_out(
    page: Page, real: RealGateway
) -> None:
    arrive(page, real.site, age_band="child")
    for _ in range(4):
        press(page)
    box = page.locator("#box")
    page.locator(".feel summary").press("Enter")
    faces = page.get_by_role("radio")
    assert [face.evaluate("one => one.parentElement.innerText.trim()") for face in faces.all()] == [
        "angry", "sad", "worried", "scared", "confused", "okay",
    ]  # fmt: skip
    expect(page.get_by_role("radio", name="worried", exact=True)).to_have_count(1)
    expect(box).to_have_value("")
    faces.first.focus()
    page.keyboard.press("Space")
    expect(box).to_have_value("I feel: angry.")
    page.keyboard.press("ArrowRight")
    expect(box).to_have_value("I feel: sad.")
    box.fill("She never came.")
    faces.nth(3).check(force=True)
    expect(box).to_have_value("She never came.\nI feel: scared.")
    page.get_by_role("button", name="I am not safe").click()
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()


def test_who_skips_the_feelings_sends_nothing_of_them_and_grown_ups_are_not_asked(
    page: Page, real: RealGateway
) -> None:
    arrive(page, real.site, age_band="child")
    for _ in range(4):
        press(page)
    page.locator(".feel summary").click()
    say(page, "She never came.")
    assert page.locator(".mine .text").last.inner_text() == "She never came."
    expect(page.locator(".feel")).to_be_hidden()
    arrive(page, real.site, age_band="adult")
    for _ in range(4):
        press(page)
    expect(page.locator(".composer")).to_be_visible()
    expect(page.locator(".feel")).to_be_hidden()

"""The plain pages in front of the whole, no script anywhere: a complaint made, found again and stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_the_plain_pages import press, say
from tests.whole.running import Running
from tests.whole.visiting import ANSWERS, track

STORY = "my social worker never came and I want to complain"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def test_a_complaint_is_made_followed_and_stopped_without_javascript(heard: Running, plain: Page) -> None:
    plain.goto(f"{heard.address}/chat/plain?council=rutland")
    press(plain, "Start")
    say(plain, STORY)
    press(plain, "I am a child or young person")
    press(plain, "12 to 17")
    for words in ("yes", "that's everything", "last week", "skip", ANSWERS["desired_outcome"]):
        say(plain, words)
    for words in ("yes please", "skip", "I will come back here"):
        say(plain, words)
    press(plain, "Yes, send it")
    reference, key = plain.locator(".receipt dd").all_inner_texts()
    receipt = {"reference": reference, "key": key}
    assert track(heard.address, receipt)["complaint"]["what_happened"] == STORY

    plain.goto(f"{heard.address}/chat/plain?council=rutland")
    press(plain, "Start")
    for words in ("I want to see the complaint I made", reference, key):
        say(plain, words)
    expect(plain.locator("#now")).to_contain_text("stage 1")
    for words in ("I want to stop my complaint", "skip", "no"):
        say(plain, words)
    press(plain, "Stop it")
    assert track(heard.address, receipt)["status"] == "withdrawn"
    assert plain.context.cookies() == []

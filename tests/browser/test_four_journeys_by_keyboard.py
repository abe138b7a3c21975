"""Make, track, escalate, withdraw: by keys alone, in two languages, on one page of a council."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.real_gateway import RealGateway, real_gateway
from tests.browser.states import tree
from tests.browser.visiting import chat_frame
from tests.databases import copied
from tests.installed import wording

AGES = {"low": 12, "high": 17}

NO_TRAP = 40
"""More presses than there are things to reach."""

MADE = (
    "session.choice.complain", "complaint.about_whom.self", "complaint.role.young_person",
    "complaint.age_band.teen", "session.choice.yes", "complaint.anything_else.no",
    "complaint.check_answers.yes", "session.choice.skip",
)  # fmt: skip
ESCALATED = (
    "track.choice.stage2",
    "session.choice.skip",
    "complaint.check_answers.yes",
    "session.choice.yes",
)
WITHDRAWN = (
    "track.choice.withdraw", "withdraw.asked_to_stop.no", "withdraw.confirm.stop", "session.choice.skip",
)  # fmt: skip
"""Which answer is pressed wherever it is offered, the first of them before the others."""


@pytest.fixture(scope="module")
def moving(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGateway]:
    """A gateway whose days this file alone moves on."""
    home = tmp_path_factory.mktemp("moving")
    copied(sqlite, home / "moving.sqlite")
    with real_gateway(home, f"sqlite:///{home / 'moving.sqlite'}") as running:
        yield running


class ByKeyboard:
    """Somebody without a mouse, in one language."""

    def __init__(self, page: Page, gateway: RealGateway, locale: str) -> None:
        self.page, self.locale = page, locale
        page.goto(f"{gateway.site.council_page}&locale={locale}")
        launch = self.said("widget.launch")
        for _ in range(NO_TRAP):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == launch:
                break
        page.keyboard.press("Enter")
        self.chat: Frame = chat_frame(page, gateway.site)
        self.chat.locator(".choices button").first.wait_for()
        page.keyboard.press("Tab")
        assert self.focused == self.said("widget.leave"), "the way out comes first"
        self.reach(lambda: self.chat.evaluate("document.activeElement.id") == "box", "Tab")

    def said(self, key: str) -> str:
        return wording().render(key, AGES, self.locale, "teen").text

    @property
    def focused(self) -> str:
        return str(self.chat.evaluate("(document.activeElement.innerText || '').trim()"))

    def reach(self, there: object, key: str) -> None:
        for _ in range(NO_TRAP):
            if there():  # type: ignore[operator]
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} never got there; focus is on {self.focused!r}")

    def answered(self, before: int) -> None:
        """The reply is in the one log, nothing is left in the status, focus is in the box."""
        expect(self.chat.locator(".send")).to_have_attribute("aria-disabled", "false")
        expect(self.chat.locator(".message")).not_to_have_count(before)
        assert self.chat.get_by_role("status").inner_text() == ""
        assert self.chat.evaluate("document.activeElement.id") == "box"

    def type(self, words: str) -> None:
        before = self.chat.locator(".message").count()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.answered(before)

    def press(self, *keys: str) -> str | None:
        """Press the first of these answers that is offered; which it was, or None if none is."""
        offered = [one.strip() for one in self.chat.locator(".choices button").all_inner_texts()]
        wanted = next((key for key in keys if self.said(key) in offered), None)
        if wanted is not None:
            before = self.chat.locator(".message").count()
            self.reach(lambda: self.focused == self.said(wanted), "Shift+Tab")
            self.page.keyboard.press("Enter")
            self.answered(before)
        return wanted

    def go(self, *keys: str) -> None:
        """Press on until none of these is offered."""
        for _ in range(NO_TRAP):
            if self.press(*keys) is None:
                return
        raise AssertionError("no end in sight")


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_all_four_journeys_by_keys_alone(page: Page, moving: RealGateway, locale: str) -> None:
    one = ByKeyboard(page, moving, locale)
    one.go(*MADE)
    one.type("my social worker never came")
    one.go(*MADE[1:])
    reference, key = one.chat.locator(".receipt dd").all_inner_texts()
    nodes = [role for role, _ in tree(page)]
    assert nodes.count("Iframe") == 1
    receipt = {"reference": reference, "key": key}

    def status() -> tuple[str, int]:
        case = page.request.post(f"{moving.site.chat}/api/cases/track", data=receipt).json()
        return case["status"], case["stage"]

    assert status() == ("open", 1)
    moving.built.clock.move(days=60)
    back = ByKeyboard(page, moving, locale)
    back.press("session.choice.track")
    back.type(reference)
    back.type(key)
    expect(back.chat.get_by_role("log")).to_contain_text(reference)
    back.go(*ESCALATED)
    assert status() == ("open", 2)

    again = ByKeyboard(page, moving, locale)
    again.press("session.choice.track")
    again.type(reference)
    again.type(key)
    again.go(*WITHDRAWN)
    assert status()[0] == "withdrawn"

    page.keyboard.press("Escape")
    expect(page.locator("body > div > button")).to_be_focused()

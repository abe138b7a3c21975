"""The case page in the real Chromium: assistive technology, the smallest screen, and paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import backend.api.casepage
from tests.acts.people import People
from tests.browser.visiting import looked_at
from tests.case_page.test_the_case_page import THREE, opened
from tests.staff.office import Office

STYLE = Path(backend.api.casepage.__file__).with_name("page.css")


@pytest.fixture
def pages(quick_office: Office) -> dict[str, str]:
    """The door with words that were not sent, and cases: refused with everything open, with a key, in Urdu,
    late, and at an end."""
    people = People(quick_office)
    person = people.complains(**THREE, desired_outcome="A coat.")
    person.does("/messages", {"text": "Please ring after school."})
    person.does("/information", {"text": "The hat too."})
    people.officer.post(f"/cases/{person.reference}/messages", {"text": "We will."})
    people.officer.records(person.reference, "acknowledged")
    browsing, page = opened(person, "child")
    form = page.form("/acts/withdraw")
    shown = {
        "a refusal": browsing.send(form, text="I am tired of it."),
        "a key": browsing.send(page.form("/case/access")),
    }
    shown["in another language, from the right"] = opened(people.complains(language="ur"), "teen")[1]
    late = people.complains()
    people.office.go_to("2026-05-04")
    shown["late, on to stage 2"] = opened(late)[1]
    people.officer.records(late.reference, "closed", reason="It is done.")
    shown["at its end"] = opened(late)[1]
    people.office.clock.move(hours=1)
    shown["the door"] = browsing.send(page.form("/acts/message"), text="A long story.")
    assert [page.status for page in shown.values()] == [422, 200, 200, 200, 200, 401]
    return {
        name: page.answer.text.replace('rel="stylesheet"', 'rel="alternate"').replace(
            "<details", "<details open"
        )
        for name, page in shown.items()
    }


def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, pages: dict[str, str]
) -> None:
    assert looked_at(browser, pages, STYLE) == {}


def test_on_paper_every_why_is_unfolded_and_no_form_is_left(browser: Browser, pages: dict[str, str]) -> None:
    page = browser.new_page()
    page.set_content(pages["a key"].replace("<details open", "<details"))
    page.add_style_tag(path=STYLE)
    page.emulate_media(media="print")
    whys = page.locator(".dates details > p:first-of-type")
    assert whys.count() > 0
    assert all(whys.nth(n).is_visible() for n in range(whys.count()))
    assert page.locator("form:visible").count() == 0
    page.close()

"""Privacy, accessibility, cookies, staying safe: whole in each voice, and honest on what is missing."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from backend.services import opening
from backend.wording import BANDS, HOME
from tests.installed import wording
from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing, Seen

PAGES = ("privacy", "accessibility", "cookies", "safe")
FILLED: dict[str, Any] = {
    "privacy": {
        "officer": ["An invented officer", "1 Invented Street"],
        "ground": "an invented <b>ground</b>",
    },
    "access": {"told": ["An invented team"], "reviewed_on": "2026-03-02"},
    "retention": {"years": 9, "basis": "an invented schedule"},
}


OTHERS = [tag for tag in wording().locales() if tag != HOME]
ENGLISH = re.compile(r'<span class="english" lang="en" dir="ltr">(.*?)</span>', re.DOTALL)


def said(key: str, band: str = "adult", **facts: object) -> str:
    return wording().render(f"about.{key}", facts, HOME, band).text


def page(
    office: Office, name: str, band: str = "adult", council: str = "rutland", locale: str = HOME
) -> Seen:
    asked = f"council={council}&age_band={band}&locale={locale}"
    return Browsing.anonymous(office).open(f"/about/{name}?{asked}")


@pytest.mark.parametrize("name", PAGES)
def test_each_is_whole_in_each_voice_with_the_way_out_and_help(quick_office: Office, name: str) -> None:
    for band in BANDS:
        for council in ("rutland", "atlantis"):
            seen = page(quick_office, name, band, council)
            assert (seen.status, seen.mistakes) == (200, [])
            assert said(f"{name}.title", band) in seen.text
            assert wording().render("widget.leave", {}, "en", band).text in seen.text
            assert 'href="tel:999"' in seen.answer.text
            assert "set-cookie" not in seen.answer.headers
            assert all(f"/about/{other}?" in seen.answer.text for other in PAGES)


def test_what_a_council_has_not_filled_in_is_said_and_made_up_by_nobody(quick_office: Office) -> None:
    for name in ("privacy", "accessibility"):
        assert said("not_filled_in") in page(quick_office, name).text
    assert said("privacy.case", years=6) in page(quick_office, "privacy").text


def test_what_a_council_filled_in_stands_there_as_text(quick_office: Office) -> None:
    opening.keep(quick_office.inst, "rutland", FILLED, "test")
    seen = page(quick_office, "privacy")
    assert "An invented officer" in seen.text
    assert "an invented &lt;b&gt;ground&lt;/b&gt;" in seen.answer.text
    assert said("privacy.case", years=9) in seen.text
    assert said("privacy.case_why", why="an invented schedule") in seen.text
    assert "An invented team" in page(quick_office, "accessibility").text
    assert "Monday 2 March 2026" in page(quick_office, "accessibility").text
    for name in ("privacy", "accessibility"):
        assert said("not_filled_in") not in page(quick_office, name).text
        assert said("not_filled_in") in page(quick_office, name, council="surrey").text


def test_they_are_linked_from_the_chat_the_plain_pages_and_the_case_page(quick_office: Office) -> None:
    for path in ("/chat?council=rutland", "/chat/plain?council=rutland", "/case"):
        html = Browsing.anonymous(quick_office).http.get(path).text
        assert {name for name in PAGES if re.search(rf'href="/about/{name}[?"]', html)} == set(PAGES), path


@pytest.mark.parametrize("locale", OTHERS)
def test_each_is_in_the_language_asked_for_and_says_that_a_machine_made_it(
    quick_office: Office, locale: str
) -> None:
    own = wording().render("about.to_start", {}, locale, "adult")
    for name in PAGES:
        seen = page(quick_office, name, locale=locale)
        html = unescape(seen.answer.text)
        assert seen.mistakes == []
        assert f'<html lang="{locale}" dir="{own.dir}">' in html
        assert wording().render("letters.machine_made", {}, locale, "adult").own in html
        assert f'<a href="/about/{name}?council=rutland&locale=en&age_band=adult" lang="en">' in html
        # What nobody may misunderstand stands there in both; nothing else of the page is English.
        shown = ENGLISH.sub("", html)
        told = [
            key for key in wording().entries() if key.startswith(("about.", "widget.help", "widget.leave"))
        ]
        for key in told:
            if not wording().facts(key) and key != "about.cookies.title":
                english = wording().render(key, {}, HOME, "adult").text
                assert f">{english}<" not in shown, key
    # The last of them is on staying safe.
    beside = {said("safe.leave"), wording().render("widget.help_danger", {}, HOME, "adult").text}
    assert beside <= set(ENGLISH.findall(html))


def test_in_english_nothing_is_marked_and_nothing_is_said_twice(quick_office: Office) -> None:
    for name in PAGES:
        html = page(quick_office, name).answer.text
        assert 'class="draft"' not in html
        assert 'class="english"' not in html


def astray(office: Office, path: str) -> Seen:
    """What a browser is shown that opens an address."""
    return Seen(office.http.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}))


@pytest.mark.parametrize(
    "path", ["/chatt", "/cases", "/about/nothing", "/Before", "/staffroom", "/chat?age_band=old"]
)
def test_who_mistypes_an_address_reads_a_page_with_the_way_back_and_whom_to_call(
    quick_office: Office, path: str
) -> None:
    seen = astray(quick_office, path)
    assert (seen.status, seen.mistakes) == (404, [])
    assert wording().render("plain.nothing_here.title", {}, HOME, "teen").text in seen.text
    for there in ('href="/chat/plain?', 'href="/case?', 'href="tel:999"'):
        assert there in seen.answer.text
    assert "<script" not in seen.answer.text
    beside = page(quick_office, "privacy").answer.headers
    for header in ("content-security-policy", "x-frame-options", "referrer-policy", "cache-control"):
        assert seen.answer.headers[header] == beside[header]


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/api/nothing", "text/html"), ("/widget/nothing.js", "text/html"), ("/chatt", "*/*")],
)
def test_a_program_that_mistypes_an_address_is_told_by_a_problem(
    quick_office: Office, path: str, accept: str
) -> None:
    answer = quick_office.http.get(path, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_the_page_for_a_mistyped_address_is_whole_in_every_language(quick_office: Office) -> None:
    for tag in OTHERS:
        seen = astray(quick_office, f"/chatt?locale={tag}")
        assert (seen.status, seen.mistakes) == (404, [])
        assert f'lang="{tag}"' in seen.answer.text

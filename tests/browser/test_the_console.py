"""The console's pages in the real Chromium: assistive technology, and the smallest screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

import backend.staff.console
from tests.staff.office import open_office
from tests.staff_pages.browsing import Browsing
from tests.staff_pages.test_the_console import every_page

STYLE = Path(backend.staff.console.__file__).with_name("pages.css")


@pytest.fixture(scope="module")
def pages(sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each page as it comes from the server; none has a program in it."""
    home = tmp_path_factory.mktemp("office")
    shutil.copy(sqlite, home / "office.sqlite")
    office = open_office(f"sqlite:///{home / 'office.sqlite'}", home)
    seen = every_page(office, Browsing.signed_in(office, "officer"))
    office.inst.store.close()
    return {name: page.answer.text for name, page in seen.items()}


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 256)])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, pages: dict[str, str], width: int, height: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    found = {}
    for name, html in pages.items():
        page.set_content(html.replace('rel="stylesheet"', 'rel="alternate"'))
        page.add_style_tag(path=STYLE)
        violations = Axe().run(page).response["violations"]  # type: ignore[arg-type]
        found[name] = [one["id"] for one in violations]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[name].append("wider than the screen")
    page.close()
    assert {name: ids for name, ids in found.items() if ids} == {}

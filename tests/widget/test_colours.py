"""Whatever colour a council names, words can be read in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.chat import colours
from backend.chat.colours import DARK, ENOUGH, LIGHT, Colour, contrast
from backend.chat.pages import HOME

INK = {"light": (0x22, 0x30, 0x2F), "dark": (0xF2, 0xED, 0xE4)}
CHANNEL = st.integers(0, 255)


def named(style: str) -> list[dict[str, Colour]]:
    """The colours of a style sheet: by day, by night."""
    return [
        {name: colours.read(digits) or (0, 0, 0) for name, digits in re.findall(r"--(\w+):#(\w+)", rule)}
        for rule in style.split("@media")
    ]


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_any_colour_becomes_one_that_can_be_read_by_day_and_by_night(colour: Colour) -> None:
    by_day, by_night = named(colours.style(colour))
    for found, papers, ink in ((by_day, LIGHT, INK["light"]), (by_night, DARK, INK["dark"])):
        assert all(contrast(found["accent"], behind) >= ENOUGH for behind in (*papers, found["mine"]))
        assert contrast(ink, found["mine"]) >= ENOUGH
    assert contrast((255, 255, 255), by_day["accent"]) >= ENOUGH
    assert contrast((0x10, 0x21, 0x1F), by_night["accent"]) >= ENOUGH


def test_a_colour_that_can_be_read_already_stays_as_it_is() -> None:
    assert "--accent:#7a1fa2" in colours.style((0x7A, 0x1F, 0xA2))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("text", [None, "", "red", "#7a1fa2", "7a1fa", "7a1fa2;}", "7a1fzz", "٧a1fa2"])
def test_what_is_no_colour_is_none(text: str | None) -> None:
    assert colours.read(text) is None


def test_the_papers_are_those_of_the_style_sheet() -> None:
    css = (HOME / "chat.css").read_text("utf-8")
    rules = re.findall(r"--paper: #(\w+);\s*--surface: #(\w+);\s*--ink: #(\w+);", css)
    assert [tuple(map(colours.read, rule)) for rule in rules[:2]] == [
        (*LIGHT, INK["light"]),
        (*DARK, INK["dark"]),
    ]

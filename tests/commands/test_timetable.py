"""`./heard deadlines` and `./heard timeline`: tables for staff, and a picture that can also be read."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from backend.timetable import main

STORY = """
council: surrey
as_of: 2026-04-20
happened_on: 2026-02-01
events:
  - {kind: stage1_responded, on: 2026-03-20}
  - {kind: received, on: 2026-03-02}
  - {kind: stage1_extended, on: 2026-03-10, reason: complex, until: 2026-03-24}
  - {kind: stage2_requested, on: 2026-03-24}
  - {kind: statement_agreed, on: 2026-04-10, signed: true}
"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.yml"
    file.write_text(STORY, encoding="utf-8")
    return file


def test_one_clock_is_a_table_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", "rutland", "stage1_response", "2026-04-02"]) == 0
    told = capsys.readouterr().out
    assert "2026-04-20" in told
    assert "03 Apr Good Friday, 06 Apr Easter Monday; 6 weekend days" in told
    assert "The date is Monday 20 April 2026." in told


def test_the_longest_and_the_corporate_lengths_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", "surrey", "stage2_response", "2024-08-29", "--extended"]) == 0
    assert "2024-11-28" in capsys.readouterr().out
    assert main(["deadlines", "somerset", "stage2_response", "2026-04-02", "--route", "corporate"]) == 0
    assert "2026-05-05" in capsys.readouterr().out


def test_a_whole_story_is_a_table_of_its_clocks_and_of_what_may_be_asked_for(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["timeline", str(story)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Surrey County Council, statutory, on 2026-04-20: stage 2, open")
    row = next(line for line in told.splitlines() if line.startswith("stage2_response"))
    assert "2026-05-18 (Ombudsman 2026-04-30)" in row
    assert "yes ask ombudsman" in told


def test_the_table_tells_the_first_date_and_how_many_days_were_on_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "story.yml"
    held = [
        "council: rutland",
        "as_of: 2026-04-20",
        "events:",
        "  - {kind: received, on: 2026-03-31}",
        "  - {kind: put_on_hold, on: 2026-04-08, reason: other}",
        "  - {kind: resumed, on: 2026-04-10}",
    ]
    file.write_text("\n".join(held), encoding="utf-8")
    assert main(["timeline", str(file)]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("stage1_response"))
    assert "2026-04-20 (first 2026-04-16)" in row
    assert "03 Apr Good Friday, 06 Apr Easter Monday; 2 days on hold; 6 weekend days" in row


def test_the_picture_has_a_title_a_description_of_everything_and_a_bar_for_each_clock(
    story: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.svg"
    assert main(["timeline", str(story), "--svg", str(out)]) == 0
    svg = ElementTree.parse(out).getroot()  # noqa: S314
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "title desc")
    title, told = svg.find(f"{SVG}title"), svg.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Surrey County Council: a complaint's stages and clocks"
    assert told is not None
    assert "Stage 2 response: running, 18 May 2026 (Ombudsman 30 Apr 2026)." in str(told.text)
    assert "Stage 1: 2 Mar 2026 to 24 Mar 2026. Stage 2: 24 Mar 2026 to 20 Apr 2026." in str(told.text)
    words = {text.text for text in svg.iter(f"{SVG}text")}
    assert {"stage 1", "stage 2", "stage 1 response", "met, 24 Mar 2026", "looked at 20 Apr 2026"} <= words
    bars = [float(bar.get("x", 0)) + float(bar.get("width", 0)) for bar in svg.iter(f"{SVG}rect")]
    assert max(bars) == 1080
    assert len(bars) == 1 + 2 + 7
    assert len(list(svg.iter(f"{SVG}path"))) == 2


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("[]", "the file needs council"),
        ("council: rutland\nevents: 7", "'events' is a list"),
        ("council: rutland\nevents: [7]", "an event is written"),
        ("council: atlantis\nevents: []", "no council has this id"),
        ("council: rutland\nwhen: 2026-01-01", "'when' is not a field"),
        ("council: rutland\nas_of: soon", "as_of: is a day"),
        ("council: rutland\nas_of: 1066-10-14", "2006-09-01"),
        ("council: rutland\nas_of: 2026-03-03\nevents: [{kind: received}]", "received: on: not a day"),
        (
            "council: rutland\nas_of: 2026-03-03\nevents: [{kind: stage1_responded, on: 2026-03-02}]",
            "not received yet",
        ),
        ("a: [", "is not YAML"),
    ],
)
def test_a_mistake_in_a_file_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], told: str, named: str
) -> None:
    file = tmp_path / "story.yml"
    file.write_text(told, encoding="utf-8")
    assert main(["timeline", str(file)]) == 1
    assert named in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["atlantis", "stage1_response", "2026-04-02"], "no council has this id"),
        (["rutland", "wizard", "2026-04-02"], "there are time_limit, acknowledgement"),
        (["rutland", "stage1_response", "tomorrow"], "written like 2026-03-31"),
        (["rutland", "stage1_response", "1066-10-14"], "2006-09-01"),
        (["rutland", "stage1_response", "2026-04-02", "--route", "corporate"], "gives no figures"),
    ],
)
def test_a_clock_nobody_can_count_is_one_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], named: str
) -> None:
    assert main(["deadlines", *words]) == 1
    assert named in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", str(tmp_path / "none.yml")]) == 1
    assert "none.yml" in capsys.readouterr().err

"""The long checks themselves: what is measured is what the table says, and a goal missed is said."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from backend.cases.timeline import timeline
from backend.deadlines.calendar import england_and_wales
from bench import mutants
from bench.chart import Panel, chart
from bench.figures import Figure, report
from bench.law import LIFE, ON_TIME

from ..installed import procedures


def test_the_life_that_is_timed_has_thirty_events_and_goes_through_every_stage() -> None:
    terms = procedures().in_force("surrey", "statutory", LIFE[0].on)
    found = timeline(LIFE, terms, england_and_wales(), date(2026, 9, 2))
    assert (len(LIFE), found.stage, found.status) == (30, 3, "with_ombudsman")
    assert len(ON_TIME) == 30


def test_a_goal_that_is_missed_is_said_to_be_missed() -> None:
    told = report("Speed", "seconds", [Figure("a", "2", "1", "2", True), Figure("b", "1", "1", "2", False)])
    assert "| a | 2 | 1 | 2 | yes |" in told
    assert "| b | 1 | 1 | 2 | **no** |" in told


def test_a_change_turns_one_place_and_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text("def late(n, on):\n    return not on and n < 3\n", encoding="utf-8")
    seen = {place: mutants.changed(file, place).splitlines()[1].strip() for place in range(4)}
    assert seen == {
        0: "return on and n < 3",
        1: "return not on and n < 4",
        2: "return not on and n <= 3",
        3: "return not on or n < 3",
    }


def test_every_operator_and_constant_of_the_law_is_found() -> None:
    found = list(mutants.mutants(["deadlines"]))
    assert len(found) > 80
    assert {one.module for one in found} >= {"backend.deadlines.reckon", "backend.deadlines.calendar"}


def test_a_place_knows_the_function_it_is_in_and_a_default_is_in_none(tmp_path: Path) -> None:
    file = tmp_path / "planted.py"
    file.write_text(
        "N = 1\nclass A:\n    def b(self, n=2):\n        return lambda: n + 3\n", encoding="utf-8"
    )
    turned = mutants._Turn()
    turned.visit(ast.parse(file.read_text(encoding="utf-8")))
    assert [(line, function) for line, _, function in turned.found] == [
        (1, None),
        (3, None),
        (4, "A.b"),
        (4, "A.b"),
    ]


def test_a_chart_holds_every_figure_it_is_given_and_stands_alone_where_there_is_no_other() -> None:
    panels = [Panel("messages a <second>", ("1", "8"), (37.2, 57.0), (26.4,))]
    picture = ElementTree.fromstring(chart(panels, "ours", "stock"))  # noqa: S314 - our own
    words = [found.text for found in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["messages a <second>", "37", "26", "1", "57", "8", "ours", "stock"]
    ground, *bars_and_key = picture.iter("{http://www.w3.org/2000/svg}rect")
    assert len(bars_and_key) == 3 + 2
    assert ground.get("fill") == "white"

"""Each point of a complaint stands by itself: open, held, withdrawn or answered."""

from __future__ import annotations

import pytest

from backend.cases.events import Event
from backend.cases.points import THE_WHOLE, points

from .building import day

RECEIVED = Event("received", day("2 Mar"), {"points": ["a", "b"]})


def test_a_story_told_whole_is_one_point() -> None:
    assert [tuple(point) for point in points([Event("received", day("2 Mar"))])] == [
        (THE_WHOLE, "open", None)
    ]


# what happened after two points were received, and how each stands then
STANDINGS = [
    ([], {"a": "open", "b": "open"}),
    ([("withdrawn", {"points": ["a"]})], {"a": "withdrawn", "b": "open"}),
    ([("withdrawn", {})], {"a": "open", "b": "open"}),
    ([("withdrawn", {"points": ["a"]}), ("reinstated", {"points": ["a"]})], {"a": "open", "b": "open"}),
    ([("withdrawn", {"points": ["a"]}), ("reinstated", {})], {"a": "open", "b": "open"}),
    ([("withdrawn", {"points": ["nobody's"]})], {"a": "open", "b": "open"}),
    ([("reinstated", {"points": ["nobody's"]})], {"a": "open", "b": "open"}),
    (
        [
            ("stage1_responded", {"outcomes": [{"point": "a", "outcome": "upheld"}]}),
            ("reinstated", {"points": ["a"]}),
        ],
        {"a": "answered", "b": "open"},
    ),
    (
        [("stage1_responded", {"outcomes": [{"point": "a", "outcome": "sent to a meeting"}]})],
        {"a": "open", "b": "open"},
    ),
    ([("put_on_hold", {"reason": "safeguarding", "points": ["b"]})], {"a": "open", "b": "on_hold"}),
    (
        [("put_on_hold", {"reason": "safeguarding", "points": ["b"]}), ("resumed", {})],
        {"a": "open", "b": "open"},
    ),
    (
        [("stage1_responded", {"outcomes": [{"point": "a", "outcome": "upheld"}]})],
        {"a": "answered", "b": "open"},
    ),
    (
        [
            ("stage1_responded", {"outcomes": [{"point": x, "outcome": "not_upheld"} for x in "ab"]}),
            ("stage2_requested", {"points": ["b"]}),
        ],
        {"a": "answered", "b": "open"},
    ),
    (
        [
            ("stage1_responded", {"outcomes": [{"point": x, "outcome": "not_upheld"} for x in "ab"]}),
            ("stage2_requested", {}),
        ],
        {"a": "open", "b": "open"},
    ),
]


@pytest.mark.parametrize(("happened", "stand"), STANDINGS)
def test_each_point_stands_by_itself(happened: list[tuple[str, dict]], stand: dict[str, str]) -> None:
    events = [RECEIVED, *(Event(kind, day("5 Mar"), data) for kind, data in happened)]
    assert {point.id: point.status for point in points(events)} == stand


def test_the_newest_outcome_stands() -> None:
    first = Event("stage1_responded", day("5 Mar"), {"outcomes": [{"point": "a", "outcome": "not_upheld"}]})
    asked = Event("stage2_requested", day("6 Mar"))
    second = Event("stage2_responded", day("9 Mar"), {"outcomes": [{"point": "a", "outcome": "upheld"}]})
    assert points([RECEIVED, first, asked])[0] == ("a", "open", "not_upheld")
    assert points([RECEIVED, first, asked, second])[0] == ("a", "answered", "upheld")

"""The figures that `./heard nlu` prints, on sets small enough to reckon by hand."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from launch.drawing import matrix
from launch.scoring import (
    Asked,
    Heard,
    Pair,
    accuracy,
    asked_report,
    beside,
    calibration_error,
    confusions,
    f1,
    harm_report,
    macro_f1,
    rejected,
    report,
)

PAIRS = [
    Pair("greet", "greet", 0.95),
    Pair("greet", "thanks", 0.55),
    Pair("thanks", "thanks", 0.95),
    Pair("make_complaint", "say_what_happened", 0.75),
    Pair("out_of_scope", "nlu_fallback", 0.15),
    Pair("out_of_scope", "greet", 0.35),
]


def test_a_grievance_taken_for_a_wish_to_complain_counts_half() -> None:
    assert accuracy(PAIRS) == pytest.approx((1 + 1 + 0.5) / 6)
    assert accuracy([Pair("say_what_happened", "make_complaint", 1)]) == 0.5
    assert accuracy([Pair("say_what_happened", "greet", 1)]) == 0


def test_f1_weighs_what_was_missed_and_what_was_wrongly_found() -> None:
    assert f1(PAIRS) == pytest.approx({"greet": 0.5, "make_complaint": 0, "out_of_scope": 0, "thanks": 2 / 3})
    assert macro_f1(PAIRS) == pytest.approx((0.5 + 2 / 3) / 4)


def test_not_understood_is_one_way_of_rejecting_what_is_out_of_scope() -> None:
    assert rejected(PAIRS) == 0.5
    assert rejected([Pair("out_of_scope", "out_of_scope", 1)]) == 1
    assert rejected([Pair("greet", "greet", 1)]) == 0


def test_calibration_is_how_far_confidence_lies_from_being_right() -> None:
    sure_and_right = [Pair("greet", "greet", 1.0)] * 4
    assert calibration_error(sure_and_right) == 0
    half_right = [Pair("greet", "greet", 0.75), Pair("greet", "thanks", 0.75)]
    assert calibration_error(half_right) == pytest.approx(0.25)


def test_the_commonest_confusions_come_first_and_names_decide_between_equals() -> None:
    pairs = [*PAIRS, Pair("thanks", "greet", 0.5), Pair("thanks", "greet", 0.5)]
    assert confusions(pairs, 2) == [("thanks", "greet", 2), ("greet", "thanks", 1)]


def test_a_report_names_every_intent() -> None:
    lines = "\n".join(report(PAIRS))
    assert {pair.meant for pair in PAIRS} <= set(lines.split())


def test_harm_is_reported_by_tier_and_by_the_first_word_of_its_kind() -> None:
    heard = [
        Heard("urgent", "plain", "urgent"),
        Heard("urgent", "plain, misspelt", "none"),
        Heard("concern", "oblique", "concern"),
        Heard("none", "idiom", "none"),
    ]
    lines = [line.split() for line in harm_report(heard) if line]
    assert ["urgent", "2", "urgent", "1", "50.0%", "concern", "0", "0.0%", "none", "1", "50.0%"] in lines
    assert [line[0] for line in lines] == ["urgent", "plain", "concern", "oblique", "none", "idiom"]


def test_the_picture_has_a_cell_for_each_pair_that_came_up_and_names_it() -> None:
    picture = ElementTree.fromstring(matrix(PAIRS))  # noqa: S314 - drawn above
    titles = {title.text for title in picture.iter("{http://www.w3.org/2000/svg}title")}
    assert titles == {
        "greet as greet: 1 of 2",
        "greet as thanks: 1 of 2",
        "thanks as thanks: 1 of 1",
        "make_complaint as say_what_happened: 1 of 1",
        "out_of_scope as nlu_fallback: 1 of 2",
        "out_of_scope as greet: 1 of 2",
    }


def test_beside_another_model_better_is_more_right_and_less_amiss() -> None:
    worse = [pair._replace(understood="affirm", confidence=1.0) for pair in PAIRS]
    lines = {line[:24].strip(): line[24:].split() for line in beside(PAIRS, worse)[1:]}
    assert [float(figure) for figure in lines["accuracy"]] == [0.4167, 0.0, 41.7]
    assert float(lines["calibration error"][2]) > 0


def test_what_is_asked_is_scored_apart_from_what_asks_nothing() -> None:
    asked = [
        Asked(["cost"], "cost"),
        Asked(["cost", "lawyer"], "lawyer"),
        Asked(["copy"], "none"),
        Asked(["copy"], ""),
        Asked(["copy"], "cost"),
        Asked(["unknown"], "copy"),
        Asked(["none"], "none"),
        Asked(["none"], "copy"),
    ]
    figures = [line.split()[-1] for line in asked_report(asked)]
    assert figures == ["5", "0.400", "0.200", "0.200", "0.200", "2", "0.500"]

"""Where a complaint from the chat goes when it is sent: by the rules, and never to nowhere."""

from __future__ import annotations

from datetime import date

import pytest

from backend.procedures import load
from backend.services.advising import Placed, place

TODAY = date(2026, 11, 20)
IN_CARE = {"role": "young_person", "relationship": "self"}
HIS_GRAN = {"role": "other", "relationship": "grandparent", "child_agrees": "not_asked"}
AND_HIS_BROTHER = {"about_whom": "both", "relationship": "sibling", "child_agrees": "not_asked"}
HER_ADVOCATE = {"role": "advocate", "relationship": "advocate"}


def _placed(answers: dict[str, object], council: str = "rutland") -> Placed:
    return place(load(), council, TODAY, answers)


@pytest.mark.parametrize(
    ("answers", "route", "asks_council"),
    [
        (IN_CARE, "statutory", False),
        (IN_CARE | {"about": "other"}, "statutory", False),
        (IN_CARE | {"about": "staff", "what_happened": "she was rude. the ehcp is late"}, "statutory", False),
        (IN_CARE | {"about": "ehcp"}, "outside", True),
        (IN_CARE | AND_HIS_BROTHER, "statutory", False),
        (HIS_GRAN, "statutory", True),
        (HIS_GRAN | {"about_whom": "both"}, "statutory", True),
        (HER_ADVOCATE | {"child_agrees": "yes"}, "statutory", False),
        (HER_ADVOCATE | {"child_agrees": "not_asked"}, "statutory", False),
        (HER_ADVOCATE | {"child_agrees": "no"}, "statutory", True),
        ({"role": "other", "relationship": "professional", "child_agrees": "not_asked"}, "outside", True),
        ({"role": "parent", "relationship": "parent", "child_agrees": "no"}, "statutory", False),
        (IN_CARE | {"when_happened": {"from": "2024-01-01", "to": "2024-01-01"}}, "statutory", True),
    ],
)
def test_it_goes_by_the_rules(answers: dict[str, object], route: str, asks_council: bool) -> None:
    placed = _placed(answers)
    assert placed.route == route
    assert (placed.advised.get("outcome") == "ask_council") is asks_council


def test_the_general_procedure_is_taken_only_where_the_council_gives_its_figures() -> None:
    late_plan = IN_CARE | {"about": "ehcp_delay"}
    assert _placed(late_plan, "somerset").route == "corporate"
    assert _placed(late_plan, "rutland").route == "statutory"


def test_the_rules_and_the_parts_for_others_are_noted_for_the_council() -> None:
    placed = _placed(IN_CARE | {"about": "staff", "what_happened": "the ehcp is late too"})
    assert placed.advised == {"rules": ["E02", "S01", "S07"], "also_about": ["ehcp_delay"]}

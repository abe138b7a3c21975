"""`POST /api/eligibility`: advice with reasons and a next step, whoever asks about whatever."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from backend.eligibility.question import ABOUT, RELATIONSHIPS, ROLES
from tests.api.conftest import Law

EMMA = {"council": "rutland", "role": "young_person", "child_is": "looked_after", "about": "move"}
PARENT = {"council": "surrey", "role": "parent", "child_is": "in_need", "about": "assessment"}


def test_a_young_person_in_care_is_accepted_and_told_why(law: Law) -> None:
    advice = law.ask("/api/eligibility", EMMA)
    assert set(advice) == {"route", "outcome", "reasons", "next_steps", "advocacy_right"}
    assert (advice["route"], advice["outcome"], advice["advocacy_right"]) == ("statutory", "accept", True)
    first = advice["reasons"][0]
    assert set(first) == {"rule", "text", "source"}
    assert (first["rule"], first["source"]["citation"]) == ("E01", "Children Act 1989, section 26(3)(a)")
    assert first["text"] == "You are in care, so you can complain at any age."
    assert advice["next_steps"][0] == "You can make your complaint here."


def test_a_parent_needs_no_childs_consent_to_complain_in_their_own_right(law: Law) -> None:
    advice = law.ask("/api/eligibility", {**PARENT, "child_agrees": "not_asked"})
    assert (advice["outcome"], advice["advocacy_right"]) == ("accept", False)


def test_a_parent_whose_child_objects_is_still_accepted(law: Law) -> None:
    assert law.ask("/api/eligibility", {**PARENT, "child_agrees": "no"})["outcome"] == "accept"


def test_somebody_who_speaks_for_a_child_needs_the_childs_agreement(law: Law) -> None:
    asked = {**EMMA, "role": "advocate", "relationship": "advocate", "child_agrees": "not_asked"}
    assert law.ask("/api/eligibility", asked)["outcome"] == "accept_with_consent"
    assert law.ask("/api/eligibility", {**asked, "child_agrees": "yes"})["outcome"] == "accept"


def test_harm_comes_first(law: Law) -> None:
    advice = law.ask("/api/eligibility", {**EMMA, "risk_of_harm": True})
    assert (advice["outcome"], advice["reasons"][0]["rule"]) == ("safeguarding_first", "E00")


@pytest.mark.parametrize(
    ("happened_on", "outcome"), [("2025-03-31", "accept"), ("2025-03-30", "ask_council")]
)
def test_a_year_and_its_last_day_are_in_time_and_after_that_the_council_decides(
    law: Law, happened_on: str, outcome: str
) -> None:
    advice = law.ask("/api/eligibility", {**EMMA, "happened_on": happened_on})
    assert advice["outcome"] == outcome


def test_the_day_asked_about_may_be_another_than_today(law: Law) -> None:
    asked = {**EMMA, "happened_on": "2024-01-10"}
    assert law.ask("/api/eligibility", {**asked, "as_of": "2025-01-10"})["outcome"] == "accept"
    late = law.ask("/api/eligibility", {**asked, "as_of": "2025-01-11"})
    assert "Friday 10 January 2025" in late["reasons"][-1]["text"]


def test_proceedings_about_the_same_are_for_the_council_to_weigh(law: Law) -> None:
    beside = {"kind": "court", "ongoing": True, "same_matter": "yes"}
    advice = law.ask("/api/eligibility", {**EMMA, "proceedings": [beside]})
    assert (advice["outcome"], advice["reasons"][-1]["rule"]) == ("ask_council", "P01")


def test_a_complaint_through_every_stage_goes_to_the_ombudsman(law: Law) -> None:
    advice = law.ask("/api/eligibility", {**EMMA, "already_exhausted": True})
    assert (advice["route"], advice["outcome"]) == ("outside", "redirect")
    assert "Ombudsman" in advice["next_steps"][0]


def test_a_list_is_split_and_each_part_has_the_shape_of_one(law: Law) -> None:
    parts = law.ask("/api/eligibility", {**PARENT, "about": ["ehcp", "short_breaks"]})["parts"]
    assert [(part["route"], part["outcome"]) for part in parts] == [
        ("outside", "redirect"),
        ("statutory", "accept"),
    ]
    assert parts[1] == law.ask("/api/eligibility", {**PARENT, "about": "short_breaks"})
    assert len(law.ask("/api/eligibility", {**PARENT, "about": ["ehcp"]})["parts"]) == 1


def test_no_answer_is_a_dead_end_whoever_asks_about_whatever(law: Law) -> None:
    for role, relationship in itertools.product(ROLES, RELATIONSHIPS):
        asked: dict[str, Any] = {**PARENT, "role": role, "relationship": relationship, "about": list(ABOUT)}
        parts = law.ask("/api/eligibility", asked)["parts"]
        assert len(parts) == len(ABOUT)
        for part in parts:
            assert part["reasons"]
            assert part["next_steps"]
            assert all(reason["source"]["citation"] for reason in part["reasons"])


@pytest.mark.parametrize("council", ["england", "somerset", "surrey", "bexley", "sefton", "rutland"])
@pytest.mark.parametrize("age_band", ["child", "teen", "adult"])
def test_every_council_answers_in_every_voice(law: Law, council: str, age_band: str) -> None:
    advice = law.ask("/api/eligibility", {**EMMA, "council": council}, age_band=age_band, locale="en-GB")
    assert advice["outcome"] == "accept"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"council": "atlantis"}, "council"),
        ({"role": "wizard"}, "role"),
        ({"relationship": "wizard"}, "relationship"),
        ({"child_is": "wizard"}, "child_is"),
        ({"child_agrees": "wizard"}, "child_agrees"),
        ({"about": "wizard"}, "about"),
        ({"about": []}, "about"),
        ({"about": ["move", "wizard"]}, "about"),
        ({"about": None}, "about"),
        ({"happened_on": "yesterday"}, "happened_on"),
        ({"happened_on": 0}, "happened_on"),
        ({"happened_on": "2026-02-30"}, "happened_on"),
        ({"happened_on": "2026-04-01"}, "happened_on"),
        ({"knew_on": "9999-12-31"}, "knew_on"),
        ({"happened_on": "1066-10-14"}, "1940-01-01"),
        ({"as_of": "1066-10-14"}, "as_of"),
        ({"as_of": "9999-12-31"}, "as_of"),
        ({"proceedings": [{"kind": "duel", "ongoing": True, "same_matter": "no"}]}, "proceedings.0.kind"),
        ({"proceedings": [{"kind": "court", "ongoing": True}]}, "proceedings.0.same_matter"),
        (
            {
                "proceedings": [
                    {"kind": "court", "ongoing": False, "same_matter": "yes", "ended_on": "2027-01-01"}
                ]
            },
            "proceedings.0.ended_on",
        ),
        ({"risk_of_harm": "perhaps"}, "risk_of_harm"),
        ({"wizard": True}, "not one of ours"),
    ],
)
def test_a_question_nobody_can_answer_is_told_which_field_to_mend(
    law: Law, wrong: dict[str, Any], named: str
) -> None:
    detail = law.refusal("/api/eligibility", {**EMMA, **wrong})
    assert named in detail
    assert "wizard" not in detail


def test_what_is_needed_is_named(law: Law) -> None:
    detail = law.refusal("/api/eligibility", {})
    assert [name in detail for name in ("council", "role", "about")] == [True, True, True]


def test_an_unknown_language_is_told_which_there_are(law: Law) -> None:
    assert "en" in law.refusal("/api/eligibility", EMMA, locale="tlh")
    law.refusal("/api/eligibility", EMMA, age_band="elder")

"""What is advised, and in which words: the tests of a complaint one by one, and the whole of an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backend.cases.terms import Clock, Terms
from backend.deadlines.period import Period
from backend.eligibility import Facts, Proceedings, advise, advise_each
from backend.eligibility.advice import WORDING
from backend.eligibility.rules import PEOPLE, SOURCES, SUBJECTS
from backend.source import Source

TODAY = date(2026, 3, 31)
LIMIT = Clock(
    "time_limit",
    Period(12, "months"),
    ("grounds",),
    ("received",),
    "complainant",
    "statutory",
    Source("regulation 9"),
)
TERMS = Terms("england", "England", "statutory", {"time_limit": LIMIT}, {}, "request")

CONSENT, ASK = "accept_with_consent", "ask_council"

# who, relationship, child, agreement, about, the rule, the route, the outcome, an advocate by right
SAID = [
    ("young_person", None, "looked_after", None, "placement", "E01", "statutory", "accept", True),
    ("young_person", "self", "in_need", None, "short_breaks", "E02", "statutory", "accept", True),
    ("young_person", "self", "might_be_in_need", None, "support_refused", "E02", "statutory", "accept", True),
    ("young_person", None, None, None, "staff", "E02", "statutory", "accept", True),
    ("care_leaver", None, None, None, "leaving_care", "E03", "statutory", "accept", True),
    ("young_person", "self", "care_leaver", None, "money", "E03", "statutory", "accept", True),
    ("parent", None, "looked_after", "not_asked", "family_contact", "E04", "statutory", "accept", False),
    ("parent", "parent", "in_need", "no", "assessment", "E04", "statutory", "accept", False),
    (
        "parent",
        "holds_parental_responsibility",
        "in_need",
        None,
        "decision",
        "E05",
        "statutory",
        "accept",
        False,
    ),
    ("carer", "foster_carer", "looked_after", None, "communication", "E06", "statutory", "accept", False),
    ("carer", "kinship_carer", "looked_after", None, "money", "E06", "statutory", "accept", False),
    ("carer", "kinship_carer", "in_need", None, "money", "E10", "statutory", ASK, False),
    (
        "carer",
        "special_guardian",
        "under_special_guardianship",
        None,
        "special_guardianship",
        "E07",
        "statutory",
        "accept",
        False,
    ),
    (
        "carer",
        "special_guardian",
        "under_special_guardianship",
        None,
        "staff",
        "E05",
        "statutory",
        "accept",
        False,
    ),
    ("carer", None, "looked_after", None, "staff", "E10", "statutory", ASK, False),
    ("parent", "adopter", "adopted", None, "adoption", "E08", "statutory", "accept", False),
    ("other", "adopted_person", "adopted", None, "adoption", "E08", "statutory", "accept", False),
    ("other", "birth_relative", "adopted", None, "adoption", "E08", "statutory", "accept", False),
    ("advocate", None, "looked_after", "yes", "move", "E09", "statutory", "accept", True),
    ("advocate", None, "looked_after", "not_asked", "move", "E09", "statutory", CONSENT, True),
    ("advocate", None, "looked_after", "no", "move", "E09", "statutory", ASK, True),
    (
        "advocate",
        "professional",
        "looked_after",
        None,
        "move",
        "E09",
        "statutory",
        "accept_with_consent",
        True,
    ),
    ("advocate", None, "care_leaver", "dont_know", "money", "E11", "statutory", CONSENT, True),
    (
        "other",
        "grandparent",
        "looked_after",
        None,
        "family_contact",
        "E10",
        "statutory",
        "ask_council",
        False,
    ),
    ("other", "grandparent", "looked_after", "yes", "family_contact", "E09", "statutory", "accept", True),
    ("other", "professional", "looked_after", None, "placement", "E12", "outside", "redirect", False),
    ("other", "council_staff", None, None, "own_employment", "S12", "outside", "redirect", False),
    ("parent", None, "has_died", None, "staff", "E15", "statutory", ASK, False),
    # What it is about.
    ("parent", None, "in_need", None, "section_47", "S03", "outside", "redirect", False),
    ("parent", None, "in_need", None, "conference", "S04", "outside", "redirect", False),
    ("parent", None, "looked_after", None, "court_order", "E04", "statutory", "accept", False),
    ("parent", None, "looked_after", None, "court_evidence", "S05", "outside", "redirect", False),
    ("parent", None, "in_need", None, "ehcp", "S06", "outside", "redirect", False),
    ("parent", None, "in_need", None, "ehcp_delay", "S07", "corporate", "redirect", False),
    ("carer", "foster_carer", "looked_after", None, "own_approval", "S08", "outside", "redirect", False),
    ("young_person", None, "looked_after", None, "allegation", "S09", "outside", "redirect", False),
    ("young_person", None, "looked_after", None, "data", "S10", "outside", "redirect", False),
    ("young_person", None, "looked_after", None, "provider", "S11", "outside", "redirect", False),
    ("parent", None, "in_need", None, "school", "S13", "corporate", "redirect", False),
    ("parent", None, "in_need", None, "other_body", "S14", "outside", "redirect", False),
    ("young_person", None, "looked_after", None, "other", "E01", "statutory", ASK, True),
]


@pytest.mark.parametrize(
    ("role", "relationship", "child_is", "agrees", "about", "rule", "route", "outcome", "advocate"), SAID
)
def test_the_advice_is_what_the_table_says(
    role: str,
    relationship: str | None,
    child_is: str | None,
    agrees: str | None,
    about: str,
    rule: str,
    route: str,
    outcome: str,
    advocate: bool,
) -> None:
    advice = advise(Facts(role, about, relationship, child_is, agrees), TERMS, TODAY)  # type: ignore[arg-type]
    assert advice.reasons[0].rule == rule
    assert (advice.route, advice.outcome, advice.advocacy_right) == (route, outcome, advocate)


ASKED = "send_and_council_decides refusal_in_writing ombudsman"
D = date.fromisoformat


def beside(**more: object) -> tuple[Proceedings]:
    return (Proceedings("court", **more),)  # type: ignore[arg-type]


# who, more that is said; route, outcome and "+" for an advocate by right; the rules; what next
WHOLE = [
    ("child", {}, "statutory accept +", "E01 S01", "make_complaint ask_for_advocate"),
    (
        "child",
        {"child_agrees": "no"},
        "statutory accept +",
        "E01 S01",
        "make_complaint ask_for_advocate",
    ),
    (
        "child",
        {"anonymous": True},
        "statutory ask_council +",
        "E01 S01 E14",
        f"say_who_you_are {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"about": "other"},
        "statutory ask_council +",
        "E01 S17",
        f"{ASKED} ask_for_advocate",
    ),
    ("parent", {}, "statutory accept -", "E04 S01", "make_complaint"),
    ("parent", {"child_agrees": "yes"}, "statutory accept -", "E04 S01", "make_complaint"),
    ("parent", {"child_agrees": "no"}, "statutory accept -", "E04 S01 E04.child_objects", "make_complaint"),
    (
        "parent",
        {"about": "court_order"},
        "statutory accept -",
        "E04 S02",
        "make_complaint court_for_its_own_decision",
    ),
    ("parent", {"child_is": "has_died"}, "statutory ask_council -", "E15 S01", ASKED),
    ("parent", {"child_is": "has_died", "child_agrees": "no"}, "statutory ask_council -", "E15 S01", ASKED),
    ("grandparent", {}, "statutory ask_council -", "E10 S01", ASKED),
    ("grandparent", {"child_agrees": "no"}, "statutory ask_council -", "E10 S01", ASKED),
    (
        "grandparent",
        {"child_agrees": "yes"},
        "statutory accept +",
        "E09 S01",
        "make_complaint ask_for_advocate",
    ),
    (
        "advocate",
        {"child_agrees": "yes"},
        "statutory accept +",
        "E09 S01",
        "make_complaint ask_for_advocate",
    ),
    ("advocate", {}, "statutory accept_with_consent +", "E09 S01", "ask_the_child ask_for_advocate"),
    (
        "advocate",
        {"child_is": "care_leaver", "child_agrees": "dont_know"},
        "statutory accept_with_consent +",
        "E11 S01",
        "ask_the_adult ask_for_advocate",
    ),
    (
        "advocate",
        {"child_agrees": "no"},
        "statutory ask_council +",
        "E09 S01",
        f"ask_the_child {ASKED} ask_for_advocate",
    ),
    (
        "advocate",
        {"anonymous": True},
        "statutory ask_council +",
        "E09 S01 E14",
        f"ask_the_child say_who_you_are {ASKED} ask_for_advocate",
    ),
    ("professional", {}, "outside redirect -", "E12", "partnership_escalation emergency_numbers"),
    ("parent", {"about": "section_47"}, "outside redirect -", "S03", "workers_conduct_here ombudsman"),
    (
        "parent",
        {"about": "ehcp_delay"},
        "corporate redirect -",
        "S07",
        "corporate_complaint social_care_part_here ombudsman",
    ),
    # A complaint that went through every stage is the Ombudsman's.
    ("child", {"already_exhausted": True}, "outside redirect -", "X01", "ombudsman"),
    # Harm comes first, and what was to be said is said after it.
    (
        "child",
        {"risk_of_harm": True},
        "statutory safeguarding_first +",
        "E00 E01 S01",
        "get_help_now make_complaint ask_for_advocate",
    ),
    (
        "child",
        {"risk_of_harm": True, "about": "allegation"},
        "outside safeguarding_first -",
        "E00 S09",
        "get_help_now designated_officer emergency_numbers",
    ),
    # In time to the day, late, and what is said for a late one.
    (
        "child",
        {"happened_on": D("2025-03-31")},
        "statutory accept +",
        "E01 S01",
        "make_complaint ask_for_advocate",
    ),
    (
        "child",
        {"happened_on": D("2025-03-30")},
        "statutory ask_council +",
        "E01 S01 T01=2026-03-30",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"happened_on": D("2024-01-01"), "knew_on": D("2025-03-31")},
        "statutory ask_council +",
        "E01 S01 T02=2025-01-01",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"happened_on": D("2024-01-01"), "knew_on": D("2025-03-30")},
        "statutory ask_council +",
        "E01 S01 T01=2025-01-01",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"knew_on": D("2025-03-31")},
        "statutory accept +",
        "E01 S01",
        "make_complaint ask_for_advocate",
    ),
    (
        "child",
        {"knew_on": D("2025-03-30")},
        "statutory ask_council +",
        "E01 S01 T01=2026-03-30",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    # Proceedings: a year again from their end, if it is the same matter; weighed while they go on.
    (
        "child",
        {"happened_on": D("2022-01-01"), "proceedings": beside(ongoing=False, ended_on=D("2025-03-31"))},
        "statutory accept +",
        "E01 S01 P02=2026-03-31",
        "make_complaint ask_for_advocate",
    ),
    (
        "child",
        {"happened_on": D("2022-01-01"), "proceedings": beside(ongoing=False, ended_on=D("2025-03-30"))},
        "statutory ask_council +",
        "E01 S01 T01=2023-01-01",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {
            "happened_on": D("2022-01-01"),
            "proceedings": beside(ongoing=False, ended_on=D("2025-03-31"), same_matter="no"),
        },
        "statutory ask_council +",
        "E01 S01 T01=2023-01-01",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"happened_on": D("2022-01-01"), "proceedings": beside(ongoing=False)},
        "statutory ask_council +",
        "E01 S01 T01=2023-01-01",
        f"say_why_late {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"proceedings": beside(ongoing=True)},
        "statutory ask_council +",
        "E01 S01 P01",
        f"say_what_proceedings {ASKED} ask_for_advocate",
    ),
    (
        "child",
        {"proceedings": beside(ongoing=True, same_matter="no")},
        "statutory accept +",
        "E01 S01",
        "make_complaint ask_for_advocate",
    ),
    (
        "child",
        {"proceedings": beside(ongoing=False, same_matter="yes")},
        "statutory accept +",
        "E01 S01",
        "make_complaint ask_for_advocate",
    ),
]

WHO = {
    "child": Facts("young_person", "placement", child_is="looked_after"),
    "parent": Facts("parent", "assessment", child_is="in_need"),
    "grandparent": Facts("other", "family_contact", "grandparent", "looked_after"),
    "advocate": Facts("advocate", "move", child_is="looked_after"),
    "professional": Facts("other", "placement", "professional", "looked_after"),
}


@pytest.mark.parametrize(("who", "more", "goes", "rules", "steps"), WHOLE)
def test_the_whole_of_the_advice_is_what_the_table_says(
    who: str, more: dict[str, object], goes: str, rules: str, steps: str
) -> None:
    advice = advise(replace(WHO[who], **more), TERMS, TODAY)  # type: ignore[arg-type]
    found = [
        "=".join((reason.rule, *(str(day) for day in reason.say.facts.values()))) for reason in advice.reasons
    ]
    assert f"{advice.route} {advice.outcome} {'+' if advice.advocacy_right else '-'}" == goes
    assert " ".join(found) == rules
    assert " ".join(step.key.removeprefix("eligibility.next.") for step in advice.next_steps) == steps


def child(**more: object) -> Facts:
    return replace(WHO["child"], **more)  # type: ignore[arg-type]


def test_the_limit_is_the_councils_own_or_a_year_where_none_is_stated() -> None:
    without = Terms("england", "England", "statutory", {}, {}, "request")
    assert advise(child(happened_on=date(2025, 3, 31)), without, TODAY).outcome == "accept"
    assert advise(child(happened_on=date(2025, 3, 30)), without, TODAY).outcome == "ask_council"
    longer = replace(TERMS, clocks={"time_limit": replace(LIMIT, period=Period(24, "months"))})
    assert advise(child(happened_on=date(2024, 3, 31)), longer, TODAY).outcome == "accept"
    unsaid = replace(TERMS, clocks={"time_limit": replace(LIMIT, period=None)})
    assert advise(child(happened_on=date(2025, 3, 30)), unsaid, TODAY).outcome == "ask_council"


def test_a_mixed_complaint_is_split_and_each_part_finds_its_way() -> None:
    facts = Facts("parent", "ehcp", "parent", "in_need")
    parts = advise_each(facts, ("ehcp", "short_breaks"), TERMS, TODAY)
    assert [(part.route, part.outcome) for part in parts] == [
        ("outside", "redirect"),
        ("statutory", "accept"),
    ]


def test_where_the_procedure_states_a_rule_its_own_source_is_given() -> None:
    own = Source("the council's own document, 4.2", verified=True)
    terms = Terms(
        "x", "X", "statutory", {}, {}, "request", sources={"parent_needs_consent": own, "safety_first": own}
    )
    advice = advise(Facts("parent", "staff", risk_of_harm=True), terms, TODAY)
    assert [reason.source for reason in advice.reasons] == [own, own, SOURCES["S01"]]


def test_every_rule_has_its_source_and_its_words() -> None:
    rules = {row.rule for row in PEOPLE} | {row.rule for row in SUBJECTS}
    assert rules <= set(SOURCES)
    assert {f"eligibility.reason.{rule}" for rule in SOURCES} <= set(WORDING)
    for row in SUBJECTS:
        assert {f"eligibility.next.{step}" for step in row.next_steps} <= set(WORDING)

"""Every answer a person can give meets one row of each table, and is told why and what next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from backend.cases.terms import Clock, Terms
from backend.deadlines.period import Period
from backend.eligibility import Facts, Proceedings, advise, advise_each
from backend.eligibility.advice import WORDING
from backend.eligibility.question import ABOUT, AGREES, CHILD_IS, RELATIONSHIPS, ROLES
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


def everybody() -> Iterator[Facts]:
    """Every combination of who, which child, which agreement and which subject."""
    for role, relationship, child_is, agrees, about in product(
        ROLES, (None, *RELATIONSHIPS), (None, *CHILD_IS), (None, *AGREES), ABOUT
    ):
        yield Facts(role, about, relationship, child_is, agrees)


def test_one_row_and_no_more_fits_every_person_and_subject() -> None:
    for facts in everybody():
        assert sum(row.fits(facts) for row in PEOPLE) == 1, facts
    for about in ABOUT:
        assert sum(about in row.about for row in SUBJECTS) == 1, about


def test_nobody_is_refused_and_everybody_hears_why_and_what_next() -> None:
    for facts in everybody():
        if facts.role not in ("other", "advocate"):
            continue
        advice = advise(facts, TERMS, TODAY)
        assert advice.outcome in ("accept", "accept_with_consent", "ask_council", "redirect")
        assert advice.reasons
        assert all(reason.source.citation for reason in advice.reasons)
        assert advice.next_steps
        assert (advice.outcome == "redirect") == (
            advice.route != "statutory" or advice.reasons[0].rule == "X01"
        )


def test_every_circumstance_keeps_the_advice_whole() -> None:
    for risk, exhausted, anonymous, happened, ongoing in product(
        (False, True), (False, True), (False, True), (None, date(2020, 1, 1)), (False, True)
    ):
        for role, about in product(ROLES, ABOUT):
            proceedings = (Proceedings("court", ongoing=True, same_matter="yes"),) if ongoing else ()
            facts = Facts(
                role,
                about,
                happened_on=happened,
                proceedings=proceedings,
                already_exhausted=exhausted,
                risk_of_harm=risk,
                anonymous=anonymous,
            )
            advice = advise(facts, TERMS, TODAY)
            assert advice.reasons
            assert advice.next_steps
            assert (advice.outcome == "safeguarding_first") == risk
            for say in (*(reason.say for reason in advice.reasons), *advice.next_steps):
                assert set(say.facts) == set(WORDING[say.key]), say.key


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


def child(**more: object) -> Facts:
    return Facts("young_person", "placement", child_is="looked_after", **more)  # type: ignore[arg-type]


def test_harm_comes_first_and_the_complaint_is_not_lost() -> None:
    advice = advise(child(risk_of_harm=True), TERMS, TODAY)
    assert (advice.outcome, advice.route) == ("safeguarding_first", "statutory")
    assert [reason.rule for reason in advice.reasons] == ["E00", "E01", "S01"]
    assert advice.next_steps[0].key == "eligibility.next.get_help_now"
    assert "eligibility.next.make_complaint" in {step.key for step in advice.next_steps}


def test_a_year_to_the_day_is_in_time_and_the_day_after_is_for_the_council() -> None:
    assert advise(child(happened_on=date(2025, 3, 31)), TERMS, TODAY).outcome == "accept"
    late = advise(child(happened_on=date(2025, 3, 30)), TERMS, TODAY)
    assert (late.outcome, late.reasons[-1].rule) == ("ask_council", "T01")
    assert late.reasons[-1].say.facts == {"limit": date(2026, 3, 30)}
    assert "eligibility.next.say_why_late" in {step.key for step in late.next_steps}


def test_who_knew_of_it_only_later_has_that_for_a_reason() -> None:
    facts = child(happened_on=date(2024, 1, 1), knew_on=date(2025, 6, 1))
    assert advise(facts, TERMS, TODAY).reasons[-1].rule == "T02"


def test_only_the_day_they_knew_stands_in_for_the_day_it_happened() -> None:
    assert advise(child(knew_on=date(2025, 3, 31)), TERMS, TODAY).outcome == "accept"
    assert advise(child(knew_on=date(2025, 3, 30)), TERMS, TODAY).outcome == "ask_council"


def test_the_limit_is_the_councils_own_or_a_year_where_none_is_stated() -> None:
    without = Terms("england", "England", "statutory", {}, {}, "request")
    assert advise(child(happened_on=date(2025, 3, 30)), without, TODAY).outcome == "ask_council"


def test_a_year_runs_again_from_the_end_of_proceedings_about_the_same() -> None:
    def after(ended_on: date, same_matter: str = "yes") -> Facts:
        ended = Proceedings("court", ongoing=False, same_matter=same_matter, ended_on=ended_on)  # type: ignore[arg-type]
        return child(happened_on=date(2022, 1, 1), proceedings=(ended,))

    inside = advise(after(date(2025, 3, 31)), TERMS, TODAY)
    assert (inside.outcome, inside.reasons[-1].rule) == ("accept", "P02")
    assert advise(after(date(2025, 3, 30)), TERMS, TODAY).reasons[-1].rule == "T01"
    assert advise(after(date(2025, 12, 1), "no"), TERMS, TODAY).outcome == "ask_council"


@pytest.mark.parametrize(
    ("ongoing", "same", "outcome"),
    [
        (True, "yes", "ask_council"),
        (True, "dont_know", "ask_council"),
        (True, "no", "accept"),
        (False, "yes", "accept"),
    ],
)
def test_proceedings_are_weighed_by_the_council_and_never_bar_by_themselves(
    ongoing: bool, same: str, outcome: str
) -> None:
    beside = Proceedings("criminal", ongoing=ongoing, same_matter=same)  # type: ignore[arg-type]
    assert advise(child(proceedings=(beside,)), TERMS, TODAY).outcome == outcome


def test_a_complaint_that_went_through_every_stage_is_the_ombudsmans() -> None:
    advice = advise(child(already_exhausted=True), TERMS, TODAY)
    assert (advice.outcome, advice.route) == ("redirect", "outside")
    assert [step.key for step in advice.next_steps] == ["eligibility.next.ombudsman"]


def test_without_a_name_it_is_for_the_council_and_a_young_person_keeps_the_advocate() -> None:
    advice = advise(child(anonymous=True), TERMS, TODAY)
    assert (advice.outcome, advice.advocacy_right) == ("ask_council", True)
    assert "E14" in {reason.rule for reason in advice.reasons}


def test_a_parent_whose_child_objects_is_still_heard_and_told_what_is_kept_back() -> None:
    objects = Facts("parent", "assessment", "parent", "in_need", "no")
    assert [reason.rule for reason in advise(objects, TERMS, TODAY).reasons] == [
        "E04",
        "S01",
        "E04.child_objects",
    ]


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


def test_only_what_somebody_read_is_marked_as_read() -> None:
    assert {rule for rule, source in SOURCES.items() if source.verified} == {
        "E04",
        "S03",
        "S04",
        "S05",
        "S11",
    }

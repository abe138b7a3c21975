"""Who may complain: one rule for every relation to the child, situation, agreement and subject."""

from __future__ import annotations

import re
from itertools import product

import pytest

from backend.eligibility.advice import person_of, subject_of
from backend.eligibility.question import ABOUT, AGREES, CHILD_IS, RELATIONSHIPS, ROLES, Facts, Proceedings
from backend.eligibility.rules import PEOPLE, SOURCES, SUBJECTS, relation, situation

SPECIAL = ("adoption", "special_guardianship", "own_approval", "own_employment")
"""The subjects that may put somebody in another row than any other subject does."""

CHILD = "looked_after in_need might_be_in_need adopted under_special_guardianship dont_know"
LIVING = f"{CHILD} care_leaver"

# relation | child | rule, "+" where an advocate is theirs by right; another rule where agreed, or by subject
WHO = f"""
self | looked_after | E01+
self | in_need might_be_in_need dont_know has_died | E02+
self | care_leaver | E03+
self | adopted | E02+; adoption: E08+
self | under_special_guardianship | E02+; special_guardianship: E07+
adopted_person | looked_after | E01+; adoption: E08
adopted_person | in_need might_be_in_need adopted dont_know has_died | E02+; adoption: E08
adopted_person | care_leaver | E03+; adoption: E08
adopted_person | under_special_guardianship | E02+; adoption: E08; special_guardianship: E07+
parent | looked_after in_need might_be_in_need care_leaver adopted dont_know | E04; adoption: E08
parent | under_special_guardianship | E04; adoption: E08; special_guardianship: E07
holds_parental_responsibility | {LIVING} | E05
foster_carer | {LIVING} | E06
kinship_carer | looked_after | E06
kinship_carer | {CHILD.removeprefix("looked_after ")} | E10, agreed E09+
kinship_carer | care_leaver | E10, agreed E11+
special_guardian | {LIVING} | E05; special_guardianship: E07
adopter | {LIVING} | E04; adoption: E08; own_approval: E08
birth_relative | {CHILD} | E10, agreed E09+; adoption: E08
birth_relative | care_leaver | E10, agreed E11+; adoption: E08
grandparent sibling friend teacher neighbour other | {CHILD} | E10, agreed E09+
grandparent sibling friend teacher neighbour other | care_leaver | E10, agreed E11+
professional | {CHILD} | E12, agreed E09+
professional | care_leaver | E12, agreed E11+
advocate | {CHILD} | E09+
advocate | care_leaver | E11+
council_staff | {LIVING} | E12; own_employment: E13
council_staff | has_died | E15; own_employment: E13
parent holds_parental_responsibility foster_carer kinship_carer special_guardian adopter | has_died | E15
birth_relative grandparent sibling friend teacher neighbour other professional advocate | has_died | E15
"""

STANDING = {
    **dict.fromkeys(("E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08"), "own_right"),
    **dict.fromkeys(("E09", "E11"), "for_somebody"),
    **dict.fromkeys(("E10", "E15"), "council_decides"),
    **dict.fromkeys(("E12", "E13"), "elsewhere"),
}

ROWS = [
    (who, child, told.strip())
    for whos, children, told in (line.split("|") for line in WHO.strip().splitlines())
    for who, child in product(whos.split(), children.split())
]


def test_the_table_has_a_line_for_every_relation_and_situation() -> None:
    assert sorted((who, child) for who, child, _ in ROWS) == sorted(product(RELATIONSHIPS, CHILD_IS))


@pytest.mark.parametrize("who", RELATIONSHIPS)
def test_one_row_fits_and_it_is_the_one_that_the_table_names(who: str) -> None:
    for _, child, told in (row for row in ROWS if row[0] == who):
        usual, *others = told.split("; ")
        rules = dict.fromkeys(ABOUT, usual) | {one.split(": ")[0]: one.split(": ")[1] for one in others}
        for about, agrees in product(ABOUT, (*AGREES, None)):
            facts = Facts("other", about, who, child, agrees)  # type: ignore[arg-type]
            rule, _, agreed = rules[about].partition(", agreed ")
            rule = agreed if agreed and agrees == "yes" else rule
            (row,) = [one for one in PEOPLE if one.fits(facts)]
            found = f"{row.rule}{'+' if row.advocate else ''}"
            assert (found, row.standing) == (rule, STANDING[rule.strip("+")]), facts
            assert person_of(facts) is row


# the role, the relationship said, what it is taken for
SAID = [
    *((role, one, one) for role in ROLES for one in RELATIONSHIPS if role != "advocate"),
    *(("advocate", one, one) for one in RELATIONSHIPS if one not in ("other", "professional")),
    ("advocate", "other", "advocate"),
    ("advocate", "professional", "advocate"),
    ("advocate", None, "advocate"),
    ("young_person", None, "self"),
    ("care_leaver", None, "self"),
    ("parent", None, "parent"),
    ("carer", None, "other"),
    ("other", None, "other"),
]


def test_every_role_and_relationship_is_taken_for_one_relation() -> None:
    assert {(role, said) for role, said, _ in SAID} == set(product(ROLES, (*RELATIONSHIPS, None)))
    for role, said, taken_for in SAID:
        assert relation(Facts(role, "staff", said)) == taken_for, (role, said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        (Facts("care_leaver", "staff"), "care_leaver"),
        (Facts("care_leaver", "staff", child_is="looked_after"), "care_leaver"),
        (Facts("care_leaver", "staff", "parent", "looked_after"), "looked_after"),
        (Facts("young_person", "staff", child_is="in_need"), "in_need"),
        (Facts("young_person", "staff"), "dont_know"),
        (Facts("parent", "staff", "self", "adopted"), "adopted"),
    ],
)
def test_a_care_leaver_need_not_say_it_twice_and_who_does_not_say_does_not_know(
    facts: Facts, stands: str
) -> None:
    assert situation(facts) == stands


def test_what_is_not_said_of_the_child_counts_as_not_known_and_not_asked() -> None:
    for child, agrees in product((*CHILD_IS, None), (*AGREES, None)):
        said = Facts("other", "staff", "grandparent", child, agrees)
        meant = Facts("other", "staff", "grandparent", child or "dont_know", agrees or "not_asked")
        assert person_of(said) is person_of(meant)


# the rule, the route, whether the council decides; what next; what it is about
SUBJECT = """
S01 statutory | | staff communication delay decision assessment support_refused placement move \
family_contact care_plan leaving_care money short_breaks report_accuracy
S02 statutory | court_for_its_own_decision | court_order
S03 outside | workers_conduct_here ombudsman | section_47
S04 outside | conference_appeal workers_conduct_here | conference
S05 outside | court_or_solicitor | court_evidence
S06 outside | send_tribunal social_care_part_here | ehcp
S07 corporate | corporate_complaint social_care_part_here ombudsman | ehcp_delay
S08 outside | independent_review about_the_child_here | own_approval
S09 outside | designated_officer emergency_numbers | allegation
S10 outside | data_protection_officer information_commissioner | data
S11 outside | providers_procedure council_duties_here ofsted | provider
S12 outside | grievance | own_employment
S13 corporate | school_or_corporate | school
S14 outside | joint_complaint | other_body
S15 statutory | | adoption
S16 statutory | | special_guardianship
S17 statutory decides | | other
"""


def test_every_subject_has_its_route_and_its_ways_on() -> None:
    found = {}
    for line in SUBJECT.strip().splitlines():
        head, steps, abouts = line.split("|")
        for about in abouts.split():
            rule, route, *decides = head.split()
            found[about] = (rule, route, tuple(steps.split()), bool(decides))
    assert sorted(found) == sorted(ABOUT)
    for about, told in found.items():
        (row,) = [one for one in SUBJECTS if about in one.about]
        assert subject_of(Facts("parent", about)) is row  # type: ignore[arg-type]
        assert (row.rule, row.route, row.next_steps, row.council_decides) == told


def test_only_what_somebody_read_is_marked_as_read() -> None:
    assert {rule for rule, source in SOURCES.items() if source.verified} == {
        "E04",
        "S03",
        "S04",
        "S05",
        "S11",
    }
    assert all(re.search(r"\w", source.citation) for source in SOURCES.values())


def test_what_nobody_said_is_not_taken_to_be_so() -> None:
    facts = Facts("parent", "staff")
    assert (facts.already_exhausted, facts.risk_of_harm, facts.anonymous) == (False, False, False)
    assert (facts.relationship, facts.child_is, facts.child_agrees, facts.proceedings) == (
        None,
        None,
        None,
        (),
    )
    assert Proceedings("court", ongoing=True).same_matter == "dont_know"

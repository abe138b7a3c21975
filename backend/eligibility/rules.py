"""The decision table: who may complain (E01 to E15) and about what (S01 to S16). PURE.

One row of `PEOPLE` fits every answer, and one row of `SUBJECTS`: the tests count. The numbers E01 to
E15 are those of our reading of the Children Act 1989 and the regulations; S, T, P and X number what
follows from the subject, the time, proceedings, and a procedure already finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backend.eligibility.question import (
    ABOUT,
    AGREES,
    CHILD_IS,
    RELATIONSHIPS,
    About,
    Agrees,
    ChildIs,
    Facts,
    Relationship,
)
from backend.source import Source

Route = Literal["statutory", "corporate", "representation", "service_request", "outside"]

Standing = Literal["own_right", "for_somebody", "council_decides", "elsewhere"]
"""In their own right; for somebody, with agreement; if the council agrees; by another way."""


@dataclass(frozen=True)
class Person:
    """A row: which people it is about, how they stand, and whether an advocate is theirs by right."""

    rule: str
    standing: Standing
    relations: frozenset[Relationship]
    child_is: frozenset[ChildIs]
    agrees: frozenset[Agrees]
    about: frozenset[About]
    advocate: bool

    def fits(self, facts: Facts) -> bool:
        """Whether this row is the one for these answers."""
        return (
            relation(facts) in self.relations
            and situation(facts) in self.child_is
            and (facts.child_agrees or "not_asked") in self.agrees
            and facts.about in self.about
        )


@dataclass(frozen=True)
class Subject:
    """A row: which subjects it is about, their route, whether the council must look first, what next."""

    rule: str
    route: Route
    about: frozenset[About]
    next_steps: tuple[str, ...]
    council_decides: bool


_OF_ROLE: Mapping[str, Relationship] = {
    "young_person": "self",
    "care_leaver": "self",
    "parent": "parent",
    "carer": "other",
    "advocate": "advocate",
    "other": "other",
}


def relation(facts: Facts) -> Relationship:
    """Who they are to the child: as said, or as their role has it. An advocate is one whoever they are."""
    said = facts.relationship
    if facts.role == "advocate" and said in (None, "other", "professional"):
        return "advocate"
    return said or _OF_ROLE[facts.role]


def situation(facts: Facts) -> ChildIs:
    """The child's situation; a care leaver who complains need not say it twice."""
    if facts.role == "care_leaver" and relation(facts) == "self":
        return "care_leaver"
    return facts.child_is or "dont_know"


def _only(*names: str) -> frozenset[str]:
    return frozenset(names)


def _person(
    rule: str,
    standing: Standing,
    relations: str,
    child_is: str = "",
    agrees: str = "",
    about: str = "",
    but_not: str = "",
    advocate: bool = False,
) -> Person:
    """A row from words; an empty field stands for every answer, `but_not` takes subjects out."""
    return Person(
        rule,
        standing,
        frozenset(relations.split()),  # type: ignore[arg-type]
        frozenset(child_is.split()) or frozenset(CHILD_IS),  # type: ignore[arg-type]
        frozenset(agrees.split()) or frozenset(AGREES),  # type: ignore[arg-type]
        (frozenset(about.split()) or frozenset(ABOUT)) - frozenset(but_not.split()),  # type: ignore[arg-type]
        advocate,
    )


_LIVING = " ".join(one for one in CHILD_IS if one != "has_died")
_LIVING_UNDER_18 = " ".join(one for one in CHILD_IS if one not in ("has_died", "care_leaver"))
_IN_NEED = "in_need might_be_in_need dont_know has_died"
_NOT_YES = "no not_asked dont_know"
_OTHERS = "grandparent sibling friend teacher neighbour other"
_EVERYBODY_ELSE = " ".join(one for one in RELATIONSHIPS if one not in ("self", "adopted_person"))

PEOPLE: tuple[Person, ...] = (
    # The child or young person themselves. Whoever does not know is a child who might be in need.
    _person("E01", "own_right", "self adopted_person", "looked_after", but_not="adoption", advocate=True),
    _person("E01", "own_right", "self", "looked_after", about="adoption", advocate=True),
    _person("E02", "own_right", "self adopted_person", _IN_NEED, but_not="adoption", advocate=True),
    _person("E02", "own_right", "self", _IN_NEED, about="adoption", advocate=True),
    _person("E03", "own_right", "self adopted_person", "care_leaver", but_not="adoption", advocate=True),
    _person("E03", "own_right", "self", "care_leaver", about="adoption", advocate=True),
    _person("E02", "own_right", "self adopted_person", "adopted", but_not="adoption", advocate=True),
    _person("E08", "own_right", "self", "adopted", about="adoption", advocate=True),
    _person(
        "E02",
        "own_right",
        "self adopted_person",
        "under_special_guardianship",
        but_not="special_guardianship adoption",
        advocate=True,
    ),
    _person(
        "E07",
        "own_right",
        "self adopted_person",
        "under_special_guardianship",
        about="special_guardianship",
        advocate=True,
    ),
    _person("E02", "own_right", "self", "under_special_guardianship", about="adoption", advocate=True),
    _person("E08", "own_right", "adopted_person", about="adoption"),
    # Somebody who complains for a child who has died.
    _person("E15", "council_decides", _EVERYBODY_ELSE, "has_died", but_not="own_employment"),
    _person(
        "E15",
        "council_decides",
        " ".join(one for one in _EVERYBODY_ELSE.split() if one != "council_staff"),
        "has_died",
        about="own_employment",
    ),
    # Parents and those who stand in their place: in their own right.
    _person("E04", "own_right", "parent", _LIVING, but_not="adoption special_guardianship"),
    _person("E08", "own_right", "parent", _LIVING, about="adoption"),
    _person("E07", "own_right", "parent", "under_special_guardianship", about="special_guardianship"),
    _person(
        "E04",
        "own_right",
        "parent",
        " ".join(one for one in _LIVING.split() if one != "under_special_guardianship"),
        about="special_guardianship",
    ),
    _person("E05", "own_right", "holds_parental_responsibility", _LIVING),
    _person("E06", "own_right", "foster_carer", _LIVING),
    _person("E06", "own_right", "kinship_carer", "looked_after"),
    _person("E07", "own_right", "special_guardian", _LIVING, about="special_guardianship"),
    _person("E05", "own_right", "special_guardian", _LIVING, but_not="special_guardianship"),
    _person("E08", "own_right", "adopter", _LIVING, about="adoption own_approval"),
    _person("E04", "own_right", "adopter", _LIVING, but_not="adoption own_approval"),
    _person("E08", "own_right", "birth_relative", _LIVING, about="adoption"),
    # Somebody who speaks for a child, or for a young adult.
    _person("E09", "for_somebody", "advocate", _LIVING_UNDER_18, advocate=True),
    _person("E11", "for_somebody", "advocate", "care_leaver", advocate=True),
    _person("E09", "for_somebody", f"{_OTHERS} professional", _LIVING_UNDER_18, "yes", advocate=True),
    _person(
        "E11", "for_somebody", f"{_OTHERS} professional kinship_carer", "care_leaver", "yes", advocate=True
    ),
    _person(
        "E09",
        "for_somebody",
        "kinship_carer",
        " ".join(one for one in _LIVING_UNDER_18.split() if one != "looked_after"),
        "yes",
        advocate=True,
    ),
    _person(
        "E09", "for_somebody", "birth_relative", _LIVING_UNDER_18, "yes", but_not="adoption", advocate=True
    ),
    _person("E11", "for_somebody", "birth_relative", "care_leaver", "yes", but_not="adoption", advocate=True),
    # Somebody else with an interest in the child: the council decides whether it is sufficient.
    _person("E10", "council_decides", _OTHERS, _LIVING, _NOT_YES),
    _person(
        "E10",
        "council_decides",
        "kinship_carer",
        " ".join(one for one in _LIVING.split() if one != "looked_after"),
        _NOT_YES,
    ),
    _person("E10", "council_decides", "birth_relative", _LIVING, _NOT_YES, but_not="adoption"),
    # Those who have another way.
    _person("E12", "elsewhere", "professional", _LIVING, _NOT_YES),
    _person("E12", "elsewhere", "council_staff", _LIVING, but_not="own_employment"),
    _person("E13", "elsewhere", "council_staff", about="own_employment"),
)


def _subject(rule: str, route: Route, about: str, *next_steps: str, council_decides: bool = False) -> Subject:
    return Subject(rule, route, frozenset(about.split()), next_steps, council_decides)  # type: ignore[arg-type]


SUBJECTS: tuple[Subject, ...] = (
    _subject(
        "S01",
        "statutory",
        "staff communication delay decision assessment support_refused placement move family_contact "
        "care_plan leaving_care money short_breaks report_accuracy",
    ),
    _subject("S02", "statutory", "court_order", "court_for_its_own_decision"),
    _subject("S03", "outside", "section_47", "workers_conduct_here", "ombudsman"),
    _subject("S04", "outside", "conference", "conference_appeal", "workers_conduct_here"),
    _subject("S05", "outside", "court_evidence", "court_or_solicitor"),
    _subject("S06", "outside", "ehcp", "send_tribunal", "social_care_part_here"),
    _subject("S07", "corporate", "ehcp_delay", "corporate_complaint", "social_care_part_here", "ombudsman"),
    _subject("S08", "outside", "own_approval", "independent_review", "about_the_child_here"),
    _subject("S09", "outside", "allegation", "designated_officer", "emergency_numbers"),
    _subject("S10", "outside", "data", "data_protection_officer", "information_commissioner"),
    _subject("S11", "outside", "provider", "providers_procedure", "council_duties_here", "ofsted"),
    _subject("S12", "outside", "own_employment", "grievance"),
    _subject("S13", "corporate", "school", "school_or_corporate"),
    _subject("S14", "outside", "other_body", "joint_complaint"),
    _subject("S15", "statutory", "adoption"),
    _subject("S16", "statutory", "special_guardianship"),
    _subject("S17", "statutory", "other", council_decides=True),
)

_ACT = "Children Act 1989"
_SI = "Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)"
_OMBUDSMAN = "Local Government and Social Care Ombudsman"

_FACT_SHEET = f"{_OMBUDSMAN}, fact sheet on children's social care complaints"
_PRACTICE = "Common practice of councils' complaints procedures"
_REPORTS = "section 7 or 37 reports"

SOURCES: Mapping[str, Source] = {
    "E00": Source(_PRACTICE, note="a child's safety before the complaint"),
    "E01": Source(f"{_ACT}, section 26(3)(a)"),
    "E02": Source(f"{_ACT}, section 26(3)(a)"),
    "E03": Source(f"{_ACT}, section 24D"),
    "E04": Source(
        f"{_OMBUDSMAN}, news of July 2019",
        "does not need a child's consent to investigate a complaint made by their parent",
        verified=True,
    ),
    "E05": Source(f"{_ACT}, section 26(3)(c)"),
    "E06": Source(f"{_ACT}, section 26(3)(d)"),
    "E07": Source(f"{_ACT}, section 26(3C); {_SI}, regulation 5"),
    "E08": Source(f"{_ACT}, section 26(3B); {_SI}, regulation 4"),
    "E09": Source(_PRACTICE, note="Ombudsman 21 002 324: refusing a representative unconsidered is a fault"),
    "E10": Source(f"{_ACT}, section 26(3)(e)", note="seen in LG Inform Plus, duty 3558"),
    "E11": Source("Mental Capacity Act 2005"),
    "E12": Source("Working Together to Safeguard Children", note="the partnership's escalation policy"),
    "E13": Source(_PRACTICE),
    "E14": Source(_PRACTICE),
    "E15": Source(_PRACTICE),
    "S01": Source(f"{_ACT}, Part 3 and section 26(3A)"),
    "S02": Source(f"{_SI}, regulation 3"),
    "S03": Source(_FACT_SHEET, "does not cover complaints about child protection matters", verified=True),
    "S04": Source(
        _FACT_SHEET,
        "does not cover complaints about child protection matters",
        verified=True,
        note="Ombudsman 24 008 492: ignoring an appeal to the partnership is a fault",
    ),
    "S05": Source(_FACT_SHEET, _REPORTS, verified=True),
    "S06": Source("Children and Families Act 2014, Part 3", note="appeals to the SEND Tribunal"),
    "S07": Source(_PRACTICE, note="delay is the council's, the plan's content the Tribunal's"),
    "S08": Source("Independent Review Mechanism"),
    "S09": Source("Working Together to Safeguard Children", note="local authority designated officer"),
    "S10": Source("UK General Data Protection Regulation, Article 77"),
    "S11": Source("Children's Homes (England) Regulations 2015, regulation 39(6)", verified=True),
    "S12": Source(_PRACTICE),
    "S13": Source(_PRACTICE),
    "S14": Source(_PRACTICE),
    "S15": Source(f"{_ACT}, section 26(3B); {_SI}, regulation 4"),
    "S16": Source(f"{_ACT}, section 26(3C); {_SI}, regulation 5"),
    "S17": Source(f"{_ACT}, section 26(3)"),
    "T01": Source(f"{_SI}, regulation 9", note="Getting the Best from Complaints, 3.3.1"),
    "T02": Source(f"{_SI}, regulation 9", note="Getting the Best from Complaints, 3.3.1"),
    "P01": Source(f"{_SI}, regulation 8", "might be to prejudice any of the proceedings"),
    "P02": Source(f"{_SI}, regulation 9(3)"),
    "X01": Source(_PRACTICE),
    "E04.child_objects": Source("Data Protection Act 2018", note="bears on what is told back"),
}
"""Where each rule comes from; `verified` where somebody read the text itself."""

STATED_AS: Mapping[str, str] = {
    "E00": "safety_first",
    "E04": "parent_needs_consent",
    "E09": "representative_needs_consent",
    "S11": "provider_duties_stay",
    "T01": "late_presumed_accepted",
    "T02": "late_grounds",
    "P01": "proceedings_need_prejudice",
    "X01": "exclusions",
}
"""The fact of a procedure that states a rule, whose source is then given instead of the one above."""

"""What somebody tells us before we say what route their complaint takes. PURE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Role = Literal["young_person", "care_leaver", "parent", "carer", "advocate", "other"]
Relationship = Literal[
    "self",
    "parent",
    "holds_parental_responsibility",
    "foster_carer",
    "kinship_carer",
    "special_guardian",
    "adopter",
    "adopted_person",
    "birth_relative",
    "grandparent",
    "sibling",
    "friend",
    "teacher",
    "neighbour",
    "professional",
    "advocate",
    "council_staff",
    "other",
]
ChildIs = Literal[
    "looked_after",
    "in_need",
    "might_be_in_need",
    "care_leaver",
    "adopted",
    "under_special_guardianship",
    "has_died",
    "dont_know",
]
Agrees = Literal["yes", "no", "not_asked", "dont_know"]
About = Literal[
    "staff",
    "communication",
    "delay",
    "decision",
    "assessment",
    "support_refused",
    "placement",
    "move",
    "family_contact",
    "care_plan",
    "leaving_care",
    "money",
    "short_breaks",
    "report_accuracy",
    "adoption",
    "special_guardianship",
    "own_approval",
    "conference",
    "section_47",
    "court_order",
    "court_evidence",
    "ehcp",
    "ehcp_delay",
    "data",
    "provider",
    "allegation",
    "school",
    "other_body",
    "own_employment",
    "other",
]

ROLES: tuple[Role, ...] = get_args(Role)
RELATIONSHIPS: tuple[Relationship, ...] = get_args(Relationship)
CHILD_IS: tuple[ChildIs, ...] = get_args(ChildIs)
AGREES: tuple[Agrees, ...] = get_args(Agrees)
ABOUT: tuple[About, ...] = get_args(About)


@dataclass(frozen=True)
class Proceedings:
    """Court, tribunal, criminal or disciplinary proceedings beside the complaint."""

    kind: Literal["court", "tribunal", "criminal", "disciplinary"]
    ongoing: bool
    same_matter: Literal["yes", "no", "dont_know"] = "dont_know"
    ended_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """One question: who asks, for which child, about what, and when it was. None is "not said"."""

    role: Role
    about: About
    relationship: Relationship | None = None
    child_is: ChildIs | None = None
    child_agrees: Agrees | None = None
    happened_on: date | None = None
    knew_on: date | None = None
    proceedings: Sequence[Proceedings] = ()
    already_exhausted: bool = False
    risk_of_harm: bool = False
    anonymous: bool = False

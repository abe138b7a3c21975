"""What a story is about, heard in the person's own words. PURE.

English only, and modest: one subject is taken where it is surely the only one, and is read back. Two or
more are asked about. Parts that belong to another procedure are heard beside it.
"""

from __future__ import annotations

import re

from backend.journeys.words import plain

ELSEWHERE = (
    "ehcp_delay",
    "ehcp",
    "conference",
    "section_47",
    "court_evidence",
    "data",
    "own_approval",
    "own_employment",
    "school",
)
"""The subjects heard here that another procedure deals with; the decision table knows them all."""

_WORKER = r"\b(?:social worker|sw|worker|pa|personal adviser|manager|iro|reviewing officer)s?\b"
_SILENT = (
    r"tells?|told|listens?|listened|listening|rings?|rang|calls? (?:me|us|back)|called (?:me|us|back)|phones?"
    r"|phoned|answers?|answered|reply|replies|replied|emails?|emailed|texts?|texted|gets? back|got back"
    r"|getting back|explains?|explained|returns? my|returned my|contacts? (?:me|us)|lets? (?:me|us) know"
    r"|keeps? (?:me|us) informed|informs?|informed|updates?|updated"
)
_FAMILY = (
    r"mum|mom|mam|mummy|dad|daddy|mother|father|parents|brothers?|sisters?|family|kids|children|son|daughter"
    r"|nan|nana|gran|granny|grandma|grandad|grandparents|siblings?|birth family|twin"
)

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (about, re.compile(pattern))
    for about, pattern in (
        (
            "staff",
            _WORKER
            + r".{0,40}\b(?:rude|unprofessional|disrespect\w*|patronis\w*|bull(?:y|ies|ied)|racist|lied to"
            r"|lies to|talks? down|rolled (?:her|his) eyes|laughed at)\b",
        ),
        (
            "communication",
            r"\b(?:nobody|no one|noone|never|doesnt|dont|wont|didnt|hasnt|havent) (?:even |ever |once )?(?:"
            + _SILENT
            + r")\b|\bignor(?:es|ed|ing) (?:me|us|my|our)\b|\bin the dark\b",
        ),
        (
            "family_contact",
            r"\b(?:see|seeing|saw|visit|visits|visiting|meet|ring|call|speak to|contact with|time with)"
            r" (?:my|his|her|their|our)(?: \w+)? (?:" + _FAMILY + r")\b"
            r"|\b(?:my|his|her|their|our) contact\b"
            r"|\bcontact (?:is|was|got|has been) (?:cancelled|stopped|cut)\b"
            r"|\bcontact (?:visits?|sessions?|centre|time|arrangements|with (?:him|her|them))\b"
            r"|\bfamily (?:time|contact)\b|\b(?:supervised|supervise) contact\b",
        ),
        (
            "move",
            r"\bmov(?:e|ed|ing) (?:me|us|him|her|them|\w+ (?:to|away))\b"
            # "Since I moved here" says when it was.
            r"|(?<!since )(?<!when )(?<!before )(?<!after )(?<!until )"
            r"\b(?:i|he|she|we|ive|been|being|getting) (?:just |was |were |got )?moved\b"
            r"|\b(?:make|making|made|want|wants|have) (?:me|us|him|her|them) (?:to )?move\b"
            r"|\bplacement moves?\b",
        ),
        (
            "placement",
            r"\bmy (?:placement|foster home|foster placement|childrens home)\b"
            r"|\b(?:unsuitable|unregulated|temporary) (?:placement|accommodation)\b",
        ),
        (
            "money",
            r"\b(?:allowances?|pocket money|savings|grants?|clothing money|birthday money|mileage|expenses"
            r"|payments?)\b",
        ),
        ("leaving_care", r"\bpathway plan\b|\bleaving care (?:team|support|worker)\b|\bstaying put\b"),
        ("care_plan", r"\bcare plans?\b|\b(?:lac|looked after) reviews?\b"),
        (
            "delay",
            r"\b(?:still|been) waiting\b|\bwaiting (?:for )?(?:weeks|months|over|since|\d+)\b"
            r"|\b(?:taking|took|takes) (?:too long|ages|months|weeks|so long|forever)\b",
        ),
        (
            "support_refused",
            r"\brefus\w+ (?:to help|support|help|respite|services?|us|me|him|her)\b"
            r"|\b(?:no|any|enough) (?:help|support)\b|\bwont (?:help|support)\b|\bturned (?:us|me|him"
            r"|her) down\b"
            r"|\b(?:meet|reach) (?:the )?(?:threshold|criteria)\b|\bnot eligible\b"
            r"|\b(?:stopped|cut|withdrew|removed) (?:our|my|his|her|the|all) (?:support|help|package"
            r"|hours)\b",
        ),
        ("assessment", r"\bassessments?\b"),
        (
            "report_accuracy",
            r"\b(?:lies|lied|mistakes?|inaccura\w+|untrue|false|made up"
            r"|wrong)(?: \w+){0,2} in (?:\w+ ){1,3}reports?\b"
            r"|\breports?\b.{0,40}\b(?:lies|mistakes?|inaccura\w+|untrue|not true|false|made up|is wrong)\b",
        ),
        ("short_breaks", r"\bshort breaks?\b|\brespite\b"),
        ("decision", r"\b(?:the|this|that|their) decision\b|\bdecided (?:to|that|not)\b"),
        ("adoption", r"\b(?:post )?adoption (?:support|allowance|team|agency|records)\b"),
        ("special_guardianship", r"\b(?:special guardianship|sgo) (?:support|allowance|payments?)\b"),
        (
            "ehcp_delay",
            r"\b(?:ehcp?s?|ehc plan|education health and care)\b.{0,60}\b(?:late|delay\w*|waiting"
            r"|overdue|weeks|months)\b"
            r"|\b(?:late|delay\w*|waiting|overdue)\b.{0,60}\b(?:ehcp?s?|ehc plan"
            r"|education health and care)\b",
        ),
        ("ehcp", r"\behcp?s?\b|\behc plan\b|\beducation health and care\b"),
        ("conference", r"\bchild protection (?:conference|plan)\b|\bcase conference\b|\bicpc\b"),
        ("section_47", r"\bsection 47\b|\bs47\b"),
        (
            "court_evidence",
            r"\bsection (?:7|37) report\b|\b(?:lied|lies|evidence|statement) (?:in|to|for"
            r"|at) (?:the )?court\b",
        ),
        ("court_order", r"\b(?:court|judge) (?:decided|ordered|order|gave|said|ruled)\b"),
        (
            "data",
            r"\bdata (?:breach|protection)\b|\bsubject access\b|\bgdpr\b|\bsee my (?:file|records)\b"
            r"|\b(?:sent|gave|shared|leaked|disclosed)\b.{0,30}\b(?:my|our|his|her|their)"
            r" (?:\w+ )?(?:address|details|records|file|private|personal|information|info"
            r"|phone number|report)\b",
        ),
        ("own_approval", r"\bfostering panel\b|\bderegist\w+\b|\bterms of approval\b"),
        ("own_employment", r"\bmy (?:grievance|disciplinary|redundancy)\b|\bemployed by the council\b"),
        (
            "school",
            r"\bschool (?:places?|admissions?|transport)\b|\b(?:excluded|expelled) from (?:his |her "
            r"|their )?school\b",
        ),
    )
)


def heard(story: str) -> tuple[str, ...]:
    """Every subject a story surely touches, in the order of the table above."""
    said = plain(story)
    found = tuple(about for about, pattern in PATTERNS if pattern.search(said))
    return tuple(about for about in found if about != "ehcp" or "ehcp_delay" not in found)


def main(story: str) -> str | None:
    """What a story is about, where one subject is surely the only one of its kind."""
    found = heard(story)
    here = [about for about in found if about not in ELSEWHERE]
    return here[0] if len(here) == 1 else found[0] if len(found) == 1 else None


def elsewhere(story: str, about: object) -> tuple[str, ...]:
    """The parts of a story that another procedure deals with, beside what it is mostly `about`."""
    return tuple(one for one in heard(story) if one in ELSEWHERE and one != about)

"""The words and people of care that are explained here, known by how they are said. PURE. English only.

What each means stands in the catalogue, `backend/wording/en/care.yml`, with its source. Whether a text asks
what a word means is decided elsewhere (`wondering`): words of care stand in stories too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.journeys.words import plain


def _letters(short: str) -> str:
    """The pattern of a short form, also of several and with a stop behind each letter: "I.R.O."."""
    return rf"(?:{short}|{' '.join(short)})s?"


_SECTION = r"s(?:ec(?:t(?:ion)?)?)? ?"
_IN_CARE = rf"(?:{_letters('lac')}|{_letters('cla')}|{_letters('cic')})"

_SAID: Mapping[str, str] = {
    "care.word.iro": rf"{_letters('iro')}|(?:ind[ei]p\w+ )?reviewing off\w+|ind[ei]p\w+ review off\w+",
    "care.word.review": (
        rf"(?:(?:{_IN_CARE}|looked after(?: child(?:s|ren|rens)?)?|child looked after|care(?: plan)?"
        r"|pathway(?: plan)?|statutory|next|my|our|his|her) ){1,4}review(?: meeting)?s?(?! (?:panel|off))"
    ),
    "care.word.care_plan": r"care plans?",
    "care.word.placement_plan": r"placement plans?",
    "care.word.pathway_plan": r"path ?ways? ?plans?",
    "care.word.personal_adviser": rf"personal ad\w+|{_letters('pa')}",
    "care.word.looked_after": (
        rf"looked after(?: child\w*)?|child(?:ren)? looked after|child(?:ren)? in care|{_IN_CARE}"
    ),
    "care.word.supervision_order": r"supervision orders?",
    "care.word.care_order": rf"(?:interim |full )*care orders?|{_SECTION}(?:31|38)",
    "care.word.section_20": rf"{_SECTION}(?:20|twenty)",
    "care.word.child_in_need": rf"(?:child(?:ren)? in need|{_letters('cin')})(?: plans?)?|{_SECTION}17",
    "care.word.section_47": (
        rf"(?:{_SECTION}47|child protection)(?: (?:enquir|inquir|investigat)\w+)|{_SECTION}47"
    ),
    "care.word.protection_conference": (
        r"(?:(?:initial|review) )?(?:child protection|cp)"
        r"(?: (?:case )?(?:(?:review )?(?:conference|meeting)|plan|review)s?)?|case conferences?"
    ),
    "care.word.family_conference": (
        rf"family group (?:conference|meeting|decision)\w*(?: making)?|{_letters('fgc')}|fgdm"
    ),
    "care.word.before_court": (
        rf"{_letters('plo')}|public law outline|pre ?proceedings?|letter before proceedings"
    ),
    "care.word.special_guardianship": rf"special g\w*rd\w*n\w*(?: orders?)?|{_letters('sgo')}",
    "care.word.childrens_guardian": (
        r"(?<!legal )(?:(?:childrens?|childs|court|cafcass) )?guardians?(?: ad litem)?"
    ),
    "care.word.independent_visitor": r"ind[ei]p\w+ visit[oe]rs?",
    "care.word.lado": rf"{_letters('lado')}|(?:local authority )?designated officers?",
    "care.word.virtual_school": r"virtual school\w*(?: head\w*)?(?: teachers?)?",
    "care.word.staying_put": r"stay(?:ing)? put",
    "care.word.ehcp": rf"{_letters('ehcp')}|ehc(?: plans?)?|education health (?:and )?care plans?",
}
"""How each is said, by the key of what it means; of two that begin alike the first is meant."""

ANY = rf"(?:{'|'.join(_SAID.values())})"
"""The pattern of any of them in plain words, for whoever looks for one within a question."""

_PATTERNS = {key: re.compile(rf"\b(?:{said})\b") for key, said in _SAID.items()}


def named(text: str) -> str | None:
    """The key of what the first word of care in a text means, whatever else it says, or None."""
    said = plain(text)
    found = {key: match.start() for key, pattern in _PATTERNS.items() if (match := pattern.search(said))}
    return min(found, key=found.__getitem__, default=None)

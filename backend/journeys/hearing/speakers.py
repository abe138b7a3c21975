"""Who is speaking and about whom, as far as their own words say. PURE. English only."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.journeys import whom
from backend.journeys.hearing import ages
from backend.journeys.words import plain

_I_AM = (
    r"\b(?:im|i am|(?<!assessed )(?<!assess me )(?<!assess us )(?<!assessing me )(?<!assessing us )"
    r"(?<!considered )(?<!refused )(?<!rejected )(?<!turned down )(?<!applied )(?<!applying )as|"
    r"(?<!they )(?<!you )(?<!who )(?<!both )(?<!parents )were|we are) (?:\d{1,2} and )?"
    r"(?:(?:a|an|his|her|their|the|independent|big|older|little|next door) )*"
)
_AGED = (
    r"(?:(?:\w+ (?:year old|yr old)|two|three|four|five|six|both|all|eldest|oldest|youngest|little|older"
    r"|younger|disabled|autistic|teenage|own) )*"
)
_KIN = (
    r"(?:gran|nan|nana|nanny|granny|grandma|grandad|granddad|grandparents?|grandmother|grandfather|aunt|aunty|auntie"
    r"|uncle|cousin|sister|brother|step ?mum|step ?dad|godmother|godfather)"
)
_AN_SGO = (
    r"(?:(?:a|an|the|my|our) )?(?:sgo|special guardianship)\b"
    r"(?! (?:assess\w+|applications?|hearings?|reports?|meetings?|interviews?|forms?|court)\b)"
)
_UNDER_ONE = r"(?:on|under|through|with|by) " + _AN_SGO
_PLACED = r"\bplaced with (?:us|me)\b"
_NOT_PLACED = re.compile(
    r"(\b(?:(?:wants?|wanted|wish(?:es|ed)?|hop(?:e|es|ed|ing)|should|shouldnt|could|couldnt|would|wouldnt|ought"
    r"|asked|asking|need(?:s|ed)?|not|never|isnt|wasnt|werent|arent|hasnt|havent|refus(?:e|es|ed)|like"
    r"|appl(?:y|ied)|fight(?:ing)?|allow(?:ed)?|considered|to be)(?: \w+){0,5}?"
    r"|(?:my|our) (?:(?!foster)\w+ ){0,2}?(?:(?:grand|great grand|step)? ?(?:sons?|daughters?|child|children"
    r"|kids?|bab(?:y|ies))|nephews?|nieces?|brothers?|sisters?|siblings?|cousins?)(?: \w+){0,4}?) )" + _PLACED
)
"""A child whom somebody wishes to be placed with them, or who is of their own family."""
_WHO: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...] = (
    (
        re.compile(
            _I_AM
            + r"(?:\w+ )?foster (?:carer|parent|mum|dad)s?\b|"
            + _PLACED
            + r"|\b(?:my|our) foster (?:child|son|daughter|kids?|children)\b"
            r"|\b(?:child|boy|girl|kids?|children|teenager) (?:we|i) foster\b|\b(?:we|i) foster (?!care)\w"
        ),
        {"role": "carer", "relationship": "foster_carer"},
    ),
    (
        re.compile(
            _I_AM + r"(?:special guardian|sgo)s?\b|\bspecial guardian here\b"
            rf"|{_I_AM}{_KIN} (?:(?:and|also|now|i am|im|as|his|her|their|the|a|legal) )*special guardian\b"
            rf"|{_I_AM}{_KIN} (?:and|with) (?:i |we )?(?:(?:have|got|hold|ive|weve) )*{_AN_SGO}"
            r"|\b(?:i|we|ive|weve) (?:(?:have|got|hold|had|were|was|been|granted|given) )+"
            + _AN_SGO
            + r"|\b(?:(?:im|i am|were|we are|(?:ive|weve|i have|we have) been)"
            r" (?:raising|caring|bringing|looking)"
            r"|(?:i|we|ive|weve) (?:raised?|cared?|bring|brought|look|looked)) (?:\w+ ){0,5}?"
            + _UNDER_ONE
            + r"|\b(?:with|placed with|live with|lives with) (?:me|us) (?:\w+ )?"
            + _UNDER_ONE
        ),
        {"role": "carer", "relationship": "special_guardian"},
    ),
    (
        re.compile(_I_AM + r"(?:kinship|connected) carers?\b"),
        {"role": "carer", "relationship": "kinship_carer"},
    ),
    (
        re.compile(
            _I_AM + r"(?:adopters?|adoptive (?:parent|mum|mother|dad|father)s?)\b"
            r"|\b(?:my|our) adopted (?:son|daughter|child)\b|\b(?:i|we) adopted (?:him|her|them|our|my)\b"
        ),
        {"role": "carer", "relationship": "adopter"},
    ),
    (
        re.compile(
            r"\b(?:im|i am|as) (?!asking|not|after|looking|in need|without|entitled)(?:\w+ ){0,3}?advocate\b"
            r"(?! (?:would|could|to help))"
        ),
        {"role": "advocate", "about_whom": "somebody_else"},
    ),
    (
        re.compile(
            _I_AM + r"(?:gran|nan|nana|granny|grandma|grandad|granddad|grandparent|grandmother"
            r"|grandfather)s?\b"
            r"|\b(?:my|our) (?:grandsons?|granddaughters?|grandchild|grandchildren|grandkids?)\b"
        ),
        {"role": "other", "relationship": "grandparent", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:(?:head|designated|class|form|deputy head) ?)?teacher\b"),
        {"role": "other", "relationship": "teacher", "about_whom": "somebody_else"},
    ),
    (
        re.compile(
            _I_AM + r"(?:\w+ )?(?:independent reviewing officer|iro|health visitor|nurse|youth worker"
            r"|support worker|paediatrician|doctor|gp|probation officer)\b"
        ),
        {"role": "other", "relationship": "professional", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"neighbour\b"),
        {"role": "other", "relationship": "neighbour", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:aunt|aunty|auntie|uncle|cousin)\b"),
        {"role": "other", "relationship": "birth_relative", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:sister|brother)\b"),
        {"role": "other", "relationship": "sibling", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:family friend|friend of)\b"),
        {"role": "other", "relationship": "friend", "about_whom": "somebody_else"},
    ),
    (
        re.compile(
            _I_AM + r"care lea?ver\b|\b(?:im|i am) \d{1,2} and (?:i |have |just |ive )*left care\b"
            r"|\b(?:i|ive|i have) left care\b|\bi was in care (?:un)?till?\b"
        ),
        {"role": "care_leaver", "about_whom": "self"},
    ),
    (
        re.compile(
            r"\b(?:im|i am|as) (?:a |his |her |their |the |\w+s )?(?:single )?"
            r"(?:parent|mum|mother|mam|mom|dad|father)\b|\b(?:my|our) "
            + _AGED
            + r"(?:sons?|daughters?|kids?|child"
            r"|children|childs|baby|little boy|little girl|step ?son|step ?daughter)\b"
            r"|\b(?:i have|ive got|i am a mother of|im a mother of) "
            + _AGED
            + r"(?:children|kids|sons?|daughters?)\b"
        ),
        {"role": "parent"},
    ),
    (
        re.compile(_I_AM + r"(?:solicitor|youth worker|health visitor|school nurse)\b"),
        {"role": "other", "relationship": "professional", "about_whom": "somebody_else"},
    ),
)
"""Who the person says they are, most particular first; the first that is heard counts."""
_ABOUT_ANOTHER = re.compile(
    r"\b(?:my|our) " + _AGED + r"(?:foster (?:child|son|daughter|kids?|children)|sons?|daughters?|kids?|child"
    r"|children|childs|baby|little boy|little girl|stepson|stepdaughter|grandsons?|granddaughters?|grandchild"
    r"|grandchildren|grandkids?|nephew|niece|friends?|client|neighbours?|pupil"
    r"|adopted (?:son|daughter|child))\b"
    r"|\b(?:i|we) foster (?:an?|the|two|three|four|five|these|him|her|them|\d)\b"
    r"|\b(?:boys?|girls?|child|children|kids?|baby|young person|teenager) (?:that |who )?(?:i|we)"
    r" (?:look after|care for|foster)\b"
    r"|\bon behalf of\b|\b(?:i have|ive got) " + _AGED + r"(?:children|kids|sons|daughters)\b"
    r"|\bfor (?:my|a) (?:\w+ )?(?:son|daughter|child|friend|brother|sister|kids?|young person)\b"
)
_ABOUT_ME = re.compile(
    r"\b(?:my|our) (?:new |old |last )?(?:social worker|sw|pa|personal advis[eo]r|key ?worker|placement|iro"
    r"|foster (?:carers?|mum|dad|parents?)|carers?|support worker|pathway plan|care plan|childrens home"
    r"|residential)\b"
)
_IN_CARE = re.compile(
    r"\b(?:i live|im|i am|ive been|i stay) (?:in care|with (?:my )?foster carers?|in foster care"
    r"|in a childrens home|looked after)\b"
    r"|\bmy (?:foster (?:carers?|mum|dad|parents?|placement)|childrens home)\b"
)


def who(text: str) -> dict[str, str]:
    """Who is speaking and about whom, as far as a text says: role, relationship, about_whom, age_band."""
    said = plain(text)
    heard: dict[str, str] = {}
    of_carers = _NOT_PLACED.sub(r"\1", said)
    for pattern, answers in _WHO:
        found = pattern.search(of_carers)
        if found and not (found[0].startswith(_AS_A_CARE_LEAVER) and not of_who_speaks(said, found[0])):
            heard.update(answers)
            break
    for_others = heard.get("role") == "advocate" or heard.get("relationship") in _FOR_OTHERS_ALONE
    if not for_others and whom.speaker_and_another(text):
        related = whom.related(text) if "role" not in heard else None
        heard |= {"about_whom": whom.BOTH, **({"relationship": related} if related else {})}
    elif _ABOUT_ANOTHER.search(whom.without_company(said)) or whom.speaks_for(said):
        related = whom.spoken_for(text) if "role" not in heard else None
        heard |= {"about_whom": "somebody_else", **({"relationship": related} if related else {})}
    elif _ABOUT_ME.search(said) and heard.get("role") in (None, "care_leaver"):
        heard["about_whom"] = "self"
    if _speaks_up_young(said, heard):
        return {**heard, "role": "young_person", "age_band": ages.band(ages.own_age(said) or 0)}
    age = ages.own_age(said)
    if age is not None and "role" not in heard and heard.get("about_whom") != "somebody_else":
        heard["age_band"] = ages.band(age)
        if age <= 17:
            heard = {"about_whom": "self", **heard, "role": "young_person"}
    if "role" not in heard and heard.get("about_whom") != "somebody_else" and _IN_CARE.search(said):
        heard = {"about_whom": "self", **heard, "role": "young_person"}
    return heard


_AS_A_CARE_LEAVER = "as a care lea"
"""Of whom that is said hangs on what stands before: "she should get help as a care leaver"."""
_FOR_OTHERS_ALONE = ("teacher", "professional", "neighbour")
"""Who speaks for a child by their work, or from next door, and for nobody else."""
_SUBJECTS = re.compile(
    r"\b(?:(?P<speaker>i|im|ive|id|iam|we|weve|me|us|as)|he|hes|she|shes|they|theyre|theyve|it|its|who"
    r"|child|children|kids?|boys?|girls?|(?:grand|step)?(?:sons?|daughters?)|brothers?|sisters?|nephews?|nieces?"
    r"|baby|friends?)\b"
)


def of_who_speaks(said: str, phrase: str) -> bool:
    """Whether a phrase of a plain text says who is speaking: not "she is in care", nor "my social worker"."""
    before = f" {said} ".partition(f" {phrase} ")[0]
    subjects = [found["speaker"] for found in _SUBJECTS.finditer(before)]
    return not before.endswith((" my", " our")) and (not subjects or subjects[-1] is not None)


def _speaks_up_young(said: str, heard: Mapping[str, str]) -> bool:
    """Whether a child or young person speaks for a brother, a sister, a friend."""
    close = heard.get("relationship") in (None, "sibling", "friend", "birth_relative")
    if heard.get("role", "other") != "other" or not close or heard.get("about_whom") in (None, "self"):
        return False
    age = ages.own_age(said)
    return age is not None and age < ages.ADULT_FROM

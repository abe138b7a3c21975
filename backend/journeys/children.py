"""What a message says of the child it is about: first names, situation, whether they agree. PURE.

English only, and modest. What is heard is read back; what is unsure is asked.
"""

from __future__ import annotations

import re

from backend.journeys.words import phrases, plain

_KIN = (
    r"(?:sons?|daughters?|grandsons?|granddaughters?|grandchild|grandchildren|nephews?|nieces?|brothers?"
    r"|sisters?|siblings|child|children|kids?|boys?|girls?|twins|friend|client|pupil|student|young person)"
)
_THEM = "(?:his|her|their)"
_NAME = r"[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*"
_AGED = r"(?:,? \(?(?:aged )?\d{1,2}\)?)"
_NAMES = rf"({_NAME}{_AGED}?(?:(?:, ?| and | & ){_NAME}{_AGED}?)*)"
_BETWEEN = re.compile(r", ?| and | & ")
_AGE = re.compile(_AGED)
_CALLED = (
    re.compile(
        rf"\b(?:[Mm]y|[Oo]ur|have|got|foster) (?:\w+[ -]){{0,4}}?{_KIN},? "
        rf"(?:(?:is |are )?(?:called|named) )?{_NAMES}"
    ),
    re.compile(
        rf"\b(?:for|representing|support|supporting|behalf of) (?:(?:\w+ ){{0,2}}?{_KIN},? )?{_NAMES}"
    ),
    re.compile(rf"\b(?:called|named) {_NAMES}"),
)
_THEIR_NAME = re.compile(rf"\b(?:[Hh]is|[Hh]er|[Tt]heir) names?(?:['’]?s| is| are) {_NAMES}")
_A_CHILD = re.compile(rf"^(?!.*\b(?:worker|manager|carer|teacher|adviser|sw|pa)\b).*\b{_KIN}\b")
"""A child named by kin, and nobody else who might be meant."""
_FEW = 16
_NO_NAMES = phrases(
    "i|social|children|childrens|council|county|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter"
    "|the|my|your|his|her|their|this|that|it|stage|nyas|mr|mrs|ms|miss|dr|mum|dad|nan|gran"
)
"""What begins with a capital letter and is no child's name."""

_LOOKED_AFTER = re.compile(
    r"\b(?:is|hes|shes|theyre|are|was|were|been|both|all|child|kids|children|son|daughter|boy"
    r"|girl|now|old) (?:\w+ ){0,2}?"
    r"(?:in (?:\w+ )?care|looked after|fostered|in a childrens home|in residential|accommodated)\b"
    r"|\b(?:taken|went|placed|put) into (?:foster )?care\b|\bunder a care order\b|\bin foster care\b"
    r"|\ba looked after (?:child|young person)\b"
)
_IN_NEED = re.compile(
    r"\bchild(?:ren)? in need\b|\bcin plan\b|\bat home with (?:a|his|her|their|my) social worker\b"
    r"|\bdisabled (?:son|daughter|child|children|boy|girl)\b"
)
_LEFT_CARE = re.compile(r"\b(?:is|are|a) (?:a )?care leavers?\b|\b(?:has|have) left care\b")
_DIED = re.compile(
    rf"\b(?:{_KIN}|he|she|baby) (?:who )?(?:has |had |sadly )*"
    rf"(?:died|passed away|took {_THEM} own life)\b"
)
_SITUATIONS = (
    ("has_died", _DIED),
    ("care_leaver", _LEFT_CARE),
    ("looked_after", _LOOKED_AFTER),
    ("in_need", _IN_NEED),
)

_AGREES = re.compile(
    r"\b(?:agrees?|agreed to (?:this|me)|consents|consented|is happy for me|wants me to|asked me to)\b"
    rf"|\b(?:gave|given|have|has|with) (?:me )?{_THEM} (?:consent|permission|agreement)\b"
)
_NOT_ASKED = re.compile(
    r"\b(?:havent|have not|not|not yet) asked (?:him|her|them|yet)\b|\btoo young to\b"
    r"|\b(?:doesnt|dont) know (?:im|i am|about this)\b"
)
_SAID_YES = re.compile(
    r"\bsaid (?:to me )?(?:yes|yeah|yep|ok|okay|its ok|its okay|its fine|its alright|i can|i could"
    r"|i should)\b"
)
_SAID_NO = re.compile(r"\bsaid (?:to me )?(?:no|nope|not to|dont|they dont|he doesnt|she doesnt)\b")
_CANNOT_SAY = re.compile(
    r"\b(?:cannot|cant|can not|couldnt) (?:say|talk|speak|tell|agree)\b|\btoo (?:young|little|small)\b"
    r"|\b(?:a|still a|just a|only a) baby\b|\b(?:cant|cannot|couldnt|not allowed to|wont let me) ask\b"
)
_DISAGREES = re.compile(
    r"\b(?:doesnt|does not|didnt|did not|dont) (?:(?:agree|want me to|consent)\b|want (?:it|this)$)"
)


def names(text: str) -> str | None:
    """The first names of the child or children, as they were typed, if a text surely gives them."""
    of_a_child = _A_CHILD.search(plain(text)) is not None
    patterns = (*_CALLED, _THEIR_NAME) if of_a_child else _CALLED
    told = (_AGE.sub("", found[1]) for pattern in patterns for found in pattern.finditer(text))
    return next((names for names in told if not set(_BETWEEN.split(names.lower())) & _NO_NAMES), None)


def situation(text: str) -> str | None:
    """The child's situation, in contract.md's words, if a text surely tells it."""
    said = plain(text)
    found = [situation for situation, pattern in _SITUATIONS if pattern.search(said)]
    # One of them is in care and another at home: that is asked of each.
    return None if found == ["looked_after", "in_need"] else next(iter(found), None)


def agrees(text: str, asked: bool = False) -> str | None:
    """Whether the child agrees, in contract.md's words, if a text surely tells it.

    Asked, it is the child who said yes or no; in a story that may be anybody.
    """
    said = plain(text)
    asked = asked or (len(said.split()) <= _FEW and _A_CHILD.search(said) is not None)
    if _DISAGREES.search(said) or (asked and _SAID_NO.search(said)):
        return "no"
    if _NOT_ASKED.search(said) or (asked and _CANNOT_SAY.search(said)):
        return "not_asked"
    return "yes" if _AGREES.search(said) or (asked and _SAID_YES.search(said)) else None

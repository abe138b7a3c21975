"""A child who was not named with the others: "you missed Alfie", "there's a third one, Mia". PURE.

English only, and modest: a name is written like one, or is a word alone behind what can only bring in a name.
"""

from __future__ import annotations

import re

from backend.journeys.children import LISTED, NO_NAMES, called, without_ages
from backend.journeys.words import phrases, plain

_SO = r"^\W*(?:(?:no|oh|hey|wait|sorry|but|and|also|ah|um|actually|yes|yeah|ok)\b[\s,.!]*)*"
_WHO = r"[\s,:–—-]+(.+)$"
_NOT = r"(?:didn['’]?t|did not|haven['’]?t|have not)"
_YOU_LEFT_OUT = re.compile(
    rf"{_SO}(?:you|u|ya)(?:['’]ve| have|ve)? (?:also |only |just )?"
    r"(?:(?:missed|forgot|forgotten|left)(?: out| off| about)?(?: to (?:add|put))?"
    rf"|{_NOT} (?:put|got|get|include|add|list)(?:ed)?(?: down| in)?){_WHO}",
    re.IGNORECASE,
)
_ANOTHER_ONE = re.compile(
    rf"{_SO}(?:there(?:['’]?s| is| are)|(?:i|we)(?:['’]ve| have|ve)?(?: got)?)\b"
    r"(?:\s+(?:also|an?|one|my|our|the|other|another|more|second|third|fourth|fifth|2nd|3rd|4th|younger|older"
    r"|little|new))*\s+(?:one|more|child|kid|son|daughter|boy|girl|baby|brother|sister|sibling)"
    r"(?: too| as well| also)?[\s,:–—-]+(?:who(?:['’]?s| is)? )?"
    r"(?:(?:called|named|(?:his|her|their) name(?:['’]?s| is)) )?(.+)$",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(
    rf"{_SO}(?:i (?:forgot|missed|left out|{_NOT} (?:mention|say|put))(?: to (?:say|mention|add))?(?: about)?"
    r"|(?:please |can (?:you|i) (?:please )?)?add|(?:please )?(?:don['’]?t|do not) forget(?: about)?"
    rf"|there(?:['’]?s| is)(?: also)?|what about|how about|plus|(?:and|also)(?: also)?){_WHO}",
    re.IGNORECASE,
)
_TOO = re.compile(
    r"[\s,]+(?:too|as well|also|aswell|please|pls|to (?:it|that|the list|them))\W*$", re.IGNORECASE
)
_ASKED_FOR = re.compile(
    r"[\s,.;–—-]+(?:(?:and|so|can you|could you|please|pls|just) )*(?:put|add|include|write|count)"
    r"\s+(?:him|her|them)(?: (?:down|in|on|to (?:it|that|the list|them)))?(?: please| pls)?\W*$",
    re.IGNORECASE,
)
"""What is asked to be done with the name, behind it: "I forgot Lilly, put her down as well"."""
_NAME_OF = re.compile(r"['’]s names?$", re.IGNORECASE)
_MOST = 12
_NOBODY = NO_NAMES | phrases(
    "a|an|what|how|it|one|some|something|somebody|someone|everything|anything|nothing|out|part|parts|bit|bits|me"
    "|point|you|us|him|to|how|when|where|all|another|more|other|others|stuff|things|loads|lots|no|not|again"
    "|before|council|social|services|dads|mums|details|name|names|family|question|questions|appointment|meeting"
    "|contact|school|home|sorry|yes|also|too|only|just"
)
"""What may be left out, and is no child."""


def left_out(text: str, beside: bool) -> str | None:
    """The names of the children whom a few words say were not named before, as they were typed, or None.

    `beside`: no story is asked for, so that who is named in passing is one of them: "and Mia too".
    """
    if len(text.split()) > _MOST:
        return None
    whole = text.strip().rstrip("?!. ")
    said = _NAME_OF.sub("", _ASKED_FOR.sub("", _TOO.sub("", whole)))
    led = _YOU_LEFT_OUT.match(said) or (_ANOTHER_ONE.match(said) if beside else None)
    if led is not None:
        return _names_alone(led[1], small=True)
    passing = _IN_PASSING.match(said) if beside else None
    if passing is not None:
        return _names_alone(passing[1], small=False)
    return _names_alone(said, small=False) if beside and said != whole else None


def _names_alone(told: str, small: bool) -> str | None:
    """The names that something told begins with, each with a capital letter; `small`: or one word without."""
    names = called(without_ages(told))
    if names is None or not _NOBODY.isdisjoint(plain(names).split()):
        return None
    words = [word for part in LISTED.split(names)[::2] for word in part.split()]
    alone = small and len(words) == 1 and plain(told) == plain(names)
    return names if alone or all(word[:1].isupper() for word in words) else None

"""Whether a text says that a complaint is about who speaks and about another, who is told of too. PURE.

English only, and modest: the two must be named side by side, as one names two who are treated alike. What
is heard is read back.
"""

from __future__ import annotations

import re

from backend.journeys.words import plain

BOTH = "both"
"""It is about who speaks and about somebody else."""

_CLOSE = {
    "sibling": r"(?:step ?|half ?|foster )?(?:brothers?|sisters?|siblings?|bro|sis)|twin",
    "friend": r"(?:best )?(?:friends?|mates?)",
    "birth_relative": r"cousins?",
}
"""Who is told of beside oneself by somebody of any age, by how they are related."""
_CHILD = (
    r"(?:step ?|grand|foster |adopted )?(?:sons?|daughters?|child|children|kids?)|twins|bab(?:y|ies)"
    r"|(?:little )?(?:boys?|girls?)|nephews?|nieces?|little ones?|family|clients?|pupils?"
)
_WHICH = r"(?:\w+ (?:year|yr) old |(?:two|three|four|five|six|both|little|big|older|younger|own|other) )*"
_KIN = "|".join((*_CLOSE.values(), _CHILD))
_ANOTHER = rf"(?:my|our|the) {_WHICH}(?:\w+ )??(?:{_KIN})"
_ME = r"(?:me|myself)(?: as an? \w+)?"
_ALSO = r"(?: too| as well| also)?"
_AND = rf"{_ALSO} (?:and(?: also| then)?|n|or|nor|plus|as well as|along with|together with|but also) "
_AGAIN = (
    r"(?:(?:it is |its )?(?:about|to|for|with|at|of|on|against|towards) )?"
    r"(?:(?:how|what|the way)(?: \w+){1,4}? (?:to |with |for )?)?(?:both )?"
)
"""What may be said again before the second of two: "how they treat me and how they treat my son"."""
_TELLS_ON = (
    r"(?! (?:is|was|has|does|isnt|wasnt|hasnt|doesnt|did|didnt|had|got|gets|went|needs|wants|lives)\b)"
)
"""Behind the second of two, what would make them the subject of another sentence."""
_BEGINS = r"^(?:(?:and|but|so|because|cos|that|how|when|since|about|its|hi|hello|i think|both) )*"
_APART = r"(?<!between )(?<!from )(?<!not about )(?<!isnt about )(?<!wasnt about )"
_ADULTS = (
    r"husband|wife|partner|ex|boyfriend|girlfriend|fiancee?|mum|mom|mam|dad|mother|father|parents|carers?"
)
_SIDE_BY_SIDE = re.compile(
    rf"{_APART}\b{_ME}{_AND}{_AGAIN}{_ANOTHER}\b{_TELLS_ON}"
    rf"|{_APART}\b{_ANOTHER}{_AND}{_AGAIN}{_ME}\b"
    rf"|{_APART}\b{_ME}(?: and)? (?:my|our) (?:{_ADULTS}) and {_ANOTHER}\b{_TELLS_ON}"
    rf"|{_APART}\b{_ME} {_ANOTHER} and (?:my|our)\b"
    rf"|{_BEGINS}(?:me|i){_AND}{_ANOTHER}\b|{_BEGINS}{_ANOTHER} and (?:i|me)\b"
    rf"|\bnot (?:just|only) (?:\w+ ){{0,2}}?(?:me|myself)\b.{{0,60}}\b{_ANOTHER}\b"
    rf"|\bnot (?:just|only) (?:\w+ ){{0,2}}?{_ANOTHER}\b.{{0,60}}\b(?:me|myself)\b"
    rf"|\b{_ANOTHER}\b.{{0,60}}\b(?:about|to|at|for|with|against) (?:me|myself) (?:too|as well|also)\b"
)
_WITH_A_CHILD_TOLD_OF = re.compile(
    rf"\b(?:both|all|each) of us\b|{_APART}\b{_ME}{_AND}{_AGAIN}(?:him|her|them)\b"
    r"|\b(?:him|her|them) and me\b"
)
_ONE_ANOTHER = re.compile(rf"\b(?:my|our) {_WHICH}(?:{_KIN})\b")
_SENTENCES = re.compile(r"[.!?;\n]+")
_AROUND = r"(?:(?:its|it is|this is|about|for|both|just|yes|please) )*"
_ADULT = rf"(?:my (?:\w+ )?)?(?:{_ADULTS})"
_AND_AN_ADULT = re.compile(
    rf"{_AROUND}(?:(?:me|myself) (?:and|n) {_ADULT}|{_ADULT} (?:and|n) (?:me|myself|i))(?: please)?"
)
_NOT_A_NAME = r"(?!(?:no|nobody|only|just|my|that|this|it)\b)"
_BARE = re.compile(
    rf"{_AROUND}(?:(?:me|myself) (?:and|n) (?:an? )?{_NOT_A_NAME}(?:\w+ and )?\w+"
    rf"|{_NOT_A_NAME}\w+ (?:and|n) (?:me|myself)|(?:all|both|the) (?:\w+ )?of us)(?: please)?"
)
_OUTRIGHT = re.compile(
    r"(?:(?:no|yes|yeah|and|but|oh|ok|so|sorry|actually|wait|well|also|because|i said|i want) )*"
    r"(?:its|it is|it was|this is|this was|this isnt|its not|it isnt|(?:my|the|this) complaint is)"
    r"(?: \w+){0,2}? (?:about|for) "
)
_THE_TWO = re.compile(
    rf"{_AROUND}(?:me|myself|i){_AND}{_ANOTHER}(?: \w+)?(?: please)?"
    rf"|{_AROUND}{_ANOTHER}(?: \w+)? (?:and|n) (?:me|myself|i)(?: please)?"
)
"""An answer that is the two of them and no more."""
_INTRODUCES = re.compile(
    rf"(?:(?:no|yes|yeah|well|but|and|hes|he is|shes|she is|theyre|they are|its|it is|thats) )*"
    rf"(?:my|our) {_WHICH}(?:{_KIN})"
    r"(?:(?: \w+)? (?:(?:and )?(?:is|are|hes|he is|shes|she is|whos|who is)|aged|called|named)"
    r"(?: \w+){1,3}?)?"
    r"(?: (?:like )?(?:i|ive) (?:just |already |have )?(?:said|told (?:you|u)))?"
)
"""Few words that say who somebody is: "hes my brother i said", "my sister ella is 6"."""
_TURNS = re.compile(rf"(?:.*\b(?:about|for|meant?) )?{_ANOTHER}(?: \w+)?(?: instead| not me)?")
_LEAVES_OUT = re.compile(
    r"\b(?:not (?:about |for )?me|isnt (?:about|for) me|only|just|instead|some(?:body|one) else)\b"
)
_ADDS = re.compile(r"^and\b|\b(?:also|too|as well|aswell|both|not (?:just|only))\b")


def speaker_and_another(text: str) -> bool:
    """Whether a text names who speaks and a child side by side: "they lied to me and my brother"."""
    parts = [plain(part) for part in _SENTENCES.split(text)]
    if any(_SIDE_BY_SIDE.search(part) for part in parts):
        return True
    told_of = _ONE_ANOTHER.search(plain(text)) is not None
    return told_of and any(_WITH_A_CHILD_TOLD_OF.search(part) for part in parts)


def the_two_of_us(text: str) -> bool:
    """Whether an answer to whom it is about says both: a name may stand for the other, "me and Alfie"."""
    named = _BARE.fullmatch(plain(text)) is not None and not with_an_adult(text)
    return named or speaker_and_another(text)


def with_an_adult(text: str) -> bool:
    """Whether an answer to whom it is about names who speaks and an adult: "me and my husband"."""
    return _AND_AN_ADULT.fullmatch(plain(text)) is not None


def adds_one(text: str) -> bool:
    """Whether a correction adds somebody to whom it is about: "it's about me too"."""
    return _ADDS.search(plain(text)) is not None


def introduces(text: str) -> str | None:
    """How few words that say who somebody is say that they are related; None for any others."""
    return related(text) if _INTRODUCES.fullmatch(plain(text)) else None


def put_right(told: object, named: str, text: str, corrects: bool) -> str | None:
    """Whom words make a complaint about that was about `told`, where they name `named`; None for no other.

    Nobody is left out who was told of, unless the words say so: who only says who their brother is does not.
    `corrects`: the words take an answer back, so that a brother named alone is meant instead.
    """
    if named in (told, BOTH, "self"):
        return BOTH if named != told and adds_one(text) else named
    said = plain(text)
    if adds_one(text) or told == BOTH:
        return named if told == BOTH and _LEAVES_OUT.search(said) else BOTH
    kin = re.search(rf"\b{_ANOTHER}\b", said)
    turned = _TURNS.fullmatch(said) if corrects else _LEAVES_OUT.search(said) or _OUTRIGHT.match(said)
    if kin is None or turned:
        return named
    return BOTH if _INTRODUCES.fullmatch(said) or _THE_TWO.fullmatch(said) else None


def widens(text: str, told: object) -> bool:
    """Whether a text says outright that a complaint is about another too, or about who speaks."""
    missing = {"self": _ANOTHER, "somebody_else": _ME}.get(str(told))
    parts = [plain(part) for part in _SENTENCES.split(text)]
    return missing is not None and any(
        _THE_TWO.fullmatch(part) is not None
        or (
            (led := _OUTRIGHT.match(part)) is not None
            and re.search(rf"\b{missing}\b", part[led.end() :]) is not None
            and (adds_one(part) or _SIDE_BY_SIDE.search(part) is not None)
        )
        for part in parts
    )


def related(text: str) -> str | None:
    """How somebody of any age is related to the one that a text tells of beside them, or None."""
    said = plain(text)
    mine = rf"\b(?:my|our) {_WHICH}"
    return next((kind for kind, kin in _CLOSE.items() if re.search(rf"{mine}(?:{kin})\b", said)), None)


_SPEAKS_FOR = re.compile(
    r"\b(?:im|i am|ill|i will|i|ive|i have|id|i want to|i need to)"
    r" (?:(?:just|now|only|here|gonna|going to|trying to|had to|have to) )*"
    r"(?:do(?:ing|ne)?|complain(?:ing|ed)?|speak(?:ing)?(?: up)?|say(?:ing)?"
    r"|writ(?:e|ing)|report(?:ing)?|mak(?:e|ing))"
    r"(?: (?:it|this|that|one|a|the|complaint|something|all))*"
    r" (?:for|on behalf of|instead of) (?:her|him|them)"
    r"(?= (?:and|because|cos|coz|so|as|im|i|ive|she|shes|he|hes|they|theyre|but|not|too|instead|please)\b|$)"
)
_OF_ONE = re.compile(rf"\b(?:for|on behalf of|about) ((?:my|our) {_WHICH}(?:{_KIN}))\b")


def speaks_for(said: str) -> bool:
    """Whether a plain text says that its writer speaks for somebody told of: "im doing this for her"."""
    return _SPEAKS_FOR.search(said) is not None


def spoken_for(text: str) -> str | None:
    """How one is related to whom they speak for: "for my friend", "my mate so im doing it for her"."""
    said = plain(text)
    named = _OF_ONE.search(said)
    if named is not None and not _OF_A_RELATIVE.match(said, named.end()):
        return related(named[1])
    return related(text) if speaks_for(said) else None


_OF_A_RELATIVE = re.compile(rf" (?:{_KIN}|social|sw|carers?|mums?|dads?|school)\b")
"""Behind somebody's name, whose they are: "my sisters son", "my brothers social worker"."""


_KEPT_FROM = re.compile(
    r"\b(?:see|seeing|saw|seen|visit|visiting|visits|meet|meeting|ring|ringing|phone|call|miss|missing|without"
    r"|(?:talk|talking|speak|speaking|write|contact|visits|time|calls?) (?:to|with)|contact"
    r"|(?:live|living|stay|staying|be|being|was|were|placed|put|together) with"
    r"|(?:apart|away|separated|split(?: up)?) from)"
    rf" {_ANOTHER}\b"
)


def misses_another(text: str) -> bool:
    """Whether a text tells of a child its writer does not see or live with: whom it is about stays open.

    "They won't let me see my brother" is the complaint of whoever says it, as much as the brother's.
    """
    return _KEPT_FROM.search(plain(text)) is not None


_WITH_ME = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:friends?|mates?|sister|brother|cousin)(?: (?!is\b|said\b|says\b)\w+)? ?"
    r"(?:(?:is|s|are) (?:(?:sat|sitting|also|right|just|still) )*"
    r"(?:here|with me|next to me|beside me|helping me|typing|writing)"
    r"|(?:said|says|told me|tells me|thinks|reckons) (?:that )?(?:i|to|you|u)) ?\b"
)


def in_company(text: str) -> bool:
    """Whether a text says that a friend or the like is with who speaks, or told them to speak."""
    return _WITH_ME.search(plain(text)) is not None


def without_company(said: str) -> str:
    """A plain text without the friend who is beside who speaks, and is not whom it is about."""
    return _WITH_ME.sub(" ", said)


_NOT_ANOTHER = r"(?:(?:and )?not (?:about |for )?(?:(?:a|an|my|the|any) )?\w+)"
_OF_ONESELF = re.compile(
    rf"(?:(?:no|nah|who|what|hey|oh|but|and|because|cos|well|sorry|actually|wait|i said|i mean|im an? \w+"
    rf"|im \d+|(?:its|it is|this is|it isnt|this isnt) {_NOT_ANOTHER}"
    r"|(?:it|this) isnt (?:about|for) (?:\w+ )?\w+|there is no child|theres no child) )*"
    r"(?:(?:its|it is|this is|thats) (?:(?:just|only|all|really) )*(?:(?:about|for) )?(?:me|myself)"
    r"|(?:its|it is|this is) my(?: own)? complaint)"
    rf"(?: {_NOT_ANOTHER})?(?: please)?"
)


def is_of_oneself(text: str) -> bool:
    """Whether a text says outright, and no more than that, that it is about who speaks: "who? its me"."""
    return _OF_ONESELF.fullmatch(plain(text)) is not None

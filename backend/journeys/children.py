"""What a message says of the child it is about: first names, situation, whether they agree. PURE.

English only, and modest. What is heard is read back; what is unsure is asked.
"""

from __future__ import annotations

import re

from backend.journeys import whom
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
NO_NAMES = phrases(
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
_ADOPTED = re.compile(r"\b(?:is|was|are|were|been|hes|shes|theyre|got) (?:\w+ )?adopted\b(?! (?:a|an|the)\b)")
_DIED = re.compile(
    rf"\b(?:{_KIN}|he|she|baby) (?:who )?(?:has |had |sadly )*"
    rf"(?:died|passed away|took {_THEM} own life)\b"
)
_SITUATIONS = (
    ("has_died", _DIED),
    ("care_leaver", _LEFT_CARE),
    ("adopted", _ADOPTED),
    ("looked_after", _LOOKED_AFTER),
    ("in_need", _IN_NEED),
)
_OF_ONES_OWN = ("care_leaver", "adopted", "looked_after")
"""The situations in which whoever writes may be too: "I am in foster care" tells nothing of a child."""

_NOT_TOLD = re.compile(r"\b(?:if|whether)\b.*|^(?:is|are|was|were) (?:he|she|they)\b.*")
_OF_ONE = re.compile(r"\b(?:one(?: of (?:them|the \w+))?|the other(?: one)?) (?:is|was|lives|has|stays)\b")
"""One of several, who is not said by name."""

_SAYS_YES = re.compile(
    r"\b(?:agree[sd]?|consent(?:s|ed)?|wants? (?:me|us) to|asked (?:me|us) to|wants? (?:it|this|to)"
    r"|(?:is|are|hes|shes|theyre) (?:(?!not )\w+ )?(?:happy|fine|ok|okay) (?:for (?:me|us)|with|about)"
    rf"|(?:gave|given|has given) (?:me )?{_THEM} (?:consent|permission|agreement))\b"
)
_SAYS_NO = re.compile(
    r"\b(?:disagrees?|(?:doesnt|does not|didnt|did not|dont|do not) (?:agree|consent|want (?:me|us) to"
    r"|want (?:it|this|to)))\b"
)
_OF_THIS = re.compile(
    r"(?: (?:that|to|with|about|completely|fully|too|for)){0,2}"
    r"(?: (?:this|it|me|us|my|i|we|the complaint|complain(?:ing)?|speak|say|tell|write|send|raise|help|act"
    r"|represent|do (?:this|it|so)|make (?:this|a|the) complaint)\b|$)"
)
"""What stands behind a yes or a no to this complaint, and to nothing else: "wants to go home" is none."""
_OF_NOBODY = re.compile(r"(?:want|dont want|do not want)\b")
"""What is the writer's own where nobody is named before it: "want to complain about jade"."""
_CONSENT_HAD = re.compile(rf"\b(?:have|has|got|with) {_THEM} (?:consent|permission|agreement)\b")
_SAID_YES = re.compile(
    r"\bsaid (?:to me )?(?:yes|yeah|yep|ok|okay|its ok|its okay|its fine|its alright|i can|i could"
    r"|i should)\b"
)
_SAID_NO = re.compile(r"\bsaid (?:to me )?(?:no|nope|not to|dont|they dont|he doesnt|she doesnt)\b")
_NOT_ASKED = re.compile(
    r"(?:^|\b(?:i|we|ive|weve) )(?:havent|have not|not|not yet) asked (?:him|her|them|yet)\b"
    r"|\btoo young to (?:agree|say|ask|be asked|know|understand|tell|speak|talk|decide|complain)\b"
    r"|\b(?:doesnt|dont) know (?:im|i am|about this)\b"
)
_NOT_ASKED_YET = re.compile(
    r"\b(?:havent|have not|hasnt|not|never|didnt|wasnt|werent|nobody|no one) (?:\w+ )?ask(?:ed)?\b"
    r"|\bnot yet\b|\b(?:he|she|they|them) (?:\w+ )?(?:doesnt|does not|dont|do not|didnt) (?:even )?know\b"
)
_CANNOT_SAY = re.compile(
    r"\b(?:cannot|cant|can not|couldnt) (?:say|talk|speak|tell|agree)\b|\btoo (?:young|little|small)\b"
    r"|\b(?:a|still a|just a|only a) baby\b|\b(?:cant|cannot|couldnt|not allowed to|wont let me) ask\b"
)
_PARTS = re.compile(
    r"(?<=\?)|[,;.!\n]|\b(?:but|though|although|because|cos)\b"
    r"|\band (?=(?:i|he|she|they|we|you|it|do|does|did|is|are|what|why|how)\b)",
    re.IGNORECASE,
)
_OTHERS = (
    "i|im|ive|id|we|weve|wed|you|husband|wife|partner|ex|mum|mam|mom|mother|dad|father|parents?|nan|gran"
    "|grandma|grandad|carers?|workers?|sw|managers?|pa|iro|advis[eo]rs?|solicitors?|teachers?|schools?"
    "|councils?|panels?|judges?|courts?|team|police|nobody|none|neither|anyone|everyone"
)
_WHO = re.compile(
    rf"\b(?:(?P<other>{_OTHERS})|he|hes|hed|she|shes|shed|they|theyre|theyd|them|both|all|who|{_KIN})\b"
)
_HOLDS_BACK = re.compile(
    r"\b(?:not|never|dont|doesnt|didnt|isnt|arent|wasnt|wont|wouldnt|cant|cannot|couldnt|hasnt|havent|hardly"
    r"|none|neither|nobody|to|should|must)\b"
)
"""What makes a yes behind it none: "she does not have to agree"."""
_NOT_YET_SURE = re.compile(
    r"\b(?:if|whether|unless|until|maybe|perhaps|probably|possibly|will|would|might|may|could|hed|shed|theyd"
    r"|unsure|dunno|idk|idea|clue|doubt|wonder|guess|suppose|hope|assume|reckon)\b|\b(?:i|we) think\b"
    r"|\b(?:not|never|isnt|arent) (?:\w+ )?(?:sure|certain)\b"
    r"|(?<!he )(?<!she )(?<!they )(?<!them )\b(?:dont|do not|didnt|cant|cannot|couldnt)"
    r" (?:\w+ )?(?:know|think|say for)\b"
)
_ASKED_WHETHER = re.compile(r"\basked (?:him |her |them |both |all )*(?:if|whether)\b.*")
_QUESTION = re.compile(
    r"^(?:(?:and|so|well|er|um) )*(?:do|does|did|should|must|can|could|would|will|why|what|how|when|which)"
    r" (?!agree|know|want|not\b)"
    r"|\b(?:what|why|how|when) (?:do|does|did|is|are|should|would|can|could|if|about)\b"
    r"|\b(?:do|does|did|should|must|can|could|would|is|are|has|have) (?:i|we|he|she|they)\b"
)
_DOUBTED = "doubted"
_WEIGHED = ("no", "not_asked", _DOUBTED, "yes", "dont_know")
"""What counts of a text that says several things of it, the first of these; a yes that is doubted is none."""


def names(text: str) -> str | None:
    """The first names of the child or children, as they were typed, if a text surely gives them."""
    of_a_child = _A_CHILD.search(plain(text)) is not None
    patterns = (*_CALLED, _THEIR_NAME) if of_a_child else _CALLED
    told = (_AGE.sub("", found[1]) for pattern in patterns for found in pattern.finditer(text))
    return next((names for names in told if not set(_BETWEEN.split(names.lower())) & NO_NAMES), None)


def without_ages(text: str) -> str:
    """The first sentence of a text that gives names, without how old each of them is."""
    return _AGES.sub("", _SENTENCE_ENDS.split(text.strip(), maxsplit=1)[0])


def called(told: str) -> str | None:
    """The names in a list, as they were typed, up to the first part that gives none; None if none does."""
    kept = ""
    parts = LISTED.split(told)
    for between, part in zip(("", *parts[1::2]), parts[::2], strict=True):
        if (name := _name_of(part)) is None:
            break
        kept += f"{between}{name}"
    return kept or None


def _name_of(part: str) -> str | None:
    """The name that a part of a list begins with, behind who they are: "baby Alfie who is one"."""
    words = part.split()
    while len(words) > 1 and plain(words[0]) in _BEFORE_A_NAME and words[0].islower():
        words = words[1:]
    length = next((at for at, word in enumerate(words) if plain(word) in _NO_PART_OF_A_NAME), len(words))
    name = " ".join(words[:length])
    return name if any(character.isalpha() for character in name) else None


_SENTENCE_ENDS = re.compile(r"(?<=\w\w)[.!?]+(?:\s|$)")
LISTED = re.compile(r"(\s*(?:[,;/&+\n]|\band\b)(?:\s*(?:[,;&\n]|\band\b))*\s*)", re.IGNORECASE)
_AGES = re.compile(
    r",?\s*\(?\b(?:(?:who )?(?:is|was) |who['’]?s |aged? )?\d{1,2}(?: and a half)?"
    r"(?:\s*-?(?:years?|yrs?|months?|mths?|weeks?|wks?|days?|yo|m)\b(?:[ -]olds?)?)?(?=\W|$)\)?",
    re.IGNORECASE,
)
_BEFORE_A_NAME = phrases(
    "baby|little|big|my|our|his|her|their|the|also|then|plus|both|twins|son|daughter|brother|sister|sibling"
    "|boy|girl|child|children|kid|kids|called|named|step|half|other|older|younger|oldest|youngest|eldest"
)
_NO_PART_OF_A_NAME = phrases(
    "as|who|whos|which|that|this|these|is|are|was|were|in|at|on|of|to|for|from|with|by|not|no|but|or|so|if|it|its"
    "|i|im|we|you|he|hes|she|shes|they|theyre|me|him|them|his|her|their|my|our|see|same|above|stated|named|what"
    "|when|where|why|how|please|aged|age|lives|live|lived|has|have|had|does|do|did|can|could|would|should"
    "|only|just|because|though|although|since|than|about|all|both|everyone|others|month|months|year|years|old"
)


def situation(text: str) -> str | None:
    """The child's situation, in contract.md's words, if a text surely tells it."""
    said = " ".join(_NOT_TOLD.sub("", plain(part)) for part in _PARTS.split(text))
    if _OF_ONE.search(said):
        return None
    found = [situation for situation, pattern in _SITUATIONS if _is_told(situation, pattern, said)]
    # One of them is in care and another at home: that is asked of each.
    return None if found == ["looked_after", "in_need"] else next(iter(found), None)


def _is_told(situation: str, pattern: re.Pattern[str], said: str) -> bool:
    """Whether a text tells a situation, of the child and of nobody else who was named last before it."""
    own = situation in _OF_ONES_OWN
    said = _DENIED.sub(" ", said)
    return any(not own or _of_the_child(said, found.end()) for found in pattern.finditer(said))


_DENIED = re.compile(
    r"\b(?:(?:is |are |was |were |hes |shes |theyre |has |have )*(?:not|never|no longer)"
    r"|isnt|arent|wasnt|werent|hasnt|havent|aint)"
    r" (?:(?:been|really|actually|even|currently|yet|now|legally|a|an) )*"
    r"(?:in (?:\w+ )?(?:care|need|home)|in residential|looked after|fostered|accommodated|adopted"
    r"|(?:taken|placed|put) into (?:foster )?care|under a care order|child(?:ren)? in need|cin plan"
    r"|care leavers?|left care)\b"
)
"""A situation that is said not to be theirs."""


def of_another(text: str) -> bool:
    """Whether a text tells of somebody else what they are, and begins with them: "he's a care leaver"."""
    return _OF_ANOTHER.match(plain(text)) is not None and situation(text) is not None


_OF_ANOTHER = re.compile(r"(?:(?:no|well|its|about|because) )*(?:hes?|shes?|they|theyre)\b")


def leaves_open(text: str) -> bool:
    """Whether a text asks, is of one of several who is not named, or says that it is not known.

    It names things, and tells none of them.
    """
    parts = [part for part in _PARTS.split(text) if plain(part)]
    return _OF_ONE.search(plain(text)) is not None or any(
        _asks(part) or _NOT_YET_SURE.search(_told_by(part)) for part in parts
    )


def agrees(text: str, asked: bool = False) -> str | None:
    """Whether the child agrees, in contract.md's words, if a text surely tells it.

    Asked, it is the child who said yes or no; in a story that may be anybody, and to anything. A question
    tells nothing. What is not known is told only where it was asked for.
    """
    said = plain(text)
    of_a_child = len(said.split()) <= _FEW and _A_CHILD.search(said) is not None
    near = asked or (of_a_child and not whom.in_company(text))
    parts = [part for part in _PARTS.split(text) if plain(part)]
    told = {_agrees(_told_by(part), asked, near) for part in parts if not _asks(part)}
    found = next((value for value in _WEIGHED if value in told), None)
    if found in (_DOUBTED, "dont_know"):
        return "dont_know" if asked and not any(map(_asks, parts)) else None
    return found


def _asks(part: str) -> bool:
    return "?" in part or _QUESTION.search(plain(part)) is not None


def _told_by(part: str) -> str:
    """What a part says by itself, and not what somebody was asked: "I asked if he agrees"."""
    return _ASKED_WHETHER.sub("", plain(part))


def _agrees(said: str, asked: bool, near: bool) -> str | None:
    """What one part of a text tells; `near`: it is about the child, and not asked."""
    if _NOT_ASKED.search(said) or (asked and (_NOT_ASKED_YET.search(said) or _CANNOT_SAY.search(said))):
        return "not_asked"
    if _NOT_YET_SURE.search(said):
        return _DOUBTED if _SAYS_YES.search(said) else "dont_know"
    if any(_is_the_childs(said, no, asked) for no in _SAYS_NO.finditer(said)):
        return "no"
    if near and (no := _SAID_NO.search(said)) and _of_the_child(said, no.start()):
        return "no"
    if any(
        _is_the_childs(said, yes, asked) and not _held_back(said, yes) for yes in _SAYS_YES.finditer(said)
    ):
        return "yes"
    if near and (yes := _SAID_YES.search(said)) and _of_the_child(said, yes.start()):
        return "yes"
    had = _CONSENT_HAD.search(said)
    return "yes" if had and not _held_back(said, had) else None


def _is_the_childs(said: str, found: re.Match[str], asked: bool) -> bool:
    """Whether a yes or no is the child's own, and to this complaint; asked, a yes alone is to that."""
    to_this = (asked and not found[0].endswith(" to")) or _OF_THIS.match(said, found.end()) is not None
    if not asked and _OF_NOBODY.match(found[0]) and _WHO.search(said, 0, found.start()) is None:
        return False
    return to_this and _of_the_child(said, found.start())


def _of_the_child(said: str, at: int) -> bool:
    """Whether nobody else was named last before a place in a text: "he told his mum that he agrees"."""
    named = [who["other"] for who in _WHO.finditer(said, 0, at)]
    return not named or named[-1] is None


def _held_back(said: str, found: re.Match[str]) -> bool:
    return _HOLDS_BACK.search(said, 0, found.start()) is not None

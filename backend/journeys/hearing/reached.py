"""What is asked and wished of how somebody is to be reached, beside the ways. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.hearing import details, questions
from backend.journeys.words import plain

_LACKS = (
    r"\b(?:(?:dont|do not|dnt|havent|have not|aint|no longer|never)(?: (?:even|really|actually))?"
    r" (?:have|got|own|had)|(?:have|got) no|no longer have)"
    r"(?: (?:a|an|any|one|it|own|of|access|to|or|and|nor|either|working|smart|credit|data|internet|e ?mail"
    r"|mail|address|phone|mobile|number|tablet|laptop|computer))+\b"
)
_OF_LACKING = re.compile(_LACKS)
_LACKING_ALONE = re.compile(
    r"(?:(?:but|and|so|well|oh|um|sorry|no|i|we|ive|what if|because|cos|just|also|actually) )*"
    rf"{_LACKS}(?: (?:sorry|at the moment|right now|now|yet|any ?more|though|atm|either|myself))*"
)


def without_lacking(said: str) -> str:
    """A plain text without what somebody says they have none of, which is no warning against it."""
    return _OF_LACKING.sub(" ", said)


def has_nothing_to_be_reached_by(text: str) -> bool:
    """Whether a text says, and no more, that there is no phone, e-mail or the like: "i dont have one"."""
    return _LACKING_ALONE.fullmatch(plain(text)) is not None


_ASKING_THEM = re.compile(
    r"^(?:(?:please|pls|so|and|but|ok|yes|yeah|um|well) )*(?:can|could|would|cant|couldnt)"
    r" (?:they|you|u|ya|it|someone|somebody|the \w+)(?: (?:please|pls|just|only|maybe|always|all))*"
    r" (?:not|never|text|txt|ring|call|phone|e ?mail|write|send|message|use|contact|leave|put|wait|do|be|stop"
    r"|avoid|hide|tell|ask|speak|talk)\b"
)
_IN_A_WAY = re.compile(
    r"\b(?:not|never|only|just|first|instead|rather|after|before|between|until|till|when|while|unless|except"
    r"|without|with|through|during|weekends?|evenings?|mornings?|afternoons?|nights?|times?|school|college"
    r"|withheld|secret\w*|private\w*|quiet\w*|plain)\b"
)


_ASKING_FOR_IT = re.compile(
    r"(?:(?:so|and|please|pls|ok) )*(?:can|could|will|would) (?:everything|it|things|(?:the |my |any )?"
    r"(?:letters?|post|mail|answer|reply|e ?mails?))(?: (?:please|just|only))* (?:come|go|(?:be|get) sent)\b"
)


def asks_them_to(text: str) -> bool:
    """Whether a question asks the team to take care: "can they text first", "can it come to me only"."""
    said = plain(text)
    return (_ASKING_THEM.match(said) or _ASKING_FOR_IT.match(said)) is not None and _IN_A_WAY.search(
        said
    ) is not None


def asks_only(text: str) -> bool:
    """Whether a text asks something, and asks nobody to do it."""
    return questions.is_a_question(text) and not asks_them_to(text)


_PERSON = (
    r"(?:teachers?|tutor|head ?teacher|key ?worker|support ?worker|youth ?worker|social ?worker"
    r"|worker|pa|personal advis[eo]r|advis[eo]r|iro|advocate|mentor|therapist|counsell?or|nurse|doctor"
    r"|solicitor|foster (?:carer|mum|dad|mam|parents?)|carers?|mum|mam|mom|dad|parents?|step ?(?:mum|dad)"
    r"|nan|nana|gran|grandma|grandad|grandparents|aunt|aunty|auntie|uncle|cousin|brother|sister|friend|mate"
    r"|best friend|boyfriend|girlfriend|partner|husband|wife|neighbour|son|daughter)"
)
_ELSEWHERE = (
    r"(?:whats ?app|snap ?chat|snap|instagram|insta|messenger|facebook|fb|teams|zoom|face ?time|signal"
    r"|telegram|discord|video call|relay uk|minicom|text ?phone|face to face|in person)"
)
_ANOTHER_WAY = re.compile(
    r"(?:(?:please|pls|can|could|would|should|they|you|u|id|i|prefer|like|want|rather|maybe|just|yes|yeah|ok|um"
    r"|it|this|someone|somebody|the answer|answer|reply|send|give|e ?mail|text|txt|ring|call|phone|write"
    r"|tell|ask|contact|reach|speak|talk|message|go|use|through|via|by|with|to|me|on|at|only|have|got|ive|theres|its|put"
    r"|number) )*"
    r"(?:(?:come|visit|meet)(?: (?:and|to|over|out|here|see|visit|meet|talk|speak|with|to))*"
    r" (?:me|my (?:school|college|house|home|hostel|placement|flat))"
    rf"|(?:my|our) (?:(?:\w+ )?{_PERSON}s?(?: (?:phone|mobile|number|e ?mail|address))?|school|college)"
    rf"|(?<=\bat )(?:school|college|work)|{_ELSEWHERE})"
    r"(?: (?:(?:at|from|in) (?:my |the )?(?:\w+ )?(?:school|college|work|hostel|home|placement)|instead"
    r"|please|pls|is|fine|ok|best|only|maybe|then|first|about it|for me|knows|can tell me|will tell me))*"
)


def goes_another_way(text: str) -> bool:
    """Whether a text wishes no more than to be reached through somebody else, or by something else than a
    letter, an e-mail or a telephone: "can they email my pa instead", "on whatsapp".
    """
    return _ANOTHER_WAY.fullmatch(plain(text)) is not None


_OF_TELLING_IT = re.compile(
    r"\bwhat if\b|\bsaf(?:e|er|est|ely|ety)\b|\bprivate\b|\bsecret\b|\bsees?\b|\bseen\b|\bfinds? out\b"
    r"|\bopens?\b|\breads?\b|\bpicks? up\b|\bhears?\b|\bpassword\b|\btrace\b|\bnick ?names?\b|\b(?:first|real"
    r"|full|made up|fake|other|different|whole|proper|last|sur) ?names?\b|\binitials\b"
    r"|\b(?:get|gets|got|have|has|know|knows|tell|tells|told|give|gives|given|share|shares|shown?|pass)\b.*"
    r"\b(?:my|the|this|it)(?: (?:e ?mail|phone))?(?: (?:number|name|e ?mail|address|phone|details?))?$"
    r"|\b(?:tell|telling|told) (?:my|the|them|him|her|anyone|anybody|people)\b"
    r"|\b(?:do|must|should) (?:i|we) (?:really )?(?:have|need|got)\b"
    r"|\bleave (?:it|this|that) (?:out|blank|empty)\b"
)


def asks_of_telling_it(text: str) -> bool:
    """Whether it is asked who gets to see a name or number, if it is safe to tell, or if it must be told."""
    return _OF_TELLING_IT.search(plain(text)) is not None


_REACH_ME = re.compile(
    r"^(?!they|you only)(?:(?:hi|hello|please|pls|so|and|but|ok|no|actually|instead|from now on|now|can"
    r"|could|would|will|they|you|u|i|id|ill|prefer|rather|want|need|like|you to|them to"
    r"|to|just|only|better|it) )*"
    r"(?:text|txt|ring|call|phone|e ?mail|write to|message|contact|reach) (?:me|us)\b"
)
_ANEW = re.compile(
    r"\b(?:instead|not|dont|rather|from now on|only|now|by (?:text|e ?mail|phone|letter|post)|on my|at my)\b"
)
_NO_LETTER = re.compile(
    r"(?:(?:but|and|please|pls|i|we|really) )*(?:(?:dont|do not) (?:want|send|post|need)|no more"
    r"|stop sending)(?: (?:me|us|a|an|any|the|to|get|have|more|my|house|home))* letters?"
    r"(?: (?:to|at|home|here|my|the|house|placement|address|please|any ?more|in|post|sent))*"
)
_BRIEFLY = 12


def wishes_another_way(text: str) -> bool:
    """Whether few words wish to be reached in some way from now on: "can they email me instead"."""
    said = plain(text)
    if len(said.split()) > _BRIEFLY:
        return False
    anew = _ANEW.search(said) is not None or details.way_to_reach(text) is not None
    return (anew and _REACH_ME.match(said) is not None) or _NO_LETTER.fullmatch(said) is not None

"""What people say in place of a name: that they would rather not, or why it is wanted. PURE.

No language model sees what is typed there, so it is told by the words alone.
"""

from __future__ import annotations

import re

from backend.journeys.hearing.questions import begins_as_question
from backend.journeys.words import phrases, plain, without_courtesy, without_swearing

_IT = (
    r"(?:it|that|this|any|anything|one|(?:my|the|his|her|their|our|a|any) (?:\w+ )?(?:names?|details?|info))"
)
_SAY = r"(?:say|tell|give|share|put|write|disclose|answer|mention|use|leave|type)"
_OPENS = r"(?:(?:no|nah|nope|um|er|erm|well|oh|actually|but|and|sorry|ok|yeah|i think|hmm) )*"
_DECLINES = re.compile(
    rf"{_OPENS}(?:"
    r"(?:(?:id|ill|i would|i will|i|we|wed|we would|would) )?(?:much )?"
    r"(?:(?:rather|prefer|sooner)(?: to)?(?: not| no)\b.*"
    r"|(?:rather|prefer to|want to|wanna|wish to|like to|would like to) (?:be|stay|remain|keep).*"
    r"\b(?:anonymous|private|unnamed|secret|confidential|nameless))"
    r"|(?:keep (?:me|it|this|that) |stay |remain )?anon(?:ymous(?:ly)?)?|no need\b.*"
    rf"|(?:(?:im|i am|were|we are) )?not (?:really )?(?:gonna |going to )?(?:{_SAY}|telling|saying|giving"
    r"|sharing|comfortable|willing|happy|keen)\b.*"
    r"|(?:i|we) (?:really )?(?:dont|do not|wont|will not|cant|cannot)(?: really)?"
    rf"(?: (?:feel like|want to|wanna|wish to|like to|have to|need to))?(?: {_SAY}\b.*)?"
    r"|(?:i|we) (?:dont|do not) want (?:\w+ ){1,4}to know\b.*"
    r"|(?:you|u|ya|they|nobody|no one|noone) (?:really )?(?:dont|do not|doesnt|does not|needs?nt|need not)"
    r"(?: (?:actually|even|really))?(?: need| have| get| want)?(?: to)?(?: (?:know|have|see|ask))?"
    rf"(?: {_IT})?"
    r"|(?:its |thats |it is )?(?:none of|not) (?:your|ur|yr|u) (?:business|concern|beeswax)\b.*"
    r"|mind (?:your|ur) own(?: business)?"
    rf"|(?:please )?(?:keep|leave) (?:{_IT} )?(?:blank|out|empty|off|private|secret|confidential|to myself)"
    r"|(?:its |thats |it is )?(?:private|confidential|secret|personal)"
    r"|(?:no )?(?:way|chance|thx|thnx)|(?:maybe |perhaps )?(?:not now|later|another time|not yet)"
    r"|(?:ill )?tell (?:you|u) later"
    r"|(?:it|that|my name) (?:doesnt|does not|dont) matter|doesnt matter|who cares"
    r"|(?:(?:you|u) (?:can|could) )?call me (?:anything|whatever|nothing|what)\b.*"
    r")"
)
_NEED = r"(?:need|needed|want|wanted|ask|asking|askin|require|required|gotta|matter|important|for)"
_WHY = re.compile(
    rf"{_OPENS}(?:"
    rf"(?:why|wy|y|what|wot|wat|how come)\b(?: \w+){{0,4}}? {_NEED}\b.*"
    r"|(?:what|wot) (?:is|s) (?:it|that|this) (?:to|for) .*|(?:whats|wots) (?:it|that|this) (?:to|for)\b.*"
    r"|(?:why|y) (?:tho|though|that|this|my name|is that|is this)|what for(?: tho| though)?"
    r"|(?:do|must|should|can|could|may|am|will) (?:i|we) (?:really )?"
    r"(?:have to|need to|got to|gotta|required to|not|skip|leave)\b.*"
    r"|(?:must|should) (?:i|we)|(?:do|have) (?:i|we) (?:have|got) to"
    r"|(?:is|does) (?:it|this|that|my name) (?:really )?(?:needed|necessary|required|compulsory|mandatory"
    r"|optional|important|matter|a must|have to be)\b.*"
    r"|do (?:you|u) (?:really |actually )?(?:need|have to|want)\b.*"
    r")"
)
_TELL = (
    r"(?:(?:tell|telling|let|say|mention|show|inform)\b(?! (?:you|u|me|us)\b)"
    r"|(?:write|ring|phone|call(?! me (?!on\b|at\b))|text|contact|send|email)\b)"
)
_LEARNS = r"(?:know|knows|knowing|find out|finding out|see|sees|seeing|hear|hears|be told|read)"
_WHO_LEARNS = r"(?:(?:my|our|the|his|her|their|any|some|no)? ?\w+ ){1,4}?"
_PLEA = re.compile(
    r"\b(?:"
    rf"(?:can|could|will|would) (?:you|u) (?:please |pls )?(?:not|never) {_TELL}"
    rf"|(?:please |pls |plz )?(?:dont|do not|never|not)(?: (?:you|u|ever))? {_TELL}"
    rf"|(?:i |we )?(?:dont|do not) (?:want|wanna have|need) {_WHO_LEARNS}(?:to )?{_LEARNS}\b"
    rf"|(?:my|our|the|they|he|she|nobody|noone|no one|any ?one) (?:\w+ ){{0,3}}?"
    rf"(?:cant|cannot|can not|mustnt|must not|must never|shouldnt|should not|must|can|not allowed to)"
    rf" {_LEARNS}\b"
    r"|(?:please |pls |plz )?keep (?:it|this|that|me|my name) (?:a )?(?:secret|private|quiet|hidden|from"
    r"|between|confidential)\b"
    r")"
)
"""That somebody is not to know of the complaint, or is not to be written to: "please don't tell my mum"."""
_MOST_BESIDE = 40
"""More words than a name and a plea are a story."""
_OF_OTHERS = phrases("they|he|she|it|you|u|we|i|who|rather|prefer|to")
"""Who does not tell, or what is wished, right before: "they never ring", "I'd rather not say"."""
_GAP = re.compile(r"^|[\s,.;:!–—-]+")
_AND = re.compile(r"[\s,.;:!–—-]*(?:\b(?:and|but|so|please|pls|plz|just)\b[\s,.;:!–—-]*)*$", re.IGNORECASE)
_MOST = 12


def plea_beside(text: str) -> tuple[str, str] | None:
    """What stands before a plea for secrecy, which may be nothing, and the plea as it was typed; or None.

    A question who will be told is none, nor is that the writer will not tell a name.
    """
    if len(plain(text).split()) > _MOST_BESIDE:
        return None
    for gap in _GAP.finditer(text):
        before, plea = _AND.sub("", text[: gap.start()]).strip(), text[gap.end() :].strip()
        if _PLEA.match(plain(plea)) and _OF_OTHERS.isdisjoint(plain(before).split()[-1:]):
            return None if begins_as_question(before) else (before, plea)
    return None


def declines(text: str) -> bool:
    """Whether a few words typed in place of a name say that it will not be told: "you don't need it"."""
    return _says(_DECLINES, text)


def asks_why(text: str) -> bool:
    """Whether a few words ask what something is wanted for, or whether it must be: "do i have to"."""
    return _says(_WHY, text)


_WHO_IS_TOLD = re.compile(
    rf"{_OPENS}(?:will|would|do|does|can|could|are|is|might) (?:you|u|they|he|she|it|the \w+|my \w+|our \w+)"
    rf" (?:\w+ ){{0,4}}?(?:tell|telling|inform|{_LEARNS})\b.*"
)


def asks_who_is_told(text: str) -> bool:
    """Whether a few words ask who will be told of it: "will they tell my mum"."""
    return _says(_WHO_IS_TOLD, text)


def _says(pattern: re.Pattern[str], text: str) -> bool:
    said = without_courtesy(without_swearing(plain(text)))
    return len(said.split()) <= _MOST and pattern.fullmatch(said) is not None

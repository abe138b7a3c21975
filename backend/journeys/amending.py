"""Few words about what was told, that do not tell what: that there is more, or something to change. PURE.

English only. Whatever else stands in them makes them something that is told, or an answer.
"""

from __future__ import annotations

import re

from backend.journeys.hearing import questions
from backend.journeys.hearing.clauses import SENTENCE
from backend.journeys.words import names_going_further, phrases, plain

_AROUND = phrases(
    "i|im|ive|id|we|you|u|me|my|mine|it|its|that|thats|this|there|theres|a|an|the|some|something|anything"
    "|thing|things|stuff|bit|bits|part|parts|few|one|ones|other|of|in|on|to|at|for|here|is|isnt|was"
    "|wasnt|were|not|are|have|has|had|havent|did|didnt|can|could|may|will|would|should|must|want|wanna|wanted"
    "|need|like|got|get|gotta|actually|really|just|also|still|now|first|before|earlier|above|so|and|but|or|as"
    "|if|well|no|yes|oh|um|sorry|oops|wait|hang|hold|sec|second|please|pls|plz|ok|okay|think|what|say|said"
    "|tell|told|put|wrote|write|written|typed|type|sent|send|sending|bring|mention|about|complaint|story|words"
    "|answer|answers|up|how|do|let|lets|go|quick|quickly|all|everything|mean|meant|made|make|completely|too|finished"
)
"""What may stand around the words that count, and says nothing by itself."""

_MORE = re.compile(
    r"\b(?:add|adding|(?:forgot|forgotten|missed) (?:to|something|some|stuff|things|a bit|bits|one)"
    r"|left (?:something|some|stuff|things|a bit|bits) out"
    r"|more to (?:say|tell|add|it)|theres more|there is more|(?:say|tell|write) (?:you |a bit |some )*more"
    r"|(?:one|another|some) more (?:thing|things|bit)|another thing|one other thing)\b"
)
_CHANGE = re.compile(
    r"\b(?:change|changing|correct (?:it|this|that|something|some)|edit|amend|alter|fix|redo|rewrite|reword"
    r"|wrong|wrongly|mistakes?"
    r"|not (?:\w+ )?(?:true|right|correct)|(?:isnt|wasnt) (?:\w+ )?(?:true|right|correct)|incorrect|untrue"
    r"|(?:isnt|wasnt|not) what i (?:said|meant|wrote|put|told|typed)"
    r"|didnt (?:mean|say|write) (?:that|it|this))\b"
)
_NO_CHANGE = phrases("true|right|correct|more|else|out")


def _is_only(text: str, core: re.Pattern[str]) -> bool:
    """Whether a text says what a pattern finds, and nothing that tells what it is about."""
    said = plain(text)
    left = core.sub(" ", said)
    return left != said and set(left.split()) <= _AROUND | _NO_CHANGE


def has_more_to_say(text: str) -> bool:
    """Whether a text says that there is more to tell, and not what: "can i add something"."""
    return _is_only(text, _MORE)


def has_something_to_change(text: str) -> bool:
    """Whether a text says that what was told is wrong, and not what of it: "it's not true what I wrote"."""
    return _is_only(text, _CHANGE)


_A_PART = (
    r"(?:(?:the|that|this|those|my|one) (?:\w+ ){0,4}?(?:bits?|parts?|things?|lines?|sentences?|stuff|words?)"
    r"|(?:the|their|his|her) names? of)\b"
)
_TAKEN_OUT = re.compile(
    r"^(?:(?:can|could|will|would|you|u|we|i|please|pls|just|no|ok|actually|want|wanna|need|like|id|to|so|and"
    r"|also|sorry|wait) )*"
    rf"(?:(?:(?:take|leave|cut|get|cross) out|remove|delete|scrap|erase|get rid of) {_A_PART}"
    rf"|(?:take|leave|cut|get|cross) {_A_PART}.* out(?: please| pls| plz)*$"
    rf"|(?:dont|do not)(?: (?:want|wanna|need))?(?: to (?:do|have|send|say|put|include))? {_A_PART}.*"
    r" (?:in|on|there|any ?more|after all)$)"
)


def takes_a_part_out(text: str) -> bool:
    """Whether a text wants a part of what was told left out: "take out the bit about my dad"."""
    return _TAKEN_OUT.search(plain(text)) is not None


_ADDS = re.compile(
    r"^(?:(?:can|could|will|would|you|u|we|i|please|pls|just|oh|ok|no|yes|but|wait|want|wanna|need|id"
    r"|like|to|and"
    r"|also|so) )*?(?:(?:add|include|mention)|put(?: it)? in|(?:also|and) (?:say|put|write|tell them))"
    r"(?: (?:in|that|this|too|also|it))*"
    r" (?P<what>(?!(?:an? |my |our )?(?:advocate|name|age|number|e ?mail|phone)\b)\w+ .+)$"
)
_NO_IT_WAS = re.compile(
    r"^(?:(?:no|nope|nah|hang on|wait|but|actually|it|thats|that|this|its|is|was|isnt|not|wrong|right|true"
    r"|correct|because|cos|and|also|plus) )+(?:i (?:said|told you|wrote) )?(?:that )?"
    r"(?:(?:she|he|they|we|nobody|no one|my (?!name)\w+)"
    r" (?!(?:can|could|will|would|should|may|dont|do|want|need|are|is called)\b)\w+|it (?:was|happened))\b"
)


_ONE_MORE = re.compile(
    r"^(?:(?:and|oh|ps|wait|but) )*(?:one more thing|one other thing|another thing"
    r"|something else) (?P<what>\w+ .+)$"
)
_WHO_IT_WAS = re.compile(
    r"^(?:(?:no|nope|nah|wait|sorry|actually|but|oh) )*(?:it was|its|it is|thats|that was|this is"
    r"|its about|i mean)"
    r" (?:about )?(?:my|his|her|their|our|the) (?:old|other|new|last|previous|first"
    r"|ex)\b(?: (?!complaint\b|case\b)\w+){1,8}$"
)


def adds_something(text: str) -> bool:
    """Whether a text asks that something it tells is added: "add that she lied", "one more thing, ..."."""
    said = plain(text)
    adds = _ADDS.match(said) or _ONE_MORE.match(said)
    return adds is not None and not set(adds["what"].split()) <= _AROUND | _NO_CHANGE


def says_who_it_was(text: str) -> bool:
    """Whether few words say which of several workers or carers is meant: "no it was my old social worker"."""
    return _WHO_IT_WAS.match(plain(text)) is not None


def tells_more_at_the_end(text: str) -> bool:
    """Whether a text typed to the read-back tells something beside what was told: "no, she came twice"."""
    return _NO_IT_WAS.match(plain(text)) is not None and not questions.is_a_question(text)


_THE_PART = tuple(
    re.compile(rf"{part}(?: out)?(?: (?:please|pls|plz|ok|now))*$")
    for part in (
        r"\b(?:bit|part|line|sentence|thing|stuff|words?)s? (?:about|with|on|of|where|that says|saying)"
        r" (?P<what>.+?)",
        r"\b(?:the|that|my) (?P<what>(?:\w+ ){1,4}?)(?:bit|part|line|sentence|thing|stuff)s?",
        r"^(?:(?:can|could|you|u|please|pls|just|no) )*(?:take|leave|cut) out (?:the )?"
        r"(?P<what>(?:\w+ ?){1,5}?)",
    )
)
_OF_NO_WEIGHT = phrases(
    "the|a|an|my|his|her|their|our|me|i|she|he|they|it|that|this|was|is|being|got|and|to|of|in"
)


def without_part(story: str, text: str) -> str | None:
    """A story without the sentences that a text wants left out of it; None where that is not certain.

    They are those that hold each of the words that name the part; one at least has to stay.
    """
    found = next((match for part in _THE_PART if (match := part.search(plain(text)))), None)
    named = set(found["what"].split()) - _OF_NO_WEIGHT if found else set()
    sentences = SENTENCE.findall(story)
    stay = [one for one in sentences if not named <= set(plain(one).split())]
    return "".join(stay).strip() if named and 0 < len(stay) < len(sentences) else None


_NOT_A_NEW_ONE = re.compile(
    r"\b(?:dont|do not|didnt|not|never) (?:(?:i|want|wanna|wanted|mean|meant|need|asked|trying|going|here|to"
    r"|for|be|start|starting|make|making|do|doing|begin|write|writing) )*(?:a|an|another|any) (?:brand )?"
    r"(?:new|fresh|different|second) (?:complaint|one)\b"
)
_OLD = r"(?:my|the|our|that) (?:old|other|first|previous|earlier|existing|last|original) (?:complaint|case)\b"
_THE_OLD_ONE = re.compile(
    r"\b(?:i|id|we|im) (?:(?:just|only|really|would|was|am) )*(?:mean|meant|want|wanna|need|like|talking)\b"
    rf"(?: (?!them\b|you\b)\w+){{0,6}}? {_OLD}"
    rf"|\b(?:take|get|bring) me (?:back )?to (?:{_OLD}|(?:my|our) complaint\b)"
    rf"|^(?:(?:no|sorry|but|its|it is|this is|about) )+{_OLD}$"
)
_MOST = 20


def an_older_one(text: str) -> str | None:
    """The journey that words in a new complaint want for one made before: "no, I mean my old complaint"."""
    said = plain(text)
    means_it = _NOT_A_NEW_ONE.search(said) is not None or _THE_OLD_ONE.search(said) is not None
    if len(said.split()) > _MOST or not means_it:
        return None
    return "escalate" if names_going_further(text) else "track"

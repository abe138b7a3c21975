"""What somebody asks about the chat itself: "how much do I have to write", "can I send a photo". PURE.

Such words answer nothing, and are no part of what is told, where it is a question of how to tell it. A story
may be told in questions too ("why did nobody ask me?"): what was done, and by whom, is never taken for one of
these. English only, and modest.
"""

from __future__ import annotations

import re

from backend.journeys.words import plain

_MOST = 14
"""More words than this tell of something."""
_SO = r"^(?:(?:but|and|so|ok|okay|please|hi|hello|um|er|also|sorry|wait) )*"
_MAY_I = (
    r"(?:can|could|may|do|should|must|shall|will|am) i"
    r"(?: (?:just|also|only|have to|need to|got to|still|allowed to))*"
)
_WE_WRITE = (
    r"(?:write|type|swear|spell|send|upload|attach|add|include|mention|prove"
    r"|(?:say|use|name|give) (?:\w+ ){0,4}?(?:names?|workers?)|(?:pick|choose) (?:two|both|more)"
    r"|do (?:it|this) (?:later|tomorrow|again|after)|leave (?:it|this|that) (?:out|blank|empty)"
    r"|change (?:it|this|my answer|what i (?:wrote|said|put))"
    r"|(?:say|tell (?:you|u)|put) (?:it|this|that|something|anything|everything|more|less|some|half|part"
    r"|who|what|where|when|which|a (?:bit|little|lot))\b(?! to (?!you)))\b(?! to (?!you))"
)
_MUST_I = r"(?:do i (?:really |actually )?(?:have|need|got) to|must i|should i)"
_ASKS = r"(?:can|could|will|would|do|does|is|are|am|may|what|whats|how (?:does|do|will))"
_TOLD_OF = r"(?! (?:about|that|because|cos|of|against|to|is|was|were|got|back))"
"""What a complaint is not followed by where it is asked what comes of one."""
_OF_THE_CHAT = re.compile(
    rf"{_SO}{_MAY_I} {_WE_WRITE}"
    rf"|{_SO}{_MUST_I} (?:answer|explain|describe|finish|fill|send|sign|say (?:who|what|why))\b"
    rf"|{_SO}{_MUST_I} name (?:\w+ )?\w+$"
    rf"|{_SO}(?:can|could|will|would) (?:you|u) (?:please |just )?(?:help (?:me )?(?:to )?)?"
    r"(?:write|type|spell|word|explain|fill|read|save|remember|translate|hear|understand|twist|change)"
    r" (?:it|this|that|me|my (?:words|answers|complaint)|what (?:i|ive)|the (?:words|form|complaint))\b"
    rf"|{_SO}are (?:you|u) (?:still |really )?(?:there|here|listening|real|working|alive|an? |human)\b"
    rf"|{_SO}(?:do|did) (?:you|u) (?:get|understand|keep|save|read|remember|work)\b"
    rf"|{_SO}is (?:that|this|it) (?:ok|okay|alright|enough|too (?:much|long|short|little))"
    r"(?: (?:now|for (?:you|now)|so far|then|please|to send|like (?:this|that)))*$"
    rf"|{_SO}how (?:do|can|will) (?:i|we) know (?:that )?"
    r"(?:you|u|(?:if )?(?:its|it is|this is) (?:safe|private))\b"
    rf"|{_SO}what(?:s| is) the difference between\b"
    rf"|{_SO}{_ASKS} .*\b(?:if|when|after) (?:i|we) complain\b{_TOLD_OF}"
    rf"|{_SO}{_ASKS} (?!(?:i|we|you|u)\b).*\b(?:complaining|(?:a|the|my|this) complaint)\b{_TOLD_OF}"
    rf"|{_SO}how (?:much|many|long)\b.*\b(?:write|writing|detail|words|questions)\b"
    rf"|{_SO}what (?:do|should|can|could|shall|would) (?:i|we|you|people|others|kids|(?:other|most) \w+)"
    r"(?: \w+){0,3}? (?:write|type|put|say|ask for|mean|want me to)\b(?! to\b)"
    rf"|{_SO}wh?at(?: does| do|s)? (?:\w+ ){{1,5}}?means?\b"
    rf"|{_SO}what(?:s| is| are) an? (?:\w+ ?){{1,3}}$"
    rf"|{_SO}(?:do|did) you mean\b"
    rf"|{_SO}what if (?:i|im|ive|its|it|we|theres|there|i am|i do) \b"
    rf"|{_SO}does (?:it|this|that) (?:matter|need to|have to)\b"
    rf"|{_SO}is it (?:ok|okay|alright|fine|a problem|bad) (?:if (?:i|my)|to) (?:\w+ ){{0,2}}?"
    r"(?:spell\w*|swear|write|type|cant|dont|forget|leave|send|miss|skip)\b"
    rf"|{_SO}who (?:else )?(?:sees|(?:will|can|gets to) see|reads|rings|phones|calls|will (?:ring|phone))\b"
    rf"|{_SO}will (?:they|you|it|someone|somebody|he|she|the \w+(?: \w+)?|a \w+|an \w+|my \w+(?: \w+)?)"
    r" (?:\w+ )?(?:ring|phone|call|text|write to|email|know|find out|(?:be|get) (?:asked|told)"
    r"|have the council|say who)\b"
    rf"|{_SO}where (?:do|should|shall) (?:i|we) (?:write|put|send)\b"
    rf"|{_SO}can (?:they|the council|you|somebody|someone) (?:actually |really )?"
    r"(?:sack|fire|suspend|discipline)\b"
    rf"|{_SO}can my \w+ (?:write|fill|do) (?:it|this)\b"
    rf"|{_SO}what can (?:you|they|the council|a complaint|complaining)(?: \w+)? (?:do|change)\b"
    rf"|{_SO}what(?:s| is) my (?:number|phone number|name|email|address|age) for\b"
)


_WHAT_IS_MEANT = re.compile(
    rf"{_SO}(?:what|who|when|where|which|how)(?: \w+)? (?:do|did|does) (?:you|u|ya|it|this|that) mean\b"
)


def asks_what_is_meant(text: str) -> bool:
    """Whether a few words ask what is meant by the question: "when do you mean"."""
    said = plain(text)
    return len(said.split()) <= _MOST and _WHAT_IS_MEANT.match(said) is not None


_HOW_TO_BEGIN = re.compile(
    rf"{_SO}(?:(?:i am|im|i) )?(?:(?:really )?(?:not sure|dont know|do not know|no idea|idk|unsure) )?"
    r"(?:where (?:do i|to|should i) (?:start|begin)|(?:what|how) (?:do i|to|should i) (?:write|put|say|start)"
    r"(?: (?:it|this|that|here|in here))?)(?: (?:can|could|will) you help(?: me)?)?$"
    rf"|{_SO}(?:can|could|will) (?:you|u) help(?: me)?(?: (?:to )?(?:write|say|tell|start|begin|put|with))?"
    r"(?: (?:it|this|that))?$"
)


def asks_how_to_begin(text: str) -> bool:
    """Whether few words say or ask no more than how to begin: "I'm not sure what to write"."""
    return _HOW_TO_BEGIN.match(plain(text)) is not None


def asks_of_the_chat(text: str) -> bool:
    """Whether few words ask how to use the chat, or what comes of it, and tell nothing."""
    said = plain(text)
    return len(said.split()) <= _MOST and _OF_THE_CHAT.search(said) is not None

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
    r"|change (?:it|this|my answer|what i (?:wrote|said|put)))\b(?! to (?!you))"
)
_OF_THE_CHAT = re.compile(
    rf"{_SO}{_MAY_I} {_WE_WRITE}"
    rf"|{_SO}how (?:much|many|long)\b.*\b(?:write|writing|detail|words|questions)\b"
    rf"|{_SO}what (?:do|should|can|could|shall|would) (?:i|we|you|people|others)(?: \w+){{0,3}}?"
    r" (?:write|type|put|ask for|mean|want me to)\b"
    rf"|{_SO}wh?at(?: does| do|s)? (?:\w+ ){{1,5}}?means?\b"
    rf"|{_SO}what(?:s| is| are) an? (?:\w+ ?){{1,3}}$"
    rf"|{_SO}(?:do|did) you mean\b"
    rf"|{_SO}what if (?:i|im|ive|its|it|we|theres|there|i am|i do) \b"
    rf"|{_SO}does (?:it|this|that) (?:matter|need to|have to)\b"
    rf"|{_SO}is it (?:ok|okay|alright|fine|a problem|bad) (?:if (?:i|my)|to) (?:\w+ ){{0,2}}?"
    r"(?:spell\w*|swear|write|type|cant|dont|forget|leave|send|miss|skip)\b"
    rf"|{_SO}who (?:else )?(?:sees|(?:will|can|gets to) see|reads|rings|phones|calls|will (?:ring|phone))\b"
    rf"|{_SO}will (?:they|you|it|someone|somebody|he|she|the \w+(?: \w+)?|a \w+|an \w+|my \w+(?: \w+)?)"
    r" (?:\w+ )?(?:ring|phone|call|text|write to|email|know|find out|be (?:asked|told)|have the council"
    r"|say who)\b"
    rf"|{_SO}where (?:do|should|shall) (?:i|we) (?:write|put|send)\b"
    rf"|{_SO}can (?:they|the council|you|somebody|someone) (?:actually |really )?"
    r"(?:sack|fire|suspend|discipline)\b"
    rf"|{_SO}can my \w+ (?:write|fill|do) (?:it|this)\b"
    rf"|{_SO}what can (?:you|they|the council|a complaint|complaining)(?: \w+)? (?:do|change)\b"
    rf"|{_SO}what(?:s| is) my (?:number|phone number|name|email|address|age) for\b"
)


_HOW_TO_BEGIN = re.compile(
    rf"{_SO}(?:(?:i am|im|i) )?(?:(?:really )?(?:not sure|dont know|do not know|no idea|idk|unsure) )?"
    r"(?:where (?:do i|to|should i) (?:start|begin)|(?:what|how) (?:do i|to|should i) (?:write|put|say|start)"
    r"(?: (?:it|this|that|here|in here))?)(?: (?:can|could|will) you help(?: me)?)?$"
)


def asks_how_to_begin(text: str) -> bool:
    """Whether few words say or ask no more than how to begin: "I'm not sure what to write"."""
    return _HOW_TO_BEGIN.match(plain(text)) is not None


def asks_of_the_chat(text: str) -> bool:
    """Whether few words ask how to use the chat, or what comes of it, and tell nothing."""
    said = plain(text)
    return len(said.split()) <= _MOST and _OF_THE_CHAT.search(said) is not None

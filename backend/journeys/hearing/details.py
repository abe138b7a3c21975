"""Addresses and telephone numbers in a person's words, and when they may be used. PURE. English only."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backend.journeys.words import phrases, plain

_EMAIL = re.compile(r"(?<![^\s@,;<>()])[^\s@,;<>()]{1,64}@[^\s@,;<>()]+\.[a-z]{2,}", re.IGNORECASE)
"""What stands before the sign has 64 letters at most (RFC 5321), and a word without one is read but once."""
_PHONE_FIGURES = (9, 15)
"""How many figures a telephone number may have (E.164 allows 15)."""
_REACH_ME = re.compile(
    r"\b(?:e-?mail|contact|reach|write to|reply to|te?xt|ring|call|phone) me\b"
    r"|\bmy (?:e-?mail|number|mobile|phone)\b"
    r"|\b(?:can|could|please|pls|just) (?:e-?mail|contact|te?xt|ring|call|phone) (?:(?:on|at|to) )?"
    r"(?=\S+@|\+?\d)",
    re.IGNORECASE,
)
_TEXT_ME = re.compile(r"(?<!not )(?<!n['’]t )(?<!dont )(?<!no )\b(?:text|txt|sms)\b", re.IGNORECASE)
_A_PHONE = re.compile(r"\+?\d[\d ()-]{7,17}\d")
_SHORT_ANSWER = 8


_SIGNS = {"dot": ".", "underscore": "_", "dash": "-", "hyphen": "-"}
_SIGN = re.compile(rf" (?P<sign>{'|'.join(_SIGNS)}) ", re.IGNORECASE)
_SPELT = re.compile(
    rf"(?<![\w.+-])(?P<who>[\w.+-]+(?:{_SIGN.pattern.replace('?P<sign>', '?:')}[\w.+-]+){{0,8}})"
    r" (?:at|\(at\)) "
    r"(?P<where>[a-z0-9-]+(?:(?: dot |\.)[a-z0-9-]+){0,2}(?: dot |\.)(?:com|net|org|uk|eu|ie))(?![\w@])",
    re.IGNORECASE,
)


def written_out(text: str) -> str:
    """A text with the e-mail address that was spelt in it written as one: "jo at example dot org".

    Only where it is sure where the address begins: of "jo smith at ..." it is not.
    """
    spelt = _SPELT.search(text)
    if spelt is None or not set(plain(text[: spelt.start()]).split()) <= _AROUND_A_DETAIL:
        return text
    who, where = (
        _SIGN.sub(lambda sign: _SIGNS[sign["sign"].lower()], spelt[part]) for part in ("who", "where")
    )
    return f"{text[: spelt.start()]}{who}@{where}{text[spelt.end() :]}"


def way_to_reach(text: str, asked: bool = False) -> tuple[str, str] | None:
    """How and where somebody says that they can be reached: an address or number of theirs, not of others.

    `asked`: it is what was asked for, so that any that is named is the one.
    """
    text = written_out(text)
    if not asked and len(text.split()) > _SHORT_ANSWER and not _REACH_ME.search(text):
        return None
    if email := _EMAIL.search(text):
        return "email", email[0].rstrip(".")
    phone = _A_PHONE.search(text)
    if phone is None or not has_phone(phone[0]):
        return None
    return ("text" if _TEXT_ME.search(text) else "phone"), phone[0]


WAYS: Mapping[str, str] = {
    "email": r"e ?mail(?:s|ed|ing)?",
    "text": r"(?:text|txt)(?:s|ed|ing)?|sms",
    "phone": r"ring(?:s|ing)?|call(?:s|ed|ing)?|telephone"
    r"|(?<!my )(?<!our )(?<!the )(?<!mums )(?<!dads )phone(?! number)",
    "post": r"post|letters?|(?<!\be )mail",
}
"""The ways to be reached, as a plain text names them."""
_NOT_BY = (
    r"\b(?:not|dont|do not|never|no|cant|cannot|without|avoid|instead of|rather than)"
    r"(?: (?:by|via|to|on|my|the|any|a|please|me|us|use|send|ever|through|want|like|or))* "
)


def ways_refused(said: str) -> set[str]:
    """The ways that a plain text says no to: "text me, do not ring"."""
    return {way for way, words in WAYS.items() if re.search(rf"{_NOT_BY}(?:{words})\b", said)}


_REFUSED = re.compile(rf"{_NOT_BY}(?:{'|'.join(WAYS.values())})\b(?: me\b)?")


def without_refused(said: str) -> str:
    """A plain text without the ways that it says no to: a way that is not wanted limits no other."""
    return _REFUSED.sub(" ", said)


_AROUND_A_DETAIL = phrases(
    "my|number|is|its|it|this|here|text|txt|ring|call|phone|mobile|mob|email|mail|me|us|on|at|you|u|can|please"
    "|pls|yes|ok|just|instead|prefer|better|rather|texts|calls|letter|letters|post|emails|no|but"
    "|the|use|address|by|sms|message|to|a|i|am|im|contact|reach|that|best|thanks"
)
_LIMITS = phrases(
    "after|before|only|not|never|dont|between|until|till|unless|except|evening|evenings|morning|mornings"
    "|afternoon"
    "|afternoons|night|nights|weekday|weekdays|weekend|weekends|when|without|careful|secret|private"
)
_MOST_WORDS_OF_REACH = 15


def bare_detail(text: str) -> str | None:
    """The address or number alone, where nothing else of weight is said or it is said when it may be used."""
    reach = way_to_reach(text)
    if reach is None or ("@" not in reach[1] and not has_phone(reach[1])):
        return None
    return reach[1] if is_all_of_it(text, reach[1]) or when_to_reach(text) is not None else None


def is_all_of_it(text: str, detail: str) -> bool:
    """Whether nothing of weight stands beside an address or number, or a way that is not to be used."""
    return says_only_ways(plain(written_out(text).replace(detail, " ")))


def says_only_ways(said: str) -> bool:
    """Whether a plain text names ways to be reached, wanted or not, and tells nothing else."""
    return set(without_refused(said).split()) <= _AROUND_A_DETAIL


def when_to_reach(text: str) -> str | None:
    """A few words that name an address or number and how it may be used ("after six only"), as typed."""
    said = plain(text)
    limited = not _LIMITS.isdisjoint(without_refused(said).split())
    if len(said.split()) > _MOST_WORDS_OF_REACH or way_to_reach(text) is None or not limited:
        return None
    return text.strip()


_A_TIME = re.compile(
    r"\b(?:after|before|between|until|till|from) (?:about )?"
    r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)?|school|college|work|tea|lunch)\b",
    re.I,
)
_MAY_SEE = phrases("they|theyd|he|hed|she|shed|would|will|might|see|hear|read|it")


def says_when(text: str) -> bool:
    """Whether a text says from or until when, and nothing else of weight: "after 4pm only, they'd see it"."""
    if "?" in text or _A_TIME.search(text) is None:
        return False
    return set(plain(_A_TIME.sub(" ", text)).split()) <= _AROUND_A_DETAIL | _LIMITS | _MAY_SEE


def has_email(text: str) -> bool:
    """Whether something of the shape of an e-mail address stands in a text."""
    return _EMAIL.search(written_out(text)) is not None


def has_phone(text: str) -> bool:
    """Whether a text holds as many figures as a telephone number has."""
    fewest, most = _PHONE_FIGURES
    return fewest <= sum(character.isdigit() for character in text) <= most

"""A reference and its key, however they are typed or spelt out. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.words import phrases, plain

_MARKED = re.compile(r"(?<![\w-])([a-z0-9]{4})\s?[-–—‑]\s?([a-z0-9]{4})(?![\w-])", re.IGNORECASE)
_BARE = re.compile(r"\b([a-z0-9]{4})\s?([a-z0-9]{4})\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\bref(?:erence)?(?:\s+(?:number|no|code))?(?:\s+is|\s*[:=#])?\s*([a-z0-9]{4})[\s–—‑-]*([a-z0-9]{4})\b",
    re.IGNORECASE,
)
_KEY_LEADS = re.compile(
    r"\b(?:my |the )?(?:secret )?(?:key|words|pass ?words?|code)(?: (?:is|are|words are|was))?\b[\s:=]*",
    re.IGNORECASE,
)
_KEY_ALONE = re.compile(r"\s*[a-z]+(?:\s?[-–—]\s?[a-z]+){2,5}\s*\.?\s*", re.IGNORECASE)
_JOINED = re.compile(r"(?<![\w-])(?!\w+-year-old)[a-z]{3,}(?:[-–—‑][a-z]{3,}){2,5}(?![\w-])", re.IGNORECASE)
"""A key as the receipt shows it: "maple-otter-lantern"."""
_OF_AN_ADDRESS = re.compile(r"@|://|\bwww\.", re.IGNORECASE)
"""What stands in e-mail addresses, links and names on the web: "sam2kent@example.org"."""
_NEVER_IN_A_REFERENCE = frozenset("io")
"""Letters that no reference has, so that "complain" is none."""
_KEY_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_KEY_WORDS = (3, 6)
_WORD = re.compile(r"\S+")


def reference(text: str, asked: bool = False) -> str | None:
    """A reference in its canonical form, if a text holds something of its shape.

    Unasked, two groups of four must be announced ("my ref is ...") or hold letters and figures, or stand in
    capitals joined by a dash, since "self-harm" and "call 0800" have eight signs too. An address is none.
    """
    text = _WORD.sub(lambda word: " " if _OF_AN_ADDRESS.search(word[0]) else word[0], text)
    if match := _ANNOUNCED.search(text):
        return f"{match[1]}-{match[2]}".upper()
    for pattern in (_MARKED, _BARE):
        for match in pattern.finditer(text):
            joined = match[1] + match[2]
            if _may_be_one(joined, spelt_out=pattern is _MARKED and plain(match[0]) not in _HYPHENATED):
                return f"{match[1]}-{match[2]}".upper()
    alone = re.sub(r"[^a-z0-9]", "", "".join(_SPOKEN_SIGNS.get(word, word) for word in plain(text).split()))
    if not asked or len(alone) != 8 or (alone.isalpha() and _NEVER_IN_A_REFERENCE & set(alone)):
        return None
    return f"{alone[:4]}-{alone[4:]}".upper()


_HYPHENATED = phrases(
    "self harm|self care|self help|self made|half term|half year|half past|long term|last year|last week"
    "|next year|next week|well made|well kept|must have|dead beat|drug free|take away|step care|real deal"
)
"""Words of four letters that are joined so, and may be shouted: a reference has neither I nor O."""
_ALPHABET = phrases(
    "alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa"
    "|quebec|romeo|sierra|tango|uniform|victor|whiskey|xray|yankee|zulu"
)
_SPOKEN_FIGURES = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPOKEN_SIGNS = (
    {word: word[0] for word in _ALPHABET}
    | {word: str(figure) for figure, word in enumerate(_SPOKEN_FIGURES, 2)}
    | dict.fromkeys(("dash", "hyphen", "minus", "slash", "space", "then"), "")
)
"""How people spell a reference aloud, and what a telephone writes of it."""


def _may_be_one(signs: str, spelt_out: bool) -> bool:
    """Whether eight signs that nobody called a reference look like one."""
    if not set(signs.lower()).isdisjoint("01io") or signs.isdigit():
        return False
    return any(sign.isdigit() for sign in signs) or (spelt_out and signs.isupper())


def key(text: str, asked: bool = False) -> str | None:
    """A key in its canonical form, lower-case words joined by dashes, if a text holds its shape."""
    fewest, most = _KEY_WORDS
    leads = list(_KEY_LEADS.finditer(text))
    if not asked and not leads:
        return None
    words = _without_small(_KEY_WORD.findall(text[leads[-1].end() :] if leads else text))
    if not asked:
        words = words[:fewest]
    return "-".join(word.lower() for word in words) if fewest <= len(words) <= most else None


_SMALL_BESIDE_A_KEY = phrases("and|i|think|its|it|is|was|maybe|the|my|thanks|thank|you|please|hi|hello|ok")


def _without_small(words: list[str]) -> list[str]:
    """The three words of a key without the small ones around them; others as they are."""
    left = [word for word in words if word.lower() not in _SMALL_BESIDE_A_KEY]
    return left if len(left) == _KEY_WORDS[0] else words


def key_alone(text: str) -> str | None:
    """A key that is all a text holds, joined by dashes as it was given."""
    return key(text, asked=True) if _KEY_ALONE.fullmatch(text) else None


def pair(text: str) -> tuple[str | None, str | None]:
    """A reference and a key in one message; the key may be just the three words after the reference."""
    found = reference(text)
    if found is None:
        return None, key(text)
    rest = _after_reference(text, found)
    if (joined := _JOINED.search(rest)) is not None:
        return found, "-".join(_KEY_WORD.findall(joined[0].lower()))
    words = _without_small(_KEY_WORD.findall(rest))
    alone = len(words) == _KEY_WORDS[0] and all(len(word) >= _SHORTEST_KEY_WORD for word in words)
    return found, key(rest) or ("-".join(word.lower() for word in words) if alone else None)


def without_key(text: str, key: str) -> str:
    """A text without the words of a key (`key()`'s form), however they were joined: they are for nobody.

    >>> without_key("it is 8M8U-HVSJ maple-otter-lantern and nothing changed", "maple-otter-lantern")
    'it is 8M8U-HVSJ and nothing changed'
    """
    words = r"(?:[\s–—‑-]|\band\b)+".join(map(re.escape, key.split("-")))
    return re.sub(rf"\s*\b{words}\b", "", text, flags=re.IGNORECASE).strip()


_AROUND_A_PAIR = phrases(
    "my|the|its|it|is|and|ref|reference|number|no|code|key|words|secret|case|complaint|here|hi|hello|please|pls|ok"
)
_SHORTEST_KEY_WORD = 3


def brings_pair(text: str) -> bool:
    """Whether a text brings a reference to be opened: alone, or with its key in no more than some words."""
    return pair_alone(text) or (len(plain(text).split()) <= _WITH_A_PAIR and all(pair(text)))


_WITH_A_PAIR = 30


def pair_alone(text: str) -> bool:
    """Whether a text is a reference, with its key or without, and no more: somebody wants that opened."""
    found, told = pair(text)
    if found is None:
        return False
    key_words = {word for word in (told or "").split("-") if len(word) >= _SHORTEST_KEY_WORD}
    left = re.sub(found[:4] + r"[\s–—‑-]*" + found[5:], " ", text, flags=re.IGNORECASE)
    return set(plain(left).split()) <= key_words | _AROUND_A_PAIR


def _after_reference(text: str, found: str) -> str:
    place = re.search(found[:4] + r"[\s–—‑-]*" + found[5:], text, re.IGNORECASE)
    return text[place.end() :] if place else text

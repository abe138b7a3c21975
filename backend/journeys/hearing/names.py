"""The name in an answer, as it was typed, and nothing around it. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.words import phrases, plain

_NAME_LEADS = re.compile(
    r"^\s*(?:(?:hi|hello|hey)[,!. ]+)?(?:my name is|my name's|my names|name is|the name is|name's"
    r"|i'm called|im called|i am called|(?:you can |just |please )?call me|he's called|she's called"
    r"|his name is|her name is|their name is|they are called|i am|i'm|im|it's|its|just)\s+",
    re.IGNORECASE,
)
GOES_BY = re.compile(
    r"\b(?:(?:every(?:one|body)|people|they|(?:my )?(?:friends|mates|family)) calls? me|call me|known as"
    r"|i (?:go by|get called|(?:prefer|like) to be called))\s+",
    re.IGNORECASE,
)
"""How the name is brought in that somebody goes by, whatever their name is beside it."""
OWN = re.compile(r"\b(?:my name(?:['’]?s| is)|call me|i(?:['’]?m| am) called)\s+", re.IGNORECASE)
OF_THE_CHILD = re.compile(
    r"\b(?:(?:his|her|their) names?(?:['’]?s| is| are)|(?:he|she)(?:['’]?s| is) called"
    r"|they(?:['’]?re| are) called)\s+",
    re.IGNORECASE,
)
_GOES_ON = (
    r"he|he['’]?s|she|she['’]?s|they|they['’]?re|his|her|their|is|are|was|were|lives?|who|aged?|both|\d+"
)
_AFTER_A_NAME = re.compile(
    r"(?<![\s,.;:!–—])(?:\s*[,.;:!–—]+\s*|\s+-\s+|\s+(?:and|but)\s+)(?:(?:and|but)\s+)?(?=(?:i|i['’]?m|i['’]?ve|i['’]?d|we"
    r"|you|who|what|why|how|keep|never|do(?: not|n['’]?t)"
    r"|(?:can|could|will|would|do|does|is|are) (?:you|u|they|he|she|it|i|we|my|the|this|that|any\w+)"
    rf"|it|it['’]?s|my|please|in|not|{_GOES_ON})\b)"
    rf"|(?<!\s)\s+(?=(?:not|instead|please|pls|plz|thanks|ta|i(?:['’]?ve)? (?:just |already )?(?:said|told)"
    rf"|{_GOES_ON})\b)",
    re.IGNORECASE,
)
"""Where a sentence goes on behind a name: "Ella, she is in care", "Ella and she is 4"."""
_BEFORE_NO_NAME = phrases("his|her|their|the|a|an|my|not|he|hes|she|shes|they|theyre")
"""What is left of "I'm his mum" or "it's my son" begins so, and "he's 9": who they are, not what they are
called."""
_AND_THEIR = re.compile(
    r"(?:\s*[,&]\s*(?:and )?|\s+(?:and|n|plus)\s+)(?:his|her|their)"
    r"(?: (?:own|little|big|baby|younger|older|twin|half|step|foster))*"
    r"[ -](?:brothers?|sisters?|siblings?|twin|cousins?),? "
    r"(?!(?:is|are|was|were|who|and|too|as|in|at|has|have)\b)(?=\w)",
    re.IGNORECASE,
)
"""How one more child is brought in beside the first: "Jayden and his little sister Ruby"."""
_LONGEST_NAME = 80
_MOST_NAME_WORDS = 8


def name(text: str, lead: re.Pattern[str]) -> str | None:
    """A name out of "my name is Sam, i'm 12": the name alone, as it was typed; None if it is none.

    `lead` is how the name asked for is brought in where another stands beside it (`OWN`, `OF_THE_CHILD`).
    """
    led = lead.search(text)
    left = text[led.end() :] if led else _NAME_LEADS.sub("", text)
    if lead is OF_THE_CHILD:
        left = _AND_THEIR.sub(" and ", left)
    left = _AFTER_A_NAME.split(left, maxsplit=1)[0].strip().rstrip(".!")
    if not left or len(left) > _LONGEST_NAME or len(left.split()) > _MOST_NAME_WORDS or "?" in left:
        return None
    first = left.split()[0]
    # "A and B" are how some write children's names.
    if plain(first) in _BEFORE_NO_NAME and first != "A":
        return None
    return left if any(character.isalpha() for character in left) else None


_BARE_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?: [^\W\d_]+(?:[-'’][^\W\d_]+)*){0,2}")
_NO_BARE_NAME = phrases(
    "thank|thanks|thx|cheers|ta|great|perfect|brilliant|excellent|amazing|awesome|lovely|nice|cool|good|fine"
    "|alright|fantastic|wonderful|super|done|finished|ready|hello|hi|hiya|hey|bye|goodbye|oh|ah|um|er|hmm"
    "|wow|lol|haha|omg|wait|hang|sorry|help|agreed|understood|exactly|absolutely|confirm|confirmed|accept"
    "|submit|everything|something|nothing|anything|all|it|this|that|the|a|an|my|your|and|but|so|or|if|not"
    "|now|today|tomorrow|yesterday|later|soon|maybe|just|sad|angry|happy|upset|scared|hate|love|shit|fuck"
)
"""What else somebody types by itself, and a telephone writes with a capital letter."""


def is_bare_name(text: str) -> bool:
    """Whether a text is one to three words, all with a capital letter, that may be a name and no more.

    Several words that are all capitals are shouted.
    """
    words = text.split()
    capital = all(word[0].isupper() for word in words) and not (len(words) > 1 and text.isupper())
    alone = _BARE_NAME.fullmatch(text.strip()) is not None
    return alone and capital and _NO_BARE_NAME.isdisjoint(plain(text).split())


_OWN_NAME = re.compile(
    r"\b(?:[Mm]y name(?:['’]?s| is)|[Cc]all me|[Ii](?:['’]?m| am) called)"
    r" ((?:(?:Mrs?|Ms|Miss|Dr) )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
)
_I_AM_CALLED = re.compile(
    r"\bI(?:['’]m| am) ([A-Z][a-z]+(?: [A-Z][a-z]+)?),? (?:an?|the|from|his|her|their)\b"
)


def own_name(text: str) -> str | None:
    """The person's own name, where they say "my name is", as it was typed."""
    match = _OWN_NAME.search(text) or _I_AM_CALLED.search(text)
    return match[1] if match else None

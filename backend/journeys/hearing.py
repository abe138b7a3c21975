"""What can be heard in a person's own words: councils, ages, who they are, references. PURE.

English only, and modest: what is heard is said back or asked to be confirmed, never taken in silence.
`backend.journeys.days` hears days.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from rapidfuzz import fuzz

from backend.journeys import whom
from backend.journeys.draft import CouncilNames
from backend.journeys.words import (
    holds,
    holds_any,
    phrases,
    plain,
    refuses,
    without_courtesy,
    without_none_before,
)

# --- councils

_CLOSE = 82.0
"""How alike (of 100) a word and a name must be to be proposed; both are then asked to be confirmed."""
_SHORTEST = 5
_MOST_WORDS = 60
_WHAT_THEY_ALL_ARE = ("county council", "borough council", "city council", "london borough of", "council")
"""What is in the name of most councils, and makes none like another."""
_THERE = ("in", "from", "near", "at", "under", "council", "by")


def councils(text: str, known: Sequence[CouncilNames]) -> tuple[str, ...]:
    """The councils that an answer may mean: by name, former name, place, or a likely misspelling."""
    said = plain(text)
    exact = tuple(c.id for c in known if any(holds(said, name) for name in _names(c)))
    if exact:
        return exact
    words = without(said, _WHAT_THEY_ALL_ARE).split()[:_MOST_WORDS]
    best = {
        c.id: max((_likeness(words, without(name, _WHAT_THEY_ALL_ARE)) for name in _names(c)), default=0.0)
        for c in known
    }
    top = max(best.values(), default=0.0)
    return tuple(id for id, score in best.items() if score >= _CLOSE and score >= top - 2)


def elsewhere(text: str, known: Mapping[str, str]) -> str | None:
    """The country of a council that is not served here, or of a country, named in a text; None if none is."""
    name = elsewhere_named(text, known)
    return None if name is None else known[name]


def elsewhere_named(text: str, known: Mapping[str, str]) -> str | None:
    """The name of a council that is not served here, or of a country, that a text holds, or None."""
    said = plain(text)
    return next((name for name in known if holds(said, name)), None)


def elsewhere_told(text: str, known: Mapping[str, str]) -> str | None:
    """The name of a council that is not served here, where a story says that it is the one, or None."""
    said = plain(text)
    return next((name for name in known if holds(said, name) and _is_the_council(said, name)), None)


_BEFORE_THE_COUNCIL = (
    r"(?:social worker|sw|worker|care|assessed|council|services)(?: \w+)? (?:in|from|at|by|of|with|under) "
)
_AFTER_THE_COUNCIL = (
    r" (?:county |city |borough |metropolitan )?(?:council|social services|childrens services|social care)"
)


def _is_the_council(said: str, name: str) -> bool:
    return re.search(rf"\b(?:{_BEFORE_THE_COUNCIL}{name}|{name}{_AFTER_THE_COUNCIL})\b", said) is not None


_OF_THE_COUNCIL = re.compile(r"\b(?:social worker|sw|workers?|councils?|services|authority|team)\b")
_WHERE_SOMEBODY_IS = (
    r"\b(?:im|i am|i was|ive been|we are|live[sd]?|living|stay(?:s|ed|ing)?|placed|placements?|moved?|moving"
    r"|sent|born|grew up|(?:foster )?carers?|school|college|home|house|flat|hostel|unit|mums?|dads?|mother"
    r"|father|parents|family|nan|grandparents)(?: \w+){0,4}?"
    r" (?:in|into|to|at|near|from|out of|outside|outside of|away from|around) (?:\w+ )?"
)
_ANOTHER_PLACE = (
    r"(?:a different|another|a new) (?:place|area|county|city|town|part)|(?:a |the )?countryside|out of area"
)


def tells_where_somebody_is(text: str, known: Sequence[CouncilNames], away: Mapping[str, str]) -> bool:
    """Whether a text says where somebody lives, goes or went, and not which council a social worker is of."""
    said = plain(text)
    if _OF_THE_COUNCIL.search(said):
        return False
    named = (name for names in (away, *map(_names, known)) for name in names if holds(said, name))
    return any(
        re.search(rf"{_WHERE_SOMEBODY_IS}(?:{place})\b", said)
        for place in (_ANOTHER_PLACE, *map(re.escape, named))
    )


def without(text: str, names: Iterable[str]) -> str:
    """A plain text without names in which another council's stands: a county's north may have its own."""
    said = f" {plain(text)} "
    for name in names:
        said = said.replace(f" {name} ", " ")
    return said.strip()


def councils_told(text: str, known: Sequence[CouncilNames]) -> tuple[str, ...]:
    """The councils named in a story: the name itself, or a place after "in", "from" and the like."""
    said = plain(text)
    return tuple(
        c.id
        for c in known
        if any(holds(said, name) for name in _names(c)[:2])
        or any(holds(said, f"{where} {name}") for name in _names(c)[2:] for where in _THERE)
    )


@cache
def _names(council: CouncilNames) -> tuple[str, ...]:
    return tuple(plain(name) for name in (council.id, council.name, *council.also))


def _likeness(words: Sequence[str], name: str) -> float:
    if len(name) < _SHORTEST:
        return 0.0
    size = len(name.split())
    runs = (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    return max((fuzz.ratio(run, name) for run in runs if len(run) >= _SHORTEST - 1), default=0.0)


_MOST_LATIN = 0.5


def in_another_script(text: str) -> bool:
    """Whether most letters of a text are of another script than English is written in."""
    letters = [character for character in text if character.isalpha()]
    latin = sum(1 for character in letters if "LATIN" in unicodedata.name(character, ""))
    return bool(letters) and latin < _MOST_LATIN * len(letters)


# --- ages, names, ways to be reached

_AGE = re.compile(
    r"\b(?:im|i am|i m|iam|aged|age|me)\s+(?:only |just |nearly |almost )?(\d{1,2})\b"
    r"(?!\s*(?:days?|weeks?|months?|hours?|minutes?|mins?|times?|st|nd|rd|th|am|pm|k|percent))"
    r"|\b(\d{1,2}) (?:years old|year old|yrs old|yr old|yo)\b"
)
_NUMBER_ALONE = re.compile(r"^(?:im |i am |age |aged )?(\d{1,3})(?: ?(?:years old|yrs old|years|yrs|yo))?$")
_NOT_YET = re.compile(r"\b(?:nearly|almost|not yet|turning|not quite) (\d{1,2})\b")
_AGE_FIRST = re.compile(
    r"^(?:(?:i|im|am|just|turned|about|around|maybe|like|only) )*(\d{1,3})(?:yo|yrs)?"
    r"(?= (?:(?:and|n)(?! \d+(?! (?:months?|weeks?|days?)\b))|going|nearly|almost|turning|in|on|next|but|soon"
    r"|this|last|half)\b| (?:1 2|1 4|3 4)$|$)"
)
"""An age with something after it that belongs to it: "10 and a half", "17 going on 18", "14 on saturday"."""
_SPOKEN_AGES = {
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}
_EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE_FIGURES = (9, 15)
"""How many figures a telephone number may have (E.164 allows 15)."""
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
    r"(?:\s*[,.;:!–—]+\s*|\s+-\s+|\s+(?:and|but)\s+)(?:(?:and|but)\s+)?(?=(?:i|i['’]?m|i['’]?ve|i['’]?d|we"
    r"|you"
    rf"|it|it['’]?s|my|please|in|not|{_GOES_ON})\b)"
    rf"|\s+(?=(?:not|instead|please|pls|plz|thanks|ta|{_GOES_ON})\b)",
    re.IGNORECASE,
)
"""Where a sentence goes on behind a name: "Ella, she is in care", "Ella and she is 4"."""
_BEFORE_NO_NAME = phrases("his|her|their|the|a|an|my|not|he|hes|she|shes|they|theyre")
"""What is left of "I'm his mum" or "it's my son" begins so, and "he's 9": who they are, not what they are
called."""
_LONGEST_NAME = 80
_MOST_NAME_WORDS = 8


ADULT_FROM = 18
"""The age from which somebody is an adult (contract.md, section 1)."""


def band(age: int) -> str:
    """The age band of an age in years (contract.md: up to 11, 12 to 17, 18 and over)."""
    return "child" if age <= 11 else "teen" if age <= 17 else "adult"


def age_band(text: str) -> str | None:
    """The band of an age typed as an answer: "15", "im 15", "fifteen", "10 and a half", "nearly 12"."""
    said = _in_figures(text)
    early = _NOT_YET.search(said)
    if early and not _AGE_FIRST.match(said[: early.start()].strip()):
        return band(int(early[1]) - 1)
    if match := _NUMBER_ALONE.match(said) or _AGE.search(said) or _AGE_FIRST.match(said):
        age = int(next(group for group in match.groups() if group))
        return band(age) if 3 <= age <= 110 else None
    if holds(said, "under 12") or holds(said, "11 or under"):
        return "child"
    if holds(said, "over 18") or holds(said, "18 or over") or holds(said, "adult"):
        return "adult"
    return "teen" if holds(said, "12 to 17") or holds(said, "teenager") else None


def own_band(text: str) -> str | None:
    """The band of the age that somebody says they are, whatever was asked: "im 16 not 11"; else None."""
    age = _own_age(_in_figures(text))
    return None if age is None else band(age)


_OWN_AGE_ALONE = re.compile(
    r"(?:(?:no|nah|but|and|sorry|actually|wait|oh|well|i said) )*(?:im|i am|iam|my age is) "
    r"((?:only |just |nearly |almost )?\d{1,2})(?: (?:years old|yrs old|yo))?(?: not \d{1,2})?"
    r"(?: (?:not|and not) (?:11 or under|under 12|12 to 17|a kid|a child|a teenager|an adult|over 18))?"
)


def own_band_alone(text: str) -> str | None:
    """The band of an age that is all somebody says, and says is theirs: "no im 16 not 11"; else None."""
    found = _OWN_AGE_ALONE.fullmatch(_in_figures(text))
    return own_band(f"im {found[1]}") if found else None


def age_alone(text: str) -> int | None:
    """An age that is all a text says: "10", "ten", "im 10 years old"; None for anything else."""
    match = _NUMBER_ALONE.match(_in_figures(text))
    return int(match[1]) if match and 3 <= int(match[1]) <= 110 else None


def _in_figures(text: str) -> str:
    return " ".join(str(_SPOKEN_AGES.get(word, word)) for word in plain(text).split())


def name(text: str, lead: re.Pattern[str]) -> str | None:
    """A name out of "my name is Sam, i'm 12": the name alone, as it was typed; None if it is none.

    `lead` is how the name asked for is brought in where another stands beside it (`OWN`, `OF_THE_CHILD`).
    """
    led = lead.search(text)
    left = text[led.end() :] if led else _NAME_LEADS.sub("", text)
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


def own_name(text: str) -> str | None:
    """The person's own name, where they say "my name is", as it was typed."""
    match = _OWN_NAME.search(text) or _I_AM_CALLED.search(text)
    return match[1] if match else None


def way_to_reach(text: str, asked: bool = False) -> tuple[str, str] | None:
    """How and where somebody says that they can be reached: an address or number of theirs, not of others.

    `asked`: it is what was asked for, so that any that is named is the one.
    """
    if not asked and len(text.split()) > _SHORT_ANSWER and not _REACH_ME.search(text):
        return None
    if email := _EMAIL.search(text):
        return "email", email[0].rstrip(".")
    phone = _A_PHONE.search(text)
    if phone is None or not has_phone(phone[0]):
        return None
    return ("text" if _TEXT_ME.search(text) else "phone"), phone[0]


_AROUND_A_DETAIL = phrases(
    "my|number|is|its|it|this|here|text|txt|ring|call|phone|mobile|mob|email|mail|me|us|on|at|you|u|can|please"
    "|pls|yes|ok"
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
    """Whether nothing of weight stands beside an address or number."""
    return set(plain(text.replace(detail, " ")).split()) <= _AROUND_A_DETAIL


def when_to_reach(text: str) -> str | None:
    """A few words that name an address or number and how it may be used ("after six only"), as typed."""
    said = plain(text).split()
    if len(said) > _MOST_WORDS_OF_REACH or way_to_reach(text) is None or _LIMITS.isdisjoint(said):
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
    return _EMAIL.search(text) is not None


def has_phone(text: str) -> bool:
    """Whether a text holds as many figures as a telephone number has."""
    fewest, most = _PHONE_FIGURES
    return fewest <= sum(character.isdigit() for character in text) <= most


# --- reference and key

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
_ADDRESSES = re.compile(r"\S*(?:@|://|\bwww\.)\S*", re.IGNORECASE)
"""E-mail addresses, links and names on the web: "sam2kent@example.org"."""
_NEVER_IN_A_REFERENCE = frozenset("io")
"""Letters that no reference has, so that "complain" is none."""
_KEY_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_KEY_WORDS = (3, 6)


def reference(text: str, asked: bool = False) -> str | None:
    """A reference in its canonical form, if a text holds something of its shape.

    Unasked, two groups of four must be announced ("my ref is ...") or hold letters and figures, or stand in
    capitals joined by a dash, since "self-harm" and "call 0800" have eight signs too. An address is none.
    """
    text = _ADDRESSES.sub(" ", text)
    if match := _ANNOUNCED.search(text):
        return f"{match[1]}-{match[2]}".upper()
    for pattern in (_MARKED, _BARE):
        for match in pattern.finditer(text):
            joined = match[1] + match[2]
            if _may_be_one(joined, spelt_out=pattern is _MARKED and not text.isupper()):
                return f"{match[1]}-{match[2]}".upper()
    alone = re.sub(r"[^a-z0-9]", "", "".join(_SPOKEN_SIGNS.get(word, word) for word in plain(text).split()))
    if not asked or len(alone) != 8 or (alone.isalpha() and _NEVER_IN_A_REFERENCE & set(alone)):
        return None
    return f"{alone[:4]}-{alone[4:]}".upper()


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
    words = _KEY_WORD.findall(rest)
    told = key(rest)
    return found, told or ("-".join(w.lower() for w in words) if len(words) == _KEY_WORDS[0] else None)


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


# --- a first message

_I_AM = (
    r"\b(?:im|i am|as|(?<!they )(?<!you )(?<!who )(?<!both )(?<!parents )were|we are) (?:\d{1,2} and )?"
    r"(?:(?:a|an|his|her|their|the|independent|big|older|little|next door) )*"
)
_AGED = (
    r"(?:(?:\w+ (?:year old|yr old)|two|three|four|five|six|both|all|eldest|oldest|youngest|little|older"
    r"|younger|disabled|autistic|teenage|own) )*"
)
_KIN = (
    r"(?:gran|nan|nana|nanny|granny|grandma|grandad|granddad|grandparents?|grandmother|grandfather|aunt|aunty|auntie"
    r"|uncle|cousin|sister|brother|step ?mum|step ?dad|godmother|godfather)"
)
_AN_SGO = (
    r"(?:(?:a|an|the|my|our) )?(?:sgo|special guardianship)\b"
    r"(?! (?:assess\w+|applications?|hearings?|reports?|meetings?|interviews?|forms?|court)\b)"
)
_UNDER_ONE = r"(?:on|under|through|with|by) " + _AN_SGO

_WHO: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...] = (
    (
        re.compile(
            _I_AM + r"(?:\w+ )?foster (?:carer|parent|mum|dad)s?\b|\bplaced with (?:us|me)\b"
            r"|\b(?:my|our) foster (?:child|son|daughter|kids?|children)\b"
            r"|\b(?:child|boy|girl|kids?|children|teenager) (?:we|i) foster\b|\b(?:we|i) foster (?!care)\w"
        ),
        {"role": "carer", "relationship": "foster_carer"},
    ),
    (
        re.compile(
            _I_AM + r"(?:special guardian|sgo)s?\b|\bspecial guardian here\b"
            rf"|{_I_AM}{_KIN} (?:(?:and|also|now|i am|im|as|his|her|their|the|a|legal) )*special guardian\b"
            rf"|{_I_AM}{_KIN} (?:and|with) (?:i |we )?(?:(?:have|got|hold|ive|weve) )*{_AN_SGO}"
            r"|\b(?:i|we|ive|weve) (?:(?:have|got|hold|had|were|was|been|granted|given) )+"
            + _AN_SGO
            + r"|\b(?:(?:im|i am|were|we are|(?:ive|weve|i have|we have) been)"
            r" (?:raising|caring|bringing|looking)"
            r"|(?:i|we|ive|weve) (?:raised?|cared?|bring|brought|look|looked)) (?:\w+ ){0,5}?"
            + _UNDER_ONE
            + r"|\b(?:with|placed with|live with|lives with) (?:me|us) (?:\w+ )?"
            + _UNDER_ONE
        ),
        {"role": "carer", "relationship": "special_guardian"},
    ),
    (
        re.compile(_I_AM + r"(?:kinship|connected) carers?\b"),
        {"role": "carer", "relationship": "kinship_carer"},
    ),
    (
        re.compile(
            _I_AM + r"(?:adopters?|adoptive (?:parent|mum|mother|dad|father)s?)\b"
            r"|\b(?:my|our) adopted (?:son|daughter|child)\b|\b(?:i|we) adopted (?:him|her|them|our|my)\b"
        ),
        {"role": "carer", "relationship": "adopter"},
    ),
    (
        re.compile(
            r"\b(?:im|i am|as) (?!asking|not|after|looking|in need|without|entitled)(?:\w+ ){0,3}?advocate\b"
            r"(?! (?:would|could|to help))"
        ),
        {"role": "advocate", "about_whom": "somebody_else"},
    ),
    (
        re.compile(
            _I_AM + r"(?:gran|nan|nana|granny|grandma|grandad|granddad|grandparent|grandmother"
            r"|grandfather)s?\b"
            r"|\b(?:my|our) (?:grandsons?|granddaughters?|grandchild|grandchildren|grandkids?)\b"
        ),
        {"role": "other", "relationship": "grandparent", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:(?:head|designated|class|form|deputy head) ?)?teacher\b"),
        {"role": "other", "relationship": "teacher", "about_whom": "somebody_else"},
    ),
    (
        re.compile(
            _I_AM + r"(?:\w+ )?(?:independent reviewing officer|iro|health visitor|nurse|youth worker"
            r"|support worker|paediatrician|doctor|gp|probation officer)\b"
        ),
        {"role": "other", "relationship": "professional", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"neighbour\b"),
        {"role": "other", "relationship": "neighbour", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:aunt|aunty|auntie|uncle|cousin)\b"),
        {"role": "other", "relationship": "birth_relative", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:sister|brother)\b"),
        {"role": "other", "relationship": "sibling", "about_whom": "somebody_else"},
    ),
    (
        re.compile(_I_AM + r"(?:family friend|friend of)\b"),
        {"role": "other", "relationship": "friend", "about_whom": "somebody_else"},
    ),
    (
        re.compile(
            _I_AM + r"care lea?ver\b|\b(?:im|i am) \d{1,2} and (?:i |have |just |ive )*left care\b"
            r"|\b(?:i|ive|i have) left care\b|\bi was in care (?:un)?till?\b"
        ),
        {"role": "care_leaver", "about_whom": "self"},
    ),
    (
        re.compile(
            r"\b(?:im|i am|as) (?:a |his |her |their |the |\w+s )?(?:single )?"
            r"(?:parent|mum|mother|mam|mom|dad|father)\b|\b(?:my|our) "
            + _AGED
            + r"(?:sons?|daughters?|kids?|child"
            r"|children|childs|baby|little boy|little girl|step ?son|step ?daughter)\b"
            r"|\b(?:i have|ive got|i am a mother of|im a mother of) "
            + _AGED
            + r"(?:children|kids|sons?|daughters?)\b"
        ),
        {"role": "parent"},
    ),
    (
        re.compile(_I_AM + r"(?:solicitor|youth worker|health visitor|school nurse)\b"),
        {"role": "other", "relationship": "professional", "about_whom": "somebody_else"},
    ),
)
"""Who the person says they are, most particular first; the first that is heard counts."""

_ABOUT_ANOTHER = re.compile(
    r"\b(?:my|our) " + _AGED + r"(?:foster (?:child|son|daughter|kids?|children)|sons?|daughters?|kids?|child"
    r"|children|childs|baby|little boy|little girl|stepson|stepdaughter|grandsons?|granddaughters?|grandchild"
    r"|grandchildren|grandkids?|nephew|niece|friends?|client|neighbours?|pupil"
    r"|adopted (?:son|daughter|child))\b"
    r"|\b(?:i|we) foster (?:an?|the|two|three|four|five|these|him|her|them|\d)\b"
    r"|\b(?:boys?|girls?|child|children|kids?|baby|young person|teenager) (?:that |who )?(?:i|we)"
    r" (?:look after|care for|foster)\b"
    r"|\bon behalf of\b|\b(?:i have|ive got) " + _AGED + r"(?:children|kids|sons|daughters)\b"
    r"|\bfor (?:my|a) (?:\w+ )?(?:son|daughter|child|friend|brother|sister|kids?|young person)\b"
)
_ABOUT_ME = re.compile(
    r"\b(?:my|our) (?:new |old |last )?(?:social worker|sw|pa|personal advis[eo]r|key ?worker|placement|iro"
    r"|foster (?:carers?|mum|dad|parents?)|carers?|support worker|pathway plan|care plan|childrens home"
    r"|residential)\b"
)
_IN_CARE = re.compile(
    r"\b(?:i live|im|i am|ive been|i stay) (?:in care|with (?:my )?foster carers?|in foster care"
    r"|in a childrens home|looked after)\b"
    r"|\bmy (?:foster (?:carers?|mum|dad|parents?|placement)|childrens home)\b"
)
_WISH = re.compile(
    r"\b(?:and |so |but )?(?:i |we |id |i would |we would )?(?:just |really )?"
    r"(?:want|would like|like|need|wanna|wish|have|wants)?(?: to)? ?"
    r"(?:make|raise|file|start|submit|put in|lodge|register)? ?(?:a |an |my )?"
    r"(?:formal |official |brand |new )*"
    r"(?:complain|complaint|complaining)\b(?: please)?"
)
_MANNERS = re.compile(
    r"\b(?:hi|hiya|hello|hey|please|thanks|thank you|good morning|good afternoon|good evening)\b"
)
_BARE_ABOUT = re.compile(r"^(?:about|against|with|on|regarding|of|to)\b")
_HURTS = re.compile(
    r"\b(?:hit|hits|hitting|hurt|hurts|hurting|touch\w*|beat\w*|kick\w*|punch\w*|slap\w*|scare\w*"
    r"|threat\w*|shout\w*)\b"
)
_TELLING = re.compile(
    r"\b(?:never|not|no|nobody|didnt|doesnt|dont|wont|wouldnt|cant|cannot|isnt|wasnt|arent|hasnt|havent"
    r"|hadnt|keeps?"
    r"|kept|always|said|says|told|took|takes|made|makes|left|lost|refuse\w*|ignor\w*|lied|lies|lying"
    r"|moved?|moving|stopped"
    r"|came|comes|went|goes|got|gets|gave|gives|wrote|rang|treat\w*|being|without|late|rude|\w{3,}ed)\b"
)
_MOST_IN_AN_ANSWER = 7
_FEWEST_STORY_WORDS = 3


def tells_a_story(text: str) -> bool:
    """Whether a first message says what happened, beside wishing to complain."""
    left = _MANNERS.sub(" ", _WISH.sub(" ", without_none_before(plain(text)))).strip()
    words = left.split()
    if len(words) < _FEWEST_STORY_WORDS:
        return False
    return bool(_TELLING.search(left) or _HURTS.search(left)) or (
        len(words) > 8 and not _BARE_ABOUT.match(left)
    )


_OF_A_LIFE_IN_CARE = re.compile(
    r"\bmy (?:\w+ )?(?:bed|bedroom|room|placement|placements|carers?|foster \w+|key ?worker|pa|social worker"
    r"|pocket money|allowance|savings|memory box|curfew|life story)\b"
    r"|\bthe (?:food|staff|carers?|other kids|house rules)\b|\bfrom my last placement\b"
    r"|\b(?:miss|see|ring|phone|visit) my"
    r" (?:mum|dad|nan|nana|gran|grandad|brothers?|sisters?|siblings|family|friends)\b"
)
_SOMEBODY_OF_CARE = re.compile(
    r"^(?:(?:its|it is|about|with|because of|against) )*(?:my|the|our) (?:new |old )?"
    r"(?:social workers?|sw|foster (?:carers?|mum|dad|parents?|family|home)|carers?|key ?worker|pa"
    r"|personal advis[eo]r|support worker|iro|placement|childrens home)$"
)


def names_care(text: str) -> bool:
    """Whether a few words are the name of somebody or something of a life in care, and no more."""
    return _SOMEBODY_OF_CARE.match(plain(text)) is not None


_UNHAPPY = phrases(
    "hate|miss|cold|freezing|broke|broken|tiny|small|dirty|smell|smells|stinks|lost|took|taken|gone|banned|unfair"
    "|not fair|ignore|ignored|late|never|isnt|arent|wont|dont|doesnt|cant|cannot|no|nobody|rubbish|shit|crap"
    "|horrible|boring|disgusting|rank|nasty|want|wheres|stopped|sold|nicked|robbed|cut|sick of|fed up|bored"
)
_MOST_AT_ONCE = 20


def is_unhappy_in_care(text: str) -> bool:
    """Whether a few words say what somebody does not like of where and how they live: "my bed is broken".

    So short, they might be said of anything, and a model that weighs words takes them for small talk.
    """
    return holds_any(text, _UNHAPPY, _MOST_AT_ONCE) and _OF_A_LIFE_IN_CARE.search(plain(text)) is not None


def tells_of_deeds(text: str) -> bool:
    """Whether a text of more than a few words, and no question, tells of something done or left undone."""
    said = plain(text)
    tells = _TELLING.search(said) or _HURTS.search(said)
    asks = is_a_question(text) or _WONDERS.search(said) is not None
    return len(said.split()) > _MOST_IN_AN_ANSWER and tells is not None and not asks


_WONDERS = re.compile(r"\bwonder(?:ing)?\b|\b(?:like|want|need) to know\b")


def says_little(clause: str) -> bool:
    """Whether a part of a text is short and tells of nothing that was done or left undone."""
    said = plain(clause)
    return len(said.split()) <= _MOST_IN_AN_ANSWER and not (_TELLING.search(said) or _HURTS.search(said))


_COMPLAINING = re.compile(r"\bcompla(?:in|int|ining)\b")


def names_complaining(text: str) -> bool:
    """Whether a text that is no question and says no to nothing speaks of complaining."""
    said = plain(text)
    return _COMPLAINING.search(said) is not None and not is_a_question(text) and not refuses(text)


_TO_COMPLAIN = (
    r"(?: (?:to|do|make|put in|raise|file|start|send|submit|have|be|a|an|any|formal|official|proper|big))*"
    r" complain(?:t|ts|ing)?\b(?! (?:any ?more|any longer|after all|again|about|against|now)\b)"
)
_NOT_WANTING = (
    r"(?:^|\b(?:i|we|and|but|so|really|just) )(?:dont|do not|dnt) (?:really |actually |even )?"
    r"(?:want|wanna|wish|need|mean)(?: (?:it|this|that|any of (?:it|this))(?= to be\b))?"
)
_NO_COMPLAINT = re.compile(
    rf"{_NOT_WANTING}{_TO_COMPLAIN}"
    r"|\bi (?:just |only )*(?:want|wanna|need) (?:\w+ ){1,4}not (?:to |a |make a )*complain(?:t|ing)?$"
    rf"|\b(?:im|i am|were|we are) not (?:trying|here|looking|going|wanting){_TO_COMPLAIN}"
    rf"|^(?:(?:hi|hello|sorry|please|well|ok|this|its?|thats?|im|i am|is) )*(?:isnt|not){_TO_COMPLAIN}"
)


def wants_no_complaint(text: str) -> bool:
    """Whether a text says that its writer does not want to complain; who no longer does has complained."""
    said = plain(text)
    none = None if begins_as_question(text) else _NO_COMPLAINT.search(said)
    return none is not None and _ANOTHER_KIND.search(said, none.end()) is None


_ANOTHER_KIND = re.compile(
    r"\b(?:small|smaller|little|tiny|short|quick|simple|informal|normal|quiet|proper|formal|official|anonymous)"
    r" (?:one|complaint)\b|\b(?:want|need|make|prefer|like) (?:\w+ )?(?:informal|one)\b"
    r"|\b(?:just|only|rather|but|so) (?:an? )?(?:informal|small|little|tiny|quick) ?(?:one|$)"
)
"""That a complaint of another kind than the one said no to is wanted: "just a small one"."""


_NO_LONGER = re.compile(
    rf"{_NOT_WANTING}(?: (?:to|do|make|a|my|the|this|any))* complain(?:t|ing)?"
    r"(?: about (?:it|this|that|them|him|her))? (?:any ?more|any longer|after all|now)\b"
)


def complains_no_longer(text: str) -> bool:
    """Whether a text says that its writer wanted to complain, and does not any more."""
    return not begins_as_question(text) and _NO_LONGER.search(plain(text)) is not None


_WISHES = re.compile(
    r"^(?:(?:and|so|but|all|really|please|now) )*(?:"
    r"(?:i|we|id|wed) (?:just |really |only )*(?:want|would like|like|need)\b"
    r"|(?:i|we) (?:would )?(?:therefore |respectfully |also )?(?:ask|request) (?:that|for)\b"
    r"|(?:the |our |my |his |her |their )?(?:desired |preferred )?(?:outcomes?|remedy|remedies) (?:that )?"
    r"(?:(?:we|i|he|she|they) (?:are |am )?)?(?:is|are|would be|sought|seek|seeking|wanted|want|requested)\b"
    r"|what (?:i|we|he|she|they) (?:really )?(?:want|wants|would like|ask for) (?:is|are)\b)"
)
_NO_OUTCOME = re.compile(
    r"\b(?:complain\w*|report it|make a|raise|file|tell you|talk to|speak to|advocate|stop|cancel|withdraw"
    r"|die|dead|kill|end it|hurt|harm|dont know|anonymous|somebody to talk|someone to talk|help you"
    r"|who signs?)\b"
    r"|\b(?:want|wants|need|like) (?:(?:just|really|only|first) )*to (?:talk about\b"
    r"|let (?:you|u|someone|somebody) know\b"
    r"|(?:say|tell|share|explain|mention|write)(?: (?:you|u|someone|somebody))?"
    r" (?:you|u|someone|somebody|something|anything|things|this|that|it|what|how|why|when|about|no ?body"
    r"|no one|a few|one thing|they|he|she)\b|(?:tell|write to) (?:you|u|someone|somebody)$)"
)
"""What is no outcome: how somebody begins to complain or to tell, who helps, and what is a cry for help."""
_FEWEST_WISH_WORDS = 4


def wish(text: str) -> str | None:
    """What a text says, beside other things, that somebody wants to come of it, as it was typed, or None.

    The one sentence that says it, or the one part of a sentence: "they moved me and i want to go back".
    """
    for parts in ([part.strip() for part in _SENTENCE.findall(text)], clauses(text)):
        wished = [part for part in parts if is_a_wish(part)]
        if len(wished) == 1 and len(parts) > 1:
            return wished[0]
    return None


def clauses(text: str) -> list[str]:
    """The parts of a text that may each say a thing of its own, as they were typed."""
    return [part.strip() for part in _CLAUSE_ENDS.split(text) if plain(part)]


_CLAUSE_ENDS = re.compile(
    r"[,;.!?\n]+(?=\s|$)|\s+(?:and|but)\s+(?=(?:(?:i|we|he|she|they|it)(?:['’]?(?:m|d|s|re|ve))?"
    r"|(?:my|his|her|their) name)\b)",
    re.IGNORECASE,
)


def is_a_wish(part: str) -> bool:
    """Whether a part of a text says what somebody wants to come of their complaint."""
    said = plain(part)
    long_enough = len(said.split()) >= _FEWEST_WISH_WORDS
    return long_enough and _WISHES.match(said) is not None and _NO_OUTCOME.search(said) is None


_ALL_TOLD = re.compile(
    r"(?:(?:no|nope|nah|yes|ok|okay|thanks|thank you|thankyou|ta|cheers|i think|so|and|well) )*"
    r"(?:that(?:s| is| was|ll be| will be)|i think thats) (?:everything|all|it|the lot|about it|about all)"
    r"(?: (?:thanks|thank you|thankyou|please|now|really|for now|from me|then|i think|of it|there is|so far"
    r"|i (?:want|wanted|have|had|need|needed) to (?:say|tell you|add)))*"
)


def says_all_told(text: str) -> bool:
    """Whether a text says, however politely, that all is told, and nothing else: "no thanks, that is all"."""
    return _ALL_TOLD.fullmatch(plain(text)) is not None


_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def asked_last(text: str) -> str | None:
    """The question that a text of several sentences or clauses ends with, or None; few who type mark one."""
    text = text[-_LONGEST_ENDING:]
    sentences = [part for part in _SENTENCE.findall(text) if without_courtesy(plain(part))]
    if len(sentences) > 1 and "?" in sentences[-1]:
        return str(sentences[-1]).strip()
    asks = _ASKS_OUTRIGHT.search(text)
    return str(asks[1]).strip() if asks is not None and plain(text[: asks.start()]) else None


def beside_a_question(text: str) -> tuple[str, str] | None:
    """What a text says and the question that stands behind it or, marked as one, before it; None without."""
    if (last := asked_last(text)) is not None:
        said = text[: text.rindex(last)].rstrip(" ,;:-–—\n")
        return (said, last) if plain(said) else None
    first, mark, rest = text.partition("?")
    return (rest.strip(), f"{first.strip()}?") if mark and plain(rest) and "?" not in rest else None


_LONGEST_ENDING = 300
"""Letters at the end of a text in which a short question stands, with something before it."""
_ASKS_OUTRIGHT = re.compile(
    r"(?:[,;.!?\n]\s*|\s)(?:(?:and|but|also|so|plus|or|oh)\s+){0,2}"
    r"\b((?:(?:can|could|will|would|do|does|am|are|is|should|may) (?:i|we|my|our|they|he|she|it|there|you|u)"
    r"|how (?:long|much) (?:do|does|will|would|is|can|have|has)|how (?:do|can) (?:i|we)"
    r"|what (?:happens|about|if)|what(?: i|['’]?)s (?:an? |the )?(?:advocate|stage|ombudsman)"
    r"|when (?:will|do|can)|who (?:sees|reads|decides|will|can|gets|else)"
    r"|(?:why|y) (?:do|does|is|are|would|should) (?:you|u|i|we|they|it|that|this))\b[^.!?;\n]*\??\s*)$",
    re.IGNORECASE,
)
"""How a question begins that stands at the end of something else, behind a stop, a comma or an "and"."""


_SPELLING_MENDED = re.compile(r"\*+ ?(\w[\w'’-]*)|(\w[\w'’-]*) ?\*+")


_SPELT = re.compile(
    r"(?:(?:actually|no|sorry|wait|oh|its|it['’]s|it is)[ ,]+)*(?:spelled|spelt) "
    r"(?!(?:wrong|right|differently|with|like|that|this|it|the)\b)([^\W\d_][\w'’-]*)\W*",
    re.IGNORECASE,
)


def mended_spelling(text: str) -> str | None:
    """The word that somebody spells anew, as those who type do ("*visited", "its spelt Maisy"), or None."""
    match = _SPELLING_MENDED.fullmatch(text.strip()) or _SPELT.fullmatch(text.strip())
    return next(filter(None, match.groups())) if match else None


_QUESTION = re.compile(
    r"^(?:(?:but|and|so|ok|okay|please|hi|hello|um|also) )*(?:who|whos|what|whats|wat|wats|wot|wots|when"
    r"|until when|where|why|how|hows|which|can|could|will|would|do|does|did|is|are|am|should|shall|may|must"
    r"|have|has)\b"
)


_WHAT_IF = re.compile(
    r"^(?:(?:and|but|so|ok|okay|hi) )*what (?:if|happens if|would happen if|happens when)\b"
)


def asks_what_if(text: str) -> bool:
    """Whether a text asks what there is for what may come, and asks for nothing now."""
    return _WHAT_IF.match(plain(text)) is not None


_LATER = re.compile(
    r"\b(?:later(?: on)?|after(?= (?:i|ive|we|it|that|this)\b|$)|afterwards?|tomorrow|another (?:day|time)"
    r"|any ?time|at any point|when ?ever|once (?:i|ive|we|it|its)|next week|half ?way|part ?way|in the middle"
    r"|(?:if|when) (?:i|we) (?:change|decide|dont|want|need|no longer|cant)|in a few (?:days|weeks|months))\b"
)
_WHETHER_ONE_MAY = re.compile(
    r"^(?:(?:and|but|so|ok|okay|hi|hello|also|um|then|please) )*"
    r"(?:can|could|may|would|how (?:do|can|would)|am|do|is it (?:ok|okay|possible|allowed))\b"
    r"(?!.*\b(?:they|he|she)\b)(?! (?:you|u)\b)"
)
_BRIEFLY = 14


def asks_of_later(text: str) -> bool:
    """Whether a text asks what may be done later or in some case, and asks for nothing now."""
    said = plain(text)
    brief = len(said.split()) <= _BRIEFLY and _WHETHER_ONE_MAY.match(said) is not None
    return (brief and _LATER.search(said) is not None) or asks_what_if(text)


_THIS = (
    r"(?= (?:it|this|that|here|complaining|(?:the|my|this|a) (?:\w+ )?(?:complaint|chat|conversation|form)"
    r"|later|after|afterwards?|tomorrow|another|at|any ?time|when|whenever|if|once|in|half ?way|part ?way"
    r"|of (?:it|this|that))\b|$)"
)
"""What is done here, or no more than when: not seeing somebody, nor school."""
_STOPPING = re.compile(
    rf"\b(?:withdraw|cancel|opt out|pull out|back out|drop|take|stop|quit|leave|end){_THIS}"
)


def asks_to_stop_later(text: str) -> bool:
    """Whether a text asks if a complaint can be stopped later, and stops nothing now."""
    return asks_of_later(text) and not asks_what_if(text) and _STOPPING.search(plain(text)) is not None


_COMING_BACK = re.compile(
    r"\b(?:(?:come|get|log) back|return|finish|carry on|continue|do|pick (?:it|this) up)"
    rf"(?: to| on| with)?{_THIS}"
)


def asks_to_come_back(text: str) -> bool:
    """Whether a text asks how or whether one can come back later."""
    return asks_of_later(text) and not asks_what_if(text) and _COMING_BACK.search(plain(text)) is not None


_NOT_AS_HOPED = re.compile(
    r"\b(?:(?:say|says|said|saying) no|dont like|not happy|unhappy|dont agree|disagree|refuses?|wrong"
    r"|ignores?|dont believe|against (?:me|us|him|her|them)|rejects?|turns? (?:it|me|us|him|her|them) down"
    r"|(?:not|isnt|arent|dont|doesnt|wont) (?:uph[eo]ld|help|work|fix it|put it right))\b"
)


def asks_if_it_goes_wrong(text: str) -> bool:
    """Whether a text asks what there is if the answer is not what was hoped for."""
    return asks_what_if(text) and _NOT_AS_HOPED.search(plain(text)) is not None


_NUMBER = r"(?:[123]|one|two|three)"
_STAGES_NAMED = re.compile(
    rf"\bstages? ?{_NUMBER}\b(?:(?: (?:and|or|then|plus|to))? {_NUMBER}\b(?! (?:day|week|month|year)))*"
)
_STAGE_BY: tuple[re.Pattern[str], ...] = (
    re.compile(r"\b(?:1|one)\b|\b(?:first|1st) stage\b"),
    re.compile(r"\b(?:2|two)\b|\b(?:second|2nd) stage\b|\binvestigat"),
    re.compile(r"\b(?:3|three)\b|\b(?:third|3rd|last|final) stage\b|\bpanel\b"),
)
_OTHERWISE_NAMED = re.compile(
    r"\b(?:first|1st|second|2nd|third|3rd|last|final) stage\b|\binvestigat\w*|\bpanel\b"
)
WHOLE = phrases(
    "all together|altogether|in total|in all|overall|whole thing|whole process|whole lot|start to finish"
    "|beginning to end|all three|all 3|all the stages|all stages|every stage|each stage|longest|maximum"
)
"""Words that ask after the stages all together."""


def stages(text: str) -> tuple[int, ...]:
    """The stages that a text names, in their order: by number, as the panel, or all of them together."""
    said = plain(text)
    if any(holds(said, words) for words in WHOLE):
        return (1, 2, 3)
    named = " ".join((*_STAGES_NAMED.findall(said), *_OTHERWISE_NAMED.findall(said)))
    return tuple(stage for stage, by in enumerate(_STAGE_BY, 1) if by.search(named))


def names_a_stage(text: str) -> bool:
    """Whether a text speaks of a stage of a complaint by its number, or of the panel."""
    said = plain(text)
    return _STAGES_NAMED.search(said) is not None or holds(said, "panel")


_AFTER_STAGE1 = re.compile(
    r"\b(?:stage ?(?:1|one)|first stage) (?:answer|reply|response|letter|decision|outcome)\b"
    r"|\b(?:answer|answered|reply|replied|response|responded|letter|decision) (?:me |us )?"
    r"(?:at|from|for|to|of|on) (?:the |my )?(?:stage ?(?:1|one)|first stage)\b"
    r"|\b(?:go|want|ask|asking|take it|move|on|escalate it|escalate) (?:on )?(?:to|for) stage ?(?:2|two)\b"
)
_AFTER_STAGE2 = re.compile(
    r"\b(?:stage ?(?:2|two)|second stage) (?:answer|reply|response|letter|decision|outcome)\b"
)


def after_stage1(text: str) -> bool:
    """Whether a text says that stage 1 was answered, or asks for stage 2, and speaks of no later answer."""
    said = plain(text)
    return _AFTER_STAGE1.search(said) is not None and _AFTER_STAGE2.search(said) is None


def goes_wrong_at(text: str) -> int | None:
    """The last stage of which a text asks what there is if it does not bring what was hoped for, or None."""
    named = stages(text) if asks_if_it_goes_wrong(text) else ()
    return named[-1] if named else None


_CHILDREN = (
    r"(?:kids?|child|children|baby|babies|bairns?|sons?|daughters?|boys?|girls?|twins|little one"
    r"|grand(?:son|daughter|child|children|kids))"
)
_TAKEN_AWAY = re.compile(
    r"\b(?:take|taking|lose|losing|remove|removing) (?:away )?(?:all |both )?(?:my|our|the) (?:\w+ )?"
    rf"{_CHILDREN}(?= (?:away|off|from|into|in care|if|because|for (?:complaining|this|it)|when|just|after"
    r"|now|again|too|then|over|once|anyway)\b|$)"
    r"|\b(?:take|taking) (?:him|her|them|us|me) (?:away|(?:off|from) (?:me|us|my|our)|into care)\b"
    rf"|\b{_CHILDREN} (?:be |get |getting |being )(?:taken|removed)\b"
    r"|\b(?:put|go|taken|going|take) (?:\w+ ){0,2}?(?:in|into) care\b"
)
_MAY_COME = re.compile(r"\b(?:will|would|can|could|might|may|going to|gonna|if|am i|do they|does this)\b")


def fears_for_children(text: str) -> bool:
    """Whether a text speaks of children who may be taken away, as people fear who think of complaining."""
    said = plain(text)
    return _TAKEN_AWAY.search(said) is not None and _MAY_COME.search(said) is not None


_COSTS = re.compile(
    r"\b(?:is|its) (?:(?:it|this|complaining|making a complaint|a complaint|the service|this service) )?"
    r"(?:all |really |actually |completely )?free(?: of charge| to (?:complain|use|do|make)\b.*)?$"
    r"|\b(?:does|do|will|would) (?:it|this|complaining|making a complaint|a complaint)(?: \w+)? cost\b"
    r"|\bwhat (?:does|will|would) (?:it|this|complaining|a complaint) cost\b"
    r"|\bhow much (?:does|will|would) (?:it|this|complaining|making a complaint|a complaint) cost\b"
    r"|\b(?:do|will) (?:i|we|you) (?:have|need) to pay(?: anything| for (?:this|it)| you| to complain)?$"
    r"|\b(?:is there|are there) (?:a|any) (?:charge|charges|fee|fees|cost|costs)\b|\bdo you charge\b"
    r"|\bcost (?:me |us )?(?:anything |money )?to (?:complain|make a complaint)\b"
)


def asks_what_it_costs(text: str) -> bool:
    """Whether a text asks what it costs to complain."""
    return _COSTS.search(plain(text)) is not None


_UNTIL_WHEN = re.compile(
    r"\b(?:how (?:long|much time|many (?:days|weeks|months|years))|(?:un)?till? when|by when|what deadline)\b"
    r"(?: \w+){0,6}? to (?:complain"
    r"|(?:make|put in|send|bring|start|raise|submit) (?:a|my|our|the|this) complaint)"
    r"\b(?! (?:to|at)\b)"
)
_NOT_UNTIL_WHEN = re.compile(r"\b(?:take|takes|taken|panel|ombudsman|further|appeal|again)\b")


def asks_until_when(text: str) -> bool:
    """Whether a text asks until when a complaint may be made, and not how long one takes or a next stage."""
    said = plain(text)
    other = _NOT_UNTIL_WHEN.search(said) is not None or bool(stages(text))
    return _UNTIL_WHEN.search(said) is not None and not other


_COURT = re.compile(
    r"\b(?:courts?|judge|judges|magistrates?|proceedings)\b"
    r"|\b(?:a|the|my|our|his|her|their|final|next|another) hearing\b(?! (?:aid|test|problem|loss))"
    r"|\bhearing (?:on|in|is|next|tomorrow|coming)\b"
)
_OF_A_COURT = re.compile(
    r"\bcomplain\w*(?: \w+)? about (?:\w+ ){0,4}(?:court|judge|magistrate)"
    r"|\b(?:court|judge) (?:see|read|know|find out|get told|be told|hear about)\b"
)


def speaks_of_court(text: str) -> bool:
    """Whether a text speaks of a court case, and asks neither to complain of it nor what is known there."""
    said = plain(text)
    return _COURT.search(said) is not None and _OF_A_COURT.search(said) is None and not stages(said)


def is_a_question(text: str) -> bool:
    """Whether a text asks something, by its mark or by how it begins."""
    return "?" in text or "؟" in text or begins_as_question(text)


def begins_as_question(text: str) -> bool:
    """Whether a text asks from its first words on."""
    return _QUESTION.match(plain(text)) is not None


def asks_in_part(text: str) -> bool:
    """Whether a text or a part of it asks something: "I don't know if he does, does he have to"."""
    return is_a_question(text) or any(is_a_question(part) for part in clauses(text))


_NO_ADVOCATE = re.compile(
    r"\b(?:dont|do not|never|wont|wouldnt) (?:want|need|like)(?: (?!know)\w+){0,3} advocates?\b"
    r"|^no advocates?(?: please| thanks| thank you)?$"
)


def wants_no_advocate(text: str) -> bool:
    """Whether a text says that no advocate is wanted; that there was none is a part of a story."""
    return not is_a_question(text) and _NO_ADVOCATE.search(plain(text)) is not None


def tells_of_hurt(text: str) -> bool:
    """Whether a text says that somebody hurts or frightens: part of the story, wherever it is said."""
    return _HURTS.search(plain(text)) is not None


def who(text: str) -> dict[str, str]:
    """Who is speaking and about whom, as far as a text says: role, relationship, about_whom, age_band."""
    said = plain(text)
    heard: dict[str, str] = {}
    for pattern, answers in _WHO:
        found = pattern.search(said)
        if found and not (found[0].startswith(_AS_A_CARE_LEAVER) and not of_who_speaks(said, found[0])):
            heard.update(answers)
            break
    for_others = heard.get("role") == "advocate" or heard.get("relationship") in _FOR_OTHERS_ALONE
    if not for_others and whom.speaker_and_another(text):
        related = whom.related(text) if "role" not in heard else None
        heard |= {"about_whom": whom.BOTH, **({"relationship": related} if related else {})}
    elif _ABOUT_ANOTHER.search(whom.without_company(said)):
        heard["about_whom"] = "somebody_else"
    elif _ABOUT_ME.search(said) and heard.get("role") in (None, "care_leaver"):
        heard["about_whom"] = "self"
    if _speaks_up_young(said, heard):
        return {**heard, "role": "young_person", "age_band": band(_own_age(said) or 0)}
    age = _own_age(said)
    if age is not None and "role" not in heard and heard.get("about_whom") != "somebody_else":
        heard["age_band"] = band(age)
        if age <= 17:
            heard = {"about_whom": "self", **heard, "role": "young_person"}
    if "role" not in heard and heard.get("about_whom") != "somebody_else" and _IN_CARE.search(said):
        heard = {"about_whom": "self", **heard, "role": "young_person"}
    return heard


_AS_A_CARE_LEAVER = "as a care lea"
"""Of whom that is said hangs on what stands before: "she should get help as a care leaver"."""
_FOR_OTHERS_ALONE = ("teacher", "professional", "neighbour")
"""Who speaks for a child by their work, or from next door, and for nobody else."""


_SUBJECTS = re.compile(
    r"\b(?:(?P<speaker>i|im|ive|id|iam|we|weve|me|us|as)|he|hes|she|shes|they|theyre|theyve|it|its|who"
    r"|child|children|kids?|boys?|girls?|(?:grand|step)?(?:sons?|daughters?)|brothers?|sisters?|nephews?|nieces?"
    r"|baby|friends?)\b"
)


def of_who_speaks(said: str, phrase: str) -> bool:
    """Whether a phrase of a plain text says who is speaking: not "she is in care", nor "my social worker"."""
    before = f" {said} ".partition(f" {phrase} ")[0]
    subjects = [found["speaker"] for found in _SUBJECTS.finditer(before)]
    return not before.endswith((" my", " our")) and (not subjects or subjects[-1] is not None)


def _speaks_up_young(said: str, heard: Mapping[str, str]) -> bool:
    """Whether a child or young person speaks for a brother, a sister, a friend."""
    close = heard.get("relationship") in (None, "sibling", "friend", "birth_relative")
    if heard.get("role", "other") != "other" or not close or heard.get("about_whom") in (None, "self"):
        return False
    match = _OWN_AGE.search(said)
    return match is not None and 5 <= int(match[2]) < ADULT_FROM


_OWN_AGE = re.compile(
    r"\b(?:im|i am|iam) (?:only |just |(nearly |almost ))?(\d{1,2})\b"
    r"(?! (?:days?|weeks?|months?|hours?|minutes?|mins?|times?|percent))"
)


def _own_age(said: str) -> int | None:
    match = _OWN_AGE.search(said)
    age = int(match[2]) - bool(match[1]) if match else age_alone(said)
    return age if age is not None and 5 <= age <= 99 else None

"""How typed words answer whether somebody is safe, and what is then chosen. PURE.

Safe is what a few words say of whom they name and nothing else: any other word may be a disclosure
("she is safe but he hits her"), unless what follows is of nobody but the writer. Not safe is heard wherever
it stands, so it wins where both are said.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from backend.journeys.hearing.questions import begins_as_question, is_a_question
from backend.journeys.words import DELETE, KEEP, NO, YES, move, phrases, plain, says_to_go_on


def read_safe_now(text: str, step: str, harm: bool = False) -> str | None:
    """Typed words as the answer meant: at "safe_now" safe, not_safe or not_saying; at "what_next" go_on,
    keep, delete or talk, or anew whether they are safe; None when they are neither, and are kept as more of
    what is told. `harm`: whether harm was heard in them, which a no before it stands by."""
    said, wish = plain(text), move(text)
    if step == "safe_now":
        return _whether(text, said, wish, harm)
    if said in YES or says_to_go_on(said) or said in _THAT_IS_ALL or wish == "skip":
        return "go_on"
    if said in DELETE:
        return "delete"
    if said in NO or said in KEEP or wish == "stop_or_cancel":
        return "keep"
    if said in _TALK:
        return "talk"
    if _says_unsafe(text):
        return "not_safe"
    return "safe" if _says_safe(text) else None


def tells_more(text: str) -> bool:
    """Whether words that answer whether somebody is safe tell something beside it."""
    told = " ".join(part for part in _PARTS.split(text) if not says_to_go_on(part))
    said = _AGED.sub("", _SINCE.sub("", _without_mishearing(_said(told))))
    return not _OF_AN_ANSWER.issuperset(said.split())


def asks_for_help(text: str, unsafe: bool) -> bool:
    """Whether words that are no answer ask what to do, or who helps: "can i text someone", "what do i do".

    `unsafe`: whether they said that they are not safe. Whatever they ask of what comes now is asked of that.
    """
    said = plain(text)
    if _COMPLAINT.search(said):
        return False
    about_help = is_a_question(text) and _WHO_HELPS.search(said) is not None
    about_now = unsafe and _WHAT_COMES_NOW.search(said) is not None
    return about_help or about_now or _ASKS_FOR_HELP.search(said) is not None


def only_asks(text: str) -> bool:
    """Whether words are a short question and tell nothing that would be lost with it."""
    return len(plain(text).split()) <= _LONGEST_QUESTION and begins_as_question(text)


def _whether(text: str, said: str, wish: str | None, harm: bool) -> str | None:
    if _says_unsafe(text) or _denies_it(text):
        return "not_safe"
    if said in YES or said in _SAFE or _says_safe(text):
        return "safe"
    if said in NO or said in _NOT_SAFE or _NO_WITH_A_REASON.match(_said(text)):
        return "not_safe"
    if harm and said.split()[:1] in (["no"], ["nope"], ["nah"]):
        return "not_safe"
    if not harm and _says_safe_first(text):
        return "safe"
    unsaid = said in _NOT_SAYING | _THAT_IS_ALL or said in KEEP or said in DELETE
    unsaid = unsaid or says_to_go_on(said)
    return "not_saying" if unsaid or wish in ("skip", "dont_know", "stop_or_cancel") else None


# --- the words of an answer

_WRITTEN_OUT = {
    "im": "i am",
    "hes": "he is",
    "shes": "she is",
    "theyre": "they are",
    "thats": "that is",
    "its": "it is",
    "theres": "there is",
    "everyones": "everyone is",
    "everybodys": "everybody is",
    "nobodys": "nobody is",
    "noones": "nobody is",
    "noone": "nobody",
    "isnt": "is not",
    "arent": "are not",
    "arnt": "are not",
    "aint": "is not",
    "wasnt": "was not",
    "werent": "were not",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "havent": "have not",
    "hasnt": "has not",
    "cant": "can not",
    "cannot": "can not",
    "wont": "will not",
    "wouldnt": "would not",
    "couldnt": "could not",
    "r": "are",
    "okay": "ok",
    "til": "until",
    "till": "until",
}
_AS_ONE = {
    "no one": "nobody",
    "no ones": "nobody is",
    "any more": "anymore",
    "all right": "alright",
    "think so": "yes",
    "believe so": "yes",
}
_WE_ARE = re.compile(r"\bwe['’‘`´]re\b", re.IGNORECASE)
_CLAUSES = re.compile(
    r"[.,;:!?()\n]+|\s[-–—]+\s|\b(?:but|though|although|because|cos|coz|cause|while|and)\b", re.IGNORECASE
)
_LONGEST = 60
"""From so many words on somebody is telling, and no longer answering."""
_LONGEST_SAFE = 25

_AFFIRMING = phrases(
    "yes|yeah|yea|yep|yup|ye|yh|yeh|yess|y|aye|course|definitely|absolutely|certainly|sure|correct"
)
_OPENING = phrases(
    "oh|well|hi|hello|thankfully|luckily|honestly|actually|god|think|believe|um|know|as|far|of"
)
_BEING = phrases("am|is|are")
_FEELING = phrases("feel|feels|feeling|do")
_EVERYBODY = phrases("both|all|each|everyone|everybody|everything")
_SEVERAL = _EVERYBODY | phrases("we|us|kids|children")
_PEOPLE = _SEVERAL | phrases(
    "i|me|he|she|they|it|kid|child|childs|son|sons|daughter|daughters|boy|boys|girl|girls|baby|babies"
    "|grandson|grandsons|granddaughter|granddaughters|grandchild|grandchildren|grandkids|niece|nieces|nephew"
    "|nephews|sister|sisters|brother|brothers|sibling|siblings|twins|toddler|lad|lads|lass|little|one|ones"
    "|young|person|people|foster|mum|mam|nan|wife|family|partner|two|three|four|five|eldest|oldest|youngest"
    "|older|younger|lot|rest"
)
_WHOSE = phrases(
    "my|our|the|his|her|their|your|of|them|and|a|other|myself|herself|himself|ourselves|themselves"
)
_HOW = phrases(
    "very|much|quite|really|perfectly|completely|totally|pretty|still|also|too|so|that|this|long|again"
)
_WHEN = phrases("now|right|currently|at|the|moment|for|today|tonight|present|time|being|yet|just")
_THANKS = phrases(
    "thanks|thank|you|thankyou|ta|cheers|dear|love|mate|pal|hun|hon|duck|darling|x|xx|xxx|please|asking"
    "|checking|for|promise|sorry"
)
_FINE = phrases("ok|fine|alright|good")
"""Said of somebody they are well; by themselves they may be said of anything."""
_UNHURT = phrases("happy|well|asleep|unharmed|unhurt|sound")
_WHERE = phrases(
    "in|at|with|from|lives|live|living|staying|stays|stopping|sleeping|bed|foster|care|respite|placement|hostel"
    "|nursery|grandparents|aunts|auntie|aunt|class|bed|school|nursery|college|work|hospital|refuge|hotel|house|place|nans|mums|grans|friends"
    "|friend|sisters|aunties|aunts|gran|nana|grandma|carer|carers|me|us"
)
_HERE = phrases("here|there|home")
"""Where somebody else may be, too: "it's fine, he is home"."""
_BESIDE = _AFFIRMING | _OPENING | _HOW | _WHEN | _THANKS
_OF_A_YES = _BESIDE | _BEING | _FEELING | _PEOPLE | _WHOSE | _UNHURT | _WHERE
_OF_SAFE = _OF_A_YES | _FINE | _HERE | {"safe"}
_OF_AN_ANSWER = _OF_SAFE | phrases(
    "no|nope|nah|him|dad|dads|not|never|nobody|none|neither|longer|unsafe|danger|risk|any|immediate|real|scared|frightened"
    "|terrified|afraid|but|until|except|nowhere|where|when|while|help|need|doubt|entirely|always|anymore|there|feeling|does|be|in|outside|downstairs"
    "|upstairs|believe|think|say|would|out|worry"
)

_NO_NAMES = phrases(
    "nobody|none|nothing|neither|nowhere|who|what|how|when|where|why|if|hardly|only|not|never|which|whoever"
    "|no|nope|nah|that|there|and|or"
)
_NAMED = re.compile(r"^((?:(?:yes|yeah|no|and|but|both) )*)(\w+)((?: and \w+)?) (is|are) ")


def _said(text: str) -> str:
    """A text in plain words, written out, and a name that it says it of as "she"."""
    words = plain(_WE_ARE.sub("we are", text)).split()[:_LONGEST]
    said = " ".join(_WRITTEN_OUT.get(word, word) for word in words)
    for several, one in _AS_ONE.items():
        said = re.sub(rf"\b{several}\b", one, said)
    said = _WERE.sub(r"\1we are", said)
    return _NAMED.sub(_she, said)


_WERE = re.compile(
    r"^((?:(?:yes|yeah|yep|yup|no|and|but|oh|ok|now|well|honestly) )*)were\b(?! (?:you|they|we)\b)"
)
"""Without its apostrophe, "we're" is a word that speaks of what is past."""


def _she(named: re.Match[str]) -> str:
    before, name, other, being = named.groups()
    known = name in _OF_AN_ANSWER or name in _NO_NAMES
    return named.group() if known or other[5:] in _NO_NAMES else f"{before}she {being} "


def _clauses(text: str) -> list[str]:
    return [said for clause in _CLAUSES.split(_WE_ARE.sub("we are", text)) if (said := _said(clause))]


# --- safe

_NO_DANGER = re.compile(
    r"\b(?:(?:not|never|nobody|none of (?:us|them)|neither(?: of (?:us|them))?) (?:(?:is|are|am|be|now|here"
    r"|currently|really|actually) )*(?:(?:in|at) (?:(?:any|an|a|immediate|real|actual|present|such|great) )*"
    r"(?:danger|risk)|unsafe)|(?:in|at|there is) no (?:(?:immediate|real|actual|present|current) )*(?:danger"
    r"|risk)|^no (?:immediate |real )?(?:danger|risk)|out of danger)\b"
)
_NO_WORRY = re.compile(r"\b(?:do not|no need to) worry(?: about (?:us|me|her|him|them))?\b")
_LEADING_NOS = re.compile(r"^(?:(?:no|nope|nah) )+")
_ASKED = re.compile(
    r"^(?:(?:yes|ok|but|so|well) )*(?:am|is|are) (?:i|we|she|he|they|you|it|my|our|the|every\w+)\b"
)


_MISHEARD = re.compile(
    r"\b(?:it is|this is|that is|that was|it was|i am|i was) (?:just|only) (?:\w+ly )?"
    r"(?:annoying|annoyed|angry|upset|fed up|venting|saying|moaning|joking|a joke|frustrating|frustrated)\b"
    r"|\bi (?:pressed|clicked|typed|wrote|hit) (?:(?:it|that|this|the) )?(?:\w+ )?"
    r"(?:wrong|by (?:mistake|accident))\b"
    r"|\byou (?:misunderstood|misheard|misread|got (?:me|it|that|this) wrong)(?: (?:me|it|that|this))?\b"
    r"|\b(?:it is |it was )?nothing like that\b"
    r"|^i (?:just |already )?(?:said|told you|say)(?= (?:yes|i|we)\b)"
)
"""What else is said by who was misheard, beside that they are safe: it tells nothing of anybody."""


def _without_mishearing(said: str) -> str:
    return " ".join(_MISHEARD.sub(" ", said).split())


_A_DAY = (
    r"(?:yesterday|today|then|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|tonight|night|week"
    r"|weekend|month|year|january|february|march|april|may|june|july|august|september|october|november"
    r"|december|christmas|easter)"
)
_SINCE = re.compile(
    rf"\bsince (?:(?:last|this|the|early|late) )?{_A_DAY}(?: (?:night|morning|afternoon|evening))?\b"
    r"|\bfor the (?:night|day|week|weekend|holidays)\b"
)
"""Since when or for how long somebody is where they are, which is no more than that they are there."""
_AGED = re.compile(r"\b(?:(?:he|she) is|who is|aged) \d{1,2}(?: years? old)?\b")
_FROM_HIM = re.compile(r"\bfrom (?:him|them|that man)\b")
_AT_DADS = re.compile(r"\b(?:with|at) (?:(?:my|his|her|their|the) )?dads?\b")


def _says_safe(text: str) -> bool:
    """Whether a few words say of whom they name that they are safe, or just that it is so, and no more."""
    said = _AT_DADS.sub("at home", _without_mishearing(_said(text)))
    for beside in (_SINCE, _AGED, _FROM_HIM):
        said = beside.sub("", said)
    said = _LEADING_NOS.sub("no ", _NO_WORRY.sub("", _NO_DANGER.sub("they are safe", said)))
    denies = said.startswith("no ")
    said = " ".join(said.removeprefix("no ").split())
    words = set(said.split())
    if len(said.split()) > _LONGEST_SAFE or _ASKED.match(said) or text.rstrip().endswith("?"):
        return False
    if "safe" not in words and words.isdisjoint(_FINE):
        return not denies and _says_it_is_so(said)
    somewhere = words.isdisjoint(_HERE) or sum(word in _BEING for word in said.split()) < 2
    well = "safe" in words or _IS_FINE.search(said) is not None or words <= _FINE | _BESIDE
    return well and somewhere and words <= _OF_SAFE and not (denies and words.isdisjoint(_PEOPLE))


_PARTS = re.compile(r"[.,;:!?\n]+")
_LED_BY = re.compile(r"\bi (?:(?:just|only) )?(?:meant|mean)\b|[.,;:!?\n]+", re.IGNORECASE)
_OF_OTHERS = (_PEOPLE - phrases("i|me|we|us|it|one|ones|other|little|young|lot|rest")) | phrases(
    "him|them|his|her|their|dad|dads|father|stepdad|stepmum|husband|boyfriend|girlfriend|ex|man|uncle|carer|carers"
    "|mother|mums|worker|teacher|hide|hiding|lock|locked"
)
_YET = phrases(
    "but|though|although|however|except|unless|until|when|while|if|only|because|cos|coz|not|never|hardly|scared"
    "|afraid|frightened|terrified|worried|hurt|hurts|hit|hits|threatened|again|tonight|before|was|were"
)
"""With which what is said of being safe may be taken back, or something be told."""


def _says_safe_first(text: str) -> bool:
    """Whether words say plainly that somebody is safe, and then only what the writer wants or meant by it."""
    return len(text.split()) <= _LONGEST and any(
        _is_plainly_safe(text[: led.start()]) and _says_what_was_meant(text[led.end() :])
        if led.group()[-1].isalpha()
        else _says_safe(text[: led.start()]) and _is_of_the_writer(text[: led.start()], text[led.end() :])
        for led in _LED_BY.finditer(text)
    )


def _says_what_was_meant(rest: str) -> bool:
    return _said(rest).partition(" ")[0] in _OF_WHAT_WAS_MEANT


_OF_WHAT_WAS_MEANT = phrases("i|that|it|its|how|about|the")
"""Not somebody: "I'm safe, I just meant my brother" says who is not."""


def _is_of_the_writer(first: str, rest: str) -> bool:
    if says_to_go_on(rest):
        return True
    of_nobody_else = {*_said(rest).split()}.isdisjoint(_OF_OTHERS | _YET) and not is_a_question(rest)
    return rest.strip() != "" and of_nobody_else and _is_plainly_safe(first)


def _is_plainly_safe(text: str) -> bool:
    said = _said(text)
    return _says_safe(text) and ("safe" in said.split() or _NO_DANGER.search(said) is not None)


def _any_of(words: Collection[str]) -> str:
    return "|".join(sorted(words))


_IS_FINE = re.compile(
    rf"\b(?:{_any_of(_BEING | _FEELING | _SEVERAL)}) (?:(?:{_any_of(_HOW | _WHEN | _EVERYBODY)}) )*"
    rf"(?:{_any_of(_FINE)})\b(?! (?:{_any_of(_PEOPLE)})$)"
)
_NOW = re.compile(
    rf"\b(?:of course|as far as i know|right now|(?:at|for) (?:the moment|present|now|the time being)"
    rf"|thank (?:god|you)|{_any_of((_BESIDE - _HOW) - phrases('the|at|for|of|just'))})\b"
)
_WHO = rf"(?:(?:{_any_of(_PEOPLE | _WHOSE)})\b ?)+"
_IT_IS_SO = re.compile(
    rf"{_WHO}(?:{_any_of(_BEING)})(?: (?:{_any_of(_UNHURT | _EVERYBODY | _HOW)}|and))*"
    rf"(?: so (?:{_any_of(_BEING)}) {_WHO})?(?P<where> (?:in|at|with)\b.*)?"
)


def _says_it_is_so(said: str) -> bool:
    """Whether words say yes, or of somebody that it is so, as in "yes, both of us" and "my daughter is"."""
    words = said.split()
    yes = not _AFFIRMING.isdisjoint(words)
    left = " ".join(_NOW.sub(" ", said).split())
    if not left:
        return yes
    if (so := _IT_IS_SO.fullmatch(left)) is not None:
        return so["where"] is None or (yes and {*words} <= _OF_A_YES)
    named = {*left.split()}
    return yes and named <= _PEOPLE | _WHOSE | _HOW and not named.isdisjoint(_SEVERAL | phrases("i|me"))


# --- not safe

_THEN = r"(?<!was )(?<!were )(?<!did )(?<!had )"
_WOULD = r"(?<!would )(?<!if )"
_BETWEEN = (
    r"(?:(?:really|very|that|so|all|at|entirely|completely|totally|particularly|always|even|quite|exactly|feel"
    r"|feeling|felt|being|been|be|kept|keep|keeping|in|a|an|any|the|somewhere|anywhere|place|have|her|him|them"
    r"|us|me|currently|now) )*"
)
_UNSAFE = re.compile(
    rf"{_THEN}{_WOULD}\b(?:not|never|hardly|barely) {_BETWEEN}safe\b"
    rf"|{_THEN}\bnot (?:think|feel|believe|reckon|say|call|consider)(?: (?!not\b)\w+){{1,5}} safe\b"
    r"|\bno (?:longer (?:\w+ )?)?safe\b|\b(?:far from|anything but|without (?:a|any)) safe\b"
    r"|\b(?:nobody|nowhere|none of \w+(?: \w+)?|neither(?: of \w+)?|not (?:all|every\w+|both|one)"
    r"(?: \w+){0,3})(?: (?:is|are|feels?|really|here|there|that|in this \w+))* safe\b"
    r"|\bdoubt (?:\w+ ){1,5}safe\b"
    rf"|{_THEN}{_WOULD}(?<!not )(?<!never )\bunsafe\b"
    rf"|{_THEN}{_WOULD}\bin (?:(?:immediate|real|serious|great|grave|so much|a lot of) )?danger\b"
    rf"|{_THEN}{_WOULD}\bat (?:\w+ )?risk$"
)
_AFTERWARDS = (
    r"(?: (?:safe|right|now|at|the|moment|all|really|anymore|tonight|today|currently|yet|no|thanks|thank|you"
    r"|sorry|dear|love|either|though))*$"
)
_SOMEBODY = r"\b(?!it\b|that\b|this\b|there\b|council\b|worker\b|what\b)\w+ "
_WHO_THREATENS = (
    r"(?:he|she|they|(?:(?:my|his|her|their|the) )?(?:dad|daddy|father|mum|mummy|mother|stepdad|stepmum|ex"
    r"|partner|husband|wife|boyfriend|girlfriend|uncle|brother|carer))\b"
)
_DENIED = re.compile(
    rf"{_SOMEBODY}(?:am|is|are) (?:\w+ly )?not(?: (?:really|very|too|all|that))?(?: (?:ok|fine|alright))?"
    rf"{_AFTERWARDS}"
    rf"|^(?:no )?not (?:really |very )?(?:ok|fine|alright){_AFTERWARDS}"
    r"|^(?:(?:no|yes|well|honestly|um|er) )*not (?:really|exactly|entirely|fully|completely|always|quite|now"
    r"|right now|at all|at the moment|at home|anymore|yet|tonight|today|for long|when|while|until|all"
    rf"|every\w+|both|particularly)\b|^(?:no )?(?:not (?:me|us|them|her|him)|no longer){_AFTERWARDS}"
    r"|\bnot for (?:very |much )?long\b"
    r"|^(?:no )*(?:definitely|of course|absolutely|obviously|certainly|most certainly) not\b"
    r"|^(?:no|nope|nah)(?: (?:no|nope|nah|way|chance|never))+$|\bnot yes\b|\bdoubt (?:it|that)$|\bafraid not$"
    r"|^(?:no )?(?:\w+ ){1,3}(?:am|is|are) (?:(?:so|very|really|too|both|all|still|just) )*(?:scared"
    rf"|frightened|terrified|petrified|afraid)(?: of (?:him|her|them|(?:my|his|her|their) \w+))?{_AFTERWARDS}"
    rf"|\b(?:safe|ok|fine|alright|now|yes|yeah) (?:\w+ )?until {_WHO_THREATENS}"
    r"|^(?:no )?(?:please )*(?:(?:i|we|she|he|they) needs? (?:some )?help|(?:send )?help"
    rf" (?:me|us|her|him|them)|get (?:me|us|her|him|them) out)(?: please)*{_AFTERWARDS}"
)
_ALL_BUT = re.compile(
    r"\b(?:safe|ok|fine|alright)\b.*\b(?:except|apart from|other than|bar)(?: for)? (?:me|him|her|them|one"
    r"|(?:my|our|the|his|her|their) \w+)\b"
)
_NO_WITH_A_REASON = re.compile(
    r"no (?:he|she|they|(?:my|his|her|their|the) \w+) (?:is|are) (?:(?:still|back|now|right) )*(?:(?:here"
    r"|there|home|outside|downstairs|upstairs)(?! with (?:me|us))|back|coming|drunk|in the"
    r"|with (?:him|her|them|his|their))\b"
)


def _says_unsafe(text: str) -> bool:
    """Whether words say anywhere that somebody is not safe, or is in danger."""
    return any(_UNSAFE.search(_NO_DANGER.sub("", clause)) for clause in _clauses(text))


def _denies_it(text: str) -> bool:
    """Whether words say no to being safe without saying the word: "my sister isn't", "not when he is in"."""
    clauses = _clauses(text)
    return any(_DENIED.search(clause) for clause in (*clauses, _said(text))) or bool(
        _ALL_BUT.search(" ".join(clauses))
    )


# --- asking for help

_LONGEST_QUESTION = 8
_COMPLAINT = re.compile(r"\bcompla(?:in|ins|int|ints|ining)\b")
_TURNING_TO = (
    r"(?:ring|call|phone|text|txt|message|msg|contact|talk|speak|chat|tell|write|run|turn|trust|reach|hide|go"
    r"|get (?:help|out|away)|(?:be|stay|keep|get) safe)\b"
    r"(?! (?:to )?(?:you|u|it|this|that|more|on|back|again|about|something|what)\b)"
)
_ASKS_FOR_HELP = re.compile(
    r"\b(?:what|wot|wat|wht) (?:do|should|can|shall|could|must|am|are) (?:i|we) (?:\w+ ){0,3}do\b"
    r"|\b(?:who|where|how|which number|what number)(?: else)?"
    r" (?:do|can|could|should|shall|would|must) (?:i|we)"
    rf" (?:\w+ ){{0,2}}{_TURNING_TO}"
    rf"|\b(?:can|could|may|should|shall|do|must) (?:i|we) (?:(?!not\b)\w+ ){{0,2}}{_TURNING_TO}"
    r"|\b(?:who (?:can|will)|(?:can|could|will|would) (?:you|u|someone|somebody|anyone|anybody|they|people))"
    r" (?:please |pls )?(?:come|help (?:me|us|him|her|them)|(?:call|ring|phone|text|send|get) (?:\w+ ){0,2}"
    r"(?:someone|somebody|help|police|ambulance|999|them))\b"
    rf"|\b(?:dont|do not|not sure) (?:know )?(?:what to do\b|(?:who|how|where) to {_TURNING_TO})"
    r"|\b(?:is|are) there (?:\w+ )?(?:someone|somebody|anyone|anybody|anywhere|somewhere|people"
    r"|a (?:number|person|place)) (?:else )?(?:i|we|to|who|that|for)\b"
    r"|\b(?:want|need|wanna|like) (?:to )?(?:talk|speak|text|ring|call|phone|write|message|chat)"
    r"(?: to| with)? (?:someone|somebody|anyone|anybody|a person|the police|police|childline|999)\b"
)
"""How people ask whom they can turn to, or what to do, wherever in a message they do."""
_WHO_HELPS = re.compile(
    r"\b(?:police|cops|999|ambulance|childline|child line|shout|samaritans|nspcc|helplines?)\b"
)
_WHAT_COMES_NOW = re.compile(
    r"^(?:(?:and|but|so|ok|then|please) )*(?:(?:what|wot|wat) (?:now|next|else|then|if|will happen|happens"
    r"|is going to happen)|(?:whats|wots) (?:going to|gonna) happen|who (?:is|will|can|comes|helps)|whos"
    r"|(?:will|is|are|can) (?:someone|somebody|anyone|anybody|they|help|people)"
    r"|(?:will|can|could) (?:you|u) help|how long|when will|where)\b"
)
"""How a question begins that somebody who is not safe asks of what will be done for them."""

# --- a few words that are said as they stand

_SAFE = phrases("for now|for now yes|im at school|yes im at school")
_NOT_SAFE = phrases(
    "im scared|i am scared|help|help me|i need help|please help|not really|no not really|i dont think so"
    "|no i dont think so|no hes here|no he is here|hes here|he is here|not right now|no not right now"
)
_NOT_SAYING = phrases("maybe|sometimes|sort of|kind of|kinda|depends|it depends|id rather not|for a bit")
_THAT_IS_ALL = phrases(
    "thats it|thats all|thats everything|nothing|nothing else|no thats it|no thats all|done"
)
_TALK = phrases(
    "talk|talk to somebody|talk to someone|talk to a person|i want to talk"
    "|i want to talk to someone|ring|call|phone|someone to talk to|speak to someone"
    "|speak to somebody|help|help me"
)

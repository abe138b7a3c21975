"""The words people use for the moves that hold everywhere, and for yes and no. PURE data.

They back up the language model: an exact phrase is certain whatever the model says, and the only hope
at a private question, whose answer the model never sees. All small letters, no punctuation, no
apostrophes, as `plain` leaves them.

In another language there are the few that its drafts name (`complaint.how_we_treat`) and its yes and no;
the English ones hold in every language. None that is a name or a word of English, since every language's
hold at every question: so no Somali "maya", no Welsh "pam", no Romanian "da".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

_APOSTROPHES = re.compile(r"['’‘`´]")
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


_SIGNS = str.maketrans({"👍": " yes ", "👎": " no "})


def plain(text: str) -> str:
    """`text` in small letters, with single spaces for whatever is neither letter nor figure.

    A thumb up is a yes, a thumb down a no; other pictures are no words.
    """
    folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold()).translate(_SIGNS)
    return _NOT_A_WORD.sub(" ", folded).strip()


def holds(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a plain text as whole words."""
    return f" {phrase} " in f" {text} "


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a list written with bars between them."""
    return frozenset(listed.split("|"))


YES = phrases(
    "yes|yes please|yes pls|yes plz|pls|plz|yeah|yeah pls|yea|yep|yup|ye|yh|yh pls|yeh|yess|y"
    "|ok|okay|sure|correct|right|thats right"
    "|that is right|it is|yes it is|yes thats right|i do|yes i do|please|please do"
    "|of course|definitely|aye|go on then|true"
)
NO = phrases(
    "no|nope|nah|n|no thanks|no thank you|not really|no it isnt|it isnt|wrong|thats wrong"
    "|thats not right|not right|incorrect|no its not|i dont|no i dont|never|na|not"
)
DONT_KNOW = phrases(
    "i dont know|dont know|dont no|i dont no|dunno|i dunno|idk|not sure|im not sure"
    "|idc|i dont care|dont care|i dont mind|dont mind|idm|whatever|not bothered|im not bothered|either"
    "|no idea|i have no idea|unsure|cant remember|i cant remember|i dont remember"
    "|dont remember|i forget|i forgot|forgot|who knows|no clue|i havent a clue|donno"
    "|fuck knows|god knows|fucked if i know|no fucking idea|how should i know|how would i know|search me"
    "|not certain|hard to say|i lost it|lost it|ive lost it|i havent got it"
    "|i dont have it|dont have it|i dont have one|dont have one|havent got one"
    "|i havent got one|i have lost it|i cant find it|cant find it"
    "|i lost the key|lost the key|i lost my key|i dont have the key|i dont have a key|i havent got the key"
    "|i forgot the key|i forgot my key|i dont know the key|i dont have the reference|i lost the reference"
    "|i dont have a reference|i lost my reference|i dont have either|i have neither|i lost both|i lost them"
)

KEEP = phrases("keep|keep it|keep it please|save|save it|stop and keep|later|not now|stop for now")
DELETE = phrases("delete|delete it|drop|drop it|stop and delete|get rid of it|erase it|bin it")
GO_ON = phrases(
    "go on|carry on|continue|keep going|dont stop|no carry on|go on please|go on with my complaint|next|back"
    "|go back|finish my complaint|do it|lets do it|i want to do it|ok i want to do it|yes i want to do it"
    "|i want to go on|yes go on|ok go on|go ahead|yes carry on|ok carry on|i want to carry on"
)
NOTHING = phrases(
    "nothing|nothing else|none|none of them|none of these|its fine|no its fine|its ok|no its ok|its all right"
    "|its right|all good|leave it as it is|dont change anything|i dont want to change anything|nothing really"
)
"""That none of the answers is to change after all."""
AGAIN = phrases("again|write it again|write again|start again|change it")

OF_STOPPING = phrases(
    "stop|quit|leave|delete|delet|erase|remove|bin|wipe|rid|drop|keep|save|later|finish|end|cancel|forget"
)
"""Words that speak of stopping: with one of them, many words are still about that."""

SMALL_WORDS = phrases(
    "i|im|am|a|an|the|his|her|their|my|its|it|is|just|think|probably|mostly|about|for|to|by|some|with|and"
    "|or|of"
    "|really|please|guess|well|um|er|oh|ok|yeah|yes|hes|shes|theyre|he|she|they|are|was|want|would|like"
    "|say|them"
    "|maybe|suppose|kind|sort|in|on|own|real|old|new|one|thats"
)
"""Words that may stand around the one word that names a choice, and change nothing."""

MOVES: Mapping[str, frozenset[str]] = {
    "stop_or_cancel": phrases(
        "stop|stop it|stop now|cancel|quit|exit|end|i want to stop|i want to stop now"
        "|please stop|can we stop|stop please|leave|i want to leave|i want to go|i have to go"
        "|i need to go|gotta go|forget it|never mind|nevermind|i dont want to do this"
        "|i dont want to do this anymore|i changed my mind|cancel that|abort|enough"
        "|im done with this"
    ),
    "go_back": phrases(
        "back|go back|previous|last question|go back one|back please|go back please"
        "|the question before|go to the last question|can i go back|can we go back|undo"
    ),
    "skip": phrases(
        "skip|skip it|skip this|skip this one|skip that|pass|next|next question|id rather not"
        "|i would rather not|id rather not say|i would rather not say|rather not say"
        "|rather not|prefer not to say|i prefer not to say|i dont want to say"
        "|dont want to say|i dont want to tell you|not telling|not telling you"
        "|im not telling you|none of your business|leave it|leave it out|leave that out"
        "|skip please|no comment|keep what i said|none of ur business|not saying|im not saying|not gonna say"
        "|anonymous|i want to be anonymous|stay anonymous|i want to stay anonymous|no name"
        "|i dont want to give my name|im not telling you my name|i dont want my name on it"
    ),
    "ask_why": phrases(
        "why|but why|why do you ask this|why do you ask that|why do u ask that|why do u ask this"
        "|why do you ask|why do you need that|why do you need to know"
        "|why do you need it|why do you want to know|what for|why are you asking"
        "|why you asking|why do u need to know|why do u ask|whats it for|why does that matter"
    ),
    "who_sees": phrases(
        "who sees this|who will see this"
        "|who sees that|who sees it|who will see it|who will see that"
        "|who can see this|who can see it|who reads this|who reads it|who will read this|who will read it"
        "|who gets to see this|who gets this|who sees my answer|who sees what i say|who sees what i write"
        "|will anyone see this|will anybody see this|who do you tell|who will you tell"
    ),
    "ask_repeat_or_simplify": phrases(
        "what|huh|pardon|repeat|say again|say that again|again|repeat that|what do you mean"
        "|what does that mean|i dont understand|i dont get it|dont understand|dont get it"
        "|i dont understand the question"
        "|can you say that again|come again|eh|what was the question|explain"
    ),
    "simpler": phrases(
        "simpler|simpler please|say it simpler|say that simpler|too many big words|big words|make it easier"
        "|i dont get big words|make it simple|can you make it simpler|can you say it simpler"
        "|talk to me like a kid|explain like im five"
    ),
    "usual": phrases(
        "usual words|normal words|usual words please|use normal words|grown up words|talk to me like an adult"
        "|talk like an adult|talk to me like a grown up|im not a kid|im not a child|im not a little kid"
        "|stop talking to me like a kid|dont talk to me like a child|im an adult|too babyish|thats babyish"
    ),
    "keep": phrases(
        "stop and keep|stop and keep it|save it for later|save this for later|keep it for later"
        "|keep this for later|can i finish later|can i finish it later|can i finish this later"
        "|ill finish later|i will finish later|finish later|can i come back later|i want to come back later"
        "|come back later|do it later|can we do this later|save and come back|save my progress|can i save it"
        "|can i save this|save and exit|save for later|can i get a code|give me a code"
    ),
    "delete": phrases(
        "stop and delete|stop and delete it|delete everything|delete it all|delete all of it|delete my words"
        "|delete this|delete that|delete my complaint|wipe it|erase everything|get rid of it all|delete all"
    ),
    "dont_know": DONT_KNOW,
    "wait": phrases(
        "wait|wait a minute|wait a sec|hold on|hang on|one sec|one second|one minute|one moment|just a minute"
        "|just a moment|a moment please|give me a minute|give me a sec|im thinking|let me think|brb"
        "|be right back"
    ),
}

WISHES: Mapping[str, frozenset[str]] = {
    "change_contact_details": phrases(
        "change my email|change my number|change my phone|change my address|new number|new email|new phone"
        "|change how you contact me|change how you reach me|dont contact me|dont ring me|dont text me"
    ),
    "request_advocate": phrases(
        "want an advocate|need an advocate|get an advocate|get me an advocate|have an advocate"
    ),
    "track_complaint": phrases(
        "see my complaint|check my complaint|track my complaint|where is my complaint"
    ),
    "withdraw_complaint": phrases(
        "withdraw my complaint|stop my complaint|drop my complaint|cancel my complaint"
        "|take my complaint back|take back my complaint|withdraw one point|withdraw a point|withdraw one part"
        "|drop one point|take one point back|take back one point|withdraw part of|drop part of"
    ),
    "make_complaint": phrases("want to complain|make a complaint|wanna complain"),
    "ask_to_pause_decision": phrases(
        "make them wait|ask them to wait|ask for it to wait|want it to wait|pause a decision"
        "|pause the decision"
    ),
}
"""Words that wish for something wherever they stand in a few, where the language model is not asked."""


_SAYS_WHAT = 8


def says_what(text: str) -> bool:
    """Whether a wish is long enough to tell what it is about: "please make them wait before they move me"."""
    return len(plain(text).split()) >= _SAYS_WHAT


_COMPLAINED = re.compile(
    r"\bi (?:have |already |once )*(?:complained|made (?:a|my) complaint|put in a complaint"
    r"|sent (?:in )?a complaint)\b"
    r"|\bive (?:already )?(?:complained|made a complaint|put in a complaint|sent (?:in )?a complaint)\b"
)
_ELSEWHERE_THAN_HERE = phrases(
    "on the phone|by phone|over the phone|by letter|in a letter|in writing|by email|in an email|in person"
    "|face to face|on paper|at the office|to the manager|to her manager|to his manager"
)


_TO_US = r"(?:you|yous|youse|ya|yas|u|your team|(?:the |your )?complaints? (?:team|department|people|office))"
_WROTE_TO_US = re.compile(
    r"\b(?:i|we|ive|weve) (?:(?:have|had|already|once|did) )*"
    r"(?:sent|send|wrote|written|posted|emailed|handed|filled)(?: (?:in|out|off|to))*"
    rf"(?: {_TO_US}\b| (?:a|an|my|the) (?:\w+ )?(?:letter|email|form)"
    rf" (?:of complaint\b|(?:in )?to {_TO_US}\b))"
)
_LETTER = re.compile(r"\b(?:letters?|emails?|emailed|forms?|complaint|wrote|written|in writing)\b")
_NOTHING_CAME = re.compile(
    r"\bnothing (?:back|since|yet)\b|\bignored\b|\bstill waiting\b"
    r"|\bno (?:reply|answer|response|number|reference|ref|word|acknowledgement)\b"
    r"|\b(?:never|not|havent|hasnt|didnt|nobody|no one|nowt)"
    r" (?:\w+ )?(?:heard|hear|had|got|get|replied|answered|wrote|came)\b"
)


def made_elsewhere(text: str) -> bool:
    """Whether a text says that its writer complained before, by phone, letter or the like.

    A letter that was written to us, and that nothing came back to, is a complaint too.
    """
    said = plain(text)
    elsewhere = any(holds(said, words) for words in _ELSEWHERE_THAN_HERE)
    to_us = _WROTE_TO_US.search(said) is not None and _LETTER.search(said) is not None
    unanswered = to_us and _NOTHING_CAME.search(said) is not None
    return unanswered or (elsewhere and _COMPLAINED.search(said) is not None)


def holds_any(text: str, listed: Collection[str], most: int) -> bool:
    """Whether a text of at most so many words holds one of some phrases as whole words."""
    said = plain(text)
    return len(said.split()) <= most and any(holds(said, words) for words in listed)


_TOLD_ALREADY = re.compile(
    r"(?:(?:wtf|ffs|omg|but|look|no|oh|well|hello|bro|mate|um|er|like|as) )*(?:"
    r"(?:i|ive|iv) (?:have |just |literally |already )*(?:told|said|wrote|written|typed|explained|answered)"
    r"(?: (?:u|you|ya|it|that|this|all|everything|what happened|already|before|earlier|above|twice|once|b4"
    r"|just now|a minute ago|so|again))*"
    r"|(?:please |pls |go |just )*(?:read|look at|see|scroll up to) (?:it |that |above |back |up )*"
    r"(?:(?:what|wot|wat) (?:ive |i have |i )(?:just |already )*"
    r"(?:said|wrote|written|put|typed|told (?:you|u)) ?)?"
    r"(?:already|again|above|before|earlier|please|pls)?"
    r"|scroll up|(?:its|it is) (?:all )?(?:above|up there)"
    r"|(?:you|u) (?:have |already |just )*asked (?:me )?(?:that|this|it)(?: (?:already|before|twice|once))*)"
)


def says_told_already(text: str) -> bool:
    """Whether a text says that what is asked was told before, and nothing else: "wtf i already told u"."""
    return _TOLD_ALREADY.fullmatch(plain(text)) is not None


_OF_THE_CHAT = (
    r"(?:the |this |that |my |our |your )?(?:chat|conversation|complaint|questions?|form|asking|talking"
    r"|texting|chatting|messaging|writing|typing|answering|telling|doing|going on)"
)
_OTHERS = (
    r"(?:them|him|her|they|me|us|people|everyone|somebody|someone|social services"
    r"|(?:the|my|our|his|her|their|this|that) \w+|(?!everything\b)\w+ing)"
)
_STOPPING_OTHERS = re.compile(
    rf"\b(?:stop|stopping|stops|cancel) (?!{_OF_THE_CHAT}\b){_OTHERS}\b"
    r"|\b(?:you|u|ya|they|someone|somebody|anyone|he|she) (?:please |pls |just |help |even )*"
    r"(?:stop|cancel) (?:it|this|that)\b"
    rf"|\b(?:make|makes|get|want|need|tell|ask|wish) (?!{_OF_THE_CHAT}\b)"
    r"(?:it|them|him|her|this|that|people|(?:the|my) \w+)"
    r" (?:to )?(?:be |all )?(?:stop|stopped|halted)\b"
)


def stops_others(text: str) -> bool:
    """Whether a text speaks of stopping something that others do or will: "can u stop it", "stop them"."""
    return _STOPPING_OTHERS.search(plain(text)) is not None


_A_DECISION = (
    r"(?:decisions?|mov(?:e|es|ing)|placement|plans?|panel|hearing|transfer|adoption|change|eviction|closure"
    r"|closing|removal|removing|taking (?:me|him|her|them|us))"
)
_TO_HOLD = (
    rf"(?:(?:pause|postpone|delay|halt|freeze|block|prevent|stop|hold off(?: on)?)"
    rf"(?: (?!{_OF_THE_CHAT}\b)\w+){{0,4}}? {_A_DECISION}\b"
    rf"|put(?: \w+){{1,3}}? {_A_DECISION} (?:on hold|off|back)\b)"
)
_ASKING_OTHERS = (
    r"(?:please|pls|plz|(?:can|could|will|would) (?:you|u|ya|they|someone|somebody|anyone|i|we)"
    r"|(?:ask|tell|get|make|want|need|like) (?:them|you|u|him|her|someone|somebody|it|the \w+)(?: to)?"
    r"|how (?:do|can|could) (?:i|we|you)|(?:i|we|id|wed) (?:want|need|would like|like) to|help (?:me|us))"
)
_WAITING = re.compile(
    rf"(?:^|\b{_ASKING_OTHERS} (?:(?:please|pls|just|even|to|ask|tell|get|make|them) )*){_TO_HOLD}"
    r"|(?:^|\b(?:please|pls|plz|(?:can|could|will) (?:you|u)|(?:you|u) to) )"
    r"(?:make|ask|tell|get) (?:them|it|the council) (?:to )?wait\b(?! (?:outside|in|at|for)\b)"
    r"|\b(?:want|need|like|get|ask for|have) (?:it|this|that"
    rf"|(?:the|my|his|her|their|our|this|that)(?: \w+){{0,2}}? {_A_DECISION})"
    r" (?:to |be |all )*(?:paused|postponed|put on hold|put off|delayed|halted|on hold|stopped|wait)\b"
)


def asks_to_wait(text: str) -> bool:
    """Whether a text asks that others hold a decision: "can you stop the move", "i want it put on hold".

    A bare "i want it stopped" may be of anything: it is none by itself.
    """
    said = plain(text)
    found = next((one for one in _WAITING.finditer(said) if not is_reported(said, one.start())), None)
    return found is not None and not (_BARE_IT.search(found.group()) or _AGAIN_AND_AGAIN.search(said))


_AGAIN_AND_AGAIN = re.compile(
    r"\b(?:around|about|all the time|every|constantly|always|keeps?|so (?:much|often)|again)\b"
)
"""Of what is done over and over no one decision can wait."""
_BARE_IT = re.compile(r" (?:it|this|that) (?:be |all |to )*stopped$")
_AGAINST_A_MOVE = re.compile(
    r"\b(?:want|wanna|like|need|allowed|let (?:me|us|him|her|them)) (?:to )?stay\b"
    r"|\b(?:dont|do not|doesnt|didnt) (?:want|wanna)(?: to)? (?:\w+ )?(?:move|moving|moved|go|leave)\b"
)
_A_MOVE = re.compile(r"\b(?:mov(?:e|ing)|tak(?:e|ing) (?:me|him|her|them|us)|leav(?:e|ing))\b")


def is_against_a_move(text: str) -> bool:
    """Whether a text tells of a move that its writer does not want."""
    said = plain(text)
    return _AGAINST_A_MOVE.search(said) is not None and _A_MOVE.search(said) is not None


_POINTING = phrases("it|this|that|them|they|him|her|please|pls|now")


def names_nothing(text: str) -> bool:
    """Whether a few words only point at what they speak of: "can you stop it"."""
    said = plain(text).split()
    return len(said) <= _FEW and said[-1] in _POINTING


_LOST = phrases(
    "lost my key|lost the key|forgot my key|forgot the key|forgotten my key|lost my reference"
    "|lost the reference"
    "|lost my code|forgot my code|dont have my key|havent got my key|lost the words"
    "|forgot my reference|forgotten my reference|forgot the reference|cant find my reference|cant find my key"
    "|whats my key|what is my key"
)


def lost_the_pair(text: str) -> bool:
    """Whether a few words say that reference or key are lost."""
    return holds_any(text, _LOST, 2 * _FEW)


_NEW_KEY = phrases("new key|another key|different key")


def wants_a_new_key(text: str) -> bool:
    """Whether a few words ask for another key."""
    return holds_any(text, _NEW_KEY, 2 * _FEW)


_TELLING = r"(?:talk|speak|tell|inform|involv|say anything)(?:e|ing)?(?: to| with)?"
_KEPT_FROM = re.compile(
    r"(?:(?:please|pls|hi|hello|and|but|so|also|can you|could you|just|really) )*(?:"
    r"(?:i|we|id|wed) (?:(?:really|just|also|still|would) )*(?:dont|do not|didnt|rather|prefer)"
    r"(?: want| like)? (?:them|they|you|u|any ?one|any ?body|some ?one|some ?body|people"
    rf"|the \w+|social services) (?:(?:to|be|not|didnt|dont) )*{_TELLING}"
    rf"|(?:tell|ask) (?:them|him|her|the \w+|people) (?:please )?(?:not to|to not|dont|do not) {_TELLING}"
    rf"|(?:make sure|i want) (?:they|you|nobody|no ?one)(?: (?:dont|do not|never|to))? {_TELLING}"
    rf"|(?:dont|do not|never) {_TELLING}"
    r") (?:my|our) \w+(?: \w+){0,8}"
)


def keeps_from(text: str) -> bool:
    """Whether a few words want that nobody speaks of it with somebody: "tell them not to talk to my mum"."""
    return "?" not in text and _KEPT_FROM.fullmatch(plain(text)) is not None


_HAS_NONE = re.compile(
    r"\b(?:dont|do not|didnt) (?:have|get)\b|\b(?:havent|have not|never) (?:got|had)\b"
    r"|\blost (?:it|my|the|them|both)\b|\bcant find\b|\b(?:have|got) (?:no|neither)\b|^no reference\b"
)


def has_none(text: str) -> bool:
    """Whether a few words, typed where a reference or a key is asked for, say that there is none."""
    said = plain(text)
    return len(said.split()) <= 2 * _FEW and _HAS_NONE.search(said) is not None


def wished(text: str) -> str | None:
    """The wish that a few typed words plainly are, or None; not contacting somebody is a wish, too."""
    said = plain(text)
    if len(said.split()) > _FEW:
        return None
    meant = next((wish for wish, words in WISHES.items() if any(holds(said, one) for one in words)), None)
    if meant == "request_advocate" and has_an_advocate(text):
        return None
    return None if meant != "change_contact_details" and refuses(text) else meant


_WANTS_TO_COMPLAIN = re.compile(
    r"^(?:(?:ok|okay|no|well|so|but|hi|hello|actually|and|then) )*(?:i|we|id|wed|i would|we would) "
    r"(?:just |really |also )?(?:want to|wanna|need to|like to|wish to) (?:make a complaint|complain)\b"
)


def wants_to_complain(text: str) -> bool:
    """Whether a text begins with its writer's wish to complain, however much of it they tell."""
    return _WANTS_TO_COMPLAIN.search(plain(text)) is not None


_THE_COMPLAINT = r"(?:(?:my|our|the|this|that) (?:\w+ )?complaint|complaining)"
_WITHDRAWING = re.compile(
    r"(?:^(?:(?:hi|hello|please|just|can i|can we|can you|could you|so|and) )*|\bplease (?:just )?"
    r"|\b(?:i|we|id|wed) (?:just |really |now |have |would )*(?:want|wanna|need|like|wish|decided|got)"
    r" (?:to )?|\b(?:im|were|i am|we are) (?:going to|gonna|wanting to) )"
    rf"(?:withdraw(?: (?:it|this|that|everything|{_THE_COMPLAINT})\b|$"
    r"|(?= (?:now|please|because|cos|coz|cause|as|since|before|he|hes|she|shes|they|theyre)\b))"
    rf"|(?:drop|cancel|call off|take back|pull out of) (?:it|{_THE_COMPLAINT})\b"
    rf"|take (?:it|{_THE_COMPLAINT}) back\b(?! (?:in)?to\b)"
    rf"|(?:stop|end|close) {_THE_COMPLAINT}\b)"
)


def withdraws(text: str) -> bool:
    """Whether a text, of any length, says that its own writer wants to take a complaint back."""
    said = plain(text)
    return any(not is_reported(said, found.start()) for found in _WITHDRAWING.finditer(said))


_REPORTED = re.compile(
    r"(?<!\bi )(?<!\bwe )(?<!\bive )(?<!\bweve )(?<!\bi already )(?<!\bi just )"
    r"\b(?:said|says?|saying|tells?|told|telling|asks?|asked|asking|thinks?|reckons?|shouted|goes|wants?)"
    r"(?: (?:(?:my|our|the|his|her|their)(?: (?!i\b|so\b|and\b|but\b)\w+){1,2}"
    r"|me|us|him|her|them|everyone|that|to|say|tell|like|just|if|whether|please|well|ok))* $"
)


def is_reported(said: str, at: int) -> bool:
    """Whether what begins at a place in a plain text is said by others: "she told me please drop it"."""
    return _REPORTED.search(said[:at]) is not None


_THERE_IS = (
    r"^(?:(?:no|nope|nah|yes|yeah|but|and|thanks|thank you|ok|well|actually|its ok|its fine|sorry) )*"
    r"(?:(?:i|we|she|he|they|ive|weve|shes|hes|theyve) )?(?:(?:already|do|does) )*"
    r"(?:(?:have|has|got|theres|there is) )+(?:already )?(?:got )?"
)
_HAS_AN_ADVOCATE = re.compile(rf"{_THERE_IS}an advocate\b")
_HAS_ONE = re.compile(
    rf"{_THERE_IS}one\b(?! (?:question|more|thing|problem|other|of|or|child|kid|son|daughter|brother|sister"
    r"|friend|wish|idea)\b)"
    r"|\b(?:is|s|hes|shes) (?:already )?(?:my|our|his|her|their) advocate\b"
    r"|^(?:(?:no|yes|but|well) )*(?:my|our|his|her|their) advocate(?:s| is) "
)
"""What says so where it was asked whether one is wanted."""
_ANOTHER_ONE = re.compile(
    r"\b(?:want|wants|need|needs|like|get|have|can|could)\b.*\b(?:another|different|new|other|better) "
    r"(?:one|advocate)\b"
)


_MAY_HAVE = re.compile(r"\b(?:can|could|may|might) (?:i|we) (?:\w+ ){0,2}?(?:have|get|see|use)\b")


def has_an_advocate(text: str, asked: bool = False) -> bool:
    """Whether somebody says that there is an advocate already; `asked`: whether one is wanted was."""
    said = plain(text)
    if asked and (_ANOTHER_ONE.search(said) or "?" in text or _MAY_HAVE.search(said)):
        return False
    return _HAS_AN_ADVOCATE.match(said) is not None or (asked and _HAS_ONE.search(said) is not None)


_REFUSING = phrases("dont|not|no|never|wont|didnt|nobody|without")


def refuses(text: str) -> bool:
    """Whether a text says no to what it names."""
    return not _REFUSING.isdisjoint(plain(text).split())


ON_A_CASE: Mapping[str, frozenset[str]] = {
    "got_worse": phrases(
        "got worse|gotten worse|getting worse|worse since|worse than before|worse now|even worse"
        "|taking it out on me|punishing me for|because i complained|for complaining"
    ),
    "information": phrases(
        "add something|add to my complaint|add more|tell you more|something to add|add that|add this|add it"
        "|add to it|want to add|need to add|like to add|can i add|could i add|add one more|add another thing"
        "|add some more|forgot to say|forgot to mention|forgot to tell|put that in|put it in as well"
    ),
    "message": phrases(
        "write to the team|write to them|message the team|message them|send a message|send them a message"
    ),
    "panel_statement": phrases("write to the panel|tell the panel|statement for the panel"),
    "reinstate": phrases(
        "go on with it after all|start my complaint again|take that back|take it back|want it back"
        "|changed my mind about stopping|didnt mean to stop|undo that|undo it|can i undo"
    ),
}
"""Words that begin a journey on the case that is open, which the model has no intent for."""


_HOW_IT_GOES = phrases(
    "how is it going|hows it going|how its going|any news|any update|any updates|heard anything|heard back"
    "|happening with it|happening with my complaint|where is it up to|wheres it up to|where are they up to"
    "|wheres it at|is it done yet|have they answered|have they replied|have they decided|hows my complaint"
    "|how is my complaint"
)


def asks_how_it_goes(text: str) -> bool:
    """Whether a few words ask how far a complaint is; where none is open the first are only a greeting."""
    return holds_any(text, _HOW_IT_GOES, 2 * _FEW)


_GOING_ON = (
    r"(?:(?:the|a|my|this|that) (?:review )?(?:panel|complaint|stage|appeal)|stage (?:2|3|two|three)|this|it"
    r"|to (?:do (?:this|it|that)|complain|send (?:this|it)|ask for (?:the |a )?(?:panel|stage)"
    r"|(?:go|carry|keep) (?:on |ahead |through |going )*with (?:this|it|the|my)))"
)
_DOUBT = re.compile(
    r"\b(?:(?:dont|do not) (?:even |really )?know (?:if|whether)|not (?:so |really )?sure (?:if|whether|that)"
    r"|(?:dont|do not) think|wonder(?:ing)? (?:if|whether))"
    rf" (?:i|we) (?:still |really |even |do |actually )*(?:want|need|can face|should have) {_GOING_ON}\b"
    rf"|\bnot (?:so |really )?sure about {_GOING_ON}\b|\bsecond thoughts\b"
)


def doubts_going_on(text: str) -> bool:
    """Whether a few words doubt what is being asked for: "I don't know if I want the panel any more"."""
    said = plain(text)
    return len(said.split()) <= 2 * _FEW and _DOUBT.search(said) is not None


_NOT_STOPPING = re.compile(
    r"(?:(?:no|nah|oh|ok|okay|actually|wait|sorry|please|well|so|but|and|then|hang on|ive|have"
    r"|changed my mind|i said|i mean|i meant) )*"
    r"(?:dont|do not|dnt|never|(?:i|we) (?:really )?(?:dont|do not|dnt|didnt) (?:really )?"
    r"(?:want|wanna|wish|mean|need)(?: you| it| this)?(?: to)?)"
    r" (?:stop|withdraw|cancel|quit)"
    rf"(?: (?:it|this|that|everything|going|here|{_OF_THE_CHAT}))?"
    r"(?:$| (?=(?:then|now|yet|please|pls|i|just|it|carry|keep|go|lets|after|any|at|because|cos|thanks)\b))"
)
_KEEPS_GOING = phrases(
    "keep it going|keep going|keep it open|go on with it|carry on with it|leave it open|let it go on"
)


def denies_stopping(text: str) -> bool:
    """Whether a few words say that what is under way here is not to be stopped: "dont stop it then".

    What others are not to stop ("don't stop me seeing Mum") is something else.
    """
    said = plain(text)
    return len(said.split()) <= 2 * _FEW and _NOT_STOPPING.match(said) is not None


def goes_on_after_all(text: str) -> bool:
    """Whether a few words, said while a complaint is being withdrawn, say that it is not to be."""
    return denies_stopping(text) or holds_any(text, _KEEPS_GOING, 2 * _FEW)


_KINDLY = (
    r"(?:(?:yes|yeah|yep|yh|ok|okay|please|pls|just|then|thats fine|of course|lets|can we|could we|can you"
    r"|could you|you can|you may|we|i|want to|want you to|id like to|id like you to|do) )*"
)
_AND_THANKS = r"(?: (?:now|then|please|pls|thanks|thank you|love|as it is|if you can|too))*"
_SAYS_GO_ON = re.compile(
    rf"{_KINDLY}(?:no )?(?:go on|carry on|continue|keep going|go ahead|proceed|get on)(?: with)?"
    rf"(?: (?:it|this|that|(?:the|my|our|this) (?:\w+ )?(?:complaint|questions?|form)))?{_AND_THANKS}"
)
_USING = re.compile(
    rf"{_KINDLY}(?:use|keep|include|add|send)(?: (?:it|that|this|them|those|all|everything|of|in"
    r"|(?:those|these|my|the) words|what (?:i|ive|i have) (?:just )?(?:wrote|written|said|put|typed"
    rf"|told you)))+{_AND_THANKS}"
)


def says_to_go_on(text: str) -> bool:
    """Whether words say only that it goes on here: "carry on with the complaint please"."""
    said = plain(text)
    return said in GO_ON or _SAYS_GO_ON.fullmatch(said) is not None


def says_to_use(text: str) -> bool:
    """Whether words say only that what was written before is used: "yes please use what I wrote"."""
    said = plain(text)
    return said == "use" or _USING.fullmatch(said) is not None


_LEAVING_OUT = re.compile(
    rf"(?:no )*{_KINDLY}(?:leave (?:it|that|this|them)"
    r"|(?:leave|take|keep) (?:it|that|this|them|all of it|it all) (?:out|off|away)"
    r"|(?:dont|do not) (?:use|send|keep|include|add|put) (?:it|that|this|them|any of (?:it|that))(?: in)?"
    rf"|(?:delete|remove|forget) (?:it|that|this|them|it all)){_AND_THANKS}"
)


def says_to_leave_out(text: str) -> bool:
    """Whether words say only that what was written before is not used: "no, leave that out please"."""
    said = plain(text)
    return said == "skip" or _LEAVING_OUT.fullmatch(said) is not None


_A_NEW_ONE = re.compile(
    r"\b(?:new|another|different|separate|second|fresh) (?:one|complaint)\b|\bcomplain(?:t)? about (?:some"
    r"thing|someone|somebody) else\b|\bnot (?:part of|about|to do with) (?:that|the|my|this)"
    r" (?:one|complaint)\b"
)


def names_a_new_complaint(text: str) -> bool:
    """Whether a text says that it is of another complaint than the one there is."""
    return _A_NEW_ONE.search(plain(text)) is not None


_NONE_BEFORE = re.compile(
    r"(?:^|\b(?:i|we|ive|weve|have|no|but) )(?:havent|have not|never|didnt|did not|not) (?:ever |actually )?"
    r"(?:(?:made|make|sent|send|put in|started|raised|done) (?:(?:a|an|any|formal|official|other) )*"
    r"(?:complaints?|one)|complained)(?: (?:to you|here))?(?= (?:before|yet|ever|at all|please|so|i)\b|$)"
    r"|\b(?:its|it is|this is) (?:my|our) first (?:ever )?complaint\b(?! (?:was|is|that|which)\b)"
    r"|\b(?:dont|do not) have a complaint(?: (?:yet|here|already|before)|$)"
    r"|\b(?:i|we|ive|weve)(?: have)? (?:havent|have not|aint|never|didnt|did not|not) (?:ever |actually )?"
    r"(?:said|told|done|did|do|say|tell|told|sent|written|wrote|asked|been|used|tried|complained|spoken"
    r"|spoke)"
    r"(?: (?:it|this|that|them|one|you|u|to|about|any\w*|nothing|here|of)){0,3} (?:before|yet|ever)\b"
)
_BEGINS_ANEW = re.compile(
    r"\b(?:a|my|the|its|is) (?:brand )?(?:new|fresh|different|separate) complaint\b"
    r"|\b(?:say|tell|about|complain|report|is|its|thats) (?:(?:you|u|about|of|on) )*something"
    r" (?:new|different|else)\b"
    r"|^(?:(?:no|but|wait|sorry|oh|and|well) )*(?:its|it is|this is|thats)"
    r" (?:(?:all|a|brand|totally|completely) )*new(?: one| thing)?$"
    r"|^(?:(?:no|but|wait|sorry|oh|and|well|its|this|is) )*(?:my|the) first time(?: \w+){0,3}$"
)


def without_none_before(said: str) -> str:
    """A plain text without the words that no complaint was made before, which tell of nothing else."""
    return _NONE_BEFORE.sub(" ", said)


def has_complained_of_nothing_yet(text: str) -> bool:
    """Whether a few words, said of a complaint made before, say that there is none or that this is new."""
    said = plain(text)
    few = len(said.split()) <= 2 * _FEW
    return few and (_NONE_BEFORE.search(said) or _BEGINS_ANEW.search(said)) is not None


_TELLS_INSTEAD = re.compile(
    r"\b(?:want|wanna|wanted|need|trying|like) (?:to )?(?:say|tell|talk|complain|speak)"
    r"(?: (?:to|you|u|someone|somebody|something|stuff)){0,3} about"
    r" (?!(?:\w+ ){0,2}?(?:answer|reply|letter|complaint)\b)"
)


def wants_to_tell(text: str) -> bool:
    """Whether a few words, said where a day or a name is asked for, wish to tell of something instead."""
    said = plain(text)
    return len(said.split()) <= 2 * _FEW and _TELLS_INSTEAD.search(said) is not None


_SINCE = re.compile(
    r"\b(?:since|after) (?:i|ive|we|weve|my|our|the|this|that)(?: (?:have|just|first|made|sent|put in|my|a"
    r"|the|this|our))* complain(?:ed|t|ts|ing)\b"
)
_NO_NEWS = re.compile(
    r"\b(?:nothing|nobody|noone|no one|not|never|havent|hasnt|no (?:answer|reply|news)|how long|when)\b"
)
_ONCE_MORE = re.compile(
    r"\b(?:again|still|another|once more|\w+ (?:more )?times|twice|more|as well|too|also|keeps?|now even)\b"
)
_ILL_TREATED = re.compile(
    r"\b(?:horrible|horrid|mean|nasty|rude|cruel|moody|cold|off with|funny with|angry|cross|mad|shout\w*"
    r"|yell\w*|scream\w*|swear\w*|ignor\w*|blank\w*|threat\w*|punish\w*|ground\w*|treat\w*|different\w*"
    r"|worse|harsh\w*"
    r"|strict\w*|hate\w*|pick\w* on|bull\w+|hit\w*|hurt\w*|scare\w*|laugh\w*|lie[sd]?|lying|blam\w+"
    r"|against (?:me|us)|get back at|revenge|(?:wont|doesnt|dont|stopped|refus\w+ to)"
    r" (?:talk|speak|look|let|see)\w*|took|taken|not allowed)\b"
)


def repeats_since(text: str) -> bool:
    """Whether a few words tell that what was complained of came again since: no reprisal, but more of it."""
    said = plain(text)
    told = _since_complaining(said) and _ONCE_MORE.search(_SINCE.sub(" ", said)) is not None
    return told and _ILL_TREATED.search(said) is None


_TURNED_ON_ME = re.compile(
    r"\b(?:found out|finds out|(?:was|got|been) told|knows|heard|read it|saw it|seen it)\b.*\b(?:cross"
    r"|angry|mad|furious"
    r"|annoyed|fuming|raging|off|horrible|nasty|funny) (?:with|at|to|towards?) (?:me|us|him|her|them)\b"
)
"""That somebody who learnt of a complaint is unkind now: "she found out and she's cross with me"."""


def _since_complaining(said: str) -> bool:
    few = len(said.split()) <= 2 * _FEW
    return few and _SINCE.search(said) is not None and _NO_NEWS.search(said) is None


_FOR_IT = (
    r"(?:because of|because|cause|cos|coz|bc|for|over|about|due to) (?:me |us )?"
    r"(?:(?:i|ive|we|weve|my|our|the|this|that|it|making|a|having) )*complain(?:ed|t|ts|ing)?\b"
)
_WRONGED_FOR_IT = re.compile(
    r"\b(?:shout\w*|yell\w*|scream\w*|swore|swear\w*|threat\w*|(?<!i am )(?<!im )(?:angry|furious|mad|fuming)"
    r"|horrible|nasty|mean|rude|(?:had|having|has) a go|kick\w* off|told (?:me|us|her|him) off|punish\w*"
    rf"|ground\w*)\b.*\b{_FOR_IT}"
)
_MAY_BE = re.compile(
    r"^(?:(?:and|but|so|ok|hi|please|do you think|i am worried|im worried|im scared|im afraid|scared"
    r"|worried) )*"
    r"(?:(?:can|could|will|would|may|might|what if|what happens if)"
    r" (?:they|he|she|staff|people|any\w+|some\w+|every\w+|the \w+|my (?:\w+ )?\w+|it)\b"
    r"|(?:they|he|she|it|staff|my \w+) (?:will|might|may|could|would)\b|(?:theyll|shell|hell|itll) )"
)
_UNKIND = r"(?:mean|horrible|nasty|angry|cross|mad|rude|funny|off)"
_REPRISAL = re.compile(
    rf"\b{_FOR_IT}|\bif (?:i|we) complain\b"
    r"|\b(?:take it out on|get back at|have a go at|hold it against"
    rf"|(?:be|are|is|get) {_UNKIND} (?:to|at|with)) (?:me|us|him|her|them)\b"
)


def fears_reprisal(text: str) -> bool:
    """Whether a few words ask if somebody may be treated worse for complaining, and tell of nothing done."""
    said = plain(text)
    few = len(said.split()) <= 2 * _FEW
    return few and _MAY_BE.match(said) is not None and _REPRISAL.search(said) is not None


def named_on_a_case(text: str) -> str | None:
    """The journey on a case that a few typed words name, or None."""
    said = plain(text)
    if fears_reprisal(text):
        return None
    if repeats_since(text):
        return "information"
    wronged = len(said.split()) <= 2 * _FEW and _WRONGED_FOR_IT.search(said) is not None
    turned = len(said.split()) <= 2 * _FEW and _TURNED_ON_ME.search(said) is not None
    if wronged or turned or _since_complaining(said):
        return "got_worse"
    return next((name for name, words in ON_A_CASE.items() if holds_any(text, words, 2 * _FEW)), None)


_ADDING_TO_IT = re.compile(r"\b(?:add|adding|put) (?:\w+ ){0,3}(?:to|in|into|on) (?:my|the|our) complaint\b")


def adds_to_complaint(text: str) -> bool:
    """Whether a text asks that something is added to the complaint, by that name."""
    return _ADDING_TO_IT.search(plain(text)) is not None


_TAKING_BACK = phrases("take that back|take it back|want it back")


def takes_back(text: str) -> bool:
    """Whether a few words take something back: a complaint that was made, unless one was stopped."""
    return holds_any(text, _TAKING_BACK, 2 * _FEW)


ANGRY = phrases(
    "fuck off|fuck you|fuck u|fuck this|piss off|shut up|shut the fuck up|go to hell|go away|wtf|ffs|fuck"
    "|for fucks sake|fucks sake|you are stupid|youre stupid|ur stupid|stupid bot|stupid robot|stupid computer"
    "|you are useless|youre useless|ur useless|useless|useless bot|this is useless|this is stupid"
    "|this is shit|this is crap|this is bullshit|bullshit|youre shit|ur shit|you are shit|crap|shit"
    "|wanker|dickhead|idiot|bitch|cunt|twat|prick|i hate you|i hate this|this is a joke|what a joke"
    "|waste of time|what a waste of time|you dont listen|youre not listening|you are not listening"
)
"""What people say when they have had enough; it is answered kindly, and is never taken for an answer."""

_SWEARING = phrases("fucking|fuckin|fkin|fking|effing|bloody|sodding|damn|flipping|frigging")


def without_swearing(said: str) -> str:
    """A plain text without the words that are put in for anger alone: "both in bloody care"."""
    return " ".join(word for word in said.split() if word not in _SWEARING)


_COURTESY = phrases(
    "thanks|thank you|thankyou|thank u|many thanks|thanks very much|thank you very much|ta|cheers|please|pls"
    "|plz|dear|love|mate|hun|hon|lovely|duck|pet|darling|sir|madam"
)
_COURTEOUS = re.compile(rf"\b(?:{'|'.join(sorted(_COURTESY, key=len, reverse=True))})\b")


def without_courtesy(said: str) -> str:
    """A plain text without thanks, please and the like: "no thank you that's everything"."""
    return " ".join(_COURTEOUS.sub(" ", said).split())


_NO_MORE = phrases(
    "thats all|thats it|thats everything|that is all|that is it|that is everything|thats about it"
    "|thats about all|thats the lot|thats me|thats enough|thatll do|that will do|that covers it"
    "|that covers everything|nothing else|nothing more|nothing further|nothing to add|nothing left|nowt else"
    "|no more|not any more|dont think so|can think of|cant think of anything|nothing i can think of"
    "|said everything|said it all|told you everything|told you it all|all done|im done|im finished|send it"
)
_BEFORE_NO_MORE = phrases(
    "no|nope|nah|not|yes|yeah|yep|ok|okay|well|oh|right|i|think|guess|just|really|so|and|whatever|ive|have|got"
    "|theres|there|is|probably|thats|that|all|everything|it|can|dont|done"
)
_AFTER_NO_MORE = _BEFORE_NO_MORE | phrases(
    "for|now|today|from|me|to|add|say|tell|you|then|want|wanted|need|needed|at|the|moment|else|anything|finished"
    "|of|send|on"
)


def says_no_more(text: str) -> bool:
    """Whether a few words say that all is told, and nothing else: "no thank you, that's everything"."""
    said = f" {without_courtesy(plain(text))} "
    around = (said.partition(f" {words} ") for words in _NO_MORE)
    return any(
        core and set(before.split()) <= _BEFORE_NO_MORE and set(after.split()) <= _AFTER_NO_MORE
        for before, core, after in around
    )


_A_QUESTION = phrases("question|questions|answer|answers|step|one|before|previous|last")


def names_a_question(text: str) -> bool:
    """Whether a text speaks of the questions that are asked here."""
    return not _A_QUESTION.isdisjoint(plain(text).split())


_A_PERSON = phrases(
    "person|human|somebody|someone|anybody|anyone|people|talk|speak|chat|ring|call|phone|number|team|helpline"
)


def names_a_person(text: str) -> bool:
    """Whether a text speaks of talking to somebody."""
    return not _A_PERSON.isdisjoint(plain(text).split())


_NO_ANSWER_CAME = re.compile(
    r"\b(?:no|not|never|nobody|noone|nothing|havent|hasnt|didnt|dont have|if|when|until|till|before|after"
    r"|should|someone"
    r" elses)\b"
)
_ANSWERED = re.compile(
    r"\b(?:they(?:ve)?|council|team|manager|he|she)(?: have| has| finally| already| just"
    r"| now)* (?:answered|replied"
    r"|responded|wrote back|written back)\b"
    r"|\b(?:got|had|received|have|read|seen)(?: finally| just| now)? (?:the|their|an?|my"
    r"|that)(?: stage (?:1|one))? (?:answer"
    r"|reply|response|letter back)\b"
    r"|\b(?:disagree|dont agree|not happy|unhappy|not satisfied) with (?:what they (?:wrote|said|say)"
    r"|(?:the|their|that|my)"
    r" (?:answer|reply|response))\b"
    r"|\b(?:the|their|my) (?:answer|reply|response) (?:(?:was|came|wasnt|says|said)\b(?! late| due)"
    r"|is (?:\w+ )?(?:rubbish|wrong|no|bad|shit|crap|unfair|useless|lies)\b)"
)


def says_it_was_answered(text: str) -> bool:
    """Whether few words, said where a complaint is open, tell that its answer came: "I got the reply"."""
    said = plain(text)
    told = _ANSWERED.search(said) if len(said.split()) <= 2 * _FEW else None
    return told is not None and not _NO_ANSWER_CAME.search(said[: told.start()])


_SENT_BEFORE = re.compile(
    r"\b(?:change|correct|fix|edit|alter|add|put right|take out)\b.*\b(?:the|my|that|a) complaint"
    r"(?: (?:that )?(?:i|we)(?: have|ve)? (?:already )?(?:sent|made|put in|submitted|wrote)|ive (?:sent"
    r"|made))\b"
    r"|\b(?:change|correct|edit|alter) what (?:i|we) (?:wrote|sent|said|put) in (?:my|the|our) complaint\b"
)


def changes_what_was_sent(text: str) -> bool:
    """Whether a text wants something changed of a complaint that it says was sent before."""
    return _SENT_BEFORE.search(plain(text)) is not None


_TO_TELL = re.compile(
    r"(?:(?:hi|hello|hey|please|pls|so|um|ok) )*(?:(?:can|could|may) (?:i|we)(?: just)?|let me|(?:i"
    r"|we) (?:want|wanna|need)"
    r"(?: to)?|id like to) (?:tell|talk to|speak to|say) (?:you |u |someone |somebody )?"
    r"(?:what happened|something|(?:what happened )?(?:with|about"
    r"|to) my \w+)(?: with my \w+)?(?: (?:please|pls|first))*"
)


def asks_to_tell(text: str) -> bool:
    """Whether a text asks, and no more, to tell what happened: "can i tell you what happened"."""
    return _TO_TELL.fullmatch(plain(text)) is not None


_OF_HELP = re.compile(
    r"\b(?:adv\w*|some(?:one|body)|help\w*|support\w*|(?:my|our|her|his|their) side|speak\w*|talk\w*"
    r"|person|people|rep"
    r"|representative|voice|with me|buddy|lawyer|solicitor)\b"
)


def speaks_of_help(text: str) -> bool:
    """Whether a text has a word of help in it, so that a guess at a wish for an advocate may stand."""
    return _OF_HELP.search(plain(text)) is not None


_FURTHER = phrases(
    "stage|further|escalate|escalating|appeal|panel|higher|next step|next level|not happy|unhappy"
    "|not satisfied|dont agree|disagree|dont accept|review|not good enough|above"
)


def names_going_further(text: str) -> bool:
    """Whether a text speaks of taking an answer further."""
    said = plain(text)
    return any(holds(said, word) for word in _FURTHER)


CORRECTING = sorted(
    phrases(
        "no i meant|i meant|no i mean|i mean|no sorry i meant|sorry i meant|oops i meant"
        "|that was wrong its|thats wrong its|thats wrong it is|thats wrong|that was wrong"
        "|that is wrong|i got that wrong|i made a mistake|wait no|actually no|actually its"
        "|actually|correction|can i change that|can i change my answer|change that to"
        "|i want to change my answer|change my answer|change my last answer|not that"
        "|no not that|sorry|oops|no wait|wait|no|nah"
    ),
    key=len,
    reverse=True,
)
"""How a correction begins; what follows it is the right answer. The longest comes first."""


_SURELY_CORRECTING = phrases(
    "no i meant|i meant|no i mean|no sorry i meant|sorry i meant|oops i meant|that was wrong|thats wrong"
    "|that is wrong|i got that wrong|i made a mistake|wait no i|actually no i|can i change my"
    "|i want to change my|change my answer"
)


_FEW = 8
"""In so few words, a wish is all that is said."""
_SIMPLE_WORDS = phrases("simpler words|simple words|easier words|easy words|simpler language|plain english")


_TOO_MUCH = re.compile(
    r"(?:(?:thats|that is|its|it is|this is|theres|there are|sorry|just|way|far|no|oh|um|ok|hi) )*"
    r"(?:too (?:many|much) (?:big |long |hard )?(?:words|writing|reading|text|to read|to take in)"
    r"|too (?:hard|long|difficult) to read|(?:big|hard|long|difficult) words"
    r"|i (?:cant|cannot|struggle to|find it hard to) read (?:all )?(?:this|that|it|of it|of that))"
    r"(?: (?:for me|here|please|sorry|all|at once))*"
)
"""That what is written here is too much to be read; what somebody else writes is told in other words."""


_DELETING = re.compile(
    r"(?:(?:can|could|will|would|you|u|please|pls|just|no|ok|actually|i|want|wanna|need|to|now) )*"
    r"(?:delete|erase|remove|wipe|bin|get rid of) "
    r"(?:(?:all |all of |everything )?(?:what |that )?(?:i|ive|i have) (?:just |already )?"
    r"(?:said|told (?:you|u)|wrote|written|typed|put|sent)|everything|all of (?:it|this|that)|(?:it|this) all"
    r"|my (?:words|messages|answers))(?: (?:please|pls|now|here|so far))*"
)
"""That what was told here is to be deleted; what others wrote is another matter."""


_SIMPLER = re.compile(
    r"(?:(?:can|could|will|would|you|u|please|pls|just|sorry|ok|um|i|need|want|to|maybe|so) )*"
    r"(?:put|say|explain|ask|write|word|phrase|make)(?: (?:it|this|that|me|us|to|the question|again))*"
    r"(?: (?:a bit|bit|much|more|in|an?))*"
    r" (?:simpl(?:er|y)|easier|plainer|plainly|(?:an)?other way|different(?:ly)?(?: way| words)?|other words)"
    r"(?: (?:please|pls|for me|then|thanks))*"
)
"""That what is written here is to be said otherwise; there are simpler words for it."""


_HAS_TO_GO = re.compile(
    r"(?:(?:sorry|ok|oh|um|but|and|well|right|no|wait) )*(?:i|ive|i have|im|we)"
    r" (?:really |just )?(?:gotta|got to|have to|need to|must|better|should|going to have to)"
    r" (?:go|leave|run)"
    r"(?: (?:now|soon|off|out|in a (?:sec|bit|minute|min)|sorry"
    r"|(?:for|to|and) (?:(?:my|the|have|eat|some|get) )*(?:tea|dinner|lunch|breakfast|food|bed|sleep|class"
    r"|lesson)))*"
)
"""That somebody is called away, and nothing of where they live or are sent."""


def move(text: str) -> str | None:
    """The move that a text is, word for word, or None; a correction by how it begins."""
    said = plain(text)
    if any(holds_first(said, lead) for lead in _SURELY_CORRECTING):
        return "correct_previous_answer"
    if len(said.split()) <= _FEW and any(holds(said, words) for words in _SIMPLE_WORDS):
        return "simpler"
    if _TOO_MUCH.fullmatch(said) or _SIMPLER.fullmatch(said):
        return "simpler"
    if _HAS_TO_GO.fullmatch(said):
        return "stop_or_cancel"
    if _DELETING.fullmatch(said):
        return "delete"
    return next((name for name, phrases in MOVES.items() if said in phrases), None)


_READ_BACK = re.compile(
    r"\b(?:read|say|show|tell) (?:me |us )?(?:it|that|this|everything|all(?: of (?:it|that))?|mine"
    r"|what (?:i|ive|i have) (?:said|told you|wrote|written|put|typed)(?: so far)?"
    r"|what (?:you|u|youve) (?:have|got|written|put|wrote)(?: down)?(?: so far)?)(?: all)?"
    r"(?: (?:back|to me|so far|please))*$"
    r"|^(?:(?:so|ok|wait|hang on|um) )*(?:what|wat|wot) (?:did|have|had) (?:i|we) (?:just "
    r"|actually )?(?:write|wrote|written"
    r"|say|said|put|type|typed|tell you|told you)(?: down| in it| in there| before| so far| already| again)*$"
    r"|^(?:can you |could you |please )*read (?:it|that|this) (?:out|to me|back)(?: to me)?(?: please)?$"
)
_TO_READ = phrases(
    "back|so far|what i said|what ive said|what i wrote|what ive written|what i told you"
    "|what i put|what ive put|what you have|what you got|what youve got|what youve written|what did|what have"
    "|wat did|wot did|what had|to me|out"
)


def asks_to_read_back(text: str) -> bool:
    """Whether a text asks to hear what was told: "can you read it back to me"."""
    said = plain(text)
    return _READ_BACK.search(said) is not None and any(holds(said, words) for words in _TO_READ)


def after_correcting(text: str) -> str:
    """What is left of a plain correction when its beginning is taken off, again and again."""
    said = plain(text)
    while lead := next((lead for lead in CORRECTING if holds_first(said, lead)), ""):
        said = said[len(lead) :].strip()
    return said


_OF_NONE = re.compile(
    r"(?:no|not) (?:one|a single|any(?:one|body|thing)|body|reasons?|warnings?|notice|explanations?|contact"
    r"|visits?|answers?|replies|reply|help|support|social workers?|workers?|adults?|staff|thing)\b"
)


def says_of_none(text: str) -> bool:
    """Whether the no that a plain text begins with belongs to what follows it: "no one asked me"."""
    return _OF_NONE.match(text) is not None


def holds_first(text: str, phrase: str) -> bool:
    """Whether a plain text begins with a phrase, as whole words."""
    return f"{text} ".startswith(f"{phrase} ")


_IN_THE_MIDDLE = re.compile(
    r"\S.*?(?<![\s,.;:–—-])[\s,.;:–—-]+(?:no,? wait|wait,? no|no,? sorry|sorry,? no|sorry,? i mean"
    r"|(?:no,? )?i meant?|scrap that|or rather|actually no)[\s,.;:–—-]+(?=\S)",
    re.IGNORECASE | re.DOTALL,
)


def corrected(text: str) -> str:
    """An answer without what it takes back in its middle: "Tuesday, no wait, Wednesday" is Wednesday."""
    match = _IN_THE_MIDDLE.match(text)
    return text[match.end() :] if match else text

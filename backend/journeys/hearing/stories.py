"""Whether somebody tells what happened, what they wish for, and whether they complain. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.hearing import clauses, questions
from backend.journeys.words import holds_any, phrases, plain, refuses, without_none_before

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


_PRAISES = re.compile(
    r"\b(?:thank\w*|thanx|ta|cheers|great|brilliant|fab\w*|amazing|lovely|kind\w*|nice\w*|good|best"
    r"|well done|helped"
    r"|helpful|wonderful|excellent|fantastic|proud|pleased|grateful|happy|legend|star|sound|safe|awesome"
    r"|love[ds]?"
    r"|appreciat\w*|compliment\w*|prais\w*|credit|superb|fair play|top|ace|sweet|cool|listened|patient)\b"
)


def praises(text: str) -> bool:
    """Whether a text has a word of praise in it, so that a model's guess that it praises may stand."""
    return _PRAISES.search(plain(text)) is not None


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
    asks = questions.is_a_question(text) or _WONDERS.search(said) is not None
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
    return _COMPLAINING.search(said) is not None and not questions.is_a_question(text) and not refuses(text)


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
    none = None if questions.begins_as_question(text) else _NO_COMPLAINT.search(said)
    return none is not None and _ANOTHER_KIND.search(said, none.end()) is None


_ANOTHER_KIND = re.compile(
    r"\b(?:small|smaller|little|tiny|short|quick|simple|informal|normal|quiet|proper|formal|official"
    r"|anonymous)"
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
    return not questions.begins_as_question(text) and _NO_LONGER.search(plain(text)) is not None


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
    for parts in ([part.strip() for part in clauses.SENTENCE.findall(text)], clauses.parts(text)):
        wished = [part for part in parts if is_a_wish(part)]
        if len(wished) == 1 and len(parts) > 1:
            return wished[0]
    return None


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


_NO_ADVOCATE = re.compile(
    r"\b(?:dont|do not|never|wont|wouldnt) (?:want|need|like)(?: (?!know)\w+){0,3} advocates?\b"
    r"|^no advocates?(?: please| thanks| thank you)?$"
)


def wants_no_advocate(text: str) -> bool:
    """Whether a text says that no advocate is wanted; that there was none is a part of a story."""
    return not questions.is_a_question(text) and _NO_ADVOCATE.search(plain(text)) is not None


def tells_of_hurt(text: str) -> bool:
    """Whether a text says that somebody hurts or frightens: part of the story, wherever it is said."""
    return _HURTS.search(plain(text)) is not None

"""Whom to answer, how, and who may stand beside them: the questions about that, as data. PURE."""

from __future__ import annotations

import re
from dataclasses import replace

from backend.journeys import each
from backend.journeys.draft import Answers, World
from backend.journeys.elsewhere import sends
from backend.journeys.hearing import details, questions, reached
from backend.journeys.question import Option, Question, Refused
from backend.journeys.who import OF_THEIR_OWN, concerns_a_child, is_child, not_a_child, read_name
from backend.journeys.words import NO, after_correcting, has_an_advocate, holds, phrases, plain, refuses
from backend.say import Say


def _may_want_an_advocate(answers: Answers) -> bool:
    return answers.get("role") != "advocate" and sends(answers)


def wants_an_answer(answers: Answers) -> bool:
    """Whether somebody is to reach them, by the way they chose."""
    return sends(answers) and answers.get("contact_method") in ("email", "text", "phone", "post", "other")


def _may_be_told_what_is_safe(answers: Answers) -> bool:
    """Whether it is asked how they may safely be reached, or was told before: not of an address left out."""
    told = answers.get("safe_to_contact") not in (None, "yes", "no")
    has_told_where = wants_an_answer(answers) and "contact_detail" in answers
    return has_told_where or (told and sends(answers))


def _ask_advocate(answers: Answers, world: World) -> str:
    if answers.get("role") not in OF_THEIR_OWN:
        return "complaint.ask.wants_advocate_adult"
    if "advocacy" in world.people:
        return "complaint.ask.wants_advocate_named"
    return "complaint.ask.wants_advocate"


def _ask_name(answers: Answers, world: World) -> str:
    return "complaint.ask.name_child" if is_child(answers) else "complaint.ask.name"


def _ask_contact_detail(answers: Answers, world: World) -> str:
    match answers.get("contact_method"):
        case "email":
            return "complaint.ask.contact_email"
        case "text" | "phone":
            return "complaint.ask.contact_phone"
        case "post":
            return "complaint.ask.contact_post"
    return "complaint.ask.contact_other"


def _read_contact_detail(text: str, answers: Answers, world: World) -> object:
    method = answers.get("contact_method")
    if method == "email" and not details.has_email(text):
        return Refused("complaint.refused.email")
    if method in ("text", "phone") and not details.has_phone(text):
        return Refused("complaint.refused.phone")
    return details.bare_detail(text) or text.strip()


def _read_method(text: str, answers: Answers, world: World) -> object:
    """An address or a number says by itself how they are to be reached."""
    reach = details.way_to_reach(text)
    return reach[0] if reach else None


_BY_POST = re.compile(r"\b(?:post|posted|letters?|writ(?:e|ing)|mail|royal mail)\b", re.IGNORECASE)
_POST_LAST = re.compile(
    r"\b(?:by|in the|via|through the) (?:post|mail|letter)(?: please| pls)?\W*$", re.IGNORECASE
)
_WAY_FIRST = re.compile(
    r"^\W*(?:(?:please|pls|yes|yeah|ok|no|can|could|you|u|i['’]?[dm]|i|would|prefer|want|like|just|by|via|in|a"
    r"|an|the|through|best|contact|reach|reply|answer|send|sent|write|writing|written|post|posted|letters?|mail|me"
    r"|us|them|it|to|at|on|my|our|home|postal|address|is|its|it's|use|and|this|here|only|rather)\b\W*)+",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
_A_STREET = re.compile(
    r"\b\d+ ?[a-z]?,? (?:\w+[ ,]+){0,4}(?:road|rd|street|st|lane|ln|close|avenue|ave|drive|way|court|terrace"
    r"|gardens|crescent|place|grove|hill|walk|mews|row|square|rise|view|park|green|house|flats?|gate|parade|end)\b"
    r"|\bflat \d+|\b(?:c/o|care of|po box)\b",
    re.IGNORECASE,
)
_BEGINS_ADDRESS = re.compile(
    r"(?:\d+\s?[a-z]?\W+(?!times|letters?|weeks?|days?|months?|years?|hours?|kids|children|of\b)[a-z]{2,}|flat\b|room\b"
    r"|apartment\b|c/o\b|care of\b|po box\b"
    r"|(?:[\w']+ ){1,3}(?:house|farm|cottage|lodge|hall|court|barn|mill|hostel|refuge)\b)",
    re.IGNORECASE,
)


def by_post(text: str, answers: Answers) -> str | None:
    """The address to which somebody wants to be written, said with the way or by itself; None without one."""
    if is_child(answers) or details.way_to_reach(text) or questions.is_a_question(text) or refuses(text):
        return None
    way = _WAY_FIRST.match(text)
    address = text[way.end() if way else 0 :].strip(" ,.;:-–—\n")
    # Post that is spoken of behind a place ("I'm in a hostel and post gets opened") chooses no letter.
    chosen = _BY_POST.search(text[: way.end()] if way else "") or _POST_LAST.search(text)
    plainly = _POSTCODE.search(address) or _A_STREET.search(address) or chosen
    seen = _SEEN.search(plain(text)) is not None
    return address if plainly and not seen and _BEGINS_ADDRESS.match(address) else None


_NO_THEN_A_WAY = re.compile(
    r"^(?:no|nah|nope) (?=(?:just |only )?(?:text|txt|ring|call|phone|e ?mail) (?:me|us|not|instead)\b)"
)
"""A no to what was said before, behind which the right way stands: "no text me"."""
_SOMETIMES = (
    r"(?:always|still|also|all|only|just|often|usually|normally|mostly|mainly|really|actually|regularly|secretly"
    r"|sometimes|definitely|probably|both|even|now|do|does|did|can|may|might|could|will|would|gonna|keep|keeps)"
)
_OTHERS = (
    rf"\b(?:(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bu )(?<!\bno )(?<!\bnobody )(?<!\bno one )"
    rf"(?!(?:{_SOMETIMES}|i|ill|id|ive|im|we|well|wed|weve|you|u|me|to|and|or|but|so|then|nobody|noone|nothing|never"
    r"|not|dont|doesnt|didnt|cant|cannot|couldnt|wont|wouldnt|hasnt|havent|isnt|arent)\b)\w+"
    r"|(?<=\bi )(?:dont|do not|never|cant|cannot|wont|hardly|rarely|havent|didnt))"
    rf" (?:{_SOMETIMES} )*"
)
"""Whoever else has or sees something; and a writer who says that they do not themselves."""
_MINE = r"(?: (?:all|of|through|at|in|on|my|our|the))* "
_LOOK = r"(?:opens?|reads?|checks?|sees?|looks?|goes|go|answers?|hides?|monitors?|tracks?|gets?|bins?)"
_HOLD = r"(?:has|have|took|take|takes|taken|got|keeps?|shares?|uses?|controls?|holds?|broke|confiscated)"
_SEEN = re.compile(
    rf"{_OTHERS}{_LOOK}{_MINE}(?:post|letters?|mail|e ?mails?|texts?|messages?|phones?|mobiles?|calls?"
    r"|it|them)\b"
    rf"|{_OTHERS}(?:{_HOLD}|knows?){_MINE}(?:(?:e ?mail|phone|account) )?(?:passwords?|log ?in)\b"
    rf"|{_OTHERS}{_HOLD}{_MINE}(?:phones?|mobiles?|tablets?|ipad|laptop|computer)\b(?! number)"
    r"|\b(?:post|letters?|mail|e ?mails?|texts?|messages?|phone|mobile)(?: \w+)? (?:gets?|is|are|was|were"
    r"|been|being|goes|go|went|(?:can|could|may|might|will) (?:be|get))"
    r"(?: (?:always|often|sometimes|all|being))*"
    r" (?:opened|read|checked|seen|looked at|missing|lost|stolen|nicked|taken|hidden|binned|shared)\b"
    r"|\b(?:post|letters?|mail) (?:never|doesnt|dont|wont) (?:always )?(?:arrives?|comes?|reach(?:es)?"
    r"|gets? (?:here|there|to))\b"
)
"""That others see, open or hold what somebody is reached by, or that it does not come to them."""
_HELD = re.compile(rf"{_OTHERS}(?:{_HOLD}|{_LOOK}){_MINE}(?:phones?|mobiles?)\b")
_LIMITED = re.compile(
    r"\bbut\b|\b(?:unless|except|after|before|between|until|till|never|secret|careful)\b"
    r"|\b(?:not|dont|only) (?:when|while|if|at|in|on|say|leave|tell|mention)\b"
)
_NOT_HOME = re.compile(
    r"\b(?:not|dont|never|no|nothing)\b(?: \w+){0,4} (?:house|home|address|carers?|mums?|dads?|parents)\b"
)


def _named_ways(text: str) -> tuple[set[str], set[str]]:
    """The ways to be reached that a text names, and those that it says no to or that others see."""
    said = reached.without_lacking(_NO_THEN_A_WAY.sub("", plain(text)))
    refused = details.ways_refused(said)
    refused |= {"phone", "text"} if _HELD.search(said) else set()
    seen = _SEEN.sub(" ", said)
    refused |= {way for way in details.WAYS if _times_named(way, seen) < _times_named(way, said)}
    return {way for way in details.WAYS if _times_named(way, seen)} - refused, refused


def way_named(text: str) -> str | None:
    """The one way to be reached that a text names and does not say no to, or None."""
    named, refused = _named_ways(text)
    left = named - refused
    return left.pop() if len(left) == 1 else None


def _times_named(way: str, said: str) -> int:
    return len(re.findall(rf"\b(?:{details.WAYS[way]})\b", said))


def told_with_care(asked: str, text: str, answers: Answers) -> dict[str, str] | None:
    """What words tell that name how somebody is to be reached and what to take care of; None for others.

    The words are kept as they were typed beside a way that they name, or by themselves. `asked`: the
    question, of the way or of the address or number.
    """
    chosen = str(answers.get(CONTACT_METHOD.id)) if asked == CONTACT_DETAIL.id else None
    exactly = any(plain(text) in option.words for option in CONTACT_METHOD.options)
    if exactly or reached.asks_only(text) or chosen in ("post", "other"):
        return None
    said, reach = reached.without_lacking(plain(text)), details.way_to_reach(text, asked=True)
    if reach is not None and details.is_all_of_it(text, reach[1]):
        return None
    named, refused = _named_ways(text)
    way = next(iter(named)) if len(named) == 1 else chosen
    way = None if way in refused else way
    if refused and way is not None and reach is None and details.says_only_ways(said):
        # "Text me, do not ring" chooses: whether the way chosen is safe is still to be asked.
        return {CONTACT_METHOD.id: way}
    careful = bool(refused) or _SEEN.search(said) is not None or _NOT_HOME.search(said) is not None
    limited = _LIMITED.search(details.without_refused(said)) is not None or reached.asks_them_to(text)
    if not (careful or (limited and (named or reach))) and (chosen or reach is None):
        return None
    told = {SAFE_TO_CONTACT.id: text.strip()}
    if reach is not None:
        by = chosen if chosen in ("phone", "text") and "@" not in reach[1] else reach[0]
        return {**told, CONTACT_METHOD.id: by, CONTACT_DETAIL.id: reach[1]}
    return told if way is None else {**told, CONTACT_METHOD.id: way}


_ONLY_WHEN = re.compile(r"\b(?:unless|except|after|before|between|until|till|only|when|while|if)\b")
_IT_IS_SEEN = re.compile(
    rf"{_OTHERS}(?:opens?|reads?|checks?|sees?|looks? at|monitors?|tracks?|logs? (?:on ?)?(?:in|into|in to)"
    rf"|gets? (?:into|in to)){_MINE}(?:it|them|that|this)\b"
    rf"|{_OTHERS}(?:{_HOLD}|knows?|had|gets?|logs?)(?: (?:all|of|my|our|the|its))* (?:passwords?|log ?in)\b"
)
"""That others can see what comes to the address or number that is spoken of."""
_ANOTHERS = re.compile(
    r"\b(?:text|txt|ring|call|phone|e ?mail|through|via|ask) (?:my|our) (?!e ?mail|phone|mobile|number)\w+"
)
_REFUSES_IT = re.compile(
    r"\b(?:dont|do not|never|not)(?: (?:please|ever|want|wanna|you|u|to|them|let))*"
    r" (?:use|using|write to|send (?:it |anything |stuff )?to|contact me (?:on|by|at|with))"
    r" (?:(?:that|this|it)(?: (?:one|e ?mail|number|address|phone))?"
    r"|(?:my|the) (?:e ?mail|number|phone|mobile|address))(?! \w*names?\b)\b"
)


def is_seen_by_others(text: str) -> bool:
    """Whether words tell an address or number of one's own, and that others see what comes to it."""
    said, reach = plain(text), details.way_to_reach(text, asked=True)
    if reach is None or _ONLY_WHEN.search(said) or _ANOTHERS.search(said):
        return False
    return _IT_IS_SEEN.search(said) is not None or reach[0] in _named_ways(text)[1]


def others_see_what_was_told(text: str, answers: Answers) -> bool:
    """Whether words say that others see what comes to the address that was told: they have its password."""
    said = plain(text)
    of_it = answers.get(CONTACT_METHOD.id) == "email" and CONTACT_DETAIL.id in answers
    return of_it and not _ONLY_WHEN.search(said) and _IT_IS_SEEN.search(said) is not None


def refuses_what_was_told(text: str, answers: Answers) -> bool:
    """Whether words say not to use the way, or the address or number, that was told before."""
    said = plain(text)
    if CONTACT_DETAIL.id not in answers or details.way_to_reach(text) or _ONLY_WHEN.search(said):
        return False
    return _REFUSES_IT.search(said) is not None or answers.get(CONTACT_METHOD.id) in _named_ways(text)[1]


_ONE_NUMBER = ("text", "phone")
_FEW_WORDS = 5


def by_the_same_number(text: str, answers: Answers) -> tuple[str, str] | None:
    """The other way to use the number that was told: "no txt not phone" where it was to be rung; or None."""
    told, detail = answers.get(CONTACT_METHOD.id), answers.get(CONTACT_DETAIL.id)
    named, refused = _named_ways(text)
    if told not in _ONE_NUMBER or detail is None or len(named) != 1 or not named <= {*_ONE_NUMBER} - {told}:
        return None
    few = len(plain(text).split()) <= _FEW_WORDS and after_correcting(text) != plain(text)
    return (named.pop(), str(detail)) if told in refused or few else None


_HELP = phrases("help|helping|advocate|advocates|support")
_WANTED = phrases(
    "want|wants|need|needs|needed|like|likes|love|take|appreciate|useful|good|great|yes|yeah|yep|yh"
)
_NOT_WANTED = phrases("dont|not|wont|wouldnt|doesnt|without|no|nope|nah")
_AROUND_HELP = phrases(
    "ok|please|well|oh|and|i|we|id|wed|ill|im|my|our|son|daughter|child|kids|children|she|he|they|would|could"
    "|really|do|will|might|have|be|for|to|with|a|an|the|some|any|all|bit|of|little|someone|somebody|one|extra"
    "|that|this|it|me|us|him|her|them|definitely|thanks|thank|you|speak|say|complain|complaint|now|think|got"
    "|already|own|on|can|more|get|thatd|lot|if|possible"
)


def _of_help(text: str) -> str | None:
    """Help is wanted or not, however that is said: "yes I want help", "I don't need any help"."""
    if has_an_advocate(text):
        return "no"
    said = plain(text).split()
    words = set(said)
    known = words <= _HELP | _WANTED | _NOT_WANTED | _AROUND_HELP and not words.isdisjoint(_HELP)
    if not known or questions.is_a_question(text):
        return None
    if not words.isdisjoint(("already", "without")) or said[0] in ("no", "not"):
        return None if said[1:2] == ["i"] and words.isdisjoint(_NOT_WANTED - {"no"}) else "no"
    if words.isdisjoint(_WANTED):
        return None
    return "yes" if words.isdisjoint(_NOT_WANTED) else "no"


_ASKS_FOR_ONE = re.compile(
    r"^(?!(?:what|who|when|why|do|does|is an|are)\b)(?:\w+ )*?"
    r"(?:can|could|may|would|will|how|possible|able)\b.*"
    r"\b(?:have|get|be given|find|want|like|ask for|see|meet|use|arrange|sort|speak to|talk to|speak with)"
    r"(?: \w+){0,2}? (?:an? (?:\w+ )?advocate|one|advocates?"
    r"|some(?:one|body) (?:to (?:help|speak)|on my side))\b"
)
_THEIRS = re.compile(r"\b(?:my|our|his|her|their|the|your) (?:\w+ )?advocate\b")


def asks_for_an_advocate(text: str) -> bool:
    """Whether a text wishes for an advocate, also in a question: "can I have one"."""
    said = plain(text)
    if not questions.is_a_question(text):
        return True
    return _ASKS_FOR_ONE.search(said) is not None and _THEIRS.search(said) is None


def names_their_own_advocate(text: str) -> bool:
    """Whether a text speaks of an advocate there is: "my advocate is called Sam"."""
    return _THEIRS.search(plain(text)) is not None


_YES_AND = re.compile(
    r"(?:(?:oh|um|well|ok|okay|i think) )*"
    r"(?:(?:yes|yeah|yep|yea|yh|ok|okay|sure|alright|definitely|please|maybe)|i (?:do|would)(?: like one)?)"
    r"(?: (?:please|pls|ok|id like one|i would|i do|maybe|only|that would be good))*"
    r" (?:but|as long as|so long as|if|unless|except|provided|preferably|ideally|not|just not|with|someone"
    r"|somebody|a|an)\b|only (?:if|with)\b"
)
_PUT_OFF = phrases(
    "not now|not yet|but not now|but not yet|but later|but maybe later|but not today|maybe later"
)


def wants_one_and_says_which(text: str) -> bool:
    """Whether a yes to an offer says for whom or how: "yes but not the lady who came last time"."""
    said = plain(text)
    agreed = _YES_AND.match(said)
    if agreed is None or any(said.endswith(words) for words in _PUT_OFF):
        return False
    return "?" not in text and not questions.begins_as_question(said[agreed.end() :])


def _read_back_safe(value: object) -> Say | str:
    return Say("complaint.said.safe") if value == "yes" else str(value)


_MAY_HAVE_ONE = re.compile(
    r"(?:(?:yes|yeah|yep|ok|okay|please|pls|oh|well|so|and) )*(?:can|could|may|might) (?:i|we)"
    r"(?: (?:please|also|still|maybe|just))* (?:have|get|be given) (?:one|an advocate|someone|somebody)"
    r"(?: (?:please|pls|then|thanks|yes|too|as well|to (?:help|speak).*))*"
)


def may_have_one(text: str) -> bool:
    """Whether words that ask politely wish for an advocate, and no more: "can I have one please"."""
    return _MAY_HAVE_ONE.fullmatch(plain(text)) is not None


FOR_ME = phrases("me|for me|myself|for myself|its for me|just me|i want one|i need one")
FOR_A_CHILD = phrases(
    "a child|the child|my child|my son|my daughter|my kids|my children|for my child|for my son"
    "|for my daughter|somebody else|someone else|my foster child|a young person|my grandson"
    "|my granddaughter|my brother|my sister|for a child|for him|for her|for them|for the kids"
)
"""Whom an advocate is for, in few words."""


def may_be_for_a_child(answers: Answers) -> bool:
    """Whether whoever may want an advocate is grown up, and complains of what concerns a child who lives."""
    return answers.get("role") not in OF_THEIR_OWN and concerns_a_child(answers)


def _is_for_one_alone(answers: Answers) -> bool:
    return not may_be_for_a_child(answers)


_FOR_BOTH = phrases("both|both of us|for both|for both of us|us both|for us both|all of us|for all of us")

_ONE_WANTED = Option(
    "yes",
    "complaint.wants_advocate.yes",
    phrases("i want one|i need one|i would like one|id like one|yes i want an advocate|i want an advocate"),
    when=_is_for_one_alone,
    told_in=lambda text: _of_help(text) == "yes" or whom_to_help(text) is not None or may_have_one(text),
)


WANTS_ADVOCATE = Question(
    id="wants_advocate",
    ask=_ask_advocate,
    why="complaint.why.wants_advocate",
    sees="complaint.sees.advocate",
    line="complaint.line.wants_advocate",
    title="complaint.title.wants_advocate",
    called=("the advocate", "advocate", "an advocate", "help from an advocate"),
    when=_may_want_an_advocate,
    options=(
        _ONE_WANTED,
        # For whom is what a button says, and a yes in words leaves it open: that is no question of its own.
        Option(
            "child",
            "advocate.for_whom.a_child",
            FOR_A_CHILD,
            when=may_be_for_a_child,
            told_in=lambda text: whom_to_help(text) == "child",
        ),
        Option(
            "me",
            "advocate.for_whom.me",
            FOR_ME - _ONE_WANTED.words,
            when=may_be_for_a_child,
            told_in=lambda text: whom_to_help(text) == "me",
        ),
        replace(_ONE_WANTED, when=may_be_for_a_child, offered=False, words=_ONE_WANTED.words | _FOR_BOTH),
        Option(
            "no",
            "complaint.wants_advocate.no",
            phrases("not now|i dont want one|i already have one|i can do it myself|not yet"),
            told_in=lambda text: _of_help(text) == "no",
        ),
    ),
    optional=True,
    may_not_know=True,
    asks_back="ask_about_advocate",
    input="choice",
)

_FOR_WHOM = re.compile(
    r"\b(?:advocates?|one|help|yes|yeah|yep|please|ask|it|somebody|someone|support)\b(?: \w+){0,3}? "
    r"for (?:both )?(?:(?P<me>me|myself|us)|him|her|them|(?:my|our|the) (?:\w+ ){0,3}?"
    r"(?:(?:grand|step)?(?:sons?|daughters?|child|children|kids?)|boys?|girls?|brothers?|sisters?|baby"
    r"|twins|young person))\b"
)
_NOT_FOR = re.compile(r"\bnot for (?:\w+ )?\w+\b")


def whom_to_help(text: str) -> str | None:
    """Whom a wish for an advocate names, "me" or "child": "one for my son please"; None for both too."""
    found = {"me" if one["me"] else "child" for one in _FOR_WHOM.finditer(_NOT_FOR.sub("", plain(text)))}
    return found.pop() if len(found) == 1 else None


def wants_one_for_a_named_child(text: str, answers: Answers) -> bool:
    """Whether an advocate is wanted for a child named before: "for Kayden yes please, not for me"."""
    said = _NOT_FOR.sub("", plain(text))
    names = each.named(answers) or (str(answers.get("child_name") or ""),)
    wanted = any(name and holds(said, f"for {plain(name)}") for name in names)
    return wanted and may_be_for_a_child(answers) and said.split()[0] not in NO


def _said_for_whom(answers: Answers) -> bool:
    told = answers.get("wants_advocate") == "yes" and "advocate_for" in answers
    return told and _may_want_an_advocate(answers) and may_be_for_a_child(answers)


ADVOCATE_FOR = Question(
    id="advocate_for",
    ask=lambda answers, world: "advocate.ask.about_whom",
    why="advocate.why.about_whom",
    sees="complaint.sees.advocate",
    line="advocate.line.about_whom",
    title="advocate.title.about_whom",
    called=("who the advocate is for", "who it is for"),
    when=_said_for_whom,
    options=(
        Option("me", "advocate.for_whom.me", FOR_ME),
        Option("child", "advocate.for_whom.a_child", FOR_A_CHILD),
    ),
    optional=True,
    input="choice",
)

NAME = Question(
    id="name",
    ask=_ask_name,
    why="complaint.why.name",
    sees="complaint.sees.reach",
    line="complaint.line.name",
    title="complaint.title.name",
    called=("my name", "name", "what to call me"),
    when=sends,
    read=read_name,
    optional=True,
    private=True,
)

CONTACT_METHOD = Question(
    id="contact_method",
    ask=lambda answers, world: "complaint.ask.contact_method",
    why="complaint.why.contact_method",
    sees="complaint.sees.reach",
    line="complaint.line.contact_method",
    title="complaint.title.contact_method",
    called=("how to reach me", "how you reach me", "how to contact me", "contact"),
    when=sends,
    options=(
        Option("email", "complaint.contact_method.email", phrases("email|e mail|by email|mail|email me")),
        Option(
            "text",
            "complaint.contact_method.text",
            phrases("text|text message|by text|sms|text me|txt|txt me|by txt"),
        ),
        Option(
            "phone",
            "complaint.contact_method.phone",
            phrases("phone|call|ring|call me|ring me|phone me|phone call|by phone|telephone"),
        ),
        Option(
            "post", "complaint.contact_method.post", phrases("post|letter|by post|write to me"), not_a_child
        ),
        Option(
            "other",
            "complaint.contact_method.other",
            phrases(
                "another way|other|through somebody|through someone|through my advocate"
                "|someone i trust|somebody i trust|through my teacher|something else"
            ),
        ),
        Option(
            "none",
            "complaint.contact_method.none",
            phrases(
                "dont contact me|do not contact me|no contact|none|nothing|no|nope|i will come back"
                "|no dont|dont write|dont write back|dont ring"
                "|ill come back|come back here|i will come back here|no thanks|dont|please dont"
            ),
        ),
    ),
    read=_read_method,
    optional=True,
    input="choice",
)

CONTACT_DETAIL = Question(
    id="contact_detail",
    ask=_ask_contact_detail,
    why="complaint.why.contact_detail",
    sees="complaint.sees.reach",
    line="complaint.line.contact_detail",
    title="complaint.title.contact_detail",
    called=("my email", "my number", "my phone number", "email", "number", "my address"),
    when=wants_an_answer,
    read=_read_contact_detail,
    optional=True,
    private=True,
    input="contact",
)

SAFE_TO_CONTACT = Question(
    id="safe_to_contact",
    ask=lambda answers, world: "complaint.ask.safe_to_contact",
    why="complaint.why.safe_to_contact",
    sees="complaint.sees.reach",
    line="complaint.line.safe_to_contact",
    title="complaint.title.safe_to_contact",
    called=("if it is safe", "who may see it", "when to contact me"),
    when=_may_be_told_what_is_safe,
    options=(
        Option(
            "yes",
            "complaint.safe_to_contact.yes",
            phrases("its safe|it is safe|safe|yes its safe|thats fine"),
        ),
        Option(
            "no",
            "complaint.safe_to_contact.no",
            phrases("its not safe|not safe|it is not safe|another way|no its not safe|unsafe"),
        ),
    ),
    read_back=_read_back_safe,
    optional=True,
    story=True,
)

"""An advocate: asked for, changed or stopped; on a complaint, or before there is one. PURE data.

`has_case` "yes" | "no"; `advocate_ask` "request" | "change" | "stop"; `about_whom` "self" |
"somebody_else" (for whom the advocate is); `advocate_wishes`: verbatim. Without a case a council, the name
of a child it is for, one's own and a way to be reached are asked as well, and a case of kind
`advocate_request` is made.
"""

from __future__ import annotations

import re
from dataclasses import replace

from backend.journeys.checking import known, to_check
from backend.journeys.complaint import COUNCIL
from backend.journeys.draft import Answers, CaseNow, World
from backend.journeys.elsewhere import COUNTRY
from backend.journeys.question import Condition, Entered, Journey, Option, Question, Turned
from backend.journeys.reaching import (
    ADVOCATE_FOR,
    CONTACT_DETAIL,
    CONTACT_METHOD,
    FOR_A_CHILD,
    FOR_ME,
    NAME,
    SAFE_TO_CONTACT,
)
from backend.journeys.track import CASE_KEY, HAS_CASE, REFERENCE
from backend.journeys.who import CHILD_NAME, OF_THEIR_OWN
from backend.journeys.words import is_reported, phrases, plain


def on_a_case(answers: Answers) -> bool:
    """Whether the journey is on a case that is open."""
    return "case" in answers


def without_case(answers: Answers) -> bool:
    """Whether the person has said that there is no case, or that they cannot open it."""
    return answers.get("has_case") == "no"


def beside(question: Question, applies: Condition) -> Question:
    """A question of the complaint's, asked only where `applies` too."""
    return replace(question, when=_both(question.when, applies))


def _both(first: Condition, second: Condition) -> Condition:
    return lambda answers: first(answers) and second(answers)


def _already(answers: Answers) -> bool:
    """Whether one was asked for or is there, as the case holds or, without one, the person said at once."""
    return known(answers, "advocate") in ("asked", "appointed") or _says_there_is_one(answers)


def _says_there_is_one(answers: Answers) -> bool:
    return without_case(answers) and "advocate_ask" in answers


def _there_is_one(answers: Answers) -> bool:
    return known(answers, "advocate") == "appointed" or _says_there_is_one(answers)


_ANEW = re.compile(
    r"\b(?:dif+\w{0,3}r\w{0,2}nt|another|(?:someone|somebody|anyone) else|not the same|swap|switch|change"
    r"|replace|new (?:one|lady|woman|man|person|advocate))\b"
)
_SAID_BY = re.compile(r"\b(?!i\b|we\b|ive\b)\w+ (?:said|says|told|tells|thinks|wants)\b")
_NOT_ANEW = phrases("dont|not|never|no|didnt|wont")


def wants_another(text: str) -> bool:
    """Whether words of an advocate there is want a different one: "a difrent lady, not the same one"."""
    said = plain(text)
    found = (match for match in _ANEW.finditer(said) if _SAID_BY.search(said[: match.start()]) is None)
    return any(_NOT_ANEW.isdisjoint(said[: match.start()].split()[-3:]) for match in found)


_NOT_A_CHILD = (
    r"(?!(?:i|we|you|u|me|myself|us|both|my|our|someone|somebody|anyone|anybody|people|adults|parents|mum|dad"
    r"|now|later|free|a|an|the|this|that|it|help)\b)"
)
_FOR_ANOTHER = re.compile(
    rf"(?:(?:no|yes|its|it is|hi|please|actually) )*(?:can|could|may) {_NOT_A_CHILD}\w+(?: please)?"
    r" (?:have|get) an? advocate\b.*"
    rf"|(?:(?:no|yes|its|it is|i said) )*for {_NOT_A_CHILD}\w+(?: (?:i said|please|pls|not me|not for me))*"
)


def for_another(text: str) -> bool:
    """Whether a few words name somebody whom an advocate is for: "can Mia have an advocate", "for Mia"."""
    return _FOR_ANOTHER.fullmatch(plain(text)) is not None


def _ask_what(answers: Answers, world: World) -> str:
    return "advocate.ask.advocate_ask" if _there_is_one(answers) else "advocate.ask.advocate_ask_asked"


ADVOCATE_ASK = Question(
    id="advocate_ask",
    ask=_ask_what,
    why="advocate.why.advocate_ask",
    sees="complaint.sees.advocate",
    line="advocate.line.advocate_ask",
    title="advocate.title.advocate_ask",
    when=_already,
    options=(
        Option(
            "request",
            "advocate.asking.again",
            phrases(
                "ask again|again|i still want one|still want one|remind them|still waiting|yes|yes please"
                "|yeah|yh"
                "|yes i do|i do|yes i want one|i want one"
            ),
            when=lambda answers: known(answers, "advocate") == "asked",
        ),
        Option(
            "change",
            "advocate.asking.change",
            phrases(
                "change|another one|a different one|someone else|somebody else|a new one|different advocate"
            ),
            told_in=wants_another,
        ),
        Option(
            "stop",
            "advocate.asking.stop",
            phrases(
                "stop|no advocate|i dont want one|i dont want one any more|i dont want one now"
                "|i dont want an advocate"
                "|i dont need one|none|without one|on my own|no|no thanks|not any more"
            ),
        ),
    ),
    input="choice",
    lost="advocate.lost.advocate_ask",
)


def _may_be_for_another(answers: Answers) -> bool:
    return not (on_a_case(answers) and known(answers, "role") in (*OF_THEIR_OWN, "advocate"))


FOR_WHOM = replace(
    ADVOCATE_FOR,
    id="about_whom",
    called=("who it is for", "who its for"),
    when=_may_be_for_another,
    options=(
        Option("self", "advocate.for_whom.me", FOR_ME),
        Option("somebody_else", "advocate.for_whom.a_child", FOR_A_CHILD, told_in=for_another),
    ),
    optional=False,
    lost="advocate.lost.about_whom",
)

ADVOCATE_WISHES = Question(
    id="advocate_wishes",
    ask=lambda answers, world: "advocate.ask.advocate_wishes",
    why="advocate.why.advocate_wishes",
    sees="complaint.sees.advocate",
    line="advocate.line.advocate_wishes",
    title="advocate.title.advocate_wishes",
    called=("my wishes", "what matters to me", "what matters"),
    when=lambda answers: answers.get("advocate_ask") != "stop",
    optional=True,
    story=True,
    takes_languages=True,
)


def _ask_check(answers: Answers, world: World) -> str:
    match answers.get("advocate_ask"):
        case "change":
            return "advocate.ask.check_change"
        case "stop":
            return "advocate.ask.check_stop"
    return "advocate.ask.check"


_WHICH = phrases(
    "different|another|lady|woman|female|man|male|speaks|speak|signs|sign|interpreter|young|younger|older|black|asian|muslim"
    "|christian"
)


def says_which(text: str) -> bool:
    """Whether a wish for an advocate says what they should be like."""
    return not _WHICH.isdisjoint(plain(text).split())


_MOST = 14
"""More words than this tell of something."""
_MY_ADVOCATE = r"(?:my|the|this|our) advocate"
_ANOTHER = r"(?:different|another|new|other) advocate"
_WISHING = (
    r"(?:(?:^|\b(?:i|we|id|wed|im|he|she|son|daughter|child|and|but|so|please|pls|hi|hello|yes|no) )"
    r"(?:(?:would|do|am|really|just|still|also|now|only|rather|much|please) )*"
    r"(?:wants?|wanna|needs?|like|prefer|request|asking for|looking for)"
    r"|(?:^|\b(?:please|pls|hi|hello) )(?:get|find|give|ask for)"
    r"|\b(?:can|could|may|do|should) (?:i|we|you|he|she|someone|somebody|my \w+)(?: please)?"
    r" (?:have|get|find|give|ask for)|\bpossible to (?:have|get))"
    r"(?: (?:an?|to|have|get|me|us|him|her|for|please|change|swap|switch|my \w+))*"
)
_CHANGE = re.compile(
    rf"^(?:(?:yes|no|hi|hello|please|pls|an?) )*{_ANOTHER}(?: (?:please|pls|thanks|thank you))*$"
    rf"|{_WISHING} {_ANOTHER}\b"
    rf"|\b(?:change|swap|switch|replace) {_MY_ADVOCATE}\b"
    rf"|\b(?:dont (?:like|trust|get on with|get along with)|hate) {_MY_ADVOCATE}\b(?! to\b)"
    r"|\b(?:someone|somebody) else (?:as|for|to be) (?:my|an|our) advocate\b"
)
_STOP = re.compile(
    r"^(?:(?:please|pls|can you|could you|i|want|wanna|want you|would like|id like|need|to|just) )*"
    rf"(?:stop|cancel|end|get rid of|sack) (?:having |seeing |using )?{_MY_ADVOCATE}"
    r"(?: (?:please|pls|now|any ?more|thanks|thank you|coming|helping me))*$"
    rf"|\b(?:dont|do not|no longer|wont) (?:want|need) {_MY_ADVOCATE}\b(?! to\b)"
    r"|\b(?:dont|do not|no longer) (?:want|need) an advocate (?:any ?more|now)\b"
)


def asked_of_an_advocate(text: str) -> str | None:
    """What a few words ask of an advocate there is already: "change" or "stop"; None for any others."""
    said = plain(text)
    if len(said.split()) > _MOST:
        return None
    if any(not is_reported(said, found.start()) for found in _CHANGE.finditer(said)):
        return "change"
    return "stop" if _STOP.search(said) else None


def enter(case: CaseNow) -> Entered | Turned:
    """Always open (Children Act 1989, s26A)."""
    return Entered({"advocate": case.advocate, "role": case.role}, (case.options["request_advocate"].why,))


ADVOCATE = Journey(
    "advocate_request",
    (
        HAS_CASE,
        REFERENCE,
        CASE_KEY,
        beside(COUNCIL, without_case),
        beside(COUNTRY, without_case),
        ADVOCATE_ASK,
        FOR_WHOM,
        beside(CHILD_NAME, without_case),
        ADVOCATE_WISHES,
        beside(NAME, without_case),
        beside(CONTACT_METHOD, without_case),
        beside(CONTACT_DETAIL, without_case),
        beside(SAFE_TO_CONTACT, without_case),
        to_check(_ask_check),
    ),
    words="advocate_wishes",
    kind="advocate_request",
    enter=enter,
    told_by=says_which,
    intro="advocate.intro",
    keeps=without_case,
)

"""Stopping a complaint, or a part of it, and taking that back. PURE data.

`which_points` "all" or numbers; `withdraw_reason`: verbatim; `asked_to_stop` "yes" | "no"; `confirm_withdraw`
"yes" stops it, "no" goes on with the complaint; `confirm_reinstate` "yes" takes it back.
"""

from __future__ import annotations

import re
from datetime import date

from backend.journeys.checking import known
from backend.journeys.draft import Answers, CaseNow, World
from backend.journeys.hearing import begins_as_question, is_a_question, tells_of_hurt
from backend.journeys.points import chosen, points_known, which_points
from backend.journeys.question import Entered, Journey, Option, Question, Turned
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.journeys.ways import instead_of
from backend.journeys.words import NO, YES, goes_on_after_all, phrases, plain
from backend.say import Say

_OTHERS = (
    r"\b(?!(?:nobody|noone|one|not|never|nothing|i|we|you|u|if|did|does|do|can|could|may|is"
    r"|are|was|were|has|have|had|ever|even|really|just|only|also|always|didnt|doesnt|hasnt|havent|isnt"
    r"|wasnt)\b)\w+"
    r" (?:(?:has|have|had|is|are|was|were|just|also|even|only|always|already|keeps?|kept|both|all) )*"
)
_PRESSED = (
    rf"(?:{_OTHERS}(?:(?:told|tells?|telling|asked|asks?|asking|ordered|made|makes?|making|forced|forces|forcing"
    r"|wants?|wanted|wanting|pressured|pressuring|pressurised|pushed|pushing|advised|warned|begged|begging"
    r"|bullied|bullying|got|getting) (?:me|us) (?:to |into |that )?"
    r"|(?:said|says?|saying|sed|reckons?|insists?|texted|told me|tells me|told us|wants|wanted) (?:that )?"
    r"(?:to |(?:i|we|id|ive|weve|wed) (?:\w+ )?(?:have to|had to|need to|must|should|got to|gotta|better"
    r"|ought to) ?))"
    r"|\b(?:(?:i|we|im|ive|weve|been|being|was|were|got|getting) )+(?:told|asked|made|forced|ordered"
    r"|pressured|pressurised|pushed|bullied|advised|threatened) (?:to |into )?)"
    r"(?:just |now |really )?"
)
_THE_MATTER = r"(?:it|this|that|everything|(?:the|my|our|this|that) (?:\w+ )?complaint)\b"
_TAKING_BACK = (
    rf"(?:(?:drop|dropping|cancel|cancelling|withdraw|withdrawing|call off|take back|pull out of)"
    rf" {_THE_MATTER}"
    rf"|(?:take|taking) {_THE_MATTER} back\b|(?:withdraw|withdrawing|pull out)\b(?! \w)"
    r"|(?:stop|stopping|end|close) (?:(?:the|my|our|this|that) (?:\w+ )?complaint|complaining)\b)"
)
_AS_WISHED = (
    rf"(?:{_TAKING_BACK}|(?:stop|stopping|do|end|close|let) {_THE_MATTER}|(?:do|let) (?:so|go)\b"
    r"|(?:stop |quit |give up )?(?=$|(?:or|otherwise|else|because|cos|coz|cause|and|so|now|please)\b))"
)
_ELSEWHERE = r"(?! (?:off|on (?:the|my|his|her)|(?:in)?to (?:the|my|his|her)|at|in)\b)"
_TOLD_TO_TAKE_BACK = re.compile(
    rf"(?:{_PRESSED}|{_OTHERS}(?:said|says|saying|tells me|told me) ){_TAKING_BACK}{_ELSEWHERE}"
)
_ASKED_TO = re.compile(
    _PRESSED + _AS_WISHED + rf"|{_OTHERS}(?:said|says|saying|told (?:me|us)|threatened) (?:that )?"
    r"(?:(?:i|we|ill|id|wed|well|they|theyd|theyll|he|hed|hell|she|shed|shell)"
    r" (?:\w+ )?)?(?:lose|regret|pay for)\b|\bthreatened (?:me|us)\b"
    rf"|{_OTHERS}(?:said|says) so\b"
)
_WONT = re.compile(
    r"\b(?:i|we) (?:really |still )?(?:wont|dont want|do not want|will not|am not|refuse|refused|said no)\b"
    r"|\bim not\b"
)
_LONGEST = 25
"""Beyond so many words somebody tells, and what they were told is a part of it."""


def asked_by_others(text: str) -> bool:
    """Whether words about stopping say that others asked for it or threatened: "she said I have to"."""
    return _ASKED_TO.search(f"{plain(text)} ") is not None


def told_to_withdraw(text: str) -> bool:
    """Whether a few words say that others want the writer to take it back, and not that they won't.

    They need not name a complaint: where one is open, "my mum says I have to take it back" is of that.
    """
    said = plain(text)
    short = len(said.split()) <= _LONGEST and not is_a_question(text)
    return short and _TOLD_TO_TAKE_BACK.search(said) is not None and _WONT.search(said) is None


_STOPS = re.compile(
    r"(?:(?:yes|no|ok|so|but|please|just) )*(?:(?:i|we|id|wed) (?:(?:still|just|do|really|would) )*"
    r"(?:want|wanna|need|like)(?: (?:it|this|that|my complaint|the complaint))? (?:to )?)"
    rf"(?:stopped|stop|drop|dropped|end|ended|cancel|cancelled|withdraw|withdrawn)(?: {_THE_MATTER})?"
    r"(?: (?:now|please|then|still))*"
)
_WHETHER_STOPPED = re.compile(
    r"(?:(?:so|but|ok|and) )*(?:(?:is|has|did) (?:it|this|that|(?:the|my) complaint)"
    r"|(?:have|did) (?:you|u|i))"
    r" (?:(?:been|be|already|now|still|really|actually|got|get) )*"
    rf"(?:stop|stopped|withdraw|withdrawn|drop|dropped|cancel|cancelled|going on|going)(?: {_THE_MATTER})?"
    r"(?: (?:or not|or what|now|yet|already|or is it|or still going))*"
)


def stops_or_goes_on(text: str) -> bool:
    """Whether a few words, said of a complaint that is being stopped, want just that, or that it goes on."""
    return _STOPS.fullmatch(plain(text)) is not None or goes_on_after_all(text)


def asks_whether_stopped(text: str) -> bool:
    """Whether words ask if the complaint is stopped, and nothing else: "is it stopped or not"."""
    return _WHETHER_STOPPED.fullmatch(plain(text)) is not None


def _begins_with(words: frozenset[str], text: str) -> bool:
    return plain(text).partition(" ")[0] in words


def _says_yes(text: str) -> bool:
    return asked_by_others(text) or (_begins_with(YES, text) and not begins_as_question(text))


def _says_no(text: str) -> bool:
    return _begins_with(NO, text) and not asked_by_others(text)


def _undo_until(answers: Answers) -> dict[str, object]:
    return {"until": date.fromisoformat(str(known(answers, "undo_until")))}


def _ask_confirm(answers: Answers, world: World) -> str:
    if answers.get("asked_to_stop") == "yes":
        return "withdraw.ask.confirm_pressed"
    return "withdraw.ask.confirm_part" if chosen(answers) else "withdraw.ask.confirm"


WITHDRAW_REASON = Question(
    id="withdraw_reason",
    ask=lambda answers, world: "withdraw.ask.withdraw_reason",
    why="withdraw.why.withdraw_reason",
    line="withdraw.line.withdraw_reason",
    title="withdraw.title.withdraw_reason",
    called=("why", "the reason", "my reason"),
    optional=True,
    story=True,
)

ASKED_TO_STOP = Question(
    id="asked_to_stop",
    ask=lambda answers, world: "withdraw.ask.asked_to_stop",
    why="withdraw.why.asked_to_stop",
    line="withdraw.line.asked_to_stop",
    title="withdraw.title.asked_to_stop",
    called=("who asked me", "whether somebody asked me"),
    options=(
        Option(
            "no",
            "withdraw.asked_to_stop.no",
            phrases("nobody|no one|noone|no nobody|its my own idea|my own idea|my choice|just me|i decided"),
            told_in=_says_no,
        ),
        Option(
            "yes",
            "withdraw.asked_to_stop.yes",
            phrases("someone did|somebody did|yes someone did"),
            told_in=_says_yes,
        ),
    ),
    optional=True,
    input="choice",
)

CONFIRM_WITHDRAW = Question(
    id="confirm_withdraw",
    ask=_ask_confirm,
    why="withdraw.why.confirm_withdraw",
    line="withdraw.line.confirm_withdraw",
    title="withdraw.title.confirm_withdraw",
    options=(
        Option(
            "no",
            "withdraw.confirm.go_on",
            phrases(
                "go on|go on with it|carry on|dont stop it|do not stop it|keep it going|keep going|dont stop"
            ),
            ends="drop",
            farewell="withdraw.going_on",
        ),
        Option(
            "yes",
            "withdraw.confirm.stop",
            phrases("stop it|stop|yes stop it|withdraw it|yes withdraw it|withdraw"),
            ends="send",
        ),
    ),
    facts=_undo_until,
    input="choice",
    lost="withdraw.lost.confirm_withdraw",
)


def enter(case: CaseNow) -> Entered | Turned:
    """Open at any time before the last answer (GTBFC; contract, Option `withdraw`)."""
    option = case.options["withdraw"]
    if not option.available or case.undo_until is None:
        return Turned((option.why, instead_of(case, "withdraw")))
    known = {"points": points_known(case), "undo_until": case.undo_until.isoformat()}
    return Entered(known, (Say("withdraw.your_choice"),))


_BECAUSE = phrases("because|cos|coz|cause|cuz|bc|since")


def says_why(text: str) -> bool:
    """Whether words that wish to stop say why, or tell of hurt, which may be why."""
    why = not _BECAUSE.isdisjoint(plain(text).split())
    return why or tells_of_hurt(text) or asked_by_others(text)


WITHDRAW = Journey(
    "withdraw",
    (
        REFERENCE,
        CASE_KEY,
        which_points("withdraw.ask.points"),
        WITHDRAW_REASON,
        ASKED_TO_STOP,
        CONFIRM_WITHDRAW,
    ),
    words="withdraw_reason",
    enter=enter,
    intro="withdraw.intro",
    told_by=says_why,
)

CONFIRM_REINSTATE = Question(
    id="confirm_reinstate",
    ask=lambda answers, world: "withdraw.ask.confirm_reinstate",
    why="withdraw.why.confirm_reinstate",
    line="withdraw.line.confirm_reinstate",
    title="withdraw.title.confirm_reinstate",
    options=(
        Option(
            "yes",
            "withdraw.reinstate.yes",
            phrases("start it again|start again|take it back|go on with it|yes start it again|undo|undo it"),
            ends="send",
        ),
        Option(
            "no",
            "withdraw.reinstate.no",
            phrases("leave it|leave it stopped|leave it as it is"),
            ends="drop",
            farewell="withdraw.left_stopped",
        ),
    ),
    input="choice",
    lost="withdraw.lost.confirm_reinstate",
)


def enter_again(case: CaseNow) -> Entered | Turned:
    """Within the days we give to take it back, and after that if the council agrees."""
    option = case.options["reinstate"]
    if not option.available:
        return Turned((option.why, instead_of(case, "reinstate")))
    return Entered({}, (option.why,))


REINSTATE = Journey("reinstate", (REFERENCE, CASE_KEY, CONFIRM_REINSTATE), enter=enter_again)

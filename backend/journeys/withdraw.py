"""Stopping a complaint, or a part of it, and taking that back. PURE data.

`which_points` "all" or numbers; `withdraw_reason`: verbatim; `asked_to_stop` "yes" | "no"; `confirm_withdraw`
"yes" stops it, "no" goes on with the complaint; `confirm_reinstate` "yes" takes it back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from backend.journeys.amending import takes_a_part_out
from backend.journeys.checking import known
from backend.journeys.draft import Answers, CaseNow, World
from backend.journeys.hearing.questions import begins_as_question, is_a_question
from backend.journeys.hearing.stories import tells_of_hurt
from backend.journeys.points import chosen, points_known, which_points
from backend.journeys.question import Entered, Journey, Option, Question, Turned
from backend.journeys.track import CASE_KEY, OF_THE_PAIR, REFERENCE
from backend.journeys.ways import first_ways, instead_of
from backend.journeys.words import (
    NO,
    YES,
    denies_stopping,
    goes_on_after_all,
    is_reported,
    phrases,
    plain,
    stops_others,
    withdraws,
)
from backend.say import Say

_OTHERS = (
    r"\b(?!(?:nobody|noone|one|not|never|nothing|i|we|you|u|if|did|does|do|can|could|may|is"
    r"|are|was|were|has|have|had|ever|even|really|just|only|also|always|didnt|doesnt|hasnt|havent|isnt"
    r"|wasnt)\b)\w+"
    r" (?:(?:has|have|had|is|are|was|were|just|also|even|only|always|already|keeps?|kept|both|all) )*"
)
_PRESSED = (
    rf"(?:{_OTHERS}(?:(?:told|tells?|telling|asked|asks?|asking|ordered|made|makes?|making|forced|forces"
    rf"|forcing"
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


_WISH_TO_STOP = re.compile(
    r"^(?:(?:ok|so|but|actually|please|hi|no) )*(?:i|we) (?:(?:just|really|now) )*(?:want|wanna|need)(?: to)?"
    r" (?:stop|withdraw|quit)(?: (?:now|please|pls))*$"
    r"|\b(?:i|we) (?:(?:really|just) )*(?:dont|do not|no longer) (?:want|wanna|wish) (?:to )?"
    r"(?:do|carry on with|go on with|go through with|go ahead with|continue with|continue) "
    rf"{_THE_MATTER}(?= (?:any ?more|now|please)\b|$)"
    r"|\b(?:i|we) (?:(?:really|just) )*(?:dont|do not|no longer) need"
    r" (?:it|this|(?:the|my|this|a) complaint|to complain)(?: any ?more| now)+"
    r"(?=$| (?:she|he|they|it|its|because|cos|coz|as|since|so|thanks|thank)\b)"
    r"|\b(?:i|we|id|wed|im|were) (?:(?:just|really|do|would|now|have|still|am|are) )*"
    r"(?:want|wanna|need|like|decided|wish|going|gonna)(?: to)?"
    r" (?:stop|drop|cancel|withdraw|quit|give up on|call off)"
    rf" (?:it all|all of (?:it|this|that)|the whole (?:thing|lot)|all|{_THE_MATTER})"
    r"(?=$| (?:i|im|ive|its|it|because|cos|coz|cause|now|please|pls|and|but|before|as|since|so|we|my|today"
    r"|she|he|they|thanks|sorry|all|then)\b)"
)


def wants_to_stop(text: str) -> bool:
    """Whether words, said where a complaint is open and nothing is asked, wish that it stops.

    What others do is stopped otherwise: "I want to stop it happening".
    """
    said = plain(text)
    found = _WISH_TO_STOP.search(said)
    return found is not None and not is_reported(said, found.start()) and not stops_others(text)


_NOT_STOPPED = re.compile(
    r"\b(?:dont|do not|didnt|did not|never|not|wont|will not|havent|have not|nobody|no one|noone)(?: (?:i"
    r"|we|to|be"
    r"|been|being|should|can|may|want|wanna|wanted|asked|ask|please|ever|it|my|the|our|complaint|going"
    r"|really|said"
    r"|meant|mean|have|has|you|u|them|him|her|anyone|agreed?|go|by)){0,6} "
    r"(?:withdraw|withdrawn|withdrawing|withdrew|drop|dropped|dropping|cancel|cancelled|cancelling"
    rf"|stop(?:ped|ping)?(?= {_THE_MATTER}|$)|(?:take|taking) it back)"
    r"|^(?:(?:but|no|so|ok|actually|and|please) )*(?:i|we) (?:do |still |do still )?want (?:it|this|that"
    r"|my complaint"
    r"|the complaint)(?: (?:to (?:go|carry) on|to continue|looked (?:into|at)|dealt with|now|still|really))*$"
)


def wants_it_to_go_on(text: str) -> bool:
    """Whether few words, said of a complaint that is open, say that it is not to stop: "I never asked to
    withdraw it", "I do want my complaint".
    """
    few = len(plain(text).split()) <= _LONGEST and not is_a_question(text)
    return few and _NOT_STOPPED.search(plain(text)) is not None and not asked_by_others(text)


_SENT_UNWANTED = re.compile(
    r"(?:(?:oh|no|wait|sorry|but|please|hang on|oops|omg) )*(?:(?:i|we) (?:didnt|did not|never) (?:mean"
    r"|want|meant|wanted)"
    rf"(?: (?:you|it|this))*(?: to)?(?: be)? (?:send|sent|submit)(?: {_THE_MATTER})?"
    r"|(?:i|we) (?:dont|do not) want (?:(?:you|it|this|that) )*(?:to )?(?:be )?(?:send|sent)(?: it| this"
    r"| that)?"
    r"|(?:i )?sent it by (?:mistake|accident)|it was (?:a mistake|an accident) to send it|unsend(?: it"
    r"| this)?"
    rf"|(?:delete|cancel|scrap|undo) {_THE_MATTER})(?: (?:now|please|pls|yet|any ?more))*"
)


def never_meant_to_send(text: str) -> bool:
    """Whether few words, said once a complaint was sent, say that it should not have been: "delete it"."""
    return _SENT_UNWANTED.fullmatch(plain(text)) is not None


_OF_STOPPING = re.compile(
    r"\b(?:stop\w*|withdr[ae]w\w*|cancel\w*|drop(?:ped|ping)?|quit|end|ended|close|closed|give up|giving up"
    r"|call (?:it )?off|forget|leave it|scrap|delete|undo|pull out|back out|take (?:\w+ ){0,3}back"
    r"|taking (?:\w+ ){0,3}back"
    r"|changed my mind|any ?more|no longer|never ?mind|dont (?:bother|want (?:it|this|to)))\b"
)


def speaks_of_stopping(text: str) -> bool:
    """Whether a text has a word of stopping in it, so that a model's guess that it wishes to may stand."""
    return _OF_STOPPING.search(plain(text)) is not None


_BIT = r"(?:(?:the|that|this|one|some) )+(?:(?:other|first|second|third|last|one) )?(?:part|bit|point)s?\b"
_NUMBERED = r"(?:(?:points?|parts?|bits?|numbers?) )\d+(?: (?:(?:and|to) )?\d+)*\b"
_TAKES_BACK = re.compile(
    r"^(?:(?:no|not that|yes|but|and|so|can|could|would|you|i|we|id|please|just|want|wanted|need|to|like|said"
    r"|meant|actually|ok|lets|its|only|really|my|own|choice|\w+ points? not \w+) )*"
    r"(?:(?:withdraw|drop|remove|delete|cancel|get rid of|take|leave) (?:(?:out|off|back|away|only) )*"
    rf"(?:{_BIT}|{_NUMBERED}|one of (?:my|the) (?:points|parts)\b)"
    r"|(?:withdraw|drop|remove|delete|take off|take out|take back|leave out) (?:number )?\d+\b"
    r"|(?:take|leave) (?:the (?:others?|rest|other \w+)|\d+(?: (?:(?:and|to) )?\d+)*) (?:out|off|away)\b"
    r"|(?:withdraw|drop|remove|delete) the (?:others?|rest|other (?:points?|parts?|ones?))\b)"
)


def takes_a_part_back(text: str) -> bool:
    """Whether a few words wish to take back a part of a complaint: "just take off 3 and 4"."""
    said = plain(re.sub(r"[,;&/]", " ", text))
    return len(said.split()) <= _LONGEST and _TAKES_BACK.match(said) is not None


_LEADS = (
    r"^(?:(?:no|wait|yes|yeah|but|well|its?|i|to|want|wanted|mean|meant|said|please|actually|sorry|ok) )*"
)
_OF_A_PART = re.compile(
    r"\b(?:withdraw\w*|stop\w*|drop\w*|cancel\w*|remov\w+|delet\w+|take|taking|get rid of)"
    rf"(?: (?:back|out|off|away|just|only))* (?:{_BIT}|(?:a )?part of (?!me\b)|some of (?:it|my|the|this)\b"
    r"|one of (?:them|the|my)\b)"
    rf"|{_LEADS}(?:(?:just|only) )+(?:that|this|the|one) (?:\w+ ){{0,2}}?(?:part|bit|point|one)\b"
    rf"|{_LEADS}(?:the|that|this) (?:\w+ )?(?:part|bit|point) (?:about|where|with|on|saying)\b"
    r"|\bnot (?:all of (?:it|them|that)|(?:the )?whole (?:thing|lot|complaint)|everything)"
    r"(?=$| (?:just|only|but|please)\b)"
    r"|\b(?:keep|leave) (?:all )?the (?:rest|others?)\b"
    rf"|{_LEADS}(?:just |only )?(?:the|that|this) (?:\w+ ){{1,2}}(?:part|bit|point)s?$"
    r"|\bcomplain(?:ing)? about (?:the|that|this) (?:\w+ ){1,3}(?:part|bit|point)s?\b"
    r"|\bstill (?:want|need|like) (?:the|my|our|his|her|their) (?:\w+ ){1,3}(?:sorted|sorting|answered|looked"
    r"|dealt|fixed|put right|investigated)\b"
)


def of_a_part(text: str) -> bool:
    """Whether words of stopping a complaint mean a part of it alone: "not all of it, just that one bit"."""
    said = plain(text)
    named = _OF_A_PART.search(said) is not None or takes_a_part_back(text) or takes_a_part_out(text)
    return len(said.split()) <= _LONGEST and named


_ABOUT_STOPPING = re.compile(
    r"\b(?:what|wot|wat)\b.* (?:stop|stopped|stopping|withdraw\w*|drop\w*|cancel\w*|do this|do that)\b"
    r"|\bchange (?:my|our) mind\b|\b(?:undo|undone|reopen|re open|restart|reinstate\w*|for ?ever|for good"
    r"|final|permanent\w*)\b"
    r"|\b(?:start|get|have|put|bring|open|take|make|send|complain) (?:\w+ ){0,3}?(?:again|back)\b"
)
_ASKS = re.compile(r"\b(?:can|could|will|would|do|does|is) (?:i|we|it|that|this)\b")


def asks_what_stopping_does(text: str) -> bool:
    """Whether words ask what comes of stopping, whether it can be undone, or what one's number is for."""
    said = plain(text)
    asks = is_a_question(text) or _ASKS.search(said) is not None
    of_the_number = begins_as_question(text) and not {*OF_THE_NUMBER}.isdisjoint(said.split())
    short = len(said.split()) <= _SHORT
    return short and asks and (of_the_number or _ABOUT_STOPPING.search(said) is not None)


OF_THE_NUMBER = OF_THE_PAIR & phrases("reference|ref|number|key|code")
_SHORT = 16

_IT = r"(?:it|that|this|them|everything|all of it|(?:my|the|our) (?:\w+ )?complaint)"
_BACK = re.compile(
    rf"\b(?:put|bring|get|have|want) (?:{_IT} )(?:all )?back\b"
    rf"|\b(?:carry|carrying|go|going|keep|keeping) (?:on )?(?:going )?with {_IT}\b(?! you\b)"
    r"|\b(?:carry|carrying|keep|go|going) on(?: (?:please|pls|now|after all|then|still))*$"
    rf"|\bkeep {_IT}(?: going| open)?(?: (?:please|pls|now|after all|then|still))*$"
    rf"|\b(?:start|open|begin) (?:{_IT} )?(?:up |all )?again\b"
    r"|\b(?:restart|reopen|re open|re start|reinstate|undo|reverse|unstop|un stop|unwithdraw)\b"
    r"|\b(?:didnt|did not|dint|didn t|never) (?:really |actually |even )?(?:mean|want|wanted|meant|ask)"
    r"(?: (?:it|that|this|you|u|to|for|all|of|do|press))*"
    r"(?: (?:stop\w*|withdraw\w*|cancel\w*|drop\w*)(?: \w+){0,4})?$"
    r"|\bby (?:mistake|accident)\b|\b(?:was|my|made) (?:an? |the )?(?:mistake|accident|bad)\b"
    r"|\b(?:wrong|pressed|clicked|hit) (?:the )?(?:wrong )?(?:button|one|thing)\b"
    r"|\bchanged? (?:my|our) mind\b"
    r"|\b(?:you|u|youve) (?:have |just |ve )*(?:stopped|cancelled|withdrew|withdrawn|dropped|deleted) "
    r"(?:all|it|everything|the|my|that)\b"
    r"|\bi (?:only|just) (?:wanted|meant|asked)(?: \w+){0,4} (?:part|bit|point|one)\b"
)
_NEGATION = phrases("dont|not|cant|cannot|wont|never|nobody|shouldnt|isnt|wasnt|without|no longer")


def wants_it_back(text: str) -> bool:
    """Whether words, said of a complaint that was stopped or is being stopped, want it to go on.

    Here nearly every one of "I changed my mind", "put it back" or "no, I didn't mean it" does.
    """
    said = plain(text)
    if len(said.split()) > _SHORT:
        return False
    found = (match for match in _BACK.finditer(said) if not is_reported(said, match.start()))
    return denies_stopping(text) or any(
        _NEGATION.isdisjoint(said[: match.start()].split()[-4:]) for match in found
    )


def was_stopped(case: CaseNow | None) -> bool:
    """Whether a case, or a part of it, was stopped, which may be taken back here or by asking the team."""
    return case is not None and case.options["reinstate"].why.key != "option.reinstate.not_withdrawn"


def asks_whether_stopped(text: str) -> bool:
    """Whether words ask if the complaint is stopped, and nothing else: "is it stopped or not"."""
    return _WHETHER_STOPPED.fullmatch(plain(text)) is not None


def _begins_with(words: frozenset[str], text: str) -> bool:
    return plain(text).partition(" ")[0] in words


def _says_yes(text: str) -> bool:
    return asked_by_others(text) or (_begins_with(YES, text) and not begins_as_question(text))


_NOBODY = re.compile(r"^(?:nobody|noone|no one|none of them|not anyone|not anybody)\b")


def _says_no(text: str) -> bool:
    nobody = _NOBODY.match(plain(text)) is not None
    return (nobody or _begins_with(NO, text)) and not asked_by_others(text)


_CONFIRMS = re.compile(
    r"(?:(?:yes|yeah|yep|yh|ok|okay|please|just|then|do|and|so|can you|could you|go ahead) )*"
    r"(?:stop|drop|cancel|withdraw|end)(?: (?:it|this|that|all|of|the whole thing|everything"
    r"|(?:the|my) complaint))*"
    r"(?: (?:now|please|pls|then|still|thanks|all))*"
)


def _confirms(text: str) -> bool:
    """Whether words say the last yes in other words; what begins a withdrawal does not end it too."""
    said = plain(text)
    confirmed = _CONFIRMS.fullmatch(said) or _STOPS.fullmatch(said)
    return confirmed is not None and not withdraws(text)


_NO_MORE_THAN_ASKED = re.compile(
    r"(?:(?:no|nah|nope|sorry|oh|wait|but|well|ok|because|cos|actually|i|we|im|it|its|this|that|was|were"
    r"|am|is"
    r"|had|have|wanted|want|meant|mean|needed|need|to|only|just|simply|really) )*"
    r"(?:asking|asked|ask|wondering|wondered|curious|checking|know|(?:a |one )question)"
    r"(?: (?:you|that|it|this|about|what|if|in case|for now|a question|how|happens|really|sorry))*"
    r"|(?:(?:no|nah|but|wait|oh|sorry) )*(?:i|we) (?:didnt|did not|never|dint) (?:say|ask)(?: you| for)?"
    r"(?: to)?(?: i (?:want|wanted)(?: to)?)? (?:stop|withdraw|cancel|drop)(?: \w+){0,3}"
)


def only_asked(text: str) -> bool:
    """Whether words, said while a complaint is being stopped, say that it was no more than a question."""
    return _NO_MORE_THAN_ASKED.fullmatch(plain(text)) is not None


def says_again(text: str) -> bool:
    """Whether a few words, said while a complaint is being stopped, say only that it shall: "stop it all"."""
    return _CONFIRMS.fullmatch(plain(text)) is not None or _STOPS.fullmatch(plain(text)) is not None


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
            phrases(
                "nobody|no one|noone|no nobody|its my own idea|my own idea|my choice|just me|i decided"
                "|its my own choice|my own choice|it is my own choice|its my choice|my own decision"
                "|its my decision|its my own decision"
            ),
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
            told_in=_confirms,
            ends="send",
        ),
    ),
    facts=_undo_until,
    input="choice",
    lost="withdraw.lost.confirm_withdraw",
)


def whose_choice(case: CaseNow) -> tuple[Say, ...]:
    """Who may stop it, for whoever asks what others may do; that there is nothing to stop, if so."""
    option = case.options["withdraw"]
    told = Say("withdraw.your_choice") if option.available else option.why
    return (replace(told, choices=first_ways(case), input="choice"),)


def enter(case: CaseNow) -> Entered | Turned:
    """Open at any time before the last answer (GTBFC; contract, Option `withdraw`)."""
    option = case.options["withdraw"]
    if not option.available or case.undo_until is None:
        return Turned((option.why, instead_of(case, "withdraw")))
    known = {"points": points_known(case), "undo_until": case.undo_until.isoformat()}
    return Entered(known, (Say("withdraw.your_choice"),))


_BECAUSE = phrases("because|cos|coz|cause|cuz|bc|since")
_AND_WHY = re.compile(r"\b(?:stop|withdraw|drop|cancel|off|back)\b.* (?:im|i am|ive|i feel|i cant|its too)\b")


def says_why(text: str) -> bool:
    """Whether words that wish to stop say why, tell of hurt, which may be why, or mean a part alone."""
    why = not _BECAUSE.isdisjoint(plain(text).split()) or _AND_WHY.search(plain(text)) is not None
    return why or tells_of_hurt(text) or asked_by_others(text) or of_a_part(text)


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
            told_in=lambda text: wants_it_back(text) or _begins_with(YES, text),
            ends="send",
        ),
        Option(
            "no",
            "withdraw.reinstate.no",
            phrases("leave it|leave it stopped|leave it as it is"),
            told_in=lambda text: _begins_with(NO, text),
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

"""Whether something is asked, and some questions known by their words. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.hearing import clauses, stages
from backend.journeys.words import phrases, plain, without_courtesy


def asked_last(text: str) -> str | None:
    """The question that a text of several sentences or clauses ends with, or None; few who type mark one."""
    text = text[-_LONGEST_ENDING:]
    sentences = [part for part in clauses.SENTENCE.findall(text) if without_courtesy(plain(part))]
    if len(sentences) > 1 and "?" in sentences[-1]:
        return str(sentences[-1]).strip()
    asks = _ASKS_OUTRIGHT.search(text)
    # "Who is my advocate?" is one question, and nothing stands before it.
    stands_behind = asks is not None and not set(plain(text[: asks.start()]).split()) <= _ASKING
    return str(asks[1]).strip() if asks is not None and stands_behind else None


def beside_a_question(text: str) -> tuple[str, str] | None:
    """What a text says and the question that stands behind it or, marked as one, before it; None without."""
    if (last := asked_last(text)) is not None:
        said = text[: text.rindex(last)].rstrip(" ,;:-–—\n")
        return (said, last) if plain(said) else None
    first, mark, rest = text.partition("?")
    return (rest.strip(), f"{first.strip()}?") if mark and plain(rest) and "?" not in rest else None


_ASKING = phrases("who|what|wat|wot|when|where|why|how|which|and|so|but|ok|hi")
"""What a question itself begins with."""
_LONGEST_ENDING = 300
"""Letters at the end of a text in which a short question stands, with something before it."""
_ASKS_OUTRIGHT = re.compile(
    r"(?:[,;.!?\n]\s*|\s)(?:(?:and|but|also|so|plus|or|oh)\s+){0,2}"
    r"\b((?:(?!do it\b)(?:can|could|will|would|do|does|am|are|is|should|may)"
    r" (?:i|we|my|our|they|he|she|it|there|you|u)"
    r"|how (?:long|much) (?:do|does|will|would|is|can|have|has)|how (?:do|can) (?:i|we)"
    r"|what (?:happens|about|if)|what(?: i|['’]?)s (?:an? |the )?(?:advocate|stage|ombudsman)"
    r"|when (?:will|do|can)|who (?:sees|reads|decides|will|can|gets|else)"
    r"|is (?:that|this) (?:even |really )?(?:allowed|legal|lawful)"
    r"|(?:why|y) (?:do|does|is|are|would|should) (?:you|u|i|we|they|it|that|this))\b[^.!?;\n]*\??\s*)$",
    re.IGNORECASE,
)
"""How a question begins that stands at the end of something else, behind a stop, a comma or an "and"."""
_QUESTION = re.compile(
    r"^(?:(?:but|and|so|ok|okay|please|hi|hello|um|also) )*(?:who|whos|what|whats|wat|wats|wot|wots|when"
    r"|until when|where|why|how|hows|which|can|could|will|would|do|does|did|is|are|am|should|shall|may|must"
    r"|have|has)\b"
)
_WHAT_IF = re.compile(
    r"^(?:(?:and|but|so|ok|okay|hi) )*what (?:if|happens if|would happen if|happens when)\b"
)


_BEFORE_ASKING = r"^(?:(?:but|and|so|ok|okay|please|hi|hello|um|er|also|sorry|wait|oh) )*"
_WHOEVER = r"(?:i|we|you|u|ya|they|he|she|people|kids|anyone|anybody|someone|somebody|other|most|all)"
_WHATEVER = rf"(?:{_WHOEVER}|it|this|that|there|the|my|our|your|his|her|their|children|an?)"
_OUTRIGHT = re.compile(
    rf"{_BEFORE_ASKING}(?:"
    rf"do {_WHOEVER}\b|have (?:i|we|you|u|they|people)\b"
    rf"|(?:does|did|is|are|am|can|could|will|would|should|shall|may|must|has) {_WHATEVER}\b"
    r"|(?:who|what|wat|wot|when|where|how|which)(?: (?!if\b)\w+){0,2}?"
    rf" (?:do|does|did|is|are|am|can|could|will|would|should|shall|has|have) {_WHATEVER}\b"
    r"|what (?:happens|will happen|would happen)\b"
    r"|what(?:s| is| are) (?!needed\b|wanted\b|best\b)(?:\w+ ?){1,3}$"
    r"|(?:whats|whos|hows|wheres) (?:the|an?|this|that|it|my|your|going|happening)\b)"
)
_SAID_BEHIND = re.compile(r"\?\W*\w")


def asks_outright(text: str) -> bool:
    """Whether a few words are one question and nothing else, put as questions are: the verb before who does.

    "When I was nine" and "what would help is a visit" answer; "why did nobody ask me" tells.
    """
    said = plain(text)
    brief = len(said.split()) <= _BRIEFLY and _SAID_BEHIND.search(text) is None
    return brief and _OUTRIGHT.match(said) is not None


_TELLS_POLITELY = re.compile(
    rf"{_BEFORE_ASKING}(?:can|could|may) i (?:(?:just|also|please|maybe) )*"
    r"(?:say|add|tell (?:you|u)|mention|point out)(?: (?:that|how|something))? "
    r"(?:it|she|he|they|i|we|my \w+|nobody|no one|the \w+)"
    r" (?!in\b|to\b|like\b|again\b|here\b|without\b|for\b|about\b|on\b|or\b|and\b|later\b|after\b)\w+ \w+"
)


def tells_politely(text: str) -> bool:
    """Whether a text tells something and asks leave to: "can I just say it makes me feel bad"."""
    return _TELLS_POLITELY.match(plain(text)) is not None


_MAY_IT_BE = re.compile(
    rf"{_BEFORE_ASKING}(?:can|could|may|will|would|is it possible|is there|are there|how often"
    r"|(?:how|when|where|what|who) (?:can|could|will|would))\b|\b(?:allowed|get to)\b"
)


def asks_whether_it_may_be(text: str) -> bool:
    """Whether a question asks that something may be, as a wish is asked: "can they say sorry"."""
    return _MAY_IT_BE.search(plain(text)) is not None


_MUST_ONE = re.compile(
    rf"{_BEFORE_ASKING}(?:do|must|should|have) (?:i|we) (?:really |actually |even )?"
    r"(?:have to |need to |got to )?(?:answer|reply|respond|say|tell|tell you|fill|fill in|put|give|do)?"
    r"(?: (?:this|that|it|them|these|any|all|of|anything|something|everything|every|each|the|your|one|ones"
    r"|bit|part|question|questions|please|now|here))*"
)


def asks_if_one_must(text: str) -> bool:
    """Whether a few words ask if what is asked has to be answered: "do I have to answer this"."""
    return len(plain(text).split()) > 1 and _MUST_ONE.fullmatch(plain(text)) is not None


_HOW_MUCH_IS_LEFT = re.compile(
    rf"{_BEFORE_ASKING}(?:"
    r"how (?:many|much)(?: more| other)? (?:questions?|steps?)(?! (?:can|may|could|should) (?:i|we))\b.*"
    r"|how (?:many|much)(?: more| longer)?(?: (?:is|are|have i got|do i have))?(?: (?:there|this|it|we))?"
    r"(?: (?:left|to go|to do|more|now|gonna be))*"
    r"|how far (?:am i|are we|through)\b.*"
    r"|(?:are|am|r) (?:we|i|you) (?:nearly |almost |close to |any ?where near )(?:the )?"
    r"(?:done|there|finished|end|over|finishing)\b.*"
    r"|(?:is|are) (?:there|it|this) (?:still )?(?:many|a lot|lots|much|any|loads)?"
    r"(?: (?:of|more|other|longer|left|to go|to do|questions?))+"
    r"|is (?:it|this|that) (?:nearly |almost )(?:done|over|finished|the end)"
    r"|is (?:it|this|that) the last (?:one|question|bit)"
    r")"
)


def asks_how_much_is_left(text: str) -> bool:
    """Whether a few words ask how many questions are still to come."""
    said = without_courtesy(plain(text))
    return len(said.split()) <= _BRIEFLY and _HOW_MUCH_IS_LEFT.fullmatch(said) is not None


_TO_CHANGE = re.compile(
    r"\b(?:change|edit|correct|delete) (?:it|this|that|them|bits?|parts?|something|stuff"
    r"|my (?:answer|words)|what)\b"
)


def asks_to_change_later(text: str) -> bool:
    """Whether a text asks if what is written now can be changed later."""
    return asks_of_later(text) and not asks_what_if(text) and _TO_CHANGE.search(plain(text)) is not None


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
    """Whether a text asks if or how a complaint can be stopped, and stops nothing now."""
    later = asks_of_later(text) and not asks_what_if(text) and _STOPPING.search(plain(text)) is not None
    return later or (asks_about_stopping(text) and _OF_A_COMPLAINT.search(plain(text)) is not None)


_BEFORE = r"(?:(?:and|but|so|ok|okay|hi|hello|also|um|then|please|wait|just|yes|no|do you know|tell me) )*"
_A_COMPLAINT = r"(?:complaining|(?:the|my|our|this|that|a) (?:\w+ )?complaint)"
_TO_STOP = (
    r"(?:(?:withdraw|withdrawing|withdrew|cancel|cancell?ing|drop|dropping|stop|stopped|stopping|quit|end"
    r"|call off|pull out of|back out of|pull out|back out)"
    rf"(?: (?:it|this|that|here|everything|all of (?:it|this|that)|{_A_COMPLAINT}))?(?: all)?"
    rf"|(?:take|taking|took) (?:it|this|that|{_A_COMPLAINT}) back)"
    r"(?= (?:now|later|after|afterwards|today|tomorrow|then|please|pls|again|half ?way|part ?way|once|though"
    r"|can|could|will|would|do|does|is|am|are|what|when|if|at|before|because|and|or|cos)\b|$)"
)
_ASKED_OF_STOPPING = re.compile(
    rf"^{_BEFORE}(?:(?:how|where|when) (?:do|can|could|would|should) (?:i|we) (?:go about )?{_TO_STOP}"
    r"|(?:(?:what|wot|wat) (?:(?:happens?|will happen|would happen) )?)?(?:if|when) (?:i|we)"
    rf" (?:(?:do|did|just|then|want|wanted|decide|decided|need|have|choose|to) )*{_TO_STOP}"
    rf"|(?:what|wot|wat) (?:happens?|will happen|would happen) (?:if|when|after) (?:{_A_COMPLAINT}|it)"
    r" (?:is|gets) (?:stopped|withdrawn|cancelled|dropped)"
    rf"|(?:will|would|does|can|could|is|do|am|are) (?:\w+ ){{1,7}}?if (?:i|we) (?:\w+ )?{_TO_STOP})"
)
_OF_A_COMPLAINT = re.compile(r"\b(?:compla\w+|withdr\w+)\b")


def asks_about_stopping(text: str) -> bool:
    """Whether a text asks how what is open here is stopped, or what comes of it, and stops nothing now."""
    said = plain(text)
    return len(said.split()) <= _LONGEST_ASKED and _ASKED_OF_STOPPING.match(said) is not None


_LONGEST_ASKED = 18
_MAY_IT_STOP = re.compile(
    rf"^{_BEFORE}(?:can|could|may|would|will|is it (?:ok|okay|possible)(?: if| for)?) (?:i|we|you|u)"
    rf" (?:please |just |now |to )*{_TO_STOP}(?: (?:now|today|please|pls|then))*$"
)


def asks_that_it_stops(text: str) -> bool:
    """Whether a question is a wish, kindly put, that what is open here stops: "can I stop it now please"."""
    return _MAY_IT_STOP.match(plain(text)) is not None


_OTHERS_MAY = (
    r"\b(?:can|could|will|would|may|might|do|does|are|is|should)"
    r" (?:they|he|she|(?:any|some)(?:one|body) else|any ?(?:one|body)"
    r"|(?:my|our|the|a|his|her) (?!complaint)\w+(?: (?!complaint)\w+){0,2}?)"
    r"(?: (?:just|really|still|even|also|be|able to|allowed to|going to|gonna|get"
    r"|choose to|decide to|ask to|ask you to|make me|make us))*"
)
_THE_COMPLAINT = r"(?:my|our|the|this|that) (?:\w+ )?complaint\b"
_ENDED_BY_OTHERS = re.compile(
    rf"{_OTHERS_MAY} (?:(?:cancel\w*|drop|withdraw|close|end|get rid of|throw (?:out|away))"
    rf" (?:it\b(?! (?:off|in|on|at|to)\b)|this$|that$|{_THE_COMPLAINT})|stop {_THE_COMPLAINT}"
    rf"|(?:shut|close) (?:it|this|that|{_THE_COMPLAINT}) down\b)"
    rf"|\b(?:can|could|will|would|does|is|did) (?:{_THE_COMPLAINT}(?: \w+){{0,3}}? (?:stop|end|close|die)"
    rf"|(?:it|{_THE_COMPLAINT})(?: \w+){{0,3}}? (?:cancelled|canceled|dropped|withdrawn|closed|thrown out))\b"
)
_ANOTHER_NEED = re.compile(
    r"\b(?:please|pls|plz|for me|for us|already|yet|when (?:can|could|will|would|does|is))\b"
)


def asks_if_others_end_it(text: str) -> bool:
    """Whether a text asks if a complaint can be ended by others, or ends by itself, and ends nothing."""
    said = plain(text)
    brief = len(said.split()) <= _BRIEFLY and _ANOTHER_NEED.search(said) is None
    return brief and _ENDED_BY_OTHERS.search(said) is not None


_COMING_BACK = re.compile(
    r"\b(?:(?:come|get|log) back|return|finish|carry on|continue|do|pick (?:it|this) up)"
    rf"(?: to| on| with)?{_THIS}"
)


def asks_to_come_back(text: str) -> bool:
    """Whether a text asks how or whether one can come back later."""
    return asks_of_later(text) and not asks_what_if(text) and _COMING_BACK.search(plain(text)) is not None


_NOT_AS_HOPED = re.compile(
    r"\b(?:(?:say|says|said|saying) no|dont like|not happy|unhappy|dont agree|disagree|refuses?|wrong"
    r"|ignores?|(?:dont|doesnt|wont|not) (?:\w+ )?(?:listen|believe|care)|against (?:me|us|him|her|them)"
    r"|rejects?|turns? (?:it|me|us|him|her|them) down"
    r"|(?:not|isnt|arent|dont|doesnt|wont) (?:uph[eo]ld|help|work|fix it|put it right))\b"
)


def asks_if_it_goes_wrong(text: str) -> bool:
    """Whether a text asks what there is if the answer is not what was hoped for."""
    return asks_what_if(text) and _NOT_AS_HOPED.search(plain(text)) is not None


def goes_wrong_at(text: str) -> int | None:
    """The last stage of which a text asks what there is if it does not bring what was hoped for, or None."""
    named = stages.named(text) if asks_if_it_goes_wrong(text) else ()
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
    other = _NOT_UNTIL_WHEN.search(said) is not None or bool(stages.named(text))
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
    return _COURT.search(said) is not None and _OF_A_COURT.search(said) is None and not stages.named(said)


def is_a_question(text: str) -> bool:
    """Whether a text asks something, by its mark or by how it begins."""
    return "?" in text or "؟" in text or begins_as_question(text)


def begins_as_question(text: str) -> bool:
    """Whether a text asks from its first words on."""
    return _QUESTION.match(plain(text)) is not None


def asks_in_part(text: str) -> bool:
    """Whether a text or a part of it asks something: "I don't know if he does, does he have to"."""
    return is_a_question(text) or any(is_a_question(part) for part in clauses.parts(text))

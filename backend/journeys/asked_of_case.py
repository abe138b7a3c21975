"""What is asked of a case that is open, and what of it answers that: its days, people and papers. PURE.

English only. A question is known by how it begins and ends, so that the same words in a story, or of
something else ("who deals with my sister", "a copy of my file"), are not taken for one. What the case does
not hold is said to be unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from backend.journeys.draft import CaseNow, Understood
from backend.journeys.hearing import questions, stages
from backend.journeys.says import CASE_PAGE, Facts, dates, how_it_stands, phone_links, told_of_people
from backend.journeys.ways import first_ways
from backend.journeys.wondering import asks
from backend.journeys.words import plain
from backend.say import Link, Say

_LEAD = (
    r"(?:(?:so|and|but|well|ok|okay|hi|hello|hey|please|pls|also|um|just|sorry|thanks|do you know|any idea"
    r"|(?:can|could) you (?:tell me|say|check)|(?:i )?(?:want|need|wanna|would like) to know|tell me) )*"
)
_TAIL = (
    r"(?: (?:yet|now|already|please|pls|plz|ok|okay|again|then|so far|by now|anyway|at the moment|right now"
    r"|today|next|though|actually|in the end|or not|so long|exactly|properly))*"
)
_IT = (
    r"(?:it|this|that|mine|them|(?:my|our|the|this|that|her|his) (?:complaint|case|message|request|statement"
    r"|question|comment))"
)
_ABOUT_IT = rf"(?: (?:about|to|of|on|for|with|from) (?:{_IT}|me|us))?"
_THEY = (
    r"(?:they|you|u|ya|it|the (?:council|team|manager|panel|investigator|social worker|complaints team)"
    r"|any ?(?:one|body)|some ?(?:one|body)|no ?(?:one|body)|people)"
)
_WORDS = rf"(?:{_IT}|what (?:i|we) (?:wrote|sent|said|put|typed|told (?:them|you))|my (?:words|story))"
_ANSWER = r"(?:outcome|decision|answer|results?|verdict|findings?|reply|response|conclusion)"
_STAGE = r"(?: (?:at|of|for|from|in) (?:the )?(?:stage \w+|panel|investigation))?"
_PAPER = r"(?:cop(?:y|ies)|letters?|pdf|print ?outs?|papers?|documents?|paperwork|summary)"
_WAITED = (
    r"(?:(?:ive|i have|weve|we have|i|we|theres|there is|still) (?:still )?(?:heard nothing"
    r"|not heard(?: anything)?"
    rf"|havent heard(?: anything)?|had nothing|(?:had |got )?no {_ANSWER}|nothing|been waiting|waiting)"
    r"(?: (?:back|yet|since|for|from) (?:\w+ ){1,3}?| )(?:so )?)?"
)
"""That nothing came yet, said before it is asked when it is late."""
_FURTHER = r"\b(?:stage|panel|further|next (?:step|level|stage)|escalat\w+|appeal\w*|ombudsman|meeting)\b"

_QUESTIONS: Mapping[str, str] = {
    "advocate": (
        rf"(?:(?:have|has|did) {_THEY} (?:found|find|got|get|sorted|arranged|asked for|appointed?)(?: me"
        r"| us)?"
        r" (?:an|my|the) advocate(?: for me)?"
        r"|do (?:i|we) have an advocate|have (?:i|we) got an advocate|where(?:s| is) my advocate"
        r"|when (?:do|will|can) (?:i|we) (?:get|meet|have|hear from) (?:my|an|the) advocate"
        r"|who(?:s| is| will be) (?:my|our) advocate)"
    ),
    "panel": (
        r"(?:when(?:s|ll)?|wen|what (?:day|date|time)|have i missed)\b(?!.* (?:reports?|writes?|decides?"
        r"|answers?"
        r"|hear from|says?|reply|replies)\b).* (?:panel|hearing)(?: (?:meet(?:ing)?|on|held|be|is|going to be"
        r"|happen(?:ing)?|sit(?:ting)?|going to (?:meet|happen|sit)))*"
        r"|(?:is|has|have|did|do|whats|what is|what) .*\b(?:date|day|time) .*\b(?:panel|hearing)"
        r"|(?:has|is|did) (?:the|my) (?:panel|hearing)(?: been)? (?:arranged|booked|set|met|meet|happened"
        r"|happen|sat|taken place|fixed)"
    ),
    "outcome": (
        rf"(?:what|wot|wat) (?:did|have|has|do|does) {_THEY} (?:decided?|say|said|f[io]und?(?: out)?"
        r"|answer(?:ed)?"
        rf"|concluded?){_ABOUT_IT}{_STAGE}(?: in (?:the|their) (?:letter|answer|report|end))?"
        rf"|(?:whats|what (?:is|was|were)) (?:the|their|my|its) (?:(?:final|last|stage \w+) )?{_ANSWER}"
        rf"{_ABOUT_IT}{_STAGE}"
        rf"|(?:can|could|may|where can) (?:i|we) (?:see|read|find|have) (?:the|their|my|that) {_ANSWER}"
        rf"{_ABOUT_IT}"
        rf"|(?:did|have|has) {_THEY} (?:decided?|uph[eo]ld|agree(?:d)?(?: with me)?|believed? me"
        r"|answer(?:ed)?"
        r"|repl(?:y|ied)|respond(?:ed)?|(?:made|make|come to) (?:a|any|their) decision|wr[io]t(?:e"
        r"|ten) back)"
        rf"(?: {_IT})?(?: (?:to )?(?:me|us))?"
        rf"|did (?:i|we) (?:win|lose)|(?:was|were|am|is) (?:i|we|{_IT}) (?:right|uph[eo]ld|rejected|refused"
        r"|declined|accepted|turned down)"
        rf"|(?:why|how come) (?:did|have|has|do) {_THEY} (?:say|said|saying) no{_ABOUT_IT}"
        rf"|(?:why|how come) (?:did|have|has|was|is|were)(?: {_THEY})?(?: {_IT})? (?:refused?|reject(?:ed)?"
        rf"|declined?|turned? (?:{_IT} |me |us )?down)(?: {_IT})?(?: by (?:them|the council))?"
        rf"|(?:why|how come) (?:wont|didnt|arent|dont|cant|wouldnt|will {_THEY} not|are {_THEY} not)"
        rf"(?: {_THEY})? (?:look(?:ing)? (?:into|at)|deal(?:ing)? with|accept(?:ing)?|tak(?:e|ing)(?: on)?)"
        rf" {_IT}"
    ),
    "read": (
        rf"(?!.*\b(?:can|could|will|would|might|gets?|able|allowed)\b)"
        rf"(?:has|have|did|do|does|who(?:s|se)?|is|was|hasnt|havent)\b(?: \w+){{0,5}}? (?:read(?:ing)?|seen?"
        rf"|look(?:ed|ing)? at|opened|viewed)(?: {_WORDS})?"
    ),
    "sent": (
        r"(?:when|wen|what (?:day|date|time)|how long ago|how long since) (?:did|was|is|had|has|have)"
        rf"(?: (?:i|we|{_THEY}))?(?: {_IT})? (?:send|sent|ma[kd]e|complain(?:ed)?|wr[io]te|written"
        r"|submit(?:ted)?"
        rf"|put in|get|got|received?|arrived?)(?: {_IT})?(?: in| off)?(?: to (?:them|you|the council))?"
        rf"|(?:did|have|has|was|is) (?:{_THEY}|{_IT})"
        r" (?:(?:been|all|really|actually|definitely|even|properly) )*(?:get|got|gotten|received?|sent|send"
        rf"|arrived?|gone?(?: (?:off|through))?|go(?: through)?|reach(?:ed)?(?: them| you)?)(?: {_IT})?"
    ),
    "copy": (
        r"(?!.*\b(?:instead|dont|do not)\b)(?!.*\bmy (?:\w+ ){1,3}(?:see|open|read)\b)"
        r"(?:(?:(?:can|could|may|will|would|please|how|where|am|is|are|i|id|wanna|gimme|give|send|show|get"
        r"|email|print|download|let|wheres|did|have|has|want|need)\b.*)? )?(?:a|the|my|their|your|that|any"
        rf"|another|its|me|us|those|these) {_PAPER}(?: (?:of|from|about) (?:{_WORDS}|everything|all(?: of)?"
        rf" (?:it|this)|(?:the )?council|the {_ANSWER}|them))*(?: (?:that )?(?:they|you|the council)"
        r" (?:sent|wrote|have)(?: (?:to )?me)?)?(?: to (?:me|keep|print))?(?: by (?:email|post))?"
        r"|(?:can|could|may|how (?:can|do)|where (?:can|do)) (?:i|we) (?:see|read|get|have|print|download"
        r"|find"
        r"|look at) (?:what (?:i|we) (?:sent|wrote|said|put|typed|told (?:them|you))|my (?:words|story)"
        r"|what (?:they|the council) (?:said|wrote|sent))"
        r"|(?:can|could|how (?:can|do)) (?:i|we) (?:print|download|save) (?:it|this|that|everything)(?: out)?"
    ),
    "who": (
        r"who(?:s|se|ll)?\b(?: \w+){0,4}? (?:deal(?:s|ing|t)?(?: with)?|handl(?:es?|ing|ed)"
        r"|look(?:s|ing|ed)? (?:into|after)|investigat(?:es?|ing|ed)|work(?:s|ing)? on|in charge(?: of)?"
        rf"|responsible(?: for)?|decid(?:es?|ing)|answer(?:s|ing)?|has(?: got)?|got)(?: {_IT}| me)?"
        r"|who(?:s| is| are| was)? (?:the|my|our) (?:investigator|investigating officer|independent person"
        rf"|adjudicating officer|complaints manager){_ABOUT_IT}"
        r"|who(?:s| is| are| will be)? on the panel"
        rf"|(?:whats|what is|what are) (?:the|their|his|her) names?(?: of (?:the )?(?:person|people|one)"
        rf" .*{_IT})?"
    ),
    "stage": (
        r"(?:what|which|wat|whats the) stage(?: (?:is|am|are))?"
        rf"(?: (?:i|we|{_IT}))?(?: (?:at|on|in|up to))?"
    ),
    "ask_why_late": (
        rf"{_WAITED}when (?:is|does|will|would) (?:it|this|that|they|(?:the|my|their) {_ANSWER})(?: be| get"
        r"| become)? (?:late|overdue)"
        r"|(?:is|are|isnt|arent|was) (?:they|it|this|that|the (?:council|answer|reply|response|panel|team)"
        r"|my (?:answer|reply|complaint))(?: \w+){0,2} (?:late|overdue|on time|delayed|behind)"
        rf"|(?:shouldnt|should) {_THEY} (?:not )?have (?:answered|replied|responded"
        r"|written(?: back)?)(?: me)?"
        r"|(?:why|how come) (?:(?:is|are|was|has|have|its|theyre) )*(?:it|this|that|they|so"
        r"|the (?:council|team"
        r"|answer|reply|response|panel|delay)|my (?:answer|reply|complaint))?(?: \w+){0,2} ?(?:late|overdue"
        r"|delayed|delay|taking (?:them |you )?(?:so|too|this|such a)? ?(?:long|ages|for ?ever))"
        rf"|(?:why|how come) (?:havent|hasnt|have|has|didnt) {_THEY} (?:not )?(?:answered|answer|replied"
        r"|reply"
        r"|responded|written back|got back)(?: to)?(?: me| us)?"
    ),
    "ask_deadline": (
        r"(?:when|wen|whens|what (?:day|date)|by when) (?:will|do|does|should|shall|would|can|is|am|are|ll)"
        rf" (?:i|we|{_THEY}|{_IT})(?: \w+){{0,2}}? (?:hear|know|find out|answer(?:ed)?|reply|respond|due"
        r"|get back|write back|sorted|finished|done|decide|be told|expect|get (?:an?|the|my|their)"
        rf" {_ANSWER})(?: (?:back|anything|something|from (?:them|you|someone|the council|the team)|me|us"
        rf"|to me|to us|(?:an?|the|their) {_ANSWER}))*{_ABOUT_IT}"
        rf"|when(?:s| is| will)? (?:my|the|their) {_ANSWER} (?:due|coming|come|be here|here)"
        r"|how (?:long|much longer) (?:will|does|do|is|until|till|before)(?: (?:i|we|they|it|this|that|my"
        r" complaint))?(?: (?:going to|gonna|have to|got to|need to))? (?:be|take|wait|hear|(?:i|we|they)"
        r" (?:hear|answer|reply|know|wait))(?: (?:for (?:an?|the|my|their) \w+|back|from them))*"
    ),
    "ask_what_happens_next": (
        r"(?:what|wot|wat|whats) (?:happens?|happening|will happen|is happening|going to happen|do they do"
        rf"|comes|is|should i do|do i do|is going to happen)?(?: with {_IT}| to {_IT})? ?(?:next|now|then"
        r"|after"
        r"(?: (?:this|that))?)|now what|what(?:s| is) next"
    ),
}
_PATTERNS = {name: re.compile(rf"{_LEAD}(?:{asked}){_TAIL}") for name, asked in _QUESTIONS.items()}

_MOST = 16
"""More words than this are told of something, whatever they begin with."""

_TIME_LEFT = re.compile(
    r"\bstill\b|\btoo late\b|\bin time\b|\bhow (?:long|many (?:working )?days|many weeks|much time)\b"
    r"|\b(?:un)?till? when\b|\bby when\b|\blast (?:day|date)\b|\bdeadline\b|\bcut ?off\b|\bout of time\b"
    r"|\bmissed\b|\btime limit\b|\bwhen (?:do|must|should) (?:i|we)\b.*\bby\b"
)
_OWN_STEP = re.compile(
    r"\b(?:i|we|me|us|my)\b|\bto (?:ask|go|get|take|appeal|request|escalate)\b"
    r"|\b(?:asking|going|appealing|taking it|getting)\b"
)
_TIME_OF_OTHERS = re.compile(
    r"\b(?:wait|waiting|answer|reply|take(?! it| this| that| my)|takes|hear|lasts?)\b(?! day| date)"
)


def asked_of_a_case(text: str) -> str | None:
    """What a text asks of a case that is open, by its name among `QUESTIONS`; None for any other text."""
    said = plain(text)
    if questions.asks_about_stopping(text):
        return "stopping"
    if len(said.split()) > _MOST or questions.asks_what_if(text):
        return None
    if asks_for_time_to_go_on(text):
        return "window"
    if questions.is_a_question(text) and asks("longer")(text):
        return "longest"
    return next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(said)), None)


def is_of_a_complaint(asked: str, text: str) -> bool:
    """Whether a question can be of a complaint alone: by what it asks, or where its words name one.

    Where it asks when something comes, the days that only a complaint has name it too.
    """
    said = plain(text)
    of_days = asked == "ask_deadline" and _OF_DAYS.search(said) is not None
    return asked in _OF_COMPLAINTS or of_days or _COMPLAINT.search(said) is not None


def asks_for_time_to_go_on(text: str) -> bool:
    """Whether it asks how long somebody has for a step of their own: "am I too late to ask for the panel"."""
    said = plain(text)
    return (
        questions.is_a_question(text)
        and re.search(_FURTHER, said) is not None
        and _TIME_LEFT.search(said) is not None
        and _OWN_STEP.search(said) is not None
        and _TIME_OF_OTHERS.search(said) is None
    )


def told_of_a_case(asked: str, text: str, facts: Facts, case: CaseNow) -> tuple[Say, ...]:
    """The case's own answer to a question of `QUESTIONS`, with what may be asked for now.

    Facts as for `says.status` and people facts, with `answers` (what the council answered, as Says),
    `written_here` (whether it wrote here), `looked` (who read it, as lines), `papers` (their titles, as
    Says), `officer` (who deals with it, by name, where the person was told), `panel` (the Say of the panel's
    day, or None) and those of `information`.
    """
    no_complaint = case.kind != "complaint" and asked in OF_STAGES
    says = of_no_complaint(facts) if no_complaint else QUESTIONS[asked](text, facts, case)
    return (*says[:-1], replace(says[-1], choices=first_ways(case), input="choice"))


def of_no_complaint(facts: Facts) -> list[Say]:
    """How something stands that is no complaint: it has no stages and no day for an answer.

    Said with it: who provides advocates, where one was asked for, and a day by which to ask for a panel
    (`until`) that was just reckoned.
    """
    told = {**facts, **told_of_people(facts)}
    asked_for_advocate = facts.get("kind") == "advocate_request" and "advocacy" in facts
    return [
        how_it_stands(facts),
        *([told_of_people(facts)["advocacy_from"]] if asked_for_advocate else []),
        *([Say("earlier.window", facts)] if facts.get("until") else []),
        Say("track.no_stages", told),
    ]


def _panel(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """The panel's day, the day by which it has to meet, or that there is none yet and what leads to one."""
    if isinstance(panel := facts.get("panel"), Say):
        return [panel]
    return [Say("option.write_to_panel.not_yet"), *_whys(case, "ask_for_stage3")]


def _window(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Whether and until when the step may be asked for that is named, or else the one that comes next."""
    named = stages.named(text)
    if "ombudsman" in plain(text):
        step = "ask_ombudsman"
    elif "meeting" in plain(text) and "ask_for_meeting" in case.options:
        step = "ask_for_meeting"
    else:
        last = named[-1] if named else case.stage + 1
        step = "ask_for_stage3" if last > _SECOND else "ask_for_stage2"
    limit = _LIMITS.get(step) if _LIMIT.search(plain(text)) else None
    told = {**facts, **told_of_people(facts)}
    if step == "ask_ombudsman" and limit is not None:
        return [Say(limit, told, links=_to_ring(step, facts)), *_whys(case, step)]
    not_dated = step not in case.options or not case.options[step].available
    limits = [Say(limit, told)] if limit is not None and not_dated else []
    return [*_whys(case, step), *limits] or [how_it_stands(facts)]


_LIMIT = re.compile(r"^(?!.*\bstill\b).*\b(?:how|when|time limit|deadline|cut ?off|last (?:day|date))\b")
"""What asks how long there is, and not only whether a step is open."""
_LIMITS: Mapping[str, str] = {
    "ask_ombudsman": "escalate.answer.ombudsman",
    "ask_for_stage2": "track.answer.time_to_go_on",
    "ask_for_stage3": "track.answer.time_to_go_on",
}
"""What is told of the time for a step whose own last day is not known yet."""


_SECOND = 2
"""The stage before the panel's."""


def _outcome(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """What the council answered and where its words are, or that it has not, and by when it should."""
    answers = facts.get("answers")
    if not isinstance(answers, Sequence) or not answers:
        return [Say("paper.answered.none"), *dates(facts)]
    where = "track.words_on_page" if facts.get("written_here") else "track.words_elsewhere"
    said_no = facts["status"] == "declined"
    onward = next((step for step in _ONWARD if step in case.options and case.options[step].available), None)
    return [
        *answers,
        *([] if said_no else [_with_page(Say(where, {**facts, **told_of_people(facts)}))]),
        *([replace(_whys(case, onward)[0], links=_to_ring(onward, facts))] if onward else []),
    ]


_ONWARD = ("ask_for_stage2", "ask_for_stage3", "ask_for_meeting", "ask_ombudsman")
"""What may follow an answer: the first that is open."""


def _to_ring(option: str, facts: Facts) -> tuple[Link, ...]:
    return phone_links(facts, ("ombudsman_phone",)) if option == "ask_ombudsman" else ()


def _read(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Who has looked at it, and when."""
    lines = _lines(facts, "looked")
    return [_with_page(Say("track.looked", {"lines": lines}) if lines else Say("case.nobody_looked"))]


def _sent(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """The day the council got it."""
    return _lines(facts, "history")[:1]


def _copy(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Which papers there are of it, and where."""
    papers = facts.get("papers")
    return [_with_page(Say("track.papers", {"lines": list(papers) if isinstance(papers, Sequence) else []}))]


def _who(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Who deals with it, and who has a part in its stage, by their roles; names only as they were told."""
    told = {**facts, **told_of_people(facts)}
    of_stage2 = (_SECOND,) if _OF_STAGE2.search(plain(text)) else ()
    people = people_at(stages.named(text) or of_stage2 or (case.stage,), facts)
    chosen = [line for line in _lines(facts, "history") if _key(line) in _CHOSEN]
    return [
        Say("letters.officer", {"who": facts.get("officer") or told["they"]}),
        *([Say("escalate.answer.people", {"lines": people})] if people else []),
        *chosen,
        Say("track.no_names", told),
    ]


_OF_STAGE2 = re.compile(r"\b(?:independent person|adjudicating officer)\b")
_CHOSEN = ("history.investigator_appointed", "history.independent_person_appointed")


_PEOPLE: Mapping[int, Sequence[str]] = {
    1: ("stage1_by",),
    2: ("investigator", "independent_person", "adjudicator"),
    3: ("panel",),
}


def people_at(stages: Sequence[int], facts: Facts) -> list[Say]:
    """Who has a part in these stages, by this council's own titles where it gives them."""
    return [_person_at(role, facts) for stage in stages for role in _PEOPLE.get(stage, ())]


def _person_at(role: str, facts: Facts) -> Say:
    if facts.get(role):
        return Say(f"escalate.people.{role}.titled", {"title": facts[role]})
    return Say(f"escalate.people.{role}", facts)


def _advocate(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Since when one was asked for, or is there; who provides them here."""
    return [*_whys(case, "request_advocate"), told_of_people(facts)["advocacy_from"]]


def _longest(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Its next dates, and how long the stage may take at the longest."""
    longest = _LONGEST.get(case.stage)
    return [*dates(facts), *([Say(longest, facts)] if longest else [])] or [how_it_stands(facts)]


_LONGEST: Mapping[int, str] = {
    1: "escalate.answer.stage1",
    2: "track.answer.stage2_time",
    3: "track.answer.stage3_time",
}


def _stage(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """Where it is, and what comes next."""
    return [how_it_stands(facts), *dates(facts)]


def _stopping(text: str, facts: Facts, case: CaseNow) -> list[Say]:
    """How a complaint is stopped, and what comes of that; where it cannot be any more, why."""
    if not case.options["withdraw"].available or case.undo_until is None:
        return _whys(case, "withdraw")
    how = (
        [Say("withdraw.answer.withdraw", {**facts, **told_of_people(facts)})]
        if _HOW.search(plain(text))
        else []
    )
    return [*how, Say("withdraw.if_stopped", {"until": case.undo_until})]


_HOW = re.compile(r"\b(?:how|where)\b")


def _whys(case: CaseNow, *options: str) -> list[Say]:
    return [case.options[option].why for option in options if option in case.options]


def _lines(facts: Facts, name: str) -> list[Say]:
    told = facts.get(name)
    lines = told if isinstance(told, Sequence) else ()
    return [Say("track.history_line", dict(line)) for line in lines]


def _key(line: Say) -> str:
    """The sentence that a line of the history says."""
    what = line.facts["what"]
    return what.key if isinstance(what, Say) else ""


def _with_page(say: Say) -> Say:
    return replace(say, links=(CASE_PAGE,))


QUESTIONS: Mapping[str, Callable[[str, Facts, CaseNow], list[Say]]] = {
    "advocate": _advocate,
    "panel": _panel,
    "window": _window,
    "outcome": _outcome,
    "read": _read,
    "sent": _sent,
    "copy": _copy,
    "who": _who,
    "stage": _stage,
    "longest": _longest,
    "stopping": _stopping,
}
"""How each question is answered that no intent of the model's stands for by itself."""

OF_STAGES = ("panel", "window", "outcome", "stage", "longest", "stopping")
"""The questions that only a complaint has an answer to."""
_OF_COMPLAINTS = (*OF_STAGES, "ask_why_late")
_COMPLAINT = re.compile(r"\bcompla(?:in(?:t|ts|ed|ing)?|nts?)\b")
_OF_DAYS = re.compile(r"\b(?:days?|date|weeks?|deadline|due)\b")

AS_TAUGHT: Mapping[str, str] = {
    "case_answer": "outcome",
    "case_days": "ask_deadline",
    "case_read": "read",
    "case_who": "who",
    "case_words": "copy",
    "withdraw": "stopping",
}
"""Which question each is that the model was taught."""


def heard_of_a_case(understood: Understood) -> str | None:
    """What is asked of a case that is open, by its words or, where these name nothing, as the model heard.

    Its reference and key are no papers, and who wants it stopped does not ask how that is done.
    """
    heard, text = AS_TAUGHT.get(understood.wants_to_know), understood.text
    of_the_pair = heard == "copy" and _PAIR.search(plain(text)) is not None
    wishes = heard == "stopping" and not questions.is_a_question(text)
    return asked_of_a_case(text) or (None if of_the_pair or wishes else heard)


_PAIR = re.compile(r"\b(?:ref(?:erence)?s?|number|key|code)\b")


NO_ANSWER = frozenset({*QUESTIONS, "ask_deadline", "ask_what_happens_next"} - {"outcome", "copy"})
"""What is a question for us also where a reason or a wish is asked for: "why did they say no" may be the one,
a copy the other.
"""

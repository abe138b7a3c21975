"""What people wonder about before and after they complain, known by the words of their question. PURE.

English only. Each thing is asked in many words, and some of these mean something else beside others: "my
word against hers" asks after proof, "will she get in trouble" after the worker and "will I" after oneself.
What the words alone cannot tell is left to the language model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from backend.journeys.words import plain

_LEAD = (
    r"^(?:(?:so|and|but|ok|okay|hi|hello|please|also|um|sorry|actually|or|just|wait|oh"
    r"|do you know(?: if)?|i (?:want|wanted|need) to (?:know|ask)(?: if)?|can you tell me(?: if)?) )*"
)
_MAY = (
    r"(?:can|could|may|am|is it (?:ok|okay|alright|possible)|how (?:can|do|could|would)|will|would|do|should)"
)
_I = r"(?:i|we|u|you|my \w+|he|she|they)"
_WORKER = (
    r"(?:(?:the |my |our |his |her |their |this |that |a )?(?:old |new |foster )?"
    r"(?:social workers?|socail workers?|sw|workers?|support workers?|key ?workers?|pa|iro|managers?|staff"
    r"|carers?|teachers?|foster (?:mum|dad|parents?)))"
)
_THIRD = rf"(?:he|she|they|him|her|them|the person|{_WORKER})"
_OF_A_WORKER = (
    r"(?:social worker|socail worker|sw|worker|support worker|key ?worker|pa|personal advis[eo]r|iro"
    r"|foster carers?|carers?|foster (?:mum|dad|parents?|family)|placement|foster home|children?s home)"
)
_FAMILY = (
    r"(?:mum|mam|mom|mummy|dad|daddy|parents?|brothers?|sisters?|siblings?|nan|nana|gran|grandma|grandad"
    r"|grandparents|family|kids?|child|children|sons?|daughters?|baby|babies|twins?|grand(?:son|daughter"
    r"|child|children|kids)|nephews?|nieces?|cousins?|aunt\w*|uncle)"
)
_CHILD = (
    r"(?:kids?|child|children|sons?|daughters?|baby|babies|boys?|girls?|grand(?:son|daughter|child|children))"
)
_PAPERS = (
    r"(?:photos?|photographs?|pictures?|pics?|screen ?shots?|letters?|emails?|videos?|recordings?|documents?"
    r"|voice ?(?:notes?|messages?|mails?)|drawings?|paperwork|reports?|attachments?)"
)
_PAPERS_ALONE = r"\b(?:file|files|record|records|report|reports|complaint|chat|page|answer|reply|notes?)\b"
_ADULTS = (
    r"(?:grand ?(?:parents?|mas?|dads?|mothers?|fathers?)|nans?|grans?|aunt\w*|uncles?|relatives?"
    r"|family members?|siblings?|brothers?|sisters?|friends?|neighbours?|teachers?|foster (?:carers?|parents?"
    r"|mums?|dads?)|carers?|special guardians?|guardians?|step ?(?:mums?|dads?|parents?)|parents?|mums?|dads?"
    r"|mothers?|fathers?|adoptive parents?|adopters?)"
)

_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "what_may_come": (
        r"\b(?:compensation|compo|payouts?|refunds?|damages|reimburse\w*)\b"
        r"|\b(?:get|receive|have|expect|ask for|give (?:me|us)|want|there be) (?:an |a |any |some )?apolog\w+"
        r"|\b(?:apologi[sz]e|say (?:they(?:re| are) |shes |hes )?sorry)\b"
        r"|\b(?:get|have|give|want) (?:me |us )?(?:my|our|his|her|the|their|any|some)?(?: \w+){0,2}"
        r" ?(?:money|allowance|savings|things|stuff|belongings|phone) back\b"
        rf"|{_LEAD}what (?:can|will|could|would|might|do|does) (?:i|we|it|this|complaining"
        r"|(?:a|my|the) complaint|they)(?: \w+){0,2} (?:get|gain|achieve|lead to|do for (?:me|us)|change)"
        r"(?: (?:out of|from|by) (?:it|this|complaining|a complaint))?$"
        r"|\bwhat difference (?:will|would|does|can) (?:it|this|complaining)\b"
        r"|\b(?:will|would|can) (?:anything|any thing|things|something) (?:really |ever |actually )?(?:change"
        r"|happen"
        r"|get better)\b(?! to)"
        r"|\b(?:do|will|would|can|should) (?:i|we) (?:get|be) (?:any )?(?:paid|money)\b"
        r"|\b(?:will|would|does|can|could) (?:it|this|complaining|(?:a|my|the) complaint)"
        r" (?:even |actually |really |ever )?(?:change|help|make (?:a|any) difference|do (?:any ?thing"
        r"|any good)"
        r"|achieve|fix|work|sort)\b"
        r"|\bwhats? (?:is )?the point\b|\bis it (?:even )?worth (?:it|complaining)\b",
        r"^(?:(?:and|but|so) )*(?:why|how come)\b|\b(?:solicitors?|lawyers?|did|didnt|hasnt|havent|never)\b"
        r"|\badvocates?\b",
    ),
    "the_worker": (
        rf"\b(?:will|would|could|can|does|do|might|may|is|are|going to|gonna) {_THIRD}"
        r"(?: (?:still|really|actually|also|now|going to|gonna|have to|be|get|getting|end up|lose|go))*"
        r" (?:sacked|fired|suspended|disciplined|punished|arrested|told off|struck off|removed"
        r"|(?:in|into|in any|in big) trouble|(?:her|his|their|a|the) jobs?|warning)\b"
        rf"|\b(?:sack|fire|suspend|discipline|punish|tell off|get rid of) {_THIRD}\b"
        rf"|\bget {_THIRD} (?:in|into) trouble\b"
        r"|\bwhat(?:s| is| will| would| does| might| could)? (?:going to "
        rf"|gonna )?happens? to {_WORKER}(?! see)\b"
        r"|\bwhat (?:will|would|do|can|are|could) (?:they|you|the council)(?: going to| gonna)? do"
        rf" (?:to|about|with) {_THIRD}\b",
        r"\bif (?:i|we) dont\b",
    ),
    "proof": (
        r"\b(?:proof|prove|proven|evidence|witness(?:es)?)\b|\b(?:my|his|her|their|our) word against\b"
        rf"|{_LEAD}{_MAY} (?:i|we) (?:\w+ )?(?:allowed to )?(?:send|upload|attach|show|add|give|include|share"
        rf"|submit|put|post|use|draw|do|make)(?: (?!back\b)\w+){{0,4}} {_PAPERS}\b"
        rf"|{_LEAD}{_MAY} (?:(?:i|we) )?(?:allowed to )?(?:record|film|tape|video)(?:ing)? "
        r"(?:\w+ )*(?:meetings?|calls?|visits?|her|him|them|it|this|conversations?|what|social worker"
        r"|worker)\b",
        r"\bproof of (?:id|identity|address|age)\b|\bwho i am\b|\b(?:send|write) (?:you |them |in )?(?:a"
        r"|my) letter\b"
        r"|\bposted?\b|\bcopy\b"
        r"|\bletters? (?:instead|to you|by post|in the post)\b",
    ),
    "another_worker": (
        rf"{_LEAD}(?:will |would )?{_MAY}? ?(?:i|we|my \w+|he|she) (?:\w+ ){{0,3}}?"
        r"(?:(?:different|another|new|other|change|swap|switch|replace|choose)(?: \w+){0,2}|rid of)"
        rf" (?:(?:my|the|our|a|his|her|different|new) )*{_OF_A_WORKER}\b"
        r"|\b(?:do|will|would) (?:i|we) (?:still |really |even )*(?:have|need|got) to (?:still |keep )?"
        r"(?:see|seeing|talk(?:ing)? to|speak(?:ing)? to|work(?:ing)? with|meet|deal(?:ing)? with)"
        rf" (?:her|him|them|{_WORKER})\b(?! (?:letter|answer|mum|dad|brother|sister|family))"
        r"|\b(?:can|will|could|would|is|does) (?:he|she|they) still (?:be )?(?:my|our|the|his|her)"
        r" (?:social worker|worker|sw|pa|key ?worker|carer)\b",
        r"^(?:why|how come|when|who)\b|\badvocates?\b|\b(?:bit|part|answer|question|name|what|without)\b",
    ),
    "on_file": (
        rf"{_LEAD}(?:will|would|does|do|is|could|might|are) (?:\w+ ){{1,6}}?(?:on|in|onto|into) "
        r"(?:(?:my|our|the|his|her|their|a|childs|childrens|any) )+(?:\w+ ){0,2}?(?:files?|records?)\b",
        r"\b(?:see|read|wrong|lies|copy|true)\b",
    ),
    "how_to_write": (
        r"\bword (?:limit|count)\b|\b(?:letter|character) limit\b"
        r"|\bhow (?:much|many words) (?:do|can|should|must|am|are) (?:i|we) (?:\w+ ){0,3}?(?:write|say|type"
        r"|put"
        r"|tell)\b"
        r"|\bhow long (?:does|should|must|can|has) (?:it|this|my (?:complaint|message|story)|the complaint)"
        r" (?:have |need |got )?(?:to )?be$"
        r"|\b(?:can|could|is it ok to) (?:i |we )?(?:write|type) (?:a lot|loads|lots|as much)\b"
        r"|\b(?:spell|spelling|spellings|grammar|punctuation|typos?)\b|\b(?:can|am|is it ok)(?: i)?(?: \w+)"
        r"{0,2} (?:swear|swearing|cuss|curse)\b"
        r"|\b(?:do|must|should|can) (?:i|we) (?:not )?(?:have to |need to |got to )?(?:not )?"
        r"(?:name|say|give|put|tell(?: you)?|use|write) (?:(?:her|his|their|the|peoples?|anyones?|anybodys?"
        r"|someones?|somebodys?|other|real|workers?|social|all) )*(?:names?|people)\b"
        rf"|{_LEAD}where (?:do|should|shall|can) (?:i|we) (?:even )?(?:start|begin)$"
        rf"|{_LEAD}(?:what|wat|wot) (?:do|should|shall|can|am|must) (?:i|we) (?:even |meant to "
        r"|supposed to )?"
        r"(?:write|put|say|type)(?: (?:here|in it|in the box|down|first))?$"
        rf"|{_LEAD}how (?:do|should|shall|can) (?:i|we) (?:word|phrase|put|write|explain|describe)"
        r" (?:it|this|that|my complaint|what happened)$"
        rf"|{_LEAD}(?:do|must) (?:i|we) (?:have to |need to |got to )?(?:write|say|tell"
        r"|type)(?: you)? (?:it )?"
        r"(?:all|everything)\b",
        r"\b(?:my|our) (?:\w+ )?names?\b|\bspell(?:ed|t)? (?:my|her|his) name\b",
    ),
    "why_decided": (
        rf"{_LEAD}(?:why|y|how come) (?:do|does|did|cant|can|wont|is|are|am|have|has|was|were|isnt|arent"
        r"|couldnt"
        rf"|must|cannot)(?: not)? (?:{_I}|the council|social (?:workers?|services)|people)\b.*"
        r"\b(?:(?:have|got|need|given|with|on|under|in) (?:a |an |to have a )?(?:social workers?|care plan"
        r"|plan"
        r"|child protection|care|foster care)|(?:live|stay|be|go|went) (?:back )?(?:with|to|at)|(?:go|come)"
        r" (?:back )?home|(?:see|visit|ring|phone|talk to) (?:more of )?(?:my|our|his|her|their)"
        rf" (?:\w+ )?{_FAMILY}|mov(?:e|ed|ing) (?:me|us|him|her|them|placements?|house|schools?)|moved"
        r"|contact"
        r"|family time|taken (?:away|off|into)|take (?:me|us|him|her|them))\b"
        rf"|{_LEAD}(?:when )?(?:can|could|will|may|would|when (?:do|am|are)|how (?:can|do|often (?:can"
        r"|will)))"
        r" (?:i|we) (?:ever |still |please |get to |be able to |not )?(?:"
        r"(?:see|visit|live with|stay with|go (?:back )?to|move (?:back )?(?:in )?with) (?:more of )?"
        rf"(?:(?:my|our|the|me) )?(?:\w+ )?{_FAMILY}s?\b|go (?:back )?home\b|move (?:back )?home\b"
        r"|live at home\b)"
        rf"|{_LEAD}(?:when )?(?:can|will|could) my (?:\w+ )?{_FAMILY} (?:come (?:back )?home|come back)\b"
        r"|\bwhat (?:happens|will happen|would happen|is going to happen) to (?:my|our"
        rf"|the) (?:\w+ )?{_FAMILY}\b",
        rf"{_PAPERS_ALONE}|\bif (?:i|we) (?:complain|tell|say|do|make)\b|\b(?:late|see it|see this)\b",
    ),
    "how_they_answer": (
        r"\b(?:do|will|would|should) (?:i|we) (?:get|have|receive|be sent) (?:a|an|the|any) (?:letter|email"
        r"|text"
        r"|phone call|call|visit)\b"
        rf"|{_LEAD}how (?:will|do|does|would|are) (?:they|you|the council|the team|i|we)(?: going to| gonna)?"
        r" (?:tell|contact|reach|let|answer|reply|write (?:to|back)|get (?:back|in touch|told|the answer"
        r"|my answer)"
        r"|find out|hear|know what)\b(?!.*\b(?:late|lying|lies)\b)"
        r"|\b(?:will|do|would) (?:they|you|the council|someone|somebody|anyone|anybody|the team|people)"
        r" (?:ring|call|phone|email|text|write to|visit|write back)(?: (?:me|us|back|to me|to us))*$"
        r"|\b(?:will|do|would) (?:they|you|the council|someone|somebody|anyone|anybody) (?:have to )?come"
        r" (?:to|and|round|out)\b"
        r"|\b(?:do|will|would) (?:i|we) (?:have|need|got) to (?:go|come|attend|meet|talk|speak)\b(?:(?! court"
        rf"| school| bed| {_OF_A_WORKER}).)*\b(?:meetings?|anyone|anybody|someone|somebody|them|interview"
        r"|council"
        r"|office|people|person)\b"
        r"|\bwill there be (?:a|any) (?:meetings?|interviews?|visits?)\b",
        r"\b(?:panel|stage (?:2|3|two|three)|advocates?|court)\b",
    ),
    "worker_asked": (
        r"\b(?:will|do|would|are|must|have) (?:they|you|the council|the team|someone|somebody|the manager)"
        r"(?: going to| gonna| have to| need to)? (?:talk|speak|ask|interview|contact|ring)(?:ing)?(?: it)?"
        rf"(?: to| with)? {_WORKER}(?: (?:about|first|too|as well|it|this|me|what|happened|i|said))*$",
        "",
    ),
    "upheld": (
        r"\b(?:up ?h[eo]ld)\b.*\bmeans?\b|\bmean(?:s|ing)?\b.*\bup ?h[eo]ld\b"
        r"|\bwh?ats? (?:is |does )?(?:partly |not |partially )?up ?h[eo]ld$",
        "",
    ),
    "elsewhere": (
        r"\bwhat .*\b(?:not|cant|cannot|couldnt|isnt|arent|doesnt|wont|dont)\b.*\b(?:complain|cover(?:ed)?"
        r"|look into"
        r"|deal with|take on|allowed)\b",
        "",
    ),
    "of_protection": (
        rf"{_LEAD}(?:can|could|may|how (?:do|can)|am|is|do) .*\b(?:complain\w*|appeal|challenge|overturn)\b.*"
        r"\b(?:section 47|s ?47|child protection|cp (?:plan|conference)|case conference|conference)\b",
        "",
    ),
    "who_may": (
        rf"{_LEAD}(?:can|could|may|is|are) (?:(?:a|an|the|any|other|my) )?(?:\w+ )?{_ADULTS}"
        r" (?:also |even )?(?:allowed to )?(?:complain|(?:make|put in|send|raise|bring) (?:a"
        r"|the) complaint)\b",
        "",
    ),
    "which_council": (
        r"\b(?:live|lives|living|am|im) in \w+.*\b(?:who|which|what|where|whose) (?:\w+ )?(?:do|should"
        r"|council)\b"
        r".*\bcomplain\w*\b|\bwhich council (?:do|should|shall|must|can|is|are)\b(?! you)",
        "",
    ),
    "no_name": (
        r"\b(?:do|must|can|should) (?:i|we) (?:have to |need to |got to )?(?:not )?(?:say|tell|give|share"
        r"|put)"
        r"(?: you| them| it)? (?:who (?:i am|we are|i m)|(?:my|our) (?:real |full |last |first "
        r"|own )?names?)\b",
        "",
    ),
    "child_says_no": (
        rf"\bwhat (?:if|happens if) (?:my|the|our|a) (?:\w+ )?{_CHILD} (?:says? no|doesnt (?:want|agree)"
        r"|dont (?:want|agree)|disagrees?|refuses|wont agree|changes (?:his|her|their) mind)\b",
        "",
    ),
    "loses_by_it": (
        rf"{_LEAD}(?:will|would|could|can|does|do|might|is|are|if) .*\b(?:affect(?:ed)?|stop(?:ped)?|los(?:e"
        rf"|ing)"
        r"|cut|changed?|touch|impact|take)\b.*\b(?:benefits?|universal credit|allowances?|payments?|pip|dla"
        r"|housing|tenancy)\b"
        rf"|{_LEAD}(?:will|would|could|can|are|is) .*\b(?:benefits?|universal credit|allowances?|payments?"
        r"|tenancy)\b.*\b(?:affected|stop(?:ped)?|cut)\b"
        r"|\bwhat (?:happens|will happen|would happen|could happen) to (?:me|us"
        rf"|my (?:\w+ )?{_FAMILY}) if (?:i|we)"
        r" (?:complain|tell|say|do|make)\b",
        r"\b(?:did|have they|why|they stopped|they cut|late)\b",
    ),
    "days_counted": (
        r"\b(?:does|do|is|are|will|would)\b.*\b(?:christmas|xmas|easter|boxing day|new year\w*|good friday"
        r"|(?:bank|school|public) hol\w*|holidays?|half term|weekends?)\b.*\b(?:count|counted|counts"
        r"|included?)\b",
        "",
    ),
    "longer": (
        r"\b(?:can|could|may|will|are) (?:they|the council|you|it)(?: allowed to| just"
        r"| really)? (?:make it longer"
        r"|take (?:more time|longer)|have (?:more time|longer)|extend|go over|need (?:more time|longer)|add"
        r" (?:more )?(?:days|time)|be extended|get (?:more time|longer))\b",
        r"\b(?:stage|placement|contact|visits?)\b",
    ),
    "which_advocate": (
        r"\badvocates?\b.*\b(?:man|woman|male|female|girl|lady|boy|same one|(?:old|last|same) (?:one"
        r"|advocate)"
        r"|choose|pick)\b|\b(?:choose|pick|choice of|man|woman|male|female|girl|lady|old|same"
        r"|last)\b.*\badvocates?\b"
        r"|\bhow (?:long|soon|quick\w*)\b.*\badvocates?\b",
        r"\b(?:change|different|another|new)\b",
    ),
    "another_way": (
        r"\b(?:sign language|bsl|braille|large print|big print|easy read|audio)\b"
        r"|\b(?:im|i am|my \w+ is) (?:deaf|blind|dyslexic|partially sighted|hard of hearing)\b"
        r"|\bi cant (?:read|see)(?: (?:very|that|so|it|well|good|much|or|write|properly|this))*$",
        r"\badvocates?\b",
    ),
    "post": (
        r"\b(?:where|what address) .*\b(?:post|send) (?:it|this|a letter|my (?:letter|complaint)|letters?)\b"
        r"|\b(?:postal|post) address\b|\b(?:whats|what is) (?:your|the|their) address\b"
        r"|\b(?:can|could|may) (?:i|we) (?:post (?:it|this|my complaint|you)|(?:write|send) (?:you |them "
        r"|in )?"
        r"(?:a|my) letter|send (?:it|this) (?:by|in the) post|write in)\b",
        "",
    ),
}
_PATTERNS = {name: (re.compile(asked), re.compile(other)) for name, (asked, other) in _QUESTIONS.items()}


def asks(name: str) -> Callable[[str], bool]:
    """Whether a text asks the thing of that name, for whoever gives a topic its words. Raises KeyError."""
    asked, other = _PATTERNS[name]

    def hears(text: str) -> bool:
        said = plain(text)
        return asked.search(said) is not None and not (other.pattern and other.search(said))

    return hears

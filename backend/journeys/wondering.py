"""What people wonder about before and after they complain, known by the words of their question. PURE.

English only. Each thing is asked in many words, and some of these mean something else beside others: "my
word against hers" asks after proof, "will she get in trouble" after the worker and "will I" after oneself.
What the words alone cannot tell is left to the language model.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from backend.journeys import care_words
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
_REPLY = r"(?:(?:the|my|their|that|a|any) )(?:letters?|answer|reply|decision|outcome)"
_ADULTS = (
    r"(?:grand ?(?:parents?|mas?|dads?|mothers?|fathers?)|nans?|grans?|aunt\w*|uncles?|relatives?"
    r"|family members?|siblings?|brothers?|sisters?|friends?|neighbours?|teachers?|foster (?:carers?|parents?"
    r"|mums?|dads?)|carers?|special guardians?|guardians?|step ?(?:mums?|dads?|parents?)|parents?|mums?|dads?"
    r"|mothers?|fathers?|adoptive parents?|adopters?)"
)

_OF_CARE = (
    rf"(?:{care_words.ANY}|placement orders?|section \d+\w?|staying close|pep|mash"
    r"|(?:viability|age|parenting|kinship) assessments?|supported accommodation|care leavers?"
    r"|leaving care grants?|setting up home (?:allowance|grant)s?)"
)
"""What people in care hear of; some of it is explained here."""
_TO_EXPLAIN = (
    r"(?:(?:(?:can|could|would|will) (?:you|u) )?(?:please |pls )?(?:explain|define|tell me)"
    r"(?: about| to me)?|do (?:you|u) know|(?:i|we) (?:want|wanted|need) to know)"
)
_IS = (
    r"(?: even| exactly| actually)?"
    r" (?:is|are|r|was|does|do|dose|dus|can|should|must|will|would|happens|goes on)"
)
"""What makes a question of "what": "what my PA does" answers one."""
_SMALL = (
    r"(?: (?:is|are|does|do|an?|the|my|our|his|her|their|your|next|this|at|in|on|under|during|meant|means?|by"
    r"|job|role|point|meaning|purpose|of|it|to be|being|actually|even|exactly))*"
)
"""What stands between the word that asks and the one that is asked about."""
_BEHIND = (
    r"(?: (?:is|are|means?|do|does|for|job|role|like|about|please|pls|actually|even|exactly|supposed|meant"
    r"|to|be|stand|again|now|then|work|works|happen|due|coming up|help|helps|with|me|us|kids|children|in care"
    r"|called|meetings?|orders?|letters?|officers?|workers?|thing))*"
)
_ONES = r"(?:my|our|his|her|their|the)(?: next)?"
_ONES_OWN = (
    rf"{_LEAD}(?:(?:(?:when|where)(?:s|{_IS}){_SMALL}|who(?:s|{_IS}){_SMALL} {_ONES}"
    rf"|{_TO_EXPLAIN} (?:when{_SMALL}|where{_SMALL}|who {_ONES})"
    r"|(?:when|where) (?:do|will|can) (?:i|we) (?:get|see|meet|have)(?: an?| the| my| our)*"
    rf"|wh?at(?:s| is| are)? (?:in|on) {_ONES}) {care_words.ANY}{_BEHIND}"
    rf"|wh?at(?:s| is| are) (?!the\b){_ONES} {care_words.ANY}|wh?at does {_ONES} {care_words.ANY} say"
    rf"|(?:(?:do|have|am|are) (?:i|we)|(?:does|has|is) (?:he|she|my (?:\w+ )?{_CHILD}))"
    rf"(?: (?:have|got|on|under|in|an?|the|my))* {care_words.ANY})(?: (?:please|pls|again|now))*$"
)
"""Who, when or what somebody's own is, which nothing here knows."""
_BODIES = (
    r"(?:ofsted|offsted|cafcass|childrens commissioner|social work england|my (?:local )?mp|an? mp"
    r"|councill?ors?)"
)
"""Who else people turn to, or complain of."""
_NO_COMPLAINT = (
    r"\b(?:complain\w*(?!.*\bage ass)|advocates?|advocat|panel|stages?|ombudsman|solicitors?|lawyers?)\b"
)
_BACK = (
    r"(?:back(?: home| for (?:me|us)| to (?:me|us)| from care| (?:through|with|by) (?:this|it))?|home"
    r"|returned)"
)
_PUT_OUT = (
    r"(?:evict(?:ed)?|(?:kick|chuck|thr[oe]w|boot)(?:ed|n)?(?: me| us)? (?:out|off)|(?:made )?homeless"
    r"|mov(?:e|ed)(?: me| us| out| away| on)?|los(?:e|ing) (?:my|our|the) (?:\w+ )?(?:placement|home|room"
    r"|flat|place|house))"
)
_FOR_IT = (
    r"(?:if (?:i|we) (?:complain|make|put|say|tell|send|speak)|for (?:complaining|making|saying|telling)"
    r"|(?:because|cause|cos|coz) (?:of (?:this|it|my|the|me|a) ?|i |we )?complain\w*)"
)

_QUESTIONS: Mapping[str, tuple[str, str]] = {
    "alone": (
        r"\b(?:is it ok(?:ay)?(?: for me)? to|am i (?:allowed|old enough) to"
        r"|(?:can|could|may|should)(?: (?:i|we|an?|kids?|children|young people|they|\d+|year olds?))+)"
        r" (?:complain|do (?:this|it)|use this|(?:make|send|put in) (?:a|the|my) complaint)"
        r" (?:on (?:my|our|your|their) own|alone|by (?:myself|yourself)|without (?:\w+ ){0,3}?(?:mum|mam|mom"
        r"|dad|parents?|carers?|adults?|grown ?ups?|family|social workers?|permission|consent))\b"
        rf"|(?:{_LEAD}|^(?:im|i am) \w+ (?:and )?)(?:do|will|would|must) (?:i|we) (?:need|have to (?:have|get"
        r"|ask)|need to (?:have|get|ask)) (?:(?:my|an?|the|any|to|for|from) )*(?:\w+ ){0,2}?(?:permission"
        r"|consent|adults?|grown ?ups?|mum|dad|parents?|carers?)(?: (?:to (?:complain|do (?:this|it))|with me"
        r"|for (?:this|it)|there))?$"
        rf"|\bdo(?:es)? my (?:\w+ )?(?:{_FAMILY}|carers?|worker) (?:have|need) to (?:agree|say yes|sign)\b"
        rf"|\b(?:can|could|may) (?:they|the council|{_WORKER}|my (?:\w+ )?{_FAMILY}) (?:stop|prevent|ban)"
        r" (?:me|us) (?:from )?(?:complaining|making a complaint|doing (?:this|it)|sending (?:this|it))\b",
        rf"\b(?:know\w*|find\w*|found|tell\w*|told|seeing|his|her|{_CHILD}s?|young persons?|advocates?)\b",
    ),
    "entitled": (
        r"\bwh?at (?:are|r) (?:(?:my|our|the|his|her|their|legal) )*rights\b(?! to complain)"
        r"|\bwh?at rights (?:do|does|have|has)\b|\b(?:do|does|have) (?:\w+ ){1,3}(?:have |got )?any rights\b"
        r"|\b(?:are|is|am) (?:\w+ ){1,4}?(?:allowed|aloud|entitled) to\b"
        r"|\bwh?at (?:am|are|is) (?:\w+ ){1,3}?entitled\b"
        r"|\bis (?:it|that|this) (?:even |really )?(?:legal|lawful|illegal|against the (?:law|rules))\b"
        r"|\b(?:is|are) (?:that|they|he|she|it|this|i|we) (?:even |really )?allowed$"
        r"|\bwh?at (?:do|does|can|should|will) (?:i|we|he|she|they|you|care leavers?|kids"
        r"|children) get (?:when|if|after|as|once|from)\b.*\b(?:care|16|18|21|25|turn|placement)\b"
        r"|\b(?:does|do|should|must|is|are) (?:my |the |our |his |her )?(?:\w+ )?(?:social workers?"
        r"|workers?|pa|iro|personal advis[eo]rs?|key ?workers?|foster carers?|carers?|staff|council)"
        r" (?:still |legally |really )?(?:have|need|got|supposed|meant) to (?:see|visit|ring|help|give|pay"
        r"|let|listen|look after|find|buy)\b"
        r"|\b(?:do|will|can|would|am|should) (?:i|we|he|she) (?:still |ever )?(?:get|have|lose|keep)"
        r" (?:an? |my |the |his |her )?(?:pa|personal advis[eo]r|independent visitor|pocket money"
        r"|clothing (?:money|allowance)|leaving care \w+|setting up home \w+|pathway plan)\b"
        r"|\b(?:am|is) (?:i|he|she) (?:still )?a care leaver\b|\bcounts? as a care leaver\b"
        r"|\bdo (?:i|we|kids|children) (?:get|have) (?:a|any) (?:say|choice)\b"
        r"|\b(?:can|could|may|do|should) (?:the )?(?:staff|carers?|workers?|they|he|she"
        rf"|{_WORKER}) (?:just |legally |really )?(?:go|come|search|read|look|take|lock|check|walk|keep|ban)"
        r"\b.*"
        r"\b(?:rooms?|bedrooms?|bags?|stuff|things|phones?|diary|diaries|texts|doors?|kitchen|fridge)\b"
        r"|\bage ass?es?s?ments?\b",
        rf"{_NO_COMPLAINT}|\b(?:if (?:i|we) (?:complain|tell|say|do|make|send)|while|record|film|back"
        r"|longer|late|deadline|days|name|chat|answer|reply|swear|anonymous|tell you|say if|files?|behalf"
        r"|make|moan|see what|keep it"
        r"|use this|tell|told|are (?:you|u)|(?:see|read|know|hear|share|look at) (?:this|it|what i)"
        r"|take (?:this|that|so) long)\b",
    ),
    "court_order": (
        r"\b(?:get|getting|give|bring|have|send|win) (?:me |us )?(?:back )?(?:my|our|the|his|her) (?:\w+ )?"
        rf"{_CHILD}s? {_BACK}\b|\b(?:give|get) (?:me |us )?back (?:my|our) (?:\w+ )?{_CHILD}\b"
        rf"|\b(?:get|bring|send) (?:him|her|them) {_BACK}$|\bgive (?:me|us) (?:my"
        rf"|our) (?:\w+ )?{_CHILD}s? back\b|\b(?:get|have) (?:my|our) (?:\w+ )?{_CHILD}s? returned\b"
        r"|\b(?:stop|change|overturn|cancel|undo|delay|reverse|end|discharge|appeal"
        r"|block)(?:ing)? (?:\w+ ){0,3}?"
        r"(?:adoption|court (?:case|order|hearing|date|decision)|care order|care proceedings|proceedings"
        r"|placement order|final hearing|judges? (?:order|decision))\b",
        r"\b(?:school|allowance|record|report|why|did|didnt|hasnt|havent|never|asked|until|while|pause|wait"
        r"|put|on hold)\b",
    ),
    "approval": (
        r"\b(?:foster(?:ing|er)?|adopt(?:ion|er|ive)?|carer)s? (?:\w+ )?(?:approval|approved|registration"
        r"|deregist\w+)\b|\b(?:approv\w+|deregist\w+|de regist\w+) (?:\w+ ){0,3}?(?:as )?(?:an? )?(?:foster"
        r"|adopt|carer)\w*\b|\bindependent review mechanism\b|\b(?:the )?irm\b|\bfostering panel\b",
        r"\b(?:affect|stop|if (?:i|we) complain)\b",
    ),
    "home_office": (
        r"\b(?:tell|told|tells|share\w*|give|see|sees|know|knows|pass\w*|send|inform\w*|find out|hear)\b.*"
        r"\b(?:home office|immigration)\b|\bhome office\b.*\b(?:see|know|get told|be told|find out|hear"
        r"|read)\b"
        r"|\b(?:affect|mess up|ruin|hurt|harm|change|damage)\b.*\b(?:asylum|visa|immigration"
        r"|status|right to stay|leave to remain)\b",
        r"\bcomplain\w* (?:about|against|of|to) (?:the )?(?:home office|immigration)\b"
        r"|\b(?:solicitors?|lawyers?|legal aid|letter|interview)\b",
    ),
    "other_body": (
        rf"\b{_BODIES}\b"
        r"|\bcomplain\w* (?:about|against|of|to) (?:the |my )?(?:home office|immigration|dwp|job ?centre|nhs"
        r"|hospital|gp|doctors?|cps)\b",
        r"\bombudsman\b|\bis (?:my|the|your) councill?or\b",
    ),
    "law_help": (
        rf"{_LEAD}(?:can|could|may|am i allowed to|is it (?:ok|okay) to|how (?:do|can|would|could)) (?:i "
        rf"|we )?"
        r"(?:still )?(?:have|bring|take|get|use|hire|find|pay for|afford) (?:a |an |my "
        r"|our )?(?:\w+ )?(?:solicitors?|lawyers?|barristers?)\b"
        rf"|{_LEAD}(?:can|could|may|will) (?:a|my|our|the) (?:solicitor|lawyer|barrister)\b"
        r"|\b(?:get|claim|have|is there|apply for|entitled to) (?:\w+ )?legal aid\b"
        rf"|{_LEAD}(?:can|could|may|should|how (?:do|can)) (?:i|we) (?:\w+ )?(?:sue\b|take (?:them"
        r"|the council"
        r"|social services|him|her|it|this) to court\b)",
        r"\b(?:complain|complaint)\b|\bmoney for\b|\b(?:see|know|find out)\b",
    ),
    "copy": (
        r"\b(?:i|we) (?:get|have|keep|take|be (?:sent|given)) (?:a |my |my own )?copy(?: of (?:it|this"
        r"|(?:my|the) complaint|what i (?:wrote|said|sent|say|write)))?$"
        rf"|{_LEAD}(?:can|could|may|how (?:do|can)) (?:i|we) (?:print|download|screen ?shot) (?:it|this|my"
        r" complaint)(?: out)?$"
        r"|\bhow (?:will|do|would|can) (?:i|we) know (?:if |that )?(?:you|youve|they|theyve|it|its"
        r"|the council|it has|you have|they have) (?:got|get|gets|received?|sent|gone|arrived|been sent"
        r"|went|has got)\b",
        "",
    ),
    "to_a_meeting": (
        r"\b(?:bring|take)\b.*\bmeet(?:s|ing|ings)?\b|\b(?:come|go|be)(?: along)? (?:to|with|at|in)\b"
        r".*\bmeetings?\b.*\bwith (?:me|us)\b"
        r"|\b(?:have|bring|take) (?:some(?:one|body)|my \w+|a friend)(?: \w+)? (?:with|along)"
        r"(?: (?:with|me|us|to|at|in|the|a|my|there|when))* (?:meetings?|they|panel|it)\b",
        rf"\b(?:panel|conferences?|reviews?|court|stage|record\w*|animal|dog|makaton|can you|{_OF_CARE})\b",
    ),
    "care_word": (
        rf"{_LEAD}(?:{_TO_EXPLAIN}(?: (?:what|wot|who|how))?|(?:wh?at|wot|who)s|(?:wh?at|wot|who|how){_IS})"
        rf"{_SMALL} {care_words.ANY}{_BEHIND}$"
        rf"|{_LEAD}wh?at (?:does|do) (?:it|that) mean (?:if|when|that) (?:im|hes|shes|theyre"
        rf"|(?:\w+ ){{1,2}}?(?:am|are|is))(?: (?:on|under|in|an?|the))* {care_words.ANY}$"
        rf"|^(?:an? |the |my )?{care_words.ANY} (?:meaning|means? what"
        r"|what(?:s| is| does) (?:it|that)(?: mean)?)$",
        rf"{_NO_COMPLAINT}|{_ONES_OWN}",
    ),
    "of_ones_own": (_ONES_OWN, _NO_COMPLAINT),
    "not_known": (
        rf"{_LEAD}(?:wh?at|wot|who|when)(?:s|{_IS}) (?:(?:an?|the|my|our"
        rf"|his|her|next|your) )*{_OF_CARE}(?: (?:mean|means|do|does|for|job|like|about|please|actually|even"
        r"|supposed|meant|to|be|stand|again))*$"
        r"|\b(?:bring|take|come|have|go|with me)\b.*\b(?:child protection|case) conference\b"
        rf"|{_LEAD}wh?at(?:s| is) an? \w+(?: \w+){{0,2}}$",
        rf"{_NO_COMPLAINT}|\b(?:investigat\w*|independent person|adjudicat\w*|upheld|i[op]|working|reference"
        r"|key|parental responsib\w*|compliment|comment|representation|enquiry|reply|answer|ro?bots?|this"
        r"|that|it|mediat\w*|appeal|bank|reason\w*|time|date|day|deadline|number|response|receipt|good"
        r"|complaint\w*|you)\b",
    ),
    "helped": (
        rf"{_LEAD}(?:can|could|may|is it ok(?:ay)? if) (?:my (?:\w+ ){{0,2}}?|an? )(?:{_ADULTS}|mates?|bestie"
        r"|cousin|boyfriend|girlfriend|partner|husband|wife|key ?worker|youth worker|nurse)"
        r" (?:helps?|do (?:it|this) with|sits? with|be with) (?:me|us)(?: (?:with|to|do|write|make|fill|in"
        r"|out|it|this|that|here|type|complain|my|a|the|complaint|say|send|form|while|i))*$",
        "",
    ),
    "too_late_to_stop": (
        r"\btoo late to (?:stop|cancel|withdraw|drop|pull out|undo|take (?:it|this|that|my complaint) back)\b"
        r"(?! (?:the|my|an?|his|her) (?:adoption|court|move|plan))",
        "",
    ),
    "all_at_once": (
        rf"{_LEAD}(?:do|must) (?:i|we) (?:have to |need to )?(?:send|finish|do|complete) (?:it|this"
        rf"|everything)"
        r" (?:all )?(?:now|today|straight away|right now|right away|in one go|at once)$",
        "",
    ),
    "adults_advocate": (
        r"\badvocates?\b.*\b(?:as|im|i am|for) (?:a |an |the )?(?:parents?|mum|dad|adults?|carers?"
        r"|grandparents?|gran|nan|foster carers?|special guardians?)\b"
        r"|\b(?:can|do|could) (?:a |an )?(?:parents?|adults?|carers?|mums?|dads?|grandparents?) (?:get"
        r"|have|use) (?:an? )?advocates?\b",
        "",
    ),
    "what_may_come": (
        r"\b(?:compensation|compo|payouts?|refunds?|damages|reimburse\w*)\b"
        rf"|{_LEAD}what (?:can|could|should) (?:i|we) ask (?:for|them for|the council for)$"
        rf"|{_LEAD}what (?:can|could|will) (?:they|the council|you) do to"
        r" (?:make it|put it|get it|fix|sort)\b"
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
        r"|\b(?:what if|what happens if|will|would|do|does|how (?:do|can) i make) .*\b(?:believes? (?:me"
        r"|us|him|her|my"
        r"|our|them over|staff|the)|lies?|lying|den(?:y|ies)|(?:didnt|never) happen(?:ed)?|(?:isnt|not) true"
        r"|mak(?:e|es|ing) (?:it|that) up|made (?:it|that) up)\b"
        rf"|{_LEAD}{_MAY} (?:(?:i|we) )?(?:allowed to )?(?:record|film|tape|video)(?:ing)? "
        r"(?:\w+ )*(?:meetings?|calls?|visits?|her|him|them|it|this|conversations?|what|social worker"
        r"|worker)\b",
        r"\bproof of (?:id|identity|address|age)\b|\bwho i am\b|\b(?:send|write) (?:you |them |in )?(?:a"
        r"|my) letter\b|\b(?:i lie|(?:my|our|the|his|her) (?:files?|records?)|reports?|dont believe (?:me"
        r"|us|him"
        r"|her))\b"
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
        rf"|{_LEAD}(?:do|must|should) (?:i|we) (?:really |actually )?(?:have to |need to |got to )?"
        r"(?:name (?:\w+ )?\w+|(?:say|tell you) (?:who|which))\b"
        rf"|{_LEAD}(?:is|was) (?:that|this|it|what i (?:wrote|said|put))"
        r" (?:enough|too (?:long|short|much|little))\b"
        rf"|{_LEAD}can (?:i|we) (?:just |only )?(?:say|write|put|tell you)"
        r" (?:a (?:bit|little|lot)|some|half|part)\b"
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
        rf"|{_LEAD}(?:can|could|may|am i allowed to|when can) (?:i )?(?:please )?"
        r"(?:(?:talk|speak|chat)(?: to| with)"
        r"|ring|call|phone|text|message|facetime|video call|write to|have contact with) (?:my|our)"
        rf" (?:\w+ )?(?:{_FAMILY}|foster (?:carers?|mum|dad|parents?))(?: (?:more|on the (?:phone|weekend)"
        r"|at (?:night|weekends?|christmas)|when(?:ever)? i (?:want|like)|every (?:day|week|night)"
        r"|without (?:\w+ ){0,2}(?:there|listening)|alone|often|myself|again))*$"
        rf"|{_LEAD}(?:can|could|may|am i allowed(?: to)?) (?:i )?(?:have|keep|use) my (?:\w+ )?"
        r"(?:phone|mobile|tablet|laptop|ipad|xbox|playstation)(?: (?!back\b)\w+){0,4}$"
        rf"|{_LEAD}(?:when )?(?:can|will|could) my (?:\w+ )?{_FAMILY} (?:come (?:back )?home|come back)\b"
        r"|\bwhat (?:happens|will happen|would happen|is going to happen) to (?:my|our"
        rf"|the) (?:\w+ )?{_FAMILY}\b"
        rf"|{_LEAD}(?:do|will|am|would|can|could) (?:i|we) (?:(?:have|need|going|allowed|get) to |be "
        rf"|gonna )*"
        r"(?:move(?:d)?(?: out| away| placements?| house| home| again| schools?| somewhere else)*"
        r"|stay (?:where (?:i am|we are|i live)|with (?:them|her|him|my (?:foster )?(?:carers?|family|mum"
        r"|dad))"
        r"|(?:in|at) my (?:placement|home|room|flat)))$",
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
        rf"|{_LEAD}(?:do|will|would) (?:i|we) (?:have|need|got) to (?:meet|see|talk to|speak to)"
        r" (?:the|an) (?:investigat\w+(?: officer)?|independent person|manager)$"
        rf"|{_LEAD}(?:do|must|will) (?:they|the council|the manager|the investigator) (?:have|need|want) to"
        r" (?:talk to|speak to|meet|see) (?:me|us)$"
        r"|\bwill there be (?:a|any) (?:meetings?|interviews?|visits?)\b"
        rf"|{_LEAD}where (?:will|does|do|would|is|are) (?:they |you )?(?:send |post )?{_REPLY}"
        r"(?: (?:go|come|be|get|sent|posted|going|to))*$"
        rf"|{_LEAD}who (?:(?:will|can|gets? to|is going to) )?(?:opens?|reads?|sees?|gets?) {_REPLY}$"
        rf"|{_LEAD}(?:will|would|can|could|might|do|does) (?:my|our|the) (?:\w+ ){{1,3}}?"
        rf"(?:see|open|read|get) {_REPLY}$"
        rf"|{_LEAD}(?:will|would|can|could|do|does|is) (?:they|you|the council|it|{_REPLY})(?: \w+){{0,3}}? "
        rf"(?:(?:send|post|e ?mail|text|write)(?: me)? {_REPLY}|(?:post|send) it|come|go|be sent)"
        r"(?: (?:to|by|in|instead|at) .*)?$",
        r"\b(?:panel|hearing|stage (?:2|3|two|three)|advocates?|court)\b",
    ),
    "family_asked": (
        rf"{_LEAD}(?:can|could|will|would|do|are|must|have|may|might) (?:they|the council|the team|someone"
        r"|somebody|anyone|the manager|the investigator|the panel)(?: going to| gonna| have to| need to"
        r"| allowed to| just)? (?:talk|speak|ask|interview|contact|ring|phone|call)(?:ing)?(?: to| with)?"
        rf" (?:my|our) (?:\w+ )?{_FAMILY}(?: (?:about|first|too|as well|it|this|what|happened|i|said"
        r"|my complaint|without|asking|telling|me|or not))*$",
        r"\bfor me$",
    ),
    "whom_they_ask": (
        rf"{_LEAD}who(?:m)? (?:can|could|will|would|do|might|may) (?:they|the council|the team)"
        r"(?: have to| need to| be)? (?:talk|speak)(?:ing)?(?: to| with)(?: about (?:it|this|me))?$",
        "",
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
        r"|own )?names?)\b"
        r"|\b(?:can|could|may) (?:i|we|it|this) (?:\w+ )?(?:be|stay|remain|complain|do (?:it|this))(?: \w+)?"
        r" anon\w*"
        r"|\b(?:can|could) (?:i|you|they|u) (?:please |just )?(?:not (?:say|use|give|put|share|tell(?: \w+)?)"
        r"|leave(?: out)?|keep) my name\b"
        rf"|{_LEAD}(?:might|will|would|should|must|is|am|are|do|does|how)\b(?: \w+){{0,6}}?"
        r" anon\w*"
        r"|\bwhat (?:happens )?if (?:i|we) (?:dont|do not|wont|cant) (?:(?:want|wanna|have) (?:to )?)?"
        r"(?:say|tell|give|share|put)(?: you| them)? (?:my|our) (?:real |full |last |first |own )?names?\b"
        rf"|{_LEAD}(?:can|could|may|am|is it (?:ok|okay|alright)) (?:i |we )?.*"
        r"\b(?:(?:fake|false|made up|pretend|different|another) names?|nicknames?)\b",
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
        rf"|{_LEAD}(?:will|would|do|can) (?:i|we|he|she|they) (?:still|keep)"
        r" (?:get|getting|have|be paid|receive)?"
        r" ?(?:my|our|the|his|her|their) (?:\w+ )?(?:allowance|money|savings|benefits?|payments?)\b"
        rf"|\b{_PUT_OUT}\b.*\b{_FOR_IT}\b|\b{_FOR_IT}\b.*\b{_PUT_OUT}\b"
        r"|\bwhat (?:happens|will happen|would happen|could happen) to (?:me|us"
        rf"|my (?:\w+ )?(?:{_FAMILY}|money|allowance|benefits|payments|housing|tenancy|flat))"
        r" if (?:i|we)"
        r" (?:complain|tell|say|do|make)\b",
        r"\b(?:did|have they|why|they stopped|they cut|late)\b",
    ),
    "days_counted": (
        r"\bis (?:\w+ ){0,3}?(?:day|friday|saturday|sunday|monday|christmas|xmas|easter|eve|weekend"
        r"|holiday) (?:also )?an? working day\b"
        r"|\b(?:does|do|is|are|will|would)\b.*\b(?:christmas|xmas|easter|boxing day|new year\w*|good friday"
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
        r"\b(?:sign language|bsl|makaton|braille|large print|big print|easy read|audio)\b"
        r"|\breads? (?:it|this|that|them|everything|the \w+) (?:to me|for me|aloud|out(?: loud)?)\b"
        r"|\b(?:support|assistance|guide|hearing|therapy) dog\b|\b(?:talker|communication aid|aac)\b"
        r"|\b(?:im|i am|my \w+ is) (?:deaf|blind|dyslexic|partially sighted|hard of hearing)\b"
        r"|\bi cant (?:read|see)(?: (?:very|that|so|it|well|good|much|or|write|properly|this))*$",
        r"\badvocates?\b",
    ),
    "post": (
        r"\b(?:where|what address) .*\b(?:post|send) (?:it|this|a letter|my (?:letter|complaint)|letters?)\b"
        r"|\b(?:postal|post) address\b|\b(?:whats|what is) (?:your|the|their) address\b"
        r"|\b(?:can|could|may) (?:i|we) (?:post (?:it|this|my complaint|you)|(?:write|send) (?:you |them "
        r"|in )?"
        r"(?:a|my) letter|send (?:it|this) (?:by|in the) post|write in(?: to (?:you|them))?$)",
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

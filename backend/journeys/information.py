"""Answers to questions for information: what the law and this council's procedure say. PURE.

Under one intent people ask several things ("who sees this?" and "will my carer find out?"). Each is a
`Topic` with a sentence of its own, found by a button's `about` or by the words that were typed; what
fits none of them gets the intent's first topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from backend.journeys import care_words
from backend.journeys.asked_of_case import asks_for_time_to_go_on, of_no_complaint, people_at
from backend.journeys.draft import Understood
from backend.journeys.hearing import questions, stages, stories
from backend.journeys.languages import choices
from backend.journeys.says import (
    ADVOCATE,
    COMPLAIN,
    OTHER,
    PERSON,
    TO_RING,
    TRACK,
    WAYS,
    WHO_SEES,
    Facts,
    dates,
    how_it_stands,
    person,
    phone_links,
    told_of_people,
)
from backend.journeys.ways import start
from backend.journeys.wondering import asks
from backend.journeys.words import fears_reprisal, holds, holds_any, phrases, plain, withdraws
from backend.say import Choice, Say


def _way(intent: str, title: str, about: str | None = None) -> Choice:
    """A button that asks one thing of an intent."""
    return Choice({"intent": intent, **({"about": about} if about else {})}, f"session.choice.{title}")


_STAGES = _way("ask_stage_explained", "stages", "stages")
_STAGE1 = _way("ask_stage_explained", "stage1", "stage1")
_STAGE2 = _way("ask_stage_explained", "stage2", "stage2")
_STAGE3 = _way("ask_stage_explained", "stage3", "stage3")
_PEOPLE = _way("ask_stage_explained", "people", "people")
_HOW_LONG = _way("ask_deadline", "how_long", "deadline")
_COUNTING = _way("ask_deadline", "counting", "working_day")
_NEXT = _way("ask_what_happens_next", "what_next")
_LATE = _way("ask_why_late", "if_late")
_OMBUDSMAN = _way("ask_ombudsman", "ombudsman")
_GET_ADVOCATE = _way("request_advocate", "get_advocate")
_WHAT = _way("ask_what_can_complain_about", "what_about", "what_about")
_ELSEWHERE = _way("ask_what_can_complain_about", "elsewhere", "elsewhere")
_LONG_AGO = _way("ask_time_limit", "long_ago", "long_ago")
_CARER = _way("ask_confidentiality", "carer_knows", "carer")
_TROUBLE = _way("ask_confidentiality", "trouble", "trouble")
_MUST_TELL = _way("ask_confidentiality", "must_tell", "must_tell")
_THIS_CHAT = _way("ask_my_data", "this_chat", "this_chat")
_MY_FILE = _way("ask_my_data", "my_file", "my_data")


_PRAISE = start("compliment", "feedback.choice.compliment")
_IDEA = start("comment", "feedback.choice.comment")
_ASK = start("enquiry", "feedback.choice.enquiry")
_CALL_BACK = start("call_back", "contact.choice.call_back")
_COMPLAINT = start("complaint", "session.choice.complain")
_EARLIER = start("about_earlier_complaint", "contact.choice.earlier")


@dataclass(frozen=True)
class Topic:
    """One thing people ask: its key, the words it is asked in, and the ways on.

    `lines` makes the fact of that name. Where the fact it `needs` is not known, `without` is said
    instead. `calls`: the facts whose numbers stand under it to be rung.
    """

    key: str
    asked_by: frozenset[str] = frozenset()
    ways: Sequence[Choice] = ()
    lines: Callable[[Facts], list[Say]] | None = None
    needs: str = ""
    without: str = ""
    calls: Sequence[str] = ()
    of_a_case: bool = False
    """Whether a chat with a case answers it from that."""
    hears: Callable[[str], bool] = lambda text: False
    """Whether a text asks it in other words than `asked_by`."""
    also: Sequence[str] = ()
    """The keys of what is said after it."""
    stage: int = 0
    """The stage that it is of: where several are named, each is answered."""
    sure: bool = False
    """Whether what it `hears` can mean nothing else, whatever the model heard."""
    takes_words: bool = False
    """Whether what was asked goes along where a complaint is begun from it."""
    names: Callable[[str], str | None] = lambda text: None
    """The key that is said in place of its own for what a text names, or None."""
    taught: frozenset[str] = frozenset()
    """What a model that was taught questions calls it: names of bot/data/asked/questions.tsv."""

    @property
    def name(self) -> str:
        """What a button calls it by: the last part of its key."""
        return self.key.rpartition(".")[2]

    def is_named(self, text: str) -> bool:
        """Whether the words of a text ask it."""
        said = plain(text)
        return any(holds(said, words) for words in self.asked_by) or self.hears(text)


def _if_today(facts: Facts) -> list[Say]:
    """What would happen, and by when, if a complaint was made today."""
    days = facts["if_today"]
    dated = days.items() if isinstance(days, Mapping) else ()
    lines = [Say(f"track.if_today.{clock}", {"due": due}) for clock, due in dated if due is not None]
    return [*lines, Say("track.if_today.then")]


def _people(facts: Facts) -> list[Say]:
    """Who has a part in the stages, by this council's own titles where it gives them."""
    return people_at((1, 2, 3), facts)


def _beside_a_court(facts: Facts) -> list[Say]:
    """What a court case means for a complaint, and what stays open all the same."""
    return [
        Say("eligibility.reason.P01"),
        Say("eligibility.next.court_for_its_own_decision"),
        Say("eligibility.next.workers_conduct_here"),
    ]


def _fears_to_lose(text: str) -> bool:
    """Whether somebody asks if they, their children or their money suffer for a complaint."""
    return questions.fears_for_children(text) or asks("loses_by_it")(text) or fears_reprisal(text)


def _asks_until_when_the_ombudsman(text: str) -> bool:
    """Whether it is asked how long somebody has to go to the Ombudsman."""
    return holds(plain(text), "ombudsman") and asks_for_time_to_go_on(text)


def _asks_what_goes_elsewhere(text: str) -> bool:
    """Whether it is asked what this is not for, or of what is decided about a child's protection."""
    return asks("elsewhere")(text) or asks("of_protection")(text)


def _asks_to_go_on_later(text: str) -> bool:
    """Whether it is asked if one can come back later, or must do it all at once."""
    return questions.asks_to_come_back(text) or asks("all_at_once")(text)


def _asks_how_they_meet_or_answer(text: str) -> bool:
    """Whether it is asked how an answer comes, or who may come along to talk of the complaint."""
    return asks("how_they_answer")(text) or asks("to_a_meeting")(text)


_BOOK: Mapping[str, tuple[Topic, ...]] = {
    "ask_what_happens_next": (
        Topic(
            "track.answer.if_today",
            ways=(COMPLAIN, _STAGES, _LATE, TRACK),
            lines=_if_today,
            needs="if_today",
            without="track.answer.what_happens_next",
            of_a_case=True,
            taught=phrases("next"),
        ),
        Topic(
            "escalate.answer.people",
            phrases(
                "who decides|who looks|who will look|who investigates|who deals|who will deal|who answers"
                "|who is dealing|whos dealing"
            ),
            (_STAGES, ADVOCATE, COMPLAIN),
            lines=_people,
        ),
        Topic(
            "rights.answer.the_worker",
            ways=(COMPLAIN, _TROUBLE, PERSON),
            hears=asks("the_worker"),
            sure=True,
            taught=phrases("worker_fate"),
        ),
        Topic(
            "rights.answer.what_may_come",
            ways=(COMPLAIN, _STAGES, PERSON),
            hears=asks("what_may_come"),
            sure=True,
            taught=phrases("outcome"),
        ),
        Topic(
            "rights.answer.how_they_answer",
            ways=(_NEXT, ADVOCATE, PERSON, COMPLAIN),
            hears=_asks_how_they_meet_or_answer,
            sure=True,
            taught=phrases("how_answered"),
        ),
        Topic(
            "rights.answer.copy",
            ways=(COMPLAIN, _NEXT, PERSON),
            hears=asks("copy"),
            sure=True,
            taught=phrases("copy"),
        ),
        Topic("rights.answer.moving", ways=(COMPLAIN, ADVOCATE, PERSON), taught=phrases("moving")),
        Topic("rights.answer.can_change", ways=(COMPLAIN, PERSON), taught=phrases("can_change")),
    ),
    "ask_deadline": (
        Topic(
            "track.answer.deadline",
            ways=(COMPLAIN, _COUNTING, _STAGES, TRACK),
            needs="explained",
            without="track.answer.what_happens_next",
            of_a_case=True,
            taught=phrases("how_long"),
        ),
        Topic(
            "track.answer.time_to_go_on",
            ways=(_STAGE2, _STAGE3, TRACK, PERSON),
            of_a_case=True,
            hears=asks_for_time_to_go_on,
            sure=True,
            taught=phrases("time_to_go_on"),
        ),
        Topic(
            "track.answer.working_day",
            phrases(
                "working day|working days|weekend|weekends|bank holiday|bank holidays|school holidays"
                "|half term|how do you count|how are days counted"
            ),
            (_HOW_LONG, _STAGES, COMPLAIN),
            hears=asks("days_counted"),
            sure=True,
            taught=phrases("working_day"),
        ),
        Topic(
            "track.answer.time_to_go_on",
            phrases(
                "have i got|do i have|have we got|do we have|i have to|to ask for stage|to go to stage"
                "|go further|take it further|to escalate|to appeal"
            ),
            (_STAGE2, _STAGE3, TRACK, PERSON),
            of_a_case=True,
        ),
        Topic("escalate.answer.stage1", ways=(_COUNTING, _LATE, TRACK), hears=asks("longer"), sure=True),
        Topic("escalate.answer.stage1", stages.WHOLE, (_COUNTING, _STAGE2, _LATE, TRACK), stage=1),
        Topic(
            "track.answer.stage2_time",
            ways=(_STAGE2, _STAGE3, _LATE, TRACK),
            hears=lambda text: 2 in stages.named(text),
            stage=2,
            taught=phrases("stage2_time"),
        ),
        Topic(
            "track.answer.stage3_time",
            ways=(_STAGE3, _OMBUDSMAN, _LATE, TRACK),
            hears=lambda text: 3 in stages.named(text),
            stage=3,
            taught=phrases("stage3_time"),
        ),
    ),
    "ask_why_late": (
        Topic(
            "track.answer.why_late",
            ways=(TRACK, _OMBUDSMAN, ADVOCATE, PERSON),
            of_a_case=True,
            taught=phrases("late"),
        ),
    ),
    "escalate_complaint": (
        Topic("escalate.answer.escalate", ways=(TRACK, ADVOCATE, PERSON), taught=phrases("not_happy")),
        Topic(
            "escalate.answer.stage3",
            ways=(_PEOPLE, ADVOCATE, TRACK),
            calls=("ombudsman_phone",),
            hears=lambda text: questions.goes_wrong_at(text) == 2,
            also=("escalate.answer.ombudsman",),
        ),
        Topic(
            "escalate.answer.ombudsman",
            ways=(TRACK, ADVOCATE, PERSON),
            calls=("ombudsman_phone",),
            hears=lambda text: questions.goes_wrong_at(text) == 3,
        ),
    ),
    "ask_stage_explained": (
        Topic("escalate.answer.stages", ways=(_STAGE1, _STAGE2, _STAGE3, _PEOPLE), taught=phrases("stages")),
        Topic(
            "escalate.answer.upheld",
            ways=(_STAGES, TRACK, PERSON),
            hears=asks("upheld"),
            sure=True,
            taught=phrases("upheld"),
        ),
        Topic(
            "escalate.answer.straight",
            phrases("straight to|skip|miss out|leave out|jump to|without stage"),
            (_STAGE2, TRACK, PERSON),
            taught=phrases("straight"),
        ),
        Topic(
            "escalate.answer.people",
            phrases(
                "who|people|independent person|investigating officer|investigator|adjudicating officer"
                "|adjudication|complaints manager"
            ),
            (_STAGE2, _STAGE3, ADVOCATE, COMPLAIN),
            lines=_people,
            taught=phrases("people"),
        ),
        Topic(
            "escalate.answer.stage1",
            phrases("stage 1|stage one|first stage|local resolution"),
            (_HOW_LONG, _STAGE2, _PEOPLE, COMPLAIN),
            stage=1,
            taught=phrases("stage1"),
        ),
        Topic(
            "escalate.answer.stage2",
            phrases("stage 2|stage two|second stage|investigation|investigated|statement of complaint"),
            (_STAGE1, _STAGE3, _PEOPLE, TRACK),
            stage=2,
            taught=phrases("stage2"),
        ),
        Topic(
            "escalate.answer.stage3",
            phrases(
                "stage 3|stage three|third stage|panel|hearing|last stage|final stage|bring|come with me"
            ),
            (_STAGE2, _OMBUDSMAN, ADVOCATE, TRACK),
            stage=3,
            taught=phrases("stage3"),
        ),
    ),
    "ask_for_mediation": (
        Topic("escalate.answer.mediation", ways=(PERSON, TRACK), taught=phrases("mediation")),
    ),
    "ask_to_pause_decision": (
        Topic("escalate.answer.pause", ways=(PERSON, COMPLAIN, ADVOCATE), taught=phrases("pause")),
    ),
    "ask_ombudsman": (
        Topic(
            "escalate.answer.ombudsman",
            ways=(COMPLAIN, _STAGES, TRACK, PERSON),
            calls=("ombudsman_phone",),
            of_a_case=True,
            taught=phrases("after_last|ombudsman"),
        ),
    ),
    "request_advocate": (Topic("advocate.answer.request", ways=(COMPLAIN, PERSON), calls=TO_RING),),
    "ask_about_advocate": (
        Topic(
            "advocate.answer.about",
            ways=(_GET_ADVOCATE, WHO_SEES, COMPLAIN, PERSON),
            taught=phrases("advocate"),
        ),
        Topic(
            "advocate.answer.adults",
            ways=(_GET_ADVOCATE, COMPLAIN, PERSON),
            hears=asks("adults_advocate"),
            sure=True,
            taught=phrases("advocate_adult"),
        ),
        Topic(
            "advocate.answer.which_one",
            phrases(
                "man|woman|male|female|girl|lady|pick|choose|same one|old one|last one|one i had|how long"
                "|how soon|how quick|when will|when do"
            ),
            (_GET_ADVOCATE, COMPLAIN, PERSON),
            hears=asks("which_advocate"),
            sure=True,
            taught=phrases("advocate_which"),
        ),
        Topic(
            "advocate.answer.cost",
            phrases("free|cost|costs|pay|money|charge|afford|how much"),
            (_GET_ADVOCATE, COMPLAIN),
            taught=phrases("advocate_cost"),
        ),
        Topic(
            "advocate.answer.adults",
            phrases("adult|adults|parent|parents|as a mum|as a dad|im a mum|im a dad|carer|carers|over 18"),
            (_GET_ADVOCATE, COMPLAIN, PERSON),
        ),
        Topic(
            "advocate.answer.on_your_side",
            phrases("trust|my side|tell my|tell anyone|tell them|work for|works for|social worker|council"),
            (_GET_ADVOCATE, WHO_SEES, COMPLAIN),
            taught=phrases("advocate_side"),
        ),
        Topic(
            "advocate.answer.different_one",
            phrases("change|different|another|new advocate|swap|dont like"),
            (_GET_ADVOCATE, PERSON),
            taught=phrases("advocate_other"),
        ),
    ),
    "ask_who_can_complain": (
        Topic("rights.answer.who_can_complain", ways=(COMPLAIN, _WHAT, ADVOCATE), taught=phrases("who_may")),
        Topic(
            "rights.answer.alone",
            ways=(COMPLAIN, ADVOCATE, WHO_SEES),
            hears=asks("alone"),
            sure=True,
            taught=phrases("alone"),
        ),
        Topic(
            "rights.answer.helped",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("helped"),
            sure=True,
            taught=phrases("helped"),
        ),
        Topic(
            "rights.answer.law_help",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("law_help"),
            sure=True,
            taught=phrases("lawyer"),
        ),
        Topic(
            "rights.answer.no_name",
            phrases("anonymous|anonymously|say my name|give my name|my name on|without saying|who i am"),
            (COMPLAIN, WHO_SEES, PERSON),
            hears=asks("no_name"),
            sure=True,
        ),
        Topic(
            "rights.answer.which_council",
            ways=(COMPLAIN, PERSON),
            hears=asks("which_council"),
            sure=True,
            taught=phrases("which_council"),
        ),
        Topic(
            "rights.answer.cost",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=questions.asks_what_it_costs,
            also=("advocate.answer.about",),
            sure=True,
            taught=phrases("cost"),
        ),
        Topic(
            "rights.answer.lawyer",
            phrases("lawyer|lawyers|solicitor|solicitors|barrister|legal aid"),
            (COMPLAIN, ADVOCATE, PERSON),
        ),
        Topic(
            "rights.answer.parental_responsibility",
            phrases("parental responsibility|parental responsability|parental rights|what is pr|whats pr"),
            (COMPLAIN, _WHAT, PERSON),
            taught=phrases("responsibility"),
        ),
        Topic(
            "rights.answer.for_somebody",
            phrases(
                "agree|agrees|agreement|consent|consents|permission|want it too|have to know|he says no"
                "|she says no|he doesnt want|she doesnt want|wont agree"
            ),
            (COMPLAIN, ADVOCATE, PERSON),
            hears=asks("child_says_no"),
            taught=phrases("for_somebody"),
        ),
        Topic(
            "rights.answer.relatives",
            phrases(
                "nan|nans|nana|gran|grandma|grandmother|grandad|grandfather|grandparent|grandparents|aunt"
                "|auntie|uncle|uncles|brother|brothers|sister|sisters|sibling|siblings|friend|friends|neighbour"
                "|neighbours|teacher|teachers|relative|relatives|family member"
            ),
            (COMPLAIN, ADVOCATE, PERSON),
            taught=phrases("relatives"),
        ),
        Topic(
            "rights.answer.parents",
            phrases(
                "parent|parents|mum|mums|dad|dads|mother|father|parental|foster|carer|carers|guardian|guardians"
                "|adopted|adopter|adopters"
            ),
            (COMPLAIN, _WHAT, PERSON),
            taught=phrases("parents"),
        ),
        Topic(
            "rights.answer.care_leavers",
            phrases("too old|care leaver|care leavers|left care|leaving care|leave care|over 18|was in care"),
            (COMPLAIN, _WHAT, ADVOCATE),
            taught=phrases("care_leavers"),
        ),
        Topic(
            "rights.answer.for_somebody",
            phrases("behalf|someone else|somebody else|for a|for my|for him|for her|for me|for them"),
            (COMPLAIN, ADVOCATE, PERSON),
        ),
        Topic(
            "rights.answer.any_age",
            phrases("old enough|too young|age|how old|years old|young|kid|kids|child|children|im only"),
            (COMPLAIN, ADVOCATE, WHO_SEES),
            taught=phrases("any_age"),
        ),
        Topic(
            "rights.answer.child_is_asked", ways=(COMPLAIN, ADVOCATE, PERSON), taught=phrases("child_asked")
        ),
    ),
    "ask_what_can_complain_about": (
        Topic(
            "rights.answer.what_about",
            ways=(COMPLAIN, _ELSEWHERE, _LONG_AGO, PERSON),
            taught=phrases("what_about"),
        ),
        Topic(
            "rights.answer.court_order",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("court_order"),
            sure=True,
            takes_words=True,
            taught=phrases("court"),
        ),
        Topic(
            "rights.answer.approval",
            ways=(COMPLAIN, PERSON),
            hears=asks("approval"),
            sure=True,
            takes_words=True,
            taught=phrases("approval"),
        ),
        Topic(
            "rights.answer.other_body",
            ways=(COMPLAIN, _ELSEWHERE, PERSON),
            hears=asks("other_body"),
            sure=True,
            takes_words=True,
            taught=phrases("other_body"),
        ),
        Topic(
            "session.no_answer_to_that",
            ways=(PERSON, ADVOCATE, COMPLAIN),
            hears=asks("care_word"),
            sure=True,
            names=care_words.named,
            taught=phrases("care_word"),
        ),
        Topic(
            "session.no_answer_to_that",
            ways=(PERSON, ADVOCATE, COMPLAIN),
            hears=asks("of_ones_own"),
            also=("care.own",),
            sure=True,
            names=care_words.named,
        ),
        Topic(
            "session.no_answer_to_that", ways=(PERSON, ADVOCATE, COMPLAIN), hears=asks("not_known"), sure=True
        ),
        Topic(
            "rights.answer.entitled",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("entitled"),
            sure=True,
            takes_words=True,
            taught=phrases("entitled"),
        ),
        Topic(
            "complaint.advice",
            ways=(COMPLAIN, _ELSEWHERE, PERSON),
            lines=_beside_a_court,
            hears=questions.speaks_of_court,
            taught=phrases("court_case"),
        ),
        Topic(
            "rights.answer.another_worker",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("another_worker"),
            sure=True,
            takes_words=True,
            taught=phrases("another_worker"),
        ),
        Topic(
            "rights.answer.why_decided",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("why_decided"),
            sure=True,
            takes_words=True,
            taught=phrases("why_decided"),
        ),
        Topic(
            "rights.answer.proof",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("proof"),
            sure=True,
            taught=phrases("proof"),
        ),
        Topic(
            "rights.answer.how_to_write",
            ways=(COMPLAIN, ADVOCATE, PERSON),
            hears=asks("how_to_write"),
            sure=True,
            taught=phrases("how_to_write"),
        ),
        Topic(
            "rights.answer.elsewhere",
            ways=(COMPLAIN, PERSON, ADVOCATE),
            hears=_asks_what_goes_elsewhere,
            sure=True,
            taught=phrases("school"),
        ),
        Topic(
            "rights.answer.elsewhere",
            phrases(
                "court|judge|ehcp|ehc|school|conference|child protection|police|nhs|doctor|housing|tribunal"
                "|not allowed|cant i"
            ),
            (COMPLAIN, PERSON, ADVOCATE),
        ),
        Topic(
            "rights.answer.not_too_small",
            phrases("too small|small|silly|stupid|important enough|serious enough|bad enough|petty|matter"),
            (COMPLAIN, ADVOCATE, WHO_SEES),
            taught=phrases("too_small"),
        ),
        Topic("rights.answer.several", ways=(COMPLAIN, _WHAT, PERSON), taught=phrases("many")),
    ),
    "ask_time_limit": (
        Topic(
            "rights.answer.time_limit",
            ways=(COMPLAIN, _LONG_AGO, PERSON),
            needs="since",
            without="rights.answer.long_ago",
            taught=phrases("time_limit"),
        ),
        Topic(
            "rights.answer.long_ago",
            phrases("years|year|longer|too late|ages|long time|when i was|still complain|old"),
            (COMPLAIN, _OMBUDSMAN, PERSON),
        ),
        Topic("rights.answer.no_day_known", ways=(COMPLAIN, _LONG_AGO), taught=phrases("which_date")),
    ),
    "ask_confidentiality": (
        Topic(
            "rights.answer.confidentiality",
            phrases(
                "who reads|who sees|who will read|who will see|who can read|who can see|who gets to see"
                "|who gets to read|who will be reading|who is going to read|who is going to see"
            ),
            (_CARER, _TROUBLE, _MUST_TELL, COMPLAIN),
            taught=phrases("who_sees"),
        ),
        Topic(
            "rights.answer.home_office",
            ways=(_TROUBLE, WHO_SEES, ADVOCATE, COMPLAIN),
            hears=asks("home_office"),
            sure=True,
            taught=phrases("home_office"),
        ),
        Topic(
            "rights.answer.trouble",
            phrases(
                "trouble|punish|punished|retaliate|worse|angry|mad|cross|revenge|kicked out|hate me"
                "|against me|get back|held against|affect|move me|moved"
            ),
            (COMPLAIN, ADVOCATE, PERSON),
            hears=_fears_to_lose,
            sure=True,
            taught=phrases("trouble"),
        ),
        Topic(
            "rights.answer.on_file",
            ways=(_MY_FILE, COMPLAIN, PERSON),
            hears=asks("on_file"),
            sure=True,
            taught=phrases("on_file"),
        ),
        Topic(
            "rights.answer.must_tell",
            phrases("police|hurt|unsafe|not safe|harm|have to tell|must tell|pass on|pass it on"),
            (PERSON, WHO_SEES, COMPLAIN),
            taught=phrases("must_tell"),
        ),
        Topic(
            "rights.answer.carer",
            phrases(
                "carer|carers|foster|mum|mam|mom|dad|parents|family|nan|my home|at home|house|keyworker"
                "|key worker|letter|letters|husband|wife|partner|my ex|boyfriend|girlfriend|hubby"
                "|other half|fiance|flatmate|housemate|landlord|in laws"
            ),
            (_TROUBLE, WHO_SEES, ADVOCATE, COMPLAIN),
            hears=asks("family_asked"),
            sure=True,
            taught=phrases("carer_told"),
        ),
        Topic(
            "rights.answer.address_told", ways=(PERSON, ADVOCATE, COMPLAIN), taught=phrases("address_told")
        ),
        Topic(
            "rights.answer.worker",
            phrases(
                "social worker|sw|worker|workers|manager|him|her|they know|staff|she find|he find|they find"
            ),
            (_TROUBLE, WHO_SEES, ADVOCATE, COMPLAIN),
            hears=asks("worker_asked"),
            sure=True,
            taught=phrases("worker_told"),
        ),
        Topic(
            "rights.answer.school",
            phrases("school|teacher|teachers|friends|mates|college|work|boss|employer"),
            (_CARER, _MUST_TELL, COMPLAIN),
            taught=phrases("school_told"),
        ),
        Topic(
            "rights.answer.no_name",
            phrases("anonymous|anonymously|my name|who i am|without saying"),
            (COMPLAIN, WHO_SEES, PERSON),
            taught=phrases("no_name"),
        ),
    ),
    "ask_my_data": (
        Topic("rights.answer.my_data", ways=(_THIS_CHAT, PERSON, COMPLAIN), taught=phrases("my_file")),
        Topic(
            "rights.answer.mistakes",
            phrases("wrong|mistake|mistakes|lies|lie|correct|incorrect|not true|untrue|fix|inaccurate"),
            (COMPLAIN, PERSON, _MY_FILE),
            taught=phrases("mistakes"),
        ),
        Topic(
            "rights.answer.this_chat",
            phrases(
                "chat|conversation|i typed|i type|i say|i said|i write|you keep|you save|you store|you delete"
                "|recorded|saved|stored|delete|erase|remove|forget"
            ),
            (_MY_FILE, WHO_SEES, COMPLAIN),
            taught=phrases("this_chat"),
        ),
        Topic(
            "rights.answer.on_this_phone", ways=(_THIS_CHAT, COMPLAIN, PERSON), taught=phrases("safe_here")
        ),
    ),
    "ask_contact_human": (
        Topic(
            "contact.answer.person",
            ways=(_CALL_BACK, _ASK, COMPLAIN, TRACK),
            calls=TO_RING,
            taught=phrases("human"),
        ),
        Topic(
            "contact.answer.another_way",
            ways=(_CALL_BACK, COMPLAIN, ADVOCATE),
            hears=asks("another_way"),
            sure=True,
            taught=phrases("another_way"),
        ),
        Topic(
            "contact.answer.post",
            ways=(COMPLAIN, _CALL_BACK),
            needs="team_post",
            without="contact.answer.no_post",
            hears=asks("post"),
            sure=True,
            taught=phrases("post"),
        ),
        Topic(
            "contact.answer.other_ways",
            ways=(_PRAISE, _IDEA, _ASK, _CALL_BACK, _EARLIER),
            taught=phrases("other_things"),
        ),
        Topic("rights.answer.chat_is_bad", ways=(_IDEA, PERSON), taught=phrases("chat_bad")),
    ),
    "change_contact_details": (
        Topic("contact.answer.change", ways=(TRACK, PERSON), taught=phrases("change_contact")),
    ),
    "withdraw_complaint": (
        Topic(
            "withdraw.answer.withdraw",
            ways=(TRACK, PERSON),
            hears=asks("too_late_to_stop"),
            sure=True,
            taught=phrases("withdraw"),
        ),
    ),
    "greet": (
        Topic("session.answer.greet", ways=WAYS),
        Topic("rights.answer.what_is_this", ways=(COMPLAIN, ADVOCATE, _WHAT), taught=phrases("what_is_this")),
    ),
    "goodbye": (
        Topic("session.answer.goodbye"),
        Topic(
            "session.answer.come_back",
            ways=(COMPLAIN, TRACK, PERSON),
            hears=_asks_to_go_on_later,
            taught=phrases("come_back"),
        ),
    ),
    "thanks": (Topic("session.answer.thanks", ways=(_NEXT, COMPLAIN, TRACK)),),
    "ask_are_you_human": (
        Topic("session.answer.are_you_human", ways=(PERSON, WHO_SEES, COMPLAIN), taught=phrases("robot")),
        Topic("rights.answer.who_runs", ways=(_GET_ADVOCATE, COMPLAIN, PERSON), taught=phrases("who_runs")),
    ),
    "change_language": (
        Topic("session.answer.change_language", ways=(PERSON, COMPLAIN), taught=phrases("language")),
    ),
}

INFORMATION = frozenset(_BOOK)
"""The intents that `answer` has a sentence for; the plan leaves exactly these to a rule."""


_PLAINLY: Sequence[tuple[str, frozenset[str]]] = (
    (
        "ask_are_you_human",
        phrases(
            "are you there|are you still there|are you listening|robot|a bot|human|real person|a computer"
            "|an ai|whats this|what is this|what are you"
        ),
    ),
    ("ask_about_advocate", phrases("advocate|advocates|advocat|advocats|advacate|avocate")),
    ("ask_ombudsman", phrases("ombudsman")),
    (
        "ask_what_can_complain_about",
        phrases("what is a complaint|whats a complaint|what a complaint is|what can i complain"),
    ),
    ("ask_time_limit", phrases("time limit|too late|how long ago|how old can")),
    ("ask_stage_explained", phrases("stage 1|stage 2|stage 3|stages|panel|independent person|investigator")),
    (
        "ask_confidentiality",
        phrases(
            "who sees|who will see|who reads|find out|will you tell|do you tell|are you going to tell"
            "|get told|will know|private|confidential|secret|in trouble|retaliate|punish|against me"
            "|if i complain will|will they move|would they move|get back at me|kick me out|hate me for"
            "|carer see|mum see|dad see|parents see|worker see|they see|anyone see|anybody see|she see|he see"
            "|carer know|mum know|dad know|parents know|worker know|they know|be told"
        ),
    ),
    ("ask_why_late", phrases("its late|it is late|theyre late|they are late|so late|overdue")),
    ("ask_deadline", phrases("how long|when will i hear|when will they|when do they|deadline|working days")),
    ("ask_my_data", phrases("delete what|delete my|my data|store my|keep my|what i typed")),
    (
        "ask_what_happens_next",
        phrases(
            "what happens|happens next|who decides|who looks into|who investigates|who deals with"
            "|who is dealing"
            "|whos dealing"
        ),
    ),
    (
        "ask_who_can_complain",
        phrases(
            "old enough|too young|allowed to complain|who can complain|solicitor|lawyer|legal aid"
            "|parental responsibility"
        ),
    ),
)
"""Words that say what a question is about, the surer ones first."""

_SURELY: Sequence[tuple[str, Callable[[str], bool]]] = (
    ("goodbye", _asks_to_go_on_later),
    ("withdraw_complaint", questions.asks_to_stop_later),
    ("ask_who_can_complain", asks("child_says_no")),
    ("ask_confidentiality", asks("whom_they_ask")),
    ("ask_ombudsman", _asks_until_when_the_ombudsman),
    ("escalate_complaint", questions.asks_if_it_goes_wrong),
    ("ask_time_limit", questions.asks_until_when),
    ("ask_who_can_complain", asks("who_may")),
    *((intent, topic.hears) for intent, topics in _BOOK.items() for topic in topics if topic.sure),
)
"""What a question is about whatever the model heard, and whatever single words stand in it."""


_ASKING = phrases("ask|asking|question|questions")
_AROUND_ASKING = phrases(
    "hi|hello|hey|please|pls|sorry|um|ok|no|yes|i|ive|im|id|can|could|may|is|it|its|this|thats|want|wanna|need"
    "|would|like|wanted|to|just|only|got|have|had|you|u|ya|someone|somebody|a|an|any|some|few|couple|of|one"
    "|quick|something|things|first|before|without|not|dont|yet|but|really|actually|now|all|still|make|making"
    "|complain|complaining|complaint|for|what|if|and|so"
)


def asks_to_ask(text: str) -> bool:
    """Whether a text says that its writer has a question, and not which."""
    said = set(plain(text).split())
    return not said.isdisjoint(_ASKING) and said <= _ASKING | _AROUND_ASKING


_THAT_DAY = phrases(
    "why that day|why that date|why then|why on that|why is it that|why will it be that|why is it then"
    "|work that out|work it out|work out that|get that date|get that day|date come from|day come from"
    "|come up with that|how is that date|how is that day|explain that date|explain the date|explain that day"
)


def asks_why_that_day(text: str) -> bool:
    """Whether a text asks how a date came about."""
    return holds_any(text, _THAT_DAY, _SHORT)


def asked_plainly(text: str) -> str | None:
    """The information intent that a short question names by its words; None for any other text.

    It is for questions that the model never sees, or was not sure of, where nothing else was understood.
    """
    said = plain(text)
    if len(said.split()) > _SHORT or not (questions.is_a_question(text) or _asks_on(said)):
        return None
    if (surely := _surely(text)) is not None:
        return surely
    plainly = next((intent for intent, words in _PLAINLY if any(holds(said, word) for word in words)), None)
    # What happens at a court is asked of the court.
    court = plainly in (None, "ask_what_happens_next") and questions.speaks_of_court(text)
    return _OF_COURTS if court else plainly


def asked_at_the_end(text: str) -> tuple[str, str] | None:
    """The information intent of the short question that a text ends with, and the question, or None.

    Asked in anger, of what was, of somebody else or by somebody else, a question is a part of what is told.
    """
    asked = questions.asked_last(text)
    about = asked_plainly(asked) if asked else None
    if asked is None or about is None or _IN_ANGER.search(plain(asked)):
        return None
    before = plain(text[: text.rindex(asked)])
    of_this = _OF_THIS.get(about)
    if _AS_TOLD.search(before) or (of_this is not None and of_this.search(plain(asked)) is None):
        return None
    return about, asked


_AS_TOLD = re.compile(
    r"\b(?:say|says|said|saying|ask|asks|asked|asking|shout\w*|text|texted|wrote|told|tells?|know|knew|goes"
    r"|like|wonder\w*|thinking)"
    r"(?: (?:me|us|him|her|them|my|the|if|that|to|a|foster|social|mum|dad|carer|worker|manager))*$"
)
"""How a text ends that tells what was asked: "she said", "I asked my social worker"."""
_IN_ANGER = re.compile(
    r"^(?:(?:and|but|so|oh) )*(?:why|how (?:is|was|can|could|dare|come|are)|what kind|what sort|since when"
    r"|who do|who does)\b|\b(?:was|were|did|didnt|had|hasnt|havent|wasnt|the hell|on earth)\b"
    r"|\b(?:they|he|she) think\b"
    r"|\bwhat ?(?:is|s) this$"
)
"""How people ask who want no answer, or ask of what was."""
_OF_THIS: Mapping[str, re.Pattern[str]] = {
    "ask_deadline": re.compile(
        r"\b(?:takes?|taking)(?: (?:now|then|please|usually|normally|in total|altogether|to (?:answer|reply"
        r"|respond|hear|get (?:an|a) (?:answer|reply)|look|sort|investigate|be (?:answered|sorted))\b.*))?$"
        r"|\b(?:hear|reply|answer|respond|get back|stage|complaint|complain|deadline|working days)\b"
    ),
    "ask_what_happens_next": re.compile(
        r"\bwhat happens (?:next|now|then|after|once|when (?:i|we|you|this)"
        r"|if (?:i|we) (?:send|complain|tell|press|do)|with (?:this|it|my complaint|what i)"
        r"|to (?:this|it|my complaint|what i))\b|\bhappens next\b"
        r"|\bwho (?:decides|looks into|investigates|deals with|is dealing)\b"
    ),
}
"""How a question must be worded to be of the complaint, where its words may be said of anything."""


def spoken_of(text: str) -> str | None:
    """The information intent of a few words that ask nothing and tell of a court case, or None."""
    return _OF_COURTS if stories.says_little(text) and questions.speaks_of_court(text) else None


_OF_COURTS = "ask_what_can_complain_about"


_SHORT = 12
_FEW = 5


def _asks_on(said: str) -> bool:
    """Whether a few words ask for the next of what was asked before: "and stage 3"."""
    return said.startswith("and ") and len(said.split()) <= _FEW


def topics() -> Mapping[str, tuple[Topic, ...]]:
    """Everything that can be asked, by intent; an intent's first topic is its general one."""
    return _BOOK


def answer(asked: Understood, facts: Facts, in_journey: bool = False) -> tuple[Say, ...]:
    """What is asked, answered, and the ways on; none in a journey, since its own question follows.

    `facts`: those of `backend.services.facts.information`. Raises KeyError for an intent that is none
    of `INFORMATION`.
    """
    topics = _topics(asked)
    told = {**facts, **told_of_people(facts)}
    says = [say for topic in topics for say in _told(topic, told)]
    last = topics[-1]
    onward = [_carrying(asked.text, way) for way in last.ways] if last.takes_words else last.ways
    ways = () if in_journey else (*_languages(asked, facts), *onward)
    links = phone_links(facts, last.calls)
    return (*says[:-1], replace(says[-1], choices=ways, input="choice" if ways else "none", links=links))


def help_without_complaining(facts: Facts, words: str) -> tuple[Say, ...]:
    """Who else helps somebody who wants no complaint; `words`, what they told, goes along with the buttons.

    `facts`: as for `answer`.
    """
    ways = (_GET_ADVOCATE, _CALL_BACK, _COMPLAINT)
    carrying = (replace(way, means={**way.means, "words": words}) for way in ways)
    return (
        replace(person(facts), links=phone_links(facts)),
        Say("advocate.answer.about", {**facts, **told_of_people(facts)}),
        Say("session.where_to_start", choices=(*carrying, OTHER), input="choice"),
    )


def _carrying(words: str, way: Choice) -> Choice:
    """A way on; the one to a complaint takes the words along."""
    return replace(way, means={**_COMPLAINT.means, "words": words}) if way == COMPLAIN and words else way


def _told(topic: Topic, facts: Facts) -> list[Say]:
    """What a topic says."""
    known = not topic.needs or topic.needs in facts
    lines = {"lines": topic.lines(facts)} if topic.lines is not None and known else {}
    first = Say(topic.key if known else topic.without, {**facts, **lines})
    return [first, *(Say(key, facts) for key in topic.also)]


def _languages(asked: Understood, facts: Facts) -> tuple[Choice, ...]:
    """The languages to choose from, where one was asked for. Fact `languages`: those that are spoken here."""
    known = facts.get("languages")
    return choices(known) if asked.intent == "change_language" and isinstance(known, Mapping) else ()


def _topic(asked: Understood) -> Topic:
    """The topic a button names, else what the model heard, else the one whose words stand in what was typed,
    else the general one."""
    general, *narrower = _BOOK[asked.intent]
    about = (asked.choice or {}).get("about")
    intent, heard = _TAUGHT.get(asked.wants_to_know, ("", general))
    if about is None and intent == asked.intent and heard is not general:
        alike = (topic for topic in narrower if topic.key == heard.key and topic.is_named(asked.text))
        return next(alike, heard)
    if about is None and intent == asked.intent:
        narrower = [topic for topic in narrower if not topic.taught]
    for topic in narrower:
        if topic.name == about or (about is None and topic.is_named(asked.text)):
            return topic
    return general


def _topics(asked: Understood) -> tuple[Topic, ...]:
    """The topic that is asked, with those of the other stages that a question names beside its own."""
    first = _topic(asked)
    if (word := first.names(asked.text)) is not None:
        return (replace(first, key=word),)
    named = stages.named(asked.text) if first.stage else ()
    beside = tuple(topic for topic in _BOOK[asked.intent] if topic.stage in named)
    return beside if len(beside) > 1 else (first,)


_TAUGHT: Mapping[str, tuple[str, Topic]] = {
    name: (intent, topic) for intent, topics in _BOOK.items() for topic in topics for name in topic.taught
}
"""What answers each question that the model was taught, with its intent."""


def asked_as_taught(asked: Understood) -> str | None:
    """The information intent of what the model heard a text ask, or None where that has no answer here.

    What it understood as a wish asks nothing, unless it is put as a question; "can I get an advocate" is a
    wish all the same.
    """
    wishes = asked.intent not in _ASKING_INTENTS and not questions.is_a_question(asked.text)
    # "It's been ages" is said of the limit for complaining, and of an answer that does not come.
    of_the_answer = asked.intent == "ask_why_late" and asked.wants_to_know == "time_limit"
    if wishes or of_the_answer or asked.intent == "request_advocate":
        return None
    intent, _ = _TAUGHT.get(asked.wants_to_know, (None, None))
    return intent


_ASKING_INTENTS = frozenset(
    {intent for intent in _BOOK if intent.startswith("ask_")} - {"ask_for_mediation", "ask_to_pause_decision"}
    | {"nlu_fallback", "out_of_scope", "dont_know", "greet"}
)
"""What a text may be understood as that asks something."""


def meant(asked: Understood) -> str:
    """The intent of a question, by its words where these name something more surely than the model did."""
    if (heard := asked_as_taught(asked)) is not None:
        return heard
    surely, plainly = _surely(asked.text), asked_plainly(asked.text)
    if surely is not None or plainly is None:
        return surely or asked.intent
    if asks_narrowly(asked.intent, asked.text) or not asks_narrowly(plainly, asked.text):
        return asked.intent
    return plainly


def asked_surely(text: str) -> str | None:
    """The information intent that a short question names beyond doubt, or None: whatever the model heard."""
    return _surely(text) if len(plain(text).split()) <= _MOST_ASKED else None


_MOST_ASKED = 16
"""More words than this tell something, whatever they ask."""


def asks_how_to_tell(text: str) -> bool:
    """Whether it is asked how something can be told here, or of complaining, which is no part of a story."""
    return any(asks(name)(text) for name in _NO_STORY)


_NO_STORY = (
    *("how_to_write", "proof", "another_way", "post", "alone", "helped", "law_help", "home_office", "copy"),
    *("care_word", "of_ones_own", "not_known", "too_late_to_stop", "all_at_once"),
)
"""What is asked of complaining itself, or of a word, by its name among what people wonder about."""


def asks_of_care(text: str) -> bool:
    """Whether it is asked what a word of care means, or who or when one's own is."""
    return asks("care_word")(text) or asks("of_ones_own")(text)


def _surely(text: str) -> str | None:
    """The information intent that alone can be meant by a question, or None."""
    if not (
        questions.is_a_question(text)
        or questions.asked_last(text)
        or _OF_ONESELF.match(plain(text))
        or asks_of_care(text)
    ):
        return None
    return next((intent for intent, hears in _SURELY if hears(text)), None)


_OF_ONESELF = re.compile(
    r"^(?:im|i am) (?:deaf|blind|dyslexic)$"
    r"|^(?:i cant|im (?:not good|bad|no good|rubbish) at) (?:read|spell|spelling|reading)(?: \w+){0,5}$"
)
"""What few say but to ask whether they can do this all the same: "i cant read very well"."""


_BRINGS = phrases("bring|come with me|come along")


def asks_aside(intent: str, text: str) -> str | None:
    """The information intent of a question that sounds like a wish: what if, who, what others may do."""
    if intent in INFORMATION and questions.asks_what_if(text):
        return intent
    if questions.asks_if_others_end_it(text):
        return "withdraw_complaint"
    if intent == "withdraw_complaint" and questions.begins_as_question(text):
        asks_for_it = questions.asks_that_it_stops(text) or withdraws(text)
        return None if asks_for_it else asked_plainly(text) or intent
    said = plain(text)
    if said.startswith("who ") and (about := asked_plainly(text)) is not None:
        return about
    brings = questions.is_a_question(text) and any(holds(said, words) for words in _BRINGS)
    return "ask_stage_explained" if brings else None


def asks_narrowly(intent: str, text: str) -> bool:
    """Whether the words of a question name one of the topics of an information intent."""
    return any(topic.is_named(text) for topic in _BOOK[intent])


def asks_of_a_case(asked: Understood) -> bool:
    """Whether this is answered from the person's own case, in a chat where one was sent or opened."""
    return asked.intent in _BOOK and _topic(asked).of_a_case


def of_a_case(intent: str, facts: Facts) -> tuple[Say, ...]:
    """A question answered from the case at hand, with what may be asked for now, and the ways on.

    Facts as for `asked_of_case.told_of_a_case`; `answer`: the Say of the day by which the answer is due,
    where something else comes next; `late`: whether the day of anything owed has passed, or the longest that
    the procedure allows; and `options`: by name, what may be asked for on this day, as the Say that says why.
    """
    options = facts.get("options")
    may: Mapping[str, Say] = options if isinstance(options, Mapping) else {}
    if intent == "ask_ombudsman":
        told = {**facts, **told_of_people(facts)}
        says = [Say("escalate.answer.ombudsman", told, links=phone_links(facts, ("ombudsman_phone",)))]
        steps: tuple[str, ...] = ("ask_ombudsman",)
    else:
        says = _own_date(facts, asked_why_late=intent == "ask_why_late")
        steps = ("ask_for_stage2", "ask_for_stage3")
    says += [may[step] for step in steps if step in may]
    ways = tuple(way for way in (_STAGES, _OMBUDSMAN, ADVOCATE, PERSON) if way.means["intent"] != intent)
    return (*says[:-1], replace(says[-1], choices=ways, input="choice"))


def _own_date(facts: Facts, asked_why_late: bool) -> list[Say]:
    """The next date of a case, that of the answer where it is another, and who must act; how it stands, where
    nothing comes next.
    """
    following = facts.get("next")
    if facts.get("kind", "complaint") != "complaint":
        return of_no_complaint(facts)
    if not isinstance(following, Mapping):
        return [how_it_stands(facts)]
    panel = facts.get("panel")
    another = isinstance(panel, Say) and panel != facts.get("explanation")
    dated = [*dates(facts), *([panel] if isinstance(panel, Say) and another else [])]
    if not asked_why_late:
        return dated
    told = "track.ask_them" if facts.get("late") else "track.not_late"
    return [*dated, Say(told, {"person": person(facts)})]

"""An optional answer that was given and is to be left out after all, by its button or in words. PURE."""

from __future__ import annotations

import re
from dataclasses import replace

from backend.journeys import withholding
from backend.journeys.draft import Draft, Step, World
from backend.journeys.listening import question_named
from backend.journeys.path import JOURNEYS, answered, go_on
from backend.journeys.question import Question
from backend.journeys.reaching import CONTACT_DETAIL, CONTACT_METHOD, NAME, SAFE_TO_CONTACT
from backend.journeys.who import CHILD_NAME
from backend.journeys.words import holds, move, phrases, plain
from backend.say import Say

LEAVE_OUT = {"intent": "skip", "how": "leave_out"}
"""What the button means that takes an answer out; without `how`, one that was given is kept."""


def may_be_left_out(draft: Draft, asked: Question) -> bool:
    """Whether a question has an answer that need not be there."""
    return asked.optional and asked.id != "anything_else" and answered(draft, asked)


def leave_out(draft: Draft, asked: Question, world: World) -> Step:
    """The draft without an answer, whose question counts as passed over. A way to be reached goes whole."""
    gone = _OF_REACHING if asked.id in _OF_REACHING[:2] else (asked.id,)
    answers = {id: value for id, value in draft.answers.items() if id not in gone}
    skipped = (*(id for id in draft.skipped if id not in gone), *gone)
    after = replace(draft, answers=answers, skipped=skipped, proposed=())
    return go_on(after, (Say("session.held_left_out"),), world)


_OF_REACHING = (CONTACT_METHOD.id, CONTACT_DETAIL.id, SAFE_TO_CONTACT.id)


def left_out(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """Words that an answer given before is to be left out: the one asked again, or one named; else None."""
    of_the_name = asked.id != NAME.id and holds(plain(text), "name")
    if may_be_left_out(draft, asked) and leaves_this_out(text) and not of_the_name:
        return leave_out(draft, asked, world)
    if asked.story and asked.input != "date":
        # "Take my name off your list" may be what somebody wants to come of it.
        return None
    named = _named(draft, text) or (_of_no_name(draft, text) if asked.id == "check_answers" else None)
    return leave_out(draft, named, world) if named is not None and may_be_left_out(draft, named) else None


def leaves_this_out(text: str) -> bool:
    """Whether words typed where an answer is asked for again say that there is to be none."""
    said = plain(text)
    if said in _GOES_ON or stays_as_it_is(text):
        return False
    return move(text) == "skip" or withholding.declines(text) or _THIS_OUT.fullmatch(said) is not None


_GOES_ON = phrases("next|next question|pass|no way|doesnt matter|who cares|not now")
"""Said where an answer is asked for again, these go on and change nothing."""
_AS_IT_IS = re.compile(
    r"(?:(?:no|nah|nvm|never ?mind|actually|ok|okay|oh|sorry|just|wait|please|its fine|thats fine) )*"
    r"(?:keep|leave)(?: (?:it|that|this|them|what i (?:said|put|wrote|told you)|my answer))?"
    r"(?: (?:as (?:it|that|they) (?:is|was|are|were)|the same|like (?:that|it (?:is|was))|how it (?:is|was)"
    r"|alone|there|then|please|pls|instead))*"
)


def stays_as_it_is(text: str) -> bool:
    """Whether words typed where an answer is asked for again say that it stays: "keep it the same"."""
    return _AS_IT_IS.fullmatch(plain(text)) is not None


_ASKS_FOR = (
    r"(?:(?:can|could|will|would|may|might|you|u|we|i|id|please|pls|just|no|ok|oh|actually|sorry|wait|and|but|so"
    r"|also|want|wanna|need|like|rather|prefer|to|it|be|sent|send|have|get|if|possible|now|then|hi|hmm|um) )*"
)
_BEHIND = (
    r"(?: (?:please|pls|thanks|thank you|it|this|that|there|of it|of this|my complaint|the complaint|the form"
    r"|from|on|in|off|after all|any ?more|altogether|completely|now|then))*"
)
_THIS_OUT = re.compile(
    rf"{_ASKS_FOR}(?:(?:take|leave|cut|cross) (?:it|this|that) (?:out|off)"
    r"|(?:remove|delete|erase) (?:it|this|that)|(?:leave|keep) (?:it|this|that) (?:blank|empty|private)"
    rf"|nothing|none|blank){_BEHIND}"
)
_ORDERS = tuple(
    re.compile(rf"{_ASKS_FOR}{order}{_BEHIND}")
    for order in (
        r"(?:take|leave|cut|cross|get|keep) (?P<what>.+?) (?:out|off|away|blank)",
        r"(?:take|leave|cut|cross|miss) (?:out|off) (?P<what>.+?)",
        r"(?:remove|delete|erase|scrap|hide|withhold|get rid of) (?P<what>.+?)",
        r"(?:dont|do not|not)(?: (?:want|wanna|wish|need|have|like))?(?: to)?"
        r" (?:put|give|include|say|share|show|mention|leave|write) (?:you )?(?P<what>.+?)",
        r"(?:dont|do not) (?:want|need|like) (?P<what>.+?) (?:(?:to be|being) )?"
        r"(?:on|in|included|shown|given|shared|mentioned|there|known|used)",
        r"without (?P<what>.+?)",
    )
)
"""How somebody asks for an answer to be taken out, and the words that name it."""
_DETERMINED = re.compile(
    r"^(?:(?:my|the|his|her|their|our) )?(?:(?:full|real|whole|own|email|phone) (?=name|address|number))?"
)


def _named(draft: Draft, text: str) -> Question | None:
    """The question whose answer a text wants left out by its name, and by nothing more."""
    said = plain(text)
    for what in (found["what"] for order in _ORDERS if (found := order.fullmatch(said))):
        if (whose := re.fullmatch(r"(?:my |the )?(\w+)s name", what)) is not None:
            return _childs_name(draft, whose[1])
        named = question_named(what, draft)
        if named is not None and any(_bare(what) == _bare(name) for name in named.called):
            return named
    return None


def _bare(name: str) -> str:
    return _DETERMINED.sub("", name)


def _childs_name(draft: Draft, whose: str) -> Question | None:
    """The question of the child's name, where it is theirs: "Tyler's name", "my brother's name"."""
    told = plain(str(draft.answers.get(CHILD_NAME.id, "")))
    theirs = holds(told, whose) or f"{whose}s name" in CHILD_NAME.called
    on_path = CHILD_NAME in JOURNEYS[draft.journey].path(draft.answers)
    return CHILD_NAME if theirs and on_path else None


def _of_no_name(draft: Draft, text: str) -> Question | None:
    """The own name, where somebody says at the read-back that they would rather have none given."""
    return NAME if _ANONYMOUS.fullmatch(plain(text)) and NAME.id in draft.answers else None


_ANONYMOUS = re.compile(
    rf"{_ASKS_FOR}(?:(?:do|make|keep|stay|remain|go|it|this|me|my complaint) )*"
    rf"(?:anonymous(?:ly)?|anon|no name){_BEHIND}"
)

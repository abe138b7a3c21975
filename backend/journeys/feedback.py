"""Praise, an idea, a question for the team: compliment, comment and enquiry, in few questions. PURE data.

The kind is the journey's name, and `what_happened` its words, verbatim. `told_to_them` "yes" | "no":
whether whoever is praised may be told. Nothing here has stages or clocks.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.checking import to_check
from backend.journeys.complaint import COUNCIL
from backend.journeys.draft import Answers, World
from backend.journeys.elsewhere import COUNTRY
from backend.journeys.question import Journey, Option, Question, always
from backend.journeys.reaching import CONTACT_DETAIL, CONTACT_METHOD, NAME, SAFE_TO_CONTACT
from backend.journeys.words import phrases, plain


def _words(journey: str) -> Question:
    """What somebody has to say, in a journey's own words."""
    return Question(
        id="what_happened",
        ask=lambda answers, world: f"feedback.ask.{journey}",
        why=f"feedback.why.{journey}",
        line=f"feedback.line.{journey}",
        title=f"feedback.title.{journey}",
        called=("what i said", "my words"),
        story=True,
        takes_questions=journey == "enquiry",
        lost=f"feedback.lost.{journey}",
    )


TOLD_TO_THEM = Question(
    id="told_to_them",
    ask=lambda answers, world: "feedback.ask.told_to_them",
    why="feedback.why.told_to_them",
    sees="feedback.sees.told_to_them",
    line="feedback.line.told_to_them",
    title="feedback.title.told_to_them",
    called=("whether they are told", "who is told"),
    options=(
        Option("yes", "feedback.told_to_them.yes", phrases("tell them|tell her|tell him|pass it on")),
        Option("no", "feedback.told_to_them.no", phrases("dont tell them|only the team|keep it to the team")),
    ),
    optional=True,
    input="choice",
)


_BARE = phrases(
    "hi|hello|hey|i|we|id|would|like|want|to|can|could|give|make|leave|send|say|a|an|some|my|the|please|compliment"
    "|compliments|praise|comment|feedback|thank|you|thanks|something|nice|good|suggestion|idea|question|enquiry"
    "|have|got|pass|on|ask|for|just|about|council|team|do|how|positive|add|put|in|here|is|this|where"
    "|no|nope|nah|not|yet|havent|never"
)
"""The words of a wish to say something, as long as nothing is said yet."""


def says_something(text: str) -> bool:
    """Whether a first message already is the praise, the idea or the question, and not the wish alone."""
    return not set(plain(text).split()) <= _BARE


def _check(answers: Answers, world: World) -> str:
    return "feedback.ask.check"


def _journey(kind: str, *between: Question) -> Journey:
    return Journey(
        kind,
        (_words(kind), *between, to_check(_check)),
        words="what_happened",
        kind=kind,
        intro=f"feedback.intro.{kind}",
        told_by=says_something,
        keeps=always,
    )


COMPLIMENT = _journey("compliment", COUNCIL, COUNTRY, TOLD_TO_THEM, NAME)
COMMENT = _journey("comment", COUNCIL, COUNTRY, NAME)
ENQUIRY = _journey(
    "enquiry",
    COUNCIL,
    COUNTRY,
    NAME,
    replace(CONTACT_METHOD, optional=False, lost="contact.lost.contact_method"),
    CONTACT_DETAIL,
    SAFE_TO_CONTACT,
)
"""A question of somebody's own: it needs a way to be answered, or that they come back for it."""

FEEDBACK = (COMPLIMENT.name, COMMENT.name, ENQUIRY.name)

"""How the team reaches somebody: changed on a case, or asked for by a call. PURE data.

The questions and answers are the complaint's own (`backend.journeys.reaching`); `call_about`: verbatim;
`not_to`, what must not be used: verbatim; `neutral` "yes": messages that do not show what they are about.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.checking import to_check
from backend.journeys.complaint import COUNCIL
from backend.journeys.draft import CaseNow
from backend.journeys.elsewhere import COUNTRY
from backend.journeys.question import Entered, Journey, Option, Question, Turned, always
from backend.journeys.reaching import CONTACT_DETAIL, CONTACT_METHOD, NAME, SAFE_TO_CONTACT, wants_an_answer
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.journeys.words import phrases
from backend.say import Say


def enter(case: CaseNow) -> Entered | Turned:
    """Nobody can be refused another way to be reached."""
    return Entered({"role": case.role}, (Say("contact.change.safe_first"),))


NOT_TO = Question(
    id="not_to",
    ask=lambda answers, world: "contact.ask.not_to",
    why="contact.why.not_to",
    sees="complaint.sees.reach",
    line="contact.line.not_to",
    title="contact.title.not_to",
    called=("what not to use", "what you must not use", "who must not see it"),
    when=wants_an_answer,
    optional=True,
    story=True,
)

NEUTRAL = Question(
    id="neutral",
    ask=lambda answers, world: "contact.ask.neutral",
    why="contact.why.neutral",
    sees="complaint.sees.reach",
    line="contact.line.neutral",
    title="contact.title.neutral",
    called=("how it looks", "how the messages look"),
    when=lambda answers: answers.get("contact_method") in ("email", "text"),
    options=(
        Option("yes", "contact.neutral.yes", phrases("plain|hide it|make it plain|make them plain|secret")),
        Option("no", "contact.neutral.no", phrases("normal|usual|as usual|it does not matter|no need")),
    ),
    optional=True,
    input="choice",
)

CONTACT = Journey(
    "contact",
    (
        REFERENCE,
        CASE_KEY,
        replace(CONTACT_METHOD, optional=False, lost="contact.lost.contact_method"),
        CONTACT_DETAIL,
        SAFE_TO_CONTACT,
        NOT_TO,
        NEUTRAL,
        to_check(lambda answers, world: "contact.ask.check_change"),
    ),
    enter=enter,
    intro="contact.change.intro",
)

CALL_ABOUT = Question(
    id="call_about",
    ask=lambda answers, world: "contact.ask.call_about",
    why="contact.why.call_about",
    line="contact.line.call_about",
    title="contact.title.call_about",
    called=("what it is about", "what its about"),
    optional=True,
    story=True,
)

CALL_BACK = Journey(
    "call_back",
    (
        COUNCIL,
        COUNTRY,
        CALL_ABOUT,
        NAME,
        replace(
            CONTACT_METHOD,
            options=tuple(option for option in CONTACT_METHOD.options if option.value != "none"),
            optional=False,
            lost="contact.lost.contact_method",
        ),
        replace(CONTACT_DETAIL, optional=False, lost="contact.lost.contact_detail"),
        SAFE_TO_CONTACT,
        to_check(lambda answers, world: "contact.ask.check_call_back"),
    ),
    words="call_about",
    kind="call_back",
    intro="contact.call_back.intro",
    keeps=always,
)

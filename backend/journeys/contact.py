"""How the team reaches somebody: changed on a case, or asked for by a call. PURE data.

The questions and answers are the complaint's own (`backend.journeys.reaching`); `call_about`: verbatim.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.checking import to_check
from backend.journeys.complaint import COUNCIL
from backend.journeys.draft import CaseNow
from backend.journeys.elsewhere import COUNTRY
from backend.journeys.question import Entered, Journey, Question, Turned, always
from backend.journeys.reaching import CONTACT_DETAIL, CONTACT_METHOD, NAME, SAFE_TO_CONTACT
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.say import Say


def enter(case: CaseNow) -> Entered | Turned:
    """Nobody can be refused another way to be reached."""
    return Entered({"role": case.role}, (Say("contact.change.safe_first"),))


CONTACT = Journey(
    "contact",
    (
        REFERENCE,
        CASE_KEY,
        replace(CONTACT_METHOD, optional=False, lost="contact.lost.contact_method"),
        CONTACT_DETAIL,
        SAFE_TO_CONTACT,
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

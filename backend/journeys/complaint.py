"""Making a complaint: the questions, in order, as data. PURE.

The shape of each answer, by question id (contract.md's words):

- `about_whom` "self" | "somebody_else" | "both"; `role`, `relationship`, `child_is`, `child_agrees`,
  `about`: a contract value; `age_band` "child" | "teen" | "adult"
- `council`: a council's id, "dont_know" (the page's council receives it and passes it on) or "elsewhere"
  (none served here; `country` then, and nothing is sent)
- `what_happened`: the story verbatim, several messages joined by a blank line; `why_late`,
  `desired_outcome`, `child_name`, `name`, `contact_detail`: verbatim
- `anything_else`: "no" once everything is told (more words are joined to `what_happened`)
- `when_happened`: `{"words", "from", "to", "over_a_year_ago"}`, ISO days or None; `wants_advocate`
  "yes" | "no", and `advocate_for` "me" | "child" where that may be either
- `points`: what is kept apart, each `{"words"}`, or "one"; `point_outcome`: what would put each right, in
  their order, None where that was left open
- `contact_method`: contract's method; `safe_to_contact` "yes", or what to take care of, verbatim
- `asks_to_pause` "yes" where a decision is to wait: then `decision` and `happens_on` are asked
- `check_answers`: "yes", and only then is it sent
"""

from __future__ import annotations

import re
from dataclasses import replace

from backend.journeys.decision import DECISION, HAPPENS_ON
from backend.journeys.draft import Answers, World
from backend.journeys.elsewhere import COUNTRY, WRITE_DOWN, not_here, sends
from backend.journeys.hearing import questions
from backend.journeys.pointing import POINT_OUTCOME, POINTS
from backend.journeys.question import Journey, Option, Question, always
from backend.journeys.reaching import (
    ADVOCATE_FOR,
    CONTACT_DETAIL,
    CONTACT_METHOD,
    NAME,
    SAFE_TO_CONTACT,
    WANTS_ADVOCATE,
)
from backend.journeys.story import (
    ABOUT,
    ANYTHING_ELSE,
    DESIRED_OUTCOME,
    WHAT_HAPPENED,
    WHEN_HAPPENED,
    WHY_LATE,
)
from backend.journeys.who import ABOUT_WHOM, AGE_BAND, CHILD_AGREES, CHILD_IS, CHILD_NAME, RELATIONSHIP, ROLE
from backend.journeys.words import phrases, plain, without_courtesy, without_swearing
from backend.say import Say


def _ask_to_check(answers: Answers, world: World) -> str:
    if not sends(answers):
        return "complaint.ask.check_answers_elsewhere"
    if answers.get("council") == "dont_know" and world.page_council is None:
        return "complaint.ask.check_answers_nowhere"
    return "complaint.ask.check_answers"


def _asks_to_pause(answers: Answers) -> bool:
    return answers.get("asks_to_pause") == "yes"


def _has_happened(answers: Answers) -> bool:
    """Whether it is not just a decision that is still to come, whose day is told already."""
    return HAPPENS_ON.id not in answers or WHEN_HAPPENED.id in answers


COUNCIL = Question(
    id="council",
    ask=lambda answers, world: "complaint.ask.council",
    why="complaint.why.council",
    line="complaint.line.council",
    title="complaint.title.council",
    called=("the council", "council", "my council", "which council"),
)

_KEEP = phrases("keep|keep it|save|save it|not yet|later")

_TO_BE_SENT = phrases("send|submit")
_NO_MATTER = re.compile(r"\b(?:i )?(?:dont|do not) (?:care|mind)(?: any ?more)?\b")
_AROUND_SENDING = _TO_BE_SENT | phrases(
    "whatever|just|yes|yeah|yep|ok|okay|fine|go|on|ahead|and|then|now|it|that|this|off|in|the|complaint|all"
    "|right|good|looks|as|is|its|thats|you|can|i|want|to|them|am|im|happy|for|with|so|lets|do|well"
    "|oh|council|team|love|lovely|please|pls|correct|thanks|thank|everything|great|perfect|cool|mate|away|my"
)


def _says_to_send(text: str) -> bool:
    """Whether a text is a yes that says to send it in other words: "whatever, just send it"."""
    said = set(_NO_MATTER.sub("", without_courtesy(without_swearing(plain(text)))).split())
    yes = said <= _AROUND_SENDING and not said.isdisjoint(_TO_BE_SENT)
    return yes and not questions.is_a_question(text)


CHECK_ANSWERS = Question(
    id="check_answers",
    ask=_ask_to_check,
    why="complaint.why.check_answers",
    line="complaint.line.check_answers",
    title="complaint.title.check_answers",
    options=(
        Option("keep", "complaint.check_answers.keep_elsewhere", _KEEP, not_here),
        Option(
            "yes",
            "complaint.check_answers.yes",
            phrases(
                "send|send it|yes send it|yes send|yes send the thing|send the thing|please send it"
                "|send please"
                "|send it please"
                "|yes please send it|ok send it|all good|looks good|its right|all right"
                "|thats all right"
            ),
            sends,
            _says_to_send,
        ),
        Option(
            "change",
            "complaint.check_answers.change",
            phrases("change|change something|i want to change something|edit|something is wrong|its wrong"),
        ),
        Option("keep", "complaint.check_answers.keep", _KEEP, sends),
    ),
    input="choice",
    lost="complaint.lost.check_answers",
)

COMPLAINT = Journey(
    "complaint",
    (
        ABOUT_WHOM,
        ROLE,
        AGE_BAND,
        RELATIONSHIP,
        CHILD_NAME,
        CHILD_IS,
        CHILD_AGREES,
        COUNCIL,
        COUNTRY,
        WRITE_DOWN,
        WHAT_HAPPENED,
        ANYTHING_ELSE,
        POINTS,
        replace(DECISION, when=_asks_to_pause),
        replace(HAPPENS_ON, when=_asks_to_pause),
        replace(WHEN_HAPPENED, when=_has_happened),
        WHY_LATE,
        ABOUT,
        POINT_OUTCOME,
        DESIRED_OUTCOME,
        WANTS_ADVOCATE,
        ADVOCATE_FOR,
        NAME,
        CONTACT_METHOD,
        CONTACT_DETAIL,
        SAFE_TO_CONTACT,
        CHECK_ANSWERS,
    ),
    words="what_happened",
    kind="complaint",
    keeps=always,
)


def option_title(value: str, question: Question) -> Say | str:
    """A closed answer as it is read back: its option's title; words of the person's own as they are."""
    return next((Say(o.said or o.title, o.facts) for o in question.options if o.value == value), value)

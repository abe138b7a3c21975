"""Whom to answer, how, and who may stand beside them: the questions about that, as data. PURE."""

from __future__ import annotations

from backend.journeys import hearing
from backend.journeys.draft import Answers, World
from backend.journeys.elsewhere import sends
from backend.journeys.question import Option, Question, Refused
from backend.journeys.who import OF_THEIR_OWN, is_child, not_a_child, read_name
from backend.journeys.words import phrases
from backend.say import Say


def _may_want_an_advocate(answers: Answers) -> bool:
    return answers.get("role") != "advocate" and sends(answers)


def wants_an_answer(answers: Answers) -> bool:
    """Whether somebody is to reach them, by the way they chose."""
    return sends(answers) and answers.get("contact_method") in ("email", "text", "phone", "post", "other")


def _ask_advocate(answers: Answers, world: World) -> str:
    if answers.get("role") not in OF_THEIR_OWN:
        return "complaint.ask.wants_advocate_adult"
    if "advocacy" in world.people:
        return "complaint.ask.wants_advocate_named"
    return "complaint.ask.wants_advocate"


def _ask_name(answers: Answers, world: World) -> str:
    return "complaint.ask.name_child" if is_child(answers) else "complaint.ask.name"


def _ask_contact_detail(answers: Answers, world: World) -> str:
    match answers.get("contact_method"):
        case "email":
            return "complaint.ask.contact_email"
        case "text" | "phone":
            return "complaint.ask.contact_phone"
        case "post":
            return "complaint.ask.contact_post"
    return "complaint.ask.contact_other"


def _read_contact_detail(text: str, answers: Answers, world: World) -> object:
    method = answers.get("contact_method")
    if method == "email" and not hearing.has_email(text):
        return Refused("complaint.refused.email")
    if method in ("text", "phone") and not hearing.has_phone(text):
        return Refused("complaint.refused.phone")
    return hearing.bare_detail(text) or text.strip()


def _read_method(text: str, answers: Answers, world: World) -> object:
    """An address or a number says by itself how they are to be reached."""
    reach = hearing.way_to_reach(text)
    return reach[0] if reach else None


def _read_back_safe(value: object) -> Say | str:
    return Say("complaint.said.safe") if value == "yes" else str(value)


WANTS_ADVOCATE = Question(
    id="wants_advocate",
    ask=_ask_advocate,
    why="complaint.why.wants_advocate",
    sees="complaint.sees.advocate",
    line="complaint.line.wants_advocate",
    title="complaint.title.wants_advocate",
    called=("the advocate", "advocate", "an advocate", "help from an advocate"),
    when=_may_want_an_advocate,
    options=(
        Option(
            "yes",
            "complaint.wants_advocate.yes",
            phrases("i want one|i would like one|id like one|yes i want an advocate|i want an advocate"),
        ),
        Option(
            "no",
            "complaint.wants_advocate.no",
            phrases("not now|i dont want one|i have one|i already have one|i can do it myself|not yet"),
        ),
    ),
    optional=True,
    may_not_know=True,
    asks_back="ask_about_advocate",
    input="choice",
)

NAME = Question(
    id="name",
    ask=_ask_name,
    why="complaint.why.name",
    sees="complaint.sees.reach",
    line="complaint.line.name",
    title="complaint.title.name",
    called=("my name", "name", "what to call me"),
    when=sends,
    read=read_name,
    optional=True,
    private=True,
)

CONTACT_METHOD = Question(
    id="contact_method",
    ask=lambda answers, world: "complaint.ask.contact_method",
    why="complaint.why.contact_method",
    sees="complaint.sees.reach",
    line="complaint.line.contact_method",
    title="complaint.title.contact_method",
    called=("how to reach me", "how you reach me", "how to contact me", "contact"),
    when=sends,
    options=(
        Option("email", "complaint.contact_method.email", phrases("email|e mail|by email|mail|email me")),
        Option("text", "complaint.contact_method.text", phrases("text|text message|by text|sms|text me")),
        Option(
            "phone",
            "complaint.contact_method.phone",
            phrases("phone|call|ring|call me|ring me|phone me|phone call|by phone|telephone"),
        ),
        Option(
            "post", "complaint.contact_method.post", phrases("post|letter|by post|write to me"), not_a_child
        ),
        Option(
            "other",
            "complaint.contact_method.other",
            phrases(
                "another way|other|through somebody|through someone|through my advocate"
                "|someone i trust|somebody i trust|through my teacher|something else"
            ),
        ),
        Option(
            "none",
            "complaint.contact_method.none",
            phrases(
                "dont contact me|do not contact me|no contact|none|nothing|no|nope|i will come back"
                "|no dont|dont write|dont write back|dont ring"
                "|ill come back|come back here|i will come back here|no thanks|dont|please dont"
            ),
        ),
    ),
    read=_read_method,
    optional=True,
    input="choice",
)

CONTACT_DETAIL = Question(
    id="contact_detail",
    ask=_ask_contact_detail,
    why="complaint.why.contact_detail",
    sees="complaint.sees.reach",
    line="complaint.line.contact_detail",
    title="complaint.title.contact_detail",
    called=("my email", "my number", "my phone number", "email", "number", "my address"),
    when=wants_an_answer,
    read=_read_contact_detail,
    optional=True,
    private=True,
    input="contact",
)

SAFE_TO_CONTACT = Question(
    id="safe_to_contact",
    ask=lambda answers, world: "complaint.ask.safe_to_contact",
    why="complaint.why.safe_to_contact",
    sees="complaint.sees.reach",
    line="complaint.line.safe_to_contact",
    title="complaint.title.safe_to_contact",
    called=("if it is safe", "who may see it", "when to contact me"),
    when=wants_an_answer,
    options=(
        Option(
            "yes",
            "complaint.safe_to_contact.yes",
            phrases("its safe|it is safe|safe|yes its safe|thats fine"),
        ),
        Option(
            "no",
            "complaint.safe_to_contact.no",
            phrases("its not safe|not safe|it is not safe|another way|no its not safe|unsafe"),
        ),
    ),
    read_back=_read_back_safe,
    optional=True,
    story=True,
)

"""A council that is not served here, or not in England: what holds there, and writing it down all the same.

PURE. Nothing is sent then. Whoever wants to can write the complaint down, to keep, copy or print it.
"""

from __future__ import annotations

import re

from backend.journeys.draft import Answers, World
from backend.journeys.question import Option, Question
from backend.journeys.words import phrases, plain
from backend.say import Link, Say

ELSEWHERE = "elsewhere"
"""The answer to the council's question: none of those served here."""


def sends(answers: Answers) -> bool:
    """Whether a council served here is, or may yet be, the one it goes to."""
    return answers.get("council") != ELSEWHERE


def not_here(answers: Answers) -> bool:
    """Whether none of those served here is the one."""
    return not sends(answers)


def _nothing_told(answers: Answers) -> bool:
    return not_here(answers) and "what_happened" not in answers


_NONE_OF_THEM = re.compile(
    r"(?:(?:no|its|it is|im with|they are|mine is|i have|actually) )*(?:with |under )?"
    r"(?:none of (?:these|them|those)"
    r"|(?:an?|the|my)? ?(?:other|another|different) (?:council|one|area|authority)"
    r"|(?:mine isnt |is |isnt )?not (?:listed|there|here|one of (?:these|them|those)))"
    r"(?: (?:please|thanks|sorry))*"
)


def names_none_of_them(text: str) -> bool:
    """Whether words say that the council is none of those shown: "a different one", "not listed"."""
    return _NONE_OF_THEM.fullmatch(plain(text)) is not None


COUNTRY = Question(
    id="country",
    ask=lambda answers, world: "elsewhere.ask.country",
    why="elsewhere.why.country",
    line="elsewhere.line.country",
    title="elsewhere.title.country",
    called=("the country", "which country"),
    when=not_here,
    options=(
        Option("england", "elsewhere.country.england", phrases("england|english|another council|another")),
        Option("wales", "elsewhere.country.wales", phrases("wales|welsh|cymru")),
        Option("scotland", "elsewhere.country.scotland", phrases("scotland|scottish")),
        Option(
            "northern_ireland",
            "elsewhere.country.northern_ireland",
            phrases("northern ireland|ireland|ni|north of ireland"),
        ),
        Option("dont_know", "elsewhere.country.dont_know"),
    ),
    input="choice",
    lost="elsewhere.lost.country",
)

WRITE_DOWN = Question(
    id="write_down",
    ask=lambda answers, world: "elsewhere.ask.write_down",
    why="elsewhere.why.write_down",
    line="elsewhere.line.write_down",
    title="elsewhere.title.write_down",
    when=_nothing_told,
    options=(
        Option("yes", "elsewhere.write_down.yes", phrases("write it down|write it|help me write it")),
        Option("no", "elsewhere.write_down.no", phrases("not now|thats all|thats it|done|finish")),
    ),
    input="choice",
    lost="elsewhere.lost.write_down",
)


def what_holds(country: str, world: World) -> tuple[Say, ...]:
    """The rights there in plain words, how its complaints team is found, and who checks.

    England's are national: no council's own figure stands among them. Elsewhere other rules hold, and
    none is told.
    """
    link = (Link(str(world.national["find_council"]), "elsewhere.link.find_council"),)
    if country in ("england", "dont_know"):
        lines = [
            Say(f"elsewhere.england.{line}", world.national)
            for line in ("team", "stage1", "stage2", "stage3", "advocate", "ombudsman")
        ]
        return (
            Say("elsewhere.not_here"),
            Say("elsewhere.england.rights", {"lines": lines}, links=link),
        )
    facts = {
        "country": Say(f"elsewhere.country.{country}"),
        "ombudsman": world.national[f"ombudsman_{country}"],
        "childline": world.national["childline"],
    }
    return (Say("elsewhere.not_here"), Say("elsewhere.other_rules", facts, links=link))

"""Coming back to see a complaint: the reference, then the key. PURE data.

`reference` is in its canonical form (`ABCD-EFGH`), `case_key` lower-case words joined by dashes. Their
shapes alone are looked at: whether they are right is told of both together, never of one.
"""

from __future__ import annotations

from backend.journeys.draft import Answers
from backend.journeys.hearing import pairs
from backend.journeys.question import Journey, Option, Question, Refused
from backend.journeys.words import has_complained_of_nothing_yet, phrases

PAIR = ("reference", "case_key")
"""What opens a case: its reference and its key."""
OF_THE_PAIR = phrases("reference|ref|number|key|code|word|words|letter|paper|email|text|one|them|it")
"""Words in which somebody may speak of either, in place of what happened to them."""


def seeks_case(answers: Answers) -> bool:
    """Whether reference and key are needed: no case is open in the chat, and nobody said there is none."""
    return "case" not in answers and answers.get("has_case") != "no"


REFERENCE = Question(
    id="reference",
    ask=lambda answers, world: "track.ask.reference",
    why="track.why.reference",
    sees="track.sees.pair",
    line="track.line.reference",
    title="track.title.reference",
    when=seeks_case,
    called=("reference", "the reference", "my reference"),
    read=lambda text, answers, world: pairs.reference(text, asked=True) or Refused("track.refused.reference"),
    lost="track.lost.reference",
)

CASE_KEY = Question(
    id="case_key",
    ask=lambda answers, world: "track.ask.case_key",
    why="track.why.case_key",
    sees="track.sees.pair",
    line="track.line.case_key",
    title="track.title.case_key",
    when=seeks_case,
    called=("key", "the key", "my key"),
    read=lambda text, answers, world: pairs.key(text, asked=True) or Refused("track.refused.case_key"),
    private=True,
    lost="track.lost.case_key",
)

HAS_CASE = Question(
    id="has_case",
    ask=lambda answers, world: "track.ask.has_case",
    why="track.why.has_case",
    sees="track.sees.has_case",
    line="track.line.has_case",
    title="track.title.has_case",
    when=lambda answers: "case" not in answers,
    options=(
        Option(
            "yes",
            "track.has_case.yes",
            phrases("i have one|i have them|i have it|i have a reference|i did|i have|i sent one|i made one"),
        ),
        Option(
            "no",
            "track.has_case.no",
            phrases("not yet|i havent|i dont have one|no i havent|i lost it|i dont have it|not here"),
            told_in=has_complained_of_nothing_yet,
        ),
    ),
    input="choice",
    lost="track.lost.has_case",
)
"""Whether there is a complaint to open, where a wish can be had without one too."""

TRACK = Journey("track", (REFERENCE, CASE_KEY))

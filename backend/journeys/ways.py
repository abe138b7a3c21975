"""What can be asked of a case now, as buttons: exactly what its Options say. PURE.

Going on comes first and stopping last, with the same words for both; what is not open has no button,
and asking for it all the same is answered with why.
"""

from __future__ import annotations

from dataclasses import replace

from backend.journeys.draft import CaseNow
from backend.journeys.question import Journey, Turned
from backend.journeys.track import CASE_KEY, REFERENCE
from backend.say import Choice, Say

_MOST = 7
"""More buttons than this are too many to choose among; the others are behind the last one."""


def start(journey: str, title: str) -> Choice:
    """A button that begins a journey."""
    return Choice({"intent": "start", "journey": journey}, title)


PERSON = Choice({"intent": "ask_contact_human"}, "session.choice.person")
OMBUDSMAN = Choice({"intent": "ask_ombudsman"}, "track.choice.ombudsman")
MORE = start("more", "track.choice.more")
WITHOUT_PAIR = start("about_earlier_complaint", "track.choice.without")

_WAYS: tuple[tuple[str | None, Choice], ...] = (
    ("ask_for_stage3", start("escalate", "track.choice.stage3")),
    ("ask_for_stage2", start("escalate", "track.choice.stage2")),
    ("reinstate", start("reinstate", "track.choice.reinstate")),
    ("add_information", start("information", "track.choice.information")),
    ("ask_to_pause_decision", start("pause", "track.choice.pause")),
    ("write_to_panel", start("panel_statement", "track.choice.panel_statement")),
    ("request_advocate", start("advocate_request", "track.choice.advocate")),
    (None, start("message", "track.choice.message")),
    (None, start("got_worse", "track.choice.got_worse")),
    ("ask_for_meeting", start("talk", "track.choice.meeting")),
    ("ask_for_mediation", start("talk", "track.choice.mediation")),
    ("go_straight_to_stage2", start("escalate", "track.choice.straight")),
    (None, start("contact", "track.choice.contact")),
    ("ask_ombudsman", OMBUDSMAN),
    ("withdraw", start("withdraw", "track.choice.withdraw")),
)
"""Each Option and the button for it, in the order in which they are offered; None is always open."""

FIRST = (
    "track.choice.stage3",
    "track.choice.stage2",
    "track.choice.reinstate",
    "track.choice.information",
    "track.choice.pause",
    "track.choice.advocate",
    "track.choice.message",
    "track.choice.withdraw",
)
"""The ways that most people come for; the rest are one press further."""


def open_ways(case: CaseNow, without: str | None = None) -> tuple[Choice, ...]:
    """A button for everything that may be asked for now, but the journey `without`; each journey once."""
    ways: dict[object, Choice] = {}
    for option, choice in _WAYS:
        journey = choice.means.get("journey", choice.means["intent"])
        if journey != without and journey not in ways and _is_open(case, option):
            ways[journey] = choice
    return tuple(ways.values())


def _is_open(case: CaseNow, option: str | None) -> bool:
    if option == "withdraw" and case.kind != "complaint":
        # Thanks or a question is no complaint to be stopped.
        return False
    return option is None or (option in case.options and case.options[option].available)


def first_ways(case: CaseNow) -> tuple[Choice, ...]:
    """What most people come for, then the way to everything else, and a person."""
    return (*(choice for choice in open_ways(case) if choice.title in FIRST), MORE, PERSON)


MORE_WAYS = Journey(
    "more",
    (REFERENCE, CASE_KEY),
    enter=lambda case: Turned((Say("track.all_ways", choices=(*open_ways(case), PERSON), input="choice"),)),
)
"""Everything that may be asked for now."""


def add_too(case: CaseNow, words: str) -> tuple[Say, ...]:
    """What was told to somebody else may be added to the complaint too; its words go along."""
    ways = (
        _with(words, way) if way.means.get("journey") == "information" else way for way in first_ways(case)
    )
    asks = Say("track.what_now", choices=tuple(ways), input="choice")
    return (case.options["add_information"].why, asks)


def _with(words: str, way: Choice) -> Choice:
    return replace(way, means={**way.means, "words": words})


def add_or_begin(words: str) -> Say:
    """News while a complaint is open: to be added to it, or to begin a new one; its words go along."""
    ways = (
        start("information", "track.choice.information"),
        start("complaint", "track.choice.new_complaint"),
    )
    carrying = (_with(words, way) for way in ways)
    return Say("write.news", choices=(*carrying, PERSON), input="choice")


def answer_not_here(words: str) -> Say:
    """Of an answer that somebody has had, and that the case does not hold yet; their words go along."""
    ways = (_with(words, start("information", "track.choice.information")), *_NOT_ANSWERED)
    return Say("write.answer_not_here", choices=ways, input="choice")


_NOT_ANSWERED = (start("escalate", "track.choice.straight"), PERSON)


def instead_of(case: CaseNow, journey: str) -> Say:
    """What can be asked for instead of what is not open."""
    return Say("track.instead", {}, (*open_ways(case, journey)[:_MOST], PERSON), input="choice")

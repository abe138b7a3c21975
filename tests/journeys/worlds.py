"""Worlds, messages and short conversations for the tests of the journeys."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache, partial

from backend.journeys import plan
from backend.journeys.draft import Advised, CouncilNames, Draft, Step, Understood, World
from backend.procedures import load
from backend.services.advising import advise

TODAY = date(2026, 11, 20)
"""A Friday."""

RUTLAND = CouncilNames("rutland", "Rutland County Council", ("Rutland", "Oakham", "Uppingham"))
SEFTON = CouncilNames("sefton", "Sefton Council", ("Sefton", "Bootle", "Southport"))
SOMERSET = CouncilNames("somerset", "Somerset Council", ("Somerset County Council", "Taunton", "Street"))
SURREY = CouncilNames("surrey", "Surrey County Council", ("Surrey", "Guildford"))

PEOPLE = {"childline": "0800 1111", "emergency": "999", "police": "101", "team": "complaints team"}

ELSEWHERE = {"north somerset": "england", "kent": "england", "wales": "wales", "cardiff": "wales"}
NATIONAL = {
    **PEOPLE,
    "stage1_days": 10,
    "stage1_longest": 20,
    "stage2_days": 25,
    "stage2_longest": 65,
    "stage3_days": 30,
    "panel_size": 3,
    "ombudsman_phone": "0300 061 0614",
    "find_council": "https://www.example.org/find",
    "ombudsman_wales": "Ombudsman of Wales",
    "ombudsman_scotland": "Ombudsman of Scotland",
    "ombudsman_northern_ireland": "Ombudsman of Northern Ireland",
}

AT_RUTLAND = World(
    TODAY,
    "rutland",
    (RUTLAND, SEFTON, SOMERSET, SURREY),
    None,
    PEOPLE,
    elsewhere=ELSEWHERE,
    national=NATIONAL,
)
LANGUAGES = {"English": "en", "Polish": "pl", "polski": "pl"}


@cache
def _advised(answers: str) -> tuple[Advised, ...]:
    """The rules' view, thought out once for the same answers."""
    return _advise(json.loads(answers))


_advise = partial(advise, load(), "rutland", TODAY)
ADVISED = replace(AT_RUTLAND, advise=lambda answers: _advised(json.dumps(answers)), languages=LANGUAGES)
"""The same page, where the rules of eligibility are at hand, and another language."""
NOWHERE = replace(AT_RUTLAND, page_council=None)


def typed(text: str, intent: str = "nlu_fallback", confidence: float = 0.95) -> Understood:
    """Words as the model heard them."""
    return Understood(text, intent, confidence)


def pressed(answer: object) -> Understood:
    """A button that answers the question."""
    return Understood(intent="choose", confidence=1.0, choice={"answer": answer})


def wished(intent: str) -> Understood:
    """A button that makes a move."""
    return Understood(intent=intent, confidence=1.0, choice={"intent": intent})


def starts(journey: str, **more: object) -> Understood:
    """A button that begins a journey."""
    return Understood(choice={"intent": "start", "journey": journey, **more}, intent="start", confidence=1.0)


def begun(text: str = "", intent: str = "make_complaint", world: World = AT_RUTLAND) -> Step:
    """A complaint's first step."""
    return plan.begin("complaint", Understood(text, intent, 0.95), world)


def after(first: Step, *messages: Understood, world: World = AT_RUTLAND) -> Step:
    """The last step of a conversation."""
    last = first
    for message in messages:
        last = plan.step(draft_of(last), message, world)
    return last


def draft_of(step: Step) -> Draft:
    """The draft a step left; every step but a deletion leaves one."""
    assert step.draft is not None
    return step.draft


def keys(step: Step) -> list[str]:
    """What a step says, as keys."""
    return [say.key for say in step.says]


def asks(step: Step, world: World = AT_RUTLAND) -> str | None:
    """The question that follows a step."""
    return plan.question(draft_of(step), world).asks


A_CHILDS = (
    pressed("self"),
    pressed("young_person"),
    pressed("child"),
    pressed("yes"),
    typed("they shout at me"),
    pressed("no"),
    typed("last week"),
    pressed("staff"),
    typed("say sorry"),
    pressed("yes"),
    typed("Sam"),
    pressed("none"),
)
"""A child's answers from the first question to the read-back."""

A_LONG_STORY = (
    "I am the mother of two children who are in care. First of all nobody ever rings me back, I have left "
    "eleven messages since August and the social worker has not answered one. Also my contact with my son "
    "was cancelled three times at one hour's notice and no reason was given. On top of that they moved my "
    "daughter to another placement forty miles away and I found out from her school."
)
"""Three things in one story."""

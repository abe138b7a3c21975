"""How a journey on a case begins: with the case that is open in the chat, or by asking for it first. PURE."""

from __future__ import annotations

from dataclasses import replace

from backend.journeys import days
from backend.journeys.advocate import (
    ADVOCATE,
    ADVOCATE_ASK,
    FOR_WHOM,
    asked_of_an_advocate,
    for_another,
    wants_another,
)
from backend.journeys.answered import answer_told
from backend.journeys.answering import opened
from backend.journeys.contact import CONTACT
from backend.journeys.draft import CaseNow, Draft, Drop, Step, Understood, World
from backend.journeys.earlier import ANSWERED_ON, EARLIER, WHEN_MADE, WISH_OF
from backend.journeys.hearing import details, pairs, questions, stories
from backend.journeys.hearing.reached import wishes_another_way
from backend.journeys.listening import SHORT, hear
from backend.journeys.path import FIRST_WORDS, JOURNEYS, go_on, line, put, tell
from backend.journeys.pause import PAUSE
from backend.journeys.points import several
from backend.journeys.question import Entered, Journey, Turned
from backend.journeys.reaching import CONTACT_METHOD, way_named, whom_to_help
from backend.journeys.says import person
from backend.journeys.track import HAS_CASE
from backend.journeys.withdraw import ASKED_TO_STOP, WITHDRAW, asked_by_others, of_a_part
from backend.journeys.words import made_elsewhere, names_going_further, plain
from backend.journeys.write import ADDING, MESSAGE
from backend.say import Choice, Say


def begin(draft: Draft, says: tuple[Say, ...], understood: Understood, world: World) -> Step:
    """The first step of a journey that acts on a case; a long first message is kept as its words.

    `understood.choice` may hold `words`: what was typed to a wish that could not be had.
    """
    journey = JOURNEYS[draft.journey]
    draft, noted = _told_at_once(draft, understood)
    if journey.name == CONTACT.name:
        draft, noted = _reached_from_now(draft, understood, world)
    if journey.name == ADVOCATE.name and (asked := _of_an_advocate_had(understood.text, world)) is not None:
        draft, _ = put(draft, ADVOCATE_ASK, asked, world)
    whom = whom_to_help(understood.text) if journey.name == ADVOCATE.name else None
    if journey.name == ADVOCATE.name and for_another(understood.text):
        whom = "child"
    if whom is not None:
        value = "somebody_else" if whom == "child" else "self"
        draft, _ = put(draft, FOR_WHOM, value, world)
        noted += (Say("complaint.heard", {"lines": [line(FOR_WHOM, value, world)]}),)
    if journey.name == WITHDRAW.name and asked_by_others(_first_words(understood)):
        draft, _ = put(draft, ASKED_TO_STOP, "yes", world)
        noted += (Say("complaint.heard", {"lines": [line(ASKED_TO_STOP, "yes", world)]}),)
    says = (*says, *noted)
    if world.case is not None:
        return opened_for(draft, world, says)
    reference, key = pairs.pair(understood.text)
    if reference is not None:
        told = {"reference": reference, **({"case_key": key} if key else {})}
        heard = Say("track.heard_reference", {"reference": reference})
        return opened(
            replace(draft, answers={**draft.answers, "has_case": "yes", **told}), (*says, heard), world
        )
    if understood.text and any(asked.id == HAS_CASE.id for asked in journey.questions):
        draft = replace(draft, answers={**draft.answers, FIRST_WORDS: understood.text})
    return go_on(draft, (*says, *((Say(journey.intro),) if journey.intro else ())), world)


def _of_an_advocate_had(text: str, world: World) -> str | None:
    """What words ask of an advocate there is; of one known to the case, in other words too."""
    if (asked := asked_of_an_advocate(text)) is not None:
        return asked
    if stories.wants_no_advocate(text):
        return "stop"
    had = world.case is not None and world.case.advocate != "none"
    return "change" if had and wants_another(text) else None


def _first_words(understood: Understood) -> str:
    """What a journey begins with: words typed to a wish that could not be had, or the message itself."""
    return _carried(understood) or understood.text


def _carried(understood: Understood) -> str:
    return str((understood.choice or {}).get("words", ""))


def _told_at_once(draft: Draft, understood: Understood) -> tuple[Draft, tuple[Say, ...]]:
    text = _first_words(understood)
    long = bool(_carried(understood)) or len(plain(text).split()) > SHORT
    journey = JOURNEYS[draft.journey]
    if text and text in str(draft.answers.get(journey.words, "")):
        return draft, ()
    short = bool(text) and journey.words not in draft.answers and journey.told_by(text)
    if not journey.words or not (long or short):
        return draft, ()
    return tell(draft, text), (Say("complaint.heard_story"),)


def _reached_from_now(draft: Draft, understood: Understood, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """The way to be reached that the wish for another one names."""
    text = understood.text
    said = plain(text)
    named = next((option.value for option in CONTACT_METHOD.options if said in option.words), None)
    if named is None and wishes_another_way(text) and details.way_to_reach(text) is None:
        named = way_named(text)
    if named is not None:
        draft, _ = put(draft, CONTACT_METHOD, named, world)
        return draft, (Say("complaint.heard", {"lines": [line(CONTACT_METHOD, named, world)]}),)
    return hear(draft, understood.text, world, whole=False)


def opened_for(draft: Draft, world: World, says: tuple[Say, ...] = ()) -> Step:
    """On with a journey now that its case is open; or why that cannot be asked for, and what can be."""
    if world.case is None:
        raise LookupError("no case is open")
    journey = JOURNEYS[draft.journey]
    entered = _enter(journey, world.case)
    if isinstance(entered, Turned):
        told = draft.answers.get(journey.words)
        if journey.name == PAUSE.name and _tells_more(told, world.case):
            # What has changed since it was asked for goes to those who have still to answer.
            more = Draft(ADDING.name, {ADDING.words: told}, told=draft.told)
            return opened_for(more, world, (*says, entered.says[0]))
        return Step(None, (*says, *(_with_words(say, told) for say in entered.says)), effect=Drop())
    answers = {**draft.answers, "case": world.case.reference, "known": dict(entered.known)}
    if journey.name == WITHDRAW.name and not several(answers) and of_a_part(str(answers.get(journey.words))):
        # The whole would stop: what they want of a part is for the team to see to.
        to_the_team = Draft(MESSAGE.name, {MESSAGE.words: answers[journey.words]}, told=draft.told)
        return opened_for(to_the_team, world, (*says, Say("withdraw.going_on")))
    draft = replace(draft, answers=answers)
    heard: tuple[Say, ...] = ()
    if journey.name == PAUSE.name and PAUSE.words in answers:
        draft, heard = hear(draft, str(answers[PAUSE.words]), world, whole=False)
    return go_on(draft, (*says, *heard, *entered.says), world)


def _tells_more(told: object, case: CaseNow) -> bool:
    """Whether words for a wish that cannot be had tell something that can be added to the case."""
    return bool(told) and not questions.is_a_question(str(told)) and case.options["add_information"].available


def _enter(journey: Journey, case: CaseNow) -> Entered | Turned:
    if journey.enter is None:
        raise LookupError("not a journey on a case")
    return journey.enter(case)


def _with_words(say: Say, words: object) -> Say:
    """Ways on that take along what was typed already, so that it need not be typed again."""
    if not words:
        return say
    return replace(say, choices=tuple(_carrying(choice, words) for choice in say.choices))


def _carrying(choice: Choice, words: object) -> Choice:
    takes = JOURNEYS.get(str(choice.means.get("journey")))
    return replace(choice, means={**choice.means, "words": words}) if takes and takes.words else choice


def begin_beside(draft: Draft, says: tuple[Say, ...], understood: Understood, world: World) -> Step:
    """The first step of a journey that makes a case of its own kind: a call back, an earlier complaint.

    `understood.choice` may hold `for`, the journey that could not be gone on with: what is wanted is
    known then. The council of a case that is open is not asked for.
    """
    journey = JOURNEYS[draft.journey]
    earlier = journey.name == EARLIER.name and made_elsewhere(understood.text)
    says_which = "about" in plain(understood.text).split() or len(understood.text.split()) >= _SAYS_WHICH
    says_when_alone = earlier and not says_which
    draft, noted = (draft, ()) if says_when_alone else _told_at_once(draft, understood)
    answers = dict(draft.answers)
    wanted = (understood.choice or {}).get("for")
    if journey.name == EARLIER.name and wanted in WISH_OF:
        answers["wish"] = WISH_OF[str(wanted)]
    if world.case is not None:
        answers["council"] = world.case.council
    if earlier:
        answers |= _of_an_earlier_one(understood, world)
    if answers.get("wish") == "go_further":
        answers |= _of_the_answer(str(answers.get(EARLIER.words) or understood.text), world)
    intro = (Say(journey.intro, {"person": person(world.people)}),) if journey.intro else ()
    return go_on(replace(draft, answers=answers), (*says, *intro, *noted), world)


def _of_an_earlier_one(understood: Understood, world: World) -> dict[str, object]:
    """What somebody who says that they complained before wants, and when it was, as far as they said."""
    told: dict[str, object] = {}
    if names_going_further(understood.text):
        told["wish"] = "go_further"
    when = days.when(understood.text, world.today)
    return told if when["from"] is None else {**told, WHEN_MADE.id: when}


def _of_the_answer(told: str, world: World) -> dict[str, object]:
    """The day of the answer that somebody does not accept, or that none came, where they tell of it."""
    answer = answer_told(told, world.today)
    return {} if answer is None else {ANSWERED_ON.id: answer}


_SAYS_WHICH = 25
"""From so many words who says that they complained before also says what of."""

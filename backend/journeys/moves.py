"""The moves that hold at every question: back, skip, don't know, why, again, correct, stop, start. PURE."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from backend.journeys import days, each, hearing
from backend.journeys.answering import council_unknown, not_understood, take, told_of_one
from backend.journeys.complaint import COMPLAINT, COUNCIL
from backend.journeys.draft import Draft, Drop, Keep, Speak, Step, Switch, Understood, World
from backend.journeys.earlier import EARLIER
from backend.journeys.elsewhere import sends
from backend.journeys.information import INFORMATION
from backend.journeys.keeping_apart import outcome_told
from backend.journeys.languages import language_wished, speak
from backend.journeys.listening import STARTS, match_option, question_named
from backend.journeys.path import (
    CHANGE,
    JOURNEYS,
    STOP,
    answered,
    ask_again,
    asked_now,
    go_on,
    keeps,
    line,
    on_to_next,
    place,
    put,
    tell,
    told_something,
)
from backend.journeys.question import Question
from backend.journeys.reaching import CONTACT_DETAIL, CONTACT_METHOD, SAFE_TO_CONTACT, WANTS_ADVOCATE
from backend.journeys.says import dropped, stopped
from backend.journeys.track import PAIR
from backend.journeys.words import after_correcting, holds, plain
from backend.say import Say


def wish_for(wish: str, draft: Draft, understood: Understood, world: World) -> Step:
    """A move, a start or an information question, whatever is being asked."""
    if draft.journey == COMPLAINT.name and (meant := _in_a_complaint(wish, draft, understood, world)):
        return meant
    if wish == "goodbye":
        wish = "stop_or_cancel"
    if wish == "change_language" and (tag := language_wished(understood, world.languages)) is not None:
        return speak(draft, tag, world.languages)
    if wish == "start":
        return _start(str((understood.choice or {}).get("journey")), draft, understood, world)
    if wish in INFORMATION and (wish not in STARTS or hearing.is_a_question(understood.text)):
        return Step(draft, handled=False)
    if wish in STARTS:
        return _start(STARTS[wish], draft, understood, world)
    if wish not in _MOVES:
        return not_understood(draft, world)
    if draft.asking in (STOP, CHANGE) and wish not in _ANYWHERE:
        if wish == "go_back":
            return return_to_question(draft, world)
        return Step(draft, (Say("session.lost.stop" if draft.asking == STOP else "complaint.why.change"),))
    return _MOVES[wish](draft, understood, world)


def wordless(draft: Draft, understood: Understood, world: World) -> Step:
    """A message without a word: question marks ask again; silence and pictures are told what would do."""
    said = understood.text.strip()
    if "?" in said:
        return wish_for("ask_repeat_or_simplify", draft, understood, world)
    if not said:
        return not_understood(draft, world, "session.nothing_typed")
    drawn = any(unicodedata.category(character) == "So" for character in said)
    return not_understood(draft, world, "session.pictures" if drawn else "session.not_understood")


def _in_a_complaint(wish: str, draft: Draft, understood: Understood, world: World) -> Step | None:
    """What a wish for a case means while a complaint is being made; None where it means what it says."""
    match wish:
        case "withdraw_complaint":
            return _stop(draft, understood, world)
        case "request_advocate":
            return _advocate_asked_for(draft, understood, world) or Step(draft, handled=False)
        case "ask_to_pause_decision" if "asks_to_pause" not in draft.answers:
            answers = {**draft.answers, "asks_to_pause": "yes"}
            return go_on(replace(draft, answers=answers), (Say("pause.noted"),), world)
        case "change_contact_details" if (reach := hearing.way_to_reach(understood.text)) is not None:
            return reached_otherwise(reach, draft, world)
        case "change_contact_details" if "contact_method" in draft.answers:
            return Step(ask_again(draft, "contact_method"), (Say("session.correcting"),))
        case "change_contact_details" | "ask_to_pause_decision":
            return Step(draft, handled=False)
    return None


def reached_otherwise(reach: tuple[str, str], draft: Draft, world: World) -> Step:
    """Another address or number, told by the way; whether it is safe is asked of each anew."""
    answers = {id: value for id, value in draft.answers.items() if id != SAFE_TO_CONTACT.id}
    after = replace(draft, answers=answers)
    says: tuple[Say, ...] = ()
    for asked, value in zip((CONTACT_METHOD, CONTACT_DETAIL), reach, strict=True):
        after, changed = put(after, asked, value, world)
        says += changed
    return go_on(after, says or (Say("complaint.known_already"),), world)


def _advocate_asked_for(draft: Draft, understood: Understood, world: World) -> Step | None:
    """An advocate asked for by the way is noted and not asked about again; None where that was settled."""
    if not holds(plain(understood.text), "advocate"):
        return None
    if not WANTS_ADVOCATE.when(draft.answers) or answered(draft, WANTS_ADVOCATE):
        return None
    after, _ = put(draft, WANTS_ADVOCATE, "yes", world)
    return Step(
        replace(after, failures=0), (Say("complaint.heard", {"lines": [line(WANTS_ADVOCATE, "yes", world)]}),)
    )


def _start(journey: str, draft: Draft, understood: Understood, world: World) -> Step:
    if journey not in JOURNEYS:
        return not_understood(draft, world)
    if journey != draft.journey:
        # Who cannot open a complaint writes down what they wanted of it: the one becomes the other.
        return Step(draft, effect=Switch(journey, instead=draft.asking in PAIR and journey == EARLIER.name))
    return Step(replace(draft, failures=0), (Say("session.already_there"),))


def return_to_question(draft: Draft, world: World) -> Step:
    """Back from "how to stop" or "what to change" to the question it was said at."""
    return Step(
        replace(draft, asking=draft.returning, returning=None, failures=0), (Say("session.going_on"),)
    )


def pick_up(draft: Draft, world: World) -> Step:
    """Go on with a draft that was kept: says so; the question follows."""
    again = replace(draft, asking=place(draft), returning=None, failures=0)
    return Step(again if again.asking else on_to_next(again, world), (Say("session.picked_up"),))


def _stop(draft: Draft, understood: Understood, world: World) -> Step:
    """Nothing told: gone at once. Otherwise: keep it or delete it?"""
    if not told_something(draft):
        return Step(None, stopped(), effect=Drop())
    if keeps(draft) and (draft.asking == STOP or (understood.choice or {}).get("how") == "keep"):
        return Step(draft, effect=Keep())
    if draft.asking == STOP:
        return Step(None, dropped(), effect=Drop())
    return Step(replace(draft, asking=STOP, returning=place(draft), failures=0))


def _keep(draft: Draft, understood: Understood, world: World) -> Step:
    """Stop and keep, in one message."""
    return _stop(draft, replace(understood, choice={"how": "keep"}), world)


def _delete(draft: Draft, understood: Understood, world: World) -> Step:
    """Stop and delete: asked about once, since it cannot be undone."""
    if draft.asking == STOP:
        return Step(draft, (Say("session.lost.stop"),))
    return _stop(draft, understood, world)


def _simpler(draft: Draft, understood: Understood, world: World) -> Step:
    """In simpler words from here on; where there are none, why it is asked."""
    if world.age_band == "child":
        return _again(draft, understood, world)
    return Step(replace(draft, failures=0), (Say("session.simpler"),), effect=Speak("child"))


def _usual(draft: Draft, understood: Understood, world: World) -> Step:
    """In a grown-up's words from here on."""
    return Step(replace(draft, failures=0), (Say("session.usual"),), effect=Speak("adult"))


def _go_back(draft: Draft, understood: Understood, world: World) -> Step:
    path = {q.id for q in JOURNEYS[draft.journey].path(draft.answers)}
    before = [id for id in draft.trail if id in path]
    if not before:
        return Step(replace(draft, failures=0), (Say("session.nothing_before"),))
    back = replace(draft, asking=before[-1], trail=tuple(before[:-1]), failures=0, proposed=())
    return Step(back, (Say("session.went_back"),))


def _skip(draft: Draft, understood: Understood, world: World) -> Step:
    asked = asked_now(draft)
    if draft.held is not None:
        return Step(replace(draft, held=None, failures=0), (Say("session.held_left_out"),))
    if answered(draft, asked):
        return go_on(draft, (Say("session.kept_answer"),), world)
    if asked.id == "point_outcome":
        return outcome_told(draft, asked, None, world)
    if asked.of_each and each.named(draft.answers):
        return told_of_one(draft, asked, None, world)
    if asked.id == "council":
        return council_unknown(draft, world)
    if asked.id == "role":
        return take(draft, asked, "other", world)
    if asked.id == "anything_else":
        return take(draft, asked, "no", world)
    if not asked.optional:
        return Step(replace(draft, failures=draft.failures + 1), (Say("session.needed"), Say(asked.why)))
    return go_on(replace(draft, skipped=(*draft.skipped, asked.id)), (Say("session.skipped"),), world)


def _dont_know(draft: Draft, understood: Understood, world: World) -> Step:
    asked = asked_now(draft)
    if asked.id == "council" and draft.held is None:
        return council_unknown(draft, world)
    if any(o.value == "dont_know" for o in asked.options) and draft.held is None:
        return take(draft, asked, "dont_know", world)
    if asked.lost is not None and asked.id not in draft.answers:
        return Step(replace(draft, failures=0), (Say(asked.lost),))
    return _skip(draft, understood, world)


def _ask_why(draft: Draft, understood: Understood, world: World) -> Step:
    return Step(replace(draft, failures=0), (Say(asked_now(draft).why), _seen_by(draft)))


def _who_sees(draft: Draft, understood: Understood, world: World) -> Step:
    return Step(replace(draft, failures=0), (_seen_by(draft),))


def _seen_by(draft: Draft) -> Say:
    """Who gets to see the answer: nobody, where nothing is sent."""
    return Say(asked_now(draft).sees if sends(draft.answers) else "elsewhere.sees")


def _again(draft: Draft, understood: Understood, world: World) -> Step:
    return Step(replace(draft, failures=0), (Say("session.in_other_words"), Say(asked_now(draft).why)))


def _correct(draft: Draft, understood: Understood, world: World) -> Step:
    """An earlier answer was wrong: the right one is taken if it was said, else it is asked for again."""
    path = {q.id: q for q in JOURNEYS[draft.journey].path(draft.answers)}
    earlier = [path[id] for id in reversed(draft.trail) if id in path]
    if not earlier:
        return Step(replace(draft, failures=0), (Say("session.nothing_before"),))
    right = after_correcting(understood.text)
    if (named := question_named(understood.text, draft)) is not None:
        return Step(ask_again(draft, named.id), (Say("session.correcting"),))
    if (changed := set_right(draft, right, world)) is not None:
        return changed
    told = (asked for asked in path.values() if asked.input == "date" and asked.id in draft.answers)
    if days.speaks_of_days(right) and (when := next(told, None)) is not None:
        return Step(ask_again(draft, when.id), (Say("session.correcting"),))
    last = earlier[0]
    listen = hearing.councils if last.id == "council" else hearing.councils_told
    if right and COUNCIL.id in {q.id for q in earlier} and (found := listen(right, world.councils)):
        return Step(replace(ask_again(draft, COUNCIL.id), proposed=found))
    if right and last.id in ("what_happened", "anything_else"):
        return Step(replace(tell(draft, understood.text), failures=0), (Say("complaint.added"),))
    if draft.asking == "check_answers":
        return Step(replace(draft, asking=CHANGE, returning=draft.asking, failures=0))
    return Step(ask_again(draft, last.id), (Say("session.correcting"),))


def set_right(draft: Draft, right: str, world: World) -> Step | None:
    """An answer given before, put right by the words of another option or another day; None if by neither."""
    path = {q.id: q for q in JOURNEYS[draft.journey].path(draft.answers)}
    for asked in (path[id] for id in dict.fromkeys((*reversed(draft.trail), *path)) if id in path):
        if (value := _instead(asked, right, draft, world)) is not None:
            after, _ = put(draft, asked, value, world)
            said_back = Say("session.changed", {"line": line(asked, value, world)})
            return go_on(after, (said_back,), world)
    return None


def _instead(asked: Question, right: str, draft: Draft, world: World) -> object | None:
    """What words answer of a question that was answered before: an option of it, or a day."""
    if not right or asked.id not in draft.answers:
        return None
    if asked.input == "date":
        return days.when(right, world.today) if days.is_all(right, world.today) else None
    if not asked.options or asked.story:
        return None
    option = match_option(asked, Understood(right), draft.answers)
    return option.value if option is not None else None


def _no_rush(draft: Draft, understood: Understood, world: World) -> Step:
    """Somebody needs a moment."""
    return Step(replace(draft, failures=0), (Say("session.no_rush"),))


_MOVES: Mapping[str, Callable[[Draft, Understood, World], Step]] = {
    "stop_or_cancel": _stop,
    "go_back": _go_back,
    "skip": _skip,
    "dont_know": _dont_know,
    "ask_why": _ask_why,
    "who_sees": _who_sees,
    "ask_repeat_or_simplify": _again,
    "correct_previous_answer": _correct,
    "keep": _keep,
    "delete": _delete,
    "simpler": _simpler,
    "usual": _usual,
    "wait": _no_rush,
    "resume": lambda draft, understood, world: pick_up(draft, world),
}
_ANYWHERE = frozenset({"stop_or_cancel", "keep", "delete", "simpler", "usual", "wait"})
"""The moves that mean the same also while it is asked how to stop, or what to change."""

"""The plan of a guided conversation: which question comes next and what a message does to it. PURE.

Every journey is data (`backend.journeys.complaint`, `.track`). Here a message is taken in; `typed` has
the words typed to a question read in order, `listening` makes out what they say, `answering` and `moves` do
what follows from it, `asking` puts the question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backend.journeys import entering
from backend.journeys.advising import told_in_every_chat, with_advice
from backend.journeys.answering import (
    chosen_answer,
    not_understood,
    opened,
    story_answer,
    take,
    wish_alone,
)
from backend.journeys.asking import PATIENCE, changeable, question
from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Answers, Draft, Drop, Inform, Keep, Step, Switch, Understood, World
from backend.journeys.hearing import councils, details, pairs, stories
from backend.journeys.information import INFORMATION, asked_as_taught
from backend.journeys.listening import (
    SHORT,
    STARTS,
    SURE,
    hear,
    journey_of,
    match_option,
    question_named,
    wish_meant,
)
from backend.journeys.moves import (
    no_complaint_wanted,
    pick_up,
    return_to_question,
    set_right,
    wish_for,
    with_its_wait,
    wordless,
)
from backend.journeys.path import (
    CHANGE,
    JOURNEYS,
    STOP,
    ask_again,
    asked_now,
    go_on,
    hold,
    keeps,
    on_to_next,
    put,
    receiving_council,
    tell,
    told_answers,
    told_something,
    voice,
    without_key,
)
from backend.journeys.points import ALL, WHICH_POINTS, several
from backend.journeys.question import Question
from backend.journeys.says import dropped
from backend.journeys.track import PAIR, TRACK
from backend.journeys.typed import OF_CARE, tells_instead, typed, wants_none, with_its_question
from backend.journeys.withdraw import (
    ASKED_TO_STOP,
    CONFIRM_REINSTATE,
    CONFIRM_WITHDRAW,
    WITHDRAW,
    WITHDRAW_REASON,
    asked_by_others,
    asks_what_stopping_does,
    of_a_part,
    only_asked,
    says_again,
    wants_it_back,
)
from backend.journeys.words import (
    AGAIN,
    DELETE,
    GO_ON,
    KEEP,
    NO,
    NOTHING,
    OF_STOPPING,
    YES,
    after_correcting,
    denies_stopping,
    goes_on_after_all,
    holds,
    holds_first,
    move,
    plain,
    says_to_leave_out,
    says_to_use,
    stops_others,
    withdraws,
)
from backend.say import Say

__all__ = [
    "CHANGE",
    "JOURNEYS",
    "PATIENCE",
    "STARTS",
    "STOP",
    "begin",
    "hold",
    "journey_of",
    "keeps",
    "not_opened",
    "opened_for",
    "pick_up",
    "plain_answer",
    "question",
    "receiving_council",
    "step",
    "takes_words",
    "tells_instead",
    "told_answers",
    "told_something",
    "voice",
    "without_key",
]

_LEFT: Mapping[str, str] = {"complaint": "session.left_complaint"}
HOW_WE_TREAT = "complaint.how_we_treat"


def begin(
    journey: str,
    understood: Understood,
    world: World,
    told: tuple[str, ...] = (),
    left: str | None = None,
    carry: Answers | None = None,
) -> Step:
    """Start `journey`, hearing in the first message whatever it already answers. Raises KeyError.

    `told` names the notices given in this chat (`Draft.told` of an earlier draft), `left` the journey
    that was left for this one, if any, and `carry` what was told in the one that became this one. An
    effect `Drop` at once means that it cannot be had now; the says tell why, and what can be.
    """
    draft = Draft(journey, answers=carry or {}, told=told_in_every_chat(told))
    says: tuple[Say, ...] = (Say(_LEFT.get(left, "session.left_other")),) if left else ()
    if journey == TRACK.name:
        return _first_of_track(draft, says, understood, world)
    if JOURNEYS[journey].enter is not None:
        return entering.begin(draft, says, understood, world)
    if JOURNEYS[journey].kind != COMPLAINT.kind:
        return _and_notice(entering.begin_beside(draft, says, understood, world))
    if HOW_WE_TREAT not in told:
        says += (Say(HOW_WE_TREAT),)
        draft = replace(draft, told=(*draft.told, HOW_WE_TREAT))
    if world.age_band:
        draft = replace(draft, answers={**draft.answers, "age_band": world.age_band})
    carried = str((understood.choice or {}).get("words", ""))
    text = carried or (understood.text if understood.choice is None else "")
    if text and not carry:
        tells = understood.intent == "say_what_happened" and not stories.is_a_wish(text)
        whole = bool(carried) or tells or stories.tells_a_story(text)
        draft, heard = hear(draft, text, world, whole)
        says += heard
        if not whole:
            # Who begins with what they want has told nothing yet, and is not asked for it again.
            draft, wish = wish_alone(draft, text, world)
            says += wish
    if (decision := (carry or {}).get("decision")) is not None:
        draft, heard = hear(draft, str(decision), world, whole=False, days_apart=True)
        says += heard
    begun = with_advice(with_its_wait(go_on(draft, says, world), text, world), world)
    return with_its_question(begun, text) if "what_happened" in draft.answers else begun


def step(draft: Draft, understood: Understood, world: World) -> Step:
    """What one message does to a draft; how it is treated is said by the first step, if not before it."""
    done = _with_story(_step(draft, understood, world), draft, world)
    if done.draft is not None and _told_more(done.draft, draft):
        done = with_its_wait(done, understood.text, world)
    return with_advice(_with_notice(done), world)


def _told_more(draft: Draft, before: Draft) -> bool:
    words = JOURNEYS[draft.journey].words
    return draft.journey == before.journey and draft.answers.get(words) != before.answers.get(words)


def _with_story(done: Step, before: Draft, world: World) -> Step:
    """A step that says who complains, and what the story, told before, then answers of what is still open."""
    draft = done.draft
    if draft is None or done.effect is not None or draft.held is not None or not _tells_who(draft, before):
        return done
    heard, says = hear(draft, str(draft.answers["what_happened"]), world, whole=False)
    return replace(done, draft=on_to_next(heard, world), says=(*done.says, *says)) if says else done


def _tells_who(draft: Draft, before: Draft) -> bool:
    who = ("about_whom", "role", "relationship")
    told = any(draft.answers.get(id) != before.answers.get(id) for id in who)
    return told and "what_happened" in draft.answers and draft.asking not in (STOP, CHANGE)


def _and_notice(done: Step) -> Step:
    """The first step of praise, a question or a call back: how it is treated comes after the welcome."""
    draft = done.draft
    if draft is None or HOW_WE_TREAT in draft.told:
        return done
    told = replace(draft, told=(*draft.told, HOW_WE_TREAT))
    return replace(done, draft=told, says=(*done.says, Say(HOW_WE_TREAT)))


def _with_notice(done: Step) -> Step:
    draft = done.draft
    if draft is None or not done.handled or HOW_WE_TREAT in draft.told:
        return done
    if not JOURNEYS[draft.journey].words or draft.asking in PAIR:
        return done
    told = replace(draft, told=(*draft.told, HOW_WE_TREAT))
    return replace(done, draft=told, says=(Say(HOW_WE_TREAT), *done.says))


def _step(draft: Draft, understood: Understood, world: World) -> Step:
    if draft.asking is None:
        return go_on(draft, (), world)
    chosen = understood.choice or {}
    wish = chosen.get("intent")
    if isinstance(wish, str):
        return wish_for(wish, draft, understood, world)
    if draft.journey == WITHDRAW.name and (said := _said_of_stopping(draft, understood, world)):
        return said
    if draft.asking == STOP:
        return _how_to_stop(draft, chosen.get("answer"), understood, world)
    if draft.asking == CHANGE:
        return _what_to_change(draft, chosen.get("answer"), understood, world)
    if draft.held is not None:
        return _held_words(draft, chosen.get("answer"), understood, world)
    asked = asked_now(draft)
    if "answer" in chosen:
        return chosen_answer(draft, asked, chosen["answer"], world)
    option = match_option(asked, understood, draft.answers) if asked.id in _OF_STOPPING else None
    if option is not None and move(understood.text) is None:
        # "Don't stop it" is what is asked here, too.
        return take(draft, asked, option.value, world)
    if denies_stopping(understood.text):
        return Step(replace(draft, failures=0), (Say("session.going_on"),))
    if not plain(understood.text):
        return wordless(draft, understood, world)
    return typed(draft, asked, understood, world)


_OF_STOPPING = (CONFIRM_WITHDRAW.id, CONFIRM_REINSTATE.id)


def _said_of_stopping(draft: Draft, understood: Understood, world: World) -> Step | None:
    """What words do to a withdrawal, whatever is asked: it goes on, is of a part, or is explained."""
    text = understood.text
    if goes_on_after_all(text) or only_asked(text):
        return take(draft, CONFIRM_WITHDRAW, "no", world)
    if "case" not in draft.answers or draft.held is not None:
        return None
    if asks_what_stopping_does(text):
        told = Say("withdraw.if_stopped", CONFIRM_WITHDRAW.facts(draft.answers))
        return Step(replace(draft, failures=0), (told,))
    if of_a_part(text) and not several(draft.answers):
        anew = {WITHDRAW.words: tell(draft, text).answers[WITHDRAW.words]}
        return Step(draft, effect=Switch(WITHDRAW.name, instead=True, carry=anew))
    if of_a_part(text) and draft.asking != WHICH_POINTS:
        return Step(ask_again(draft, WHICH_POINTS))
    pressed = draft.answers.get(ASKED_TO_STOP.id) == "yes"
    if draft.asking == CONFIRM_WITHDRAW.id and asked_by_others(text) and not pressed:
        return go_on(*put(tell(draft, text), ASKED_TO_STOP, "yes", world), world)
    if says_again(text) and draft.asking == WHICH_POINTS:
        return take(draft, asked_now(draft), ALL, world)
    if says_again(text) and draft.asking == WITHDRAW_REASON.id:
        return wish_for("skip", draft, understood, world)
    # Asked why, "I changed my mind" and "it was a mistake" are why.
    after_all = draft.asking != WITHDRAW_REASON.id and wants_it_back(text)
    return take(draft, CONFIRM_WITHDRAW, "no", world) if after_all else None


def plain_answer(draft: Draft, text: str, world: World) -> bool:
    """Whether typed words answer what is asked as surely as its button: exactly, or in three words.

    Such words need no language model, and are not put before one that might hear something else in them.
    """
    if draft.asking in (None, STOP, CHANGE):
        return False
    said, asked = plain(text), asked_now(draft)
    if draft.held is not None and (said in YES | NO | AGAIN or says_to_use(said) or says_to_leave_out(said)):
        return True
    if asked.id == "reference" and (pairs.reference(text, asked=True) or pairs.key_alone(text)):
        return True
    short = 0 < len(said.split()) <= 3
    if move(text) is not None:
        return not asked.story or short
    if asked.id == "safe_to_contact" and details.says_when(text):
        return True
    if asked.story:
        return False
    if any(said in option.words for option in asked.offered(draft.answers)):
        return True
    if not short:
        return False
    if asked.id == "council":
        return said in YES or said in NO or bool(councils.named(text, world.councils))
    if asked.options and asked.read is not None and asked.read(text, draft.answers, world) is not None:
        return True
    return bool(asked.options) and match_option(asked, Understood(text), draft.answers) is not None


def takes_words(draft: Draft) -> bool:
    """Whether words put by can wait in this draft: not while a case is being opened."""
    return bool(JOURNEYS[draft.journey].words) and draft.asking not in PAIR


opened_for = entering.opened_for


def not_opened(draft: Draft, reason: str) -> Step:
    """After `Open` failed: ask again, kindly. `reason` is "not_found" or "slowed"."""
    says = Say("track.slowed") if reason == "slowed" else Say("track.not_found")
    kept = {id: value for id, value in draft.answers.items() if id not in PAIR}
    fresh = replace(draft, answers=kept, trail=(), asking="reference", failures=0)
    return Step(fresh, (says,))


def _first_of_track(draft: Draft, says: tuple[Say, ...], understood: Understood, world: World) -> Step:
    reference, key = pairs.pair(understood.text)
    told = {id: value for id, value in (("reference", reference), ("case_key", key)) if value}
    if not told.get("reference"):
        told = {}
    heard = (Say("track.heard_reference", {"reference": reference}),) if told else ()
    return opened(replace(draft, answers=told), says + heard, world)


def _how_to_stop(draft: Draft, answer: object, understood: Understood, world: World) -> Step:
    said = plain(understood.text)
    wish = move(understood.text)
    kept = keeps(draft)
    if kept and (answer == "keep" or said in YES or said in KEEP or wish == "keep"):
        return Step(replace(draft, failures=0), effect=Keep())
    if answer == "drop" or said in DELETE or wish == "delete" or (said in YES and not kept):
        return Step(None, dropped(), effect=Drop())
    said_or_right = (said, after_correcting(said))
    goes_on = denies_stopping(understood.text) or any(
        holds_first(text, words) for text in said_or_right for words in GO_ON
    )
    if answer == "go_on" or goes_on or wish == "go_back":
        return return_to_question(draft, world)
    if world.case is not None and draft.journey != WITHDRAW.name and withdraws(understood.text):
        return Step(draft, effect=Switch(WITHDRAW.name))
    if stops_others(understood.text):
        return _told_on(draft, understood, world)
    if wish == "stop_or_cancel":
        return Step(draft, effect=Keep()) if kept else Step(None, dropped(), effect=Drop())
    if understood.intent in INFORMATION and understood.confidence >= SURE and len(said.split()) <= SHORT:
        return Step(draft, handled=False)
    if wish in ("simpler", "usual", "wait"):
        return wish_for(str(wish), draft, understood, world)
    if _tells_on(draft, said, understood):
        return _told_on(draft, understood, world)
    return not_understood(draft, world, "session.lost.stop")


def _told_on(draft: Draft, understood: Understood, world: World) -> Step:
    """Told instead of chosen how to stop: who tells more goes on."""
    back = return_to_question(draft, world)
    done = _step(back.draft or draft, understood, world)
    return replace(done, says=(*back.says, *done.says))


def _tells_on(draft: Draft, said: str, understood: Understood) -> bool:
    """Whether words typed where it is asked how to stop are rather meant for the open question behind it."""
    stopping = understood.intent in ("stop_or_cancel", "goodbye")
    stopping = stopping or any(holds(said, word) for word in OF_STOPPING)
    return len(said.split()) >= _TELLS and not stopping and draft.returning not in draft.answers


_TELLS = 5
"""From so many words somebody who was asked how to stop is telling something."""


def _what_to_change(draft: Draft, answer: object, understood: Understood, world: World) -> Step:
    offered = {str(choice.means.get("answer")) for choice in changeable(draft)}
    if answer is not None:
        return Step(ask_again(draft, str(answer))) if answer in offered else not_understood(draft, world)
    wish, said = move(understood.text), plain(understood.text)
    if wish in ("go_back", "stop_or_cancel", "keep", "delete", "simpler", "usual", "wait"):
        return wish_for(wish, draft, understood, world)
    if (named := question_named(understood.text, draft)) is not None:
        return Step(ask_again(draft, named.id))
    if said in NO | NOTHING | GO_ON or wish == "skip" or holds_first(said, "yes") or holds(said, "send"):
        return return_to_question(draft, world)
    if (changed := set_right(draft, after_correcting(said), world)) is not None:
        return changed
    if understood.intent in INFORMATION and understood.confidence >= SURE:
        return Step(draft, handled=False)
    return not_understood(draft, world)


def _held_words(draft: Draft, answer: object, understood: Understood, world: World) -> Step:
    """Words that safety held back: use them, write again, or leave them out."""
    said, asked, words = plain(understood.text), asked_now(draft), draft.held or ""
    free = replace(draft, held=None, failures=0)
    if answer == "use" or said in YES or says_to_use(said):
        return _use_held(free, asked, words, world)
    if answer == "again" or said in AGAIN:
        return Step(free, (Say("session.write_again"),))
    if answer == "leave" or said in NO or says_to_leave_out(said):
        return Step(free, (Say("session.held_left_out"),))
    if answer is not None or not said:
        return not_understood(draft, world)
    if wants_none(draft, understood.text):
        return no_complaint_wanted(draft, understood, world)
    wish = move(understood.text) or wish_meant(asked, understood)
    if wish == "dont_know":
        # Who cannot decide loses nothing; it can be changed before it is sent.
        return _use_held(free, asked, words, world)
    if wish is not None:
        return wish_for(wish, draft, understood, world)
    about = None if understood.wants_to_know in OF_CARE else asked_as_taught(understood)
    if about is not None:
        return Step(draft, effect=Inform(about))
    done = _step(replace(draft, held=None), understood, world)
    if done.draft is not None and done.draft.failures > draft.failures:
        return not_understood(draft, world)
    if asked.story and done.draft is not None and done.draft.failures == 0:
        # Told instead of chosen: it belongs to what waits, and neither is lost.
        return Step(replace(hold(draft, understood.text), failures=0), (Say("session.kept_for_later"),))
    return _still_holding(done, words)


def _still_holding(done: Step, words: str) -> Step:
    """A step after which the words held back still wait to be decided on."""
    if done.draft is None:
        return done
    return replace(
        done, draft=replace(done.draft, held=words), says=done.says or (Say("complaint.point_noted"),)
    )


def _use_held(free: Draft, asked: Question, words: str, world: World) -> Step:
    """Held words answer an open question; at a name, a day or a button they are part of the story."""
    if asked.story and asked.read is None:
        return story_answer(free, asked, words, world)
    after, says = hear(free, words, world, whole=True)
    return go_on(after, says, world)

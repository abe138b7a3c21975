"""The plan of a guided conversation: which question comes next and what a message does to it. PURE.

Every journey is data (`backend.journeys.complaint`, `.track`). Here a message is taken in; `listening`
makes out what it says, `answering` and `moves` do what follows from it, `asking` puts the question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from backend.journeys import days, each, entering, hearing, how_to_tell, one_more, withholding
from backend.journeys.advising import told_in_every_chat, with_advice
from backend.journeys.advocate import ADVOCATE
from backend.journeys.amending import an_older_one
from backend.journeys.answering import (
    advocate_wanted,
    also_about,
    becoming,
    beside_the_question,
    chosen_answer,
    council_typed,
    not_safe,
    not_understood,
    opened,
    read_answer,
    story_answer,
    take,
    take_typed,
    told_of_one,
)
from backend.journeys.asking import PATIENCE, changeable, question
from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Answers, Draft, Drop, Inform, Keep, Step, Switch, Understood, World
from backend.journeys.earlier import EARLIER
from backend.journeys.elsewhere import ELSEWHERE, names_none_of_them
from backend.journeys.information import (
    INFORMATION,
    asked_at_the_end,
    asked_plainly,
    asked_surely,
    asks_how_to_tell,
    asks_narrowly,
    asks_why_that_day,
)
from backend.journeys.keeping_apart import brought_back, points_typed, says_apart
from backend.journeys.languages import language_wished, speak
from backend.journeys.listening import (
    PUT_RIGHT,
    SHORT,
    STARTS,
    STORY,
    SURE,
    TELLING,
    answers_of,
    hear,
    journey_of,
    match_option,
    question_named,
    sure_and_short,
    tells_of_self,
    wish_meant,
)
from backend.journeys.moves import (
    about_oneself,
    advocate_as_wished,
    age_put_right,
    amended,
    another_council,
    answer_after_all,
    changed_to,
    changes_by_name,
    in_doubt,
    name_after_all,
    no_complaint_wanted,
    pick_up,
    reached_otherwise,
    reached_with_care,
    return_to_question,
    said_before,
    set_right,
    spelt_anew,
    tells_beside,
    told_already,
    wish_for,
    with_its_wait,
    without_pair,
    wordless,
)
from backend.journeys.path import (
    CHANGE,
    JOURNEYS,
    STOP,
    ask_again,
    asked_now,
    go_on,
    keeps,
    line,
    on_to_next,
    put,
    receiving_council,
    tell,
    told_answers,
    told_something,
    voice,
)
from backend.journeys.pause import PAUSE
from backend.journeys.pointing import POINTS
from backend.journeys.points import WHICH_POINTS, several
from backend.journeys.question import Question, Refused
from backend.journeys.reaching import (
    CONTACT_DETAIL,
    CONTACT_METHOD,
    NAME,
    SAFE_TO_CONTACT,
    WANTS_ADVOCATE,
    by_post,
    by_the_same_number,
    is_seen_by_others,
    refuses_what_was_told,
    told_with_care,
    wants_one_and_says_which,
    wants_one_for_a_named_child,
)
from backend.journeys.says import dropped
from backend.journeys.track import OF_THE_PAIR, PAIR, TRACK
from backend.journeys.who import CHILD_NAME
from backend.journeys.withdraw import (
    ASKED_TO_STOP,
    CONFIRM_REINSTATE,
    CONFIRM_WITHDRAW,
    WITHDRAW,
    WITHDRAW_REASON,
    asked_by_others,
    asks_what_stopping_does,
    of_a_part,
    wants_it_back,
)
from backend.journeys.words import (
    AGAIN,
    ANGRY,
    DELETE,
    GO_ON,
    KEEP,
    LEAVE_OUT,
    NO,
    NOTHING,
    OF_STOPPING,
    USE,
    YES,
    adds_to_complaint,
    after_correcting,
    asks_to_wait,
    corrected,
    denies_stopping,
    doubts_going_on,
    goes_on_after_all,
    has_an_advocate,
    has_complained_of_nothing_yet,
    has_none,
    holds,
    holds_first,
    move,
    named_on_a_case,
    names_nothing,
    plain,
    says_no_more,
    says_told_already,
    stops_others,
    wants_to_complain,
    wished,
)
from backend.journeys.write import ADDING, WORSE
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
        whole = bool(carried) or understood.intent == "say_what_happened" or hearing.tells_a_story(text)
        draft, heard = hear(draft, text, world, whole)
        says += heard
    if (decision := (carry or {}).get("decision")) is not None:
        draft, heard = hear(draft, str(decision), world, whole=False, days_apart=True)
        says += heard
    begun = with_advice(with_its_wait(go_on(draft, says, world), text, world), world)
    return _with_its_question(begun, text) if "what_happened" in draft.answers else begun


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
    if draft.journey == WITHDRAW.name and (said := _said_of_stopping(draft, understood.text, world)):
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
    return _typed(draft, asked, understood, world)


_OF_STOPPING = (CONFIRM_WITHDRAW.id, CONFIRM_REINSTATE.id)


def _said_of_stopping(draft: Draft, text: str, world: World) -> Step | None:
    """What words do to a withdrawal, whatever is asked: it goes on, is of a part, or is explained."""
    if goes_on_after_all(text):
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
    if draft.held is not None and said in YES | NO | USE | AGAIN | LEAVE_OUT:
        return True
    if asked.id == "reference" and (hearing.reference(text, asked=True) or hearing.key_alone(text)):
        return True
    short = 0 < len(said.split()) <= 3
    if move(text) is not None:
        return not asked.story or short
    if asked.id == "safe_to_contact" and hearing.says_when(text):
        return True
    if asked.story:
        return False
    if any(said in option.words for option in asked.offered(draft.answers)):
        return True
    if not short:
        return False
    if asked.id == "council":
        return said in YES or said in NO or bool(hearing.councils(text, world.councils))
    if asked.options and asked.read is not None and asked.read(text, draft.answers, world) is not None:
        return True
    return bool(asked.options) and match_option(asked, Understood(text), draft.answers) is not None


def hold(draft: Draft, text: str) -> Draft:
    """Keep words that safety did not let through, so that nothing has to be told twice (design 13).

    Several messages are joined by a blank line, as a story's are.
    """
    return replace(draft, held=f"{draft.held}\n\n{text}" if draft.held else text)


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
    reference, key = hearing.pair(understood.text)
    told = {id: value for id, value in (("reference", reference), ("case_key", key)) if value}
    if not told.get("reference"):
        told = {}
    heard = (Say("track.heard_reference", {"reference": reference}),) if told else ()
    return opened(replace(draft, answers=told), says + heard, world)


def _typed(draft: Draft, asked: Question, understood: Understood, world: World) -> Step:
    """Words were typed to a question: to this one or, where they do not answer it, to one before it.

    A name may still be told where it was passed over.
    """
    done = _answered_and_asked(draft, asked, understood, world) or _typed_to(draft, asked, understood, world)
    if done.draft is None or done.draft.failures <= draft.failures or asked.private:
        return done
    text = understood.text
    return said_before(draft, text, world) or name_after_all(draft, text, world) or done


def _typed_to(draft: Draft, asked: Question, understood: Understood, world: World) -> Step:
    """Words were typed to a question."""
    if not asked.story and (word := hearing.mended_spelling(understood.text)) is not None:
        return spelt_anew(draft, word, world)
    if understood.intent == "change_language" and not world.in_english:
        # No more was heard than a language that is not English, which is spoken here already.
        understood = replace(understood, intent="nlu_fallback")
    whole = (asked.story and asked.read is None) or move(understood.text) is not None
    text = understood.text if whole else corrected(understood.text)
    understood = replace(understood, text=text)
    if _on_a_case(draft) and not asked.private and named_on_a_case(text) == WORSE.name:
        # No reprisal is allowed, so what sounds like one is heard whatever was being asked.
        return Step(draft, effect=Switch(WORSE.name))
    an_answer = asked.private or asked.takes_languages
    if not an_answer and (tag := language_wished(understood, world.languages)) is not None:
        return speak(draft, tag, world.languages)
    if plain(text) in ANGRY:
        return not_understood(draft, world, "session.angry")
    if says_told_already(text) and not any(option.told_in(text) for option in asked.options):
        return told_already(draft, world)
    if (again := amended(draft, asked, text)) is not None:
        return again
    if asked.id not in PAIR and draft.journey != EARLIER.name and hearing.brings_pair(text):
        return Step(draft, effect=Switch(TRACK.name))
    of_a_wish = asked.id in PUT_RIGHT or draft.journey != COMPLAINT.name
    if not of_a_wish and (older := an_older_one(text)) is not None:
        return Step(draft, effect=Switch(older))
    if not asked.private and _adds_instead(draft, text):
        return Step(draft, effect=Switch(ADDING.name, instead=True))
    if draft.journey == WORSE.name and adds_to_complaint(text):
        return Step(draft, effect=Switch(ADDING.name))
    if (asked.id in PAIR or draft.journey == EARLIER.name) and has_complained_of_nothing_yet(text):
        return Step(draft, effect=becoming(Switch(COMPLAINT.name, instead=True), draft))
    if asked.id in PAIR and plain(text) in NO:
        return wish_for("dont_know", draft, understood, world)
    if asked.id in PAIR and holds(plain(text), "no") and not after_correcting(text):
        return wish_for("stop_or_cancel", draft, understood, world)
    if asked.id == "reference" and tells_instead(understood):
        return wish_for("make_complaint", draft, understood, world)
    if asked.id in PAIR and has_none(text):
        return without_pair(draft)
    if asked.id == "reference" and tells_beside(draft, text):
        return Step(replace(tell(draft, text), failures=0), (Say("complaint.heard_story"),))
    if asked.id in PAIR and (both := _both_typed(draft, asked, text, world)) is not None:
        return both
    if (age := age_put_right(draft, text, world)) is not None:
        return age
    if (of_self := about_oneself(draft, asked, text, world)) is not None:
        return of_self
    if asked.private and asked.id not in PAIR and changes_by_name(draft, text):
        return wish_for("correct_previous_answer", draft, understood, world)
    if asked.id in _OF_REACHING and (reached := _reached_safely(draft, asked, text, world)) is not None:
        return reached
    if asked.id in (CONTACT_METHOD.id, CONTACT_DETAIL.id):
        with_care = told_with_care(asked.id, understood.text, draft.answers)
        if with_care is not None:
            return reached_with_care(with_care, draft, world)
    if asked.id == WANTS_ADVOCATE.id and wants_one_for_a_named_child(text, draft.answers):
        after, heard = advocate_wanted(draft, "child", world)
        return go_on(after, (heard,), world)
    if asked.id == WANTS_ADVOCATE.id and wants_one_and_says_which(text):
        return advocate_as_wished(draft, text, world)
    if asked.id == WANTS_ADVOCATE.id and has_an_advocate(text, asked=True):
        # Who they are is for the team to know.
        done = take(tell(draft, text), asked, "no", world)
        return replace(done, says=(Say("complaint.added"), *done.says))
    plainly = wished(text)
    if plainly == "change_contact_details" and hearing.way_to_reach(text) is not None:
        return wish_for(plainly, draft, understood, world)
    if not asked.private and plainly == "request_advocate" and _may_have_advocate(draft):
        return wish_for(plainly, draft, understood, world)
    if asked.private and plainly is not None and hearing.way_to_reach(text) is None:
        # The model never sees these words, so nobody else could hear the wish.
        return wish_for(plainly, draft, understood, world)
    if (about := _asks_beside(asked, text)) is not None:
        return Step(draft, effect=Inform(about))
    may_doubt = asked.story or asked.id == "check_answers"
    if may_doubt and draft.journey != WITHDRAW.name and doubts_going_on(text):
        return in_doubt(draft, understood, world)
    if _wants_none(draft, text):
        return no_complaint_wanted(draft, understood, world)
    if (of_telling := _of_telling(draft, asked, understood, world)) is not None:
        return of_telling
    to_be_pointed = says_apart(text) and POINTS.when(draft.answers)
    if asked.id == "anything_else" and (to_be_pointed or hearing.says_all_told(text)):
        # Which points there are is shown and asked next; these words are no part of the story.
        return take_typed(draft, asked, "no", text, world)
    if asked.id in _BEHIND_POINTS and (back := brought_back(draft, text)) is not None:
        return back
    if asked.story and asked.id != "anything_else" and len(plain(text).split()) > SHORT:
        return _with_its_question(story_answer(draft, asked, text, world), text)
    if asked.id == "points" and (told := points_typed(draft, asked, understood, world)) is not None:
        return told
    if (wish := move(text)) is not None:
        return wish_for(wish, draft, understood, world)
    if asked.private and (both := _beside_its_question(draft, asked, text, world)) is not None:
        return both
    if (more := _one_more_child(draft, asked, text, world)) is not None:
        return more
    if asked.private and asked.optional and (aside := _in_place_of_a_name(text)) is not None:
        return wish_for(aside, draft, understood, world)
    if asked.of_each and (of_each := each.told_by_name(asked.id, text, draft.answers)) is not None:
        return go_on(*put(draft, asked, of_each, world), world)
    if asked.of_each and each.tells_of_others(asked.id, text, draft.answers):
        one = each.told_of_next(asked.id, text, draft.answers)
        if one is None:
            return beside_the_question(draft, asked, understood, world)
        return told_of_one(draft, asked, one, world)
    if asked.id == "council" and names_none_of_them(text):
        return chosen_answer(draft, asked, ELSEWHERE, world)
    if asked.id == "check_answers" and (anew := _said_anew(draft, text, world)) is not None:
        return anew
    if asked.id == CONTACT_METHOD.id and (post := by_post(text, draft.answers)) is not None:
        return reached_otherwise(("post", post), draft, world)
    by_the_way = not asked.story or asked.id == "safe_to_contact"
    if by_the_way and (reach := _another_way(draft, text)) is not None:
        return reached_otherwise(reach, draft, world)
    if not asked.story or asked.input == "date":
        widened, says = also_about(draft, text, world)
        if says:
            return go_on(widened, says, world)
    if not asked.story and (changed := changed_to(draft, text, world)) is not None:
        return changed
    if asked.options and (option := match_option(asked, understood, draft.answers)) is not None:
        return _also_heard(draft, take_typed(draft, asked, option.value, text, world), text, world)
    if (
        asked.options
        and asked.read is not None
        and not isinstance(value := asked.read(text, draft.answers, world), Refused | None)
    ):
        return _also_heard(draft, take_typed(draft, asked, value, text, world), text, world)
    if asked.id == "council" and (found := council_typed(draft, understood, world)) is not None:
        return found if _only_says_where(text, world) else _also_heard(draft, found, text, world)
    if not asked.story and asks_why_that_day(text):
        return Step(draft, effect=Inform("ask_deadline"))
    if not asked.story and draft.journey == COMPLAINT.name and not _pauses(draft) and asks_to_wait(text):
        return wish_for("ask_to_pause_decision", draft, understood, world)
    if _pauses(draft) and stops_others(text) and (not asked.story or names_nothing(text)):
        # Whether we can stop it: nobody can here, but the council can be asked to wait.
        return wish_for("ask_to_pause_decision", draft, understood, world)
    asks_back = asked.asks_back if hearing.asks_in_part(text) else None
    if asks_back is not None and asks_narrowly(asks_back, text):
        return Step(draft, effect=Inform(asks_back))
    meant = wish_meant(asked, understood)
    if meant is not None and not tells_of_self(draft, text, world):
        return wish_for(meant, draft, understood, world)
    if not asked.story and (about := asked_plainly(text)) is not None:
        return Step(draft, effect=Inform(about))
    if asked.optional and not asked.options and plain(text) in NO:
        return wish_for("skip", draft, understood, world)
    right = after_correcting(text)
    if not asked.story and right != plain(text) and (changed := set_right(draft, right, world)) is not None:
        return changed
    if asked.story and understood.intent == "affirm" and sure_and_short(understood):
        return story_answer(draft, asked, "yes", world)
    if asked.story:
        return _with_its_question(story_answer(draft, asked, text, world), text)
    if asked.read is not None:
        return _also_heard(draft, read_answer(draft, asked, text, world), text, world)
    if asks_back is not None and len(plain(text).split()) <= SHORT:
        return Step(draft, effect=Inform(asks_back))
    return beside_the_question(draft, asked, understood, world)


_BEHIND_POINTS = (*PUT_RIGHT, "check_answers")
"""Where a point that was left out may be asked for again."""
_OF_REACHING = (CONTACT_METHOD.id, CONTACT_DETAIL.id, SAFE_TO_CONTACT.id, "check_answers")


def _reached_safely(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """A way that others see is taken out, and a number used as is wished: "text, do not ring"."""
    if hearing.begins_as_question(text):
        return None
    if asked.id in (CONTACT_METHOD.id, CONTACT_DETAIL.id):
        return not_safe(draft, world) if is_seen_by_others(text) else None
    if (other := by_the_same_number(text, draft.answers)) is not None:
        return reached_otherwise(other, draft, world)
    return not_safe(draft, world) if refuses_what_was_told(text, draft.answers) else None


def _of_telling(draft: Draft, asked: Question, understood: Understood, world: World) -> Step | None:
    """A question about the chat itself: answered, or said to have no answer here. It answers nothing itself.

    Words that may be told all the same wait to be used or left out; those of a name are never looked up.
    """
    text = understood.text
    if asked.story and asked.read is None and how_to_tell.asks_how_to_begin(text):
        return wish_for("dont_know", draft, understood, world)
    if not how_to_tell.asks_of_the_chat(text) or move(text) is not None:
        return None
    if asked.takes_questions or asked.id in (*PAIR, CONTACT_DETAIL.id):
        return None
    if asked.private and hearing.beside_a_question(text) is not None:
        return None
    if (meant := wish_meant(asked, understood)) is not None:
        return wish_for(meant, draft, understood, world)
    if (about := asked_plainly(text) or asked.asks_back) is not None:
        return Step(draft, effect=Inform(about))
    if asked.private:
        return wish_for("ask_why", draft, understood, world)
    if asked.story and asked.read is None:
        return Step(replace(hold(draft, text), failures=0), (Say("session.no_answer_to_that"),))
    return not_understood(draft, world, "session.no_answer_to_that")


def _wants_none(draft: Draft, text: str) -> bool:
    """Whether little more is said than that the complaint being made is not wanted, or not any more."""
    brief = draft.journey == COMPLAINT.name and len(plain(text).split()) <= _BRIEF_WISH
    return brief and (hearing.wants_no_complaint(text) or hearing.complains_no_longer(text))


def _one_more_child(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """A child who was not named with the others, of whom what is asked of each is then asked too."""
    if draft.journey != COMPLAINT.name or not CHILD_NAME.when(draft.answers) or asked.id == NAME.id:
        return None
    beside = (not asked.story or asked.input == "date") and CHILD_NAME.id in draft.answers
    told = None if hearing.tells_of_hurt(text) else one_more.left_out(text, beside)
    if told is None or hearing.councils(told, world.councils) or hearing.elsewhere(told, world.elsewhere):
        return None
    if holds(plain(str(draft.answers.get(CHILD_NAME.id, ""))), plain(told)):
        known = Step(replace(draft, failures=0), (Say("complaint.known_already"),))
        return None if asked.of_each else known
    answers = each.with_more(told, draft.answers)
    after, says = put(draft, CHILD_NAME, answers[CHILD_NAME.id], world)
    noted = says or (Say("complaint.heard", {"lines": [line(CHILD_NAME, told, world)]}),)
    return go_on(replace(after, answers=answers), noted, world)


def _beside_its_question(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """An answer that no model sees, and the question beside it answered: "Alfie. who sees this?"."""
    parts = hearing.beside_a_question(text)
    if parts is None:
        return None
    said, question = parts
    wish = move(question) or _in_place_of_a_name(question)
    about = asked_plainly(question)
    if wish not in ("who_sees", "ask_why") and about is None:
        return None
    done = _typed_to(draft, asked, Understood(said), world)
    taken = done.draft is not None and done.draft.answers.get(asked.id) != draft.answers.get(asked.id)
    if not taken or done.effect is not None:
        return None
    if wish not in ("who_sees", "ask_why"):
        return replace(done, effect=Inform(str(about), question))
    return replace(done, says=(*done.says, *wish_for(wish, draft, Understood(question), world).says))


def _in_place_of_a_name(text: str) -> str | None:
    """The move that words are which no model sees: that it will not be told, or why it is asked."""
    return "skip" if withholding.declines(text) else "ask_why" if withholding.asks_why(text) else None


def _with_its_question(told: Step, text: str) -> Step:
    """What is told, kept whole, and the question that it ends with answered: "who sees this?"."""
    asked = asked_at_the_end(text)
    return told if asked is None or told.effect is not None else replace(told, effect=Inform(*asked))


def _answered_and_asked(draft: Draft, asked: Question, understood: Understood, world: World) -> Step | None:
    """A closed question answered with another behind it: the answer taken, the question answered."""
    asks = asked_at_the_end(understood.text)
    if asks is None or asked.private or asked.takes_questions:
        return None
    answer = understood.text[: understood.text.rindex(asks[1])].strip()
    open_still = asked.story and asked.read is None
    if open_still and not (asked.id == "anything_else" and says_no_more(answer)):
        return None
    done = _typed_to(draft, asked, Understood(answer), world)
    taken = done.draft is not None and done.draft.failures == 0 and done.draft.answers != draft.answers
    return replace(done, effect=Inform(*asks)) if taken and done.effect is None else None


def _asks_beside(asked: Question, text: str) -> str | None:
    """The information intent of a question that is no answer; what may be told anywhere is left to the story.

    What a question is asked about by those who answer it (`asks_back`) comes first.
    """
    of_the_question = asked.asks_back is not None and asks_narrowly(asked.asks_back, text)
    if of_the_question or not hearing.begins_as_question(text):
        return None
    return asked_surely(text) if not asked.story or asks_how_to_tell(text) else None


def _pauses(draft: Draft) -> bool:
    """Whether it is asked here that a decision waits."""
    return draft.journey == PAUSE.name or draft.answers.get("asks_to_pause") == "yes"


def _adds_instead(draft: Draft, text: str) -> bool:
    """Whether somebody who is asked about an advocate wants none, and to add something to their complaint."""
    adds = draft.journey == ADVOCATE.name and named_on_a_case(text) == ADDING.name
    return adds and hearing.wants_no_advocate(text)


def _on_a_case(draft: Draft) -> bool:
    """Whether a journey is on a case that is open, and another than telling what got worse."""
    return "case" in draft.answers and draft.journey != WORSE.name


def tells_instead(understood: Understood) -> bool:
    """Whether somebody asked for a reference tells what happened to them, and nothing of the reference."""
    said = plain(understood.text)
    told = understood.intent in TELLING and understood.confidence >= SURE
    told = told or wants_to_complain(understood.text)
    return told and len(said.split()) >= STORY and not any(holds(said, word) for word in OF_THE_PAIR)


def _another_way(draft: Draft, text: str) -> tuple[str, str] | None:
    """Another address or number than the one told before, or None."""
    told, reach = draft.answers.get("contact_detail"), hearing.way_to_reach(text)
    may_tell = told is not None or (draft.asking == "check_answers" and CONTACT_METHOD.when(draft.answers))
    return reach if may_tell and reach is not None and reach[1] != told else None


def _said_anew(draft: Draft, text: str, world: World) -> Step | None:
    """At the read-back, what is said anew of an answer, or of some of the children: "no, Esi does not"."""
    if (answer := answer_after_all(draft, after_correcting(text), world)) is not None:
        return answer
    if (named := another_council(draft, text, world)) is not None:
        return named
    last = hearing.clauses(text)[-1]
    if _TAKES_BACK.search(plain(text)) and days.is_all(last, world.today):
        return set_right(draft, last, world)
    for of_each in (q for q in JOURNEYS[draft.journey].path(draft.answers) if q.of_each):
        if (value := each.changed_by_name(of_each.id, text, draft.answers)) is not None:
            return go_on(*put(draft, of_each, value, world), world)
    return None


_TAKES_BACK = re.compile(r"\b(?:isnt|is not|wasnt|was not|not|wrong)\b")
"""What stands before the right day: "when isnt june thats just my birthday, it was last week"."""


def _may_have_advocate(draft: Draft) -> bool:
    """Whether an advocate can still be asked for with this complaint: plain words for one are no answer."""
    asks_for_one = draft.journey == COMPLAINT.name and WANTS_ADVOCATE.when(draft.answers)
    return asks_for_one and WANTS_ADVOCATE.id not in draft.answers


def _both_typed(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """Reference and key in one message, or the key where the reference was asked for."""
    reference, key = hearing.pair(text)
    if reference and key:
        both = {**draft.answers, "reference": reference, "case_key": key}
        return opened(replace(draft, answers=both), (), world)
    if asked.id == "reference" and (key := hearing.key_alone(text)) is not None:
        answers = {**draft.answers, "case_key": key}
        return Step(replace(draft, answers=answers, failures=0), (Say("track.heard_key"),))
    return None


def _only_says_where(text: str, world: World) -> bool:
    """Whether a few words say where somebody lives or went: that is not what they complain about."""
    if len(plain(text).split()) >= STORY or hearing.tells_of_hurt(text):
        return False
    return hearing.tells_where_somebody_is(text, world.councils, world.elsewhere)


def _also_heard(before: Draft, step: Step, text: str, world: World) -> Step:
    """A step whose message may have answered other questions by the way, or told some of the story."""
    asked, words = asked_now(before), JOURNEYS[before.journey].words
    if step.effect is not None or step.draft is None or asked.id in PAIR or not words or step.draft.failures:
        return step
    told_already = step.draft.answers.get(words) != before.answers.get(words)
    more = not told_already and _tells_more(before, asked, text, world)
    draft, says = hear(step.draft, text, world, whole=more)
    after = replace(step, draft=on_to_next(draft, world) if says else draft, says=(*step.says, *says))
    return _with_its_question(after, text)


def _tells_more(draft: Draft, asked: Question, text: str, world: World) -> bool:
    """Whether a text holds more than answers: somebody is hurt, or a long one has a part that is none."""
    if hearing.tells_of_hurt(text):
        return True
    if asked.id == ASKED_TO_STOP.id:
        said = {plain(text), after_correcting(text)}
        return len(plain(text).split()) > 1 and all(said.isdisjoint(option.words) for option in asked.options)
    parts = hearing.clauses(text) if len(plain(text).split()) >= STORY else []
    return not all(_answers_alone(draft, asked, part, world) for part in parts)


def _answers_alone(draft: Draft, asked: Question, part: str, world: World) -> bool:
    """Whether a part of a text answers something and tells nothing beside it."""
    heard = answers_of(part, world)
    read = asked.read(part, draft.answers, world) if asked.read else None
    if not hearing.says_little(part):
        agreed = asked.id == "child_agrees" and read is not None
        return agreed or not heard.keys().isdisjoint(("child_agrees", "wants_advocate", "contact_detail"))
    named = asked.id == "council" and hearing.councils(part, world.councils)
    option = match_option(asked, Understood(part), draft.answers)
    return bool(heard or named or option) or hearing.is_a_wish(part) or not isinstance(read, Refused | None)


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


_BRIEF_WISH = 16
"""Up to so many words who says that they want no complaint says little else; more of them are a story."""

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
    if answer == "use" or said in YES or said in USE:
        return _use_held(free, asked, words, world)
    if answer == "again" or said in AGAIN:
        return Step(free, (Say("session.write_again"),))
    if answer == "leave" or said in NO or said in LEAVE_OUT:
        return Step(free, (Say("session.held_left_out"),))
    if answer is not None or not said:
        return not_understood(draft, world)
    if _wants_none(draft, understood.text):
        return no_complaint_wanted(draft, understood, world)
    wish = move(understood.text) or wish_meant(asked, understood)
    if wish == "dont_know":
        # Who cannot decide loses nothing; it can be changed before it is sent.
        return _use_held(free, asked, words, world)
    if wish is not None:
        return wish_for(wish, draft, understood, world)
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

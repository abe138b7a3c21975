"""Words typed to a question, and who makes something of them, in order. PURE.

Each reader takes the words as its own and says what follows, or leaves them (None) to the next one: what may
be said anywhere comes before what answers the question, and what a model has to hear comes last.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from backend.journeys import days, each, how_to_tell, one_more, withholding
from backend.journeys.advocate import ADVOCATE
from backend.journeys.amending import an_older_one, tells_more_at_the_end
from backend.journeys.answering import (
    advocate_wanted,
    also_about,
    becoming,
    beside_the_question,
    choose_change,
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
from backend.journeys.asking import progress
from backend.journeys.complaint import COMPLAINT, COUNCIL
from backend.journeys.draft import Draft, Drop, Inform, Step, Switch, Understood, World
from backend.journeys.earlier import ANSWERED_ON, EARLIER, WHEN_MADE
from backend.journeys.elsewhere import ELSEWHERE, names_none_of_them
from backend.journeys.escalate import ESCALATE, calls_it_off
from backend.journeys.hearing import clauses, councils, details, names, pairs, questions, reached, stories
from backend.journeys.information import (
    asked_as_taught,
    asked_at_the_end,
    asked_plainly,
    asked_surely,
    asks_how_to_tell,
    asks_narrowly,
    asks_of_care,
    asks_why_that_day,
)
from backend.journeys.keeping_apart import brought_back, points_typed, says_apart
from backend.journeys.languages import language_wished, speak
from backend.journeys.leaving_out import left_out, stays_as_it_is
from backend.journeys.listening import (
    PUT_RIGHT,
    SHORT,
    STORY,
    SURE,
    TELLING,
    answers_of,
    hear,
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
    another_day,
    another_way_needed,
    answer_after_all,
    changed_to,
    changes_by_name,
    in_doubt,
    name_after_all,
    no_advocate_after_all,
    no_complaint_wanted,
    reached_otherwise,
    reached_with_care,
    said_before,
    set_right,
    spelt_anew,
    tells_beside,
    told_already,
    wish_for,
    without_pair,
)
from backend.journeys.path import (
    JOURNEYS,
    answered,
    asked_now,
    go_on,
    hold,
    keeps,
    line,
    on_to_next,
    put,
    tell,
    told_something,
)
from backend.journeys.pause import PAUSE
from backend.journeys.pointing import POINTS
from backend.journeys.question import Question, Refused
from backend.journeys.reaching import (
    CONTACT_DETAIL,
    CONTACT_METHOD,
    NAME,
    SAFE_TO_CONTACT,
    WANTS_ADVOCATE,
    asks_for_an_advocate,
    by_post,
    by_the_same_number,
    is_seen_by_others,
    others_see_what_was_told,
    refuses_what_was_told,
    told_with_care,
    wants_one_and_says_which,
    wants_one_for_a_named_child,
)
from backend.journeys.says import left_undone
from backend.journeys.story import DESIRED_OUTCOME
from backend.journeys.track import OF_THE_PAIR, PAIR, TRACK
from backend.journeys.who import CHILD_NAME
from backend.journeys.withdraw import ASKED_TO_STOP, WITHDRAW, takes_a_part_back
from backend.journeys.words import (
    ANGRY,
    KEEP,
    NO,
    adds_to_complaint,
    after_correcting,
    asks_to_read_back,
    asks_to_wait,
    corrected,
    doubts_going_on,
    has_an_advocate,
    has_complained_of_nothing_yet,
    has_none,
    holds,
    move,
    named_on_a_case,
    names_nothing,
    phrases,
    plain,
    says_no_more,
    says_told_already,
    stops_others,
    wants_to_complain,
    wants_to_tell,
    wished,
)
from backend.journeys.write import ADDING, WORSE
from backend.say import Say


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed to a question: the draft they came to, what was asked, what a model understood of them."""

    draft: Draft
    asked: Question
    understood: Understood
    world: World

    @property
    def text(self) -> str:
        """The words, without what takes an earlier answer back ("no I meant")."""
        return self.understood.text

    @property
    def id(self) -> str:
        """The name of the question asked."""
        return self.asked.id

    @property
    def plain(self) -> str:
        """The words in small letters, without signs."""
        return plain(self.text)

    def wish_for(self, wish: str) -> Step:
        """The step of a wish for something else than to answer."""
        return wish_for(wish, self.draft, self.understood, self.world)


Reader = Callable[[Typed], Step | None]


def typed(draft: Draft, asked: Question, understood: Understood, world: World) -> Step:
    """What words typed to a question do: to this one or, where they do not answer it, to one before it.

    A name may still be told where it was passed over.
    """
    done = _answered_and_asked(draft, asked, understood, world) or _read(draft, asked, understood, world)
    understood_it = done.draft is None or done.draft.failures <= draft.failures
    # "Will the police come?" names a thing that was asked about before, and tells nothing.
    of_safety = asked.id == SAFE_TO_CONTACT.id
    if understood_it or asked.private or of_safety or questions.asks_outright(understood.text):
        return done
    text = understood.text
    return said_before(draft, text, world) or name_after_all(draft, text, world) or done


def _read(draft: Draft, asked: Question, understood: Understood, world: World) -> Step:
    """What the first reader makes of the words that takes them."""
    if not asked.story and (word := stories.mended_spelling(understood.text)) is not None:
        return spelt_anew(draft, word, world)
    words = Typed(draft, asked, _as_meant(asked, understood, world), world)
    for reader in _READERS:
        if (step := reader(words)) is not None:
            return step
    return beside_the_question(draft, asked, words.understood, world)


def _as_meant(asked: Question, understood: Understood, world: World) -> Understood:
    """What was understood, of the words without what takes an answer back, save in a story."""
    if understood.intent == "change_language" and not world.in_english:
        # No more was heard than a language that is not English, which is spoken here already.
        understood = replace(understood, intent="nlu_fallback")
    whole = (asked.story and asked.read is None) or move(understood.text) is not None
    return understood if whole else replace(understood, text=corrected(understood.text))


# --- what may be said anywhere


def _got_worse(t: Typed) -> Step | None:
    """No reprisal is allowed, so what sounds like one is heard whatever was being asked."""
    on_a_case = "case" in t.draft.answers and t.draft.journey != WORSE.name
    heard = on_a_case and not t.asked.private and named_on_a_case(t.text) == WORSE.name
    return Step(t.draft, effect=Switch(WORSE.name)) if heard else None


def _another_language(t: Typed) -> Step | None:
    if t.asked.private or t.asked.takes_languages:
        return None
    tag = language_wished(t.understood, t.world.languages)
    return None if tag is None else speak(t.draft, tag, t.world.languages)


def _out_of_patience(t: Typed) -> Step | None:
    """Abuse, or that it was told before, which a button may say too."""
    if t.plain in ANGRY:
        return not_understood(t.draft, t.world, "session.angry")
    an_answer = any(option.told_in(t.text) for option in t.asked.options)
    return told_already(t.draft, t.world) if says_told_already(t.text) and not an_answer else None


def _keeps_it_as_it_is(t: Typed) -> Step | None:
    """Where an answer that was given is asked for again, that it stays: "keep it the same"."""
    given = answered(t.draft, t.asked) and t.id != "anything_else"
    kept = given and stays_as_it_is(t.text)
    return go_on(t.draft, (Say("session.kept_answer"),), t.world) if kept else None


def _tells_politely(t: Typed) -> Step | None:
    """What is told as if it were asked: "can I just say she never listens"."""
    told = t.asked.story and t.asked.read is None and questions.tells_politely(t.text)
    return with_its_question(story_answer(t.draft, t.asked, t.text, t.world), t.text) if told else None


def _asks_to_stop(t: Typed) -> Step | None:
    """Whether one may stop here, kindly put: "can I stop this now". "Can you stop it" may be of a move."""
    of_oneself = questions.asks_that_it_stops(t.text) and _MAY_I.match(t.plain) is not None
    return t.wish_for("stop_or_cancel") if of_oneself and t.draft.journey == COMPLAINT.name else None


_MAY_I = re.compile(r"(?:\w+ ){0,3}?(?:can|could|may|would|will) (?:i|we)\b")


def _amends(t: Typed) -> Step | None:
    return amended(t.draft, t.asked, t.text, t.world)


def _leaves_out(t: Typed) -> Step | None:
    return None if t.id in PAIR else left_out(t.draft, t.asked, t.text, t.world)


def _of_a_case(t: Typed) -> Step | None:
    """A reference to be opened, an older complaint, or something to be added to one."""
    if t.id not in PAIR and t.draft.journey != EARLIER.name and pairs.brings_pair(t.text):
        return Step(t.draft, effect=Switch(TRACK.name))
    of_a_wish = t.id in PUT_RIGHT or t.draft.journey != COMPLAINT.name
    if not of_a_wish and (older := an_older_one(t.text)) is not None:
        return Step(t.draft, effect=Switch(older))
    if not t.asked.private and _adds_instead(t):
        return Step(t.draft, effect=Switch(ADDING.name, instead=True))
    if t.draft.journey == WORSE.name and adds_to_complaint(t.text):
        return Step(t.draft, effect=Switch(ADDING.name))
    if (t.id in PAIR or t.draft.journey == EARLIER.name) and _is_none_before(t):
        return Step(t.draft, effect=becoming(Switch(COMPLAINT.name, instead=True), t.draft))
    return None


def _is_none_before(t: Typed) -> bool:
    """Whether it is said of a complaint made before that there is none, or something else wants telling."""
    instead = t.id in (WHEN_MADE.id, ANSWERED_ON.id, NAME.id) and wants_to_tell(t.text)
    return instead or has_complained_of_nothing_yet(t.text)


def _adds_instead(t: Typed) -> bool:
    """Whether somebody who is asked about an advocate wants none, and to add something to their complaint."""
    adds = t.draft.journey == ADVOCATE.name and named_on_a_case(t.text) == ADDING.name
    return adds and stories.wants_no_advocate(t.text)


def _called_off(t: Typed) -> Step | None:
    """That nobody goes further after all, or that a part is taken back instead: what was sent stays."""
    if t.draft.journey != ESCALATE.name or "case" not in t.draft.answers:
        return None
    if takes_a_part_back(t.text):
        return Step(t.draft, effect=Switch(WITHDRAW.name))
    return Step(None, left_undone("session.not_sent"), effect=Drop()) if calls_it_off(t.text) else None


def _to_the_pair(t: Typed) -> Step | None:
    """What is typed where a reference or key was asked for."""
    if t.id not in PAIR:
        return None
    if t.plain in NO:
        return t.wish_for("dont_know")
    if holds(t.plain, "no") and not after_correcting(t.text):
        return t.wish_for("stop_or_cancel")
    of_the_reference = t.id == "reference"
    if of_the_reference and tells_instead(t.understood):
        return t.wish_for("make_complaint")
    if has_none(t.text):
        return without_pair(t.draft)
    if of_the_reference and tells_beside(t.draft, t.text):
        return Step(replace(tell(t.draft, t.text), failures=0), (Say("complaint.heard_story"),))
    return _both_typed(t)


def tells_instead(understood: Understood) -> bool:
    """Whether somebody asked for a reference tells what happened to them, and nothing of the reference."""
    said = plain(understood.text)
    told = understood.intent in TELLING and understood.confidence >= SURE
    told = told or wants_to_complain(understood.text)
    return told and len(said.split()) >= STORY and not any(holds(said, word) for word in OF_THE_PAIR)


def _both_typed(t: Typed) -> Step | None:
    """Reference and key in one message, or the key where the reference was asked for."""
    reference, key = pairs.pair(t.text)
    if reference and key:
        both = {**t.draft.answers, "reference": reference, "case_key": key}
        return opened(replace(t.draft, answers=both), (), t.world)
    if t.id == "reference" and (key := pairs.key_alone(t.text)) is not None:
        answers = {**t.draft.answers, "case_key": key}
        return Step(replace(t.draft, answers=answers, failures=0), (Say("track.heard_key"),))
    return None


OF_CARE = (
    *("another_worker", "copy", "court", "entitled", "how_answered", "human", "outcome", "pause"),
    *("what_about", "why_decided"),
)
"""What may be asked of the chat, told of, or wished for in the same words."""
MOVES_ASKED = {"must_answer": "ask_why", "what_meant": "ask_repeat_or_simplify"}
"""What is asked about the question at hand, and the move that answers it."""
_NOTHING, _UNKNOWN = "none", "unknown"
"""What the model calls words that ask nothing of the chat, and a question that nothing here answers."""


def _asks_as_taught(t: Typed) -> Step | None:
    """What the model heard asked of the chat; what may be told in the same words is kept, and answered."""
    asks, about = t.understood.wants_to_know, asked_as_taught(t.understood)
    if (about is None and asks not in MOVES_ASKED) or t.asked.takes_questions or t.id in PAIR:
        return None
    if move(t.text) is not None or _is_answer_all_the_same(t):
        return None
    if (answered_back := _asks_back(t)) is not None:
        return answered_back
    if asks in MOVES_ASKED:
        return t.wish_for(MOVES_ASKED[asks])
    if about is None or (t.asked.story and not questions.is_a_question(t.text)):
        return None
    told_openly = t.asked.story and t.asked.read is None and t.id not in PUT_RIGHT
    if not told_openly or asks not in OF_CARE:
        return Step(t.draft, effect=Inform(about))
    told = story_answer(t.draft, t.asked, t.text, t.world)
    return told if told.effect is not None else replace(told, effect=Inform(about, t.text))


def _is_answer_all_the_same(t: Typed) -> bool:
    """Whether words tell what was done, or more than they ask, wish for what would help, or say how
    somebody may be reached."""
    if t.id == POINTS.id:
        # "Put 1 and 2 together" is done to the list, and asks nothing of complaints with several parts.
        return not questions.is_a_question(t.text)
    tells = stories.tells_of_hurt(t.text) or stories.tells_of_deeds(t.text)
    if t.asked.story and (tells or questions.beside_a_question(t.text) is not None):
        return True
    if t.id in PUT_RIGHT and t.understood.wants_to_know in OF_CARE:
        return questions.asks_whether_it_may_be(t.text)
    return t.id in _TO_BE_ASKED_OF and _answers_in_asking(t)


def _who_they_are(t: Typed) -> Step | None:
    """Another age than was told, that it is about oneself, or another name."""
    found = age_put_right(t.draft, t.text, t.world) or about_oneself(t.draft, t.asked, t.text, t.world)
    if found is not None:
        return found
    by_name = t.asked.private and t.id not in PAIR and changes_by_name(t.draft, t.text)
    return t.wish_for("correct_previous_answer") if by_name else None


_TO_BE_ASKED_OF = (NAME.id, CONTACT_METHOD.id, CONTACT_DETAIL.id, SAFE_TO_CONTACT.id)


def _asks_of_reaching(t: Typed) -> Step | None:
    """Where it is asked how they are to be reached: another way, by nothing at all, or a question of theirs.

    A question is no name, no number and no word on what is safe, so it is answered or said to be unknown.
    """
    if t.id not in _TO_BE_ASKED_OF or t.draft.answers.get(CONTACT_METHOD.id) == "other":
        return None
    if t.id in (CONTACT_METHOD.id, CONTACT_DETAIL.id) and reached.goes_another_way(t.text):
        return go_on(*put(t.draft, CONTACT_METHOD, "other", t.world), t.world)
    if t.id != NAME.id and reached.has_nothing_to_be_reached_by(t.text):
        return t.wish_for("ask_why") if t.id == SAFE_TO_CONTACT.id else another_way_needed(t.draft)
    asks = reached.asks_only(t.text) and t.understood.wants_to_know != _NOTHING
    if t.id == NAME.id:
        # "Can Yilmaz" and "Do Nguyen" are people.
        a_name = "?" not in t.text and names.is_bare_name(t.text)
        asks = questions.is_a_question(t.text) and not a_name
    if not asks or _answers_in_asking(t) or (t.id == NAME.id and _in_place_of_a_name(t.text) is not None):
        return None
    meant = wish_meant(t.asked, t.understood)
    if move(t.text) is not None or wished(t.text) == "request_advocate":
        return None
    if meant not in (None, "change_contact_details", "skip"):
        return None
    about = asked_surely(t.text) or asked_plainly(t.text)
    if about is not None:
        return Step(t.draft, effect=Inform(about))
    if reached.asks_of_telling_it(t.text):
        return t.wish_for("ask_why")
    return not_understood(t.draft, t.world, "session.no_answer_to_that")


def _answers_in_asking(t: Typed) -> bool:
    """Whether a question holds the answer to what was asked: "can you text me", "is 07700 900123 ok"."""
    beside = questions.beside_a_question(t.text)
    if details.way_to_reach(t.text, asked=True) is not None or (
        beside and not questions.is_a_question(beside[0])
    ):
        return True
    if t.id == CONTACT_METHOD.id:
        return match_option(t.asked, Understood(t.text), t.draft.answers) is not None
    read = t.asked.read(t.text, t.draft.answers, t.world) if t.asked.read else None
    return not isinstance(read, Refused | None)


_OF_REACHING = (CONTACT_METHOD.id, CONTACT_DETAIL.id, SAFE_TO_CONTACT.id, "check_answers")


def _reached_safely(t: Typed) -> Step | None:
    """A way that others see is taken out, and a number used as is wished: "text, do not ring"."""
    if t.id not in _OF_REACHING:
        return None
    if t.id == SAFE_TO_CONTACT.id and (other_answer := _puts_another_right(t)) is not None:
        return other_answer
    asked_how = t.id in (CONTACT_METHOD.id, CONTACT_DETAIL.id)
    if not reached.asks_only(t.text):
        if is_seen_by_others(t.text) if asked_how else others_see_what_was_told(t.text, t.draft.answers):
            return not_safe(t.draft, t.world)
        if not asked_how and (other := by_the_same_number(t.text, t.draft.answers)) is not None:
            return reached_otherwise(other, t.draft, t.world)
        if not asked_how and refuses_what_was_told(t.text, t.draft.answers):
            return not_safe(t.draft, t.world)
    with_care = told_with_care(t.id, t.text, t.draft.answers) if asked_how else None
    return None if with_care is None else reached_with_care(with_care, t.draft, t.world)


def _puts_another_right(t: Typed) -> Step | None:
    """An answer given before that is changed by its name where any words could be the answer."""
    if _MIND_CHANGED.search(t.plain) and question_named(t.plain, t.draft) is not None:
        return t.wish_for("correct_previous_answer")
    return changed_to(t.draft, t.text, t.world)


_MIND_CHANGED = re.compile(r"\bchanged? my mind about\b")


def _of_an_advocate(t: Typed) -> Step | None:
    """One wanted for a child who is named, one of a certain kind, or one that they have."""
    if t.id != WANTS_ADVOCATE.id:
        return None
    if wants_one_for_a_named_child(t.text, t.draft.answers):
        after, heard = advocate_wanted(t.draft, "child", t.world)
        return go_on(after, (heard,), t.world)
    if wants_one_and_says_which(t.text):
        return advocate_as_wished(t.draft, t.text, t.world)
    if has_an_advocate(t.text, asked=True):
        # Who they are is for the team to know.
        done = take(tell(t.draft, t.text), t.asked, "no", t.world)
        return replace(done, says=(Say("complaint.added"), *done.says))
    return None


def _wished_in_words(t: Typed) -> Step | None:
    """A wish for something else that its words say plainly."""
    plainly, names_a_way = wished(t.text), details.way_to_reach(t.text) is not None
    if plainly == "change_contact_details" and names_a_way:
        return t.wish_for(plainly)
    if not t.asked.private and plainly == "request_advocate" and _may_have_advocate(t.draft):
        return t.wish_for(plainly)
    # The model never sees private words, so nobody else could hear the wish.
    return t.wish_for(plainly) if t.asked.private and plainly is not None and not names_a_way else None


def _may_have_advocate(draft: Draft) -> bool:
    """Whether an advocate can still be asked for with this complaint: plain words for one are no answer."""
    asks_for_one = draft.journey == COMPLAINT.name and WANTS_ADVOCATE.when(draft.answers)
    return asks_for_one and draft.answers.get(WANTS_ADVOCATE.id) != "yes"


def _asks_beside(t: Typed) -> Step | None:
    """A question that is no answer; what may be told anywhere is left to the story.

    What a question is asked about by those who answer it (`asks_back`) comes first.
    """
    of_the_question = t.asked.asks_back is not None and asks_narrowly(t.asked.asks_back, t.text)
    if of_the_question or not (questions.begins_as_question(t.text) or asks_of_care(t.text)):
        return None
    about = asked_surely(t.text) if not t.asked.story or asks_how_to_tell(t.text) else None
    return None if about is None else Step(t.draft, effect=Inform(about))


def _in_doubt(t: Typed) -> Step | None:
    """Somebody who is not sure whether to go on, or wants no complaint."""
    may_doubt = (t.asked.story or t.id == "check_answers") and t.draft.journey != WITHDRAW.name
    if may_doubt and doubts_going_on(t.text):
        return in_doubt(t.draft, t.understood, t.world)
    if wants_none(t.draft, t.text):
        return no_complaint_wanted(t.draft, t.understood, t.world)
    return None


_BRIEF_WISH = 16
"""Up to so many words who says that they want no complaint says little else; more of them are a story."""


def wants_none(draft: Draft, text: str) -> bool:
    """Whether little more is said than that the complaint being made is not wanted, or not any more."""
    brief = draft.journey == COMPLAINT.name and len(plain(text).split()) <= _BRIEF_WISH
    return brief and (stories.wants_no_complaint(text) or stories.complains_no_longer(text))


def _asks_of_the_form(t: Typed) -> Step | None:
    """How much is still to come, whether this must be answered, or whether it can be changed later."""
    if t.asked.takes_questions:
        return None
    if questions.asks_how_much_is_left(t.text) or t.understood.wants_to_know == "questions_left":
        step, of = progress(t.draft, t.asked)
        return Step(
            replace(t.draft, failures=0), (Say("session.how_much_is_left", {"step": step, "of": of}),)
        )
    if asks_to_read_back(t.text) and questions.is_a_question(t.text):
        return t.wish_for("ask_repeat_or_simplify")
    if questions.asks_if_one_must(t.text):
        return t.wish_for("ask_why")
    changes = t.draft.journey == COMPLAINT.name and not t.asked.private
    return t.wish_for("correct_previous_answer") if changes and _asks_to_change_later(t) else None


def _asks_to_change_later(t: Typed) -> bool:
    return questions.asks_to_change_later(t.text) and told_something(t.draft)


def _keeps_it(t: Typed) -> Step | None:
    """To keep it, said of what is told, is no part of it: it is what was offered to who asked to stop."""
    keeps_it = t.asked.story and t.id not in t.draft.answers and t.plain in KEEP - _LATER
    return t.wish_for("keep") if keeps_it and keeps(t.draft) else None


_LATER = phrases("later|not now")
"""What may be said of the question alone."""


def _asks_of_the_chat(t: Typed) -> Step | None:
    """A question that answers nothing: answered, or said to have no answer here.

    Words that may be told all the same wait to be used or left out; those of a name are never looked up.
    """
    open_story = t.asked.story and t.asked.read is None
    if open_story and t.asked.lost is not None and how_to_tell.asks_how_to_begin(t.text):
        return t.wish_for("dont_know")
    unknown = t.understood.wants_to_know == _UNKNOWN and questions.is_a_question(t.text)
    asks = unknown or how_to_tell.asks_of_the_chat(t.text) or _asks_instead(t)
    if not asks or move(t.text) is not None:
        return None
    if t.asked.takes_questions or t.id in (*PAIR, CONTACT_DETAIL.id):
        return None
    if (answered := _asks_back(t)) is not None:
        return answered
    if how_to_tell.asks_what_is_meant(t.text):
        return t.wish_for("ask_repeat_or_simplify")
    if t.asked.private and questions.beside_a_question(t.text) is not None:
        return None
    if (meant := wish_meant(t.asked, t.understood)) is not None:
        return t.wish_for(meant)
    asked = (asked_plainly(part) for part in (t.text, *clauses.parts(t.text)))
    if (about := next(filter(None, asked), t.asked.asks_back)) is not None:
        return Step(t.draft, effect=Inform(about))
    if t.id == COUNCIL.id and "council" in t.plain:
        return Step(replace(t.draft, failures=0), (Say("rights.answer.which_council"),))
    if t.asked.private:
        return t.wish_for("ask_why")
    if t.understood.wants_to_know == _NOTHING:
        return None
    if open_story:
        may_be_told = _tells_something(t.text)
        after = hold(t.draft, t.text) if may_be_told else t.draft
        return Step(replace(after, failures=0), (Say("session.no_answer_to_that"),))
    return not_understood(t.draft, t.world, "session.no_answer_to_that")


def _asks_instead(t: Typed) -> bool:
    """Whether somebody asks where no question answers: a day, what would put it right, one of some buttons.

    What is told in a question ("am I allowed to see my brother") is kept, and what may be a wish is one.
    """
    if not questions.asks_outright(t.text):
        return False
    if t.asked.private:
        return len(t.plain.split()) > _LONGEST_NAME and names.GOES_BY.search(t.text) is None
    if t.asked.input == "date":
        return not days.speaks_of_days(t.text)
    if t.id == COUNCIL.id:
        return not councils.named(t.text, t.world.councils)
    may_be = questions.asks_whether_it_may_be(t.text)
    if t.id in PUT_RIGHT:
        # "Will they do it" asks what comes of this; "will you help me get my things back" wishes for it.
        what_comes = t.plain.startswith("will ") and names_nothing(t.text)
        return what_comes or not (may_be or stories.is_a_wish(t.text))
    if t.id == WANTS_ADVOCATE.id:
        return not asks_for_an_advocate(t.text)
    closed = bool(t.asked.options) and not t.asked.story and t.id not in _ASKED_IN_ANSWERING
    tells = stories.tells_of_hurt(t.text) or len(t.plain.split()) >= STORY
    return closed and not (may_be or tells)


_LONGEST_NAME = 3
"""A name of so many words may look like a question: "Will A Smith"."""
_ASKED_IN_ANSWERING = ("points", "child_agrees", CONTACT_METHOD.id)
"""The closed questions that a question may answer, or that read one themselves."""


def _tells_something(text: str) -> bool:
    tells = stories.tells_a_story(text) and not questions.asks_outright(text)
    return tells or stories.tells_of_hurt(text)


# --- what is told


_BEHIND_POINTS = (*PUT_RIGHT, "check_answers")
"""Where a point that was left out may be asked for again."""


def _told_to_the_end(t: Typed) -> Step | None:
    """That all is told. Which points there are is shown and asked next; these words are no part of it."""
    if t.id != "anything_else":
        return None
    to_be_pointed = says_apart(t.text) and POINTS.when(t.draft.answers)
    ended = to_be_pointed or stories.says_all_told(t.text)
    return take_typed(t.draft, t.asked, "no", t.text, t.world) if ended else None


def _of_points(t: Typed) -> Step | None:
    """A point that was left out and is wanted again, or which points there are."""
    if t.id in _BEHIND_POINTS and (back := brought_back(t.draft, t.text)) is not None:
        return back
    return points_typed(t.draft, t.asked, t.understood, t.world) if t.id == "points" else None


def _told_at_length(t: Typed) -> Step | None:
    long = t.asked.story and t.id != "anything_else" and len(t.plain.split()) > SHORT
    return with_its_question(story_answer(t.draft, t.asked, t.text, t.world), t.text) if long else None


def _a_move(t: Typed) -> Step | None:
    wish = move(t.text)
    return None if wish is None else t.wish_for(wish)


def _name_and_plea(t: Typed) -> Step | None:
    """That somebody is not to know, beside the name or in its place: kept for those who write to them."""
    plea = withholding.plea_beside(t.text) if t.id == NAME.id else None
    if plea is None or SAFE_TO_CONTACT not in JOURNEYS[t.draft.journey].questions:
        return None
    said, caution = plea
    reached = {id: str(t.draft.answers[id]) for id in _OF_REACHING if id in t.draft.answers}
    step = reached_with_care({**reached, SAFE_TO_CONTACT.id: caution}, t.draft, t.world)
    cautioned = replace(t.draft, answers=step.draft.answers) if step.draft is not None else t.draft
    named = NAME.read(said, cautioned.answers, t.world) if NAME.read is not None and said else None
    if isinstance(named, str):
        done = take(cautioned, t.asked, named, t.world)
    else:
        done = _no_name(replace(t, draft=cautioned)) or Step(replace(cautioned, failures=0))
    return replace(done, says=(*step.says, *done.says))


def _name_and_question(t: Typed) -> Step | None:
    """An answer that no model sees, and the question beside it answered: "Alfie. who sees this?"."""
    parts = questions.beside_a_question(t.text) if t.asked.private else None
    if parts is None:
        return None
    said, question = parts
    wish = move(question) or _in_place_of_a_name(question)
    wish = wish or ("who_sees" if withholding.asks_who_is_told(question) else None)
    about = asked_plainly(question)
    if wish not in ("who_sees", "ask_why") and about is None:
        return None
    done = _read(t.draft, t.asked, Understood(said), t.world)
    taken = done.draft is not None and done.draft.answers.get(t.id) != t.draft.answers.get(t.id)
    if not taken or done.effect is not None:
        return None
    if wish not in ("who_sees", "ask_why"):
        return replace(done, effect=Inform(str(about), question))
    return replace(done, says=(*done.says, *wish_for(wish, t.draft, Understood(question), t.world).says))


def _one_more_child(t: Typed) -> Step | None:
    """A child who was not named with the others, of whom what is asked of each is then asked too."""
    draft, asked = t.draft, t.asked
    if draft.journey != COMPLAINT.name or not CHILD_NAME.when(draft.answers) or asked.id == NAME.id:
        return None
    beside = (not asked.story or asked.input == "date") and CHILD_NAME.id in draft.answers
    told = None if stories.tells_of_hurt(t.text) else one_more.left_out(t.text, beside)
    if told is None or councils.named(told, t.world.councils) or councils.elsewhere(told, t.world.elsewhere):
        return None
    if holds(plain(str(draft.answers.get(CHILD_NAME.id, ""))), plain(told)):
        known = Step(replace(draft, failures=0), (Say("complaint.known_already"),))
        return None if asked.of_each else known
    answers = each.with_more(told, draft.answers)
    after, says = put(draft, CHILD_NAME, answers[CHILD_NAME.id], t.world)
    noted = says or (Say("complaint.heard", {"lines": [line(CHILD_NAME, told, t.world)]}),)
    return go_on(replace(after, answers=answers), noted, t.world)


def _no_name(t: Typed) -> Step | None:
    aside = _in_place_of_a_name(t.text) if t.asked.private and t.asked.optional else None
    return None if aside is None else t.wish_for(aside)


def _in_place_of_a_name(text: str) -> str | None:
    """The move that words are which no model sees: that it will not be told, or why it is asked."""
    return "skip" if withholding.declines(text) else "ask_why" if withholding.asks_why(text) else None


def _of_each_child(t: Typed) -> Step | None:
    """What is asked of each of several children, told of them by name or of the next one."""
    if not t.asked.of_each:
        return None
    if (of_each := each.told_by_name(t.id, t.text, t.draft.answers)) is not None:
        return go_on(*put(t.draft, t.asked, of_each, t.world), t.world)
    if not each.tells_of_others(t.id, t.text, t.draft.answers):
        return None
    one = each.told_of_next(t.id, t.text, t.draft.answers)
    if one is None:
        return beside_the_question(t.draft, t.asked, t.understood, t.world)
    return told_of_one(t.draft, t.asked, one, t.world)


def _none_of_the_councils(t: Typed) -> Step | None:
    none = t.id == "council" and names_none_of_them(t.text)
    return chosen_answer(t.draft, t.asked, ELSEWHERE, t.world) if none else None


# --- what was told before


def _said_anew(t: Typed) -> Step | None:
    """At the read-back, what is said anew of an answer, or of some of the children: "no, Esi does not"."""
    if t.id != "check_answers":
        return None
    if (answer := answer_after_all(t.draft, after_correcting(t.text), t.world)) is not None:
        return answer
    if (named := another_council(t.draft, t.text, t.world)) is not None:
        return named
    if len(clauses.parts(t.text)) == 1:
        found = no_advocate_after_all(t.draft, t.text, t.world) or another_day(t.draft, t.text, t.world)
        if found is not None:
            return found
    changed = _CHANGE_IT.split(t.text)[-1].strip()
    if changed != t.text.strip() and stories.is_a_wish(changed) and DESIRED_OUTCOME.id in t.draft.answers:
        return go_on(*put(t.draft, DESIRED_OUTCOME, changed, t.world), t.world)
    last = clauses.parts(t.text)[-1]
    if _TAKES_BACK.search(t.plain) and days.is_all(last, t.world.today):
        return set_right(t.draft, last, t.world)
    for of_each in (q for q in JOURNEYS[t.draft.journey].path(t.draft.answers) if q.of_each):
        if (value := each.changed_by_name(of_each.id, t.text, t.draft.answers)) is not None:
            return go_on(*put(t.draft, of_each, value, t.world), t.world)
    return None


def _several_set_right(t: Typed) -> Step | None:
    """Several answers put right in one message at the read-back, each in a part of it.

    What of it puts none right is told to the story where it tells something; else it is asked what to change.
    """
    parts = _parts_put_right(t.text) if t.id == "check_answers" else []
    if len(parts) < 2:
        return None
    draft, left = t.draft, []
    says: tuple[Say, ...] = ()
    for part in parts:
        done = _puts_right(replace(t, draft=draft, understood=Understood(part)))
        if done is None or done.draft is None:
            left.append(part)
        else:
            draft, says = done.draft, (*says, *done.says)
    if not says or (len(left) == len(parts) - 1 and any(map(stories.tells_of_deeds, left))):
        return None
    if not left:
        return go_on(draft, says, t.world)
    if all(map(stories.tells_of_deeds, left)):
        return go_on(tell(draft, ". ".join(left)), (*says, Say("complaint.added")), t.world)
    asked_which = choose_change(draft)
    return replace(asked_which, says=(*says, *asked_which.says))


def _parts_put_right(text: str) -> list[str]:
    """The parts of a message that may each put an answer right, with the verb that they share: "change the
    date to 5 November and the age to 14".
    """
    parts = clauses.parts(text)
    verb = _CHANGES.match(text)
    if len(parts) > 1 or (joined := _AND.split(text, maxsplit=1)) == [text]:
        return parts
    first, second = joined
    return [
        first,
        f"{verb[0]}{second}" if verb and " to " in second and not _CHANGES.match(second) else second,
    ]


_AND = re.compile(r",?\s(?:and|also|plus|&)\s", re.IGNORECASE)
_CHANGES = re.compile(
    r"\W*(?:(?:please|pls|no|can you|could you) )*(?:change|make|put|correct) ", re.IGNORECASE
)


def _puts_right(t: Typed) -> Step | None:
    """The step of a part of a message that changes an answer given before, and nothing else."""
    done = (
        no_advocate_after_all(t.draft, t.text, t.world)
        or another_day(t.draft, t.text, t.world)
        or changed_to(t.draft, t.text, t.world)
        or said_before(t.draft, t.text, t.world)
    )
    if done is None or done.draft is None or done.effect is not None:
        return None
    return done if done.draft.answers != t.draft.answers else None


_CHANGE_IT = re.compile(r"\bchange (?:it|that)(?: to)?\W+", re.IGNORECASE)
"""What stands before a wish that is to stand instead of another: "change it, I just want my own room"."""
_TAKES_BACK = re.compile(r"\b(?:isnt|is not|wasnt|was not|not|wrong)\b")
"""What stands before the right day: "when isnt june thats just my birthday, it was last week"."""


def _another_way(t: Typed) -> Step | None:
    """By post where that was to be chosen, or another address or number than the one told before."""
    if t.id == CONTACT_METHOD.id and (post := by_post(t.text, t.draft.answers)) is not None:
        return reached_otherwise(("post", post), t.draft, t.world)
    if t.asked.story and t.id != SAFE_TO_CONTACT.id:
        return None
    told, reach = t.draft.answers.get(CONTACT_DETAIL.id), details.way_to_reach(t.text)
    to_be_told = t.draft.asking == "check_answers" and CONTACT_METHOD.when(t.draft.answers)
    another = (told is not None or to_be_told) and reach is not None and reach[1] != told
    return reached_otherwise(reach, t.draft, t.world) if another and reach is not None else None


def _about_another_too(t: Typed) -> Step | None:
    if t.asked.story and t.asked.input != "date":
        return None
    widened, says = also_about(t.draft, t.text, t.world)
    return go_on(widened, says, t.world) if says else None


def _changed(t: Typed) -> Step | None:
    return None if t.asked.story else changed_to(t.draft, t.text, t.world)


# --- what answers the question


def _answers(t: Typed) -> Step | None:
    """One of its buttons in words, or what the question itself reads in them."""
    if not t.asked.options:
        return None
    if (option := match_option(t.asked, t.understood, t.draft.answers)) is not None:
        return _also_heard(t, take_typed(t.draft, t.asked, option.value, t.text, t.world))
    value = t.asked.read(t.text, t.draft.answers, t.world) if t.asked.read is not None else None
    if isinstance(value, Refused | None):
        return None
    return _also_heard(t, take_typed(t.draft, t.asked, value, t.text, t.world))


def _names_a_council(t: Typed) -> Step | None:
    found = council_typed(t.draft, t.understood, t.world) if t.id == "council" else None
    return found if found is None or _only_says_where(t) else _also_heard(t, found)


def _only_says_where(t: Typed) -> bool:
    """Whether a few words say where somebody lives or went: that is not what they complain about."""
    if len(t.plain.split()) >= STORY or stories.tells_of_hurt(t.text):
        return False
    return councils.tells_where_somebody_is(t.text, t.world.councils, t.world.elsewhere)


def _why_that_day(t: Typed) -> Step | None:
    asks = not t.asked.story and asks_why_that_day(t.text)
    return Step(t.draft, effect=Inform("ask_deadline")) if asks else None


def _may_it_wait(t: Typed) -> Step | None:
    """A decision that is to wait; whether we can stop it: nobody can here, but the council can be asked."""
    pauses = t.draft.journey == PAUSE.name or t.draft.answers.get("asks_to_pause") == "yes"
    in_a_complaint = not t.asked.story and t.draft.journey == COMPLAINT.name and not pauses
    again = pauses and stops_others(t.text) and (not t.asked.story or names_nothing(t.text))
    wanted = again or (in_a_complaint and asks_to_wait(t.text))
    return t.wish_for("ask_to_pause_decision") if wanted else None


def _asks_back(t: Typed) -> Step | None:
    """What this question is asked about by those who are to answer it."""
    about = t.asked.asks_back if questions.asks_in_part(t.text) else None
    narrowly = about is not None and asks_narrowly(about, t.text)
    return Step(t.draft, effect=Inform(about)) if about is not None and narrowly else None


def _wish_understood(t: Typed) -> Step | None:
    meant = wish_meant(t.asked, t.understood)
    if meant == "dont_know" and t.asked.input == "date" and days.speaks_of_days(t.text):
        # "Not sure but maybe July or August" is what is known of it.
        return None
    if meant == "ask_why" and t.id in PUT_RIGHT and not questions.is_a_question(t.text):
        # To be told why is what many want.
        return None
    return t.wish_for(meant) if meant is not None and not tells_of_self(t.draft, t.text, t.world) else None


def _asks_plainly(t: Typed) -> Step | None:
    about = None if t.asked.story else asked_plainly(t.text)
    return None if about is None else Step(t.draft, effect=Inform(about))


def _says_no(t: Typed) -> Step | None:
    declined = t.asked.optional and not t.asked.options and t.plain in NO
    return t.wish_for("skip") if declined else None


def _adds_at_the_end(t: Typed) -> Step | None:
    """What is told once all was read back, kept whole beside the story."""
    adds = t.id == "check_answers" and t.draft.journey == COMPLAINT.name and tells_more_at_the_end(t.text)
    return go_on(tell(t.draft, t.text), (Say("complaint.added"),), t.world) if adds else None


def _sets_right(t: Typed) -> Step | None:
    right = after_correcting(t.text)
    return None if t.asked.story or right == t.plain else set_right(t.draft, right, t.world)


def _tells(t: Typed) -> Step | None:
    if not t.asked.story:
        return None
    if t.understood.intent == "affirm" and sure_and_short(t.understood):
        return story_answer(t.draft, t.asked, "yes", t.world)
    return with_its_question(story_answer(t.draft, t.asked, t.text, t.world), t.text)


def _reads(t: Typed) -> Step | None:
    return None if t.asked.read is None else _also_heard(t, read_answer(t.draft, t.asked, t.text, t.world))


def _asks_back_briefly(t: Typed) -> Step | None:
    about = t.asked.asks_back if questions.asks_in_part(t.text) else None
    brief = about is not None and len(t.plain.split()) <= SHORT
    return Step(t.draft, effect=Inform(about)) if about is not None and brief else None


_READERS: tuple[Reader, ...] = (
    _got_worse,
    _another_language,
    _out_of_patience,
    _keeps_it_as_it_is,
    _tells_politely,
    _asks_to_stop,
    _leaves_out,
    _amends,
    _of_a_case,
    _called_off,
    _to_the_pair,
    _asks_as_taught,
    _who_they_are,
    _asks_of_the_form,
    _asks_of_reaching,
    _reached_safely,
    _of_an_advocate,
    _name_and_plea,
    _wished_in_words,
    _asks_beside,
    _in_doubt,
    _keeps_it,
    _asks_of_the_chat,
    _told_to_the_end,
    _of_points,
    _told_at_length,
    _a_move,
    _name_and_question,
    _one_more_child,
    _no_name,
    _of_each_child,
    _none_of_the_councils,
    _several_set_right,
    _said_anew,
    _another_way,
    _about_another_too,
    _changed,
    _answers,
    _names_a_council,
    _why_that_day,
    _may_it_wait,
    _asks_back,
    _adds_at_the_end,
    _wish_understood,
    _asks_plainly,
    _says_no,
    _sets_right,
    _tells,
    _reads,
    _asks_back_briefly,
)


# --- what stands beside an answer


def with_its_question(told: Step, text: str) -> Step:
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
    done = _read(draft, asked, Understood(answer), world)
    taken = done.draft is not None and done.draft.failures == 0 and done.draft.answers != draft.answers
    return replace(done, effect=Inform(*asks)) if taken and done.effect is None else None


def _also_heard(t: Typed, step: Step) -> Step:
    """A step whose message may have answered other questions by the way, or told some of the story."""
    asked, words = asked_now(t.draft), JOURNEYS[t.draft.journey].words
    if step.effect is not None or step.draft is None or asked.id in PAIR or not words or step.draft.failures:
        return step
    told_of_it = step.draft.answers.get(words) != t.draft.answers.get(words)
    more = not told_of_it and _tells_more(replace(t, asked=asked))
    draft, says = hear(step.draft, t.text, t.world, whole=more)
    after = replace(step, draft=on_to_next(draft, t.world) if says else draft, says=(*step.says, *says))
    return with_its_question(after, t.text)


def _tells_more(t: Typed) -> bool:
    """Whether a text holds more than answers: somebody is hurt, or a long one has a part that is none."""
    if stories.tells_of_hurt(t.text):
        return True
    if t.id == ASKED_TO_STOP.id:
        said = {t.plain, after_correcting(t.text)}
        return len(t.plain.split()) > 1 and all(said.isdisjoint(option.words) for option in t.asked.options)
    parts = clauses.parts(t.text) if len(t.plain.split()) >= STORY else []
    return not all(_answers_alone(t, part) for part in parts)


def _answers_alone(t: Typed, part: str) -> bool:
    """Whether a part of a text answers something and tells nothing beside it."""
    heard = answers_of(part, t.world)
    read = t.asked.read(part, t.draft.answers, t.world) if t.asked.read else None
    if not stories.says_little(part):
        agreed = t.id == "child_agrees" and read is not None
        return agreed or not heard.keys().isdisjoint(("child_agrees", "wants_advocate", "contact_detail"))
    named = t.id == "council" and councils.named(part, t.world.councils)
    option = match_option(t.asked, Understood(part), t.draft.answers)
    return bool(heard or named or option) or stories.is_a_wish(part) or not isinstance(read, Refused | None)

"""What a message answers or wishes for, asked or not. PURE."""

from __future__ import annotations

import re
from dataclasses import replace

from backend.journeys import children, days, each, subjects, whom, words
from backend.journeys.answered import answer_told
from backend.journeys.decision import DECISION, HAPPENS_ON, day_named
from backend.journeys.draft import Answers, Draft, Understood, World
from backend.journeys.earlier import ANSWERED_ON
from backend.journeys.elsewhere import ELSEWHERE
from backend.journeys.hearing import councils, details, names, questions, speakers, stories
from backend.journeys.information import INFORMATION
from backend.journeys.languages import names_languages
from backend.journeys.path import JOURNEYS, answered, line, put, still_open, tell, told_answers
from backend.journeys.question import Option, Question
from backend.journeys.reaching import FOR_A_CHILD, FOR_ME
from backend.journeys.withdraw import ASKED_TO_STOP, asked_by_others
from backend.journeys.words import NO, SMALL_WORDS, YES, holds, plain
from backend.say import Say

SURE = 0.7
"""From this confidence a typed text is taken for a move or an information question."""
SHORT = 12
"""Up to so many words a typed text may be a move or an information question; a longer one is a story."""
BRIEF = 4
"""Up to so many words the model is believed to hear a yes or a no."""
STORY = 9
"""From so many words a text that does not answer a closed question is kept as part of the story."""
LISTENED = 2_500
"""Characters at the beginning of a text, and as many at its end, in which answers are listened for: who and
when stand where people begin, what they wish for where they end. All of a story is kept; what is said by the
way in the middle of one of many pages is asked."""

STARTS = {
    "give_compliment": "compliment",
    "make_comment": "comment",
    "make_complaint": "complaint",
    "say_what_happened": "complaint",
    "track_complaint": "track",
    "escalate_complaint": "escalate",
    "withdraw_complaint": "withdraw",
    "request_advocate": "advocate_request",
    "ask_to_pause_decision": "pause",
    "ask_for_mediation": "talk",
    "change_contact_details": "contact",
}
"""The intents that start a journey, and which."""
_WISHES = frozenset(
    {"ask_contact_human", "change_language", "greet", "thanks", "goodbye", "withdraw_complaint"}
)
"""What is no answer to an open question though it asks nothing; "I want a new social worker" is an answer."""
PUT_RIGHT = ("desired_outcome", "point_outcome")
"""The questions what would put it right."""
_OUTCOMES = frozenset({"ask_contact_human", "withdraw_complaint"})
"""What may be just what would put it right: "ring me back", "stop the assessment"."""
_PRAISE = frozenset({"give_compliment", "make_comment"})
"""Heard in the middle of a complaint it is a mishearing, and its answer would hurt."""
TELLING = frozenset({"say_what_happened", "safeguarding_disclosure", "self_harm_or_suicide"})
"""The intents that tell what happened, which is kept wherever it is said."""
MOVES = frozenset({*words.MOVES, "correct_previous_answer", "resume"})
"""The moves that hold at every question."""


def journey_of(understood: Understood, intent: str) -> str | None:
    """The journey that a first message starts; an advocate who writes does not ask for one.

    A long message that tells what was done, and that the model is not sure of, is a complaint's story.
    """
    text = understood.text
    if intent == "request_advocate" and speakers.who(text).get("role") == "advocate":
        return "complaint"
    unsure = understood.confidence < SURE and len(plain(text).split()) > SHORT
    of_a_case = "complain" in plain(text) or words.names_going_further(text)
    if intent in STARTS and unsure and not of_a_case and stories.tells_of_deeds(text):
        return "complaint"
    return STARTS.get(intent)


def hear(
    draft: Draft, text: str, world: World, whole: bool, days_apart: bool = False
) -> tuple[Draft, tuple[Say, ...]]:
    """The draft with whatever a text answers of the questions still open, and what is said of it.

    `whole`: the text is the story, or a part of it. `days_apart`: its days are those of something else.
    Nothing that was answered before is changed here.
    """
    lines: list[Say] = []
    said = _listened_to(text)
    heard = answers_of(said, world)
    if days_apart or said != text:
        # One day of many, if the middle holds others.
        heard.pop("when_happened", None)
    if DECISION.id in draft.answers and text in str(draft.answers[DECISION.id]):
        heard |= {HAPPENS_ON.id: day_named(said, world.today) or _day_of_a_move(draft, world)}
    for asked in JOURNEYS[draft.journey].questions:
        value = each.heard_by_name(asked.id, said, draft.answers) if asked.of_each else None
        value = heard.get(asked.id) if value is None else value
        # An age says how to speak, and "my brother" who he is, also before it is known who is speaking.
        early = asked.id in ("age_band", "relationship") and "role" not in draft.answers
        may_count = asked.when(draft.answers) or early
        # A question that was passed over is answered by whoever says it later all the same.
        if value is None or not may_count or answered(draft, asked):
            continue
        by_name = isinstance(value, list)
        if asked.of_each and not by_name and each.tells_of_some(said, draft.answers) and not whole:
            continue
        if early or asked.accepts(value, draft.answers):
            draft, _ = put(draft, asked, value, world)
            lines.append(line(asked, value, world))
    says: tuple[Say, ...] = ()
    if whole:
        draft = tell(draft, text)
        says += (Say("complaint.heard_story"),)
    told = councils.without(said, world.elsewhere)
    if "council" not in draft.answers and (named := councils.councils_told(told, world.councils)):
        draft = replace(draft, proposed=named)
    elif "council" not in draft.answers and (away := councils.elsewhere_told(said, world.elsewhere)):
        draft = replace(draft, proposed=(f"{ELSEWHERE}/{away}",))
    if lines:
        says += (Say("complaint.heard", {"lines": lines}),)
    return draft, says


def _day_of_a_move(draft: Draft, world: World) -> dict[str, object] | None:
    """The day of a move that is to wait, where the story told it."""
    story = str(draft.answers.get("what_happened", ""))
    return day_named(story, world.today) if draft.answers.get("about") == "move" else None


def says_again(draft: Draft, text: str, world: World) -> bool:
    """Whether a text tells what was told already, and nothing else that is heard."""
    asked = {question.id for question in JOURNEYS[draft.journey].questions}
    heard = {id: told for id, told in answers_of(_listened_to(text), world).items() if id in asked}
    told = {**told_answers(draft), **draft.answers}
    return bool(heard) and all(told.get(id) == value for id, value in heard.items())


def _listened_to(text: str) -> str:
    """A text whole, or the beginning and the end of a very long one."""
    return text if len(text) <= 2 * LISTENED else f"{text[:LISTENED]} \n {text[-LISTENED:]}"


def answers_of(text: str, world: World) -> dict[str, object]:
    """Answers by question id that a text gives by the way."""
    heard: dict[str, object | None] = {"about_whom": _few_words_for(text), **speakers.who(text)}
    of_it = days.without_finding_out(days.without_birthdays(text))
    if len(days.spans(of_it, world.today)) == 1:
        when = days.when(days.words_of_days(of_it, world.today), world.today)
        # A day long past may be that of something else ("I left care two years ago"): it is asked about.
        if not when["over_a_year_ago"]:
            heard["when_happened"] = when
    if (about := subjects.main(text)) is not None:
        heard["about"] = about
    if (wish := stories.wish(text)) is not None:
        heard["desired_outcome"] = wish
    heard |= {
        "wants_advocate": "no" if stories.wants_no_advocate(text) else None,
        "child_name": _children_named(text, world),
        "child_is": children.situation(text),
        "child_agrees": children.agrees(text),
        "name": names.own_name(text),
        ANSWERED_ON.id: answer_told(text, world.today),
        ASKED_TO_STOP.id: "yes" if asked_by_others(text) else None,
    }
    if (reach := details.way_to_reach(text)) is not None:
        heard["contact_method"], heard["contact_detail"] = reach
        heard["safe_to_contact"] = details.when_to_reach(text)
    return {id: value for id, value in heard.items() if value is not None}


def _few_words_for(text: str) -> str | None:
    """Whom a few words are of, and nothing else: "me", "for my daughter"."""
    said = plain(text)
    return "self" if said in FOR_ME else "somebody_else" if said in FOR_A_CHILD else None


def _children_named(text: str, world: World) -> str | None:
    """The children's names that a text gives; a council for which somebody fosters is none of them."""
    named = children.names(text)
    return None if named is None or councils.councils_told(named, world.councils) else named


def tells_of_self(draft: Draft, text: str, world: World) -> bool:
    """Whether a text gives a name, a way to be reached or what came of an answer, or refuses an advocate.

    That is an answer, not a wish.
    """
    heard = answers_of(text, world)
    questions = (q for q in JOURNEYS[draft.journey].questions if q.id in _OF_SELF and q.id in heard)
    return any(still_open(draft, asked) for asked in questions)


_OF_SELF = ("name", "contact_detail", "wants_advocate", ANSWERED_ON.id)


def match_option(asked: Question, understood: Understood, answers: Answers) -> Option | None:
    """The option that typed words are: word for word, by yes or no, or named alone in a short text."""
    said = words.without_swearing(plain(understood.text))
    exactly = {said, words.without_courtesy(said)}
    options = asked.offered(answers)
    for option in options:
        if not exactly.isdisjoint(option.words) or option.value.replace("_", " ") in exactly:
            return option
    by_value = {option.value: option for option in options}
    yes = by_value.get("yes") or by_value.get("keep")
    no = by_value.get("change") if asked.id == "check_answers" else by_value.get("no")
    if not exactly.isdisjoint(YES | NO):
        return no if exactly.isdisjoint(YES) else yes
    if (told := next((option for option in options if option.told_in(understood.text)), None)) is not None:
        return told
    left_open = (
        children.leaves_open(understood.text)
        if asked.of_each
        else asked.id == "about_whom" and whom.misses_another(understood.text)
    )
    if not (left_open or asked.story or asked.id in _TO_THE_LETTER or len(said.split()) > SHORT):
        named = {
            o.value: o
            for o in options
            for phrase in o.words
            if _names(said, phrase) and (not _of_oneself(asked, o) or speakers.of_who_speaks(said, phrase))
        }
        if len(named) == 1:
            return next(iter(named.values()))
    # After the options' own words: "I haven't asked them" sounds like a no, and is an answer of its own.
    said_of_it = asked.id == "child_agrees" and (
        children.agrees(understood.text, asked=True) or _closes(understood.text)
    )
    wavers = asked.id in _TO_THE_LETTER and (questions.is_a_question(understood.text) or _WAVERS.search(said))
    if understood.intent in ("affirm", "deny") and sure_and_short(understood) and not (said_of_it or wavers):
        return yes if understood.intent == "affirm" else no
    return None


_WAVERS = re.compile(
    r"\b(?:maybe|perhaps|possibly|should|shall|could|might|unsure|not sure|(?:do|can|must) i)\b"
)
"""In words that are no yes to what cannot be taken back, whatever the model hears: "maybe send it"."""


def _closes(text: str) -> bool:
    """Whether a text says that all is told or gives thanks, which agrees to nothing in a child's name."""
    return words.says_no_more(text) or stories.says_all_told(text) or not words.without_courtesy(plain(text))


def _of_oneself(asked: Question, option: Option) -> bool:
    """Whether an option is told of who speaks: "she is adopted" does not say that they were."""
    return asked.id == "role" or option.value == "adopted_person"


_TO_THE_LETTER = ("check_answers", "child_agrees", "confirm_withdraw", "confirm_reinstate")
"""The questions whose options are not taken out of more words, which may say the opposite."""


def _names(said: str, phrase: str) -> bool:
    """Whether a phrase stands in a text to name an option; one word alone only among small words.

    "he is in foster care now" names one, "my mum hits me" does not.
    """
    if not holds(said, phrase):
        return False
    return " " in phrase or set(said.split()) - {phrase} <= SMALL_WORDS


def wish_meant(asked: Question, understood: Understood) -> str | None:
    """The move, start or information question that the model is sure a short text is."""
    if understood.intent not in INFORMATION | MOVES | STARTS.keys():
        return None
    if (
        asked.private
        or understood.intent in _PRAISE
        or understood.confidence < SURE
        or len(plain(understood.text).split()) > SHORT
    ):
        return None
    if asked.takes_questions and understood.intent in INFORMATION:
        return None
    if understood.intent == "escalate_complaint" and not words.names_going_further(understood.text):
        # No answer to another question is a wish to leave it for that, whatever the model hears.
        return None
    may_be_wished_for = asked.id in PUT_RIGHT or asked.takes_languages
    no_day = asked.input == "date" and not days.speaks_of_days(understood.text)
    if no_day and understood.intent == "request_advocate":
        return understood.intent
    if (
        asked.story
        and understood.intent in INFORMATION - (_WISHES - _OUTCOMES if may_be_wished_for else _WISHES)
        and not questions.is_a_question(understood.text)
        and (asked.id in PUT_RIGHT or words.wished(understood.text) != understood.intent)
    ):
        return None
    if asked.story and understood.intent == "ask_contact_human" and not words.names_a_person(understood.text):
        # "I want contact back" wants no telephone number.
        return None
    repeated = words.wished(understood.text) == understood.intent
    if asked.id == "decision" and understood.intent == "ask_to_pause_decision" and not repeated:
        return None
    if understood.intent == "stop_or_cancel" and words.stops_others(understood.text):
        # "Can you stop it" is said of a move or a meeting: nobody asks to leave the chat.
        return None
    if understood.intent == "go_back" and stories.is_a_wish(understood.text):
        # "I want to go back to my old school" is told, unless it is of a question.
        return "go_back" if words.names_a_question(understood.text) else None
    corrects = understood.intent == "correct_previous_answer"
    if asked.story and corrects and words.after_correcting(understood.text) == plain(understood.text):
        # "Yeah but not before noon" is an answer, though it sounds like taking one back.
        return None
    if understood.intent == "change_language" and (
        asked.takes_languages or (asked.story and not names_languages(understood.text))
    ):
        # A story in another language is a story.
        return None
    telling = ("say_what_happened", "make_complaint") if asked.story else ("say_what_happened",)
    return None if understood.intent in telling else understood.intent


def sure_and_short(understood: Understood) -> bool:
    """Whether a few words may be believed to be the yes or no that the model hears in them."""
    return understood.confidence >= SURE and len(plain(understood.text).split()) <= BRIEF


def question_named(text: str, draft: Draft) -> Question | None:
    """The question, asked before, that a text calls by name."""
    said = plain(text)
    path = JOURNEYS[draft.journey].path(draft.answers)
    known = [q for q in path if (q.id in draft.answers or q.id in draft.skipped) and q.called]
    return next((q for q in known for name in q.called if holds(said, name)), None)

"""The moves that hold at every question: back, skip, don't know, why, again, correct, stop, start. PURE."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace

from backend.journeys import days, each, subjects, whom
from backend.journeys.advocate import ADVOCATE, says_which
from backend.journeys.amending import (
    adds_something,
    has_more_to_say,
    has_something_to_change,
    says_who_it_was,
    takes_a_part_out,
    without_part,
)
from backend.journeys.answered import answer_told
from backend.journeys.answering import (
    about_both,
    advocate_wanted,
    beside_the_question,
    choose_change,
    council_unknown,
    not_understood,
    take,
    told_of_one,
    wish_alone,
    with_relation,
)
from backend.journeys.asked_of_case import asked_of_a_case
from backend.journeys.complaint import COMPLAINT, COUNCIL
from backend.journeys.decision import DECISION, day_named
from backend.journeys.draft import Draft, Drop, Inform, Keep, Speak, Step, Switch, Understood, World
from backend.journeys.earlier import ANSWERED_ON, EARLIER, WISH, WISH_OF
from backend.journeys.elsewhere import ELSEWHERE, sends
from backend.journeys.hearing import ages, clauses, councils, details, names, questions, speakers, stories
from backend.journeys.information import INFORMATION
from backend.journeys.keeping_apart import outcome_told
from backend.journeys.languages import language_wished, speak
from backend.journeys.leaving_out import leave_out, may_be_left_out
from backend.journeys.listening import STARTS, STORY, hear, match_option, question_named
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
from backend.journeys.pause import PAUSE
from backend.journeys.question import Option, Question, Refused
from backend.journeys.reaching import (
    ADVOCATE_FOR,
    CONTACT_DETAIL,
    CONTACT_METHOD,
    NAME,
    SAFE_TO_CONTACT,
    WANTS_ADVOCATE,
    asks_for_an_advocate,
    may_be_for_a_child,
    names_their_own_advocate,
    whom_to_help,
)
from backend.journeys.says import dropped, person, phone_links, stopped
from backend.journeys.story import ANYTHING_ELSE, DESIRED_OUTCOME, WHAT_HAPPENED, WHEN_HAPPENED
from backend.journeys.track import PAIR
from backend.journeys.who import (
    ABOUT_WHOM,
    AGE_BAND,
    CHILD_AGREES,
    CHILD_IS,
    CHILD_NAME,
    RELATIONSHIP,
    ROLE,
    read_name,
)
from backend.journeys.words import (
    ANGRY,
    DELETE,
    NO,
    YES,
    after_correcting,
    asks_to_read_back,
    asks_to_wait,
    holds,
    is_against_a_move,
    move,
    names_a_question,
    plain,
    says_of_none,
    says_what,
)
from backend.say import Say


def wish_for(wish: str, draft: Draft, understood: Understood, world: World) -> Step:
    """A move, a start or an information question, whatever is being asked."""
    if draft.journey == COMPLAINT.name and (meant := _in_a_complaint(wish, draft, understood, world)):
        return meant
    if wish == "goodbye" or (wish != "keep" and questions.asks_to_come_back(understood.text)):
        wish = "stop_or_cancel"
    if wish == "change_language" and (tag := language_wished(understood, world.languages)) is not None:
        return speak(draft, tag, world.languages)
    if wish == "start":
        return _start(str((understood.choice or {}).get("journey")), draft, understood, world)
    tells = STARTS.get(wish) == draft.journey and JOURNEYS[draft.journey].told_by(understood.text)
    if wish in INFORMATION and (wish not in STARTS or questions.is_a_question(understood.text)) and not tells:
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
        case "track_complaint" if asked_of_a_case(understood.text) == "sent":
            return Step(replace(draft, failures=0), (Say("session.not_sent"),))
        case "request_advocate":
            asks = questions.is_a_question(understood.text)
            told = Step(draft, effect=Inform("ask_about_advocate" if asks else "request_advocate"))
            return _advocate_asked_for(draft, understood, world) or told
        case "ask_to_pause_decision" if "asks_to_pause" not in draft.answers or _names_decision(
            draft, understood.text
        ):
            return _to_wait(draft, understood.text, world)
        case "change_contact_details" if (reach := details.way_to_reach(understood.text)) is not None:
            return reached_otherwise(reach, draft, world)
        case "change_contact_details" if "contact_method" in draft.answers:
            return Step(ask_again(draft, "contact_method"), (Say("session.correcting"),))
        case "change_contact_details" if draft.asking == CONTACT_METHOD.id:
            return Step(replace(draft, failures=0), (Say(CONTACT_METHOD.why),))
        case "change_contact_details" | "ask_to_pause_decision":
            return Step(draft, handled=False)
    return None


def _names_decision(draft: Draft, text: str) -> bool:
    """Whether a wish that a decision waits says which, where that was not told yet."""
    return DECISION.id not in draft.answers and PAUSE.told_by(text)


def _to_wait(draft: Draft, text: str, world: World) -> Step:
    """A complaint that asks for a decision to wait, and the words that say which."""
    noted = () if "asks_to_pause" in draft.answers else (Say("pause.noted"),)
    answers = {**draft.answers, "asks_to_pause": "yes"}
    if not _names_decision(draft, text):
        return go_on(replace(draft, answers=answers), noted, world)
    after, says = hear(replace(draft, answers={**answers, DECISION.id: text}), text, world, whole=False)
    return go_on(after, (*noted, Say("complaint.heard_story"), *says), world)


def with_its_wait(done: Step, text: str, world: World) -> Step:
    """A step whose message told some of the story: its wish that a decision waits is noted, as told.

    Of a move to come that somebody does not want, it is said that they can ask for it to wait.
    """
    draft = done.draft
    if draft is None or draft.journey != COMPLAINT.name or "asks_to_pause" in draft.answers:
        return done
    if not text or text not in str(draft.answers.get(COMPLAINT.words, "")):
        return done
    if (wish := next((part for part in clauses.parts(text) if asks_to_wait(part)), None)) is not None:
        noted = _to_wait(draft, wish, world)
        more = tuple(say for say in noted.says if say not in done.says)
        return replace(noted, says=(*done.says, *more), effect=done.effect)
    comes = is_against_a_move(text) and day_named(text, world.today) is not None
    return replace(done, effect=Inform("ask_to_pause_decision", text)) if comes and not done.effect else done


def told_already(draft: Draft, world: World) -> Step:
    """Somebody says that they told it before: what is kept is said back, and the question comes again."""
    asked = asked_now(draft)
    if answered(draft, asked):
        return go_on(draft, (Say("session.kept_answer"),), world)
    told = _told_so_far(draft, world)
    if not told:
        return not_understood(draft, world, asked.lost or "session.not_understood")
    after = not_understood(draft, world, "complaint.heard")
    return replace(after, says=(*told, *after.says[1:]))


def _told_so_far(draft: Draft, world: World) -> tuple[Say, ...]:
    """What was told, read back but for what no model sees, and that it can be changed; nothing of nothing."""
    path = (q for q in JOURNEYS[draft.journey].path(draft.answers) if not q.private and answered(draft, q))
    lines = [line(question, draft.answers[question.id], world) for question in path]
    return (Say("complaint.heard", {"lines": lines}),) if lines else ()


def reached_otherwise(reach: tuple[str, str], draft: Draft, world: World) -> Step:
    """Another address or number, told by the way; whether it is safe is asked of each anew."""
    answers = {id: value for id, value in draft.answers.items() if id != SAFE_TO_CONTACT.id}
    after = replace(draft, answers=answers)
    says: tuple[Say, ...] = ()
    for asked, value in zip((CONTACT_METHOD, CONTACT_DETAIL), reach, strict=True):
        after, changed = put(after, asked, value, world)
        if not changed and draft.answers.get(asked.id) not in (None, value):
            # Another way has let go of the address told before.
            changed = (Say("session.changed", {"line": line(asked, value, world)}),)
        says += changed
    if CONTACT_DETAIL.id not in draft.answers:
        says += (Say("complaint.heard", {"lines": [line(CONTACT_DETAIL, reach[1], world)]}),)
    return go_on(after, says or (Say("complaint.known_already"),), world)


def reached_with_care(told: Mapping[str, str], draft: Draft, world: World) -> Step:
    """What is to be taken care of when they are reached: kept, with the way or number told with it."""
    of_reaching = (CONTACT_METHOD, CONTACT_DETAIL, SAFE_TO_CONTACT)
    ids = {asked.id for asked in of_reaching}
    answers = {id: value for id, value in draft.answers.items() if id not in ids}
    skipped = tuple(id for id in draft.skipped if id not in ids)
    before = draft.answers.get(SAFE_TO_CONTACT.id)
    if before not in (None, "yes", "no"):
        # An earlier caution stays beside another one.
        cautions = dict.fromkeys((*str(before).split("\n\n"), told.get(SAFE_TO_CONTACT.id, "")))
        told = {**told, SAFE_TO_CONTACT.id: "\n\n".join(filter(None, cautions))}
    after = replace(draft, answers={**answers, **told}, skipped=skipped)
    lines = [line(asked, told[asked.id], world) for asked in of_reaching if asked.id in told]
    return go_on(after, (Say("complaint.heard", {"lines": lines}),), world)


def another_way_needed(draft: Draft) -> Step:
    """Nothing to be reached by in the way that was chosen: which other there is, and if one is needed."""
    answers = {id: value for id, value in draft.answers.items() if id != CONTACT_METHOD.id}
    way = JOURNEYS[draft.journey].question(CONTACT_METHOD.id)
    return Step(ask_again(replace(draft, answers=answers), way.id), (Say(way.lost or way.why),))


def _advocate_asked_for(draft: Draft, understood: Understood, world: World) -> Step | None:
    """An advocate asked for by the way is noted and not asked about again; None where that was settled.

    What they should be like is kept with the story, which goes to whoever finds one.
    """
    text = understood.text
    which = says_which(text) and not questions.is_a_question(text)
    settled = not WANTS_ADVOCATE.when(draft.answers) or draft.answers.get(WANTS_ADVOCATE.id) == "yes"
    wished = holds(plain(text), "advocate") and asks_for_an_advocate(text)
    if not (which or wished) or (settled and not which):
        return None
    after = replace(tell(draft, text) if which else draft, failures=0)
    added = (Say("complaint.added"),) if which else ()
    of_their_own = answered(draft, WANTS_ADVOCATE) and names_their_own_advocate(text) and not which
    if settled or of_their_own or stories.wants_no_advocate(text):
        return Step(after, added) if added else None
    after, heard = _advocate_wanted(after, text, world)
    says = (*added, heard)
    return go_on(after, says, world) if draft.asking == WANTS_ADVOCATE.id else Step(after, says)


def another_council(draft: Draft, text: str, world: World) -> Step | None:
    """At the read-back, a council named in a few words that is not the one told: it is asked about."""
    if COUNCIL.id not in draft.answers or len(plain(text).split()) > STORY:
        return None
    away = councils.elsewhere_named(text, world.elsewhere)
    served = councils.councils_told(councils.without(text, world.elsewhere), world.councils)
    others = tuple(id for id in served if id != draft.answers[COUNCIL.id])
    proposed = others or ((f"{ELSEWHERE}/{away}",) if away is not None else ())
    return Step(replace(ask_again(draft, COUNCIL.id), proposed=proposed)) if proposed else None


def advocate_as_wished(draft: Draft, text: str, world: World) -> Step:
    """A yes to an advocate that says what they should be like, or who not: both are kept."""
    after, heard = _advocate_wanted(tell(draft, text), text, world)
    return go_on(after, (Say("complaint.added"), heard), world)


def _advocate_wanted(draft: Draft, text: str, world: World) -> tuple[Draft, Say]:
    """The wish noted, and whom it is for where that is said and could be another."""
    whom_for = whom_to_help(text) if may_be_for_a_child(draft.answers) else None
    return advocate_wanted(draft, whom_for, world)


def amended(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """Few words that there is more to tell, or a part to change or leave out: done where that is certain,
    else it is asked which; None for other words.

    At an open question they may be its answer: what is to be left out of a report, what is still to come.
    """
    checks = asked.id == "check_answers"
    of_the_story = asked.id in (WHAT_HAPPENED.id, ANYTHING_ELSE.id)
    if (told := _told_beside(draft, asked, text, world)) is not None:
        return told
    open_to_all = asked.story and asked.input != "date" and asked.id != SAFE_TO_CONTACT.id
    if open_to_all and not of_the_story:
        return None
    if has_more_to_say(text) and draft.journey == COMPLAINT.name:
        if of_the_story or not answered(draft, WHAT_HAPPENED):
            return (
                Step(replace(draft, failures=0), (Say("complaint.tell_in_words"),)) if of_the_story else None
            )
        return Step(ask_again(draft, ANYTHING_ELSE.id))
    if checks and (has_something_to_change(text) or has_more_to_say(text) or takes_a_part_out(text)):
        return choose_change(draft)
    if takes_a_part_out(text) and answered(draft, WHAT_HAPPENED):
        return Step(ask_again(draft, WHAT_HAPPENED.id), (Say("session.correcting"),))
    return None


def _told_beside(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """Something added to the story told before, who it was, or a part left out of it, whatever is asked."""
    story = draft.answers.get(WHAT_HAPPENED.id)
    if draft.journey != COMPLAINT.name or story is None or asked.private or asked.id == "points":
        return None
    if adds_something(text) or (says_who_it_was(text) and asked.id != "about"):
        return go_on(tell(draft, text), (Say("complaint.added"),), world)
    left = without_part(str(story), text) if takes_a_part_out(text) or asked.id == WHAT_HAPPENED.id else None
    if left is None or "points" in draft.answers:
        return None
    return go_on(*put(draft, WHAT_HAPPENED, left, world), world)


def _start(journey: str, draft: Draft, understood: Understood, world: World) -> Step:
    if journey not in JOURNEYS:
        return not_understood(draft, world)
    if draft.asking in PAIR and journey == EARLIER.name:
        # Who cannot open a complaint writes down what they wanted of it: the one becomes the other.
        return without_pair(draft)
    if draft.journey == EARLIER.name and journey in WISH_OF:
        # It cannot be opened here, so this is what is wanted of it.
        after, changed = put(draft, WISH, WISH_OF[journey], world)
        return go_on(after, changed or (Say("complaint.known_already"),), world)
    if journey != draft.journey:
        return Step(draft, effect=Switch(journey))
    return _wished_again(draft, understood, world)


def _wished_again(draft: Draft, understood: Understood, world: World) -> Step:
    """The wish that is under way already: what it tells is heard; told nothing, its question comes again."""
    text, journey = understood.text, JOURNEYS[draft.journey]
    if journey.name == ADVOCATE.name and stories.wants_no_advocate(text):
        return _stop(draft, understood, world)
    if journey.told_by(text) or (journey.name == COMPLAINT.name and stories.tells_a_story(text)):
        as_told = replace(understood, intent="say_what_happened")
        return beside_the_question(draft, asked_now(draft), as_told, world)
    if journey.name == PAUSE.name:
        # "We are doing that" would promise what the council is still to be asked for.
        return Step(draft, handled=False)
    after, wish = wish_alone(draft, text, world)
    return Step(replace(after, failures=0), wish or (Say("session.already_there"),))


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
    """Nothing told: gone at once. Otherwise: keep it or delete it? Who asks what if they stopped is told.

    Who asks to come back another day is going now.
    """
    at_once = (understood.choice or {}).get("how") == "keep"
    goes_now = told_something(draft) and questions.asks_to_come_back(understood.text)
    if questions.asks_of_later(understood.text) and keeps(draft) and not at_once and not goes_now:
        return Step(replace(draft, failures=0), (Say("session.lost.stop"),))
    if not told_something(draft):
        return Step(None, stopped(), effect=Drop())
    if keeps(draft) and (draft.asking == STOP or at_once):
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
    if world.simplest:
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
    if (understood.choice or {}).get("how") == "leave_out" and may_be_left_out(draft, asked):
        return leave_out(draft, asked, world)
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
    """The question with its reason; nothing was answered, so what was not understood still counts.

    Who wants to have read back what they told hears that; the read-back itself is all there is to say.
    """
    if asks_to_read_back(understood.text):
        return Step(draft, () if draft.asking == "check_answers" else _told_so_far(draft, world))
    return Step(draft, (Say("session.in_other_words"), Say(asked_now(draft).why)))


def _correct(draft: Draft, understood: Understood, world: World) -> Step:
    """An earlier answer was wrong: the right one is taken if it was said, else it is asked for again.

    Who asks whether it can be changed later hears what would be.
    """
    if questions.asks_of_later(understood.text) and (so_far := _told_so_far(draft, world)):
        return Step(replace(draft, failures=0), so_far)
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
    heard, says = hear(draft, right, world, whole=False)
    if says:
        return go_on(heard, says, world)
    last = earlier[0]
    listen = councils.named if last.id == "council" else councils.councils_told
    if right and COUNCIL.id in {q.id for q in earlier} and (found := listen(right, world.councils)):
        return Step(replace(ask_again(draft, COUNCIL.id), proposed=found))
    led = right != plain(understood.text) and len(right.split()) >= _SAYS_WHAT
    of_the_story = led and "what_happened" in draft.answers
    tells = last.id in ("what_happened", "anything_else") or (of_the_story and not names_a_question(right))
    if right and tells and not has_something_to_change(understood.text):
        return Step(replace(tell(draft, understood.text), failures=0), (Say("complaint.added"),))
    if draft.asking == "check_answers":
        return choose_change(draft)
    return Step(ask_again(draft, last.id), (Say("session.correcting"),))


_SAYS_WHAT = 4
"""From so many words a correction that puts no answer right puts something of the story right."""


def set_right(draft: Draft, right: str, world: World) -> Step | None:
    """An answer given before, put right by the words of another option or another day; None if by neither."""
    path = {q.id: q for q in JOURNEYS[draft.journey].path(draft.answers)}
    if (unlike := answer_after_all(draft, right, world)) is not None:
        return unlike
    # "My adviser, not my social worker" names the one, and says no to the other.
    right = _AND_NOT.split(right)[0]
    for asked in (path[id] for id in dict.fromkeys((*reversed(draft.trail), *path)) if id in path):
        if (value := _instead(asked, right, draft, world, corrects=True)) is not None:
            return _changed(draft, asked, value, world, right)
    return None


_AND_NOT = re.compile(r" not (?!me\b)")
"""What is said no to behind what is meant; "not me" leaves somebody out."""


def answer_after_all(draft: Draft, right: str, world: World) -> Step | None:
    """The day of an answer put right, or that none ever came: "no, I never got one"; None for neither."""
    told = answer_told(right, world.today)
    if told is None or ANSWERED_ON not in JOURNEYS[draft.journey].path(draft.answers):
        return None
    return _changed(draft, ANSWERED_ON, told, world)


def another_day(draft: Draft, text: str, world: World) -> Step | None:
    """The day told anew beside the one that it was not: "I moved on 14 September, not the whole month"."""
    turned = _NOT_BUT.search(text)
    day, behind, wrong = (turned["day"], " not ", turned["wrong"]) if turned else text.partition(" not ")
    asked = JOURNEYS[draft.journey].question(WHEN_HAPPENED.id) if WHEN_HAPPENED.id in draft.answers else None
    if asked is None or not behind or not days.speaks_of_days(wrong):
        return None
    if len(days.spans(day, world.today)) != 1 or len(plain(text).split()) > _MOST_OF_A_DAY:
        return None
    return _changed(draft, asked, days.when(days.words_of_days(day, world.today), world.today), world)


_MOST_OF_A_DAY = 14
_NOT_BUT = re.compile(
    r"\b(?:not|(?:is|was)n['’]?t) (?P<wrong>.+?),? (?:but|it(?:['’]?s| is| was)|that was|was) (?P<day>.+)",
    re.IGNORECASE,
)
"""The wrong day first: "it's not last week, it's last month"."""


def no_advocate_after_all(draft: Draft, text: str, world: World) -> Step | None:
    """An advocate who was asked for, and is not wanted any more; None where nothing of it is said."""
    if draft.answers.get(WANTS_ADVOCATE.id) != "yes" or not stories.wants_no_advocate(text):
        return None
    return _changed(draft, WANTS_ADVOCATE, "no", world)


def _changed(draft: Draft, asked: Question, value: object, world: World, text: str = "") -> Step:
    """An earlier answer put right, which is said."""
    if asked.id == ABOUT_WHOM.id and value == whom.BOTH:
        return go_on(*about_both(draft, text, world), world)
    after, _ = put(draft, asked, value, world)
    if asked.id == ABOUT_WHOM.id:
        after = with_relation(after, text, world)
    return go_on(after, (Say("session.changed", {"line": line(asked, value, world)}),), world)


def _instead(
    asked: Question, right: str, draft: Draft, world: World, corrects: bool = False
) -> object | None:
    """What words answer of a question that was answered before: an option of it, or a day."""
    if not right or asked.id not in draft.answers:
        return None
    if asked.input == "date":
        return days.when(right, world.today) if days.is_all(right, world.today) else None
    if not asked.options or asked.story:
        return None
    if asked.id == AGE_BAND.id and (band := ages.own_band(right)) is not None:
        return band
    option = match_option(asked, Understood(right), draft.answers)
    if option is None or (asked.id == "role" and not _says_who(right, option)):
        return None
    if asked.id == ABOUT_WHOM.id and draft.journey == COMPLAINT.name:
        return whom.put_right(draft.answers[asked.id], option.value, right, corrects)
    return option.value


def age_put_right(draft: Draft, text: str, world: World) -> Step | None:
    """An age that is all somebody says, and another than they gave, whatever is being asked."""
    told, before = ages.own_band_alone(text), draft.answers.get(AGE_BAND.id)
    asked_here = draft.asking == AGE_BAND.id or AGE_BAND not in JOURNEYS[draft.journey].path(draft.answers)
    if told is None or before in (None, told) or asked_here:
        return None
    return _changed(draft, AGE_BAND, told, world)


def about_oneself(draft: Draft, asked: Question, text: str, world: World) -> Step | None:
    """Where another is asked about, that it is about who speaks: put right, or nobody's name is needed."""
    if asked.id not in _OF_ANOTHER or not whom.is_of_oneself(text):
        return None
    if draft.answers.get(ABOUT_WHOM.id) != "self":
        role = match_option(ROLE, Understood(text), {}) if asked is ROLE else None
        draft = put(draft, ROLE, role.value, world)[0] if role is not None else draft
        return _changed(draft, ABOUT_WHOM, "self", world)
    return _skip(draft, Understood(text), world) if asked.id == CHILD_NAME.id else None


_OF_ANOTHER = (ROLE.id, RELATIONSHIP.id, CHILD_NAME.id, CHILD_IS.id, CHILD_AGREES.id)
"""The questions that are asked of another, or put as if it were about one."""


def changes_by_name(draft: Draft, text: str) -> bool:
    """Whether few words say that an answer is to be changed, and which: "change who its about"."""
    return _CHANGES.match(plain(text)) is not None and question_named(text, draft) is not None


_CHANGES = re.compile(
    r"(?:(?:please|can|could|i|id|we|you|u|want|need|like|to|wanna|no) )*(?:change|correct|go back to)"
    r" (?!\w.* (?:to|as) )"
)


def _says_who(right: str, option: Option) -> bool:
    """Whether words that nobody asked for say who is speaking: just that, or "I am ..."."""
    return right in option.words or speakers.who(right).get("role") == option.value


def changed_to(draft: Draft, text: str, world: World) -> Step | None:
    """An answer given before that is changed by name and put right at once: "change my name to Jayden"."""
    if (anew := _told_anew(draft, text, world)) is not None:
        return anew
    change = _CHANGE_TO.search(text) or _WRONG.search(text)
    asked = question_named(change[1], draft) if change is not None else None
    if change is None or asked is None:
        return None
    option = match_option(asked, Understood(change[2]), draft.answers)
    if asked.id == CHILD_NAME.id and each.named(draft.answers):
        # Which of several is meant is not certain, and none may be lost.
        return Step(ask_again(draft, asked.id), (Say("session.correcting"),))
    value = option.value if option else asked.read(change[2], draft.answers, world) if asked.read else None
    if value is None or isinstance(value, Refused):
        return None
    return _changed(draft, asked, value, world)


def _told_anew(draft: Draft, text: str, world: World) -> Step | None:
    """An answer named and told anew: "what would make it better is ...", "my name's just Jayden"."""
    for asked in (DESIRED_OUTCOME, NAME):
        names_it = "|".join(re.escape(name) for name in asked.called if " " in name)
        told = re.match(rf"{_LED_IN}(?:{names_it}){_SHOULD_BE}(.+)", text, re.IGNORECASE | re.DOTALL)
        if told is None or asked.id not in draft.answers:
            continue
        value = told[1].strip()
        a_name = len(value.split()) <= _MOST_IN_A_NAME and not _NO_NAME.search(plain(value))
        if asked is DESIRED_OUTCOME or (a_name and read_name(value, draft.answers, world) == value):
            return _changed(draft, asked, value, world)
    return None


_LED_IN = r"\W*(?:(?:no|actually|sorry|and|but|so|well|ok|oh|also)\b\W*)*"
_SHOULD_BE = r"(?:['’]?s| is| should be| should say| needs to be)(?: (?:just|actually|really))? "
_MOST_IN_A_NAME = 4
_NO_NAME = re.compile(r"\b(?:wrong|not|spelt|spelled|missing|private|right|on|in|fine|ok|there)\b")

_CHANGE_TO = re.compile(
    r"\b(?:change|correct|make|put) ((?:my |the |his |her |their |our )?[\w’' ]{1,60}?) (?:to|as) (.+)",
    re.IGNORECASE,
)


_WRONG = re.compile(
    r"\b((?:my|the|his|her|their|our) [\w’' ]{1,60}?)(?:['’]s| is| was)? (?:wrong|not right"
    r"|incorrect|(?:spelt|spelled) wrong)"
    r"[ ,.;:–-]+(?:it['’]?s|it is|it should be|should be)(?: (?:spelt|spelled))? (.+)",
    re.IGNORECASE,
)
"""An answer said to be wrong by its name, and the right one: "my brother's name is wrong its Kai"."""

_OF_ADVOCATES = (WANTS_ADVOCATE.id, ADVOCATE_FOR.id)


def said_before(draft: Draft, text: str, world: World) -> Step | None:
    """Words that answer a question before this one: known already, or changed; None where they do not."""
    said = _without_yes_or_no(plain(text))
    if move(text) is not None or not said:
        return None
    told = councils.named(text, world.councils)
    if len(told) == 1 and draft.answers.get("council") == told[0]:
        return Step(replace(draft, failures=0), (Say("complaint.known_already"),))
    # Whom an advocate is for is not whom the complaint is about.
    here = {draft.asking, *((ABOUT_WHOM.id,) if draft.asking in _OF_ADVOCATES else ())}
    path = {q.id: q for q in JOURNEYS[draft.journey].path(draft.answers) if q.id not in here}
    for asked in (path[id] for id in dict.fromkeys((*reversed(draft.trail), *path)) if id in path):
        value = _instead(asked, said, draft, world)
        if value is not None and value == draft.answers[asked.id]:
            return Step(replace(draft, failures=0), (Say("complaint.known_already"),))
        # "In care", said of nobody, is no reason to take somebody for another.
        if value is not None and (asked.id != "role" or "role" in speakers.who(text)):
            return _changed(draft, asked, value, world, text)
    return None


def _without_yes_or_no(said: str) -> str:
    """A plain text without the yes or no that it begins with, which is said to the question asked now."""
    while said and not says_of_none(said) and (first := said.partition(" "))[0] in YES | NO:
        said = first[2]
    return "" if said in YES | NO else said


def name_after_all(draft: Draft, text: str, world: World) -> Step | None:
    """A bare name at the read-back, where the own name was passed over and no child's is open that it may be.

    What is a place, a day, a move or part of what happened is none.
    """
    path = {question.id: question for question in JOURNEYS[draft.journey].path(draft.answers)}
    asked, passed_over = path.get(NAME.id), set(draft.skipped) & path.keys()
    if asked is None or NAME.id not in passed_over or CHILD_NAME.id in passed_over:
        return None
    if draft.asking != "check_answers" or read_name(text, draft.answers, world) != text.strip():
        return None
    if not names.is_bare_name(text) or move(text) is not None or plain(text) in ANGRY | DELETE:
        return None
    if councils.named(text, world.councils) or councils.elsewhere(text, world.elsewhere):
        return None
    if days.speaks_of_days(text) or stories.tells_of_hurt(text) or subjects.heard(text):
        return None
    after, _ = put(draft, asked, text.strip(), world)
    return go_on(after, (Say("complaint.heard", {"lines": [line(asked, text.strip(), world)]}),), world)


def spelt_anew(draft: Draft, word: str, world: World) -> Step:
    """A word spelt anew: the name just given is put right by it; of the rest it was clear what was meant."""
    last = draft.trail[-1] if draft.trail else None
    if last in ("name", "child_name") and last in draft.answers:
        asked = JOURNEYS[draft.journey].question(last)
        after, _ = put(draft, asked, word, world)
        return Step(after, (Say("session.changed", {"line": line(asked, word, world)}),))
    return Step(replace(draft, failures=0), (Say("session.spelling"),))


def without_pair(draft: Draft) -> Step:
    """Who has no reference writes down what they wanted, and what they told of it goes along."""
    carry: dict[str, object] = {}
    if (wish := WISH_OF.get(draft.journey)) is not None:
        carry[WISH.id] = wish
    if (told := draft.answers.get(JOURNEYS[draft.journey].words)) is not None:
        carry[EARLIER.words] = told
    return Step(draft, effect=Switch(EARLIER.name, instead=True, carry=carry))


def tells_beside(draft: Draft, text: str) -> bool:
    """Whether many words, typed where a reference is asked for, are what the journey takes words for."""
    said = plain(text)
    of_the_pair = any(holds(said, word) for word in ("reference", "ref", "number", "key", "code"))
    return bool(JOURNEYS[draft.journey].words) and len(said.split()) >= STORY and not of_the_pair


def _no_rush(draft: Draft, understood: Understood, world: World) -> Step:
    """Somebody needs a moment."""
    return Step(replace(draft, failures=0), (Say("session.no_rush"),))


def in_doubt(draft: Draft, understood: Understood, world: World) -> Step:
    """Somebody does not know whether to go on: there is no rush, and it can be stopped here."""
    unhurried = _no_rush(draft, understood, world)
    if not told_something(draft):
        return unhurried
    stop = _stop(draft, understood, world)
    return replace(stop, says=(*unhurried.says, *stop.says))


def no_complaint_wanted(draft: Draft, understood: Understood, world: World) -> Step:
    """Somebody in the middle of a complaint wants none: who else helps, and it can be stopped here."""
    text = understood.text
    stop = _stop(tell(draft, text) if says_what(text) else draft, understood, world)
    somebody = replace(person(world.people), links=phone_links(world.people))
    return replace(stop, says=(somebody, *stop.says))


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

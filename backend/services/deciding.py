"""What a message comes to, of everything that was read before it: nothing is read or written here.

`conversation` gathers, has it decided here or by the plan under way, and carries out what was decided.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from backend.journeys import draft as plans
from backend.journeys import plan, says
from backend.journeys.advocate import ADVOCATE, asked_of_an_advocate
from backend.journeys.amending import (
    adds_something,
    has_more_to_say,
    has_something_to_change,
    says_who_it_was,
)
from backend.journeys.asked_of_case import NO_ANSWER, heard_of_a_case, is_of_a_complaint, told_of_a_case
from backend.journeys.complaint import COMPLAINT
from backend.journeys.contact import CONTACT
from backend.journeys.draft import Draft, Step, Understood, World
from backend.journeys.earlier import EARLIER
from backend.journeys.elsewhere import what_holds
from backend.journeys.escalate import ESCALATE
from backend.journeys.feedback import COMPLIMENT
from backend.journeys.hearing import councils, pairs, questions, speakers, stages, stories
from backend.journeys.hearing.reached import wishes_another_way
from backend.journeys.information import (
    INFORMATION,
    asked_as_taught,
    asked_at_the_end,
    asked_plainly,
    asked_surely,
    asks_aside,
    asks_of_a_case,
    asks_to_ask,
    asks_why_that_day,
    help_without_complaining,
    meant,
    of_a_case,
    spoken_of,
)
from backend.journeys.information import answer as answer_to
from backend.journeys.languages import language_wished, own_names, speak, written_in
from backend.journeys.listening import SURE
from backend.journeys.path import asks_back
from backend.journeys.spoken import complains
from backend.journeys.track import TRACK
from backend.journeys.ways import add_or_begin, answer_not_here, first_ways
from backend.journeys.withdraw import (
    REINSTATE,
    WITHDRAW,
    never_meant_to_send,
    speaks_of_stopping,
    told_to_withdraw,
    wants_it_back,
    wants_it_to_go_on,
    wants_to_stop,
    was_stopped,
    whose_choice,
)
from backend.journeys.words import (
    ANGRY,
    YES,
    after_correcting,
    asks_how_it_goes,
    asks_to_tell,
    changes_what_was_sent,
    holds,
    keeps_from,
    lost_the_pair,
    made_elsewhere,
    move,
    named_on_a_case,
    names_a_new_complaint,
    names_going_further,
    plain,
    says_it_was_answered,
    says_told_already,
    speaks_of_help,
    takes_back,
    wants_a_new_key,
    wished,
    withdraws,
)
from backend.journeys.write import ADDING, MESSAGE, WORSE
from backend.say import Say, from_json
from backend.services import asking, complaints
from backend.services.facts import as_it_stands, information
from backend.services.installation import Installation
from backend.services.wishes import case_now
from backend.store.rows import ChatSession, DraftRow, Turn
from backend.wording.render import HOME

JOURNEY_OF = plan.STARTS
"""Which journey an intent starts; `start` is a button's, which names it, `resume` takes up the one left."""


@dataclass(frozen=True)
class Gathered:
    """What one decision needs, read before it."""

    session: ChatSession
    turn: Turn
    row: DraftRow | None
    world: World
    understood: Understood
    case: complaints.OpenCase | None
    """The case opened or sent in this chat."""

    left: Mapping[str, DraftRow]
    """The drafts that wait behind the one under way, by their journey."""

    receipt: complaints.OpenCase | None
    """What was sent last in this chat and is no complaint: a comment, a wish for an advocate."""

    unheard: str
    """What was typed just before a button was pressed, and not understood."""

    @property
    def draft(self) -> Draft | None:
        """What is under way, if anything is."""
        return Draft.from_json(self.row.data) if self.row else None

    def asked_of(self, asked: str) -> complaints.OpenCase | None:
        """The case that a question is of: what was sent last, unless it can be of a complaint alone."""
        of_case = self.case is not None and is_of_a_complaint(asked, self.understood.text)
        return self.case if self.receipt is None or of_case else self.receipt


_SURE_WISHES = ("request_advocate", "withdraw_complaint")
"""What plain words wish for whatever the model hears; taking something back, only where a case is open."""


def named(inst: Installation, found: Gathered) -> Step | None:
    """What plain words begin whatever the model hears in them, where nothing is being asked."""
    if found.draft is not None or found.understood.choice is not None:
        return None
    text, case = found.understood.text, found.world.case
    if says_told_already(text):
        return _not_understood(inst, found)
    if pairs.brings_pair(text) and not _asks_something_of_the_case(found):
        return _begun(found, TRACK.name)
    if asks_to_ask(text):
        return inform(inst, _about(found, "other_ways"), "ask_contact_human")
    if (answered := _of_the_case(inst, found)) is not None:
        return answered
    if found.case is not None and asks_how_it_goes(text):
        return inform(inst, found, "ask_what_happens_next")
    if found.case is None and stories.wants_no_complaint(text) and _asks_for_nothing_else(found):
        return _helped_without_complaining(inst, found)
    on_case = named_on_a_case(text) if found.case is not None else None
    if on_case is None and (answered := _asked(inst, found)) is not None:
        return answered
    adds_or_begins = found.case is not None and COMPLAINT.name in _offered(found)
    if adds_or_begins and (plain(text) in YES or names_a_new_complaint(text)):
        on_case = ADDING.name if plain(text) in YES else COMPLAINT.name
    if found.case is not None and has_more_to_say(text):
        on_case = ADDING.name
    if case is not None and wishes_another_way(text):
        on_case = CONTACT.name
    if found.case is not None and not was_stopped(case) and wants_it_to_go_on(text):
        goes_on = Say("withdraw.going_on")
        return Step(None, (goes_on, *says.what_can_be_done(first_ways(case_now(inst, found.case)))))
    if found.case is not None and never_meant_to_send(text):
        return _begun(found, WITHDRAW.name)
    if found.case is not None and (adds_something(text) or says_who_it_was(text)):
        return _begun(_with_words(found), ADDING.name)
    if case is not None and says_it_was_answered(text) and _waits_for_an_answer(case):
        return Step(None, (answer_not_here(text),))
    if found.case is not None and questions.asks_if_others_end_it(text):
        return Step(None, whose_choice(case_now(inst, found.case)))
    if found.case is not None and keeps_from(text):
        return _begun(_with_words(found), MESSAGE.name)
    wants_key = wants_a_new_key(text)
    lost_it = lost_the_pair(text) or found.understood.wants_to_know == "lost_pair"
    if lost_it and not wants_key and (open_here := _their_own(found)) is not None:
        ways = first_ways(case_now(inst, open_here))
        return Step(None, says.lost_the_pair(as_it_stands(inst, open_here), ways))
    if found.case is None and changes_what_was_sent(text):
        return _begun(found, TRACK.name)
    if found.case is None and asks_to_tell(text):
        return _begun(_without_words(found), COMPLAINT.name)
    told_elsewhere = case is None and made_elsewhere(text)
    lost = EARLIER.name if lost_it or wants_key or told_elsewhere else None
    wants_none = case is not None and case.advocate != "none" and stories.wants_no_advocate(text)
    if wants_none or (asked_of_an_advocate(text) is not None and not questions.is_a_question(text)):
        on_case = ADVOCATE.name
    intent, tells = found.understood.intent, stories.tells_of_deeds(text)
    greets = tells and intent == "greet"
    reached = tells and intent == "change_contact_details" and bool(speakers.who(text))
    if found.case is None and (greets or reached or _tells_before_it_asks(text)):
        return _told_at_once(found)
    if not tells and (about := asked_surely(text)) is not None:
        return inform(inst, found, about)
    if was_stopped(case) and (wants_it_back(text) or takes_back(text)):
        return _begun(found, REINSTATE.name)
    if on_case == REINSTATE.name and takes_back(text):
        on_case = None
    wants_back = withdraws(text) and (case is not None or stories.tells_of_hurt(text))
    told_to = on_case != WORSE.name and case is not None and (told_to_withdraw(text) or wants_to_stop(text))
    if on_case != REINSTATE.name and (wants_back or told_to):
        # Told with harm it sounds like a story; it is a wish all the same.
        return _begun(found, WITHDRAW.name)
    plainly = wished(text)
    if case is None and plainly != "request_advocate":
        plainly = None
    journey = on_case or lost or (JOURNEY_OF[plainly] if plainly in _SURE_WISHES else None)
    return _begun(found, journey) if journey is not None else None


def _asked(inst: Installation, found: Gathered) -> Step | None:
    """The answer to what the model heard asked, unless something is told beside it."""
    told, heard = found.understood, asked_as_taught(found.understood)
    can_be_done = found.case is not None and told.wants_to_know in _DONE_ON_A_CASE
    praises = told.intent in _OF_THEIR_OWN
    tells = not praises and (stories.tells_of_deeds(told.text) or _tells_before_it_asks(told.text))
    if heard is None or can_be_done or tells or plain(told.text) in ANGRY:
        return None
    return inform(inst, found, heard)


def _waits_for_an_answer(case: plans.CaseNow) -> bool:
    """Whether no answer was put into a case whose first stage is under way."""
    further = case.options.get("ask_for_stage2")
    return further is not None and further.why.key == "option.ask_for_stage2.not_yet"


_DONE_ON_A_CASE = ("can_change", "change_contact", "many", "mediation", "not_happy", "pause")
"""What somebody with a case open is not told of but led to."""


def _their_own(found: Gathered) -> complaints.OpenCase | None:
    """What was sent last, or opened here by the key of whoever sent it."""
    opened = found.case if found.session.key_id is None else None
    return found.receipt or opened


def _with_words(found: Gathered) -> Gathered:
    """The same message, as if a button had been pressed that takes its words along."""
    return replace(found, understood=Understood(choice={"words": found.understood.text}))


def _asks_something_of_the_case(found: Gathered) -> bool:
    """Whether a wish stands beside a reference and key, whose journey opens the case itself."""
    told = found.understood
    wish = JOURNEY_OF.get(told.intent)
    on_a_case = wish is not None and plan.JOURNEYS[wish].enter is not None
    return on_a_case and told.confidence >= SURE and not pairs.pair_alone(told.text)


def _tells_before_it_asks(text: str) -> bool:
    """Whether a text ends with a question, and tells what was done before it, and of no complaint made."""
    asked = asked_at_the_end(text)
    told = text[: text.rindex(asked[1])] if asked else ""
    of_one_made = holds(plain(told), "complaint") or stages.names_a_stage(text)
    return stories.tells_of_deeds(told) and not of_one_made


def _asks_for_nothing_else(found: Gathered) -> bool:
    """Whether no wish or question stands beside it that has an answer of its own: praise, an advocate."""
    told = found.understood
    named = wished(told.text) or ("request_advocate" if holds(plain(told.text), "advocate") else None)
    return named is None and told.intent not in _OF_THEIR_OWN and asked_plainly(told.text) is None


_OF_THEIR_OWN = ("give_compliment", "make_comment", "ask_to_pause_decision")


def _helped_without_complaining(inst: Installation, found: Gathered) -> Step:
    facts = information(inst, found.session.council)
    return Step(None, help_without_complaining(facts, found.understood.text))


def begin(inst: Installation, found: Gathered, intent: str) -> Step:
    """The journey of an intent, or the one under way taken up."""
    draft = found.draft
    if intent == "resume":
        return _resumed(inst, found)
    if draft is not None:
        decided = step(inst, found, intent)
        return decided if decided.handled else inform(inst, found, intent)
    if (about := asks_aside(intent, found.understood.text)) is not None:
        return inform(inst, found, about)
    journey = _journey_of(found.understood, intent)
    if journey is None or _misheard(found.understood, journey):
        if names_going_further(found.understood.text):
            return _begun(found, ESCALATE.name)
        told = _tells_of_it(found.understood.text) or stories.is_a_wish(found.understood.text)
        beside = _add_or_begin(found) if told else None
        return beside or (_told_at_once(found) if told else _not_understood(inst, found))
    if journey == TRACK.name and found.case is not None and _means_this_one(found.understood):
        ways = first_ways(case_now(inst, found.case))
        return Step(None, says.status(as_it_stands(inst, found.case), ways))
    if journey == COMPLAINT.name and (asked := _add_or_begin(found)) is not None:
        return asked
    return _begun(found, journey)


_GUESSED = 0.6
"""Less sure than this of what would stop a complaint or praise somebody, a model has guessed."""


def _misheard(understood: Understood, journey: str) -> bool:
    """Whether a wish to stop or for an advocate, or praise, was guessed from words of nothing like it."""
    speaks_of = _SPEAKS_OF.get(journey)
    guessed = understood.choice is None and understood.confidence < _GUESSED
    return guessed and speaks_of is not None and not speaks_of(understood.text)


_SPEAKS_OF = {
    WITHDRAW.name: speaks_of_stopping,
    COMPLIMENT.name: stories.praises,
    ADVOCATE.name: speaks_of_help,
}
"""By what a guess at each of these wishes may stand."""


_ANOTHER = ("other", "another", "different", "old", "first", "earlier", "previous")
"""Words by which somebody with one complaint open asks after one that is not."""


def _resumed(inst: Installation, found: Gathered) -> Step:
    """Go on with what is under way, or with what waits since a case was opened."""
    waiting = next(iter(found.left.values()), None)
    if found.draft is None and waiting is not None:
        return _gone_back_to(found, waiting)
    return plan.pick_up(found.draft, found.world) if found.draft else _not_understood(inst, found)


def _means_this_one(understood: Understood) -> bool:
    """Whether somebody who asks after a complaint, with one open here, means that one."""
    another = any(holds(plain(understood.text), word) for word in _ANOTHER)
    return understood.choice is None and not another and pairs.pair(understood.text) == (None, None)


def _journey_of(understood: Understood, intent: str) -> str | None:
    """The journey that a button or an intent starts."""
    named = (understood.choice or {}).get("journey")
    return str(named) if named in plan.JOURNEYS else plan.journey_of(understood, intent)


def step(inst: Installation, found: Gathered, intent: str) -> Step:
    """What the plan under way makes of the message; without one, what can be done."""
    draft = found.draft
    if draft is None:
        starts = intent in JOURNEY_OF or intent == "start"
        return begin(inst, found, intent) if starts else _not_understood(inst, found)
    if _asks_aside_of_the_case(found, draft) and (answered := _of_the_case(inst, found)) is not None:
        return answered
    decided = plan.step(draft, found.understood, found.world)
    if not isinstance(decided.effect, plans.Switch):
        return decided
    if decided.effect.journey == TRACK.name and found.case is not None and _means_this_one(found.understood):
        told = says.status(as_it_stands(inst, found.case))
        return Step(draft, tuple(replace(say, choices=(), input="none") for say in told))
    return _switch(found, draft, decided.effect)


def _asks_aside_of_the_case(found: Gathered, draft: Draft) -> bool:
    """Whether words that may be left out are asked for on a case, and a question of that case came."""
    if "case" not in draft.answers or heard_of_a_case(found.understood) not in NO_ANSWER:
        return False
    questions = plan.JOURNEYS[draft.journey].questions
    return any(asked.id == draft.asking and asked.story and asked.optional for asked in questions)


def informed_beside(inst: Installation, found: Gathered, decided: Step, wish: plans.Inform) -> Step:
    """A question answered beside what its message did otherwise: a story may end with one."""
    whole = wish.asked in ("", found.understood.text)
    asked = found if whole else replace(found, understood=Understood(wish.asked))
    told = inform(inst, asked, wish.intent)
    answered = (replace(say, choices=(), input="none") for say in told.says)
    return replace(told, draft=decided.draft, says=(*decided.says, *answered))


def _switch(found: Gathered, draft: Draft, wish: plans.Switch) -> Step:
    """Another journey in the middle of this one: the one left before, if it waits, else a new one.

    One that cannot be had now leaves this one where it is.
    """
    waiting = found.left.get(wish.journey)
    if waiting is not None:
        return replace(_gone_back_to(found, waiting, wish.carry), effect=wish)
    left = draft.journey if not wish.instead and plan.told_something(draft) else None
    begun = plan.begin(wish.journey, found.understood, found.world, draft.told, left, wish.carry)
    if isinstance(begun.effect, plans.Drop):
        return Step(draft, begun.says)
    # A question at its end is answered only where nothing is left for it.
    return replace(begun, effect=wish if isinstance(begun.effect, plans.Inform) else begun.effect or wish)


def _gone_back_to(found: Gathered, waiting: DraftRow, carry: plans.Answers | None = None) -> Step:
    """On with a draft that waited; what was told on the way back is told in it."""
    left_then = Draft.from_json(waiting.data)
    with_more = replace(left_then, answers={**(carry or {}), **left_then.answers})
    back = plan.pick_up(with_more, found.world)
    begins = found.draft is None and stories.tells_a_story(found.understood.text)
    if back.draft is None or not (begins or plan.tells_instead(found.understood)):
        return back
    told = plan.step(back.draft, found.understood, found.world)
    kept = isinstance(told.effect, plans.Inform | None)
    return replace(told, says=(*back.says, *told.says)) if kept else back


def inform(inst: Installation, found: Gathered, intent: str) -> Step:
    """The answer to a question for information; what is under way stays where it is."""
    of_the_question = found.draft is not None and asks_back(found.draft) == intent
    if not of_the_question:
        intent = meant(replace(found.understood, intent=intent))
    if intent == "request_advocate" and found.draft is not None:
        # What is under way asks about one itself: only what one is can be told beside it.
        intent = "ask_about_advocate"
    if (not_here := _not_here(found, intent)) is not None:
        return not_here
    new_one = found.draft is not None and found.draft.journey == COMPLAINT.name
    if not new_one and (answered := _of_the_case(inst, found)) is not None:
        return answered
    asked, case = replace(found.understood, intent=intent), found.asked_of(intent)
    if case is not None and not new_one and asks_of_a_case(asked):
        return Step(found.draft, of_a_case(intent, asking.facts(inst, case)))
    known = found.world.languages
    if (tag := language_wished(found.understood, known)) is not None and intent == "change_language":
        return speak(found.draft, tag, known)
    if intent == "change_language" and (tag := _written_in(found)) is not None:
        return _speak_as_they_write(found, tag)
    spoken_here = found.session.locale != HOME and not questions.is_a_question(found.understood.text)
    if intent == "change_language" and spoken_here:
        # No more was heard than a language that is not English.
        return _told_at_once(found) if _tells_in_their_words(found) else _not_understood(inst, found)
    council = (found.row.council if found.row else None) or found.session.council
    facts = {**information(inst, council), **_spoken(found)}
    return Step(found.draft, answer_to(asked, facts, found.draft is not None))


def _of_the_case(inst: Installation, found: Gathered) -> Step | None:
    """What plain words ask of the case at hand, answered from it; None where they ask nothing of one."""
    text = found.understood.text
    asked = heard_of_a_case(found.understood) if found.understood.choice is None else None
    case = found.asked_of(asked) if asked is not None else None
    if asked is None or case is None:
        return None
    facts = asking.facts(inst, case)
    if asked in INFORMATION:
        told = of_a_case(asked, facts)
    else:
        told = told_of_a_case(asked, text, facts, case_now(inst, case))
    if found.draft is None:
        return Step(None, told)
    # The question under way follows, with its own ways on.
    return Step(found.draft, tuple(replace(say, choices=(), input="none") for say in told))


def _written_in(found: Gathered) -> str | None:
    """The language, of those spoken here, that somebody writes in who is spoken to in English."""
    if found.session.locale != HOME or found.understood.choice is not None:
        return None
    return written_in(found.understood.text, found.world.languages)


def _speak_as_they_write(found: Gathered, tag: str) -> Step:
    """Go on in a language; whoever tells of something in it, or speaks of complaining, has begun to."""
    spoken, tells = speak(found.draft, tag, found.world.languages), _tells_in_their_words(found)
    if found.draft is not None or not (tells or complains(found.understood.text, tag)):
        return spoken
    begun = _told_at_once(found) if tells else _begun(_without_words(found), COMPLAINT.name)
    return replace(begun, says=(*spoken.says, *begun.says), effect=spoken.effect)


def _without_words(found: Gathered) -> Gathered:
    return replace(found, understood=replace(found.understood, text=""))


_LONG_IN_ANOTHER = 10
"""From so many words a message in another language, where nothing is being asked, tells what happened."""


def _tells_in_their_words(found: Gathered) -> bool:
    """Whether a message in another language than English, of which no more is heard, is a story's length."""
    text = found.understood.text
    nothing_open = found.draft is None and found.case is None
    return nothing_open and len(text.split()) >= _LONG_IN_ANOTHER and not questions.is_a_question(text)


def _begun(found: Gathered, journey: str) -> Step:
    """The first step of a journey, by the message in hand; one just offered takes along its words.

    What was not understood before a complaint is begun waits in it. One of it that waits since
    a case was opened is gone on with.
    """
    understood = found.understood
    with_words = "words" in (understood.choice or {}) or journey in _offered(found)
    if journey in found.left and not with_words:
        return _gone_back_to(found, found.left[journey])
    if understood.choice is None and (means := _offered(found).get(journey)) is not None:
        more = stories.tells_a_story(understood.text)
        told = f"{means['words']}\n\n{understood.text}" if more else means["words"]
        understood = replace(understood, choice={**means, "words": told})
    begun = plan.begin(journey, understood, found.world, tuple(found.session.state.get("told", ())))
    if journey != COMPLAINT.name or not found.unheard or begun.draft is None:
        return begun
    return replace(begun, draft=plan.hold(begun.draft, found.unheard))


def _offered(found: Gathered) -> Mapping[str, Mapping[str, object]]:
    """What the buttons mean that were offered last with words typed before, by the journey each begins."""
    last = found.session.state.get("last")
    means = [choice.means for choice in from_json(last).choices] if last else []
    return {str(one["journey"]): one for one in means if "journey" in one and "words" in one}


def _add_or_begin(found: Gathered) -> Step | None:
    """News typed where a complaint is open that may be added to: is it part of that, or a new one?"""
    text, case = found.understood.text, found.world.case
    if case is None or found.understood.choice is not None or names_a_new_complaint(text):
        return None
    adds = case.options.get("add_information")
    tells = found.understood.intent == "say_what_happened" or _tells_of_it(text)
    if case.kind != COMPLAINT.kind or adds is None or not adds.available or not tells:
        return None
    before = str(_offered(found).get(ADDING.name, {}).get("words", ""))
    return Step(None, (add_or_begin(f"{before}\n\n{text}" if before else text),))


def _tells_of_it(text: str) -> bool:
    """Whether a text tells something, and asks nothing."""
    tells = stories.tells_a_story(text) or stories.tells_of_deeds(text)
    return tells and not questions.is_a_question(text)


_OF_A_COUNCIL = ("nlu_fallback", "out_of_scope", "ask_who_can_complain", "ask_what_can_complain_about")
"""What a question about a council that is not served here may be taken for."""


def _not_here(found: Gathered, intent: str) -> Step | None:
    """What holds for a council that is not served here, where a question names one."""
    if found.draft is not None or found.case is not None or intent not in _OF_A_COUNCIL:
        return None
    text = found.understood.text
    country = councils.elsewhere(text, found.world.elsewhere) if questions.is_a_question(text) else None
    return Step(None, (*what_holds(country, found.world), *says.what_can_be_done())) if country else None


def _spoken(found: Gathered) -> dict[str, object]:
    """People facts, and the languages there are."""
    known = found.world.languages
    return {**found.world.people, "languages": known, "spoken": own_names(known)}


def unsure(inst: Installation, found: Gathered, intent: str) -> Step:
    """That it was not understood, and what can be done; who tells of their care has begun to complain."""
    text = found.understood.text
    asks_why = found.case is not None and move(text) == "ask_why"
    if asks_why or asks_why_that_day(text):
        return inform(inst, found, "ask_deadline")
    if (not_here := _not_here(found, intent)) is not None:
        return not_here
    if found.draft is None and (about := asked_plainly(text) or spoken_of(text)) is not None:
        return inform(inst, found, about)
    in_their_words = found.session.locale != HOME and complains(text, found.session.locale)
    of_care = found.case is None and stories.names_care(text)
    if found.draft is None and (in_their_words or stories.names_complaining(text) or of_care):
        return begin(inst, found, "make_complaint")
    tells = speakers.who(text) and stories.tells_a_story(text) and not questions.is_a_question(text)
    hurt = stories.tells_of_hurt(text) and not questions.is_a_question(text)
    told = stories.is_unhappy_in_care(text) or (intent == "nlu_fallback" and (tells or hurt))
    if told and found.draft is None and found.case is None:
        return _told_at_once(found)
    told = told or (intent == "nlu_fallback" and _tells_of_it(text))
    if told and found.draft is None and (asked := _add_or_begin(found)) is not None:
        return asked
    return _not_understood(inst, found)


def _told_at_once(found: Gathered) -> Step:
    """A complaint begun by a message that is its story, whatever the model took it for."""
    as_told = replace(found.understood, intent="say_what_happened")
    return _begun(replace(found, understood=as_told), COMPLAINT.name)


def _not_understood(inst: Installation, found: Gathered) -> Step:
    if (tag := language_wished(found.understood, found.world.languages)) is not None:
        return speak(found.draft, tag, found.world.languages)
    if (tag := _written_in(found)) is not None and councils.in_another_script(found.understood.text):
        return _speak_as_they_write(found, tag)
    if found.session.locale == HOME and councils.in_another_script(found.understood.text):
        asked = Understood(intent="change_language")
        return Step(found.draft, answer_to(asked, _spoken(found), found.draft is not None))
    if move(found.understood.text) == "delete" and found.draft is None:
        return inform(inst, _about(found, "this_chat"), "ask_my_data")
    if (put_right := _put_right(found)) is not None:
        return put_right
    last = found.session.state.get("last")
    ways = first_ways(found.world.case) if found.world.case is not None else says.WAYS
    return says.nothing_asked(found.understood, from_json(last) if last else None, found.world.people, ways)


def _about(found: Gathered, topic: str) -> Gathered:
    """The same message, as if the button of a topic had been pressed."""
    return replace(found, understood=replace(found.understood, choice={"about": topic}))


def _put_right(found: Gathered) -> Step | None:
    """What puts something right of a complaint that was sent is news of it, kept where it says what."""
    told = found.understood
    corrects = told.intent == "correct_previous_answer" and told.confidence >= SURE
    if found.draft is not None or found.case is None or told.choice is not None or not corrects:
        return None
    says_what = bool(after_correcting(told.text)) and not has_something_to_change(told.text)
    words = Understood(choice={"words": told.text}) if says_what else Understood()
    return _begun(replace(found, understood=words), ADDING.name)

"""The guided conversation: load what was said, let the plan decide, carry out what it asks for.

Every entry takes the sender and the message's id, never the text: that was stored by the gateway
under the id. What was decided is kept under the same id, so that asking twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import Any
from uuid import uuid4

from backend.journeys import acted, hearing, plan, says
from backend.journeys import draft as plans
from backend.journeys.advocate import ADVOCATE, asked_of_an_advocate
from backend.journeys.amending import has_something_to_change
from backend.journeys.asked_of_case import NO_ANSWER, asked_of_a_case, is_of_a_complaint, told_of_a_case
from backend.journeys.checking import known
from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Draft, Step, Understood, World
from backend.journeys.earlier import EARLIER
from backend.journeys.elsewhere import what_holds
from backend.journeys.information import (
    INFORMATION,
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
from backend.journeys.languages import language_wished, own_names, speak, told_in, written_in
from backend.journeys.listening import SURE
from backend.journeys.path import asks_back
from backend.journeys.spoken import complains, in_english
from backend.journeys.track import TRACK
from backend.journeys.ways import add_or_begin, first_ways
from backend.journeys.withdraw import (
    REINSTATE,
    WITHDRAW,
    told_to_withdraw,
    wants_it_back,
    wants_to_stop,
    was_stopped,
)
from backend.journeys.words import (
    YES,
    after_correcting,
    asks_how_it_goes,
    holds,
    lost_the_pair,
    made_elsewhere,
    move,
    named_on_a_case,
    names_a_new_complaint,
    plain,
    says_told_already,
    takes_back,
    wished,
    withdraws,
)
from backend.journeys.write import ADDING, WORSE
from backend.say import Say, as_json, from_json
from backend.services import acts, advising, alerts, asking, complaints, keeping, tracking, viewing
from backend.services.facts import after_sending, as_it_stands, elsewhere, information, national, people
from backend.services.installation import Installation
from backend.services.wishes import acts_of, case_now, of_stage1, window
from backend.store import Transaction
from backend.store.rows import ChatSession, DraftRow, Turn
from backend.wording.render import HOME

JOURNEY_OF = plan.STARTS
"""Which journey an intent starts; `start` is a button's, which names it, `resume` takes up the one left."""


class UnknownMessage(LookupError):
    """No such sender, or no such message of theirs."""


@dataclass(frozen=True)
class Heard:
    """A message as Rasa's side names it: whose, which, and what the model made of it."""

    sender: str
    message_id: str
    intent: str
    confidence: float


@dataclass(frozen=True)
class _Gathered:
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
        return Draft.from_json(self.row.data) if self.row else None

    def asked_of(self, asked: str) -> complaints.OpenCase | None:
        """The case that a question is of: what was sent last, unless it can be of a complaint alone."""
        of_case = self.case is not None and is_of_a_complaint(asked, self.understood.text)
        return self.case if self.receipt is None or of_case else self.receipt


_SURE_WISHES = ("request_advocate", "withdraw_complaint")
"""What plain words wish for whatever the model hears; taking something back, only where a case is open."""


Decide = Callable[[_Gathered, str], Step]


def _named(inst: Installation, found: _Gathered) -> Step | None:
    """What plain words begin whatever the model hears in them, where nothing is being asked."""
    if found.draft is not None or found.understood.choice is not None:
        return None
    text, case = found.understood.text, found.world.case
    if says_told_already(text):
        return _not_understood(inst, found)
    if hearing.brings_pair(text):
        return _begun(found, TRACK.name)
    if asks_to_ask(text):
        return _inform(inst, _about(found, "other_ways"), "ask_contact_human")
    if (answered := _of_the_case(inst, found)) is not None:
        return answered
    if found.case is not None and asks_how_it_goes(text):
        return _inform(inst, found, "ask_what_happens_next")
    if found.case is None and hearing.wants_no_complaint(text) and _asks_for_nothing_else(found):
        return _helped_without_complaining(inst, found)
    on_case = named_on_a_case(text) if found.case is not None else None
    adds_or_begins = found.case is not None and COMPLAINT.name in _offered(found)
    if adds_or_begins and (plain(text) in YES or names_a_new_complaint(text)):
        on_case = ADDING.name if plain(text) in YES else COMPLAINT.name
    lost = EARLIER.name if lost_the_pair(text) or (case is None and made_elsewhere(text)) else None
    wants_none = case is not None and case.advocate != "none" and hearing.wants_no_advocate(text)
    if wants_none or (asked_of_an_advocate(text) is not None and not hearing.is_a_question(text)):
        on_case = ADVOCATE.name
    intent, tells = found.understood.intent, hearing.tells_of_deeds(text)
    greets = tells and intent == "greet"
    reached = tells and intent == "change_contact_details" and bool(hearing.who(text))
    if found.case is None and (greets or reached or _tells_before_it_asks(text)):
        return _told_at_once(found)
    if not tells and (about := asked_surely(text)) is not None:
        return _inform(inst, found, about)
    if was_stopped(case) and (wants_it_back(text) or takes_back(text)):
        return _begun(found, REINSTATE.name)
    if on_case == REINSTATE.name and takes_back(text):
        on_case = None
    wants_back = withdraws(text) and (case is not None or hearing.tells_of_hurt(text))
    told_to = on_case != WORSE.name and case is not None and (told_to_withdraw(text) or wants_to_stop(text))
    if on_case != REINSTATE.name and (wants_back or told_to):
        # Told with harm it sounds like a story; it is a wish all the same.
        return _begun(found, WITHDRAW.name)
    plainly = wished(text)
    if case is None and plainly != "request_advocate":
        plainly = None
    journey = on_case or lost or (JOURNEY_OF[plainly] if plainly in _SURE_WISHES else None)
    return _begun(found, journey) if journey is not None else None


def _tells_before_it_asks(text: str) -> bool:
    """Whether a text ends with a question, and tells what was done before it, and of no complaint made."""
    asked = asked_at_the_end(text)
    told = text[: text.rindex(asked[1])] if asked else ""
    of_one_made = holds(plain(told), "complaint") or hearing.names_a_stage(text)
    return hearing.tells_of_deeds(told) and not of_one_made


def _asks_for_nothing_else(found: _Gathered) -> bool:
    """Whether no wish or question stands beside it that has an answer of its own: praise, an advocate."""
    told = found.understood
    named = wished(told.text) or ("request_advocate" if holds(plain(told.text), "advocate") else None)
    return named is None and told.intent not in _OF_THEIR_OWN and asked_plainly(told.text) is None


_OF_THEIR_OWN = ("give_compliment", "make_comment", "ask_to_pause_decision")


def _helped_without_complaining(inst: Installation, found: _Gathered) -> Step:
    facts = information(inst, found.session.council)
    return Step(None, help_without_complaining(facts, found.understood.text))


def begin(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Start the journey of an intent, or take up the one under way."""
    return _decide(inst, heard, lambda found, intent: _named(inst, found) or _begin(inst, found, intent))


def step(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Give the message to the plan under way; without one, begin or say what can be done."""
    return _decide(inst, heard, lambda found, intent: _named(inst, found) or _step(inst, found, intent))


def answer(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Answer a question for information; the journey under way stays where it is."""
    return _decide(inst, heard, lambda found, intent: _named(inst, found) or _inform(inst, found, intent))


def informed(
    inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, intent: str
) -> Sequence[Say]:
    """The answer to a question for information that another question waits behind: no ways on."""
    found = _gather(inst, tx, Heard(session.sender, turn.message_id, intent, 1.0))
    return [replace(say, choices=(), input="none") for say in _inform(inst, found, intent).says]


def unsure(inst: Installation, heard: Heard) -> dict[str, Any]:
    """Say that it was not understood, and what can be done; who tells of their care has begun to complain."""
    return _decide(inst, heard, lambda found, intent: _named(inst, found) or _unsure(inst, found, intent))


def under_way(tx: Transaction, session: ChatSession) -> DraftRow | None:
    """The draft this session is at; None once another window has sent or deleted it."""
    row = tx.drafts.get(session.draft_id) if session.draft_id else None
    return row if row is not None and row.case_id is None else None


def pending(inst: Installation, tx: Transaction, session: ChatSession) -> Say | None:
    """The question this session waits on, whole, or None."""
    row = under_way(tx, session)
    if row is None:
        return None
    return inst.wording.quoted(plan.question(Draft.from_json(row.data), world(inst, session, row)))


def asked(inst: Installation, tx: Transaction, session: ChatSession, text: str) -> tuple[Say | None, bool]:
    """`pending`, and whether typed words answer it as surely as its button."""
    row = under_way(tx, session)
    if row is None:
        return None, False
    draft, known = Draft.from_json(row.data), world(inst, session, row)
    said = in_english(text, session.locale, _at_a_name(row))
    return plan.question(draft, known), plan.plain_answer(draft, said, known)


def _at_a_name(row: DraftRow | None) -> bool:
    """Whether somebody's name is being asked for."""
    return row is not None and Draft.from_json(row.data).asking in ("name", "child_name")


def world(
    inst: Installation, session: ChatSession, row: DraftRow | None, case: complaints.OpenCase | None = None
) -> World:
    """What the plan may know of the world; `case` where it may have to do with the one that is open."""
    council = (row.council if row else None) or (case.row.council if case else None) or session.council
    return World(
        today=inst.today(),
        page_council=session.council,
        councils=council_names(inst),
        age_band=session.age_band if session.band_chosen else None,
        languages=inst.wording.names,
        in_english=session.locale == HOME,
        people=people(inst, council),
        elsewhere=elsewhere(inst),
        national=national(inst),
        advise=partial(advising.advise, inst.procedures, council, inst.today()),
        case=case_now(inst, case) if case else None,
    )


def council_names(inst: Installation) -> tuple[plans.CouncilNames, ...]:
    """Every council and what people call it."""
    return tuple(
        plans.CouncilNames(council.id, council.name, council.also) for council in inst.procedures.councils()
    )


def keep(inst: Installation, tx: Transaction, row: DraftRow) -> tuple[Say, ...]:
    """Give the draft a reference to come back by; the gateway makes its key with the receipt."""
    if row.reference is None:
        row = replace(row, reference=complaints.unused_reference(tx))
        tx.drafts.save(row)
    return says.kept(
        {"reference": row.reference, "draft_days": keeping.draft_days(inst, row.council)},
        again=row.key_hash is not None,
    )


def in_their_language(
    inst: Installation, tx: Transaction, session: ChatSession, text: str, tag: str | None
) -> tuple[ChatSession, Sequence[Say]]:
    """Go on in the language harm was told in, where the chat speaks it and spoke English until then.

    With what is to be said of it once the help was said. `tag`: of the phrases that were heard, if of any.
    """
    spoken = inst.wording.names
    if tag is None or session.locale != HOME or not told_in(text, tag, spoken):
        return session, ()
    session = replace(session, locale=tag)
    keep_language(inst, tx, session)
    draft = says.machine_made() if inst.wording.is_draft(tag) else ()
    return session, (*speak(None, tag, spoken).says, *draft)


def hold(inst: Installation, tx: Transaction, session: ChatSession, text: str) -> ChatSession:
    """Put words by in the complaint under way, or in a new one, so that nothing has to be told twice.

    While a complaint is looked up, the one they are put by in waits behind that.
    """
    row, told = under_way(tx, session), tuple(session.state.get("told", ()))
    aside = row is not None and not plan.takes_words(Draft.from_json(row.data))
    if aside:
        row = _left(tx, session, COMPLAINT.name)
    if row is None:
        draft = replace(_holding(inst, tx, session, text), told=told)
    else:
        draft = plan.hold(Draft.from_json(row.data), text)
    kept = save_draft(inst, tx, row, draft)
    if aside:
        return replace(session, state=_leaving(session.state, kept.id))
    return replace(session, draft_id=kept.id)


def _holding(inst: Installation, tx: Transaction, session: ChatSession, text: str) -> Draft:
    """A new draft for words put by: with a case open they are news of it, as long as any may be added.

    Who wants a complaint back is asked about that, whatever else was said; the words are the reason.
    """
    case = viewing.read(inst, tx, session.case_id, session.key_id) if session.case_id else None
    known = world(inst, session, None, case)
    if withdraws(text) and (case is not None or holds(plain(text), "complaint")):
        begun = plan.begin(WITHDRAW.name, Understood(choice={"words": text}), known)
        if begun.draft is not None:
            return begun.draft
    of_the_case = WORSE if named_on_a_case(text) == WORSE.name else ADDING
    for journey in (of_the_case, COMPLAINT) if case is not None else (COMPLAINT,):
        begun = plan.begin(journey.name, Understood(intent="make_complaint"), known)
        if begun.draft is not None:
            return plan.hold(begun.draft, text)
    return plan.hold(Draft(COMPLAINT.name), text)


def leave_off(inst: Installation, tx: Transaction, session: ChatSession) -> tuple[ChatSession, Sequence[Say]]:
    """Stop here: a complaint begun is kept with a receipt; an act on a case leaves nothing to keep."""
    begun = [row for row in (under_way(tx, session), *_all_left(tx, session)) if row is not None]
    kept = next((row for row in begun if plan.keeps(Draft.from_json(row.data))), None)
    for row in begun:
        if row is not kept:
            tx.drafts.delete(row.id)
    state = {name: value for name, value in session.state.items() if name != "left"}
    return replace(session, draft_id=None, state=state), keep(inst, tx, kept) if kept else says.stopped()


def stopping(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """The draft under way asked how to stop; one that holds nothing is gone."""
    row = under_way(tx, session)
    if row is None:
        return session
    wish = Understood(intent="stop_or_cancel", choice={"intent": "stop_or_cancel"})
    asked = plan.step(Draft.from_json(row.data), wish, world(inst, session, row)).draft
    if asked is None:
        tx.drafts.delete(row.id)
        return replace(session, draft_id=None)
    save_draft(inst, tx, row, asked)
    return session


def _all_left(tx: Transaction, session: ChatSession) -> list[DraftRow]:
    """The drafts that wait behind the one under way, the latest first."""
    rows = (tx.drafts.get(str(id)) for id in reversed(session.state.get("left", ())))
    return [row for row in rows if row is not None and row.case_id is None]


def _left(tx: Transaction, session: ChatSession, journey: str) -> DraftRow | None:
    """The draft of a journey that waits behind the one under way."""
    return next((row for row in _all_left(tx, session) if row.journey == journey), None)


def _leaving(state: Mapping[str, Any], id: str) -> dict[str, Any]:
    """The session's state with one more draft left to come back to."""
    return {**state, "left": [*(one for one in state.get("left", ()) if one != id), id]}


def save_draft(inst: Installation, tx: Transaction, row: DraftRow | None, draft: Draft) -> DraftRow:
    """Write a draft over its row, or into a new one where there is none of its journey."""
    told, now = draft.answers.get("council") or known(draft.answers, "council"), inst.clock.now()
    council = str(told) if told not in (None, "dont_know") else None
    if row is not None and row.journey == draft.journey:
        row = replace(row, data=draft.to_json(), council=council, updated_at=now)
        tx.drafts.save(row)
    else:
        row = DraftRow(uuid4().hex, draft.journey, draft.to_json(), council, now)
        tx.drafts.add(row)
    return row


def _begin(inst: Installation, found: _Gathered, intent: str) -> Step:
    draft = found.draft
    if intent == "resume":
        return _resumed(inst, found)
    if draft is not None:
        decided = _step(inst, found, intent)
        return decided if decided.handled else _inform(inst, found, intent)
    if (about := asks_aside(intent, found.understood.text)) is not None:
        return _inform(inst, found, about)
    journey = _journey_of(found.understood, intent)
    if journey is None:
        return _not_understood(inst, found)
    if journey == TRACK.name and found.case is not None and _means_this_one(found.understood):
        ways = first_ways(case_now(inst, found.case))
        return Step(None, says.status(as_it_stands(inst, found.case), ways))
    if journey == COMPLAINT.name and (asked := _add_or_begin(found)) is not None:
        return asked
    return _begun(found, journey)


_ANOTHER = ("other", "another", "different", "old", "first", "earlier", "previous")
"""Words by which somebody with one complaint open asks after one that is not."""


def _resumed(inst: Installation, found: _Gathered) -> Step:
    """Go on with what is under way, or with what waits since a case was opened."""
    waiting = next(iter(found.left.values()), None)
    if found.draft is None and waiting is not None:
        return _gone_back_to(found, waiting)
    return plan.pick_up(found.draft, found.world) if found.draft else _not_understood(inst, found)


def _means_this_one(understood: Understood) -> bool:
    """Whether somebody who asks after a complaint, with one open here, means that one."""
    another = any(holds(plain(understood.text), word) for word in _ANOTHER)
    return understood.choice is None and not another and hearing.pair(understood.text) == (None, None)


def _journey_of(understood: Understood, intent: str) -> str | None:
    """The journey that a button or an intent starts."""
    named = (understood.choice or {}).get("journey")
    return str(named) if named in plan.JOURNEYS else plan.journey_of(understood, intent)


def _step(inst: Installation, found: _Gathered, intent: str) -> Step:
    draft = found.draft
    if draft is None:
        starts = intent in JOURNEY_OF or intent == "start"
        return _begin(inst, found, intent) if starts else _not_understood(inst, found)
    if _asks_aside_of_the_case(found, draft) and (answered := _of_the_case(inst, found)) is not None:
        return answered
    decided = plan.step(draft, found.understood, found.world)
    if not isinstance(decided.effect, plans.Switch):
        return decided
    if decided.effect.journey == TRACK.name and found.case is not None and _means_this_one(found.understood):
        told = says.status(as_it_stands(inst, found.case))
        return Step(draft, tuple(replace(say, choices=(), input="none") for say in told))
    return _switch(found, draft, decided.effect)


def _asks_aside_of_the_case(found: _Gathered, draft: Draft) -> bool:
    """Whether words that may be left out are asked for on a case, and a question of that case came."""
    if "case" not in draft.answers or asked_of_a_case(found.understood.text) not in NO_ANSWER:
        return False
    questions = plan.JOURNEYS[draft.journey].questions
    return any(asked.id == draft.asking and asked.story and asked.optional for asked in questions)


def _informed_beside(inst: Installation, found: _Gathered, decided: Step, wish: plans.Inform) -> Step:
    """A question answered beside what its message did otherwise: a story may end with one."""
    asked = replace(found, understood=replace(found.understood, text=wish.asked or found.understood.text))
    told = _inform(inst, asked, wish.intent)
    answered = (replace(say, choices=(), input="none") for say in told.says)
    return replace(told, draft=decided.draft, says=(*decided.says, *answered))


def _switch(found: _Gathered, draft: Draft, wish: plans.Switch) -> Step:
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


def _gone_back_to(found: _Gathered, waiting: DraftRow, carry: plans.Answers | None = None) -> Step:
    """On with a draft that waited; what was told on the way back is told in it."""
    left_then = Draft.from_json(waiting.data)
    with_more = replace(left_then, answers={**(carry or {}), **left_then.answers})
    back = plan.pick_up(with_more, found.world)
    begins = found.draft is None and hearing.tells_a_story(found.understood.text)
    if back.draft is None or not (begins or plan.tells_instead(found.understood)):
        return back
    told = plan.step(back.draft, found.understood, found.world)
    kept = isinstance(told.effect, plans.Inform | None)
    return replace(told, says=(*back.says, *told.says)) if kept else back


def _inform(inst: Installation, found: _Gathered, intent: str) -> Step:
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
    spoken_here = found.session.locale != HOME and not hearing.is_a_question(found.understood.text)
    if intent == "change_language" and spoken_here:
        # No more was heard than a language that is not English.
        return _told_at_once(found) if _tells_in_their_words(found) else _not_understood(inst, found)
    council = (found.row.council if found.row else None) or found.session.council
    facts = {**information(inst, council), **_spoken(found)}
    return Step(found.draft, answer_to(asked, facts, found.draft is not None))


def _of_the_case(inst: Installation, found: _Gathered) -> Step | None:
    """What plain words ask of the case at hand, answered from it; None where they ask nothing of one."""
    text = found.understood.text
    asked = asked_of_a_case(text) if found.understood.choice is None else None
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


def _written_in(found: _Gathered) -> str | None:
    """The language, of those spoken here, that somebody writes in who is spoken to in English."""
    if found.session.locale != HOME or found.understood.choice is not None:
        return None
    return written_in(found.understood.text, found.world.languages)


def _speak_as_they_write(found: _Gathered, tag: str) -> Step:
    """Go on in a language; whoever tells of something in it, or speaks of complaining, has begun to."""
    spoken, tells = speak(found.draft, tag, found.world.languages), _tells_in_their_words(found)
    if found.draft is not None or not (tells or complains(found.understood.text, tag)):
        return spoken
    begun = _told_at_once(found) if tells else _begun(_without_words(found), COMPLAINT.name)
    return replace(begun, says=(*spoken.says, *begun.says), effect=spoken.effect)


def _without_words(found: _Gathered) -> _Gathered:
    return replace(found, understood=replace(found.understood, text=""))


_LONG_IN_ANOTHER = 10
"""From so many words a message in another language, where nothing is being asked, tells what happened."""


def _tells_in_their_words(found: _Gathered) -> bool:
    """Whether a message in another language than English, of which no more is heard, is a story's length."""
    text = found.understood.text
    nothing_open = found.draft is None and found.case is None
    return nothing_open and len(text.split()) >= _LONG_IN_ANOTHER and not hearing.is_a_question(text)


def _begun(found: _Gathered, journey: str) -> Step:
    """The first step of a journey, by the message in hand; one just offered takes along its words.

    What was not understood before a complaint is begun waits in it. One of it that waits since
    a case was opened is gone on with.
    """
    understood = found.understood
    with_words = "words" in (understood.choice or {}) or journey in _offered(found)
    if journey in found.left and not with_words:
        return _gone_back_to(found, found.left[journey])
    if understood.choice is None and (means := _offered(found).get(journey)) is not None:
        more = hearing.tells_a_story(understood.text)
        told = f"{means['words']}\n\n{understood.text}" if more else means["words"]
        understood = replace(understood, choice={**means, "words": told})
    begun = plan.begin(journey, understood, found.world, tuple(found.session.state.get("told", ())))
    if journey != COMPLAINT.name or not found.unheard or begun.draft is None:
        return begun
    return replace(begun, draft=plan.hold(begun.draft, found.unheard))


def _offered(found: _Gathered) -> Mapping[str, Mapping[str, object]]:
    """What the buttons mean that were offered last with words typed before, by the journey each begins."""
    last = found.session.state.get("last")
    means = [choice.means for choice in from_json(last).choices] if last else []
    return {str(one["journey"]): one for one in means if "journey" in one and "words" in one}


def _add_or_begin(found: _Gathered) -> Step | None:
    """News typed where a complaint is open that may be added to: is it part of that, or a new one?"""
    text, case = found.understood.text, found.world.case
    if case is None or found.understood.choice is not None or names_a_new_complaint(text):
        return None
    adds = case.options.get("add_information")
    if case.kind != COMPLAINT.kind or adds is None or not adds.available or not hearing.tells_a_story(text):
        return None
    before = str(_offered(found).get(ADDING.name, {}).get("words", ""))
    return Step(None, add_or_begin(case, f"{before}\n\n{text}" if before else text))


_OF_A_COUNCIL = ("nlu_fallback", "out_of_scope", "ask_who_can_complain", "ask_what_can_complain_about")
"""What a question about a council that is not served here may be taken for."""


def _not_here(found: _Gathered, intent: str) -> Step | None:
    """What holds for a council that is not served here, where a question names one."""
    if found.draft is not None or found.case is not None or intent not in _OF_A_COUNCIL:
        return None
    text = found.understood.text
    country = hearing.elsewhere(text, found.world.elsewhere) if hearing.is_a_question(text) else None
    return Step(None, (*what_holds(country, found.world), *says.what_can_be_done())) if country else None


def _spoken(found: _Gathered) -> dict[str, object]:
    """People facts, and the languages there are."""
    known = found.world.languages
    return {**found.world.people, "languages": known, "spoken": own_names(known)}


def _unsure(inst: Installation, found: _Gathered, intent: str) -> Step:
    text = found.understood.text
    asks_why = found.case is not None and move(text) == "ask_why"
    if asks_why or asks_why_that_day(text):
        return _inform(inst, found, "ask_deadline")
    if (not_here := _not_here(found, intent)) is not None:
        return not_here
    if found.draft is None and (about := asked_plainly(text) or spoken_of(text)) is not None:
        return _inform(inst, found, about)
    in_their_words = found.session.locale != HOME and complains(text, found.session.locale)
    of_care = found.case is None and hearing.names_care(text)
    if found.draft is None and (in_their_words or hearing.names_complaining(text) or of_care):
        return _begin(inst, found, "make_complaint")
    tells = hearing.who(text) and hearing.tells_a_story(text) and not hearing.is_a_question(text)
    hurt = hearing.tells_of_hurt(text) and not hearing.is_a_question(text)
    told = hearing.is_unhappy_in_care(text) or (intent == "nlu_fallback" and (tells or hurt))
    if told and found.draft is None and found.case is None:
        return _told_at_once(found)
    if told and found.draft is None and (asked := _add_or_begin(found)) is not None:
        return asked
    return _not_understood(inst, found)


def _told_at_once(found: _Gathered) -> Step:
    """A complaint begun by a message that is its story, whatever the model took it for."""
    as_told = replace(found.understood, intent="say_what_happened")
    return _begun(replace(found, understood=as_told), COMPLAINT.name)


def _not_understood(inst: Installation, found: _Gathered) -> Step:
    if (tag := language_wished(found.understood, found.world.languages)) is not None:
        return speak(found.draft, tag, found.world.languages)
    if (tag := _written_in(found)) is not None and hearing.in_another_script(found.understood.text):
        return _speak_as_they_write(found, tag)
    if found.session.locale == HOME and hearing.in_another_script(found.understood.text):
        asked = Understood(intent="change_language")
        return Step(found.draft, answer_to(asked, _spoken(found), found.draft is not None))
    if move(found.understood.text) == "delete" and found.draft is None:
        return _inform(inst, _about(found, "this_chat"), "ask_my_data")
    if (put_right := _put_right(found)) is not None:
        return put_right
    last = found.session.state.get("last")
    ways = first_ways(found.world.case) if found.world.case is not None else says.WAYS
    return says.nothing_asked(found.understood, from_json(last) if last else None, found.world.people, ways)


def _about(found: _Gathered, topic: str) -> _Gathered:
    """The same message, as if the button of a topic had been pressed."""
    return replace(found, understood=replace(found.understood, choice={"about": topic}))


def _put_right(found: _Gathered) -> Step | None:
    """What puts something right of a complaint that was sent is news of it, kept where it says what."""
    told = found.understood
    corrects = told.intent == "correct_previous_answer" and told.confidence >= SURE
    if found.draft is not None or found.case is None or told.choice is not None or not corrects:
        return None
    says_what = bool(after_correcting(told.text)) and not has_something_to_change(told.text)
    words = Understood(choice={"words": told.text}) if says_what else Understood()
    return _begun(replace(found, understood=words), ADDING.name)


def _decide(inst: Installation, heard: Heard, decide: Decide) -> dict[str, Any]:
    """Gather, decide and apply in one transaction, so that of two windows, or two tries, one acts.

    A message id that was decided before gets that answer again. The disk is not waited for: what is decided
    is told after a transaction that does.
    """
    opened: tracking.Found | None = None
    while True:
        with inst.store.begin(synced=False) as tx:
            found = _gather(inst, tx, heard)
            if found.turn.step is not None:
                return dict(found.turn.step)
            elsewhere = _sent_elsewhere(tx, found)
            decided = decide(found, heard.intent) if elsewhere is None else Step(None, says.sent_elsewhere())
            if isinstance(decided.effect, plans.Inform):
                decided = _informed_beside(inst, found, decided, decided.effect)
            wish = decided.effect
            if opened is not None or not isinstance(wish, plans.Open):
                return _reply(inst, tx, found, decided, elsewhere or opened)
        # A try at a key takes a while and is counted by itself, so it is made with nothing held.
        caller = str(found.session.state.get("caller", found.session.id))
        opened = tracking.find(inst, wish.reference, wish.key, caller)


def _reply(
    inst: Installation, tx: Transaction, found: _Gathered, decided: Step, opened: tracking.Found | None
) -> dict[str, Any]:
    """Apply what was decided, and keep the answer under the message's id."""
    session, told = _apply(inst, tx, found, decided, opened)
    asked = pending(inst, tx, session)
    messages: list[dict[str, Any]] = [as_json(inst.wording.quoted(say)) for say in told]
    if not messages and asked is not None:
        # The question is all there is to say; without the form's own run Rasa would have said nothing.
        messages = [{"ask": asked.asks}]
    reply = {
        "handled": decided.handled,
        "done": asked is None,
        "question": asked.asks if asked else None,
        "messages": messages,
    }
    # A message the plan leaves to a rule is not decided yet: the rule's answer is.
    if decided.handled:
        tx.turns.save(replace(found.turn, step=reply))
    return reply


def _sent_elsewhere(tx: Transaction, found: _Gathered) -> tracking.FoundCase | None:
    """The case that another window, with the same draft, has opened meanwhile."""
    if found.row is not None or found.session.draft_id is None:
        return None
    row = tx.drafts.get(found.session.draft_id)
    return tracking.FoundCase(row.case_id) if row is not None and row.case_id is not None else None


def _gather(inst: Installation, tx: Transaction, heard: Heard) -> _Gathered:
    session = tx.sessions.by_sender(heard.sender)
    turn = tx.turns.get(session.id, heard.message_id) if session else None
    if session is None or turn is None:
        raise UnknownMessage(heard.message_id)
    row = under_way(tx, session)
    means = turn.choice["means"] if turn.choice else None
    text = in_english(turn.text or "", session.locale, _at_a_name(row))
    understood = Understood(text, heard.intent, heard.confidence, means)
    case = viewing.read(inst, tx, session.case_id, session.key_id) if session.case_id else None
    left = {row.journey: row for row in reversed(_all_left(tx, session))}
    receipt = str(session.state.get("receipt", ""))
    return _Gathered(
        session,
        turn,
        row,
        world(inst, session, row, case),
        understood,
        case,
        left,
        receipt=viewing.read(inst, tx, receipt, None) if receipt else None,
        unheard=_unheard(tx, session) if means is not None and row is None else "",
    )


_TELLS = 3
"""Words, from which on what was not understood may be worth keeping."""


def _unheard(tx: Transaction, session: ChatSession) -> str:
    """What was typed last and not understood, message by message; nothing where the last one was."""
    last = session.state.get("last")
    if last is None or from_json(last).key not in says.UNSURE:
        return ""
    answered = [turn for turn in tx.turns.of(session.id) if turn.says]
    latest = takewhile(lambda turn: from_json(turn.says[0]).key in says.UNSURE, reversed(answered))
    texts = [turn.text for turn in latest if turn.text and len(turn.text.split()) >= _TELLS]
    return "\n\n".join(text for text in reversed(texts) if not says_told_already(text))


def _apply(
    inst: Installation, tx: Transaction, found: _Gathered, decided: Step, opened: tracking.Found | None
) -> tuple[ChatSession, Sequence[Say]]:
    """Write what was decided; give the session as it is now and everything to be said."""
    session, row, draft = found.session, found.row, decided.draft
    state = dict(session.state)
    if draft is not None:
        if row is not None and row.journey != draft.journey:
            state = _left_for(tx, row, decided.effect, state)
        if row is None or row.journey != draft.journey:
            row = found.left.get(draft.journey)
        row = save_draft(inst, tx, row, draft)
        state["left"] = [id for id in state.get("left", ()) if id != row.id]
        state["told"] = list(draft.told)
        session = replace(session, draft_id=row.id, age_band=_band(session, draft))
    told = list(decided.says)
    match decided.effect:
        case plans.Send() if row is not None and draft is not None:
            case = complaints.open_from_draft(inst, tx, row, draft, world(inst, session, row), session.locale)
            tx.drafts.save(replace(row, case_id=case.id, data={}))
            state.pop("receipt", None)
            if case.kind == "complaint":
                session = replace(session, case_id=case.id, key_id=None)
            else:
                state["receipt"] = case.id
            session = replace(session, draft_id=None)
            told += _sent(inst, tx, case.id, draft)
        case plans.Do() if row is not None and draft is not None:
            told += _do(inst, tx, session, draft)
            tx.drafts.delete(row.id)
            session = replace(session, draft_id=None)
        case plans.Keep() if row is not None:
            told += keep(inst, tx, row)
            session = replace(session, draft_id=None)
        case plans.Speak() as voice:
            session = _speaking(session, voice)
            keep_language(inst, tx, session)
            if voice.locale is not None and inst.wording.is_draft(voice.locale):
                told += says.machine_made()
            if draft is None and not told[-1].choices:
                told += says.what_can_be_done()
        case plans.Drop():
            if row is not None:
                tx.drafts.delete(row.id)
            session = replace(session, draft_id=None)
        case plans.Open() if opened is not None and row is not None:
            session, more = _open(inst, tx, session, row, opened)
            told += more
        case None if isinstance(opened, tracking.FoundCase):
            session, more = _opened_case(inst, tx, session, opened)
            told += more
        case _:
            pass
    if state.get("worries"):
        alerts.join(inst, tx, session)
    if isinstance(opened, tracking.FoundCase):
        state.pop("receipt", None)
    session = replace(session, state=state)
    if isinstance(opened, tracking.FoundCase):
        session = _left_for_this_case(inst, tx, session)
        told = _with_way_back(tx, session, told)
    elif found.row is not None and session.draft_id is None:
        session = _back_to_what_was_left(inst, tx, session)
        told += says.going_on() if session.draft_id is not None else ()
    tx.sessions.save(session)
    return session, told


def _left_for_this_case(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """Words put by while a case was looked up, and nothing answered beside them, are news of that case."""
    row = _left(tx, session, COMPLAINT.name)
    draft = Draft.from_json(row.data) if row is not None else None
    if row is None or draft is None or draft.held is None or plan.told_something(replace(draft, held=None)):
        return session
    kept = save_draft(inst, tx, None, _holding(inst, tx, session, draft.held))
    tx.drafts.delete(row.id)
    left = [kept.id if id == row.id else id for id in session.state["left"]]
    return replace(session, state={**session.state, "left": left})


def _with_way_back(tx: Transaction, session: ChatSession, told: list[Say]) -> list[Say]:
    """What a case just opened is told with, and the way back to what was left for it."""
    if session.draft_id is not None or not _all_left(tx, session) or not told[-1].choices:
        return told
    return [*told[:-1], replace(told[-1], choices=(*told[-1].choices, says.RESUME))]


def _left_for(
    tx: Transaction, row: DraftRow, wish: plans.Effect | None, state: dict[str, Any]
) -> dict[str, Any]:
    """What was told in the journey that is left waits; a draft that holds nothing goes."""
    became = isinstance(wish, plans.Switch) and wish.instead
    if became or not plan.told_something(Draft.from_json(row.data)):
        tx.drafts.delete(row.id)
        return state
    return _leaving(state, row.id)


def _sent(inst: Installation, tx: Transaction, case_id: str, draft: Draft) -> Sequence[Say]:
    """The receipt of a case just made, and of the decision it asks to wait."""
    case = complaints.require(inst, tx, case_id)
    if case.row.kind != COMPLAINT.kind:
        until = window(inst, draft, case.row.council)
        if until is not None:
            # Where the team looks for what is due first; it stands there until somebody has seen to it.
            tx.cases.save(replace(case.row, next_clock="stage3_request", next_due=until))
        facts = {**information(inst, case.row.council), **as_it_stands(inst, case)}
        ask = draft.answers.get("advocate_ask")
        more = {"until": until, "to_stage2": of_stage1(draft), "advocate_ask": ask}
        return acted.received(case.row.kind, {**facts, **more})
    told = says.sent(after_sending(inst, case))
    if draft.answers.get("asks_to_pause") != "yes" or "decision" not in draft.answers:
        return told
    for act in acts_of(draft):
        acts.perform(inst, tx, case_id, act, "person", heard_already=True)
    return (told[0], Say("pause.sent_with_it"), *told[1:])


def _do(inst: Installation, tx: Transaction, session: ChatSession, draft: Draft) -> Sequence[Say]:
    """Carry out what was said yes to, as whoever opened the case here; or say why it is not open any more."""
    row = tx.cases.by_reference(str(draft.answers["case"]))
    viewer = viewing.viewer_by(tx, row.id, session.key_id) if row and row.id == session.case_id else None
    if row is None or viewer is None:
        # Begun on a case that is not open here any more: another key may stand for somebody else.
        return says.stopped()
    try:
        for act in acts_of(draft):
            case = acts.perform(inst, tx, row.id, act, viewer.actor, heard_already=True)
    except (acts.NotOffered, acts.NotTheirs, acts.UnknownPoint) as shut:
        why = shut.option.why if isinstance(shut, acts.NotOffered) else Say("option.not_yours")
        seen = viewing.as_seen(inst, tx, complaints.require(inst, tx, row.id), viewer)
        return acted.not_now(why, case_now(inst, seen))
    return acted.done(draft, case_now(inst, case), as_it_stands(inst, case))


def opened(
    inst: Installation, tx: Transaction, session: ChatSession, found: tracking.FoundCase | tracking.FoundDraft
) -> tuple[ChatSession, Sequence[Say]]:
    """A case told as it stands, or a draft gone on with, in this session from now on."""
    if isinstance(found, tracking.FoundCase):
        return _opened_case(inst, tx, session, found)
    row = tx.drafts.get(found.draft_id)
    if row is None:
        raise LookupError("no such draft")
    picked = plan.pick_up(Draft.from_json(row.data), world(inst, session, row))
    if picked.draft is not None:
        save_draft(inst, tx, row, picked.draft)
        session = replace(session, age_band=_band(session, picked.draft))
    return replace(session, draft_id=row.id), picked.says


def _opened_case(
    inst: Installation, tx: Transaction, session: ChatSession, found: tracking.FoundCase
) -> tuple[ChatSession, Sequence[Say]]:
    """A case told as it stands, in this session from now on."""
    session, case = _with_case(inst, tx, session, found)
    session = replace(session, draft_id=None)
    return session, says.status(as_it_stands(inst, case), first_ways(case_now(inst, case)))


def _with_case(
    inst: Installation, tx: Transaction, session: ChatSession, found: tracking.FoundCase
) -> tuple[ChatSession, complaints.OpenCase]:
    """The session with a case open in it, as the holder of that key sees it; that they looked is noted."""
    case = viewing.look(inst, tx, found.case_id, found.key_id)
    if case is None:
        raise LookupError("no such case")
    return _in_their_voice(replace(session, case_id=case.row.id, key_id=found.key_id), case), case


def _open(
    inst: Installation, tx: Transaction, session: ChatSession, row: DraftRow, found: tracking.Found
) -> tuple[ChatSession, Sequence[Say]]:
    """What a reference and key opened, or the same question again, kindly."""
    draft = Draft.from_json(row.data)
    if isinstance(found, tracking.FoundCase) and draft.journey != TRACK.name:
        return _opened_for(inst, tx, session, row, draft, found)
    if isinstance(found, tracking.FoundCase | tracking.FoundDraft):
        tx.drafts.delete(row.id)
        return opened(inst, tx, session, found)
    reason = "not_found" if isinstance(found, tracking.NotFound) else "slowed"
    again = plan.not_opened(draft, reason)
    if again.draft is not None:
        save_draft(inst, tx, row, again.draft)
    return session, again.says


def _opened_for(
    inst: Installation,
    tx: Transaction,
    session: ChatSession,
    row: DraftRow,
    draft: Draft,
    found: tracking.FoundCase,
) -> tuple[ChatSession, Sequence[Say]]:
    """The journey that asked for the case goes on with it, or says why it cannot."""
    session, case = _with_case(inst, tx, session, found)
    on = plan.opened_for(draft, world(inst, session, row, case))
    if on.draft is None:
        tx.drafts.delete(row.id)
        return replace(session, draft_id=None), on.says
    kept = save_draft(inst, tx, row, on.draft)
    if kept.id != row.id:
        tx.drafts.delete(row.id)
    return replace(session, draft_id=kept.id), on.says


def set_key(tx: Transaction, receipt: Mapping[str, str], key_hash: str) -> None:
    """Give the case or draft of a receipt its key; a former one is dead."""
    if receipt["kind"] == "case":
        if (case := tx.cases.by_reference(receipt["reference"])) is not None:
            tx.cases.save(replace(case, key_hash=key_hash))
    elif (draft := tx.drafts.by_reference(receipt["reference"])) is not None:
        tx.drafts.save(replace(draft, key_hash=key_hash))


def _back_to_what_was_left(inst: Installation, tx: Transaction, session: ChatSession) -> ChatSession:
    """When the journey that another was left for has ended, the other goes on, if it still can be had."""
    left = list(session.state.get("left", ()))
    while session.draft_id is None and left:
        row = tx.drafts.get(str(left.pop()))
        if row is None:
            continue
        if _still_had(inst, tx, session, row):
            session = replace(session, draft_id=row.id)
        else:
            tx.drafts.delete(row.id)
    state = {name: value for name, value in session.state.items() if name != "left"}
    return replace(session, state={**state, "left": left} if left else state)


def _still_had(inst: Installation, tx: Transaction, session: ChatSession, row: DraftRow) -> bool:
    """Whether what a draft asks of a case may be asked for now; one on no case always may."""
    draft = Draft.from_json(row.data)
    if "case" not in draft.answers or session.case_id is None or plan.JOURNEYS[draft.journey].enter is None:
        return True
    case = viewing.read(inst, tx, session.case_id, session.key_id)
    return plan.opened_for(draft, world(inst, session, row, case)).draft is not None


def keep_language(inst: Installation, tx: Transaction, session: ChatSession) -> None:
    """What its sender reads from now on holds for what is sent about the case that is open here, too."""
    if session.case_id is not None and session.key_id is None:
        complaints.speak(inst, tx, session.case_id, session.locale)


def _speaking(session: ChatSession, voice: plans.Speak) -> ChatSession:
    return replace(
        session,
        locale=voice.locale or session.locale,
        age_band=voice.age_band or session.age_band,
        band_chosen=session.band_chosen or voice.age_band is not None,
    )


def _in_their_voice(session: ChatSession, case: complaints.OpenCase) -> ChatSession:
    """Whoever comes back to a case is spoken to as when it was made, unless they chose otherwise here.

    Another's key says nothing of how old its holder is.
    """
    if session.band_chosen or session.key_id is not None:
        return session
    return replace(session, age_band=complaints.band_of(case))


def _band(session: ChatSession, draft: Draft) -> str:
    """The band the person named, or their role implies; one chosen by hand stands."""
    return session.age_band if session.band_chosen else (plan.voice(draft) or session.age_band)

"""What happens when harm is heard: help first, one short question, and the complaint kept.

Held by the gateway and answered without Rasa (design: decision 13). *Urgent* words do not go to the
plan; they wait in the draft, to be used, written again or left out. *Concern* words are taken as the
answer; what the plan said then waits until "are you safe now?" is answered, but for a receipt, which is
given at once. Said once for one worry.

The session's state holds, under `safe`: `step` ("safe_now" or "what_next"), `tier`, `told` (what the
plan said and waits), `anew` (nothing had been begun), `words` (the message whose words began nothing, for a
complaint to begin with), and under `worries` what was spoken to before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from backend.chat.voice import with_question
from backend.journeys import says
from backend.journeys.amending import takes_a_part_out
from backend.journeys.asked_of_case import asked_of_a_case
from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Draft
from backend.journeys.hearing.stories import tells_of_deeds, tells_of_hurt
from backend.journeys.information import asked_plainly, asked_surely
from backend.journeys.spoken import in_english
from backend.journeys.whether_safe import asks_for_help, only_asks, read_safe_now, tells_more
from backend.journeys.withdraw import WITHDRAW, asks_whether_stopped, stops_or_goes_on
from backend.journeys.words import move, wished
from backend.safety import GRAVITY, Heard, Tier
from backend.say import Say, as_json, from_json
from backend.services import conversation, duty
from backend.services.alerts import apart, council_of, raise_alert
from backend.services.facts import people
from backend.services.installation import Installation
from backend.store import Transaction
from backend.store.rows import ChatSession, Turn

MODEL = "model:concern"
"""The worry that the language model alone hears, among the phrases of what was heard."""


def raised(inst: Installation, heard: Heard, by_model: Tier, text: str) -> Heard:
    """What was heard, raised to what the language model made of the text; it can only raise.

    Whom it is about is the screen's to say.
    """
    if GRAVITY.index(by_model) <= GRAVITY.index(heard.tier):
        return heard
    staff = heard.names_staff_or_carer or inst.screen.names_staff_or_carer(text)
    return Heard(by_model, (*heard.phrases, f"model:{by_model}"), staff, heard.language)


def put_by(
    inst: Installation, tx: Transaction, session: ChatSession, words: str, heard: Heard
) -> ChatSession:
    """Harm was heard in words that the plan does not get: they are kept, and safety comes first."""
    before = session.state.get("safe") or {}
    anew = before.get("anew") or not conversation.under_way(tx, session)
    session = conversation.hold(inst, tx, _with_words(inst, tx, session, before), words)
    session, spoken = conversation.in_their_language(inst, tx, session, words, heard.language)
    told = [*before.get("told", ()), *(as_json(say) for say in spoken)]
    asking = {**_asking(heard, told), "anew": anew}
    return _spoken_to(_moved(session, asking), heard)


def spoken_to(session: ChatSession) -> bool:
    """Whether the model's worry was spoken to before; its next is taken as the answer that it is."""
    return MODEL in session.state.get("worries", ())


def words(inst: Installation, tx: Transaction, session: ChatSession, heard: Heard) -> Sequence[Say]:
    """The fixed words of this tier with what is true of who is told, and the one short question."""
    facts = people(inst, session.council)
    return [*says.safety(heard.tier, facts, promise(inst, tx, session, heard)), says.safe_now(facts)]


def promise(inst: Installation, tx: Transaction, session: ChatSession, heard: Heard) -> Say:
    """Who is told of this, as it stands now."""
    return duty.promise(inst, tx, council_of(inst, tx, session), apart=apart(tx, session, heard))


def before(
    inst: Installation, tx: Transaction, session: ChatSession, heard: Heard, told: Sequence[Say], turn: Turn
) -> Sequence[Say]:
    """Harm in words the plan has taken as an answer: help first, what the plan said waits.

    A concern is spoken to once. A receipt never waits: whoever leaves now has to have its key.
    """
    if heard.tier == "concern" and set(heard.phrases) <= set(session.state.get("worries", ())):
        return with_question(told, conversation.pending(inst, tx, session))
    waiting = [as_json(say) for say in told if not say.receipt]
    asking = _asking(heard, waiting)
    if session.case_id is None and len(waiting) == len(told) and not conversation.under_way(tx, session):
        asking |= {"words": turn.message_id, "anew": True}
    session = _spoken_to(_moved(session, asking), heard)
    tx.sessions.save(session)
    *first, question = words(inst, tx, session, heard)
    return [*first, *(say for say in told if say.receipt), question]


def holds(session: ChatSession, heard: Heard) -> bool:
    """Whether a message may be the gateway's to answer."""
    return heard.tier == "urgent" or isinstance(session.state.get("safe"), Mapping)


def tells(session: ChatSession, turn: Turn, heard: Heard) -> bool:
    """Whether something else than an answer was typed to the short question, and may be graver than what was
    heard before it.
    """
    safe = session.state.get("safe")
    if turn.choice is not None or not isinstance(safe, Mapping) or heard.tier == "urgent":
        return False
    return read_safe_now(_said(session, turn), str(safe["step"]), heard.tier != "none") is None


def answer(
    inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, heard: Heard
) -> Sequence[Say] | None:
    """What the gateway itself answers, or None where the message is for the plan."""
    if heard.tier == "urgent":
        return words(inst, tx, session, heard)
    safe = session.state.get("safe")
    if not isinstance(safe, Mapping):
        return None
    means = turn.choice["means"] if turn.choice else None
    harm = heard.tier != "none"
    said = means.get("gateway") if means else read_safe_now(_said(session, turn), str(safe["step"]), harm)
    facts = people(inst, session.council)
    if said in ("go_on", "keep"):
        session = _with_words(inst, tx, session, safe)
    if said in ("keep", "delete") and conversation.under_way(tx, session) is None:
        if "words" in safe:
            return _nothing_begun(tx, session)
        # It was sent or kept already: there is nothing left to stop.
        said = "go_on"
    match said:
        case "safe" | "not_safe" | "not_saying":
            if said == "safe" and tells_more(_said(session, turn)):
                session = _told_more(inst, tx, session, turn, heard, safe)
            if said == "not_safe":
                if tells_more(_said(session, turn)):
                    session = _kept(inst, tx, session, turn, safe)
                pressed = inst.wording.render("safety.choice.not_safe", {}, session.locale, session.age_band)
                not_safe = Heard("urgent", ("said:not_safe",))
                raise_alert(inst, tx, session, turn.message_id, turn.text or pressed.text, not_safe)
            tx.sessions.save(_moved(session, {**safe, "step": "what_next", "again": False, "said": said}))
            return says.after_safe_now(str(said), facts)
        case "go_on":
            return _go_on(inst, tx, session, safe)
        case "keep":
            return _keep(inst, tx, session)
        case "delete":
            return _ask_how_to_stop(inst, tx, session)
        case "talk":
            return says.talk_to_somebody(facts)
        case _ if _asks_for_help(session, turn, safe):
            if heard.tier != "none" or not only_asks(_said(session, turn)):
                tx.sessions.save(_told_more(inst, tx, session, turn, heard, safe))
            return [*says.whom_to_turn_to(safe.get("said"), facts), _question(safe, facts)]
        case _ if informed := _informed(inst, tx, session, turn, heard):
            return [*informed, _question(safe, facts)]
        case _ if turn.choice is None and heard.tier == "none" and _wishes(tx, session, _said(session, turn)):
            return _wished(inst, tx, session, safe, facts)
        case _:
            return _not_an_answer(inst, tx, session, turn, heard, safe, facts)


def _question(safe: Mapping[str, Any], facts: Mapping[str, object]) -> Say:
    """The short question that is being asked."""
    return says.safe_now(facts) if safe["step"] == "safe_now" else says.what_next(facts)


def _asks_for_help(session: ChatSession, turn: Turn, safe: Mapping[str, Any]) -> bool:
    """Whether they ask who helps, or what to do; what is named plainly beside it has an answer of its own."""
    text = _said(session, turn)
    asks = turn.choice is None and asks_for_help(text, unsafe=safe.get("said") == "not_safe")
    return asks and asked_plainly(text) in (None, "ask_what_happens_next", "ask_deadline")


def _informed(
    inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, heard: Heard
) -> Sequence[Say]:
    """A question of theirs, answered before the short one is put again; nothing where they ask none."""
    text = _said(session, turn)
    if heard.tier != "none" or not text:
        return ()
    match move(text):
        case "ask_why":
            return (Say("safety.why_safe_now"),)
        case "who_sees":
            return conversation.informed(inst, tx, session, turn, "ask_confidentiality")
    if _is_stopping(tx, session) and asks_whether_stopped(text):
        return (Say("withdraw.going_on"),)
    about = asked_surely(text) or asked_plainly(text)
    if about is None and _asks_of_the_case(tx, session, text):
        about = "ask_what_happens_next"
    return conversation.informed(inst, tx, session, turn, about) if about else ()


def _asks_of_the_case(tx: Transaction, session: ChatSession, text: str) -> bool:
    """Whether words ask something of the case that is open here, which is answered from that."""
    row = conversation.under_way(tx, session)
    new_one = row is not None and row.journey == COMPLAINT.name
    return session.case_id is not None and not new_one and asked_of_a_case(text) is not None


def _wishes(tx: Transaction, session: ChatSession, text: str) -> bool:
    """Whether words want something of the complaint: of its words, or where it is being stopped, of that."""
    of_its_words = conversation.under_way(tx, session) is not None and takes_a_part_out(text)
    return of_its_words or wished(text) is not None or (_is_stopping(tx, session) and stops_or_goes_on(text))


def _is_stopping(tx: Transaction, session: ChatSession) -> bool:
    """Whether a complaint that is open here is being stopped, and so is not stopped yet."""
    row = conversation.under_way(tx, session)
    draft = Draft.from_json(row.data) if row is not None else None
    return draft is not None and draft.journey == WITHDRAW.name and "case" in draft.answers


def _wished(
    inst: Installation,
    tx: Transaction,
    session: ChatSession,
    safe: Mapping[str, Any],
    facts: Mapping[str, object],
) -> Sequence[Say] | None:
    """They want something of the complaint: after the short question, or None, so that the plan hears it."""
    if safe["step"] == "safe_now" and not safe.get("again"):
        tx.sessions.save(_moved(session, {**safe, "again": True}))
        return [*says.after_this(), says.safe_now(facts)]
    tx.sessions.save(_moved(_with_words(inst, tx, session, safe), {**safe, "step": "over"}))
    return None


def waited(session: ChatSession) -> tuple[ChatSession, Sequence[Say]]:
    """What the plan said when harm was heard, to be said now that they went on to something else."""
    safe = session.state.get("safe")
    if not isinstance(safe, Mapping) or safe["step"] != "over":
        return session, ()
    return _moved(session, None), _told(safe)


def _with_words(
    inst: Installation, tx: Transaction, session: ChatSession, safe: Mapping[str, Any]
) -> ChatSession:
    """Words in which harm was heard, and which began nothing, put by in a complaint that they begin."""
    if "words" not in safe or conversation.under_way(tx, session):
        return session
    turn = tx.turns.get(session.id, str(safe["words"]))
    return conversation.hold(inst, tx, session, turn.text) if turn and turn.text else session


def _nothing_begun(tx: Transaction, session: ChatSession) -> Sequence[Say]:
    """Nothing was begun, so there is nothing to delete."""
    tx.sessions.save(_moved(session, None))
    return says.stopped()


def _go_on(
    inst: Installation, tx: Transaction, session: ChatSession, safe: Mapping[str, Any]
) -> Sequence[Say]:
    """Back to the complaint, exactly where it was; to a new one where their words began none."""
    session = _moved(session, None)
    tx.sessions.save(session)
    waited = [from_json(say) for say in safe.get("told", ())]
    told = _told(safe)
    question = conversation.pending(inst, tx, session)
    if question is not None:
        return with_question(told or (() if safe.get("anew") else says.going_on()), question)
    told = told or [*says.going_on()]
    if told[-1].choices:
        return told
    ways = waited[-1].choices if waited else ()
    return [*told, *says.what_can_be_done(ways or says.WAYS)]


def _told(safe: Mapping[str, Any]) -> list[Say]:
    """What the plan said and is still to be said.

    That they were not understood is no news by now, and where to start is what they have just said.
    """
    said = [from_json(say) for say in safe.get("told", ())]
    return [say for say in said if say.key not in says.OF_NO_ANSWER]


def _keep(inst: Installation, tx: Transaction, session: ChatSession) -> Sequence[Say]:
    """Stop here; what was told is kept, with a receipt to come back by."""
    session, told = conversation.leave_off(inst, tx, _moved(session, None))
    tx.sessions.save(session)
    return told


def _ask_how_to_stop(inst: Installation, tx: Transaction, session: ChatSession) -> Sequence[Say]:
    """Deleting is asked about by the plan's own question; what the plan said before is not said any more."""
    session = conversation.stopping(inst, tx, _moved(session, None))
    tx.sessions.save(session)
    question = conversation.pending(inst, tx, session)
    return [question] if question else says.dropped()


def _not_an_answer(
    inst: Installation,
    tx: Transaction,
    session: ChatSession,
    turn: Turn,
    heard: Heard,
    safe: Mapping[str, Any],
    facts: Mapping[str, object],
) -> Sequence[Say]:
    """They told more instead: kept, not lost. The short question is put once more, never a third time.

    "what?" and the like tell nothing; the question is only put again. A question that has no answer here is
    no part of what is told, and is not put by. Who is not safe is told each time
    whom to call, and nothing else is asked of them before they choose.
    """
    kept: tuple[Say, ...] = ()
    if _asks_nothing_known(session, turn, heard):
        raise_alert(inst, tx, session, turn.message_id, turn.text or "", Heard("concern", ("said:more",)))
        kept = (Say("session.no_answer_to_that"),)
    elif turn.text and move(_said(session, turn)) is None:
        session = _told_more(inst, tx, session, turn, heard, safe)
        kept = says.kept_for_later()
    if safe.get("said") == "not_safe":
        tx.sessions.save(session)
        return says.after_safe_now("not_safe", facts) if kept else [_question(safe, facts)]
    if not safe.get("again"):
        tx.sessions.save(_moved(session, {**safe, "again": True}))
        return [*kept, _question(safe, facts)]
    if safe["step"] == "safe_now":
        tx.sessions.save(_moved(session, {**safe, "step": "what_next", "again": False}))
        return [*kept, *says.after_safe_now("not_saying", facts)]
    return [*kept, *_go_on(inst, tx, session, safe)]


def _asks_nothing_known(session: ChatSession, turn: Turn, heard: Heard) -> bool:
    """Whether no more came than a question, in which nothing is told and no harm was heard."""
    text = _said(session, turn)
    told = tells_of_deeds(text) or tells_of_hurt(text) or move(text) is not None
    return heard.tier == "none" and only_asks(text) and not told


def _told_more(
    inst: Installation,
    tx: Transaction,
    session: ChatSession,
    turn: Turn,
    heard: Heard,
    safe: Mapping[str, Any],
) -> ChatSession:
    """What is told now belongs to what was heard, so whoever reads the one reads the other."""
    session = _kept(inst, tx, session, turn, safe)
    if heard.tier == "none":
        raise_alert(inst, tx, session, turn.message_id, turn.text or "", Heard("concern", ("said:more",)))
    return session


def _kept(
    inst: Installation, tx: Transaction, session: ChatSession, turn: Turn, safe: Mapping[str, Any]
) -> ChatSession:
    """What is told beside the short question, put by for the complaint with the words before it."""
    session = _with_words(inst, tx, session, safe)
    return conversation.hold(inst, tx, session, turn.text or "")


def _said(session: ChatSession, turn: Turn) -> str:
    """What was typed; a yes, a no or a move of the language that is spoken as the English one."""
    return in_english(turn.text or "", session.locale)


def _asking(heard: Heard, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"step": "safe_now", "tier": heard.tier, "told": list(told)}


def _spoken_to(session: ChatSession, heard: Heard) -> ChatSession:
    worries = set(session.state.get("worries", ())) | set(heard.phrases)
    return replace(session, state={**session.state, "worries": sorted(worries)})


def _moved(session: ChatSession, safe: Mapping[str, Any] | None) -> ChatSession:
    state = {name: value for name, value in session.state.items() if name != "safe"}
    return replace(session, state={**state, "safe": dict(safe)} if safe else state)

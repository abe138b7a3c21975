"""The plan of a guided conversation: which question comes next and what a message does to it. PURE.

Every journey is data (`backend.journeys.complaint`, `.track`); the moves that hold everywhere (back,
skip, don't know, why, again, correct, stop) are here once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from backend.journeys import days, hearing
from backend.journeys.complaint import (
    ADULT_ROLES,
    COMPLAINT,
    answers_title,
    relationship,
)
from backend.journeys.draft import (
    Draft,
    Drop,
    Effect,
    Keep,
    Open,
    Send,
    Step,
    Switch,
    Understood,
    World,
)
from backend.journeys.question import Option, Question, Refused
from backend.journeys.says import INFORMATION, person
from backend.journeys.track import TRACK
from backend.journeys.words import NO, YES, after_correcting, holds, holds_first, move, plain
from backend.say import Choice, Say

JOURNEYS = {journey.name: journey for journey in (COMPLAINT, TRACK)}

STARTS = {"make_complaint": "complaint", "say_what_happened": "complaint", "track_complaint": "track"}
"""The intents that start a journey, and which."""

SURE = 0.7
"""From this confidence a typed text is taken for a move or an information question."""
SHORT = 12
"""Up to so many words a typed text may be a move or an information question; a longer one is a story."""
STORY = 9
"""From so many words a text that does not answer a closed question is kept as part of the story."""
PATIENCE = 2
"""After so many messages in a row that were not understood, buttons and a person are offered."""

HOW_WE_TREAT = "complaint.how_we_treat"
STOP = "stop"
CHANGE = "change"
"""Two questions of the plan's own: how to stop, and which answer to change."""


def begin(
    journey: str, understood: Understood, world: World, told: tuple[str, ...] = (), left: str | None = None
) -> Step:
    """Start `journey` ("complaint" or "track"), hearing in the first message whatever it already answers.

    `told` names the notices given in this chat (`Draft.told` of an earlier draft), `left` the journey
    that was left for this one, if any.
    """
    draft = Draft(journey, told=told)
    says: tuple[Say, ...] = (Say(_LEFT[left]),) if left in _LEFT else ()
    if journey == TRACK.name:
        return _first_of_track(draft, says, understood, world)
    if HOW_WE_TREAT not in told:
        says += (Say(HOW_WE_TREAT),)
        draft = replace(draft, told=(*told, HOW_WE_TREAT))
    if world.age_band:
        draft = replace(draft, answers={"age_band": world.age_band})
    if understood.text and understood.choice is None:
        whole = understood.intent == "say_what_happened" or hearing.tells_a_story(understood.text)
        draft, heard = _hear(draft, understood.text, world, whole)
        says += heard
    return _go_on(draft, says, world)


def step(draft: Draft, understood: Understood, world: World) -> Step:
    """What one message does to a draft."""
    if draft.asking is None:
        return _go_on(draft, (), world)
    chosen = understood.choice or {}
    wish = chosen.get("intent")
    if isinstance(wish, str):
        return _wish(wish, draft, understood, world)
    if draft.asking == STOP:
        return _how_to_stop(draft, chosen.get("answer"), understood, world)
    if draft.asking == CHANGE:
        return _what_to_change(draft, chosen.get("answer"), understood, world)
    if draft.held is not None:
        return _held_words(draft, chosen.get("answer"), understood, world)
    asked = _asked(draft)
    if "answer" in chosen:
        return _chosen(draft, asked, chosen["answer"], world)
    if not understood.text.strip():
        return _not_understood(draft, world)
    return _typed(draft, asked, understood, world)


def question(draft: Draft, world: World) -> Say:
    """The question asked now, with its choices and progress."""
    if draft.asking is None:
        draft = _next(draft, world)
    if draft.asking == STOP:
        return Say("session.ask.stop", choices=_STOP_CHOICES, asks=STOP, input="choice")
    if draft.asking == CHANGE:
        return Say(
            "complaint.ask.change", choices=_changeable(draft, world), asks="check_answers", input="choice"
        )
    asked = _asked(draft)
    if draft.held is not None:
        facts = {"words": draft.held}
        return Say("session.ask.held", facts, _HELD_CHOICES, asks=asked.id, input="choice")
    say = _council(draft, world) if asked.id == "council" else _plain_question(draft, asked, world)
    return replace(
        say, choices=(*say.choices, *_ways_on(draft, asked)), progress=_progress(draft, asked, world)
    )


def plain_answer(draft: Draft, text: str, world: World) -> bool:
    """Whether typed words answer what is asked as surely as its button: exactly, or in three words.

    Such words need no language model, and are not put before one that might hear something else in them.
    """
    if draft.asking in (None, STOP, CHANGE) or draft.held is not None:
        return False
    said, asked = plain(text), _asked(draft)
    short = 0 < len(said.split()) <= 3
    if move(text) is not None:
        return not asked.story or short
    if asked.story:
        return False
    if any(said in option.words for option in asked.offered(draft.answers)):
        return True
    if not short:
        return False
    if asked.id == "council":
        return said in YES or said in NO or bool(hearing.councils(text, world.councils))
    return bool(asked.options) and _match(asked, text, draft, Understood(text), world) is not None


def pick_up(draft: Draft, world: World) -> Step:
    """Go on with a draft that was kept: says so; the question follows."""
    back = draft.returning if draft.asking in (STOP, CHANGE) else draft.asking
    again = replace(draft, asking=back, returning=None, failures=0)
    return Step(again if back else _next(again, world), (Say("session.picked_up"),))


def hold(draft: Draft, text: str) -> Draft:
    """Keep words that safety did not let through, so that nothing has to be told twice (design 13).

    Several messages are joined by a blank line, as a story's are.
    """
    return replace(draft, held=f"{draft.held}\n\n{text}" if draft.held else text)


def not_opened(draft: Draft, reason: str) -> Step:
    """After `Open` failed: ask again, kindly. `reason` is "not_found" or "slowed"."""
    says = Say("track.slowed") if reason == "slowed" else Say("track.not_found")
    fresh = replace(draft, answers={}, trail=(), asking=TRACK.questions[0].id, failures=0)
    return Step(fresh, (says,))


def voice(draft: Draft) -> str | None:
    """The age band that the answers choose or imply (parent: adult), None while they say nothing."""
    role, told = draft.answers.get("role"), draft.answers.get("age_band")
    if role in ADULT_ROLES:
        return "adult"
    return str(told) if told else None


def receiving_council(draft: Draft, world: World) -> str | None:
    """The council a complaint goes to: the one confirmed, or the page's, which passes it on, or none."""
    told = draft.answers.get("council")
    return world.page_council if told == "dont_know" else None if told is None else str(told)


def told_answers(draft: Draft) -> dict[str, object]:
    """The answers that count: of questions on this path alone, with `relationship` filled in."""
    journey = JOURNEYS[draft.journey]
    told = {q.id: draft.answers[q.id] for q in journey.path(draft.answers) if _answered(draft, q)}
    if (known := relationship(draft.answers)) and journey is COMPLAINT:
        told["relationship"] = known
    return told


# --- the path


def _asked(draft: Draft) -> Question:
    return JOURNEYS[draft.journey].question(str(draft.asking))


def _answered(draft: Draft, asked: Question) -> bool:
    return asked.id in draft.answers and asked.accepts(draft.answers[asked.id], draft.answers)


def _open(draft: Draft, asked: Question) -> bool:
    return asked.id not in draft.skipped and not _answered(draft, asked)


def _next(draft: Draft, world: World) -> Draft:
    """The draft asking the first question that is open; the last one, if none is."""
    path = JOURNEYS[draft.journey].path(draft.answers)
    first = next((q for q in path if _open(draft, q)), path[-1])
    before = draft.asking
    trail = draft.trail
    if before and before not in (first.id, STOP, CHANGE):
        trail = (*(id for id in trail if id != before), before)
    proposed = draft.proposed
    if first.id == "council" and before != "council" and not proposed and _knows(world, world.page_council):
        proposed = (str(world.page_council),)
    return replace(
        draft,
        asking=first.id,
        trail=tuple(id for id in trail if id != first.id),
        proposed=proposed,
        failures=0,
    )


def _knows(world: World, council: str | None) -> bool:
    return any(known.id == council for known in world.councils)


def _go_on(draft: Draft, says: tuple[Say, ...], world: World, effect: Effect | None = None) -> Step:
    return Step(_next(draft, world), says, effect=effect)


def _progress(draft: Draft, asked: Question, world: World) -> tuple[int, int]:
    """Which question of how many on this path this is."""
    path = JOURNEYS[draft.journey].path(draft.answers)
    place = next((at for at, q in enumerate(path, start=1) if q.id == asked.id), len(path))
    return place, len(path)


def _put(draft: Draft, asked: Question, value: object, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """The draft with an answer, and what is said if that changes an earlier one."""
    before = draft.answers.get(asked.id)
    answers = {**draft.answers, asked.id: value}
    skipped = tuple(id for id in draft.skipped if id != asked.id)
    after = replace(draft, answers=answers, skipped=skipped)
    if before is None or before == value:
        return after, ()
    return after, (Say("session.changed", {"line": _line(asked, value, world)}),)


def _line(asked: Question, value: object, world: World) -> Say:
    """One answer as it is read back."""
    return Say(asked.line, {"answer": _said(asked, value, world)})


def _said(asked: Question, value: object, world: World) -> Say | str:
    if asked.id == "council":
        return (
            Say("complaint.said.council_unknown")
            if value == "dont_know"
            else _council_name(str(value), world)
        )
    if asked.options and isinstance(value, str):
        return answers_title(value, asked)
    return asked.read_back(value)


def _council_name(id: str, world: World) -> str:
    return next((council.name for council in world.councils if council.id == id), id.title())


# --- how a question is put


def _plain_question(draft: Draft, asked: Question, world: World) -> Say:
    options = (o for o in asked.offered(draft.answers) if o.offered)
    facts: dict[str, object] = dict(world.people)
    if asked.id == "check_answers":
        facts["lines"] = _read_back(draft, world)
        facts["council"] = _council_name(receiving_council(draft, world) or "", world)
    return Say(
        asked.ask(draft.answers, world),
        facts,
        tuple(Choice({"answer": o.value}, o.title, o.facts) for o in options),
        asks=asked.id,
        input=asked.input,
    )


def _read_back(draft: Draft, world: World) -> list[Say]:
    path = JOURNEYS[draft.journey].path(draft.answers)
    return [_line(q, draft.answers[q.id], world) for q in path if _shows(draft, q)]


def _shows(draft: Draft, asked: Question) -> bool:
    return asked.id not in ("anything_else", "check_answers") and _answered(draft, asked)


def _changeable(draft: Draft, world: World) -> tuple[Choice, ...]:
    path = JOURNEYS[draft.journey].path(draft.answers)
    return (
        *(Choice({"answer": q.id}, q.title) for q in path if q.id not in ("anything_else", "check_answers")),
        Choice({"intent": "go_back"}, "session.choice.back"),
    )


def _council(draft: Draft, world: World) -> Say:
    """The council's question: confirm the one proposed, choose among several, or among all."""
    if len(draft.proposed) == 1:
        return Say(
            "complaint.ask.council_confirm",
            {"council": _council_name(draft.proposed[0], world)},
            (
                Choice({"answer": "yes"}, "session.choice.yes"),
                Choice({"answer": "no"}, "complaint.council.another"),
                _COUNCIL_UNKNOWN,
            ),
            asks="council",
            input="choice",
        )
    offered = [c for c in world.councils if c.id in draft.proposed] or world.councils
    return Say(
        "complaint.ask.council_which" if draft.proposed else "complaint.ask.council",
        choices=(
            *(Choice({"answer": c.id}, "complaint.council.name", {"council": c.name}) for c in offered),
            Choice({"answer": "elsewhere"}, "complaint.council.elsewhere"),
            _COUNCIL_UNKNOWN,
        ),
        asks="council",
        input="choice",
    )


_COUNCIL_UNKNOWN = Choice({"answer": "dont_know"}, "complaint.council.dont_know")


def _ways_on(draft: Draft, asked: Question) -> tuple[Choice, ...]:
    """The moves offered as buttons under a question, beside its own choices."""
    ways: list[Choice] = []
    if asked.id in draft.answers and asked.id != "check_answers":
        ways.append(Choice({"intent": "skip"}, "session.choice.keep_answer"))
    elif asked.optional and asked.id != "anything_else":
        ways.append(Choice({"intent": "skip"}, "session.choice.skip"))
        if asked.may_not_know:
            ways.append(Choice({"intent": "dont_know"}, "session.choice.dont_know"))
    if draft.trail:
        ways.append(Choice({"intent": "go_back"}, "session.choice.back"))
    if draft.failures >= PATIENCE:
        ways.append(Choice({"intent": "ask_contact_human"}, "session.choice.person"))
        ways.append(Choice({"intent": "stop_or_cancel"}, "session.choice.stop"))
    return tuple(ways)


# --- hearing answers to questions that were not asked


def _hear(draft: Draft, text: str, world: World, whole: bool) -> tuple[Draft, tuple[Say, ...]]:
    """The draft with whatever a text answers of the questions still open, and what is said of it.

    `whole`: the text is the story, or a part of it. Nothing that was answered before is changed here.
    """
    heard = _heard(text, world)
    lines: list[Say] = []
    taken = True
    while taken:
        path = JOURNEYS[draft.journey].path(draft.answers)
        taken = False
        for asked in path:
            value = heard.get(asked.id)
            if value is None or not _open(draft, asked) or not asked.accepts(value, draft.answers):
                continue
            draft, _ = _put(draft, asked, value, world)
            lines.append(_line(asked, value, world))
            taken = True
            break
    says: tuple[Say, ...] = ()
    if whole:
        draft = _tell(draft, text)
        says += (Say("complaint.heard_story"),)
    if "council" not in draft.answers and (named := hearing.councils_told(text, world.councils)):
        draft = replace(draft, proposed=named)
    if lines:
        says += (Say("complaint.heard", {"lines": lines}),)
    return draft, says


def _heard(text: str, world: World) -> dict[str, object]:
    """Answers by question id that a text gives by the way."""
    heard: dict[str, object] = dict(hearing.who(text))
    if len(days.spans(text, world.today)) == 1:
        heard["when_happened"] = days.when(days.words_of_days(text, world.today), world.today)
    return heard


def _tell(draft: Draft, text: str) -> Draft:
    """The draft with more of the story, as it was typed."""
    so_far = draft.answers.get("what_happened")
    story = f"{so_far}\n\n{text}" if so_far else text
    return replace(draft, answers={**draft.answers, "what_happened": story})


# --- what a message does


def _chosen(draft: Draft, asked: Question, value: object, world: World) -> Step:
    """A button of this question was pressed."""
    if asked.id == "council":
        return _council_told(draft, str(value), world)
    if not asked.options or not asked.accepts(value, draft.answers):
        return _not_understood(draft, world)
    return _take(draft, asked, value, world)


def _take(draft: Draft, asked: Question, value: object, world: World) -> Step:
    """A valid answer to the question asked."""
    match asked.id, value:
        case "check_answers", "yes":
            return _send(draft, world)
        case "check_answers", "change":
            return _choose_change(draft)
        case "check_answers", "keep":
            return Step(draft, effect=Keep())
        case "safe_to_contact", "no":
            return _not_safe(draft, world)
    after, says = _put(draft, asked, value, world)
    if asked.id == "contact_method":
        after, more = _without_old_contact(after, draft, world)
        says += more
    if draft.journey == TRACK.name:
        return _opened(after, says, world)
    return _go_on(after, says, world)


def _send(draft: Draft, world: World) -> Step:
    if receiving_council(draft, world) is None:
        return Step(_asking(draft, "council"), (Say("complaint.council.find_out"),), effect=Keep())
    return Step(replace(draft, answers={**draft.answers, "check_answers": "yes"}), effect=Send())


def _not_safe(draft: Draft, world: World) -> Step:
    """The way chosen is not safe: it is forgotten, and another is asked for."""
    answers = {
        id: value
        for id, value in draft.answers.items()
        if id not in ("contact_method", "contact_detail", "safe_to_contact")
    }
    skipped = tuple(id for id in draft.skipped if id not in ("contact_method", "contact_detail"))
    return _go_on(replace(draft, answers=answers, skipped=skipped), (Say("complaint.not_safe"),), world)


def _without_old_contact(after: Draft, before: Draft, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """Another way of contact makes the old address or number, and whether it is safe, open again."""
    old = {"contact_detail", "safe_to_contact"} & set(before.answers)
    if not old or before.answers.get("contact_method") == after.answers.get("contact_method"):
        return after, ()
    answers = {id: value for id, value in after.answers.items() if id not in old}
    return replace(after, answers=answers), (Say("complaint.contact_forgotten"),)


def _opened(draft: Draft, says: tuple[Say, ...], world: World) -> Step:
    """Goes on to the key, or opens with both; the key does not stay in the draft."""
    reference, key = draft.answers.get("reference"), draft.answers.get("case_key")
    if not (reference and key):
        return _go_on(draft, says, world)
    left = replace(_next(draft, world), answers={"reference": reference}, asking="case_key")
    return Step(left, says, effect=Open(str(reference), str(key)))


def _first_of_track(draft: Draft, says: tuple[Say, ...], understood: Understood, world: World) -> Step:
    reference, key = hearing.pair(understood.text)
    told = {id: value for id, value in (("reference", reference), ("case_key", key)) if value}
    if not told.get("reference"):
        told = {}
    heard = (Say("track.heard_reference", {"reference": reference}),) if told else ()
    return _opened(replace(draft, answers=told), says + heard, world)


def _typed(draft: Draft, asked: Question, understood: Understood, world: World) -> Step:
    """Words were typed to a question."""
    text = understood.text
    if asked.story and asked.id != "anything_else" and len(plain(text).split()) > SHORT:
        return _story_answer(draft, asked, text, world)
    if (wish := move(text)) is not None:
        return _wish(wish, draft, understood, world)
    if asked.options and (option := _match(asked, text, draft, understood, world)) is not None:
        return _also_heard(_take(draft, asked, option.value, world), text, world)
    if asked.id == "council" and (found := _council_typed(draft, understood, world)) is not None:
        return found
    meant = _meant(asked, understood)
    if meant is not None:
        return _wish(meant, draft, understood, world)
    if asked.story:
        return _story_answer(draft, asked, text, world)
    if asked.read is not None:
        return _read_answer(draft, asked, text, world)
    return _beside_the_question(draft, asked, understood, world)


def _also_heard(step: Step, text: str, world: World) -> Step:
    """A step whose message may have answered other questions by the way."""
    if step.effect is not None or step.draft is None or step.draft.journey == TRACK.name:
        return step
    draft, says = _hear(step.draft, text, world, whole=False)
    if not says:
        return replace(step, draft=draft)
    return replace(step, draft=_next(draft, world), says=(*step.says, *says))


def _meant(asked: Question, understood: Understood) -> str | None:
    """The move, start or information question that the model is sure a short text is."""
    known = understood.intent in INFORMATION or understood.intent in _MOVES or understood.intent in STARTS
    if not known or asked.private or understood.confidence < SURE:
        return None
    if understood.intent == "say_what_happened":
        return None
    words = len(plain(understood.text).split())
    if words > SHORT:
        return None
    if understood.intent in ("make_complaint", "track_complaint"):
        return None if asked.story and understood.intent == "make_complaint" else understood.intent
    return understood.intent


def _match(asked: Question, text: str, draft: Draft, understood: Understood, world: World) -> Option | None:
    """The option that typed words are: by its words, by its title's, by yes, no or don't know."""
    said = plain(text)
    options = asked.offered(draft.answers)
    for option in options:
        if said in option.words or said == option.value.replace("_", " "):
            return option
    by_value = {option.value: option for option in options}
    if said in YES or (understood.intent == "affirm" and _sure_and_short(understood)):
        return by_value.get("yes")
    if said in NO or (understood.intent == "deny" and _sure_and_short(understood)):
        return by_value.get("change") if asked.id == "check_answers" else by_value.get("no")
    if asked.story or asked.id == "check_answers" or len(said.split()) > SHORT:
        return None
    named = {o.value: o for o in options for phrase in o.words if len(phrase) > 2 and holds(said, phrase)}
    return next(iter(named.values())) if len(named) == 1 else None


def _sure_and_short(understood: Understood) -> bool:
    return understood.confidence >= SURE and len(plain(understood.text).split()) <= 4


def _story_answer(draft: Draft, asked: Question, text: str, world: World) -> Step:
    """An open question: the words are the answer, as they were typed."""
    said = plain(text)
    if asked.optional and said in NO and asked.id != "anything_else":
        return _wish("skip", draft, Understood(text), world)
    if said in YES:
        return Step(replace(draft, failures=draft.failures + 1), (Say("complaint.tell_in_words"),))
    if asked.id == "anything_else":
        return Step(replace(_tell(draft, text), failures=0), (Say("complaint.added"),))
    if asked.read is not None:
        return _read_answer(draft, asked, text, world)
    after, says = _put(draft, asked, text, world)
    if asked.id == "what_happened":
        heard, more = _hear(after, text, world, whole=False)
        return _go_on(heard, (Say("complaint.thank_story"), *says, *more), world)
    return _go_on(after, says, world)


def _read_answer(draft: Draft, asked: Question, text: str, world: World) -> Step:
    """A question whose words are read: a day, a name, an address, a reference, a key."""
    value = asked.read(text, draft.answers, world) if asked.read else None
    if isinstance(value, Refused):
        return _not_understood(draft, world, value.key)
    if value is None:
        return _beside_the_question(draft, asked, Understood(text), world)
    return _take(draft, asked, value, world)


def _beside_the_question(draft: Draft, asked: Question, understood: Understood, world: World) -> Step:
    """Words that do not answer a closed question: another answer, a change of one, or part of the story."""
    text = understood.text
    if draft.journey == TRACK.name:
        return _not_understood(draft, world)
    whole = understood.intent == "say_what_happened" or len(plain(text).split()) >= STORY
    after, says = _hear(draft, text, world, whole)
    if says or after.proposed != draft.proposed:
        return (
            _go_on(after, says, world) if _answered(after, asked) else Step(replace(after, failures=0), says)
        )
    if asked.id == "check_answers" and (named := _named(text, draft, world)) is not None:
        return Step(_asking(draft, named.id))
    return _not_understood(draft, world)


def _not_understood(draft: Draft, world: World, key: str = "session.not_understood") -> Step:
    """Asked again; the second time in a row with a person to talk to."""
    failures = draft.failures + 1
    says: tuple[Say, ...] = (Say(key),)
    if failures >= PATIENCE:
        says += (person(world.people),)
    return Step(replace(draft, failures=failures), says)


# --- the council


def _council_told(draft: Draft, value: str, world: World) -> Step:
    """An answer to the council's question, as its choices mean it."""
    match value:
        case "yes" if len(draft.proposed) == 1:
            after, says = _put(draft, _asked(draft), draft.proposed[0], world)
            return _go_on(replace(after, proposed=()), says, world)
        case "no":
            return Step(replace(draft, proposed=(), failures=0))
        case "dont_know":
            return _council_unknown(draft, world)
        case "elsewhere":
            return Step(replace(draft, proposed=()), (Say("complaint.council.not_here"),), effect=Keep())
    if not _knows(world, value):
        return _not_understood(draft, world)
    return Step(replace(draft, proposed=(value,), failures=0))


def _council_unknown(draft: Draft, world: World) -> Step:
    if not _knows(world, world.page_council):
        return Step(replace(draft, proposed=()), (Say("complaint.council.find_out"),), effect=Keep())
    name = _council_name(str(world.page_council), world)
    after, says = _put(draft, _asked(draft), "dont_know", world)
    passes_on = Say("complaint.council.page_passes_on", {"council": name})
    return _go_on(replace(after, proposed=()), (*says, passes_on), world)


def _council_typed(draft: Draft, understood: Understood, world: World) -> Step | None:
    """A council typed: proposed, never taken; yes and no answer the one proposed."""
    said = plain(understood.text)
    no = said in NO or holds_first(said, "no") or holds_first(said, "not")
    no = no or (understood.intent == "deny" and _sure_and_short(understood))
    yes = said in YES or holds_first(said, "yes")
    yes = yes or (understood.intent == "affirm" and _sure_and_short(understood))
    found = hearing.councils(understood.text, world.councils) if len(said.split()) <= 3 * SHORT else ()
    other = tuple(id for id in found if not (no and id in draft.proposed))
    if len(draft.proposed) == 1:
        if yes and other in ((), draft.proposed):
            return _council_told(draft, "yes", world)
        if no and not other:
            return _council_told(draft, "no", world)
    if other:
        return Step(replace(draft, proposed=other, failures=0))
    if _meant(_asked(draft), understood) is not None or not said:
        return None
    if hearing.who(understood.text) or len(said.split()) >= STORY:
        return None
    return _not_understood(draft, world, "complaint.council.not_found")


# --- the moves that hold everywhere


def _wish(wish: str, draft: Draft, understood: Understood, world: World) -> Step:
    """A move, a start or an information question, whatever is being asked."""
    if wish in INFORMATION:
        return Step(draft, handled=False)
    if wish in STARTS:
        return _start(STARTS[wish], draft, understood, world)
    if wish not in _MOVES:
        return _not_understood(draft, world)
    if draft.asking in (STOP, CHANGE) and wish != "stop_or_cancel":
        return _return(draft, world) if wish == "go_back" else Step(draft)
    return _MOVES[wish](draft, understood, world)


def _start(journey: str, draft: Draft, understood: Understood, world: World) -> Step:
    if journey != draft.journey:
        return Step(draft, effect=Switch(journey))
    return Step(replace(draft, failures=0), (Say("session.already_there"),))


def _return(draft: Draft, world: World) -> Step:
    """Back from "how to stop" or "what to change" to the question it was said at."""
    return Step(
        replace(draft, asking=draft.returning, returning=None, failures=0), (Say("session.going_on"),)
    )


def _asking(draft: Draft, id: str) -> Draft:
    """The draft asking a question again, the present one to come back to."""
    before = draft.returning if draft.asking in (STOP, CHANGE) else draft.asking
    trail = tuple(i for i in (*draft.trail, *((before,) if before else ())) if i != id)
    return replace(
        draft, asking=id, returning=None, trail=tuple(dict.fromkeys(trail)), failures=0, proposed=()
    )


def _stop(draft: Draft, understood: Understood, world: World) -> Step:
    """Nothing told: gone at once. Otherwise: keep it or delete it?"""
    told = set(draft.answers) - {"age_band", "reference", "case_key"}
    if not told and draft.held is None:
        return Step(None, (Say("session.stopped"),), effect=Drop())
    if draft.asking == STOP:
        return Step(draft, effect=Keep())
    return Step(replace(draft, asking=STOP, returning=_place(draft), failures=0))


def _place(draft: Draft) -> str | None:
    return draft.returning if draft.asking in (STOP, CHANGE) else draft.asking


def _go_back(draft: Draft, understood: Understood, world: World) -> Step:
    path = {q.id for q in JOURNEYS[draft.journey].path(draft.answers)}
    before = [id for id in draft.trail if id in path]
    if not before:
        return Step(replace(draft, failures=0), (Say("session.nothing_before"),))
    back = replace(draft, asking=before[-1], trail=tuple(before[:-1]), failures=0, proposed=())
    return Step(back, (Say("session.went_back"),))


def _skip(draft: Draft, understood: Understood, world: World) -> Step:
    asked = _asked(draft)
    if draft.held is not None:
        return Step(replace(draft, held=None, failures=0), (Say("session.held_left_out"),))
    if _answered(draft, asked):
        return _go_on(draft, (Say("session.kept_answer"),), world)
    if asked.id == "council":
        return _council_unknown(draft, world)
    if asked.id == "role":
        return _take(draft, asked, "other", world)
    if asked.id == "anything_else":
        return _take(draft, asked, "no", world)
    if not asked.optional:
        return Step(replace(draft, failures=0), (Say("session.needed"), Say(asked.why)))
    return _go_on(replace(draft, skipped=(*draft.skipped, asked.id)), (Say("session.skipped"),), world)


def _dont_know(draft: Draft, understood: Understood, world: World) -> Step:
    asked = _asked(draft)
    if asked.id == "council" and draft.held is None:
        return _council_unknown(draft, world)
    if any(o.value == "dont_know" for o in asked.options) and draft.held is None:
        return _take(draft, asked, "dont_know", world)
    if asked.lost is not None and asked.id not in draft.answers:
        return Step(replace(draft, failures=0), (Say(asked.lost),))
    return _skip(draft, understood, world)


def _ask_why(draft: Draft, understood: Understood, world: World) -> Step:
    return Step(replace(draft, failures=0), (Say(_asked(draft).why), Say("session.who_sees_this")))


def _again(draft: Draft, understood: Understood, world: World) -> Step:
    return Step(replace(draft, failures=0), (Say("session.in_other_words"), Say(_asked(draft).why)))


def _correct(draft: Draft, understood: Understood, world: World) -> Step:
    """An earlier answer was wrong: the right one is taken if it was said, else it is asked for again."""
    path = {q.id: q for q in JOURNEYS[draft.journey].path(draft.answers)}
    earlier = [path[id] for id in reversed(draft.trail) if id in path]
    if not earlier:
        return Step(replace(draft, failures=0), (Say("session.nothing_before"),))
    right = after_correcting(understood.text)
    if right and (named := _named(understood.text, draft, world)) is not None:
        return Step(_asking(draft, named.id), (Say("session.correcting"),))
    for asked in earlier if right else ():
        option = (
            _match(asked, right, draft, Understood(right), world)
            if asked.options and not asked.story
            else None
        )
        if option is not None and asked.id in draft.answers:
            after, says = _put(draft, asked, option.value, world)
            return _go_on(
                after, says or (Say("session.changed", {"line": _line(asked, option.value, world)}),), world
            )
    last = earlier[0]
    if right and last.id in ("what_happened", "anything_else"):
        return Step(replace(_tell(draft, understood.text), failures=0), (Say("complaint.added"),))
    return Step(_asking(draft, last.id), (Say("session.correcting"),))


def _named(text: str, draft: Draft, world: World) -> Question | None:
    """The question, asked before, that a text calls by name."""
    said = plain(text)
    path = JOURNEYS[draft.journey].path(draft.answers)
    known = [q for q in path if (q.id in draft.answers or q.id in draft.skipped) and q.called]
    return next((q for q in known for name in q.called if holds(said, name)), None)


_Move = Callable[[Draft, Understood, World], Step]
_MOVES: Mapping[str, _Move] = {
    "stop_or_cancel": _stop,
    "go_back": _go_back,
    "skip": _skip,
    "dont_know": _dont_know,
    "ask_why": _ask_why,
    "ask_repeat_or_simplify": _again,
    "correct_previous_answer": _correct,
    "resume": lambda draft, understood, world: pick_up(draft, world),
}


# --- questions of the plan's own


def _how_to_stop(draft: Draft, answer: object, understood: Understood, world: World) -> Step:
    said = plain(understood.text)
    wish = move(understood.text)
    if answer == "keep" or said in YES or said in _KEEP:
        return Step(replace(draft, failures=0), effect=Keep())
    if answer == "drop" or said in _DROP:
        return Step(None, (Say("session.dropped"),), effect=Drop())
    if answer == "go_on" or said in _GO_ON or wish == "go_back":
        return _return(draft, world)
    if wish == "stop_or_cancel":
        return Step(draft, effect=Keep())
    if understood.intent in INFORMATION and understood.confidence >= SURE and len(said.split()) <= SHORT:
        return Step(draft, handled=False)
    return _not_understood(draft, world)


def _what_to_change(draft: Draft, answer: object, understood: Understood, world: World) -> Step:
    offered = {str(choice.means.get("answer")) for choice in _changeable(draft, world)}
    if answer is not None:
        return Step(_asking(draft, str(answer))) if answer in offered else _not_understood(draft, world)
    wish = move(understood.text)
    if wish in ("go_back", "stop_or_cancel"):
        return _wish(wish, draft, understood, world)
    if (named := _named(understood.text, draft, world)) is not None:
        return Step(_asking(draft, named.id))
    if plain(understood.text) in NO:
        return _return(draft, world)
    if understood.intent in INFORMATION and understood.confidence >= SURE:
        return Step(draft, handled=False)
    return _not_understood(draft, world)


def _choose_change(draft: Draft) -> Step:
    return Step(replace(draft, asking=CHANGE, returning=draft.asking, failures=0))


def _held_words(draft: Draft, answer: object, understood: Understood, world: World) -> Step:
    """Words that safety held back: use them, write again, or leave them out."""
    said, asked, words = plain(understood.text), _asked(draft), draft.held or ""
    free = replace(draft, held=None, failures=0)
    if answer == "use" or said in YES or said in _USE:
        return _use_held(free, asked, words, world)
    if answer == "again" or said in _AGAIN:
        return Step(free, (Say("session.write_again"),))
    if answer == "leave" or said in NO or said in _LEAVE:
        return Step(free, (Say("session.held_left_out"),))
    if answer is not None or not understood.text.strip():
        return _not_understood(draft, world)
    wish = move(understood.text) or _meant(asked, understood)
    if wish is not None:
        return _wish(wish, draft, understood, world)
    done = step(free, understood, world)
    return replace(done, says=(Say("session.held_left_out"), *done.says)) if done.handled else done


def _use_held(free: Draft, asked: Question, words: str, world: World) -> Step:
    """Held words answer the question if they can; otherwise they are part of the story."""
    if asked.story:
        return _story_answer(free, asked, words, world)
    if asked.private or asked.read is not None:
        return _read_answer(free, asked, words, world)
    option = _match(asked, words, free, Understood(words), world) if asked.options else None
    if option is not None and asked.id != "check_answers":
        return _take(free, asked, option.value, world)
    after, says = _hear(free, words, world, whole=True)
    return _go_on(after, says, world)


_KEEP = frozenset({"keep", "keep it", "save", "save it", "stop and keep", "keep it please", "later"})
_DROP = frozenset(
    {"delete", "delete it", "drop", "drop it", "stop and delete", "get rid of it", "erase it", "bin it"}
)
_GO_ON = frozenset(
    {"go on", "carry on", "continue", "keep going", "dont stop", "no carry on", "go on please"}
)
_USE = frozenset({"use it", "use what i wrote", "use that", "use", "keep it", "yes use it"})
_AGAIN = frozenset({"again", "write it again", "write again", "start again", "change it"})
_LEAVE = frozenset({"leave it out", "leave it", "leave that out", "delete it", "dont use it", "skip"})

_STOP_CHOICES = (
    Choice({"answer": "keep"}, "session.choice.keep"),
    Choice({"answer": "drop"}, "session.choice.drop"),
    Choice({"answer": "go_on"}, "session.choice.go_on"),
)
_HELD_CHOICES = (
    Choice({"answer": "use"}, "session.choice.use_words"),
    Choice({"answer": "again"}, "session.choice.write_again"),
    Choice({"answer": "leave"}, "session.choice.leave_out"),
)
_LEFT: Mapping[str | None, str] = {"complaint": "session.left_complaint", "track": "session.left_track"}

"""Where a draft stands on its journey's path: what is asked, answered and open, and what counts. PURE."""

from __future__ import annotations

from dataclasses import replace

from backend.journeys import each
from backend.journeys.advocate import ADVOCATE
from backend.journeys.complaint import COMPLAINT, option_title
from backend.journeys.contact import CALL_BACK, CONTACT
from backend.journeys.draft import Answers, Draft, Step, World
from backend.journeys.earlier import EARLIER, WHEN_MADE
from backend.journeys.elsewhere import ELSEWHERE
from backend.journeys.escalate import ESCALATE
from backend.journeys.feedback import COMMENT, COMPLIMENT, ENQUIRY
from backend.journeys.hearing import pairs
from backend.journeys.pause import PAUSE
from backend.journeys.pointing import told_points
from backend.journeys.question import Journey, Question
from backend.journeys.talk import TALK
from backend.journeys.track import TRACK
from backend.journeys.ways import MORE_WAYS
from backend.journeys.who import ADULT_RELATIONSHIPS, ADULT_ROLES, IMPLIED_SITUATION, implied_relationship
from backend.journeys.withdraw import REINSTATE, WITHDRAW
from backend.journeys.write import ADDING, MESSAGE, PANEL, WORSE
from backend.say import Say

JOURNEYS = {
    journey.name: journey
    for journey in (
        COMPLAINT,
        TRACK,
        ESCALATE,
        WITHDRAW,
        REINSTATE,
        ADVOCATE,
        PAUSE,
        TALK,
        CONTACT,
        ADDING,
        MESSAGE,
        PANEL,
        WORSE,
        CALL_BACK,
        EARLIER,
        COMPLIMENT,
        COMMENT,
        ENQUIRY,
        MORE_WAYS,
    )
}

STOP = "stop"
CHANGE = "change"
"""Two questions of the plan's own: how to stop, and which answer to change."""

FIRST_WORDS = "first_words"
"""The message that began a journey on a case, in case it turns out that there is none."""

KNOWN = frozenset({"age_band", "reference", "case_key", "case", "known", FIRST_WORDS})
"""Answers that nobody told in this journey: the voice, and what is known of the case it is on."""


def asked_now(draft: Draft) -> Question:
    """The question of the journey asked now. Raises KeyError at one of the plan's own."""
    return JOURNEYS[draft.journey].question(str(draft.asking))


def asks_back(draft: Draft) -> str | None:
    """What people ask back at the question asked now, if anything; nothing at one of the plan's own."""
    return None if draft.asking in (None, STOP, CHANGE) else asked_now(draft).asks_back


def answered(draft: Draft, asked: Question) -> bool:
    """Whether a question has an answer that still stands beside the others."""
    return asked.id in draft.answers and asked.accepts(draft.answers[asked.id], draft.answers)


def still_open(draft: Draft, asked: Question) -> bool:
    """Whether a question waits for an answer: neither answered nor passed over."""
    return asked.id not in draft.skipped and not answered(draft, asked)


def on_to_next(draft: Draft, world: World) -> Draft:
    """The draft asking the first question that is open; the last one, if none is."""
    path = JOURNEYS[draft.journey].path(draft.answers)
    open_now = [q for q in path if still_open(draft, q)] or [path[-1]]
    # What holds for a council that is not served here comes before all else is told for nothing.
    first = next((q for q in open_now if q.id == "council" and _is_elsewhere(draft.proposed)), open_now[0])
    before = draft.asking
    trail = draft.trail
    if before and before not in (first.id, STOP, CHANGE):
        trail = (*(id for id in trail if id != before), before)
    proposed = draft.proposed
    if first.id == "council" and before != "council" and not proposed and knows(world, world.page_council):
        proposed = (str(world.page_council),)
    return replace(
        draft,
        asking=first.id,
        trail=tuple(id for id in trail if id != first.id),
        proposed=proposed,
        failures=0,
    )


def _is_elsewhere(proposed: tuple[str, ...]) -> bool:
    return any(id.startswith(f"{ELSEWHERE}/") for id in proposed)


def go_on(draft: Draft, says: tuple[Say, ...], world: World) -> Step:
    """On to the next question, with something said before it."""
    return Step(on_to_next(draft, world), says)


def ask_again(draft: Draft, id: str) -> Draft:
    """The draft asking a question again, the present one to come back to."""
    before = place(draft)
    trail = dict.fromkeys((*draft.trail, before) if before else draft.trail)
    trail.pop(id, None)
    return replace(draft, asking=id, returning=None, trail=tuple(trail), failures=0, proposed=())


def place(draft: Draft) -> str | None:
    """The question of the journey the draft is at, also while it is asked how to stop or what to change."""
    return draft.returning if draft.asking in (STOP, CHANGE) else draft.asking


def put(draft: Draft, asked: Question, value: object, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """The draft with an answer, and what is said if that changes an earlier one."""
    before = draft.answers.get(asked.id)
    answers = {**draft.answers, asked.id: value}
    skipped = tuple(id for id in draft.skipped if id != asked.id)
    if asked.id == "contact_method" and before is not None and {before, value} not in _ONE_ADDRESS_FOR:
        # A postal address is no number to ring: what was told of the way before is asked of this one anew.
        answers = {
            id: told for id, told in answers.items() if id not in ("contact_detail", "safe_to_contact")
        }
    after = replace(draft, answers=answers, skipped=skipped)
    if before is None or before == value:
        return after, ()
    return after, (Say("session.changed", {"line": line(asked, value, world)}),)


_ONE_ADDRESS_FOR = ({"text", "phone"}, {"email"}, {"text"}, {"phone"}, {"post"}, {"other"}, {"none"})
"""Ways to be reached that go by the same address or number."""


def tell(draft: Draft, text: str) -> Draft:
    """The draft with more of the story, or of whatever its journey takes words for, as it was typed."""
    words = JOURNEYS[draft.journey].words
    so_far = draft.answers.get(words)
    story = f"{so_far}\n\n{text}" if so_far else text
    return replace(draft, answers={**draft.answers, words: story})


def hold(draft: Draft, text: str) -> Draft:
    """Keep words that safety did not let through, so that nothing has to be told twice (design 13).

    Several messages are joined by a blank line, as a story's are.
    """
    return replace(draft, held=f"{draft.held}\n\n{text}" if draft.held else text)


def without_key(draft: Draft, key: str) -> Draft:
    """The draft without a key that stood in what was told: whoever reads that is not to come by it."""
    answers = {
        id: pairs.without_key(value, key) if isinstance(value, str) else value
        for id, value in draft.answers.items()
    }
    held = None if draft.held is None else pairs.without_key(draft.held, key)
    return replace(draft, answers=answers, held=held)


def line(asked: Question, value: object, world: World) -> Say:
    """One answer as it is read back."""
    return Say(asked.line, {"answer": said(asked, value, world)})


def said(asked: Question, value: object, world: World) -> Say | str:
    """An answer in words: an option's title, a council's name, or what was typed."""
    if asked.id == "council" and value == "dont_know":
        return Say("complaint.said.council_unknown")
    if asked.id == "council" and value == ELSEWHERE:
        return Say("complaint.said.council_elsewhere")
    if asked.id == "council":
        return council_name(str(value), world)
    if asked.options and isinstance(value, str):
        return option_title(value, asked)
    return asked.read_back(value)


def told_something(draft: Draft) -> bool:
    """Whether anything was told that would be lost with the draft."""
    return bool(set(draft.answers) - KNOWN) or draft.held is not None


def keeps(draft: Draft) -> bool:
    """Whether this draft can be kept for another day."""
    return JOURNEYS[draft.journey].keeps(draft.answers)


def knows(world: World, council: str | None) -> bool:
    """Whether a council is one of those served here."""
    return any(known.id == council for known in world.councils)


def council_name(id: str, world: World) -> str:
    """A council's name; one that is not served, or no longer, is named as it was told, or by its id."""
    told = id.removeprefix(f"{ELSEWHERE}/")
    in_words = " ".join(word if word in _SMALL else word.capitalize() for word in told.split())
    return next((council.name for council in world.councils if council.id == id), in_words)


_SMALL = ("and", "of", "on", "the", "upon", "with")


def voice(draft: Draft) -> str | None:
    """The age band that the answers choose or imply (parent: adult), None while they say nothing."""
    role, told = draft.answers.get("role"), draft.answers.get("age_band")
    if role in ADULT_ROLES or draft.answers.get("relationship") in ADULT_RELATIONSHIPS:
        return "adult"
    return str(told) if told else None


def receiving_council(draft: Draft, world: World) -> str | None:
    """The council a complaint goes to: the one confirmed, or the page's, which passes it on, or none."""
    told = draft.answers.get("council")
    if told in (None, ELSEWHERE):
        return None
    return world.page_council if told == "dont_know" else str(told)


def told_answers(draft: Draft) -> dict[str, object]:
    """The answers that count: of questions on this path alone, with the relationship a role implies."""
    journey = JOURNEYS[draft.journey]
    told = {q.id: draft.answers[q.id] for q in journey.path(draft.answers) if answered(draft, q)}
    apart = told_points(told)
    told = {id: value for id, value in told.items() if id not in ("points", "point_outcome")}
    if apart:
        told["points"] = apart
    if implied := implied_relationship(told):
        told["relationship"] = implied
    if situation := IMPLIED_SITUATION.get(str(told.get("relationship"))):
        told["child_is"] = situation
    return _as_kept(journey, {**told, **each.as_told(told)})


def _as_kept(journey: Journey, told: Answers) -> dict[str, object]:
    """The answers by the names that a case of any kind keeps them under, so that whoever reads it finds them.

    What a journey takes words for is what happened, and the day that an earlier complaint was made when.
    """
    names = {journey.words: "what_happened", WHEN_MADE.id: "when_happened"} if journey.kind else {}
    return {names.get(id, id): value for id, value in told.items()}

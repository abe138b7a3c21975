"""Every reachable state of every journey, walked by machine with every kind of message."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.journeys import each, plan, splitting
from backend.journeys.draft import Do, Draft, Drop, Keep, Open, Send, Step, Understood, World
from backend.journeys.information import INFORMATION
from backend.journeys.path import asks_back
from backend.say import Say, as_json, from_json
from backend.wording import BANDS, Wording
from tests.journeys.lives import LIVES, with_case
from tests.journeys.worlds import A_LONG_STORY, ADVISED, AT_RUTLAND, NOWHERE, pressed, starts, typed, wished

MOVES = (
    "go_back",
    "skip",
    "dont_know",
    "ask_why",
    "ask_repeat_or_simplify",
    "correct_previous_answer",
    "stop_or_cancel",
    "resume",
)
REPAIRS: Mapping[str, tuple[Understood, ...]] = {
    "correct an earlier answer": (
        typed("no i meant a carer", "correct_previous_answer"),
        typed("i meant my name", "correct_previous_answer"),
    ),
    "go back": (typed("back", "nlu_fallback", 0.0), wished("go_back")),
    "skip": (typed("id rather not say", "skip"), wished("skip")),
    "don't know": (typed("dunno", "dont_know"), wished("dont_know")),
    "why do you ask": (typed("why do you ask", "ask_why"),),
    "who sees this": (typed("who sees this", "ask_confidentiality"),),
    "say it simpler": (typed("simpler words please"), typed("what?")),
    "another age band": (typed("im not a kid"),),
    "another language": (typed("po polsku", "change_language"),),
    "repeat": (typed("say that again", "ask_repeat_or_simplify"),),
    "stop": (typed("stop", "stop_or_cancel"), typed("bye", "goodbye")),
    "stop and keep": (typed("stop and keep it"),),
    "stop and delete": (typed("delete everything"),),
    "come back with a code": (typed("can i come back later"),),
    "two answers at once": (typed("me and i am 15 and it was in Seffton last week"),),
    "an answer to another question": (
        typed("in Seffton I think"),
        typed("3 March 2021"),
        typed("Ella and Tom"),
        typed("sam@example.org or 07700 900123"),
    ),
    "a question in the middle": (
        typed("what is an advocate?", "ask_about_advocate"),
        typed("are you human", "ask_are_you_human"),
    ),
    "a person": (typed("i want to talk to a person", "ask_contact_human"),),
    "silence": (typed(""), typed("  ")),
    "one letter": (typed("x"), typed("k"), typed("?")),
    "pictures": (typed("😢"), typed("👍")),
    "abuse": (typed("fuck off", "out_of_scope"),),
    "nonsense": (typed("zxcv qwer"),),
}
"""What people say when a question does not fit. "Nonsense twice" has a test of its own."""
IN_REPAIR = tuple(chain.from_iterable(REPAIRS.values()))
BESIDE = (
    typed("yes", "affirm"),
    typed("no", "deny"),
    typed("can i see my complaint", "track_complaint"),
    typed("i want to complain", "make_complaint"),
    typed("ABCD-EF23"),
    typed("apple river stone"),
    typed(
        "my social worker in Surrey told my mum last week that I cannot see her any more and it is not fair"
    ),
    typed("he hits me", "safeguarding_disclosure"),
    typed("put 1 and 2 together"),
    typed("leave out 2"),
    typed(A_LONG_STORY, "say_what_happened"),
    *(typed("qq", intent) for intent in MOVES),
    *(wished(intent) for intent in MOVES if intent not in ("go_back", "skip", "dont_know")),
    wished("ask_contact_human"),
    wished("track_complaint"),
    starts("about_earlier_complaint"),
    starts("withdraw"),
    starts("no_such_journey"),
    typed("i want to stop my complaint", "withdraw_complaint"),
    typed("i want to go to stage 2", "escalate_complaint"),
    typed("they must not move me", "ask_to_pause_decision"),
    typed("1 and 2"),
    wished("no_such_intent"),
    pressed("no_such_answer"),
    pressed(7),
)
TYPED = (*IN_REPAIR, *BESIDE)
"""One message of each kind that reaches the plan, whatever is being asked."""

WHO_IT_IS = (
    "role",
    "relationship",
    "child_name",
    "child_is",
    "child_agrees",
    "wants_advocate",
    "contact_method",
)
"""The questions that are put differently to different people, or whose options differ."""
OF_EACH = ("child_is", "child_agrees")
PAUSED = ("about_whom", "anything_else", "points", "decision", "happens_on", "when_happened", "check_answers")
"""Where it counts that a decision is to wait: at its own questions, around them, and where all is read."""
SPLIT = ("points", "point_outcome")


def _alike(draft: Draft) -> tuple[object, ...]:
    """What decides how a message is taken and what comes next; states alike in it are walked once.

    How to stop hangs on whether it can be kept, and words that wait are asked about before anything else,
    however many came to them.
    """
    answers, place = (
        draft.answers,
        draft.returning if draft.asking in (plan.STOP, plan.CHANGE) else draft.asking,
    )
    if draft.asking == plan.STOP:
        return (plan.STOP, place, plan.keeps(draft), draft.held is None)
    if draft.held is not None:
        first, *more = draft.held.split("\n\n")
        return (draft.asking, first, bool(more), place in answers)
    told, whom = answers.get("council"), answers.get("about_whom")
    return (
        draft.asking,
        place,
        "somebody_else" if whom == "both" and place not in WHO_IT_IS else whom,
        answers.get("role") if place in WHO_IT_IS else None,
        (told if told in (None, "dont_know", "elsewhere") else "known") if place == "check_answers" else None,
        answers.get("contact_method") if place == "contact_detail" else None,
        answers.get("has_case"),
        answers.get("wish"),
        answers.get("asks_to_pause") if place in PAUSED else None,
        answers.get("advocate_ask"),
        "case" in answers,
        place in answers,
        (bool(each.named(answers)), each.some_told(place, answers)) if place in OF_EACH else None,
        (len(answers.get("points", ())), len(answers.get("point_outcome", ()))) if place in SPLIT else None,
        "what_happened" in answers and _splits(str(answers["what_happened"])),
        min(len(draft.proposed), 2) if place in ("council", "points") else None,
    )


@cache
def _splits(story: str) -> bool:
    return len(splitting.suggest(story)) > 1


def _hangs_on_the_page(draft: Draft, world: World) -> bool:
    """Whether the page's council still counts: not once a council was told, but where it is asked for."""
    on_a_page = world.page_council is not None or draft.journey != "complaint"
    return on_a_page or draft.asking == "council" or draft.answers.get("council") in (None, "dont_know")


def _walk(
    journey: str, world: World, messages: Sequence[Understood] | None = None
) -> Iterator[tuple[Draft, Understood, Step]]:
    """Every transition of a journey by its buttons and these messages, or by one of each kind."""
    begun = plan.begin(journey, Understood(intent="make_complaint"), world)
    if begun.draft is None:
        # What cannot be had now is told at once, with what can be.
        assert begun.effect == Drop()
        assert begun.says[-1].choices
        return
    # The page's council changes what is asked, and none of what meets a message that does not fit.
    if messages is None:
        messages = BESIDE if (journey, world) == ("complaint", NOWHERE) else TYPED
    seen: set[tuple[object, ...]] = set()
    waiting = deque([begun.draft])
    if plan.takes_words(begun.draft):
        waiting += [plan.hold(begun.draft, "they hurt me"), plan.hold(begun.draft, "yes")]
    while waiting:
        draft = waiting.popleft()
        if (alike := _alike(draft)) in seen or not _hangs_on_the_page(draft, world):
            continue
        seen.add(alike)
        offered = (Understood(choice=choice.means) for choice in plan.question(draft, world).choices)
        for message in chain(offered, messages):
            step = plan.step(draft, message, world)
            yield draft, message, step
            if step.draft is not None and not isinstance(step.effect, Send | Do | Open):
                waiting.append(step.draft)


Transition = tuple[Draft, Understood, Step]


@pytest.fixture(scope="module")
def walks() -> list[tuple[World, list[Transition]]]:
    """Every journey, with and without a council on the page, on cases in every state: every transition."""
    return [(world, list(_walk(journey, world))) for journey, world in _places()]


def _places() -> Iterator[tuple[str, World]]:
    yield "complaint", ADVISED
    yield "complaint", NOWHERE
    for name, journey in plan.JOURNEYS.items():
        if name == "complaint":
            continue
        yield name, NOWHERE
        if journey.enter is None:
            continue
        on_cases = [with_case(life) for life in LIVES]
        on_cases += [with_case("stage 1 answered", **known) for known in KNOWN_BESIDES]
        entered = {str(journey.enter(world.case)): world for world in on_cases if world.case}
        for world in entered.values():
            yield name, world


KNOWN_BESIDES: tuple[dict[str, object], ...] = (
    {"points": (("a", "They moved me."), ("b", "My bus money stopped.")), "role": "parent"},
    {"advocate": "asked"},
    {"advocate": "appointed", "role": "advocate"},
)
"""What changes the questions besides the state a case is in."""


def _states(transitions: list[Transition]) -> list[Draft]:
    return list({_alike(draft): draft for draft, _, _ in transitions}.values())


Walks = list[tuple[World, list[Transition]]]


def test_every_question_of_every_journey_is_reached(walks: Walks) -> None:
    reached = {draft.asking for _, transitions in walks for draft, _, _ in transitions}
    asked = {question.id for journey in plan.JOURNEYS.values() for question in journey.questions}
    assert reached == asked | {plan.STOP, plan.CHANGE}


def test_whatever_is_said_a_question_or_an_end_follows(walks: Walks) -> None:
    for world, transitions in walks:
        for draft, message, step in transitions:
            _nothing_is_stuck(step, world, (draft, message))


def test_every_repair_is_answered_with_words(walks: Walks) -> None:
    for world, transitions in walks:
        for draft, message, step in transitions:
            if message in IN_REPAIR and step.handled and step.effect is None:
                before, now = plan.question(draft, world), plan.question(step.draft or draft, world)
                assert step.says or (now.key, now.asks, now.facts) != (
                    before.key,
                    before.asks,
                    before.facts,
                ), (
                    draft,
                    message,
                )


def test_after_nonsense_twice_a_person_is_named_and_buttons_lead_on(walks: Walks) -> None:
    said: set[str] = set()
    for world, draft in ((world, draft) for world, transitions in walks for draft in _states(transitions)):
        if draft.asking in (plan.STOP, plan.CHANGE):
            continue
        once = plan.step(replace(draft, failures=0), typed("zxcv qwer"), world)
        if once.draft is None or once.draft.failures != 1 or once.draft.held is not None:
            continue
        twice = plan.step(once.draft, typed("zxcv qwer"), world)
        assert any(say.key.startswith("contact.person.") for say in twice.says), draft
        _nothing_is_stuck(twice, world, draft)
        said.add(str(draft.asking))
    assert len(said) > 15


def test_no_repair_loses_a_word_that_was_told(walks: Walks) -> None:
    for _, transitions in walks:
        for draft, message, step in transitions:
            # Asked for the story again, somebody may put another in its place.
            if message in IN_REPAIR and step.draft is not None and draft.asking != "what_happened":
                story = str(draft.answers.get("what_happened", ""))
                assert str(step.draft.answers.get("what_happened", "")).startswith(story), (draft, message)


def test_no_answer_changes_without_a_word(walks: Walks) -> None:
    for _, transitions in walks:
        for draft, message, step in transitions:
            _nothing_changes_in_silence(draft, step, (draft, message))


def test_only_a_yes_to_the_read_back_sends(walks: Walks) -> None:
    sent = 0
    for world, transitions in walks:
        for draft, message, step in transitions:
            sent += isinstance(step.effect, Send | Do)
            _only_a_yes_sends(draft, message, step, world)
    assert sent


def test_exactly_the_information_questions_are_left_to_a_rule(walks: Walks) -> None:
    left = set()
    for _, transitions in walks:
        for draft, message, step in transitions:
            if not step.handled:
                assert (step.draft, step.says, step.effect) == (draft, (), None)
                left.add(str((message.choice or {}).get("intent", message.intent)))
    assert {"ask_about_advocate", "ask_contact_human", "ask_are_you_human"} <= left <= INFORMATION


def test_any_question_for_information_at_one_of_the_plans_own_leaves_that_to_be_asked(walks: Walks) -> None:
    asked = [typed("hm tell me", intent) for intent in sorted(INFORMATION)]
    own = 0
    for world, draft in ((world, draft) for world, transitions in walks for draft in _states(transitions)):
        if draft.asking not in (plan.STOP, plan.CHANGE):
            continue
        assert asks_back(draft) is None
        for message in asked:
            assert plan.step(draft, message, world) == Step(draft, handled=False), (draft, message)
            own += 1
    assert own


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_long_wandering_conversation_keeps_the_same_promises(data: st.DataObject) -> None:
    world = data.draw(st.sampled_from([AT_RUTLAND, NOWHERE]))
    draft = plan.begin("complaint", data.draw(st.sampled_from(TYPED)), world).draft
    for _ in range(40):
        assert draft is not None
        offered = [Understood(choice=choice.means) for choice in plan.question(draft, world).choices]
        message = data.draw(st.sampled_from([*offered, *offered, *TYPED]))
        step = plan.step(draft, message, world)
        _nothing_is_stuck(step, world, (draft, message))
        _nothing_changes_in_silence(draft, step, (draft, message))
        _only_a_yes_sends(draft, message, step, world)
        if isinstance(step.effect, Send | Drop):
            return
        draft = step.draft


def _nothing_is_stuck(step: Step, world: World, where: object) -> None:
    if step.draft is None:
        assert isinstance(step.effect, Drop), where
        assert step.says, where
        return
    asked = plan.question(step.draft, world)
    assert asked.asks, where
    assert asked.choices or asked.input in ("text", "contact"), where
    put_plainly = step.draft.held is None and step.draft.asking not in (plan.STOP, plan.CHANGE)
    if put_plainly and step.draft.failures >= plan.PATIENCE:
        ways = {choice.means.get("intent") for choice in asked.choices}
        assert {"ask_contact_human", "stop_or_cancel"} <= ways, where


def _nothing_changes_in_silence(draft: Draft, step: Step, where: object) -> None:
    if step.draft is None or isinstance(step.effect, Open):
        return
    before, now = draft.answers, step.draft.answers
    changed = {id for id in before if now.get(id) != before[id]}
    # check_answers is the yes itself; what is asked needs no echo the first time it is answered.
    volunteered = set(now) - set(before) - {draft.asking, "check_answers"}
    if changed or volunteered:
        assert step.says, (changed, volunteered, where)


def _only_a_yes_sends(draft: Draft, message: Understood, step: Step, world: World) -> None:
    if isinstance(step.effect, Send | Do):
        said_yes = message.choice == {"answer": "yes"} or message.text in ("yes", "👍")
        assert said_yes, (draft, message)
        assert draft.asking in ("check_answers", "confirm_withdraw", "confirm_reinstate"), (draft, message)
        assert step.draft is not None
        if isinstance(step.effect, Do):
            assert step.draft.answers["case"] == "ABCD-EF23"
        else:
            assert plan.receiving_council(step.draft, world) is not None


def test_stopping_is_two_messages_away_at_most_and_nothing_is_sent(walks: Walks) -> None:
    for world, draft in ((world, draft) for world, transitions in walks for draft in _states(transitions)):
        stop = plan.step(draft, wished("stop_or_cancel"), world)
        if stop.effect is None:
            assert stop.draft is not None
            kept = plan.step(stop.draft, pressed("keep"), world).effect
            assert kept == (Keep() if plan.keeps(draft) else None)
            assert plan.step(stop.draft, pressed("drop"), world).effect == Drop()
            back = plan.step(stop.draft, pressed("go_on"), world).draft
            assert back is not None
            assert back.asking == (draft.asking if draft.asking != plan.CHANGE else draft.returning)
        else:
            assert stop.effect in (Keep(), Drop())


def test_from_every_state_skipping_and_the_first_button_lead_to_an_end(walks: Walks) -> None:
    starts = [(world, start) for world, transitions in walks for start in _states(transitions)]
    for world, start in starts:
        draft: Draft | None = start
        for _ in range(40):
            assert draft is not None
            step = plan.step(draft, _onward(plan.question(draft, world)), world)
            draft = step.draft
            if step.done:
                break
        assert step.done, start


def _onward(asked: Say) -> Understood:
    skips = [choice for choice in asked.choices if choice.means == {"intent": "skip"}]
    if skips:
        return Understood(choice=skips[0].means)
    if asked.input in ("text", "contact") and not any("answer" in choice.means for choice in asked.choices):
        return typed(_WORDS.get(str(asked.asks), "they never came"))
    return Understood(choice=asked.choices[0].means)


_WORDS = {
    "reference": "ABCD-EF23",
    "case_key": "apple river stone",
    "contact_detail": "07700 900123, sam@example.org",
}
"""What is typed where no button answers."""


def test_a_draft_and_all_that_is_said_survive_being_stored(walks: Walks) -> None:
    for world, draft in ((world, draft) for world, transitions in walks for draft in _states(transitions)):
        assert Draft.from_json(draft.to_json()) == draft
        asked = plan.question(draft, world)
        assert from_json(as_json(asked)).key == asked.key


def test_everything_the_plan_can_say_has_words_in_every_band(walks: Walks) -> None:
    wording = Wording.load()
    said: dict[str, Say] = {}
    for world, transitions in walks:
        questions = [plan.question(draft, world) for draft in _states(transitions)]
        for say in (*questions, *(say for _, _, step in transitions for say in step.says)):
            said.setdefault(say.key, say)
    for say in said.values():
        for band in BANDS:
            assert wording.render(say.key, say.facts, "en", band).text
            for choice in say.choices:
                assert wording.render(choice.title, choice.facts, "en", band).text
    assert len(said) > 80


def test_every_intent_and_every_button_that_starts_a_journey_names_one_there_is(walks: Walks) -> None:
    named = set(plan.STARTS.values())
    for world, transitions in walks:
        says = [plan.question(draft, world) for draft in _states(transitions)]
        says += [say for _, _, step in transitions for say in step.says]
        named |= {str(c.means["journey"]) for say in says for c in say.choices if "journey" in c.means}
    assert named <= plan.JOURNEYS.keys()
    assert len(named) > 8

"""What an answer does to a draft, and what is said when words are not one. PURE."""

from __future__ import annotations

from dataclasses import replace

from backend.journeys import days, each, whom
from backend.journeys.asking import PATIENCE
from backend.journeys.complaint import COMPLAINT
from backend.journeys.draft import Do, Draft, Drop, Keep, Open, Send, Step, Switch, Understood, World
from backend.journeys.elsewhere import COUNTRY, ELSEWHERE, what_holds
from backend.journeys.feedback import FEEDBACK
from backend.journeys.hearing import clauses, councils, details, names, questions, stories
from backend.journeys.keeping_apart import outcomes_told, points_told, same_again
from backend.journeys.listening import (
    PUT_RIGHT,
    SHORT,
    STORY,
    SURE,
    TELLING,
    answers_of,
    hear,
    question_named,
    says_again,
    sure_and_short,
    wish_meant,
)
from backend.journeys.path import (
    CHANGE,
    FIRST_WORDS,
    JOURNEYS,
    KNOWN,
    answered,
    ask_again,
    asked_now,
    council_name,
    go_on,
    knows,
    line,
    on_to_next,
    put,
    receiving_council,
    tell,
)
from backend.journeys.question import Question, Refused
from backend.journeys.reaching import ADVOCATE_FOR, WANTS_ADVOCATE
from backend.journeys.says import left_undone, person, stopped
from backend.journeys.story import ABOUT, DESIRED_OUTCOME, WHAT_HAPPENED
from backend.journeys.track import PAIR
from backend.journeys.who import ABOUT_WHOM, RELATIONSHIP
from backend.journeys.words import NO, YES, after_correcting, holds_first, plain, says_of_none
from backend.say import Say

FEWEST_LETTERS = 3
"""Fewer letters tell nothing: somebody pressed a key."""


def chosen_answer(draft: Draft, asked: Question, value: object, world: World) -> Step:
    """A button of this question was pressed."""
    if asked.id == "council":
        return council_told(draft, str(value), world)
    if asked.id == "points":
        return points_told(draft, asked, str(value), world) or not_understood(draft, world)
    if asked.id == "point_outcome" and value == "same":
        return same_again(draft, asked, world)
    if not any(option.value == value for option in asked.offered(draft.answers)):
        return not_understood(draft, world)
    return take(draft, asked, value, world)


def advocate_wanted(draft: Draft, whom_for: object, world: World) -> tuple[Draft, Say]:
    """The wish for an advocate noted, with whom it is for unless that is None, and read back."""
    told: list[tuple[Question, object]] = [(WANTS_ADVOCATE, "yes")]
    if whom_for is not None:
        told.append((ADVOCATE_FOR, whom_for))
    for asked, value in told:
        draft, _ = put(draft, asked, value, world)
    return draft, Say("complaint.heard", {"lines": [line(asked, value, world) for asked, value in told]})


def take_typed(draft: Draft, asked: Question, value: object, text: str, world: World) -> Step:
    """An answer in typed words, which may say that it is meant of all the children who were named."""
    if asked.of_each and each.named(draft.answers) and each.says_of_all(text):
        return go_on(*put(draft, asked, value, world), world)
    if asked.id == ABOUT_WHOM.id and value != "self":
        draft = with_relation(draft, text, world)
    return take(draft, asked, value, world)


def told_of_one(draft: Draft, asked: Question, value: str | None, world: World) -> Step:
    """An answer for the next of several children; None leaves it open for this one."""
    answer = each.with_next(asked.id, value, draft.answers)
    after = replace(draft, answers={**draft.answers, asked.id: answer}, failures=0)
    sorry = asked.id == "child_is" and value == each.HAS_DIED
    noted = "complaint.sorry" if sorry else "session.skipped" if value is None else "complaint.point_noted"
    return go_on(after, (Say(noted),), world)


def take(draft: Draft, asked: Question, value: object, world: World) -> Step:
    """A valid answer to the question asked."""
    option = next((o for o in asked.options if o.value == value), None)
    if option is not None and option.ends == "drop":
        return Step(None, left_undone(option.farewell), effect=Drop())
    if option is not None and option.ends == "send":
        return Step(replace(draft, answers={**draft.answers, asked.id: value}), effect=Do())
    if option is not None and option.leads is not None:
        return Step(draft, effect=becoming(option.leads, draft))
    if asked.of_each and each.named(draft.answers):
        return told_of_one(draft, asked, str(value), world)
    match asked.id, value:
        case "check_answers", "yes":
            return _send(draft, world)
        case "check_answers", "change":
            return choose_change(draft)
        case "check_answers", "keep":
            return Step(draft, effect=Keep())
        case "safe_to_contact", "no":
            return not_safe(draft, world)
        case "country", _:
            return _elsewhere(put(draft, asked, value, world), str(value), world)
        case "wants_advocate", "child" | "me":
            after, heard = advocate_wanted(draft, value, world)
            return go_on(after, (heard,), world)
        case "write_down", "no":
            return Step(None, (Say("elsewhere.left"), *stopped()), effect=Drop())
    after, says = put(draft, asked, value, world)
    if asked.id == "contact_method":
        after, more = _without_old_contact(after, draft, world)
        says += more
    if asked.id in PAIR:
        return opened(after, says, world)
    return go_on(after, says, world)


def becoming(leads: Switch, draft: Draft) -> Switch:
    """The journey that this one becomes, with what was told already; its words are the other's."""
    before, after = JOURNEYS[draft.journey], JOURNEYS[leads.journey]
    told = {id: value for id, value in draft.answers.items() if id not in (*KNOWN, "has_case")}
    if before.words not in {question.id for question in after.questions}:
        words = told.pop(before.words, None) or draft.answers.get(FIRST_WORDS)
        told |= {after.words: words} if words else {}
    return replace(leads, carry={**told, **leads.carry})


def _send(draft: Draft, world: World) -> Step:
    if "case" in draft.answers and JOURNEYS[draft.journey].enter is not None:
        return Step(replace(draft, answers={**draft.answers, "check_answers": "yes"}), effect=Do())
    if receiving_council(draft, world) is None:
        return Step(ask_again(draft, "council"), (Say("complaint.council.find_out"),), effect=Keep())
    return Step(replace(draft, answers={**draft.answers, "check_answers": "yes"}), effect=Send())


def not_safe(draft: Draft, world: World) -> Step:
    """The way chosen is not safe: it is forgotten, and another is asked for."""
    answers = {
        id: value
        for id, value in draft.answers.items()
        if id not in ("contact_method", "contact_detail", "safe_to_contact")
    }
    skipped = tuple(id for id in draft.skipped if id not in ("contact_method", "contact_detail"))
    return go_on(replace(draft, answers=answers, skipped=skipped), (Say("complaint.not_safe"),), world)


def _without_old_contact(after: Draft, before: Draft, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """Another way of contact makes the old address or number, and whether it is safe, open again."""
    old = {"contact_detail", "safe_to_contact"} & set(before.answers)
    chosen = before.answers.get("contact_method")
    if not old or chosen in (None, after.answers.get("contact_method")):
        return after, ()
    answers = {id: value for id, value in after.answers.items() if id not in old}
    return replace(after, answers=answers), (Say("complaint.contact_forgotten"),)


def opened(draft: Draft, says: tuple[Say, ...], world: World) -> Step:
    """Goes on to the key, or opens with both; the key does not stay in the draft."""
    reference, key = draft.answers.get("reference"), draft.answers.get("case_key")
    if not (reference and key):
        return go_on(draft, says, world)
    kept = {id: value for id, value in draft.answers.items() if id != "case_key"}
    left = replace(draft, answers=kept, asking="case_key", failures=0)
    return Step(left, says, effect=Open(str(reference), str(key)))


def story_answer(draft: Draft, asked: Question, text: str, world: World) -> Step:
    """An open question: the words are the answer, as they were typed."""
    words = plain(text)
    if words in YES:
        return Step(replace(draft, failures=draft.failures + 1), (Say("complaint.tell_in_words"),))
    if not words or (words in NO and asked.lost is not None):
        return not_understood(draft, world, asked.lost or "session.not_understood")
    if asked.input == "date" and not days.speaks_of_days(text):
        told, wish = wish_alone(draft, text, world)
        if wish:
            return Step(replace(told, failures=0), wish)
    if asked.read is not None:
        return _with_what_else(read_answer(draft, asked, text, world), asked, text, world)
    if len(words) < FEWEST_LETTERS:
        return not_understood(draft, world, "complaint.tell_more_than_that")
    a_day_alone = asked.id == WHAT_HAPPENED.id and days.is_all(text, world.today)
    if (asked.id in PUT_RIGHT or a_day_alone) and (apart := _of_another_kind(draft, text, world)) is not None:
        return apart
    if asked.id == "anything_else":
        return _told_more(draft, text, world)
    if asked.id == "point_outcome":
        return outcomes_told(draft, asked, text, world)
    after, says = put(draft, asked, text, world)
    thanks = (Say("complaint.thank_story"),) if asked.id == "what_happened" else ()
    heard, more = hear(after, text, world, whole=False)
    if asked.id == WHAT_HAPPENED.id:
        heard, widened = also_about(heard, text, world)
        more += widened
    return go_on(heard, (*thanks, *says, *more), world)


def _told_more(draft: Draft, text: str, world: World) -> Step:
    """More of the story, and a wish that it says."""
    told, wish = wish_alone(tell(draft, text), text, world)
    heard, more = hear(told, text, world, whole=False)
    heard, widened = also_about(heard, text, world)
    says = (Say("complaint.added"), *wish, *more, *widened)
    return go_on(heard, says, world) if widened else Step(replace(heard, failures=0), says)


def also_about(draft: Draft, text: str, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """The draft about one more, where a text says so outright: "it's also about my brother"."""
    if draft.journey != COMPLAINT.name or not whom.widens(text, draft.answers.get(ABOUT_WHOM.id)):
        return draft, ()
    return about_both(draft, text, world)


def about_both(draft: Draft, text: str, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """The draft about who speaks and another, and how they know them where the text tells it."""
    after, says = put(draft, ABOUT_WHOM, whom.BOTH, world)
    return with_relation(after, text, world), says


def with_relation(draft: Draft, text: str, world: World) -> Draft:
    """The draft with how who speaks knows the other, where the words that name them tell it."""
    related = whom.related(text)
    may_count = RELATIONSHIP.when(draft.answers) or "role" not in draft.answers
    if related is None or not may_count or answered(draft, RELATIONSHIP):
        return draft
    return put(draft, RELATIONSHIP, related, world)[0]


def wish_alone(draft: Draft, text: str, world: World) -> tuple[Draft, tuple[Say, ...]]:
    """What somebody says by itself that they want to come of it: not asked again, and beside another kept."""
    asked, right = DESIRED_OUTCOME, after_correcting(text)
    if draft.journey != COMPLAINT.name or not stories.is_a_wish(right) or not asked.when(draft.answers):
        return draft, ()
    before = str(draft.answers.get(asked.id, ""))
    if text in before:
        return draft, ()
    another = before and right == plain(text)
    told, changed = put(draft, asked, f"{before}\n\n{text}" if another else text, world)
    if changed and not another:
        return told, changed
    return told, (Say("complaint.heard", {"lines": [line(asked, told.answers[asked.id], world)]}),)


def _with_what_else(step: Step, asked: Question, text: str, world: World) -> Step:
    """A step with what its message answers beside the question; its words are kept with the answer."""
    if step.draft is None or step.effect is not None or step.draft.failures:
        return step
    draft, says = hear(step.draft, text, world, whole=False, days_apart=asked.input == "date")
    return replace(step, draft=on_to_next(draft, world), says=(*step.says, *says)) if says else step


def _of_another_kind(draft: Draft, text: str, world: World) -> Step | None:
    """A day alone, or where a wish is asked for an address, is no answer: it is put where it belongs."""
    if not days.is_all(text, world.today) and (
        details.way_to_reach(text) is None or stories.wish(text) is not None
    ):
        return None
    if says_again(draft, text, world):
        return Step(replace(draft, failures=0), (Say("complaint.known_already"),))
    after, says = hear(draft, text, world, whole=False)
    if not says:
        after, says = hear(draft, text, world, whole=True)
    return Step(replace(after, failures=0), says)


def read_answer(draft: Draft, asked: Question, text: str, world: World) -> Step:
    """A question whose words are read: a day, a name, an address, a reference, a key."""
    value = asked.read(text, draft.answers, world) if asked.read else None
    if isinstance(value, Refused):
        return beside_the_question(draft, asked, Understood(text), world, value.key)
    if value is None:
        return beside_the_question(draft, asked, Understood(text), world)
    return take(draft, asked, value, world)


def beside_the_question(
    draft: Draft, asked: Question, understood: Understood, world: World, key: str = "session.not_understood"
) -> Step:
    """Words that do not answer a closed question: another answer, a change of one, or part of the story.

    `key` is said where they are none of these.
    """
    text = understood.text
    if asked.id in PAIR:
        return not_understood(draft, world, key)
    if asked.in_words is not None and len(plain(text).split()) > 1:
        told, says = hear(draft, text, world, whole=True)
        if answered(told, asked):
            return go_on(told, says, world)
        done = take(told, asked, asked.in_words, world)
        return replace(done, says=(*says, *done.says))
    # A wish and nothing else is no part of the story, however long it is.
    wishes = (
        stories.is_a_wish(after_correcting(text))
        and len(clauses.parts(text)) == 1
        and draft.journey == COMPLAINT.name
    )
    long = len(plain(text).split()) >= STORY and not wishes
    after, says = hear(draft, text, world, whole=long or stories.tells_of_hurt(text))
    # What a story is mostly about is heard in it, and answers nothing.
    nothing_else = (
        after.answers.keys() - draft.answers.keys() <= {ABOUT.id} and after.proposed == draft.proposed
    )
    told_first = nothing_else and _untold(draft) and stories.tells_a_story(text)
    # A few words that do answer the question are no part of the story, whatever the model takes them for.
    tells = (understood.intent in TELLING or told_first) and not wishes
    a_name = "name" in draft.skipped and understood.confidence < SURE and names.is_bare_name(text)
    tells = tells and not a_name
    if not long and tells and not answered(after, asked):
        after, says = hear(draft, text, world, whole=True)
    after, wish = wish_alone(after, text, world)
    says += wish
    if says or after.proposed != draft.proposed:
        return go_on(after, says, world) if answered(after, asked) else Step(replace(after, failures=0), says)
    if asked.id == "check_answers" and (named := question_named(text, draft)) is not None:
        return Step(ask_again(draft, named.id))
    if says_again(draft, text, world):
        return Step(replace(draft, failures=0), (Say("complaint.known_already"),))
    return not_understood(draft, world, key)


def _untold(draft: Draft) -> bool:
    """Whether a journey waits for words of which there are none yet."""
    words = JOURNEYS[draft.journey].words
    return bool(words) and words not in draft.answers


def not_understood(draft: Draft, world: World, key: str = "session.not_understood") -> Step:
    """Asked again; the second time in a row with a person to talk to, whose button stays after that."""
    failures = draft.failures + 1
    says: tuple[Say, ...] = (Say(key),)
    if failures == PATIENCE:
        says += (person(world.people),)
    return Step(replace(draft, failures=failures), says)


def council_told(draft: Draft, value: str, world: World) -> Step:
    """An answer to the council's question, as its choices mean it."""
    match value:
        case "yes" if len(draft.proposed) == 1 and (country := _country_of(draft.proposed[0], world)):
            return _not_served(draft, world, country)
        case "yes" if len(draft.proposed) == 1:
            after, says = put(draft, asked_now(draft), draft.proposed[0], world)
            return go_on(replace(after, proposed=()), says, world)
        case "no":
            return Step(replace(draft, proposed=(), failures=0))
        case "dont_know":
            return council_unknown(draft, world)
        case "elsewhere":
            return _not_served(draft, world)
    if not knows(world, value):
        return not_understood(draft, world)
    after, says = put(draft, asked_now(draft), value, world)
    return go_on(replace(after, proposed=()), says, world)


def _country_of(proposed: str, world: World) -> str | None:
    """The country of a council proposed that is not served here; None for one that is."""
    return world.elsewhere.get(proposed.removeprefix(f"{ELSEWHERE}/"))


def _not_served(draft: Draft, world: World, country: str | None = None) -> Step:
    """None of the councils served here: which country, if it was not heard, and what holds there."""
    after, says = put(replace(draft, proposed=()), asked_now(draft), ELSEWHERE, world)
    if country is None:
        return go_on(after, says, world)
    after, more = put(after, COUNTRY, country, world)
    return _elsewhere((after, (*says, *more)), country, world)


def _elsewhere(told: tuple[Draft, tuple[Say, ...]], country: str, world: World) -> Step:
    """What holds there. A complaint can be written down all the same; anything else ends here, unsent."""
    after, says = told
    if after.journey in FEEDBACK:
        return Step(None, (*says, Say("elsewhere.not_here"), *stopped()), effect=Drop())
    if after.journey != COMPLAINT.name:
        return Step(None, (*says, *what_holds(country, world), *stopped()), effect=Drop())
    return go_on(after, (*says, *what_holds(country, world)), world)


def council_unknown(draft: Draft, world: World) -> Step:
    """Nobody knows which: the page's council passes it on; where there is none, it is kept, not sent."""
    if not knows(world, world.page_council):
        return Step(replace(draft, proposed=()), (Say("complaint.council.find_out"),), effect=Keep())
    name = council_name(str(world.page_council), world)
    after, says = put(draft, asked_now(draft), "dont_know", world)
    passes_on = Say("complaint.council.page_passes_on", {"council": name})
    return go_on(replace(after, proposed=()), (*says, passes_on), world)


_LONGEST_PLACE = 4
"""A council or a town has hardly more words; a longer text is no name that is not known."""


def council_typed(draft: Draft, understood: Understood, world: World) -> Step | None:
    """A council typed: proposed, never taken; yes and no answer the one proposed."""
    said = plain(understood.text)
    right = after_correcting(said)
    another = right != said and bool(days.is_all(right, world.today) or answers_of(right, world))
    begins = (holds_first(said, "no") or holds_first(said, "not")) and not says_of_none(said)
    no = said in NO or (begins and not another)
    no = no or (understood.intent == "deny" and sure_and_short(understood))
    yes = said in YES or holds_first(said, "yes")
    yes = yes or (understood.intent == "affirm" and sure_and_short(understood))
    short = len(said.split()) <= 3 * SHORT
    found = (
        councils.named(councils.without(understood.text, world.elsewhere), world.councils) if short else ()
    )
    other = tuple(id for id in found if not (no and id in draft.proposed))
    anew = not {*other} <= {*draft.proposed}
    lives = short and not anew and councils.tells_where_somebody_is(said, world.councils, world.elsewhere)
    if lives and yes and len(draft.proposed) == 1:
        return council_told(draft, "yes", world)
    if lives:
        # A child's social worker is often not from where the child lives.
        left = () if no else draft.proposed
        return Step(replace(draft, proposed=left, failures=0), (Say("rights.answer.which_council"),))
    if other and questions.begins_as_question(said):
        return Step(replace(draft, failures=0), (Say("complaint.why.council"),))
    away = councils.elsewhere(understood.text, world.elsewhere) if short and not found else None
    if away is not None:
        return _not_served(draft, world, away)
    if len(draft.proposed) == 1:
        # Whoever names the one that was asked about has said yes to it.
        if (yes and not other) or other == draft.proposed:
            return council_told(draft, "yes", world)
        if no and not other:
            return council_told(draft, "no", world)
    if other:
        return Step(replace(draft, proposed=other, failures=0))
    if wish_meant(asked_now(draft), understood) is not None or not said:
        return None
    tells = any(
        says(understood.text) for says in (stories.tells_a_story, stories.tells_of_hurt, stories.is_a_wish)
    )
    if len(said.split()) > _LONGEST_PLACE or tells or answers_of(understood.text, world):
        return None
    return not_understood(draft, world, "complaint.council.not_found")


def choose_change(draft: Draft) -> Step:
    """A no to the read-back: which answer is to change?"""
    return Step(replace(draft, asking=CHANGE, returning=draft.asking, failures=0))

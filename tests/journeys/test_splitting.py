"""A long story as the points it may hold: the person's own sentences, and every decision theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.journeys import plan, splitting
from backend.journeys.draft import Step, Understood
from tests.journeys.worlds import (
    A_LONG_STORY,
    AT_RUTLAND,
    after,
    asks,
    draft_of,
    keys,
    pressed,
    typed,
    wished,
)

A_MOTHERS = (wished("skip"), pressed("looked_after"), pressed("not_asked"), pressed("yes"), pressed("no"))


def _told(story: str = A_LONG_STORY, answers: tuple[Understood, ...] = A_MOTHERS) -> Step:
    """A mother's story told, up to what follows "that's everything"."""
    first = plan.begin("complaint", Understood(story, "say_what_happened", 0.95), AT_RUTLAND)
    return after(first, pressed("somebody_else"), pressed("parent"), *answers)


def _points(step: Step) -> object:
    return plan.told_answers(draft_of(step)).get("points")


@given(
    st.lists(
        st.sampled_from(["my sw never rings", "I got moved", "my contact was cancelled", "so", "hi"]),
        max_size=6,
    ),
    st.sampled_from([", ", " and ", ". ", "\n\n", " but also "]),
)
def test_put_together_again_what_a_few_words_list_is_the_story(told: list[str], between: str) -> None:
    story = between.join(told)
    points = splitting.suggest(story)
    assert "".join("".join(points).split()) == "".join(story.split())


@given(
    st.lists(
        st.sampled_from([*A_LONG_STORY.split(". "), "Also", "1.", "\n\n", "?!", "- one more"]), min_size=1
    )
)
def test_put_together_again_the_points_are_the_story(pieces: list[str]) -> None:
    story = ". ".join(pieces)
    points = splitting.suggest(story)
    assert "".join("".join(points).split()) == "".join(story.split())
    assert 1 <= len(points) <= splitting.MOST_POINTS


@pytest.mark.parametrize(
    "story",
    ["they shout at me", "My social worker never came. She never rang.", "word " * 300, "1. one\n2. two"],
)
def test_one_thing_stays_one(story: str) -> None:
    assert splitting.suggest(story) == (story,)


A_SHORT_LIST = "my sw never rings, I got moved with no notice and my contact was cancelled"


def test_a_short_sentence_that_lists_three_things_is_split_in_the_persons_words() -> None:
    assert splitting.suggest(A_SHORT_LIST) == (
        "my sw never rings,",
        "I got moved with no notice",
        "and my contact was cancelled",
    )


@pytest.mark.parametrize(
    ("story", "begin"),
    [
        (
            "My sw never rings. They moved me, which was horrible. My allowance is always late!",
            ["My sw never rings.", "They moved me, which", "My allowance is"],
        ),
        (
            "my sw never rings\n\nI got moved with no notice\n\nmy contact was cancelled",
            ["my sw never", "I got moved", "my contact was"],
        ),
        (
            "Hi, my sw never rings, they moved me and they cancelled my contact. I want an apology",
            ["Hi, my sw", "they moved me", "and they cancelled my contact. I want"],
        ),
    ],
)
def test_what_only_goes_with_a_thing_listed_stays_with_it(story: str, begin: list[str]) -> None:
    points = splitting.suggest(story)
    assert len(points) == len(begin)
    assert all(point.startswith(words) for point, words in zip(points, begin, strict=True))


@pytest.mark.parametrize(
    "story",
    [
        "my sw never rings and I got moved",
        "I was moved, nobody told me, and my contact was cancelled",
        "I got moved with no notice and nobody told me why, so now my contact was cancelled",
        "they never tell me anything, my contact was cancelled and I got moved",
        "They cancelled my contact because I was moved, my allowance is late and nobody rings me back",
        "they stopped my pocket money, my respite and my contact",
        "my sw is rude to me, never rings and is always late",
        "my social worker never rings, she never texts and she never answers my emails",
        "I never see my mum, my dad or my brother",
        "they moved my brother, my sister and my dad",
        "I moved to a new placement, my contact was cancelled and my allowance stopped",
        "my sw never rings, they sold my bike, I got moved and my contact was cancelled",
        "I was moved, nobody rings me and my contact with my sister stopped because of it",
        "They stopped my allowance, they ignored me, and they moved me as punishment",
    ],
)
def test_few_words_that_may_be_one_thing_stay_one(story: str) -> None:
    assert splitting.suggest(story) == (story,)


def test_a_short_list_is_offered_as_points_and_the_story_stays_as_it_was_typed() -> None:
    told = _told(A_SHORT_LIST)
    assert asks(told) == "points"
    assert draft_of(told).answers["what_happened"] == A_SHORT_LIST
    assert _points(after(told, pressed("one"))) is None
    points = _points(after(told, pressed("apart")))
    assert isinstance(points, list)
    assert [point["words"] for point in points] == list(splitting.suggest(A_SHORT_LIST))


def test_a_short_numbered_list_keeps_each_number_with_its_thing() -> None:
    story = "1. my sw never rings\n2. I got moved with no notice\n3. my contact was cancelled"
    assert splitting.suggest(story) == tuple(story.split("\n"))


def test_a_numbered_list_is_split_as_it_is_numbered() -> None:
    story = "\n".join(f"{at}. {'something that went wrong here ' * 5}" for at in (1, 2, 3))
    assert [point[:2] for point in splitting.suggest(story)] == ["1.", "2.", "3."]


def test_a_long_story_is_suggested_as_points_in_the_persons_sentences() -> None:
    asked = plan.question(draft_of(_told()), AT_RUTLAND)
    lines = asked.facts["lines"]
    assert asked.asks == "points"
    assert isinstance(lines, list)
    assert len(lines) == 3
    assert all(line.facts["words"] in A_LONG_STORY for line in lines)


def test_each_point_has_a_wished_outcome_of_its_own() -> None:
    apart = after(_told(), pressed("apart"))
    asked_for = after(apart, wished("skip"))
    assert plan.question(draft_of(asked_for), AT_RUTLAND).key == "complaint.ask.point_outcome"
    done = after(asked_for, typed("ring me back"), wished("skip"), typed("tell me where she is"))
    assert _points(done) == [
        {"words": words, **({"desired_outcome": wish} if wish else {})}
        for words, wish in zip(
            splitting.suggest(A_LONG_STORY), ("ring me back", None, "tell me where she is"), strict=True
        )
    ]
    assert asks(done) == "wants_advocate"


def test_the_same_outcome_for_the_rest_is_one_button() -> None:
    asked_for = after(_told(), pressed("apart"), wished("skip"), typed("an apology"))
    done = after(asked_for, pressed("same"))
    told = _points(done)
    assert isinstance(told, list)
    assert [point["desired_outcome"] for point in told] == ["an apology"] * 3


@pytest.mark.parametrize(
    "no",
    [
        pressed("one"),
        wished("skip"),
        typed("no", "deny"),
        *(
            typed(said, "say_what_happened")
            for said in (
                "its one thing",
                "its all one thing",
                "no it's all the same thing",
                "they are all one complaint",
                "please keep it as one",
                "don't split it up",
                "all together please",
                "it's all connected",
                "I'd say it's really just one big issue",
            )
        ),
    ],
)
def test_it_may_stay_one_thing(no: Understood) -> None:
    whole = after(_told(), no)
    assert _points(whole) is None
    assert draft_of(whole).answers["what_happened"] == A_LONG_STORY


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (typed("put 2 and 3 together"), 2),
        (typed("1, 2 and 3 are the same"), 1),
        (typed("leave out 2"), 2),
        (typed("not 1 and not 3"), 1),
        (typed("put 1 and 3 together"), 3),
        (typed("split 1"), 4),
        (typed("the first one is two things", "say_what_happened"), 4),
        (typed("number 1 should be two points"), 4),
        (typed("third fourth and fifth are separate", "say_what_happened"), 4),
        (typed("2 and 3 are not the same"), 3),
    ],
)
def test_points_are_joined_and_left_out_in_words(change: Understood, left: int) -> None:
    lines = plan.question(draft_of(after(_told(), change)), AT_RUTLAND).facts["lines"]
    assert isinstance(lines, list)
    assert len(lines) == left


SIX = (
    "My therapy stopped in May and nobody ever told us why. Also my allowance was late four times. "
    "Also they moved my son to a placement forty miles away. Also his contact with me was cancelled twice; "
    "the worker never rang me back. Also there are lies about me in the report for the school. "
    "Also the manager was rude to me and laughed at what I said."
)
THERAPY, MONEY, MOVED, CONTACT, REPORT, MANAGER = splitting.suggest(SIX)


def _list(step: Step) -> tuple[str, ...]:
    lines = plan.question(draft_of(step), AT_RUTLAND).facts["lines"]
    assert isinstance(lines, list)
    return tuple(str(line.facts["words"]) for line in lines)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("1 and 2 only", (THERAPY, MONEY)),
        ("only 1 and 2 please", (THERAPY, MONEY)),
        ("just 3", (MOVED,)),
        ("keep 2 and 5", (MONEY, REPORT)),
        ("leave only 1 and 2", (THERAPY, MONEY)),
        ("just leave out 3", (THERAPY, MONEY, CONTACT, REPORT, MANAGER)),
        ("keep 1 and leave out 2", (THERAPY, MOVED, CONTACT, REPORT, MANAGER)),
        ("leave out 1 and 2, put 5 and 6 together", (MOVED, CONTACT, f"{REPORT} {MANAGER}")),
        ("3 and 4 arent things i was just answering u", (THERAPY, MONEY, REPORT, MANAGER)),
        ("2 is not a complaint", (THERAPY, MOVED, CONTACT, REPORT, MANAGER)),
        ("no its two things: the allowance and the therapy", (THERAPY, MONEY)),
        ("it's 3 things, the report, the manager and the placement", (MOVED, REPORT, MANAGER)),
        ("1 is the therapy and 2 is the report", (THERAPY, REPORT)),
        ("1. the therapy stopping 2. the late allowance", (THERAPY, MONEY)),
        ("take 3 out", (THERAPY, MONEY, CONTACT, REPORT, MANAGER)),
        ("get rid of 2 please", (THERAPY, MOVED, CONTACT, REPORT, MANAGER)),
        ("put 8 with 2", (THERAPY, MONEY, MOVED, CONTACT, REPORT, MANAGER)),
        ("no there are two things", (THERAPY, MONEY, MOVED, CONTACT, REPORT, MANAGER)),
    ],
)
def test_which_points_there_are_is_said_in_words(said: str, left: tuple[str, ...]) -> None:
    changed = after(_told(SIX), typed(said, "say_what_happened"))
    assert _list(changed) == left
    assert draft_of(changed).answers["what_happened"] == SIX


BUNDLED = (
    "My social worker keeps cancelling visits and never says why, my foster carer took my phone and wont "
    "give it back, and they wont let me see my brother any more."
)
"""Three things in one sentence."""


@pytest.mark.parametrize(
    "said",
    [
        "no its like 3 things, the social worker cancelling, my phone, and not seeing my brother",
        "not really. 1 is the visits being cancelled, 2 is my phone 3 is my brother",
    ],
)
def test_what_somebody_names_themselves_is_found_within_one_point(said: str) -> None:
    bundled = Step(replace(draft_of(_told(SIX)), proposed=(BUNDLED,)))
    changed = after(bundled, typed(said, "say_what_happened"))
    assert [words.split()[2] for words in _list(changed)] == ["worker", "carer", "wont"]
    assert " ".join(_list(changed)) == BUNDLED


@pytest.mark.parametrize("said", ["yh thats ok now", "yes like that", "thats fine", "yes its good now"])
def test_the_list_is_right_in_a_few_words_more_than_yes(said: str) -> None:
    assert isinstance(draft_of(after(_told(SIX), typed(said))).answers["points"], list)


@pytest.mark.parametrize("said", ["same", "the same again", "just the same as before please"])
def test_the_same_typed_is_what_was_wished_before(said: str) -> None:
    asked_for = after(_told(), pressed("apart"), wished("skip"), typed("an apology"))
    told = _points(after(asked_for, typed(said)))
    assert isinstance(told, list)
    assert [point["desired_outcome"] for point in told] == ["an apology"] * 3


def test_a_wish_that_only_begins_with_the_same_is_kept() -> None:
    asked_for = after(_told(), pressed("apart"), wished("skip"), typed("an apology"))
    wish = "the same worker for both of my children"
    assert draft_of(after(asked_for, typed(wish))).answers["point_outcome"] == ["an apology", wish]


def test_several_orders_at_once_are_all_done_by_the_numbers_that_were_shown() -> None:
    changed = after(
        _told(SIX), typed("leave out 1 and 2 and 6 please, and split 4 theyre 2 different things")
    )
    assert _list(changed) == (MOVED, *splitting.apart(CONTACT), REPORT)
    assert len(_list(changed)) == 4


@pytest.mark.parametrize("said", ["i want the therapy one back", "put the therapy back", "add 1 back again"])
def test_a_point_left_out_is_brought_back_where_it_stood(said: str) -> None:
    changed = after(_told(SIX), typed("leave out 1"), typed(said, "say_what_happened"))
    assert _list(changed) == splitting.suggest(SIX)


def test_a_point_left_out_is_brought_back_after_the_list() -> None:
    wished_for = after(
        _told(SIX), typed("leave out 1"), pressed("apart"), wished("skip"), typed("an apology")
    )
    back = after(wished_for, typed("i want the therapy one back", "say_what_happened"))
    assert asks(back) == "points"
    assert _list(back) == splitting.suggest(SIX)


@pytest.mark.parametrize(
    "said", ["i want contact back", "i want my son back home again", "put it back how it was"]
)
def test_what_is_wanted_back_is_a_wish_where_no_point_is_spoken_of(said: str) -> None:
    wished_for = after(_told(SIX), typed("leave out 4"), pressed("apart"), wished("skip"))
    told = after(wished_for, typed(said, "say_what_happened"))
    assert draft_of(told).answers["point_outcome"] == [said]


def test_points_are_joined_and_left_out_by_buttons_and_the_story_stays_whole() -> None:
    changed = after(_told(), pressed("change"), pressed("join 2"), pressed("drop 2"), pressed("apart"))
    points = _points(changed)
    assert isinstance(points, list)
    assert [point["words"][:10] for point in points] == [A_LONG_STORY[:10]]
    assert draft_of(changed).answers["what_happened"] == A_LONG_STORY


def test_a_point_with_several_sentences_has_a_button_that_splits_it() -> None:
    one = after(_told(), pressed("change"), pressed("join 2"), pressed("join 2"))
    offered = plan.question(draft_of(one), AT_RUTLAND).choices
    assert {"answer": "split 1"} in [choice.means for choice in offered]
    lines = plan.question(draft_of(after(one, pressed("split 1"))), AT_RUTLAND).facts["lines"]
    assert isinstance(lines, list)
    assert " ".join(str(line.facts["words"]) for line in lines) == A_LONG_STORY
    assert len(lines) == 4


A_COUNTED_STORY = (
    "I want to complain about how my family has been treated this year. Firstly nobody ever rings me back "
    "and I have left eleven messages. Secondly my contact with my son was cancelled three times. {third} "
    "they moved my daughter forty miles away. {fourth} her allowance has not been paid since June. {fifth} "
    "they wrote things in the report that are not true. There is a court hearing on 5 December. I want an "
    "apology. We ask that the report is put right."
)


@pytest.mark.parametrize(
    ("third", "fourth", "fifth"),
    [
        ("Thirdly", "Fourthly", "Fifthly"),
        ("Third,", "Fourth,", "Lastly,"),
        ("Third", "fourth", "And fifth"),
        ("The third thing is that", "The fourth problem is that", "Last of all"),
        ("My third complaint:", "My fourth complaint:", "My last point is that"),
        ("3rd,", "4th,", "5th,"),
    ],
)
def test_a_story_that_counts_is_split_where_it_counts(third: str, fourth: str, fifth: str) -> None:
    points = splitting.suggest(A_COUNTED_STORY.format(third=third, fourth=fourth, fifth=fifth))
    assert len(points) == 5
    assert [point.startswith(begin) for point, begin in zip(points[2:], (third, fourth, fifth), strict=True)]
    assert points[-1].endswith("put right.")


def test_who_counts_without_a_full_stop_is_split_all_the_same() -> None:
    story = A_COUNTED_STORY.format(third="thirdly", fourth="fourthly", fifth="lastly").replace(". ", ", ")
    assert len(splitting.suggest(story)) == 5


@pytest.mark.parametrize(
    "sentence",
    [
        "The third placement was no better.",
        "Next week I will ring again.",
        "Last year he was happy there.",
        "The second time nobody came either.",
        "Third time lucky, my mother said.",
        "The last I heard was in May.",
    ],
)
def test_an_ordinal_that_counts_something_else_begins_no_point(sentence: str) -> None:
    story = f"{'My son was left alone at his placement and nobody said sorry. ' * 5}{sentence}"
    assert splitting.suggest(story) == (story,)


AMARA = "{}contact with her mother was cancelled four times since July and nobody told her why."
KOFI = "{}placement was ended with one day's notice and he has not been told when he will go back."
ASKS = "We ask that contact is put back in place as it was before."
SOUGHT = "The outcome sought is a written explanation from the manager."
WRITES = "I am an advocate for two children who are both looked after. I write with their agreement."


@pytest.mark.parametrize(
    ("of_one", "of_other"),
    [
        ("Amara: Her ", "Kofi: His "),
        ("Amara:\n\nHer ", "Kofi:\n\nHis "),
        ("Amara\nHer ", "Kofi\nHis "),
        ("For Amara, her ", "For Kofi, his "),
        ("Amara's ", "Kofi's "),
        ("As for Amara, her ", "And as for Kofi, his "),
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_another_childs_name_begins_a_point_and_a_wish_stays_with_the_one_before_it(
    of_one: str, of_other: str, between: str
) -> None:
    told = (WRITES, AMARA.format(of_one), ASKS, KOFI.format(of_other), SOUGHT)
    points = splitting.suggest(between.join(told), ("Amara", "Kofi"))
    assert len(points) == 2
    assert AMARA.format("") in points[0]
    assert points[0].endswith(ASKS)
    assert points[1].startswith(of_other.strip())
    assert points[1].endswith(SOUGHT)


def test_a_wish_for_a_child_by_name_begins_no_point() -> None:
    wishes = ("For Amara, we ask that contact is put back.", "Kofi wants to go back to where he lived.")
    told = (AMARA.format("For Amara, "), wishes[0], KOFI.format("For Kofi, "), wishes[1], WRITES)
    points = splitting.suggest(" ".join(told), ("Amara", "Kofi"))
    assert [wish in point for wish, point in zip(wishes, points, strict=True)] == [True, True]


@pytest.mark.parametrize(
    "aside",
    [
        "i dont know what i press",
        "no thank you that's everything",
        "both. the first one is about me and the second one is about my son",
        "sorry i do not know which button i am meant to press for that",
        "no thats all thanks",
        "i dont know",
    ],
)
def test_what_was_said_to_the_assistant_is_no_point_and_stays_in_the_story(aside: str) -> None:
    told = _told(f"{A_LONG_STORY}\n\n{aside}")
    lines = plan.question(draft_of(told), AT_RUTLAND).facts["lines"]
    assert isinstance(lines, list)
    assert len(lines) == 3
    assert not any(aside in str(line.facts["words"]) for line in lines)
    assert aside in str(draft_of(told).answers["what_happened"])


@pytest.mark.parametrize(
    "more",
    [
        "they also lost all of her school photographs in the last move",
        "nobody pressed the alarm when he fell and we still do not know why that was",
        "no, the worker never came on the Friday and my son waited for her all day",
    ],
)
def test_more_of_what_happened_is_among_the_points(more: str) -> None:
    told = _told(f"{A_LONG_STORY}\n\n{more}")
    lines = plan.question(draft_of(told), AT_RUTLAND).facts["lines"]
    assert isinstance(lines, list)
    assert any(more in str(line.facts["words"]) for line in lines)


@pytest.mark.parametrize(
    "said",
    ["no thank you that's everything", "ok thats all i wanted to say thanks", "No, that is it for now"],
)
def test_a_polite_end_of_the_story_is_no_part_of_it(said: str) -> None:
    done = after(_told(A_SHORT_LIST, A_MOTHERS[:-1]), typed(said, "say_what_happened"))
    assert asks(done) == "points"
    assert draft_of(done).answers["what_happened"] == A_SHORT_LIST


def test_a_child_is_not_asked_to_split_a_story() -> None:
    first = plan.begin("complaint", Understood(A_LONG_STORY, "say_what_happened", 0.95), AT_RUTLAND)
    child = after(
        first, pressed("self"), pressed("young_person"), pressed("child"), pressed("yes"), pressed("no")
    )
    assert asks(child) != "points"


def test_what_would_put_it_right_said_in_the_story_is_not_asked_for_each_point() -> None:
    told = after(_told(A_LONG_STORY + " I want an apology for all of it."), pressed("apart"))
    assert asks(after(told, wished("skip"))) == "wants_advocate"


def test_another_part_of_the_story_told_meanwhile_is_kept() -> None:
    more = after(_told(), typed("and they lost all of her school photographs in the last move as well"))
    assert keys(more) == ["complaint.heard_story"]
    assert "photographs" in str(draft_of(more).answers["what_happened"])
    assert asks(more) == "points"


@pytest.mark.parametrize(
    "said",
    [
        "keep them apart",
        "Please keep my points apart",
        "can you keep my complaints separate",
        "yes keep them separate",
    ],
)
def test_to_keep_them_apart_is_no_story_and_shows_the_points(said: str) -> None:
    shown = after(_told(A_SHORT_LIST, A_MOTHERS[:-1]), typed(said))
    assert asks(shown) == "points"
    assert draft_of(shown).answers["what_happened"] == A_SHORT_LIST
    assert _points(after(shown, typed(said))) is not None


@pytest.mark.parametrize(
    ("story", "said"),
    [
        (A_SHORT_LIST, "keep them apart from their dad"),
        (A_SHORT_LIST, "keep the boys apart"),
        (A_SHORT_LIST, "please keep my things separate"),
        ("she never came", "keep them apart"),
    ],
)
def test_whoever_is_to_be_kept_apart_is_part_of_the_story(story: str, said: str) -> None:
    more = after(_told(story, A_MOTHERS[:-1]), typed(said))
    assert asks(more) == "anything_else"
    assert draft_of(more).answers["what_happened"] == f"{story}\n\n{said}"


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("he is seven, no I have not asked him", True),
        ("were all fine love, nobody in danger", True),
        ("hes looked after, long term foster placement with us", True),
        ("he wants me to do it", True),
        ("she is in care, she agreed to it", True),
        ("they never asked him what he wants", False),
        ("she was not asked about the move", False),
        ("she doesnt agree with the plan", False),
        ("he is in care and they never ring", False),
        ("he is looked after by people who shout", False),
        ("they took him into care without telling us", False),
    ],
)
def test_a_message_that_only_answers_is_no_point(said: str, answers: bool) -> None:
    story = f"They moved him with no notice at all.\n\n{said}\n\nThe report is wrong."
    assert (said not in splitting.without_asides(story)) is answers

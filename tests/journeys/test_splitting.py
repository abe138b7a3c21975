"""A long story as the points it may hold: the person's own sentences, and every decision theirs."""

from __future__ import annotations

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


def _told(story: str = A_LONG_STORY) -> Step:
    """A mother's story told, up to what follows "that's everything"."""
    first = plan.begin("complaint", Understood(story, "say_what_happened", 0.95), AT_RUTLAND)
    return after(first, pressed("somebody_else"), pressed("parent"), *A_MOTHERS)


def _points(step: Step) -> object:
    return plan.told_answers(draft_of(step)).get("points")


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


@pytest.mark.parametrize("no", [pressed("one"), wished("skip"), typed("no", "deny"), typed("its one thing")])
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
    ],
)
def test_points_are_joined_and_left_out_in_words(change: Understood, left: int) -> None:
    lines = plan.question(draft_of(after(_told(), change)), AT_RUTLAND).facts["lines"]
    assert isinstance(lines, list)
    assert len(lines) == left


def test_points_are_joined_and_left_out_by_buttons_and_the_story_stays_whole() -> None:
    changed = after(_told(), pressed("change"), pressed("join 2"), pressed("drop 2"), pressed("apart"))
    points = _points(changed)
    assert isinstance(points, list)
    assert [point["words"][:10] for point in points] == [A_LONG_STORY[:10]]
    assert draft_of(changed).answers["what_happened"] == A_LONG_STORY


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

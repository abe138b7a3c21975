"""Going further or not after all, and which points with it, in typed words."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.draft import Drop
from tests.journeys.lives import with_case
from tests.journeys.worlds import after, asks, draft_of, keys, typed

POINTS = (("1", "respite was cancelled"), ("2", "nobody rings back"), ("3", "no money for shoes"))
ANSWERED = with_case("stage 1 answered", points=POINTS)
AT_POINTS = plan.begin("escalate", typed("stage 2", "escalate_complaint"), ANSWERED)


@pytest.mark.parametrize(
    "words",
    [
        "actually no forget stage 2 we will wait",
        "no we said forget it, dont send that",
        "no not that",
        "We will wait.",
        "I'd rather wait for the answer",
        "never mind, leave it as it is please",
        "we don't want to go to stage 2 any more",
    ],
)
def test_whoever_goes_no_further_after_all_has_nothing_sent(words: str) -> None:
    at_reason = after(AT_POINTS, typed("all"), world=ANSWERED)
    at_check = after(at_reason, typed("they left it out"), typed("an apology"), world=ANSWERED)
    assert asks(at_check, ANSWERED) == "check_answers"
    for at in (AT_POINTS, at_reason, at_check):
        said = plan.step(draft_of(at), typed(words), ANSWERED)
        assert (said.draft, said.effect, keys(said)) == (None, Drop(), ["session.not_sent"])


@pytest.mark.parametrize(
    "words",
    [
        "they forget it every time",
        "i dont want it to happen again",
        "we dont want to wait any longer for it",
        "they said never mind and put the phone down",
        "she does not send it",
    ],
)
def test_what_only_has_such_words_is_a_reason(words: str) -> None:
    at_reason = after(AT_POINTS, typed("all"), world=ANSWERED)
    assert draft_of(after(at_reason, typed(words), world=ANSWERED)).answers["escalation_reason"] == words


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("2, 3", "2,3"),
        ("number 2 for stage 2", "2"),
        ("both things", "all"),
        ("all but 2", "1,3"),
        ("everything except the second one", "1,3"),
        ("1 and 3 not 2", "1,3"),
        ("just the respite bit", "1"),
        ("the money one", "3"),
        ("the second one that wasnt upheld", "2"),
        ("the first and third", "1,3"),
        ("the last one", "3"),
        ("not 2", None),
        ("stage 2", None),
        ("the holiday bit", None),
        ("in 2 weeks", None),
    ],
)
def test_points_are_chosen_by_number_by_order_or_in_their_own_words(words: str, chosen: str | None) -> None:
    said = after(AT_POINTS, typed(words), world=ANSWERED)
    assert draft_of(said).answers.get("which_points") == chosen

"""What is said while a complaint is being stopped, and once it is: a part, a question, another mind."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.draft import Do, Drop, Step, Switch
from backend.journeys.withdraw import (
    asks_what_stopping_does,
    of_a_part,
    only_asked,
    speaks_of_stopping,
    takes_a_part_back,
    wants_it_back,
    wants_it_to_go_on,
    wants_to_stop,
    was_stopped,
)
from tests.journeys.lives import case_in, with_case
from tests.journeys.worlds import after, asks, draft_of, keys, pressed, typed

OPEN = with_case("new")
SEVERAL = with_case("new", points=(("1", "late"), ("2", "rude")))
AT_WHY = plan.begin("withdraw", typed("stop my complaint", "withdraw_complaint"), OPEN)
AT_WHO = after(AT_WHY, typed("skip", "skip"), world=OPEN)
AT_LAST = after(AT_WHO, pressed("no"), world=OPEN)
EACH = (AT_WHY, AT_WHO, AT_LAST)

OF_A_PART = (
    "i want to withdraw part of it, the bit about her not telling me why",
    "can i drop one part of my complaint",
    "no not all of it just that one part",
    "yes stop that part",
    "just the bit about the phone calls",
    "the bit about not telling me why",
    "i only want to take back the part about school",
    "not the whole thing please",
    "stop that bit but leave the rest",
    "withdraw some of it",
    "the school bit",
    "no just the school, i still want the contact sorted",
    "actually i dont want to complain about the school bit anymore",
    "I want to withdraw points 3, 4, 5 and 6",
    "its my own choice, take 3 to 6 off",
)
OF_IT_ALL = (
    "part of me wants to stop",
    "i want to stop for a bit",
    "im a bit tired of it all",
    "the hard part is over",
    "i dont want it any more",
    "because part of it was sorted",
    "she has not told me everything she knows",
    "all of it",
    "take me off the list",
    "i want you to take 2 weeks",
    "i still want to see my brother",
    "it takes a bit",
)
ASKING = (
    "what happens if i stop it",
    "can i change my mind later tho",
    "how do i get it back if i change my mind",
    "can i start it again later",
    "is it for ever",
    "what does stopping do",
    "if i stop it can i get it back",
    "could i complain again after",
    "what is my number for",
    "can it be undone?",
)
NOT_ASKING = (
    "i changed my mind",
    "i want to start again somewhere else",
    "why did nobody listen to me",
    "whats the point",
    "can you stop it",
    "they never call me back",
    "he wont stop ringing my number",
)
BACK = (
    "actualy no i want to carry on with it",
    "no wait i didnt mean it",
    "can you put it back",
    "yes please put it all back",
    "i changed my mind",
    "omg no you stopped all of it!!",
    "i pressed the wrong button",
    "that was a mistake",
    "please carry on",
    "keep it going",
    "start it again pls",
    "i dont want to stop it",
    "i did it by accident",
    "restart my complaint",
    "i never wanted you to stop it",
)
NOT_BACK = (
    "i dont want it back",
    "i dont want to carry on with it",
    "she changed her mind about the visit",
    "can i have an advocate",
    "thank you",
    "what happens now",
    "i cant carry on with this",
    "they put me back in the same home",
    "im not starting it again",
    "she told me carry on with it",
)
STOPS = (
    "i want to stop it all im exhausted by this",
    "i just want to drop it now",
    "i want to cancel everything please",
    "i dont need it any more she came",
    "we no longer need to complain now they sorted it",
    "im gonna stop this",
    "i would like to stop it because it got sorted",
    "i want to stop",
    "ok i want to stop now please",
    "i dont want to do it any more",
    "i dont want to go through with this",
)
NOT_STOPS = (
    "i want it to stop",
    "i dont need this any more stress than i have",
    "i want to stop it happening again",
    "i want to stop them moving me",
    "i want you to stop it",
    "my mum wants me to stop it",
    "i want to stop living here",
    "i want to end it all",
    "i dont want to do this to her",
    "i want to stop seeing him",
    "she says i dont want to do it any more",
    "i dont want to stop it",
    "stop",
)


@pytest.mark.parametrize("words", OF_A_PART)
def test_words_that_mean_a_part_alone(words: str) -> None:
    assert of_a_part(words)


@pytest.mark.parametrize("words", OF_IT_ALL)
def test_words_of_all_of_it_or_of_something_else_mean_no_part(words: str) -> None:
    assert not of_a_part(words)


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("I want to withdraw points 3 4 5 and 6", True),
        ("no not that. just take off 3 4 5 6", True),
        ("its really two points not six can you take the others out", True),
        ("please remove the second point", True),
        ("drop the bit about the bus", True),
        ("they take part of my money", False),
        ("she took my points off", False),
        ("leave the rest", False),
        ("withdraw my complaint", False),
        ("can you take the others home", False),
    ],
)
def test_a_wish_to_take_a_part_back_is_told_from_what_others_take(words: str, back: bool) -> None:
    assert takes_a_part_back(words) == back


def test_whoever_was_asked_to_go_further_may_take_a_part_back_instead() -> None:
    asked = plan.begin("escalate", typed("skip stage 1", "escalate_complaint"), SEVERAL)
    assert plan.step(draft_of(asked), typed("just take off 2"), SEVERAL).effect == Switch("withdraw")


@pytest.mark.parametrize("words", OF_A_PART)
def test_a_part_of_what_cannot_be_taken_apart_is_written_to_the_team_and_nothing_stops(words: str) -> None:
    begun = plan.begin("withdraw", typed(words, "withdraw_complaint"), OPEN)
    assert (draft_of(begun).journey, asks(begun)) == ("message", "check_answers")
    assert draft_of(begun).answers["message"] == words
    assert "withdraw.going_on" in keys(begun)


@pytest.mark.parametrize("at", EACH)
@pytest.mark.parametrize("words", OF_A_PART)
def test_a_part_meant_later_becomes_the_same_message(at: Step, words: str) -> None:
    said = plan.step(draft_of(at), typed(words), OPEN)
    assert isinstance(said.effect, Switch)
    anew = plan.begin(said.effect.journey, typed(words), OPEN, carry=said.effect.carry)
    assert (draft_of(anew).journey, draft_of(anew).answers["message"]) == ("message", words)


def test_where_there_are_several_which_ones_is_asked_again() -> None:
    begun = plan.begin("withdraw", typed("stop my complaint", "withdraw_complaint"), SEVERAL)
    at_last = after(begun, pressed("all"), typed("skip", "skip"), pressed("no"), world=SEVERAL)
    assert asks(plan.step(draft_of(at_last), typed("no not all of it"), SEVERAL)) == "which_points"


@pytest.mark.parametrize("at", EACH)
@pytest.mark.parametrize("words", ASKING)
def test_what_stopping_does_is_told_and_changes_nothing(at: Step, words: str) -> None:
    told = plan.step(draft_of(at), typed(words, "correct_previous_answer"), OPEN)
    assert asks_what_stopping_does(words)
    assert (told.effect, keys(told)[-1]) == (None, "withdraw.if_stopped")
    assert draft_of(told).answers == draft_of(at).answers
    assert asks(told) == asks(at)


@pytest.mark.parametrize("words", NOT_ASKING)
def test_what_asks_nothing_of_stopping(words: str) -> None:
    assert not asks_what_stopping_does(words)


@pytest.mark.parametrize("words", ["what about her", "will she stop it then", "how long till it ends"])
def test_no_question_is_the_last_yes(words: str) -> None:
    assert not isinstance(plan.step(draft_of(AT_LAST), typed(words), OPEN).effect, Do)


@pytest.mark.parametrize(
    "words", ["yes", "yes please stop it now", "i want to stop it", "ok stop my complaint"]
)
def test_the_last_yes(words: str) -> None:
    assert plan.step(draft_of(AT_LAST), typed(words), OPEN).effect == Do()


@pytest.mark.parametrize("words", ["yes whatever you think", "no idea why you want to know that now"])
def test_a_yes_or_no_typed_at_the_end_is_of_that_alone(words: str) -> None:
    said = plan.step(draft_of(AT_LAST), typed(words), OPEN)
    assert draft_of(said).answers["asked_to_stop"] == "no"


def test_who_says_at_the_end_that_others_asked_for_it_is_heard() -> None:
    said = plan.step(draft_of(AT_LAST), typed("yes my mum told me to stop it"), OPEN)
    assert draft_of(said).answers["asked_to_stop"] == "yes"


@pytest.mark.parametrize("words", ["its my own choice", "no its my own choice", "nobody asked me"])
def test_that_nobody_asked_is_heard_and_is_no_reason(words: str) -> None:
    said = plan.step(draft_of(AT_WHO), typed(words), OPEN)
    assert (draft_of(said).answers["asked_to_stop"], asks(said)) == ("no", "confirm_withdraw")


@pytest.mark.parametrize("words", BACK)
def test_words_that_want_a_stopped_complaint_back(words: str) -> None:
    assert wants_it_back(words)


@pytest.mark.parametrize("words", [said for said in BACK if said != "i changed my mind"])
def test_they_are_a_yes_to_whether_it_goes_on_again(words: str) -> None:
    begun = plan.begin("reinstate", typed(words), with_case("withdrawn"))
    assert plan.step(draft_of(begun), typed(words), with_case("withdrawn")).effect == Do()


@pytest.mark.parametrize("words", NOT_BACK)
def test_words_that_do_not(words: str) -> None:
    assert not wants_it_back(words)


@pytest.mark.parametrize("words", ["no leave it stopped", "no thanks", "no i dont want it back"])
def test_it_stays_stopped_where_that_is_said(words: str) -> None:
    begun = plan.begin("reinstate", typed("undo it"), with_case("withdrawn"))
    assert plan.step(draft_of(begun), typed(words), with_case("withdrawn")).effect == Drop()


@pytest.mark.parametrize("words", ["it was a mistake", "i didnt mean it"])
def test_why_it_stops_is_kept_where_it_is_asked_and_goes_on_where_it_is_not(words: str) -> None:
    assert plan.step(draft_of(AT_LAST), typed(words), OPEN).effect == Drop()
    why = plan.step(draft_of(AT_WHY), typed(words, "say_what_happened"), OPEN)
    assert why.effect is None


def test_what_was_stopped_is_known() -> None:
    assert was_stopped(case_in("withdrawn"))
    assert was_stopped(case_in("withdrawn long ago"))
    assert not was_stopped(case_in("new"))
    assert not was_stopped(case_in("closed"))
    assert not was_stopped(None)


ONLY_ASKED = (
    "no i was only asking",
    "i was just asking",
    "just wondering",
    "no i just want to know",
    "sorry i only wanted to know",
    "it was just a question",
    "im only asking what if",
    "i didnt say i want to stop it",
)
MORE_THAN_ASKED = (
    "i was only asking for help and nobody came",
    "they kept asking me questions",
    "because nobody wants to know",
    "i want to know why she lied",
    "no",
    "just",
)
AGAIN = ("stop everything", "yes stop it all", "stop it", "stop all of it please", "please just stop it all")


@pytest.mark.parametrize("at", [*EACH, plan.begin("withdraw", typed("stop my complaint"), SEVERAL)])
@pytest.mark.parametrize("words", ONLY_ASKED)
def test_who_only_asked_is_left_with_a_complaint_that_goes_on(at: Step, words: str) -> None:
    said = plan.step(draft_of(at), typed(words), OPEN)
    assert (said.effect, keys(said)) == (Drop(), ["withdraw.going_on"])


@pytest.mark.parametrize("words", MORE_THAN_ASKED)
def test_asking_told_of_as_a_reason_is_one(words: str) -> None:
    assert not only_asked(words)


@pytest.mark.parametrize("words", AGAIN)
def test_the_wish_said_again_stops_all_the_points_and_is_no_reason(words: str) -> None:
    begun = plan.begin("withdraw", typed("stop my complaint", "withdraw_complaint"), SEVERAL)
    which = plan.step(draft_of(begun), typed(words, "stop_or_cancel"), SEVERAL)
    assert (draft_of(which).answers["which_points"], asks(which)) == ("all", "withdraw_reason")
    why = plan.step(draft_of(which), typed(words, "stop_or_cancel"), SEVERAL)
    assert (draft_of(why).answers.get("withdraw_reason"), asks(why)) == (None, "asked_to_stop")


@pytest.mark.parametrize("words", ["no wait just the pa bit", "only the school bit please", "just that one"])
def test_a_part_named_by_what_it_is_of_is_a_part(words: str) -> None:
    assert of_a_part(words)


@pytest.mark.parametrize("words", STOPS)
def test_a_wish_that_an_open_complaint_stops(words: str) -> None:
    assert wants_to_stop(words)


@pytest.mark.parametrize("words", NOT_STOPS)
def test_what_others_do_and_what_others_want_is_no_such_wish(words: str) -> None:
    assert not wants_to_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "Actually I don't want to withdraw it after all",
        "Please don't withdraw it",
        "I have not withdrawn my complaint",
        "I don't want my complaint stopped",
        "Nobody should withdraw my complaint",
        "I won't be withdrawing my complaint",
        "i do want it now",
        "i want it to go on",
    ],
)
def test_words_against_stopping_are_no_wish_to_stop(words: str) -> None:
    assert wants_it_to_go_on(words)
    assert not wants_to_stop(words)


@pytest.mark.parametrize(
    "words",
    [
        "i dont want it any more",
        "i dont want to do it any more",
        "my mum says i have to drop it i dont want to",
        "please stop it",
        "can you cancel it",
        "i dont want to be asked again so drop it",
    ],
)
def test_words_for_stopping_are_not_taken_against_it(words: str) -> None:
    assert not wants_it_to_go_on(words)


@pytest.mark.parametrize(
    "words", ["i dont want the meeting now", "Please take my name off it", "i do want it now"]
)
def test_a_guess_that_somebody_wants_to_stop_needs_a_word_of_it(words: str) -> None:
    assert not speaks_of_stopping(words)

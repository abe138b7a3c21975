"""The moves that hold at every question: back, skip, don't know, why, again, correct, stop, hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.journeys import plan
from backend.journeys.draft import Draft, Drop, Inform, Keep, Speak, Switch, Understood
from backend.journeys.listening import question_named
from backend.journeys.words import denies_stopping
from tests.journeys.lives import with_case
from tests.journeys.worlds import (
    A_CHILDS,
    AT_RUTLAND,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    typed,
    wished,
)

AT_OUTCOME = A_CHILDS[:8]
"""The answers before "what would make it better?"."""


def test_going_back_asks_the_question_before_and_keeps_its_answer() -> None:
    back = after(begun(), *AT_OUTCOME, typed("go back"))
    assert asks(back) == "about"
    assert draft_of(back).answers["about"] == "staff"
    assert asks(after(back, wished("skip"))) == "desired_outcome"


def test_going_back_again_and_again_ends_at_the_first_question() -> None:
    back = after(begun(), *A_CHILDS, *[wished("go_back")] * 20)
    assert asks(back) == "about_whom"
    assert keys(back) == ["session.nothing_before"]


def test_an_answer_given_anew_after_going_back_is_said_back() -> None:
    assert keys(after(begun(), *AT_OUTCOME, wished("go_back"), pressed("delay"))) == ["session.changed"]


@pytest.mark.parametrize(
    "words", ["skip", "pass", "I'd rather not say", "no thanks", "none of your business"]
)
def test_what_is_optional_can_be_left_out_in_many_words(words: str) -> None:
    skipped = after(begun(), *AT_OUTCOME, typed(words))
    assert keys(skipped) == ["session.skipped"]
    assert asks(skipped) == "wants_advocate"


def test_what_is_needed_says_why() -> None:
    needed = after(begun(), wished("skip"))
    assert keys(needed) == ["session.needed", "complaint.why.about_whom"]
    assert asks(needed) == "about_whom"


def test_not_knowing_what_happened_gets_help_to_begin() -> None:
    assert keys(after(begun(), *A_CHILDS[:4], typed("dunno"))) == ["complaint.lost.what_happened"]


@pytest.mark.parametrize("journey", [name for name in plan.JOURNEYS if name != "more"])
def test_every_question_says_why_it_is_asked_and_who_sees_the_answer(journey: str) -> None:
    for asked in plan.JOURNEYS[journey].questions:
        draft = Draft(journey, asking=asked.id)
        for words in ("why", "Why do you ask?"):
            step = plan.step(draft, typed(words), AT_RUTLAND)
            assert keys(step) in ([asked.why, asked.sees], ["complaint.how_we_treat", asked.why, asked.sees])
        for words in ("Who sees this?", "who will see this"):
            step = plan.step(draft, typed(words), AT_RUTLAND)
            assert keys(step)[-1] == asked.sees
        assert draft_of(step).asking == asked.id


def test_what_is_sent_to_nobody_is_seen_by_nobody() -> None:
    draft = Draft("complaint", {"council": "elsewhere"}, asking="what_happened")
    assert keys(plan.step(draft, typed("who sees this"), AT_RUTLAND))[-1] == "elsewhere.sees"


def test_i_dont_understand_explains_and_asks_again() -> None:
    again = after(begun(), typed("i dont understand", "ask_repeat_or_simplify"))
    assert keys(again) == ["session.in_other_words", "complaint.why.about_whom"]


def test_nonsense_twice_brings_buttons_and_a_person() -> None:
    twice = after(begun(), typed("asdf"), typed("qwer"))
    assert keys(twice)[0] == "session.not_understood"
    assert keys(twice)[-1].startswith("contact.person.")
    assert draft_of(after(twice, pressed("self"))).failures == 0


class TestCorrecting:
    def test_the_right_answer_said_is_taken_and_said_back(self) -> None:
        at_council = after(begun(), pressed("somebody_else"), pressed("carer"), pressed("foster_carer"))
        corrected = after(at_council, typed("no I meant a parent", "correct_previous_answer"))
        assert draft_of(corrected).answers["role"] == "parent"
        assert keys(corrected) == ["session.changed"]

    def test_without_the_right_answer_the_question_before_is_asked_again(self) -> None:
        corrected = after(begun(), *AT_OUTCOME, typed("that's wrong", "correct_previous_answer"))
        assert keys(corrected) == ["session.correcting"]
        assert asks(corrected) == "about"

    def test_another_day_that_is_not_understood_asks_for_the_day_again(self) -> None:
        words = typed("actually it was the thursday before", "correct_previous_answer")
        corrected = after(begun(), *AT_OUTCOME, words)
        assert keys(corrected) == ["session.correcting"]
        assert asks(corrected) == "when_happened"

    def test_a_correction_of_the_story_is_added_and_nothing_is_lost(self) -> None:
        told = after(begun(), *A_CHILDS[:5], typed("no I meant my key worker", "correct_previous_answer"))
        story = draft_of(told).answers["what_happened"]
        assert story == "they shout at me\n\nno I meant my key worker"
        assert keys(told) == ["complaint.added"]

    def test_a_question_named_is_asked_again(self) -> None:
        assert (
            asks(after(begun(), *A_CHILDS, typed("i got my name wrong", "correct_previous_answer"))) == "name"
        )


class TestStopping:
    def test_with_nothing_told_it_is_over_at_once(self) -> None:
        stopped = after(begun(), typed("stop"))
        assert (stopped.draft, stopped.effect, keys(stopped)) == (None, Drop(), ["session.stopped"])

    def test_with_something_told_it_asks_whether_to_keep_it(self) -> None:
        stopping = after(begun(), *AT_OUTCOME, typed("I want to stop", "stop_or_cancel"))
        assert asks(stopping) == "stop"
        assert after(stopping, typed("yes", "affirm")).effect == Keep()
        assert after(stopping, typed("delete it")).effect == Drop()
        assert asks(after(stopping, typed("carry on"))) == "desired_outcome"
        assert after(stopping, typed("stop")).effect == Keep()

    def test_a_bare_no_deletes_nothing(self) -> None:
        stopping = after(begun(), *AT_OUTCOME, wished("stop_or_cancel"))
        assert after(stopping, typed("no", "deny")).effect is None

    def test_a_kept_draft_goes_on_at_its_question(self) -> None:
        kept = after(begun(), *AT_OUTCOME, wished("stop_or_cancel"), pressed("keep"))
        again = plan.pick_up(draft_of(kept), AT_RUTLAND)
        assert keys(again) == ["session.picked_up"]
        assert asks(again) == "desired_outcome"


class TestTwoJourneys:
    def test_looking_at_another_complaint_leaves_this_one_kept(self) -> None:
        switch = after(begun(), *AT_OUTCOME, typed("can I see my old complaint", "track_complaint"))
        assert switch.effect == Switch("track")
        assert draft_of(switch) == draft_of(after(begun(), *AT_OUTCOME))
        begun_there = plan.begin("track", Understood(), AT_RUTLAND, left="complaint")
        assert keys(begun_there) == ["session.left_complaint"]

    def test_a_complaint_begun_while_looking_hears_the_story(self) -> None:
        looking = plan.begin("track", Understood(), AT_RUTLAND)
        words = typed("i want to complain", "make_complaint")
        assert plan.step(draft_of(looking), words, AT_RUTLAND).effect == Switch("complaint")

    def test_the_same_wish_again_just_asks_the_question_again(self) -> None:
        again = after(begun(), wished("make_complaint"))
        assert (keys(again), asks(again)) == (["session.already_there"], "about_whom")


class TestHeldWords:
    HELD = plan.hold(draft_of(after(begun(), *A_CHILDS[:4])), "he said he would hurt me")

    def test_they_come_back_with_three_ways(self) -> None:
        asked = plan.question(self.HELD, AT_RUTLAND)
        assert (asked.asks, asked.facts["words"]) == ("what_happened", "he said he would hurt me")
        assert [choice.means["answer"] for choice in asked.choices] == ["use", "again", "leave"]

    def test_used_they_are_the_answer_word_for_word(self) -> None:
        used = plan.step(self.HELD, pressed("use"), AT_RUTLAND)
        assert draft_of(used).answers["what_happened"] == "he said he would hurt me"
        assert draft_of(used).held is None

    @pytest.mark.parametrize("way", ["again", "leave"])
    def test_not_used_the_question_is_asked_plainly(self, way: str) -> None:
        left = plan.step(self.HELD, pressed(way), AT_RUTLAND)
        assert "what_happened" not in draft_of(left).answers
        assert plan.question(draft_of(left), AT_RUTLAND).key == "complaint.ask.what_happened"

    @pytest.mark.parametrize("at", [0, 3, 6, 10])
    def test_they_never_become_a_name_a_day_or_a_council(self, at: int) -> None:
        asked = draft_of(after(begun(), *A_CHILDS[:at]))
        told = len(str(asked.answers.get("what_happened", "")))
        used = draft_of(plan.step(plan.hold(asked, "he said he would hurt me"), pressed("use"), AT_RUTLAND))
        assert str(used.answers["what_happened"])[told:].strip() == "he said he would hurt me"
        assert used.asking == asked.asking

    def test_another_answer_given_meanwhile_is_taken_and_they_wait(self) -> None:
        meanwhile = plan.step(plan.hold(draft_of(begun()), "they hurt me"), typed("me"), AT_RUTLAND)
        assert draft_of(meanwhile).answers["about_whom"] == "self"
        assert draft_of(meanwhile).held == "they hurt me"

    def test_words_that_are_no_answer_lose_nothing(self) -> None:
        for nonsense in ("😭", "asdf"):
            held = plan.hold(draft_of(begun()), "they hurt me")
            assert draft_of(plan.step(held, typed(nonsense), AT_RUTLAND)).held == "they hurt me"

    def test_who_cannot_decide_loses_nothing(self) -> None:
        used = plan.step(plan.hold(draft_of(begun()), "they hurt me"), typed("dunno"), AT_RUTLAND)
        assert draft_of(used).answers["what_happened"] == "they hurt me"

    def test_nonsense_twice_names_a_person_here_too(self) -> None:
        held = plan.hold(draft_of(begun()), "they hurt me")
        twice = after(plan.step(held, typed("asdf"), AT_RUTLAND), typed("qwer"))
        assert keys(twice)[-1].startswith("contact.person.")

    def test_a_plain_answer_to_them_needs_no_model(self) -> None:
        assert plan.plain_answer(self.HELD, "use it", AT_RUTLAND)
        assert plan.plain_answer(plan.hold(draft_of(begun()), "they hurt me"), "me", AT_RUTLAND)

    def test_other_words_written_instead_wait_with_them(self) -> None:
        other = plan.step(self.HELD, typed("they never listen to me"), AT_RUTLAND)
        assert draft_of(other).held == f"{self.HELD.held}\n\nthey never listen to me"
        assert keys(other)[-1] == "session.kept_for_later"

    @pytest.mark.parametrize(
        "words",
        ["yes use that", "yes please use what i wrote", "please keep it all in", "You can send that, thanks"],
    )
    def test_in_whatever_words_they_are_to_be_used_they_are(self, words: str) -> None:
        used = plan.step(plan.hold(draft_of(begun()), "they hurt me"), typed(words), AT_RUTLAND)
        assert (draft_of(used).held, draft_of(used).answers["what_happened"]) == (None, "they hurt me")

    @pytest.mark.parametrize(
        "words", ["dont use that", "no please don't send it", "leave that out please", "just take it out"]
    )
    def test_in_whatever_words_they_are_to_be_left_out_they_are(self, words: str) -> None:
        left = plan.step(plan.hold(draft_of(begun()), "they hurt me"), typed(words), AT_RUTLAND)
        assert (draft_of(left).held, keys(left)) == (None, ["session.held_left_out"])

    @pytest.mark.parametrize("words", ["he keeps it in the shed", "they leave it out all night"])
    def test_what_only_has_a_word_of_it_decides_nothing(self, words: str) -> None:
        told = plan.step(plan.hold(draft_of(begun()), "they hurt me"), typed(words), AT_RUTLAND)
        assert draft_of(told).held == "they hurt me"

    def test_at_a_closed_question_they_become_the_story(self) -> None:
        used = plan.step(plan.hold(draft_of(begun()), "they hurt me"), pressed("use"), AT_RUTLAND)
        assert draft_of(used).answers["what_happened"] == "they hurt me"
        assert "complaint.heard_story" in keys(used)

    def test_several_are_joined(self) -> None:
        assert plan.hold(self.HELD, "and again").held == "he said he would hurt me\n\nand again"


@pytest.mark.parametrize("words", ["simpler", "use simple words", "can you say it simpler?"])
def test_simpler_words_hold_from_here_on_and_the_question_stays(words: str) -> None:
    simpler = after(begun(), *AT_OUTCOME, typed(words))
    assert simpler.effect == Speak("child")
    assert keys(simpler) == ["session.simpler"]
    assert asks(simpler) == "desired_outcome"


def test_where_words_are_simple_already_it_says_why_it_asks() -> None:
    world = replace(AT_RUTLAND, simplest=True)
    again = after(begun(world=world), typed("simpler please"), world=world)
    assert again.effect is None
    assert keys(again) == ["session.in_other_words", "complaint.why.about_whom"]


def test_who_is_no_child_gets_the_usual_words_back() -> None:
    assert after(begun(), *AT_OUTCOME, typed("im not a kid")).effect == Speak("adult")


@pytest.mark.parametrize("words", ["stop and keep it", "can i finish later?", "save my progress"])
def test_stopping_and_keeping_takes_one_message(words: str) -> None:
    assert after(begun(), *AT_OUTCOME, typed(words)).effect == Keep()


def test_deleting_is_asked_about_once_whatever_way_it_was_said() -> None:
    asked = after(begun(), *AT_OUTCOME, typed("delete everything"))
    assert asks(asked) == plan.STOP
    assert after(asked, typed("delete it all")).effect == Drop()


def test_keeping_is_offered_as_soon_as_a_story_was_told() -> None:
    told = after(begun(), *A_CHILDS[:5])
    offered = [choice.means for choice in plan.question(draft_of(told), AT_RUTLAND).choices]
    assert {"intent": "stop_or_cancel", "how": "keep"} in offered
    assert after(told, Understood(choice={"intent": "stop_or_cancel", "how": "keep"})).effect == Keep()


def test_leaving_asks_whether_to_keep_what_was_told() -> None:
    assert asks(after(begun(), *AT_OUTCOME, typed("bye", "goodbye"))) == plan.STOP
    assert after(begun(), typed("bye", "goodbye")).effect == Drop()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("", "session.nothing_typed"),
        ("   ", "session.nothing_typed"),
        ("😢", "session.pictures"),
        ("...", "session.not_understood"),
        ("?", "session.in_other_words"),
        ("fuck off", "session.angry"),
        ("this is stupid", "session.angry"),
        ("x", "complaint.tell_more_than_that"),
    ],
)
def test_what_is_no_answer_is_met_kindly_and_is_no_story(words: str, key: str) -> None:
    step = after(begun(), *A_CHILDS[:4], typed(words))
    assert keys(step)[0] == key
    assert asks(step) == "what_happened"
    assert "what_happened" not in draft_of(step).answers


def test_a_question_at_a_private_question_is_answered_and_is_no_name() -> None:
    step = after(begun(), *A_CHILDS[:10], typed("who sees my name?"))
    assert step.effect == Inform("ask_confidentiality")
    assert asks(step) == "name"
    assert "name" not in draft_of(step).answers


def test_a_thumb_up_is_a_yes() -> None:
    step = after(begun(), *A_CHILDS[:3], typed("👍"))
    assert draft_of(step).answers["council"] == "rutland"


def test_twice_nothing_names_a_person() -> None:
    assert "contact.person.childline" in keys(after(begun(), typed("zxcv"), typed("fuck off")))


def test_who_wants_to_change_something_at_the_read_back_is_asked_what() -> None:
    read_back = after(begun(), *A_CHILDS)
    unnamed = after(read_back, typed("hold on can i change something", "correct_previous_answer"))
    assert draft_of(unnamed).asking == plan.CHANGE
    named = after(read_back, typed("hold on can i change wat i want", "correct_previous_answer"))
    assert asks(named) == "desired_outcome"


def test_a_yes_with_a_condition_is_kept_whole_though_it_sounds_like_a_correction() -> None:
    asked = after(begun(), *A_CHILDS[:11], pressed("text"), typed("07700 900333"))
    said = after(asked, typed("yeah but not before 12", "correct_previous_answer"))
    assert draft_of(said).answers["safe_to_contact"] == "yeah but not before 12"


@pytest.mark.parametrize("words", ["carry on", "actually carry on", "no wait go on"])
def test_whoever_stops_and_thinks_better_of_it_goes_on(words: str) -> None:
    stopped = after(begun(), *A_CHILDS[:4], typed("stop", "stop_or_cancel"))
    assert asks(after(stopped, typed(words))) == "what_happened"


NOT_STOPPING = (
    "dont stop",
    "dont stop it then",
    "no dont stop my complaint",
    "actually don't stop, I want them to answer",
    "i dont want to stop",
    "no i didnt mean to stop",
    "do not cancel it please",
)
OTHERS_NOT_TO_STOP = (
    "dont stop me seeing my mum",
    "they dont stop shouting at me",
    "i dont want to stop seeing my brother",
    "please dont stop my contact",
    "dont stop them",
    "i dont want to do this",
    "stop",
)


@pytest.mark.parametrize("words", NOT_STOPPING)
def test_a_denied_stop_goes_on_with_the_complaint_wherever_it_is_said(words: str) -> None:
    asked = after(begun(), *A_CHILDS[:4])
    stopping = after(asked, typed("stop", "stop_or_cancel"))
    for at in (asked, stopping):
        on = plan.step(draft_of(at), typed(words, "stop_or_cancel"), AT_RUTLAND)
        assert (on.effect, asks(on), keys(on)) == (None, "what_happened", ["session.going_on"])
        assert "what_happened" not in draft_of(on).answers


@pytest.mark.parametrize("words", NOT_STOPPING)
def test_in_a_withdrawal_a_denied_stop_leaves_the_complaint_as_it_is(words: str) -> None:
    withdrawing = plan.begin("withdraw", typed("withdraw it", "withdraw_complaint"), with_case("new"))
    stopping = after(withdrawing, typed("they were horrid to me"), typed("stop"), world=with_case("new"))
    for at in (withdrawing, stopping):
        on = plan.step(draft_of(at), typed(words, "stop_or_cancel"), with_case("new"))
        assert (on.draft, on.effect, keys(on)[0]) == (None, Drop(), "withdraw.going_on")


@pytest.mark.parametrize("words", OTHERS_NOT_TO_STOP)
def test_what_others_are_not_to_stop_denies_nothing_here(words: str) -> None:
    assert not denies_stopping(words)


def test_who_changes_their_mind_twice_is_followed_twice() -> None:
    told = after(
        begun(), typed("about me"), typed("actually no its for my brother", "correct_previous_answer")
    )
    assert draft_of(told).answers["about_whom"] == "somebody_else"
    told = plan.step(draft_of(told), typed("wait no its me"), AT_RUTLAND)
    assert draft_of(told).answers["about_whom"] == "self"
    assert keys(told) == ["session.changed"]


@pytest.mark.parametrize("words", ["no i meant 2 september", "2 september"])
def test_at_the_read_back_another_day_is_the_day(words: str) -> None:
    at_the_end = after(begun(), *A_CHILDS)
    if not words.startswith("no"):
        at_the_end = plan.step(draft_of(at_the_end), pressed("change"), AT_RUTLAND)
    told = plan.step(draft_of(at_the_end), typed(words), AT_RUTLAND)
    when = draft_of(told).answers["when_happened"]
    assert isinstance(when, dict)
    assert when["from"] == "2026-09-02"
    assert asks(told) == "check_answers"


@pytest.mark.parametrize("words", ["yes send it", "skip", "nothing", "send the thing"])
def test_who_wants_nothing_changed_after_all_is_shown_it_once_more(words: str) -> None:
    changing = after(begun(), *A_CHILDS, pressed("change"), typed(words))
    assert keys(changing) == ["session.going_on"]
    assert draft_of(changing).asking == "check_answers"


@pytest.mark.parametrize("words", ["wait", "hang on", "give me a minute"])
def test_who_needs_a_moment_is_not_hurried_and_asks_for_no_pause(words: str) -> None:
    told = after(begun(), typed("about me"), typed(words, "ask_to_pause_decision"))
    assert keys(told) == ["session.no_rush"]
    assert "asks_to_pause" not in draft_of(told).answers


def test_who_tells_more_when_asked_how_to_stop_goes_on_with_it() -> None:
    stopping = after(begun(), *A_CHILDS[:4], typed("stop"))
    told = plan.step(draft_of(stopping), typed("they never come when they say they will"), AT_RUTLAND)
    assert draft_of(told).answers["what_happened"] == "they never come when they say they will"
    assert keys(told)[0] == "session.going_on"


def test_a_wish_told_by_itself_is_kept_and_not_asked_for_again() -> None:
    told = after(begun(), *A_CHILDS[:5], typed("i want my phone back"), pressed("no"))
    assert draft_of(told).answers["desired_outcome"] == "i want my phone back"


def test_wanting_contact_back_is_no_wish_for_a_telephone_number() -> None:
    told = after(begun(), *A_CHILDS[:5], typed("i want contact back", "ask_contact_human"))
    assert "i want contact back" in str(draft_of(told).answers["what_happened"])


def test_the_day_of_what_is_to_come_is_not_the_day_it_happened() -> None:
    told = after(begun(), typed("please make them wait", "ask_to_pause_decision"), *A_CHILDS[:6])
    assert asks(told) == "decision"
    told = after(told, typed("moving me"), typed("monday"))
    assert draft_of(told).answers["happens_on"]
    assert "when_happened" not in draft_of(told).answers


def test_of_what_is_to_come_it_is_not_asked_when_it_happened() -> None:
    paused = after(begun(), typed("please make them wait", "ask_to_pause_decision"), *A_CHILDS[:6])
    assert asks(after(paused, typed("moving me"), typed("monday"))) != "when_happened"
    assert asks(after(paused, typed("moving me"), typed("skip"))) == "when_happened"


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        ("how she treats me", True),
        ("How he talks to me", True),
        ("how she treats me, she hits me", False),
    ],
)
def test_an_option_in_ones_own_words_needs_no_model(said: str, plainly: bool) -> None:
    asked = replace(draft_of(after(begun(), *A_CHILDS[:4])), asking="about")
    assert plan.plain_answer(asked, said, AT_RUTLAND) is plainly


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        ("After 4pm ONLY - don't ring, they'd see it!", True),
        ("before 9.30 please", True),
        ("after school", True),
        ("after he hits me", False),
        ("not after school, thats when he comes in my room", False),
        ("before work he touches me", False),
        ("when he sees my phone he goes mad", False),
        ("after 4pm, and can i have an advocate?", False),
    ],
)
def test_from_when_somebody_may_be_reached_needs_no_model(said: str, plainly: bool) -> None:
    asked = replace(draft_of(begun()), asking="safe_to_contact")
    assert plan.plain_answer(asked, said, AT_RUTLAND) is plainly


# --- doubt whether to go on


@pytest.mark.parametrize(
    "said",
    [
        "i dont know if i want the panel any more, i am tired",
        "I'm not sure if I still want this",
        "i don't think i want to go through with it any more",
        "not really sure about the panel any more",
        "I'm having second thoughts",
        "i am not sure whether i want to do this",
    ],
)
@pytest.mark.parametrize("answers", [0, 1])
def test_doubt_about_going_on_is_no_wish_and_may_stop_it(said: str, answers: int) -> None:
    world = with_case("stage 2 answered")
    asked = plan.begin("escalate", typed("i want the panel", "escalate_complaint"), world)
    at_it = after(asked, *[typed("they left half of it out")] * answers, world=world)
    before = asks(at_it, world)
    doubts = after(at_it, typed(said, "say_what_happened"), world=world)
    assert "session.no_rush" in keys(doubts)
    assert said not in draft_of(doubts).answers.values()
    on = after(doubts, pressed("go_on"), world=world) if answers else doubts
    assert asks(on, world) == before


@pytest.mark.parametrize(
    "said",
    [
        "i dont know if i want contact with him any more",
        "they were not sure about the placement",
        "i dont think they read it",
        "i want the panel to hear me",
        "I do not know if he will ever come home",
        "she said she was not sure if this was right",
    ],
)
def test_doubt_about_something_else_is_an_answer(said: str) -> None:
    world = with_case("stage 2 answered")
    asked = plan.begin("escalate", typed("i want the panel", "escalate_complaint"), world)
    assert said in draft_of(after(asked, typed(said), world=world)).answers.values()


# --- wishes that are under way already

PAUSING = after(begun(), wished("ask_to_pause_decision"))


@pytest.mark.parametrize(
    "words", ["can you stop it", "will u stop them", "can they stop the move", "make it stop"]
)
def test_whether_others_can_be_stopped_ends_no_chat(words: str) -> None:
    told = plan.step(draft_of(PAUSING), typed(words, "stop_or_cancel"), AT_RUTLAND)
    assert (told.handled, asks(told)) == (False, "about_whom")


@pytest.mark.parametrize("words", ["stop", "can we stop", "i want to stop now", "stop asking me questions"])
def test_stopping_the_chat_is_still_asked_about(words: str) -> None:
    told = plan.step(draft_of(PAUSING), typed(words, "stop_or_cancel"), AT_RUTLAND)
    assert asks(told) == plan.STOP


def test_asking_what_if_one_stopped_stops_nothing() -> None:
    told = plan.step(draft_of(PAUSING), typed("what if i stop", "stop_or_cancel"), AT_RUTLAND)
    assert (keys(told), asks(told)) == (["session.lost.stop"], "about_whom")


def test_somebody_who_is_asked_how_to_stop_may_mean_others() -> None:
    stopping = plan.step(draft_of(PAUSING), typed("stop"), AT_RUTLAND)
    told = plan.step(draft_of(stopping), typed("no i mean will u stop them", "stop_or_cancel"), AT_RUTLAND)
    assert asks(told) == "about_whom"


def test_the_decision_that_is_to_wait_is_kept_where_something_else_is_asked() -> None:
    words = "its my placement i dont wanna move can u stop it"
    told = plan.step(draft_of(PAUSING), typed(words, "ask_to_pause_decision"), AT_RUTLAND)
    assert draft_of(told).answers["decision"] == words
    begun_alone = plan.begin("pause", Understood(), AT_RUTLAND)
    told = plan.step(draft_of(begun_alone), typed(words, "ask_to_pause_decision"), AT_RUTLAND)
    assert draft_of(told).answers["decision"] == words


@pytest.mark.parametrize("words", ["moving me to leeds can you stop it", "stop them moving me"])
def test_the_decision_asked_for_is_taken_whatever_the_wish(words: str) -> None:
    at = replace(draft_of(plan.begin("pause", Understood(), AT_RUTLAND)), asking="decision")
    told = plan.step(at, typed(words, "ask_to_pause_decision"), AT_RUTLAND)
    assert draft_of(told).answers["decision"] == words


def test_the_wish_that_is_under_way_says_what_it_wants() -> None:
    asked = plan.begin("advocate_request", Understood(), AT_RUTLAND)
    told = plan.step(draft_of(asked), typed("i want a different advocate", "request_advocate"), AT_RUTLAND)
    assert draft_of(told).answers["advocate_wishes"] == "i want a different advocate"
    adds = typed("i dont want an advocate i want to add to my complaint", "request_advocate")
    assert plan.step(draft_of(asked), adds, AT_RUTLAND).effect == Switch("information", instead=True)


TOLD_ALREADY = (
    "i already told you",
    "wtf i already told u",
    "read what i wrote",
    "i said it before",
    "u already asked me that",
    "like i said",
    "scroll up",
)


@pytest.mark.parametrize("words", TOLD_ALREADY)
def test_that_it_was_told_already_is_no_story(words: str) -> None:
    told = after(begun(), *A_CHILDS[:4], typed(words, "track_complaint"))
    assert (keys(told)[0], asks(told)) == ("complaint.heard", "what_happened")
    again = after(begun(), *A_CHILDS[:5], typed(words, "say_what_happened"))
    assert draft_of(again).answers == draft_of(after(begun(), *A_CHILDS[:5])).answers


@pytest.mark.parametrize(
    "words",
    ["i already told my social worker", "i told you he took my phone", "i said no", "they read my diary"],
)
def test_what_was_told_to_others_is_a_story(words: str) -> None:
    told = after(begun(), *A_CHILDS[:4], typed(words, "say_what_happened"))
    assert draft_of(told).answers["what_happened"] == words


@pytest.mark.parametrize("at", [0, 4, 6])
@pytest.mark.parametrize("words", ["4WDL-YVBA", "my ref is 4WDL-YVBA", "4WDL-YVBA table-moon-river"])
def test_a_reference_is_opened_wherever_it_is_typed(at: int, words: str) -> None:
    assert after(begun(), *A_CHILDS[:at], typed(words)).effect == Switch("track")


def test_a_reference_in_a_story_opens_nothing() -> None:
    told = after(begun(), *A_CHILDS[:4], typed("they sent me 4WDL-YVBA and then they never rang"))
    assert told.effect is None


@pytest.mark.parametrize(
    "words", ["no, its mostly about contact", "its mostly about contact", "change what it is mostly about"]
)
def test_what_it_is_mostly_about_is_no_way_to_be_reached(words: str) -> None:
    told = {"about": "staff", "contact_method": "phone", "contact_detail": "07700 900123"}
    draft = Draft("complaint", answers={"role": "parent", **told}, asking="check_answers", returning=None)
    named = question_named(words, draft)
    assert named is not None
    assert named.id == "about"
    reached = question_named("change contact", draft)
    assert reached is not None
    assert reached.id == "contact_method"

"""What people type where something tidier was expected: ages, names, own words, refusals, corrections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backend.journeys import plan
from backend.journeys.asking import question
from backend.journeys.draft import Switch
from backend.journeys.hearing import ages, stories
from backend.journeys.moves import set_right
from backend.journeys.words import after_correcting
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

AT_NAME = A_CHILDS[:10]
A_GRANDMOTHERS = (pressed("somebody_else"), pressed("other"), pressed("grandparent"))


class TestAges:
    @pytest.mark.parametrize(
        ("typed_age", "band"),
        [
            ("10", "child"),
            ("ten", "child"),
            ("10 n a half", "child"),
            ("10 1/2", "child"),
            ("im nearly 12", "child"),
            ("nearly 12", "child"),
            ("twelve nearly thirteen", "teen"),
            ("about 12", "teen"),
            ("15yo", "teen"),
            ("i turned 16", "teen"),
            ("17 going on 18", "teen"),
            ("14 on saturday", "teen"),
        ],
    )
    def test_an_age_is_understood_however_it_is_typed(self, typed_age: str, band: str) -> None:
        assert ages.age_band(typed_age) == band

    @pytest.mark.parametrize("other", ["7 social workers", "3 times", "year 7", "2019", "ive moved 9 times"])
    def test_a_number_that_is_no_age_is_not_one(self, other: str) -> None:
        assert ages.age_band(other) is None

    def test_an_age_alone_says_who_is_speaking_whatever_the_model_makes_of_it(self) -> None:
        at_role = after(begun(), pressed("self"))
        told = plan.step(draft_of(at_role), typed("10", "give_compliment"), AT_RUTLAND)
        assert draft_of(told).answers["role"] == "young_person"
        assert draft_of(told).answers["age_band"] == "child"
        assert plan.plain_answer(draft_of(at_role), "10", AT_RUTLAND)


class TestNames:
    @pytest.mark.parametrize("words", ["no", "nope", "anonymous", "i dont want my name on it"])
    def test_a_no_is_no_name_but_leaves_it_out(self, words: str) -> None:
        left_out = after(begun(), *AT_NAME, typed(words))
        assert "name" not in draft_of(left_out).answers
        assert asks(left_out) == "contact_method"

    def test_a_yes_is_no_name(self) -> None:
        assert keys(after(begun(), *AT_NAME, typed("yes"))) == ["complaint.refused.name"]

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("I'm his nan", "complaint.known_already"),
            ("its my granddaughter", "complaint.known_already"),
            ("the little one", "complaint.refused.name"),
            ("he's 9", "complaint.refused.name"),
        ],
    )
    def test_who_somebody_is_is_not_what_they_are_called(self, words: str, said: str) -> None:
        at_name = after(begun(), *A_GRANDMOTHERS)
        assert asks(at_name) == "child_name"
        assert keys(plan.step(draft_of(at_name), typed(words), AT_RUTLAND)) == [said]


class TestOwnWords:
    def test_what_it_is_about_may_be_said_in_own_words_and_they_are_kept(self) -> None:
        told = after(begun(), *A_CHILDS[:7], typed("she never listens to me"))
        assert draft_of(told).answers["about"] == "communication"
        assert str(draft_of(told).answers["what_happened"]).endswith("\n\nshe never listens to me")
        assert asks(told) == "desired_outcome"

    def test_a_wish_where_a_day_is_asked_for_is_put_where_it_belongs(self) -> None:
        words = "i want her to actually turn up or give me someone else"
        told = after(begun(), *A_CHILDS[:6], typed(words))
        assert draft_of(told).answers["desired_outcome"] == words
        assert "complaint.heard" in keys(told)
        assert asks(told) == "when_happened"

    def test_who_does_not_mind_an_advocate_is_not_asked_again(self) -> None:
        assert asks(after(begun(), *A_CHILDS[:9], typed("idc"))) != "wants_advocate"

    def test_one_word_of_nonsense_is_no_answer(self) -> None:
        assert asks(after(begun(), *A_CHILDS[:7], typed("asdf"))) == "about"

    def test_what_to_take_care_of_is_read_back_as_it_was_typed(self) -> None:
        words = "After 4pm ONLY - don't ring, Mum can't see it!"
        told = after(begun(), *A_CHILDS[:11], pressed("text"), typed("07700 900123"), typed(words))
        read_back = question(draft_of(told), AT_RUTLAND).facts["lines"]
        assert words in [line.facts["answer"] for line in read_back]  # type: ignore[attr-defined]

    def test_a_day_long_past_in_a_story_is_asked_about_not_taken(self) -> None:
        first = begun("i left care 2 years ago and my pa never rings me", "say_what_happened")
        assert "when_happened" not in draft_of(first).answers


class TestWhoIsAsked:
    def test_none_of_these_about_oneself_is_not_asked_how_they_know_themselves(self) -> None:
        assert asks(after(begun(), pressed("self"), pressed("other"))) == "council"

    def test_none_of_these_is_read_back_as_somebody_else(self) -> None:
        told = begun("im a nan and they wont let me see my granddaughter", "say_what_happened")
        lines = next(say for say in told.says if say.key == "complaint.heard").facts["lines"]
        answers = [line.facts["answer"] for line in lines]  # type: ignore[attr-defined]
        assert "complaint.said.role_other" in [getattr(answer, "key", None) for answer in answers]

    def test_a_carer_is_asked_what_kind(self) -> None:
        asked = question(draft_of(after(begun(), pressed("self"), pressed("carer"))), AT_RUTLAND)
        assert (asked.asks, asked.key) == ("relationship", "complaint.ask.relationship_carer")

    def test_an_advocate_is_not_offered_an_advocate(self) -> None:
        told = draft_of(after(begun(), pressed("somebody_else"), pressed("advocate")))
        assert "wants_advocate" not in [q.id for q in plan.JOURNEYS["complaint"].path(told.answers)]

    def test_about_us_is_about_me_and_somebody_else(self) -> None:
        assert draft_of(after(begun(), typed("about us"))).answers["about_whom"] == "both"


class TestWishesByTheWay:
    def test_an_advocate_asked_for_by_the_way_is_noted_and_not_asked_about_again(self) -> None:
        words = typed("can i have an advocate", "request_advocate")
        noted = after(begun(), pressed("self"), words)
        assert (keys(noted), asks(noted)) == (["complaint.heard"], "role")
        assert draft_of(noted).answers["wants_advocate"] == "yes"

    def test_an_outcome_that_sounds_like_asking_for_help_is_the_outcome(self) -> None:
        words = "i want a new social worker"
        told = after(begun(), *A_CHILDS[:8], typed(words, "request_advocate"))
        assert draft_of(told).answers["desired_outcome"] == words

    def test_nothing_in_a_complaint_is_taken_for_praise(self) -> None:
        assert after(begun(), pressed("self"), typed("her", "give_compliment")).handled is True

    def test_a_question_at_an_open_question_is_still_one(self) -> None:
        words = typed("how long does it take", "ask_deadline")
        assert after(begun(), *A_CHILDS[:8], words).handled is False

    def test_withdrawing_what_was_not_sent_is_stopping(self) -> None:
        words = typed("i want to withdraw my complaint", "withdraw_complaint")
        assert asks(after(begun(), *A_CHILDS[:6], words)) == "stop"


class TestSecondThoughts:
    def test_the_right_council_said_in_a_correction_is_proposed(self) -> None:
        told = after(begun(), *A_CHILDS[:4], typed("that was wrong, its taunton", "correct_previous_answer"))
        assert draft_of(told).proposed == ("somerset",)
        assert asks(told) == "council"

    @pytest.mark.parametrize("words", ["nothing", "its fine", "no", "go on"])
    def test_nothing_to_change_goes_back_to_the_read_back(self, words: str) -> None:
        changing = after(begun(), *A_CHILDS, pressed("change"))
        assert draft_of(plan.step(draft_of(changing), typed(words), AT_RUTLAND)).asking == "check_answers"

    def test_an_unclear_word_at_how_to_stop_has_the_ways_explained(self) -> None:
        assert keys(after(begun(), *A_CHILDS, wished("stop_or_cancel"), typed("no"))) == ["session.lost.stop"]


def test_a_person_is_named_once_and_stays_a_button() -> None:
    step = begun()
    named = []
    for _ in range(5):
        step = plan.step(draft_of(step), typed("asdf"), AT_RUTLAND)
        named.append(any(key.startswith("contact.person.") for key in keys(step)))
    assert named == [False, True, False, False, False]
    titles = [choice.title for choice in question(draft_of(step), AT_RUTLAND).choices]
    assert "session.choice.person" in titles


def test_skipping_what_is_needed_again_and_again_brings_a_person() -> None:
    asked = question(draft_of(after(begun(), wished("skip"), wished("skip"))), AT_RUTLAND)
    assert "session.choice.person" in [choice.title for choice in asked.choices]


class TestAnswersToAnotherQuestion:
    """What is told at the wrong question is put where it belongs."""

    @pytest.mark.parametrize(
        ("said", "intent", "id", "value"),
        [
            ("ring me 07700 900456", "ask_contact_human", "contact_detail", "07700 900456"),
            ("email me at jo@example.org", "request_advocate", "contact_detail", "jo@example.org"),
            ("call me Dee", "ask_contact_human", "name", "Dee"),
            ("i dont want a bloody advocate", "request_advocate", "wants_advocate", "no"),
            ("i dont want an advocate", "nlu_fallback", "wants_advocate", "no"),
            ("can i have an advocate", "nlu_fallback", "wants_advocate", "yes"),
        ],
    )
    def test_whatever_wish_the_model_hears_in_it(self, said: str, intent: str, id: str, value: str) -> None:
        told = after(begun(), *A_CHILDS[:3], typed(said, intent))
        assert draft_of(told).answers[id] == value
        assert keys(told) == ["complaint.heard"]
        assert asks(told) == "council"

    def test_a_day_at_the_council_is_when_it_happened(self) -> None:
        told = after(begun(), *A_CHILDS[:3], typed("last tuesday"))
        assert keys(told) == ["complaint.heard"]
        assert draft_of(told).answers["when_happened"]["words"] == "last tuesday"  # type: ignore[index]

    def test_many_words_at_the_council_are_not_taken_for_a_town(self) -> None:
        told = after(begun(), *A_CHILDS[:3], typed("contact to start again every fortnight"))
        assert keys(told) == ["session.not_understood"]

    @pytest.mark.parametrize("said", ["since september", "jo@example.org"])
    def test_a_day_or_an_address_alone_is_not_what_would_put_it_right(self, said: str) -> None:
        at_outcome = after(begun(), *A_CHILDS[:6], wished("skip"), pressed("staff"))
        told = after(at_outcome, typed(said))
        assert "desired_outcome" not in draft_of(told).answers
        assert asks(told) == "desired_outcome"
        assert keys(told) in (["complaint.heard"], ["complaint.heard_story"])

    def test_a_day_told_before_is_known_already(self) -> None:
        told = after(begun(), *A_CHILDS[:8], typed("last week"))
        assert keys(told) == ["complaint.known_already"]

    def test_another_number_where_it_is_asked_whether_it_is_safe_is_the_number(self) -> None:
        at_safe = after(begun(), *A_CHILDS[:11], pressed("text"), typed("07700 900123"))
        told = after(at_safe, typed("no use jo@example.org"))
        assert draft_of(told).answers["contact_method"] == "email"
        assert draft_of(told).answers["contact_detail"] == "jo@example.org"
        assert keys(told) == ["session.changed", "session.changed"]
        assert asks(told) == "safe_to_contact"

    @pytest.mark.parametrize("said", ["they gave me no advocate", "i dont know what an advocate is"])
    def test_a_story_of_advocates_refuses_none(self, said: str) -> None:
        assert not stories.wants_no_advocate(said)

    def test_a_story_where_a_reference_is_asked_for_begins_a_complaint(self) -> None:
        at_reference = plan.begin("escalate", typed("stage 2", "escalate_complaint"), AT_RUTLAND)
        story = "my social worker never came to any of the visits all summer"
        told = after(at_reference, typed(story, "say_what_happened"))
        assert told.effect == Switch("complaint")
        lost = after(at_reference, typed("she never gave me a reference when i rang up", "say_what_happened"))
        assert asks(lost) == "reference"


@pytest.mark.parametrize(
    ("words", "band"),
    [
        ("10 and a half", "child"),
        ("10 and 3 months", "child"),
        ("16 in march", "teen"),
        ("17 and in care", "teen"),
        ("10 1/2", "child"),
        ("3 and 4 arent things", None),
        ("2 3 and 5", None),
        ("1 and 2", None),
    ],
)
def test_two_numbers_are_no_age(words: str, band: str | None) -> None:
    assert ages.age_band(words) == band


A_TEENAGERS = (pressed("self"), pressed("young_person"), pressed("teen"), *A_CHILDS[3:])


@pytest.mark.parametrize(
    "words",
    [
        "3 and 4 arent things i was just answering u",
        "4 in the list isnt one",
        "he is 9 years old",
        "no the adult was lying",
        "5 of them came",
    ],
)
@pytest.mark.parametrize("right", [after_correcting, str])
def test_a_number_that_is_not_ones_own_age_changes_no_age(words: str, right: Callable[[str], str]) -> None:
    read_back = after(begun(), *A_TEENAGERS)
    changed = set_right(draft_of(read_back), right(words), AT_RUTLAND)
    assert changed is None or draft_of(changed).answers["age_band"] == "teen"
    assert draft_of(after(read_back, typed(words))).answers["age_band"] == "teen"


TO_BE_REACHED = (*A_CHILDS[:-1], pressed("email"), typed("s@example.org"))


@pytest.mark.parametrize("words", ["im 16 not 11", "no i'm 15", "sorry i am 14 years old", "my age is 13"])
@pytest.mark.parametrize("until", [len(TO_BE_REACHED), 8, 5])
def test_an_age_put_right_is_put_right_whatever_is_asked(words: str, until: int) -> None:
    asked = after(begun(), *TO_BE_REACHED[:until])
    told = after(asked, typed(words))
    assert draft_of(told).answers["age_band"] == "teen"
    assert draft_of(told).answers.get("safe_to_contact") is None
    assert asks(told) == asks(asked)


@pytest.mark.parametrize("words", ["im 16 minutes from school", "there were 16", "im 10"])
def test_what_is_no_other_age_of_ones_own_is_left_as_it_is(words: str) -> None:
    assert draft_of(after(begun(), *TO_BE_REACHED, typed(words))).answers["age_band"] == "child"

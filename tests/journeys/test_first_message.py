"""What a first message already says is not asked again, and is said back."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.draft import Understood
from backend.journeys.hearing import stories
from backend.journeys.words import asks_to_tell, changes_what_was_sent, move, speaks_of_help
from tests.journeys.worlds import (
    A_CHILDS,
    AT_RUTLAND,
    NOWHERE,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    typed,
)


def test_a_grievance_with_a_wish_answers_two_questions() -> None:
    words = "my social worker never came and I want to complain"
    first = begun(words)
    assert draft_of(first).answers == {"about_whom": "self", "what_happened": words}
    assert keys(first) == ["complaint.how_we_treat", "complaint.heard_story", "complaint.heard"]
    assert asks(first) == "role"


@pytest.mark.parametrize(
    "words",
    ["i want to complain", "I'd like to make a complaint please", "hello can i complain", "complaint"],
)
def test_a_bare_wish_is_no_story(words: str) -> None:
    assert draft_of(begun(words)).answers == {}


@pytest.mark.parametrize(
    "words", ["i want a new social worker", "i want my own room", "I would like an apology from my school"]
)
@pytest.mark.parametrize("intent", ["make_complaint", "say_what_happened"])
def test_what_is_wanted_said_first_is_kept_and_what_happened_is_still_to_tell(
    words: str, intent: str
) -> None:
    first = begun(words, intent)
    assert draft_of(first).answers["desired_outcome"] == words
    assert "what_happened" not in draft_of(first).answers
    assert "complaint.heard" in keys(first)


def test_what_is_wanted_said_at_the_read_back_is_kept() -> None:
    told = after(begun(), *A_CHILDS, typed("i want a new social worker", "make_complaint"))
    assert draft_of(told).answers["desired_outcome"] == "say sorry\n\ni want a new social worker"


@pytest.mark.parametrize(
    "words", ["i want to complain about my social worker", "a complaint about the council"]
)
def test_what_it_is_about_is_not_yet_what_happened(words: str) -> None:
    assert "what_happened" not in draft_of(begun(words)).answers


def test_what_happened_said_first_is_kept_word_for_word() -> None:
    words = "nobody rang bk n ive told them 3 times!!"
    first = begun(words, "say_what_happened")
    assert draft_of(first).answers["what_happened"] == words


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("I'm a foster carer and nobody answers me", {"role": "carer", "relationship": "foster_carer"}),
        ("my son's social worker never turns up", {"about_whom": "somebody_else", "role": "parent"}),
        ("im 15 and i want to complain", {"about_whom": "self", "role": "young_person", "age_band": "teen"}),
        ("I am 9 and my carer shouts", {"role": "young_person", "age_band": "child"}),
        ("i'm a care leaver and my PA ignores me", {"role": "care_leaver", "about_whom": "self"}),
        ("I am an advocate for a young person", {"role": "advocate", "about_whom": "somebody_else"}),
        ("Our foster child has no shoes", {"role": "carer", "about_whom": "somebody_else"}),
        ("I'm Priya, an independent advocate with VoiceUp", {"role": "advocate"}),
        ("i am asking for an advocate", {}),
        ("I am an IRO and nobody answers", {"role": "other", "relationship": "professional"}),
        ("as his nan I am worried", {"role": "other", "relationship": "grandparent"}),
        ("I want to complain for my 7 year old daughter", {"about_whom": "somebody_else", "role": "parent"}),
        ("my foster carers wont let me see mum", {"role": "young_person", "about_whom": "self"}),
        ("I have waited 15 days", {}),
    ],
)
def test_who_they_are_is_heard(words: str, heard: dict[str, str]) -> None:
    answers = draft_of(begun(words)).answers
    told = {id: answers.get(id) for id in ("about_whom", "role", "relationship", "age_band")}
    assert heard.items() <= {id: value for id, value in told.items() if value}.items()
    if not heard:
        assert set(told.values()) == {None}


def test_a_young_person_may_speak_up_for_a_friend() -> None:
    first = begun("I'm complaining for my friend, im 15")
    who = {"about_whom": "somebody_else", "role": "young_person", "age_band": "teen"}
    heard = {**who, "relationship": "friend"}
    assert {id: draft_of(first).answers.get(id) for id in heard} == heard
    assert asks(first) == "child_name"


def test_the_age_of_a_brother_is_not_ones_own() -> None:
    assert "age_band" not in draft_of(begun("my brother is 15 and they never visit him")).answers


def test_a_council_named_is_proposed_and_never_taken() -> None:
    first = begun("my social worker in Surrey never came", world=NOWHERE)
    assert "council" not in draft_of(first).answers
    at_council = after(first, pressed("young_person"), pressed("teen"), world=NOWHERE)
    asked = plan.question(draft_of(at_council), NOWHERE)
    assert (asked.key, asked.facts["council"]) == ("complaint.ask.council_confirm", "Surrey County Council")


def test_a_word_that_is_a_towns_name_too_proposes_nothing() -> None:
    assert draft_of(begun("they left me standing on the street", world=NOWHERE)).proposed == ()


def test_a_day_named_is_heard_with_its_words() -> None:
    when = draft_of(begun("my social worker never came on 3 November and I want to complain")).answers[
        "when_happened"
    ]
    assert when == {
        "words": "3 november",
        "from": "2026-11-03",
        "to": "2026-11-03",
        "over_a_year_ago": False,
    }


def test_two_days_named_are_asked_about() -> None:
    told = begun("she said 3 March and then 5 May and never came")
    assert "when_happened" not in draft_of(told).answers


def test_an_answer_to_a_later_question_is_heard_and_said_back() -> None:
    told = after(begun(), typed("it's for my son, he is in care"))
    assert draft_of(told).answers["role"] == "parent"
    assert keys(told) == ["complaint.heard"]
    assert asks(told) == "child_name"


def test_a_story_told_too_early_is_kept() -> None:
    words = "they moved me three times and nobody ever told me why it had to be"
    told = after(begun(), typed(words))
    assert draft_of(told).answers["what_happened"] == words
    assert asks(told) == "about_whom"


def test_a_button_says_nothing_but_itself() -> None:
    pressed_it = Understood(intent="make_complaint", confidence=1.0, choice={"intent": "make_complaint"})
    assert draft_of(plan.begin("complaint", pressed_it, AT_RUTLAND)).answers == {}


WANTS_NO_COMPLAINT = (
    "i dont want to do a complaint i just want it to stop",
    "I don't want to complain, I just want someone to help me",
    "not a complaint i just want them to stop moving me",
    "I do not want to make a complaint, I just want somebody to talk to about my son",
    "dont want a complaint just want my mum back",
    "im not complaining i just want them to listen",
    "this isnt a complaint i just need help with my son",
    "this is not a formal complaint but i need help",
    "I'm not trying to complain I just want to see my brother",
    "i don't really want to make a formal complaint",
    "we do not wish to complain, we want the contact to restart",
    "i dont wanna complain",
    "i dont want it to be a complaint",
    "no i just want help not complain",
)
WANTS_OR_HAS_ONE = (
    "i want to complain",
    "i dont want to make a big complaint just a small one",
    "i dont need a formal complaint i want an informal one",
    "not a formal complaint, just an informal one please",
    "im not here to make a big complaint only a little complaint",
    "i dont want a formal complaint but i want one about my carer",
    "i dont want to complain any more",
    "i dont want this complaint anymore",
    "i dont want to complain about my foster carer its my social worker",
    "i dont want my complaint to go to her",
    "i dont want them to know i complained",
    "i dont know how to complain",
    "i dont want it to be the same as my last complaint",
    "i just want them to listen not complain about me",
    "she does not want to complain but i do",
    "my son doesnt want to make a complaint",
    "what if i dont want to complain",
    "do i have to make a complaint",
    "why is it not a complaint",
    "they said it is not a complaint",
    "they told me not to complain",
    "it is not the complaint i sent",
)


@pytest.mark.parametrize("words", WANTS_NO_COMPLAINT)
def test_whoever_wants_no_complaint_is_heard(words: str) -> None:
    assert stories.wants_no_complaint(words)


@pytest.mark.parametrize("words", WANTS_OR_HAS_ONE)
def test_whoever_has_complained_or_speaks_of_others_may_want_one(words: str) -> None:
    assert not stories.wants_no_complaint(words)


def test_in_the_middle_of_a_complaint_whoever_wants_none_is_told_who_helps_and_may_stop() -> None:
    words = "i dont want to do a complaint i just want it to stop"
    wanted = after(begun(), pressed("self"), typed(words))
    assert keys(wanted) == ["contact.person.childline"]
    assert asks(wanted) == "stop"
    assert draft_of(wanted).answers["what_happened"] == words
    assert asks(after(wanted, typed("go on"))) == "role"


NO_LONGER = (
    "no i dont wanna complain any more my foster carer told me to leave it",
    "i dont want to complain any more",
    "i don't want this complaint anymore",
    "we do not want to complain about it after all",
)


@pytest.mark.parametrize("words", NO_LONGER)
def test_whoever_no_longer_wants_their_complaint_may_stop_it_and_loses_nothing(words: str) -> None:
    told = draft_of(after(begun(), pressed("self")))
    for at in (told, plan.hold(told, "he shouts at me")):
        wanted = plan.step(at, typed(words), AT_RUTLAND)
        assert (asks(wanted), draft_of(wanted).held) == ("stop", at.held)


@pytest.mark.parametrize(
    "words",
    [
        "i dont want her to complain about me any more",
        "they dont want me to complain any more",
        "why dont i want to complain any more",
        "i dont want them to move me any more",
    ],
)
def test_what_others_no_longer_want_is_no_such_wish(words: str) -> None:
    assert not stories.complains_no_longer(words)


@pytest.mark.parametrize(
    ("words", "deletes"),
    [
        ("can you delete what i said", True),
        ("please delete everything i told you", True),
        ("i want to delete my answers", True),
        ("they deleted what i said", False),
        ("can you delete what she wrote about me", False),
        ("i want them to delete what i said to the police", False),
    ],
)
def test_that_what_was_said_here_is_deleted_is_asked_about(words: str, deletes: bool) -> None:
    assert (move(words) == "delete") == deletes


def test_a_long_story_that_begins_so_is_a_story() -> None:
    words = "i dont want to complain but " + "nobody came to see me and they did not ring " * 3
    told = after(begun(), *A_CHILDS[:4], typed(words))
    assert draft_of(told).answers["what_happened"] == words
    assert asks(told) != "stop"


@pytest.mark.parametrize(
    "words",
    [
        "can i tell you what happened with my placement",
        "let me tell you what happened",
        "can I tell you something",
        "i want to tell you about my carer",
    ],
)
def test_whoever_asks_to_tell_may(words: str) -> None:
    assert asks_to_tell(words)


@pytest.mark.parametrize(
    "words", ["can i tell you when she comes", "can you tell me what happened", "they never let me tell"]
)
def test_other_words_of_telling_ask_nothing_of_it(words: str) -> None:
    assert not asks_to_tell(words)


@pytest.mark.parametrize(
    "words",
    ["I want to change something in the complaint I sent", "i want to change what i wrote in my complaint"],
)
def test_what_was_sent_before_is_looked_for_to_be_changed(words: str) -> None:
    assert changes_what_was_sent(words)


def test_a_wish_for_a_visit_speaks_of_no_help() -> None:
    assert not speaks_of_help("i am 8 and i want my social worker to come and see me")
    assert speaks_of_help("i want somebody on my side")

"""What people wonder about is known by the words of the question, whatever the model took it for."""

from __future__ import annotations

import pytest

from backend.journeys import information, plan
from backend.journeys.draft import Draft, Inform
from tests.journeys.test_information import COUNCILS, told
from tests.journeys.worlds import AT_RUTLAND, after, asks, begun, draft_of, pressed, typed

WONDERED = {
    "what_may_come": (
        "can i get compensation",
        "will i get an apology",
        "can i get money back",
        "can i get my pocket money back",
        "can i ask her to say sorry",
        "will they pay me compensation for this?",
        "what can i get out of this",
        "will it make a difference",
        "what difference will it make",
        "will anything change if i complain",
        "whats the point",
        "is it worth complaining",
    ),
    "the_worker": (
        "will she get sacked",
        "will my foster carer get in trouble",
        "does the worker get in trouble",
        "will he lose his job",
        "what will happen to my social worker",
        "what will they do to her",
        "will they sack my social worker",
        "could she be suspended",
    ),
    "proof": (
        "do i need proof",
        "do i need evidence",
        "what if its my word against hers",
        "can i send photos",
        "can i upload screenshots",
        "how do i send you the emails",
        "can i draw a picture instead",
        "can i send a voice note",
        "can i record the meeting with my social worker",
        "can i record her",
    ),
    "another_worker": (
        "can i have a different social worker",
        "can i get a new social worker i hate mine",
        "can i change social worker",
        "can i get a new foster carer",
        "how do i get a different pa",
        "do i still have to see her",
        "do i have to see my social worker",
        "can she still be my social worker while they look",
    ),
    "on_file": (
        "will this go on my record",
        "will it be on my file forever",
        "will they put it in my file",
        "does this go on my sons file",
    ),
    "how_to_write": (
        "is there a word limit",
        "is it ok if my spelling is bad",
        "i cant spell very good is that ok",
        "where do i start",
        "how much do i have to write",
        "can i swear",
        "do i have to name people",
        "do i have to say her name",
        "do i have to write it all now",
        "what do i write",
    ),
    "why_decided": (
        "can i see my brother more",
        "why cant i live with my nan",
        "why do i have a social worker",
        "why cant i see my mum",
        "why was i moved",
        "when can i go home",
        "what happens to my daughter while you investigate",
    ),
    "how_they_answer": (
        "do i get a letter",
        "how will they tell me",
        "do i have to go to a meeting",
        "will they come to my house",
        "will they call me",
    ),
    "worker": ("will they talk to my social worker", "do they have to ask the social worker about it"),
    "elsewhere": (
        "what can i NOT complain about",
        "what cant i complain about",
        "what is not covered",
        "can i complain about a section 47 investigation",
        "can i appeal the child protection plan",
    ),
    "relatives": ("Can a grandparent complain?", "can a teacher make a complaint"),
    "parents": ("can a foster carer complain about the council", "Can an adopter complain"),
    "which_council": (
        "i live in surrey but the social worker is from bexley, who do i complain to",
        "which council do i complain to",
    ),
    "no_name": ("do i have to tell you who i am", "do i have to give my real name"),
    "for_somebody": ("what if my daughter says no", "what if my son doesnt want me to complain"),
    "trouble": (
        "will my benefits be affected",
        "will they stop my allowance if i complain",
        "what happens to my kids if i complain",
    ),
    "working_day": ("does christmas count", "do bank holidays count"),
    "another_way": (
        "im deaf, can i do this in sign language",
        "im deaf can i still use this",
        "i cant read very well",
    ),
    "post": ("where do i post it", "can i write you a letter", "can i send you a letter"),
    "stage1": ("can they make it longer", "can they take more time than 10 days"),
    "time_to_go_on": (
        "how long have i got to ask for stage 2",
        "when do i have to ask for stage 2 by",
        "is there a time limit on going to stage 2",
    ),
    "ombudsman": (
        "how long have i got to go to the ombudsman",
        "is there a time limit for going to the ombudsman",
    ),
    "which_one": ("how long til i get an advocate", "can my advocate be a woman"),
    "upheld": ("what does upheld mean", "whats partly upheld"),
}


@pytest.mark.parametrize("heard", ["nlu_fallback", "ask_my_data", "make_complaint", "ask_deadline"])
@pytest.mark.parametrize(
    ("text", "name"), [(text, name) for name, texts in WONDERED.items() for text in texts]
)
def test_what_is_wondered_about_is_answered_whatever_was_heard(text: str, name: str, heard: str) -> None:
    about = information.asked_surely(text)
    assert about is not None
    intent = heard if heard in information.INFORMATION else about
    assert told(text, intent)[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "what happens next",
        "who sees this",
        "when will they answer",
        "how do i make a complaint",
        "can i complain about my social worker",
        "i want a different social worker",
        "i want an apology",
        "why wont she apologise",
        "she never said sorry",
        "my social worker never comes",
        "i dont want to get her in trouble",
        "why do you need my name",
        "can i see my complaint",
        "can i see whats in my file",
        "why cant i see my file",
        "can i have a different advocate",
        "can i have a copy of the letter",
        "will you tell my social worker",
        "why is it taking so long",
        "what happens at a panel",
        "what can i complain about",
        "how long does stage 2 take",
        "can you help me write it",
        "is my brother coming",
        "can i change the placement bit",
        "can they change my social worker without telling me",
        "how do i prove who i am",
        "can we get money for a solicitor",
        "they said they would take my allowance, can they",
        "they never let me see my brother and he cries every time i ring him",
    ],
)
def test_other_words_wonder_about_none_of_it(text: str) -> None:
    assert information.asked_surely(text) is None


@pytest.mark.parametrize("text", ["can i have a different social worker", "why cant i live with my nan"])
def test_what_may_be_complained_about_goes_along_with_the_button_that_begins(text: str) -> None:
    about = information.asked_surely(text)
    ways = information.answer(typed(text, str(about)), COUNCILS[-1])[-1].choices
    begins = next(way for way in ways if way.title == "session.choice.complain")
    assert begins.means == {"intent": "start", "journey": "complaint", "words": text}


@pytest.mark.parametrize(
    "text", ["is it ok if my spelling is bad", "is there a word limit", "what do i write", "do i need proof"]
)
def test_who_asks_how_to_tell_it_has_not_told_it(text: str) -> None:
    at_the_story = after(begun(), pressed("self"), pressed("young_person"), pressed("child"), pressed("yes"))
    assert asks(at_the_story) == "what_happened"
    step = after(at_the_story, typed(text))
    assert isinstance(step.effect, Inform)
    assert asks(step) == "what_happened"


def test_a_wish_in_the_words_of_a_question_is_what_is_wished_for() -> None:
    wish = "can i have a different social worker"
    a_wish = Draft("complaint", {"what_happened": "she shouts at me"}, asking="desired_outcome")
    told = plan.step(a_wish, typed(wish), AT_RUTLAND)
    assert draft_of(told).answers["desired_outcome"] == wish


@pytest.mark.parametrize(
    "text", ["do i still have to see her", "will she get sacked", "is there a word limit"]
)
def test_a_question_beside_the_one_that_is_asked_is_answered(text: str) -> None:
    step = after(begun(), typed(text))
    assert isinstance(step.effect, Inform)
    assert asks(step) == "about_whom"

"""What people wonder about is known by the words of the question, whatever the model took it for."""

from __future__ import annotations

import pytest

from backend.journeys import information, plan
from backend.journeys.draft import Draft, Inform
from tests.journeys.test_information import COUNCILS, told
from tests.journeys.worlds import AT_RUTLAND, after, asks, begun, draft_of, pressed, typed

WONDERED = {
    "alone": (
        "im 17 can i do this without my parents",
        "can a 16 year old complain without there mum",
        "can my mum stop me complaining",
        "do i need my social workers permission",
        "do i need a grown up to do it",
        "im 15 do i need an adult",
        "does my carer have to agree",
        "is it ok to do this by myself",
    ),
    "entitled": (
        "what are my rights in a childrens home",
        "what rights do kids in care have",
        "do i get a say in where i live",
        "can staff go in my room without asking",
        "are they allowed to lock the kitchen",
        "is it legal for them to search my bag",
        "they took my phone off me is that allowed",
        "am i allowed to see my sister on my birthday",
        "what do i get when i leave care",
        "does my PA have to see me every 8 weeks",
        "do i still get a PA after 21",
        "am i a care leaver if i was only in care 6 months",
        "can i challenge my age assessment",
        "they say im 18 but im 16 can i complain about the age assessment",
    ),
    "no_answer_to_that": (
        "what is a placement order",
        "what is mash",
        "what does viability assessment mean",
        "can my mum come to the case conference with me",
    ),
    "section_20": ("what is section 20",),
    "review": ("when is my next review",),
    "other_body": (
        "who is ofsted can i tell them",
        "how do i complain about a cafcass officer",
        "what is the children's commissioner",
        "can i write to my mp",
        "can i complain about the home office",
    ),
    "approval": (
        "my foster approval was taken away can i complain here",
        "can i complain about not being approved as a foster carer",
    ),
    "home_office": (
        "do u tell the home office",
        "does the home office see this",
        "will immigration find out, do you tell the home office",
        "will this mess up my asylum case",
    ),
    "law_help": (
        "can i take them to court",
        "can we sue the council",
        "how do i get a solicitor for my asylum",
        "can i have a solicitor with me",
        "can my solicitor get the reply instead",
        "can i claim legal aid for care proceedings",
    ),
    "court_order": (
        "can you get my kids back",
        "can i get my son back through this",
        "can u get him back for me",
        "will this get my children returned",
        "can a complaint stop the adoption",
        "can the panel give me my child back",
        "does complaining stop the court case",
    ),
    "copy": ("will i get a copy", "can i print it", "how will i know you got it"),
    "adults": ("can i get an advocate as a parent", "can parents have an advocate"),
    "withdraw": ("is it too late to stop it", "am i too late to withdraw"),
    "come_back": ("do i have to send it now", "do i have to finish this today"),
    "what_may_come": (
        "what can they do to make it right",
        "what can i ask for",
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
        "what if no one believes me",
        "will they believe me over the staff",
        "what if staff say it didnt happen",
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
        "can i speak to my brother",
        "can i talk to my sister on the phone",
        "can i ring my mum when i want",
        "can i text my old foster carer",
        "can i have my phone at night",
        "when can i go home",
        "what happens to my daughter while you investigate",
        "do i have to move",
        "can i stay where i am",
    ),
    "how_they_answer": (
        "do i get a letter",
        "how will they tell me",
        "do i have to go to a meeting",
        "will they come to my house",
        "will they call me",
        "do i have to meet the investigator",
        "do they have to talk to me",
        "can i bring someone when they meet me",
        "can my carer come to the meeting with me",
    ),
    "carer": ("can they speak to my dad", "can they talk to my mum about it", "will the council ring my nan"),
    "confidentiality": ("who can they talk to", "who will they speak to about it"),
    "worker": ("will they talk to my social worker", "do they have to ask the social worker about it"),
    "elsewhere": (
        "what can i NOT complain about",
        "what cant i complain about",
        "what is not covered",
        "can i complain about a section 47 investigation",
        "can i appeal the child protection plan",
    ),
    "relatives": (
        "Can a grandparent complain?",
        "can a teacher make a complaint",
    ),
    "helped": ("can my friend help me do it", "can my teacher help me"),
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
        "will i lose my placement if i complain",
        "if i complain will they chuck me out",
        "can i get evicted for complaining",
        "can i be made homeless because i complained",
    ),
    "working_day": ("does christmas count", "do bank holidays count", "is boxing day a working day"),
    "another_way": (
        "im deaf, can i do this in sign language",
        "im deaf can i still use this",
        "i cant read very well",
        "can you read this out loud",
        "can i bring my support dog",
        "can i have someone who uses makaton",
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
        "can i speak to someone",
        "can i talk to the team about my brother",
        "can i ring you",
        "can i text you instead",
        "can my mum ring you",
        "can they talk to my mum for me",
        "can i speak to my mum before i send it",
        "who can i talk to",
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
        "can i complain without my social worker knowing",
        "do i need my sons permission",
        "am i allowed to complain",
        "are they allowed to take this long",
        "they allowed my son to go home",
        "i know my rights",
        "are you allowed to tell my mum",
        "are they allowed to read what i write",
        "is my mum allowed to see this",
        "what is an adjudicating officer",
        "what is an IO",
        "what is a working day",
        "what is going on",
        "whats a good time to ring",
        "who is my independent person",
        "they never gave me my pathway plan",
        "my solicitor will see this",
        "do i need a solicitor",
        "can he get back to school",
        "why did the court take him",
        "can you stop the adoption until my complaint is answered",
        "they moved me because my carer was ill",
        "can you get back to me",
        "is it too late to complain",
        "can i write in arabic",
        "can you read it back to me",
        "where is my home office letter",
        "am i allowed to tell you a secret",
        "what happens if i lie",
        "can we have a meeting instead",
        "will someone come with me to the meeting",
        "can somebody help me write it",
        "no i dont need help i can do it by myself",
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
    "text",
    [
        "is it ok if my spelling is bad",
        "is there a word limit",
        "what do i write",
        "do i need proof",
        "do i need my mums permission",
        "does the home office see this",
        "what is section 20",
        "will i get a copy",
        "can my friend help me do it",
        "is it too late to stop it",
    ],
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


@pytest.mark.parametrize("text", ["what is a care order", "can you get my kids back", "do i need an adult"])
def test_what_is_wondered_about_is_answered_within_a_form_and_the_question_stays(text: str) -> None:
    step = after(begun(), typed(text))
    assert isinstance(step.effect, Inform)
    assert asks(step) == "about_whom"


@pytest.mark.parametrize(
    "told_of",
    [
        "they took my phone off me is that allowed",
        "can staff just go in my room without asking",
        "my pa said the home office would find out",
    ],
)
def test_what_may_have_happened_stays_a_part_of_the_story(told_of: str) -> None:
    at_the_story = after(begun(), pressed("self"), pressed("young_person"), pressed("child"), pressed("yes"))
    step = after(at_the_story, typed(told_of))
    assert told_of in str(draft_of(step).answers["what_happened"])

"""A name is what somebody is called: not what is said in its place, nor the question that stands behind."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from backend.journeys import one_more, plan, withholding
from backend.journeys.draft import Inform, Step, Understood
from tests.journeys.worlds import A_CHILDS, ADVISED, after, asks, begun, draft_of, keys, pressed, typed

ASKED_THEIR_NAME = after(begun(world=ADVISED), *A_CHILDS[:10], world=ADVISED)
A_MOTHER = after(begun(world=ADVISED), pressed("somebody_else"), pressed("parent"), world=ADVISED)


def _says(told: Step, words: str) -> Step:
    return after(told, typed(words, confidence=0.0), world=ADVISED)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("call me Jay not jason", "Jay"),
        ("its jay but my real name is jason", "jay"),
        ("my names jason but i go by jay", "jay"),
        ("Jason but everyone calls me Jay", "Jay"),
        ("i go by Jay", "Jay"),
        ("u can call me J", "J"),
        ("just Jo please", "Jo"),
        ("Ida Rathernot", "Ida Rathernot"),
        ("Noah Rather", "Noah Rather"),
        ("Will", "Will"),
        ("May", "May"),
        ("Will May", "Will May"),
        ("will", "will"),
        ("my name is Why", "Why"),
        ("Jason (Jay)", "Jason (Jay)"),
    ],
)
def test_what_they_go_by_is_kept(words: str, name: str) -> None:
    step = _says(ASKED_THEIR_NAME, words)
    assert (draft_of(step).answers["name"], asks(step)) == (name, "contact_method")


@pytest.mark.parametrize(
    "words",
    [
        "u dont need it",
        "you don't need to know my name",
        "id rather not",
        "i'd rather not say my name",
        "prefer to remain anonymous",
        "anonymous please",
        "none of your business mate",
        "nope not telling",
        "i dont wanna",
        "i wont tell you",
        "leave it blank",
        "keep it private",
        "maybe later",
        "it doesnt matter",
        "call me whatever you like",
        "no way",
    ],
)
def test_who_would_rather_not_tell_it_has_passed_it_over(words: str) -> None:
    assert withholding.declines(words) or plan.plain_answer(draft_of(ASKED_THEIR_NAME), words, ADVISED)
    step = _says(ASKED_THEIR_NAME, words)
    assert ("name" in draft_of(step).answers, asks(step)) == (False, "contact_method")
    child = _says(A_MOTHER, words)
    assert ("child_name" in draft_of(child).answers, asks(child)) == (False, "child_is")


@pytest.mark.parametrize(
    "words",
    ["why do u need that", "whats it to you", "do i have to", "can i skip this", "is that needed", "why tho"],
)
def test_who_asks_what_it_is_for_is_told(words: str) -> None:
    step = _says(ASKED_THEIR_NAME, words)
    assert ("complaint.why.name" in keys(step), asks(step)) == (True, "name")


@pytest.mark.parametrize(
    "words",
    [
        "its about me too",
        "about me",
        "ask my mum",
        "same as before",
        "they know it",
        "will it make them move me",
        "im scared they will tell her",
        "will i get in trouble",
        "may they move me",
        "will they move me",
    ],
)
def test_what_is_no_name_is_asked_again(words: str) -> None:
    step = _says(ASKED_THEIR_NAME, words)
    assert ("name" in draft_of(step).answers, asks(step)) == (False, "name")


@pytest.mark.parametrize(
    ("words", "names", "told"),
    [
        ("Alfie and Mia. who will see this?", "Alfie and Mia", "session.who_sees_this"),
        ("Alfie and Mia, who will see this", "Alfie and Mia", "session.who_sees_this"),
        ("who will see this? Alfie and Mia", "Alfie and Mia", "session.who_sees_this"),
        ("Alfie why do you need it", "Alfie", "complaint.why.child_name"),
        ("Alfie, can i leave out the surname?", "Alfie", "complaint.why.child_name"),
        ("Alfie. is it confidential?", "Alfie", "ask_confidentiality"),
        ("Alfie and Mia. how long does it take?", "Alfie and Mia", "ask_deadline"),
    ],
)
def test_a_question_beside_a_name_is_answered_and_the_name_kept(words: str, names: str, told: str) -> None:
    step = _says(A_MOTHER, words)
    assert (draft_of(step).answers["child_name"], asks(step)) == (names, "child_is")
    informed = step.effect.intent if isinstance(step.effect, Inform) else None
    assert told in (*keys(step), informed)


def test_a_question_beside_a_button_s_words_is_answered_too() -> None:
    to_role = after(begun(), pressed("somebody_else"))
    step = _says(to_role, "im a parent. what is an advocate?")
    assert draft_of(step).answers["role"] == "parent"
    assert isinstance(step.effect, Inform)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("you missed Alfie", "Alfie"),
        ("you missed alfie", "alfie"),
        ("you forgot about Sam too", "Sam"),
        ("You missed Tom, he is 4", "Tom"),
        ("you left out Tom and Mia", "Tom and Mia"),
        ("there's a third one, Mia", "Mia"),
        ("theres a third one mia", "mia"),
        ("there is one more: Ella who is 4", "Ella"),
        ("i've got another daughter, her name is Ava", "Ava"),
        ("theres also Mia", "Mia"),
        ("i forgot Tom", "Tom"),
        ("I forgot Lilly, put her down as well", "Lilly"),
        ("i forgot Sam. can you add him to the list please", "Sam"),
        ("you missed Poppy's name", "Poppy"),
        ("can you add Mia to the list", "Mia"),
        ("what about Mia?", "Mia"),
        ("and Mia too", "Mia"),
    ],
)
def test_a_child_who_was_not_named_is_heard(words: str, names: str) -> None:
    assert one_more.left_out(words, beside=True) == names


@pytest.mark.parametrize(
    "words",
    [
        "you missed the point",
        "you missed my appointment",
        "you forgot to ask",
        "you left me out",
        "you missed something",
        "i forgot my name",
        "i missed school",
        "I forgot my phone, put it down",
        "there is a problem",
        "theres a social worker called Sarah",
        "I forgot to say Tom hits me",
        "I have two kids",
        "add that they lied",
        "and they lied",
        "me too",
        "no Mia",
    ],
)
def test_what_else_is_left_out_is_no_child(words: str) -> None:
    assert one_more.left_out(words, beside=True) is None


@pytest.mark.parametrize(
    "words",
    ["There's a boy called Kai and he is loud", "there's a third one, Mia", "i forgot Tom", "and Mia"],
)
def test_in_a_story_only_who_was_left_out_by_us_is_heard(words: str) -> None:
    assert one_more.left_out(words, beside=False) is None


TWO = (typed("Alfie and Mia"), pressed("looked_after"), pressed("same"), pressed("yes"), pressed("same"))


@pytest.mark.parametrize("words", ["you missed Tom", "there's a third one, Tom", "and Tom too"])
@pytest.mark.parametrize(
    "told", [TWO, (*TWO, pressed("yes"), typed("they moved them all"), pressed("no"))], ids=["council", "day"]
)
def test_what_is_asked_of_each_is_asked_of_one_more_alone(told: Sequence[Understood], words: str) -> None:
    step = after(A_MOTHER, *told, typed(words), world=ADVISED)
    assert "session.changed" in keys(step)
    assert asks(step) == "child_is"
    done = after(step, pressed("in_need"), pressed("not_asked"), world=ADVISED)
    counted = plan.told_answers(draft_of(done))
    assert counted["children"] == [
        {"name": "Alfie", "child_is": "looked_after", "child_agrees": "yes"},
        {"name": "Mia", "child_is": "looked_after", "child_agrees": "yes"},
        {"name": "Tom", "child_is": "in_need", "child_agrees": "not_asked"},
    ]


def test_one_alone_becomes_two() -> None:
    one = (typed("Alfie"), pressed("looked_after"), pressed("yes"))
    step = after(A_MOTHER, *one, typed("you missed Mia"), pressed("in_need"), pressed("no"), world=ADVISED)
    assert plan.told_answers(draft_of(step))["children"] == [
        {"name": "Alfie", "child_is": "looked_after", "child_agrees": "yes"},
        {"name": "Mia", "child_is": "in_need", "child_agrees": "no"},
    ]


def test_who_is_named_already_is_known() -> None:
    step = after(A_MOTHER, *TWO, typed("you missed Mia"), world=ADVISED)
    assert "complaint.known_already" in keys(step)
    assert draft_of(step).answers["child_name"] == "Alfie and Mia"


def test_a_place_is_no_child() -> None:
    step = after(A_MOTHER, *TWO, typed("and Surrey"), world=ADVISED)
    assert draft_of(step).answers["child_name"] == "Alfie and Mia"


@pytest.mark.parametrize(
    "words",
    [
        "can i be anonymous",
        "can i stay anonymous?",
        "is it ok to do this anonymously",
        "how do i stay anonymous",
        "what if i dont want to give my name",
    ],
)
def test_who_asks_whether_they_may_stay_unnamed_is_answered_and_asked_again(words: str) -> None:
    step = _says(ASKED_THEIR_NAME, words)
    assert (step.effect, asks(step)) == (Inform("ask_who_can_complain"), "name")


@pytest.mark.parametrize(
    ("words", "name", "plea"),
    [
        ("Keira. can you not tell my foster carer", "Keira", "can you not tell my foster carer"),
        ("lily. please dont tell my foster mum", "lily", "please dont tell my foster mum"),
        ("kofi, dont tell my carers", "kofi", "dont tell my carers"),
        ("its kofi but my carer cant know", "kofi", "my carer cant know"),
        ("jayden but dont write to the home", "jayden", "dont write to the home"),
        ("Sam, don't want my mum finding out", "Sam", "don't want my mum finding out"),
        ("Jay. dont ring me at home", "Jay", "dont ring me at home"),
        ("please dont tell my mum", None, "please dont tell my mum"),
        ("i dont want my mum to know", None, "i dont want my mum to know"),
    ],
)
def test_who_must_not_know_is_kept_beside_the_name_and_in_its_place(
    words: str, name: str | None, plea: str
) -> None:
    step = _says(ASKED_THEIR_NAME, words)
    answers = draft_of(step).answers
    assert (answers.get("name"), answers.get("safe_to_contact")) == (name, plea)
    assert "complaint.heard" in keys(step)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Amy Dont", "Amy Dont"),
        ("Will Can", "Will Can"),
        ("Noah Keep", "Noah Keep"),
        ("Smith, Will", "Smith, Will"),
        ("leah i told you", "leah"),
        ("call me Jay not jason", "Jay"),
        ("they never told me before", None),
        ("why dont you tell my mum", None),
        ("what if i dont want the social worker to know its me", None),
    ],
)
def test_a_name_or_a_question_is_no_plea(words: str, name: str | None) -> None:
    answers = draft_of(_says(ASKED_THEIR_NAME, words)).answers
    assert (answers.get("name"), "safe_to_contact" in answers) == (name, False)


def test_who_asks_beside_their_name_whom_it_is_told_is_answered() -> None:
    step = _says(ASKED_THEIR_NAME, "Kofi. will they tell my mum?")
    assert (draft_of(step).answers["name"], keys(step)) == ("Kofi", ["complaint.sees.reach"])

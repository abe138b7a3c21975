"""Another advocate, or none any more, is asked for as that, also where there is no case."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.advocate import asked_of_an_advocate, for_another, wants_another
from backend.journeys.draft import Inform, Step
from backend.journeys.path import told_answers
from backend.journeys.reaching import asks_for_an_advocate
from tests.journeys.lives import with_case
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, after, asks, begun, draft_of, keys, pressed, typed

ASKED = [
    ("change", "I want a different advocate"),
    ("change", "can i have another advocate"),
    ("change", "change my advocate"),
    ("change", "id like a new advocate please"),
    ("change", "i dont like my advocate"),
    ("change", "I need somebody else as my advocate"),
    ("change", "can i swap my advocate"),
    ("change", "different advocate please"),
    ("change", "hi, i really need a new advocate, mine never comes"),
    ("change", "my advocate left so i need another advocate"),
    ("change", "my son wants a different advocate"),
    ("change", "could you find me another advocate"),
    ("change", "please get me a new advocate"),
    ("change", "I would like to change to a different advocate"),
    ("change", "I'm asking for another advocate"),
    ("stop", "stop my advocate"),
    ("stop", "I don't want my advocate any more"),
    ("stop", "please stop seeing my advocate"),
    ("stop", "get rid of my advocate"),
    ("stop", "i dont want an advocate any more"),
    (None, "i want an advocate"),
    (None, "i dont want an advocate"),
    (None, "my new advocate is great"),
    (None, "my advocate wants a different social worker"),
    (None, "they stopped my advocate from coming"),
    (None, "i dont want my advocate to see this"),
    (None, "i had another advocate before"),
    (None, "my social worker changed my advocate"),
    (None, "the new advocate never came"),
    (None, "i have a new advocate and my social worker ignores her"),
    (None, "we got another advocate and they still wont let me see my mum"),
    (None, "he is a new advocate and he hit me"),
    (None, "i had a different advocate and she was nice"),
    (None, "i asked for another advocate and nobody came"),
    (None, "they gave me another advocate without asking"),
    (None, "my social worker wants another advocate for me"),
    (None, "she said i need a new advocate and shouted at me"),
    (None, "i like the new advocate"),
    (None, "i get a new advocate every month and they never know me"),
    (None, "i dont need another advocate"),
    (None, "i want my new advocate to come"),
    (None, "stop my complaint"),
]


@pytest.mark.parametrize(("asked", "text"), ASKED)
def test_what_is_asked_of_an_advocate_there_is(asked: str | None, text: str) -> None:
    assert asked_of_an_advocate(text) == asked


@pytest.mark.parametrize(
    ("text", "asked", "check"),
    [
        ("i want a different advocate", "change", "advocate.ask.check_change"),
        ("i dont need my advocate now", "stop", "advocate.ask.check_stop"),
    ],
)
def test_without_a_case_it_is_read_back_and_kept_as_that(text: str, asked: str, check: str) -> None:
    begun = plan.begin("advocate_request", typed(text, "request_advocate"), AT_RUTLAND)
    assert asks(begun) == "has_case"
    stands = after(begun, pressed("no"), typed("yes", "affirm"), pressed("self"))
    for _ in range(6):
        stands = stands if asks(stands) == "check_answers" else after(stands, typed("skip", "skip"))
    assert told_answers(draft_of(stands))["advocate_ask"] == asked
    assert plan.question(draft_of(stands), AT_RUTLAND).key == check


def test_who_asks_for_one_without_a_case_is_asked_nothing_of_another() -> None:
    begun = plan.begin("advocate_request", typed("i want an advocate", "request_advocate"), AT_RUTLAND)
    stands = after(begun, pressed("no"), typed("yes", "affirm"), pressed("self"))
    assert "advocate_ask" not in told_answers(draft_of(stands))


def test_where_one_is_on_the_case_it_is_not_asked_again_what_is_wanted() -> None:
    world = with_case("new", advocate="appointed")
    begun = plan.begin("advocate_request", typed("i want a different advocate", "request_advocate"), world)
    assert draft_of(begun).answers["advocate_ask"] == "change"
    assert asks(begun) != "advocate_ask"


A_BOY_ASKED = (
    pressed("self"),
    pressed("young_person"),
    pressed("teen"),
    pressed("yes"),
    typed("they shout at me"),
    pressed("no"),
    typed("last week"),
    pressed("staff"),
    typed("say sorry please"),
)


@pytest.mark.parametrize(
    "words",
    [
        "i have one already",
        "ive got an advocate already called Dionne",
        "i already got one, Dionne from nyas",
        "no thanks we have one",
        "Dionne is already my advocate",
        "my advocate is Dionne",
        "got one already thanks",
        "there is already one, she is called Bea",
    ],
)
def test_whoever_has_one_already_is_asked_for_none_and_the_team_reads_who_it_is(words: str) -> None:
    told = after(begun(), *A_BOY_ASKED, typed(words, "request_advocate", 0.5))
    answers = draft_of(told).answers
    assert answers["wants_advocate"] == "no"
    assert words in str(answers["what_happened"])
    assert "complaint.added" in keys(told)


@pytest.mark.parametrize(
    ("words", "wants"),
    [
        ("i have one but i want a different one", None),
        ("no", "no"),
        ("not now", "no"),
        ("yes i want one", "yes"),
        ("have i got one already?", None),
    ],
)
def test_what_says_of_none_that_it_is_there_adds_nothing(words: str, wants: str | None) -> None:
    answers = draft_of(after(begun(), *A_BOY_ASKED, typed(words))).answers
    if wants is not None:
        assert answers.get("wants_advocate") == wants
        assert words not in str(answers["what_happened"])


@pytest.mark.parametrize("had", ["asked", "appointed"])
@pytest.mark.parametrize(
    "words",
    [
        "i want a difrent lady to help me not the same one",
        "actually can she have a different advocate the one they gave doesnt sign",
        "can someone else help me instead",
        "another one please",
    ],
)
def test_another_is_asked_for_in_other_words_and_at_its_question(words: str, had: str) -> None:
    world = with_case("new", advocate=had)
    first = plan.begin("advocate_request", typed(words, "request_advocate"), world)
    assert draft_of(first).answers["advocate_ask"] == "change"
    asked = plan.begin("advocate_request", typed("i want an advocate", "request_advocate"), world)
    assert asks(asked) == "advocate_ask"
    told = after(asked, typed(words), world=world)
    assert draft_of(told).answers["advocate_ask"] == "change"


@pytest.mark.parametrize(
    "words", ["i still want one", "i dont want another one", "she said i need a different one", "remind them"]
)
def test_no_other_one_is_wanted(words: str) -> None:
    assert not wants_another(words)


@pytest.mark.parametrize(
    ("words", "another"),
    [
        ("can mia have an advocate please", True),
        ("could he get an advocate", True),
        ("for mia, i said", True),
        ("its for Alfie please", True),
        ("can i have an advocate", False),
        ("can someone have an advocate", False),
        ("can my mum have an advocate", False),
        ("for me please", False),
        ("for now", False),
    ],
)
def test_somebody_named_is_whom_it_is_for(words: str, another: bool) -> None:
    assert for_another(words) == another


@pytest.mark.parametrize("words", ["can mia have an advocate please", "can she have an advocate"])
def test_who_named_whom_it_is_for_is_not_asked_that(words: str) -> None:
    world = with_case("new", role="parent")
    first = plan.begin("advocate_request", typed(words, "request_advocate"), world)
    assert draft_of(first).answers["about_whom"] == "somebody_else"
    asked = plan.begin("advocate_request", typed("i want an advocate", "request_advocate"), world)
    assert asks(asked) == "about_whom"
    told = after(asked, typed("for mia, i said"), world=world)
    assert draft_of(told).answers["about_whom"] == "somebody_else"


def _after_not_now(question: str) -> Step:
    """A child's complaint in which an advocate was put off, at a later question."""
    step = begun()
    for said in (*A_CHILDS[:9], pressed("no"), *A_CHILDS[10:]):
        if asks(step) == question:
            break
        step = after(step, said)
    assert (asks(step), draft_of(step).answers["wants_advocate"]) == (question, "no")
    return step


@pytest.mark.parametrize(
    "text",
    [
        "i want an advocate",
        "i do want an advocate",
        "can i have an advocate",
        "actually yes i want an advocate",
        "could i get an advocate please",
    ],
)
@pytest.mark.parametrize("question", ["name", "contact_method", "check_answers"])
def test_one_can_be_asked_for_after_it_was_put_off(question: str, text: str) -> None:
    told = after(_after_not_now(question), typed(text, "request_advocate"))
    assert draft_of(told).answers["wants_advocate"] == "yes"
    assert (keys(told), asks(told)) == (["complaint.heard"], question)


@pytest.mark.parametrize(
    "text",
    [
        "can my mate be my advocate",
        "can my PA be my advocate",
        "can i have my advocate there",
        "could my advocate come with me",
        "do i need an advocate",
        "i still dont want an advocate",
        "my advocate is called Jo",
        "please send it to my advocate",
    ],
)
@pytest.mark.parametrize("question", ["contact_method", "check_answers"])
def test_what_is_asked_about_one_asks_for_none(question: str, text: str) -> None:
    told = after(_after_not_now(question), typed(text, "request_advocate"))
    assert draft_of(told).answers["wants_advocate"] == "no"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("can i have one", True),
        ("could i get one please", True),
        ("is it possible to have an advocate", True),
        ("can i speak to an advocate", True),
        ("will you get me one", True),
        ("yes i want one", True),
        ("do i need one", False),
        ("can my mate be my advocate", False),
        ("what is one", False),
        ("who gets one", False),
        ("can my sister have my advocate", False),
        ("will an advocate come to my house", False),
    ],
)
def test_a_question_asks_for_one_or_about_them(text: str, wanted: bool) -> None:
    assert asks_for_an_advocate(text) is wanted


@pytest.mark.parametrize(
    "text", ["is it free", "do i have to pay", "can i choose a woman", "are they on my side"]
)
@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_who_can_complain"])
def test_where_one_is_offered_a_question_is_about_them(text: str, intent: str) -> None:
    step = after(begun(), *A_CHILDS[:9])
    assert asks(step) == "wants_advocate"
    told = after(step, typed(text, intent))
    assert told.effect == Inform("ask_about_advocate")
    assert "wants_advocate" not in draft_of(told).answers

"""A plain answer with courtesy or a few words around it, and what only looks like one."""

from __future__ import annotations

from functools import cache

import pytest

from backend.journeys import plan
from backend.journeys.draft import Send, Step
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

AN_ADULTS = {
    "about_whom": pressed("self"),
    "role": pressed("parent"),
    "child_name": wished("skip"),
    "child_is": wished("skip"),
    "child_agrees": wished("skip"),
    "age_band": pressed("adult"),
    "council": pressed("yes"),
    "what_happened": typed("nobody rang me back"),
    "anything_else": pressed("no"),
    "when_happened": typed("last week"),
    "about": pressed("staff"),
    "desired_outcome": typed("say sorry"),
    "wants_advocate": pressed("no"),
    "name": typed("Sam"),
    "contact_method": pressed("none"),
}


@cache
def at(question: str) -> Step:
    """An adult's complaint, as far as a question."""
    step = begun()
    while (asked := draft_of(step).asking) != question:
        assert asked is not None
        step = after(step, AN_ADULTS[asked])
    return step


def told(question: str, words: str, intent: str = "nlu_fallback") -> Step:
    """What words do, typed to a question."""
    return after(at(question), typed(words, intent))


@pytest.mark.parametrize(
    "words",
    [
        "no thank you that's everything",
        "no thanks thats all",
        "thats it thanks",
        "nothing else dear",
        "No thank you.",
        "no thats all for now",
        "i think that's everything, thank you",
        "nothing more to add thanks",
        "nope thats me",
        "no i dont think so",
        "that's the lot cheers",
        "no, i've told you everything",
        "that's all i wanted to say",
        "whatever just send it",
        "not that i can think of",
    ],
)
def test_that_all_is_told_may_be_said_kindly(words: str) -> None:
    done = told("anything_else", words)
    assert draft_of(done).answers["anything_else"] == "no"
    assert words not in str(draft_of(done).answers["what_happened"])


@pytest.mark.parametrize(
    "words",
    [
        "no more contact with my son",
        "thats all they said to me",
        "nothing else was done about it",
        "thats it i want to complain about her too",
        "they said that is everything they can do",
        "i want you to tell me everything thats all",
        "no and they never said sorry",
        "send it to my mum as well",
    ],
)
def test_what_only_begins_or_ends_so_is_part_of_the_story(words: str) -> None:
    done = told("anything_else", words)
    assert "anything_else" not in draft_of(done).answers
    assert words in str(draft_of(done).answers)


@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_about_advocate", "request_advocate"])
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("yes i want help", "yes"),
        ("Yes, I'd like some help please", "yes"),
        ("i want help", "yes"),
        ("yes that would be good, some help", "yes"),
        ("yes i need support", "yes"),
        ("yes please dear", "yes"),
        ("I don't need any help", "no"),
        ("no help needed", "no"),
        ("no i dont want help", "no"),
        ("i can do it without help", "no"),
        ("i already have an advocate", "no"),
        ("she has got an advocate", "no"),
    ],
)
def test_help_that_is_offered_may_be_taken_in_other_words(words: str, wanted: str, intent: str) -> None:
    assert draft_of(told("wants_advocate", words, intent)).answers["wants_advocate"] == wanted


@pytest.mark.parametrize(
    "words",
    [
        "what help is it",
        "the support worker hit me",
        "help me understand",
        "nobody wants to help",
        "i dont have any help",
        "what would they help with",
        "not sure i need help",
        "no i want help",
    ],
)
def test_help_that_is_spoken_of_is_neither_taken_nor_refused(words: str) -> None:
    assert "wants_advocate" not in draft_of(told("wants_advocate", words)).answers


@pytest.mark.parametrize(
    "words",
    [
        "whatever just send it",
        "just send it please",
        "yes just send it off now",
        "I don't care, send it",
        "ok submit it",
        "its all fine send it",
        "i want to send it to the council now",
        "yes thank you",
    ],
)
def test_a_yes_to_the_read_back_may_be_said_in_other_words(words: str) -> None:
    assert isinstance(told("check_answers", words).effect, Send)


@pytest.mark.parametrize(
    "words",
    [
        "dont send it yet",
        "can i send it tomorrow?",
        "send it to my mum",
        "send it but change the date",
        "i dont want to send it, i dont care",
        "have you sent it",
        "is it already sent",
        "send it when i am back",
        "i dont care",
    ],
)
def test_nothing_is_sent_without_a_yes(words: str) -> None:
    assert not isinstance(told("check_answers", words).effect, Send)


@pytest.mark.parametrize(
    ("words", "method", "detail"),
    [
        ("by letter, 4 Church Lane Oakham", "post", "4 Church Lane Oakham"),
        ("by post please - 12 High St, Oakham LE15 6AB", "post", "12 High St, Oakham LE15 6AB"),
        ("write to me at Rose Cottage, Church Lane, Exton", "post", "Rose Cottage, Church Lane, Exton"),
        ("4 Church Lane, Oakham LE15 6AA", "post", "4 Church Lane, Oakham LE15 6AA"),
        ("Flat 2, 7 Mill Road, Oakham", "post", "Flat 2, 7 Mill Road, Oakham"),
        ("please post it to 22 Acacia Avenue", "post", "22 Acacia Avenue"),
        ("by letter c/o my sister, 3 Park View, Bootle", "post", "c/o my sister, 3 Park View, Bootle"),
        ("by email sam@example.org", "email", "sam@example.org"),
        ("ring me on 01632 960001", "phone", "01632 960001"),
        ("by text, 07700 900123", "text", "07700 900123"),
    ],
)
def test_an_address_said_with_the_way_is_taken_with_it(words: str, method: str, detail: str) -> None:
    done = told("contact_method", words)
    answers = draft_of(done).answers
    assert (answers["contact_method"], answers["contact_detail"]) == (method, detail)
    assert keys(done) == ["complaint.heard"]
    assert asks(done) == "safe_to_contact"


@pytest.mark.parametrize(
    "words",
    [
        "dont write to me at 4 Church Lane",
        "do you write letters?",
        "they sent a letter 3 times",
        "i have written 4 letters already",
        "we moved house 3 times in 2 years",
    ],
)
def test_what_is_no_address_to_write_to_is_not_taken_for_one(words: str) -> None:
    assert "contact_detail" not in draft_of(told("contact_method", words)).answers


def test_a_child_who_is_offered_no_letters_is_sent_none() -> None:
    at_method = after(begun(), *A_CHILDS[:11])
    done = plan.step(draft_of(at_method), typed("by letter, 4 Church Lane Oakham"), AT_RUTLAND)
    assert draft_of(done).answers.get("contact_method") != "post"

"""A complaint about who speaks and about another is recorded, and asked about, as both."""

from __future__ import annotations

import pytest

from backend.journeys import plan, whom
from backend.journeys.draft import Draft, Understood
from backend.journeys.hearing import speakers
from tests.journeys.worlds import (
    ADVISED,
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

YOUNG = (pressed("young_person"), pressed("teen"))


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("I want to complain about how they treat me and how they treat my son", "parent"),
        ("they lied to me and my three kids", "parent"),
        ("my son and I have been left without any help", "parent"),
        ("nobody told me or my daughter about the meeting", "parent"),
        ("the social worker was awful to me, my husband and our kids", "parent"),
        ("they have lied to me, my son and my daughter", "parent"),
        ("not just me, my little boy as well has been let down", "parent"),
        ("it's about my daughter but also about me as a mum", "parent"),
        ("my son is autistic and they talk to me and him as if we were stupid", "parent"),
        ("I'm his nan and they were rude to me and my grandson", "other"),
        ("I am a foster carer and they ignore me and the children we look after", "carer"),
        ("my social worker never listens to me and my brother, im 15 in foster care", "young_person"),
        ("me and my little sister keep getting moved, I'm 11", "young_person"),
    ],
)
def test_two_who_are_named_side_by_side_are_both_heard(words: str, role: str) -> None:
    heard = speakers.who(words)
    assert (heard["about_whom"], heard["role"]) == ("both", role)


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("They ignored me and my son was moved", "somebody_else"),
        ("they told me my son will be moved", "somebody_else"),
        ("me and my partner want our baby back", "somebody_else"),
        ("they moved my son and I was never told", "somebody_else"),
        ("they took my son and gave me no reason", "somebody_else"),
        ("I want contact between my daughter and me", "somebody_else"),
        ("I'm an advocate and they ignored me and my client", "somebody_else"),
        ("they stopped contact between me and my brother", None),
        ("I was moved and my sister was left behind", None),
        ("she was horrible to me and my mum", None),
        ("My social worker shouts at me and my brother is scared", "self"),
        ("my social worker told me and my foster carer off", "self"),
    ],
)
def test_who_is_only_named_in_the_same_story_is_not_beside_them(words: str, whom: str | None) -> None:
    assert speakers.who(words).get("about_whom") == whom


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("both of us", "both"),
        ("us", "both"),
        ("me and my son", "both"),
        ("my brother and me", "both"),
        ("its me and Alfie", "both"),
        ("me and a friend", "both"),
        ("them and me", "both"),
        ("all three of us", "both"),
        ("me and my husband", "self"),
        ("me and mum", "self"),
        ("just me", "self"),
        ("my son", "somebody_else"),
        ("he's a care leaver", "somebody_else"),
        ("she is adopted", "somebody_else"),
    ],
)
def test_asked_whom_it_is_about_a_few_words_say_it(words: str, whom: str) -> None:
    assert draft_of(after(begun(), typed(words))).answers["about_whom"] == whom


@pytest.mark.parametrize(
    "words",
    [
        "they wont let me see my brother",
        "i cant see my sister",
        "my contact with my brother got cancelled",
        "we got split up from our little brother",
        "i never get to ring my twin",
    ],
)
def test_who_is_only_missed_is_not_thereby_whom_it_is_about(words: str) -> None:
    told = draft_of(after(begun(), typed(words)))
    assert "about_whom" not in told.answers
    assert words in str(told.answers.get("what_happened"))


@pytest.mark.parametrize("words", ["about my brother", "for my sister", "my brother needs help", "my friend"])
def test_who_is_named_alone_is_whom_it_is_about(words: str) -> None:
    assert draft_of(after(begun(), typed(words))).answers["about_whom"] == "somebody_else"


def _asked(*messages: Understood) -> list[str | None]:
    step, asked = begun(), []
    for message in messages:
        step = after(step, message)
        asked.append(asks(step))
    return asked


def test_a_young_person_is_asked_about_themselves_and_about_the_other() -> None:
    answers = (pressed("both"), *YOUNG, pressed("sibling"), typed("Mia"), pressed("looked_after"))
    expected = ["role", "age_band", "relationship", "child_name", "child_is", "child_agrees"]
    assert _asked(*answers) == expected


def test_a_parent_is_asked_what_the_child_wants() -> None:
    answers = (pressed("both"), pressed("parent"), typed("Alfie"), pressed("looked_after"))
    assert _asked(*answers) == ["role", "child_name", "child_is", "child_agrees"]


def test_a_care_leaver_may_be_a_parent() -> None:
    told = after(begun(), pressed("both"), pressed("care_leaver"))
    assert asks(told) == "relationship"
    assert draft_of(after(told, pressed("parent"))).answers["relationship"] == "parent"


def test_how_they_know_the_other_is_not_asked_where_it_was_said() -> None:
    assert _asked(typed("me and my sister"), *YOUNG)[-1] == "child_name"


def test_what_is_said_of_oneself_tells_nothing_of_the_other() -> None:
    told = draft_of(begun("they ignore me and my brother. im 15 and in foster care", "say_what_happened"))
    assert "child_is" not in told.answers


BY_ONESELF = (pressed("self"), *YOUNG, pressed("yes"))
FOR_A_CHILD = (pressed("somebody_else"), pressed("parent"), typed("Alfie"))


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ((pressed("self"), *YOUNG), "no it's about me and my sister too"),
        (BY_ONESELF, "They lied about me. And it's about my little sister as well."),
        ((*BY_ONESELF, typed("They lied about me")), "it's also about my brother"),
        ((*BY_ONESELF, typed("They lied about me"), pressed("no")), "no wait, it's about my brother too"),
        (FOR_A_CHILD[:2], "its also about me"),
        (FOR_A_CHILD, "it's not just about Alfie, it's about me too"),
        ((*FOR_A_CHILD, pressed("looked_after")), "it's also about how they treat me"),
    ],
)
def test_one_more_may_be_added_later(told: tuple[Understood, ...], words: str) -> None:
    step = after(begun(), *told, typed(words))
    assert draft_of(step).answers["about_whom"] == "both"
    assert "session.changed" in keys(step)


@pytest.mark.parametrize(
    ("told", "words", "whom"),
    [
        ((pressed("self"), *YOUNG), "no i meant my brother", "somebody_else"),
        ((*BY_ONESELF, typed("They lied about me")), "it's about my brother's room, he sleeps there", "self"),
        ((*BY_ONESELF, typed("They lied about me")), "they shouted at my brother too", "self"),
        (FOR_A_CHILD, "they lied to me as well", "somebody_else"),
    ],
)
def test_nobody_is_added_who_is_only_told_of(told: tuple[Understood, ...], words: str, whom: str) -> None:
    assert draft_of(after(begun(), *told, typed(words))).answers["about_whom"] == whom


BY_BOTH = (pressed("both"), *YOUNG)


@pytest.mark.parametrize(
    ("told", "words", "whom"),
    [
        (BY_BOTH, "hes my brother i said", "both"),
        (BY_BOTH, "my sister", "both"),
        (BY_BOTH, "no it's just about my brother", "somebody_else"),
        ((pressed("self"),), "my sister ella is 6", "both"),
        ((pressed("self"),), "my brother is Kyle", "both"),
        ((pressed("self"), *YOUNG), "shes my sister", "both"),
        ((pressed("self"),), "me and my brother", "both"),
        ((pressed("self"),), "no me and my brother", "both"),
        ((pressed("self"),), "me and my sister ella", "both"),
        ((pressed("self"),), "they wont let me see my brother", "self"),
        ((pressed("self"),), "no its for my brother not me", "somebody_else"),
        ((pressed("self"),), "sorry, it's about my sister", "somebody_else"),
    ],
)
def test_who_says_who_a_sibling_is_stays_told_of(told: tuple[Understood, ...], words: str, whom: str) -> None:
    assert draft_of(after(begun(), *told, typed(words))).answers["about_whom"] == whom


@pytest.mark.parametrize(
    ("told", "words", "kin"),
    [
        (BY_BOTH, "hes my brother i said", "sibling"),
        (BY_BOTH, "shes my best friend", "friend"),
        ((pressed("self"),), "my sister ella is 6", "sibling"),
        ((), "my cousin and me", "birth_relative"),
    ],
)
def test_how_they_know_somebody_is_taken_from_the_words_that_name_them(
    told: tuple[Understood, ...], words: str, kin: str
) -> None:
    assert draft_of(after(begun(), *told, typed(words))).answers["relationship"] == kin


@pytest.mark.parametrize("role", ["young_person", "care_leaver"])
def test_who_complains_for_themselves_too_waits_for_nobodys_agreement(role: str) -> None:
    answers = {
        "about_whom": "both",
        "role": role,
        "relationship": "sibling",
        "child_is": "looked_after",
        "child_agrees": "not_asked",
    }
    told = plan.told_answers(Draft("complaint", answers=answers))
    assert {id: told[id] for id in answers} == answers
    assert {part.outcome for part in ADVISED.advise(told)} == {"accept"}


def test_that_the_council_may_ask_the_other_is_said() -> None:
    step = after(
        plan.begin("complaint", Understood(), ADVISED),
        *(pressed("both"), *YOUNG, pressed("sibling"), wished("skip"), wished("skip"), pressed("not_asked")),
        world=ADVISED,
    )
    assert "complaint.child_may_be_asked" in keys(step)
    assert asks(step, AT_RUTLAND) == "council"


@pytest.mark.parametrize(
    "words",
    [
        "my friend ella is here she said i can tell you stuff",
        "my mate is sat next to me. my carer shouts at me",
        "my sister told me to write to you, they moved my placement",
        "my best friend says i should tell you about my carer",
    ],
)
def test_a_friend_who_is_there_or_said_to_tell_is_not_whom_it_is_about(words: str) -> None:
    told = draft_of(begun(words, "say_what_happened")).answers
    assert told.get("about_whom") in (None, "self")
    assert "child_agrees" not in told


def test_a_friend_of_whom_something_is_told_is_whom_it_is_about() -> None:
    told = draft_of(begun("my friend ella is in care and they shout at her", "say_what_happened")).answers
    assert told["about_whom"] == "somebody_else"


FOR_A_FRIEND = (pressed("somebody_else"), pressed("young_person"), pressed("teen"), pressed("friend"))


@pytest.mark.parametrize(
    "words",
    [
        "im a kid. its about me not ella",
        "no its about ME",
        "who? its me",
        "its my complaint",
        "its not about a child its me",
        "its me",
        "it isn't about my friend it's about me",
    ],
)
def test_that_it_is_about_oneself_is_put_right_where_another_is_asked_about(words: str) -> None:
    asked = after(begun(), *FOR_A_FRIEND)
    assert asks(asked) == "child_name"
    told = after(asked, typed(words))
    assert draft_of(told).answers["about_whom"] == "self"
    assert "child_name" not in draft_of(told).answers
    assert keys(told) == ["session.changed"]


@pytest.mark.parametrize("words", ["its not about a child its me", "its about me"])
def test_whoever_says_again_that_it_is_about_them_is_asked_for_no_childs_name(words: str) -> None:
    told = after(begun(), pressed("self"), pressed("parent"), typed(words))
    assert asks(told) != "child_name"
    assert draft_of(told).answers["about_whom"] == "self"


@pytest.mark.parametrize(
    "words",
    ["its me who told them about him", "its about me and my brother", "its about Mia", "he is me mate"],
)
def test_what_says_more_than_that_is_not_taken_for_it(words: str) -> None:
    assert not whom.is_of_oneself(words)


@pytest.mark.parametrize("words", ["change who its about", "can i change who it is about"])
def test_whom_it_is_about_is_asked_again_where_a_name_was_asked_for(words: str) -> None:
    told = after(begun(), *FOR_A_FRIEND, typed(words))
    assert asks(told) == "about_whom"
    assert "child_name" not in draft_of(told).answers


def test_who_says_with_it_who_they_are_is_not_asked_again() -> None:
    told = after(begun(), pressed("somebody_else"), typed("im a kid. its about me not ella"))
    answers = draft_of(told).answers
    assert (answers["about_whom"], answers["role"], asks(told)) == ("self", "young_person", "age_band")

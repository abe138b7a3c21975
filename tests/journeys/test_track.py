"""Coming back with a reference and a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.journeys import plan
from backend.journeys.draft import Draft, Open, Step, Switch, Understood
from backend.journeys.hearing import pairs
from backend.journeys.path import without_key
from backend.journeys.words import has_complained_of_nothing_yet
from tests.examples import examples
from tests.journeys.worlds import AT_RUTLAND, after, asks, draft_of, keys, pressed, typed

ASKED_WHICH = after(
    plan.begin("about_earlier_complaint", typed("i dont have one"), AT_RUTLAND),
    pressed("go_further"),
    pressed("yes"),
)
"""Where it is asked what an earlier complaint was about."""


def looking(text: str = "") -> Step:
    return plan.begin("track", Understood(text, "track_complaint", 0.95), AT_RUTLAND)


def test_the_reference_and_then_the_key_are_asked() -> None:
    assert asks(looking()) == "reference"
    assert asks(after(looking(), typed("ABCD-EF23"))) == "case_key"


@pytest.mark.parametrize(
    "reference", ["ABCD-EF23", "abcd ef23", "abcdef23", "it is abcd–ef23", "Ref: ABCD EF23"]
)
@pytest.mark.parametrize("key", ["apple river stone", "Apple-River-Stone", "the key is apple, river, stone"])
def test_both_are_taken_in_any_shape(reference: str, key: str) -> None:
    assert after(looking(), typed(reference), typed(key)).effect == Open("ABCD-EF23", "apple-river-stone")


@pytest.mark.parametrize(
    "text",
    [
        "my ref is ABCD-EF23 and my key is apple river stone",
        "ABCD-EF23 apple river stone",
        "reference abcd ef23, key: Apple-River-Stone",
    ],
)
def test_a_first_message_may_hold_both(text: str) -> None:
    assert looking(text).effect == Open("ABCD-EF23", "apple-river-stone")


def test_a_first_message_may_hold_the_reference_alone() -> None:
    first = looking("whats happening with ABCD-EF23")
    assert keys(first) == ["track.heard_reference"]
    assert asks(first) == "case_key"


@pytest.mark.parametrize(
    "text", ["what happened to my complaint", "can I see it this Thursday", "that mean lady"]
)
def test_plain_words_are_no_reference(text: str) -> None:
    assert asks(looking(text)) == "reference"


@pytest.mark.parametrize("text", ["ABC-DEF", "12", "ABCD-EF23-GH45"])
def test_what_has_not_the_shape_is_asked_for_again(text: str) -> None:
    step = after(looking(), typed(text))
    assert (keys(step), asks(step)) == (["track.refused.reference"], "reference")


def test_a_right_shape_is_never_confirmed_nor_denied() -> None:
    near = after(looking(), typed("ABCD-EF24"))
    assert (keys(near), near.says) == ([], ())


def test_the_key_does_not_stay_in_the_draft() -> None:
    opened = after(looking(), typed("ABCD-EF23"), typed("apple river stone"))
    assert "apple" not in str(draft_of(opened).to_json())


@pytest.mark.parametrize(("reason", "key"), [("not_found", "track.not_found"), ("slowed", "track.slowed")])
def test_what_does_not_open_is_asked_for_again_from_the_start(reason: str, key: str) -> None:
    opened = after(looking(), typed("ABCD-EF23"), typed("apple river stone"))
    again = plan.not_opened(draft_of(opened), reason)
    assert (keys(again), asks(again), draft_of(again).answers) == ([key], "reference", {})


@pytest.mark.parametrize("words", ["not sure", "dunno", "forgot"])
def test_who_does_not_know_it_is_told_who_can_help(words: str) -> None:
    assert keys(after(looking(), typed(words))) == ["track.lost.reference"]
    assert keys(after(looking(), typed("ABCD-EF23"), typed(words))) == ["track.lost.case_key"]


@pytest.mark.parametrize("words", ["i dont have it", "I lost it", "never got one", "i havent got any"])
def test_who_says_that_there_is_none_writes_down_what_they_want(words: str) -> None:
    wanted = Switch("about_earlier_complaint", instead=True, carry={"wish": "to_know"})
    assert after(looking(), typed(words)).effect == wanted
    assert after(looking(), typed("ABCD-EF23"), typed(words)).effect == wanted


def test_a_reference_is_no_answer_to_a_complaint() -> None:
    assert Draft.from_json(draft_of(looking()).to_json()).journey == "track"


@pytest.mark.parametrize(
    "words",
    [
        "7KQM-2XPA maple-otter-lantern",
        "7kqm 2xpa, maple otter lantern",
        "ref 7KQM-2XPA key maple-otter-lantern",
    ],
)
def test_both_typed_where_the_reference_was_asked_for_open_at_once(words: str) -> None:
    at_reference = plan.begin("track", Understood(), AT_RUTLAND)
    opened = plan.step(draft_of(at_reference), typed(words), AT_RUTLAND)
    assert opened.effect == Open("7KQM-2XPA", "maple-otter-lantern")


def test_the_key_typed_first_is_not_asked_for_again() -> None:
    at_reference = plan.begin("track", Understood(), AT_RUTLAND)
    key_first = plan.step(draft_of(at_reference), typed("maple-otter-lantern"), AT_RUTLAND)
    assert (keys(key_first), asks(key_first)) == (["track.heard_key"], "reference")
    opened = plan.step(draft_of(key_first), typed("7KQM-2XPA"), AT_RUTLAND)
    assert opened.effect == Open("7KQM-2XPA", "maple-otter-lantern")


@pytest.mark.parametrize("words", ["complain", "nobodyis", "i lost my phone"])
def test_plain_words_are_no_reference_and_no_key(words: str) -> None:
    at_reference = plan.begin("track", Understood(), AT_RUTLAND)
    assert draft_of(plan.step(draft_of(at_reference), typed(words), AT_RUTLAND)).answers == {}


def test_a_reference_and_a_key_are_not_put_before_the_model() -> None:
    at_reference = draft_of(plan.begin("track", Understood(), AT_RUTLAND))
    assert plan.plain_answer(at_reference, "7KQM-2XPA", AT_RUTLAND)
    assert plan.plain_answer(at_reference, "maple-otter-lantern", AT_RUTLAND)
    assert not plan.plain_answer(at_reference, "i lost my phone", AT_RUTLAND)


def test_a_person_is_one_press_away_from_the_first_question() -> None:
    asked = plan.question(draft_of(plan.begin("track", Understood(), AT_RUTLAND)), AT_RUTLAND)
    assert "session.choice.person" in [choice.title for choice in asked.choices]


@pytest.mark.parametrize(
    "text",
    [
        "please email me on skatek22@example.org",
        "garek7k7@example.org",
        "write to me, my email is ashe-k824@example.org thanks",
        "it is all on https://example.org/abcd2345 and www.skate224.org",
        "i am @mktash42 on there",
    ],
)
def test_an_address_is_no_reference(text: str) -> None:
    assert pairs.reference(text) is None
    assert pairs.reference(text, asked=True) is None


def test_a_reference_beside_an_address_is_heard() -> None:
    assert pairs.reference("my ref is ABCD-EF23, email me at skatek22@example.org") == "ABCD-EF23"


@pytest.mark.parametrize(
    "words",
    [
        "i havent made a complaint before",
        "no i want to make a new complaint please",
        "I've never complained before",
        "i have not made one yet",
        "this is my first complaint",
        "its a new complaint",
        "havent made any complaint",
        "I dont have a complaint yet",
    ],
)
def test_who_has_made_no_complaint_yet_makes_one(words: str) -> None:
    becomes = Switch("complaint", instead=True)
    assert after(looking(), typed(words)).effect == becomes
    assert after(looking(), typed("ABCD-EF23"), typed(words)).effect == becomes


@pytest.mark.parametrize(
    "words",
    [
        "no i never said it before",
        "i havent told anyone yet",
        "ive never done this before",
        "i want to say something new",
        "no its new",
        "this is my first time",
    ],
)
def test_who_never_complained_is_led_out_of_an_earlier_complaint(words: str) -> None:
    asked = after(ASKED_WHICH, typed("mia"))
    for told in (ASKED_WHICH, asked, after(asked, typed("June")), after(asked, typed("June"), typed("May"))):
        effect = after(told, typed(words)).effect
        assert isinstance(effect, Switch)
        assert (effect.journey, effect.instead) == ("complaint", True)
    has_case = plan.begin("advocate_request", typed("i want an advocate"), AT_RUTLAND)
    assert draft_of(after(has_case, typed(words))).answers["has_case"] == "no"


@pytest.mark.parametrize(
    "words", ["i dont get it i want to say about my mum", "i need to talk about my carer"]
)
def test_who_wants_to_tell_where_a_day_is_asked_for_may_tell_it(words: str) -> None:
    effect = after(ASKED_WHICH, typed("mia"), typed(words)).effect
    assert isinstance(effect, Switch)
    assert effect.journey == "complaint"


@pytest.mark.parametrize("words", ["i want to talk about the answer", "they never told me before", "in June"])
def test_what_is_said_of_the_days_of_an_earlier_complaint_stays_with_it(words: str) -> None:
    assert after(ASKED_WHICH, typed("mia"), typed("June"), typed(words)).effect is None


@pytest.mark.parametrize(
    "words",
    [
        "they never answered before",
        "i dont have a complaint number",
        "i havent had an answer",
        "they never made a complaint form for me",
        "my first complaint was ignored",
        "can i have a new one",
    ],
)
def test_who_made_one_is_not_sent_to_make_another(words: str) -> None:
    assert not has_complained_of_nothing_yet(words)


def test_what_was_told_of_an_earlier_complaint_that_is_none_is_the_story_of_a_new_one() -> None:
    first = plan.begin("about_earlier_complaint", Understood("", "track_complaint", 0.95), AT_RUTLAND)
    told = Draft.from_json(
        draft_of(first).to_json()
        | {"answers": {"wish": "other", "council": "rutland", "about_which": "they cancelled contact"}}
    )
    step = after(Step(told), typed("no i havent made a complaint before"))
    assert isinstance(step.effect, Switch)
    assert (step.effect.journey, step.effect.instead) == ("complaint", True)
    assert step.effect.carry["what_happened"] == "they cancelled contact"


@pytest.mark.parametrize(
    "words", ["i havent made a complaint before", "no i want to make a new complaint please"]
)
def test_that_none_was_made_before_is_not_what_happened(words: str) -> None:
    assert draft_of(plan.begin("complaint", Understood(words), AT_RUTLAND)).answers == {}


@pytest.mark.parametrize(
    "words",
    [
        "ok i wanna complain that they moved me with 1 days notice",
        "I want to make a complaint about how they spoke to my son",
        "no i would like to complain they never ring me",
    ],
)
def test_a_new_complaint_told_where_the_reference_is_asked_begins_one(words: str) -> None:
    assert after(looking(), typed(words)).effect == Switch("complaint")


def test_what_is_said_of_the_reference_begins_none() -> None:
    words = "i want to complain but i lost the reference number you gave me"
    assert after(looking(), typed(words)).effect != Switch("complaint")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("8M8U-HVSJ maple-otter-lantern", "maple-otter-lantern"),
        (
            "I had a reply to my complaint 8M8U-HVSJ maple-otter-lantern and it answers nothing",
            "maple-otter-lantern",
        ),
        ("8M8U-HVSJ and maple otter lantern", "maple-otter-lantern"),
        ("8M8U-HVSJ the key is maple otter lantern", "maple-otter-lantern"),
        ("8M8U-HVSJ my mother-in-law", None),
        ("8M8U-HVSJ is about my six-year-old", None),
    ],
)
def test_a_key_is_found_behind_its_reference(words: str, key: str | None) -> None:
    assert pairs.pair(words) == ("8M8U-HVSJ", key)


def test_what_was_told_beside_a_key_stays_without_it() -> None:
    told = "my complaint 8M8U-HVSJ Maple Otter-lantern is not answered, the otter is"
    draft = without_key(
        Draft("escalate", {"first_words": told, "known": {}}, held=told), "maple-otter-lantern"
    )
    assert draft.answers["first_words"] == "my complaint 8M8U-HVSJ is not answered, the otter is"
    assert draft.held == draft.answers["first_words"]
    assert draft.answers["known"] == {}


@given(letters=st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=8, max_size=8))
@examples(200)
def test_a_reference_typed_as_it_is_shown_is_one_whatever_its_letters(letters: str) -> None:
    shown = f"{letters[:4]}-{letters[4:]}"
    assert pairs.brings_pair(shown)
    assert pairs.pair(f"{shown} MAPLE OTTER LANTERN") == (shown, "maple-otter-lantern")


@pytest.mark.parametrize("words", ["SELF-HARM", "I THINK ABOUT SELF-HARM", "my LONG-TERM carer", "HALF-TERM"])
def test_two_words_that_are_shouted_and_joined_are_no_reference(words: str) -> None:
    assert pairs.reference(words) is None

"""Few words about what was told: more of it, a part to change or leave out, an older complaint."""

from __future__ import annotations

import pytest

from backend.journeys import plan
from backend.journeys.amending import (
    an_older_one,
    has_more_to_say,
    has_something_to_change,
    takes_a_part_out,
)
from backend.journeys.draft import Keep, Send, Switch, Understood
from backend.journeys.hearing.pairs import brings_pair
from backend.journeys.information import asked_surely, asks_to_ask
from backend.journeys.words import asks_to_read_back, made_elsewhere, move
from tests.journeys.worlds import A_CHILDS, AT_RUTLAND, after, asks, begun, draft_of, keys, pressed, typed

CORRECTS = "correct_previous_answer"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("thats wrong i want to change what i said", CORRECTS),
        ("actually its not true what i wrote", CORRECTS),
        ("can i edit something", "nlu_fallback"),
        ("take out the bit about my dad", "withdraw_complaint"),
        ("please leave the part about school out", "nlu_fallback"),
    ],
)
def test_at_the_read_back_what_is_wrong_is_asked_for_and_never_sent_as_the_story(
    words: str, intent: str
) -> None:
    done = after(begun(), *A_CHILDS, typed(words, intent))
    assert plan.question(draft_of(done), AT_RUTLAND).key == "complaint.ask.change"
    assert draft_of(done).answers["what_happened"] == "they shout at me"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("can i add something", "track_complaint"),
        ("i want to add a bit", "track_complaint"),
        ("wait theres more", "stop_or_cancel"),
        ("i forgot something", "dont_know"),
    ],
)
def test_who_has_more_to_say_is_asked_for_it_and_comes_back_to_the_read_back(words: str, intent: str) -> None:
    asked = after(begun(), *A_CHILDS, typed(words, intent))
    assert asks(asked) == "anything_else"
    told = after(asked, typed("they locked me out as well", "say_what_happened"), typed("no", "deny"))
    assert asks(told) == "check_answers"
    assert draft_of(told).answers["what_happened"] == "they shout at me\n\nthey locked me out as well"


def test_whether_it_was_sent_is_answered_and_nothing_is_left() -> None:
    done = after(begun(), *A_CHILDS, typed("have you sent it", "track_complaint"))
    assert keys(done) == ["session.not_sent"]
    assert asks(done) == "check_answers"


def test_what_was_told_so_far_is_read_back_in_the_middle() -> None:
    done = after(begun(), *A_CHILDS[:8], typed("can you read it back to me", "ask_repeat_or_simplify"))
    assert keys(done) == ["complaint.heard"]


@pytest.mark.parametrize("words", ["can i stop if i change my mind", "can i stop whenever i want"])
def test_who_asks_whether_they_may_stop_later_is_not_stopped(words: str) -> None:
    done = after(begun(), *A_CHILDS[:4], typed(words, "stop_or_cancel"))
    assert keys(done) == ["session.lost.stop"]
    assert asks(done) == "what_happened"
    assert not isinstance(done.effect, Keep)


@pytest.mark.parametrize(
    ("words", "journey"),
    [
        ("no i dont want a new complaint i want to look at my old one", "track"),
        ("i dont want to start a new one, take me to stage 3", "escalate"),
        ("no i mean my old complaint", "track"),
        ("ref 7BC3-M3JG and the key is classic-braid-ceramic, thats the other one", "track"),
    ],
)
def test_who_means_an_older_complaint_is_led_to_it(words: str, journey: str) -> None:
    done = after(begun(), *A_CHILDS[:4], typed(words, "withdraw_complaint", 0.44))
    assert done.effect == Switch(journey)
    assert "what_happened" not in draft_of(done).answers


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("theres something else i forgot to say", True),
        ("oh and another thing", True),
        ("i forgot", False),
        ("i forgot to say she hit me", False),
        ("i want to add my sister", False),
        ("they forgot something", False),
    ],
)
def test_more_to_say_is_only_that(words: str, meant: bool) -> None:
    assert has_more_to_say(words) is meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("i made a mistake", True),
        ("some of it is wrong", True),
        ("that is not what i meant", True),
        ("yes thats correct", False),
        ("thats right", False),
        ("they got it wrong", False),
        ("change of social worker", False),
        ("can i change the date", False),
    ],
)
def test_something_to_change_is_only_that(words: str, meant: bool) -> None:
    assert has_something_to_change(words) is meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("can you remove the part where i said she hit me", True),
        ("delete that last part", True),
        ("delete everything", False),
        ("i want them to take out the bit about me", False),
        ("leave my stuff alone", False),
    ],
)
def test_a_part_to_leave_out_is_one_of_what_was_told(words: str, meant: bool) -> None:
    assert takes_a_part_out(words) is meant


@pytest.mark.parametrize(
    "words",
    [
        "my old complaint was never answered",
        "i want them to look at my old complaint again",
        "i dont want a new social worker",
        "i want to go back to my old house",
        "i want a new complaint",
    ],
)
def test_what_is_told_of_something_old_leads_to_no_older_complaint(words: str) -> None:
    assert an_older_one(words) is None


def test_a_story_with_a_number_in_it_brings_no_pair() -> None:
    assert brings_pair("i got another complaint, ref 7BC3-M3JG and the key is classic-braid-ceramic")
    assert not brings_pair("my social worker lied in the report about me and my brother")


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("i sent yous a letter in september about the school fares n got nothing back", True),
        ("i wrote to you in june and nobody has answered", True),
        ("we emailed the complaints team twice and no reply", True),
        ("i sent the social worker a letter and got no reply", False),
        ("i sent you my number but she never rang", False),
        ("they sent us a letter and never came", False),
    ],
)
def test_a_letter_to_us_without_an_answer_is_a_complaint_made_before(words: str, made: bool) -> None:
    assert made_elsewhere(words) is made


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("can i withdraw my complaint later on", "withdraw_complaint"),
        ("can i cancel my complaint afterwards if i change my mind", "withdraw_complaint"),
        ("can i opt out of it later", "withdraw_complaint"),
        ("can i stop after i started", "withdraw_complaint"),
        ("can i come back tomorrow", "goodbye"),
        ("how do i get back to this later", "goodbye"),
        ("can i stop seeing my dad if i want", None),
        ("can i cancel contact if i dont want to go", None),
        ("can i go back to school after", None),
        ("can i withdraw my complaint", None),
    ],
)
def test_what_may_be_done_later_is_asked_and_not_wished_for(words: str, about: str | None) -> None:
    assert asked_surely(words) == about


@pytest.mark.parametrize(
    ("words", "asks_first"),
    [
        ("can i ask you a question without making a complaint", True),
        ("just a question, not complaining yet", True),
        ("can i ask who reads this", False),
        ("i want to ask for a new social worker", False),
    ],
)
def test_who_only_has_a_question_says_so(words: str, asks_first: bool) -> None:
    assert asks_to_ask(words) is asks_first


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("can you put it more simply please", "simpler"),
        ("can you say that another way", "simpler"),
        ("make it easier for us to see mum", None),
        ("can they explain it another way", None),
    ],
)
def test_other_words_are_asked_of_what_stands_here(words: str, wish: str | None) -> None:
    assert move(words) == wish


def test_reading_back_is_asked_of_what_was_told_here() -> None:
    assert asks_to_read_back("show me what i wrote")
    assert not asks_to_read_back("they read it back to me wrong")


def test_several_answers_are_put_right_in_one_message_at_the_read_back() -> None:
    said = (
        "my names just jayden, and i moved on 14 september not the whole month. "
        "and i dont want an advocate anymore"
    )
    step = after(begun(), *A_CHILDS, typed(said))
    told = draft_of(step).answers
    assert told["name"] == "jayden"
    assert told["wants_advocate"] == "no"
    assert told["when_happened"]["from"] == told["when_happened"]["to"] == "2026-09-14"  # type: ignore[index]
    assert told["what_happened"] == "they shout at me"
    assert keys(step) == ["session.changed"] * 3


def test_what_of_several_changes_is_unclear_is_asked_and_never_told_to_the_story() -> None:
    said = "my names just jayden, and the other one is useless. and i dont want an advocate anymore"
    step = after(begun(), *A_CHILDS, typed(said))
    assert draft_of(step).answers["what_happened"] == "they shout at me"
    assert draft_of(step).answers["name"] == "jayden"
    assert draft_of(step).asking == plan.CHANGE


@pytest.mark.parametrize(
    ("said", "id", "value"),
    [
        ("what would make it better is i stay til june", "desired_outcome", "i stay til june"),
        ("actualy change it i just want my own room", "desired_outcome", "i just want my own room"),
        ("i dont want an advocate anymore", "wants_advocate", "no"),
        ("no my name is Jay", "name", "Jay"),
    ],
)
def test_an_answer_told_anew_at_the_read_back_stands_instead(said: str, id: str, value: str) -> None:
    told = draft_of(after(begun(), *A_CHILDS, typed(said))).answers
    assert told[id] == value
    assert told["what_happened"] == "they shout at me"


@pytest.mark.parametrize(
    "said",
    [
        "they moved me again, and she shouted at my brother and nobody told me",
        "my carer took my phone. and then she locked my door for two days",
    ],
)
def test_more_of_the_story_in_several_parts_is_told_whole(said: str) -> None:
    told = draft_of(after(begun(), *A_CHILDS, typed(said))).answers
    assert told["what_happened"] == f"they shout at me\n\n{said}"
    assert told["name"] == "Sam"


@pytest.mark.parametrize("said", ["my name is wrong", "my name is on some list they keep of bad kids"])
def test_what_is_said_of_a_name_is_no_name(said: str) -> None:
    assert draft_of(after(begun(), *A_CHILDS, typed(said))).answers["name"] == "Sam"


@pytest.mark.parametrize(
    "said",
    [
        "no thats wrong she came twice",
        "no she came twice not once",
        "no i said she never came",
        "and she lied to me",
        "can you add that she lied",
        "also put that they never said sorry",
        "i want to add that it happened at night",
    ],
)
@pytest.mark.parametrize("intent", ["nlu_fallback", CORRECTS, "deny"])
def test_what_is_told_at_the_read_back_is_kept_beside_the_story(said: str, intent: str) -> None:
    told = after(begun(), *A_CHILDS, typed(said, intent))
    assert keys(told) == ["complaint.added"]
    assert draft_of(told).answers["what_happened"] == f"they shout at me\n\n{said}"
    assert asks(told) == "check_answers"


@pytest.mark.parametrize(
    "said",
    [
        "no they can send it",
        "no it is fine",
        "no we dont want that",
        "add my name kay",
        "can you add an advocate",
    ],
)
def test_what_tells_nothing_there_is_no_part_of_the_story(said: str) -> None:
    assert draft_of(after(begun(), *A_CHILDS, typed(said))).answers["what_happened"] == "they shout at me"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("its not last week its last month", "last month"),
        ("no it wasnt last week it was last month", "last month"),
        ("that wasnt last week, it was in september", "it was in september"),
    ],
)
def test_the_right_day_stands_behind_the_wrong_one(said: str, words: str) -> None:
    when = draft_of(after(begun(), *A_CHILDS, typed(said))).answers["when_happened"]
    assert isinstance(when, dict)
    assert when["words"] == words


AT_SAFE = (*A_CHILDS[:11], pressed("phone"), typed("07700 900123"))


@pytest.mark.parametrize("place", [A_CHILDS[:8], A_CHILDS[:11], AT_SAFE, A_CHILDS])
@pytest.mark.parametrize(
    "said",
    ["add that she lied", "and one more thing, she missed two visits", "no it was my old social worker"],
)
def test_what_is_to_be_added_is_added_whatever_is_asked(place: tuple[Understood, ...], said: str) -> None:
    before = asks(after(begun(), *place))
    told = after(begun(), *place, typed(said))
    assert keys(told) == ["complaint.added"]
    assert draft_of(told).answers["what_happened"] == f"they shout at me\n\n{said}"
    assert asks(told) == before


LONGER = (
    *A_CHILDS[:4],
    typed("She lied in court. She never rings me back. They shout at me."),
    *A_CHILDS[5:],
)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("take out the part about the court", "She never rings me back. They shout at me."),
        ("please take out the bit where she never rings", "She lied in court. They shout at me."),
        ("leave the shout at me bit out", "She lied in court. She never rings me back."),
    ],
)
def test_a_part_left_out_leaves_the_rest_of_the_story(said: str, left: str) -> None:
    told = after(begun(), *LONGER, typed(said))
    assert keys(told) == ["session.changed"]
    assert draft_of(told).answers["what_happened"] == left


def test_a_part_that_is_not_certain_leaves_the_story_and_is_asked_about() -> None:
    told = after(begun(), *LONGER, typed("take out the bit about my dad"))
    assert (
        draft_of(told).answers["what_happened"]
        == "She lied in court. She never rings me back. They shout at me."
    )


def test_what_is_added_where_the_story_is_asked_for_again_is_added() -> None:
    told = after(
        begun(), *LONGER, pressed("change"), pressed("what_happened"), typed("add that she was rude")
    )
    assert str(draft_of(told).answers["what_happened"]).startswith("She lied in court.")


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("my name is Jean and it was in september", {"name": "Jean"}),
        ("change the date to 5 November and the age to 14", {"age_band": "teen"}),
    ],
)
def test_two_answers_put_right_in_one_breath_are_both(said: str, changed: dict[str, str]) -> None:
    told = draft_of(after(begun(), *A_CHILDS, typed(said))).answers
    assert {id: told[id] for id in changed} == changed
    assert told["when_happened"] != draft_of(after(begun(), *A_CHILDS)).answers["when_happened"]


def test_whoever_will_not_say_their_name_keeps_the_day() -> None:
    told = after(begun(), *A_CHILDS[:7], typed("go back"), typed("no i dont want to say my name"))
    assert "when_happened" in draft_of(told).answers


def test_a_day_of_which_nobody_is_sure_is_kept() -> None:
    told = after(begun(), *A_CHILDS[:6], typed("not sure but maybe july or august", "dont_know"))
    assert "when_happened" in draft_of(told).answers


@pytest.mark.parametrize("said", ["that's right love, send it off", "lovely thats correct please send"])
def test_a_kind_yes_sends(said: str) -> None:
    assert after(begun(), *A_CHILDS, typed(said)).effect == Send()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("my name is Kayla", "safe_to_contact"),
        ("i changed my mind about the advocate", "wants_advocate"),
        ("take out the shouting bit", "what_happened"),
        ("what did i write", "safe_to_contact"),
    ],
)
def test_what_is_put_right_where_it_is_asked_what_is_safe_is_no_answer(said: str, asked: str) -> None:
    told = after(begun(), *AT_SAFE, typed(said))
    assert asks(told) == asked
    assert "safe_to_contact" not in draft_of(told).answers

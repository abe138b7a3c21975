"""Where nothing is being asked: what is not understood, other languages, and a case's own dates."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from backend.journeys.information import INFORMATION
from tests.chat.conftest import Door
from tests.chat.test_other_windows import up_to

pytestmark = pytest.mark.anyio


async def test_not_understood_twice_in_a_row_a_person_is_named(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("asdf")
    assert person.said() == ["session.unsure"]
    await person.type("qwer")
    assert person.said() == ["session.unsure_again"]
    assert person.last["choices"]


@pytest.mark.parametrize(
    "words", ["my bed is broken", "i hate the food", "I miss my mum", "the staff never listen"]
)
async def test_few_words_of_how_they_live_are_a_complaint_begun(door: Door, words: str) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means[words] = "out_of_scope"
    await person.type(words)
    assert "complaint.heard_story" in person.said() or "complaint.thank_story" in person.said()


@pytest.mark.parametrize(
    "words", ["the food at the fair was great", "my phone contract is too dear", "my room"]
)
async def test_few_words_of_anything_else_are_none(door: Door, words: str) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means[words] = "out_of_scope"
    await person.type(words)
    assert person.said() == ["session.unsure"]


async def test_another_script_is_answered_with_who_speaks_it(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("Θέλω να κάνω παράπονο")
    assert person.said() == ["session.answer.change_language"]


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("Dzień dobry, chcę złożyć skargę", "pl"),
        ("я хочу поскаржитися на соціального працівника", "uk"),
        ("اريد ان اشتكي على الباحثة الاجتماعية", "ar"),
        ("مجھے شکایت کرنی ہے", "ur"),
        ("vreau sa fac o plangere", "ro"),
        ("waxaan rabaa inaan cabasho sameeyo", "so"),
        ("dwi eisiau gwneud cwyn", "cy"),
    ],
)
async def test_who_complains_in_a_language_that_is_spoken_here_is_spoken_to_in_it(
    door: Door, written: str, tag: str
) -> None:
    door.rasa.means[written] = "change_language"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(written)
    assert "session.speaking" in person.said()
    assert person.last["asks"] == "about_whom"
    assert person.last["lang"] == tag


@pytest.mark.parametrize("band", ["child", "teen", "adult"])
async def test_every_question_is_answered_while_a_case_is_open(door: Door, band: str) -> None:
    door.rasa.means |= {"i want to complain": "make_complaint", **{f"{name}?": name for name in INFORMATION}}
    person = door.person()
    await person.arrive(council="rutland", age_band=band)
    await person.type("i want to complain")
    await up_to(person, None)
    for name in sorted(INFORMATION):
        await person.type(f"{name}?")
        assert person.last["text"], name
        if person.last["asks"] is not None:
            await person.type("stop")


async def test_after_sending_the_dates_told_are_those_of_the_case(door: Door) -> None:
    door.rasa.means |= {"i want to complain": "make_complaint", "when will they answer": "ask_deadline"}
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("when will they answer")
    assert person.said() == ["track.answer.deadline"]
    await person.type("i want to complain")
    await up_to(person, None)
    assert person.receipt is not None
    await person.type("when will they answer")
    assert person.said() == ["track.next.explained", "timeline.running"]
    assert "Thursday 16 April 2026" in person.last["text"]
    for asking_why in ("why that day", "why"):
        await person.type(asking_why)
        assert person.said() == ["track.next.explained", "timeline.running"]


async def test_words_that_were_not_understood_wait_in_the_complaint_that_a_button_then_begins(
    door: Door,
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    for words in ("purple boats over there", "eh", "and more of the boats"):
        await person.type(words)
        assert person.said()[0].startswith("session.unsure")
    await person.press("Tell you what went wrong")
    assert "session.ask.held" in person.said()
    assert "purple boats over there\n\nand more of the boats" in person.last["text"]
    await person.press("Use what I wrote")
    await up_to(person, "check_answers")
    assert "purple boats over there" in person.last["text"]


async def test_words_that_were_understood_in_the_end_do_not_wait(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("purple boats over there")
    door.rasa.means["how long does it take"] = "ask_deadline"
    await person.type("how long does it take")
    door.rasa.means["i want to complain"] = "make_complaint"
    await person.type("i want to complain")
    assert "session.ask.held" not in person.said()


NO_COMPLAINT = "i dont want to do a complaint i just want it to stop"


@pytest.mark.parametrize("heard", ["withdraw_complaint", "make_complaint", "request_advocate", "deny"])
async def test_whoever_wants_no_complaint_is_told_who_helps_whatever_the_model_hears(
    door: Door, heard: str
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means[NO_COMPLAINT] = heard
    await person.type(NO_COMPLAINT)
    assert person.said() == ["contact.person.team_phone", "advocate.answer.about", "session.where_to_start"]
    assert person.messages[0]["links"]
    assert person.asks is None


@pytest.mark.parametrize("button", ["Get an advocate", "Ask them to call me", "Tell you what went wrong"])
async def test_what_they_told_goes_along_with_what_they_choose_then(door: Door, button: str) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(NO_COMPLAINT)
    await person.press(button)
    assert "complaint.heard_story" in person.said()


async def test_a_yes_to_it_begins_nothing(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(NO_COMPLAINT)
    door.rasa.means["yes"] = "affirm"
    await person.type("yes")
    assert person.asks is None


@pytest.mark.parametrize(
    ("words", "heard", "said"),
    [
        ("not a complaint, Jo was kind to me, thank you", "give_compliment", "feedback.intro.compliment"),
        ("i dont want to complain what is an advocate", "ask_about_advocate", "advocate.answer.about"),
    ],
)
async def test_what_is_wished_or_asked_beside_it_is_answered_as_such(
    door: Door, words: str, heard: str, said: str
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means[words] = heard
    await person.type(words)
    assert said in person.said()
    assert "contact.person.team_phone" not in person.said()


async def test_a_story_that_ends_with_a_question_begins_a_complaint_and_is_answered(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    told = "my social worker moved me twice and nobody told me why. how long does this take?"
    door.rasa.means[told] = "ask_deadline"
    await person.type(told)
    assert {"complaint.heard_story", "track.answer.deadline"} <= set(person.said())
    assert person.asks == "role"
    assert all(not message["choices"] for message in person.messages[:-1])


@pytest.mark.parametrize(
    "asked",
    [
        "i sent my complaint three weeks ago and nobody has rung me back. how long do they have to answer?",
        "i am in care. how long does this take?",
    ],
)
async def test_a_question_with_a_few_words_before_it_is_a_question(door: Door, asked: str) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means[asked] = "ask_deadline"
    await person.type(asked)
    assert person.asks is None


OF_THE_PLANS_OWN: Mapping[str, tuple[str, ...]] = {
    "session.ask.stop": ("stop",),
    "complaint.ask.change": ("no",),
    "session.ask.held": (
        "he has got a knife and he is outside my door right now",
        "yes",
        "go on with my complaint",
    ),
}


@pytest.mark.parametrize("own", OF_THE_PLANS_OWN)
async def test_a_question_beside_the_plans_own_is_answered_and_that_comes_again(door: Door, own: str) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means["i want to complain"] = "make_complaint"
    await person.type("i want to complain")
    await up_to(person, "check_answers" if own == "complaint.ask.change" else "desired_outcome")
    for said in OF_THE_PLANS_OWN[own]:
        await person.type(said)
    for intent in sorted(INFORMATION - {"goodbye"}):
        door.rasa.means["hm tell me"] = intent
        answer = await person.send(text="hm tell me")
        assert (answer.status_code, person.said()[-1]) == (200, own), intent
        assert len(person.messages) > 1, intent
    door.rasa.means["well bye"] = "goodbye"
    assert (await person.send(text="well bye")).status_code == 200

"""What is said in another place, another order, or after it was passed over: heard, and not asked again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from backend.journeys import days, plan
from backend.journeys.children import names
from backend.journeys.draft import Draft, Inform, Step, Switch, Understood
from backend.journeys.hearing import questions
from backend.journeys.hearing.speakers import who
from backend.journeys.hearing.stories import is_a_wish, mended_spelling, names_care, tells_of_deeds
from backend.journeys.listening import journey_of
from backend.journeys.pointing import as_they_stand
from backend.journeys.subjects import main
from backend.journeys.withdraw import told_to_withdraw
from backend.journeys.words import withdraws
from tests.journeys.lives import with_case
from tests.journeys.worlds import (
    A_CHILDS,
    AT_RUTLAND,
    NOWHERE,
    TODAY,
    after,
    asks,
    begun,
    draft_of,
    keys,
    pressed,
    starts,
    typed,
    wished,
)

A_TEENAGER = (pressed("self"), pressed("young_person"), pressed("teen"))
AT_STORY = (*A_TEENAGER, pressed("yes"))
AT_MORE = (*AT_STORY, typed("they shout at me"))
AT_OUTCOME = (*AT_MORE, pressed("no"), typed("last week"), pressed("staff"))
AT_ADVOCATE = (*AT_OUTCOME, wished("skip"))


def _told(*messages: Understood) -> Mapping[str, object]:
    return draft_of(after(begun(), *messages)).answers


# --- passed over, then said


@pytest.mark.parametrize(
    "words",
    [
        "i want to say something about my review meeting",
        "I'd like to tell someone what happened at my placement",
        "i need to talk about my contact",
        "we want to explain how they treated us",
    ],
)
def test_wanting_to_tell_is_no_outcome(words: str) -> None:
    assert not is_a_wish(words)
    assert "desired_outcome" not in draft_of(begun(f"{words}. nobody listened")).answers


@pytest.mark.parametrize(
    "words",
    [
        "i want to say goodbye to my foster mum",
        "i want them to say what happened",
        "i want them to explain why they moved me",
        "i want to tell my side at the meeting",
    ],
)
def test_what_is_to_be_said_by_or_to_others_is_one(words: str) -> None:
    assert is_a_wish(words)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("I turned 18 in june and my PA has not done my pathway plan", None),
        ("my birthday was in june and nobody came to see me", None),
        ("i was born in march, and they stopped my money", None),
        ("they stopped my money in june when i turned 18", "2026-06-01"),
        ("on my 18th birthday in june they made me leave", "2026-06-01"),
        ("I turned 18 in june and they stopped my money in august", "2026-08-01"),
    ],
)
def test_a_birthday_is_not_when_it_happened(words: str, month: str | None) -> None:
    when = _told(*AT_STORY, typed(words)).get("when_happened")
    assert (when["from"] if isinstance(when, Mapping) else None) == month


def test_a_wish_that_was_passed_over_is_taken_when_it_is_said() -> None:
    said = after(begun(), *AT_ADVOCATE, typed("i want them to say sorry"))
    assert draft_of(said).answers["desired_outcome"] == "i want them to say sorry"
    assert (keys(said), asks(said)) == (["complaint.heard"], "wants_advocate")


def test_wanting_to_go_back_somewhere_is_no_step_back() -> None:
    said = after(begun(), *AT_ADVOCATE, typed("i want to go back to my old placement", "go_back"))
    assert draft_of(said).answers["desired_outcome"] == "i want to go back to my old placement"
    assert asks(said) == "wants_advocate"


def test_a_second_wish_stands_beside_the_first() -> None:
    told = _told(*AT_MORE, typed("i want a new social worker"), typed("i want my phone back"))
    assert told["desired_outcome"] == "i want a new social worker\n\ni want my phone back"


def test_a_wish_taken_back_makes_room_for_the_next() -> None:
    said = after(begun(), *AT_MORE, typed("i want her sacked"), typed("actually nah i want a sorry from her"))
    assert draft_of(said).answers["desired_outcome"] == "actually nah i want a sorry from her"
    assert "session.changed" in keys(said)


def test_a_wish_is_no_point_of_the_story() -> None:
    long = "They moved my contact with my mum and nobody told me why. " * 3
    draft = Draft(
        "complaint",
        {
            "what_happened": f"{long}{long}\n\ni want a new social worker",
            "desired_outcome": "i want a new social worker",
        },
    )
    assert all("i want" not in point for point in as_they_stand(draft))


# --- the question before this one


@pytest.mark.parametrize(
    ("words", "asked", "value", "said"),
    [
        ("me", "about_whom", "self", "complaint.known_already"),
        ("15", "age_band", "teen", "complaint.known_already"),
        ("19", "age_band", "adult", "session.changed"),
        ("im 19 actually", "age_band", "adult", "session.changed"),
        ("care leaver", "role", "care_leaver", "session.changed"),
    ],
)
def test_an_answer_to_an_earlier_question_is_known_or_changed(
    words: str, asked: str, value: str, said: str
) -> None:
    at_council = after(begun(), *A_TEENAGER, typed(words, "correct_previous_answer" if " " in words else "x"))
    assert draft_of(at_council).answers[asked] == value
    assert (said in keys(at_council), asks(at_council)) == (True, "council")


def test_an_age_says_how_to_speak_before_it_is_known_who_is_speaking() -> None:
    said = after(begun(), pressed("self"), typed("19"))
    assert (asks(said), plan.voice(draft_of(said))) == ("role", "adult")


@pytest.mark.parametrize(
    "words", ["it was my personal advisor not my social worker", "my social worker", "my mum"]
)
def test_who_somebody_else_is_says_not_who_is_speaking(words: str) -> None:
    assert "role" not in _told(pressed("self"), typed(words))


def test_a_correction_that_puts_no_answer_right_is_of_the_story() -> None:
    text = "actually it was my personal advisor not my social worker"
    said = after(
        begun("my social worker never rings me back"),
        pressed("young_person"),
        typed(text, "correct_previous_answer"),
    )
    assert text in str(draft_of(said).answers["what_happened"])
    assert draft_of(said).answers["role"] == "young_person"
    assert asks(said) == "age_band"


def test_a_no_that_takes_back_a_day_is_no_answer_about_the_council() -> None:
    said = after(begun(), *A_TEENAGER, typed("no wait it was tuesday", "correct_previous_answer"))
    assert draft_of(said).proposed == ("rutland",)
    assert draft_of(said).answers["when_happened"]["from"] == "2026-11-17"  # type: ignore[index]


@pytest.mark.parametrize("words", ["she cancelled 4 visits", "shouts", "they never came"])
def test_what_happened_is_kept_where_the_council_is_asked_for(words: str) -> None:
    said = after(begun(), *A_TEENAGER, typed(words))
    assert (draft_of(said).answers["what_happened"], asks(said)) == (words, "council")


def test_a_day_alone_is_no_story() -> None:
    said = after(begun(), *AT_STORY, typed("last week"))
    assert (asks(said), keys(said)) == ("what_happened", ["complaint.heard"])


def test_another_number_takes_the_place_of_the_first() -> None:
    reach = (*AT_ADVOCATE, pressed("no"), wished("skip"), pressed("text"), typed("07700 900123"))
    said = after(begun(), *reach, wished("skip"), typed("no its 07700 900124"))
    assert draft_of(said).answers["contact_detail"] == "07700 900124"
    assert "session.changed" in keys(said)


@pytest.mark.parametrize(
    ("words", "asked", "value"),
    [
        ("change my name to Jayden", "name", "Jayden"),
        ("please change my age to 10", "age_band", "child"),
    ],
)
def test_an_answer_is_changed_by_its_name_at_once(words: str, asked: str, value: str) -> None:
    said = after(begun(), *AT_ADVOCATE, pressed("no"), typed("Jay"), typed(words))
    assert draft_of(said).answers[asked] == value
    assert (keys(said), asks(said)) == (["session.changed"], "contact_method")


# --- spelling


@pytest.mark.parametrize(
    ("words", "word"), [("*visited", "visited"), ("September*", "September"), ("5*", "5")]
)
def test_a_word_with_a_star_is_spelling(words: str, word: str) -> None:
    assert mended_spelling(words) == word


@pytest.mark.parametrize("words", ["visited", "* a list of things", "f*** off", "two words*"])
def test_other_stars_are_not(words: str) -> None:
    assert mended_spelling(words) is None


def test_spelling_needs_no_correcting_and_is_no_childs_name() -> None:
    at_name = (pressed("somebody_else"), pressed("parent"))
    said = after(begun(), *at_name, typed("*visited"))
    assert (keys(said), asks(said)) == (["session.spelling"], "child_name")
    mended = after(begun(), *at_name, typed("Elma"), typed("*Ella"))
    assert draft_of(mended).answers["child_name"] == "Ella"


# --- begun in few words, or in a roundabout way


@pytest.mark.parametrize(
    "words", ["my foster carer", "its my social worker", "my key worker", "my placement"]
)
def test_the_name_of_somebody_of_care_begins_a_complaint(words: str) -> None:
    assert names_care(words)


@pytest.mark.parametrize("words", ["my mum", "carer", "my social worker is great", "social worker jobs"])
def test_other_few_words_do_not(words: str) -> None:
    assert not names_care(words)


def test_a_greeting_with_a_story_behind_it_is_a_story() -> None:
    assert tells_of_deeds("hello i mother. social worker no come. my son 8 year. i not understand letter")
    assert not tells_of_deeds("hello how are you")
    assert not tells_of_deeds("hi there i was wondering how this works as nobody told me anything about it")
    assert not tells_of_deeds("hi, can you tell me why nobody has come to see us this month?")


LOUD = "YOU PEOPLE TOOK MY KIDS' CONTACT AWAY WITHOUT EVEN TELLING ME. I WANT ANSWERS NOW"


@pytest.mark.parametrize(
    ("text", "confidence", "journey"),
    [
        (LOUD, 0.37, "complaint"),
        (LOUD, 0.9, "contact"),
        ("change my number", 0.4, "contact"),
        (
            "I want to change how they reach me for my complaint, they never ring the right number",
            0.4,
            "contact",
        ),
    ],
)
def test_a_long_message_that_the_model_is_unsure_of_is_a_story(
    text: str, confidence: float, journey: str
) -> None:
    assert (
        journey_of(Understood(text, "change_contact_details", confidence), "change_contact_details")
        == journey
    )


# --- who it is about


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("a complaint for two siblings, Maya 9 and Dan 13", "Maya and Dan"),
        ("on behalf of Maya (9), Dan (13)", "Maya, Dan"),
        ("my son Sam aged 7 was moved", "Sam"),
    ],
)
def test_an_age_behind_a_childs_name_is_not_part_of_it(text: str, called: str) -> None:
    assert names(text) == called


def test_the_council_somebody_fosters_for_is_no_child() -> None:
    told = draft_of(
        begun("I'm a foster carer for Surrey and the boy I look after never sees his brother")
    ).answers
    assert "child_name" not in told
    assert (told["about_whom"], told["relationship"]) == ("somebody_else", "foster_carer")


def test_a_designated_teacher_is_a_teacher() -> None:
    assert who("I write as the designated teacher")["relationship"] == "teacher"


def test_since_a_move_says_when_it_was_and_not_what_it_is_about() -> None:
    assert main("nobody has signed for me since i moved here") is None
    assert main("they moved me with no warning") == "move"


# --- an advocate like this


def test_somebody_who_signs_is_noted_and_no_advocate_is_offered_again() -> None:
    said = after(begun(), *A_TEENAGER, typed("i want somebody who signs", "request_advocate"))
    assert draft_of(said).answers["wants_advocate"] == "yes"
    assert "i want somebody who signs" in str(draft_of(said).answers["what_happened"])
    assert "desired_outcome" not in draft_of(said).answers


# --- no complaint here, or none that can be opened


def test_who_has_no_complaint_and_wants_to_meet_asks_the_team() -> None:
    wants = plan.begin(
        "talk", typed("can i have a meeting with the manager", "ask_for_mediation"), AT_RUTLAND
    )
    assert asks(wants) == "has_case"
    led = after(wants, pressed("no")).effect
    assert isinstance(led, Switch)
    assert led.journey == "enquiry"
    assert led.carry["what_happened"] == "can i have a meeting with the manager"
    begun_anew = plan.begin("enquiry", typed("no"), AT_RUTLAND, carry=led.carry)
    assert draft_of(begun_anew).answers["what_happened"] == "can i have a meeting with the manager"
    assert asks(begun_anew) == "council"


def test_who_has_no_reference_takes_along_what_they_told() -> None:
    first = "I got the answer to my complaint yesterday and I do not accept what it says at all"
    more = "the manager looked at half of what i asked about and left out the rest"
    wants = plan.begin("escalate", typed(first, "escalate_complaint"), AT_RUTLAND)
    led = after(wants, typed(more), typed("i dont have any reference")).effect
    assert isinstance(led, Switch)
    assert led.carry == {"wish": "go_further", "about_which": f"{first}\n\n{more}"}
    earlier = plan.begin(
        "about_earlier_complaint", typed("i dont have any reference"), AT_RUTLAND, carry=led.carry
    )
    assert draft_of(earlier).answers["answered_on"]["from"] == str(TODAY.replace(day=19))  # type: ignore[index]
    again = after(earlier, typed("take it further", "escalate_complaint"))
    assert (keys(again), asks(again)) == (["complaint.known_already"], "council")


def test_another_wish_of_a_complaint_that_cannot_be_opened_is_changed() -> None:
    earlier = plan.begin("about_earlier_complaint", starts("about_earlier_complaint"), NOWHERE)
    changed = after(after(earlier, pressed("to_know")), wished("withdraw_complaint"))
    assert draft_of(changed).answers["wish"] == "withdraw"
    assert keys(changed) == ["session.changed"]


# --- a question at the end of a story, and asking again


def test_a_story_that_ends_with_a_question_is_kept_whole_and_the_question_answered() -> None:
    told = (
        "They say I cannot have the minutes of the meeting about her. What is parental responsibility anyway?"
    )
    said = after(begun(), *AT_STORY, typed(told))
    assert draft_of(said).answers["what_happened"] == told
    assert said.effect == Inform("ask_who_can_complain", "What is parental responsibility anyway?")


def test_a_question_that_nobody_marks_is_answered_behind_a_story_and_behind_an_answer() -> None:
    told = "they said he should have come more but they wont say sorry, can i bring my sister to the panel"
    said = after(begun(), *AT_STORY, typed(told))
    assert draft_of(said).answers["what_happened"] == told
    assert said.effect == Inform("ask_stage_explained", "can i bring my sister to the panel")
    both = after(begun(), typed("about me and what happens about court"))
    assert draft_of(both).answers["about_whom"] == "self"
    assert both.effect == Inform("ask_what_can_complain_about", "what happens about court")


WITH_A_QUESTION = "they moved me and nobody told me why. how long does this take?"


@pytest.mark.parametrize("before", [AT_STORY, AT_MORE])
def test_a_question_behind_a_few_words_of_a_story_is_answered_and_all_of_it_kept(
    before: tuple[Understood, ...],
) -> None:
    said = after(begun(), *before, typed(WITH_A_QUESTION))
    assert str(draft_of(said).answers["what_happened"]).endswith(WITH_A_QUESTION)
    assert said.effect == Inform("ask_deadline", "how long does this take?")


def test_a_question_behind_a_first_message_is_answered_before_the_first_question() -> None:
    first = begun(WITH_A_QUESTION, "say_what_happened")
    assert draft_of(first).answers["what_happened"] == WITH_A_QUESTION
    assert first.effect == Inform("ask_deadline", "how long does this take?")


def test_a_question_in_anger_at_the_end_of_a_story_is_a_part_of_it() -> None:
    told = "they cancelled contact four times. how long do they think a child can wait?"
    said = after(begun(), *AT_STORY, typed(told))
    assert draft_of(said).answers["what_happened"] == told
    assert said.effect is None


@pytest.mark.parametrize(
    ("before", "words", "answers", "about"),
    [
        (AT_STORY[:1], "im in care. who sees this?", {"role": "young_person"}, "ask_confidentiality"),
        (AT_MORE, "no thats it. what happens next?", {"anything_else": "no"}, "ask_what_happens_next"),
        (AT_OUTCOME[:-2], "last tuesday, how long does this take?", {"when_happened": None}, "ask_deadline"),
        (AT_ADVOCATE, "yes please. is it free?", {"wants_advocate": "yes"}, "ask_who_can_complain"),
    ],
)
def test_an_answer_with_a_question_behind_it_is_taken_and_the_question_answered(
    before: tuple[Understood, ...], words: str, answers: Mapping[str, object], about: str
) -> None:
    said = after(begun(), *before, typed(words))
    for id, value in answers.items():
        assert id in draft_of(said).answers
        assert value in (None, draft_of(said).answers[id])
    assert isinstance(said.effect, Inform)
    assert said.effect.intent == about


def test_asking_again_does_not_make_up_for_what_was_not_understood() -> None:
    lost: Step = after(begun(), typed("k"), typed("?"), typed("k"))
    assert "contact.person.childline" in keys(lost)


# --- a name alone, after it was passed over

PASSED_OVER = (*AT_ADVOCATE, wished("skip"), wished("skip"), pressed("none"))


@pytest.mark.parametrize("name", ["Amina", "Amina Khan", "O'Neill", "Jean-Luc", "Zoë"])
def test_a_bare_name_at_the_read_back_is_the_name_that_was_passed_over(name: str) -> None:
    back = after(begun(), *PASSED_OVER)
    assert asks(back) == "check_answers"
    told = after(back, typed(name, "say_what_happened", 0.4))
    assert (keys(told), asks(told)) == (["complaint.heard"], "check_answers")
    assert draft_of(told).answers["name"] == name
    assert draft_of(told).answers["what_happened"] == draft_of(back).answers["what_happened"]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Great",
            "Thank You",
            "Perfect!",
            "amina",
            "Amina rang me",
            "Foster Care",
            "Hello",
            "Rutland",
            "Send",
        ),
        *("Skip", "Kent", "Monday Morning", "Next Week", "NEVER CAME", "Delete", "Crap"),
    ],
)
def test_what_may_be_no_name_is_not_taken_for_one(text: str) -> None:
    assert "name" not in _told(*PASSED_OVER, typed(text))


def test_a_name_that_was_told_is_not_changed_by_a_bare_one() -> None:
    named = (*AT_ADVOCATE, wished("skip"), typed("Sam"), pressed("none"))
    assert _told(*named, typed("Amina"))["name"] == "Sam"


def test_whose_name_it_is_is_not_guessed_where_the_childs_was_passed_over_too() -> None:
    of_a_child = (pressed("somebody_else"), pressed("parent"))
    passed = after(begun(), *of_a_child)
    for _ in range(20):
        if asks(passed) == "check_answers":
            break
        answers = {
            "council": pressed("yes"),
            "what_happened": typed("she never came"),
            "anything_else": pressed("no"),
        }
        passed = after(passed, answers.get(str(asks(passed)), wished("skip")))
    assert {"name", "child_name"} <= set(draft_of(passed).skipped)
    assert not {"name", "child_name"} & set(draft_of(after(passed, typed("Amina"))).answers)


@pytest.mark.parametrize("told", ["NOBODY LISTENED", "THEY LIED", "Bullied"])
def test_what_happened_in_capitals_is_kept_as_it_is_told(told: str) -> None:
    asked = after(begun(), *AT_ADVOCATE)
    kept = after(asked, typed(told, "say_what_happened", 0.6))
    assert told in str(draft_of(kept).answers["what_happened"])


# --- a complaint taken back, however much is told with it

TAKES_IT_BACK = (
    "I want to withdraw it because he hits me",
    "i want to withdraw my complaint he hits me when he finds out",
    "please withdraw it",
    "can you withdraw it please",
    "I'd like to withdraw the whole complaint, he said he would hurt me",
    "i need to drop it cos he shouts at me",
    "i just want to stop my complaint. my dad hits me because of it",
    "i have decided to withdraw",
    "i told my social worker i want to withdraw my complaint",
    "my carer said she will hit me so i want to drop it",
    "as i said please withdraw it",
    "she wants me gone and i want to withdraw",
    "he hits me. i want to drop my complaint",
    "i want to take it back because my carer said so",
)
TAKES_NOTHING_BACK = (
    "i dont want to withdraw it he hits me",
    "he wants me to withdraw it and hits me",
    "she told me to drop it or he will hit me",
    "she told me please withdraw it, he hits me",
    "the carer says i need to drop it or she will hit me",
    "my social worker told me please drop it when i said he hits me",
    "he keeps telling me i need to drop my complaint",
    "my mum thinks i want to drop it",
    "they asked my mum please drop the complaint",
    "he told me to say i want to withdraw it",
    "they made me withdraw my complaint",
    "i want to withdraw my son from school",
    "i want to withdraw my consent",
    "i want it to stop he hits me",
    "i want him to stop hitting me",
    "i want to cancel the move",
    "i want to take it back to the shop",
    "he wont drop it",
    "stop it",
)


@pytest.mark.parametrize("words", TAKES_IT_BACK)
def test_whoever_takes_a_complaint_back_is_heard_whatever_else_they_tell(words: str) -> None:
    assert withdraws(words)


@pytest.mark.parametrize("words", TAKES_NOTHING_BACK)
def test_what_others_want_withdrawn_or_something_else_taken_back_is_no_such_wish(words: str) -> None:
    assert not withdraws(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("I want to withdraw it because he hits me", True),
        ("i want to drop my complaint, they shouted at me", True),
        ("i want to withdraw my complaint", False),
        ("please stop my complaint now", False),
    ],
)
def test_why_somebody_stops_is_not_asked_where_it_was_told_with_the_wish(words: str, told: bool) -> None:
    begun_with = plan.begin("withdraw", typed(words, "withdraw_complaint"), AT_RUTLAND)
    assert ("withdraw_reason" in draft_of(begun_with).answers) == told


OPEN = with_case("new")
AT_WHY_IT_STOPS = plan.begin("withdraw", typed("stop my complaint", "withdraw_complaint"), OPEN)
TOLD_TO_WITHDRAW = (
    "stop it my key worker told me to drop it or ill lose my flat",
    "my foster mum says i have to take it back",
    "my social worker wants me to withdraw",
    "key worker says drop it or else",
    "i was told to cancel my complaint",
    "they are forcing me to drop my complaint",
    "my dad is making me take it back",
    "im being made to withdraw",
)
TOLD_SOMETHING_ELSE = (
    "they told me to drop it but i wont",
    "nobody told me to drop it",
    "they never told me to drop it",
    "can my foster mum make me take it back",
    "i told her to drop it",
    "they asked me to withdraw my consent",
    "my mum told me to take it back to the shop",
    "he told me to drop it off at the office",
    "he made me drop it on the floor",
    "she made me take my phone back",
    "they told me to stop it",
    "my mum says i have to take my meds",
)


@pytest.mark.parametrize("words", TOLD_TO_WITHDRAW)
def test_whoever_is_told_to_take_a_complaint_back_is_heard_to_say_so(words: str) -> None:
    assert told_to_withdraw(words)


@pytest.mark.parametrize("words", TOLD_SOMETHING_ELSE)
def test_what_others_ask_for_besides_is_no_pressure_to_take_a_complaint_back(words: str) -> None:
    assert not told_to_withdraw(words)


@pytest.mark.parametrize(
    ("words", "pressed"),
    [
        ("i want to cancel my complaint because my key worker said i have to", True),
        ("i want to drop my complaint because they made me", True),
        ("i want to withdraw it cos she said id lose my flat", True),
        ("i want to withdraw it, i was told to", True),
        ("i want to withdraw it, my mum wants me to stop", True),
        ("i want to withdraw it because it got sorted", False),
        ("i want to withdraw it because they said i have to move schools", False),
        ("i want to withdraw it because they told me what happened", False),
        ("i want to withdraw it, nobody told me to", False),
        ("i want to withdraw it, no one is making me", False),
    ],
)
def test_whether_somebody_asked_for_it_is_not_asked_where_it_was_told(words: str, pressed: bool) -> None:
    begun_with = plan.begin("withdraw", typed(words, "withdraw_complaint"), AT_RUTLAND)
    assert ("asked_to_stop" in draft_of(begun_with).answers) == pressed
    told_later = after(AT_WHY_IT_STOPS, typed(words), world=OPEN)
    assert (draft_of(told_later).answers.get("asked_to_stop") == "yes") == pressed
    assert asks(told_later) == ("confirm_withdraw" if pressed else "asked_to_stop")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("yes she said id lose my flat", "yes"),
        ("yeah my mum did", "yes"),
        ("my key worker told me to", "yes"),
        ("no but my mum said i should", "yes"),
        ("no its cos im bored of it", "no"),
        ("nah i decided it myself", "no"),
    ],
)
def test_a_yes_or_no_to_whether_somebody_asked_may_say_more_and_that_is_kept(words: str, answer: str) -> None:
    said = after(AT_WHY_IT_STOPS, wished("skip"), typed(words), world=OPEN)
    assert draft_of(said).answers["asked_to_stop"] == answer
    assert draft_of(said).answers["withdraw_reason"] == words
    assert asks(said) == "confirm_withdraw"


def test_a_plain_yes_is_no_reason() -> None:
    said = after(AT_WHY_IT_STOPS, wished("skip"), typed("yes"), world=OPEN)
    assert "withdraw_reason" not in draft_of(said).answers


# --- a yes that says which


@pytest.mark.parametrize("heard", ["affirm", "deny", "correct_previous_answer", "request_advocate"])
@pytest.mark.parametrize(
    "words",
    [
        "yes but not the lady who came last time",
        "yes but a woman please",
        "yes please not a man",
        "ok but not her again",
        "yes as long as its not Jan",
        "yes if its someone different",
        "yes but i dont want them to tell my mum",
        "only if its a man",
    ],
)
def test_a_yes_to_an_advocate_with_a_wish_is_a_yes_and_the_wish_is_kept(words: str, heard: str) -> None:
    said = after(begun(), *AT_ADVOCATE, typed(words, heard))
    assert draft_of(said).answers["wants_advocate"] == "yes"
    assert str(draft_of(said).answers["what_happened"]).endswith(words)
    assert asks(said) == "name"


@pytest.mark.parametrize(
    ("words", "answer"),
    [("yes", "yes"), ("yes please", "yes"), ("no thanks", "no"), ("yes but not now", "no")],
)
def test_a_plain_answer_to_an_advocate_is_no_part_of_the_story(words: str, answer: str) -> None:
    said = after(begun(), *AT_ADVOCATE, typed(words))
    assert draft_of(said).answers.get("wants_advocate") == answer
    assert draft_of(said).answers["what_happened"] == "they shout at me"


# --- put right in other words


KAI = (pressed("both"), *A_TEENAGER[1:], pressed("sibling"), typed("Kia"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("my brothers name is wrong its Kai", "Kai"),
        ("his name's wrong, it should be Kai", "Kai"),
        ("actually its spelled Kai", "Kai"),
        ("its spelt with a y", "Kia"),
        ("my name is wrong its Kai", "Kia"),
    ],
)
def test_a_childs_name_is_put_right_in_other_words(words: str, name: str) -> None:
    assert _told(*KAI, typed(words))["child_name"] == name


AT_READ_BACK = (*AT_ADVOCATE, pressed("no"), typed("Sam"), pressed("none"))


def test_an_address_told_at_the_read_back_is_how_to_reach_them() -> None:
    told = _told(*AT_READ_BACK, typed("they can email sam@example.com its only me that sees it"))
    assert (told["contact_method"], told["contact_detail"]) == ("email", "sam@example.com")
    assert "example.com" not in str(told["what_happened"])


@pytest.mark.parametrize(
    "words", ["when isnt june thats just my bday, it was yesterday", "it was not last week, it was yesterday"]
)
def test_a_day_is_put_right_at_the_read_back(words: str) -> None:
    told = _told(*AT_READ_BACK, typed(words))
    assert told["when_happened"]["from"] == "2026-11-19"  # type: ignore[index]
    assert words not in str(told["what_happened"])


@pytest.mark.parametrize(
    "said",
    ["can i have one", "can i have one please", "yes please can i have one", "could i get an advocate then"],
)
def test_an_advocate_asked_for_politely_is_wanted(said: str) -> None:
    asked = draft_of(after(begun(), *A_CHILDS))
    again = replace(asked, asking="wants_advocate", answers=_without(asked, "wants_advocate"))
    assert draft_of(plan.step(again, typed(said), AT_RUTLAND)).answers.get("wants_advocate") == "yes"


@pytest.mark.parametrize(
    "said", ["keep it", "keep it the same", "leave it as it is", "nvm keep it", "leave it"]
)
@pytest.mark.parametrize("asking", ["what_happened", "when_happened", "desired_outcome"])
def test_an_answer_that_is_to_stay_as_it_is_stays(asking: str, said: str) -> None:
    sent = draft_of(after(begun(), *A_CHILDS))
    answers = {"what_happened": "they shout at me", "when_happened": days.when("in may", TODAY)}
    told = {**sent.answers, **answers, "desired_outcome": "say sorry"}
    before = replace(sent, asking=asking, answers=told)
    done = draft_of(plan.step(before, typed(said), AT_RUTLAND))
    assert done.answers[asking] == before.answers[asking]


@pytest.mark.parametrize("said", ["to know why", "for someone to tell me why"])
def test_to_be_told_why_is_a_wish(said: str) -> None:
    asked = draft_of(after(begun(), *A_CHILDS))
    again = replace(asked, asking="desired_outcome", answers=_without(asked, "desired_outcome"))
    meant = Understood(said, "ask_why", 0.97)
    assert draft_of(plan.step(again, meant, AT_RUTLAND)).answers.get("desired_outcome") == said


@pytest.mark.parametrize("name", ["Can Yilmaz", "Do Nguyen", "How Chen", "Will"])
def test_a_name_that_is_a_word_of_questions_is_a_name(name: str) -> None:
    asked = draft_of(after(begun(), *A_CHILDS))
    again = replace(asked, asking="name", answers=_without(asked, "name"))
    assert draft_of(plan.step(again, typed(name), AT_RUTLAND)).answers.get("name") == name


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("can i just say it makes me feel like she doesnt care", True),
        ("can i add that they never came to the review", True),
        ("can i say it in french", False),
        ("can i say something", False),
        ("can i tell you later", False),
    ],
)
def test_what_is_told_with_leave_is_told(said: str, tells: bool) -> None:
    assert questions.tells_politely(said) is tells


def _without(draft: Draft, id: str) -> dict[str, object]:
    return {name: value for name, value in draft.answers.items() if name != id}

"""What somebody does with a case in the chat ends in the case; without it, in a wish written down."""

from __future__ import annotations

from typing import Any

import pytest

from backend.cases.viewers import COMPLAINANT
from backend.journeys.words import says_it_was_answered
from backend.services import accesses, casework, complaints
from backend.services.complaints import OpenCase
from backend.services.facts import after_sending
from backend.staff.views import file_view
from backend.views import case_view
from tests.chat.conftest import Door
from tests.chat.talking import Person, up_to

pytestmark = pytest.mark.anyio

MEANS = {
    "i want to complain": "make_complaint",
    "i want to go to stage 2": "escalate_complaint",
    "stop my complaint": "withdraw_complaint",
    "can i get an advocate": "request_advocate",
    "please stop them moving me": "ask_to_pause_decision",
    "how do i go further": "escalate_complaint",
    "i have a new number": "change_contact_details",
}


async def _sent(door: Door) -> Person:
    """Somebody whose complaint was just sent."""
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    await up_to(person, None)
    assert person.receipt is not None
    return person


def _case(door: Door, reference: str) -> OpenCase:
    with door.inst.store.read() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        return complaints.require(door.inst, tx, row.id)


def _kinds(case: OpenCase) -> list[str]:
    return [event.kind for event in case.events]


def _staff(door: Door, case: OpenCase, kind: str, **data: Any) -> None:
    with door.inst.store.begin() as tx:
        tx.events.append(case.row.id, kind, door.inst.today(), data, "staff:1", door.inst.clock.now())
        complaints.project(door.inst, tx, case.row)


@pytest.mark.parametrize(("detail", "answered"), [("skip", False), ("sam@example.org", True)])
async def test_that_they_answer_there_is_said_only_where_an_address_was_told(
    door: Door, detail: str, answered: bool
) -> None:
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    await up_to(person, "contact_method")
    await person.press("By email")
    await person.type(detail)
    await up_to(person, None)
    case = _case(door, (person.receipt or {})["reference"])
    assert after_sending(door.inst, case)["answer_to"] is answered


async def test_an_answer_that_did_not_satisfy_goes_to_stage_2_with_its_reason(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    _staff(door, _case(door, reference), "stage1_responded")
    await person.type("i want to go to stage 2")
    assert (person.said()[:2], person.asks) == (
        ["option.ask_for_stage2.answered", "escalate.stage2_is"],
        "escalation_reason",
    )
    await person.type("they did not read what i wrote")
    await person.type("say sorry")
    assert person.asks == "check_answers"
    assert "they did not read what i wrote" in person.last["text"]
    await person.type("yes")
    assert "escalate.done_stage2" in person.said()
    case = _case(door, reference)
    assert _kinds(case)[-1] == "stage2_requested"
    assert "they did not read what i wrote" in case.words.values()


async def test_the_team_never_reads_a_key_that_stood_in_the_first_words(door: Door) -> None:
    sent = (await _sent(door)).receipt or {}
    reference, key = sent["reference"], sent["key"]
    _staff(door, _case(door, reference), "stage1_responded")
    told = f"i had an answer to {reference} {key} and it says nothing about my bag, i want stage 2"
    door.rasa.means[told] = "escalate_complaint"
    again = door.person()
    await again.arrive(council="rutland")
    await again.type(told)
    await up_to(again, "check_answers")
    await again.type("yes")
    case = _case(door, reference)
    assert _kinds(case)[-1] == "stage2_requested"
    words = " ".join(str(text) for text in case.words.values())
    assert "it says nothing about my bag" in words
    assert key not in words


async def test_nobody_need_wait_for_an_answer_that_is_late(door: Door) -> None:
    person = await _sent(door)
    reference, key = (person.receipt or {})["reference"], (person.receipt or {})["key"]
    door.clock.move(days=40)
    back = door.person()
    await back.arrive(council="rutland")
    await back.type("i want to go to stage 2")
    assert back.asks == "reference"
    await back.type(reference)
    await back.type(key)
    assert "option.ask_for_stage2.no_answer" in back.said()
    await back.type("skip")
    await back.type("skip")
    await back.type("yes")
    assert "escalate.done_late" in back.said()
    assert _case(door, reference).timeline.stage == 2


async def test_stopping_is_taken_back_and_going_on_is_offered_first(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("stop my complaint")
    await person.type("my carer told me to")
    assert (person.asks, person.last["say"]) == ("confirm_withdraw", "withdraw.ask.confirm_pressed")
    assert person.last["choices"][0]["title"] == "Go on with my complaint"
    await person.press("Stop it")
    assert _case(door, reference).timeline.status == "withdrawn"
    with door.inst.store.read() as tx:
        assert [alert.tier for alert in tx.alerts.open()] == ["concern"]
    await person.press("Go on with it after all")
    await person.type("yes")
    assert _case(door, reference).timeline.status == "open"


@pytest.mark.parametrize("text", ["can they cancel my complaint", "can they shut it down"])
async def test_what_others_may_do_stops_and_pauses_nothing(door: Door, text: str) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    door.rasa.means[text] = "withdraw_complaint"
    await person.type(text)
    assert (person.said(), person.asks) == (["withdraw.your_choice"], None)
    _staff(door, _case(door, reference), "closed")
    await person.type(text)
    assert (person.said(), person.asks) == (["option.closed"], None)


async def test_whom_they_are_not_to_tell_is_written_to_the_team(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    door.rasa.means["i dont want them to talk to my mum"] = "ask_for_mediation"
    await person.type("i dont want them to talk to my mum")
    assert person.said()[-1] == "write.ask.check_message"
    await person.type("yes")
    assert "write.done_message" in person.said()
    assert "i dont want them to talk to my mum" in _case(door, reference).words.values()


@pytest.mark.parametrize("text", ["i lost my key", "i forgot my reference number"])
async def test_who_lost_reference_or_key_with_it_open_is_told_the_reference(door: Door, text: str) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type(text)
    assert (person.said(), person.asks) == (["track.status.open", "case.door.lost"], None)
    assert reference in person.messages[0]["text"]
    await person.press("A new reference or key")
    assert person.said()[0] == "earlier.intro"


async def test_who_lost_the_key_with_nothing_open_asks_for_a_new_one(door: Door) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i lost my key")
    assert person.said()[0] == "earlier.intro"


async def test_going_on_changes_nothing(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("stop my complaint")
    await person.type("skip")
    await person.type("no")
    await person.press("Go on")
    assert person.said() == ["withdraw.going_on"]
    assert _kinds(_case(door, reference)) == ["received"]


async def test_what_is_not_open_is_told_with_why_and_what_is(door: Door) -> None:
    person = await _sent(door)
    await person.press("Talk")
    await person.type("i want to go to stage 2")
    assert (person.said()[0], person.asks) == ("option.ask_for_stage2.not_yet", "go_straight")
    await person.type("no")
    assert person.said() == ["session.not_sent"]


async def test_an_advocate_is_asked_for_and_then_no_more(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("can i get an advocate")
    await person.type("a woman who speaks Polish")
    await person.type("yes")
    assert "advocate.done_request" in person.said()
    await person.type("can i get an advocate")
    assert person.asks == "advocate_ask"
    await person.press("I do not want one now")
    await person.type("yes")
    assert _kinds(_case(door, reference))[1:] == ["advocate_requested", "advocate_declined"]


@pytest.mark.parametrize(
    ("wish", "event", "data", "said"),
    [
        (
            "i want a different advocate",
            "advocate_requested",
            {"ask": "change", "for": "me"},
            "advocate.sent_change",
        ),
        ("stop my advocate", "advocate_declined", {"for": "me"}, "advocate.sent_stop"),
    ],
)
async def test_another_advocate_or_none_any_more_is_asked_for_as_that_without_a_complaint(
    door: Door, wish: str, event: str, data: dict[str, str], said: str
) -> None:
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(wish)
    for answer in ("no", "yes", "me"):
        await person.type(answer)
    await up_to(person, None)
    assert said in person.said()
    assert person.receipt is not None
    case = _case(door, person.receipt["reference"])
    assert [(one.kind, one.data) for one in case.events[1:]] == [(event, data)]


async def test_an_advocate_can_be_had_without_a_complaint(door: Door) -> None:
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("can i get an advocate")
    for said in ("no", "yes", "me", "skip", "Sam", "no one"):
        await person.type(said)
    await up_to(person, None)
    assert person.receipt is not None
    case = _case(door, person.receipt["reference"])
    assert (case.row.kind, _kinds(case)) == ("advocate_request", ["received", "advocate_requested"])
    back = door.person()
    await back.arrive(**{name: person.receipt[name] for name in ("reference", "key")})
    assert "track.status.no_complaint" in back.said()


@pytest.mark.parametrize(
    ("band", "whom", "role"),
    [("child", "me", "young_person"), ("teen", "for my sister", "other"), ("adult", "me", "other")],
)
async def test_the_team_sees_that_a_child_asks_for_an_advocate(
    door: Door, band: str, whom: str, role: str
) -> None:
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland", age_band=band)
    await person.type("can i get an advocate")
    for said in ("no", "yes", whom):
        await person.type(said)
    await up_to(person, None)
    assert person.receipt is not None
    case = _case(door, person.receipt["reference"])
    assert (case.row.role, case.events[0].data["age_band"]) == (role, band)


async def test_a_decision_that_should_wait_is_asked_for_with_the_complaint(door: Door) -> None:
    door.rasa.means.update(MEANS)
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("please stop them moving me")
    assert person.asks == "has_case"
    await person.type("no")
    for _ in range(30):
        if person.asks is None:
            break
        said = {"decision": "my move to Leeds", "happens_on": "tomorrow", "check_answers": "yes"}
        usual = {"about_whom": "me", "role": "young person", "age_band": "13", "council": "yes"}
        told = {"what_happened": "she never asked me", "anything_else": "no"}
        await person.type({**said, **usual, **told}.get(str(person.asks), "skip"))
    assert "pause.sent_with_it" in person.said()
    case = _case(door, (person.receipt or {})["reference"])
    assert _kinds(case) == ["received", "decision_pause_requested"]
    assert "my move to Leeds" in case.words.values()


async def test_without_reference_or_key_the_wish_is_written_down_and_nothing_is_shown(door: Door) -> None:
    sent = await _sent(door)
    reference = (sent.receipt or {})["reference"]
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to go to stage 2")
    await person.press("I don't have them")
    assert (person.said()[0], person.asks) == ("earlier.intro", "council")
    for said in ("yes", "about my bus money", "in march by phone", "yesterday", "Sam"):
        await person.type(said)
    await up_to(person, None)
    assert "earlier.window" in person.said()
    assert reference not in str(person.messages)
    receipt = person.receipt
    assert receipt is not None
    case = _case(door, receipt["reference"])
    assert (case.row.kind, case.row.next_clock) == ("about_earlier_complaint", "stage3_request")
    assert case.events[0].data["wish"] == "go_further"
    told = case_view(door.inst, case, "en", "adult")["complaint"]
    assert (told["what_happened"], told["wish"]) == ("about my bus money", "go_further")
    assert told["when_happened"]["words"] == "in march by phone"
    assert told["answered_on"] == {"words": "yesterday", "from": "2026-03-30", "to": "2026-03-30"}
    assert _kinds(_case(door, reference)) == ["received"]


NEWS = "they stopped my £50 today as well"


async def _news(door: Door, person: Person, intent: str = "say_what_happened") -> None:
    """Something else happened to somebody whose complaint was just sent."""
    door.rasa.means.update({NEWS: intent, "they took my bus pass": intent})
    await person.type(NEWS)


@pytest.mark.parametrize("intent", ["say_what_happened", "make_complaint"])
async def test_news_after_sending_may_be_added_or_begin_a_new_complaint(door: Door, intent: str) -> None:
    person = await _sent(door)
    await _news(door, person, intent)
    assert (person.said()[0], person.asks) == ("write.news", None)
    titles = [choice["title"] for choice in person.messages[-1]["choices"]]
    assert titles == ["Add something", "Make a new complaint", "Talk to a person"]


@pytest.mark.parametrize("said", ["i want to add that", "add it to the one i sent", "yes please", None])
async def test_news_that_is_added_is_not_typed_again(door: Door, said: str | None) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await _news(door, person)
    await (person.type(said) if said else person.press("Add something"))
    assert (person.asks, NEWS in person.messages[-1]["text"]) == ("check_answers", True)
    await person.type("yes")
    assert _kinds(_case(door, reference)) == ["received", "information_added"]


@pytest.mark.parametrize("said", ["no its a new complaint", None])
async def test_news_may_begin_a_new_complaint_with_its_words(door: Door, said: str | None) -> None:
    person = await _sent(door)
    await _news(door, person)
    await (person.type(said) if said else person.press("Make a new complaint"))
    assert "complaint.heard_story" in person.said()
    assert person.asks == "about_whom"


async def test_more_news_before_it_is_added_goes_along(door: Door) -> None:
    person = await _sent(door)
    await _news(door, person)
    await person.type("they took my bus pass")
    await person.press("Add something")
    assert NEWS in person.messages[-1]["text"]
    assert "bus pass" in person.messages[-1]["text"]


async def test_to_add_something_and_what_it_is_are_one_message(door: Door) -> None:
    person = await _sent(door)
    await person.type("i want to add that they stopped my £50 today")
    assert person.asks == "check_answers"
    await person.type("stop")
    again = await _sent(door)
    await again.type("i want to add something to my complaint please")
    assert again.asks == "information"


@pytest.mark.parametrize(
    "said", ["i want to complain", "i want to make a new complaint, they stopped my bus pass"]
)
async def test_who_wants_another_complaint_begins_one(door: Door, said: str) -> None:
    person = await _sent(door)
    door.rasa.means[said] = "make_complaint"
    await person.type(said)
    assert person.asks == "about_whom"


async def test_in_the_middle_of_a_complaint_a_wish_for_another_waits_for_nobody(door: Door) -> None:
    sent = await _sent(door)
    receipt = sent.receipt or {}
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    await up_to(person, "about")
    await person.type("how do i go further")
    assert (person.said()[0], person.asks) == ("escalate.answer.escalate", "about")
    await person.type("stop my complaint")
    assert person.asks == "stop"
    await person.type("go on")
    await person.type("i want to go to stage 2")
    assert (person.said()[0], person.asks) == ("session.left_complaint", "reference")
    await person.type(receipt["reference"])
    await person.type(receipt["key"])
    assert person.asks == "go_straight"
    await person.type("no")
    assert person.asks == "about"


async def test_a_number_is_changed_and_only_the_new_one_stands(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("i have a new number")
    await person.type("text")
    await person.type("07700 900123")
    await person.type("never after school")
    await person.type("not my mum's phone")
    await person.press("Yes, make them plain")
    await person.type("yes")
    assert "contact.done_change" in person.said()
    case = _case(door, reference)
    assert _kinds(case)[-1] == "contact_changed"
    assert complaints.contact(case.events, case.words) == {
        "contact_method": "text",
        "contact_detail": "07700 900123",
        "when": "never after school",
        "not_to": "not my mum's phone",
        "neutral": "yes",
    }


async def test_somebody_with_two_complaints_comes_back_to_the_first_and_stops_that_alone(door: Door) -> None:
    person = await _sent(door)
    first = person.receipt or {}
    await person.type("i want to complain")
    await up_to(person, None)
    second = person.receipt or {}
    assert first["reference"] != second["reference"]
    door.rasa.means["where is my first complaint"] = "track_complaint"
    await person.type("where is my first complaint")
    assert person.asks == "reference"
    await person.type(first["reference"])
    await person.type(first["key"])
    assert first["reference"] in " ".join(message["text"] for message in person.messages)
    await person.type("stop my complaint")
    for words in ("skip", "no"):
        if person.asks in ("withdraw_reason", "asked_to_stop"):
            await person.type(words)
    if person.asks == "confirm_withdraw":
        await person.press("Stop it")
    kinds = [_kinds(_case(door, one["reference"]))[-1] for one in (first, second)]
    assert kinds == ["withdrawn", "received"]
    with door.inst.store.read() as tx:
        about = [tx.sessions.about(_case(door, one["reference"]).row.id, None) for one in (first, second)]
    assert [len(sessions) for sessions in about] == [1, 1]
    assert about[0] == about[1]


async def test_who_was_let_in_with_a_key_of_their_own_cannot_stop_it_through_the_chat(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    case = _case(door, reference)
    _, key = accesses.give(door.inst, case.row.id, COMPLAINANT, "advocate", ["what_happened"], b"drawn")
    guest = door.person()
    await guest.arrive(council="rutland")
    await guest.type("stop my complaint")
    await guest.type(reference)
    await guest.type(key)
    for words in ("skip", "no"):
        if guest.asks in ("withdraw_reason", "asked_to_stop"):
            await guest.type(words)
    if guest.asks == "confirm_withdraw":
        await guest.press("Stop it")
    assert "withdrawn" not in _kinds(_case(door, reference))
    assert "option.not_yours" in guest.said()


async def test_whoever_comes_back_is_spoken_to_as_when_they_complained(door: Door) -> None:
    parent = door.person()
    door.rasa.means.update(MEANS)
    await parent.arrive(council="rutland")
    for words in ("i want to complain", "somebody else", "i am his dad"):
        await parent.type(words)
    await up_to(parent, None)
    pair = {name: (parent.receipt or {})[name] for name in ("reference", "key")}
    assert (await door.person().arrive(**pair)).json()["age_band"] == "adult"
    chosen = await door.person().arrive(**pair, age_band="child")
    assert chosen.json()["age_band"] == "child"


async def test_a_long_reason_is_kept_whole(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    story = "they said one thing and did another. " * 200
    await person.type("stop my complaint")
    await person.type(story)
    await person.type("no")
    await person.press("Stop it")
    assert story in _case(door, reference).words.values()


async def test_words_of_danger_wait_in_the_journey_they_were_said_in(door: Door) -> None:
    person = await _sent(door)
    await person.press("Talk")
    await person.type("i want to go to stage 2")
    await person.type("yes")
    await person.type("he has got a knife and he is outside my door right now")
    assert person.asks == "safe_now"
    await person.type("yes")
    await person.press("Go on")
    assert person.asks == "escalation_reason"
    assert "knife" in person.last["text"]
    await person.press("Leave it out")
    assert person.asks == "escalation_reason"


AFRAID_TO_GO_ON = "I want to withdraw it because he hits me"


async def test_who_stops_and_tells_of_harm_is_helped_first_and_then_asked_about_stopping(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type(AFRAID_TO_GO_ON)
    assert (person.said()[0], person.asks) == ("safety.concern", "safe_now")
    await person.type("yes")
    await person.press("Go on")
    assert person.asks == "asked_to_stop"
    await person.type("yes")
    assert person.said()[-1] == "withdraw.ask.confirm_pressed"
    await person.press("Stop it")
    assert "withdrawn" in _kinds(_case(door, reference))
    assert AFRAID_TO_GO_ON in _case(door, reference).words.values()


async def test_where_the_model_leaves_such_words_to_us_they_are_asked_about_the_same(door: Door) -> None:
    person = await _sent(door)
    door.rasa.means[AFRAID_TO_GO_ON] = "safeguarding_disclosure"
    await person.type(AFRAID_TO_GO_ON)
    await person.type("yes")
    await person.press("Go on")
    assert person.asks == "asked_to_stop"


@pytest.mark.parametrize(
    "words", ["my foster mum says i have to take it back", "they told me to cancel my complaint"]
)
async def test_who_is_told_to_take_it_back_may_stop_or_go_on_whatever_the_model_hears(
    door: Door, words: str
) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    door.rasa.means[words] = "say_what_happened"
    await person.type(words)
    assert (person.said()[-1], person.asks) == ("withdraw.ask.confirm_pressed", "confirm_withdraw")
    await person.press("Stop it")
    assert "withdrawn" in _kinds(_case(door, reference))
    await person.type("i want to take it back")
    assert person.asks == "confirm_reinstate"


async def test_who_wants_to_take_back_what_was_never_stopped_is_asked_about_stopping(door: Door) -> None:
    person = await _sent(door)
    await person.type("i want to take it back")
    assert person.asks == "withdraw_reason"


async def test_wishes_and_questions_of_the_complaint_after_help_are_no_new_harm(door: Door) -> None:
    person = await _sent(door)
    await person.type(AFRAID_TO_GO_ON)
    with door.inst.store.read() as tx:
        before = len(list(tx.alerts.open()))
    await person.type("is it stopped or not")
    assert (person.said()[0], person.asks) == ("withdraw.going_on", "safe_now")
    await person.type("i want to stop it")
    assert person.asks == "safe_now"
    await person.type("i changed my mind keep it going")
    with door.inst.store.read() as tx:
        assert len(list(tx.alerts.open())) == before
    assert "session.kept_for_later" not in person.said()


async def test_who_is_not_safe_and_tells_more_is_told_whom_to_call_again_before_anything_else(
    door: Door,
) -> None:
    person = await _sent(door)
    await person.type(WORRY)
    await person.press("No")
    for more in ("shes downstairs", "my sister too she gets it worse"):
        await person.type(more)
        assert person.said() == ["safety.is_not_safe", "safety.what_next"]


async def test_who_changes_their_mind_after_help_goes_on_with_the_complaint(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type(AFRAID_TO_GO_ON)
    await person.type("yes")
    await person.press("Go on")
    await person.type("yes")
    await person.press("Go on")
    assert "withdrawn" not in _kinds(_case(door, reference))


async def test_who_stops_with_harm_before_a_case_is_open_is_asked_for_it_and_has_the_reason_told(
    door: Door,
) -> None:
    before = await _sent(door)
    receipt = before.receipt or {}
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(AFRAID_TO_GO_ON)
    await person.type("yes")
    await person.press("Go on")
    assert person.asks == "reference"
    await person.type(f"{receipt['reference']} {receipt['key']}")
    assert person.asks == "asked_to_stop"


async def test_how_is_it_going_is_about_the_case_and_no_greeting(door: Door) -> None:
    person = await _sent(door)
    door.rasa.means["how is it going"] = "greet"
    await person.type("how is it going")
    assert not any(message["say"] == "session.answer.greet" for message in person.messages)
    assert "Wednesday 1 April 2026" in " ".join(message["text"] for message in person.messages)


async def test_that_it_got_worse_is_heard_in_the_middle_of_another_wish(door: Door) -> None:
    person = await _sent(door)
    await person.type("i want to go to stage 2")
    await person.type("it got worse since i complained, now she ignores my texts")
    assert person.asks == "got_worse" or "write.no_reprisal" in [m["say"] for m in person.messages]


async def test_a_change_of_mind_ends_the_withdrawal_and_not_the_complaint(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("stop my complaint")
    await person.type("skip")
    await person.type("cancel that, keep it going")
    assert person.asks != "asked_to_stop"
    assert "withdrawn" not in _kinds(_case(door, reference))


WORRY = "he has got a knife and he is outside my door right now"


async def test_a_worry_while_a_case_is_looked_up_begins_no_new_complaint(door: Door) -> None:
    sent = (await _sent(door)).receipt or {}
    person = door.person()
    await person.arrive(council="rutland")
    door.rasa.means["see my complaint"] = "track_complaint"
    await person.type("see my complaint")
    await person.type(WORRY)
    await person.type("yes")
    await person.press("Go on")
    await person.type(sent["reference"])
    await person.type(sent["key"])
    assert "session.going_on" not in person.said()
    assert person.asks is None
    await person.press("Go on where I was")
    assert person.asks == "information"
    await person.press("Use what I wrote")
    await person.type("yes")
    assert WORRY in _case(door, sent["reference"]).words.values()


async def test_a_worry_with_a_case_open_is_news_of_it(door: Door) -> None:
    person = await _sent(door)
    await person.type(WORRY)
    await person.type("yes")
    await person.press("Go on")
    assert person.asks == "information"
    assert WORRY in person.last["text"]


async def test_a_case_opened_shows_what_can_be_done_and_what_was_left_is_offered(door: Door) -> None:
    sent = (await _sent(door)).receipt or {}
    person = door.person()
    await person.arrive(council="rutland")
    await person.type("i want to complain")
    await person.press("About me")
    await person.type(sent["reference"])
    await person.type(sent["key"])
    titles = [choice["title"] for choice in person.last["choices"]]
    assert person.asks is None
    assert "Go on where I was" in titles
    door.rasa.means["how long will it take"] = "ask_deadline"
    await person.type("how long will it take")
    assert "session.going_on" not in person.said()
    await person.type("i want to complain")
    assert person.said()[0] == "session.picked_up"


async def test_i_told_you_already_begins_nothing(door: Door) -> None:
    person = await _sent(door)
    door.rasa.means["i already told u"] = "track_complaint"
    await person.type("i already told u")
    assert person.asks is None
    assert person.last["choices"]


async def test_why_an_answer_did_not_do_is_kept_from_the_wish(door: Door) -> None:
    person = await _sent(door)
    _staff(door, _case(door, (person.receipt or {})["reference"]), "stage1_responded")
    why = "they lied its not fair i dont like what they said"
    door.rasa.means[why] = "escalate_complaint"
    await person.type(why)
    assert "complaint.heard_story" in person.said()
    assert person.asks != "escalation_reason"


@pytest.mark.parametrize(
    ("heard", "under_way"),
    [
        ("track_complaint", ()),
        ("nlu_fallback", ()),
        ("track_complaint", ("i want to complain",)),
        ("track_complaint", ("write to the team",)),
    ],
)
async def test_how_a_complaint_just_sent_is_going_is_told_whatever_is_under_way(
    door: Door, heard: str, under_way: tuple[str, ...]
) -> None:
    person = await _sent(door)
    for said in under_way:
        await person.type(said)
    asks = person.asks
    door.rasa.means["how is my complaint"] = heard
    await person.type("how is my complaint")
    assert person.asks == asks
    assert "track.ask.reference" not in person.said()


@pytest.mark.parametrize("heard", ["withdraw_complaint", "stop_or_cancel", "nlu_fallback", "thanks"])
@pytest.mark.parametrize("said", ["i want to stop it all im exhausted by this", "I just want to drop it now"])
async def test_who_wants_an_open_complaint_stopped_is_asked_about_that(
    door: Door, said: str, heard: str
) -> None:
    person = await _sent(door)
    door.rasa.means[said] = heard
    await person.type(said)
    assert person.asks in ("withdraw_reason", "asked_to_stop")


async def test_a_part_of_what_cannot_be_taken_apart_goes_to_the_team_and_nothing_stops(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("stop my complaint")
    await person.type("skip")
    await person.type("no its my own choice")
    await person.type("no not all of it just that one part")
    assert (person.said()[0], person.asks) == ("withdraw.going_on", "check_answers")
    assert "just that one part" in person.last["text"]
    await person.type("yes")
    assert (person.said()[0], person.asks) == ("write.done_message", None)
    case = _case(door, reference)
    assert (_kinds(case), [line.kind for line in case.file]) == (["received"], ["message_received"])


async def test_a_part_named_before_the_case_was_found_goes_to_the_team_too(door: Door) -> None:
    sent = (await _sent(door)).receipt or {}
    person = door.person()
    await person.arrive(council="rutland")
    said = "i want to withdraw part of it, the bit about my bus pass"
    door.rasa.means[said] = "withdraw_complaint"
    await person.type(said)
    await person.type(sent["reference"])
    await person.type(sent["key"])
    assert person.asks == "check_answers"
    await person.type("yes")
    assert "write.done_message" in person.said()
    assert person.asks is None


@pytest.mark.parametrize("heard", ["nlu_fallback", "deny", "correct_previous_answer", "stop_or_cancel"])
@pytest.mark.parametrize(
    "said", ["actualy no i want to carry on with it", "no wait i didnt mean it", "you stopped all of it!!"]
)
async def test_just_after_stopping_who_wants_it_back_gets_it_back(door: Door, said: str, heard: str) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("stop my complaint")
    await person.type("skip")
    await person.type("no")
    await person.press("Stop it")
    door.rasa.means[said] = heard
    await person.type(said)
    assert (person.said()[0], person.asks) == ("option.reinstate", "confirm_reinstate")
    await person.type("yes please put it all back")
    assert _kinds(_case(door, reference))[-1] == "reinstated"


@pytest.mark.parametrize(
    "said",
    [
        "shes cancelled again since i complained thats 5 times now",
        "they moved my contact again since i complained",
        "my visits are late another three times since my complaint",
    ],
)
async def test_the_same_again_since_complaining_is_added_to_the_complaint(door: Door, said: str) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type(said)
    assert (person.asks, said in person.last["text"]) == ("check_answers", True)
    await person.type("yes")
    assert _kinds(_case(door, reference))[-1] == "information_added"


@pytest.mark.parametrize("how", ["Add something", "yes add it to my complaint too"])
async def test_what_got_worse_may_be_added_to_the_complaint_too(door: Door, how: str) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("since i complained she is rude to me at breakfast")
    await person.type("not now")
    await person.type("yes")
    assert person.said()[:2] == ["write.done_got_worse", "option.add_information"]
    assert _kinds(_case(door, reference)) == ["received"]
    await (person.press(how) if how == "Add something" else person.type(how))
    assert (person.asks, "she is rude to me at breakfast" in person.last["text"]) == ("check_answers", True)
    await person.type("yes")
    assert _kinds(_case(door, reference)) == ["received", "information_added"]


async def test_what_is_to_be_added_is_not_told_with_what_got_worse(door: Door) -> None:
    person = await _sent(door)
    reference = (person.receipt or {})["reference"]
    await person.type("since i complained she is rude to me at breakfast")
    await person.type("can you add it to my complaint that shes stopped the phone calls")
    assert (person.asks, "breakfast" in person.last["text"]) == ("check_answers", False)
    await person.type("yes")
    assert (person.asks, _kinds(_case(door, reference))[-1]) == ("wants_advocate", "information_added")


@pytest.mark.parametrize("said", ["yes", "no"])
async def test_the_team_sees_whether_whoever_is_thanked_may_be_told(door: Door, said: str) -> None:
    thanks = "i want to say thank you to jo who helped my son"
    door.rasa.means[thanks] = "give_compliment"
    person = door.person()
    await person.arrive(council="rutland")
    await person.type(thanks)
    await up_to(person, "told_to_them")
    await person.type(said)
    await up_to(person, None)
    case = _case(door, (person.receipt or {})["reference"])
    assert case.words["told_to_them"] == said
    file = casework.CaseFile(case, (), {}, {}, words_shown=True)
    assert file_view(door.inst, file, "en", "adult")["person"]["told_to_them"] == said


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("they put the meeting on my exam day", "say_what_happened"),
        ("she came yesterday at last", "nlu_fallback"),
    ],
)
async def test_what_is_told_beside_an_open_complaint_is_offered_as_a_part_of_it(
    door: Door, words: str, means: str
) -> None:
    person = await _sent(door)
    door.rasa.means[words] = means
    await person.type(words)
    assert (person.said()[0], person.asks) == ("write.news", None)
    await person.press("Add something")
    assert words in " ".join(message["text"] for message in person.messages)


async def test_one_more_thing_is_of_the_complaint_that_is_open(door: Door) -> None:
    person = await _sent(door)
    door.rasa.means["i want to say one more thing"] = "make_complaint"
    await person.type("i want to say one more thing")
    assert person.asks == "information"


@pytest.mark.parametrize(
    "words", ["I don't want to stop my complaint", "I never asked to withdraw it", "i do want my complaint"]
)
async def test_whoever_does_not_want_it_stopped_is_told_that_it_goes_on(door: Door, words: str) -> None:
    person = await _sent(door)
    door.rasa.means[words] = "withdraw_complaint"
    await person.type(words)
    assert (person.said()[0], person.asks) == ("withdraw.going_on", None)


@pytest.mark.parametrize("words", ["i didnt mean to send it", "delete it", "i dont want you to send it"])
async def test_what_was_sent_unwanted_can_be_stopped(door: Door, words: str) -> None:
    person = await _sent(door)
    door.rasa.means[words] = "deny"
    await person.type(words)
    assert person.asks == "withdraw_reason"


async def test_whoever_learnt_of_it_and_is_cross_is_no_praise(door: Door) -> None:
    person = await _sent(door)
    words = "my social worker found out and shes cross with me"
    door.rasa.means[words] = "give_compliment"
    await person.type(words)
    assert "write.no_reprisal" in person.said()


async def test_a_part_to_be_taken_out_of_what_was_sent_stops_nothing(door: Door) -> None:
    person = await _sent(door)
    door.rasa.means["take out the foster lady bit"] = "withdraw_complaint"
    await person.type("take out the foster lady bit")
    assert "withdraw.your_choice" not in person.said()
    assert "take out the foster lady bit" in person.last["text"]


@pytest.mark.parametrize("words", ["I got the reply, it's rubbish", "i disagree with what they wrote"])
async def test_an_answer_that_is_not_in_the_case_is_told_to_the_team(door: Door, words: str) -> None:
    person = await _sent(door)
    door.rasa.means[words] = "escalate_complaint"
    await person.type(words)
    assert (person.said(), person.asks) == (["write.answer_not_here"], None)
    await person.press("Add something")
    assert words in " ".join(message["text"] for message in person.messages)


@pytest.mark.parametrize("words", ["they never answered", "the answer is late", "when i get the answer"])
def test_an_answer_that_is_waited_for_did_not_come(words: str) -> None:
    assert not says_it_was_answered(words)


async def test_an_answer_that_is_in_the_case_may_be_taken_further(door: Door) -> None:
    person = await _sent(door)
    _staff(door, _case(door, (person.receipt or {})["reference"]), "stage1_responded")
    door.rasa.means["I got the reply, it's rubbish"] = "escalate_complaint"
    await person.type("I got the reply, it's rubbish")
    assert "write.answer_not_here" not in person.said()

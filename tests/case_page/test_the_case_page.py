"""What somebody sees and does at the case page, without JavaScript."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest

from backend.api.casepage.forms import FORMS
from backend.wording import BANDS
from tests.acts.people import People, Person
from tests.installed import wording
from tests.staff.office import a_browser
from tests.staff_pages.browsing import Browsing, Seen


def browser_of(person: Person) -> Browsing:
    """A fresh browser at the front door."""
    return Browsing(person.office, a_browser(person.office.http.app, "192.0.2.9"))


def opened(person: Person, band: str = "adult") -> tuple[Browsing, Seen]:
    """A fresh browser in which this person's page is open."""
    browsing = browser_of(person)
    form = browsing.open("/case").form("/case")
    return browsing, browsing.send(form, reference=person.reference, key=person.key, age_band=band)


def said(key: str, band: str = "adult", **facts: object) -> str:
    """A sentence of the page."""
    return wording().render(key, facts, "en", band).text


THREE = {
    "what_happened": "The bus. The phone. The coat.",
    "points": [{"words": "The bus."}, {"words": "The phone."}, {"words": "The coat."}],
}


@pytest.mark.parametrize("band", BANDS)
def test_the_page_is_whole_in_each_voice_and_its_token_is_in_no_address(
    few_people: People, band: str
) -> None:
    person = few_people.complains()
    _, page = opened(person, band)
    assert (page.status, page.mistakes) == (200, [])
    assert said("case.help", band, emergency="999", childline="0800 1111") in page.text
    assert "<script" not in page.answer.text
    assert person.token not in str(page.answer.url)


def test_a_wrong_key_opens_nothing_and_keeps_the_reference(few_people: People) -> None:
    person = few_people.complains()
    person.key = "not these words"
    browsing, page = opened(person)
    assert page.status == 404
    assert page.form("/case").fields["reference"] == person.reference
    assert "Nobody rang back" not in page.text
    assert browsing.http.cookies.get("heard_case") is None


@pytest.mark.attack("cookies")
def test_the_cookie_is_for_this_page_alone_and_no_script_reads_it(few_people: People) -> None:
    person = few_people.complains()
    pair = {"reference": person.reference, "key": person.key, "age_band": "adult"}
    answer = browser_of(person).http.post("/case", data=pair, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert (answer.status_code, answer.headers["location"]) == (303, "/case")
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/case"))


def test_a_message_reaches_the_team_once_however_often_it_is_sent(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    form = page.form("/acts/message")
    for _ in range(2):
        page = browsing.send(form, text="Please ring after school.")
    assert said("case.done.message") in page.text
    assert [one["text"] for one in person.sees()["messages"]] == ["Please ring after school."]


FILLED: dict[str, dict[str, str]] = {
    "message": {"text": "Hello."},
    "add_information": {"text": "And the coat."},
    "go_straight_to_stage2": {"text": "I want more.", "desired_outcome": "A coat."},
    "ask_to_pause_decision": {"text": "The move.", "happens_on": "2026-04-30"},
    "request_advocate": {"for": "me", "text": "Somebody who signs."},
    "got_worse": {"text": "Nobody talks to me now."},
    "contact": {"method": "email", "detail": "new@mail.example", "not_to": "old@mail.example"},
    "ask_for_mediation": {"text": "The bus."},
    "withdraw": {"pressed": "no"},
}
"""What can be done on the first day, filled in."""


def test_everything_that_is_open_on_the_first_day_can_be_done_by_its_form(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    assert {form.action.rpartition("/")[2] for form in page.forms if "/acts/" in form.action} == set(FILLED)
    for kind, filled in FILLED.items():
        if kind != "withdraw":
            page = browsing.send(page.form(f"/acts/{kind}"), **filled)
            assert said(f"case.done.{kind}") in page.text
    kinds = few_people.officer.get(f"/cases/{person.reference}").json()
    assert [event["kind"] for event in kinds["events"]][1:] == [
        "information_added",
        "stage2_requested",
        "decision_pause_requested",
        "advocate_requested",
        "contact_changed",
        "mediation_requested",
    ]
    assert (
        kinds["person"]
        | {
            "contact_detail": "new@mail.example",
            "contact_method": "email",
            "not_to": "old@mail.example",
        }
        == kinds["person"]
    )


def test_that_it_got_worse_is_told_to_somebody_else_and_is_no_part_of_the_page(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    page = browsing.send(page.form("/acts/got_worse"), text="A WORSEMARK happened.")
    assert "WORSEMARK" not in page.answer.text
    duty = few_people.office.colleague("safeguarding")
    assert any("WORSEMARK" in alert["words"] for alert in duty.get("/alerts").json())


def test_one_point_is_stopped_and_taken_up_again_and_the_others_go_on(few_people: People) -> None:
    person = few_people.complains(**THREE)
    browsing, page = opened(person)
    form = page.form("/acts/withdraw")
    assert browsing.send(form, pressed="no").status == 422
    second = person.sees()["complaint"]["points"][1]["id"]
    page = browsing.send(form, pressed="no", **{f"points__{second}": "yes"})
    case = person.sees()
    assert (case["status"], [point["status"] for point in case["complaint"]["points"]]) == (
        "open",
        ["open", "withdrawn", "open"],
    )
    assert said("case.point.withdrawn") in page.text
    browsing.send(page.form("/acts/reinstate"))
    assert {point["status"] for point in person.sees()["complaint"]["points"]} == {"open"}


def test_stopping_asks_whether_somebody_wanted_it_and_can_be_taken_back(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    page = browsing.send(page.form("/acts/withdraw"), pressed="no")
    assert person.sees()["status"] == "withdrawn"
    browsing.send(page.form("/acts/reinstate"))
    assert person.sees()["status"] != "withdrawn"


# the form, what is in it, and what is said of it
NOT_FILLED_IN = [
    ("message", {"text": "  "}, "case.wrong.no_words"),
    ("message", {"text": "long " * 4001}, "case.wrong.too_long"),
    ("ask_to_pause_decision", {"text": "The move.", "happens_on": "soon"}, "case.wrong.no_day"),
    ("request_advocate", {"text": "Somebody who signs."}, "case.wrong.not_chosen"),
    ("request_advocate", {"text": "Somebody who signs.", "for": "the dog"}, "case.wrong.not_chosen"),
    ("contact", {"detail": "new@mail.example"}, "case.wrong.not_chosen"),
    ("contact", {"method": "email"}, "case.wrong.no_detail"),
    ("contact", {"method": "email", "detail": "at home"}, "case.wrong.no_email"),
    ("contact", {"method": "text", "detail": "new@mail.example"}, "case.wrong.no_phone"),
    ("contact", {"method": "post", "detail": "1 " * 600}, "case.wrong.too_long"),
    ("no_such_act", {"text": "Hello."}, "case.wrong.not_now"),
    (quote("../../staff\x00", safe=""), {"text": "Hello."}, "case.wrong.not_now"),
]


def test_what_is_not_filled_in_is_said_and_nothing_typed_is_lost(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    hidden = {name: page.form("/acts/message").fields[name] for name in ("csrf", "once")}
    for kind, filled, why in NOT_FILLED_IN:
        refused = browsing.post(f"/case/acts/{kind}", {**hidden, **filled})
        assert (refused.status, refused.mistakes) == (422, [])
        assert said(why) in refused.text
        if kind in FORMS:
            again = refused.form(f"/acts/{kind}").fields
            assert {name: again.get(name, "").strip() for name in filled if name in ("text", "detail")} == {
                name: told.strip()[:20_001] for name, told in filled.items() if name in ("text", "detail")
            }
    assert person.sees()["version"] == 1


def test_what_is_not_open_is_refused_with_its_reason_and_keeps_the_words(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    form = page.form("/acts/message")
    late = browsing.post("/case/acts/ask_for_stage3", {**form.fields, "text": "I am not happy."})
    assert late.status == 409
    why = {option["option"]: option["why"] for option in person.sees()["options"]}
    assert why["ask_for_stage3"] in late.text
    assert person.sees()["stage"] == 1


@pytest.mark.attack("cross-site requests")
def test_a_form_without_its_mark_does_nothing_and_keeps_the_words(few_people: People) -> None:
    person = few_people.complains()
    browsing, _ = opened(person)
    page = browsing.post("/case/acts/message", {"text": "Hello there"})
    assert page.status == 403
    assert page.form("/acts/message").fields["text"].strip() == "Hello there"
    assert person.sees()["messages"] == []


def test_words_typed_when_the_visit_ended_are_in_the_form_again_once_it_is_open(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person, "child")
    form = page.form("/acts/got_worse")
    few_people.office.clock.move(hours=1)
    door = browsing.send(form, text="A long story, typed slowly.")
    assert door.status == 401
    # A slip in the key does not lose them either.
    door = browsing.send(door.form("/case"), reference=person.reference, key="a wrong key")
    assert door.status == 404
    page = browsing.send(door.form("/case"), key=person.key)
    assert said("case.unsent", "child") in page.text
    again = page.form("/acts/got_worse")
    assert again.fields["text"].strip() == "A long story, typed slowly."
    assert said("case.done.got_worse", "child") in browsing.send(again).text


def test_a_new_key_is_told_once_and_shuts_out_whoever_had_the_old_one(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    form = page.form("/case/key")
    told = {_key_on(browsing.send(form)) for _ in range(2)}
    assert len(told) == 1  # pressed twice, the same key
    assert person.get("/mine").status_code == 401
    assert person.tries().status_code == 404
    person.key = told.pop()
    assert person.tries().status_code == 200
    assert person.key not in browsing.open("/case").answer.text


def test_an_advocate_is_let_in_without_what_was_kept_and_shown_out_again(few_people: People) -> None:
    person = few_people.complains(what_happened="Zebra words.", desired_outcome="A lion.")
    browsing, page = opened(person)
    page = browsing.send(page.form("/case/access"), hide__what_happened="yes")
    advocate = Person(person.office, person.reference, _key_on(page))
    theirs, seen = opened(advocate)
    assert "A lion." in seen.text
    assert "Zebra" not in seen.answer.text
    assert said("case.send.contact") not in seen.text
    ending = next(form for form in page.forms if form.action.endswith("/end"))
    page = browsing.send(ending)
    assert said("case.done.shut_out") in page.text
    assert theirs.open("/case").status == 401
    assert advocate.tries().status_code == 404
    # Ended once is ended: the same button again does nothing, and says so.
    assert browsing.send(ending).status == 409


def _key_on(page: Seen) -> str:
    """The key that a page tells this once."""
    found = re.search(r"<dd>([a-z]+-[a-z]+-[a-z]+)</dd>", page.answer.text)
    assert found is not None, page.text
    return found[1]


def test_a_closed_page_shows_nothing_more_and_its_token_is_dead(few_people: People) -> None:
    for way, neutral in (("/close", False), ("/leave", True)):
        person = few_people.complains()
        browsing, page = opened(person)
        ticket = browsing.http.cookies.get("heard_case")
        answer = browsing.http.post(page.form(way).action, follow_redirects=False)
        assert answer.status_code == 303
        assert (answer.headers["location"] == "/case") is not neutral
        assert browsing.open("/case").form("/case").fields["reference"] == ""
        # Whoever copied the cookie, or the token in it, has nothing.
        thief = browser_of(person)
        thief.http.cookies.set("heard_case", str(ticket), path="/case")
        assert thief.open("/case").status == 401
        person.token = str(ticket).partition(".")[2]
        assert person.get("/mine").status_code == 401


def test_the_voice_can_be_changed_and_stays(few_people: People) -> None:
    browsing, page = opened(few_people.complains())
    page = browsing.send(page.form("/voice"), age_band="child")
    assert said("write.ask.message", "child") in page.text
    assert browsing.send(page.form("/voice"), age_band="a wizard").status == 422
    assert said("write.ask.message", "child") in browsing.open("/case").text


@pytest.mark.parametrize(("details", "told"), [({}, False), ({"details": "yes"}, True)])
def test_the_calendar_is_neutral_unless_its_owner_asks_for_more(
    few_people: People, details: dict[str, str], told: bool
) -> None:
    browsing, page = opened(few_people.complains())
    answer = browsing.send(page.form("/files/calendar"), **details).answer
    assert answer.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert (b"DESCRIPTION" in answer.content) is told


@pytest.mark.attack("path traversal")
@pytest.mark.parametrize("file", ["..%2f..%2fetc%2fpasswd", "calendar%00", "summary.exe", "%ff", "CALENDAR"])
def test_a_file_name_with_tricks_shows_the_page_and_says_that_it_is_not_here(
    few_people: People, file: str
) -> None:
    browsing, page = opened(few_people.complains())
    answer = browsing.post(f"/case/files/{file}", page.form("/files/calendar").fields)
    assert (answer.status, answer.mistakes) == (404, [])
    assert said("case.wrong.no_file") in answer.text


def test_a_link_that_was_used_is_explained_to_a_browser(few_people: People) -> None:
    person = few_people.complains()
    href = person.does("/files", {"file": "calendar"})["href"]
    browsing = browser_of(person)
    assert browsing.open(href).status == 200
    gone = Seen(browsing.http.get(href, headers={"accept": "text/html"}))
    assert gone.status == 404
    assert said("case.door.wrong.link_ended") in gone.text
    signed_in, _ = opened(person)
    gone = Seen(signed_in.http.get(href, headers={"accept": "text/html"}))
    assert (gone.status, said("case.wrong.link_ended") in gone.text) == (404, True)


@pytest.mark.parametrize("path", ["/case/acts/message", "/case/key", "/case/nothing/here", "/case/?done=x"])
def test_the_address_of_a_form_opened_as_a_page_leads_back_to_the_page(few_people: People, path: str) -> None:
    browsing, _ = opened(few_people.complains())
    assert browsing.open(path).status == 200


def test_what_a_page_is_told_was_done_is_one_of_its_own_sentences(few_people: People) -> None:
    browsing, _ = opened(few_people.complains())
    for odd in ("nothing", "", "message.x", "key", "%00", "<b>"):
        page = browsing.open(f"/case?done={odd}")
        assert (page.status, 'id="told"' in page.answer.text) == (200, False)


KINDS = ("comment", "compliment", "enquiry", "advocate_request", "call_back", "about_earlier_complaint")


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_complaint_has_a_page_without_stages_and_clocks(few_people: People, kind: str) -> None:
    _, page = opened(few_people.complains(kind=kind))
    assert (page.status, page.mistakes) == (200, [])
    assert said("case.status.no_complaint") in page.text
    assert 'class="stages"' not in page.answer.text


def as_told(view: dict[str, Any]) -> list[str]:
    """The days in a case as the page writes them."""
    days = (one["due"] for one in view["deadlines"] if one["due"])
    return [said("case.day", day=date.fromisoformat(day)) for day in days]


def test_the_page_shows_each_date_the_api_has(few_people: People) -> None:
    person = few_people.complains()
    _, page = opened(person)
    assert as_told(person.sees())
    assert all(day in page.text for day in as_told(person.sees()))

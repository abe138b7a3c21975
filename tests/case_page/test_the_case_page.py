"""What somebody sees and does at the case page, without JavaScript."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from backend.wording import BANDS
from tests.acts.people import People, Person
from tests.installed import wording
from tests.staff_pages.browsing import Browsing, Seen


def opened(person: Person, band: str = "adult") -> tuple[Browsing, Seen]:
    """A fresh browser in which this person's page is open."""
    app = person.office.http.app
    browsing = Browsing(person.office, TestClient(app, "http://127.0.0.1:8080", client=("192.0.2.9", 4711)))
    form = browsing.open("/case").form("/case")
    return browsing, browsing.send(form, reference=person.reference, key=person.key, age_band=band)


@pytest.mark.parametrize("band", BANDS)
def test_the_dates_on_the_page_are_those_of_the_api(few_people: People, band: str) -> None:
    person = few_people.complains()
    _, page = opened(person, band)
    assert page.status == 200
    assert page.mistakes == []
    due = [one["due"] for one in person.sees()["deadlines"] if one["due"]]
    assert due
    for day in due:
        assert wording_of_day(day, band) in page.text
    assert person.token not in str(page.answer.url)


def wording_of_day(day: str, band: str) -> str:
    """A day as the page says it."""
    return wording().render("case.day", {"day": date.fromisoformat(day)}, "en", band).text


def test_a_wrong_key_opens_nothing_and_keeps_the_reference(few_people: People) -> None:
    person = few_people.complains()
    person.key = "not these words"
    browsing, page = opened(person)
    assert page.status == 404
    assert page.form("/case").fields["reference"] == person.reference
    assert "Nobody rang back" not in page.text
    assert browsing.http.cookies.get("heard_case") is None


def test_the_cookie_is_for_this_page_alone_and_no_script_reads_it(few_people: People) -> None:
    person = few_people.complains()
    app = person.office.http.app
    http = TestClient(app, "http://127.0.0.1:8080", client=("192.0.2.9", 4711))
    pair = {"reference": person.reference, "key": person.key, "age_band": "adult"}
    answer = http.post("/case", data=pair, follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert answer.status_code == 303
    assert answer.headers["location"] == "/case"
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/case"))


def test_a_message_reaches_the_team_once_however_often_it_is_sent(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    form = page.form("/acts/message")
    for _ in range(2):
        page = browsing.send(form, text="Please ring after school.")
    assert page.text.count("Please ring after school.") == 1
    assert [one["text"] for one in person.sees()["messages"]] == ["Please ring after school."]


def test_stopping_asks_whether_somebody_wanted_it_and_can_be_taken_back(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    page = browsing.send(page.form("/acts/withdraw"), pressed="no")
    assert person.sees()["status"] == "withdrawn"
    browsing.send(page.form("/acts/reinstate"))
    assert person.sees()["status"] != "withdrawn"


def test_what_is_not_open_is_refused_with_its_reason_and_keeps_the_words(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    form = page.form("/acts/message")
    browsing.send(page.form("/acts/withdraw"), pressed="no")
    refused = browsing.post("/case/acts/add_information", {**form.fields, "text": "  "})
    assert refused.status == 422
    late = browsing.post("/case/acts/ask_for_stage3", {**form.fields, "text": "I am not happy."})
    assert late.status == 409
    assert person.sees()["stage"] == 1


def test_a_form_without_its_mark_does_nothing_and_keeps_the_words(few_people: People) -> None:
    person = few_people.complains()
    browsing, _ = opened(person)
    page = browsing.post("/case/acts/message", {"text": "Hello there"})
    assert page.status == 403
    assert page.form("/acts/message").fields["text"].strip() == "Hello there"
    assert person.sees()["messages"] == []


def test_an_advocate_sees_no_hint_of_what_was_kept(few_people: People) -> None:
    person = few_people.complains(what_happened="Zebra words.")
    advocate = person.lets_in("advocate", "what_happened")
    _, page = opened(advocate)
    assert page.status == 200
    assert "Zebra" not in page.answer.text


def test_a_closed_page_shows_nothing_more(few_people: People) -> None:
    browsing, page = opened(few_people.complains())
    assert browsing.send(page.form("/close")).status == 200
    assert browsing.open("/case").form("/case").fields["reference"] == ""


def test_the_calendar_comes_with_a_neutral_name(few_people: People) -> None:
    browsing, page = opened(few_people.complains())
    answer = browsing.send(page.form("/files/calendar")).answer
    assert answer.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_what_was_added_stands_with_what_was_told(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person)
    form = next(form for form in page.forms if form.action.endswith("/add_information"))
    after = browsing.send(form, text="She rang in the end, on Friday.")
    assert after.status == 200
    assert "She rang in the end, on Friday." in after.text

"""Both sides of a case at the pages: the child's own messages and key, an advocate's, other routes."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from backend.services import accounts
from tests.acts.people import Person
from tests.staff.office import Office
from tests.staff.test_who_may_what import a_letter_to_print
from tests.staff_pages.browsing import Browsing, Seen


def holder(office: Office, receipt: Seen) -> Person:
    """Whoever was given the reference and key that a page shows."""
    reference, key = re.findall(r"<dd>([^<]+)</dd>", receipt.answer.text)
    person = Person(office, reference, key)
    person.opens()
    return person


def key_for(officer: Browsing, reference: str, viewer: str) -> Seen:
    return officer.send(officer.open(f"/staff/cases/{reference}").form("/key"), viewer=viewer)


def test_the_child_and_the_team_write_to_each_other_and_the_adult_sees_none_of_it(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    adult = holder(office, key_for(officer, reference, "complainant"))
    page = key_for(officer, reference, "child")
    assert "Give both to the child alone" in page.text
    child = holder(office, page)
    child.does("/messages", {"text": "Mum does not know I write."})
    form = officer.open(f"/staff/cases/{reference}").form("/messages")
    page = officer.send(form, text="Only you read this.", to="child")
    assert "the child" in page.text
    assert "to the child alone" in page.text
    assert "Mum does not know I write." in page.text
    assert [one["text"] for one in child.sees()["messages"]] == [
        "Mum does not know I write.",
        "Only you read this.",
    ]
    assert adult.sees()["messages"] == []


def test_an_advocates_message_is_shown_as_theirs(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    advocate = holder(office, key_for(officer, reference, "complainant")).lets_in("advocate")
    advocate.does("/messages", {"text": "I speak for Jo."})
    page = officer.open(f"/staff/cases/{reference}")
    assert page.status == 200
    assert "I speak for Jo." in page.text
    assert "the advocate" in page.text


def test_the_adults_key_still_opens_after_the_child_has_one(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    adult = holder(office, key_for(officer, reference, "complainant"))
    key_for(officer, reference, "child")
    adult.opens()


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"route": "corporate"}, "Corporate procedure"),
        ({"kind": "compliment"}, "Compliment"),
        ({"kind": "enquiry"}, "Question"),
    ],
)
def test_other_kinds_and_the_corporate_route_are_taken_by_the_page(
    office: Office, officer: Browsing, told: dict[str, str], shown: str
) -> None:
    somerset = Browsing.signed_in(office, "officer", council="somerset")
    reference = somerset.takes(**told)
    page = somerset.open(f"/staff/cases/{reference}")
    assert page.status == 200
    assert shown in page.text


def test_a_concern_is_handed_to_the_service_and_says_so(officer: Browsing) -> None:
    reference = officer.takes()
    page = officer.records(reference, "rerouted", route="service_request")
    assert page.status == 200
    assert "Request for the service" in page.text


def test_an_answer_sent_by_a_double_click_goes_once(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    draft = officer.open(f"/staff/cases/{reference}").form("/reply")
    officer.send(draft, words="We are sorry.", outcome__1="upheld", words__1="Jo will ring.")
    manager = Browsing.signed_in(office, "manager")
    form = manager.open(f"/staff/cases/{reference}").form("/send-reply")
    for _ in range(2):
        assert manager.send(form).status == 200
    case = office.colleague().get(f"/cases/{reference}").json()
    assert [event["kind"] for event in case["events"]].count("stage1_responded") == 1
    assert len(case["messages"]) == 1


@pytest.mark.parametrize("age_band", ["child", "adult"])
def test_what_is_checked_is_word_for_word_what_goes(office: Office, officer: Browsing, age_band: str) -> None:
    taken = office.colleague().takes(age_band=age_band, role="young_person")
    reference = taken["receipt"]["reference"]
    draft = officer.open(f"/staff/cases/{reference}").form("/reply")
    officer.send(draft, words="We are sorry.", outcome__1="upheld", words__1="Jo will ring.")
    manager = Browsing.signed_in(office, "manager")
    read = manager.open(f"/staff/cases/{reference}")
    manager.send(read.form("/send-reply"))
    (message,) = office.colleague().get(f"/cases/{reference}").json()["messages"]
    assert " ".join(message["text"].split()) in read.text


@pytest.mark.parametrize("translated", ["", "Przepraszamy."])
def test_an_answer_to_who_reads_another_language_says_in_it_what_was_found_and_what_comes_next(
    office: Office, officer: Browsing, translated: str
) -> None:
    reference = officer.takes(language="pl")
    person = holder(office, key_for(officer, reference, "complainant"))
    draft = officer.open(f"/staff/cases/{reference}").form("/reply")
    officer.send(draft, words="We are sorry.", outcome__1="upheld", translated=translated)
    manager = Browsing.signed_in(office, "manager")
    read = manager.open(f"/staff/cases/{reference}")
    manager.send(read.form("/send-reply"))
    (message,) = person.sees()["messages"]
    assert message["text"].startswith("We are sorry.")
    told = message["translated"]
    assert told["language"] == "pl"
    assert " ".join(told["text"].split()) in read.text, "what was checked"
    render = office.inst.wording.render
    assert render("reply.outcome.upheld", {}, "pl", "adult").text in told["text"]
    opens = translated or render("letters.in_english", {}, "pl", "adult").text
    assert told["text"].startswith(opens)
    page = Browsing.anonymous(office)
    page = page.send(page.open("/case").form("/case"), reference=reference, key=person.key)
    paper = person.get("/summary.pdf", locale="pl")
    words = " ".join(
        " ".join(leaf.extract_text() for leaf in PdfReader(BytesIO(paper.content)).pages).split()
    )
    assert translated in words
    assert "We are sorry." in words
    assert 'lang="pl" dir="auto">' in page.answer.text
    assert " ".join(told["text"].split()) in page.text


def test_a_letter_is_printed_from_the_page_and_noted_as_posted_once(
    office: Office, officer: Browsing
) -> None:
    letter = a_letter_to_print(office)
    page = officer.open("/staff/letters")
    assert "Letters 1 waiting" in page.text
    assert "Acknowledged" in page.text
    paper = officer.http.get(f"/staff/letters/{letter}")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    page = officer.send(page.form(f"/letters/{letter}"))
    assert "It is noted that it was posted." in page.text
    assert "No letter waits." in page.text
    assert officer.open(f"/staff/letters/{letter}").status == 404


def test_a_case_says_what_was_sent_and_how_the_person_wants_to_be_reached(
    office: Office, officer: Browsing
) -> None:
    letter = a_letter_to_print(office)
    reference = office.colleague().get("/letters").json()[0]["reference"]
    officer.send(officer.open("/staff/letters").form(f"/letters/{letter}"))
    page = officer.open(f"/staff/cases/{reference}")
    assert "Acknowledged: sent by post" in page.text
    person = holder(office, key_for(officer, reference, "complainant"))
    asked = {"method": "phone", "detail": "07700 900123", "when": "not when dad is home", "not_to": ["dad"]}
    person.does("/contact", {**asked, "neutral": True})
    page = officer.open(f"/staff/cases/{reference}")
    for told in ("07700 900123", "not when dad is home", "Never use dad", "Nothing on the outside"):
        assert told in page.text, told


def test_an_advocacy_provider_accepts_replaces_and_declines_by_the_pages(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes(wants_advocate="yes", what_happened="marked words")
    provider = Browsing.signed_in(office, "advocacy_provider")
    assert reference in provider.open("/staff").text
    page = provider.records(reference, "advocate_appointed", who="Sam Reid", external="1")
    assert page.status == 200
    page = provider.records(reference, "advocate_changed", who="Kit Moor", external="1")
    assert page.status == 200
    page = provider.records(reference, "advocate_declined")
    assert page.status == 200
    assert "marked words" not in page.text


def test_the_team_sees_which_language_somebody_reads_and_who_must_interpret(officer: Browsing) -> None:
    reference = officer.takes(language="uk", interpreter="British Sign Language")
    page = officer.open(f"/staff/cases/{reference}")
    assert "українська" in page.text
    assert "British Sign Language" in page.text
    assert "Language they read" not in officer.open(f"/staff/cases/{officer.takes()}").text


def test_of_a_joint_matter_both_sides_see_who_leads_who_answers_and_by_when(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    adult = holder(office, key_for(officer, reference, "complainant"))
    told = {"lead": "other", "body": "The county hospital", "who": "Dr Shah's team", "until": "2026-05-05"}
    page = officer.records(reference, "lead_agreed", **told)
    assert page.status == 200
    for words in ("The county hospital", "The other body", "Dr Shah's team", "Tuesday 5 May 2026"):
        assert words in page.text
    seen = adult.sees()
    assert seen["together"] == {**told, "on": office.inst.today().isoformat()}
    assert any("one answer, by Tuesday 5 May 2026" in line["what"] for line in seen["history"])
    own_page = Browsing.anonymous(office)
    page = own_page.send(own_page.open("/case").form("/case"), reference=reference, key=adult.key)
    assert "The other service is The county hospital." in page.text
    assert "Who answers: Dr Shah's team." in page.text
    dates = {one["clock"]: one["due"] for one in seen["deadlines"]}
    assert dates["stage1_response"] == "2026-04-16", "the council's own date stands"
    page = officer.records(reference, "lead_agreed", lead="council", body="The county hospital")
    assert adult.sees()["together"]["lead"] == "council", "what was agreed last holds"


@pytest.mark.parametrize("missing", ["lead", "body"])
def test_a_joint_matter_needs_who_leads_and_the_other_body(officer: Browsing, missing: str) -> None:
    reference = officer.takes()
    told = {"lead": "other", "body": "The county hospital"}
    page = officer.records(reference, "lead_agreed", **{**told, missing: "", "note": "They rang."})
    assert page.status == 422
    assert page.form("/events", kind="lead_agreed").fields["note"] == "They rang."


def test_a_promise_keeps_who_does_it_and_by_when(officer: Browsing) -> None:
    reference = officer.takes()
    page = officer.records(
        reference, "action_promised", what="A new worker", who="Jo Field", until="2026-05-05"
    )
    assert all(words in page.text for words in ("A new worker", "Jo Field", "Tuesday 5 May 2026"))


def test_a_case_is_kept_from_whom_it_names_and_from_all_they_answer_to(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    director, head, worker = (Browsing.signed_in(office, "officer", "administrator") for _ in range(3))
    accounts.answer_to(office.inst, head.email, director.email)
    accounts.answer_to(office.inst, worker.email, head.email)
    page = officer.send(officer.open(f"/staff/cases/{reference}").form("/kept-from"), email=worker.email)
    assert page.status == 200
    for somebody in (director, head, worker):
        assert somebody.open(f"/staff/cases/{reference}").status == 404
        assert reference not in somebody.open("/staff").text
    with pytest.raises(accounts.AccountMistake):
        accounts.answer_to(office.inst, director.email, worker.email)


def test_whom_somebody_answers_to_later_sees_no_more_than_those_before(
    office: Office, officer: Browsing
) -> None:
    reference = officer.takes()
    worker, new_head = (Browsing.signed_in(office, "manager") for _ in range(2))
    officer.send(officer.open(f"/staff/cases/{reference}").form("/kept-from"), email=worker.email)
    assert new_head.open(f"/staff/cases/{reference}").status == 200
    accounts.answer_to(office.inst, worker.email, new_head.email)
    assert new_head.open(f"/staff/cases/{reference}").status == 404
    with pytest.raises(accounts.AccountMistake, match=reference):
        accounts.answer_to(office.inst, worker.email, officer.email)
    assert officer.open(f"/staff/cases/{reference}").status == 200


def test_a_case_is_not_kept_from_the_last_who_could_answer_it(office: Office, officer: Browsing) -> None:
    reference = officer.takes()
    other = Browsing.signed_in(office, "officer")
    accounts.answer_to(office.inst, other.email, officer.email)
    page = officer.send(officer.open(f"/staff/cases/{reference}").form("/kept-from"), email=other.email)
    assert page.status == 409
    assert "nobody of this council could read it" in page.text
    assert other.open(f"/staff/cases/{reference}").status == 200

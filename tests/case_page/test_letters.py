"""The letters of a case among its documents: as they stood on their day, for who made it and nobody else."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from backend.services import complaints, correspondence
from tests.acts.people import People, Person
from tests.case_page.test_the_case_page import opened


def letters(person: Person) -> dict[str, str]:
    documents = person.opens()["documents"]
    return {one["title"]: one["file"] for one in documents if one["file"].startswith("letter-")}


def read(person: Person, file: str) -> str:
    """Fetched once, by its address."""
    place = person.does("/files", {"file": file})["href"]
    answer = person.office.http.get(place)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{file}.pdf"'
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split()
    )


def test_each_letter_stands_as_it_was_on_its_day_also_for_who_gets_none_by_post(few_people: People) -> None:
    person = few_people.complains(name="Ada Example", contact_method="none")
    few_people.officer.records(person.reference, "acknowledged")
    few_people.office.go_to("2026-04-16")
    few_people.officer.records(
        person.reference, "stage1_responded", outcomes=[{"point": "1", "outcome": "upheld"}]
    )
    found = letters(person)
    assert list(found) == [
        "Letter of Tuesday 31 March 2026: The council told you that it has your complaint.",
        "Letter of Thursday 16 April 2026: The council answered at stage 1.",
    ]
    first, second = (read(person, file) for file in found.values())
    assert "Ada Example" in first
    assert "Tuesday 31 March 2026" in first
    assert "Thursday 16 April 2026" in first  # the day it was to be answered by
    assert "answered at stage 1" not in first
    assert "answered at stage 1" in second
    browsing, page = opened(person)
    form = page.form(f"/case/files/{next(iter(found.values()))}")
    answer = browsing.http.post(form.action, data=form.fields)
    assert answer.content.startswith(b"%PDF")


def test_no_letter_is_there_for_anybody_else_and_none_by_a_name_that_is_not_listed(
    few_people: People,
) -> None:
    person = few_people.complains()
    few_people.officer.records(person.reference, "acknowledged")
    advocate = person.lets_in("advocate")
    assert letters(advocate) == {}
    (file,) = letters(person).values()
    assert advocate.post("/files", {"file": file}).status_code == 404
    assert person.post("/files", {"file": "letter-2"}).status_code == 404
    assert person.post("/files", {"file": "letter-../1"}).status_code == 422


def test_why_the_council_said_no_is_in_the_letter_the_history_and_the_summary(few_people: People) -> None:
    person = few_people.complains(name="Ada Example", contact_method="none")
    few_people.officer.records(person.reference, "declined", reason="A court decides this now.")
    told = person.opens()
    assert told["history"][-1]["what"].endswith("It gave this reason: A court decides this now.")
    (file,) = letters(person).values()
    letter = read(person, file)
    assert "It gave this reason: A court decides this now." in letter
    assert "You can ask the Ombudsman to check that." in letter
    summary = read(person, "summary")
    answered = summary.split("What the council answered")[1].split("The dates")[0]
    assert "A court decides this now." in answered
    assert "The council has not answered yet." not in answered
    _, page = opened(person)
    assert "It gave this reason: A court decides this now." in page.text


def test_the_summary_tells_which_stage_found_what_and_calls_no_persons_request_late(
    few_people: People,
) -> None:
    person = few_people.complains(name="Ada Example", contact_method="none")
    for day, kind, outcome in (
        ("2026-04-09", "stage1_responded", "not_upheld"),
        ("2026-06-30", "stage2_requested", None),
        ("2026-08-03", "stage2_responded", "partly_upheld"),
    ):
        few_people.office.go_to(day)
        found = {"outcomes": [{"point": "1", "outcome": outcome}]} if outcome else {}
        few_people.officer.records(person.reference, kind, **found)
    person.opens()
    summary = read(person, "summary")
    answered = summary.split("What the council answered")[1].split("The dates")[0]
    order = ("answered at stage 1", "not upheld", "answered at stage 2", "partly upheld")
    assert [answered.index(words) for words in order] == sorted(answered.index(words) for words in order)
    assert "Asking for stage 2: Friday 8 May 2026. It was done on Tuesday 30 June 2026." in summary


def test_a_letter_about_a_comment_speaks_of_no_complaint_and_of_no_stages(few_people: People) -> None:
    office = few_people.office
    with office.inst.store.begin() as tx:
        answers = {"role": "parent", "what_happened": "Open on Thursdays too.", "contact_method": "none"}
        today = office.inst.today()
        row = complaints.open_case(
            office.inst, tx, answers, "rutland", today, by="chat", actor="person", kind="comment"
        )
        tx.events.append(row.id, "acknowledged", today, {}, "staff:1", office.inst.clock.now())
        complaints.project(office.inst, tx, tx.cases.get(row.id) or row)
        case = complaints.require(office.inst, tx, row.id)
    pdf = correspondence.letter_then(office.inst, case, case.events[-1])
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    assert "The council told you that it got what you sent." in text
    assert "complaint." not in text
    assert "How the procedure goes on" not in text


def test_why_the_council_said_no_is_for_whoever_complained_and_may_read_what_is_written_to_them(
    few_people: People,
) -> None:
    person = few_people.complains(contact_method="none")
    few_people.officer.records(person.reference, "declined", reason="A court decides this now.")
    person.opens()
    advocate, without = person.lets_in("advocate"), person.lets_in("advocate", "messages")
    child = few_people.child_of(person)
    told = [str(reader.opens()["history"]) for reader in (person, advocate, without, child)]
    assert ["A court decides this now." in history for history in told] == [True, True, False, False]
    assert all("The council said it will not look into it." in history for history in told)

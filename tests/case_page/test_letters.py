"""The letters of a case among its documents: as they stood on their day, for who made it and nobody else."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

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

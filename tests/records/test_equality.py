"""Equality data: asked once, skipped freely, counted apart from any case, and published with nobody in it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.reports import equality
from backend.reports.publish import cells, equations, published
from backend.reports.suppress import hidden
from backend.services.equality import words
from backend.store import Store
from backend.wording import BANDS, HOME
from tests.acts.people import People, Person
from tests.case_page.test_the_case_page import opened
from tests.installed import SECRET
from tests.records.test_report import another_year
from tests.staff.office import Office
from tests.staff_pages.browsing import Seen

ANSWERS = {
    "age": "from_26",
    "gender": "female",
    "disability": "yes",
    "ethnicity": "mixed",
    "orientation": "bi",
}


def send(person: Person, band: str = "adult", **filled: str) -> Seen:
    browsing, page = opened(person, band)
    return browsing.send(page.form("/case/equality"), **filled)


def rows(office: Office, statement: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(office.built.url.removeprefix("sqlite:///")) as database:
        return database.execute(statement).fetchall()


def test_answers_are_counted_and_nothing_else_of_them_is_kept_anywhere(few_people: People) -> None:
    """The case knows that somebody was asked; who skipped left the very same behind."""
    office = few_people.office
    told, skipped = few_people.complains(), few_people.complains()
    before = dict(rows(office, "SELECT name, 0 FROM sqlite_master WHERE type = 'table'"))
    page = send(told, **ANSWERS)
    assert "You will not be asked again." in page.text
    assert page.mistakes == []
    send(skipped, skip="yes", **ANSWERS)
    counted = rows(office, "SELECT council, year, question, answer, number FROM equality_count")
    assert {(question, answer): number for _, _, question, answer, number in counted} == dict.fromkeys(
        ANSWERS.items(), 1
    )
    assert {council for council, *_ in counted} == {"rutland"}
    lines = rows(office, "SELECT stream, kind, data FROM event WHERE kind LIKE 'equality%'")
    assert [(kind, data) for _, kind, data in lines] == [("equality_asked", "{}")] * 2
    for table in set(before) - {"equality_count"}:
        for row in rows(office, f"SELECT * FROM {table}"):  # noqa: S608 - the database's own names
            assert not {*ANSWERS.values(), *ANSWERS} & {str(value) for value in row}, table
    assert office.colleague("auditor").get("/audit/verify").json()["whole"] is True


def test_whoever_was_asked_is_not_asked_again_and_a_form_sent_twice_counts_once(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person, "adult")
    form = page.form("/case/equality")
    for _ in range(2):
        assert browsing.send(form, **ANSWERS).status == 200
    assert rows(few_people.office, "SELECT sum(number) FROM equality_count") == [(len(ANSWERS),)]
    _, again = opened(person, "adult")
    assert "/case/equality" not in again.answer.text


def test_what_is_no_answer_is_not_counted_and_no_child_is_asked_about_orientation(few_people: People) -> None:
    person = few_people.complains()
    browsing, page = opened(person, "child")
    form = page.form("/case/equality")
    names = form.names
    assert names >= {"age", "gender", "disability", "ethnicity"}
    assert "orientation" not in names
    filled = {"age": "from_12", "gender": "<script>", "orientation": "gay", "disability": ""}
    done = browsing.post(form.action, {**form.fields, **filled})
    assert done.status == 200
    assert rows(few_people.office, "SELECT question, answer, number FROM equality_count") == [
        ("age", "from_12", 1)
    ]


def test_an_advocate_is_asked_nothing_and_the_child_for_themselves(few_people: People) -> None:
    person = few_people.complains(role="advocate")
    advocate = person.lets_in("advocate")
    _, page = opened(advocate, "adult")
    assert "/case/equality" not in page.answer.text


def test_the_report_holds_them_apart_with_the_small_ones_hidden(quick_office: Office) -> None:
    inst, manager = quick_office.inst, quick_office.colleague("manager")
    with inst.store.begin() as tx:
        for answer, number in (("yes", 7), ("no", 2), ("yes", 1)):
            for _ in range(number):
                tx.equality.count("rutland", 2025, "disability", answer)
        tx.equality.count("sefton", 2025, "disability", "no")
        tx.equality.count("rutland", 2024, "disability", "no")
    (report,) = manager.get("/reports/annual", year=2025).json()
    tables = {table["table"]: table for table in report["tables"]}
    assert tables["equality_disability"]["rows"] == {"yes": None, "no": None}
    assert tables["equality_disability"]["total"] == 10
    assert tables["equality_age"]["rows"] == dict.fromkeys(equality.AGES, 0)
    page = manager.get("/reports/annual", year=2025, format="html").text
    assert "12 to 15" in page
    assert "65 or over" in page
    assert (
        "equality_disability,people,no,not shown"
        in manager.get("/reports/annual", year=2025, format="csv").text
    )


@settings(deadline=None, max_examples=15, derandomize=True)
@given(st.data())
def test_no_hidden_answer_can_be_told_by_adding_and_subtracting(data: st.DataObject) -> None:
    counts = {
        (question, answer): data.draw(st.integers(0, 12))
        for question, answers in equality.QUESTIONS.items()
        for answer in answers
    }
    tables = equality.tables(counts)
    numbers, facts = cells(tables), equations(tables)
    kept_back = hidden(numbers, facts)
    for table in published(tables):
        assert all(number is None or number == 0 or number >= 5 for number in table.rows.values())
    for cell in kept_back:
        assert another_year(cell, numbers, kept_back, facts), (cell, numbers[cell])


def test_counts_are_kept_by_either_database(url: str) -> None:
    store = Store(url, SECRET)
    with store.begin() as tx:
        for year in (2025, 2025, 2024):
            tx.equality.count("rutland", year, "age", "from_18")
    with store.read() as tx:
        assert tx.equality.of("rutland", 2025) == {("age", "from_18"): 2}
        assert tx.equality.of("sefton", 2025) == {}
    store.close()


@pytest.mark.parametrize("question", equality.QUESTIONS)
def test_every_answer_has_its_words_in_each_band(quick_office: Office, question: str) -> None:
    for band in BANDS:
        said = [words(quick_office.inst, question, one, HOME, band) for one in equality.QUESTIONS[question]]
        assert len(set(said)) == len(said)

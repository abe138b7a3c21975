"""A letter comes in large print, or in an easy layout and simpler words, once its reader has said so."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from backend.cases.acts import ChangeContact, Print
from backend.notify import Post
from backend.services.acts import perform
from tests.staff.office import Colleague
from tests.telling.night import Night
from tests.telling.test_the_person_is_told import an_officer, makes_a_complaint

AT_HOME = "1 Some Road, Oakham"


@pytest.fixture
def officer(quick: Night) -> Colleague:
    return an_officer(quick)


def letter(night: Night, officer: Colleague, *wishes: ChangeContact) -> PdfReader:
    """What the team prints for somebody who wished this, the one wish after the other."""
    post = {"contact_method": "post", "contact_detail": AT_HOME, "safe_to_contact": "yes", "role": "parent"}
    reference = makes_a_complaint(night, **post)
    with night.inst.store.begin() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        for wish in wishes:
            perform(night.inst, tx, case.id, wish)
    officer.records(reference, "acknowledged")
    ways = {way: channel for way, channel in night.inst.post.channels.items() if way != "post"}
    night.work(replace(night.again(), post=Post(ways)))
    (one,) = officer.get("/letters").json()
    return PdfReader(BytesIO(officer.get(f"/letters/{one['id']}").content))


def wish(print: Print | None) -> ChangeContact:
    return ChangeContact("post", AT_HOME, letters=print)


def sizes(paper: PdfReader) -> dict[str, float]:
    """Each piece of text and how big it is, in points."""
    found: dict[str, float] = {}

    def visit(text: str, _: Any, matrix: list[float], __: Any, size: float) -> None:
        for line in text.splitlines():
            if line.strip():
                found[line.strip()] = round(size * abs(matrix[0]), 1)

    for page in paper.pages:
        page.extract_text(visitor_text=visit)
    return found


def said(night: Night, key: str, band: str, **facts: Any) -> str:
    return night.inst.wording.render(key, facts, "en", band).text


@pytest.mark.parametrize(
    ("wishes", "size", "band"),
    [
        ((), 12, "adult"),
        ((wish("large"),), 18, "adult"),
        ((wish("large"), wish(None)), 18, "adult"),
        ((wish("large"), wish("easy")), 18, "teen"),
        ((wish("large"), wish("usual")), 12, "adult"),
    ],
)
def test_letters_are_printed_as_was_last_wished(
    quick: Night, officer: Colleague, wishes: tuple[ChangeContact, ...], size: float, band: str
) -> None:
    paper = letter(quick, officer, *wishes)
    found = sizes(paper)
    hello = said(quick, "letters.hello.nobody", band)
    assert found[hello] == size
    assert min(found.values()) >= (14 if size > 12 else 10)
    text = " ".join("\n".join(page.extract_text() for page in paper.pages).split())
    assert said(quick, "letters.other_print", band).split(". ")[0] in text
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_in_an_easy_letter_each_sentence_begins_a_line(quick: Night, officer: Colleague) -> None:
    lines = sizes(letter(quick, officer, wish("easy")))
    first, second = said(quick, "letters.other_print", "teen").split(". ")
    assert [line for line in lines if line.startswith(second[:10])]
    assert not [line for line in lines if first[-10:] + ". " in line]

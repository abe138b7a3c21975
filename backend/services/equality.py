"""Equality monitoring: asked after the receipt, answered by whoever likes, counted apart from the case.

The case knows that somebody was asked, so that nobody is asked twice; what they answered, and whether they
answered at all, it does not know. What is kept of the answers is one more in a count of the council's year.
"""

from __future__ import annotations

from backend.cases.viewers import Viewer
from backend.reports.equality import AGES, QUESTIONS, Answers
from backend.reports.year import latest
from backend.services import complaints
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.store import Transaction

ASKED = "equality_asked"
"""A line of the case's file: this viewer was asked, and has answered or not."""


def is_open(case: OpenCase) -> bool:
    """Whether the viewer a case was made ready for can still be asked. An advocate is asked nothing."""
    viewer = case.viewer
    if viewer is None or viewer.kind == "advocate":
        return False
    return not any(line.kind == ASKED and line.actor == viewer.actor for line in case.file)


def answer(inst: Installation, tx: Transaction, case: OpenCase, viewer: Viewer, answers: Answers) -> None:
    """Count the answers of one person, once; none at all is an answer too. What is no answer is left out."""
    complaints.put_on_file(inst, tx, case.row.id, ASKED, viewer.actor)
    lines = tx.events.of(complaints.file_of(case.row.id))
    if sum(line.kind == ASKED and line.actor == viewer.actor for line in lines) > 1:
        return
    year = latest(inst.today())
    for question, given in answers.items():
        if given in QUESTIONS.get(question, ()):
            tx.equality.count(case.row.council, year, question, given)


def words(inst: Installation, question: str, given: str, locale: str, age_band: str) -> str:
    """An answer as it is read, in the form and in the report."""
    if question != "age":
        return inst.wording.render(f"case.equality.{question}.{given}", {}, locale, age_band).text
    low, high = AGES[given]
    key, facts = (
        ("over", {"low": low})
        if high is None
        else ("between", {"low": low, "high": high})
        if low
        else ("under", {"high": high + 1})
    )
    return inst.wording.render(f"case.equality.age.{key}", facts, locale, age_band).text

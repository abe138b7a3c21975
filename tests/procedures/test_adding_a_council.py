"""docs/adding-a-council.md, followed to the letter: a sixth council is one file and no code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from backend.deadlines.period import Period
from backend.procedures import ProcedureMistake, load
from backend.procedures.facts import FACTS, Fact
from tests.procedures.planting import Files

GUIDE = (Path(__file__).parents[2] / "docs/adding-a-council.md").read_text(encoding="utf-8")
EXAMPLE = GUIDE.split("```yaml\n")[1].split("```")[0]


def test_the_file_of_the_guide_adds_a_sixth_council(files: Files) -> None:
    (files.folder / "northshire.yml").write_text(EXAMPLE, encoding="utf-8")
    procedures = load(files.folder)
    council = procedures.council("northshire")
    assert (council.name, council.team) == ("Northshire Council", "Children's Complaints Team")
    assert "Eastham Cross" in council.also
    assert len(procedures.councils()) == 6

    now = procedures.in_force("northshire", "statutory", date(2026, 12, 1)).clocks
    assert now["acknowledgement"].period == Period(2)
    assert now["stage1_response"].period == Period(10)
    assert now["panel_hearing"].period == Period(30)
    assert now["stage2_response"].acts == "Head of Children's Services"
    later = procedures.in_force("northshire", "statutory", date(2027, 4, 1))
    assert later.clocks["stage1_response"].period == Period(8)
    assert later.national["stage1_response"].period == Period(10)


def test_its_emergency_number_waits_until_somebody_checked_it(files: Files) -> None:
    (files.folder / "northshire.yml").write_text(EXAMPLE, encoding="utf-8")
    procedures = load(files.folder)
    assert [line.shown for line in procedures.council("northshire").emergency] == [{}]
    assert [said for said in procedures.unverified() if said.startswith("northshire") and "960 002" in said]


def test_the_mistake_the_guide_shows_is_said_in_the_guide_s_words(files: Files) -> None:
    wrong = EXAMPLE.replace("within: 2 working days", "within: 2 days")
    (files.folder / "northshire.yml").write_text(wrong, encoding="utf-8")
    with pytest.raises(ProcedureMistake) as mistake:
        load(files.folder)
    assert str(mistake.value) in " ".join(GUIDE.split())


def _row(fact: Fact) -> str:
    kinds = {"text": "words", "texts": "a list of words", "number": "a number", "flag": "true or false"}
    choice = ("one of " if fact.kind == "word" else "some of ") + ", ".join(
        f"`{word}`" for word in fact.words
    )
    right = "**right**; " if fact.right else ""
    return f"| `{fact.name}` | {right}{kinds.get(fact.kind, choice)} | {fact.meaning} |"


def test_the_guide_lists_every_fact_and_no_other() -> None:
    table = GUIDE.split("|---|---|---|\n")[1].splitlines()
    assert table == [_row(fact) for fact in FACTS.values()]

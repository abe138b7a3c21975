"""A year of invented complaints: it fills an empty installation alone, and its report adds up."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from backend import audit, demo
from backend.app import install
from backend.cases.events import EVENT_KINDS, OUTCOMES
from backend.reports.publish import Published
from backend.services import accounts, reporting
from backend.settings import Settings
from tests.staff.office import PASSWORD


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty HEARD_HOME, and a year of eight complaints for each council."""
    for name in ("HEARD_DATABASE_URL", "HEARD_SECRET_KEY", "HEARD_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HEARD_HOME", str(tmp_path))
    monkeypatch.setenv("HEARD_NOW", "2026-04-20T10:00")
    monkeypatch.setenv("HEARD_STAFF_PASSWORD", PASSWORD)
    monkeypatch.setattr(demo, "A_YEAR", 8)
    return tmp_path


def test_the_year_is_whole_can_be_signed_in_to_and_its_report_agrees_with_a_count_made_apart(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert demo.main() == 0
    said = capsys.readouterr().out
    assert "manager@council.example" in said
    assert PASSWORD in said
    assert audit.main([]) == 0
    inst = install(Settings())
    ticket = accounts.sign_in(inst, "auditor@council.example", PASSWORD, "192.0.2.1")
    assert ticket is not None
    auditor = accounts.signed_in(inst, ticket.token)
    assert auditor is not None
    reports = reporting.annual(inst, auditor, 2025)
    inst.store.close()

    with sqlite3.connect(home / "heard.db") as database:
        cases = database.execute("SELECT id, council, received_on, role FROM case_file").fetchall()
        events = database.execute("SELECT stream, kind, data FROM event ORDER BY seq").fetchall()
        people = database.execute("SELECT council, year, question, answer, number FROM equality_count")
        about_people = people.fetchall()
    assert {report.council for report in reports} == {council for _, council, _, _ in cases}
    assert {kind for _, kind, _ in events} <= {*EVENT_KINDS, "audit_exported", "equality_asked"}
    for report in reports:
        within = [
            (id, role)
            for id, council, on, role in cases
            if council == report.council and "2025-04-01" <= on <= "2026-03-31"
        ]
        ids = {id for id, _ in within}
        newest: dict[str, str] = {}
        for stream, _, data in events:
            for one in json.loads(data).get("outcomes", ()) if stream in ids else ():
                newest[stream] = one["outcome"]
        counted = {
            "received": Counter({"complaint": len(within)}),
            "who": Counter(role for _, role in within),
            "outcome": Counter(newest.get(id, "none_yet") for id in ids),
            "ombudsman": Counter(
                "went" if (id, "referred_to_ombudsman") in {(s, k) for s, k, _ in events} else "did_not"
                for id in ids
            ),
        }
        for council, year, question, answer, number in about_people:
            if (council, year) == (report.council, 2025):
                counted.setdefault(f"equality_{question}", Counter())[answer] = number
        for table in report.tables:
            for row, number in table.rows.items() if table.name in counted else ():
                assert number in (counted[table.name][row], None), (report.council, table.name, row)
            assert table.name not in ("who", "outcome") or table.total in (len(within), None)
        assert {"equality_age", "equality_gender"} <= set(counted)
        assert _got_by_subtraction(report.tables) == []


def _got_by_subtraction(tables: Sequence[Published]) -> list[tuple[str, str]]:
    """The hidden numbers that whoever has the page gets by taking what is shown from a sum, in any order.

    A sum is a table's total, or that of another table that counts the same things.
    """
    totals = {
        table.of: table.total for table in tables if table.total is not None and table.of == "complaints"
    }
    found = []
    for table in tables:
        total = table.total if table.total is not None else totals.get(table.of)
        hidden = [row for row, number in table.rows.items() if number is None]
        if total is not None and len(hidden) == 1:
            found.append((table.name, hidden[0]))
        if table.total is None and not hidden and any(table.rows.values()):
            found.append((table.name, "total"))
    return found


def test_every_outcome_and_every_stage_is_among_its_lives() -> None:
    lives = demo.told()["lives"]
    steps = [step for life in lives for step in life["steps"]]
    assert {step["outcome"] for step in steps if "outcome" in step} == set(OUTCOMES)
    assert {"stage1_responded", "stage2_responded", "stage3_responded", "withdrawn", "declined"} <= {
        step["kind"] for step in steps
    }


def test_it_refuses_an_installation_in_use(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("HEARD_NOW")
    inst = install(Settings())
    with inst.store.begin() as tx:
        tx.events.append("c1", "received", inst.today(), {}, "person", inst.clock.now())
    inst.store.close()
    assert demo.main() == 1
    assert "is in use" in capsys.readouterr().err


def test_it_refuses_an_installation_others_can_reach(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARD_HOST", "0.0.0.0")  # noqa: S104 - what is refused
    monkeypatch.setenv("HEARD_SECRET_KEY", "a secret that is long enough for tests")
    monkeypatch.delenv("HEARD_NOW")
    assert demo.main() == 1
    assert "for this machine alone" in capsys.readouterr().err

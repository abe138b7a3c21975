"""Starting, migrating, and what becomes of a transaction."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError

from backend.store import NotMigrated, Store, Unavailable, UnknownDatabase, migrate, transactions
from backend.store.database import engine_of, to_disk
from backend.store.tables import metadata

from .building import NOW, SECRET, TODAY, a_case, a_draft, a_session

Sql = Callable[..., list[tuple[object, ...]]]


def test_migrating_makes_the_tables_that_the_code_knows(empty_url: str) -> None:
    migrate(empty_url)
    engine = engine_of(empty_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(store: Store, url: str) -> None:
    with store.begin() as tx:
        tx.cases.add(a_case())
    migrate(url)
    migrate(url)
    with store.read() as tx:
        assert tx.cases.get("c1") == a_case()


def test_processes_that_migrate_and_start_at_once_all_succeed(empty_url: str) -> None:
    program = (
        "import sys; from backend.store import Store, migrate; print('ready', flush=True); "
        "sys.stdin.readline(); migrate(sys.argv[1]); Store(sys.argv[1], sys.argv[2]).close()"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, empty_url, SECRET],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in running:
        _, complaint = process.communicate(timeout=120)
        assert process.returncode == 0, complaint.decode()
    store = Store(empty_url, SECRET)
    with store.read() as tx:
        assert tx.events.verify().whole
    store.close()


def test_threads_that_start_at_once_share_one_canary(url: str) -> None:
    start = threading.Barrier(4)
    started: list[Store] = []

    def open_it() -> None:
        start.wait()
        started.append(Store(url, SECRET))

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(started) == 4
    for store in started:
        store.close()


def test_a_database_without_a_schema_is_refused_with_what_to_do(empty_url: str) -> None:
    with pytest.raises(NotMigrated, match="migrate"):
        Store(empty_url, SECRET)


@pytest.mark.parametrize(
    "url", ["", "heard.sqlite", "sqlite://", "sqlite:///:memory:", "mysql://me:hush@host/heard"]
)
def test_an_address_of_anything_else_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnknownDatabase) as refused:
        Store(url, SECRET)
    assert "hush" not in str(refused.value)


def test_a_database_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable) as refused:
        Store("postgresql://me:hush@127.0.0.1:9/heard", SECRET)
    assert "hush" not in str(refused.value)


def test_a_store_answers_as_long_as_its_tables_are_there(store: Store, raw: Sql, url: str) -> None:
    assert store.answers()
    raw("DELETE FROM event_head")
    assert not store.answers()


def test_a_sqlite_store_whose_file_was_spoilt_does_not_answer(tmp_path: Path, sqlite: Path) -> None:
    file = tmp_path / "heard.sqlite"
    file.write_bytes(sqlite.read_bytes())
    url = f"sqlite:///{file}"
    Store(url, SECRET).close()
    store = Store(url, SECRET)
    store.close()
    file.write_bytes(b"nonsense" * 4096)
    assert not store.answers()


def test_a_transaction_that_fails_stores_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.begin() as tx:
            tx.cases.add(a_case())
            tx.words.put("c1", "name", "Sam")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with store.read() as tx:
        assert tx.cases.get("c1") is None
        assert tx.words.all("c1") == {}


def test_what_was_stored_is_there_for_the_next_process(open_store: Callable[..., Store]) -> None:
    first = open_store()
    with first.begin() as tx:
        tx.cases.add(a_case())
    first.close()
    with open_store().read() as tx:
        assert tx.cases.get("c1") == a_case()


def test_a_commit_waits_for_the_disk_unless_a_later_one_will(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[bool] = []

    def looking(connection: Connection) -> None:
        """What holds as the transaction is committed."""
        name = "synchronous_commit" if connection.dialect.name == "postgresql" else "synchronous"
        ask = f"SHOW {name}" if connection.dialect.name == "postgresql" else f"PRAGMA {name}"
        waits.append(connection.exec_driver_sql(ask).scalar_one() in ("on", FULL))

    event.listen(store._engine, "commit", looking)
    for synced in (True, False, True):
        with store.begin(synced=synced) as tx:
            tx.drafts.delete("d1")
    assert waits == [True, False, True]


FULL = 2
"""What SQLite calls waiting for the disk at each commit."""


def test_the_head_outside_is_moved_only_once_its_events_are_on_the_disk(
    sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    file = tmp_path / "heard.sqlite"
    file.write_bytes(sqlite.read_bytes())
    store = Store(f"sqlite:///{file}", SECRET, head_file=tmp_path / "head")
    monkeypatch.setattr(transactions, "to_disk", lambda engine: order.append("disk") or to_disk(engine))
    moved = store._head_file.move
    monkeypatch.setattr(store._head_file, "move", lambda head: order.append("head") or moved(head))
    with store.begin(synced=False) as tx:
        tx.events.append("case:c1", "made", TODAY, {}, "person", NOW)
    store.close()
    assert order == ["disk", "head"]


def test_a_reading_transaction_cannot_write(store: Store) -> None:
    for write in (
        lambda tx: tx.drafts.add(a_draft()),
        lambda tx: tx.tries.record("a", 1.0),
        lambda tx: tx.events.append("c1", "received", TODAY, {}, "person", NOW),
    ):
        with pytest.raises((Unavailable, DBAPIError)), store.read() as tx:
            write(tx)
    with store.read() as tx:
        assert tx.drafts.get("d1") is None
        assert tx.events.last() is None
    with store.begin() as tx:
        tx.drafts.add(a_draft())


def test_a_reading_transaction_sees_one_moment_of_the_database(store: Store) -> None:
    with store.read() as reading:
        assert reading.drafts.get("d1") is None
        with store.begin() as writing:
            writing.drafts.add(a_draft())
        assert reading.drafts.get("d1") is None
    with store.read() as reading:
        assert reading.drafts.get("d1") == a_draft()


def test_readers_do_not_wait_for_a_writer(store: Store) -> None:
    with store.begin() as writing:
        writing.drafts.add(a_draft())
        with store.read() as reading:
            assert reading.drafts.get("d1") is None


def test_a_database_locked_by_another_is_unavailable_and_then_works_again(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.store.database.PATIENCE", 1)
    holder, other = open_store(), open_store()
    with holder.begin() as tx:
        tx.events.append("c1", "received", TODAY, {}, "person", NOW)

        def wait_in_vain() -> None:
            with other.begin() as waiting:
                waiting.events.append("c2", "received", TODAY, {}, "person", NOW)

        with pytest.raises(Unavailable):
            wait_in_vain()
    with other.begin() as tx:
        assert tx.events.append("c2", "received", TODAY, {}, "person", NOW).seq == 2


def test_threads_of_one_process_that_wait_too_long_are_told(
    store: Store, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setattr("backend.store.transactions.PATIENCE", 0.05)
    outcome: list[str] = []

    def write() -> None:
        try:
            with store.begin() as tx:
                tx.drafts.add(a_draft())
            outcome.append("written")
        except Unavailable:
            outcome.append("unavailable")

    with store.begin() as tx:
        tx.tries.record("a", 1.0)
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    assert outcome == ["unavailable" if url.startswith("sqlite") else "written"]


def test_no_error_holds_what_a_person_typed(store: Store, raw: Sql) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
    raw("DROP TABLE alert")
    raw("DROP TABLE draft")
    with pytest.raises((Unavailable, DBAPIError)) as failed, store.begin() as tx:
        tx.drafts.add(a_draft("xylophone", reference="xylophone"))
    told: BaseException | None = failed.value
    while told is not None:
        assert "xylophone" not in str(told)
        told = told.__cause__


def test_a_sqlite_file_is_its_owners_alone(tmp_path: Path) -> None:
    migrate(f"sqlite:///{tmp_path / 'heard.sqlite'}")
    Store(f"sqlite:///{tmp_path / 'heard.sqlite'}", SECRET)
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_postgresql_may_be_named_in_either_way(postgresql: str) -> None:
    bare = postgresql.replace("postgresql+psycopg://", "postgres://").replace("/postgres?", "/template?")
    with pytest.raises(NotMigrated):
        Store(bare.replace("/template?", "/postgres?"), SECRET)


def test_a_sqlite_file_that_another_process_is_just_making_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "heard.sqlite"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    other.execute("CREATE TABLE something (x)")
    finishing = threading.Timer(0.2, other.execute, ["COMMIT"])
    finishing.start()
    migrate(f"sqlite:///{file}")
    finishing.join()
    other.close()
    Store(f"sqlite:///{file}", SECRET).close()

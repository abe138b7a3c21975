"""The chain of events: what is appended stays, and whatever is done to it shows."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from backend.store import ChainBroken, Store
from backend.store.chain import Head
from backend.store.headfile import HeadFile
from backend.store.rows import FirstBad, StoredEvent, Verdict

from .building import NOW, SECRET, TODAY, a_case

Sql = Callable[..., list[tuple[object, ...]]]


def append(store: Store, stream: str, kind: str = "received", **data: object) -> StoredEvent:
    with store.begin() as tx:
        return tx.events.append(stream, kind, TODAY, data, "person", NOW)


def append_and_fail(store: Store) -> None:
    with store.begin() as tx:
        tx.events.append("c1", "closed", TODAY, {}, "person", NOW)
        raise ZeroDivisionError


def verdict(store: Store) -> Verdict:
    with store.read() as tx:
        return tx.events.verify()


@pytest.fixture
def head_file(tmp_path: Path) -> Path:
    return tmp_path / "head"


@pytest.fixture
def witnessed(open_store: Callable[..., Store], head_file: Path) -> Store:
    """A store that keeps its head outside as well, with six events of three cases."""
    store = open_store(head_file=head_file)
    for stream in ("c1", "c2", "c1", "c3", "c2", "c1"):
        append(store, stream, said={"words": "ab12"})
    return store


@pytest.fixture
def disarmed(raw: Sql, url: str) -> Sql:
    """Plain SQL with the triggers gone: what the database's owner could do."""
    if url.startswith("sqlite"):
        raw("DROP TRIGGER event_refuses_update")
        raw("DROP TRIGGER event_refuses_delete")
    else:
        raw("DROP TRIGGER event_refuses ON event")
    return raw


def put_head(sql: Sql, head: tuple[object, ...]) -> None:
    seq, mac, sealed_by = head
    sql("UPDATE event_head SET seq = :seq, mac = :mac, sealed_by = :by", seq=seq, mac=mac, by=sealed_by)


def test_events_come_back_as_they_were_appended_numbered_over_all_and_within_their_stream(
    store: Store,
) -> None:
    data = {"until": "2025-04-01", "reason": "complex", "outcomes": [{"point": "p1", "outcome": "upheld"}]}
    first = append(store, "c1", "stage1_extended", **data)
    second = append(store, "alert:a1", "alert_raised")
    third = append(store, "c1", "closed")
    assert [(each.seq, each.stream, each.position) for each in (first, second, third)] == [
        (1, "c1", 1),
        (2, "alert:a1", 1),
        (3, "c1", 2),
    ]
    assert (first.kind, first.on, first.data, first.recorded_at, first.actor) == (
        "stage1_extended",
        TODAY,
        data,
        NOW,
        "person",
    )
    with store.read() as tx:
        assert tx.events.of("c1") == (first, third)
        assert tx.events.of("nobody") == ()
        assert tx.events.last() == third


def test_an_empty_chain_is_whole(store: Store) -> None:
    with store.read() as tx:
        assert tx.events.last() is None
        assert tx.events.verify() == Verdict(whole=True, events=0)


@pytest.mark.parametrize("count", [3, 6, 7])
def test_a_chain_is_whole_over_more_events_than_are_read_at_once(
    store: Store, disarmed: Sql, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("backend.store.events._AT_ONCE", 3)
    for _ in range(count):
        append(store, "c1")
    assert verdict(store) == Verdict(whole=True, events=count)
    disarmed("UPDATE event SET kind = 'closed' WHERE seq = :seq", seq=count)
    assert verdict(store).first_bad == FirstBad(count, "c1", count, "changed")


def test_a_transaction_that_fails_leaves_no_gap(store: Store) -> None:
    append(store, "c1")
    with pytest.raises(ZeroDivisionError):
        append_and_fail(store)
    assert append(store, "c1").seq == 2
    assert verdict(store).whole


def test_data_that_json_cannot_hold_is_refused_and_leaves_no_gap(store: Store) -> None:
    with pytest.raises(TypeError):
        append(store, "c1", until=date(2025, 4, 1))
    assert append(store, "c1").seq == 1


@pytest.mark.parametrize("statement", ["UPDATE event SET kind = 'closed'", "DELETE FROM event"])
def test_the_database_itself_refuses_to_change_an_event(store: Store, raw: Sql, statement: str) -> None:
    append(store, "c1")
    with pytest.raises(DBAPIError, match="never changed"):
        raw(statement)
    assert verdict(store) == Verdict(whole=True, events=1)


@pytest.mark.attack("the record")
@pytest.mark.parametrize(
    "change",
    [
        "kind = 'withdrawn'",
        "actor = 'staff:7'",
        "\"on\" = '2025-03-04'",
        "recorded_at = '2025-03-03T10:00:01.000000+00:00'",
        'data = \'{"said":{"words":"ab13"}}\'',
        "data = data || ' '",
        "stream = 'c9'",
        "position = 9",
        "mac = mac || '0'",
    ],
)
def test_an_edited_event_is_named(witnessed: Store, disarmed: Sql, change: str) -> None:
    disarmed(f"UPDATE event SET {change} WHERE seq = 3")  # noqa: S608 - the changes above
    found = verdict(witnessed)
    assert not found.whole
    assert found.first_bad is not None
    assert (found.first_bad.seq, found.first_bad.why) == (3, "changed")


def test_a_bad_event_is_named_with_its_stream_and_position(witnessed: Store, disarmed: Sql) -> None:
    disarmed("UPDATE event SET kind = 'closed' WHERE seq >= 5")
    assert verdict(witnessed).first_bad == FirstBad(5, "c2", 2, "changed")


@pytest.mark.attack("the record")
def test_a_deleted_event_is_named(witnessed: Store, disarmed: Sql) -> None:
    disarmed("DELETE FROM event WHERE seq = 3")
    assert verdict(witnessed) == Verdict(False, 5, FirstBad(3, "c1", None, "missing"))


def test_a_deleted_first_event_is_named(witnessed: Store, disarmed: Sql) -> None:
    disarmed("DELETE FROM event WHERE seq = 1")
    assert verdict(witnessed).first_bad == FirstBad(1, "c1", None, "missing")


def test_a_deleted_event_whose_gap_was_closed_is_named(witnessed: Store, disarmed: Sql) -> None:
    disarmed("DELETE FROM event WHERE seq = 3")
    for seq in (4, 5, 6):
        disarmed("UPDATE event SET seq = seq - 1 WHERE seq = :seq", seq=seq)
    assert verdict(witnessed).first_bad == FirstBad(3, "c3", 1, "changed")


@pytest.mark.attack("the record")
def test_swapped_events_are_named(witnessed: Store, disarmed: Sql) -> None:
    for old, new in ((2, 99), (4, 2), (99, 4)):
        disarmed("UPDATE event SET seq = :new WHERE seq = :old", old=old, new=new)
    assert verdict(witnessed).first_bad == FirstBad(2, "c3", 1, "changed")


COPY = (
    'INSERT INTO event (seq, stream, position, kind, "on", data, recorded_at, actor, mac) '
    'SELECT :seq, stream, 7, kind, "on", data, recorded_at, actor, mac FROM event WHERE seq = 1'
)


@pytest.mark.attack("the record")
def test_an_event_put_in_between_is_named(witnessed: Store, disarmed: Sql) -> None:
    for seq in (6, 5, 4):
        disarmed("UPDATE event SET seq = seq + 1 WHERE seq = :seq", seq=seq)
    disarmed(COPY, seq=4)
    assert verdict(witnessed).first_bad == FirstBad(4, "c1", 7, "changed")


@pytest.mark.parametrize("seq", [7, 70])
def test_an_event_put_at_the_end_is_named(witnessed: Store, raw: Sql, seq: int) -> None:
    raw(COPY, seq=seq)
    bad = verdict(witnessed).first_bad
    assert bad is not None
    assert bad.why == ("added" if seq == 7 else "missing")
    assert bad.seq == 7


def test_an_event_put_before_the_first_is_named(witnessed: Store, raw: Sql) -> None:
    raw(COPY, seq=0)
    bad = verdict(witnessed).first_bad
    assert bad is not None
    assert (bad.seq, bad.why) == (0, "changed")


@pytest.mark.attack("the record")
def test_a_cut_off_tail_is_named(witnessed: Store, disarmed: Sql) -> None:
    disarmed("DELETE FROM event WHERE seq >= 5")
    assert verdict(witnessed) == Verdict(False, 4, FirstBad(5, None, None, "missing"))


def test_a_cut_off_tail_with_a_made_up_head_is_found_even_without_the_file(
    open_store: Callable[..., Store], witnessed: Store, disarmed: Sql
) -> None:
    disarmed("DELETE FROM event WHERE seq >= 5")
    disarmed("UPDATE event_head SET seq = 4, mac = (SELECT mac FROM event WHERE seq = 4)")
    assert verdict(open_store()).first_bad == FirstBad(4, None, None, "head_changed")


def test_a_cut_off_tail_with_a_true_older_head_is_found_by_the_file(
    open_store: Callable[..., Store], head_file: Path, disarmed: Sql
) -> None:
    store = open_store(head_file=head_file)
    for _ in range(4):
        append(store, "c1")
    older = disarmed("SELECT seq, mac, sealed_by FROM event_head")[0]
    append(store, "c1")
    append(store, "c1")
    disarmed("DELETE FROM event WHERE seq >= 5")
    put_head(disarmed, older)
    assert verdict(open_store()).whole, "without the file nobody could tell"
    assert verdict(store).first_bad == FirstBad(5, None, None, "missing")
    restarted = open_store(head_file=head_file)
    assert verdict(restarted).first_bad == FirstBad(5, None, None, "missing")
    for _ in range(5):
        append(store, "c2")
    assert verdict(store).first_bad == FirstBad(6, "c2", 2, "changed"), "new events do not heal the trace"


def test_a_head_that_was_changed_is_not_healed_by_the_next_event(store: Store, disarmed: Sql) -> None:
    for _ in range(3):
        append(store, "c1")
    disarmed("DELETE FROM event WHERE seq = 3")
    disarmed("UPDATE event_head SET seq = 2, mac = (SELECT mac FROM event WHERE seq = 2)")
    assert append(store, "c1").seq == 3
    assert append(store, "c1").seq == 4
    assert verdict(store).first_bad == FirstBad(4, None, None, "head_changed")


def test_a_true_older_head_put_back_is_found(store: Store, raw: Sql) -> None:
    append(store, "c1")
    older = raw("SELECT seq, mac, sealed_by FROM event_head")[0]
    append(store, "c1")
    put_head(raw, older)
    assert verdict(store).first_bad == FirstBad(2, None, None, "head_changed")


def test_an_event_of_another_past_put_back_is_found(store: Store, disarmed: Sql) -> None:
    append(store, "c1")
    older = disarmed("SELECT seq, mac, sealed_by FROM event_head")[0]
    append(store, "c1", "closed")
    disarmed("CREATE TABLE kept AS SELECT * FROM event WHERE seq = 2")
    disarmed("DELETE FROM event WHERE seq = 2")
    put_head(disarmed, older)
    append(store, "c1", "withdrawn")
    assert verdict(store).whole
    disarmed("DELETE FROM event WHERE seq = 2")
    disarmed("INSERT INTO event SELECT * FROM kept")
    assert verdict(store).first_bad == FirstBad(2, None, None, "head_changed")


@pytest.mark.attack("the record")
def test_a_case_taken_out_whole_is_named(store: Store, disarmed: Sql) -> None:
    for id in ("c1", "c2", "c3"):
        with store.begin() as tx:
            tx.cases.add(a_case(id))
            tx.events.append(id, "received", TODAY, {}, "person", NOW)
    disarmed("DELETE FROM event WHERE stream = 'c2'")
    assert verdict(store).first_bad == FirstBad(2, "c2", None, "missing")


def test_a_case_taken_out_with_its_projection_still_leaves_a_gap(store: Store, disarmed: Sql) -> None:
    for id in ("c1", "c2", "c3"):
        with store.begin() as tx:
            tx.cases.add(a_case(id))
            tx.events.append(id, "received", TODAY, {}, "person", NOW)
    disarmed("DELETE FROM event WHERE stream = 'c3'")
    disarmed("DELETE FROM case_file WHERE id = 'c3'")
    assert verdict(store).first_bad == FirstBad(3, None, None, "missing")


def test_everything_taken_out_is_found(witnessed: Store, disarmed: Sql) -> None:
    disarmed("DELETE FROM event")
    assert verdict(witnessed).first_bad == FirstBad(1, None, None, "missing")


def test_a_missing_head_is_found_and_nothing_is_appended_without_one(store: Store, raw: Sql) -> None:
    append(store, "c1")
    raw("DELETE FROM event_head")
    assert verdict(store).first_bad == FirstBad(1, None, None, "head_missing")
    with pytest.raises(ChainBroken):
        append(store, "c1")


def test_a_head_set_back_does_not_let_an_event_be_written_over(store: Store, raw: Sql) -> None:
    append(store, "c1")
    append(store, "c1")
    raw("UPDATE event_head SET seq = 1")
    assert not verdict(store).whole
    with pytest.raises(ChainBroken):
        append(store, "c2")


@pytest.mark.parametrize("spoilt", ["", "{}", "[1]", '{"seq": 6, "mac": "x", "sealed_by": "y"}', "\xff"])
def test_a_spoilt_head_file_is_found_and_left_as_it_is(
    witnessed: Store, head_file: Path, spoilt: str
) -> None:
    head_file.write_text(spoilt, "latin-1")
    assert verdict(witnessed).first_bad == FirstBad(6, None, None, "head_file")
    append(witnessed, "c1")
    assert head_file.read_text("latin-1") == spoilt


def test_a_head_file_with_a_made_up_signature_is_found(witnessed: Store, head_file: Path) -> None:
    head_file.write_text(json.dumps(json.loads(head_file.read_text()) | {"sealed_by": "made up"}))
    assert verdict(witnessed).first_bad == FirstBad(6, None, None, "head_file")


def test_the_head_file_never_goes_back(head_file: Path) -> None:
    kept = HeadFile(head_file)
    kept.begin(Head(2, "b", "s"))
    kept.move(Head(3, "c", "s"))
    kept.move(Head(1, "a", "s"))
    kept.begin(Head(4, "d", "s"))
    assert kept.read() == Head(3, "c", "s")


def test_a_head_file_taken_away_is_found(witnessed: Store, head_file: Path) -> None:
    head_file.unlink()
    append(witnessed, "c1")
    assert verdict(witnessed).first_bad == FirstBad(7, None, None, "head_file")


def test_the_head_file_follows_the_chain_and_serves_the_next_start(
    open_store: Callable[..., Store], witnessed: Store, head_file: Path
) -> None:
    assert json.loads(head_file.read_text())["seq"] == 6
    again = open_store(head_file=head_file)
    assert verdict(again).whole
    append(again, "c1")
    assert json.loads(head_file.read_text())["seq"] == 7
    assert verdict(again) == Verdict(True, 7)


def test_a_transaction_that_failed_does_not_move_the_head_file(witnessed: Store, head_file: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        append_and_fail(witnessed)
    assert json.loads(head_file.read_text())["seq"] == 6
    assert verdict(witnessed).whole


def test_a_head_file_that_cannot_be_written_loses_no_event(
    open_store: Callable[..., Store], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    store = open_store(head_file=folder / "head")
    append(store, "c1")
    (folder / "head").rename(tmp_path / "head")
    folder.rmdir()
    folder.symlink_to(tmp_path / "nowhere")
    append(store, "c1")
    assert "head file" in caplog.text
    with store.read() as tx:
        assert len(tx.events.of("c1")) == 2


@pytest.mark.parametrize("streams", [1, 8])
def test_eight_threads_append_without_a_gap(
    open_store: Callable[..., Store], head_file: Path, streams: int
) -> None:
    stores = [open_store(head_file=head_file), open_store(head_file=head_file)]
    start = threading.Barrier(8)
    failures: list[BaseException] = []

    def append_ten(number: int) -> None:
        start.wait()
        try:
            for _ in range(10):
                append(stores[number % 2], f"c{number % streams}")
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=append_ten, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert verdict(stores[0]) == Verdict(whole=True, events=80)
    with stores[0].read() as tx:
        for number in range(streams):
            positions = [event.position for event in tx.events.of(f"c{number}")]
            assert positions == list(range(1, 80 // streams + 1))


def test_events_are_verified_while_others_are_appended(
    open_store: Callable[..., Store], head_file: Path
) -> None:
    store = open_store(head_file=head_file)
    done = threading.Event()

    def append_some() -> None:
        for _ in range(60):
            append(store, "c1")
        done.set()

    writer = threading.Thread(target=append_some)
    writer.start()
    verdicts = [verdict(store)]
    while not done.is_set():
        verdicts.append(verdict(store))
    writer.join()
    assert [each for each in verdicts if not each.whole] == []


def test_a_new_secret_goes_on_with_the_chain_that_the_former_one_began(
    open_store: Callable[..., Store],
) -> None:
    append(open_store("the first secret of all"), "c1")
    rotated = open_store("the second secret now", former_secrets=["the first secret of all"])
    append(rotated, "c1")
    assert verdict(rotated) == Verdict(True, 2)


def test_an_event_of_a_secret_not_given_is_named(store: Store, disarmed: Sql) -> None:
    append(store, "c1")
    disarmed("UPDATE event SET mac = '00000000:' || substr(mac, 10)")
    assert verdict(store).first_bad == FirstBad(1, "c1", 1, "key_unknown")


def test_an_event_is_recorded_at_an_instant_whatever_zone_it_was_told_in(store: Store) -> None:
    summer = datetime(2025, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    with store.begin() as tx:
        told = tx.events.append("c1", "received", TODAY, {}, "person", summer)
    assert told.recorded_at == summer
    assert told.recorded_at.utcoffset() == timedelta(0)
    with store.read() as tx:
        assert tx.events.last() == told


@pytest.mark.parametrize("change", ["data = x'00ff'", "mac = x'00ff'", "position = 9e999", "\"on\" = 'soon'"])
def test_nonsense_in_a_sqlite_file_is_named_like_any_change(
    tmp_path: Path, sqlite: Path, change: str
) -> None:
    shutil.copy(sqlite, tmp_path / "spoilt.sqlite")
    store = Store(f"sqlite:///{tmp_path / 'spoilt.sqlite'}", SECRET)
    append(store, "c1")
    with sqlite3.connect(tmp_path / "spoilt.sqlite") as connection:
        connection.execute("DROP TRIGGER event_refuses_update")
        connection.execute(f"UPDATE event SET {change}")  # noqa: S608 - the changes above
    connection.close()
    bad = verdict(store).first_bad
    store.close()
    assert bad is not None
    assert (bad.seq, bad.why) in {(1, "changed"), (1, "key_unknown")}

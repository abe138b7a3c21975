"""What people typed is unreadable without the secret, out of place, or after it was erased."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from backend.store import (
    AlreadyThere,
    Store,
    Unreadable,
    WeakSecret,
    WrongSecret,
)
from backend.store.sealing import Seal, canonical

from .building import NOW, SECRET, TODAY, a_case, a_draft, a_session, a_turn, an_alert, something_to_do

Sql = Callable[..., list[tuple[object, ...]]]
MARK = "xylophone-hippopotamus"
PLACE = ("turn", "text", "s1", "m1")


def test_what_is_sealed_opens_at_its_place() -> None:
    seal = Seal(SECRET)
    for value in (MARK, "zero \0 half \ud800 ✨", None, True, 1.5, ["a", {"b": []}], ""):
        assert seal.open(seal.seal(value, PLACE), PLACE) == value


def test_the_same_words_never_look_the_same_twice() -> None:
    seal = Seal(SECRET)
    assert seal.seal(MARK, PLACE) != seal.seal(MARK, PLACE)


@pytest.mark.parametrize(
    "elsewhere", [("turn", "text", "s1", "m2"), ("turn", "says", "s1", "m1"), ("turn", "text", "s1m1")]
)
def test_what_is_sealed_does_not_open_elsewhere(elsewhere: tuple[str, ...]) -> None:
    seal = Seal(SECRET)
    with pytest.raises(Unreadable):
        seal.open(seal.seal(MARK, PLACE), elsewhere)


def test_no_byte_of_a_sealed_value_can_be_changed_or_cut_off() -> None:
    seal = Seal(SECRET)
    sealed = seal.seal("a", PLACE)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(Unreadable):
            seal.open(changed, PLACE)
        with pytest.raises(Unreadable):
            seal.open(sealed[:at], PLACE)


def test_another_secret_opens_nothing_unless_it_knows_the_former_one() -> None:
    sealed = Seal(SECRET).seal(MARK, PLACE)
    with pytest.raises(Unreadable):
        Seal("another secret, also long").open(sealed, PLACE)
    rotated = Seal("another secret, also long", former=[SECRET])
    assert rotated.open(sealed, PLACE) == MARK
    assert not rotated.is_current(sealed)
    assert rotated.is_current(rotated.seal(MARK, PLACE))


def test_bytes_and_text_of_one_secret_are_one_secret() -> None:
    assert Seal(SECRET.encode()).open(Seal(SECRET).seal(MARK, PLACE), PLACE) == MARK


@pytest.mark.parametrize("weak", ["", "x" * 15, b"x" * 15])
def test_a_short_secret_is_refused(weak: str | bytes) -> None:
    with pytest.raises(WeakSecret):
        Seal(weak)
    Seal(b"x" * 16)


def test_a_stream_key_opens_only_as_its_own_streams() -> None:
    seal = Seal(SECRET)
    key, wrapped = seal.new_stream_key("c1")
    assert seal.unwrap("c1", wrapped) == key
    with pytest.raises(Unreadable):
        seal.unwrap("c2", wrapped)


def test_canonical_json_has_one_spelling() -> None:
    assert canonical({"b": [1, None], "a": "é"}) == '{"a":"\\u00e9","b":[1,null]}'
    with pytest.raises(ValueError, match="JSON"):
        canonical(float("nan"))


def test_words_are_kept_as_typed_and_stand_in_events_as_a_digest(store: Store) -> None:
    with store.begin() as tx:
        digest = tx.words.put("c1", "what_happened", MARK + " \0 \ud800")
        tx.words.put("c1", "name", "Sam")
        tx.words.put("c2", "name", "Ali")
    with store.read() as tx:
        assert tx.words.all("c1") == {"what_happened": MARK + " \0 \ud800", "name": "Sam"}
        assert tx.words.all("c2") == {"name": "Ali"}
        assert tx.words.all("c3") == {}
    assert len(digest) == 64


def test_equal_words_have_different_digests(store: Store) -> None:
    with store.begin() as tx:
        digests = {tx.words.put(stream, name, "Sam") for stream in ("c1", "c2") for name in ("a", "b")}
    assert len(digests) == 4


def test_words_are_never_written_over(store: Store) -> None:
    with store.begin() as tx:
        tx.words.put("c1", "name", "Sam")
        with pytest.raises(AlreadyThere):
            tx.words.put("c1", "name", "Ali")
        assert tx.words.all("c1") == {"name": "Sam"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE words SET name = 'outcome' WHERE name = 'name'",
        "UPDATE words SET digest = 'ab' WHERE name = 'name'",
        "UPDATE words SET sealed = (SELECT sealed FROM words WHERE name = 'story') WHERE name = 'name'",
        "UPDATE stream_key SET wrapped = (SELECT wrapped FROM stream_key WHERE stream = 'c2')",
    ],
)
def test_words_that_were_changed_or_moved_do_not_open(store: Store, raw: Sql, change: str) -> None:
    with store.begin() as tx:
        tx.words.put("c1", "name", "Sam")
        tx.words.put("c1", "story", MARK)
        tx.words.put("c2", "name", "Ali")
    raw(change)
    with store.read() as tx, pytest.raises(Unreadable):
        tx.words.all("c1")


def test_erased_words_are_gone_and_the_chain_is_whole(store: Store, raw: Sql) -> None:
    with store.begin() as tx:
        for stream in ("c1", "c2"):
            digest = tx.words.put(stream, "name", "Sam")
            tx.events.append(stream, "received", TODAY, {"name": {"words": digest}}, "person", NOW)
        event = tx.events.of("c1")
    with store.begin() as tx:
        tx.words.erase("c1")
    with store.read() as tx:
        assert tx.words.all("c1") == {}
        assert tx.words.all("c2") == {"name": "Sam"}
        assert tx.events.of("c1") == event
        assert tx.events.verify().whole
    assert raw("SELECT stream FROM stream_key") == raw("SELECT stream FROM words") == [("c2",)]


def test_first_words_written_at_once_share_one_key(store: Store) -> None:
    start = threading.Barrier(6)

    def write(number: int) -> None:
        start.wait()
        with store.begin() as tx:
            tx.words.put("c1", f"name {number}", MARK)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as tx:
        assert len(tx.words.all("c1")) == 6


def test_nothing_a_person_typed_stands_in_any_column(store: Store, raw: Sql, url: str) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session(state={"held": MARK}))
        tx.turns.add(a_turn(text=MARK, choice={"x": MARK}, says=({"f": MARK},), step={"s": MARK}))
        tx.drafts.add(a_draft(data={"answers": {"what_happened": MARK}}))
        tx.cases.add(a_case())
        digest = tx.words.put("c1", "what_happened", MARK)
        tx.events.append("c1", "received", TODAY, {"what": {"words": digest}}, "person", NOW)
        tx.alerts.add(an_alert(words=MARK))
        tx.outbox.add(something_to_do(body={"to": MARK}))
    tables = ["chat_session", "turn", "draft", "case_file", "words", "event", "alert", "outbox"]
    for table in tables:
        rows = raw(f"SELECT * FROM {table}")  # noqa: S608 - the names above
        assert rows, f"{table} was to be looked through"
        for row in rows:
            for value in row:
                shown = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                assert MARK.encode() not in shown, table


def test_the_wrong_secret_is_refused_at_the_start(open_store: Callable[..., Store]) -> None:
    open_store(SECRET)
    with pytest.raises(WrongSecret):
        open_store("not the secret it was made with")
    open_store(SECRET)


def test_a_new_secret_takes_over_and_the_former_one_is_let_go(
    open_store: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    alert, draft = an_alert(words=MARK), a_draft(data={"answers": {"name": MARK}})
    turns = [a_turn(f"message-{number}", position=number, text=MARK) for number in range(5)]
    old = open_store(SECRET)
    with old.begin() as tx:
        tx.sessions.add(a_session(state={"held": MARK}))
        for turn in turns:
            tx.turns.add(turn)
        tx.alerts.add(alert)
        tx.drafts.add(draft)
        tx.outbox.add(something_to_do())
        tx.words.put("c1", "name", MARK)
    new_secret = "the secret of the years to come"
    monkeypatch.setattr("backend.store.resealing._AT_ONCE", 2)
    rotating = open_store(new_secret, former_secrets=[SECRET])
    with rotating.begin() as tx:
        tx.turns.save(replace(turns[0], says=({"say": "a"},)))
    assert rotating.reseal() == 10, (
        "a session, four turns, a draft, an alert, an outbox row, a key, the canary"
    )
    assert rotating.reseal() == 0
    after = open_store(new_secret)
    with after.read() as tx:
        assert tx.turns.of("s1") == (replace(turns[0], says=({"say": "a"},)), *turns[1:])
        assert tx.sessions.by_sender("sender of s1") == a_session(state={"held": MARK})
        assert tx.alerts.open() == (alert,)
        assert tx.drafts.get("d1") == draft
        assert tx.words.all("c1") == {"name": MARK}
        assert tx.outbox.get(something_to_do().id) == something_to_do()
    with pytest.raises(WrongSecret):
        open_store(SECRET)


def test_erased_words_are_not_left_in_the_sqlite_files(tmp_path: Path, sqlite: Path) -> None:
    """Sealed they are anyway: here it is the sealed bytes that must be gone."""
    file = tmp_path / "heard.sqlite"
    file.write_bytes(sqlite.read_bytes())
    store = Store(f"sqlite:///{file}", SECRET)
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.turns.add(a_turn(text=MARK * 400))
        tx.words.put("c1", "story", MARK * 400)

    def kept() -> bytes:
        return b"".join(part.read_bytes() for part in tmp_path.glob("heard.sqlite*"))

    with store._engine.connect() as connection:
        sealed = [
            connection.execute(text("SELECT text FROM turn")).scalar_one(),
            connection.execute(text("SELECT sealed FROM words")).scalar_one(),
            connection.execute(text("SELECT wrapped FROM stream_key")).scalar_one(),
        ]
    # A long value is split over pages: look for a piece that lies within one.
    pieces = [value[100:140] if len(value) > 1000 else value for value in sealed]
    assert all(piece in kept() for piece in pieces)
    assert MARK.encode() not in kept()
    with store.begin() as tx:
        tx.sessions.delete("s1")
        tx.words.erase("c1")
    store.close()
    assert not any(piece in kept() for piece in pieces)

"""Sessions, turns and drafts, on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from backend.store import AlreadyThere, NotThere, Store

from .building import NOW, a_draft, a_session, a_turn

UNUSUAL = "zero \0, half \ud800, ✨, 'quote', العربية"


def test_a_session_comes_back_as_it_was_stored(store: Store) -> None:
    session = a_session(state={"choices": [{"id": "x", "means": {"answer": UNUSUAL}}]}, draft_id="d1")
    with store.begin() as tx:
        tx.sessions.add(session)
    with store.read() as tx:
        assert tx.sessions.by_token(session.token_hash) == session
        assert tx.sessions.by_sender(session.sender) == session
        assert tx.sessions.by_token("another") is None


def test_a_changed_session_takes_the_place_of_the_old_one(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.sessions.add(a_session("s2"))
        tx.sessions.save(a_session(age_band="adult", state={"held": True}))
    with store.read() as tx:
        assert tx.sessions.by_token("hash of s1") == a_session(age_band="adult", state={"held": True})
        assert tx.sessions.by_token("hash of s2") == a_session("s2")


@pytest.mark.parametrize("twin", [{"id": "s1"}, {"token_hash": "hash of s1"}, {"sender": "sender of s1"}])
def test_two_sessions_never_share_an_id_a_token_or_a_sender(store: Store, twin: dict[str, str]) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
        with pytest.raises(AlreadyThere):
            tx.sessions.add(a_session(**{"id": "s2", **twin}))  # type: ignore[arg-type]


def test_moments_keep_their_instant_whatever_zone_they_came_in(store: Store) -> None:
    summer = datetime(2025, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=1)))
    with store.begin() as tx:
        tx.sessions.add(a_session(used_at=summer))
    with store.read() as tx:
        found = tx.sessions.by_token("hash of s1")
    assert found is not None
    assert found.used_at == summer
    assert found.used_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="time zone"), store.begin() as tx:
        tx.sessions.add(a_session(used_at=datetime(2025, 7, 1)))


def test_deleting_a_session_takes_its_turns_and_no_others(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.sessions.add(a_session("s2"))
        tx.turns.add(a_turn())
        tx.turns.add(a_turn(session_id="s2"))
    with store.begin() as tx:
        tx.sessions.delete("s1")
    with store.read() as tx:
        assert tx.sessions.by_token("hash of s1") is None
        assert tx.turns.of("s1") == ()
        assert tx.turns.of("s2") == (a_turn(session_id="s2"),)


def test_a_session_stays_about_whatever_was_ever_open_in_it(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session(draft_id="d1"))
        tx.sessions.add(a_session("s2", case_id="c1", key_id="k1"))
        for change in ({"case_id": "c1"}, {"case_id": "c2"}, {}):
            tx.sessions.save(a_session(**change))
    with store.read() as tx:
        assert [one.id for one in tx.sessions.about("c1", None)] == ["s1", "s2"]
        assert [one.id for one in tx.sessions.about("c2", "d1")] == ["s1"]
        assert tx.sessions.about("c3", "d2") == ()
        assert tx.sessions.is_by_one_key("s1", None)
        assert tx.sessions.is_by_one_key("s2", "k1")
        assert not tx.sessions.is_by_one_key("s2", None)
    with store.begin() as tx:
        tx.sessions.delete("s1")
    with store.read() as tx:
        assert tx.sessions.about("c2", "d1") == ()


def test_a_session_deleted_meanwhile_is_not_brought_back_by_saving_it(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.turns.add(a_turn())
        tx.sessions.delete("s1")
        with pytest.raises(NotThere):
            tx.sessions.save(a_session())
        with pytest.raises(NotThere):
            tx.turns.save(a_turn())
        with pytest.raises(NotThere):
            tx.turns.add(a_turn("another"))


def test_a_turn_comes_back_as_it_was_stored(store: Store) -> None:
    turn = a_turn(
        text=UNUSUAL,
        choice={"means": {"answer": "yes"}, "title": "yes", "facts": {"n": 1}},
        says=({"say": "complaint.thanks", "facts": {"what": UNUSUAL}},),
        step={"handled": True, "messages": []},
        answer=b"\x00\xff",
    )
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.turns.add(turn)
    with store.read() as tx:
        assert tx.turns.get("s1", "message-1") == turn
        assert tx.turns.get("s1", "message-2") is None


def test_the_same_message_id_is_taken_once_a_session_and_the_transaction_goes_on(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.turns.add(a_turn(text="first"))
        with pytest.raises(AlreadyThere):
            tx.turns.add(a_turn(text="second"))
        tx.turns.save(a_turn(text="first", says=({"say": "a"},)))
    with store.read() as tx:
        assert tx.turns.of("s1") == (a_turn(text="first", says=({"say": "a"},)),)


def test_turns_come_in_their_order(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
        for position in (2, 1, 3):
            tx.turns.add(a_turn(f"message-{position}", position=position))
    with store.read() as tx:
        assert [turn.position for turn in tx.turns.of("s1")] == [1, 2, 3]


def test_a_session_is_claimed_by_one_message_until_it_lets_go(store: Store) -> None:
    soon = NOW + timedelta(seconds=20)
    with store.begin() as tx:
        tx.sessions.add(a_session())
        assert tx.sessions.claim("s1", "m1", NOW, soon)
        assert not tx.sessions.claim("s1", "m2", NOW, soon)
        assert not tx.sessions.claim("s1", "m1", NOW, soon)
        tx.sessions.release("s1", "m1")
        assert tx.sessions.claim("s1", "m2", NOW, soon)


def test_a_claim_that_was_never_released_runs_out(store: Store) -> None:
    soon = NOW + timedelta(seconds=20)
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.sessions.claim("s1", "m1", NOW, soon)
        assert not tx.sessions.claim("s1", "m2", soon - timedelta(microseconds=1), soon)
        assert tx.sessions.claim("s1", "m2", soon, soon + timedelta(seconds=20))


def test_a_message_that_was_too_slow_does_not_release_the_next_ones_claim(store: Store) -> None:
    soon = NOW + timedelta(seconds=20)
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.sessions.claim("s1", "m1", NOW, soon)
        tx.sessions.claim("s1", "m2", soon, soon + timedelta(seconds=20))
        tx.sessions.release("s1", "m1")
        assert not tx.sessions.claim("s1", "m3", soon, soon + timedelta(seconds=20))
        tx.sessions.release("s1", "m2")
        assert tx.sessions.claim("s1", "m3", soon, soon + timedelta(seconds=20))


def test_every_claim_can_be_let_go_at_once(store: Store) -> None:
    soon = NOW + timedelta(seconds=20)
    with store.begin() as tx:
        for name in ("s1", "s2", "s3"):
            tx.sessions.add(a_session(name))
        for name in ("s1", "s2"):
            tx.sessions.claim(name, "m1", NOW, soon)
        assert tx.sessions.release_all() == 2
        assert all(tx.sessions.claim(name, "m2", NOW, soon) for name in ("s1", "s2", "s3"))


def test_sessions_that_ended_are_found_the_longest_ended_first(store: Store) -> None:
    with store.begin() as tx:
        for name, hours in (("s1", 3), ("s2", 1), ("s3", 2), ("s4", 4)):
            tx.sessions.add(a_session(name, expires_at=NOW + timedelta(hours=hours)))
        before = {None: NOW + timedelta(hours=4)}
        assert [session.id for session in tx.sessions.ended(before, 2)] == ["s2", "s3"]
        assert [session.id for session in tx.sessions.ended(before, 9)] == ["s2", "s3", "s1"]


def test_saving_a_session_leaves_its_claim(store: Store) -> None:
    soon = NOW + timedelta(seconds=20)
    with store.begin() as tx:
        tx.sessions.add(a_session())
        tx.sessions.claim("s1", "m1", NOW, soon)
        tx.sessions.save(a_session(locale="cy"))
        assert not tx.sessions.claim("s1", "m2", NOW, soon)


def test_an_unknown_session_cannot_be_claimed(store: Store) -> None:
    with store.begin() as tx:
        assert not tx.sessions.claim("nobody", "m1", NOW, NOW + timedelta(seconds=20))


def test_of_eight_messages_at_once_one_wins_the_claim(store: Store) -> None:
    with store.begin() as tx:
        tx.sessions.add(a_session())
    start = threading.Barrier(8)
    won: list[int] = []

    def claim(number: int) -> None:
        start.wait()
        with store.begin() as tx:
            if tx.sessions.claim("s1", f"m{number}", NOW, NOW + timedelta(seconds=20)):
                won.append(number)

    threads = [threading.Thread(target=claim, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1


def test_a_draft_is_kept_changed_and_dropped(store: Store) -> None:
    draft = a_draft(data={"answers": {"what_happened": UNUSUAL}})
    with store.begin() as tx:
        tx.drafts.add(draft)
        assert tx.drafts.get("d1") == draft
        kept = replace(draft, reference="HRD-1", key_hash="argon", case_id="c1")
        tx.drafts.save(kept)
        assert tx.drafts.by_reference("HRD-1") == kept
        tx.drafts.delete("d1")
        assert tx.drafts.get("d1") is None


def test_a_drafts_reference_is_its_own(store: Store) -> None:
    with store.begin() as tx:
        tx.drafts.add(a_draft(reference="HRD-1"))
        with pytest.raises(AlreadyThere):
            tx.drafts.add(a_draft("d2", reference="HRD-1"))
        tx.drafts.add(a_draft("d3"))
        tx.drafts.add(a_draft("d4"))


def test_drafts_nobody_sent_or_touched_are_forgotten_and_no_others(store: Store) -> None:
    with store.begin() as tx:
        tx.drafts.add(a_draft("old"))
        tx.drafts.add(a_draft("touched", updated_at=NOW + timedelta(days=1)))
        tx.drafts.add(a_draft("kept", reference="HRD-1"))
        tx.drafts.add(a_draft("sent", case_id="c1"))
        before = {None: NOW + timedelta(hours=1)}
        assert tx.drafts.unsent(before) == tx.drafts.forget_unsent(before) == 2
        assert tx.drafts.get("old") is tx.drafts.get("kept") is None
        assert all(tx.drafts.get(name) for name in ("touched", "sent"))


def test_each_councils_own_moment_counts_and_one_for_all_the_others(store: Store) -> None:
    early, late = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    with store.begin() as tx:
        for name, council in (
            ("kind", "rutland"),
            ("quick", "sefton"),
            ("other", "leafshire"),
            ("none", None),
        ):
            tx.drafts.add(a_draft(name, council=council))
            tx.sessions.add(a_session(name, council=council, expires_at=NOW))
        for quick in ({None: early, "rutland": early, "sefton": late}, {None: late, "rutland": early}):
            assert (
                tx.drafts.unsent(quick) == tx.sessions.count_ended(quick) == len(tx.sessions.ended(quick, 9))
            )
        assert tx.drafts.unsent({None: early, "rutland": early, "sefton": late}) == 1
        assert tx.drafts.forget_unsent({None: late, "rutland": early, "sefton": early}) == 2
        assert [bool(tx.drafts.get(name)) for name in ("kind", "quick", "other", "none")] == [
            True,
            True,
            False,
            False,
        ]


@pytest.mark.attack("SQL")
@pytest.mark.parametrize("typed", ["", "\0", "HRD\ud800", "HRD–1", "' OR 1=1 --"])
def test_whatever_is_typed_as_a_reference_finds_nothing_and_breaks_nothing(store: Store, typed: str) -> None:
    with store.read() as tx:
        assert tx.drafts.by_reference(typed) is None
        assert tx.cases.by_reference(typed) is None

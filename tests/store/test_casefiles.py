"""Cases, who may see one, wrong tries, alerts and the outbox, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from backend.store import AlreadyThere, NotThere, Store, casefiles
from backend.store.rows import Access, CaseKey, CaseRow, CouncilSettings, FileAddress

from .building import NOW, a_case, an_alert, something_to_do


def test_a_case_comes_back_as_it_was_stored(store: Store) -> None:
    case = a_case(
        relationship="self",
        next_clock="stage1_response",
        next_due=date(2025, 3, 17),
        key_hash="$argon2id$",
        opened_from="d1",
    )
    with store.begin() as tx:
        tx.cases.add(case)
        tx.cases.add(a_case("c2"))
    with store.read() as tx:
        assert tx.cases.get("c1") == tx.cases.by_reference("REF-c1") == tx.cases.opened_from("d1") == case
        assert tx.cases.get("c2") == a_case("c2"), "nothing due stays nothing due"
        assert tx.cases.get("c3") is None
        assert tx.cases.by_reference("ref-c1") is None
        assert tx.cases.opened_from("d2") is None


@pytest.mark.parametrize("twin", [{"id": "c1"}, {"reference": "REF-c1"}, {"opened_from": "d1"}])
def test_two_cases_never_share_an_id_a_reference_or_a_draft(store: Store, twin: dict[str, str]) -> None:
    with store.begin() as tx:
        tx.cases.add(a_case(opened_from="d1"))
        with pytest.raises(AlreadyThere):
            tx.cases.add(a_case(**{"id": "c2", **twin}))  # type: ignore[arg-type]


def test_of_eight_tries_to_open_one_draft_one_opens_a_case(store: Store) -> None:
    start = threading.Barrier(8)
    refused: list[int] = []

    def open_it(number: int) -> None:
        start.wait()
        try:
            with store.begin() as tx:
                tx.cases.add(a_case(f"c{number}", opened_from="d1"))
        except AlreadyThere:
            refused.append(number)

    threads = [threading.Thread(target=open_it, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 7
    with store.read() as tx:
        assert tx.cases.page().total == 1


def test_two_that_change_one_case_do_so_one_after_the_other(store: Store) -> None:
    with store.begin() as tx:
        tx.cases.add(a_case(version=0))
    start = threading.Barrier(8)

    def change() -> None:
        start.wait()
        with store.begin() as tx:
            case = tx.cases.get("c1")
            assert case is not None
            tx.cases.save(replace(case, version=case.version + 1))

    threads = [threading.Thread(target=change) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as tx:
        assert tx.cases.get("c1") == a_case(version=8)


def test_a_case_that_is_not_there_cannot_be_saved(store: Store) -> None:
    with store.begin() as tx, pytest.raises(NotThere):
        tx.cases.save(a_case())


QUEUE = [
    a_case("a", council="rutland", next_due=date(2025, 3, 10), stage=2),
    a_case("b", council="rutland", next_due=None, status="closed"),
    a_case("c", council="surrey", next_due=date(2025, 3, 7)),
    a_case("d", council="rutland", next_due=date(2025, 3, 10)),
    a_case("e", council="rutland", next_due=date(2025, 3, 5), status="answered"),
]


@pytest.fixture
def queue(store: Store) -> Store:
    with store.begin() as tx:
        for case in QUEUE:
            tx.cases.add(case)
    return store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "ecadb"),
        ({"council_in": ["rutland"]}, "eadb"),
        ({"council_in": ["rutland", "surrey"]}, "ecadb"),
        ({"council_in": []}, ""),
        ({"status": "open"}, "cad"),
        ({"stage": 2}, "a"),
        ({"due_before": date(2025, 3, 10)}, "ec"),
        ({"late_on": date(2025, 3, 11)}, "ecad"),
        ({"late_on": date(2025, 3, 11), "due_before": date(2025, 3, 6)}, "e"),
        ({"council_in": ["rutland"], "status": "open", "late_on": date(2025, 3, 11)}, "ad"),
    ],
)
def test_the_queue_shows_what_was_asked_for_the_earliest_due_first(
    queue: Store, asked: dict[str, object], found: str
) -> None:
    with queue.read() as tx:
        page = tx.cases.page(**asked)  # type: ignore[arg-type]
    assert "".join(case.id for case in page.cases) == found
    assert page.total == len(found)


def test_the_queue_comes_in_pages(queue: Store) -> None:
    def ids(cases: tuple[CaseRow, ...]) -> str:
        return "".join(case.id for case in cases)

    with queue.read() as tx:
        first, last, beyond = (tx.cases.page(page=number, size=3) for number in (1, 2, 3))
    assert [ids(tuple(page.cases)) for page in (first, last, beyond)] == ["eca", "db", ""]
    assert [(page.total, page.page, page.pages) for page in (first, last)] == [(5, 1, 2), (5, 2, 2)]
    with queue.read() as tx:
        assert "".join(tx.cases.ids()) == "ecadb"


def test_beyond_what_is_counted_it_is_only_said_that_there_are_more(
    queue: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(casefiles, "COUNTED", 2)
    with queue.read() as tx:
        pages = [tx.cases.page(page=number, size=1) for number in range(1, 6)]
    assert [(page.total, page.pages, page.more) for page in pages] == [
        (2, 2, True),
        (4, 4, True),
        (4, 4, True),
        (5, 5, False),
        (5, 5, False),
    ]


def test_access_to_a_case_is_given_moved_and_ended_by_the_key_it_was_got_with(store: Store) -> None:
    with store.begin() as tx:
        tx.cases.add(a_case())
        tx.cases.add(a_case("c2"))
        tx.accesses.add("hash 1", "c1", NOW)
        tx.accesses.add("hash 2", "c1", NOW, "advocate's key")
        tx.accesses.add("hash 3", "c2", NOW)
        tx.accesses.move("hash 1", NOW + timedelta(minutes=30))
        with pytest.raises(AlreadyThere):
            tx.accesses.add("hash 1", "c2", NOW)
        with pytest.raises(NotThere):
            tx.accesses.add("hash 4", "nothing", NOW)
        assert tx.accesses.get("hash 1") == Access("hash 1", "c1", NOW + timedelta(minutes=30))
        assert tx.accesses.get("hash 2") == Access("hash 2", "c1", NOW, "advocate's key")
        tx.accesses.delete_of("c1")
        assert tx.accesses.get("hash 1") is None
        assert tx.accesses.get("hash 2") is not None
        tx.accesses.delete_of("c1", "advocate's key")
        assert tx.accesses.get("hash 2") is None
        assert tx.accesses.get("hash 3") is not None


def test_who_asks_for_a_new_key_stays(store: Store) -> None:
    with store.begin() as tx:
        tx.cases.add(a_case())
        for token in ("this one", "another"):
            tx.accesses.add(token, "c1", NOW)
        tx.accesses.delete_of("c1", but="this one")
        assert tx.accesses.get("another") is None
        assert tx.accesses.get("this one") is not None


def test_accesses_that_ended_are_forgotten(store: Store) -> None:
    with store.begin() as tx:
        tx.cases.add(a_case())
        tx.accesses.add("ended", "c1", NOW)
        tx.accesses.add("lives", "c1", NOW + timedelta(minutes=30))
        assert tx.accesses.forget_ended(NOW + timedelta(minutes=1)) == 1
        assert tx.accesses.get("ended") is None
        assert tx.accesses.get("lives") is not None


def test_the_keys_of_a_case_are_kept_after_they_ended(store: Store) -> None:
    key = CaseKey("k1", "c1", "advocate", "complainant", ("about",), "person", NOW, 7, "a hash")
    later = replace(key, id="k2", given_at=NOW + timedelta(hours=1))
    with store.begin() as tx:
        tx.cases.add(a_case())
        tx.cases.add(a_case("c2"))
        for one in (later, key, replace(key, id="k3", case_id="c2")):
            tx.case_keys.add(one)
        tx.case_keys.save(replace(key, ended_at=NOW))
        assert tx.case_keys.of("c1") == (replace(key, ended_at=NOW), later)
        assert tx.case_keys.get("k1\x00") is tx.case_keys.get("k4") is None
        with pytest.raises(NotThere):
            tx.case_keys.add(replace(key, id="k5", case_id="nothing"))


def test_the_address_of_a_file_is_used_up_by_one_use(store: Store) -> None:
    address = FileAddress("hash", "c1", "calendar", "en", "teen", NOW, "k1")
    with store.begin() as tx:
        tx.cases.add(a_case())
        tx.file_addresses.add(address)
        tx.file_addresses.add(replace(address, token_hash="another"))
        assert tx.file_addresses.take("hash") == address
        assert tx.file_addresses.take("hash") is None
        assert tx.file_addresses.forget_ended(NOW) == 0
        assert tx.file_addresses.forget_ended(NOW + timedelta(seconds=1)) == 1


def test_wrong_tries_are_counted_by_subject_from_a_moment_on(store: Store) -> None:
    with store.begin() as tx:
        for subject, at in (("a", 30.5), ("a", 10.25), ("b", 20.0), ("a", 20.0), ("a", 20.0)):
            tx.tries.record(subject, at)
        assert tx.tries.since("a", 20.0) == [20.0, 20.0, 30.5]
        assert tx.tries.since("a", 0) == [10.25, 20.0, 20.0, 30.5]
        tx.tries.clear("a")
        assert tx.tries.since("a", 0) == []
        assert tx.tries.since("b", 0) == [20.0]


def test_a_try_that_was_right_is_taken_back_and_old_ones_are_forgotten(store: Store) -> None:
    with store.begin() as tx:
        numbers = [tx.tries.record(subject, at) for subject, at in (("a", 1.0), ("a", 5.0), ("b", 9.0))]
        tx.tries.take_back(numbers[1:2])
        assert tx.tries.since("a", 0) == [1.0]
        assert tx.tries.forget_before(9.0) == 1
        assert tx.tries.since("a", 0) == []
        assert tx.tries.since("b", 0) == [9.0]


def test_an_alert_comes_back_as_it_was_stored_and_is_open_until_acknowledged(store: Store) -> None:
    first = an_alert(phrases=("hurt-1", "model:self_harm_or_suicide"), names_staff_or_carer=True)
    later = an_alert("a2", at=NOW + timedelta(hours=1), council=None, case_id="c1")
    with store.begin() as tx:
        tx.alerts.add(later)
        tx.alerts.add(first)
        assert tx.alerts.open() == (first, later)
        assert tx.alerts.open("rutland") == (first,)
        assert tx.alerts.open("surrey") == ()
        seen = replace(first, acknowledged_at=NOW, acknowledged_by="staff:1")
        tx.alerts.save(seen)
        assert tx.alerts.open() == (later,)
        assert tx.alerts.get("a1") == seen


KINDS = ("alert",)
LEASE = timedelta(minutes=2)


def test_what_is_due_comes_the_longest_due_first_until_it_is_over(store: Store) -> None:
    late, now, later = (
        something_to_do(id, due_at=NOW + timedelta(minutes=minutes))
        for id, minutes in (("late", -1), ("now", 0), ("later", 1))
    )
    with store.begin() as tx:
        for row in (now, later, late):
            tx.outbox.add(row)
    with store.begin() as tx:
        assert [row.id for row in tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1)] == ["late"]
        assert [row.id for row in tx.outbox.lease(KINDS, NOW, NOW + LEASE, 10)] == ["now"]
        assert tx.outbox.lease(("other",), NOW + timedelta(hours=1), NOW + LEASE, 10) == ()
        assert tx.outbox.finish("late", NOW)
        assert not tx.outbox.finish("late", NOW + timedelta(hours=1))
        assert [row.id for row in tx.outbox.open("alert")] == ["now", "later"]
        assert tx.outbox.forget_done(NOW) == 0
        assert tx.outbox.forget_done(NOW + timedelta(seconds=1)) == 1


def test_a_lease_that_ran_out_is_anybodys_and_each_take_counts_as_a_try(store: Store) -> None:
    with store.begin() as tx:
        tx.outbox.add(something_to_do("o1"))
        assert [row.tries for row in tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1)] == [1]
        assert tx.outbox.lease(KINDS, NOW + LEASE / 2, NOW + 2 * LEASE, 1) == ()
        assert [row.tries for row in tx.outbox.lease(KINDS, NOW + LEASE, NOW + 2 * LEASE, 1)] == [2]


def test_who_lost_the_lease_gives_nothing_back(store: Store) -> None:
    with store.begin() as tx:
        tx.outbox.add(something_to_do("o1"))
        (slow,) = tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1)
        (quick,) = tx.outbox.lease(KINDS, NOW + LEASE, NOW + 2 * LEASE, 1)
        tx.outbox.postpone(slow, NOW + timedelta(days=1), "slow")
        assert tx.outbox.get("o1") == quick
        tx.outbox.postpone(quick, NOW + timedelta(days=1), "away")
        put_off = tx.outbox.get("o1")
        assert put_off is not None
        assert (put_off.due_at, put_off.trouble) == (NOW + timedelta(days=1), "away")
        tx.outbox.hasten("o1", NOW)
        tx.outbox.hasten("o1", NOW + timedelta(days=2))
        assert [row.due_at for row in tx.outbox.open("alert")] == [NOW]
        assert (tx.outbox.waiting(), tx.outbox.in_trouble()) == ({"alert": 1}, {"alert": 1})


def test_what_is_asked_for_again_is_done_again_and_whoever_had_it_lost_it(store: Store) -> None:
    with store.begin() as tx:
        tx.outbox.ask(something_to_do("o1"))
        (slow,) = tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1)
        tx.outbox.ask(something_to_do("o1", due_at=NOW + timedelta(minutes=1)))
        tx.outbox.postpone(slow, NOW + timedelta(days=1), "slow")
        assert tx.outbox.get("o1") == something_to_do("o1", due_at=NOW + timedelta(minutes=1))
        assert tx.outbox.finish("o1", NOW)
        tx.outbox.ask(something_to_do("o1"))
        assert [row.tries for row in tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1)] == [1]


def test_while_one_worker_is_at_something_another_gets_something_else(
    open_store: Callable[..., Store],
) -> None:
    one, other = open_store(), open_store()
    with one.begin() as tx:
        tx.outbox.add(something_to_do("o1"))
        tx.outbox.add(something_to_do("o2"))
    taken: list[str] = []

    def take() -> None:
        with other.begin() as tx:
            taken.extend(row.id for row in tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1))

    with one.begin() as tx:
        (mine,) = tx.outbox.lease(KINDS, NOW, NOW + LEASE, 1)
        worker = threading.Thread(target=take)
        worker.start()
        # PostgreSQL lets the other go on at once; on SQLite it waits until this one is done.
        worker.join(timeout=0.3)
    worker.join()
    assert (mine.id, taken) == ("o1", ["o2"])


def test_a_councils_settings_are_kept_in_the_place_of_the_former_ones(store: Store) -> None:
    first = CouncilSettings("rutland", {"chase_days": 2}, NOW, "staff:1")
    second = replace(first, value={"chase_days": 3})
    with store.begin() as tx:
        assert tx.settings.of("rutland") is None
        tx.settings.keep(first)
        tx.settings.keep(second)
    with store.read() as tx:
        assert tx.settings.of("rutland") == second

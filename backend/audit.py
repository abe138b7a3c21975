"""`./heard audit`: whether the record is as it was written. Heard need not run.

It needs the database, the secret, `chain.head` and, if there is one, an earlier export. Exit 0: whole;
1: not whole, or it could not be told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from backend import clock as clocks
from backend.logs import configure
from backend.services import auditing
from backend.settings import Settings, SettingsMistake, read_settings
from backend.store import Store, StoreError
from backend.store.rows import FirstBad

WHY = {
    "changed": "it is not what was written: edited, moved or put in between",
    "missing": "it was taken out",
    "added": "it was added outside Heard",
    "key_unknown": "it was linked under a secret that is not in HEARD_FORMER_SECRET_KEYS",
    "head_missing": "the head of the chain is missing from the database",
    "head_changed": "the head of the chain in the database was changed",
    "head_file": "the head kept in chain.head cannot be read, or is not ours",
    "words_missing": "words it stands for were taken out or changed, and nobody erased them",
    "case_missing": "the case it opened was taken out of the list of cases",
}


def main(arguments: Sequence[str]) -> int:
    """Verify, say so in a line, then export if that was asked for."""
    parser = argparse.ArgumentParser(prog="./heard audit", description=__doc__)
    parser.add_argument("--against", type=Path, metavar="FILE", help="also hold it against an earlier export")
    parser.add_argument("--export", type=Path, metavar="FILE", help="then write what a later audit needs")
    given = parser.parse_args(arguments)
    configure()
    try:
        settings = read_settings()
        store = _store(settings)
        try:
            verdict, reference = auditing.verify(store, given.against)
            if verdict.first_bad is not None:
                sys.stdout.write(f"Not whole. {_said(verdict.first_bad, reference)}\n")
                return 1
            sys.stdout.write(f"Whole: {verdict.events} events are as they were written.\n")
            if given.export is not None:
                now = clocks.started_at(settings.now).now()
                events = auditing.export(store, given.export, now, "operator")
                sys.stdout.write(f"Exported {events} events, this export the last of them.\n")
        finally:
            store.close()
    except (OSError, SettingsMistake, StoreError) as mistake:
        sys.stderr.write(f"heard audit: {mistake}.\n")
        return 1
    return 0


def _store(settings: Settings) -> Store:
    """The store as it stands. An audit makes no database, and no new witness where one was taken away."""
    if settings.on_sqlite and not Path(settings.database.removeprefix("sqlite:///")).exists():
        raise SettingsMistake("there is no database here: set HEARD_HOME or HEARD_DATABASE_URL")
    if not settings.head_file.exists():
        raise SettingsMistake("chain.head is gone from HEARD_HOME: put it back, or its oldest copy")
    return Store(settings.database, settings.secret(), settings.former_secrets, settings.head_file)


def _said(bad: FirstBad, reference: str | None) -> str:
    place = f", number {bad.position} of its case" if bad.position else ""
    whose = f", of case {reference}" if reference else ""
    return f"First bad: event {bad.seq}{place}{whose}: {WHY[bad.why]}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

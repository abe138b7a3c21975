"""`./heard backup` and `./heard restore FILE`: one sealed file of everything, and back.

Heard may run while a backup is made. A backup opens with the secret it was made under and no other.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from backend import clock as clocks
from backend.app import install
from backend.logs import configure
from backend.services import auditing, backups, retention
from backend.services.backups import LONGEST, Place
from backend.settings import Settings, SettingsMistake, read_settings
from backend.store import Store, StoreError, migrate
from backend.store.sealing import Seal


def main(arguments: Sequence[str]) -> int:
    """Make a backup and delete those that are too old, or put one back; say so in a line."""
    parser = argparse.ArgumentParser(prog="./heard", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("backup")
    make.add_argument("--to", type=Path, metavar="FOLDER")
    make.add_argument("--days", type=int, default=LONGEST, choices=range(1, LONGEST + 1), metavar="DAYS")
    back = commands.add_parser("restore")
    back.add_argument("file", type=Path)
    back.add_argument("--erased-in", type=Path, metavar="EXPORT")
    given = parser.parse_args(arguments)
    configure()
    try:
        settings = read_settings()
        if given.command == "backup":
            return _backup(settings, given.to or settings.home / "backups", given.days)
        return _restore(settings, given.file, given.erased_in)
    except (OSError, SettingsMistake, StoreError) as mistake:
        sys.stderr.write(f"heard {given.command}: {mistake}.\n")
        return 1


def _backup(settings: Settings, folder: Path, days: int) -> int:
    if not settings.head_file.exists():
        raise SettingsMistake("there is no installation in HEARD_HOME")
    store = _store(settings)
    now = clocks.started_at(settings.now).now()
    try:
        file = backups.make(_place(settings), store, folder, now, "operator")
    finally:
        store.close()
    gone = backups.rotate(folder, days, now)
    sys.stdout.write(f"{file} is made. {gone} older than {days} days are deleted.\n")
    return 0


def _restore(settings: Settings, file: Path, erased_in: Path | None) -> int:
    if not settings.secret_key and not (settings.home / "secret.key").exists():
        raise SettingsMistake("set HEARD_SECRET_KEY to the secret the backup was made under")
    backups.put_back(_place(settings), file)
    migrate(settings.database)
    erased = _erase_again(settings, erased_in) if erased_in else 0
    store = _store(settings)
    try:
        verdict, _ = auditing.verify(store)
    finally:
        store.close()
    if not verdict.whole:
        sys.stdout.write("It is put back, and its record is not whole: see ./heard audit.\n")
        return 1
    sys.stdout.write(f"It is put back: {verdict.events} events, whole. {erased} are erased again.\n")
    return 0


def _erase_again(settings: Settings, export: Path) -> int:
    inst = install(settings)
    try:
        return retention.erase_again(inst, export)
    finally:
        inst.store.close()


def _store(settings: Settings) -> Store:
    return Store(settings.database, settings.secret(), settings.former_secrets, settings.head_file)


def _place(settings: Settings) -> Place:
    seal = Seal(settings.secret(), settings.former_secrets)
    return Place(settings.home, settings.database, settings.head_file, seal)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

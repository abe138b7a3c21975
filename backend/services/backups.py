"""A backup: the database and the chain's head as one sealed file; rotated, and put back.

A backup holds the keys of words as they were on its day, so what is erased later can be read from it by who
also has the secret. That is why none is kept longer than `LONGEST`, and why what was erased since is erased
again when one is put back.
"""

from __future__ import annotations

import fcntl
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backend import clock as clocks
from backend.services.auditing import STREAM
from backend.store import Store, StoreError, Unreadable, copies
from backend.store.sealedfile import Opening, Sealing
from backend.store.sealing import Seal

LONGEST = 30
"""Days that a backup may be kept at most: what was erased is gone from all of them by then."""
MADE = "backup_made"

_NAME = re.compile(r"heard-(\d{8}T\d{6}Z)\.backup")
_STAMP = "%Y%m%dT%H%M%SZ"
_DATABASE, _HEAD = "database", "chain.head"


class NoBackup(StoreError):
    """The file is not a backup of Heard's, or there is no room or no right to make one."""


@dataclass(frozen=True)
class Place:
    """What a backup is made of, or put back to: one installation's database and what stands beside it."""

    home: Path
    url: str
    head_file: Path
    seal: Seal


def make(place: Place, store: Store, folder: Path, now: datetime, actor: str) -> Path:
    """Make one backup in `folder`; that it was made is an event. Heard may run meanwhile.

    No file is left where it could not be finished or recorded. Raises `StoreError`, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"heard-{now.astimezone(UTC):{_STAMP}}.backup"
    fresh = file.with_name(f"{file.name}.new")
    try:
        with _workroom(place.home) as room:
            # First the head, which may lag behind the database and never lead.
            shutil.copyfile(place.head_file, room / _HEAD)
            copies.copy(place.url, room / _DATABASE)
            fresh.touch(mode=0o600)
            with (
                fresh.open("wb") as raw,
                Sealing(raw, place.seal) as sealed,
                tarfile.open(fileobj=sealed, mode="w|gz") as tar,
            ):
                for name in (_HEAD, _DATABASE):
                    tar.add(room / name, name)
        with store.begin() as tx:
            tx.events.append(STREAM, MADE, now.astimezone(clocks.LONDON).date(), {}, actor, now)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return file


def rotate(folder: Path, days: int, now: datetime) -> int:
    """Delete the backups in `folder` that are older than so many days; gives how many."""
    limit = now - timedelta(days=days)
    old = [file for file in folder.iterdir() if (made := made_at(file)) is not None and made < limit]
    for file in old:
        file.unlink()
    return len(old)


def made_at(file: Path) -> datetime | None:
    """When a backup was made, by its name; None for a file that is none."""
    found = _NAME.fullmatch(file.name)
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None


def put_back(place: Place, file: Path) -> None:
    """Make an installation's database and head from a backup, where there is none yet.

    Raises `StoreError` and leaves nothing where the file was changed, cut, or sealed by another secret.
    """
    if place.head_file.exists() or not copies.is_empty(place.url):
        raise copies.NotEmpty("there is an installation already: a backup is put back where there is none")
    with _workroom(place.home) as room:
        try:
            with file.open("rb") as raw:
                opened = Opening(raw, place.seal)
                with tarfile.open(fileobj=opened, mode="r|gz") as tar:
                    for member in tar:
                        _take(tar, member, room)
                # What follows the archive's end counts as well: a file that was cut must not pass.
                while opened.read(1 << 20):
                    pass
        except (tarfile.TarError, EOFError) as spoilt:
            raise Unreadable("what is in the file is not a backup") from spoilt
        if not all((room / name).exists() for name in (_DATABASE, _HEAD)):
            raise NoBackup("the file does not hold a whole backup")
        copies.put_back(place.url, room / _DATABASE)
        shutil.copyfile(room / _HEAD, place.head_file)


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, room: Path) -> None:
    """One of the two files of a backup; anything else in it is left alone."""
    inside = tar.extractfile(member) if member.name in (_DATABASE, _HEAD) else None
    if inside is not None:
        with (room / member.name).open("wb") as out:
            shutil.copyfileobj(inside, out)


@contextmanager
def _workroom(home: Path) -> Iterator[Path]:
    """A folder beside the database for a plain copy while it is sealed; what a kill left there goes first."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NoBackup("another backup is being made or put back") from None
        for left in home.glob("backup-*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix="backup-", dir=home) as room:
            yield Path(room)

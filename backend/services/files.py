"""The files of a case, and one-time addresses for them: for links, and for pages without JavaScript.

An address is good for one use within five minutes. It shows what whoever asked for it may see, and
nothing any more once their key has ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.services import viewing
from backend.services.calendarfile import calendar_file
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.services.summary import summary
from backend.services.tracking import Holder, token_hash
from backend.store.rows import FileAddress

ADDRESS_LASTS = timedelta(minutes=5)


@dataclass(frozen=True)
class Kind:
    """How a file is made, what it is, and how its name ends."""

    media_type: str
    ending: str
    make: Callable[[Installation, OpenCase, str, str], bytes]


KINDS: Mapping[str, Kind] = {
    "calendar": Kind(
        "text/calendar",
        "ics",
        lambda inst, case, locale, age_band: calendar_file(inst, case, locale, age_band, full=False),
    ),
    "summary": Kind("application/pdf", "pdf", summary),
}
"""Every file there is of a case, by its name in the contract."""


@dataclass(frozen=True)
class File:
    """A file made: what it is, what it is called, what is in it."""

    media_type: str
    name: str
    content: bytes


def of(case: OpenCase) -> tuple[str, ...]:
    """The files there are of a case; without clocks there is no calendar."""
    return tuple(name for name in KINDS if name != "calendar" or case.timeline.deadlines)


def name_of(file: str) -> str:
    """What it is called on the person's machine."""
    return f"{file}.{KINDS[file].ending}"


def address(
    inst: Installation, holder: Holder, file: str, locale: str, age_band: str
) -> tuple[str, datetime]:
    """The token of a one-time address, and when it ends; only its hash is kept."""
    token, ends = secrets.token_urlsafe(32), inst.clock.now() + ADDRESS_LASTS
    with inst.store.begin() as tx:
        tx.file_addresses.add(
            FileAddress(token_hash(token), holder.case_id, file, locale, age_band, ends, holder.viewer.key_id)
        )
    return token, ends


def fetch(inst: Installation, token: str) -> File | None:
    """The file an address stands for, which is used up by this; None once it was, or has ended."""
    with inst.store.begin() as tx:
        found = tx.file_addresses.take(token_hash(token))
        if found is None or found.expires_at <= inst.clock.now():
            return None
        case = viewing.read(inst, tx, found.case_id, found.key_id)
    return make(inst, case, found.file, found.locale, found.age_band) if case else None


def make(inst: Installation, case: OpenCase, file: str, locale: str, age_band: str) -> File:
    """One file of a case, for whoever the case was made ready for."""
    kind = KINDS[file]
    return File(kind.media_type, name_of(file), kind.make(inst, case, locale, age_band))

"""The files of a case, and one-time addresses for them: for links, and for pages without JavaScript.

An address is good for one use within five minutes. It shows what whoever asked for it may see, and
nothing any more once their key has ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.cases.history import history
from backend.cases.viewers import COMPLAINANT
from backend.clock import LONDON, later
from backend.say import Say
from backend.services import complaints, correspondence, viewing
from backend.services.calendarfile import calendar_file
from backend.services.complaints import OpenCase, as_event
from backend.services.installation import Installation
from backend.services.notices import NEWS
from backend.services.summary import summary
from backend.services.tracking import Holder, token_hash
from backend.store.rows import FileAddress, StoredEvent

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


LETTER = "letter-"
"""How the name of a letter's file begins; its number among the letters follows, since the place of what it
tells among all events would hint at those that are not for whoever reads it."""


_IN_LETTERS = NEWS - {"put_on_hold", "resumed"}
"""What letters tell. Why something waits may be that somebody is not safe: that is read on the page alone."""


@dataclass(frozen=True)
class File:
    """A file made: what it is, what it is called, what is in it."""

    media_type: str
    name: str
    content: bytes


def of(case: OpenCase) -> tuple[str, ...]:
    """The files there are of a case; without clocks there is no calendar.

    The letters are for whoever made it: they begin with their name. What a case was told about before its
    words were erased, no letter tells again.
    """
    kept = tuple(name for name in KINDS if name != "calendar" or case.timeline.deadlines)
    return kept + tuple(f"{LETTER}{number}" for number, _ in enumerate(_told_in_letters(case), 1))


def _told_in_letters(case: OpenCase) -> list[StoredEvent]:
    told = case.events if case.viewer == COMPLAINANT and case.words else ()
    return [event for event in told if event.kind in _IN_LETTERS]


def title_of(case: OpenCase, file: str) -> Say:
    """What a file of a case is called on its page."""
    if not file.startswith(LETTER):
        return Say(f"history.file.{file}")
    event = _told_by(case, file)
    on = event.recorded_at.astimezone(LONDON).date()
    return Say("history.file.letter", {"on": on, "what": history([as_event(event)], case.row.kind)[0].what})


def _told_by(case: OpenCase, letter: str) -> StoredEvent:
    return _told_in_letters(case)[int(letter.removeprefix(LETTER)) - 1]


def kind_of(file: str) -> str:
    """What sort of file it is, as the case's own file names it when somebody took it."""
    return "letter" if file.startswith(LETTER) else file


def name_of(file: str) -> str:
    """What it is called on the person's machine."""
    return f"{file}.{KINDS[file].ending if file in KINDS else 'pdf'}"


def address(
    inst: Installation, holder: Holder, file: str, locale: str, age_band: str
) -> tuple[str, datetime]:
    """The token of a one-time address, and when it ends; only its hash is kept."""
    token, ends = secrets.token_urlsafe(32), later(inst.clock.now(), ADDRESS_LASTS)
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
        if case is None or case.viewer is None or found.file not in (*KINDS, *of(case)):
            return None
        complaints.looked(inst, tx, found.case_id, case.viewer.actor, kind_of(found.file))
    return make(inst, case, found.file, found.locale, found.age_band)


def make(inst: Installation, case: OpenCase, file: str, locale: str, age_band: str) -> File:
    """One file of a case, for whoever the case was made ready for. A letter is in the words it came in."""
    if file.startswith(LETTER):
        letter = correspondence.letter_then(inst, case, _told_by(case, file))
        return File(KINDS["summary"].media_type, name_of(file), letter)
    kind = KINDS[file]
    return File(kind.media_type, name_of(file), kind.make(inst, case, locale, age_band))

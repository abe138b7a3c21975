"""What a page of the plain chat sends back, read as what its person meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from secrets import token_urlsafe
from typing import Literal

from fastapi import Request

from backend.wording import BANDS

FIRST_YEAR = 1900
KEPT = "key."
"""How the hidden fields begin that carry a receipt's key from page to page; the server does not have it."""
MOST_FIELDS = 60

Do = Literal["start", "say", "simpler", "language", "end"]
_DOES: Mapping[str, Do] = {"start": "start", "simpler": "simpler", "language": "language", "end": "end"}


class NoSuchDay(ValueError):
    """Day, month and year are no day of the calendar."""


@dataclass(frozen=True)
class Filled:
    """One page as it was sent: which conversation, what was pressed, what stood in its boxes."""

    do: Do = "say"
    token: str = ""
    id: str = ""
    choice: str = ""
    text: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    council: str = ""
    locale: str = ""
    usual: str = "teen"
    """The age band before anybody asked for simpler words."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """The keys of receipts shown so far, by reference."""

    def answer(self) -> str:
        """What was typed: the date of the three fields, the words in the box, or both. Raises `NoSuchDay`."""
        words = self.text if self.text.strip() else ""
        if not any(part.strip() for part in (self.day, self.month, self.year)):
            return words
        day = _day(self.day, self.month, self.year)
        return f"{day:%d/%m/%Y}, {words}" if words else f"{day:%d/%m/%Y}"


def new_id() -> str:
    """A message's own id: a page carries one, so that sent twice it is one message."""
    return token_urlsafe(12)


async def read(request: Request) -> Filled:
    """Reads the form; what is not text, or no field of ours, is left out."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        sent = {name: value for name, value in form.items() if isinstance(value, str)}
    usual = sent.get("usual", "")
    return Filled(
        do=_DOES.get(sent.get("do", ""), "say"),
        # A browser sends each line's end as two signs.
        text=sent.get("text", "").replace("\r\n", "\n"),
        usual=usual if usual in BANDS else "teen",
        keys={name.removeprefix(KEPT): key for name, key in sent.items() if name.startswith(KEPT)},
        **{name: sent.get(name, "") for name in _AS_SENT},
    )


_AS_SENT = ("token", "id", "choice", "day", "month", "year", "council", "locale")


def _day(day: str, month: str, year: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        raise NoSuchDay from None
    if found.year < FIRST_YEAR:
        raise NoSuchDay
    return found

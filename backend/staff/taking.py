"""A complaint told to the team: whose council, which day, and what the chat's plan would have given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.cases.events import FIRST_DAY
from backend.journeys import days
from backend.notify.mail import ADDRESS
from backend.services.accounts import SignedIn
from backend.staff.asked import ComplaintTaken
from backend.wording import HOME, UnknownLocale, Wording


class Mistaken(ValueError):
    """Which field is wrong, and what would be right; never what was sent."""

    def __init__(self, field: str, right: str) -> None:
        super().__init__(f"{field}: {right}")
        self.field = field


@dataclass(frozen=True)
class Told:
    """What `casework.take` needs."""

    council: str
    received_on: date
    language: str
    answers: dict[str, Any]


def checked(told: ComplaintTaken, staff: SignedIn, today: date, wording: Wording) -> Told:
    """The complaint as it can be taken. Raises `Mistaken`."""
    received_on = told.received_on or today
    if not FIRST_DAY <= received_on <= today:
        raise Mistaken("received_on", f"is a day from {FIRST_DAY} to today.")
    if (when := told.when_happened) is not None and not when.possible(received_on):
        raise Mistaken("when_happened", "begins before it ends, and both by the day it was told.")
    if when is not None and days.impossible(when.words or ""):
        raise Mistaken("when_happened", "names a day that there is.")
    if not told.what_happened.strip():
        raise Mistaken("what_happened", "has words in it.")
    if told.contact_method == "email" and not ADDRESS.fullmatch((told.contact_detail or "").strip()):
        raise Mistaken("contact_detail", "is an e-mail address, as that is how they want to be reached.")
    beside = {"council", "by", "kind", "received_on", "route", "language"}
    answers = told.model_dump(mode="json", by_alias=True, exclude=beside, exclude_none=True)
    if when is not None and when.words and when.earliest is None:
        answers["when_happened"] = days.when(when.words, received_on)
    if answers.get("safe_to_contact", "").strip(" .!").casefold() == "yes":
        answers["safe_to_contact"] = "yes"
    return Told(_council(staff, told.council), received_on, _language(told, wording), answers)


def _language(told: ComplaintTaken, wording: Wording) -> str:
    try:
        return wording.match(told.language or HOME)
    except UnknownLocale:
        raise Mistaken("language", f"is one of: {', '.join(wording.locales())}.") from None


def _council(staff: SignedIn, named: str | None) -> str:
    if named is None and len(staff.councils) == 1:
        return next(iter(staff.councils))
    if named not in staff.councils:
        raise Mistaken("council", f"is one of yours: {', '.join(sorted(staff.councils))}.")
    return str(named)

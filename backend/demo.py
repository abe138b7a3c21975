"""`./heard demo`: fills an empty installation on this machine with a year of invented complaints.

Everything goes through the services that the office uses, with a clock that is moved from day to day, so
that queue, pages and reports are what a real year would have made of them. `demo_year.yml` says what
happens. It ends today, with complaints still open.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from pathlib import Path
from typing import Any

import yaml

from backend import clock as clocks
from backend.app import install
from backend.cases.viewers import COMPLAINANT
from backend.logs import configure
from backend.reports.equality import QUESTIONS, asked_of
from backend.reports.year import Year, latest
from backend.services import accounts, casework, equality
from backend.services.accounts import SignedIn
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from backend.services.passwords import WeakPassword
from backend.services.roles import ROLES
from backend.settings import SettingsMistake, read_settings
from backend.store import StoreError

A_YEAR = 26
"""Complaints to each council in the last whole financial year; they go on at that pace until today."""
FROM = ("phone", "letter", "email", "in_person")


WHO_ANSWER = 0.8
"""The part of the people who say something about themselves."""
YOUNG = ("from_12", "from_16", "under_12")
GROWN_UP = ("from_26", "from_18", "from_65")


@dataclass
class MovedClock:
    """A calendar clock that goes where the story is; the wall clock is the machine's."""

    at: datetime

    def now(self) -> datetime:
        """The moment of the story, a second later each time: no two things happen at once."""
        self.at += timedelta(seconds=1)
        return self.at

    def seconds(self) -> float:
        """The machine's."""
        return clocks.SystemClock().seconds()


@dataclass(frozen=True)
class Planned:
    """One invented complaint."""

    council: str
    story: Mapping[str, Any]
    steps: tuple[Mapping[str, Any], ...]


def main() -> int:
    """Fill the installation, then print what to sign in with; or say in a sentence why not."""
    configure()
    try:
        settings = read_settings()
        if not settings.on_loopback:
            raise SettingsMistake("a demonstration is for this machine alone: leave HEARD_HOST at 127.0.0.1")
        end = clocks.started_at(settings.now).now()
        clock = MovedClock(_at(Year(latest(end.date()) - 1).first))
        inst = install(settings, clock)
        _refuse_if_used(inst)
        password = os.environ.get("HEARD_STAFF_PASSWORD") or secrets.token_urlsafe(12)
        manager = _people(inst, password)
        made = fill(inst, clock, manager, end.date())
        inst.store.close()
    except (accounts.AccountMistake, SettingsMistake, StoreError, WeakPassword) as mistake:
        sys.stderr.write(f"heard demo: {mistake}.\n")
        return 1
    sys.stdout.write(f"{made} invented complaints. Start with ./heard up and sign in at /staff as\n")
    sys.stdout.writelines(f"  {_address(role)}\n" for role in ROLES)
    sys.stdout.write(f"each with the password  {password}\n")
    return 0


def told() -> dict[str, Any]:
    """What `demo_year.yml` tells: `lives`, `stories`, `actions`."""
    year: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "demo_year.yml").read_text("utf-8"))
    return year


def fill(inst: Installation, clock: MovedClock, manager: SignedIn, end: date) -> int:
    """Let the year happen, in the order of its days up to `end`; gives how many complaints there are."""
    year = told()
    chance = random.Random(2006)  # noqa: S311 - the same year each time
    # Apart from the rest, so that who answers changes nothing of the year.
    people = random.Random(2010)  # noqa: S311 - the same people each time
    waiting: list[tuple[date, int, int, Planned, str]] = []
    made = 0
    for number, (day, plan) in enumerate(_planned(inst, year, chance, end)):
        heappush(waiting, (day, number, -1, plan, ""))
    while waiting:
        day, number, step, plan, reference = heappop(waiting)
        clock.at = max(clock.at, _at(day))
        if step < 0:
            answers = {**plan.story, "contact_method": "none"}
            way = chance.choice(FROM)
            file, _ = casework.take(
                inst, manager, plan.council, answers, day, way, "statutory", secrets.token_bytes(32)
            )
            reference, made = file.case.row.reference, made + 1
            _about_themselves(inst, file.case, people)
        else:
            kind, data = _event(plan.steps[step], day, year["actions"], chance)
            casework.record(inst, manager, reference, kind, day, data)
        if step + 1 < len(plan.steps):
            after = _working_day(day + timedelta(days=plan.steps[step + 1]["after"]))
            if after <= end:
                heappush(waiting, (after, number, step + 1, plan, reference))
    return made


def _planned(
    inst: Installation, year: Mapping[str, Any], chance: random.Random, end: date
) -> Iterator[tuple[date, Planned]]:
    """Each complaint with its first day: a whole financial year, and on to the end."""
    lives = [life for life in year["lives"] for _ in range(life["often"])]
    first = Year(latest(end) - 1).first
    days = (end - first).days
    for council in inst.procedures.councils():
        for _ in range(round(A_YEAR * days / 365)):
            day = _working_day(first + timedelta(days=chance.randrange(days - 3)))
            life = chance.choice(lives)
            yield day, Planned(council.id, chance.choice(year["stories"]), tuple(life["steps"]))


def _about_themselves(inst: Installation, case: OpenCase, people: random.Random) -> None:
    """Most say something about themselves, the others that they would rather not."""
    young = case.row.role == "young_person"
    answers = {}
    if people.random() < WHO_ANSWER:
        for question in asked_of("teen" if young else "adult"):
            given = QUESTIONS[question] if question != "age" else YOUNG if young else GROWN_UP
            # The first the likeliest, the last hardly ever.
            answers[question] = given[int(len(given) * people.random() ** 2)]
    with inst.store.begin() as tx:
        equality.answer(inst, tx, case, COMPLAINANT, answers)


def _event(
    step: Mapping[str, Any], day: date, actions: list[str], chance: random.Random
) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = {}
    for name, value in step.items():
        if name.endswith("_in"):
            later = _working_day(day + timedelta(days=value))
            data[name.removesuffix("_in")] = later.isoformat()
        elif name == "outcome":
            data["outcomes"] = [{"point": "1", "outcome": value}]
        elif name not in ("after", "kind"):
            data[name] = value
    if step["kind"] == "action_promised":
        data["note"] = chance.choice(actions)
    return step["kind"], data


def _people(inst: Installation, password: str) -> SignedIn:
    """An account for each role, at all the councils; gives the manager."""
    councils = [council.id for council in inst.procedures.councils()]
    for role in ROLES:
        accounts.add(inst, _address(role), councils, [role], password)
    ticket = accounts.sign_in(inst, _address("manager"), password, "127.0.0.1")
    staff = accounts.signed_in(inst, ticket.token) if ticket else None
    if staff is None:
        raise SettingsMistake("nobody could be signed in")
    return staff


def _refuse_if_used(inst: Installation) -> None:
    with inst.store.read() as tx:
        if tx.events.last() is not None:
            raise SettingsMistake(
                "this installation is in use: give the demonstration a HEARD_HOME of its own"
            )


def _address(role: str) -> str:
    return f"{role.replace('_', '.')}@council.example"


def _working_day(day: date) -> date:
    """The day, or the Monday after it: offices are closed at the weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), clocks.LONDON)


if __name__ == "__main__":
    sys.exit(main())

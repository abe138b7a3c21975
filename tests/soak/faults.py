"""Faults of a running Heard, each put right again, and people in the middle of something when they strike.

What must hold: a receipt opens its case, a journey opens one case and no second, and whoever writes is
answered, at once or with words that say when to try again.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

from backend.clock import LONDON
from tests.whole.running import Running, wait_for
from tests.whole.visiting import ANSWERS, STORY, Visitor

LASTS = 3.0
"""Seconds that a fault stays."""
PATIENCE = 25.0
"""Seconds a client waits for one answer; the gateway gives words after fifteen."""
GIVES_UP = 180.0
"""Seconds after which a person has not been helped."""
AT_ONCE = 2
"""People in the middle of each journey when a fault strikes."""
A_STEP = timedelta(minutes=25)
"""How far the clock is stepped on, twice at most while somebody writes: a chat lasts an hour."""

JOURNEYS: Mapping[str, str] = {
    "complaint": "I want to make a complaint",
    "compliment": "I want to say thank you to my social worker",
    "advocate": "I want an advocate",
    "withdrawal": "I want to stop my complaint",
}
"""How each begins; a withdrawal is of a complaint made before."""


AHEAD = "SECONDS_AHEAD"
"""How far the clock of this Heard was stepped so far."""
WITHDRAWN = "event WHERE kind = 'withdrawn'"

SAID = {**ANSWERS, "has_case": "no"}


class Silence(Exception):
    """No answer, or one without a word in it."""


@contextmanager
def killed(heard: Running, *parts: str) -> Iterator[None]:
    """Ended without a word; the launcher starts them again."""
    heard.kill(*parts)
    yield
    wait_for(heard.ready, GIVES_UP)


@contextmanager
def all_killed(heard: Running, step: timedelta = timedelta()) -> Iterator[None]:
    """Everything, the launcher too, as when a machine loses its power; then begun again, later by a step."""
    heard.kill_everything()
    yield
    ahead = timedelta(seconds=float(heard.environment.get(AHEAD, "0"))) + step
    heard.environment[AHEAD] = str(ahead.total_seconds())
    if ahead:
        heard.environment["HEARD_NOW"] = (datetime.now(LONDON) + ahead).isoformat()
    heard.up()


@contextmanager
def frozen(heard: Running, *parts: str) -> Iterator[None]:
    """Stopped, and going on later as if nothing had been."""
    pids = [heard.pid(part) for part in parts]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@contextmanager
def slow(heard: Running, *parts: str) -> Iterator[None]:
    """Let run for a tenth of the time."""
    until = time.monotonic() + LASTS

    def hold_back() -> None:
        while time.monotonic() < until:
            with frozen(heard, *parts):
                time.sleep(0.09)
            time.sleep(0.01)

    holding = Thread(target=hold_back)
    holding.start()
    yield
    holding.join()


@contextmanager
def locked(heard: Running) -> Iterator[None]:
    """The database, held by somebody else."""
    with closing(sqlite3.connect(heard.home / "heard.db", isolation_level=None, timeout=60)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def full(heard: Running, *parts: str) -> Iterator[None]:
    """The disk, as far as these parts can write: no file of theirs grows any more."""
    pids = [heard.pid(part) for part in parts]
    before = [resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids]
    for pid, (_, hard) in zip(pids, before, strict=True):
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        for pid, limits in zip(pids, before, strict=True):
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


FAULTS: Mapping[str, Callable[[Running], AbstractContextManager[None]]] = {
    "the language server killed": lambda heard: killed(heard, "rasa"),
    "the backend killed": lambda heard: killed(heard, "backend"),
    "both killed": lambda heard: killed(heard, "rasa", "backend"),
    "everything killed": all_killed,
    "everything killed, the clock stepped on": lambda heard: all_killed(heard, A_STEP),
    "the language server frozen": lambda heard: frozen(heard, "rasa"),
    "the backend frozen": lambda heard: frozen(heard, "backend"),
    "the language server slow": lambda heard: slow(heard, "rasa"),
    "the backend slow": lambda heard: slow(heard, "backend"),
    "the database locked": locked,
    "the disk full for the backend": lambda heard: full(heard, "backend"),
    "the disk full for the language server": lambda heard: full(heard, "rasa"),
}


@dataclass
class Trial:
    """One person in one journey while one fault struck, and what became of them."""

    fault: str
    journey: str
    receipt: Mapping[str, str] | None = None
    words: int = 0
    """Answers that said, in words, to try again."""
    silences: list[str] = field(default_factory=list)
    lost: str = ""
    """What went wrong for good."""


class Patient:
    """Opens a chat and sends each message until it is answered, under its own id, as the widget does."""

    def __init__(self, address: str, trial: Trial, **arriving: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=PATIENCE)
        self._trial, self._said = trial, 0
        opened = self._until(201, "/api/chat/sessions", arriving)
        self._bearer = {"Authorization": f"Bearer {opened['token']}"}
        self._last = opened["messages"][-1]
        self.receipt: Mapping[str, str] | None = None

    @property
    def asks(self) -> str | None:
        """What is being asked."""
        return self._last["asks"]

    def type(self, text: str) -> None:
        """Type something; it is answered in the end. Raises `Silence`."""
        self._said += 1
        body = {"id": f"patient-{self._said}", "text": text}
        messages = self._until(200, "/api/chat/messages", body, **self._bearer)["messages"]
        self._last = messages[-1]
        self.receipt = next((m["receipt"] for m in messages if m["receipt"]), self.receipt)

    def _until(self, wanted: int, path: str, body: object, **headers: str) -> dict[str, Any]:
        until = time.monotonic() + GIVES_UP
        while time.monotonic() < until:
            try:
                answer = self._http.post(path, json=body, headers=headers)
                told = answer.json()
            except httpx.TimeoutException:
                self._trial.silences.append(f"no answer in {PATIENCE:g} s")
            except httpx.TransportError:
                pass  # nobody is there, and the widget has words of its own for that
            except ValueError:
                self._trial.silences.append("an answer that is no JSON")
            else:
                if not any(message.get("text") for message in told.get("messages", ())):
                    self._trial.silences.append(f"status {answer.status_code} without a word")
                if answer.status_code == wanted:
                    return dict(told)
                if answer.status_code not in (429, 503):
                    raise Silence(f"status {answer.status_code}")
                self._trial.words += 1
            time.sleep(0.5)
        raise Silence(f"not answered in {GIVES_UP:g} s")


def lives(heard: Running, trial: Trial, earlier: Mapping[str, str] | None) -> None:
    """Go through the journey; whatever happens is noted in the trial."""
    try:
        pair = {name: earlier[name] for name in ("reference", "key")} if earlier else {}
        person = Patient(heard.address, trial, council="rutland", **pair)
        person.type(JOURNEYS[trial.journey])
        for _ in range(40):
            if person.receipt or person.asks in (None, "confirm_withdraw"):
                break
            person.type(SAID.get(person.asks, "skip"))
        if person.asks == "confirm_withdraw":
            person.type("yes")
        trial.receipt = person.receipt or earlier
        if trial.receipt is None:
            trial.lost = f"no receipt; last asked {person.asks}"
    except Silence as gone:
        trial.lost = str(gone)


def struck(heard: Running, fault: str, chance: random.Random) -> list[Trial]:
    """Several people in each journey; the fault strikes in the middle, and again a little later."""
    earlier = {}
    for number in range(AT_ONCE):
        earlier[number] = Visitor(heard.address, council="rutland").complain()
    before = heard.count("case_file"), heard.count(WITHDRAWN)
    trials = [Trial(fault, journey) for journey in JOURNEYS for _ in range(AT_ONCE)]
    started = []
    for number, trial in enumerate(trials):
        mine = earlier[number % AT_ONCE] if trial.journey == "withdrawal" else None
        started.append(Thread(target=lives, args=(heard, trial, mine)))
    for thread in started:
        thread.start()
    for _ in range(2):
        time.sleep(chance.uniform(0.3, 1.5))
        with FAULTS[fault](heard):
            time.sleep(LASTS)
    for thread in started:
        thread.join(GIVES_UP * 2)
    wait_for(heard.ready, GIVES_UP)
    opened, stopped = heard.count("case_file") - before[0], heard.count(WITHDRAWN) - before[1]
    look_at(heard.address, trials, opened, stopped)
    return trials


def look_at(address: str, trials: list[Trial], opened: int, stopped: int) -> None:
    """Hold what each was told against what is there; what does not fit is a loss of that trial.

    `opened` cases and `stopped` complaints are new in the database.
    """
    done = [trial.journey == "withdrawal" for trial in trials if trial.receipt]
    if (opened, stopped) != (done.count(False), done.count(True)):
        for trial in trials:
            trial.lost = trial.lost or f"{opened} cases and {stopped} withdrawals for {len(done)} people"
    for trial in trials:
        if trial.receipt is not None and not trial.lost:
            trial.lost = what_is_missing(address, trial)


def what_is_missing(address: str, trial: Trial) -> str:
    """Of the case that the trial's receipt must open; empty where nothing is."""
    assert trial.receipt is not None
    pair = {name: trial.receipt[name] for name in ("reference", "key")}
    answer = httpx.post(f"{address}/api/cases/track", json=pair, timeout=60)
    if answer.status_code != 200:
        return f"a receipt that opens nothing: {answer.status_code}"
    case = answer.json()
    if trial.journey == "complaint" and case["complaint"]["what_happened"] != STORY:
        return "words that were told are not there"
    if trial.journey == "withdrawal" and case["status"] != "withdrawn":
        return f"stopped, and yet {case['status']}"
    return ""


def rounds(home: Path, number: int, seed: int, faults: list[str] | None = None) -> list[Trial]:
    """Every fault so many times, each on a Heard that goes on from the one before."""
    chance, trials = random.Random(seed), list[Trial]()  # noqa: S311 - the same again by its seed
    heard = Running(home, HEARD_LIMITS="off")
    heard.up()
    try:
        for _ in range(number):
            for fault in faults or FAULTS:
                trials += struck(heard, fault, chance)
                done = trials[-AT_ONCE * len(JOURNEYS) :]
                lost = [trial.lost for trial in done if trial.lost]
                print(f"  {fault}: {len(done)} people, {len(lost)} lost {sorted(set(lost))}", flush=True)
    finally:
        heard.down()
    return trials

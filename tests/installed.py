"""Builds an installation for tests: a real database and real parts, a clock that stands where it is put."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from backend.clock import LONDON
from backend.notify import Post
from backend.procedures import Procedures
from backend.procedures import load as load_procedures
from backend.safety import Screen
from backend.services.installation import Installation
from backend.services.keys import KeyWords
from backend.services.slow_hash import SlowHash
from backend.settings import Settings
from backend.store import Store
from backend.wording import KEY_WORDS, Wording

SECRET = "a secret that is long enough for tests"
TUESDAY = datetime(2026, 3, 31, 10, 0, tzinfo=LONDON)
"""Easter follows: the tenth working day after it is Thursday 16 April 2026."""


@dataclass
class StandingClock:
    """A clock that a test moves."""

    at: datetime = TUESDAY
    ticks: float = 1_000_000.0

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return self.ticks

    def begin_again(self) -> None:
        """The day tests begin on, and so long after what was before that nothing counts any more."""
        self.at = TUESDAY
        self.ticks += timedelta(days=2).total_seconds()

    def move(self, **by: float) -> None:
        """Both clocks, on by so much."""
        self.at += timedelta(**by)
        self.ticks += timedelta(**by).total_seconds()


@cache
def procedures() -> Procedures:
    """The real procedures, loaded once."""
    return load_procedures()


@cache
def wording() -> Wording:
    """The real catalogue, loaded once."""
    return Wording.load()


@cache
def screen() -> Screen:
    """The real screen, loaded once."""
    return Screen.load()


@cache
def key_words() -> KeyWords:
    """The real list."""
    return KeyWords.of(KEY_WORDS.read_text(encoding="utf-8").splitlines())


@cache
def quick_hash() -> SlowHash:
    """The real hash at the least cost there is: tests hash often, and guard nobody's key."""
    return SlowHash(passes=1, kibibytes=8)


@dataclass
class Built:
    """An installation on one database, and its clock."""

    url: str
    clock: StandingClock = field(default_factory=StandingClock)
    limits: bool = True
    only_council: str | None = None
    post: Post = field(default_factory=Post)
    head_file: Path | None = None

    def installation(self) -> Installation:
        """As a process starts with it; call again for a restart."""
        return Installation(
            store=Store(self.url, SECRET, head_file=self.head_file),
            clock=self.clock,
            procedures=procedures(),
            wording=wording(),
            screen=screen(),
            key_words=key_words(),
            address_salt=SECRET.encode(),
            limits=self.limits,
            only_council=self.only_council,
            post=self.post,
            address="http://127.0.0.1:8080",
            slow_hash=quick_hash(),
        )


def settings(home: Path) -> Settings:
    """The settings of a test's applications."""
    return Settings(home=home, secret_key=SECRET, inner_secret="inner", port=8080)

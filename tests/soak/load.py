"""Many people at once, more than can be answered, and one whose message is as long as it may be."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from threading import Thread

import httpx

from bench.talkers import Talker, Texts, ours
from tests.whole.visiting import Visitor

LONGEST = ("my social worker never came and nobody ever told me why. " * 400)[:20_000]
TRIES = 10
"""How often somebody's longest message meets another's short one."""
CROWD = 400
"""People who all write in the same moment: more than `gateway.MOST_AT_ONCE`."""


@dataclass
class Load:
    """What so many conversations at once were answered in, milliseconds a message, and what failed."""

    took: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def most(self) -> float:
        """What 95 of a hundred keep within."""
        return sorted(self.took)[int(len(self.took) * 0.95)] if self.took else 0.0


def at_once(talker: Talker, people: int, seconds: float) -> Load:
    """So many people make complaints, one after the other, for so long."""
    load, texts, until = Load(), Texts(), time.monotonic() + seconds

    def complain() -> None:
        while time.monotonic() < until:
            try:
                talk = talker.talk(texts)
                talk.begin()
                while talk.answer() and time.monotonic() < until:
                    pass
                load.took.extend(talk.client.took)
            except Exception as error:
                load.failed[f"{type(error).__name__}: {error}"] += 1

    began = time.monotonic()
    together([complain] * people)
    load.seconds = time.monotonic() - began
    return load


def crowd(address: str) -> Counter[str]:
    """How each of a crowd is answered that writes in the same moment."""
    people = [Visitor(address) for _ in range(CROWD)]
    told: Counter[str] = Counter()

    def write(person: Visitor) -> Callable[[], None]:
        def one() -> None:
            try:
                answer = person.send(text="my social worker never came")
            except httpx.HTTPError as error:
                told[type(error).__name__] += 1
                return
            worded = any(message["text"] for message in answer.json().get("messages", ()))
            patient = answer.status_code == 200 or "retry-after" in answer.headers
            told[f"{answer.status_code}{'' if worded and patient else ' without words'}"] += 1

        return one

    together([write(person) for person in people])
    return told


def beside_the_longest(address: str) -> Iterator[float]:
    """Milliseconds that a short message took longer because somebody sent their longest meanwhile."""
    for number in range(TRIES):
        short, long = Visitor(address), Visitor(address)
        alone = median(timed(short, f"hello {number} {turn}") for turn in range(5))
        sending = Thread(target=long.send, kwargs={"text": LONGEST})
        sending.start()
        beside = max(timed(short, f"hello again {number} {turn}") for turn in range(3))
        sending.join()
        yield beside - alone


def timed(person: Visitor, text: str) -> float:
    """Milliseconds until a message is answered."""
    began = time.perf_counter()
    person.type(text)
    return (time.perf_counter() - began) * 1000


def together(each: list[Callable[[], None]]) -> None:
    """All of them at the same time, to the end."""
    threads = [Thread(target=one) for one in each]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measured(folder: Path, people: int, seconds: float) -> tuple[Load, Counter[str], list[float]]:
    """The load, the crowd and the long message, on one Heard."""
    with ours(folder) as talker:
        address = f"http://127.0.0.1:{talker.port}"
        longest = list(beside_the_longest(address))
        return at_once(talker, people, seconds), crowd(address), longest

"""One whole Heard for the tests that share it, and fresh ones for those that break it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conversations.team import Team
from tests.whole.running import Running

CLUSTER = "HEARD_TEST_CLUSTER"
METRICS_TOKEN = "shown to whoever watches over the tests"


@pytest.fixture(scope="session")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running Heard, its limits off, since every test talks from one address.

    Two of everything where `CLUSTER` is set: the same tests, `./heard test --soak cluster`.
    """
    several = bool(os.environ.get(CLUSTER))
    running = Running(
        tmp_path_factory.mktemp("heard"), several, HEARD_LIMITS="off", HEARD_METRICS_TOKEN=METRICS_TOKEN
    )
    running.up()
    yield running
    running.down()


@pytest.fixture(scope="session")
def team(heard: Running) -> Team:
    """The complaints team of the Heard that is talked to."""
    return Team(heard)


@pytest.fixture
def another_heard(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Starts further ones, each on a port and in a folder of its own."""
    started: list[Running] = []

    def start(**environment: str) -> Running:
        started.append(Running(tmp_path / f"home{len(started)}", **environment))
        started[-1].up()
        return started[-1]

    yield start
    for running in started:
        if running.process is not None and running.process.poll() is None:
            running.down()

"""Two of each part on PostgreSQL and Redis: any of them may be killed, and nobody loses a word by it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.whole.collector import Collector, collecting
from tests.whole.running import Running, wait_for
from tests.whole.visiting import ANSWERS, Visitor, track

MARKED = "wobblefinch"
TOLD = {**ANSWERS, "what_happened": f"my social worker {MARKED} never came and nobody rang"}
ONE_OF_EACH = ("rasa-1", "backend-1", "redis", "worker-1")
EVERYTHING = (
    "rasa-1",
    "backend-2",
    "redis",
    "worker-1",
    "rasa-2",
    "backend-1",
    "database",
    "worker-2",
    "front",
)
ROUNDS = 5


class Patient(Visitor):
    """Somebody whose widget sends a message again, under the same id, until it is answered."""

    def send(self, **body: str) -> httpx.Response:
        body = {"id": f"patient-{next(self._number)}", **body}
        until = time.monotonic() + 120
        while True:
            try:
                answer = self.http.post(
                    "/api/chat/messages", json=body, headers={"Authorization": f"Bearer {self.token}"}
                )
                if answer.status_code not in (502, 503):
                    break
            except httpx.TransportError:
                pass
            assert time.monotonic() < until, "never answered again"
            time.sleep(0.3)
        self.messages = answer.json().get("messages") or self.messages
        return answer


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    """Where the cluster's traces go."""
    with collecting() as one:
        yield one


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, collector: Collector) -> Iterator[Running]:
    """A running cluster."""
    home = tmp_path_factory.mktemp("c")
    running = Running(home, several=True, HEARD_LIMITS="off", HEARD_TRACES_URL=collector.url)
    running.up()
    yield running
    running.down()


def kill(cluster: Running, part: str) -> None:
    """End one part outright, as a machine that loses its power does."""
    if part == "database":
        os.kill(int((cluster.home / "postgres" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    else:
        cluster.kill(part)


def complain_while(cluster: Running, *killed: str) -> tuple[Patient, dict[str, Any]]:
    """A whole complaint, one part killed in the middle of each message as long as there are any."""
    person = Patient(cluster.address, council="rutland")
    person.type("I want to make a complaint")
    for part in killed:
        strike = threading.Timer(0.03, kill, (cluster, part))
        strike.start()
        asked = person.asks
        assert asked is not None
        person.type(TOLD[asked])
        strike.join()
    person.answer_all(TOLD)
    assert person.receipt is not None
    return person, person.receipt


def test_one_of_each_killed_in_mid_message_loses_nothing_and_opens_one_case(
    cluster: Running, collector: Collector
) -> None:
    before = cluster.count("case_file")
    _, receipt = complain_while(cluster, *ONE_OF_EACH)
    case = track(cluster.address, receipt)
    assert case["complaint"]["what_happened"].startswith(TOLD["what_happened"])
    assert cluster.count("case_file") == before + 1
    _traced(cluster, collector)


def _traced(cluster: Running, collector: Collector) -> None:
    """One message is one trace through all parts, and no word that was typed is in any."""
    parts = {"request", "gateway", "rasa", "understanding", "dialogue", "action", "plan", "database"}
    wait_for(lambda: any(parts <= names for names in collector.names_by_trace().values()))
    for body in collector.bodies:
        assert MARKED.encode() not in body
        assert b"jay@example.com" not in body
    assert {span.name for span in collector.spans()} <= parts | {"screen", "errand"}, "no library's own"
    for span in collector.spans():
        assert {one.key for one in span.attributes} <= {
            "method",
            "route",
            "status",
            "access",
            "move",
            "kind",
            "failed",
        }
        assert not span.events


@pytest.mark.soak
def test_everything_killed_in_turn_again_and_again_loses_nothing(cluster: Running) -> None:
    before = cluster.count("case_file")
    for _ in range(ROUNDS):
        _, receipt = complain_while(cluster, *EVERYTHING)
        assert track(cluster.address, receipt)["complaint"]["what_happened"].startswith(TOLD["what_happened"])
        wait_for(cluster.ready, 120)
    assert cluster.count("case_file") == before + ROUNDS

"""What listens beyond the gateway is on loopback, and refuses whoever does not know the run's secret."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.whole.running import Running

LISTENING = "0A"


def listeners(pid: int) -> Iterator[tuple[str, int]]:
    """The addresses a process listens on, from the kernel's own tables."""
    sockets = {
        target[8:-1]
        for entry in Path(f"/proc/{pid}/fd").iterdir()
        if (target := os.readlink(entry)).startswith("socket:[")
    }
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING and fields[9] in sockets:
                address, port = fields[1].split(":")
                yield address, int(port, 16)


@pytest.mark.attack("inner doors")
def test_everything_listens_on_loopback_alone(heard: Running) -> None:
    found = [*listeners(heard.pid("rasa")), *listeners(heard.pid("backend"))]
    assert len(found) == 3
    assert {address for address, _ in found} == {"0100007F"}


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize("path", ["/", "/version", "/status", "/domain", "/conversations/x/tracker"])
def test_the_language_server_tells_a_stranger_nothing(heard: Running, path: str) -> None:
    ((_, port),) = listeners(heard.pid("rasa"))
    answer = httpx.get(f"http://127.0.0.1:{port}{path}", timeout=5)
    assert answer.status_code in (403, 404)
    assert "3.6" not in answer.text


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize("secret", [None, "", "wrong", "x" * 43])
def test_the_channel_refuses_a_wrong_secret(heard: Running, secret: str | None) -> None:
    ((_, port),) = listeners(heard.pid("rasa"))
    headers = {} if secret is None else {"X-Heard-Secret": secret}
    body = {"sender": "0" * 32, "text": "hello", "metadata": {}}
    for way in ("message", "forget"):
        answer = httpx.post(
            f"http://127.0.0.1:{port}/webhooks/heard/{way}", json=body, headers=headers, timeout=5
        )
        assert answer.status_code == 403


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize("path", ["/webhook", "/api/bot/begin", "/api/bot/step"])
def test_the_inner_port_refuses_a_stranger(heard: Running, path: str) -> None:
    (inner,) = {port for _, port in listeners(heard.pid("backend"))} - {heard.port}
    for headers in ({}, {"X-Heard-Secret": "wrong"}):
        answer = httpx.post(f"http://127.0.0.1:{inner}{path}", json={}, headers=headers, timeout=5)
        assert answer.status_code == 403


@pytest.mark.attack("inner doors")
@pytest.mark.parametrize("path", ["/api/bot/begin", "/api/bot/step", "/webhook", "/webhooks/heard/message"])
def test_the_public_port_knows_nothing_of_the_inner_one(heard: Running, path: str) -> None:
    assert httpx.post(f"{heard.address}{path}", json={}, timeout=5).status_code in (404, 405)

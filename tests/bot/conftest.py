"""A real Rasa with the real model, and the real actions over a backend that is a list of questions."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from backend.contract import BotReply, BotTurn
from bot.actions.guided import Move
from bot.actions.host import create_action_router

BOT = Path(__file__).parents[2] / "bot"
QUESTIONS = ("council", "what_happened", "check_answers")
INFORMATION = frozenset({"ask_about_advocate", "ask_ombudsman", "request_advocate", "ask_confidentiality"})
PATIENCE = 60.0


@dataclass
class PlanOfThree:
    """A backend whose plan is three questions in a row; it notes each move and can be told to fail.

    `information` is what it leaves to the rules in mid-form; whatever else comes is an answer.
    """

    moves: list[tuple[Move, BotTurn]] = field(default_factory=list)
    place: dict[str, int] = field(default_factory=dict)
    failing: bool = False
    information: frozenset[str] = INFORMATION

    async def turn(self, move: Move, turn: BotTurn) -> BotReply:
        self.moves.append((move, turn))
        if self.failing:
            raise RuntimeError("the words of a person would be here")
        if move == "begin":
            return self._begun(turn)
        if move == "step":
            return self._stepped(turn)
        said = [{"say": f"{move}.{turn.intent}"}]
        return BotReply(handled=True, done=False, messages=said)

    def _begun(self, turn: BotTurn) -> BotReply:
        if turn.intent == "resume":
            return BotReply(handled=True, done=True, messages=[{"say": "nothing.kept"}])
        self.place[turn.sender] = 0
        return BotReply(handled=True, done=False, question=QUESTIONS[0], messages=[{"say": "begun"}])

    def _stepped(self, turn: BotTurn) -> BotReply:
        place = self.place.get(turn.sender, 0)
        if turn.intent in self.information:
            return BotReply(handled=False, done=False, question=QUESTIONS[place])
        self.place[turn.sender] = place = place + 1
        if place == len(QUESTIONS):
            return BotReply(handled=True, done=True, messages=[{"say": "receipt"}])
        return BotReply(handled=True, done=False, question=QUESTIONS[place])

    def kinds(self) -> list[Move]:
        """The moves made, in order."""
        return [move for move, _ in self.moves]


@dataclass
class Rasa:
    """The Rasa server as a child process."""

    python: str
    model: str
    home: Path
    secret: str
    actions_url: str
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.home / "rasa.txt"

    @property
    def store(self) -> Path:
        return self.home / "rasa.db"

    def start(self) -> None:
        """Start it and wait until it answers."""
        environment = {
            **os.environ,
            "HEARD_INNER_SECRET": self.secret,
            "HEARD_ACTIONS_URL": self.actions_url,
            "HEARD_RASA_STORE": f"sqlite:///{self.store}",
            "HEARD_LOG_LEVEL": "DEBUG",
        }
        command = [self.python, "-m", "heard_rasa", "run", "--model", self.model, "--port", str(self.port)]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                command, cwd=BOT, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + PATIENCE
        while self.ready() != 200:
            assert self.process.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() < until, "Rasa did not come up"
            time.sleep(0.1)

    def ready(self) -> int:
        """The status of `ready`; 0 where nobody listens."""
        try:
            return httpx.get(f"{self.url}/webhooks/heard/ready", headers=self.headers).status_code
        except httpx.TransportError:
            return 0

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Heard-Secret": self.secret}

    def end(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Signal it and wait; gives its exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(20)

    def post(self, route: str, body: Any, **more: Any) -> httpx.Response:
        """One request to the channel with the right secret, unless `headers` says otherwise."""
        more.setdefault("headers", self.headers)
        return httpx.post(f"{self.url}/webhooks/heard/{route}", json=body, timeout=30, **more)


@dataclass
class Conversation:
    """One sender's side of it, as the gateway would speak."""

    rasa: Rasa
    sender: str = field(default_factory=lambda: secrets.token_hex(16))
    asks: str | None = None

    def send(self, **body: Any) -> httpx.Response:
        """A message with fresh id; `metadata` adds to what the gateway always stamps."""
        metadata = {
            "message_id": secrets.token_hex(8),
            "locale": "en",
            "age_band": "teen",
            "council": None,
            "asks": self.asks,
            **body.pop("metadata", {}),
        }
        return self.rasa.post("message", {"sender": self.sender, "metadata": metadata, **body})

    def says(self, **body: Any) -> list[dict[str, Any]]:
        """Send it; gives the messages that came back."""
        response = self.send(**body)
        assert response.status_code == 200, response.text
        messages: list[dict[str, Any]] = response.json()["messages"]
        return messages


class _Actions(threading.Thread):
    """The action host in a thread of its own."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(daemon=True)
        self.port = free_port()
        self.server = uvicorn.Server(
            uvicorn.Config(app, "127.0.0.1", self.port, log_level="error", access_log=False)
        )

    def run(self) -> None:
        asyncio.run(self.server.serve())


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def needed(name: str) -> str:
    """A variable that `./heard test` sets."""
    value = os.environ.get(name)
    assert value, f"{name} is not set: run these tests by `./heard test tests/bot`"
    return value


@pytest.fixture(scope="session")
def _plan() -> PlanOfThree:
    return PlanOfThree()


@pytest.fixture(scope="session")
def rasa(_plan: PlanOfThree, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rasa]:
    """The one Rasa of the session."""
    secret = secrets.token_urlsafe(24)
    app = FastAPI()
    app.include_router(create_action_router(_plan, secret))
    actions = _Actions(app)
    actions.start()
    rasa = Rasa(
        python=needed("HEARD_TEST_RASA_PYTHON"),
        model=needed("HEARD_TEST_MODEL"),
        home=tmp_path_factory.mktemp("rasa"),
        secret=secret,
        actions_url=f"http://127.0.0.1:{actions.port}/webhook",
        port=free_port(),
    )
    rasa.start()
    yield rasa
    assert rasa.end() == 0
    actions.server.should_exit = True
    actions.join(10)


@pytest.fixture
def plan(_plan: PlanOfThree) -> Iterator[PlanOfThree]:
    """The backend behind the actions, as new."""
    _plan.moves.clear()
    _plan.place.clear()
    _plan.failing = False
    yield _plan
    _plan.failing = False


@pytest.fixture
def person(rasa: Rasa, plan: PlanOfThree) -> Conversation:
    """Somebody who has said nothing yet."""
    return Conversation(rasa)

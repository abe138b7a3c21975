"""Assistants that are run to be measured: ours as `./heard up` runs it, Rasa as it comes, and an echo.

All are talked to by the same client, on loopback, with texts of which none comes twice.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from prometheus_client.parser import text_string_to_metric_families

from backend.procedures import load
from launch import environments
from launch.place import ROOT, environment

STOCK = ROOT / "bench" / "stock"
SECONDS = 60
MONITOR = "what a monitor shows"
EPOCHS = 1
"""How often the stock bot goes through its texts: more would change what it learns, not its pace."""

ANSWERS: Mapping[str, str] = {
    "about_whom": "me",
    "role": "a young person",
    "age_band": "12 to 17",
    "council": "yes",
    "anything_else": "that's everything",
    "when_happened": "last week",
    "about": "skip",
    "wants_advocate": "yes please",
    "name": "Jay",
    "contact_method": "email",
    "contact_detail": "jay@example.com",
    "safe_to_contact": "yes it is safe",
    "check_answers": "yes send it",
}
"""What is typed where a question of ours has narrow answers; elsewhere it is a text of its own."""

COUNCIL = load().councils()[0].id
"""Any will do."""
IN_THE_FORM = 5
"""Questions of the stock bot's form, all of them open."""

WHO = ("my social worker", "the duty team", "her manager", "somebody at the office", "the new worker")
DID = ("never rang", "forgot", "did not write", "kept changing the day", "lost the papers", "was late")
ABOUT = ("about school", "about contact", "about my room", "before the meeting", "for my trip", "on the plan")
SINCE = ("since easter", "for three weeks", "again", "two times now", "all term", "since the move")
LEAST = ("and nobody said why", "and i asked nicely", "so i gave up", "which is not ok", "and i am fed up")
WHEN = (
    "today",
    "on monday",
    "last month",
    "in the summer",
    "twice",
    "at tea time",
    "by text",
    "on the phone",
)

OPENING = ("", "hi,", "please,", "sorry,", "ok so", "quick question,", "one thing,", "i wanted to ask,")
ASKED = (
    "what does an advocate do",
    "does an advocate cost anything",
    "how long do they have to answer",
    "what happens next",
    "what can i complain about",
    "what is stage two",
    "what is the ombudsman",
    "who will see what i write",
    "will my carer find out",
    "how long ago can it be",
    "are you a real person",
)
CLOSING = (
    "",
    "please",
    "thanks",
    "pls",
    "do you know",
    "actually",
    "though",
    "just asking",
    "not sure",
    "if i may ask",
    "in short",
    "in easy words",
    "my mate asked",
)


class Texts:
    """Texts of which none comes twice; may be drawn from by several threads."""

    def __init__(self) -> None:
        self._stories = _shuffled(WHO, DID, ABOUT, WHEN, SINCE, LEAST)
        self._questions = _shuffled(OPENING, ASKED, CLOSING)

    def story(self) -> str:
        """Something that happened."""
        return next(self._stories)

    def asking(self) -> str:
        """A question that needs no complaint, and begins none."""
        return next(self._questions)


def _shuffled(*parts: tuple[str, ...]) -> Iterator[str]:
    """All that the parts make together, in an order that is the same every time."""
    made = [" ".join(filter(None, chosen)) for chosen in itertools.product(*parts)]
    random.Random(4).shuffle(made)  # noqa: S311 - no secret
    return iter(made)


class NotYet(Exception):
    """It is there, and cannot answer."""


class Client:
    """One connection, kept open; milliseconds of each request are kept."""

    def __init__(self, port: int) -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        self.took: list[float] = []

    def post(self, path: str, body: object, **headers: str) -> Any:
        """Send JSON, get JSON; anything but the 200s is an error."""
        sent = json.dumps(body).encode()
        began = time.perf_counter()
        self._line.request("POST", path, sent, {"Content-Type": "application/json", **headers})
        answer = self._line.getresponse()
        got = answer.read()
        self.took.append((time.perf_counter() - began) * 1000)
        if answer.status >= 500:
            raise NotYet
        if answer.status >= 300:
            raise RuntimeError(f"{path} answered {answer.status}")
        return json.loads(got)


class OurTalk:
    """One conversation with ours, through the gateway, as the widget holds it."""

    def __init__(self, port: int, texts: Texts) -> None:
        self.client, self._texts, self._ids = Client(port), texts, itertools.count(1)
        begun = self.client.post("/api/chat/sessions", {"council": COUNCIL, "age_band": "teen"})
        self._bearer = f"Bearer {begun['token']}"
        self._last = begun["messages"][-1]
        self._sent = False
        self.client.took.clear()

    def say(self, text: str) -> None:
        """Type something; it is answered."""
        body = {"id": f"bench-{next(self._ids):06}", "text": text}
        said = self.client.post("/api/chat/messages", body, Authorization=self._bearer)["messages"]
        self._last, self._sent = said[-1], any(message["receipt"] for message in said)

    def begin(self) -> None:
        """Wish to complain."""
        self.say("I want to make a complaint")

    def answer(self) -> bool:
        """Answer the question that is asked; False once the complaint is sent."""
        self.say(ANSWERS.get(self._last["asks"]) or self._texts.story())
        return not self._sent

    def ask(self) -> None:
        """Ask something beside any complaint."""
        self.say(self._texts.asking())


class StockTalk:
    """One conversation with the stock bot, over its own channel."""

    def __init__(self, port: int, texts: Texts) -> None:
        self.client, self._texts = Client(port), texts
        self._sender, self._answered = f"bench-{os.urandom(8).hex()}", 0

    def say(self, text: str) -> None:
        """Type something; it is answered."""
        body = {"sender": self._sender, "message": text}
        if not self.client.post("/webhooks/rest/webhook", body):
            raise NotYet

    def begin(self) -> None:
        """Wish to complain."""
        self._answered = 0
        self.say("I want to make a complaint")

    def answer(self) -> bool:
        """Answer the question that is asked; False once the complaint is sent."""
        self.say(self._texts.story())
        self._answered += 1
        return self._answered < IN_THE_FORM

    def ask(self) -> None:
        """Ask something beside any complaint."""
        self.say(self._texts.asking())


Talk = OurTalk | StockTalk


@dataclass
class Talker:
    """An assistant that runs: how a conversation with it is begun, and its processes."""

    name: str
    port: int
    talk: Callable[[Texts], Talk]
    processes: list[int] = field(default_factory=list)

    def cpu(self) -> float:
        """Milliseconds of processor time of all its processes until now."""
        ticks = 0
        for process in self.processes:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks * 1000 / os.sysconf("SC_CLK_TCK")

    def megabytes(self, *processes: int) -> float:
        """Memory of these processes, or all: what each shares with others is counted in parts."""
        kilobytes = 0
        for process in processes or self.processes:
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
        return kilobytes / 1024


@contextmanager
def started(command: list[str], env: dict[str, str], cwd: Path, log: Path) -> Iterator[int]:
    """A process, ended with all it started; its number."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            env=env,
            cwd=cwd,
            stdout=out,
            stderr=out,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def answered(port: int, talk: Callable[[Texts], Talk], within: float = 180) -> None:
    """Return once a message is answered."""
    until = time.monotonic() + within
    while True:
        try:
            talk(Texts()).say("hello")
        except (OSError, NotYet):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def spent_in_parts(port: int) -> dict[str, float]:
    """Milliseconds that each part of ours, by its name, has taken in all until now, as it tells a monitor."""
    asked = Request(
        f"http://127.0.0.1:{port}/api/health/metrics", headers={"Authorization": f"Bearer {MONITOR}"}
    )
    with urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - our own, on loopback
        families = list(text_string_to_metric_families(answer.read().decode()))
    (parts,) = (family for family in families if family.name == "heard_part_seconds")
    return {
        sample.labels["part"]: sample.value * 1000
        for sample in parts.samples
        if sample.name == "heard_part_seconds_sum"
    }


@contextmanager
def ours(folder: Path) -> Iterator[Talker]:
    """Ours, as `./heard up` runs it, without the limits that would slow a load down."""
    port = free_port()
    env = environment(
        HEARD_HOME=str(folder), HEARD_PORT=str(port), HEARD_LIMITS="off", HEARD_METRICS_TOKEN=MONITOR
    )
    with started([str(ROOT / "heard"), "up"], env, ROOT, folder / "up.log") as launcher:
        talker = Talker("ours", port, lambda texts: OurTalk(port, texts))
        answered(port, talker.talk)
        parts = [int(file.read_text()) for file in (folder / "logs").glob("*.pid")]
        talker.processes = [launcher, *parts]
        yield talker


@contextmanager
def service(folder: Path) -> Iterator[int]:
    """What the stock bot's actions ask, and the echo; its port."""
    port = free_port()
    command = [str(environments.modern()), "-m", "uvicorn", "service:app", "--port", str(port)]
    quiet = ["--log-level", "error"]
    with started([*command, *quiet], environment(), STOCK, folder / "service.log"):
        until_listening(port)
        yield port


@contextmanager
def stock(folder: Path, service_port: int) -> Iterator[Talker]:
    """Rasa as it comes, with its action server; the first of its processes is Rasa itself."""
    python, model = environments.stocks(), environments.stock_bot(EPOCHS)
    port, actions = free_port(), free_port()
    env = environment(
        **environments.RASA_ENV,
        SERVICE_URL=f"http://127.0.0.1:{service_port}",
        ACTIONS_URL=f"http://127.0.0.1:{actions}/webhook",
        SANIC_HOST="127.0.0.1",
        TRACKER_FILE=str(folder / "tracker.db"),
    )
    bot = STOCK / "bot"
    rasa = [
        *(str(python.parent / "rasa"), "run", "--model", str(model), "--port", str(port), "-i", "127.0.0.1"),
        *("--endpoints", str(bot / "endpoints.yml"), "--credentials", str(bot / "credentials.yml")),
    ]
    serving = [str(python), "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions)]
    with started(serving, env, bot, folder / "actions.log") as acting:
        until_listening(actions)
        with started(rasa, env, folder, folder / "rasa.log") as talking:
            talker = Talker("stock", port, lambda texts: StockTalk(port, texts), [talking, acting])
            answered(port, talker.talk)
            yield talker


def until_listening(port: int, within: float = 60) -> None:
    """Return once somebody listens on a port."""
    until = time.monotonic() + within
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

"""`./heard chat`: the conversation in a terminal, through the gateway, in the words it gives.

A line is a message; a number is the choice beside it. An empty line sends again what got no answer.
The end of the input (Ctrl-D) leaves, and the conversation's words are deleted then.
"""

from __future__ import annotations

import json
import secrets
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO
from urllib.parse import urljoin

from launch.place import Trouble

ANSWERS_WITHIN = 30.0
"""Seconds; the gateway says something within half of it."""
ENDED = 401
NOT_TAKEN = 429
"""From this status on the gateway has not taken the message, and its id may be used again."""


@dataclass
class Conversation:
    """One chat with the gateway at `address`, written to `out`."""

    address: str
    out: TextIO
    token: str | None = None
    choices: list[dict[str, str]] = field(default_factory=list)
    unanswered: dict[str, str] | None = None
    """The message that got no answer; sent again under its id, it is one message."""

    def hold(self, arriving: Mapping[str, str], lines: Iterable[str]) -> int:
        """Open the chat, answer each line, and delete its words at the end; 1 if it could not go on."""
        status, opened = self._ask("POST", "sessions", dict(arriving))
        self._show(opened)
        if status != 201:
            return 1
        self._offer(opened)
        self.token = opened["token"]
        for line in lines:
            if self._say(line.strip()) == ENDED:
                return 1
        self._ask("DELETE", "sessions")
        return 0

    def _say(self, line: str) -> int:
        message = self._message(line) if line else self.unanswered
        if message is None:
            return 200
        status, answer = self._ask("POST", "messages", message)
        self._show(answer)
        self.unanswered = message if status >= NOT_TAKEN else None
        if self.unanswered is None:
            self._offer(answer)
        return status

    def _message(self, line: str) -> dict[str, str]:
        chosen = int(line) if line.isdecimal() else 0
        said = (
            {"choice": self.choices[chosen - 1]["id"]} if 0 < chosen <= len(self.choices) else {"text": line}
        )
        return {"id": secrets.token_hex(8), **said}

    def _show(self, answer: Mapping[str, Any]) -> None:
        """What was said, with links and receipts; of a refusal without words of its own, its detail."""
        messages = answer.get("messages") or []
        if not messages and answer.get("detail"):
            print(answer["detail"], file=self.out)
        for message in messages:
            print(f"\n{message['text']}", file=self.out)
            for link in message["links"]:
                print(f"  {link['title']}  {urljoin(self.address, link['href'])}", file=self.out)
            if receipt := message["receipt"]:
                print(f"\n  {receipt['reference']}\n  {receipt['key']}", file=self.out)

    def _offer(self, answer: Mapping[str, Any]) -> None:
        """The choices of the latest message, by number."""
        messages = answer.get("messages") or [{"choices": []}]
        self.choices = messages[-1]["choices"]
        for number, choice in enumerate(self.choices, 1):
            print(f"  {number:>2}  {choice['title']}", file=self.out)

    def _ask(self, method: str, what: str, body: dict[str, str] | None = None) -> tuple[int, dict[str, Any]]:
        """Status and answer; a refusal is an answer too. Raises `Trouble` where nobody answers."""
        headers = {"Content-Type": "application/json"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.address}/api/chat/{what}", data=data, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=ANSWERS_WITHIN) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as refused:
            return refused.code, json.loads(refused.read() or b"{}")
        except (OSError, ValueError) as silent:
            raise Trouble(f"Heard does not answer at {self.address}. Start it with ./heard up.") from silent


def chat(address: str, arriving: Mapping[str, str]) -> int:
    """Talk on this terminal until the input ends."""
    if sys.stdin.isatty():
        import readline  # noqa: F401 - gives `input` its keys where there is a terminal
    try:
        return Conversation(address, sys.stdout).hold(arriving, _typed())
    finally:
        print()


def _typed() -> Iterable[str]:
    """The lines of the input until it ends or is broken off."""
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            return

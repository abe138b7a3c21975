"""Somebody who uses Heard over HTTP alone, as a stranger's client does, and how they answer each question."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import httpx

STORY = "my social worker said she would ring me back and she never did. I told them three times."

ANSWERS: Mapping[str, str] = {
    "about_whom": "me",
    "role": "a young person",
    "age_band": "12 to 17",
    "council": "yes",
    "what_happened": STORY,
    "anything_else": "that's everything",
    "when_happened": "last week",
    "about": "skip",
    "desired_outcome": "I want a new social worker",
    "wants_advocate": "yes please",
    "name": "Jay",
    "contact_method": "email",
    "contact_detail": "jay@example.com",
    "safe_to_contact": "yes it is safe",
    "relationship": "skip",
    "child_name": "skip",
    "child_is": "looked after",
    "child_agrees": "yes",
    "check_answers": "yes send it",
}
"""What is typed in answer to each question, unless a test says otherwise."""

AS: Mapping[str, Mapping[str, str]] = {
    "young_person": {"role": "I am a child or young person"},
    "care_leaver": {"role": "I left care last year"},
    "parent": {"about_whom": "somebody else", "role": "I'm his mum"},
    "carer": {"about_whom": "somebody else", "role": "I am a foster carer", "relationship": "foster carer"},
    "advocate": {"about_whom": "somebody else", "role": "I am an advocate"},
    "other": {"about_whom": "somebody else", "role": "none of these", "relationship": "grandparent"},
}
"""How each role says who they are."""


class Visitor:
    """One conversation."""

    def __init__(self, address: str, **arriving: Any) -> None:
        self.http = httpx.Client(base_url=address, timeout=30)
        answer = self.http.post("/api/chat/sessions", json=arriving)
        answer.raise_for_status()
        self.token = answer.json()["token"]
        self.messages: list[dict[str, Any]] = answer.json()["messages"]
        self.asked: list[str] = []
        self._number = itertools.count(1)

    def send(self, **body: str) -> httpx.Response:
        """Post one message."""
        body = {"id": f"visitor-{next(self._number)}", **body}
        answer = self.http.post(
            "/api/chat/messages", json=body, headers={"Authorization": f"Bearer {self.token}"}
        )
        if "messages" in answer.json():
            self.messages = answer.json()["messages"]
        return answer

    def type(self, text: str) -> list[dict[str, Any]]:
        """Type something that is answered."""
        answer = self.send(text=text)
        assert answer.status_code == 200, answer.text
        return self.messages

    @property
    def asks(self) -> str | None:
        """What is being asked."""
        return self.messages[-1]["asks"]

    @property
    def text(self) -> str:
        """Everything of the latest answer."""
        return "\n".join(message["text"] for message in self.messages)

    @property
    def receipt(self) -> dict[str, str] | None:
        """The receipt in the latest answer."""
        return next((m["receipt"] for m in self.messages if m["receipt"]), None)

    def answer_all(self, answers: Mapping[str, str], until: str | None = None) -> None:
        """Answer every question as it comes, by typing, until `until` is asked or a receipt is there."""
        for _ in range(40):
            if self.receipt or self.asks == until:
                return
            asked = self.asks
            assert asked is not None, f"nothing is asked after {self.asked}: {self.text}"
            self.asked.append(asked)
            assert asked in answers, f"{asked} after {self.asked}: {self.text}"
            self.type(answers[asked])
        raise AssertionError(f"no end in sight: {self.asked}")

    def complain(self, role: str = "young_person", **answers: str) -> dict[str, str]:
        """A whole complaint; gives the receipt."""
        self.type("I want to make a complaint")
        self.answer_all({**ANSWERS, **AS[role], **answers})
        assert self.receipt is not None
        return self.receipt


def track(address: str, receipt: Mapping[str, str]) -> dict[str, Any]:
    """The case a receipt opens."""
    answer = httpx.post(
        f"{address}/api/cases/track",
        json={"reference": receipt["reference"], "key": receipt["key"]},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())

"""A person at the gateway, and a stand-in for Rasa that follows the same rules without a model."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from itertools import repeat
from typing import Any

import anyio
import httpx
from anyio import to_thread

from backend.chat.message import CLAIM_LASTS
from backend.chat.rasa import Answer, Rasa, RasaSilent
from backend.chat.tokens import token_hash
from backend.clock import later
from backend.journeys.information import INFORMATION
from backend.safety import Tier
from backend.services import conversation
from backend.services.conversation import Heard
from backend.services.deciding import JOURNEY_OF
from backend.services.installation import Installation


def claimed(inst: Installation, token: str, name: str) -> bool:
    """Whether a request of this name got the conversation, as a message's first step takes it."""
    now = inst.clock.now()
    with inst.store.begin() as tx:
        session = tx.sessions.by_token(token_hash(token))
        return session is not None and tx.sessions.claim(session.id, name, now, later(now, CLAIM_LASTS))


class StandInRasa(Rasa):
    """Follows the rules of bot/data with intents a test names; can be down, slow, mute or broken."""

    def __init__(self, inst: Installation) -> None:
        super().__init__("http://rasa", "inner", httpx.MockTransport(lambda _: httpx.Response(500)))
        self._inst = inst
        self.begin_again()

    def begin_again(self) -> None:
        """As it is at first: it knows no text, and answers at once."""
        self.means: dict[str, str] = {}
        self.down = False
        self.listens_for_ever = False
        self.hears_both = False
        """Whether the model speaks of harm even where a concern is to be taken as the answer."""
        self.sure_of_no_harm: set[str] = set()
        self.fails_after_deciding = False
        self.breaks: BaseException | None = None
        self.waits = anyio.Event()
        self.waits.set()
        self.asked = anyio.Event()
        self.got: list[dict[str, Any]] = []
        self.forgotten: list[str] = []

    async def say(self, sender: str, message: Mapping[str, str], metadata: Mapping[str, Any]) -> Answer:
        self.got.append({**message, "metadata": dict(metadata)})
        self.asked.set()
        await self.waits.wait()
        if self.breaks is not None:
            raise self.breaks
        if self.down:
            raise RasaSilent("down")
        if message.get("intent") == "safeguarding_disclosure":
            return Answer([{"say": "safety.model"}], "safeguarding_disclosure", 1.0)
        intent = message.get("intent") or self.means.get(message["text"], "nlu_fallback")
        heard = intent in ("safeguarding_disclosure", "self_harm_or_suicide")
        if heard and (self.hears_both or not metadata["take_as_answer"]):
            return Answer([{"say": "safety.model"}], intent, 0.9, self._harm(intent))
        message_heard = Heard(sender, str(metadata["message_id"]), intent, 0.9)
        reply = await to_thread.run_sync(self._decide, message_heard, metadata["asks"])
        if self.fails_after_deciding:
            raise RasaSilent("lost on the way")
        messages = [*reply["messages"], *([{"ask": reply["question"]}] if reply["question"] else [])]
        return Answer(messages, intent, 0.9, self._harm(intent), message.get("text") in self.sure_of_no_harm)

    async def hear(self, text: str) -> Tier:
        if self.down:
            raise RasaSilent("down")
        if self.listens_for_ever:
            await anyio.sleep_forever()
        return self._harm(self.means.get(text, "nlu_fallback"))

    @staticmethod
    def _harm(intent: str) -> Tier:
        harm: dict[str, Tier] = {"self_harm_or_suicide": "urgent", "safeguarding_disclosure": "concern"}
        return harm.get(intent, "none")

    async def forget(self, sender: str) -> None:
        if self.down:
            raise RasaSilent("down")
        self.forgotten.append(sender)

    async def ready(self) -> bool:
        return not self.down

    def _decide(self, heard: Heard, asks: str | None) -> dict[str, Any]:
        if asks is not None:
            reply = conversation.step(self._inst, heard)
            return reply if reply["handled"] else conversation.answer(self._inst, heard)
        if heard.intent in JOURNEY_OF or heard.intent in ("resume", "start"):
            return conversation.begin(self._inst, heard)
        if heard.intent in INFORMATION:
            return conversation.answer(self._inst, heard)
        return conversation.unsure(self._inst, heard)


class Person:
    """Talks through the public API alone, as a stranger's client would."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.messages: list[dict[str, Any]] = []
        self._number = itertools.count(1)
        self.token = ""

    async def arrive(self, **body: Any) -> httpx.Response:
        """Open a chat."""
        answer = await self.http.post("/api/chat/sessions", json=body)
        if answer.status_code == 201:
            self.token = answer.json()["token"]
            self.messages = answer.json()["messages"]
        return answer

    async def send(self, **body: Any) -> httpx.Response:
        """Post a message as it is given, an id made where there is none."""
        body = {"id": f"message-{next(self._number)}", **body}
        answer = await self.http.post("/api/chat/messages", json=body, headers=self.bearer)
        if answer.status_code in (200, 409, 429, 503) and "messages" in answer.json():
            self.messages = answer.json()["messages"]
        return answer

    async def type(self, text: str) -> list[dict[str, Any]]:
        """Type something; gives what was answered."""
        answer = await self.send(text=text)
        assert answer.status_code == 200, answer.text
        return self.messages

    async def press(self, *titles: str) -> list[dict[str, Any]]:
        """Press one button after the other, by (the beginning of) its title."""
        for title in titles:
            found = [c for c in self.last["choices"] if c["title"].lower().startswith(title.lower())]
            assert found, f"no button {title!r} among {[c['title'] for c in self.last['choices']]}"
            answer = await self.send(choice=found[0]["id"])
            assert answer.status_code == 200, answer.text
        return self.messages

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def last(self) -> dict[str, Any]:
        """The latest message."""
        return self.messages[-1]

    @property
    def asks(self) -> str | None:
        """What is being asked."""
        return self.last["asks"]

    @property
    def receipt(self) -> dict[str, str] | None:
        """The receipt among the latest messages."""
        return next((m["receipt"] for m in self.messages if m["receipt"]), None)

    def said(self) -> list[str]:
        """The keys of the latest messages."""
        return [m["say"] for m in self.messages]


def asked_of(inst: Installation, token: str) -> str | None:
    """What a conversation asks now; None where it asks nothing, or is over."""
    with inst.store.read() as tx:
        session = tx.sessions.by_token(token_hash(token))
    last = session.state.get("last") if session else None
    return str(last["asks"]) if last and last.get("asks") else None


ANSWERS: Mapping[str, str] = {
    "about_whom": "me",
    "role": "young person",
    "age_band": "13",
    "council": "yes",
    "what_happened": "she never came",
    "anything_else": "no",
}
"""What is typed up to a question; whatever comes later is left out."""


async def up_to(person: Person, question: str | None) -> None:
    """Answer everything until this is asked, or until nothing is."""
    for _ in repeat(None, 30):
        if person.asks == question:
            return
        await person.type(ANSWERS.get(str(person.asks), "yes" if person.asks == "check_answers" else "skip"))
    raise AssertionError(f"never asked: {question}; stands at {person.asks}")

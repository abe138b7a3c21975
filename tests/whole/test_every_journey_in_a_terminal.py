"""Every journey on a case, one after another in one terminal, with a repair at each question.

The client, the gateway, Rasa's form and the trained model carry what tests/journeys/test_walk.py walks.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import httpx

from launch.chat import Conversation
from tests.whole.running import Running
from tests.whole.visiting import ANSWERS, AS, track

ANSWER: Mapping[str, str] = {
    **ANSWERS,
    **AS["young_person"],
    "wants_advocate": "no",
    "advocate_wishes": "a woman please",
    "decision": "they want to move me to another town",
    "happens_on": "next friday",
    "contact_method": "text",
    "contact_detail": "07700 900123",
    "not_to": "skip",
    "neutral": "yes",
    "information": "she did not come again today",
    "message": "please tell me who reads this",
    "talk_about": "how we go on",
    "go_straight": "yes",
    "escalation_reason": "she never listens to me",
    "withdraw_reason": "skip",
    "asked_to_stop": "no",
    "confirm_withdraw": "stop it",
    "confirm_reinstate": "yes",
}
WISHES = (
    ("i want to make a complaint", "complaint.sent"),
    ("can i have an advocate", "advocate.done_request"),
    ("please make them wait before they move me", "pause.done"),
    ("i want to change how you contact me", "contact.done_change"),
    ("i want to add something", "write.done_information"),
    ("can i write to the team", "write.done_message"),
    ("could we have mediation", "talk.done_mediation"),
    ("i want to go to stage 2", "escalate.done_straight"),
    ("i want to withdraw my complaint", "withdraw.done"),
    ("go on with it after all", "withdraw.reinstated"),
)
"""What is typed where nothing is asked, and what is said once it is done."""
REPAIRS = ("why do you ask?", "who sees this?", "what is an advocate?", "?", "fuck off", "say that again")
MOST = 25
"""No journey has so many questions."""


@dataclass
class AtATerminal:
    """Somebody at the terminal, who looks at what was asked before they type."""

    conversation: Conversation
    repaired: list[str] = field(default_factory=list)

    def messages(self) -> list[dict[str, Any]]:
        """Everything said so far."""
        told = httpx.get(
            f"{self.conversation.address}/api/chat/messages",
            headers={"Authorization": f"Bearer {self.conversation.token}"},
            timeout=30,
        )
        return list(told.json()["messages"])

    def lines(self) -> Iterator[str]:
        """Wish after wish, each to its end."""
        repairs = cycle(REPAIRS)
        for wish, done in WISHES:
            yield wish
            for _ in range(MOST):
                now = self.messages()
                if done in {message["say"] for message in now} and now[-1]["asks"] is None:
                    break
                asked = now[-1]["asks"]
                assert asked is not None, (wish, now[-1]["text"])
                yield next(repairs)
                assert self.messages()[-1]["asks"] == asked, (wish, asked)
                self.repaired.append(asked)
                yield ANSWER[asked]
            else:
                raise AssertionError(f"no end in sight of {wish!r}: {self.repaired}")


def test_each_is_finished_and_no_repair_loses_its_place(heard: Running) -> None:
    out = io.StringIO()
    conversation = Conversation(heard.address, out)
    somebody = AtATerminal(conversation)
    assert conversation.hold({"council": "rutland"}, somebody.lines()) == 0
    assert len(set(somebody.repaired)) > len(WISHES)
    reference, key = out.getvalue().split("\n\n  ")[1].split()[:2]
    case = track(heard.address, {"reference": reference, "key": key})
    assert (case["status"], case["stage"]) == ("open", 2)
    assert case["advocate"]["requested_on"]
    assert len(case["messages"]) >= 1

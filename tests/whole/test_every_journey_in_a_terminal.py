"""Every journey on a case, one after another in one terminal, with a repair at each question the first time.

The client, the gateway, Rasa's form and the trained model carry what tests/journeys/test_walk.py walks.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

import httpx

from launch.chat import Conversation
from tests.conversations.team import Team
from tests.journeys.worlds import A_LONG_STORY
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
    "information": "the visit was cancelled again today",
    "message": "please tell me who reads this",
    "talk_about": "how we go on",
    "go_straight": "yes",
    "escalation_reason": "she never listens to me",
    "withdraw_reason": "skip",
    "asked_to_stop": "no",
    "confirm_withdraw": "stop it",
    "confirm_reinstate": "yes",
    "got_worse": "they shout at me since i complained",
    "panel_statement": "I kept a list of every date",
    "which_points": "all of it",
    "about_which": "the one about my social worker",
    "when_made": "last month",
}
Wish = tuple[str, str, Mapping[str, str]]
WISHES: tuple[Wish, ...] = (
    ("i want to make a complaint", "complaint.sent", {}),
    ("can i have an advocate", "advocate.done_request", {}),
    ("(the team notes advocate_appointed)", "", {}),
    ("i want a different advocate", "advocate.done_change", {"advocate_ask": "a different one"}),
    ("i dont want an advocate any more", "advocate.done_stop", {}),
    ("please make them wait before they move me", "pause.done", {}),
    ("i want to change how you contact me", "contact.done_change", {}),
    ("i want to add something", "write.done_information", {}),
    ("can i write to the team", "write.done_message", {}),
    ("could we have mediation", "talk.done_mediation", {}),
    ("they are late for every visit since i complained", "write.done_got_worse", {}),
    ("(the team notes stage1_responded)", "", {}),
    ("i want to go to stage 2", "escalate.done_stage2", {}),
    ("(the team notes stage2_responded)", "", {}),
    ("i want to go to stage 3", "escalate.done_stage3", {}),
    ("can i write to the panel", "write.done_panel_statement", {}),
    ("i want to withdraw my complaint", "withdraw.done", {}),
    ("go on with it after all", "withdraw.reinstated", {}),
)
"""What is typed where nothing is asked, what is said once it is done, and the answers it has of its own."""
OF_SEVERAL_POINTS: tuple[Wish, ...] = (
    (
        "i want to make a complaint",
        "complaint.sent",
        {"what_happened": A_LONG_STORY, "points": "yes", "point_outcome": "an answer", **AS["parent"]},
    ),
    ("i want to withdraw one point", "withdraw.done_part", {"which_points": "number 1"}),
    ("i want to go straight to stage 2", "escalate.done_straight", {}),
    ("i need a new key", "earlier.sent", {"wish": "a new key", "contact_method": "email"}),
)
REPAIRS = ("why do you ask?", "who sees this?", "what is an advocate?", "?", "fuck off", "say that again")
MOST = 25
"""No journey has so many questions."""


@dataclass
class AtATerminal:
    """Somebody at the terminal, who looks at what was asked before they type."""

    conversation: Conversation
    team: Team
    wishes: tuple[Wish, ...]
    repaired: list[str] = field(default_factory=list)

    def messages(self) -> list[dict[str, Any]]:
        """Everything said so far."""
        told = httpx.get(
            f"{self.conversation.address}/api/chat/messages",
            headers={"Authorization": f"Bearer {self.conversation.token}"},
            timeout=30,
        )
        return list(told.json()["messages"])

    @property
    def reference(self) -> str:
        """That of the first receipt."""
        return next(message["receipt"]["reference"] for message in self.messages() if message["receipt"])

    def lines(self) -> Iterator[str]:
        """Wish after wish, each to its end."""
        repairs = cycle(REPAIRS)
        for wish, done, answers in self.wishes:
            if noted := re.fullmatch(r"\(the team notes (.+)\)", wish):
                self.team.notes(self.reference, noted[1])
                continue
            yield wish
            for _ in range(MOST):
                now = self.messages()
                if done in {message["say"] for message in now} and now[-1]["asks"] is None:
                    break
                asked = now[-1]["asks"]
                assert asked is not None, (wish, now[-1]["text"])
                if asked not in self.repaired:
                    yield next(repairs)
                    assert self.messages()[-1]["asks"] == asked, (wish, asked)
                    self.repaired.append(asked)
                yield {**ANSWER, **answers}[asked]
            else:
                raise AssertionError(f"no end in sight of {wish!r}: {self.repaired}")


def test_each_is_finished_and_no_repair_loses_its_place(heard: Running, team: Team) -> None:
    out = io.StringIO()
    conversation = Conversation(heard.address, out)
    somebody = AtATerminal(conversation, team, WISHES)
    assert conversation.hold({"council": "rutland"}, somebody.lines()) == 0
    assert len(set(somebody.repaired)) > len(WISHES)
    reference, key = out.getvalue().split("\n\n  ")[1].split()[:2]
    case = track(heard.address, {"reference": reference, "key": key})
    assert (case["status"], case["stage"]) == ("open", 3)
    assert case["advocate"]["wanted"] == "no"
    assert len(case["messages"]) >= 1


def test_one_point_is_taken_back_and_a_new_key_asked_for(heard: Running, team: Team) -> None:
    out = io.StringIO()
    conversation = Conversation(heard.address, out)
    somebody = AtATerminal(conversation, team, OF_SEVERAL_POINTS)
    assert conversation.hold({"council": "sefton"}, somebody.lines()) == 0
    reference, key = out.getvalue().split("\n\n  ")[1].split()[:2]
    case = track(heard.address, {"reference": reference, "key": key})
    points = [point["status"] for point in case["complaint"]["points"]]
    assert (case["status"], points[0], set(points[1:])) == ("open", "withdrawn", {"open"})

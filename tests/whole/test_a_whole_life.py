"""One complaint's whole life by the real model: the person in the chat, the team at its desk, to the end.

All of it happens on one day; the days in between are lived in `tests/telling/test_whole_lives_together.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from tests.conversations.team import Team
from tests.telling.test_whole_lives_together import as_told
from tests.whole.running import Running
from tests.whole.visiting import Visitor, track

COUNCIL = "sefton"
SAYS: Mapping[str, str] = {
    "escalation_reason": "nobody has asked me what I think",
    "escalation_points": "all of it",
    "withdraw_reason": "skip",
    "desired_outcome": "skip",
    "check_answers": "yes",
}


@dataclass
class Life:
    """A case, and both who live it."""

    heard: Running
    team: Team
    receipt: Mapping[str, str]

    def comes_back(self) -> Visitor:
        return Visitor(self.heard.address, reference=self.receipt["reference"], key=self.receipt["key"])

    def wishes(self, text: str, done: str, **answers: str) -> Visitor:
        """Something asked for in the chat, to the sentence that says it is done."""
        visitor = self.comes_back()
        visitor.type(text)
        for _ in range(12):
            if any(message["say"].startswith(done) for message in visitor.messages):
                self.holds()
                return visitor
            visitor.type({**SAYS, **answers}.get(str(visitor.asks), "skip"))
        raise AssertionError(f"it asks {visitor.asks}: {visitor.text}")

    def records(self, *kinds: str, **data: Any) -> None:
        for kind in kinds:
            self.team.notes(self.receipt["reference"], kind, **data)
        self.holds()

    def holds(self) -> None:
        """Stage, status and every date are those that anybody is told who asks for such a life."""
        person, team = track(self.heard.address, self.receipt), self.team.sees(self.receipt["reference"])
        asked = {
            "council": COUNCIL,
            "events": [as_told(event) for event in team["events"]],
            "as_of": team["received_on"],
            "happened_on": person["complaint"]["when_happened"]["to"],
        }
        anybody = httpx.post(f"{self.heard.address}/api/timeline", json=asked, timeout=30).json()
        for part in ("stage", "status", "deadlines"):
            assert person[part] == team[part] == anybody[part], part

    @property
    def stands(self) -> tuple[int, str]:
        case = track(self.heard.address, self.receipt)
        return case["stage"], case["status"]


def test_a_whole_life_by_the_real_model(heard: Running, team: Team) -> None:
    life = Life(heard, team, Visitor(heard.address, council=COUNCIL).complain("young_person"))
    life.records("acknowledged", "accepted")
    life.records("stage1_responded", outcomes=[{"point": 1, "outcome": "not_upheld"}])
    assert life.stands == (1, "answered")

    life.wishes("I'm not happy with that, I want to go to stage 2", "escalate.done")
    life.records("stage2_acknowledged", "investigator_appointed", "independent_person_appointed")
    life.records("statement_agreed", signed=True, version=1)
    assert life.stands == (2, "open")

    visitor = life.wishes("please stop my complaint", "withdraw.done", confirm_withdraw="yes, stop it")
    assert life.stands == (2, "withdrawn")
    offered = visitor.messages[-1]["choices"]
    visitor.send(choice=next(one["id"] for one in offered if one["title"].startswith("Go on with it")))
    visitor.type("yes")
    life.holds()
    assert life.stands == (2, "open"), visitor.text

    life.records("stage2_reported")
    life.records("stage2_responded", outcomes=[{"point": 1, "outcome": "partly_upheld"}])
    life.wishes("I want a panel to look at it", "escalate.done")
    life.records("stage3_acknowledged")
    life.records("panel_arranged", panel_on=track(heard.address, life.receipt)["received_on"])
    life.records("panel_papers_sent", "panel_held", "panel_reported", "stage3_responded")
    assert life.stands == (3, "answered")
    life.records("closed", reason="All three stages are over.")
    assert life.stands == (3, "closed")

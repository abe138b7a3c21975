"""A whole life for each council, lived by the person in the chat and the team at its desk, day by day.

At every step the dates that both are shown are those `/api/timeline` gives anybody, and every piece of news
has reached the person once, the way they said is safe, in their own voice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest

from backend.cases.history import history
from backend.services import complaints, notices
from tests.chat.talking import StandInRasa
from tests.staff.office import Colleague
from tests.telling.night import Night
from tests.telling.test_the_person_is_told import ARI

MOBILE = "07700900222"
AGES = {"child": "9", "teen": "13", "adult": "19"}


class Reader(NamedTuple):
    """In whose voice, and by which way, somebody is told."""

    band: str
    way: str


READERS = {
    "somerset": Reader("child", "email"),
    "surrey": Reader("teen", "email"),
    "bexley": Reader("adult", "email"),
    "sefton": Reader("teen", "email"),
    "rutland": Reader("adult", "text"),
}
"""Each council's whole life, and between them every voice and both ways that need no paper."""
TEAM = "complaints@council.example"
MEANS = {
    "i want to complain": "make_complaint",
    "i want to go to stage 2": "escalate_complaint",
    "i want a panel": "escalate_complaint",
    "stop my complaint": "withdraw_complaint",
    "where is my complaint": "track_complaint",
}
ANSWERS = {
    "about_whom": "me",
    "role": "young person",
    "age_band": "13",
    "council": "yes",
    "what_happened": "she never came",
    "anything_else": "no",
    "wants_advocate": "yes",
    "contact_method": "email",
    "contact_detail": ARI,
    "safe_to_contact": "yes",
    "check_answers": "yes",
}
IN_A_TIMELINE = (
    "until",
    "route",
    "points",
    "panel_on",
    "outcomes",
    "skip_stage1",
    "oral",
    "signed",
    "version",
)
LISTED = ("stage1_extended", "stage2_extended", "stage3_extended", "put_on_hold")


@dataclass
class InTheChat:
    """One conversation, by the public address alone."""

    night: Night
    token: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    sent: int = 0

    def arrives(self, **body: Any) -> None:
        answer = self.night.office.http.post("/api/chat/sessions", json=body)
        assert answer.status_code == 201, answer.text
        self.token, self.messages = answer.json()["token"], answer.json()["messages"]

    def types(self, text: str) -> None:
        self._sends({"text": text})

    def presses(self, begins: str) -> None:
        choices = self.messages[-1]["choices"]
        chosen = next((one for one in choices if one["title"].lower().startswith(begins.lower())), None)
        assert chosen is not None, choices
        self._sends({"choice": chosen["id"]})

    def _sends(self, body: dict[str, str]) -> None:
        self.sent += 1
        answer = self.night.office.http.post(
            "/api/chat/messages",
            json={"id": f"message-{self.sent}", **body},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        assert answer.status_code == 200, answer.text
        self.messages = answer.json()["messages"]

    @property
    def asks(self) -> str | None:
        return self.messages[-1]["asks"] if self.messages else None

    def answers_until(self, done: Callable[[], bool], **answers: str) -> None:
        """Answer what is asked, leaving out what nothing is known of."""
        for _ in range(40):
            if done():
                return
            self.types({**ANSWERS, **answers}.get(str(self.asks), "skip"))
        raise AssertionError(f"it never ended; it asks {self.asks}: {self.messages[-1]['text']}")

    def said(self) -> list[str]:
        return [message["say"] for message in self.messages]


@dataclass
class Life:
    """One complaint: its person with reference and key, and the officer who moves it."""

    night: Night
    officer: Colleague
    council: str
    reader: Reader
    reference: str = ""
    key: str = ""
    told: int = 0

    def begins(self) -> None:
        chat = InTheChat(self.night)
        chat.arrives(council=self.council)
        chat.types("i want to complain")
        found: list[dict[str, str]] = []

        def has_receipt() -> bool:
            found.extend(one["receipt"] for one in chat.messages if one["receipt"])
            return bool(found)

        to = {"email": ARI, "text": MOBILE}[self.reader.way]
        said = {"age_band": AGES[self.reader.band], "contact_method": self.reader.way, "contact_detail": to}
        chat.answers_until(has_receipt, **said)
        self.reference, self.key = found[0]["reference"], found[0]["key"]
        self.holds()

    def comes_back(self) -> InTheChat:
        chat = InTheChat(self.night)
        chat.arrives(reference=self.reference, key=self.key)
        return chat

    def records(self, day: str, kind: str, **data: Any) -> None:
        self.goes_to(day)
        self.officer.records(self.reference, kind, **data)
        self.holds()

    def goes_to(self, day: str) -> None:
        """Every morning in between, as the worker lives them."""
        self.night.office.go_to(day)
        self.night.work()

    def wishes(self, day: str, text: str, until: str, **answers: str) -> None:
        """Something asked for in the chat, to the sentence that says it is done."""
        self.goes_to(day)
        chat = self.comes_back()
        chat.types(text)
        chat.answers_until(lambda: any(one.startswith(until) for one in chat.said()), **answers)
        self.holds()

    def seen_by_the_team(self) -> dict[str, Any]:
        return dict(self.officer.get(f"/cases/{self.reference}").json())

    def holds(self) -> None:
        """The dates are the timeline's on both sides, and what is new was told once, in the right words."""
        self.night.work()
        self._the_same_dates()
        self._told_once()

    def _the_same_dates(self) -> None:
        team = self.seen_by_the_team()
        asked = {
            "council": self.council,
            "events": [as_told(event) for event in team["events"]],
            "as_of": self.night.inst.today().isoformat(),
        }
        anybody = self.night.office.http.post("/api/timeline", json=asked)
        assert anybody.status_code == 200, anybody.text
        pair = {"reference": self.reference, "key": self.key}
        person = self.night.office.http.post("/api/cases/track", json=pair).json()
        for part in ("stage", "status", "deadlines"):
            assert team[part] == person[part] == anybody.json()[part], part
        assert team["options"] == anybody.json()["options"]

    def _told_once(self) -> None:
        with self.night.inst.store.read() as tx:
            row = tx.cases.by_reference(self.reference)
            assert row is not None
            case = complaints.require(self.night.inst, tx, row.id)
        news = [event for event in case.events if event.kind in notices.NEWS]
        late = [one for one in case.file if one.kind == "fell_due"]
        texts = self._got()
        assert len(texts) == len(news) + len(late)
        assert all(self.reference in text for text in texts)
        assert "she never came" not in " ".join(texts)
        if self.reader.way == "text":
            href = f"{self.night.inst.address}/case"
            assert set(texts) <= {self._said("letters.text", reference=self.reference, href=href)}
            return
        for event in news:
            what = history([complaints.as_event(event)])[0].what
            words = self._said(what.key, **what.facts)
            assert [text for text in texts if words in text], (event.kind, words)

    def _got(self) -> list[str]:
        """Everything that came to the person, subject and words as one."""
        if self.reader.way == "text":
            return [" ".join(text.split()) for text in self.night.notify.to(MOBILE)]
        box = self.night.mail.mailbox(ARI)
        return [" ".join(f"{mail['Subject']} {mail.get_content()}".split()) for mail in box]

    def _said(self, key: str, **facts: object) -> str:
        """A sentence as this reader is spoken to."""
        return " ".join(self.night.inst.wording.render(key, facts, "en", self.reader.band).text.split())

    def sent_since(self) -> int:
        """What came since this was last asked."""
        now, before = len(self._got()), self.told
        self.told = now
        return now - before


def as_told(event: dict[str, Any]) -> dict[str, Any]:
    """A stored event as anybody could send it to `/api/timeline`."""
    data = {name: event["data"][name] for name in IN_A_TIMELINE if name in event["data"]}
    if event["kind"] in LISTED:
        data["reason"] = event["data"]["reason"]
    elif event["kind"] in ("closed", "declined"):
        data["reason"] = "told in words"
    return {"kind": event["kind"], "on": event["on"], **data}


@pytest.mark.parametrize("council", READERS)
def test_a_whole_life_in_the_chat_and_at_the_desk(quick: Night, council: str) -> None:
    quick.fill_in({"team": TEAM}, council)
    quick.office.go_to("2025-03-03")
    assert isinstance(quick.rasa, StandInRasa)
    quick.rasa.means.update(MEANS)
    life = Life(
        quick, quick.office.colleague("officer", "manager", council=council), council, READERS[council]
    )
    life.begins()
    assert life.sent_since() == 0, "who has just sent it need not be told so"

    life.records("2025-03-04", "acknowledged", who="Jo Field")
    life.records("2025-03-04", "accepted")
    life.records("2025-03-07", "advocate_appointed", who="An advocate", external=True)
    assert life.sent_since() == 3
    life.records("2025-03-14", "stage1_extended", reason="complex", until="2025-03-28")
    assert life.sent_since() == 1

    life.goes_to("2025-03-31")
    life.holds()
    assert life.sent_since() == 1, "that it is late, on the working day after"
    chat = life.comes_back()
    chat.types("where is my complaint")
    assert chat.messages, "where it is, though it is late"
    late = {one["clock"]: one["state"] for one in life.seen_by_the_team()["deadlines"]}
    assert late["stage1_response"] == "missed"
    life.goes_to("2025-04-01")
    life.holds()
    assert life.sent_since() == 1, "that the longest time there is has passed too"
    life.goes_to("2025-04-02")
    life.holds()
    assert life.sent_since() == 0, "and nothing more the next day"

    outcomes = [{"point": 1, "outcome": "partly_upheld", "action": "We will ring each week."}]
    life.records("2025-04-02", "stage1_responded", outcomes=outcomes)
    assert life.sent_since() == 1
    life.wishes("2025-04-10", "i want to go to stage 2", "escalate.done", escalation_reason="no one asked me")
    life.records("2025-04-11", "stage2_acknowledged")
    life.records("2025-04-14", "investigator_appointed", who="An investigator")
    life.records("2025-04-14", "independent_person_appointed", who="Somebody independent")
    life.records("2025-04-22", "statement_agreed", signed=True, version=2)

    life.goes_to("2025-04-24")
    chat = life.comes_back()
    chat.types("stop my complaint")
    chat.answers_until(lambda: chat.asks == "confirm_withdraw")
    chat.presses("stop it")
    life.holds()
    assert life.seen_by_the_team()["status"] == "withdrawn"
    chat.presses("go on with it after all")
    chat.types("yes")
    life.holds()
    assert life.seen_by_the_team()["status"] == "open"

    life.records("2025-05-12", "stage2_extended", reason="complex", until="2025-06-27")
    life.records("2025-06-20", "stage2_reported")
    life.records("2025-07-02", "stage2_responded", outcomes=[{"point": 1, "outcome": "not_upheld"}])
    life.wishes("2025-07-15", "i want a panel", "escalate.done", escalation_reason="nobody read it")
    life.records("2025-07-16", "stage3_acknowledged")
    life.records("2025-07-21", "panel_arranged", panel_on="2025-08-27")
    life.records("2025-08-11", "panel_papers_sent")
    life.records("2025-08-27", "panel_held")
    life.records("2025-09-03", "panel_reported")
    life.records("2025-09-30", "stage3_responded")
    life.records("2025-10-13", "referred_to_ombudsman")
    life.records("2025-11-10", "closed", reason="The Ombudsman has decided.")

    auditor = quick.office.colleague("auditor", council=council)
    assert auditor.get("/audit/verify").json()["whole"] is True
    assert set(quick.got()) == {ARI if life.reader.way == "email" else MOBILE, TEAM}

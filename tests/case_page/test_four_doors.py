"""The case page, the chat, the staff side and the API tell the same at every point of whole lives.

At each step of each life, at each council, all are opened on the same day, and what they say is held
against each other: where it is, every date with its state and its why, what can be asked for and what
cannot, and what has happened. So is what the team sees on its page. The stateless timeline, given the
events alone, must come to the same. At each step of the longest life page and API are read in every voice.
The voice of the chat and of the team's API goes round from step to step and from council to council, and
so does every voice in the other lives.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from datetime import date
from html import unescape
from itertools import count
from typing import Any, NamedTuple

import pytest

from backend.api.casepage.forms import FORMS
from backend.staff.console import cookie
from backend.wording import BANDS
from tests.acts.people import Person
from tests.installed import wording
from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing, Seen

COUNCILS = ("somerset", "surrey", "bexley", "sefton", "rutland")


class Step(NamedTuple):
    """A day of a life: what the team records, or what the person does at the page; None: a look."""

    on: str
    kind: str | None
    data: dict[str, Any]


class Wish(NamedTuple):
    """Done by the person, by a form of the case page: the form, and what is filled in."""

    form: str
    filled: dict[str, str]


EXTENSION = {"reason": "complex"}
WISHES = {
    "advocate_requested": Wish("request_advocate", {"for": "me"}),
    "information_added": Wish("add_information", {"text": "Late, and still no answer."}),
    "stage2_requested": Wish("ask_for_stage2", {"text": "The letter does not answer me."}),
    "stage3_requested": Wish("ask_for_stage3", {}),
    "withdrawn": Wish("withdraw", {"pressed": "no"}),
    "reinstated": Wish("reinstate", {}),
}

TO_THE_OMBUDSMAN = (
    Step("2025-03-05", "acknowledged", {}),
    Step("2025-03-05", "accepted", {}),
    Step("2025-03-06", "advocate_requested", {}),
    Step("2025-03-07", "advocate_appointed", {"who": "An advocate", "external": True}),
    Step("2025-03-11", "put_on_hold", {"reason": "proceedings"}),
    Step("2025-03-13", "resumed", {}),
    Step("2025-03-14", "stage1_extended", {**EXTENSION, "until": "2025-03-28"}),
    Step("2025-03-28", "stage1_responded", {"outcomes": [{"point": "1", "outcome": "partly_upheld"}]}),
    Step("2025-04-10", "stage2_requested", {}),
    Step("2025-04-11", "stage2_acknowledged", {}),
    Step("2025-04-14", "investigator_appointed", {"who": "An investigator"}),
    Step("2025-04-14", "independent_person_appointed", {"who": "Somebody independent"}),
    Step("2025-04-22", "statement_agreed", {"signed": True, "version": 2}),
    Step("2025-05-12", "stage2_extended", {**EXTENSION, "until": "2025-06-27"}),
    Step("2025-06-20", "stage2_reported", {}),
    Step("2025-06-30", None, {}),
    Step("2025-07-02", "stage2_responded", {"outcomes": [{"point": "1", "outcome": "not_upheld"}]}),
    Step("2025-07-15", "stage3_requested", {}),
    Step("2025-07-16", "stage3_acknowledged", {}),
    Step("2025-07-21", "panel_arranged", {"panel_on": "2025-08-27"}),
    Step("2025-08-11", "panel_papers_sent", {}),
    Step("2025-08-27", "panel_held", {}),
    Step("2025-09-03", "panel_reported", {}),
    Step("2025-09-30", "stage3_responded", {}),
    Step("2025-10-13", "referred_to_ombudsman", {}),
    Step("2025-11-10", "closed", {"reason": "The Ombudsman has decided."}),
)
WITHDRAWN_AND_TAKEN_UP_AGAIN = (
    Step("2025-03-10", "withdrawn", {}),
    Step("2025-03-12", "reinstated", {}),
    Step("2025-04-01", "information_added", {}),
    Step("2025-04-02", "stage2_requested", {}),
    Step("2025-04-09", "withdrawn", {}),
    Step("2025-05-09", None, {}),
)
OUT_OF_THE_PROCEDURE = (
    Step("2025-03-04", "declined", {"reason": "A court decides this now."}),
    Step("2025-05-06", "accepted", {}),
    Step("2025-05-07", "rerouted", {"route": "representation"}),
    Step("2025-05-08", "closed", {"reason": "Answered."}),
)


class Doors:
    """One case, the ways to look at it, and its events as anybody could send them to `/api/timeline`."""

    def __init__(self, office: Office, council: str) -> None:
        self.office, self.council, self.numbers = office, council, count()
        self.officer = office.colleague(council=council)
        office.go_to("2025-03-03")
        taken = self.officer.takes(when_happened={"from": "2025-02-01", "to": "2025-02-20"})
        self.person = Person(office, taken["receipt"]["reference"], taken["receipt"]["key"])
        self.told: list[dict[str, Any]] = [{"kind": "received", "on": "2025-03-03"}]
        self.offered: set[str] = set()
        self.version, self.possible = 1, [one["kind"] for one in taken["case"]["may_happen"]]
        self.browsing = Browsing.anonymous(office)
        self.console = Browsing.anonymous(office)

    def comes_back(self) -> None:
        """By reference and key; the token that comes with the case is the page's ticket too."""
        self.person.opens()

    def reads(self, band: str) -> tuple[dict[str, Any], Seen]:
        """The case in a voice: what the API says, and the page."""
        answer = self.person.get("/mine", age_band=band)
        assert answer.status_code == 200, answer.text
        self.browsing.http.cookies.clear()
        self.browsing.http.cookies.set("heard_case", f"{band}.{self.person.token}", path="/case")
        return dict(answer.json()), self.browsing.open("/case")

    def happens(self, step: Step, band: str) -> None:
        """What the person wishes goes through the page; what the team does, through the staff's API."""
        if step.kind is None:
            return
        if (wish := WISHES.get(step.kind)) is not None:
            self.comes_back()
            _, page = self.reads(band)
            page = self.browsing.send(page.form(f"/acts/{wish.form}"), **wish.filled)
            assert page.status == 200, page.text
        else:
            assert step.kind in self.possible
            self.officer.records(self.person.reference, step.kind, case_version=self.version, **step.data)
        self.told.append({"kind": step.kind, "on": step.on, **step.data})

    def tell_the_same(self, bands: Sequence[str]) -> None:
        """Page and API in each of these voices; the rest in the last of them."""
        self.comes_back()
        for band in bands:
            case, page = self.reads(band)
            self._as_the_page(case, page, band)
        self._as_the_chat(case, page, band)
        self._as_the_timeline(case, band)
        self._as_the_staff(case, band)
        self._as_the_console(case)

    def _as_the_timeline(self, case: dict[str, Any], band: str) -> None:
        asked = {
            "council": self.council,
            "events": self.told,
            "as_of": self.office.inst.today().isoformat(),
            "happened_on": "2025-02-20",
        }
        answer = self.office.http.post(f"/api/timeline?age_band={band}", json=asked)
        assert answer.status_code == 200, answer.text
        assert {part: case[part] for part in answer.json()} == answer.json()

    def _as_the_staff(self, case: dict[str, Any], band: str) -> None:
        staff = self.officer.get(f"/cases/{case['reference']}", age_band=band).json()
        same = ("status", "stage", "route", "version", "deadlines", "options", "history", "complaint")
        assert {part: staff[part] for part in same} == {part: case[part] for part in same}
        self.version, self.possible = staff["version"], [one["kind"] for one in staff["may_happen"]]

    def _as_the_console(self, case: dict[str, Any]) -> None:
        """The team's page has one voice of its own."""
        self.console.http.cookies.set(cookie.NAME, self.officer.token, path=cookie.PATH)
        page = self.console.open(f"/staff/cases/{case['reference']}")
        assert case["reference"] in page.text
        lines = [
            " ".join(
                (
                    said(f"console.clock.{one['clock']}"),
                    a_day(one["due"]) if one["due"] else said("console.case.not_started"),
                    said(f"console.state.{one['state']}"),
                )
            )
            for one in case["deadlines"]
        ]
        text = page.text
        assert [line for line in lines if line not in text] == []

    def _as_the_page(self, case: dict[str, Any], page: Seen, band: str) -> None:
        html, text = page.answer.text, page.text
        assert (page.status, page.mistakes) == (200, [])
        assert said(f"case.status.{case['status']}", band) in text
        shown = re.findall(r'<li id="date-(\w+)" class="(\w+)">.*?<p class="due">(.*?)</p>', html, re.S)
        dates = {clock: (state, _first(r'datetime="([^"]*)"', due)) for clock, state, due in shown}
        assert dates == {one["clock"]: (one["state"], one["due"]) for one in case["deadlines"]}
        assert len(shown) == len(case["deadlines"])
        open_now = {one["option"] for one in case["options"] if one["available"]}
        offered = {FORMS[kind].option for kind in re.findall(r'id="act-(\w+)"', html) if kind in FORMS}
        assert offered - {None} == open_now - {"ask_ombudsman"}
        assert set(re.findall(r'id="not-(\w+)"', html)) == {o["option"] for o in case["options"]} - open_now
        told = [one["why"] for one in case["options"]] + [one["explanation"] for one in case["deadlines"]]
        told += [f"{a_day(line['on'], band)} : {line['what']}" for line in case["history"]]
        assert [one for one in told if one not in text] == []
        if case["status"] in ("open", "answered", "on_hold") and case["stage"]:
            here = _first(r'aria-current="step"><strong>([^<]*)</strong>', html)
            assert here == said("case.stage.name", band, stage=case["stage"])

    def _as_the_chat(self, case: dict[str, Any], page: Seen, band: str) -> None:
        pair = {"reference": case["reference"], "key": self.person.key, "age_band": band}
        answer = self.office.http.post("/api/chat/sessions", json=pair)
        assert answer.status_code == 201, answer.text
        messages = {one["say"]: one for one in answer.json()["messages"]}
        status = {"reference": case["reference"], "stage": case["stage"]}
        key = f"track.status.{case['status']}"
        assert messages[key]["text"] == said(key, band, **status)
        lines = [
            "• " + said("track.history_line", band, on=date.fromisoformat(one["on"]), what=one["what"])
            for one in case["history"]
        ]
        assert messages["track.history"]["text"].splitlines()[1:] == lines
        next_on_page = re.search(
            r'<ul class="dates next">.*?<details>.*?<p>(.*?)</p>', page.answer.text, re.S
        )
        told = messages.get("track.next.explained")
        assert (told is None) is (next_on_page is None)
        if told is not None and next_on_page is not None:
            assert told["text"].partition("\n")[2] == unescape(next_on_page[1])
        open_now = {one["option"] for one in case["options"] if one["available"]}
        if open_now != self.offered:
            # The buttons are one press further, and hang on nothing but what is open.
            assert set(self._ways(answer.json())) == expected_ways(open_now, band)
            self.offered = open_now

    def _ways(self, opened: dict[str, Any]) -> list[str]:
        """Everything that the chat says can be done now, by the titles of its buttons."""
        more = opened["messages"][-1]["choices"][-2]["id"]
        said = self.office.http.post(
            "/api/chat/messages",
            json={"id": f"message-{next(self.numbers)}", "choice": more},
            headers={"Authorization": f"Bearer {opened['token']}"},
        )
        assert said.status_code == 200, said.text
        return [choice["title"] for choice in said.json()["messages"][-1]["choices"]]


BUTTONS: tuple[tuple[str, tuple[tuple[str | None, str], ...]], ...] = (
    (
        "on to the next stage",
        (
            ("ask_for_stage3", "track.choice.stage3"),
            ("ask_for_stage2", "track.choice.stage2"),
            ("go_straight_to_stage2", "track.choice.straight"),
        ),
    ),
    ("again", (("reinstate", "track.choice.reinstate"),)),
    ("more", (("add_information", "track.choice.information"),)),
    ("wait", (("ask_to_pause_decision", "track.choice.pause"),)),
    ("panel", (("write_to_panel", "track.choice.panel_statement"),)),
    ("advocate", (("request_advocate", "track.choice.advocate"),)),
    ("write", ((None, "track.choice.message"),)),
    ("worse", ((None, "track.choice.got_worse"),)),
    ("talk", (("ask_for_meeting", "track.choice.meeting"), ("ask_for_mediation", "track.choice.mediation"))),
    ("reach", ((None, "track.choice.contact"),)),
    ("ombudsman", (("ask_ombudsman", "track.choice.ombudsman"),)),
    ("stop", (("withdraw", "track.choice.withdraw"),)),
    ("person", ((None, "session.choice.person"),)),
)
"""Each wish, and the Options under which the chat has a button for it: one button, for the first open."""


def expected_ways(open_now: set[str], band: str) -> set[str]:
    """The buttons that the API's open options call for."""
    always = {*open_now, None}
    found = (next((title for option, title in ways if option in always), None) for _, ways in BUTTONS)
    return {said(title, band) for title in found if title}


def said(key: str, band: str = "adult", **facts: object) -> str:
    """A sentence of the catalogue."""
    return wording().render(key, facts, "en", band).text


def a_day(day: str, band: str = "adult") -> str:
    """A day as people write it."""
    return said("case.day", band, day=date.fromisoformat(day))


def _first(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return unescape(found[1]) if found else None


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize(
    "story",
    [TO_THE_OMBUDSMAN, WITHDRAWN_AND_TAKEN_UP_AGAIN, OUT_OF_THE_PROCEDURE],
    ids=["to the ombudsman", "withdrawn and taken up again", "out of the procedure"],
)
def test_page_chat_staff_and_api_tell_the_same_at_each_step_of_a_life_in_each_voice(
    quick_office: Office, council: str, story: tuple[Step, ...]
) -> None:
    doors, bands = Doors(quick_office, council), deque(BANDS)
    bands.rotate(COUNCILS.index(council))
    for step in story:
        quick_office.go_to(step.on)
        doors.happens(step, bands[0])
        doors.tell_the_same(list(bands) if story is TO_THE_OMBUDSMAN else [bands[0]])
        bands.rotate()
    auditor = quick_office.colleague("auditor", council=council)
    assert auditor.get("/audit/verify").json()["whole"] is True

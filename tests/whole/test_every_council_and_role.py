"""A complaint is made through the public chat for each council and role, and its receipt opens it again."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.whole.running import ROOT, Running
from tests.whole.visiting import AS, STORY, Visitor, track

COUNCILS = ("somerset", "surrey", "bexley", "sefton", "rutland")


def the_tenth_working_day_after(day: date) -> date:
    """Counted apart from the program, over gov.uk's own list."""
    path = Path(ROOT / "backend" / "deadlines" / "bank_holidays.json")
    listed = json.loads(path.read_text())["divisions"]["england-and-wales"]
    off = {date.fromisoformat(day["date"]) for day in listed}
    counted = 0
    while counted < 10:
        day += timedelta(days=1)
        counted += day.weekday() < 5 and day not in off
    return day


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("role", AS)
def test_a_complaint_is_made_and_opened_again(heard: Running, council: str, role: str) -> None:
    visitor = Visitor(heard.address, council=council)
    receipt = visitor.complain(role)
    assert receipt["kind"] == "case"
    case = track(heard.address, receipt)
    assert (case["council"], case["role"], case["status"], case["stage"]) == (council, role, "open", 1)
    assert case["complaint"]["what_happened"].startswith(STORY)
    stage1 = next(clock for clock in case["deadlines"] if clock["clock"] == "stage1_response")
    received = date.fromisoformat(case["received_on"])
    assert date.fromisoformat(stage1["due"]) == the_tenth_working_day_after(received)
    assert stage1["explanation"]


def test_nothing_already_said_is_asked_again(heard: Running) -> None:
    visitor = Visitor(heard.address, council="sefton")
    visitor.type(
        "I'm a foster carer and the social worker never came for contact last week, I want to complain"
    )
    visitor.answer_all(_ANSWERS_OF_A_CARER)
    assert visitor.receipt is not None
    assert not {"role", "what_happened", "when_happened"} & set(visitor.asked)


def test_a_child_is_never_asked_for_a_surname_an_address_or_a_date_of_birth(heard: Running) -> None:
    visitor = Visitor(heard.address, council="bexley")
    visitor.complain("young_person", age_band="11 or under")
    told = visitor.http.get(
        "/api/chat/messages", headers={"Authorization": f"Bearer {visitor.token}"}
    ).json()["messages"]
    said = " ".join(message["text"].lower() for message in told if message["from"] == "assistant")
    for never in ("surname", "last name", "your address", "date of birth", "birthday"):
        assert never not in said


_ANSWERS_OF_A_CARER = {
    "child_name": "skip",
    "about_whom": "somebody else",
    "relationship": "foster carer",
    "child_is": "looked after",
    "child_agrees": "yes",
    "council": "yes",
    "anything_else": "no that's everything",
    "about": "skip",
    "desired_outcome": "an apology",
    "wants_advocate": "no",
    "name": "skip",
    "contact_method": "I will come back here",
    "check_answers": "yes",
    "age_band": "skip",
}

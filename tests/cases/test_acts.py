"""Which Option each act needs, and which of its words are kept, by table."""

from __future__ import annotations

import pytest

from backend.cases.acts import (
    Act,
    AddInformation,
    AskForAdvocate,
    AskForMediation,
    AskToPause,
    ChangeContact,
    Escalate,
    GotWorse,
    Message,
    Reinstate,
    Withdraw,
    WriteToPanel,
    needed,
    told,
)

ACTS: list[tuple[Act, str | None, dict[str, str]]] = [
    (Escalate(2), "ask_for_stage2", {}),
    (Escalate(3), "ask_for_stage3", {}),
    (Escalate(2, skip_stage1=True), "go_straight_to_stage2", {}),
    (Escalate(3, skip_stage1=True), "ask_for_stage3", {}),
    (
        Escalate(2, reason="not heard", desired_outcome="a visit"),
        "ask_for_stage2",
        {"reason": "not heard", "desired_outcome": "a visit"},
    ),
    (Withdraw(), "withdraw", {}),
    (Withdraw("it is sorted", ("p1",), pressed_by_somebody=True), "withdraw", {"reason": "it is sorted"}),
    (Reinstate(), "reinstate", {}),
    (AskForAdvocate(), "request_advocate", {}),
    (AskForAdvocate("change", "child", "who signs"), "request_advocate", {"wishes": "who signs"}),
    (AddInformation("more"), "add_information", {"text": "more"}),
    (ChangeContact("none"), None, {}),
    (
        ChangeContact("text", "01632 960 001", "after school", ("home", "")),
        None,
        {"contact_detail": "01632 960 001", "when": "after school", "not_to:1": "home"},
    ),
    (AskToPause("the move"), "ask_to_pause_decision", {"decision": "the move"}),
    (AskForMediation(), "ask_for_mediation", {}),
    (AskForMediation("meeting", "a table"), "ask_for_meeting", {"text": "a table"}),
    (WriteToPanel("please"), "write_to_panel", {"text": "please"}),
    (Message("hello"), None, {"text": "hello"}),
    (GotWorse("again"), None, {"text": "again"}),
]


@pytest.mark.parametrize(("act", "option", "words"), ACTS, ids=str)
def test_an_act_needs_its_option_and_keeps_its_own_words(
    act: Act, option: str | None, words: dict[str, str]
) -> None:
    assert (needed(act), told(act)) == (option, words)


def test_what_nobody_said_is_not_taken_to_be_so() -> None:
    assert ChangeContact("email").neutral is False
    assert Withdraw().pressed_by_somebody is None
    assert (AskForAdvocate().ask, AskForAdvocate().whom, AskForMediation().kind) == (
        "request",
        "me",
        "mediation",
    )
    assert (Escalate(2).points, Escalate(2).skip_stage1) == ((), False)

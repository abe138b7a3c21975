"""Who may do what with a case, let whom in, and see whose asking: by table."""

from __future__ import annotations

import pytest

from backend.cases import acts
from backend.cases.viewers import COMPLAINANT, Guest, Told, Viewer, is_theirs, may, may_let_in, sides
from backend.cases.viewers import that_can_follow as places_that_can_follow

from .building import ENGLAND, told

CHILD = Viewer("child", "child", "k1")
ADVOCATE = Viewer("advocate", "complainant", "k2")
LET_IN_AS_COMPLAINANT = Viewer("complainant", "complainant", "k3")


def test_an_event_names_a_viewer_by_the_key_they_came_with() -> None:
    assert [one.actor for one in (COMPLAINANT, CHILD, ADVOCATE)] == ["person", "child:k1", "advocate:k2"]


# the act, and who may do it: the complainant, an advocate, the child
MAY = [
    (acts.Escalate, "ca"),
    (acts.Withdraw, "c"),
    (acts.Reinstate, "c"),
    (acts.AskForAdvocate, "ck"),
    (acts.AddInformation, "cak"),
    (acts.ChangeContact, "ck"),
    (acts.AskToPause, "cak"),
    (acts.AskForMediation, "ca"),
    (acts.WriteToPanel, "cak"),
    (acts.Message, "cak"),
    (acts.GotWorse, "cak"),
]


@pytest.mark.parametrize(("act", "who"), MAY)
def test_each_act_is_for_these(act: type[acts.Act], who: str) -> None:
    found = [
        letter
        for letter, kind in zip("cak", ("complainant", "advocate", "child"), strict=True)
        if may(kind, act)
    ]  # type: ignore[arg-type]
    assert "".join(found) == who


@pytest.mark.parametrize(
    ("option", "who"),
    [
        ("ask_for_stage2", "ca"),
        ("withdraw", "c"),
        ("request_advocate", "ck"),
        ("write_to_panel", "cak"),
        ("ask_ombudsman", "cak"),
    ],
)
def test_an_option_is_theirs_if_its_act_is_and_the_ombudsman_is_everybodys(option: str, who: str) -> None:
    kinds = zip("cak", ("complainant", "advocate", "child"), strict=True)
    assert "".join(letter for letter, kind in kinds if is_theirs(kind, option)) == who  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("viewer", "wanted", "role", "let_in"),
    [
        (COMPLAINANT, "advocate", "parent", True),
        (CHILD, "advocate", "parent", True),
        (ADVOCATE, "advocate", "parent", False),
        (ADVOCATE, "child", "parent", True),
        (COMPLAINANT, "child", "advocate", True),
        (COMPLAINANT, "child", "parent", False),
        (CHILD, "child", "advocate", False),
        (LET_IN_AS_COMPLAINANT, "child", "advocate", False),
    ],
)
def test_a_childs_key_is_never_an_adults_to_give(
    viewer: Viewer, wanted: Guest, role: str, let_in: bool
) -> None:
    assert may_let_in(viewer, wanted, role) is let_in


@pytest.mark.parametrize(
    ("events", "belong_to"),
    [
        # What one side asked for or told besides is theirs; so is what the council answers to it.
        (("advocate_requested child", "advocate_appointed"), ["child", "child"]),
        (("advocate_appointed", "advocate_requested child"), [None, "child"]),
        (
            ("advocate_requested child", "advocate_requested complainant", "advocate_declined"),
            ["child", "complainant", "complainant"],
        ),
        (("decision_pause_requested child", "decision_paused"), ["child", "child"]),
        (("decision_pause_requested child", "advocate_changed"), ["child", None]),
        (("advocate_changed child",), ["child"]),
        (("information_added complainant", "contact_changed child"), ["complainant", "child"]),
        # The complaint itself is everybody's, whoever moved it.
        (("received complainant", "stage2_requested complainant", "acknowledged"), [None, None, None]),
    ],
)
def test_an_event_belongs_to_the_side_that_asked(
    events: tuple[str, ...], belong_to: list[str | None]
) -> None:
    line = [Told(kind, by[0] if by else None) for kind, *by in map(str.split, events)]  # type: ignore[arg-type]
    assert sides(line) == belong_to


def test_what_could_only_follow_one_that_was_left_out_goes_too() -> None:
    events = told("9 Mar resumed", "2 Mar received", "3 Mar acknowledged", "4 Mar advocate_changed")
    assert places_that_can_follow(events, ENGLAND) == {1, 2}

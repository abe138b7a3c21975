"""An act of the person is one event, its words apart, its alert beside it; or a refusal that says why."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.cases import acts
from backend.cases.acts import Act
from backend.cases.events import KINDS_OF_CASE
from backend.services import complaints
from backend.services.acts import NotOffered, UnknownPoint, perform
from backend.services.complaints import OpenCase
from backend.services.installation import Installation
from tests.installed import Built

POINTS = [{"words": "Nobody rang.", "desired_outcome": "A call."}, {"words": "My bus money stopped."}]


class Kept:
    """One case of one person."""

    def __init__(self, built: Built, inst: Installation) -> None:
        self.built, self.inst, self.case_id = built, inst, ""

    def opens(self, **told: Any) -> OpenCase:
        kind = told.pop("kind", "complaint")
        answers = {"role": "young_person", "what_happened": "Nobody rang back.", **told}
        with self.inst.store.begin() as tx:
            row = complaints.open_case(
                self.inst, tx, answers, "rutland", self.inst.today(), by="chat", actor="person", kind=kind
            )
            self.case_id = row.id
            return complaints.require(self.inst, tx, row.id)

    def does(self, act: Act, **more: Any) -> OpenCase:
        with self.inst.store.begin() as tx:
            return perform(self.inst, tx, self.case_id, act, "person", **more)

    def staff(self, kind: str, **data: Any) -> None:
        with self.inst.store.begin() as tx:
            tx.events.append(self.case_id, kind, self.inst.today(), data, "staff:1", self.inst.clock.now())

    def refused(self, act: Act) -> tuple[str, str]:
        with pytest.raises(NotOffered) as no:
            self.does(act)
        return no.value.option.option, no.value.option.why.key

    def alerts(self) -> list[Any]:
        with self.inst.store.read() as tx:
            return [alert for alert in tx.alerts.open() if alert.case_id == self.case_id]


@pytest.fixture
def kept(sqlite: Path, tmp_path: Path) -> Iterator[Kept]:
    shutil.copy(sqlite, tmp_path / "kept.sqlite")
    built = Built(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    inst = built.installation()
    yield Kept(built, inst)
    inst.store.close()


# an act that is open on the first day, the event it is, and the names its words are kept under
OPEN_AT_ONCE: list[tuple[Act, str, set[str]]] = [
    (
        acts.Escalate(2, "No trust.", "A call.", skip_stage1=True),
        "stage2_requested",
        {"reason", "desired_outcome"},
    ),
    (acts.Withdraw("It is sorted."), "withdrawn", {"reason"}),
    (acts.AskForAdvocate(wishes="A woman."), "advocate_requested", {"wishes"}),
    (acts.AskForAdvocate("stop"), "advocate_declined", set()),
    (acts.AddInformation("It was on a Monday."), "information_added", {"text"}),
    (
        acts.ChangeContact("email", "me@mail.example", "after four", ("home",)),
        "contact_changed",
        {"contact_detail", "when", "not_to:1"},
    ),
    (acts.AskToPause("The move on Friday."), "decision_pause_requested", {"decision"}),
    (acts.AskForMediation(text="With my key worker."), "mediation_requested", {"text"}),
]


@pytest.mark.parametrize(
    ("act", "kind", "names"), OPEN_AT_ONCE, ids=lambda x: x if isinstance(x, str) else ""
)
def test_an_act_is_one_event_and_its_words_are_kept_apart(
    kept: Kept, act: Act, kind: str, names: set[str]
) -> None:
    kept.opens()
    case = kept.does(act)
    event = case.events[-1]
    assert (len(case.events), event.kind, event.actor) == (2, kind, "person")
    assert set(event.data.get("words", {})) == names
    told = acts.told(act)
    for name in names:
        assert case.words[f"event:2:{name}"] == told[name]
        assert told[name] not in str(event.data)
    assert case.row.version == 2


def test_the_same_way_in_another_manner_keeps_where_to(kept: Kept) -> None:
    kept.opens(contact_method="email", contact_detail="me@mail.example")
    case = kept.does(acts.ChangeContact("email", neutral=True))
    assert complaints.contact(case.events, case.words) == {
        "contact_method": "email",
        "contact_detail": "me@mail.example",
        "neutral": "yes",
    }
    case = kept.does(acts.ChangeContact("phone"))
    assert complaints.contact(case.events, case.words) == {"contact_method": "phone"}


def test_what_is_not_open_yet_is_refused_with_the_option_that_says_until_when(kept: Kept) -> None:
    kept.opens()
    assert kept.refused(acts.Escalate(2)) == ("ask_for_stage2", "option.ask_for_stage2.not_yet")
    assert kept.refused(acts.Escalate(3)) == ("ask_for_stage3", "option.ask_for_stage3.not_yet")
    assert kept.refused(acts.AskForMediation("meeting")) == (
        "ask_for_meeting",
        "option.ask_for_meeting.not_yet",
    )
    assert kept.refused(acts.WriteToPanel("I was there.")) == (
        "write_to_panel",
        "option.write_to_panel.not_yet",
    )
    assert kept.refused(acts.Reinstate()) == ("reinstate", "option.reinstate.not_withdrawn")


def test_when_the_answer_is_late_there_is_nothing_to_skip(kept: Kept) -> None:
    kept.opens()
    kept.built.clock.move(days=40)
    case = kept.does(acts.Escalate(2, skip_stage1=True))
    assert case.timeline.stage == 2
    assert "skip_stage1" not in case.events[-1].data


def test_stage_1_and_its_dates_go_on_until_the_council_agrees_to_leave_it_out(kept: Kept) -> None:
    before = kept.opens().timeline
    asked = kept.does(acts.Escalate(2, "No trust.", skip_stage1=True)).timeline
    assert (asked.stage, asked.status, asked.deadlines) == (1, before.status, before.deadlines)
    assert kept.refused(acts.Escalate(2, skip_stage1=True)) == (
        "go_straight_to_stage2",
        "option.go_straight_to_stage2.already",
    )
    kept.staff("stage2_requested", skip_stage1=True)
    with kept.inst.store.read() as tx:
        agreed = complaints.require(kept.inst, tx, kept.case_id).timeline
    assert agreed.stage == 2


def test_who_asked_to_leave_stage_1_out_can_ask_for_stage_2_once_its_answer_is_late(kept: Kept) -> None:
    kept.opens()
    kept.does(acts.Escalate(2, skip_stage1=True))
    kept.built.clock.move(days=40)
    assert kept.does(acts.Escalate(2)).timeline.stage == 2


def test_a_late_request_for_a_panel_is_taken(kept: Kept) -> None:
    kept.opens()
    kept.staff("stage2_requested")
    kept.staff("stage2_responded")
    kept.built.clock.move(days=90)
    assert kept.does(acts.Escalate(3, "I was ill.")).timeline.stage == 3


def test_a_withdrawal_can_be_taken_back_for_five_working_days_with_its_first_day_kept(kept: Kept) -> None:
    first = kept.opens().timeline.deadlines
    assert kept.does(acts.Withdraw()).timeline.status == "withdrawn"
    # Easter lies between: the fifth working day after Tuesday 31 March is Thursday 9 April.
    kept.built.clock.move(days=9)
    case = kept.does(acts.Reinstate())
    assert case.timeline.status == "open"
    due = {one.clock: one.due for one in first}
    assert {one.clock: one.due for one in case.timeline.deadlines} == due


def test_after_five_working_days_starting_again_is_the_councils(kept: Kept) -> None:
    kept.opens()
    kept.does(acts.Withdraw())
    kept.built.clock.move(days=10)
    assert kept.refused(acts.Reinstate()) == ("reinstate", "option.reinstate.late")


def test_one_point_is_withdrawn_and_taken_back_while_the_rest_goes_on(kept: Kept) -> None:
    first, second = (point.id for point in complaints.points(kept.opens(points=POINTS)))
    case = kept.does(acts.Withdraw(points=(first,)))
    assert case.timeline.status == "open"
    assert [point.status for point in complaints.points(case)] == ["withdrawn", "open"]
    with pytest.raises(UnknownPoint):
        kept.does(acts.Withdraw(points=(first,)))
    case = kept.does(acts.Reinstate())
    assert [point.status for point in complaints.points(case)] == ["open", "open"]
    assert kept.does(acts.Withdraw(points=(first, second))).timeline.status == "withdrawn"


def test_a_point_taken_out_too_long_ago_stays_out_when_a_newer_one_is_taken_back(kept: Kept) -> None:
    three = [*POINTS, {"words": "Nobody told me."}]
    first, second, _ = (point.id for point in complaints.points(kept.opens(points=three)))
    kept.does(acts.Withdraw(points=(first,)))
    kept.built.clock.move(days=14)
    kept.does(acts.Withdraw(points=(second,)))
    case = kept.does(acts.Reinstate())
    assert [point.status for point in complaints.points(case)] == ["withdrawn", "open", "open"]


def test_words_of_harm_raise_an_alert_and_the_act_is_done(kept: Kept) -> None:
    kept.opens()
    words = "My carer hits me every night."
    case = kept.does(acts.Withdraw(words))
    assert case.timeline.status == "withdrawn"
    assert [alert.words for alert in kept.alerts()] == [words]


def test_words_heard_in_the_chat_already_raise_no_second_alert(kept: Kept) -> None:
    kept.opens()
    kept.does(acts.AddInformation("My carer hits me every night."), heard_already=True)
    assert kept.alerts() == []


def test_that_it_got_worse_is_told_outside_the_line_and_kept_out_of_the_case(kept: Kept) -> None:
    before = kept.opens()
    case = kept.does(acts.GotWorse("They ignore me since I complained."), heard_already=True)
    assert case.events == before.events
    assert case.words == before.words
    (alert,) = kept.alerts()
    assert (alert.tier, alert.names_staff_or_carer) == ("concern", True)
    assert alert.phrases[0] == "told:got_worse"


def test_a_withdrawal_somebody_asked_for_is_done_and_looked_into(kept: Kept) -> None:
    kept.opens()
    case = kept.does(acts.Withdraw(pressed_by_somebody=True))
    assert case.events[-1].data["pressed_by_somebody"] is True
    assert [alert.phrases[0] for alert in kept.alerts()] == ["told:pressed_to_withdraw"]


@pytest.mark.parametrize("kind", KINDS_OF_CASE)
def test_every_kind_of_case_is_opened_and_only_a_complaint_has_stages(kept: Kept, kind: str) -> None:
    case = kept.opens(kind=kind, wish="to_know", something_else="In my own words.")
    assert (case.row.kind, case.timeline.status) == (kind, "open")
    assert case.words["something_else"] == "In my own words."
    is_complaint = kind == "complaint"
    assert bool(case.timeline.deadlines) == is_complaint
    assert case.timeline.stage == int(is_complaint)
    assert bool(complaints.points(case)) == is_complaint
    assert kept.does(acts.Message("Is there news?")).file[-1].kind == "message_received"


def test_a_request_for_an_advocate_is_an_event_of_its_case(kept: Kept) -> None:
    assert [event.kind for event in kept.opens(kind="advocate_request").events] == [
        "received",
        "advocate_requested",
    ]


def test_several_children_are_kept_with_their_own_agreement_and_no_name_in_the_chain(kept: Kept) -> None:
    children = [{"name": "Ola", "child_agrees": "yes"}, {"name": "Kim", "child_agrees": "not_asked"}]
    case = kept.opens(role="parent", children=children)
    assert case.events[0].data["children"] == [{"child_agrees": "yes"}, {"child_agrees": "not_asked"}]
    assert (case.words["child:0:name"], case.words["child:1:name"]) == ("Ola", "Kim")
    assert "Ola" not in str(case.events[0].data)


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        ({"role": "young_person"}, "me"),
        ({"role": "care_leaver", "about_whom": "both"}, "me"),
        ({"role": "parent", "advocate_for": "child"}, "child"),
        ({"role": "parent", "advocate_for": "me"}, "me"),
        ({"role": "parent"}, None),
        ({"kind": "advocate_request", "role": "other", "about_whom": "somebody_else"}, "child"),
        ({"kind": "advocate_request", "role": "other", "about_whom": "self"}, "me"),
    ],
)
def test_the_record_says_whom_an_advocate_was_asked_for(
    kept: Kept, told: dict[str, str], whom: str | None
) -> None:
    case = kept.opens(wants_advocate="yes", **told)
    asked = next(event for event in case.events if event.kind == "advocate_requested")
    assert asked.data.get("for") == whom
    assert "advocate_for" not in case.words

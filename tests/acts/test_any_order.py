"""Whatever a person and the council do in whatever order, the public door agrees with the pure model."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend.cases.events import Event
from backend.cases.options import Option
from backend.cases.timeline import Timeline, timeline
from tests.acts.people import People, Person
from tests.examples import examples
from tests.installed import TUESDAY

# what is sent, the option it needs, and the event it is
WISHES: dict[str, tuple[str, Any, str | None, str | None]] = {
    "stage 2": ("/escalate", {"stage": 2}, "ask_for_stage2", "stage2_requested"),
    "stage 3": ("/escalate", {"stage": 3}, "ask_for_stage3", "stage3_requested"),
    "stop": ("/withdraw", {}, "withdraw", "withdrawn"),
    "start again": ("/reinstate", {}, "reinstate", "reinstated"),
    "advocate": ("/advocate", {"ask": "request"}, "request_advocate", "advocate_requested"),
    "more": ("/information", {"text": "More."}, "add_information", "information_added"),
    "reach": ("/contact", {"method": "none"}, None, "contact_changed"),
    "wait": ("/pause-decision", {"decision": "It."}, "ask_to_pause_decision", "decision_pause_requested"),
    "talk": ("/mediation", {"kind": "mediation"}, "ask_for_mediation", "mediation_requested"),
    "meet": ("/mediation", {"kind": "meeting"}, "ask_for_meeting", "mediation_requested"),
    "panel": ("/panel-statement", {"text": "Mine."}, "write_to_panel", "information_added"),
    "write": ("/messages", {"text": "Hello."}, None, None),
    "worse": ("/got-worse", {"text": "It is worse."}, None, None),
}
WHY = {"reason": "It was looked into."}
ANSWERS: dict[str, dict[str, str]] = {
    "acknowledged": {},
    "stage1_responded": {},
    "stage2_responded": {},
    "decision_pause_refused": WHY,
    "closed": WHY,
}


class Lives(RuleBasedStateMachine):
    """One case, lived in any order; `told` is what the model knows of it."""

    people: People

    @initialize()
    def begin(self) -> None:
        self.people.on(TUESDAY)
        self.person: Person = self.people.complains()
        self.told = [Event("received", self.today)]

    @property
    def today(self) -> date:
        return self.people.office.inst.today()

    def stands(self) -> Timeline:
        """As the pure model has it today."""
        inst = self.people.office.inst
        terms = inst.procedures.in_force("rutland", "statutory", TUESDAY.date())
        return timeline(self.told, terms, inst.calendar(terms.calendar), self.today)

    def option(self, name: str) -> Option:
        return next(option for option in self.stands().options if option.option == name)

    @rule(wish=st.sampled_from(sorted(WISHES)))
    def wishes(self, wish: str) -> None:
        path, body, needed, event = WISHES[wish]
        answer = self.person.post(path, body)
        if needed is not None and not self.option(needed).available:
            assert answer.status_code == 409
            assert answer.json()["option"] == needed
            return
        assert answer.status_code == 200, answer.text
        if event is not None:
            self.told.append(Event(event, self.today))

    @rule(kind=st.sampled_from(sorted(ANSWERS)))
    def council_answers(self, kind: str) -> None:
        answer = self.people.officer.event(self.person.reference, kind, **ANSWERS[kind])
        if answer.status_code == 200:
            self.told.append(Event(kind, self.today, ANSWERS[kind]))
        else:
            assert answer.status_code == 409, answer.text

    @precondition(lambda self: self.today < date(2027, 6, 1))
    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.people.on(self.people.office.clock.at + timedelta(days=days))
        self.person.opens()

    @invariant()
    def both_tell_the_same(self) -> None:
        if not hasattr(self, "person"):
            return
        case, stands = self.person.sees(), self.stands()
        assert (case["stage"], case["status"], case["version"]) == (
            stands.stage,
            stands.status,
            len(self.told),
        )
        assert [(o["option"], o["available"]) for o in case["options"]] == [
            (option.option, option.available) for option in stands.options
        ]
        assert {d["clock"]: d["due"] for d in case["deadlines"]} == {
            d.clock: d.due.isoformat() if d.due else None for d in stands.deadlines
        }


def test_the_door_and_the_model_tell_the_same_in_any_order(few_people: People) -> None:
    class Here(Lives):
        people = few_people

    run_state_machine_as_test(
        Here,
        settings=examples(
            10, stateful_step_count=14, derandomize=True, suppress_health_check=list(HealthCheck)
        ),
    )

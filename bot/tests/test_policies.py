"""The two policies above the rules: when they speak and when they stand aside."""

from typing import Any

import pytest
from rasa.core.policies.policy import PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from components.fixed_policy import FixedPolicy
from components.pick_up import PickUp
from components.safety_first import SafetyFirst

HARM = ["safeguarding_disclosure", "self_harm_or_suicide"]


def said(intent: str, **metadata: Any) -> list[Event]:
    """The assistant listened, then a person said something."""
    return [ActionExecuted("action_listen"), UserUttered("", {"name": intent}, metadata=metadata)]


class Asked:
    """A policy, asked what comes next."""

    def __init__(
        self, kind: type[FixedPolicy], domain: Domain, storage: ModelStorage, context: ExecutionContext
    ) -> None:
        self.policy = kind.create(kind.get_default_config(), storage, Resource("policy"), context)
        self.domain = domain

    def predicts(self, *events: Event) -> PolicyPrediction:
        tracker = DialogueStateTracker.from_events("0" * 32, list(events), slots=self.domain.slots)
        return self.policy.predict_action_probabilities(tracker, self.domain)

    def next(self, *events: Event) -> str | None:
        prediction = self.predicts(*events)
        if not prediction.max_confidence:
            assert not prediction.is_no_user_prediction
            return None
        assert prediction.is_no_user_prediction, "an active form would win over it"
        return self.domain.action_names_or_texts[prediction.max_confidence_index]


@pytest.fixture
def safety(domain: Domain, storage: ModelStorage, context: ExecutionContext) -> Asked:
    return Asked(SafetyFirst, domain, storage, context)


@pytest.fixture
def pick_up(domain: Domain, storage: ModelStorage, context: ExecutionContext) -> Asked:
    return Asked(PickUp, domain, storage, context)


@pytest.mark.parametrize("intent", HARM)
@pytest.mark.parametrize("form", [[], [ActiveLoop("guided_form")]])
def test_harm_is_answered_the_form_left_and_then_it_listens(
    safety: Asked, intent: str, form: list[Event]
) -> None:
    events = [*form, *said(intent)]
    for action in ("utter_safety", "action_deactivate_loop", "action_listen"):
        assert safety.next(*events) == action
        events.append(ActionExecuted(action))


def test_what_is_to_be_taken_as_the_answer_is_left_to_the_form(safety: Asked) -> None:
    assert safety.next(*said(HARM[0], take_as_answer=True)) is None


def test_other_intents_are_none_of_safetys_business(safety: Asked) -> None:
    assert safety.next(*said("make_complaint")) is None


def test_a_question_the_gateway_knows_of_opens_the_form_on_it(pick_up: Asked) -> None:
    prediction = pick_up.predicts(*said("affirm", asks="council"))
    assert pick_up.next(*said("affirm", asks="council")) == "guided_form"
    assert prediction.events == [
        ActiveLoop("guided_form"),
        SlotSet("requested_slot", "answer"),
        SlotSet("question", "council"),
    ]


@pytest.mark.parametrize(
    "events",
    [
        said("affirm"),
        [ActiveLoop("guided_form"), *said("affirm", asks="council")],
        [*said("affirm", asks="council"), ActionExecuted("guided_form")],
        [*said("affirm", asks="council"), ActionExecutionRejected("guided_form")],
        said(HARM[0], asks="council"),
    ],
    ids=["no question", "form is there", "form has run", "form turned it down", "harm"],
)
def test_nothing_is_picked_up_where(pick_up: Asked, events: list[Event]) -> None:
    assert pick_up.next(*events) is None


def test_harm_that_is_the_answer_is_picked_up(pick_up: Asked) -> None:
    assert pick_up.next(*said(HARM[0], asks="council", take_as_answer=True)) == "guided_form"


def test_the_more_urgent_policy_has_the_higher_priority() -> None:
    assert SafetyFirst.get_default_config()["priority"] > PickUp.get_default_config()["priority"] > 6

"""What our two policies share: they learn nothing and overrule every other prediction when they speak."""

from abc import abstractmethod
from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

SAFETY_INTENTS = frozenset({"safeguarding_disclosure", "self_harm_or_suicide"})
TAKE_AS_ANSWER = "take_as_answer"


def leaves_for_safety(tracker: DialogueStateTracker) -> bool:
    """Whether the message in hand is for the safety words and not for the form."""
    message = tracker.latest_message
    if message is None or message.intent_name not in SAFETY_INTENTS:
        return False
    return not message.metadata.get(TAKE_AS_ANSWER)


class FixedPolicy(Policy):
    """A policy written as code: `next_action` names what comes next, or None to leave it to others."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    @abstractmethod
    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        """The action that must come next, or None."""

    def events_before(self, tracker: DialogueStateTracker) -> list[Event]:
        """What must be true before that action runs."""
        return []

    def train(
        self,
        training_trackers: list[TrackerWithCachedStates],
        domain: Domain,
        **kwargs: Any,
    ) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """A certain prediction that beats even an active form, or none at all."""
        probabilities = self._default_predictions(domain)
        action = self.next_action(tracker)
        if action is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, events=self.events_before(tracker), is_no_user_prediction=True)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "FixedPolicy":
        return cls(config, model_storage, resource, execution_context)

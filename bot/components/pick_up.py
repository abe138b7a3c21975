"""Takes the form up again when the gateway knows of a question that Rasa has forgotten."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecutionRejected, ActiveLoop, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from components.fixed_policy import FixedPolicy, leaves_for_safety

FORM = "guided_form"
ASKED_SLOT = "answer"
QUESTION_SLOT = "question"
ASKS = "asks"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class PickUp(FixedPolicy):
    """A message with `asks` in its metadata reaches the form even where no form is active.

    The question is the backend's and outlives Rasa's memory: after a lost store, or after the form was
    left for the safety words, the next answer would otherwise be a loose word. Where the form turns the
    message down (a question for information), the rules answer as ever.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 50}

    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        waiting = tracker.latest_action_name in (None, ACTION_LISTEN_NAME) and not _turned_down(tracker)
        return FORM if waiting and _question(tracker) and not tracker.active_loop_name else None

    def events_before(self, tracker: DialogueStateTracker) -> list[Event]:
        return [
            ActiveLoop(FORM),
            SlotSet(REQUESTED_SLOT, ASKED_SLOT),
            SlotSet(QUESTION_SLOT, _question(tracker)),
        ]


def _question(tracker: DialogueStateTracker) -> str | None:
    message = tracker.latest_message
    if message is None or leaves_for_safety(tracker):
        return None
    return message.metadata.get(ASKS)


def _turned_down(tracker: DialogueStateTracker) -> bool:
    return isinstance(tracker.events[-1], ActionExecutionRejected)

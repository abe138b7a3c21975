"""Answers a disclosure before anything else, without any call to another part."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_DEACTIVATE_LOOP_NAME, ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from components.fixed_policy import FixedPolicy, leaves_for_safety

UTTER_SAFETY = "utter_safety"

AFTER = {
    ACTION_LISTEN_NAME: UTTER_SAFETY,
    UTTER_SAFETY: ACTION_DEACTIVATE_LOOP_NAME,
    ACTION_DEACTIVATE_LOOP_NAME: ACTION_LISTEN_NAME,
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class SafetyFirst(FixedPolicy):
    """On a safety intent: the words, leave the form, listen.

    RulePolicy runs an active form before any rule, and the form calls the backend: with the backend down
    a child who says "he hits me" would be met with silence. This needs nothing but Rasa. It stands aside for
    a message that the gateway has answered already and wants taken as an answer (`take_as_answer`).
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 100}

    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        if not leaves_for_safety(tracker):
            return None
        return AFTER.get(tracker.latest_action_name or ACTION_LISTEN_NAME)

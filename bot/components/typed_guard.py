"""Keeps what a person typed from being read as a command."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

WORD_JOINER = "\u2060"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TypedGuard(GraphComponent):
    """Last in the pipeline: hides a leading "/" from the reader of commands that Rasa puts behind it.

    That reader cannot be left out of Rasa's recipe, strips white space and obeys "/restart" or "/intent" at
    full confidence. Whatever comes through the pipeline was typed, since choices never do, so there is no
    exception. `str.strip()` leaves the word joiner; the text the conversation keeps is not changed.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TypedGuard":
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Guard each message's text."""
        for message in messages:
            text = (message.get(TEXT) or "").strip()
            if text.startswith("/"):
                message.set(TEXT, WORD_JOINER + text)
        return messages

"""The four actions. Each passes the message in hand to the backend and relays what it says; none decides.

No words pass through here: a turn is the sender, the message's id and what it was understood as.
"""

from __future__ import annotations

from typing import Any, Protocol

from backend.contract import BotReply, BotTurn, Move
from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

REQUESTED_SLOT = "requested_slot"
QUESTION_SLOT = "question"


class Backend(Protocol):
    """The bot API as the actions see it."""

    async def turn(self, move: Move, turn: BotTurn) -> BotReply:
        """Make one move for one message. Raises if there is no reply; the turn then fails whole."""
        ...


class BackendAction(Action):  # type: ignore[misc]  # rasa-sdk has no types
    """An action that is one call to the backend."""

    move: Move

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def name(self) -> str:
        return f"action_{self.move}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Call, relay, and say what it means for the form."""
        reply = await self._backend.turn(self.move, _turn(tracker))
        for message in reply.messages:
            dispatcher.utter_message(json_message=message)
        return self.events(reply)

    def events(self, reply: BotReply) -> list[EventType]:
        """What the conversation remembers of it: nothing, unless said otherwise."""
        return []


class Begin(BackendAction):
    """Start a journey or pick one up; the form then asks its first question."""

    move: Move = "begin"

    def events(self, reply: BotReply) -> list[EventType]:
        if reply.done:
            return [
                SlotSet(QUESTION_SLOT, None),
                SlotSet(REQUESTED_SLOT, None),
                ActiveLoop(None),
                FollowupAction("action_listen"),
            ]
        return [SlotSet(QUESTION_SLOT, reply.question)]


class Answer(BackendAction):
    """Answer a question for information."""

    move: Move = "answer"


class Unsure(BackendAction):
    """Say that it was not understood, and show ways on."""

    move: Move = "unsure"


class ValidateGuided(BackendAction):
    """Give the message in hand to the plan of the guided form."""

    move: Move = "step"

    def name(self) -> str:
        return "validate_guided_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Step, if a message waits to be taken; else the form has only come back to ask again."""
        if not _message_waits(tracker):
            # Saying the question once more changes nothing and spares Rasa a second call at the form's start.
            return [SlotSet(QUESTION_SLOT, tracker.get_slot(QUESTION_SLOT))]
        return await super().run(dispatcher, tracker, domain)

    def events(self, reply: BotReply) -> list[EventType]:
        """Nothing where the plan turned the message down, so that Rasa lets a rule answer it."""
        if not reply.handled:
            return []
        if reply.done:
            return [SlotSet(QUESTION_SLOT, None), SlotSet(REQUESTED_SLOT, None)]
        return [SlotSet(QUESTION_SLOT, reply.question)]


def guided_actions(backend: Backend) -> tuple[Action, ...]:
    """All of them, ready to be registered."""
    return tuple(kind(backend) for kind in (Begin, Answer, Unsure, ValidateGuided))


def _turn(tracker: Tracker) -> BotTurn:
    """The message in hand; a ValidationError if the channel did not stamp it as ours are stamped."""
    message = tracker.latest_message
    intent = message.get("intent") or {}
    return BotTurn.model_validate(
        {
            "sender": tracker.sender_id,
            "message_id": (message.get("metadata") or {}).get("message_id"),
            "intent": intent.get("name"),
            "confidence": intent.get("confidence"),
            "wants_to_know": message.get("wants_to_know") or "",
        }
    )


def _message_waits(tracker: Tracker) -> bool:
    """Whether the person spoke last: the form runs for their message, and no other action ran before it.

    Rasa puts the form's own run at the end of the events it sends for validation; what counts stands before.
    """
    kinds = [event["event"] for event in tracker.events if event["event"] in ("user", "action")]
    return kinds[-2:-1] == ["user"] if kinds[-1:] == ["action"] else kinds[-1:] == ["user"]

"""The actions of a complaints bot as Rasa's own guide would have them: each asks a service over HTTP."""

import os
from typing import Any

import requests
from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.executor import CollectingDispatcher

SERVICE = os.environ["SERVICE_URL"]
SECONDS = 10


class ValidateComplaintForm(FormValidationAction):
    """Every answer is looked at by the service before it is taken."""

    def name(self) -> str:
        """As the domain names it."""
        return "validate_complaint_form"

    def _checked(self, slot: str, value: str) -> dict[str, Any]:
        answer = requests.post(f"{SERVICE}/check", json={"slot": slot, "value": value}, timeout=SECONDS)
        return {slot: value if answer.json()["good"] else None}

    def validate_what_happened(self, value: str, *_: Any) -> dict[str, Any]:
        """By the service."""
        return self._checked("what_happened", value)

    def validate_when_happened(self, value: str, *_: Any) -> dict[str, Any]:
        """By the service."""
        return self._checked("when_happened", value)

    def validate_desired_outcome(self, value: str, *_: Any) -> dict[str, Any]:
        """By the service."""
        return self._checked("desired_outcome", value)

    def validate_name(self, value: str, *_: Any) -> dict[str, Any]:
        """By the service."""
        return self._checked("name", value)

    def validate_contact(self, value: str, *_: Any) -> dict[str, Any]:
        """By the service."""
        return self._checked("contact", value)


class SendComplaint(Action):
    """Gives the filled form to the service."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_send_complaint"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _: dict[str, Any]) -> list[Any]:
        """Say the reference."""
        answer = requests.post(f"{SERVICE}/complaints", json=tracker.current_slot_values(), timeout=SECONDS)
        dispatcher.utter_message(text=answer.json()["reference"])
        return []


class Track(Action):
    """Asks the service where a complaint is."""

    def name(self) -> str:
        """As the domain names it."""
        return "action_track"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, _: dict[str, Any]) -> list[Any]:
        """Say it."""
        answer = requests.get(f"{SERVICE}/complaints/{tracker.get_slot('reference')}", timeout=SECONDS)
        dispatcher.utter_message(text=answer.json()["stage"])
        return []

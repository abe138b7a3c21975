"""GOV.UK Notify: text messages, letters, and e-mail where there is no mail server.

`https://<api key>@api.notifications.service.gov.uk?text=<template>&email=<template>`. A template of ours
holds nothing but placeholders: `((subject))` and `((body))`, so that every word stays in the catalogue.
Letters go as PDF and need no template; `post=second` (or `first`) turns them on.

Every message carries its own id as Notify's reference. Before a second try Notify is asked whether it has
that reference already: what was sent before a crash is not sent again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit, urlunsplit

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from backend.notify.post import Message, NotSent, Sent, State, Way

PATIENCE = 20
"""Seconds for an answer."""
MOBILE = re.compile(r"(?:\+44|0)7\d{9}")
"""A mobile number of the United Kingdom, its spaces taken out."""
_KEY = re.compile(r"[A-Za-z0-9_-]*(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-?){2}")
_DELIVERED = ("delivered", "received", "sent")
_FAILED = (
    "permanent-failure",
    "temporary-failure",
    "technical-failure",
    "validation-failed",
    "virus-scan-failed",
    "cancelled",
)


@dataclass(frozen=True)
class Notify:
    """One service of GOV.UK Notify."""

    url: str
    key: str
    settings: dict[str, str]
    """By way: the template's id, or a letter's postage."""

    @classmethod
    def at(cls, url: str) -> Notify:
        """From its URL. Raises ValueError, which never repeats it."""
        parts = urlsplit(url)
        settings = {way: values[0] for way, values in parse_qs(parts.query).items() if way in get_args(Way)}
        key = parts.username or ""
        if parts.scheme not in ("http", "https") or not parts.hostname or not settings:
            raise ValueError("must be https://<api key>@host?text=<template>")
        if _KEY.fullmatch(key) is None:
            raise ValueError("must have GOV.UK Notify's API key before the @")
        host = parts.hostname + (f":{parts.port}" if parts.port else "")
        return cls(urlunsplit((parts.scheme, host, "", "", "")), key, settings)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways it is set up for."""
        return tuple(way for way in get_args(Way) if way in self.settings)

    def send(self, message: Message, *, tried_before: bool) -> Sent:
        """Hand it to Notify, unless Notify has it. Raises `NotSent`."""
        client = self._client()
        try:
            if tried_before and (known := self._known(client, message.id)) is not None:
                return Sent(known)
            match message.way:
                case "text":
                    number = re.sub(r"[\s()-]", "", message.to)
                    if not MOBILE.fullmatch(number):
                        raise NotSent("no_mobile_number", final=True)
                    answer = client.send_sms_notification(
                        number, self.settings["text"], {"body": message.text}, message.id
                    )
                case "email":
                    answer = client.send_email_notification(
                        message.to,
                        self.settings["email"],
                        {"subject": message.subject, "body": message.text},
                        message.id,
                    )
                case "post":
                    pdf = BytesIO(message.letter or b"")
                    answer = client.send_precompiled_letter_notification(
                        message.id, pdf, self.settings["post"]
                    )
        except APIError as refused:
            # Notify's own words may hold what was sent.
            raise _refused(refused) from None
        return Sent(str(answer["id"]))

    def state(self, receipt: str) -> State:
        """What Notify says became of it. Raises `NotSent`."""
        try:
            status = str(self._client().get_notification_by_id(receipt).get("status"))
        except APIError as refused:
            raise _refused(refused) from None
        if status in _FAILED:
            return "failed"
        return "delivered" if status in _DELIVERED else "on_its_way"

    def _client(self) -> NotificationsAPIClient:
        # The client is not made to be shared by threads.
        return NotificationsAPIClient(self.key, self.url, timeout=PATIENCE)

    @staticmethod
    def _known(client: NotificationsAPIClient, reference: str) -> str | None:
        found: list[dict[str, Any]] = client.get_all_notifications(reference=reference)["notifications"]
        return str(found[0]["id"]) if found else None


def _refused(refused: APIError) -> NotSent:
    """What Notify calls a bad request is one for ever; all else may pass."""
    return NotSent(f"notify_{refused.status_code}", final=refused.status_code == 400)

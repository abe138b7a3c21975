"""A message that is ready to go, the ways it may go, and what can become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

Way = Literal["email", "text", "post"]

State = Literal["on_its_way", "delivered", "failed"]
"""What became of a message that was handed over."""


@dataclass(frozen=True)
class Message:
    """One message to one recipient, in words.

    `id` is its own for ever: sent again after a crash it is the same message, and every mail system or
    GOV.UK Notify can know it by that. `written_at` likewise never changes between two tries.
    """

    id: str
    way: Way
    to: str
    """An e-mail address or a mobile number; a letter's address, line by line."""
    subject: str
    text: str
    written_at: datetime
    sender: str = ""
    """The name shown as the sender's."""
    reply_to: str | None = None
    letter: bytes | None = None
    """The PDF of a letter."""


@dataclass(frozen=True)
class Sent:
    """It was handed over. `receipt` is what the service calls it, where it can be asked about later."""

    receipt: str | None = None


class NotSent(Exception):
    """It was not handed over. `why` is a short code that holds nothing of the message.

    `final` where the same message can never go this way: no such address, or refused for what it is.
    """

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why)
        self.why, self.final = why, final


class Channel(Protocol):
    """One way out."""

    def send(self, message: Message, *, tried_before: bool) -> Sent:
        """Hand the message over. Raises `NotSent`.

        `tried_before` where an earlier try may have got through before anybody could write that down.
        """
        ...

    def state(self, receipt: str) -> State:
        """What became of what was handed over. Raises `NotSent` where it cannot be asked now."""
        ...


@dataclass(frozen=True)
class Post:
    """The ways this installation has."""

    channels: Mapping[Way, Channel] = field(default_factory=dict)

    def can(self, way: Way) -> bool:
        """Whether messages go out this way here."""
        return way in self.channels

    def send(self, message: Message, *, tried_before: bool) -> Sent:
        """Hand the message over, its own way. Raises `NotSent`."""
        return self._channel(message.way).send(message, tried_before=tried_before)

    def state(self, way: Way, receipt: str) -> State:
        """What became of a message. Raises `NotSent`."""
        return self._channel(way).state(receipt)

    def _channel(self, way: Way) -> Channel:
        if (channel := self.channels.get(way)) is None:
            raise NotSent("not_set_up")
        return channel

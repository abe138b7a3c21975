"""Why a request to the chat is not answered as it was meant; the routes make a problem of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Messages = Sequence[dict[str, Any]]
"""contract.md's Messages: words for the person, whatever the client makes of the rest."""


class Refusal(Exception):
    """Anything the chat refuses by name; `messages` are the words that go with it."""

    def __init__(self, messages: Messages = ()) -> None:
        super().__init__(type(self).__name__)
        self.messages = list(messages)


class Ended(Refusal):
    """Unknown, deleted or expired token."""


class IdInUse(Refusal):
    """The message id was used with another body."""


class NotOffered(Refusal):
    """The choice is not one of the latest message's; the question is repeated."""


class NoSuchPair(Refusal):
    """No such reference and key."""


class Silent(Refusal):
    """No answer can be had now; the id is not used up."""


class Closed(Refusal):
    """This council's chat is not open to the public; the people to call are named."""


class TooFast(Refusal):
    """Too many messages, tries or new chats: come back after so many seconds."""

    def __init__(self, seconds: float, messages: Messages) -> None:
        super().__init__(messages)
        self.seconds = seconds

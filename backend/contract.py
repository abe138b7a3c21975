"""The shapes that cross a border: what the backend promises to whoever calls it.

Nothing but models: no decision, no sentence. `bot/actions` sees this module alone.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

# --- Bot API: from an action to the backend, on the inner port only -------------------------------------


class BotTurn(BaseModel):
    """One message as an action passes it on: whose, which and what it was understood as; never its words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sender: str = Field(pattern=r"^[0-9a-f]{32}$")
    """The gateway's name for the conversation; 128 bits, known to no client."""
    message_id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    """Finds the stored turn, and makes a second call with the same id do nothing twice."""
    intent: str
    confidence: float = Field(ge=0.0, le=1.0)


class BotReply(BaseModel):
    """What the conversation does next."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    handled: bool
    """False: this was a question for information; a rule answers it and the form asks again."""
    done: bool
    """True: nothing more is asked; the form ends."""
    question: str | None = None
    """The name of the question that is open now (`asks`), None where none is."""
    messages: list[dict[str, Any]] = []
    """Each a `Say` as JSON (`backend.say.as_json`)."""

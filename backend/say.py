"""What is to be said, as a wording key and facts: the one shape every layer speaks in.

PURE. The pure packages decide *what* is said; `backend.wording` alone knows *how*. A `Say` never
holds a sentence. Facts are plain values (str, int, bool, date, datetime, or lists and dicts of
these) that the wording puts into its placeholders; a fact that is itself a `Say` is rendered first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Input = Literal["choice", "text", "date", "contact", "none"]
"""How a question may be answered in the widget; text is always allowed beside choices."""

Tone = Literal["normal", "concern", "urgent"]


@dataclass(frozen=True)
class Choice:
    """One button: what it means to the conversation, and the wording key of its title.

    `means` is what the gateway hands on when it is pressed: `{"answer": value}` for an answer to the
    question asked, `{"intent": name}` for a move that holds everywhere (start a journey, go back,
    skip, stop), or a gateway's own `{"gateway": name}`. It never reaches the client, which sees an
    opaque id alone.
    """

    means: Mapping[str, object]
    title: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A link under a message; `title` is a wording key."""

    href: str
    title: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Say:
    """One message of the assistant: wording key, facts, and the question it asks, if any."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    asks: str | None = None
    input: Input = "none"
    tone: Tone = "normal"
    links: Sequence[Link] = ()
    progress: tuple[int, int] | None = None
    receipt: Mapping[str, str] | None = None
    """`{"kind": "case"|"draft", "reference": ...}`; the gateway makes the key when it renders it."""

"""What is to be said, as a wording key and facts: the one shape every layer speaks in.

PURE. The pure packages decide *what* is said; `backend.wording` alone knows *how*. A `Say` never
holds a sentence. Facts are plain values (str, int, bool, date, datetime, or lists and dicts of
these) that the wording puts into its placeholders; a fact that is itself a `Say` is rendered first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

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


def as_json(say: Say) -> dict[str, Any]:
    """A `Say` as plain JSON values, to be stored or sent; empty parts are left out."""
    out: dict[str, Any] = {"say": say.key}
    if say.facts:
        out["facts"] = _pack(say.facts)
    if say.choices:
        out["choices"] = [choice_json(choice) for choice in say.choices]
    if say.links:
        out["links"] = [
            {"href": link.href, "title": link.title, "facts": _pack(link.facts)} for link in say.links
        ]
    for name in ("asks", "progress", "receipt"):
        if (value := getattr(say, name)) is not None:
            out[name] = list(value) if name == "progress" else value
    if say.input != "none":
        out["input"] = say.input
    if say.tone != "normal":
        out["tone"] = say.tone
    return out


def from_json(data: Mapping[str, Any]) -> Say:
    """The `Say` that `as_json` was given. Raises KeyError if it is not one."""
    return Say(
        key=data["say"],
        facts=_unpack(data.get("facts", {})),
        choices=tuple(choice_from_json(choice) for choice in data.get("choices", ())),
        asks=data.get("asks"),
        input=data.get("input", "none"),
        tone=data.get("tone", "normal"),
        links=tuple(
            Link(link["href"], link["title"], _unpack(link.get("facts", {})))
            for link in data.get("links", ())
        ),
        progress=(data["progress"][0], data["progress"][1]) if data.get("progress") else None,
        receipt=data.get("receipt"),
    )


def choice_json(choice: Choice) -> dict[str, Any]:
    """A choice as plain JSON values."""
    return {"means": dict(choice.means), "title": choice.title, "facts": _pack(choice.facts)}


def choice_from_json(data: Mapping[str, Any]) -> Choice:
    """The choice that `choice_json` was given."""
    return Choice(data["means"], data["title"], _unpack(data.get("facts", {})))


def _pack(value: Any) -> Any:
    """Dates and nested says become tagged objects; everything else JSON knows already."""
    if isinstance(value, Say):
        return {"@say": as_json(value)}
    if isinstance(value, datetime):
        return {"@time": value.isoformat()}
    if isinstance(value, date):
        return {"@date": value.isoformat()}
    if isinstance(value, Mapping):
        return {key: _pack(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_pack(item) for item in value]
    return value


def _unpack(value: Any) -> Any:
    if isinstance(value, Mapping):
        match tuple(value):
            case ("@say",):
                return from_json(value["@say"])
            case ("@time",):
                return datetime.fromisoformat(value["@time"])
            case ("@date",):
                return date.fromisoformat(value["@date"])
        return {key: _unpack(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unpack(item) for item in value]
    return value

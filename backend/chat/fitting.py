"""Messages as text messages: choices by number, and no text longer than one may be. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LONGEST, LONGEST_OTHERWISE = 918, 402
"""Characters GOV.UK Notify sends as one message: in the telephone's own alphabet, and in any other."""
_PLAINER = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "•": "-",
        "\N{NO-BREAK SPACE}": " ",
    }
)
_TELEPHONES = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = frozenset("^{}\\[~]|€")
"""Signs that take the room of two."""


def texts(told: Sequence[Mapping[str, Any]], labels: tuple[str, str]) -> list[str]:
    """What is told, as texts to send in this order. `labels` name a receipt's reference and key."""
    parts = [_part(message, labels) for message in told if message["from"] == "assistant"]
    choices = told[-1]["choices"] if told else []
    if choices:
        parts.append("\n".join(f"{number} {one['title']}" for number, one in enumerate(choices, 1)))
    return list(_packed("\n\n".join(parts).translate(_PLAINER)))


def chosen(messages: Sequence[Mapping[str, Any]], said: str) -> str | None:
    """The id of the choice whose number was sent; None for anything else."""
    choices = messages[-1]["choices"] if messages else []
    number = re.fullmatch(r"\s*(\d{1,2})\s*[.)]?\s*", said, re.ASCII)
    if number is None or not 0 < int(number[1]) <= len(choices):
        return None
    return str(choices[int(number[1]) - 1]["id"])


def _part(message: Mapping[str, Any], labels: tuple[str, str]) -> str:
    lines = [message["text"]]
    lines += [
        f"{link['title']}: {link['href']}" for link in message["links"] if link["href"].startswith("http")
    ]
    if receipt := message["receipt"]:
        lines += [f"{labels[0]}: {receipt['reference']}"]
        lines += [f"{labels[1]}: {receipt['key']}"] if receipt["key"] else []
    return "\n".join(lines)


def _packed(text: str) -> Iterator[str]:
    """As few texts as hold it, each cut where a paragraph, a line, a sentence or a word ends."""
    longest = LONGEST if all(sign in _TELEPHONES or sign in _TWICE for sign in text) else LONGEST_OTHERWISE
    while _room(text) > longest:
        fits = _fitting(text, longest)
        cut = next((at for end in ("\n\n", "\n", ". ", " ") if (at := fits.rfind(end)) > longest // 3), None)
        # A full stop stays with its sentence; a word longer than a text is cut where it must be.
        cut = len(fits) if cut is None else cut + (1 if fits[cut] == "." else 0)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _room(text: str) -> int:
    return len(text) + sum(sign in _TWICE for sign in text)


def _fitting(text: str, longest: int) -> str:
    """As much of the beginning as has room."""
    fits = text[:longest]
    return fits[: longest - sum(sign in _TWICE for sign in fits)]

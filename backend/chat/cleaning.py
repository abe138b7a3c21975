"""The copy of a message that Rasa is handed: never a command, never long, nothing private."""

from __future__ import annotations

import re
import unicodedata

from backend.store.rows import Turn

FOR_RASA = 1_000
"""Characters handed to Rasa."""
PRIVATE_QUESTIONS = {"case_key", "contact_detail", "name", "child_name"}
"""What is typed here never reaches Rasa, not even cleaned."""
_LEADING = re.compile(r"\A[\s/\u2044\u2215\u29f8]+")
"""Blanks and whatever looks like a slash, in front."""


def for_rasa(turn: Turn, asks: str | None, plainly: bool) -> dict[str, str]:
    """`{intent}` for a choice, a plain answer or a private one, `{text}` cleaned for everything else."""
    if turn.choice is not None:
        return {"intent": str(turn.choice["means"].get("intent") or "choose")}
    cleaned = _cleaned(turn.text or "")[:FOR_RASA].strip()
    if plainly or asks in PRIVATE_QUESTIONS or not cleaned:
        return {"intent": "choose"}
    return {"text": cleaned}


def hears_whole(turn: Turn, asks: str | None, plainly: bool) -> bool:
    """Whether the model is going to hear a message, and all of it."""
    return "text" in for_rasa(turn, asks, plainly) and fits(turn.text or "")


def fits(text: str) -> bool:
    """Whether Rasa is handed all of a text: as it is handed on, where "…" is three letters."""
    return len(_cleaned(text)) <= FOR_RASA


def _cleaned(text: str) -> str:
    """NFKC, no control or format characters, no leading blank or slash."""
    plain = "".join(
        " " if unicodedata.category(letter)[0] == "C" else letter
        for letter in unicodedata.normalize("NFKC", text)
    )
    return _LEADING.sub("", plain)

"""The sentences and clauses of a text that may each say a thing of its own. PURE. English only."""

from __future__ import annotations

import re

from backend.journeys.words import plain


def parts(text: str) -> list[str]:
    """The parts of a text that may each say a thing of its own, as they were typed."""
    return [part.strip() for part in _CLAUSE_ENDS.split(text) if plain(part)]


_CLAUSE_ENDS = re.compile(
    r"(?<![,;.!?\n])[,;.!?\n]+(?=\s|$)|(?<!\s)\s+(?:and|but)\s+(?=(?:(?:i|we|he|she|they|it)(?:['’]?(?:m|d|s|re|ve))?"
    r"|(?:my|his|her|their) name)\b)",
    re.IGNORECASE,
)
"""A row of signs or gaps is read once, from its beginning; from each of its places it would take minutes."""


SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")

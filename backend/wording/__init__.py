"""Every sentence anybody reads: one catalogue, three age bands, and the renderer of keys into words."""

from pathlib import Path

from backend.wording.catalogue import BANDS, CatalogueMistake
from backend.wording.render import (
    HOME,
    MissingFact,
    UnknownKey,
    UnknownLocale,
    UnknownVoice,
    Wording,
    WordingError,
    Words,
)

__all__ = [
    "BANDS",
    "HOME",
    "KEY_WORDS",
    "CatalogueMistake",
    "MissingFact",
    "UnknownKey",
    "UnknownLocale",
    "UnknownVoice",
    "Wording",
    "WordingError",
    "Words",
]

KEY_WORDS = Path(__file__).parent / "key_words.txt"
"""The checked words a case's key is made of, one a line; `#` begins a comment."""

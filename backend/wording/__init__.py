"""Every sentence anybody reads: one catalogue, three age bands, and the renderer of keys into words."""

from backend.wording.catalogue import BANDS, CatalogueMistake
from backend.wording.render import (
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
    "CatalogueMistake",
    "MissingFact",
    "UnknownKey",
    "UnknownLocale",
    "UnknownVoice",
    "Wording",
    "WordingError",
    "Words",
]

"""References and keys: what a person keeps to come back, and how the key is checked.

The reference is eight characters without 0, 1, I and O (40 bits). The key is three words of a list
that a child can say and spell, chosen at random (30 bits and more). Only an argon2 hash of the key
is kept. Both may be typed in any case, with any spaces or dashes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from backend.services.slow_hash import SlowHash

REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
REFERENCE_LENGTH = 8
WORDS_IN_A_KEY = 3
HINTS = 64


@dataclass(frozen=True)
class KeyWords:
    """The checked list a key is made of."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, lines: Iterable[str]) -> KeyWords:
        """The list from its file's lines; `#` begins a comment."""
        words = tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
        if len(set(words)) != len(words) or len(words) < 1024:
            raise ValueError(f"the list of key words needs 1024 different words, it has {len(set(words))}")
        return cls(words)

    def new_key(self) -> str:
        """Three random words with dashes: `maple-otter-lantern`."""
        return next(self.keys_from(secrets.token_bytes(32)))

    def keys_from(self, seed: bytes) -> Iterator[str]:
        """Keys without end that only who has the seed can make again; as random as the seed is."""
        for number in count():
            drawn = hmac.new(seed, number.to_bytes(8, "big"), hashlib.sha256).digest()
            places = (int.from_bytes(drawn[8 * word : 8 * word + 8], "big") for word in range(WORDS_IN_A_KEY))
            yield "-".join(self.words[place % len(self.words)] for place in places)


def new_reference() -> str:
    """A random reference as it is shown: `7KQM-2XPA`."""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(REFERENCE_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def tidy_reference(typed: str) -> str:
    """A reference as it is kept, from however it was typed; not checked for being one."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())[: REFERENCE_LENGTH + 1]
    return f"{letters[:4]}-{letters[4:]}"


def tidy_key(typed: str) -> str:
    """A key as it was hashed, from however it was typed."""
    return "-".join(re.findall(r"[a-z]+", typed.lower()[:200]))


def hint(case_id: str, key: str) -> int:
    """Six bits of a key: enough to tell the few living keys of a case apart, and no help to a guesser."""
    return hashlib.sha256(f"{case_id}:{tidy_key(key)}".encode()).digest()[0] % HINTS


def hash_key(slow: SlowHash, key: str) -> str:
    """The hash of a key, however it was typed, to keep."""
    return slow.of(tidy_key(key))


def key_fits(slow: SlowHash, key: str, key_hash: str | None) -> bool:
    """Whether the key is the hashed one. An unknown reference costs what a wrong key costs."""
    return slow.fits(tidy_key(key), key_hash)

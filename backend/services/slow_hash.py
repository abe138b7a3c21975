"""The hash of what opens something: argon2id, slow on purpose, and no quicker for what there is not."""

from __future__ import annotations

import secrets
import threading
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# Two cores are kept free for talking; everything that hashes shares this.
_AT_ONCE = threading.BoundedSemaphore(2)


class SlowHash:
    """Hashes a key or a password, and tells whether one is the hashed one.

    19 MiB and two passes are OWASP's least for argon2id; a hash takes some 30 ms.
    """

    def __init__(self, passes: int = 2, kibibytes: int = 19 * 1024) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=kibibytes, parallelism=1)

    def of(self, text: str) -> str:
        """The hash to keep; at most two are made at once."""
        with _AT_ONCE:
            return self._hasher.hash(text)

    def fits(self, text: str, hashed: str | None) -> bool:
        """Whether it is the hashed one. Costs the same where there is no hash to compare with."""
        against = hashed or self._nobodys
        with _AT_ONCE:
            try:
                return self._hasher.verify(against, text) and hashed is not None
            except (VerifyMismatchError, InvalidHashError):
                return False

    @cached_property
    def _nobodys(self) -> str:
        """A hash of nothing anybody holds."""
        return self.of(secrets.token_hex(16))

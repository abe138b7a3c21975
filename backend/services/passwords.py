"""Staff passwords: only an argon2 hash is kept, and a missing account costs what a wrong password costs."""

from __future__ import annotations

import secrets
import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST, LONGEST = 12, 200
"""Length is what counts; no rule asks for signs or figures (NCSC, NIST SP 800-63B)."""

# OWASP's least for argon2id: 19 MiB and two passes.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = threading.BoundedSemaphore(2)
_NOBODYS = _HASHER.hash(secrets.token_hex(16))


class WeakPassword(ValueError):
    """A password too short or too long to be one."""


def hash_password(password: str) -> str:
    """The argon2 hash to keep. Raises `WeakPassword`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    with _AT_ONCE:
        return _HASHER.hash(_tidy(password))


def password_fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is the hashed one. Costs the same where there is no hash to compare with."""
    with _AT_ONCE:
        try:
            fits = _HASHER.verify(password_hash or _NOBODYS, _tidy(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return fits and password_hash is not None


def _tidy(password: str) -> str:
    """The same letters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)

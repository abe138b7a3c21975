"""Staff passwords: only an argon2 hash is kept, and a missing account costs what a wrong password costs."""

from __future__ import annotations

import unicodedata

from backend.services.slow_hash import SlowHash

SHORTEST, LONGEST = 12, 200
"""Length is what counts; no rule asks for signs or figures (NCSC, NIST SP 800-63B)."""


class WeakPassword(ValueError):
    """A password too short or too long to be one."""


def hash_password(slow: SlowHash, password: str) -> str:
    """The argon2 hash to keep. Raises `WeakPassword`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword(f"a password has {SHORTEST} to {LONGEST} characters")
    return slow.of(_tidy(password))


def password_fits(slow: SlowHash, password: str, password_hash: str | None) -> bool:
    """Whether the password is the hashed one. Costs the same where there is no hash to compare with."""
    return slow.fits(_tidy(password), password_hash)


def _tidy(password: str) -> str:
    """The same letters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)

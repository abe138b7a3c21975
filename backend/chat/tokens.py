"""The token of a chat, and what only its holder can read again.

The server keeps the token's hash. A finished answer, which may hold a receipt's key, is encrypted
under a key derived from the token: whoever holds the token can have it again, nobody else can.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


def new_token() -> str:
    """256 unguessable bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal_answer(token: str, message_id: str, answer: dict[str, Any]) -> bytes:
    """Encrypt an answer so that the token alone opens it, for this message alone."""
    nonce = os.urandom(NONCE)
    return nonce + _cipher(token).encrypt(nonce, json.dumps(answer).encode(), message_id.encode())


def open_answer(token: str, message_id: str, sealed: bytes) -> dict[str, Any]:
    """The answer `seal_answer` was given. Raises InvalidTag for another token or message."""
    plain = _cipher(token).decrypt(sealed[:NONCE], sealed[NONCE:], message_id.encode())
    return dict(json.loads(plain))


def _cipher(token: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"heard chat answer").derive(token.encode()))

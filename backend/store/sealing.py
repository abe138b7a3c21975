"""Encryption of what people typed, and the links of the chain of events.

One secret per installation. From it HKDF (RFC 5869) derives a key for each purpose: sealing fields,
wrapping the keys of streams, linking the chain. A sealed value names the key that made it, so a new
secret can take over while former ones still open what they sealed.

A value is sealed *to its place* (table, column, row): copied to another place it does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.store.errors import Unreadable, WeakSecret

SHORTEST_SECRET = 16
"""Bytes. A secret is random, not a password: 16 bytes are 128 bits."""

_FORMAT = b"\x01"
_KEY_ID = 4
_NONCE = 12


def canonical(value: object) -> str:
    """`value` as JSON with one spelling only: sorted keys, no spaces, ASCII.

    Raises `TypeError` for what JSON does not know (a date, bytes).
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _derive(secret: bytes, purpose: str, length: int = 32) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=f"heard 1 {purpose}".encode()).derive(
        secret
    )


def _encrypt(key: AESGCM, plain: bytes, place: Sequence[str]) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + key.encrypt(nonce, plain, canonical(place).encode())


def _decrypt(key: AESGCM, sealed: bytes, place: Sequence[str]) -> bytes:
    try:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], canonical(place).encode())
    except (InvalidTag, ValueError):
        raise Unreadable(f"what is stored in {place[0]} does not open") from None


class _Keys:
    """The keys derived from one secret."""

    def __init__(self, secret: bytes | str) -> None:
        raw = secret.encode() if isinstance(secret, str) else secret
        if len(raw) < SHORTEST_SECRET:
            raise WeakSecret(f"the secret must be at least {SHORTEST_SECRET} bytes long")
        self.id = _derive(raw, "id", _KEY_ID)
        self.field = AESGCM(_derive(raw, "field"))
        self.stream = AESGCM(_derive(raw, "stream"))
        self.chain = _derive(raw, "chain")
        self.file = _derive(raw, "file")


@dataclass(frozen=True)
class StreamKey:
    """The key of one stream's words. Once its wrapped copy is deleted, nothing opens them again."""

    stream: str
    key: bytes

    def seal(self, name: str, text: str) -> tuple[str, bytes]:
        """Seal `text` under `name`; returns its digest and the sealed bytes.

        The digest is salted, and the salt is sealed with the text: without the stream's key nobody
        can test a guess against a digest that stands in an event.
        """
        salt = secrets.token_hex(16)
        digest = self._digest(salt, name, text)
        return digest, _encrypt(AESGCM(self.key), canonical([salt, text]).encode(), self._place(name, digest))

    def open(self, name: str, digest: str, sealed: bytes) -> str:
        """The text sealed under `name` and `digest`. Raises `Unreadable`."""
        salt, text = json.loads(_decrypt(AESGCM(self.key), sealed, self._place(name, digest)))
        if not hmac.compare_digest(self._digest(salt, name, text), digest):
            raise Unreadable("what is stored in words does not fit its digest")
        return str(text)

    def _place(self, name: str, digest: str) -> Sequence[str]:
        return ("words", self.stream, name, digest)

    def _digest(self, salt: str, name: str, text: str) -> str:
        return hashlib.sha256(canonical([salt, self.stream, name, text]).encode()).hexdigest()


class Seal:
    """Seals with `secret`; opens what `secret` or one of the `former` secrets sealed.

    Raises `WeakSecret` for a secret shorter than `SHORTEST_SECRET` bytes.
    """

    def __init__(self, secret: bytes | str, former: Sequence[bytes | str] = ()) -> None:
        self._now = _Keys(secret)
        self._by_id = {keys.id: keys for keys in [self._now, *map(_Keys, former)]}

    def seal(self, value: object, place: Sequence[str]) -> bytes:
        """Any JSON value, encrypted (AES-256-GCM) and bound to `place`."""
        return self._named(_encrypt(self._now.field, canonical(value).encode(), place))

    def open(self, sealed: bytes, place: Sequence[str]) -> object:
        """The value sealed at `place`. Raises `Unreadable`."""
        value: object = json.loads(_decrypt(self._keys_of(sealed).field, self._body(sealed), place))
        return value

    def new_stream_key(self, stream: str) -> tuple[StreamKey, bytes]:
        """A fresh random key for the words of `stream`, and the wrapped copy to store."""
        key = StreamKey(stream, AESGCM.generate_key(256))
        return key, self.wrap(key)

    def wrap(self, key: StreamKey) -> bytes:
        """`key`, encrypted under the installation's secret."""
        return self._named(_encrypt(self._now.stream, key.key, ("stream_key", key.stream)))

    def unwrap(self, stream: str, wrapped: bytes) -> StreamKey:
        """The key of `stream` from its stored copy. Raises `Unreadable`."""
        keys = self._keys_of(wrapped)
        return StreamKey(stream, _decrypt(keys.stream, self._body(wrapped), ("stream_key", stream)))

    def file_key(self, salt: bytes, key_id: bytes | None = None) -> tuple[bytes, bytes]:
        """The key of one file, by the salt in its head, and the id of the secret it comes from.

        Without an id it is the present secret's. Raises `Unreadable` for a secret that is not known here.
        """
        keys = self._now if key_id is None else self._by_id.get(key_id)
        if keys is None:
            raise Unreadable("the file was sealed with a secret that is not known here")
        return keys.id, HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"heard 1 a file").derive(
            keys.file
        )

    def is_current(self, sealed: bytes) -> bool:
        """Whether the present secret, not a former one, made `sealed`."""
        return sealed[1 : 1 + _KEY_ID] == self._now.id

    def link(self, previous: str, body: str) -> str:
        """The mac that ties `body` to the `previous` mac: `<key id>:<hex HMAC-SHA256>`."""
        return self._link(self._now, previous, body)

    def links(self, mac: str, previous: str, body: str) -> bool | None:
        """Whether `mac` ties `body` to `previous`; None if its key is not among ours."""
        keys = self._by_id.get(_key_id(mac))
        if keys is None:
            return None
        return hmac.compare_digest(self._link(keys, previous, body).encode(), mac.encode())

    @staticmethod
    def _link(keys: _Keys, previous: str, body: str) -> str:
        text = f"{previous}\n{body}".encode()
        return f"{keys.id.hex()}:{hmac.new(keys.chain, text, hashlib.sha256).hexdigest()}"

    def _named(self, encrypted: bytes) -> bytes:
        return _FORMAT + self._now.id + encrypted

    def _keys_of(self, sealed: bytes) -> _Keys:
        keys = self._by_id.get(sealed[1 : 1 + _KEY_ID])
        if sealed[:1] != _FORMAT or keys is None:
            raise Unreadable("a stored value was sealed with a key that is not known here")
        return keys

    @staticmethod
    def _body(sealed: bytes) -> bytes:
        return sealed[1 + _KEY_ID :]


def _key_id(mac: str) -> bytes:
    try:
        return bytes.fromhex(mac.partition(":")[0])
    except ValueError:
        return b""

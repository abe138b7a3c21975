"""Signing in by the council's own sign-in: OpenID Connect, code flow with PKCE, state and nonce.

The provider says who somebody is; what they may do is their account's here, and where there is none,
nothing. What must be remembered between going there and coming back is one secret in the browser's cookie,
from which state, nonce and verifier are drawn: nothing is kept here (OpenID Connect Core 1.0, section 3.1;
RFC 7636; RFC 9207).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote, urlencode

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend.notify.outside import is_guarded

PATIENCE = 5.0
"""Seconds that the provider may take for one answer."""
LEEWAY = 120
"""Seconds by which its clock may differ from ours."""
SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures that only the provider can make: none of those a client's secret could make."""
SCOPE = "openid email"

Why = Literal["away", "cancelled", "not_trusted", "no_address"]


class Refused(Exception):
    """Nobody is signed in: the provider is `away`, somebody `cancelled` there, what came back is
    `not_trusted`, or holds `no_address` that was checked. `found` is a code for the log.
    """

    def __init__(self, why: Why, found: str) -> None:
        super().__init__(found)
        self.why, self.found = why, found


@dataclass(frozen=True)
class Visit:
    """One way there and back; `secret` is the browser's cookie."""

    secret: str

    @classmethod
    def new(cls) -> Visit:
        """One that nobody can guess."""
        return cls(secrets.token_urlsafe(32))

    @property
    def state(self) -> str:
        """Comes back in the address: shows that this browser went there."""
        return self._drawn("state")

    @property
    def nonce(self) -> str:
        """Comes back in the signed token: shows that it was made for this visit."""
        return self._drawn("nonce")

    @property
    def verifier(self) -> str:
        """Shows the provider that whoever has the code is who asked for it."""
        return self._drawn("verifier")

    def _drawn(self, name: str) -> str:
        drawn = hmac.new(self.secret.encode(), name.encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(drawn).rstrip(b"=").decode()


@dataclass(frozen=True)
class Provider:
    """The council's own sign-in, as the operator named it."""

    issuer: str
    client_id: str
    client_secret: str
    back: str
    """The address of ours that people come back to, as it is registered there."""

    async def begins(self, visit: Visit) -> str:
        """Where a browser goes to sign in. Raises `Refused`."""
        metadata = await self._metadata()
        address = prepare_grant_uri(
            _endpoint(metadata, "authorization_endpoint"),
            self.client_id,
            "code",
            redirect_uri=self.back,
            scope=SCOPE,
            state=visit.state,
            nonce=visit.nonce,
            code_challenge=create_s256_code_challenge(visit.verifier),
            code_challenge_method="S256",
        )
        return str(address)

    async def vouched(self, visit: Visit, returned: Mapping[str, str], now: datetime) -> str:
        """The e-mail address of who came back, which the provider vouches for. Raises `Refused`."""
        # Without a secret there was no visit, and the state drawn from nothing is anybody's.
        state = returned.get("state", "")
        if not visit.secret or not hmac.compare_digest(state.encode(), visit.state.encode()):
            raise Refused("not_trusted", "state")
        if returned.get("iss", self.issuer) != self.issuer:
            raise Refused("not_trusted", "issuer")
        if (error := returned.get("error")) is not None:
            raise Refused("cancelled" if error == "access_denied" else "not_trusted", "error")
        if not (code := returned.get("code")):
            raise Refused("not_trusted", "no_code")
        return _address(await self._claims(visit, code, now))

    async def ends(self, back: str) -> str | None:
        """Where a browser goes to sign out there too; None where the provider has no such place."""
        metadata = await self._metadata()
        if "end_session_endpoint" not in metadata:
            return None
        asked = urlencode({"client_id": self.client_id, "post_logout_redirect_uri": back})
        return f"{_endpoint(metadata, 'end_session_endpoint')}?{asked}"

    async def _claims(self, visit: Visit, code: str, now: datetime) -> Mapping[str, Any]:
        metadata = await self._metadata()
        exchanged = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "code_verifier": visit.verifier,
        }
        token = await self._told(_endpoint(metadata, "token_endpoint"), exchanged)
        keys = await self._told(_endpoint(metadata, "jwks_uri"))
        try:
            key_set = KeySet.import_key_set({"keys": keys["keys"]})
            signed = jwt.decode(token["id_token"], key_set, algorithms=SIGNED_BY)
            claims = CodeIDToken(
                signed.claims,
                signed.header,
                {"iss": {"value": self.issuer}, "aud": {"value": self.client_id}},
                {
                    "nonce": visit.nonce,
                    "client_id": self.client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except JoseError as error:
            raise Refused("not_trusted", getattr(error, "claim", None) or error.error) from None
        except (KeyError, TypeError, ValueError):
            raise Refused("not_trusted", "token") from None
        return dict(claims)

    async def _metadata(self) -> Mapping[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery 1.0, section 4)."""
        metadata = await self._told(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if metadata.get("issuer") != self.issuer:
            raise Refused("not_trusted", "issuer")
        return metadata

    async def _told(self, url: str, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
        """What the provider answers; a form is sent to it in our own name (RFC 6749, section 2.3.1)."""
        ours = httpx.BasicAuth(quote(self.client_id, safe=""), quote(self.client_secret, safe=""))
        try:
            async with httpx.AsyncClient(timeout=PATIENCE) as client:
                asking = client.get(url) if sent is None else client.post(url, data=sent, auth=ours)
                answer = await asking
            told = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            raise Refused("away", "no_answer") from None
        if sent is not None and 400 <= answer.status_code < 500:
            raise Refused("not_trusted", "code")
        if answer.status_code != 200 or not isinstance(told, dict):
            raise Refused("away", "no_answer")
        return told


def _endpoint(metadata: Mapping[str, Any], name: str) -> str:
    """An address the provider names; one that could be overheard is none."""
    url = metadata.get(name)
    if not is_guarded(url):
        raise Refused("not_trusted", name)
    return str(url)


def _address(claims: Mapping[str, Any]) -> str:
    """The address in a token; one the provider says it has not checked is nobody's."""
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified", True) is not True:
        raise Refused("no_address", "email")
    return email

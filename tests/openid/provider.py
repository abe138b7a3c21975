"""A council's own sign-in on loopback: an OpenID provider on Authlib's server side, run for the test.

It knows one client and one person at a time, wants PKCE, gives each code once, and signs with a key of its
own. What is not the protocol's (a page to type a password on) it leaves out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import RSAKey

from tests.loopback import Door, serving

CLIENT, SECRET = "heard", "a secret with / and : in it"


@cache
def new_key(name: str) -> RSAKey:
    """A key by this name, made once: making one takes a while."""
    return RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class Council:
    """The provider: who is signed in there, and how it misbehaves."""

    clock: Callable[[], datetime]
    issuer: str = ""
    somebody: dict[str, Any] = field(default_factory=dict)
    """The claims of who is at the browser; nobody, and they cancel."""
    says: dict[str, Any] = field(default_factory=dict)
    """Claims in the place of the right ones."""
    names: dict[str, Any] = field(default_factory=dict)
    """What it says of itself, in the place of what is right."""
    key: RSAKey = field(default_factory=lambda: new_key("signs"))
    shown_key: RSAKey | None = None
    """The key it publishes, where that is not the one it signs with."""
    codes: dict[str, _Code] = field(default_factory=dict)

    @property
    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/out",
            **self.names,
        }


@dataclass
class _Code:
    """What a code stands for until it is used."""

    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class _Client(ClientMixin):  # type: ignore[misc]
    """Heard, as it is registered there."""

    def __init__(self, back: str) -> None:
        self.back = back

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.back

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.back

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class _Request(OAuth2Request):  # type: ignore[misc]
    """A request as Authlib reads it."""

    def __init__(self, method: str, path: str, headers: dict[str, str], body: str) -> None:
        # Authlib wants https in an address; on loopback nobody is between.
        super().__init__(method, f"https://127.0.0.1{path}", headers=headers)
        self._query, self._form = dict(parse_qsl(urlsplit(path).query)), dict(parse_qsl(body))
        self.payload = BasicOAuth2Payload(self._query | self._form)

    @property
    def args(self) -> dict[str, str]:
        return self._query

    @property
    def form(self) -> dict[str, str]:
        return self._form


class _Server(AuthorizationServer):  # type: ignore[misc]
    """Authlib's server with what it leaves to its surroundings."""

    def __init__(self, council: Council, back: str) -> None:
        super().__init__()
        self.client = _Client(back)
        self.register_token_generator("default", BearerTokenGenerator(lambda **_: "an-access-token"))

        class Grant(AuthorizationCodeGrant):  # type: ignore[misc]
            TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

            def save_authorization_code(self, code: str, request: _Request) -> None:
                asked = request.payload.data
                council.codes[code] = _Code(
                    asked["redirect_uri"],
                    asked["scope"],
                    asked.get("nonce"),
                    asked["code_challenge"],
                    asked["code_challenge_method"],
                )

            def query_authorization_code(self, code: str, client: _Client) -> _Code | None:
                return council.codes.pop(code, None)

            def delete_authorization_code(self, authorization_code: _Code) -> None:
                """It went when it was asked for."""

            def authenticate_user(self, authorization_code: _Code) -> dict[str, Any]:
                return council.somebody

        class Tokens(OpenIDCode):  # type: ignore[misc]
            def get_client_algorithm(self, client: _Client) -> str:
                return "RS256"

            def get_encode_header(self, client: _Client) -> dict[str, str]:
                return {"alg": "RS256", "kid": "one"}

            def resolve_client_private_key(self, client: _Client) -> RSAKey:
                return council.key

            def get_client_claims(self, client: _Client) -> dict[str, Any]:
                now = int(council.clock().timestamp())
                return {"iss": council.issuer, "aud": CLIENT, "iat": now, "exp": now + 300}

            def get_compatible_claims(self, request: _Request) -> dict[str, Any]:
                return self.get_client_claims(request.client)

            def exists_nonce(self, nonce: str, request: _Request) -> bool:
                return False

            def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
                return UserInfo({"sub": "somebody", **user, **council.says})

        self.register_grant(Grant, [CodeChallenge(required=True), Tokens(require_nonce=True)])

    def query_client(self, client_id: str) -> _Client | None:
        return self.client if client_id == CLIENT else None

    def save_token(self, token: dict[str, Any], request: _Request) -> None:
        """Nobody asks for it again."""

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: _Request) -> _Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> tuple[int, Any, dict[str, str]]:
        return status, body, dict(headers)


@contextmanager
def council_sign_in(clock: Callable[[], datetime], back: str) -> Iterator[Council]:
    """The provider for as long as the block lasts."""
    council = Council(clock)
    server = _Server(council, back)

    class CouncilDoor(Door):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.endswith("/openid-configuration"):
                self._answer(200, council.metadata, {})
            elif path == "/keys":
                shown = council.shown_key or council.key
                self._answer(200, {"keys": [shown.as_dict(private=False)]}, {})
            else:
                request = _Request("GET", self.path, dict(self.headers), "")
                grant = server.get_consent_grant(request, council.somebody)
                self._answer(*server.create_authorization_response(request, council.somebody or None, grant))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(*server.create_token_response(_Request("POST", self.path, dict(self.headers), body)))

        def _answer(self, status: int, body: Any, headers: dict[str, str]) -> None:
            told = json.dumps(body).encode() if not isinstance(body, str) else body.encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(told)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told)

    with serving(CouncilDoor) as port:
        council.issuer = f"http://127.0.0.1:{port}"
        yield council

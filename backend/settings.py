"""Everything an installation can be told, read from the environment once at start."""

from __future__ import annotations

import secrets
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from backend.notify.outside import is_guarded

SHORTEST_SECRET = 32
FEWEST_LETTERS = 12
"""Different characters: a random secret of the shortest length has more, a word repeated has fewer."""


class SettingsMistake(Exception):
    """A setting cannot be; the message says which, and what it must be, never its value."""


def read_settings() -> Settings:
    """The settings of this process's environment. Raises `SettingsMistake`."""
    try:
        return Settings()
    except ValidationError as mistake:
        # pydantic's own words hold the values, of which one is a secret.
        errors = mistake.errors(include_input=False, include_url=False)
        raise SettingsMistake("; ".join(_said(error["loc"], error["msg"]) for error in errors)) from None


def _said(place: tuple[int | str, ...], what: str) -> str:
    return "".join(f"HEARD_{str(name).upper()}: " for name in place) + what.removeprefix("Value error, ")


class Settings(BaseSettings):
    """`HEARD_*` variables. The first block is for people; the second is set by the launcher."""

    model_config = SettingsConfigDict(env_prefix="HEARD_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    home: Path = Path("var")
    council: str | None = None
    """The one council this installation serves; None where the page names it."""
    database_url: str | None = None
    secret_key: str | None = None
    former_secret_keys: str = ""
    """Secrets, separated by commas, that `secret_key` took over from: they still verify the chain."""
    origin: str | None = None
    """The origin people see where a proxy stands in front: `https://heard.example.gov.uk`."""
    embed_origins: str = ""
    """Origins, separated by spaces, on whose pages the chat may be framed."""
    smtp_url: str | None = None
    """The mail server: `smtp://user:password@host:port?from=address`."""
    notify_url: str | None = None
    """GOV.UK Notify: `https://<api key>@api.notifications.service.gov.uk?text=<template>`."""
    webhooks: str = ""
    """Councils' own case systems, told of events: `<council>=https://:<secret>@host/path`, spaces between."""
    oidc_issuer: str | None = None
    """The council's own sign-in for staff (OpenID Connect): its issuer, as it writes it itself."""
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = None
    metrics_token: str | None = Field(default=None, min_length=16)
    """What a monitor shows at `/api/health/metrics`; unset, there is nothing there."""
    texts_secret: str | None = Field(default=None, min_length=16)
    """What signs text messages that come in; unset, none are taken."""
    traces_url: str | None = None
    """The collector of OpenTelemetry that traces are sent to: `http://collector:4318/v1/traces`."""
    limits: Literal["on", "off"] = "on"
    now: str | None = None
    neutral_address: str = "https://www.bbc.co.uk/weather"
    """Where "Leave quickly" goes: nothing of ours, nothing personal."""

    rasa_url: str = "http://127.0.0.1:5005"
    """Where Rasa is; several addresses with commas between are asked in turn."""
    inner_host: str = "127.0.0.1"
    """Where the inner port listens: loopback, unless Rasa runs on another machine."""
    inner_port: int = 0
    inner_secret: str = ""

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the public port."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def database(self) -> str:
        """The database's URL; a file under `home` where none is named."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'heard.db'}"

    @property
    def head_file(self) -> Path:
        """Where the head of the chain of events is kept outside the database."""
        return self.home / "chain.head"

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file, which one backend alone writes to."""
        return self.database.startswith("sqlite")

    @property
    def former_secrets(self) -> tuple[str, ...]:
        """What still opens, and verifies, what was made before the secret changed."""
        return tuple(key.strip() for key in self.former_secret_keys.split(",") if key.strip())

    @property
    def address(self) -> str:
        """Where people find this installation."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return (self.origin or f"http://{host}:{self.port}").rstrip("/")

    @property
    def own_origins(self) -> tuple[str, ...]:
        """The origins this installation answers under; both names of loopback are ours."""
        if self.origin:
            return (self.origin.rstrip("/"),)
        host = f"[{self.host}]" if ":" in self.host else self.host
        hosts = {host, "127.0.0.1", "localhost"} if self.on_loopback else {host}
        return tuple(sorted(f"http://{host}:{self.port}" for host in hosts))

    @property
    def frame_origins(self) -> tuple[str, ...]:
        """Whose pages may show the chat in a frame."""
        return (*self.own_origins, *self.embed_origins.split())

    @field_validator("now")
    @classmethod
    def _a_moment(cls, now: str | None) -> str | None:
        if now:
            try:
                datetime.fromisoformat(now)
            except ValueError:
                raise ValueError("must be a moment like 2025-03-03T10:00") from None
        return now or None

    @model_validator(mode="after")
    def _whole_sign_in(self) -> Self:
        given = (self.oidc_issuer, self.oidc_client_id, self.oidc_client_secret)
        if any(given) and not all(given):
            raise ValueError(
                "HEARD_OIDC_ISSUER, HEARD_OIDC_CLIENT_ID and HEARD_OIDC_CLIENT_SECRET go together"
            )
        if self.oidc_issuer and not is_guarded(self.oidc_issuer):
            raise ValueError("HEARD_OIDC_ISSUER must begin with https://")
        return self

    @model_validator(mode="after")
    def _guarded_inside(self) -> Self:
        if self.inner_host != "127.0.0.1" and len(self.inner_secret) < 16:
            raise ValueError(
                f"HEARD_INNER_SECRET must have 16 characters when HEARD_INNER_HOST is {self.inner_host}"
            )
        return self

    @model_validator(mode="after")
    def _beyond_loopback(self) -> Self:
        if self.on_loopback:
            return self
        secret = self.secret_key or ""
        for what, bad in {
            "HEARD_SECRET_KEY must be set": not secret,
            f"HEARD_SECRET_KEY must be {SHORTEST_SECRET} random characters or more": (
                len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_LETTERS
            ),
            "HEARD_LIMITS=off is for loopback only": self.limits == "off",
            "HEARD_NOW is for loopback only": self.now is not None,
        }.items():
            if bad:
                raise ValueError(f"{what} when HEARD_HOST is {self.host}")
        return self

    def secret(self) -> str:
        """The installation's secret; on loopback, without one, made once and kept under `home`."""
        if self.secret_key:
            return self.secret_key
        path = self.home / "secret.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(32), encoding="ascii")
        return path.read_text(encoding="ascii").strip()

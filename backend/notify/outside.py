"""Addresses outside this house that an operator names: what is told to them must not be overheard."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_guarded(url: object) -> bool:
    """Whether it is `https`, or plain `http` to this machine itself."""
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if not host:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host))


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

"""The ways out that an installation's settings open."""

from __future__ import annotations

from backend.notify.govuk import Notify
from backend.notify.mail import Mail
from backend.notify.post import Channel, Post, Way


def open_ways(smtp_url: str | None, notify_url: str | None) -> Post:
    """By URL; e-mail goes by the mail server where there is one. Raises ValueError."""
    channels: dict[Way, Channel] = {}
    if notify_url:
        notify = Notify.at(notify_url)
        channels |= dict.fromkeys(notify.ways, notify)
    if smtp_url:
        channels["email"] = Mail.at(smtp_url)
    return Post(channels)

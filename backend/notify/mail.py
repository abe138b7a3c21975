"""E-mail by SMTP: `smtp://user:password@host:port?from=...`, or `smtps://` where TLS comes first.

Over `smtp` the connection is made secure by STARTTLS before anything is said; only a server on this
machine may do without. A message keeps its Message-ID and Date whenever it is sent again, so that a
mailbox which got it before a crash knows it for the same.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from backend.notify.post import Message, NotSent, Sent, State

PATIENCE = 20
"""Seconds for each answer of the server."""
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
"""An address that can be written to without guessing."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Mail:
    """A mail server to hand messages to."""

    host: str
    port: int
    sender: str
    secure: bool
    user: str | None = None
    password: str | None = None

    @classmethod
    def at(cls, url: str) -> Mail:
        """From its URL. Raises ValueError, which never repeats it."""
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not ADDRESS.fullmatch(sender):
            raise ValueError("must be smtp://host:port?from=address, or smtps://")
        secure = parts.scheme == "smtps"
        return cls(
            parts.hostname,
            parts.port or (465 if secure else 587),
            sender,
            secure,
            unquote(parts.username) if parts.username else None,
            unquote(parts.password) if parts.password else None,
        )

    def send(self, message: Message, *, tried_before: bool) -> Sent:
        """Hand it to the server, which answers for it from then on. Raises `NotSent`."""
        mail = self._written(message)
        try:
            with self._connected() as server:
                server.send_message(mail, self.sender, [message.to])
        except smtplib.SMTPRecipientsRefused as refused:
            raise _refused("address_refused", next(iter(refused.recipients.values()))[0]) from None
        except smtplib.SMTPDataError as refused:
            raise _refused("message_refused", refused.smtp_code) from None
        except smtplib.SMTPResponseException as refused:
            raise NotSent(f"mail_server_{refused.smtp_code}") from None
        except (smtplib.SMTPException, OSError) as away:
            raise NotSent(f"mail_server_{type(away).__name__}") from None
        return Sent()

    def state(self, receipt: str) -> State:
        """A mail server that took a message answers for it; what it does is not to be asked."""
        return "delivered"

    def _written(self, message: Message) -> EmailMessage:
        if not ADDRESS.fullmatch(message.to):
            raise NotSent("no_address", final=True)
        mail = EmailMessage()
        mail["From"] = Address(message.sender, addr_spec=self.sender)
        mail["To"] = message.to
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(message.written_at)
        mail["Message-ID"] = f"<{message.id}@{self.sender.partition('@')[2]}>"
        # No robot answers it, no absence is told to it.
        mail["Auto-Submitted"] = "auto-generated"
        if message.reply_to:
            mail["Reply-To"] = message.reply_to
        mail.set_content(message.text)
        return mail

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.secure:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE)
        try:
            if not self.secure and (self.host not in _LOOPBACK or server.has_extn("starttls")):
                server.starttls(context=context)
            if self.user is not None:
                server.login(self.user, self.password or "")
        except BaseException:
            server.close()
            raise
        return server


def _refused(why: str, code: int) -> NotSent:
    """An answer of 500 and more is for good; below that the server may take it later."""
    return NotSent(f"{why}_{code}", final=code >= 500)

"""A mail server and a GOV.UK Notify on loopback, which keep what they get and can fail as real ones do."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.loopback import Door, serving

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"heard-{SERVICE}-{SECRET}"


@dataclass
class MailServer:
    """Mailboxes that know a message they have by its Message-ID, as people's do."""

    port: int
    taken: list[EmailMessage] = field(default_factory=list)
    """Everything the server took, repeats too."""
    refuses: dict[str, str] = field(default_factory=dict)
    """By address: the answer its mail gets."""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        mail = message_from_bytes(envelope.content or b"", EmailMessage, policy=policy.default)
        self.taken.append(mail)
        return "250 OK"

    def begin_again(self) -> None:
        """Empty mailboxes, and nobody refused."""
        self.taken.clear()
        self.refuses.clear()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?from=heard@council.example"

    def mailbox(self, address: str) -> list[EmailMessage]:
        """What somebody sees: each message once."""
        mine = [mail for mail in self.taken if mail["To"] == address]
        return list({mail["Message-ID"]: mail for mail in mine}.values())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server for as long as the block lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        boxes = MailServer(free.getsockname()[1])
    controller = Controller(boxes, hostname="127.0.0.1", port=boxes.port)
    controller.start()
    try:
        yield boxes
    finally:
        controller.stop()


@dataclass
class NotifyStandIn:
    """Speaks as much of GOV.UK Notify's API as a sender needs, tokens checked."""

    url: str = ""
    taken: list[dict[str, Any]] = field(default_factory=list)
    status: str = "delivered"
    fails_with: int | None = None
    """Every request is answered so, until this is None again."""
    loses_answers: bool = False
    """What was sent is taken, and the answer never arrives."""

    def begin_again(self) -> None:
        """Nothing taken, and nothing failing."""
        self.taken.clear()
        self.status, self.fails_with, self.loses_answers = "delivered", None, False

    def to(self, number: str) -> list[str]:
        """The texts one mobile got."""
        return [one["personalisation"]["body"] for one in self.taken if one.get("phone_number") == number]

    def get(self, path: str, query: dict[str, list[str]]) -> tuple[int, Any]:
        known = [one | {"status": self.status} for one in self.taken]
        if path == "/v2/notifications":
            return 200, {"notifications": [one for one in known if one["reference"] in query["reference"]]}
        found = [one for one in known if path == f"/v2/notifications/{one['id']}"]
        return (200, found[0]) if found else (404, {"errors": [{"message": "No result found"}]})

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if body.get("phone_number", "").endswith("000"):
            return 400, {"errors": [{"error": "ValidationError", "message": "phone_number is not valid"}]}
        body = body | {"id": str(uuid4()), "kind": path.rpartition("/")[2]}
        self.taken.append(body)
        return 201, {"id": body["id"], "reference": body["reference"]}


@contextmanager
def notify() -> Iterator[NotifyStandIn]:
    """A GOV.UK Notify for as long as the block lasts."""
    standin = NotifyStandIn()

    class NotifyDoor(Door):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            self._answer(*(self._refusal() or standin.get(parts.path, parse_qs(parts.query))))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = self._refusal() or standin.post(self.path, body)
            if standin.loses_answers:
                self.close_connection = True
                return
            self._answer(*answer)

        def _refusal(self) -> tuple[int, Any] | None:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            if (
                jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})["iss"]
                != SERVICE
            ):
                return 403, {"errors": [{"error": "AuthError", "message": "Invalid token"}]}
            if standin.fails_with is not None:
                return standin.fails_with, {"errors": [{"error": "Exception", "message": "failing"}]}
            return None

        def _answer(self, status: int, body: Any) -> None:
            told = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    with serving(NotifyDoor) as port:
        standin.url = f"http://{KEY}@127.0.0.1:{port}?text=t-1&email=e-1&post=second"
        yield standin

"""A council with people on duty, a mail server and a GOV.UK Notify, and workers that can be killed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from backend.app import create_apps
from backend.clock import LONDON
from backend.notify.ways import open_ways
from backend.safety import Heard, Tier
from backend.services import alerts, opening
from backend.services.installation import Installation
from backend.store.rows import Alert, ChatSession
from backend.worker import Worker
from tests.chat.talking import StandInRasa
from tests.installed import Built, StandingClock, settings
from tests.notify.standins import MailServer, NotifyStandIn
from tests.staff.office import Office

WORDS = "he hit me again and i am hiding"
SAM, ALEX, LEE = "sam@council.example", "alex@council.example", "lado@council.example"
SAMS_MOBILE = "07700900111"
OFFICE = {"days": ["mon", "tue", "wed", "thu", "fri"], "start": "09:00", "end": "17:00"}
NIGHT = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "start": "17:00", "end": "09:00"}

DUTY: dict[str, Any] = {
    "duty": [{"name": "Sam Okoro", "email": SAM, "text": SAMS_MOBILE}],
    "cover": [
        {"name": "Alex Reid", "email": ALEX},
        {"name": "Lee Marsh", "email": LEE, "apart": True},
    ],
}


class Killed(BaseException):
    """The process ends here."""


async def _nobody(_: str) -> None:
    """Rasa has nothing to forget."""


@dataclass
class Night:
    """One installation on a database, and the world around it."""

    url: str
    mail: MailServer
    notify: NotifyStandIn
    clock: StandingClock
    inst: Installation
    home: Path

    @cached_property
    def rasa(self) -> StandInRasa:
        """What understands what is typed in the chat."""
        return StandInRasa(self.inst)

    @cached_property
    def office(self) -> Office:
        """The public door of this installation, and who works there."""
        public = create_apps(settings(self.home), self.inst, self.rasa).public
        http = TestClient(public, "http://127.0.0.1:8080", client=("192.0.2.7", 4711))
        return Office(Built(self.url, self.clock), self.inst, http)

    def again(self) -> Installation:
        """Another process on the same database."""
        return Built(self.url, self.clock, post=self.inst.post).installation()

    def fill_in(self, value: dict[str, Any], council: str = "rutland") -> None:
        opening.keep(self.inst, council, value, "staff:1")

    def hear(
        self,
        tier: Tier = "urgent",
        council: str | None = "rutland",
        names_staff: bool = False,
        again: Alert | None = None,
    ) -> Alert:
        """Somebody says something in a chat on a council's page; or more is heard in what they said."""
        now = self.clock.now()
        chat = again.session_id if again and again.session_id else f"s{now.timestamp()}"
        session = ChatSession(chat, f"t{chat}", "0" * 32, council, "en", "teen", False, now, now, now)
        heard = Heard(tier, ("model:urgent" if again else "hit-1",), names_staff)
        with self.inst.store.begin() as tx:
            return alerts.raise_alert(self.inst, tx, session, "message-1", WORDS, heard)

    def alert(self, alert: Alert) -> Alert:
        """As it stands now."""
        with self.inst.store.read() as tx:
            found = tx.alerts.get(alert.id)
        assert found is not None
        return found

    def happened(self, alert: Alert) -> list[str]:
        """The kinds of its events."""
        with self.inst.store.read() as tx:
            return [event.kind for event in tx.events.of(f"alert:{alert.id}")]

    def work(self, inst: Installation | None = None) -> None:
        """One round of a worker."""
        asyncio.run(Worker(inst or self.inst, _nobody).once())

    def go_to(self, moment: str) -> None:
        """Move the clock to a moment in London."""
        later = datetime.fromisoformat(moment).replace(tzinfo=LONDON)
        self.clock.move(seconds=(later - self.clock.at).total_seconds())

    def got(self) -> dict[str, int]:
        """How many messages each mailbox and mobile shows."""
        boxes = {str(mail["To"]) for mail in self.mail.taken}
        mobiles = {one["phone_number"] for one in self.notify.taken if "phone_number" in one}
        return {box: len(self.mail.mailbox(box)) for box in boxes} | {
            mobile: len(self.notify.to(mobile)) for mobile in mobiles
        }


def a_night(url: str, mail: MailServer, notify: NotifyStandIn, home: Path) -> Night:
    """A fresh one, with nobody on duty yet."""
    built = Built(url, post=open_ways(mail.url, notify.url))
    return Night(url, mail, notify, built.clock, built.installation(), home)


def killed_at(monkeypatch: Any, module: Any, name: str, *, after: bool) -> Callable[[], int]:
    """Let the process end before or after the next call of a function; gives how often it was called."""
    real, calls = getattr(module, name), [0]

    def once(*given: Any, **named: Any) -> Any:
        calls[0] += 1
        monkeypatch.setattr(module, name, real)
        if after:
            real(*given, **named)
        raise Killed

    monkeypatch.setattr(module, name, once)
    return lambda: calls[0]

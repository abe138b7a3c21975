"""The stand-ins, fresh for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.notify.standins import MailServer, NotifyStandIn, mail_server, notify


@pytest.fixture(name="mail_server")
def a_mail_server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture(name="notify")
def a_notify() -> Iterator[NotifyStandIn]:
    with notify() as running:
        yield running

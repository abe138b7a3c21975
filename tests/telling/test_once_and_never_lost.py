"""Killed anywhere, with two workers, with the mail server away: it arrives, and it arrives once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from backend.notify import mail as mail_module
from backend.services import alerts, outbox, telling
from backend.worker import Worker
from tests.telling.night import ALEX, DUTY, SAM, SAMS_MOBILE, Killed, Night, _nobody, killed_at

ONCE = {SAM: 1, SAMS_MOBILE: 1}


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (outbox, "take", True),
        (telling, "_not_again", True),
        (mail_module.Mail, "send", False),
        (mail_module.Mail, "send", True),
        (telling, "_note", False),
        (telling, "_note", True),
        (outbox, "done", False),
    ],
)
def test_killed_at_any_point_it_still_arrives_once(
    night: Night, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    night.fill_in(DUTY)
    alert = night.hear()
    called = killed_at(monkeypatch, module, name, after=after)
    for _ in range(3):
        # Past the lease of whoever was killed, before the second person's time.
        with suppress(Killed):
            night.work(night.again())
        night.clock.move(minutes=4)
    assert called() == 1
    assert night.got() == ONCE
    assert night.alert(alert).told_at is not None


def test_killed_between_notifys_answer_and_writing_it_down_no_second_text_is_sent(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    night.fill_in({"duty": [{"name": "Sam", "text": SAMS_MOBILE}]})
    night.hear()
    killed_at(monkeypatch, telling, "_note", after=False)
    with pytest.raises(Killed):
        night.work()
    assert len(night.notify.taken) == 1
    night.clock.move(minutes=4)
    night.work(night.again())
    assert len(night.notify.taken) == 1
    with night.inst.store.read() as tx:
        assert tx.outbox.waiting() == {alerts.TELL: 1, telling.CHECK: 1}


def test_two_workers_at_once_send_each_message_once(night: Night) -> None:
    night.fill_in(DUTY)
    for _ in range(4):
        night.hear()
        night.clock.move(seconds=1)
    one, other = night.inst, night.again()

    async def both() -> None:
        await asyncio.gather(*(Worker(inst, _nobody).once() for inst in (one, other)))

    asyncio.run(both())
    assert night.got() == {SAM: 4, SAMS_MOBILE: 4}
    assert (len(night.mail.taken), len(night.notify.taken)) == (4, 4)


def test_a_mail_server_that_is_down_for_an_hour_loses_nothing(night: Night) -> None:
    night.fill_in({"duty": [{"name": "Sam", "email": SAM}]})
    night.mail.refuses[SAM] = "421 closing"
    heard = []
    for _ in range(4):
        heard.append(night.hear())
        night.work()
        night.clock.move(minutes=15)
    assert night.got() == {}
    with night.inst.store.read() as tx:
        assert tx.outbox.in_trouble()[telling.SEND] == len(heard)
    night.mail.refuses.clear()
    night.clock.move(minutes=10)
    night.work()
    assert night.got() == {SAM: len(heard)}
    assert all(night.alert(alert).told_at is not None for alert in heard)
    with night.inst.store.read() as tx:
        assert telling.SEND not in tx.outbox.in_trouble()


def test_a_worker_that_was_away_for_a_week_does_it_all_in_order_once(quick: Night) -> None:
    quick.fill_in(DUTY)
    first = quick.hear()
    quick.clock.move(days=1)
    second = quick.hear("concern")
    quick.clock.move(days=7)
    quick.work()
    quick.work()
    assert quick.got()[SAM] == 2
    assert [quick.alert(one).escalated_at is not None for one in (first, second)] == [True, True]
    sent = [parsedate_to_datetime(mail["Date"]) for mail in quick.mail.mailbox(SAM)]
    assert sent == sorted(sent)


def test_two_workers_that_come_late_tell_nobody_twice(night: Night) -> None:
    night.fill_in({"duty": [{"name": "Sam", "email": SAM}], "cover": [{"name": "Alex", "email": ALEX}]})
    night.hear()
    night.clock.move(days=1)
    other = night.again()

    async def both() -> None:
        await asyncio.gather(*(Worker(inst, _nobody).once() for inst in (night.inst, other)))

    asyncio.run(both())
    night.clock.move(minutes=1)
    night.work()
    assert night.got() == {SAM: 1, ALEX: 1}


def test_one_alert_that_cannot_be_sent_does_not_stop_the_next(quick: Night) -> None:
    quick.fill_in({"duty": [{"name": "Sam", "email": SAM}]})
    quick.mail.refuses[SAM] = "450 try later"
    quick.hear()
    quick.work()
    quick.fill_in({"duty": [{"name": "Alex", "email": "alex@council.example"}]})
    quick.clock.move(seconds=2)
    quick.hear()
    quick.work()
    assert quick.got() == {"alex@council.example": 1}

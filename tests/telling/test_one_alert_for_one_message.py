"""A concern in which more is heard: one alert, told of as what it has become, by whoever is told of such."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest

from backend.services import alerts, outbox, telling
from backend.store.events import Events
from backend.store.rows import Alert
from backend.worker import ALERTS
from tests.telling.night import ALEX, DUTY, LEE, SAM, SAMS_MOBILE, Killed, Night, killed_at

RAISED = ["alert_raised", "alert_made_graver"]


def waiting(night: Night) -> list[tuple[str, str]]:
    """Each alert that nobody took."""
    with night.inst.store.read() as tx:
        return [(alert.id, alert.tier) for alert in tx.alerts.open()]


def test_raised_before_anybody_was_told_it_goes_out_as_urgent_alone(night: Night) -> None:
    night.fill_in(DUTY)
    concern = night.hear("concern")
    urgent = night.hear("urgent", again=concern)
    assert waiting(night) == [(concern.id, "urgent")]
    night.work()
    assert night.got() == {SAM: 1, SAMS_MOBILE: 1}
    assert "urgent" in night.mail.mailbox(SAM)[0]["Subject"]
    assert night.happened(urgent) == [*RAISED, "alert_told", "alert_told"]
    assert night.alert(urgent).phrases == ("hit-1", "model:urgent")
    assert night.alert(urgent).at == concern.at


def test_raised_after_the_mail_of_the_concern_the_urgent_words_follow_at_once(night: Night) -> None:
    night.fill_in(DUTY | {"urgent_minutes": 15})
    concern = night.hear("concern")
    night.work()
    assert night.got() == {SAM: 1}
    night.clock.move(seconds=5)
    night.hear("urgent", again=concern)
    assert night.alert(concern).told_at is None, "nobody knows yet that it is urgent"
    night.work()
    assert night.got() == {SAM: 2, SAMS_MOBILE: 1}
    assert ["urgent" in mail["Subject"] for mail in night.mail.mailbox(SAM)] == [False, True]
    assert night.alert(concern).told_at == night.clock.now()
    night.clock.move(minutes=15)
    night.work()
    assert night.got() == {SAM: 2, SAMS_MOBILE: 1, ALEX: 1, LEE: 1}
    night.clock.move(days=3)
    night.work()
    assert night.got() == {SAM: 2, SAMS_MOBILE: 1, ALEX: 1, LEE: 1}


def test_raised_while_the_mail_of_the_concern_waits_to_go_that_one_does_not_go(night: Night) -> None:
    night.fill_in(DUTY)
    night.mail.refuses[SAM] = "450 try later"
    concern = night.hear("concern")
    night.work()
    night.hear("urgent", again=concern)
    night.mail.refuses.clear()
    night.clock.move(minutes=1)
    night.work()
    assert night.got() == {SAM: 1, SAMS_MOBILE: 1}
    assert "urgent" in night.mail.mailbox(SAM)[0]["Subject"]


def test_raised_after_the_second_person_was_told_both_are_told_that_it_is_urgent(night: Night) -> None:
    night.fill_in(DUTY)
    concern = night.hear("concern")
    night.work()
    night.clock.move(days=1)
    night.work()
    assert night.got() == {SAM: 1, ALEX: 1, LEE: 1}
    night.hear("urgent", again=concern)
    assert night.alert(concern).escalated_at is None
    night.work()
    night.clock.move(minutes=15)
    night.work()
    assert night.got() == {SAM: 2, SAMS_MOBILE: 1, ALEX: 2, LEE: 2}


def test_raised_long_after_all_was_done_it_is_told_of_all_the_same(quick: Night) -> None:
    quick.fill_in(DUTY)
    concern = quick.hear("concern")
    quick.work()
    quick.clock.move(days=2)
    quick.work()
    quick.clock.move(days=8)
    quick.work()
    with quick.inst.store.read() as tx:
        assert tx.outbox.get(f"{alerts.TELL}:{concern.id}:first") is None, "what was done is forgotten"
    quick.hear("urgent", again=concern)
    quick.work()
    assert quick.got()[SAMS_MOBILE] == 1


def test_taken_before_more_was_heard_the_urgent_words_are_an_alert_of_their_own(quick: Night) -> None:
    quick.fill_in(DUTY)
    concern = quick.hear("concern")
    alerts.acknowledge(quick.inst, "1", ["rutland"], concern.id, None)
    urgent = quick.hear("urgent", again=concern)
    assert waiting(quick) == [(urgent.id, "urgent")]
    assert quick.alert(concern).tier == "concern"
    quick.work()
    assert quick.got() == {SAM: 1, SAMS_MOBILE: 1}


def test_where_it_turns_out_that_staff_may_be_named_only_who_stands_apart_is_told_from_then_on(
    quick: Night,
) -> None:
    quick.fill_in(DUTY)
    quick.mail.refuses[SAM] = "450 try later"
    concern = quick.hear("concern")
    quick.work()
    quick.hear("concern", names_staff=True, again=concern)
    quick.mail.refuses.clear()
    quick.clock.move(days=2)
    quick.work()
    assert quick.got() == {LEE: 1}


def test_what_is_no_graver_changes_nothing(quick: Night) -> None:
    quick.fill_in(DUTY)
    urgent = quick.hear("urgent", names_staff=True)
    assert quick.hear("concern", again=urgent) == urgent
    assert quick.hear("urgent", again=urgent) == urgent
    assert quick.happened(urgent) == ["alert_raised"]


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (alerts, "_have_it_told", False),
        (alerts, "_have_it_told", True),
        (Events, "append", False),
        (Events, "append", True),
    ],
)
def test_killed_while_it_is_raised_it_is_still_the_concern_and_can_be_raised_again(
    night: Night, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    night.fill_in(DUTY)
    concern = night.hear("concern")
    killed_at(monkeypatch, module, name, after=after)
    with pytest.raises(Killed):
        night.hear("urgent", again=concern)
    assert waiting(night) == [(concern.id, "concern")]
    night.work()
    assert night.got() == {SAM: 1}
    night.hear("urgent", again=concern)
    night.work()
    assert waiting(night) == [(concern.id, "urgent")]
    assert night.got() == {SAM: 2, SAMS_MOBILE: 1}


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (outbox, "take", True),
        (telling, "_not_again", True),
        (telling, "_note", False),
        (telling, "_note", True),
    ],
)
def test_a_worker_killed_before_or_after_it_was_raised_still_lets_the_urgent_words_go_once(
    night: Night, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    night.fill_in(DUTY)
    concern = night.hear("concern")
    killed_at(monkeypatch, module, name, after=after)
    with suppress(Killed):
        night.work(night.again())
    night.hear("urgent", again=concern)
    for _ in range(3):
        night.work(night.again())
        night.clock.move(minutes=4)
    urgent = [mail for mail in night.mail.mailbox(SAM) if "urgent" in mail["Subject"]]
    assert len(urgent) == 1
    assert night.got()[SAMS_MOBILE] == 1
    assert night.alert(concern).told_at is not None


@pytest.mark.parametrize("told_first", [True, False])
def test_a_worker_that_took_the_concern_in_hand_before_it_was_raised_tells_nobody_twice(
    night: Night, told_first: bool
) -> None:
    night.fill_in(DUTY)
    concern = night.hear("concern")
    row = outbox.take(night.inst, ALERTS)
    assert row is not None
    night.clock.move(seconds=1)
    night.hear("urgent", again=concern)
    if told_first:
        night.work()
    telling.tell(night.again(), row)
    night.work()
    assert night.got() == {SAM: 1, SAMS_MOBILE: 1}


def test_a_mail_of_the_concern_that_was_on_its_way_does_not_count_as_told_of_what_is_urgent(
    quick: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick.fill_in(DUTY)
    concern = quick.hear("concern")
    (written,) = _written(quick, concern)
    real = type(quick.inst.post).send

    def meanwhile(post: Any, message: Any, **how: Any) -> Any:
        monkeypatch.undo()
        quick.hear("urgent", again=concern)
        return real(post, message, **how)

    monkeypatch.setattr(type(quick.inst.post), "send", meanwhile)
    telling.send(quick.inst, written)
    assert quick.got() == {SAM: 1}
    assert quick.alert(concern).told_at is None
    quick.work()
    assert quick.got() == {SAM: 2, SAMS_MOBILE: 1}
    assert quick.alert(concern).told_at is not None


def _written(night: Night, alert: Alert) -> list[Any]:
    """The messages of an alert's first turn, in a worker's hand."""
    row = outbox.take(night.inst, ALERTS)
    assert row is not None
    telling.tell(night.inst, row)
    found = []
    while (message := outbox.take(night.inst, [telling.SEND])) is not None:
        assert message.body["alert"] == alert.id
        found.append(message)
    return found

"""Of every alert somebody is told, once, by who is on duty; somebody else if nobody takes it."""

from __future__ import annotations

import pytest

from backend.services import alerts
from tests.telling.night import ALEX, DUTY, LEE, NIGHT, OFFICE, SAM, SAMS_MOBILE, WORDS, Night


def test_an_urgent_alert_goes_by_mail_and_text_at_once_without_a_word_of_it(quick: Night) -> None:
    quick.fill_in(DUTY)
    alert = quick.hear()
    quick.work()
    assert quick.got() == {SAM: 1, SAMS_MOBILE: 1}
    (mail,) = quick.mail.mailbox(SAM)
    told = mail.as_string() + quick.notify.to(SAMS_MOBILE)[0]
    assert "Rutland County Council" in told
    assert "http://127.0.0.1:8080/staff/alerts" in told
    assert WORDS not in told
    assert "urgent" in mail["Subject"]
    assert quick.alert(alert).told_at == quick.clock.now()
    assert quick.happened(alert) == ["alert_raised", "alert_told", "alert_told"]


def test_a_concern_goes_by_mail_and_wakes_nobody(quick: Night) -> None:
    quick.fill_in(DUTY)
    quick.hear("concern")
    quick.work()
    assert quick.got() == {SAM: 1}


def test_nobody_acknowledges_so_a_second_person_is_told_after_the_set_time(quick: Night) -> None:
    quick.fill_in(DUTY | {"urgent_minutes": 30})
    alert = quick.hear()
    quick.work()
    quick.clock.move(minutes=29)
    quick.work()
    assert ALEX not in quick.got()
    quick.clock.move(minutes=1)
    quick.work()
    assert quick.got() == {SAM: 1, SAMS_MOBILE: 1, ALEX: 1, LEE: 1}
    assert quick.alert(alert).escalated_at == quick.clock.now()
    assert "alert_escalated" in quick.happened(alert)
    quick.clock.move(hours=48)
    quick.work()
    assert quick.got()[ALEX] == 1


def test_once_acknowledged_nobody_else_is_told(quick: Night) -> None:
    quick.fill_in(DUTY)
    alert = quick.hear()
    quick.work()
    alerts.acknowledge(quick.inst, "1", ["rutland"], alert.id, None)
    quick.clock.move(hours=48)
    quick.work()
    assert quick.got() == {SAM: 1, SAMS_MOBILE: 1}
    assert quick.alert(alert).escalated_at is None


def test_acknowledged_before_the_mail_could_go_it_does_not_go(quick: Night) -> None:
    quick.fill_in(DUTY)
    alert = quick.hear()
    quick.notify.fails_with = 503
    quick.mail.refuses[SAM] = "450 try later"
    quick.work()
    alerts.acknowledge(quick.inst, "1", ["rutland"], alert.id, None)
    quick.notify.fails_with = None
    quick.mail.refuses.clear()
    quick.clock.move(hours=1)
    quick.work()
    assert quick.got() == {}


def test_where_staff_or_a_carer_are_named_only_who_stands_apart_is_told(quick: Night) -> None:
    quick.fill_in(DUTY)
    quick.hear(names_staff=True)
    quick.work()
    quick.clock.move(hours=48)
    quick.work()
    assert quick.got() == {LEE: 1}


def test_with_nobody_apart_it_waits_loudly_for_somebody_and_never_goes_to_the_team(quick: Night) -> None:
    quick.fill_in({"duty": DUTY["duty"], "cover": DUTY["cover"][:1]})
    alert = quick.hear(names_staff=True)
    quick.work()
    assert quick.got() == {}
    with quick.inst.store.read() as tx:
        assert tx.outbox.in_trouble() == {alerts.TELL: 1}
    quick.fill_in(DUTY)
    quick.clock.move(minutes=5)
    quick.work()
    assert quick.got() == {LEE: 1}
    assert quick.alert(alert).told_at is not None


def test_from_whom_a_case_is_kept_is_told_of_no_alert_about_it(quick: Night) -> None:
    quick.fill_in(DUTY)
    office = quick.office
    office.colleague("safeguarding", email=SAM)
    officer = office.colleague()
    manager = office.colleague("manager")
    reference = officer.takes()["receipt"]["reference"]
    assert officer.post(f"/cases/{reference}/kept-from", {"email": SAM}).status_code == 200
    with quick.inst.store.begin() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        alerts.raise_alert_in_case(quick.inst, tx, case, WORDS, "person")
    assert manager.get("/delivery").json()["alerts_untold"] == 1
    officer.post(f"/cases/{reference}/kept-from", {"email": manager.email})
    assert manager.get("/delivery").json()["alerts_untold"] == 0, "not even as one of so many"
    quick.work()
    assert quick.got()[ALEX] == 1
    assert SAM not in quick.got()


def test_out_of_hours_the_cover_is_told_at_once(quick: Night) -> None:
    day, dark = [dict(DUTY["duty"][0], hours=[OFFICE])], [dict(DUTY["cover"][0], hours=[NIGHT])]
    quick.fill_in({"duty": day, "cover": dark})
    quick.go_to("2026-04-01T02:00")
    quick.hear()
    quick.work()
    assert quick.got() == {ALEX: 1}


def test_with_nobody_on_duty_it_goes_out_when_the_first_comes(quick: Night) -> None:
    quick.fill_in({"duty": [dict(DUTY["duty"][0], hours=[OFFICE])]})
    quick.go_to("2026-04-02T20:00")
    quick.hear()
    for moment in ("2026-04-02T20:00", "2026-04-03T10:00", "2026-04-06T12:00", "2026-04-07T08:59"):
        quick.go_to(moment)
        quick.work()
        assert quick.got() == {}, moment
    quick.go_to("2026-04-07T09:05")
    quick.work()
    assert quick.got() == {SAM: 1, SAMS_MOBILE: 1}


def test_an_alert_of_no_council_goes_to_whom_the_installation_named(quick: Night) -> None:
    quick.fill_in(DUTY)
    quick.fill_in({"duty": [{"name": "Pat", "email": "pat@operator.example"}]}, "england")
    quick.hear(council=None)
    quick.work()
    assert quick.got() == {"pat@operator.example": 1}


def test_a_mailbox_that_is_not_there_brings_the_second_person_forward(quick: Night) -> None:
    quick.fill_in(DUTY)
    quick.mail.refuses[SAM] = "550 no such user"
    quick.notify.fails_with = 400
    quick.hear()
    quick.work()
    assert quick.got() == {ALEX: 1, LEE: 1}


def test_a_text_that_never_arrived_brings_the_second_person_forward(quick: Night) -> None:
    quick.fill_in(DUTY)
    quick.notify.status = "permanent-failure"
    quick.hear()
    quick.work()
    assert ALEX not in quick.got()
    quick.clock.move(minutes=1)
    quick.work()
    assert quick.got()[ALEX] == 1


@pytest.mark.parametrize("way", ["mail", "text"])
def test_one_way_that_is_down_does_not_keep_the_other_waiting(quick: Night, way: str) -> None:
    quick.fill_in(DUTY)
    if way == "mail":
        quick.mail.refuses[SAM] = "450 try later"
    else:
        quick.notify.fails_with = 503
    quick.hear()
    quick.work()
    assert quick.got() == ({SAMS_MOBILE: 1} if way == "mail" else {SAM: 1})


def test_in_the_hour_that_the_clocks_go_back_somebody_is_told_at_once(quick: Night) -> None:
    quick.go_to("2027-10-31T01:10")
    quick.fill_in(DUTY | {"duty": [{"name": "Sam Okoro", "email": SAM}]})
    quick.hear()
    quick.work()
    assert SAM in quick.got()


def test_the_night_the_clocks_go_back_the_second_person_waits_no_hour_longer(quick: Night) -> None:
    quick.go_to("2027-10-31T01:50")
    quick.fill_in(DUTY | {"urgent_minutes": 30})
    quick.hear()
    quick.work()
    quick.clock.at = quick.clock.at.replace(hour=1, minute=19, fold=1)
    quick.work()
    assert ALEX not in quick.got()
    quick.clock.at = quick.clock.at.replace(minute=20)
    quick.work()
    assert ALEX in quick.got()


def test_two_who_share_a_mobile_are_told_once_by_it(quick: Night) -> None:
    shared = [{"name": "Sam Okoro", "text": SAMS_MOBILE}, {"name": "Al Reid", "text": SAMS_MOBILE}]
    quick.fill_in(DUTY | {"duty": shared})
    alert = quick.hear()
    quick.work()
    assert quick.got() == {SAMS_MOBILE: 1}
    assert quick.alert(alert).told_at is not None

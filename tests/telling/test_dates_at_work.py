"""The team is reminded before a date, the person is told when it passed; once, in order, never on hold."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from backend.notify import mail as mail_module
from backend.services import clockwork, complaints, outbox
from backend.worker import Worker
from tests.staff.office import Colleague
from tests.telling.night import Killed, Night, _nobody, killed_at
from tests.telling.test_the_person_is_told import ARI, SAFE, an_officer, makes_a_complaint

TEAM = "complaints@council.example"


def filled_in(night: Night) -> None:
    night.fill_in({"team": TEAM})


def marks(night: Night, reference: str) -> list[tuple[str, str, str]]:
    """What the worker wrote on the case's file."""
    with night.inst.store.read() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        found = tx.events.of(complaints.file_of(case.id))
    return [
        (one.kind, one.data["clock"], one.data["due"]) for one in found if one.kind in ("chased", "fell_due")
    ]


@pytest.fixture
def officer(quick: Night) -> Colleague:
    filled_in(quick)
    return an_officer(quick)


def acknowledged(night: Night, officer: Colleague, **answers: Any) -> str:
    reference = makes_a_complaint(night, **SAFE, **answers)
    officer.records(reference, "acknowledged")
    night.work()
    return reference


def test_two_working_days_before_a_date_its_team_is_reminded_once(quick: Night, officer: Colleague) -> None:
    reference = acknowledged(quick, officer)
    quick.go_to("2026-04-13T10:00")
    quick.work()
    assert TEAM not in quick.got()
    quick.go_to("2026-04-14T10:00")
    for _ in range(3):
        quick.work()
    assert quick.got()[TEAM] == 1
    (mail,) = quick.mail.mailbox(TEAM)
    assert reference in mail["Subject"]
    assert "Thursday 16 April 2026" in mail.get_content()
    assert marks(quick, reference) == [("chased", "stage1_response", "2026-04-16")]


def test_where_the_council_has_not_begun_to_count_stage_2_the_ombudsmans_day_is_watched(
    quick: Night,
) -> None:
    officer = an_officer(quick, "surrey")
    quick.fill_in({"team": TEAM}, "surrey")
    reference = makes_a_complaint(quick, "surrey", **SAFE)
    officer.records(reference, "stage2_requested")
    quick.go_to("2026-05-08T10:00")
    quick.work()
    before = quick.got().get(ARI, 0)
    assert [marked[:2] for marked in marks(quick, reference)] == [("chased", "stage2_response")]
    quick.go_to("2026-05-11T10:00")
    quick.work()
    told = quick.mail.mailbox(ARI)[-1].get_content()
    assert quick.got()[ARI] == before + 1
    assert "The Ombudsman checks what councils do. They expected this by Friday 8 May 2026" in told
    [line] = officer.get("/cases", late=True).json()["cases"]
    assert (line["reference"], line["next"]["clock"], line["next"]["state"]) == (
        reference,
        "stage2_response",
        "missed",
    )
    # The council's own count begins: the case is as late as it was, and the person reads that it is.
    answer = officer.records(reference, "statement_agreed")
    assert "expected it by Friday 8 May 2026" in str(answer["deadlines"])
    [line] = officer.get("/cases", late=True).json()["cases"]
    assert (line["next"]["due"], line["next"]["state"], line["next"]["day"]) == ("2026-05-08", "missed", None)
    quick.go_to("2026-06-22T10:00")
    quick.work()
    assert "It is late." in quick.mail.mailbox(ARI)[-1].get_content()
    assert ("fell_due", "stage2_response", "2026-06-16") in marks(quick, reference)


def test_of_a_case_kept_from_a_colleague_each_other_is_reminded_and_no_common_mailbox(
    quick: Night, officer: Colleague
) -> None:
    reference = acknowledged(quick, officer)
    named, other = (quick.office.colleague("officer") for _ in range(2))
    officer.post(f"/cases/{reference}/kept-from", {"email": named.email})
    quick.go_to("2026-04-14T10:00")
    for _ in range(2):
        quick.work()
    reminded = {box: many for box, many in quick.got().items() if box != ARI}
    assert reminded == {officer.email: 1, other.email: 1}


def test_on_the_working_day_after_the_person_is_told_what_they_can_do(
    quick: Night, officer: Colleague
) -> None:
    acknowledged(quick, officer)
    quick.go_to("2026-04-16T10:00")
    quick.work()
    assert quick.got()[ARI] == 1
    quick.go_to("2026-04-17T10:00")
    for _ in range(3):
        quick.work()
    assert quick.got()[ARI] == 2
    told = quick.mail.mailbox(ARI)[1].get_content()
    assert "It is late." in told
    assert "Thursday 16 April 2026" in told
    assert "Stage 2" in told or "stage 2" in told
    assert "Ombudsman" in told


def test_a_date_that_passed_on_a_friday_is_told_on_monday_when_stage_2_can_be_asked_for(
    quick: Night, officer: Colleague
) -> None:
    quick.go_to("2026-04-10T09:00")
    acknowledged(quick, officer)
    for day, mails in (("24T18:00", 1), ("25T10:00", 1), ("26T10:00", 1), ("27T10:00", 2)):
        quick.go_to(f"2026-04-{day}")
        quick.work()
        assert quick.got()[ARI] == mails, day
    assert "You can ask for stage 2" in quick.mail.mailbox(ARI)[1].get_content()


def test_a_case_on_hold_is_left_alone_and_goes_on_after(quick: Night, officer: Colleague) -> None:
    reference = acknowledged(quick, officer)
    officer.records(reference, "put_on_hold", reason="proceedings")
    quick.work()
    quick.go_to("2026-06-30T10:00")
    quick.work()
    assert marks(quick, reference) == []
    officer.records(reference, "resumed")
    quick.work()
    quick.go_to("2026-07-14T10:00")
    quick.work()
    assert marks(quick, reference) == [("chased", "stage1_response", "2026-07-14")]


def test_an_answered_case_is_left_alone(quick: Night, officer: Colleague) -> None:
    reference = acknowledged(quick, officer)
    officer.records(reference, "stage1_responded")
    quick.go_to("2026-06-30T10:00")
    quick.work()
    assert marks(quick, reference) == []


def test_answered_between_the_look_and_the_sending_nobody_is_reminded(
    quick: Night, officer: Colleague
) -> None:
    reference = acknowledged(quick, officer)
    quick.go_to("2026-04-14T10:00")
    assert clockwork.look(quick.inst) == 1
    officer.records(reference, "stage1_responded")
    quick.work()
    assert TEAM not in quick.got()


def test_after_weeks_away_all_is_done_in_the_order_of_the_dates_once(
    quick: Night, officer: Colleague
) -> None:
    filled_in(quick)
    later = makes_a_complaint(quick, **SAFE)
    quick.clock.move(days=1)
    quick.go_to("2026-03-31T11:00")
    first = makes_a_complaint(quick, **SAFE)
    quick.go_to("2026-05-20T10:00")
    quick.work()
    quick.work(quick.again())
    for reference in (first, later):
        done = marks(quick, reference)
        assert [clock for _, clock, _ in done] == ["acknowledgement", "stage1_response", "stage1_latest"]
        assert [due for _, _, due in done] == sorted(due for _, _, due in done)
    assert quick.got()[ARI] == 6


def test_two_workers_at_once_do_each_date_once(night: Night) -> None:
    filled_in(night)
    references = [makes_a_complaint(night, **SAFE) for _ in range(3)]
    night.go_to("2026-04-10T10:00")
    other = night.again()

    async def both() -> None:
        await asyncio.gather(*(Worker(inst, _nobody).once() for inst in (night.inst, other)))

    asyncio.run(both())
    for reference in references:
        assert [clock for _, clock, _ in marks(night, reference)] == ["acknowledgement"]
    assert night.got() == {ARI: 3, TEAM: 3}


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (clockwork, "_remind", False),
        (clockwork, "_remind", True),
        (outbox, "take", True),
        (mail_module.Mail, "send", False),
        (mail_module.Mail, "send", True),
        (outbox, "done", False),
    ],
)
def test_killed_at_any_point_a_team_is_reminded_once(
    quick: Night, officer: Colleague, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    reference = acknowledged(quick, officer)
    quick.go_to("2026-04-14T10:00")
    killed_at(monkeypatch, module, name, after=after)
    for _ in range(3):
        with suppress(Killed):
            quick.work(quick.again())
        quick.clock.move(minutes=4)
    assert quick.got()[TEAM] == 1
    assert marks(quick, reference) == [("chased", "stage1_response", "2026-04-16")]


def test_without_a_mailbox_of_the_team_it_is_counted_as_trouble(quick: Night) -> None:
    makes_a_complaint(quick)
    quick.go_to("2026-04-14T10:00")
    quick.work()
    with quick.inst.store.read() as tx:
        assert tx.outbox.in_trouble() == {clockwork.CHASE: 2}

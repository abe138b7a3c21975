"""What happens to a case reaches its person once, the way they said is safe; else it waits."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest

from backend.cases.acts import ChangeContact
from backend.logs import configure
from backend.notify import Post
from backend.notify import mail as mail_module
from backend.services import acts, complaints, letters, notices, outbox, redating
from backend.wording import BANDS
from backend.worker import Worker
from tests.staff.office import Colleague
from tests.telling.night import ALEX, DUTY, LEE, SAM, SAMS_MOBILE, WORDS, Killed, Night, _nobody, killed_at

ARI, MOBILE = "ari@person.example", "07700900222"
SAFE = {"contact_method": "email", "contact_detail": ARI, "safe_to_contact": "yes", "name": "Ari"}


@pytest.fixture
def officer(quick: Night) -> Colleague:
    return an_officer(quick)


def an_officer(night: Night, council: str = "rutland") -> Colleague:
    """A colleague at the same installation."""
    return night.office.colleague("officer", "manager", council=council)


def makes_a_complaint(night: Night, council: str = "rutland", **answers: Any) -> str:
    """Somebody sends one in the chat; gives the reference."""
    told = {"role": "young_person", "age_band": "teen", "what_happened": "She never came.", **answers}
    with night.inst.store.begin() as tx:
        case = complaints.open_case(
            night.inst, tx, told, council, night.inst.today(), by="chat", actor="person"
        )
    return case.reference


def on_file(night: Night, reference: str) -> list[tuple[str, Any]]:
    """What the case's file says became of notices."""
    with night.inst.store.read() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        found = tx.events.of(complaints.file_of(case.id))
    return [
        (one.kind, one.data.get("why") or one.data.get("way"))
        for one in found
        if one.kind.startswith("notice_")
    ]


def mail(night: Night) -> str:
    """The one mail Ari has."""
    (only,) = night.mail.mailbox(ARI)
    return str(only.get_content())


@pytest.mark.parametrize("council", ["somerset", "surrey", "bexley", "sefton", "rutland"])
def test_an_acknowledgement_holds_what_the_council_promises(quick: Night, council: str) -> None:
    reference = makes_a_complaint(quick, council, **SAFE)
    an_officer(quick, council).records(reference, "acknowledged", who="Jo Field")
    quick.work()
    told = mail(quick)
    assert "Hello Ari" in told
    assert reference in told
    assert "Jo Field" in told
    assert "14 April 2026" not in told
    assert "Thursday 16 April 2026" in told
    assert "advocate" in told
    assert "10 working days" in told
    assert "25 working days" in told
    assert on_file(quick, reference) == [("notice_sent", "email")]
    assert "She never came." not in told


def test_every_kind_of_news_has_words_in_every_voice(quick: Night, officer: Colleague) -> None:
    life: list[tuple[str, dict[str, Any]]] = [
        ("accepted", {}),
        ("acknowledged", {}),
        ("stage1_extended", {"reason": "complex", "until": "2026-04-20"}),
        ("put_on_hold", {"reason": "other"}),
        ("resumed", {}),
        ("advocate_appointed", {}),
        ("stage1_responded", {}),
        ("stage2_requested", {}),
        ("stage2_acknowledged", {}),
        ("stage2_extended", {"reason": "complex", "until": "2026-05-20"}),
        ("stage2_responded", {}),
        ("stage3_requested", {}),
        ("stage3_acknowledged", {}),
        ("panel_arranged", {"panel_on": "2026-05-05"}),
        ("panel_papers_sent", {}),
        ("panel_held", {}),
        ("panel_reported", {}),
        ("stage3_responded", {}),
        ("closed", {"reason": "done"}),
    ]
    for band in BANDS:
        reference = makes_a_complaint(quick, **SAFE, age_band=band)
        for kind, data in life:
            officer.records(reference, kind, **data)
    quick.work()
    told = [kind for kind, _ in life if kind in notices.NEWS]
    assert quick.got() == {ARI: len(BANDS) * len(told)}
    assert not any("{" in str(one.get_content()) for one in quick.mail.mailbox(ARI))


@pytest.mark.parametrize("band", BANDS)
def test_of_a_joint_matter_the_notice_names_the_other_body_and_who_answers(
    quick: Night, officer: Colleague, band: str
) -> None:
    reference = makes_a_complaint(quick, **SAFE, age_band=band)
    told = {"lead": "other", "body": "The county hospital", "who": "Dr Shah", "until": "2026-05-05"}
    officer.records(reference, "lead_agreed", **told)
    quick.work()
    for words in ("The county hospital", "Dr Shah", "Tuesday 5 May 2026"):
        assert words in mail(quick)


def test_without_a_choice_nothing_is_sent_and_the_file_says_so(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick)
    officer.records(reference, "acknowledged")
    quick.work()
    assert quick.got() == {}
    assert on_file(quick, reference) == [("notice_waits", "no_choice")]
    (seen,) = officer.get(f"/cases/{reference}").json()["notices"]
    assert (seen["became"], seen["about"], seen["why"]) == ("waits", "event:2", "no_choice")


def test_a_wish_changed_a_minute_before_holds(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    officer.records(reference, "acknowledged")
    with quick.inst.store.begin() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        act = ChangeContact("text", MOBILE, neutral=True)
        acts.perform(quick.inst, tx, case.id, act, "person")
    quick.work()
    assert quick.got() == {MOBILE: 1}
    (text,) = quick.notify.to(MOBILE)
    assert reference not in text
    assert "complain" not in text.lower()
    assert "council" not in text.lower()


def test_what_somebody_says_on_the_telephone_of_how_to_reach_them_holds_from_then_on(
    quick: Night, officer: Colleague
) -> None:
    told = {"contact_method": "email", "contact_detail": "old@person.example", "safe_to_contact": "Yes."}
    reference = officer.takes(**told)["receipt"]["reference"]
    officer.records(reference, "contact_changed", contact_method="email", contact_detail=ARI, neutral=True)
    officer.records(reference, "contact_changed", note="She rang again about it.")
    officer.records(reference, "acknowledged")
    quick.work()
    assert quick.got() == {ARI: 1}
    assert reference not in mail(quick), "neutral, as was said"
    officer.records(
        reference, "contact_changed", contact_method="email", contact_detail=ARI, when="when dad is out"
    )
    officer.records(reference, "accepted")
    quick.work()
    assert quick.got() == {ARI: 1}
    assert on_file(quick, reference)[-1] == ("notice_waits", "in_words")


def test_a_neutral_mail_shows_nothing_outside_or_inside(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick)
    with quick.inst.store.begin() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        acts.perform(quick.inst, tx, case.id, ChangeContact("email", ARI, neutral=True), "person")
    officer.records(reference, "acknowledged")
    quick.work()
    (sent,) = quick.mail.mailbox(ARI)
    shown = f"{sent['From']} {sent['Subject']} {sent.get_content()}".replace("heard@council.example", "")
    for word in (reference, "ouncil", "omplain", "Rutland", "Ari,", "http"):
        assert word not in shown, word


def test_at_night_it_waits_for_the_morning(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    quick.go_to("2026-03-31T21:00")
    officer.records(reference, "acknowledged")
    quick.work()
    assert quick.got() == {}
    quick.go_to("2026-04-01T08:00")
    quick.work()
    assert quick.got() == {ARI: 1}


def test_a_message_of_the_team_reaches_the_person(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    assert officer.post(f"/cases/{reference}/messages", {"text": "We rang the home."}).status_code == 200
    quick.work()
    assert "We rang the home." in mail(quick)


def test_a_note_to_the_file_does_not(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    officer.post(f"/cases/{reference}/notes", {"text": "Seems tired."})
    quick.work()
    assert quick.got() == {}


def test_a_letter_is_printed_by_the_team_where_nobody_else_does(quick: Night, officer: Colleague) -> None:
    ways = {way: channel for way, channel in quick.inst.post.channels.items() if way != "post"}
    silent = replace(quick.again(), post=Post(ways))
    reference = makes_a_complaint(
        quick, contact_method="post", contact_detail="1 Some Road, Oakham", safe_to_contact="yes"
    )
    officer.records(reference, "acknowledged")
    quick.work(silent)
    (letter,) = officer.get("/letters").json()
    assert letter["reference"] == reference
    assert officer.get(f"/letters/{letter['id']}").content.startswith(b"%PDF")
    assert officer.post(f"/letters/{letter['id']}/posted").status_code == 204
    assert officer.get("/letters").json() == []
    assert officer.post(f"/letters/{letter['id']}/posted").status_code == 404
    assert on_file(quick, reference) == [("notice_sent", "post")]


def test_paper_goes_by_notify_where_that_is_set_up(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(
        quick, contact_method="post", contact_detail="1 Some Road, Oakham", safe_to_contact="yes"
    )
    officer.records(reference, "acknowledged")
    quick.work()
    assert [one["kind"] for one in quick.notify.taken] == ["letter"]


def test_an_address_that_is_not_there_is_on_the_file(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    quick.mail.refuses[ARI] = "550 no such user"
    officer.records(reference, "acknowledged")
    quick.work()
    assert on_file(quick, reference) == [("notice_failed", "address_refused_550")]


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        (outbox, "take", True),
        (mail_module.Mail, "send", False),
        (mail_module.Mail, "send", True),
        (letters, "_on_file", False),
        (letters, "_on_file", True),
    ],
)
def test_killed_at_any_point_the_person_gets_it_once(
    night: Night, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, after: bool
) -> None:
    reference = makes_a_complaint(night, **SAFE)
    an_officer(night).records(reference, "acknowledged")
    killed_at(monkeypatch, module, name, after=after)
    for _ in range(2):
        with suppress(Killed):
            night.work(night.again())
        night.clock.move(minutes=4)
    assert night.got() == {ARI: 1}
    assert on_file(night, reference) == [("notice_sent", "email")]


def test_a_mail_server_down_for_an_hour_and_two_workers_after_it_tell_the_person_once(
    night: Night,
) -> None:
    reference = makes_a_complaint(night, **SAFE)
    an_officer(night).records(reference, "acknowledged")
    night.mail.refuses[ARI] = "421 closing"
    for _ in range(4):
        night.work()
        night.clock.move(minutes=15)
    assert night.got() == {}
    night.mail.refuses.clear()

    async def both() -> None:
        await asyncio.gather(*(Worker(inst, _nobody).once() for inst in (night.inst, night.again())))

    asyncio.run(both())
    assert night.got() == {ARI: 1}
    assert on_file(night, reference) == [("notice_sent", "email")]


def test_what_was_rolled_back_is_not_told(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    # Refused after the event was written, because the date lies past the longest there is.
    refused = officer.event(reference, "stage1_extended", reason="complex", until="2026-12-01")
    assert refused.status_code == 422
    quick.work()
    assert quick.got() == {}


def test_opening_what_a_message_links_to_changes_nothing(
    quick: Night, officer: Colleague, raw_counts: Any
) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    officer.records(reference, "acknowledged")
    quick.work()
    before = raw_counts()
    links = [word for word in mail(quick).split() if word.startswith("http")]
    assert links
    for link in links:
        assert officer.office.http.get(link).status_code == 200
    assert raw_counts() == before


@pytest.fixture
def raw_counts(quick: Night) -> Any:
    """How much of everything there is."""

    def count() -> tuple[int, ...]:
        with quick.inst.store.read() as tx:
            return tx.events.verify().events, len(tx.outbox.waiting()), len(tx.alerts.open())

    return count


def test_a_date_settled_anew_is_told_once(quick: Night, officer: Colleague) -> None:
    reference = makes_a_complaint(quick, **SAFE)
    officer.records(reference, "redated", clock="stage1_response", until="2026-04-14", reason="a slip")
    with quick.inst.store.begin() as tx:
        case = tx.cases.by_reference(reference)
        assert case is not None
        assert redating.redate_case(quick.inst, tx, case) == ()
    quick.work()
    assert quick.got() == {ARI: 1}
    assert letters.CHECK not in str(on_file(quick, reference))


def test_nothing_of_a_person_or_a_colleague_is_logged_when_nothing_can_be_sent(
    quick: Night, officer: Colleague, capfd: pytest.CaptureFixture[str]
) -> None:
    configure()
    quick.fill_in(DUTY)
    quick.mail.refuses |= {
        ARI: "550 no such user ari",
        SAM: "450 later sam",
        ALEX: "550 alex",
        LEE: "451 lee",
    }
    quick.notify.fails_with = 500
    reference = makes_a_complaint(quick, **SAFE)
    officer.records(reference, "acknowledged", who="Jo Field")
    alert = quick.hear()
    quick.work()
    quick.clock.move(hours=1)
    quick.work()
    logged = "".join(capfd.readouterr())
    assert alert.id in logged
    for marked in (ARI, SAM, ALEX, LEE, SAMS_MOBILE, WORDS, "Okoro", "Jo Field", "She never came", reference):
        assert marked not in logged, marked

"""A message goes out once and whole, or says why not without a word of what it holds."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import datetime

import pytest

from backend.clock import LONDON
from backend.notify import Message, NotSent
from backend.notify.letter import Letter, pdf
from backend.notify.ways import open_ways
from tests.notify.standins import KEY, MailServer, NotifyStandIn

AT = datetime(2026, 3, 31, 10, 0, tzinfo=LONDON)
MAIL = Message("m1", "email", "ari@person.example", "News", "Line one.\n\nLine two: ünï.", AT, "Heard")
TEXT = Message("t1", "text", "07700 900123", "", "There is news.", AT)


def test_a_mail_arrives_whole_with_an_id_and_a_day_that_stay(mail_server: MailServer) -> None:
    post = open_ways(mail_server.url, None)
    for tried_before in (False, True):
        post.send(MAIL, tried_before=tried_before)
    (mail,) = mail_server.mailbox("ari@person.example")
    assert len(mail_server.taken) == 2
    assert mail.get_content().splitlines() == MAIL.text.splitlines()
    assert (mail["Subject"], mail["From"]) == ("News", "Heard <heard@council.example>")
    assert mail["Date"] == "Tue, 31 Mar 2026 10:00:00 +0100"
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.attack("header injection")
@pytest.mark.parametrize(
    "to",
    ["", "not an address", "a@b", "a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "ü@b.example"],
)
def test_what_is_no_address_is_never_guessed_at(mail_server: MailServer, to: str) -> None:
    with pytest.raises(NotSent, match="no_address") as refused:
        open_ways(mail_server.url, None).send(replace(MAIL, to=to), tried_before=False)
    assert refused.value.final
    assert mail_server.taken == []


@pytest.mark.parametrize(
    ("answer", "why", "final"),
    [
        ("550 no such user ari", "address_refused_550", True),
        ("450 try later ari", "address_refused_450", False),
    ],
)
def test_a_refused_address_is_final_only_where_the_server_says_so(
    mail_server: MailServer, answer: str, why: str, final: bool
) -> None:
    mail_server.refuses["ari@person.example"] = answer
    with pytest.raises(NotSent) as refused:
        open_ways(mail_server.url, None).send(MAIL, tried_before=False)
    assert (refused.value.why, refused.value.final) == (why, final)
    assert refused.value.__cause__ is None


def test_a_mail_server_that_is_away_is_tried_again() -> None:
    with pytest.raises(NotSent, match="mail_server_ConnectionRefusedError") as away:
        open_ways("smtp://127.0.0.1:9?from=heard@council.example", None).send(MAIL, tried_before=False)
    assert not away.value.final


def test_a_text_is_sent_once_though_the_answer_was_lost(notify: NotifyStandIn) -> None:
    post = open_ways(None, notify.url)
    notify.loses_answers = True
    with pytest.raises(NotSent) as lost:
        post.send(TEXT, tried_before=False)
    assert not lost.value.final
    notify.loses_answers = False
    sent = post.send(TEXT, tried_before=True)
    assert notify.to("07700900123") == ["There is news."]
    assert sent.receipt == notify.taken[0]["id"]
    assert notify.taken[0]["reference"] == "t1"


@pytest.mark.parametrize(
    ("status", "state"),
    [("delivered", "delivered"), ("sending", "on_its_way"), ("permanent-failure", "failed")],
)
def test_what_became_of_a_text_can_be_asked(notify: NotifyStandIn, status: str, state: str) -> None:
    post = open_ways(None, notify.url)
    sent = post.send(TEXT, tried_before=False)
    notify.status = status
    assert post.state("text", str(sent.receipt)) == state


@pytest.mark.parametrize(
    ("code", "final"), [(400, True), (403, False), (429, False), (500, False), (503, False)]
)
def test_what_notify_refuses_is_final_only_for_a_bad_request(
    notify: NotifyStandIn, code: int, final: bool
) -> None:
    notify.fails_with = code
    with pytest.raises(NotSent) as refused:
        open_ways(None, notify.url).send(TEXT, tried_before=False)
    assert (refused.value.why, refused.value.final) == (f"notify_{code}", final)


@pytest.mark.parametrize("to", ["", "020 7946 0000", "0770090012", "999", "07700 900123 ask for Sam"])
def test_what_is_no_mobile_is_not_texted(notify: NotifyStandIn, to: str) -> None:
    with pytest.raises(NotSent, match="no_mobile_number"):
        open_ways(None, notify.url).send(replace(TEXT, to=to), tried_before=False)
    assert notify.taken == []


def test_mail_goes_by_notify_only_where_there_is_no_mail_server(
    mail_server: MailServer, notify: NotifyStandIn
) -> None:
    open_ways(mail_server.url, notify.url).send(MAIL, tried_before=False)
    assert (len(mail_server.taken), len(notify.taken)) == (1, 0)
    open_ways(None, notify.url).send(MAIL, tried_before=False)
    assert notify.taken[0]["personalisation"] == {"subject": "News", "body": MAIL.text}


def test_a_way_that_is_not_set_up_says_so() -> None:
    post = open_ways(None, None)
    assert not post.can("text")
    with pytest.raises(NotSent, match="not_set_up"):
        post.send(TEXT, tried_before=False)


@pytest.mark.parametrize(
    ("smtp", "notify"),
    [
        ("mail.example?from=a@b.example", None),
        ("smtp://mail.example", None),
        ("smtp://me:hush@mail.example?from=nobody", None),
        (None, "https://api.example?text=t"),
        (None, f"https://{KEY}@api.example"),
        (None, "https://hush@api.example?text=t"),
    ],
)
def test_an_address_that_cannot_be_is_refused_without_repeating_it(
    smtp: str | None, notify: str | None
) -> None:
    with pytest.raises(ValueError, match="must") as refused:
        open_ways(smtp, notify)
    assert "hush" not in str(refused.value)


LETTER = Letter(
    title="Your complaint",
    head=["Council", "High Street"],
    to=["Ari", "1 Road"],
    day="Tuesday 31 March 2026",
    paragraphs=['#panic("no") *bold* $x$ <label> @ref', "One.\nTwo."],
    lang="en",
)


def test_a_letter_is_a_tagged_pdf_and_the_same_each_time() -> None:
    made = pdf(LETTER, AT)
    assert made == pdf(LETTER, AT)
    assert made.startswith(b"%PDF")
    text = b"".join(zlib.decompress(part) for part in re.findall(rb"stream\r?\n(x.*?)endstream", made, re.S))
    assert b"/StructTreeRoot" in made + text
    assert b"pdfuaid" in made


def test_a_letter_goes_to_notify_as_it_is(notify: NotifyStandIn) -> None:
    post = open_ways(None, notify.url)
    post.send(replace(TEXT, id="l1", way="post", letter=pdf(LETTER, AT)), tried_before=False)
    assert (notify.taken[0]["kind"], notify.taken[0]["postage"]) == ("letter", "second")

"""What is sent goes in the language that its reader chose, marked where no person has checked it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import backend.wording
from backend.notify import Post
from backend.services import complaints
from backend.services.installation import Installation
from backend.wording import Wording
from tests.staff.office import Colleague
from tests.telling.night import Night
from tests.telling.test_the_person_is_told import ARI, SAFE, an_officer
from tests.telling.test_the_person_is_told import mail as the_mail

PARAGRAPH = "\n\n"


@pytest.fixture
def officer(quick: Night) -> Colleague:
    return an_officer(quick)


def told_in(night: Night, language: str, **answers: Any) -> str:
    """Somebody who reads this language sends a complaint; gives the reference."""
    told = {"role": "parent", "what_happened": "She never came.", **SAFE, **answers}
    with night.inst.store.begin() as tx:
        return complaints.open_case(
            night.inst,
            tx,
            told,
            "rutland",
            night.inst.today(),
            by="chat",
            actor="person",
            language=language,
        ).reference


def mail(night: Night) -> str:
    """The one mail Ari has, its lines as they were written."""
    return the_mail(night).replace("\r\n", "\n")


def said(night: Night, key: str, language: str, **facts: Any) -> str:
    return night.inst.wording.render(key, facts, language, "adult").text


def test_a_notice_is_in_the_language_that_was_chosen_and_marked_as_a_machines(
    quick: Night, officer: Colleague
) -> None:
    reference = told_in(quick, "ro")
    officer.records(reference, "acknowledged", who="Jo Field")
    quick.work()
    text = mail(quick)
    assert text.startswith(said(quick, "letters.hello.named", "ro", name="Ari"))
    assert said(quick, "letters.machine_made", "ro") in text
    assert "You can see all of it here" not in text
    assert quick.mail.mailbox(ARI)[0]["Subject"] == said(quick, "letters.subject", "ro", reference=reference)


def test_beside_a_date_that_no_person_checked_stands_the_english(quick: Night, officer: Colleague) -> None:
    reference = told_in(quick, "ro")
    officer.records(reference, "stage1_extended", reason="complex", until="2026-04-20")
    quick.work()
    text = mail(quick)
    assert "20 aprilie 2026" in text
    assert "20 April 2026" in text


def test_in_english_nothing_is_marked_and_nothing_is_said_twice(quick: Night, officer: Colleague) -> None:
    reference = told_in(quick, "en")
    officer.records(reference, "acknowledged")
    quick.work()
    assert "machine" not in mail(quick)
    paragraphs = mail(quick).split(PARAGRAPH)
    assert len(paragraphs) == len(set(paragraphs))


def test_a_language_that_lacks_one_sentence_of_it_leaves_the_whole_in_english(
    quick: Night, officer: Colleague, tmp_path: Path
) -> None:
    reference = told_in(quick, "ro")
    officer.records(reference, "acknowledged")
    quick.work(without("letters.come_back", quick.inst, tmp_path))
    assert mail(quick).startswith("Dear Ari,")
    assert not any(sign in mail(quick) for sign in "ăîșț")


def without(key: str, inst: Installation, folder: Path) -> Installation:
    """The same installation, whose Romanian has lost one sentence."""
    home = Path(backend.wording.__file__).parent
    shutil.copytree(home / "en", folder / "en")
    entries = (home / "ro.po").read_text("utf-8").split(PARAGRAPH)
    left = PARAGRAPH.join(entry for entry in entries if f'msgctxt "{key}#' not in entry)
    (folder / "ro.po").write_text(left + "\n", "utf-8")
    return replace(inst, wording=Wording.load(folder))


@pytest.mark.parametrize(("language", "written"), [("ro", "ro"), ("ar", "en")])
def test_a_letter_is_in_a_script_that_paper_can_draw(
    quick: Night, officer: Colleague, language: str, written: str
) -> None:
    ways = {way: channel for way, channel in quick.inst.post.channels.items() if way != "post"}
    reference = told_in(quick, language, contact_method="post", contact_detail="1 Some Road, Oakham")
    officer.records(reference, "acknowledged")
    quick.work(replace(quick.again(), post=Post(ways)))
    (letter,) = officer.get("/letters").json()
    paper = PdfReader(BytesIO(officer.get(f"/letters/{letter['id']}").content))
    assert paper.trailer["/Root"]["/Lang"].startswith(written)


def test_who_changes_the_language_with_the_case_open_is_written_to_in_it(
    quick: Night, officer: Colleague
) -> None:
    taken = officer.takes(**SAFE)["receipt"]
    pair = {"reference": taken["reference"], "key": taken["key"]}
    http = quick.office.http
    opened = http.post("/api/chat/sessions", json=pair).json()
    signed = {"Authorization": f"Bearer {opened['token']}"}
    for _ in range(2):
        assert http.patch("/api/chat/sessions", json={"locale": "cy"}, headers=signed).status_code == 200
    officer.records(taken["reference"], "acknowledged")
    quick.work()
    assert mail(quick).startswith(said(quick, "letters.hello.named", "cy", name="Ari"))
    assert http.post("/api/cases/track", json=pair).json()["language"] == "cy"


def test_a_text_message_is_in_it_too_and_no_longer_for_that(quick: Night, officer: Colleague) -> None:
    reference = told_in(quick, "ro", contact_method="text", contact_detail="07700900222")
    officer.records(reference, "acknowledged")
    quick.work()
    (text,) = quick.notify.to("07700900222")
    assert said(quick, "letters.text", "ro", reference=reference, href=f"{quick.inst.address}/") in text


def test_a_language_nobody_speaks_here_is_named_as_a_mistake(officer: Colleague) -> None:
    told = {"by": "phone", "role": "parent", "what_happened": "Nobody rang back.", "language": "tlh"}
    answer = officer.post("/cases", told)
    assert answer.status_code == 422
    assert "language" in answer.json()["detail"]


@pytest.mark.parametrize("translated", [None, "Ne pare rău."])
def test_what_an_officer_writes_comes_with_its_translation_or_says_in_their_language_that_it_is_english(
    quick: Night, officer: Colleague, translated: str | None
) -> None:
    reference = told_in(quick, "ro")
    told = {"text": "We are sorry."} | ({"translated": translated} if translated else {})
    assert officer.post(f"/cases/{reference}/messages", told).status_code == 200
    quick.work()
    text = mail(quick)
    assert "We are sorry." in text
    if translated:
        assert text.index(translated) < text.index(said(quick, "letters.as_written", "ro", text="We are"))
    assert (said(quick, "letters.in_english", "ro") in text) is (translated is None)


def test_who_reads_english_is_told_nothing_of_languages(quick: Night, officer: Colleague) -> None:
    reference = told_in(quick, "en")
    officer.post(f"/cases/{reference}/messages", {"text": "We are sorry.", "translated": "Ne pare rău."})
    quick.work()
    assert "English" not in mail(quick)
    assert "pare" not in mail(quick)

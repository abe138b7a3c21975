"""Every form of the console, found by machine: sent twice it acts once, and nothing typed is ever lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from backend.staff.console import doors
from tests.databases import copied
from tests.staff.office import PASSWORD, Office
from tests.staff.test_who_may_what import a_letter_to_print
from tests.staff_pages.browsing import Browsing, Seen
from tests.staff_pages.test_the_console import code_for

URGENT = "He said he will kill himself tonight."
SETTINGS = {"team": "complaints@council.example", "urgent_minutes": "20"}


@dataclass(frozen=True)
class Sent:
    """One form: who sends it, from which page, and what they fill in."""

    role: str
    page: str
    filled: Mapping[str, str] = field(default_factory=dict)
    having: Mapping[str, str] = field(default_factory=dict)
    """Hidden values by which it is told from others that go to the same address."""


FORMS: Mapping[str, Sent] = {
    "/staff/new": Sent(
        "officer", "/staff/new", {"by": "phone", "role": "parent", "what_happened": "Nobody rang."}
    ),
    "/staff/cases/{reference}/events": Sent(
        "officer", "/staff/cases/{reference}", {"note": "A word."}, {"kind": "acknowledged"}
    ),
    "/staff/cases/{reference}/notes": Sent("officer", "/staff/cases/{reference}", {"text": "Rang."}),
    "/staff/cases/{reference}/messages": Sent("officer", "/staff/cases/{reference}", {"text": "We rang."}),
    "/staff/cases/{reference}/key": Sent("officer", "/staff/cases/{reference}", {"viewer": "complainant"}),
    "/staff/cases/{reference}/reply": Sent("officer", "/staff/cases/{reference}", {"words": "We are sorry."}),
    "/staff/cases/{reference}/send-reply": Sent("manager", "/staff/cases/{reference}"),
    "/staff/cases/{reference}/kept-from": Sent(
        "officer", "/staff/cases/{reference}", {"email": "named@council.example"}
    ),
    "/staff/cases/{reference}/let-see": Sent(
        "officer", "/staff/cases/{reference}", {"email": "apart@council.example"}
    ),
    "/staff/letters/{letter_id}": Sent("officer", "/staff/letters"),
    "/staff/alerts/{alert_id}": Sent("safeguarding", "/staff/alerts", {"note": "Rang the home."}),
    "/staff/report/{council}": Sent(
        "manager", "/staff/report", {"you_said": "Nobody rings.", "we_did": "We ring on Fridays."}
    ),
    "/staff/records/cases": Sent(
        "manager",
        "/staff/records",
        {"act": "hold", "reference": "{reference}", "reason": "A court asked."},
        {"reference": "", "reason": ""},
    ),
    "/staff/records/alerts/{alert_id}": Sent("safeguarding", "/staff/records"),
    "/staff/councils/{council}": Sent("administrator", "/staff/councils/rutland", SETTINGS),
    "/staff/account/elsewhere": Sent("officer", "/staff/account"),
    "/staff/account/second-factor": Sent("officer", "/staff/account", {"code": "now"}),
    "/staff/account/no-second-factor": Sent("officer", "/staff/account", {"code": "now"}),
}


@pytest.fixture(scope="module")
def as_made_ready(kept_office: Office, tmp_path_factory: pytest.TempPathFactory) -> MadeReady:
    """Made once, and kept as a file to begin from."""
    file = Path(kept_office.built.url.removeprefix("sqlite:///"))
    copied(file.with_name("first.sqlite"), file)
    office = kept_office.begun_again()
    about = make_ready(office)
    kept = tmp_path_factory.mktemp("ready") / "ready.sqlite"
    copied(file, kept)
    return MadeReady(kept, about, office.hired)


@pytest.fixture
def made_ready(office: Office, as_made_ready: MadeReady) -> dict[str, str]:
    """The office with everything that the forms are about; gives what they are named by."""
    copied(as_made_ready.file, Path(office.built.url.removeprefix("sqlite:///")))
    office.hired = as_made_ready.hired
    return dict(as_made_ready.about)


@dataclass(frozen=True)
class MadeReady:
    """An office as a file, what its forms are about, and how many were hired."""

    file: Path
    about: Mapping[str, str]
    hired: int


def make_ready(office: Office) -> dict[str, str]:
    """A case with an answer to check and a colleague kept away, an alert that may be taken or erased, and a
    letter to print.
    """
    officer = Browsing.signed_in(office, "officer")
    office.colleague(email="named@council.example")
    office.colleague(email="apart@council.example")
    reference = officer.takes(what_happened=URGENT)
    page = officer.open(f"/staff/cases/{reference}")
    officer.send(page.form("/reply"), words="We are sorry.", outcome__1="upheld")
    officer.send(page.form("/kept-from"), email="apart@council.example")
    (alert,) = office.colleague("safeguarding").get("/alerts").json()
    letter = a_letter_to_print(office)
    return {"reference": reference, "alert_id": alert["id"], "council": "rutland", "letter_id": letter}


def is_ready_for(office: Office, door: str, about: dict[str, str], somebody: Browsing) -> None:
    """What one form alone needs besides."""
    if door == "/staff/records/alerts/{alert_id}":
        office.colleague("safeguarding").post(f"/alerts/{about['alert_id']}/acknowledge")
        rule = {"years": 6, "basis": "an invented schedule", "alert_years": 1}
        office.colleague("administrator").post("/councils/rutland/settings", {"retention": rule})
        office.go_to("2028-03-31")
        somebody.sign_in()
    signs_in_elsewhere(office, door, somebody)
    if door == "/staff/account/no-second-factor":
        form = somebody.open("/staff/account").form("/second-factor")
        somebody.send(form, code=code_for(form.fields["secret"], office))
        about["secret"] = form.fields["secret"]


def signs_in_elsewhere(office: Office, door: str, somebody: Browsing) -> None:
    """On another machine, where that is what the form is about."""
    if door == "/staff/account/elsewhere":
        Browsing(office, Browsing.anonymous(office).http, somebody.email).sign_in()


def kept(office: Office) -> dict[str, Any]:
    """How much of everything is stored, but who looked at what, and who is signed in since when."""
    file = Path(office.built.url.removeprefix("sqlite:///"))
    with sqlite3.connect(file) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counted = {
            name: raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - the names are ours
            for name in tables
        }
        (looked,) = raw.execute("SELECT count(*) FROM event WHERE kind = 'looked_at'").fetchone()
        hashes = raw.execute("SELECT key_hash FROM case_file ORDER BY id").fetchall()
        (factors,) = raw.execute("SELECT count(second_factor) FROM staff").fetchone()
    raw.close()
    return {
        **counted,
        "event": counted["event"] - looked,
        "failed_try": 0,
        "keys": hashes,
        "factors": factors,
    }


@pytest.mark.parametrize("door", FORMS)
def test_a_sign_in_that_ends_in_mid_form_loses_nothing_and_the_form_sent_twice_acts_once(
    office: Office, made_ready: dict[str, str], door: str
) -> None:
    sent, about = FORMS[door], made_ready
    somebody = Browsing.signed_in(office, sent.role)
    is_ready_for(office, door, about, somebody)
    form = somebody.open(sent.page.format(**about)).form(door.format(**about), **sent.having)
    typed = {name: value.format(**about) for name, value in sent.filled.items()}
    office.clock.move(hours=1)
    if "code" in typed:
        typed["code"] = code_for(form.fields.get("secret") or about["secret"], office)
    ended = somebody.send(form, **typed)
    assert ended.status == 401
    again = signed_in_again(office, somebody, ended, about.get("secret")).form(form.action)
    whole = {**form.fields, **typed, "csrf": again.fields["csrf"]}
    assert again.fields == whole, "all of it, and nothing else"
    signs_in_elsewhere(office, door, somebody)
    before = kept(office)
    first = somebody.send(again)
    once = kept(office)
    second = somebody.send(again)
    assert (first.status, second.status) == (200, 200), second.text
    assert once != before
    assert kept(office) == once
    assert second.text == first.text or not door.endswith("/key"), "a key told to nobody opens nothing"


def signed_in_again(office: Office, somebody: Browsing, page: Seen, secret: str | None) -> Seen:
    """By the page that keeps what was typed; with the code of half a minute ago, where one is asked for."""
    office.clock.move(seconds=-30)
    code = code_for(secret, office) if secret else ""
    office.clock.move(seconds=30)
    return somebody.send(page.form("/sign-in"), email=somebody.email, password=PASSWORD, code=code)


def test_every_form_there_is_has_been_sent() -> None:
    posted = {door.removeprefix("POST ") for door in doors.DOORS if door.startswith("POST ")}
    assert posted - set(FORMS) == {"/staff/sign-in", "/staff/sign-out"}
    assert set(FORMS) <= posted

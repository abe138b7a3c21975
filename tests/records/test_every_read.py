"""Whoever reads a case, a file of it, an alert or a table of cases stands in the record, at every door.

The doors are the application's own list: one that is new is in none of the tables here, and the test says so.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import httpx

from backend.services import letters
from backend.store.rows import OutboxRow
from tests.acts.people import People, Person
from tests.case_page.test_no_hint import every_route
from tests.staff.office import Colleague, Office
from tests.staff_pages.browsing import Browsing

ROLES = ("officer", "manager", "safeguarding")
LETTER = "print-a-letter"
URGENT = "He has got a knife and he is outside my door right now"

NO_CASE = re.compile(
    r"/(|before|about/.*|heard\.js|chat|chat/.*|widget/.*|favicon\.ico|robots\.txt|case/page\.css|case/\{elsewhere:path\}"
    r"|api/(openapi\.json|health/.*|councils.*|chat/messages)|api/cases/access"
    r"|api/staff/(cases|records|letters|delivery|councils/.*|audit/verify)"
    r"|staff(/(sign-in|openid.*|pages\.css|account|new|letters|report|records|councils.*))?)"
)
"""What a GET shows no word of a case at: pages for everybody, lists of references and of keys, numbers, and
a chat's own messages, whose case was written down as read when it was opened there."""


class Reader(NamedTuple):
    """The same case at every door: for its person, and for a colleague by the API and by the pages."""

    person: Person
    page: Browsing
    staff: Colleague
    console: Browsing
    letter: str


Read = Callable[[Reader], httpx.Response]


def address(reader: Reader) -> httpx.Response:
    href = reader.person.does("/files", {"file": "summary"})["href"]
    return reader.person.office.http.get(href)


def by_form(file: str) -> Read:
    def taken(reader: Reader) -> httpx.Response:
        form = reader.page.open("/case").form(f"/case/files/{file}")
        return reader.page.post(form.action, form.fields).answer

    return taken


def at_staff(path: str, **query: str) -> Read:
    return lambda to: to.staff.get(path.replace("REF", to.person.reference), **query)


def at_console(path: str) -> Read:
    return lambda to: to.console.open(path.replace("REF", to.person.reference)).answer


LOOKED = ("looked_at", "")
DOORS: Mapping[tuple[str, str], tuple[Read, list[tuple[str, str]]]] = {
    ("POST", "/api/cases/track"): (lambda to: to.person.tries(), [LOOKED]),
    ("GET", "/api/cases/mine"): (lambda to: to.person.get("/mine"), [LOOKED]),
    ("GET", "/api/cases/calendar.ics"): (
        lambda to: to.person.get("/calendar.ics"),
        [("looked_at", "calendar")],
    ),
    ("GET", "/api/cases/summary.pdf"): (lambda to: to.person.get("/summary.pdf"), [("looked_at", "summary")]),
    ("GET", "/api/cases/copy"): (lambda to: to.person.get("/copy"), [("copied", "")]),
    ("GET", "/api/cases/files/{address}"): (address, [("looked_at", "summary")]),
    ("POST", "/api/cases/messages"): (
        lambda to: to.person.post("/messages", {"text": "Hello."}),
        [("message_received", ""), LOOKED],
    ),
    ("POST", "/api/chat/sessions"): (
        lambda to: to.person.office.http.post(
            "/api/chat/sessions", json={"reference": to.person.reference, "key": to.person.key}
        ),
        [LOOKED],
    ),
    ("GET", "/case"): (lambda to: to.page.open("/case").answer, [LOOKED]),
    ("POST", "/case/files/{file:path}"): (by_form("calendar"), [LOOKED, ("looked_at", "calendar")]),
    ("POST", "a letter"): (by_form("letter-1"), [LOOKED, ("looked_at", "letter")]),
    ("GET", "/api/staff/cases/{reference}"): (at_staff("/cases/REF"), [LOOKED]),
    ("GET", "/api/staff/letters/{letter_id}"): (
        lambda to: to.staff.get(f"/letters/{to.letter}"),
        [("looked_at", "letter")],
    ),
    ("GET", "/staff/letters/{letter_id}"): (
        lambda to: to.console.open(f"/staff/letters/{to.letter}").answer,
        [("looked_at", "letter")],
    ),
    ("GET", "/api/staff/copies"): (
        lambda to: to.staff.get("/copies", reference=to.person.reference),
        [("copied", "")],
    ),
    ("GET", "/api/staff/alerts"): (at_staff("/alerts"), [LOOKED]),
    ("GET", "/api/staff/events"): (at_staff("/events"), [("exported", "events")]),
    ("GET", "/api/staff/reports/annual"): (
        at_staff("/reports/annual", format="csv"),
        [("exported", "annual_report")],
    ),
    ("GET", "/staff/cases/{reference}"): (at_console("/staff/cases/REF"), [LOOKED]),
    ("GET", "/staff/advocates"): (at_console("/staff/advocates"), [("looked_at", "advocate_request")]),
    ("GET", "/staff/alerts"): (at_console("/staff/alerts"), [LOOKED]),
    ("GET", "/staff/records/copy"): (
        at_console("/staff/records/copy?references=REF&whose=complainant&as=page"),
        [("copied", "")],
    ),
    ("GET", "/staff/events.csv"): (
        at_console("/staff/events.csv?first=2026-03-01&last=2026-03-31"),
        [("exported", "events")],
    ),
    ("GET", "/staff/report.csv"): (at_console("/staff/report.csv"), [("exported", "annual_report")]),
}
"""Each door at which something of a case is read, how it is used, and what then stands in the record."""


def a_reader(office: Office) -> Reader:
    people = People(office)
    person = people.complains(
        what_happened=URGENT, contact_method="post", contact_detail="1 Some Road", safe_to_contact="yes"
    )
    person.does("/advocate", {"ask": "request", "wishes": "Somebody calm."})
    people.officer.records(person.reference, "acknowledged")
    with office.inst.store.begin() as tx:
        case = tx.cases.by_reference(person.reference)
        assert case is not None
        body = {"case": case.id, "event": 2}
        tx.outbox.add(OutboxRow(LETTER, letters.PRINT, body, office.clock.now()))
        for alert in tx.alerts.of(["rutland"]):
            # So that a letter may go to the house.
            tx.alerts.save(replace(alert, names_staff_or_carer=False))
    page = Browsing.anonymous(office)
    page.http.cookies.set("heard_case", f"adult.{person.token}", path="/case")
    console = Browsing.signed_in(office, *ROLES)
    return Reader(person, page, office.colleague(*ROLES), console, LETTER)


def events_after(office: Office, seq: int) -> list[tuple[int, str, str, str]]:
    """Seq, kind, what was read, and by whom, of each event behind one."""
    with sqlite3.connect(office.built.url.removeprefix("sqlite:///")) as database:
        found = database.execute("SELECT seq, kind, data, actor FROM event WHERE seq > ? ORDER BY seq", [seq])
        told = [(seq, kind, json.loads(data), actor) for seq, kind, data, actor in found]
    return [
        (seq, kind, str(data.get("at") or data.get("what") or ""), actor) for seq, kind, data, actor in told
    ]


def test_every_read_at_every_door_is_recorded_with_who_read(quick_office: Office) -> None:
    reader, last = a_reader(quick_office), 0
    for door, (read, recorded) in DOORS.items():
        last = max((seq for seq, *_ in events_after(quick_office, last)), default=last)
        answer = read(reader)
        assert answer.is_success, (door, answer.text)
        found = events_after(quick_office, last)
        assert [(kind, what) for _, kind, what, _ in found] == recorded, door
        by_staff = "/staff" in door[1]
        assert {actor.startswith("staff:") for *_, actor in found} == {by_staff}, door


def test_no_door_is_left_out(quick_office: Office) -> None:
    doors = {(method, path) for path, method in every_route(quick_office.http.app) if method == "GET"}
    listed = {door for door in doors if NO_CASE.fullmatch(door[1])}
    assert doors - listed - DOORS.keys() == set()
    assert listed & DOORS.keys() == set()


def test_an_alert_is_recorded_as_read_once_by_each_colleague(quick_office: Office) -> None:
    reader = a_reader(quick_office)
    for _ in range(2):
        assert reader.staff.get("/alerts").json()[0]["words"] == URGENT
        assert URGENT in reader.console.open("/staff/alerts").text
    read = [actor for _, kind, at, actor in events_after(quick_office, 0) if (kind, at) == LOOKED]
    staff = [actor for actor in read if actor.startswith("staff:")]
    assert len(staff) == len(set(staff)) == 2

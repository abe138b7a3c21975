"""Whatever language an attacker's words are written in, they come out as the words they are."""

from __future__ import annotations

import csv
import html
import io
import json
import re

import pytest
import structlog
from icalendar import Calendar
from pypdf import PdfReader
from starlette.testclient import TestClient

from backend.logs import configure
from backend.store.tables import metadata
from tests.acts.people import People, Person
from tests.staff_pages.browsing import Browsing, Seen

SQL = ("'; DROP TABLE case_file; --", "1' OR '1'='1", '") UNION SELECT key_hash FROM case_file --')
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</textarea><b>x",
)
TEMPLATES = ("{{7*191}}", "{% include 'x' %}", "${7*191}", "{due:date}", "%(asctime)s%n", "{0.__class__}")
TYPST = ('#read("/etc/passwd")', "#(7*191)", '#include "sheet.typ"', "$ 7*191 $", "*bold* = heading")
DONE = "1337"
"""What is left where the arithmetic of a template was done."""


def page_of(person: Person) -> Seen:
    """The person's own page, opened by its form."""
    http = TestClient(person.office.http.app, "http://127.0.0.1:8080", client=("192.0.2.9", 4711))
    browsing = Browsing(person.office, http)
    form = browsing.open("/case").form("/case")
    return browsing.send(form, reference=person.reference, key=person.key)


@pytest.mark.attack("SQL")
def test_a_story_in_sql_is_kept_word_for_word_and_no_table_is_the_less_for_it(few_people: People) -> None:
    person = few_people.complains(what_happened="\n\n".join(SQL))
    person.does("/messages", {"text": SQL[0]})
    assert person.sees()["complaint"]["what_happened"] == "\n\n".join(SQL)
    with few_people.office.inst.store.read() as tx:
        assert tx.events.verify().whole
    assert {"case_file", "event"} <= set(metadata.tables)


@pytest.mark.attack("SQL")
def test_a_search_in_sql_finds_no_case(few_people: People) -> None:
    few_people.complains()
    for searched in (*SQL, "%", "_", "____-____", "\x00", "' --"):
        found = few_people.officer.get("/cases", q=searched)
        assert found.status_code == 422 or (found.status_code == 200 and found.json()["total"] == 0), searched


@pytest.mark.attack("SQL")
def test_a_filter_in_sql_is_refused(few_people: People) -> None:
    for name in ("status", "stage", "late", "due_before", "page"):
        for sql in SQL:
            assert few_people.officer.get("/cases", **{name: sql}).status_code == 422, (name, sql)


@pytest.mark.attack("markup and templates")
def test_markup_is_text_on_the_persons_page_and_the_teams(few_people: People) -> None:
    person = few_people.complains(what_happened=" ".join(MARKUP), name=MARKUP[0], desired_outcome=MARKUP[1])
    person.does("/messages", {"text": MARKUP[2]})
    team = Browsing.signed_in(few_people.office, "officer")
    for page in (page_of(person), team.open(f"/staff/cases/{person.reference}"), team.open("/staff")):
        assert page.status == 200
        assert page.mistakes == []
        assert not any(markup in page.answer.text for markup in MARKUP)
    assert html.escape(MARKUP[0]) in page_of(person).answer.text


@pytest.mark.attack("markup and templates")
def test_a_template_is_not_filled_in_on_any_page_or_paper(few_people: People) -> None:
    person = few_people.complains(what_happened=" ".join(TEMPLATES))
    person.does("/messages", {"text": " ".join(TEMPLATES)})
    assert person.sees()["complaint"]["what_happened"] == " ".join(TEMPLATES)
    team = Browsing.signed_in(few_people.office, "officer")
    for page in (page_of(person), team.open(f"/staff/cases/{person.reference}")):
        assert all(template in html.unescape(page.answer.text) for template in TEMPLATES)
        assert DONE not in page.answer.text


@pytest.mark.attack("markup and templates")
def test_a_paper_reads_no_file_and_reckons_nothing(few_people: People) -> None:
    person = few_people.complains(what_happened=" ".join(TYPST))
    paper = PdfReader(io.BytesIO(person.get("/summary.pdf").content))
    read = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert '#read("/etc/passwd")' in read
    assert DONE not in read
    assert "root:" not in read


@pytest.mark.attack("header injection")
def test_a_calendar_holds_no_line_of_a_storys_own(few_people: People) -> None:
    person = few_people.complains(
        what_happened="x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nURL:https://evil.example", name="Jo\r\nURL:x"
    )
    written = person.get("/calendar.ics", details="full").content
    events = [one for one in Calendar.from_ical(written).walk("VEVENT") if "URL" in one]
    assert events == []


@pytest.mark.attack("header injection")
@pytest.mark.parametrize(
    "path", ["/api/cases/files/x%0d%0aSet-Cookie:%20a=b", "/staff/cases/%0d%0aX-Evil:%201"]
)
def test_no_header_is_made_of_an_address(few_people: People, path: str) -> None:
    answer = few_people.office.http.get(path, headers={"Accept": "text/html"}, follow_redirects=False)
    assert "x-evil" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.attack("spreadsheet formulas")
def test_no_cell_of_a_spreadsheet_begins_a_formula(few_people: People) -> None:
    formula = '=HYPERLINK("https://evil.example")'
    manager = few_people.office.colleague("manager", "officer")
    reference = few_people.complains(what_happened=formula, name=formula).reference
    manager.records(reference, "linked", to=formula)
    manager.records(reference, "acknowledged", note=formula, who=formula)
    manager.records(reference, "redated", clock="stage1_response", until="2026-05-01", reason=formula)
    outcome = {"point": formula, "outcome": "upheld"}
    assert manager.event(reference, "stage1_responded", outcomes=[outcome]).status_code in (200, 422)
    for path in ("/events", "/reports/annual"):
        table = manager.get(path, format="csv").text
        cells = [cell for line in csv.reader(io.StringIO(table)) for cell in line]
        assert len(cells) > 10
        assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == []


@pytest.mark.attack("log injection")
def test_no_line_of_a_log_is_made_of_what_was_sent(
    few_people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    configure()
    forged = 'x"}\n{"event": "forged", "level": "info"}\x1b[2J'
    person = few_people.complains(what_happened=forged)
    few_people.office.http.get("/api/" + "forged%0aforged", headers={"User-Agent": "forged\x1b[2J"})
    few_people.office.http.post("/api/staff/login", json={"email": forged, "password": forged})
    person.post("/messages", {"text": forged})
    structlog.get_logger().warning("a line", why=forged)
    told = capsys.readouterr()
    lines = [line for line in (told.out + told.err).splitlines() if line]
    assert [json.loads(line)["why"] for line in lines] == [forged]
    assert "\x1b" not in told.out + told.err


@pytest.mark.attack("error bodies")
def test_no_error_of_any_address_says_what_it_is_made_of(few_people: People) -> None:
    """Neither a path of this machine, a class, a statement nor the words that were sent."""
    http = few_people.office.http
    described = http.get("/api/openapi.json").json()["paths"]
    asked = 0
    for path, methods in described.items():
        for method in methods:
            address = re.sub(r"\{\w+\}", "zzmarked", path)
            for body in (b'{"zzmarked": "zzmarked"}', b"{zzmarked"):
                answer = http.request(
                    method, address, content=body, headers={"Content-Type": "application/json"}
                )
                asked += 1
                assert answer.status_code < 500, (method, path)
                if answer.status_code >= 400:
                    assert answer.headers["content-type"] == "application/problem+json", (method, path)
                    for telling in ("zzmarked", "Traceback", "sqlalchemy", "pydantic", "/backend/", "SELECT"):
                        assert telling not in answer.text, (method, path)
    assert asked > 60

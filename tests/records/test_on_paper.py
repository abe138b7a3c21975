"""summary.pdf and calendar.ics as they are opened: by three readers, by ear, and by who counts the days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import ics
import pdfua
import pytest
import vobject
from icalendar import Calendar
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from backend import rotate
from backend.journeys.says import CLOCKS
from backend.notify.drawing import BOX, drawable, drawn, is_whole
from backend.notify.letter import Letter
from backend.notify.letter import pdf as letter_pdf
from backend.notify.paper import Paper, Part, pdf
from backend.services import complaints
from backend.services.calendarfile import calendar_file
from backend.store import Store
from tests.installed import SECRET, TUESDAY, wording
from tests.records import operating
from tests.staff.office import Office

NEW_SECRET = "another secret that is long enough as well"
STORY = "They never rang back \N{GRINNING FACE}.\n\nNobody came on Sunday."
COUNCILS = ("somerset", "surrey", "bexley", "sefton", "rutland")
HOLIDAYS = {date(2026, *day) for day in ((4, 3), (4, 6), (5, 4), (5, 25), (8, 31))}
"""Bank holidays of England and Wales from April to August 2026, from the government's page, by hand."""
LIFE: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("2026-04-02", "acknowledged", {}),
    ("2026-04-17", "stage1_responded", {"outcomes": [{"point": "1", "outcome": "upheld"}]}),
    ("2026-04-20", "stage2_requested", {}),
    ("2026-04-21", "stage2_acknowledged", {}),
    ("2026-04-22", "investigator_appointed", {"who": "An investigator"}),
    ("2026-04-22", "independent_person_appointed", {"who": "Somebody independent"}),
    ("2026-04-28", "statement_agreed", {"signed": True, "version": 2}),
    ("2026-05-12", "stage2_reported", {}),
    ("2026-05-22", "stage2_responded", {"outcomes": [{"point": "1", "outcome": "not_upheld"}]}),
    ("2026-06-01", "stage3_requested", {}),
    ("2026-06-02", "stage3_acknowledged", {}),
    ("2026-06-08", "panel_arranged", {"panel_on": "2026-07-13"}),
    ("2026-06-26", "panel_papers_sent", {}),
    ("2026-07-13", "panel_held", {}),
    ("2026-07-17", "panel_reported", {}),
)
"""What the council and the person did, on the day it happened, after it was received on 31 March."""
DAYS = {"received": date(2026, 3, 31)} | {kind: date.fromisoformat(on) for on, kind, _ in LIFE}
COUNTED = {
    "stage1_response": ("received", 10),
    "stage1_latest": ("received", 20),
    "stage2_request": ("stage1_responded", 20),
    "stage2_response": ("stage2_requested", 25),
    "stage2_latest": ("stage2_requested", 65),
    "stage3_request": ("stage2_responded", 20),
    "stage3_acknowledgement": ("stage3_requested", 2),
    "panel_arrangements": ("stage3_requested", 10),
    "panel_hearing": ("stage3_requested", 30),
    "panel_report": ("panel_held", 5),
    "stage3_response": ("panel_reported", 15),
}
"""The national clocks in working days from each event on, written here once more from the regulations."""
OF_ITS_OWN = {
    "somerset": {"stage2_response": ("statement_agreed", 25), "stage2_latest": ("statement_agreed", 65)},
    "surrey": {"stage2_response": ("statement_agreed", 25), "stage2_latest": ("statement_agreed", 65)},
    "bexley": {
        "acknowledgement": ("received", 2),
        "stage2_acknowledgement": ("stage2_requested", 2),
        "stage2_response": ("stage2_reported", 25),
        "stage2_latest": ("stage2_reported", 65),
    },
    "sefton": {"acknowledgement": ("received", 3)},
    "rutland": {"acknowledgement": ("received", 1)},
}
"""What each council's own document says in their place."""
A_YEAR_ON = {clock: date(2027, 2, 20) for clock in ("time_limit", "ombudsman")}
"""Twelve months from the day it happened."""
PAPERS = {"panel_papers": date(2026, 6, 29)}
"""Ten working days before the panel of 13 July, walked back by hand: no bank holiday lies between."""


def counted(start: date, days: int) -> date:
    """So many working days on, by walking; the day after the first is day 1."""
    while days:
        start += timedelta(days=1)
        days -= start.weekday() < 5 and start not in HOLIDAYS
    return start


def expected(council: str) -> dict[str, date]:
    """Every date of `LIFE` at a council, by the clock that ends on it."""
    clocks = COUNTED | OF_ITS_OWN[council]
    return {clock: counted(DAYS[on], days) for clock, (on, days) in clocks.items()} | A_YEAR_ON | PAPERS


WENT_ANOTHER_WAY = (
    ("2026-03-31", None, {}),
    ("2026-04-17", "stage1_responded", {"outcomes": [{"point": "1", "outcome": "upheld"}]}),
    ("2026-04-20", "stage2_requested", {}),
    ("2026-04-21", "investigator_appointed", {"who": "An investigator"}),
    ("2026-04-21", "independent_person_appointed", {"who": "Somebody independent"}),
    ("2026-04-23", "statement_agreed", {"signed": True, "version": 2}),
    ("2026-04-28", "put_on_hold", {"reason": "proceedings"}),
    ("2026-05-05", "resumed", {}),
    ("2026-05-12", "stage2_reported", {}),
    ("2026-05-15", "stage2_responded", {"outcomes": [{"point": "1", "outcome": "upheld"}]}),
    ("2026-05-20", "stage3_requested", {}),
    ("2026-05-22", "panel_arranged", {"panel_on": "2026-07-06"}),
    ("2026-06-01", "rerouted", {"route": "representation"}),
    ("2026-06-02", None, {}),
)
"""A life that is rerouted when the panel was arranged, whose papers had a day."""


@pytest.fixture
def told(quick_office: Office) -> tuple[Office, str, dict[str, str]]:
    """A complaint at stage 2: its office, its reference, and what its person shows at the door."""
    manager = quick_office.colleague("manager")
    taken = manager.takes(
        what_happened=STORY,
        name="Ada Example",
        child_name="Jo",
        contact_method="email",
        contact_detail="ada@example.org",
        desired_outcome="An apology.",
        points=[{"words": "Nobody rang."}, {"words": "Nobody came.", "desired_outcome": "Come."}],
    )
    receipt, (first, second) = taken["receipt"], taken["case"]["complaint"]["points"]
    reference = receipt["reference"]
    quick_office.go_to("2026-04-17")
    outcomes = [{"point": first["id"], "outcome": "upheld"}, {"point": second["id"], "outcome": "not_upheld"}]
    manager.records(reference, "stage1_responded", outcomes=outcomes)
    quick_office.go_to("2026-04-20")
    manager.records(reference, "stage2_requested")
    manager.post(f"/cases/{reference}/messages", {"text": "We are looking into it."})
    pair = {name: receipt[name] for name in ("reference", "key")}
    opened = quick_office.http.post("/api/cases/track", json=pair).json()
    return quick_office, reference, {"Authorization": f"Bearer {opened['access_token']}"}


def test_the_summary_holds_all_of_it_in_the_ombudsmans_order_and_twice_the_same(
    told: tuple[Office, str, dict[str, str]],
) -> None:
    office, reference, bearer = told
    answer = office.http.get("/api/cases/summary.pdf", headers=bearer)
    assert answer.headers["content-disposition"] == 'attachment; filename="summary.pdf"'
    read = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    read = " ".join(read.split())
    places = [
        read.index(text)
        for text in (
            "Ada Example",
            "Rutland County Council",
            reference,
            "They never rang back [grinning face].",
            "An apology.",
            "What the council answered Friday 17 April 2026: The council answered at stage 1.",
            "This is upheld",
            "The dates",
            "Stage 2 was asked for.",
            "We are looking into it.",
        )
    ]
    assert places == sorted(places)
    again = office.http.get("/api/cases/summary.pdf", headers=bearer)
    assert again.content == answer.content


def test_the_summary_can_be_heard_in_order_and_its_title_tells_nothing(
    told: tuple[Office, str, dict[str, str]], tmp_path: Path
) -> None:
    office, _, bearer = told
    content = office.http.get("/api/cases/summary.pdf", headers=bearer).content
    reader = PdfReader(BytesIO(content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"].startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert reader.metadata is not None
    assert reader.metadata.title == "Summary"
    tags = [tag for tag in _tags(root["/StructTreeRoot"]) if tag in ("/H1", "/H2", "/P", "/L", "/LI")]
    assert tags[:3] == ["/H1", "/H2", "/P"]
    assert tags.count("/H1") == 1
    assert tags.count("/L") >= 4
    file = tmp_path / "summary.pdf"
    file.write_bytes(content)
    assert list(pdfua.validate(file).findings) == []


def _tags(node: object) -> Iterator[str]:
    """The tags of a PDF in the order in which they are read out."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from _tags(node["/K"])


@pytest.mark.parametrize("council", COUNCILS)
def test_every_date_on_paper_and_in_the_calendar_is_the_one_counted_apart(
    quick_office: Office, council: str, tmp_path: Path
) -> None:
    officer, due = quick_office.colleague(council=council), expected(council)
    told = {"when_happened": {"from": "2026-02-20", "to": "2026-02-20"}}
    receipt = officer.takes(**told)["receipt"]
    for day, kind, data in LIFE:
        quick_office.go_to(day)
        officer.records(receipt["reference"], kind, **data)
    pair = {name: receipt[name] for name in ("reference", "key")}
    opened = quick_office.http.post("/api/cases/track", json=pair).json()
    bearer = {"Authorization": f"Bearer {opened['access_token']}"}

    content = quick_office.http.get("/api/cases/summary.pdf", headers=bearer).content
    read = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())
    dates = read[read.index("The dates") : read.index("What has happened")]
    lines = {clock: _line(dates, clock) for clock in due}
    assert {clock: line[: len(written(due[clock]))] for clock, line in lines.items()} == {
        clock: written(day) for clock, day in due.items()
    }
    asked = {"stage2_response": 25, "stage2_latest": 65}
    earlier = {clock: written(counted(DAYS["stage2_requested"], days)) for clock, days in asked.items()}
    elsewhere = "stage2_response" in OF_ITS_OWN[council]
    assert {clock: day in lines[clock] for clock, day in earlier.items()} == dict.fromkeys(asked, True)
    assert dates.count("would expect it by") == (2 if elsewhere else 0)
    file = tmp_path / "summary.pdf"
    file.write_bytes(content)
    assert list(pdfua.validate(file).findings) == []

    calendar = quick_office.http.get("/api/cases/calendar.ics", headers=bearer).text
    ours = [event["dtstart"].dt for event in Calendar.from_ical(calendar).walk("VEVENT")]
    theirs = [event.begin.date() for event in ics.Calendar(calendar).events]
    third = [event.dtstart.value for event in vobject.readOne(calendar).vevent_list]
    shown = sorted(day for clock, day in due.items() if clock != "time_limit")
    assert sorted(ours) == sorted(theirs) == sorted(third) == shown


def test_a_date_that_moved_and_the_ombudsmans_own_are_on_paper_and_in_the_calendar(
    quick_office: Office,
) -> None:
    officer = quick_office.colleague(council="bexley")
    receipt = officer.takes()["receipt"]
    reference = receipt["reference"]
    officer.records(reference, "stage1_extended", reason="complex", until="2026-04-24")
    quick_office.go_to("2026-04-20")
    officer.records(reference, "stage2_requested")

    def read() -> tuple[str, set[str]]:
        pair = {name: receipt[name] for name in ("reference", "key")}
        token = quick_office.http.post("/api/cases/track", json=pair).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        pdf = quick_office.http.get("/api/cases/summary.pdf", headers=bearer).content
        paper = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
        events = Calendar.from_ical(
            quick_office.http.get("/api/cases/calendar.ics", headers=bearer).content
        ).walk("VEVENT")
        return paper, {str(one["dtstart"].dt) for one in events if one["status"] == "CONFIRMED"}

    asked = DAYS["stage2_requested"]
    expects, last = counted(asked, 25), counted(asked, 65)
    paper, days = read()
    assert f"Before it was moved, the date was {written(counted(date(2026, 3, 31), 10))}." in paper
    assert f"would expect it by {written(expects)}" in paper
    assert {str(expects), str(last)} <= days
    quick_office.go_to("2026-06-01")
    officer.records(reference, "stage2_reported")
    paper, days = read()
    assert f"expected it by {written(expects)}. You can tell them it is late." in paper
    assert {str(counted(date(2026, 6, 1), n)) for n in (25, 65)} <= days
    assert str(expects) not in days


def written(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def _line(dates: str, clock: str) -> str:
    """What stands behind a clock's name, up to the next one's."""
    names = [_name(one) for one in CLOCKS]
    begins = dates.index(_name(clock)) + len(_name(clock))
    ends = [dates.find(name, begins) for name in names]
    return dates[begins : min((end for end in ends if end > 0), default=len(dates))].strip(" :")


def _name(clock: str) -> str:
    said = wording().render(CLOCKS[clock], {}, "en", "adult").text
    return said[:1].upper() + said[1:]


def test_the_calendar_tells_nothing_of_what_it_is_about(told: tuple[Office, str, dict[str, str]]) -> None:
    office, reference, bearer = told
    file = office.http.get("/api/cases/calendar.ics", headers=bearer).text
    events = Calendar.from_ical(file).walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"A date to remember"}
    assert all(re.fullmatch("[0-9a-f]{32}", event["uid"]) for event in events)
    # thirty-two random digits of sixteen may spell a short name
    beside_uids = re.sub("(?m)^UID:.*$", "", file).lower()
    for telling in (reference, "complain", "council", "stage", "Rutland", "Ada", "social", "child"):
        assert telling.lower() not in beside_uids


@pytest.mark.parametrize("council", COUNCILS)
def test_each_date_a_phone_ever_got_is_taken_back_once_nobody_waits_for_it(
    quick_office: Office, council: str
) -> None:
    """A phone takes the file after every step of a life, and keeps of each date what came with the highest
    number. What it then shows is what is owed, and nothing else."""
    officer, phone = quick_office.colleague(council=council), {}
    receipt = officer.takes()["receipt"]
    pair = {name: receipt[name] for name in ("reference", "key")}
    for day, kind, data in WENT_ANOTHER_WAY:
        quick_office.go_to(day)
        if kind:
            officer.records(receipt["reference"], kind, **data)
        opened = quick_office.http.post("/api/cases/track", json=pair).json()
        bearer = {"Authorization": f"Bearer {opened['access_token']}"}
        file = quick_office.http.get("/api/cases/calendar.ics", headers=bearer).text
        for entry in Calendar.from_ical(file).walk("VEVENT"):
            before = phone.get(entry["uid"])
            assert before is None or before["sequence"] <= entry["sequence"]
            phone[entry["uid"]] = entry
        shown = {one["dtstart"].dt.isoformat() for one in phone.values() if one["status"] == "CONFIRMED"}
        dates = [one for one in opened["deadlines"] if one["due"] and one["clock"] != "time_limit"]
        running = {one["due"] for one in dates if one["state"] == "running"}
        if opened["status"] != "on_hold":
            # Until the council counts stage 2, the Ombudsman's day is the only one there is.
            running |= {
                one["ombudsman_expects"] for one in opened["deadlines"] if one["state"] == "not_started"
            }
            running -= {None}
        late = {one["due"] for one in dates if one["state"] == "missed" and not one["met_on"]}
        assert running <= shown <= running | late, (day, kind)
    assert len(phone) > 6
    assert {str(one["status"]) for one in phone.values()} == {"CANCELLED"}


def test_the_calendars_ids_stay_when_a_new_secret_takes_over(
    told: tuple[Office, str, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, reference, bearer = told
    before = office.http.get("/api/cases/calendar.ics", headers=bearer).text
    operating.at(monkeypatch, tmp_path, office.built.url)
    monkeypatch.setenv("HEARD_SECRET_KEY", NEW_SECRET)
    monkeypatch.setenv("HEARD_FORMER_SECRET_KEYS", SECRET)
    assert rotate.main() == 0
    store = Store(office.built.url, NEW_SECRET, [SECRET])
    inst = replace(office.inst, store=store, address_salt=NEW_SECRET.encode())
    with store.read() as tx:
        row = tx.cases.by_reference(reference)
        assert row is not None
        after = calendar_file(inst, complaints.require(inst, tx, row.id), "en", "adult", full=False).decode()
    store.close()
    assert re.findall("UID:.*", after) == re.findall("UID:.*", before)


def test_every_sign_that_is_said_to_be_drawable_is_drawn() -> None:
    every = " ".join(sorted(drawable()))
    assert pdf(Paper("T", [Part("h", words=[every])]), TUESDAY).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{GRINNING FACE}", "café [grinning face]"),
        ("a\N{ZERO WIDTH SPACE}b\N{BELL}\x00\x07c", "ab[bell]c"),
        ("\N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}", "\N{HEAVY BLACK HEART}"),
        ("\N{MATHEMATICAL BOLD CAPITAL A}", "A"),
        ("\u4e2d\u6587", BOX * 2),
        ("one\ttwo\r\nthree", "one two\nthree"),
        ('#show \\ " $x$ *a* @b <c>', '#show \\ " $x$ *a* @b <c>'),
    ],
)
def test_what_no_font_has_is_put_in_words_or_in_a_box_and_is_never_an_error(typed: str, shown: str) -> None:
    assert drawn(typed) == shown
    assert is_whole(typed) is (BOX not in shown)
    assert pdf(Paper("T", [Part(typed, [typed], [(typed, typed)], [typed])]), TUESDAY).startswith(b"%PDF")
    assert letter_pdf(Letter("T", [typed], [typed], "day", [typed], "en"), TUESDAY).startswith(b"%PDF")

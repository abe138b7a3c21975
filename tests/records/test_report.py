"""The annual report: its counts, what it hides, and an attack on what it hides."""

from __future__ import annotations

import csv
import io
import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.cases.timeline import timeline
from backend.reports import count
from backend.reports.count import Table, Told
from backend.reports.publish import TOTAL, cells, equations, published
from backend.reports.suppress import SMALL, hidden, worked_out
from backend.reports.year import NoSuchYear, year
from tests.cases.building import ENGLAND, day, told
from tests.cases.test_timeline import CALENDAR
from tests.installed import TUESDAY
from tests.staff.office import PASSWORD, Office

STAGES = ("stage1", "stage2", "stage3")
PARTS = ("one", "two", "three", "four")


@st.composite
def years(draw: st.DrawFn) -> tuple[Table, ...]:
    """Tables over the same complaints, so that each number can be sought in another table."""
    stages = draw(st.lists(st.integers(0, 30), min_size=3, max_size=3))
    numbers = dict(zip(STAGES, stages, strict=True))

    def split(total: int) -> dict[str, int]:
        cuts = sorted(draw(st.lists(st.integers(0, total), min_size=3, max_size=3)))
        return {part: high - low for part, low, high in zip(PARTS, (0, *cuts), (*cuts, total), strict=True)}

    return (
        Table("stage", "complaints", numbers),
        Table("who", "complaints", split(sum(stages))),
        Table("time2", "answers", split(numbers["stage2"] + numbers["stage3"])),
        Table("time3", "answers", split(numbers["stage3"])),
        Table("time3_panel", "panels", {"in_time": numbers["stage3"], "extended_in_time": 0, "late": 0}),
    )


@settings(deadline=None, max_examples=60, derandomize=True)
@given(years())
def test_no_small_number_is_published(tables: tuple[Table, ...]) -> None:
    for table in published(tables):
        assert all(number is None or number == 0 or number >= SMALL for number in table.rows.values())


@settings(deadline=None, max_examples=60, derandomize=True)
@given(years())
def test_nothing_hidden_can_be_told_by_adding_and_subtracting_what_is_published(
    tables: tuple[Table, ...],
) -> None:
    """The attacker tries, for each hidden number, to build another year that looks exactly the same.

    Where they find two years with different numbers in that place, they cannot tell which it was. The
    search is by moves along cycles, apart from how the report solves its equations.
    """
    numbers = cells(tables)
    facts = equations(tables)
    kept_back = hidden(numbers, facts)
    for cell in kept_back:
        assert another_year(cell, numbers, kept_back, facts), (cell, numbers[cell])


def another_year(cell, numbers, kept_back, facts) -> bool:  # type: ignore[no-untyped-def]
    """Whether some other whole numbers, each at least 1, fit every fact and differ in this cell."""
    chance = random.Random(7)  # noqa: S311 - an attack, not a secret
    for step in (1, -1):
        for _ in range(400):
            changed = {cell: numbers[cell] + step}
            if changed[cell] < 1:
                break
            for _ in range(40):
                broken = [
                    fact
                    for fact in facts
                    if sum(sign * changed.get(each, numbers[each]) for each, sign in fact.items())
                ]
                if not broken:
                    return True
                fact = chance.choice(broken)
                off = sum(sign * changed.get(each, numbers[each]) for each, sign in fact.items())
                free = [
                    each
                    for each, sign in fact.items()
                    if each in kept_back
                    and each != cell
                    and changed.get(each, numbers[each]) - off * sign >= 1
                ]
                if not free:
                    break
                each = chance.choice(free)
                changed[each] = changed.get(each, numbers[each]) - off * fact[each]
    return False


def test_a_year_of_two_complaints_shows_neither_their_number_nor_whose() -> None:
    shown = published((Table("who", "complaints", {"parent": 2, "carer": 0}),))
    assert shown[0].rows == {"parent": None, "carer": 0}
    assert shown[0].total is None


def test_one_small_number_takes_another_with_it() -> None:
    (shown,) = published((Table("who", "complaints", {"a": 2, "b": 9, "c": 30, "d": 0}),))
    assert shown.rows == {"a": None, "b": None, "c": 30, "d": 0}
    assert shown.total == 41


def test_a_number_hidden_in_one_table_is_not_told_by_another() -> None:
    """Stage 3 had two: neither the table of stages nor that of answers after the panel says so."""
    shown = published(
        (
            Table("stage", "complaints", {"stage1": 40, "stage2": 9, "stage3": 2}),
            Table("time2", "answers", {"in_time": 6, "late": 5}),
            Table("time3", "answers", {"in_time": 2, "late": 0}),
        )
    )
    numbers = {(table.name, row): n for table in shown for row, n in table.rows.items()}
    totals = {table.name: table.total for table in shown}
    assert numbers["stage", "stage3"] is None
    assert totals["time3"] is None
    assert None in (totals["time2"], numbers["stage", "stage2"])


def test_nothing_hidden_is_told_by_way_of_other_hidden_numbers() -> None:
    """As it was in the demo: stages 2 and 3 are hidden, and 12 less 7 is their sum; all answers at stage 2
    are hidden too, and are as many."""
    tables = (
        Table("received", "cases", {"complaint": 12}),
        Table("stage", "complaints", {"stage1": 7, "stage2": 3, "stage3": 2}),
        Table("time2", "answers", {"in_time": 2, "late": 2, "still_running": 1}),
        Table("time3", "answers", {"still_running": 1}),
    )
    numbers, facts = cells(tables), equations(tables)
    kept_back = hidden(numbers, facts)
    assert [cell for cell in kept_back if not another_year(cell, numbers, kept_back, facts)] == []
    assert not worked_out(numbers, kept_back, facts)


@pytest.mark.parametrize("begins", [2005, 2026, 9999, 1])
def test_a_year_that_has_not_begun_or_is_older_than_the_rules_is_refused(begins: int) -> None:
    with pytest.raises(NoSuchYear):
        year(begins, TUESDAY.date())


TO_STAGE_3 = (
    "5 Jan received",
    "12 Jan stage1_responded",
    "13 Jan stage2_requested",
    "10 Feb stage2_responded",
    "11 Feb stage3_requested",
)
"""The panel is to meet by 25 March."""


@pytest.mark.parametrize(
    ("then", "on", "panel", "findings", "answer"),
    [
        ((), "2 Mar", "still_running", None, None),
        ((), "26 Mar", "late", None, None),
        (("20 Mar panel_held",), "31 Mar", "in_time", "late", None),
        (("30 Mar panel_held",), "31 Mar", "late", "still_running", None),
        (("2 Mar panel_held", "9 Mar panel_reported"), "31 Mar", "in_time", "in_time", "late"),
        (("2 Mar panel_held", "10 Mar panel_reported"), "31 Mar", "in_time", "late", "still_running"),
        (
            ("2 Mar panel_held", "9 Mar panel_reported", "30 Mar stage3_responded"),
            "31 Mar",
            "in_time",
            "in_time",
            "in_time",
        ),
        (("2 Mar withdrawn",), "31 Mar", "stopped", None, None),
    ],
)
def test_each_clock_of_the_panel_is_counted_beside_those_of_the_stages(
    then: tuple[str, ...], on: str, panel: str, findings: str | None, answer: str | None
) -> None:
    events = told(*TO_STAGE_3, *then)
    case = Told("complaint", "parent", events, timeline(events, ENGLAND, CALENDAR, day(on)))
    counted = {table.name: table.rows for table in count.tables([case])}
    for name, kept in (("time3_panel", panel), ("time3_findings", findings), ("time3", answer)):
        assert {row for row, number in counted[name].items() if number} == ({kept} if kept else set()), name
    assert counted["time1"]["in_time"] == counted["time2"]["in_time"] == 1


@pytest.mark.parametrize(
    ("story", "on", "kept"),
    [
        (("1 Apr redated stage1_response 1 Jun",), "30 Apr", "still_running"),
        (("1 Apr redated stage1_response 1 Jun",), "1 May", "late"),
        (("1 Apr redated stage1_response 1 Jun", "1 May stage1_responded"), "1 Jun", "late"),
        (("1 Apr redated stage1_response 1 Jun", "30 Apr stage1_responded"), "1 Jun", "extended_in_time"),
        (("1 Apr redated stage1_response 1 Jun", "6 Apr withdrawn"), "1 Jun", "stopped"),
    ],
)
def test_no_date_given_by_hand_makes_an_answer_past_the_longest_one_in_time(
    story: tuple[str, ...], on: str, kept: str
) -> None:
    stands = timeline(told("31 Mar received", *story), ENGLAND, CALENDAR, day(on))
    (answer,) = (one for one in stands.deadlines if one.clock == "stage1_response")
    assert count.time_kept(answer, day(on)) == kept


def _office_of_a_year(office: Office) -> int:
    """Twelve complaints of parents, six of carers, two of young people; six answered, one late."""
    manager = office.colleague("manager")
    office.go_to("2025-06-02")
    references = [
        manager.takes(role=role)["case"]["reference"]
        for role, count in (("parent", 12), ("carer", 6), ("young_person", 2))
        for _ in range(count)
    ]
    office.go_to("2025-06-05")
    for reference in references[:6]:
        answer = manager.post(
            f"/cases/{reference}/events",
            {
                "kind": "stage1_responded",
                "on": "2025-06-05",
                "outcomes": [{"point": "1", "outcome": "upheld"}],
            },
        )
        assert answer.status_code == 200, answer.text
    office.go_to("2026-03-31")
    return len(references)


def test_the_report_counts_what_happened_and_hides_the_two(quick_office: Office) -> None:
    count = _office_of_a_year(quick_office)
    auditor = quick_office.colleague("auditor")
    (report,) = auditor.get("/reports/annual", year=2025).json()
    assert (report["council"], report["first"], report["last"]) == ("rutland", "2025-04-01", "2026-03-31")
    tables = {table["table"]: table for table in report["tables"]}
    assert tables["received"]["rows"]["complaint"] == count
    assert tables["who"]["rows"] == {"carer": None, "parent": 12, "young_person": None}
    assert tables["outcome"]["rows"]["upheld"] == 6
    assert tables["time1"]["rows"]["in_time"] == 6
    assert tables["time1"]["rows"]["late"] == count - 6
    (before,) = auditor.get("/reports/annual", year=2024).json()
    assert all(table["total"] == 0 for table in before["tables"])

    lines = list(csv.DictReader(io.StringIO(auditor.get("/reports/annual", year=2025, format="csv").text)))
    as_told = {
        (table["table"], row): "not shown" if number is None else str(number)
        for table in report["tables"]
        for row, number in {**table["rows"], TOTAL: table["total"]}.items()
    }
    assert {(line["table"], line["row"]): line["number"] for line in lines} == as_told

    page = auditor.get("/reports/annual", year=2025, format="html")
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.count("<table") == len([table for table in report["tables"] if table["rows"]])
    assert "Nobody rang back" not in page.text


def test_what_was_learned_stands_in_its_year_and_is_part_of_the_record(quick_office: Office) -> None:
    manager = quick_office.colleague("manager")
    told = {"you_said": "Nobody rang back.", "we_did": "Two more people answer the phone."}
    assert manager.post("/councils/rutland/learning", told).status_code == 201
    assert manager.post("/councils/sefton/learning", told).status_code == 404
    assert manager.post("/councils/rutland/learning", {**told, "we_did": ""}).status_code == 422
    (report,) = manager.get("/reports/annual", year=2025).json()
    assert report["learned"] == [{"on": "2026-03-31", **told}]
    assert manager.get("/reports/annual", year=2024).json()[0]["learned"] == []
    page = manager.get("/reports/annual", year=2025, format="html").text
    assert told["we_did"] in page
    assert manager.get("/audit/verify").json()["whole"] is True


def test_a_report_of_a_year_to_come_is_refused_in_words_and_to_other_roles_altogether(
    quick_office: Office,
) -> None:
    manager, officer = quick_office.colleague("manager"), quick_office.colleague("officer")
    answer = manager.get("/reports/annual", year=2026)
    assert answer.status_code == 422
    assert "from 2006 to 2025" in answer.json()["detail"]
    assert manager.get("/reports/annual", year="soon").status_code == 422
    assert manager.get("/reports/annual", year=2025, format="pdf").status_code == 422
    for wanted, role in product(("json", "csv", "html"), (officer,)):
        assert role.get("/reports/annual", year=2025, format=wanted).status_code == 403


def test_the_page_says_the_years_there_are_as_years(quick_office: Office) -> None:
    """In the console a year to come is answered in words, and no year is written 2,006."""
    quick_office.colleague("manager")
    http = quick_office.http
    sent = {"email": "colleague1@council.example", "password": PASSWORD}
    assert http.post("/staff/sign-in", data=sent).status_code == 200
    refused = http.get("/staff/report", params={"year": "2031"})
    assert refused.status_code == 422
    assert "from 2006 to 2025" in refused.text
    assert http.get("/staff/report", params={"year": "x"}).status_code == 422
    assert http.get("/staff/report", params={"year": "2025"}).status_code == 200
    assert http.get("/staff/report.csv").headers["content-type"].startswith("text/csv")

"""Mistakes a person makes in a procedure file: each is found, at its line, with what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.procedures import ProcedureMistake, load
from backend.procedures.book import FOLDER
from backend.procedures.loading import load_sheet
from tests.examples import examples
from tests.procedures.planting import Files


@dataclass(frozen=True)
class Planted:
    """`wrong` in the place of `right`; the mistake is said to be `lines` further down, at `place`."""

    name: str
    right: str
    wrong: str
    found: str
    write: str
    after: str = ""
    file: str = "rutland.yml"
    lines: int = 0
    place: str = ""
    line_known: bool = True
    """False where YAML itself only notices further down."""


ENGLAND = load_sheet(FOLDER / "england.yml").council

ACK = "    acknowledgement:\n"
STAGE1 = "    stage1_response:\n"
FIGURE = "      from: 2006-09-01\n      within: 10 working days\n"

PLANTED = [
    Planted("a unit misspelt", "1 working day", "1 workday", "'1 workday'", "'10 working days'", ACK),
    Planted("a number without a unit", "1 working day", "1", "'1'", "a number and a unit", ACK),
    Planted("a number in words", "1 working day", "one working day", "'one working day'", "a number", ACK),
    Planted("calendar days", "1 working day", "1 day", "'1 day'", "working days", ACK),
    Planted("nought days", "1 working day", "0 working days", "'0 working days'", "a number", ACK),
    Planted("no length at all", "within: 1 working day", "within:", "nothing", "a number and a unit", ACK),
    Planted(
        "a clock misspelt",
        "acknowledgement:",
        "acknowledgment:",
        "unknown name 'acknowledgment'",
        "write 'acknowledgement'",
        "  clocks:\n",
        place="statutory > clocks > acknowledgment",
    ),
    Planted(
        "a clock the corporate route does not have",
        "statutory:\n",
        "corporate:\n  clocks:\n    panel_hearing:\n      from: 2006-09-01\n      within: 30 working days\n"
        "      source: {document: policy, verified: false}\n\nstatutory:\n",
        "'panel_hearing', which the corporate route does not have",
        "write one of time_limit",
        lines=2,
    ),
    Planted(
        "a longer time than the law allows",
        "10 working days",
        "15 working days",
        "less than the national 10",
        "take the figure out and say in a note",
        STAGE1,
        place="statutory > clocks > stage1_response > within",
    ),
    Planted(
        "a shorter time for the person than the law gives",
        "within: 12 months",
        "within: 6 months",
        "less than the national 12",
        "the national right stands",
        "    time_limit:\n",
    ),
    Planted(
        "papers sent later than they should be",
        "10 working days before",
        "5 working days before",
        "less than the national 10",
        "take the figure out",
    ),
    Planted(
        "papers counted the wrong way",
        "10 working days before",
        "10 working days",
        "10 working days after it",
        "working days before it",
        "    panel_papers:\n",
    ),
    Planted(
        "months where the rule has working days",
        "10 working days",
        "1 month",
        "1 months after it",
        "write working days",
        STAGE1,
    ),
    Planted(
        "no figure where there is a national one",
        "10 working days",
        "none given",
        "no figure",
        "take the figure out",
        STAGE1,
    ),
    Planted(
        "a figure without a day",
        "      from: 2006-09-01\n",
        "",
        "no 'from'",
        "beginning with 'from:'",
        ACK,
        lines=-1,
    ),
    Planted(
        "a figure without a source",
        '      source:\n        document: policy\n        at: "11.1"\n'
        "        quote: acknowledgement within 1 working day\n        verified: true\n",
        "",
        "no 'source'",
        "beginning with 'source:'",
        ACK,
        lines=-3,
    ),
    Planted("a date the English way", "2006-09-01", "01/09/2006", "'01/09/2006'", "like 2026-04-01", ACK),
    Planted("a date that does not exist", "2006-09-01", "2026-02-30", "'2026-02-30'", "a date", ACK),
    Planted(
        "a date before the regulations", "2006-09-01", "2001-01-01", "2001-01-01", "2006-09-01 or later", ACK
    ),
    Planted(
        "two values from one day",
        "\n" + FIGURE,
        "\n      - from: 2006-09-01\n        within: 9 working days\n"
        "        source: {document: policy, verified: false}\n"
        "      - from: 2006-09-01\n        within: 10 working days\n"
        "        source: {document: policy, verified: false}\n    stage1_latest:\n"
        "      from: 2006-09-01\n      within: 20 working days\n",
        "a value from 2006-09-01 below one from 2006-09-01",
        "in order of their 'from'",
        STAGE1.rstrip("\n"),
        lines=4,
    ),
    Planted("verified: yes", "verified: true", "verified: yes", "'yes'", "true or false", ACK),
    Planted("verified: no", "verified: true", "verified: no", "'no'", "true or false", ACK),
    Planted(
        "verified without a day",
        "    checked_on: 2026-11-21\n",
        "",
        "verified: true without a day",
        "add 'checked_on'",
        "  policy:\n",
        line_known=False,
    ),
    Planted(
        "a document nobody listed",
        "document: policy",
        "document: polciy",
        "'polciy', which is not among the sources",
        "policy, memory",
        ACK,
    ),
    Planted(
        "a quote that is a page",
        "quote: acknow",
        f"quote: {'x' * 220} acknow",
        "characters",
        "few words",
        ACK,
    ),
    Planted("a name in a source misspelt", "quote: ack", "qoute: ack", "'qoute'", "write 'quote'", ACK),
    Planted("a fact misspelt", "  stage1_by:\n", "  stage1by:\n", "'stage1by'", "write 'stage1_by'"),
    Planted(
        "a right taken away",
        "  facts:\n",
        "  facts:\n    independent_person:\n      from: 2006-09-01\n      value: false\n"
        "      source: {document: policy, verified: false}\n",
        "a national right",
        "say so in a note",
        "statutory:\n",
        lines=1,
    ),
    Planted("a yes where a word is wanted", "value: not_needed", "value: yes", "'yes'", "one of not_needed"),
    Planted(
        "a flag in other words", "value: true", "value: True", "'True'", "true or false", "  safety_first:\n"
    ),
    Planted("an unknown word in a list", "[speaking,", "[talking,", "'talking'", "one of speaking, writing"),
    Planted("a word twice in a list", "[speaking,", "[speaking, speaking,", "a second time", "take one"),
    Planted(
        "words where a list is wanted", "[speaking, writing, text, web]", "speaking", "'speaking'", "a list"
    ),
    Planted(
        "a fact on both sides",
        "    stage1_extended_for:\n",
        "    team:\n      from: 2006-09-01\n      value: team\n"
        "      source: {document: policy, verified: false}\n    stage1_extended_for:\n",
        "'team', which the facts of all routes state as well",
        "keep one",
        lines=0,
    ),
    Planted(
        "no team",
        "  team:\n",
        "  panel_arranged_by:\n",
        "no fact 'team'",
        "the complaints team's name",
        line_known=False,
    ),
    Planted("another council's id", "id: rutland", "id: oakham", "'oakham'", "write 'rutland'"),
    Planted("no name", "name: Rutland County Council\n", "", "no 'name'", "'name:'", lines=-2),
    Planted("extends another council", "extends: england", "extends: surrey", "'surrey'", "write 'england'"),
    Planted("a part that does not exist", "places:\n", "towns:\n", "'towns'", "write one of"),
    Planted(
        "a key twice", "notes:\n", "contacts:\n  phone: x\nnotes:\n", "'contacts' a second time", "on line"
    ),
    Planted(
        "a place of another council",
        "- Southport",
        "- Oakham",
        "'Oakham', which rutland.yml has on line",
        "keep it in one",
        file="sefton.yml",
    ),
    Planted(
        "a number with a letter", "01572 722 577", "01572 722 57x", "57x", "as it is rung", "contacts:\n"
    ),
    Planted(
        "an address without @", "value: enquiries@", "value: enquiries.", "enquiries.rut", "name@council"
    ),
    Planted(
        "a web address without https", "https://www.rutland.gov.uk", "www.rutland.gov.uk", "'www.", "https://"
    ),
    Planted("a contact of no known kind", "  email:\n", "  fax:\n", "unknown name 'fax'", "phone, email"),
    Planted(
        "an emergency line twice", "id: out_of_hours", "id: day", "'day' a second time", "an id of its own"
    ),
    Planted("no known time of day", "when: day", "when: night", "'night'", "any_time, day, out_of_hours"),
    Planted(
        "a way to an advocate nobody knows",
        "[complaints_team, somebody",
        "[email, somebody",
        "'email'",
        "one of",
    ),
    Planted(
        "an anchor",
        "value: frontline manager",
        "value: &who frontline manager",
        "an anchor",
        "write the value out",
    ),
    Planted("a tab", "  policy:\n", "\tpolicy:\n", "a tab", "spaces"),
    Planted("an open quotation mark", 'at: "9.1"', 'at: "9.1', "", "quotation marks", line_known=False),
    Planted(
        "a colon too many",
        "value: frontline manager",
        "value: frontline: manager",
        "mapping values",
        "colons",
    ),
    Planted(
        "a list where names belong",
        "contacts:\n  phone:",
        "contacts:\n  - phone:",
        "",
        "mend",
        line_known=False,
    ),
    Planted(
        "a note without a settlement",
        "    settled: 1 working",
        "    setled: 1 working",
        "'setled'",
        "'settled'",
    ),
    Planted(
        "an event nobody knows",
        "ends_with: [acknowledged]",
        "ends_with: [acknowleged]",
        "'acknowleged'",
        "write 'acknowledged'",
        file="england.yml",
    ),
    Planted(
        "a binding nobody knows",
        "binds: panel",
        "binds: chair",
        "'chair'",
        "council, complainant, panel",
        file="england.yml",
    ),
    Planted("a stage there is not", "stage: 3", "stage: 4", "'4'", "0, 1, 2, 3", file="england.yml"),
    Planted(
        "a longest that is no clock",
        "longest: stage1_latest",
        "longest: stage1_last",
        "'stage1_last'",
        "stage1_latest",
        file="england.yml",
    ),
    Planted(
        "a title that is no fact",
        "acts: adjudicator",
        "acts: adjudicater",
        "'adjudicater'",
        "adjudicator",
        file="england.yml",
    ),
    Planted(
        "a calendar there is not",
        "calendar: england_and_wales",
        "calendar: wales",
        "'wales'",
        "england_and_wales",
        file="england.yml",
    ),
    Planted(
        "an empty list of values",
        "  team:\n",
        "  mediation_ends_in: []\n  team:\n",
        "an empty list",
        "at least one value",
    ),
    Planted(
        "a national right left out",
        "    panel_needs_no_merit:\n",
        "    panel_own_findings:\n",
        "no fact 'panel_needs_no_merit'",
        "state it",
        file="england.yml",
        line_known=False,
    ),
    Planted(
        "a national clock left out",
        "    panel_report:\n",
        "    meeting_request:\n",
        "no clock 'panel_report'",
        "describe it",
        file="england.yml",
        line_known=False,
    ),
]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_a_mistake_is_found_where_it_is_with_what_to_write(files: Files, planted: Planted) -> None:
    line = files.plant(planted.file, planted.right, planted.wrong, planted.after)
    with pytest.raises(ProcedureMistake) as found:
        load(files.folder)
    mistake = found.value
    if planted.line_known:
        assert mistake.line == line + planted.lines
    assert mistake.file == planted.file
    assert planted.place in mistake.place
    assert planted.found in mistake.found
    assert planted.write in mistake.write
    assert str(mistake) == (
        f"{mistake.file}, line {mistake.line}, {mistake.place or 'the whole file'}: "
        f"found {mistake.found}; {mistake.write}"
    )


def test_there_are_at_least_thirty() -> None:
    assert len({planted.name for planted in PLANTED}) >= 30


@pytest.mark.parametrize(
    ("name", "content", "found", "write"),
    [
        ("devon.yaml", b"id: devon", "a file of this name", "ending in .yml"),
        ("Devon.yml", b"id: Devon", "a file of this name", "lower case"),
        ("devon.yml", b"", "an empty file", "begin with a line like 'id:"),
        ("devon.yml", b"# nothing but this", "an empty file", "begin with a line like 'id:"),
        ("devon.yml", b"\xff\xfe\x00", "not UTF-8", "UTF-8"),
        ("devon.yml", b"- id: devon", "a list", "lines of the form 'name: value'"),
        ("devon.yml", b"devon", "'devon'", "lines of the form 'name: value'"),
        ("devon.yml", b"id: devon\n---\nid: dorset", "not YAML", "mend"),
        ("devon.yml", b"[" * 5000, "not YAML", "write"),
        ("devon.yml", b"? [a, b]\n: c", "a name that is not a word", "name: value"),
    ],
)
def test_a_whole_file_that_cannot_be_used_is_refused(
    files: Files, name: str, content: bytes, found: str, write: str
) -> None:
    (files.folder / name).write_bytes(content)
    with pytest.raises(ProcedureMistake) as refused:
        load(files.folder)
    assert refused.value.file == name
    assert found in refused.value.found
    assert write in refused.value.write or "mend" in refused.value.write


def test_a_folder_without_the_national_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProcedureMistake, match=r"england\.yml.*no such file.*national rules"):
        load(tmp_path)


@examples(40)
@given(st.data())
def test_a_file_changed_anyhow_is_either_loaded_or_refused_by_name(data: st.DataObject) -> None:
    text = (FOLDER / "bexley.yml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "double", "garble", "indent"])):
            case "drop":
                lines[at] = ""
            case "double":
                lines[at] *= 2
            case "garble":
                lines[at] = data.draw(st.text(max_size=30)) + lines[at]
            case "indent":
                lines[at] = "  " + lines[at]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bexley.yml"
        path.write_text("".join(lines), encoding="utf-8", newline="")
        assert _file_that_answers(path) == "bexley.yml"


def _file_that_answers(path: Path) -> str:
    """The file of the council that was loaded, or of the mistake that was named."""
    try:
        return f"{load_sheet(path, ENGLAND).council.id}.yml"
    except ProcedureMistake as mistake:
        return mistake.file

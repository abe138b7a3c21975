"""The decision records: numbered without a gap, dated, and true about what we depend on."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.tree import ROOT

RECORDS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_records_are_numbered_without_a_gap_and_dated() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))
    for path in RECORDS:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert re.search(r"^[A-Z][a-z]+ 20\d\d\. (Accepted|Replaced by)", text, re.MULTILINE), path.name


@pytest.mark.parametrize(
    ("project", "part"),
    [("pyproject.toml", "## The modern project"), ("bot/pyproject.toml", "## The Rasa project")],
)
def test_the_record_of_dependencies_has_a_line_for_each_and_no_other(project: str, part: str) -> None:
    settings = tomllib.loads((ROOT / project).read_text(encoding="utf-8"))
    asked = settings["project"]["dependencies"] + settings["dependency-groups"]["dev"]
    names = sorted(re.split(r"[^A-Za-z0-9_-]", wanted)[0] for wanted in asked)
    page = (ROOT / "docs/decisions/0004-dependencies.md").read_text(encoding="utf-8")
    sections = [text for text in re.split(r"(?m)^(?=## )", page) if text.startswith(part)]
    assert sorted(re.findall(r"(?m)^- `([^`]+)`: ", "".join(sections))) == names

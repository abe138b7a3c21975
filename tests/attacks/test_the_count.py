"""No kind of attack is left out, and what docs/security.md says of their number is true."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from tests.attacks.counting import TESTS, probes

SECURITY = TESTS.parent / "docs" / "security.md"
A_ROW = re.compile(r"^\| ([\w -]+) \|.*\| (\d+) \|$", re.MULTILINE)


def test_every_kind_of_attack_is_tried_as_often_as_the_page_says() -> None:
    told = {kind: int(number) for kind, number in A_ROW.findall(SECURITY.read_text(encoding="utf-8"))}
    assert told == dict(Counter(probe.kind for probe in probes()))
    assert sum(told.values()) >= 40


def test_a_marked_test_is_counted_and_an_unmarked_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        "@pytest.mark.attack('replay')\n@pytest.mark.parametrize('x', [1])\ndef test_a(x): ...\n"
        "@pytest.mark.attack('SQL')\nasync def test_b(): ...\ndef test_c(): ...\n"
    )
    assert [(probe.kind, probe.test) for probe in probes(tmp_path)] == [
        ("replay", "test_a"),
        ("SQL", "test_b"),
    ]

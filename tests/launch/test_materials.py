"""What Heard is made of is listed from its locks, each package with the licence it names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from launch import materials, toolchain
from launch.place import ROOT, Trouble

NOT_WITH_OURS = ("GPL", "AGPL", "SSPL", "BUSL", "PROPRIETARY")
"""What would bind, or forbid, whoever takes Heard under its own licence; the Lesser GPL does not."""


def test_every_package_that_runs_names_a_licence_that_goes_with_ours() -> None:
    listed = materials.with_licences(materials.exported(ROOT), materials.licences(Path(sys.executable)))
    assert listed["bomFormat"] == "CycloneDX"
    named = {one["name"]: one["licenses"][0]["license"]["name"] for one in listed["components"]}
    assert {"fastapi", "cryptography", "sqlalchemy"} <= named.keys()
    here = {name: licence for name, licence in named.items() if licence != materials.UNKNOWN}
    assert len(here) > 0.9 * len(named)
    for name, licence in here.items():
        words = licence.upper().replace("LGPL", "").replace("LESSER GENERAL PUBLIC", "").split()
        assert not [word for word in words if word.strip("()").startswith(NOT_WITH_OURS)], (name, licence)
    for one in listed["components"]:
        assert one["purl"] == f"pkg:pypi/{one['name']}@{one['version']}", one


def test_a_feed_that_cannot_be_reached_is_said_and_not_taken_for_all_is_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    uv = tmp_path / "uv"
    monkeypatch.setattr(toolchain, "uv", lambda: str(uv))
    uv.write_text("#!/bin/sh\necho no network >&2; exit 2\n")
    uv.chmod(0o700)
    assert materials.advisories("heard", tmp_path) == 0
    assert "could not be looked up" in capsys.readouterr().out
    uv.write_text('#!/bin/sh\necho \'{"vulnerabilities": [{"id": "PYSEC-1"}]}\'; exit 1\n')
    assert materials.advisories("heard", tmp_path) == 1
    assert "PYSEC-1" in capsys.readouterr().out
    with pytest.raises(Trouble, match="could not list"):
        materials.exported(tmp_path)

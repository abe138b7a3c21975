"""The hooks before a commit run what is here, and fetch nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

from tests.house.tree import ROOT

FILE = ROOT / ".pre-commit-config.yaml"


def test_every_hook_is_local_and_runs_through_the_front_door() -> None:
    repos = yaml.safe_load(FILE.read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    hooks = {hook["id"]: hook for hook in repos[0]["hooks"]}
    assert set(hooks) == {"ruff", "format", "mypy", "house"}
    assert all(hook["entry"].startswith("./heard run ") for hook in hooks.values())
    assert {hook["language"] for hook in hooks.values()} == {"system"}


def test_pre_commit_takes_the_file() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "pre-commit", "validate-config", str(FILE)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr

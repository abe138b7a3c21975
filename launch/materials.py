"""What Heard is made of: every package of both projects with its licence, and what is known against them.

`uv export` writes a CycloneDX 1.5 document from each lock; the licences are what each installed package says
of itself. Advisories are asked of OSV by `uv audit`; where that feed cannot be reached, that is what is said.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from launch import environments, toolchain
from launch.place import ROOT, Trouble, environment, say

OF_THE_INSTALLED = """
import json, re
from importlib.metadata import distributions

def licence(told):
    if expression := told.get("License-Expression"):
        return expression
    classified = [one.split(" :: ") for one in told.get_all("Classifier", [])]
    named = [one[-1] for one in classified if one[0] == "License" and one[-1] != "OSI Approved"]
    return " AND ".join(named) or (told.get("License") or "").strip().partition("\\n")[0]

def tidy(name):
    return re.sub(r"[-_.]+", "-", name).lower()

print(json.dumps({tidy(one.metadata["Name"]): licence(one.metadata) for one in distributions()}))
"""
"""Run by each project's own Python: the licence each package there names."""

UNKNOWN = "not stated"
AUDITED_WITHIN = 120
"""Seconds."""


def materials(into: Path) -> int:
    """Write one document a project into a folder, and say what is in them. 1 if an advisory is known."""
    into.mkdir(parents=True, exist_ok=True)
    known = 0
    for name, project, python in (
        ("heard", ROOT, environments.modern()),
        ("rasa", environments.BOT, environments.rasas()),
    ):
        document = with_licences(exported(project), licences(python))
        file = into / f"{name}.cdx.json"
        file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        counted = Counter(_licence_of(one) for one in document["components"])
        say(f"{name}: {len(document['components'])} packages, in {file}")
        for licence, number in counted.most_common():
            say(f"  {number:4}  {licence}")
        known |= advisories(name, project)
    return known


def exported(project: Path) -> dict[str, Any]:
    """The CycloneDX document of a project's lock, without what only its tests need."""
    command = [toolchain.uv(), "export", "--frozen", "--no-dev", "--format", "cyclonedx1.5", "--quiet"]
    done = subprocess.run(
        [*command, "--preview-features", "sbom-export"],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Trouble(f"uv could not list what {project.name} is made of; {toolchain.UV_VERSION} can.")
    return dict(json.loads(done.stdout))


def licences(python: Path) -> dict[str, str]:
    """By package, the licence that each installed for this Python names."""
    command = [str(python), "-c", OF_THE_INSTALLED]
    return dict(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))


def with_licences(document: Mapping[str, Any], named: Mapping[str, str]) -> dict[str, Any]:
    """The document with the licence of each package in it."""
    components = [
        {**one, "licenses": [{"license": {"name": named.get(one["name"]) or UNKNOWN}}]}
        for one in document["components"]
    ]
    return {**document, "components": components}


def advisories(name: str, project: Path) -> int:
    """Say what is known against a project's packages; 1 if anything is, 0 too where nobody could be asked."""
    command = [toolchain.uv(), "audit", "--frozen", "--no-dev", "--quiet", "--output-format", "json"]
    try:
        done = subprocess.run(
            [*command, "--preview"],
            cwd=project,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=AUDITED_WITHIN,
            check=False,
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        say(f"{name}: known advisories could not be looked up: the feed (OSV) was not reached.")
        return 0
    say(f"{name}: known advisories, by OSV:\n{json.dumps(told, indent=1)}")
    return int(done.returncode != 0)


def _licence_of(component: Mapping[str, Any]) -> str:
    return str(component["licenses"][0]["license"]["name"])

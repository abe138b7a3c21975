"""What may be in the tree, and what may be named in it."""

from __future__ import annotations

import re

import yaml

from tests.house.tree import ROOT, files, named, under

MIB = 2**20

COUNCILS = re.compile(r"somerset|surrey|bexley|sefton|rutland", re.IGNORECASE)
"""The councils of the procedure files. Code that names one has a rule that belongs in its file."""

MAY_NAME_A_COUNCIL = ("backend/procedures/", "tests/", "bot/tests/", "docs/", "backend/wording/")
MAY_NAME_A_COUNCIL_IF = (".md", ".lock", "nlu.yml", "not_harm.txt", "not_harm_long.txt")

PATH_OF_A_MACHINE = re.compile(r"(?<![\w.:/{}$-])/(?:home|Users|root|work|mnt|opt)/[\w.-]+")
ON_EVERY_MACHINE = {"/opt/homebrew"}
"""Where Homebrew puts Python, on everybody's machine alike."""

PACKAGES_ELSEWHERE = re.compile(r"(?:index-url|extra-index-url|find-links|registry)\s*[=:]", re.IGNORECASE)
PUBLIC_INDEX = {"pypi.org", "files.pythonhosted.org"}

MADE_BY_RUNNING = (
    ".db",
    ".sqlite",
    ".sqlite3",
    ".log",
    ".onnx",
    ".safetensors",
    ".pkl",
    ".joblib",
    ".tar.gz",
    ".pyc",
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def test_nothing_that_running_makes_is_in_the_tree() -> None:
    assert [named(path) for path in files() if path.name.endswith(MADE_BY_RUNNING)] == []


def test_no_file_is_larger_than_a_mebibyte() -> None:
    assert [named(path) for path in files() if path.stat().st_size > MIB] == []


def test_lock_files_name_the_public_index_alone() -> None:
    locks = [named(path) for path in files() if path.name in ("uv.lock", "package-lock.json")]
    assert {"uv.lock", "bot/uv.lock"} <= set(locks)
    for lock in locks:
        assert set(re.findall(r"https?://([^/\"]+)", read(lock))) == PUBLIC_INDEX, lock


def test_no_settings_name_another_package_index() -> None:
    settings = [
        path for path in files() if path.suffix in (".toml", ".cfg", ".ini", ".npmrc", ".yml", ".yaml")
    ]
    found = [named(path) for path in settings if PACKAGES_ELSEWHERE.search(read(named(path)))]
    assert found == []


def test_no_file_names_a_path_of_one_machine() -> None:
    kinds = (".py", ".toml", ".yml", ".yaml", ".md", ".js", ".html", ".json", ".sh", "")
    found = {
        f"{named(path)}: {match[0]}"
        for path in files()
        if path.suffix in kinds and not path.is_relative_to(ROOT / "tests/house")
        for match in PATH_OF_A_MACHINE.finditer(read(named(path)))
        if match[0] not in ON_EVERY_MACHINE
    }
    assert found == set()


def test_no_python_version_file_overrides_the_one_asked_for() -> None:
    assert [named(path) for path in files() if path.name == ".python-version"] == []


def test_no_code_names_a_council() -> None:
    found = [
        f"{named(path)}:{number}"
        for path in files()
        if not named(path).startswith(MAY_NAME_A_COUNCIL) and not path.name.endswith(MAY_NAME_A_COUNCIL_IF)
        for number, line in enumerate(read(named(path)).splitlines(), 1)
        if COUNCILS.search(line)
    ]
    assert found == [], "what a council does otherwise is a line of its procedure file"


def test_no_code_of_the_procedures_or_the_wording_names_a_council() -> None:
    places = under("backend/procedures", "backend/wording") + under("backend/wording", suffix=".yml")
    assert [named(path) for path in places if COUNCILS.search(read(named(path)))] == []


def test_every_figure_of_every_procedure_file_is_dated_and_sourced() -> None:
    sheets = [path for path in under("backend/procedures", suffix=".yml") if path.parent.name == "procedures"]
    assert len(sheets) == 6
    for path in sheets:
        # The same safe loader as `yaml.safe_load`, in C.
        sheet = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        figures = dated(sheet)
        assert figures, named(path)
        for figure in figures:
            source = figure.get("source")
            assert isinstance(source, dict), (named(path), figure)
            assert source["document"] in sheet["sources"], (named(path), figure)
            assert isinstance(source["verified"], bool), (named(path), figure)


def dated(value: object) -> list[dict[str, object]]:
    """Every entry that says from which day it holds."""
    if isinstance(value, dict):
        here = [value] if "from" in value else []
        return here + [found for inner in value.values() for found in dated(inner)]
    if isinstance(value, list):
        return [found for inner in value for found in dated(inner)]
    return []

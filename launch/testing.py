"""`./heard test`: every check that guards a merge, the fast ones first."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from launch import environments
from launch.place import ROOT, Trouble, environment, quietly, say, step

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

AT_ONCE = ("-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder")
"""Two processes, each taking the next file; tests/conftest.py says what is kept together and comes first."""

PLAYWRIGHTS_BROWSER = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def run(only: Sequence[str]) -> int:
    """Set up, then run every check, or the named tests alone; gives 0 only if all passed."""
    python, rasa, env = _set_up()
    if only:
        return _run("the named tests", [str(python), "-m", "pytest", *only], env, ROOT)
    failed = [name for name, command, cwd in _checks(python, rasa) if _run(name, command, env, cwd) != 0]
    if failed:
        say(f"Failed: {', '.join(failed)}.")
        return 1
    say("Everything passed.")
    return 0


def soak(words: Sequence[str]) -> int:
    """The long tests, all or the named parts; gives 0 only if everything is as it must be."""
    python, _, env = _set_up()
    return _run("the long tests", [str(python), "-m", "tests.soak", *words], env, ROOT)


def _set_up() -> tuple[Path, Path, dict[str, str]]:
    """Both Pythons with the tests' tools, and what the tests are told by the environment."""
    say("Setting up the tests")
    python = environments.modern(tests=True)
    rasa = environments.rasas(tests=True)
    env = environment(
        PYTHONPATH=str(ROOT),
        HEARD_TEST_CHROMIUM=chromium(python),
        HEARD_TEST_RASA_PYTHON=str(rasa),
        HEARD_TEST_MODEL=str(environments.model()),
        **environments.RASA_ENV,
    )
    return python, rasa, env


def _checks(python: Path, rasa: Path) -> list[tuple[str, list[str], Path]]:
    tools = python.parent
    return [
        ("style", [str(tools / "ruff"), "check", "."], ROOT),
        ("format", [str(tools / "ruff"), "format", "--check", "."], ROOT),
        ("types", [str(tools / "mypy")], ROOT),
        ("import contracts", [str(tools / "lint-imports")], ROOT),
        ("what Heard says and knows", [str(python), "-m", "backend.check", "--quiet"], ROOT),
        ("the Rasa project", [str(rasa), "-m", "pytest", "tests"], environments.BOT),
        ("Heard", [str(python), "-m", "pytest", *AT_ONCE], ROOT),
    ]


def _run(name: str, command: Sequence[str], env: dict[str, str], cwd: Path) -> int:
    say(f"\n== {name}")
    began = time.monotonic()
    code = subprocess.run(command, env=env, cwd=cwd, check=False).returncode
    say(f"== {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s")
    return code


def chromium(python: Path) -> str:
    """A Chromium that is there, else Playwright's, else Debian's; or what to do."""
    for name in BROWSERS:
        if (found := shutil.which(name)) is not None:
            return found
    with step("installing a browser for the tests"):
        if os.geteuid() == 0 and shutil.which("apt-get"):
            quietly(["apt-get", "update"], "apt", "Debian's package list could not be read.")
            quietly(
                ["apt-get", "install", "-y", "--no-install-recommends", "chromium"],
                "apt",
                "Chromium could not be installed: install it by hand and run the tests again.",
            )
        else:
            quietly(
                [str(python), "-m", "playwright", "install", "chromium"],
                "browser",
                "The tests need Chromium: install it (Debian: apt-get install chromium) and run again.",
            )
            return _output([str(python), "-c", PLAYWRIGHTS_BROWSER])
    for name in BROWSERS:
        if (found := shutil.which(name)) is not None:
            return found
    raise Trouble("Chromium was installed but is not on PATH: put it there and run the tests again.")


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

"""Finds, or fetches, uv and the two Pythons."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from launch.place import CACHE, Trouble, environment, quietly, step

UV_VERSION = "0.13.9"
OLDEST_UV = (0, 8)
MODERN = ("3.11", "3.12", "3.13")
RASAS = ("3.10",)
SYSTEMS = ("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin")


def uv() -> str:
    """A uv that runs: the one on PATH if recent, else one of ours, fetched once."""
    ours = CACHE / "uv" / "bin" / "uv"
    for candidate in (shutil.which("uv"), str(ours)):
        if candidate and _uv_version(candidate) >= OLDEST_UV:
            return candidate
    with step("fetching uv"):
        quietly(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-warn-script-location",
                "--target",
                str(CACHE / "uv"),
                f"uv=={UV_VERSION}",
            ],
            "uv",
            "uv could not be fetched: python3 needs pip, and this machine must reach the package index.",
        )
    return str(ours)


def python(versions: tuple[str, ...]) -> str:
    """A Python of one of these versions that runs, else the version itself, for uv to download."""
    for version in versions:
        for candidate in _candidates(version):
            if _runs_as(candidate, version):
                return candidate
    return versions[0]


def _candidates(version: str) -> Iterator[str]:
    """The system's own first: it is built with the compiler's profile, what pyenv builds as a rule is not.

    The same loops over dictionaries and calls took the latter a third longer.
    """
    name = f"python{version}"
    for folder in SYSTEMS:
        yield f"{folder}/{name}"
    if (found := shutil.which(name)) is not None:
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for path in sorted(pyenv.glob(f"{version}.*/bin/{name}"), reverse=True):
        yield str(path)


def _runs_as(candidate: str, version: str) -> bool:
    # A pyenv shim can be there and not work, so each is run.
    code = "import sys, ssl, sqlite3; print('%d.%d' % sys.version_info[:2])"
    return _output([candidate, "-c", code]).strip() == version


def _uv_version(candidate: str) -> tuple[int, ...]:
    words = _output([candidate, "--version"]).split()
    numbers = words[1].split(".")[:2] if len(words) > 1 else []
    return tuple(int(n) for n in numbers) if all(n.isdigit() for n in numbers) else ()


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=30, env=environment(), check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def require_free_disk(needed_mb: int) -> None:
    """Say before a download what would otherwise fail in the middle of it."""
    free = shutil.disk_usage(CACHE.parent).free // 2**20
    if free < needed_mb:
        raise Trouble(f"Set-up needs {needed_mb} MB of free disk here, there are {free} MB.")

"""Set-up finds what works, does nothing twice, and says in one sentence what is missing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from launch import environments, place, serve, toolchain
from launch.place import Trouble


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the test's own, as on a fresh machine."""
    for module in (place, toolchain, environments):
        monkeypatch.setattr(module, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(place, "LOGS", tmp_path / "cache" / "logs")
    monkeypatch.setattr(place, "ROOT", tmp_path)
    (tmp_path / "cache").mkdir()
    return tmp_path / "cache"


def a_program(path: Path, script: str) -> Path:
    """An executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_uv_that_does_not_run_is_passed_over_for_one_that_does(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path / "bin" / "uv", "exit 127")
    ours = a_program(cache / "uv" / "bin" / "uv", "echo uv 0.13.9")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert toolchain.uv() == str(ours)


def test_an_old_uv_is_not_used(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_program(tmp_path / "bin" / "uv", "echo uv 0.4.1")
    ours = a_program(cache / "uv" / "bin" / "uv", "echo uv 0.13.9")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert toolchain.uv() == str(ours)


def test_without_a_way_to_the_index_there_is_one_sentence(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing-here"))
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", "0")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    with pytest.raises(Trouble, match="uv could not be fetched"):
        toolchain.uv()
    assert "Traceback" not in capsys.readouterr().err


def test_a_python_that_is_there_and_does_not_work_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path / "bin" / "python3.10", "exit 1")
    good = a_program(tmp_path / "pyenv" / "versions" / "3.10.99" / "bin" / "python3.10", "echo 3.10")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setattr(toolchain, "SYSTEMS", ())
    assert toolchain.python(("3.10",)) == str(good)


def test_the_systems_own_python_is_taken_before_one_that_somebody_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_program(tmp_path / "bin" / "python3.10", "echo 3.10")
    systems = a_program(tmp_path / "system" / "python3.10", "echo 3.10")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(toolchain, "SYSTEMS", (str(tmp_path / "system"),))
    assert toolchain.python(("3.10",)) == str(systems)


def test_where_no_python_works_uv_is_asked_for_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "_candidates", lambda version: iter(()))
    assert toolchain.python(("3.10",)) == "3.10"


def test_an_environment_that_cannot_be_made_is_one_sentence_with_the_logs_end(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "uv.lock").write_text("")
    (project / "pyproject.toml").write_text("")
    broken = a_program(tmp_path / "broken-uv", "echo no route to the index; exit 2")
    monkeypatch.setattr(toolchain, "uv", lambda: str(broken))
    with pytest.raises(Trouble, match=r"Making Rasa.s environment failed"):
        environments._made(project, "rasa", "/usr/bin/python3.10", ["--no-dev"], "run")
    assert "no route to the index" in capsys.readouterr().err


def test_an_environment_is_made_once_for_the_same_lock(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "uv.lock").write_text("one")
    (project / "pyproject.toml").write_text("")
    calls = tmp_path / "calls"
    counting = a_program(
        tmp_path / "counting-uv", f'echo call >> {calls}; mkdir -p "$UV_PROJECT_ENVIRONMENT"'
    )
    monkeypatch.setattr(toolchain, "uv", lambda: str(counting))
    for lock in ("one", "one", "two"):
        (project / "uv.lock").write_text(lock)
        environments._made(project, "heard", "/usr/bin/python3.11", ["--no-dev"], "run")
    assert calls.read_text().count("call") == 2


BUSY = "import time\nwhile time.process_time() < 0.2: pass"


def test_what_a_model_cost_is_kept_beside_it_and_is_no_figure_where_one_was_not_timed(tmp_path: Path) -> None:
    first, second, untimed = (tmp_path / name for name in ("first", "second", "untimed"))
    for made in (first, second):
        with environments._timed(made):
            subprocess.run([sys.executable, "-c", BUSY], check=True)
    alone = environments.taught_in(first)
    both = environments.taught_in(first, second)
    assert alone is not None
    assert both is not None
    assert alone > 0.1
    assert both > alone + 0.1
    assert environments.taught_in(first, untimed) is None


@pytest.mark.parametrize("port", ["zero", "0", "65536", "-1", "80a"])
def test_a_port_that_is_none_is_one_sentence(port: str) -> None:
    done = subprocess.run(
        [sys.executable, "heard", "up"],
        env={**os.environ, "HEARD_PORT": port},
        cwd=Path(serve.ROOT),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1
    assert "HEARD_PORT" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1

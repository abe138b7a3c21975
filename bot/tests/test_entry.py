"""The one entry: what it refuses, in one sentence each."""

from pathlib import Path

import pytest

from heard_rasa import __main__ as entry


def test_another_rasa_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(entry, "version", lambda _: "3.6.20")
    assert entry.main(["validate"]) == 1
    assert "3.6.21" in capsys.readouterr().err


def test_a_missing_model_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run(tmp_path / "none.tar.gz", "127.0.0.1", 5005) == 1
    assert "none.tar.gz" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["HEARD_INNER_SECRET", "HEARD_ACTIONS_URL", "HEARD_RASA_STORE"])
def test_a_missing_variable_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "heard.tar.gz"
    model.touch()
    for other in ("HEARD_INNER_SECRET", "HEARD_ACTIONS_URL", "HEARD_RASA_STORE"):
        monkeypatch.setenv(other, "something")
    for other in (name, "HEARD_INNER_PORT", "HEARD_HOME"):
        monkeypatch.delenv(other, raising=False)
    assert entry.run(model, "127.0.0.1", 5005) == 1
    assert capsys.readouterr().err == f"{name} is not set.\n"


def test_port_and_home_are_enough_for_the_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_INNER_SECRET", "something")
    monkeypatch.setenv("HEARD_INNER_PORT", "4711")
    monkeypatch.setenv("HEARD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HEARD_ACTIONS_URL", "")
    monkeypatch.delenv("HEARD_ACTIONS_URL")
    monkeypatch.setenv("HEARD_RASA_STORE", "")
    monkeypatch.delenv("HEARD_RASA_STORE")
    assert entry.neighbours_missing() is None
    assert entry.os.environ["HEARD_ACTIONS_URL"] == "http://127.0.0.1:4711/webhook"
    assert entry.os.environ["HEARD_RASA_STORE"] == f"sqlite:///{tmp_path / 'home' / 'rasa.db'}"

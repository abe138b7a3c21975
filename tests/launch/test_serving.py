"""`./heard up` says in one sentence why it cannot serve, and shows of a log only what is new."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from launch import parts, place, serve
from launch.place import Trouble
from launch.serve import Installation


def test_a_taken_port_is_told_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Trouble, match=f"HEARD_PORT={port + 1}"):
            serve._require_free(Installation("127.0.0.1", port))


@pytest.mark.parametrize("host", ["192.0.2.1", "nonsense.invalid"])
def test_an_address_of_another_machine_is_not_called_a_taken_port(host: str) -> None:
    with pytest.raises(Trouble, match="no address of this machine"):
        serve._require_free(Installation(host, 8080))


@pytest.mark.parametrize(
    ("host", "address"), [("::1", "http://[::1]:8080"), ("127.0.0.1", "http://127.0.0.1:8080")]
)
def test_an_address_can_be_opened_as_it_is_told(host: str, address: str) -> None:
    assert Installation(host, 8080).address == address


def test_a_home_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(Trouble, match="where nothing can be written"),
        serve._alone(tmp_path / "file" / "home"),
    ):
        pass


def test_of_a_log_only_what_this_start_wrote_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "backend.log"
    log.write_text("yesterday's trouble\n")
    before = log.stat().st_size
    with log.open("a") as more:
        more.write("today's trouble\n")
    place.show_end(log, before)
    assert capsys.readouterr().err == "    today's trouble\n"


@pytest.mark.parametrize(
    ("now", "later"),
    [
        ("2025-03-03T10:00", {"HEARD_NOW": "2025-03-03T10:01:30"}),
        ("2025-03-03T23:59:00+00:00", {"HEARD_NOW": "2025-03-04T00:00:30+00:00"}),
        ("nonsense", {}),
        (None, {}),
    ],
)
def test_a_part_that_is_started_later_reads_the_calendar_as_it_stands_then(
    now: str | None, later: dict[str, str]
) -> None:
    assert parts.moved_on(now, 90) == later

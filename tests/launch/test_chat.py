"""The terminal's side of a conversation, against a gateway of the test's own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from launch.chat import Conversation
from launch.place import Trouble

BUTTONS = [{"id": "c-yes", "title": "Yes"}, {"id": "c-no", "title": "No"}]


def message(text: str, choices: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"text": text, "links": [], "receipt": None, "choices": choices or []}


class Gateway(ThreadingHTTPServer):
    """Opens a chat with two buttons, then gives the answers it was told to, and remembers what came."""

    def __init__(self, *answers: tuple[int, dict[str, Any]]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.came = list(answers), list[tuple[str, Any]]()


class Handler(BaseHTTPRequestHandler):
    server: Gateway

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.came.append((self.command, json.loads(body or b"null")))
        opened = (201, {"token": "t", "messages": [message("Hello.", BUTTONS)]})
        status, said = opened if self.path.endswith("sessions") else self.server.answers.pop(0)
        self.send_response(204 if self.command == "DELETE" else status)
        self.end_headers()
        if self.command != "DELETE":
            self.wfile.write(json.dumps(said).encode())

    do_POST = do_DELETE = _answer

    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture
def talk() -> Iterator[Any]:
    """Holds a conversation of typed lines: gives what was sent, what was shown, and how it ended."""
    opened: list[Gateway] = []

    def hold(lines: list[str], *answers: tuple[int, dict[str, Any]]) -> tuple[list[Any], str, int]:
        gateway = Gateway(*answers)
        opened.append(gateway)
        Thread(target=gateway.serve_forever, args=(0.01,), daemon=True).start()
        out = io.StringIO()
        end = Conversation(f"http://127.0.0.1:{gateway.server_port}", out).hold({}, lines)
        return gateway.came, out.getvalue(), end

    yield hold
    for gateway in opened:
        gateway.shutdown()
        gateway.server_close()


FINE = (200, {"messages": [message("All right.")]})


def test_a_number_is_the_choice_beside_it(talk: Any) -> None:
    came, shown, _ = talk(["2"], FINE)
    assert came[1][1]["choice"] == "c-no"
    assert "   2  No" in shown


@pytest.mark.parametrize("line", ["3", "0", "no", "2 of them"])
def test_everything_else_is_typed(talk: Any, line: str) -> None:
    came, _, _ = talk([line], FINE)
    assert came[1][1]["text"] == line


def test_a_number_beside_no_choice_any_more_is_typed(talk: Any) -> None:
    came, _, _ = talk(["1", "1"], FINE, FINE)
    assert came[2][1]["text"] == "1"


def test_what_got_no_answer_is_sent_again_under_its_id(talk: Any) -> None:
    sorry = (503, {"detail": "no", "messages": [message("I cannot answer now.")]})
    came, shown, _ = talk(["they never came", "", ""], sorry, FINE)
    assert came[1] == came[2]
    assert "I cannot answer now." in shown
    assert came[3] == ("DELETE", None)


def test_buttons_stay_while_nothing_could_answer(talk: Any) -> None:
    sorry = (503, {"messages": [message("I cannot answer now.")]})
    came, _, _ = talk(["x", "2"], sorry, FINE)
    assert came[2][1]["choice"] == "c-no"


def test_a_chat_that_ended_is_said_and_is_the_end(talk: Any) -> None:
    _, shown, end = talk(["hello", "are you there"], (401, {"detail": "This chat has ended."}))
    assert "This chat has ended." in shown
    assert end == 1


def test_leaving_deletes_the_conversation(talk: Any) -> None:
    came, _, end = talk([])
    assert came[-1][0] == "DELETE"
    assert end == 0


def test_nobody_there_is_one_sentence() -> None:
    with pytest.raises(Trouble, match=r"\./heard up"):
        Conversation("http://127.0.0.1:1", io.StringIO()).hold({}, [])

"""Killing parts in the middle: true words instead of silence, nothing lost, nothing twice."""

from __future__ import annotations

import signal
from collections.abc import Callable

import httpx
import pytest

from tests.whole.running import Running, listening, wait_for
from tests.whole.visiting import ANSWERS, STORY, Visitor, track

Start = Callable[..., Running]


def test_with_the_language_server_killed_there_are_words_and_then_it_goes_on(another_heard: Start) -> None:
    heard = another_heard()
    visitor = Visitor(heard.address, council="rutland")
    visitor.type("I want to make a complaint")
    visitor.answer_all(ANSWERS, until="what_happened")
    heard.kill("rasa")
    silent = visitor.send(id="told-in-the-gap", text=STORY)
    assert silent.status_code == 503
    assert silent.json()["messages"][0]["text"]
    assert silent.headers["retry-after"]
    wait_for(heard.ready)
    answered = visitor.send(id="told-in-the-gap", text=STORY)
    assert answered.status_code == 200
    assert visitor.asks == "anything_else"
    visitor.answer_all(ANSWERS)
    assert visitor.receipt is not None
    assert track(heard.address, visitor.receipt)["complaint"]["what_happened"] == STORY


def test_with_everything_killed_right_after_the_receipt_the_case_is_there(another_heard: Start) -> None:
    heard = another_heard()
    visitor = Visitor(heard.address, council="surrey")
    receipt = visitor.complain()
    heard.kill_everything()
    heard.up()
    assert track(heard.address, receipt)["complaint"]["what_happened"].startswith(STORY)


def test_with_everything_killed_in_mid_form_the_same_token_goes_on(another_heard: Start) -> None:
    heard = another_heard()
    visitor = Visitor(heard.address, council="sefton")
    visitor.type("I want to make a complaint")
    visitor.answer_all(ANSWERS, until="desired_outcome")
    heard.kill_everything()
    heard.up()
    visitor.answer_all(ANSWERS)
    assert visitor.receipt is not None


def test_the_same_message_three_times_opens_one_case(heard: Running) -> None:
    visitor = Visitor(heard.address, council="bexley")
    visitor.type("I want to make a complaint")
    visitor.answer_all(ANSWERS, until="check_answers")
    before = heard.count("case_file")
    bodies = [visitor.send(id="send-it-once", text="yes send it").json()["messages"] for _ in range(3)]
    assert bodies[0] == bodies[1] == bodies[2]
    assert heard.count("case_file") == before + 1


def test_told_to_stop_it_leaves_no_process_and_no_open_port(another_heard: Start) -> None:
    for how in (signal.SIGTERM, signal.SIGINT):
        heard = another_heard()
        rasa, backend = heard.pid("rasa"), heard.pid("backend")
        assert heard.down(how) == 0
        assert not listening(heard.port)
        for pid in (rasa, backend):
            assert not _alive(pid)


def test_a_taken_port_is_one_clear_sentence(heard: Running, another_heard: Start) -> None:
    second = Running(heard.home.parent / "second", HEARD_PORT=str(heard.port))
    with pytest.raises(AssertionError, match=f"Port {heard.port} on 127.0.0.1 is taken") as ended:
        second.up()
    assert "Traceback" not in str(ended.value)


def test_ready_says_what_is_missing_while_the_language_server_is_away(another_heard: Start) -> None:
    heard = another_heard()
    heard.kill("rasa")
    answer = httpx.get(f"{heard.address}/api/health/ready", timeout=5)
    assert answer.status_code == 503
    assert answer.json()["missing"] == ["the language model"]
    assert httpx.get(f"{heard.address}/api/health/live", timeout=5).status_code == 200


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().split()[2] != "Z"
    except FileNotFoundError:
        return False

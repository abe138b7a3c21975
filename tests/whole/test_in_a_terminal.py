"""`./heard chat`: the same conversation in a terminal, with the whole of Heard behind it."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx

from launch.chat import Conversation
from tests.whole.running import ROOT, Running, free_port, listening
from tests.whole.visiting import ANSWERS, AS, Visitor, track


def _chat(home: Path, port: int, typed: str, *options: str) -> str:
    done = subprocess.run(
        [str(ROOT / "heard"), "chat", *options],
        input=typed,
        env={**os.environ, "HEARD_HOME": str(home), "HEARD_PORT": str(port)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_complaint_is_opened_by_number_and_by_words(heard: Running) -> None:
    receipt = Visitor(heard.address, council="rutland").complain()
    typed = "see a complaint i made\n" + receipt["reference"] + "\n" + receipt["key"] + "\n"
    said = _chat(heard.home, heard.port, typed, "--council", "rutland", "--age-band", "adult")
    assert "Setting up" not in said
    assert "I found your complaint, " + receipt["reference"] in said


def test_a_whole_complaint_is_made_in_a_terminal(heard: Running) -> None:
    out = io.StringIO()
    conversation = Conversation(heard.address, out)
    answers = {**ANSWERS, **AS["young_person"]}

    def lines() -> Iterator[str]:
        yield "i want to complain"
        while (asked := _asked(conversation)) is not None:
            yield "1" if asked in ("about_whom", "council") else answers[asked]

    assert conversation.hold({"council": "rutland"}, lines()) == 0
    reference, key = out.getvalue().split("\n\n  ")[1].split()[:2]
    assert track(heard.address, {"reference": reference, "key": key})["status"] == "open"


def _asked(conversation: Conversation) -> str | None:
    told = httpx.get(
        f"{conversation.address}/api/chat/messages",
        headers={"Authorization": f"Bearer {conversation.token}"},
        timeout=30,
    ).json()["messages"]
    return None if any(message["receipt"] for message in told) else told[-1]["asks"]


def test_leaving_deletes_the_words(heard: Running) -> None:
    conversation = Conversation(heard.address, io.StringIO())
    assert conversation.hold({}, ["they never came to see me"]) == 0
    gone = httpx.get(
        f"{heard.address}/api/chat/messages", headers={"Authorization": f"Bearer {conversation.token}"}
    )
    assert gone.status_code == 401


def test_it_starts_what_it_needs_and_leaves_nothing_running(tmp_path: Path) -> None:
    port = free_port()
    said = _chat(tmp_path / "home", port, "what is an advocate?\n", "--age-band", "child")
    assert "helps you say what you want" in said
    assert not listening(port)

"""The soak sees what it is there to see: a loss is counted as one, and so is silence."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from bench.figures import Figure
from tests.loopback import Door, serving
from tests.soak import __main__ as soak
from tests.soak.faults import Patient, Silence, Trial, look_at

RECEIPT = {"reference": "2222-2222", "key": "maple-otter-lantern"}


def answering(*answers: tuple[int, bytes]) -> type[Door]:
    """A door that gives these answers, one after the other, the last again and again."""
    left = list(answers)

    class Answers(Door):
        def do_POST(self: BaseHTTPRequestHandler) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            status, body = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Answers


WORDS = b'{"token": "t", "messages": [{"text": "Hello.", "asks": null, "receipt": null}]}'


def test_words_to_try_again_are_counted_and_are_no_silence() -> None:
    trial = Trial("none", "complaint")
    with serving(answering((503, WORDS), (201, WORDS))) as port:
        Patient(f"http://127.0.0.1:{port}", trial)
    assert (trial.words, trial.silences) == (1, [])


@pytest.mark.parametrize("silent", [b'{"messages": []}', b"", b'{"messages": [{"text": ""}]}'])
def test_an_answer_without_a_word_is_a_silence(silent: bytes) -> None:
    trial = Trial("none", "complaint")
    with serving(answering((503, silent), (201, WORDS))) as port:
        Patient(f"http://127.0.0.1:{port}", trial)
    assert len(trial.silences) == 1


def test_a_mistake_of_ours_ends_a_journey_as_lost() -> None:
    with serving(answering((500, WORDS))) as port, pytest.raises(Silence, match="500"):
        Patient(f"http://127.0.0.1:{port}", Trial("none", "complaint"))


@pytest.mark.parametrize(
    ("opened", "stopped", "track", "lost"),
    [
        (1, 0, 200, ""),
        (2, 0, 200, "2 cases and 0 withdrawals for 1 people"),
        (0, 0, 200, "0 cases and 0 withdrawals for 1 people"),
        (1, 0, 404, "a receipt that opens nothing: 404"),
    ],
)
def test_a_case_too_many_or_too_few_and_a_receipt_that_opens_nothing_are_losses(
    opened: int, stopped: int, track: int, lost: str
) -> None:
    trial = Trial("none", "compliment", receipt=RECEIPT)
    with serving(answering((track, WORDS))) as port:
        look_at(f"http://127.0.0.1:{port}", [trial], opened, stopped)
    assert trial.lost == lost


OUTCOMES = """<testsuites><testsuite>
<testcase classname="tests.one" name="test_a[x]"/>
<testcase classname="tests.one" name="test_b"><failure/></testcase>
<testcase classname="tests.one" name="test_c"><skipped/></testcase>
<testcase classname="tests.one" name="test_d"><error/></testcase>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("written", "ended", "passed", "failed"),
    [
        (OUTCOMES, 1, {"tests.one::test_a[x]"}, {"tests.one::test_b", "tests.one::test_d"}),
        (OUTCOMES, 2, {"tests.one::test_a[x]"}, {"tests.one::test_b", "tests.one::test_d", "ended 2"}),
        ("", 5, set(), {"ended 5"}),
    ],
)
def test_what_did_not_pass_is_counted_as_failed_and_so_is_a_run_without_an_end(
    written: str, ended: int, passed: set[str], failed: set[str]
) -> None:
    counted = soak.outcomes(written, ended)
    assert (set(counted.passed), set(counted.failed)) == (passed, failed)


def test_a_part_that_ends_early_is_not_reached_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def breaks(_: object) -> Iterator[Figure]:
        raise OSError

    def holds(_: object) -> Iterator[Figure]:
        yield Figure("tried", "3", "", "", True)

    monkeypatch.setattr(soak, "PARTS", {"first": breaks, "second": holds, "third": holds})
    monkeypatch.setattr("sys.argv", ["soak", "first", "second"])
    assert soak.main() == 1
    told = capsys.readouterr().out
    assert "ended early: OSError" in told
    assert "| tried | 3 |" in told
    monkeypatch.setattr("sys.argv", ["soak", "second"])
    assert soak.main() == 0

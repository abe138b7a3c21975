"""`./heard parse` and `./heard nlu`: what model and screen make of texts, without a server."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import IO, Any

from launch import drawing, environments, scoring
from launch.place import ROOT, Trouble, environment

EVALUATION = ROOT / "tests" / "nlu" / "evaluation.tsv"
HARM = ROOT / "tests" / "harm" / "sealed.tsv"


def parse() -> int:
    """A text a line from standard input; a JSON a line to standard output, in order."""
    return _listen(sys.stdin.fileno(), None).wait()


def score(file: Path | None, harm: bool, drawn: Path | None) -> int:
    """Understand every text of a set and print figures alone; `drawn` gets the confusion matrix."""
    _, *rows = _rows(file or (HARM if harm else EVALUATION))
    answers = _understand([row[0] for row in rows])
    if harm:
        heard = [
            scoring.Heard(row[1], row[2], answer["safety"]) for row, answer in zip(rows, answers, strict=True)
        ]
        lines = scoring.harm_report(heard)
    else:
        pairs = [
            scoring.Pair(row[1], answer["intent"], answer["confidence"])
            for row, answer in zip(rows, answers, strict=True)
        ]
        lines = scoring.report(pairs)
        if drawn is not None:
            drawn.write_text(drawing.matrix(pairs), encoding="utf-8")
    print("\n".join(lines))
    return 0


def _rows(file: Path) -> list[list[str]]:
    try:
        return [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}.") from None


def _understand(texts: Sequence[str]) -> list[dict[str, Any]]:
    """What `./heard parse` says of these texts."""
    with tempfile.TemporaryFile() as typed:
        typed.write("".join(f"{text}\n" for text in texts).encode())
        typed.seek(0)
        listening = _listen(typed, subprocess.PIPE)
        out, _ = listening.communicate()
    if listening.returncode != 0:
        raise Trouble("The texts could not be understood.")
    return [json.loads(line) for line in out.splitlines()]


def _listen(typed: int | IO[bytes], answers: int | None) -> subprocess.Popen[bytes]:
    """The model's process, and behind it the screen's, whose output is the answer."""
    with redirect_stdout(sys.stderr):
        python, rasa, model = environments.modern(), environments.rasas(), environments.model()
    env = environment(**environments.RASA_ENV, PYTHONPATH=str(ROOT))
    understood = subprocess.Popen(
        [str(rasa), "-m", "heard_rasa", "parse", "--model", str(model)],
        stdin=typed,
        stdout=subprocess.PIPE,
        env=environment(**environments.RASA_ENV),
        cwd=environments.BOT,
    )
    heard = subprocess.Popen(
        [str(python), "-m", "backend.parse"], stdin=understood.stdout, stdout=answers, env=env, cwd=ROOT
    )
    if understood.stdout is not None:
        understood.stdout.close()
    return heard

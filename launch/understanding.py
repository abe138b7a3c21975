"""`./heard parse` and `./heard nlu`: what model and screen make of texts, without a server."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import IO, Any

from launch import drawing, environments, scoring
from launch.place import ROOT, Trouble, environment

EVALUATION = ROOT / "tests" / "nlu" / "evaluation.tsv"
HARM = ROOT / "tests" / "harm" / "sealed.tsv"
ASKED = ROOT / "tests" / "nlu" / "asked.tsv"


def parse() -> int:
    """A text a line from standard input; a JSON a line to standard output, in order."""
    return _listen(_ours(), sys.stdin.fileno(), None).wait()


def score(file: Path | None, harm: bool, drawn: Path | None, against_stock: bool) -> int:
    """Understand every text of a set and print figures alone; `drawn` gets the confusion matrix.

    `against_stock`: the same texts are understood by stock Rasa, trained on the same texts, in the same run.
    """
    _, *rows = _rows(file or (HARM if harm else EVALUATION))
    answers = _understand(_ours(), [row[0] for row in rows])
    if harm:
        heard = [
            scoring.Heard(row[1], row[2], answer["safety"]) for row, answer in zip(rows, answers, strict=True)
        ]
        lines = scoring.harm_report(heard)
    else:
        pairs = _pairs(rows, answers)
        lines = scoring.report(pairs)
        if against_stock:
            stock = _pairs(rows, _understand(_stock(), [row[0] for row in rows]))
            lines += ["", *scoring.beside(pairs, stock), _trained()]
        if drawn is not None:
            drawn.write_text(drawing.matrix(pairs), encoding="utf-8")
    print("\n".join(lines))
    return 0


def score_asked(file: Path | None) -> int:
    """Have the model say of every question of a set what it asks of the chat, and print figures alone."""
    _, *rows = _rows(file or ASKED)
    answers = _answers(lambda typed: _model(_ours(), typed), [text for _, text in rows])
    asks = [answer["wants_to_know"] for answer in answers]
    questions = [scoring.Asked(name.split("|"), said) for (name, _), said in zip(rows, asks, strict=True)]
    print("\n".join(scoring.asked_report(questions)))
    return 0


def _rows(file: Path) -> list[list[str]]:
    try:
        return [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    except OSError as error:
        raise Trouble(f"{file} cannot be read: {error.strerror}.") from None


def duplicates() -> int:
    """Print the training texts of different intents that say nearly the same, the likest first."""
    with redirect_stdout(sys.stderr):
        python = environments.modern(tests=True)
    return subprocess.run(
        [str(python), "-m", "bench.likeness"], env=environment(PYTHONPATH=str(ROOT)), cwd=ROOT, check=False
    ).returncode


def _pairs(rows: Sequence[Sequence[str]], answers: Sequence[dict[str, Any]]) -> list[scoring.Pair]:
    return [
        scoring.Pair(row[1], answer["intent"], answer["confidence"])
        for row, answer in zip(rows, answers, strict=True)
    ]


def _trained() -> str:
    """What making each model cost, as its making was timed."""
    ours = environments.taught_in(environments.sentence_model(), environments.model())
    stock = environments.taught_in(environments.stock_model())
    if not ours or not stock:
        return "what training cost was not measured: a model was made before its making was timed"
    return f"{'processor s of training':<24}{ours:8.0f}{stock:8.0f}{stock / ours:10.1f}x"


def _ours() -> list[str]:
    """What understands a text a line: our trained model."""
    with redirect_stdout(sys.stderr):
        return [str(environments.rasas()), "-m", "heard_rasa", "parse", "--model", str(environments.model())]


def _stock() -> list[str]:
    """The same of stock Rasa."""
    with redirect_stdout(sys.stderr):
        python, model = environments.stocks(), environments.stock_model()
    return [str(python), str(environments.STOCK / "stock.py"), "parse", "--model", str(model)]


def _understand(understanding: Sequence[str], texts: Sequence[str]) -> list[dict[str, Any]]:
    """What a model, and the screen behind it, say of these texts."""
    return _answers(lambda typed: _listen(understanding, typed, subprocess.PIPE), texts)


def _answers(
    listening: Callable[[IO[bytes]], subprocess.Popen[bytes]], texts: Sequence[str]
) -> list[dict[str, Any]]:
    """What a process, given these texts a line each, answers of each."""
    with tempfile.TemporaryFile() as typed:
        typed.write("".join(f"{text}\n" for text in texts).encode())
        typed.seek(0)
        begun = listening(typed)
        out, _ = begun.communicate()
    if begun.returncode != 0:
        raise Trouble("The texts could not be understood.")
    return [json.loads(line) for line in out.splitlines()]


def _listen(
    understanding: Sequence[str], typed: int | IO[bytes], answers: int | None
) -> subprocess.Popen[bytes]:
    """The model's process, and behind it the screen's, whose output is the answer."""
    with redirect_stdout(sys.stderr):
        python = environments.modern()
    understood = _model(understanding, typed)
    heard = subprocess.Popen(
        [str(python), "-m", "backend.parse"],
        stdin=understood.stdout,
        stdout=answers,
        env=environment(PYTHONPATH=str(ROOT)),
        cwd=ROOT,
    )
    if understood.stdout is not None:
        understood.stdout.close()
    return heard


def _model(understanding: Sequence[str], typed: int | IO[bytes]) -> subprocess.Popen[bytes]:
    """The model's process alone."""
    return subprocess.Popen(
        understanding,
        stdin=typed,
        stdout=subprocess.PIPE,
        env=environment(**environments.RASA_ENV),
        cwd=environments.BOT,
    )

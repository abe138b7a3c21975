"""How long a message takes to be understood, with the screen and without, beside Rasa as it comes.

Each model is asked as `./heard parse` asks it: a process of its own reads a text a line, sends it through
every component of its pipeline, and writes what it understood. Prints a table and keeps it in
docs/benchmarks/parse.md.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import IO, NamedTuple, cast

from backend.safety import Screen
from bench.figures import ROOT, Figure, keep
from bench.screen import MESSAGES, milliseconds
from bench.talkers import EPOCHS, STOCK
from launch import environments
from launch.place import environment

KEPT = ROOT / "docs" / "benchmarks" / "parse.md"
WARMING = 50
"""Messages that are understood before the first that counts."""
WITHIN = 5.0
"""Milliseconds."""


class Parser(NamedTuple):
    """A process that understands a text a line."""

    pid: int
    texts: IO[str]
    answers: IO[str]


@contextmanager
def parser(command: Sequence[str], folder: Path) -> Iterator[Parser]:
    """A parser on one thread of numerics; it ends with the block."""
    numerics = dict.fromkeys(("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"), "1")
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(**environments.RASA_ENV, **numerics),
        cwd=folder,
    ) as process:
        asked = Parser(process.pid, cast("IO[str]", process.stdin), cast("IO[str]", process.stdout))
        yield asked
        asked.texts.close()


def understood(asked: Parser, texts: Sequence[str]) -> list[float]:
    """How long each text took, in milliseconds of processor time of all the process's threads."""
    took = []
    for text in (*texts[:WARMING], *texts):
        began = nanoseconds(asked.pid)
        asked.texts.write(f"{text}\n")
        asked.texts.flush()
        asked.answers.readline()
        took.append((nanoseconds(asked.pid) - began) / 1e6)
    return took[WARMING:]


def nanoseconds(process: int) -> int:
    """What the threads of a process have spent on a processor until now."""
    return sum(
        int((thread / "schedstat").read_text().split()[0])
        for thread in Path(f"/proc/{process}/task").iterdir()
    )


def main() -> int:
    """Measure, print and keep."""
    texts = [line.split("\t")[0] for line in MESSAGES.read_text(encoding="utf-8").splitlines()[1:]]
    rasa = [str(environments.rasas()), "-m", "heard_rasa", "parse", "--model", str(environments.model())]
    bot = str(environments.stock_bot(EPOCHS))
    as_it_comes = [str(environments.stocks()), str(STOCK / "stock.py"), "parse", "--model", bot]
    with parser(rasa, environments.BOT) as ours, parser(as_it_comes, STOCK) as stock:
        alone, reference = understood(ours, texts), understood(stock, texts)
    screened = [sum(both) for both in zip(alone, milliseconds(Screen.load().hear, texts), strict=True)]
    beside = f"{median(reference):.1f} ms, DIET and what `rasa init` puts before it"
    keep(
        "How long a message takes to be understood",
        f"milliseconds of processor time on one thread, the median of {len(texts)} messages of "
        "tests/safety/development.tsv",
        [
            figure("by the pipeline", alone, beside),
            figure("by the pipeline and by the screen before it", screened, beside),
            Figure(
                "95 of a hundred keep within",
                f"{sorted(alone)[int(len(alone) * 0.95)]:.1f} ms",
                f"{sorted(reference)[int(len(reference) * 0.95)]:.1f} ms",
                "",
                None,
            ),
        ],
        KEPT,
    )
    return 0 if median(screened) <= WITHIN else 1


def figure(what: str, took: Sequence[float], reference: str) -> Figure:
    """One line: the median beside stock's, against the goal."""
    return Figure(what, f"{median(took):.1f} ms", reference, f"{WITHIN:.0f} ms", median(took) <= WITHIN)


if __name__ == "__main__":
    sys.exit(main())

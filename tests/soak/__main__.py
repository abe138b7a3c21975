"""`./heard test --soak`: attacks, faults, load and made-up input, counted; all together are kept.

A run of every part is kept in docs/benchmarks/soak.md, one of some of them is printed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from bench.figures import ROOT, Figure, keep, report
from tests.examples import TIMES
from tests.soak import faults, load
from tests.whole.conftest import CLUSTER
from tests.whole.test_two_of_everything import EVERYTHING, ROUNDS

KEPT = ROOT / "docs" / "benchmarks" / "soak.md"
LONGEST_DELAY = 150.0
"""Milliseconds that one person's longest message may cost another."""
LEAST_PROBES, LEAST_REQUESTS = 40, 1000
MADE_UP = (
    "tests/attacks/test_parsers.py",
    "tests/journeys/test_days.py",
    "tests/safety/test_screen.py",
    "tests/procedures/test_mistakes.py",
    "tests/cases/test_properties.py",
    "tests/acts/test_any_order.py",
)
"""Properties of the parsers, and the case API against the pure model in any order."""

ON_A_CLUSTER = ("tests/conversations", "tests/whole/test_every_council_and_role.py")


@dataclass(frozen=True)
class Outcomes:
    """Which tests passed and which did not."""

    passed: frozenset[str]
    failed: frozenset[str]


def tests(*arguments: str, **told: str) -> Outcomes:
    """Run some tests and count them, in a process of their own: what they read at import they read anew."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "outcomes.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *arguments]
        done = subprocess.run(
            [*command, f"--junitxml={written}"], cwd=ROOT, env={**os.environ, **told}, check=False
        )
        return outcomes(written.read_text(encoding="utf-8") if written.exists() else "", done.returncode)


def outcomes(written: str, ended: int) -> Outcomes:
    """What pytest's report in JUnit's form says; a run that did not get to its end is one failure more."""
    cases = ElementTree.fromstring(written).iter("testcase") if written else ()  # noqa: S314 - pytest's own
    found = {f"{case.get('classname')}::{case.get('name')}": {part.tag for part in case} for case in cases}
    failed = {name for name, parts in found.items() if parts & {"failure", "error"}}
    passed = {name for name, parts in found.items() if not parts & {"failure", "error", "skipped"}}
    return Outcomes(frozenset(passed), frozenset(failed if ended in (0, 1) else {*failed, f"ended {ended}"}))


def attacks(_: argparse.Namespace) -> Iterator[Figure]:
    """Every test marked as an attack."""
    done = tests("-m", "attack", "tests")
    probes = {name.partition("[")[0] for name in done.passed | done.failed}
    succeeded = {name.partition("[")[0] for name in done.failed}
    yield Figure(
        "attacks tried, and how many were not seen to fail",
        f"{len(probes)} probes in {len(done.passed | done.failed)} forms, "
        f"{len(succeeded)} succeeded or could not be tried",
        "",
        f"{LEAST_PROBES} or more, none",
        len(probes) >= LEAST_PROBES and not succeeded,
    )


def made_up(given: argparse.Namespace) -> Iterator[Figure]:
    """The parsers and the case API, with made-up input."""
    done = tests(*MADE_UP, **{TIMES: str(given.times)})
    yield Figure(
        f"properties of parsers and of the case API, with {given.times} times the inputs of every run",
        f"{len(done.passed | done.failed)} tests, {len(done.failed)} failed",
        "",
        "none",
        bool(done.passed) and not done.failed,
    )


def requests(_: argparse.Namespace) -> Iterator[Figure]:
    """The whole OpenAPI document, part by part, in a process of its own."""
    command = [sys.executable, "-m", "tests.soak.requests", str(LEAST_REQUESTS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stderr, file=sys.stderr)
    for line in done.stdout.splitlines():
        part, sent, failures = line.split("\t")
        yield Figure(
            f"made-up requests to {part}",
            f"{sent}, {failures} answered otherwise than described",
            "",
            f"{LEAST_REQUESTS} or more, none",
            int(sent) >= LEAST_REQUESTS and failures == "0",
        )
    if done.returncode != 0:
        raise RuntimeError("the made-up requests ended early")


def failing_parts(given: argparse.Namespace) -> Iterator[Figure]:
    """Each fault in the middle of each journey."""
    with tempfile.TemporaryDirectory() as folder:
        trials = faults.rounds(Path(folder), given.rounds, given.seed)
    for fault in faults.FAULTS:
        mine = [trial for trial in trials if trial.fault == fault]
        lost, silent = (sum(bool(kind(one)) for one in mine) for kind in (_lost, _silent))
        yield Figure(
            f"people in the middle of something: {fault}",
            f"{len(mine)}, {lost} with a loss, {silent} left without a word",
            "",
            "none",
            not lost and not silent,
        )
    yield Figure(
        "all faults together",
        f"{len(trials)} trials, {sum(bool(one.lost) for one in trials)} losses, "
        f"{sum(one.words for one in trials)} times told to try again",
        "",
        "no loss",
        not any(one.lost or one.silences for one in trials),
    )


def _lost(trial: faults.Trial) -> str:
    return trial.lost


def _silent(trial: faults.Trial) -> list[str]:
    return trial.silences


def two_of_each(_: argparse.Namespace) -> Iterator[Figure]:
    """Two of everything: each part killed in turn, and the same conversations as with one of everything."""
    killed = tests("-m", "soak", "--timeout", "1800", "tests/whole/test_two_of_everything.py")
    yield Figure(
        f"journeys with two of everything, a part killed in mid-message {ROUNDS * len(EVERYTHING)} times",
        f"{ROUNDS} journeys, {'something was' if killed.failed else 'nothing'} lost",
        "",
        "nothing lost, no case twice",
        bool(killed.passed) and not killed.failed,
    )
    held = tests(*ON_A_CLUSTER, **{CLUSTER: "1"})
    yield Figure(
        "scripted conversations and complaints held with two of everything on PostgreSQL and Redis",
        f"{len(held.passed | held.failed)} held, {len(held.failed)} failed",
        "",
        "as with one of everything",
        bool(held.passed) and not held.failed,
    )


def many(given: argparse.Namespace) -> Iterator[Figure]:
    """So many conversations for so long; then a crowd; and one person's longest message."""
    with tempfile.TemporaryDirectory() as folder:
        carried, crowd, longest = load.measured(Path(folder), given.people, given.minutes * 60)
    errors = sum(carried.failed.values())
    yield Figure(
        f"{given.people} conversations at once for {carried.seconds:.0f} s",
        f"{len(carried.took)} messages, p50 {median(carried.took or [0]):.0f} ms, p95 {carried.most:.0f} ms, "
        f"{errors} errors {dict(carried.failed) or ''}",
        "",
        "no error",
        errors == 0 and bool(carried.took),
    )
    kind = {told: number for told, number in crowd.items() if told in ("200", "429", "503")}
    yield Figure(
        f"{load.CROWD} people who write in the same moment",
        ", ".join(f"{number} times {told}" for told, number in sorted(crowd.items())),
        "",
        "answered, or kind words and when to try again",
        kind == dict(crowd),
    )
    yield Figure(
        "what a message of 20,000 characters costs another person, most of ten",
        f"{max(longest):.0f} ms (median {median(longest):.0f} ms)",
        "",
        f"at most {LONGEST_DELAY:.0f} ms",
        max(longest) <= LONGEST_DELAY,
    )


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Figure]]] = {
    "attacks": attacks,
    "made-up": made_up,
    "requests": requests,
    "faults": failing_parts,
    "cluster": two_of_each,
    "load": many,
}


def main() -> int:
    """Run the parts that are named, all if none is; 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(prog="./heard test --soak", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--minutes", type=float, default=10.0, help="how long the load lasts")
    parser.add_argument("--people", type=int, default=100, help="conversations at once")
    parser.add_argument("--rounds", type=int, default=1, help="how often every fault strikes")
    parser.add_argument("--times", type=int, default=20, help="times as many made-up inputs")
    parser.add_argument("--seed", type=int, default=1, help="when the faults strike")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)}; there are {', '.join(PARTS)}")
    named = given.parts or list(PARTS)
    figures = [figure for name in named for figure in one_part(name, given)]
    how = f"parts: {', '.join(named)}; {given.rounds} rounds of faults, seed {given.seed}"
    if set(named) == set(PARTS):
        keep("Hard to break", how, figures, KEPT, "./heard test --soak")
    else:
        print(report("Hard to break", how, figures, "./heard test --soak"))
    return int(any(figure.reached is False for figure in figures))


def one_part(name: str, given: argparse.Namespace) -> Iterator[Figure]:
    """The figures of a part, and how long it took; one that ends early is a figure, and the next goes on."""
    print(f"\n== {name}", flush=True)
    began, early = time.monotonic(), ""
    try:
        yield from PARTS[name](given)
    except Exception as error:
        traceback.print_exc()
        early = f", ended early: {type(error).__name__}"
    minutes = (time.monotonic() - began) / 60
    yield Figure(f"minutes that {name} took", f"{minutes:.1f}{early}", "", "to the end", not early)


if __name__ == "__main__":
    sys.exit(main())

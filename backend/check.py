"""`./heard check`: every procedure file, sentence and phrase is whole; and what nobody has verified yet.

A mistake fails the check. What is unverified or missing does not: it is listed, so that a council
knows what to look up before it opens.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from backend.procedures import ProcedureMistake, load
from backend.procedures.check import check as check_procedures
from backend.safety.check import check as check_phrases
from backend.services.keys import KeyWords
from backend.wording import KEY_WORDS, CatalogueMistake, Wording


def mistakes() -> Iterator[str]:
    """Each thing that is wrong, in a sentence that says where."""
    try:
        load()
    except ProcedureMistake as mistake:
        yield str(mistake)
    try:
        Wording.load()
    except CatalogueMistake as mistake:
        yield str(mistake)
    yield from check_phrases()
    try:
        KeyWords.of(KEY_WORDS.read_text(encoding="utf-8").splitlines())
    except ValueError as mistake:
        yield f"{KEY_WORDS.name}: {mistake}"


def main(arguments: Sequence[str]) -> int:
    """Print what was found; 1 if anything is wrong. `--quiet` leaves the unverified out."""
    wrong = list(mistakes())
    for sentence in wrong:
        print(sentence)  # noqa: T201 - this is a command
    if wrong:
        return 1
    found = check_procedures(load())
    if "--quiet" not in arguments:
        for finding in found:
            print(f"- {finding.sentence}")  # noqa: T201
    print(f"Everything is whole. {len(found)} things are unverified or missing.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

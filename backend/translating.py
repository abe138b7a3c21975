"""`./heard words`: another language's sentences, out to a translator's tool and back.

`export pl FILE` writes every English sentence with what Polish there is; `import pl FILE` checks the file
and takes in what is translated. An entry marked fuzzy stays a draft until somebody takes the mark away.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from backend.wording import HOME, CatalogueMistake, Wording
from backend.wording.catalogue import read as read_home
from backend.wording.translated import messages, write

FOLDER = Path(__file__).parent / "wording"


def export(language: str, to: Path, folder: Path = FOLDER) -> None:
    """Write everything there is to translate, and what is translated. Raises `CatalogueMistake`."""
    home = read_home(folder / HOME)
    to.write_bytes(write(home, language, messages(folder / f"{language}.po"), everything=True))


def take_in(language: str, file: Path, folder: Path = FOLDER) -> tuple[int, int]:
    """Keep what a file translates; gives how many keys are said now, and how many of them are checked.

    Raises `CatalogueMistake`, and changes nothing then.
    """
    home = read_home(folder / HOME)
    with tempfile.TemporaryDirectory() as trial:
        shutil.copytree(folder / HOME, Path(trial, HOME))
        fresh = Path(trial, f"{language}.po")
        shutil.copy(file, fresh)
        fresh.write_bytes(write(home, language, messages(fresh), everything=False))
        checked = Wording.load(Path(trial)).checked(language)
        shutil.copy(fresh, folder / fresh.name)
    return checked


def main(arguments: Sequence[str]) -> int:
    """Export or import; a mistake is one sentence and a failing exit."""
    parser = argparse.ArgumentParser(prog="./heard words")
    parser.add_argument("what", choices=("export", "import"))
    parser.add_argument("language", help="its BCP 47 tag, such as pl")
    parser.add_argument("file", type=Path)
    given = parser.parse_args(arguments)
    try:
        if given.what == "export":
            export(given.language, given.file)
            return 0
        said, checked = take_in(given.language, given.file)
        print(f"{given.language}: {said} sentences are said, {checked} of them checked.")  # noqa: T201
    except (CatalogueMistake, OSError) as mistake:
        print(f"heard: {mistake}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

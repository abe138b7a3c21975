"""A copy of the procedure files to plant mistakes in."""

from __future__ import annotations

import shutil
from pathlib import Path

from backend.procedures.book import FOLDER


class Files:
    """The real files, copied where a test may change them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path in FOLDER.glob("*.yml"):
            shutil.copy(path, folder)

    def plant(self, file: str, right: str, wrong: str, after: str = "") -> int:
        """Put `wrong` in the place of the first `right` below the text `after`; the line it stands on."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        at = text.index(right, text.index(after))
        path.write_text(text[:at] + wrong + text[at + len(right) :], encoding="utf-8")
        return text.count("\n", 0, at) + 1

"""The head of the chain, kept in a file beside the database.

Whoever can change the database can cut off its last events and put an older head back. The file
remembers how far the chain had come.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from dataclasses import asdict
from pathlib import Path
from secrets import token_hex

from backend.store.chain import Head

_log = logging.getLogger(__name__)
_UNREADABLE = Head(seq=-1, mac="", sealed_by="")


class HeadFile:
    """One installation's head file. It moves forward only, and never back to a shorter chain."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def begin(self, head: Head) -> None:
        """Write the file if there is none yet; from here on it is a witness."""
        if self._path.exists():
            return
        if head.seq:
            _log.warning("there was no head file: it begins at event %d", head.seq)
        self._write(head)

    def read(self) -> Head:
        """The head in the file; one that fits no chain if the file is gone or spoilt."""
        try:
            return Head(**json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return _UNREADABLE

    def move(self, head: Head) -> None:
        """Write a later head. What was committed stays so if this fails: it is logged, not raised."""
        with self._lock:
            try:
                if self.read().seq < head.seq:
                    self._write(head)
            except OSError:
                _log.exception("the head file could not be written")

    def _write(self, head: Head) -> None:
        # Processes in containers share numbers, and may share this folder.
        fresh = self._path.with_name(f"{self._path.name}.{token_hex(4)}.new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(head), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

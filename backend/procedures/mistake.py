"""A mistake in a procedure file, said so that whoever wrote the file can mend it."""

from __future__ import annotations


class ProcedureMistake(ValueError):
    """Where a procedure file is wrong, what was found there, and what to write instead.

    For the person who edits the file; it never reaches anybody who complains.
    """

    def __init__(self, file: str, place: str, line: int, found: str, write: str) -> None:
        super().__init__(f"{file}, line {line}, {place or 'the whole file'}: found {found}; {write}")
        self.file, self.place, self.line, self.found, self.write = file, place, line, found, write

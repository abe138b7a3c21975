"""`./heard staff`: accounts of who works for a council, and what the council fills in before it opens."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from backend.app import install
from backend.logs import configure
from backend.services import accounts, opening
from backend.services.installation import Installation
from backend.services.passwords import WeakPassword
from backend.settings import SettingsMistake, read_settings
from backend.store import StoreError


def main(arguments: Sequence[str]) -> int:
    """Do what was asked, or say in a sentence why not."""
    parser = argparse.ArgumentParser(prog="./heard staff", description=__doc__)
    doing = parser.add_subparsers(dest="doing", required=True, metavar="WHAT")
    add = doing.add_parser("add", help="open an account; the password is asked for")
    add.add_argument("--council", action="append", required=True, help="may be given more than once")
    add.add_argument("--email", required=True)
    add.add_argument("--role", action="append", required=True, help="may be given more than once")
    add.add_argument("--answers-to", help="whom they answer to: a case that names them is kept from both")
    line = doing.add_parser("line", help="say whom somebody answers to from now on")
    line.add_argument("--email", required=True)
    line.add_argument("--answers-to", help="left out: nobody here")
    remove = doing.add_parser("remove", help="take an account away and sign its holder out")
    remove.add_argument("--email", required=True)
    settings = doing.add_parser("settings", help="show what a council filled in, or fill it in from a file")
    settings.add_argument("--council", required=True, help="`england` is for what belongs to no council")
    settings.add_argument("--file", type=Path, help="YAML or JSON; it takes the place of what there was")
    given = parser.parse_args(arguments)
    configure()
    try:
        inst = install(read_settings())
        if given.doing == "settings":
            sys.stdout.write(_settings(inst, given.council, given.file))
            return 0
        if given.doing == "remove":
            accounts.remove(inst, given.email)
        elif given.doing == "line":
            accounts.answer_to(inst, given.email, given.answers_to)
        else:
            accounts.add(inst, given.email, given.council, given.role, _password(), given.answers_to)
    except (
        accounts.AccountMistake,
        opening.OpeningMistake,
        OSError,
        StoreError,
        SettingsMistake,
        WeakPassword,
    ) as mistake:
        sys.stderr.write(f"heard staff: {mistake}.\n")
        return 1
    sys.stdout.write("Done.\n")
    return 0


def _settings(inst: Installation, council: str, file: Path | None) -> str:
    """A council's settings as YAML, with what is missing; filled in first, where there is a file."""
    if council not in {opening.EVERYWHERE, *(one.id for one in inst.procedures.councils())}:
        raise accounts.AccountMistake("there is no such council")
    if file is not None:
        try:
            value = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError):
            raise opening.OpeningMistake("the file is not readable as YAML") from None
        opening.keep(inst, council, value, "operator")
    found = opening.seen(inst, council)
    kept = yaml.safe_dump(found.settings.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
    return f"{kept}# missing: {', '.join(found.missing) or 'nothing'}\n"


def _password() -> str:
    """From `HEARD_STAFF_PASSWORD`, or typed unseen; without a terminal, a line of standard input."""
    if (given := os.environ.get("HEARD_STAFF_PASSWORD")) is not None:
        return given
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed = getpass.getpass("Password: ")
    if typed != getpass.getpass("The same again: "):
        raise WeakPassword("the two passwords differ")
    return typed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`./heard staff`: open an account for somebody who works for a council, or take one away."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence

from backend.app import install
from backend.logs import configure
from backend.services import accounts
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
    remove = doing.add_parser("remove", help="take an account away and sign its holder out")
    remove.add_argument("--email", required=True)
    given = parser.parse_args(arguments)
    configure()
    try:
        inst = install(read_settings())
        if given.doing == "remove":
            accounts.remove(inst, given.email)
        else:
            accounts.add(inst, given.email, given.council, given.role, _password())
    except (accounts.AccountMistake, WeakPassword, StoreError, SettingsMistake) as mistake:
        sys.stderr.write(f"heard staff: {mistake}.\n")
        return 1
    sys.stdout.write("Done.\n")
    return 0


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

"""`./heard redate`: after a new bank holiday, settle the dates of every open complaint again."""

from __future__ import annotations

import sys

from backend.app import install
from backend.logs import configure
from backend.services.redating import redate
from backend.settings import SettingsMistake, read_settings
from backend.store import StoreError


def main() -> int:
    """Settle the dates, a line for each that was told otherwise; or say in a sentence why not."""
    configure()
    try:
        settled = redate(install(read_settings()))
    except (StoreError, SettingsMistake) as mistake:
        sys.stderr.write(f"heard redate: {mistake}.\n")
        return 1
    for one in settled:
        sys.stdout.write(f"{one.reference}  {one.clock}  told {one.told}  now {one.until}\n")
    sys.stdout.write(f"{len(settled)} dates settled.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`./heard rotate`: a new secret takes over.

HEARD_SECRET_KEY is the new one, HEARD_FORMER_SECRET_KEYS the old.
"""

from __future__ import annotations

import sys

from backend.app import install
from backend.logs import configure
from backend.settings import SettingsMistake, read_settings
from backend.store import StoreError


def main() -> int:
    """Seal again what former secrets sealed, or say in a sentence why not. Safe to interrupt and repeat."""
    configure()
    try:
        settings = read_settings()
        if not settings.secret_key or not settings.former_secrets:
            raise SettingsMistake(
                "set HEARD_SECRET_KEY to the new secret and HEARD_FORMER_SECRET_KEYS to the old"
            )
        inst = install(settings)
        changed = inst.store.reseal()
        inst.store.close()
    except (SettingsMistake, StoreError) as mistake:
        sys.stderr.write(f"heard rotate: {mistake}.\n")
        return 1
    sys.stdout.write(
        f"{changed} rows are sealed again. The former secret still verifies the chain: keep it set.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

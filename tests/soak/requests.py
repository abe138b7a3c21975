"""Made-up requests to the whole OpenAPI document: at least so many for each part of it.

Prints a line a part: its name, how many were sent, how many addresses answered otherwise than described;
what was found goes to standard error. The staff's part is asked by somebody signed in.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from math import ceil
from pathlib import Path

from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation

from backend.services import accounts, roles
from backend.store import migrate
from tests.api.asking import Public, ask, operations, part_of
from tests.installed import Built

PASSWORD = "a long enough password"
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


class SignedIn(Public):
    """Asks the staff's addresses as a colleague who may do everything."""

    def bearer(self, path: str) -> dict[str, str]:
        """The token that fits an address; one may have been ended by what was asked before."""
        if not path.startswith("/api/staff"):
            return super().bearer(path)
        ticket = accounts.sign_in(self.inst, "soak@council.example", PASSWORD, "somewhere")
        return {"Authorization": f"Bearer {ticket.token}"} if ticket else {}


def asked(public: Public, least: int) -> Counter[str]:
    """Ask every address until each part had so many requests; gives the addresses a part that failed."""
    failures: Counter[str] = Counter()
    by_part: dict[str, list[APIOperation]] = {}
    for operation in operations(public):
        by_part.setdefault(part_of(operation.path), []).append(operation)
    for part, addresses in by_part.items():
        while public.asked[part] < least:
            before = public.asked[part]
            times = ceil((least - before) / (len(addresses) * len(MODES)))
            for operation in addresses:
                for mode in MODES:
                    try:
                        ask(public, operation, mode, times, seeded=False)
                    except (Exception, FailureGroup):
                        traceback.print_exc()
                        failures[part] += 1
            if public.asked[part] == before:
                break
    return failures


def main(arguments: Sequence[str]) -> int:
    """The lines; 0 where every part was asked to the end, whatever it answered."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'heard.sqlite'}"
        migrate(url)
        public = SignedIn(Built(url, limits=False), Path(folder))
        accounts.add(public.inst, "soak@council.example", ["rutland"], list(roles.ROLES), PASSWORD)
        # What is found is printed by others too; the lines of this program are the answer to who runs it.
        with redirect_stdout(sys.stderr):
            failures = asked(public, int(arguments[0]))
        for part, number in public.asked.items():
            print(f"{part}\t{number}\t{failures[part]}")
        public.inst.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

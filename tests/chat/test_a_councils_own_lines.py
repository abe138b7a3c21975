"""A council's own numbers in need: only what was checked, and each with its own time of day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest

from backend.procedures import Council, Procedures, load
from backend.services.facts import people
from backend.services.installation import Installation


@dataclass
class OneCouncil:
    """Procedures of which one council is as the test needs it."""

    procedures: Procedures
    changed: Council

    def council(self, name: str) -> Council:
        return self.changed if name == self.changed.id else self.procedures.council(name)


def with_checked(*times: str) -> Installation:
    """An installation in which somebody rang Bexley's numbers of these times of day."""
    procedures = load()
    bexley = procedures.council("bexley")
    lines = tuple(
        replace(
            line,
            contacts={
                way: replace(contact, source=replace(contact.source, verified=line.when in times))
                for way, contact in line.contacts.items()
            },
        )
        for line in bexley.emergency
    )
    changed = OneCouncil(procedures, replace(bexley, emergency=lines))
    return SimpleNamespace(procedures=changed)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("checked", "known"),
    [
        ((), set()),
        (("day",), {"day_phone"}),
        (("out_of_hours",), {"duty_phone"}),
        (("day", "out_of_hours"), {"day_phone", "duty_phone"}),
    ],
)
def test_a_number_is_told_only_for_the_time_of_day_it_was_checked_for(
    checked: tuple[str, ...], known: set[str]
) -> None:
    told = people(with_checked(*checked), "bexley")
    assert {"day_phone", "duty_phone"} & told.keys() == known
    assert len({told[name] for name in known}) == len(known)

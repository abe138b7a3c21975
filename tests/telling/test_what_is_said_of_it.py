"""The words for somebody who may not be safe say truly whether anybody is being told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from backend.clock import LONDON
from backend.journeys import says
from backend.notify import Post
from backend.services import duty, opening
from tests.installed import Built, wording
from tests.telling.night import DUTY, NIGHT, OFFICE, Night

SAM, ALEX, LEE = DUTY["duty"][0], *DUTY["cover"]
ON_WEEKDAYS = [dict(SAM, hours=[OFFICE])]
AT_NIGHT = [dict(ALEX, hours=[NIGHT])]

WEDNESDAY_NOON, WEDNESDAY_NIGHT, GOOD_FRIDAY = "2026-04-01T12:00", "2026-04-01T23:00", "2026-04-03T12:00"


@pytest.mark.parametrize(
    ("filled_in", "moment", "apart", "said"),
    [
        ({}, WEDNESDAY_NOON, False, "nobody"),
        ({"duty": [SAM]}, WEDNESDAY_NIGHT, False, "now"),
        ({"duty": [SAM]}, WEDNESDAY_NOON, True, "nobody"),
        ({"duty": [LEE]}, WEDNESDAY_NOON, True, "now"),
        ({"duty": ON_WEEKDAYS}, WEDNESDAY_NOON, False, "now"),
        ({"duty": ON_WEEKDAYS}, WEDNESDAY_NIGHT, False, "later 2026-04-02T09:00"),
        ({"duty": ON_WEEKDAYS}, GOOD_FRIDAY, False, "later 2026-04-07T09:00"),
        ({"duty": ON_WEEKDAYS}, "2026-04-01T09:00", False, "now"),
        ({"duty": ON_WEEKDAYS}, "2026-04-01T17:00", False, "later 2026-04-02T09:00"),
        ({"duty": ON_WEEKDAYS, "cover": AT_NIGHT}, WEDNESDAY_NIGHT, False, "now"),
        ({"duty": AT_NIGHT}, "2026-04-02T08:59", False, "now"),
        ({"duty": AT_NIGHT}, "2026-04-02T09:00", False, "later 2026-04-02T17:00"),
        # The night of Good Friday begins on a bank holiday, that of Thursday does not.
        ({"duty": AT_NIGHT}, "2026-04-03T02:00", False, "now"),
        ({"duty": AT_NIGHT}, "2026-04-03T23:00", False, "later 2026-04-04T17:00"),
    ],
)
def test_who_is_told_and_when_is_said_as_it_is(
    quick: Night, filled_in: dict[str, Any], moment: str, apart: bool, said: str
) -> None:
    quick.fill_in(filled_in)
    quick.go_to(moment)
    with quick.inst.store.read() as tx:
        promise = duty.promise(quick.inst, tx, "rutland", apart=apart)
    key, _, at = said.partition(" ")
    assert promise.key == f"safety.told.{key}"
    assert promise.facts.get("at") == (datetime.fromisoformat(at).replace(tzinfo=LONDON) if at else None)


def test_with_no_way_out_of_the_house_nobody_is_promised(quick: Night) -> None:
    quick.fill_in(DUTY)
    silent = Built(quick.url, quick.clock, post=Post()).installation()
    with silent.store.read() as tx:
        assert duty.promise(silent, tx, "rutland", apart=False).key == "safety.told.nobody"
        assert "way_to_duty" in set(opening.missing(silent, "rutland", opening.of(tx, "rutland")))


@pytest.mark.parametrize("tier", ["urgent", "concern"])
@pytest.mark.parametrize("band", ["child", "teen", "adult"])
def test_with_nobody_to_tell_the_numbers_are_there_all_the_more(quick: Night, tier: str, band: str) -> None:
    with quick.inst.store.read() as tx:
        promise = duty.promise(quick.inst, tx, "rutland", apart=False)
    facts = {"emergency": "999", "childline": "0800 1111", "police": "101"}
    (said, *_) = says.safety(tier, facts, promise)
    text = wording().render(said.key, said.facts, "en", band).text
    assert "999" in text
    assert "0800 1111" in text
    assert "tell somebody yourself" in text


def test_a_rota_names_days_on_which_nobody_forgets_the_clocks_change(quick: Night) -> None:
    quick.fill_in({"duty": [dict(SAM, hours=[dict(NIGHT, bank_holidays=True)])]})
    quick.go_to("2026-10-25T01:30")
    with quick.inst.store.read() as tx:
        assert duty.promise(quick.inst, tx, "rutland", apart=False).key == "safety.told.now"
    assert quick.inst.today() == date(2026, 10, 25)

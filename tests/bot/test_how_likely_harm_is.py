"""What the language model makes of the whole of a text and of its parts, weighed together."""

from __future__ import annotations

import pytest

from bot.components.harm import Needed, tier

NEEDED = Needed(harm=0.3, any=0.08, urgent=2.0, none=2.0, concern=0.1)


@pytest.mark.parametrize(
    ("shares", "heard"),
    [
        ([(0.9, 0.09, 0.01)], "none"),
        ([(0.6, 0.35, 0.05)], "concern"),
        ([(0.2, 0.1, 0.7)], "urgent"),
        # What may be urgent counts twice, though it is not called so.
        ([(0.8, 0.2, 0.0)], "none"),
        ([(0.8, 0.0, 0.2)], "concern"),
        # The worst part speaks beside the whole, and for less the more there are to choose from.
        ([(0.9, 0.1, 0.0), (0.1, 0.9, 0.0), (1.0, 0.0, 0.0)], "concern"),
        ([(0.99, 0.01, 0.0), (0.5, 0.5, 0.0), *[(1.0, 0.0, 0.0)] * 9], "none"),
    ],
)
def test_whole_and_worst_part_are_weighed_together(shares: list[tuple[float, ...]], heard: str) -> None:
    assert tier(shares, NEEDED)[0] == heard


@pytest.mark.parametrize(
    ("shares", "sure"),
    [
        ([(0.97, 0.02, 0.01)], True),
        ([(0.9, 0.09, 0.01)], False),
        ([(0.97, 0.02, 0.01), (0.97, 0.03, 0.0), (0.85, 0.1, 0.05)], False),
        ([(0.2, 0.1, 0.7)], False),
    ],
)
def test_it_is_sure_of_no_harm_where_no_part_may_hold_any(
    shares: list[tuple[float, ...]], sure: bool
) -> None:
    assert tier(shares, NEEDED)[1] is sure

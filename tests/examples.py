"""How many made-up inputs a property is tried with: `./heard test --soak` asks for many times as many."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

TIMES = "HEARD_TEST_TIMES_AS_MANY"
"""The variable that says how many times."""


def examples(number: int, **more: Any) -> settings:
    """So many inputs; in a soak so many times as many, and others at each run."""
    times = int(os.environ.get(TIMES) or 1)
    if times > 1:
        more |= {"derandomize": False, "database": None}
    return settings(max_examples=number * times, deadline=None, **more)

"""The benchmarks that are named, one after the other; `./heard bench` names them."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import cluster, conversation, law, screen

EACH: dict[str, Callable[[], int]] = {
    "law": law.main,
    "screen": screen.main,
    "conversation": conversation.main,
    "cluster": cluster.main,
}

if __name__ == "__main__":
    sys.exit(max(EACH[name]() for name in sys.argv[1:]))

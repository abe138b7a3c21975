"""The benchmarks that are named, one after the other; `./heard bench` names them."""

from __future__ import annotations

import sys
from importlib import import_module

if __name__ == "__main__":
    # Only what is named is imported: the widget's needs what the tests need.
    sys.exit(max(import_module(f"bench.{name}").main() for name in sys.argv[1:]))

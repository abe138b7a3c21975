"""Every benchmark of `./heard bench`, one after the other."""

from __future__ import annotations

import sys

from bench import law, screen

if __name__ == "__main__":
    sys.exit(max(law.main(), screen.main()))

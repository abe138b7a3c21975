"""Benchmarks, each with its reference measured in the same run. Run by hand: `./heard bench`."""

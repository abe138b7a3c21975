"""Use cases: gather, decide (pure), apply. No SQL."""

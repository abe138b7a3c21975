"""Guided conversations as pure data and functions: which question comes next, and what answers it."""

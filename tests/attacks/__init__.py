"""Attacks: those that belong to no other part, and the count of all."""

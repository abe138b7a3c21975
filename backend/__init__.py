"""Heard's backend: the case, its legal clock, the conversation's plan and the public gateway."""

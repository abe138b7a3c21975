"""What we listen for, and the two-tier screen that hears it."""

from backend.safety.screen import Heard, Screen

__all__ = ["Heard", "Screen"]

"""What we listen for, and the two-tier screen that hears it."""

from backend.safety.phrases import Tier
from backend.safety.screen import GRAVITY, NOTHING, Heard, Screen, graver

__all__ = ["GRAVITY", "NOTHING", "Heard", "Screen", "Tier", "graver"]

"""PURE. Who may complain, about what, by which route: advice with its reasons, never a refusal."""

from backend.eligibility.advice import Advice, Reason, advise, advise_each
from backend.eligibility.question import Facts, Proceedings

__all__ = ["Advice", "Facts", "Proceedings", "Reason", "advise", "advise_each"]

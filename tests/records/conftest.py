"""An office, and people who come back to their complaints by the page."""

from tests.acts.conftest import few_people

__all__ = ["few_people"]

"""An office, and people who complain there: some of them mean harm."""

from tests.acts.conftest import few_people

__all__ = ["few_people"]

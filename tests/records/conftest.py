"""The office of the staff's tests, on SQLite."""

from tests.staff.conftest import quick_office

__all__ = ["quick_office"]

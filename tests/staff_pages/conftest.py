"""An office with somebody at a browser."""

from __future__ import annotations

import pytest

from tests.staff.office import Office
from tests.staff_pages.browsing import Browsing


@pytest.fixture
def office(quick_office: Office) -> Office:
    """A fresh office on SQLite; the API's own tests hold both databases."""
    return quick_office


@pytest.fixture
def officer(office: Office) -> Browsing:
    """An officer of Rutland, signed in."""
    return Browsing.signed_in(office, "officer")

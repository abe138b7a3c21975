"""What each council filled in before it opened."""

from __future__ import annotations

from backend.store import tables
from backend.store.errors import AlreadyThere
from backend.store.mapping import Layout
from backend.store.repository import Repository
from backend.store.rows import CouncilSettings


class Settings(Repository[CouncilSettings]):
    """Settings, unique by council."""

    layout = Layout(CouncilSettings, tables.council_settings)

    def of(self, council: str) -> CouncilSettings | None:
        """What this council filled in, or None where nobody did yet."""
        return self._one(council=council)

    def keep(self, row: CouncilSettings) -> None:
        """Store these in the place of whatever there was."""
        try:
            self.add(row)
        except AlreadyThere:
            self.save(row)

"""Safeguarding alerts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from backend.store import tables
from backend.store.mapping import Layout
from backend.store.repository import Repository
from backend.store.rows import Alert

_alerts = tables.alert.c


class Alerts(Repository[Alert]):
    """Alerts, unique by id. They outlive the conversation they were raised in."""

    layout = Layout(Alert, tables.alert)

    def get(self, alert_id: str) -> Alert | None:
        """The alert with this id."""
        return self._one(id=alert_id)

    def delete(self, alert_id: str) -> None:
        """Forget an alert: of words that were misheard."""
        self._connection.execute(delete(tables.alert).where(_alerts.id == alert_id))

    def of(self, councils: Collection[str], *, open_only: bool = False) -> tuple[Alert, ...]:
        """The alerts of some councils and those of none, the oldest first."""
        query = select(tables.alert).where(_alerts.council.in_(councils) | _alerts.council.is_(None))
        if open_only:
            query = query.where(_alerts.acknowledged_at.is_(None))
        return self._many(query.order_by(_alerts.at, _alerts.id))

    def of_conversation(self, session_id: str) -> tuple[Alert, ...]:
        """The alerts that a conversation left, the oldest first."""
        query = select(tables.alert).where(_alerts.session_id == session_id)
        return self._many(query.order_by(_alerts.at, _alerts.id))

    def about(self, case_id: str, draft_id: str | None) -> tuple[Alert, ...]:
        """The alerts of a case, and of the draft it came from."""
        whose = _alerts.case_id == case_id
        if draft_id is not None:
            whose |= _alerts.draft_id == draft_id
        query = select(tables.alert).where(whose)
        return self._many(query.order_by(_alerts.at, _alerts.id))

    def open(self, council: str | None = None) -> tuple[Alert, ...]:
        """The alerts nobody has acknowledged, of one council or of all, the oldest first."""
        query = select(tables.alert).where(_alerts.acknowledged_at.is_(None))
        if council is not None:
            query = query.where(_alerts.council == council)
        return self._many(query.order_by(_alerts.at, _alerts.id))

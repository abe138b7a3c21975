"""`/api/councils` and the clocks: open to everybody, with no personal data."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from backend.contract import CouncilOut
from backend.procedures import Council
from backend.services.installation import Installation
from backend.views import contacts_view, source_view


def create_router(inst: Installation) -> APIRouter:
    """The five councils, and each one's procedure."""
    router = APIRouter(prefix="/api/councils", tags=["councils"])

    @router.get("", response_model=list[CouncilOut])
    def councils() -> list[dict[str, Any]]:
        return [council_view(council) for council in inst.procedures.councils()]

    return router


def council_view(council: Council) -> dict[str, Any]:
    """One council as anybody may see it; what nobody verified is left out."""
    return {
        "id": council.id,
        "name": council.name,
        "complaints_team": council.team,
        "contacts": contacts_view(council.contacts),
        "advocacy": {
            "provider": council.advocacy.provider,
            "how": list(council.advocacy.how),
            "contacts": contacts_view(council.advocacy.contacts),
            "source": source_view(council.advocacy.source),
        },
    }

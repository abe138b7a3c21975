"""The pages that every council must have: privacy, accessibility, cookies, staying safe; in three voices.

What stands in them of one council is what it filled in (`services.opening`) and the rules by which it keeps
things (`services.keeping`); what is missing is said, never made up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from backend.chat.plain.show import Pages
from backend.chat.wire import AgeBand
from backend.services import keeping, opening
from backend.services.installation import Installation

PAGES = ("privacy", "accessibility", "cookies", "safe")


def create_router(inst: Installation, pages: Pages, known: Callable[[str | None], str | None]) -> APIRouter:
    """`/about/...`; `known` gives a council that is served here, or None."""
    router = APIRouter(prefix="/about", include_in_schema=False)

    def about(name: str) -> Callable[..., Response]:
        def page(
            council: Annotated[str | None, Query(max_length=40)] = None,
            locale: Annotated[str | None, Query(max_length=35)] = None,
            age_band: AgeBand | None = None,
        ) -> Response:
            here = known(council)
            return pages.about(name, pages.voice(locale, age_band), here, of_council(inst, here))

        return page

    for name in PAGES:
        router.add_api_route(f"/{name}", about(name))
    return router


def of_council(inst: Installation, council: str | None) -> dict[str, Any]:
    """What one council's pages say of it; of none, the rules that hold all over England."""
    with inst.store.read() as tx:
        filled = opening.of(tx, council)
        rules = {rule.kind: rule for rule in keeping.rules(inst, tx, council or opening.EVERYWHERE)}
    return {
        "name": inst.procedures.council(council).name if council else None,
        "privacy": filled.privacy,
        "access": filled.access,
        "kept": {kind: rule.count for kind, rule in rules.items()},
        "kept_why": filled.retention.basis if filled.retention else None,
    }

"""Whether the process is there, and whether a message would be answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from hmac import compare_digest
from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Header
from fastapi.responses import PlainTextResponse

from backend import telemetry
from backend.contract import Health
from backend.described import documented
from backend.problems import DETAILS, Problem
from backend.services import delivery
from backend.services.installation import Installation


def create_router(inst: Installation, needs: Mapping[str, Callable[[], Awaitable[bool]]]) -> APIRouter:
    """`live` once the process is there; `ready` only when the database and all it `needs` besides answer.

    So a process that talks is ready only when a chat message would be answered.
    """
    router = APIRouter(prefix="/api/health", tags=["health"])

    @router.get("/live", response_model=Health)
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/ready", response_model=Health, responses=documented(503))
    async def ready() -> dict[str, str]:
        missing = []
        if not await to_thread.run_sync(inst.store.answers):
            missing.append("the database")
        missing += [name for name, answers in needs.items() if not await answers()]
        if missing:
            raise Problem(
                503,
                f"Not ready yet. No answer from: {', '.join(missing)}.",
                headers={"Retry-After": "1"},
                missing=missing,
            )
        return {"status": "ready"}

    @router.get("/metrics", response_class=PlainTextResponse, responses=documented(404))
    def metrics(authorization: Annotated[str | None, Header()] = None) -> str:
        """Figures for a monitor, in Prometheus's text; 404 without the token the operator set."""
        shown = (authorization or "").removeprefix("Bearer ").encode()
        if inst.metrics_token is None or not compare_digest(shown, inst.metrics_token.encode()):
            raise Problem(404, DETAILS[404])
        return telemetry.exposition(delivery.figures(inst))

    return router

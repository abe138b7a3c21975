"""Whether the process is there, and whether a message would be answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio import to_thread
from fastapi import APIRouter

from backend.contract import Health
from backend.described import documented
from backend.problems import Problem
from backend.services.installation import Installation


def create_router(inst: Installation, rasa_ready: Callable[[], Awaitable[bool]]) -> APIRouter:
    """`live` once the process is there; `ready` only when a chat message would be answered."""
    router = APIRouter(prefix="/api/health", tags=["health"])

    @router.get("/live", response_model=Health)
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/ready", response_model=Health, responses=documented(503))
    async def ready() -> dict[str, str]:
        missing = []
        if not await to_thread.run_sync(inst.store.answers):
            missing.append("the database")
        if not await rasa_ready():
            missing.append("the language model")
        if missing:
            raise Problem(
                503,
                f"Not ready yet. No answer from: {', '.join(missing)}.",
                headers={"Retry-After": "1"},
                missing=missing,
            )
        return {"status": "ready"}

    return router

"""Whether the process is there, and whether a message would be answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio import to_thread
from fastapi import APIRouter

from backend.problems import Problem
from backend.services.installation import Installation


def create_router(inst: Installation, rasa_ready: Callable[[], Awaitable[bool]]) -> APIRouter:
    """`live` once the process is there; `ready` only when a chat message would be answered."""
    router = APIRouter(prefix="/api/health", tags=["health"])

    @router.get("/live")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/ready")
    async def ready() -> dict[str, str]:
        missing = []
        if not await to_thread.run_sync(inst.store.answers):
            missing.append("the database")
        if not await rasa_ready():
            missing.append("the language model")
        if missing:
            raise Problem(503, f"Not ready: {' and '.join(missing)} does not answer yet.", missing=missing)
        return {"status": "ready"}

    return router
